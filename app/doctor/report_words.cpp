// SPDX-License-Identifier: Apache-2.0
#include "doctor/evaluation.h"
#include "doctor/report_parts.h"

namespace twb::doctor {
namespace {

constexpr ReportWords english{
    .title = "Token report",
    .asOf = "As of",
    .token = "Token",
    .verdicts = "Verdicts",
    .signature = "Signature",
    .time = "Time",
    .profile = "Profile",
    .findings = "Findings",
    .header = "Header",
    .claims = "Claims",
    .nothing = "Nothing to repair.",
    .refusedFor = "The signature is good, and yet this is refused because of",
    .error = "Error",
    .warning = "Warning",
    .note = "Note",
    .evidence = "Evidence",
    .masked = "Personal values are masked (***).",
    .signatureOff = "The signature is left off.",
    .encoded = "Encoded",
    .encrypted = "The content is encrypted.",
    .noJson = "The content is not readable as text.",
    .rules = "Rules of the profile",
    .madeBy = "Made by Token Workbench. Keys and secrets are never part of a report.",
    .met = "rules met",
    .notMet = "not met",
    .notJudged = "not judged",
    .checklist = "Integration checklist",
    .points = "Points",
    .pointMet = "met",
    .pointNotMet = "not met",
    .pointHidden = "cannot be seen from a token",
    .howToCheck = "How to check",
    .refusal = "This is a plain refusal in JSON, not a token: there is no signature to check. Treat the person as not "
               "authorised.",
};

constexpr ReportWords portuguese{
    .title = "Relatório do token",
    .asOf = "Situação em",
    .token = "Token",
    .verdicts = "Vereditos",
    .signature = "Assinatura",
    .time = "Validade",
    .profile = "Perfil",
    .findings = "Constatações",
    .header = "Cabeçalho",
    .claims = "Claims",
    .nothing = "Nada a corrigir.",
    .refusedFor = "A assinatura está certa, mas isto é recusado por causa de",
    .error = "Erro",
    .warning = "Aviso",
    .note = "Nota",
    .evidence = "Evidência",
    .masked = "Valores pessoais estão mascarados (***).",
    .signatureOff = "A assinatura foi omitida.",
    .encoded = "Codificado",
    .encrypted = "O conteúdo está criptografado.",
    .noJson = "O conteúdo não pode ser lido como texto.",
    .rules = "Regras do perfil",
    .madeBy = "Feito com Token Workbench. Chaves e segredos nunca fazem parte de um relatório.",
    .met = "regras cumpridas",
    .notMet = "não cumpridas",
    .notJudged = "não avaliadas",
    .checklist = "Checklist de integração",
    .points = "Pontos",
    .pointMet = "cumprido",
    .pointNotMet = "não cumprido",
    .pointHidden = "não pode ser visto em um token",
    .howToCheck = "Como verificar",
    .refusal =
        "Isto é uma recusa simples em JSON, não um token: não há assinatura a verificar. Trate a pessoa como não "
        "autorizada.",
};

std::string span(std::chrono::seconds length, bool pt) {
    const long long all = length.count();
    const long long days = all / 86400;
    if (days >= 2) {
        return std::to_string(days) + (pt ? " dias" : " days");
    }
    const long long hours = all / 3600;
    if (hours >= 1) {
        return std::to_string(hours) + " h " + std::to_string(all % 3600 / 60) + " min";
    }
    return all >= 60 ? std::to_string(all / 60) + " min " + std::to_string(all % 60) + " s"
                     : std::to_string(all) + " s";
}

} // namespace

const ReportWords& reportWords(Language language) {
    return language == Language::Portuguese ? portuguese : english;
}

std::string signatureVerdict(const ReportInputs& inputs) {
    const bool pt = inputs.language == Language::Portuguese;
    const std::string alg = inputs.reading->algorithm.empty() ? "" : " (" + inputs.reading->algorithm + ")";
    switch (inputs.diagnosis->verdict) {
    case DiagnosisVerdict::Verified:
        return (pt ? "Verificada" : "Verified") + alg;
    case DiagnosisVerdict::VerifiedDifferently:
        return (pt ? "Inválida como está; confere de outro modo, ver abaixo"
                   : "Invalid as it stands; verifies in another reading, see below") +
               alg;
    case DiagnosisVerdict::Invalid:
        return (pt ? "Inválida" : "Invalid") + alg;
    case DiagnosisVerdict::NotChecked:
        break;
    }
    return (pt ? "Não verificada" : "Not checked") + alg;
}

std::string timeVerdict(const ReportInputs& inputs) {
    const bool pt = inputs.language == Language::Portuguese;
    const TimeFacts facts = judgeTime(*inputs.reading, inputs.leeway, inputs.asOf);
    switch (facts.state) {
    case TimeState::ExpiresIn:
        return (pt ? "Expira em " : "Expires in ") + span(facts.span, pt);
    case TimeState::DoesNotExpire:
        return pt ? "Não expira" : "Does not expire";
    case TimeState::ExpiredWithinLeeway:
        return (pt ? "Expirado há " : "Expired ") + span(facts.span, pt) +
               (pt ? ", dentro da tolerância" : " ago, within leeway");
    case TimeState::Expired:
        return pt ? "Expirado há " + span(facts.span, pt) : "Expired " + span(facts.span, pt) + " ago";
    case TimeState::NotYetValid:
        return (pt ? "Ainda não válido: faltam " : "Not yet valid: to go ") + span(facts.span, pt);
    case TimeState::CannotBeJudged:
        return pt ? "A validade não pode ser julgada" : "Time cannot be judged";
    case TimeState::Hidden:
        return pt ? "Oculta: o conteúdo está cifrado" : "Hidden: the payload is encrypted";
    case TimeState::Empty:
    case TimeState::NotReadable:
        break;
    }
    return pt ? "Não legível" : "Not readable";
}

} // namespace twb::doctor
