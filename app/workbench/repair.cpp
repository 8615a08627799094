// SPDX-License-Identifier: Apache-2.0
#include "workbench/repair.h"

#include "workbench/words.h"

namespace twb::workbench {

using Kind = RepairOffer::Kind;

namespace {

/// “Base64”, for the readings that an encoding of the field expresses; empty for the others.
QString encodingWord(const DocumentDiagnosis& diagnosis, std::string_view id) {
    if (id == "sig-alt-secret-base64" || id == "sig-alt-secret-base64url" || id == "sig-alt-secret-hex") {
        switch (diagnosis.diagnosis.repairedKeyEncoding) {
        case jose::SecretEncoding::Base64:
            return QStringLiteral("Base64");
        case jose::SecretEncoding::Base64Url:
            return QStringLiteral("Base64URL");
        case jose::SecretEncoding::Hex:
            return Words::tr("hex");
        case jose::SecretEncoding::Utf8:
            break;
        }
    }
    return {};
}

/// “2026-11” out of the evidence `token "x", verifies 2026-11`.
QString keyOf(const doctor::Finding& finding) {
    const std::string evidence = finding.evidence.english();
    const std::size_t at = evidence.find("verifies ");
    return at == std::string::npos ? QString() : QString::fromStdString(evidence.substr(at + 9));
}

} // namespace

RepairOffer offerOf(const doctor::Finding& finding, const DocumentDiagnosis& answer, const DocumentState& state,
                    const doctor::Reading& reading) {
    const doctor::FindingInfo& info = finding.info();
    const doctor::Diagnosis& diagnosis = answer.diagnosis;
    if (info.id.starts_with("sig-alt-secret-") && diagnosis.repairedKey) {
        return {Kind::ReadSecret};
    }
    const bool keyRepair = info.category == doctor::Category::Key && info.repair == doctor::Repair::Yes;
    if ((keyRepair || info.id == "sig-alt-other-key") && diagnosis.repairedKey) {
        return {Kind::UseKey};
    }
    const bool original = answer.version == ShownVersion::Original && state.original != nullptr;
    if (info.id.starts_with("input-") && info.repair == doctor::Repair::Yes && original &&
        *state.original->pasted != *state.original->token) {
        return {Kind::ShowAsPasted};
    }
    if (info.repair == doctor::Repair::Yes && !keyRepair && diagnosis.repaired &&
        *diagnosis.repaired != *reading.encoded) {
        return {Kind::RepairToken};
    }
    if (auto corrections = doctor::correctionsOf(finding, reading); !corrections.empty()) {
        return {Kind::CorrectClaims, std::move(corrections)};
    }
    return {};
}

QString repairText(const doctor::Finding& finding, const RepairOffer& offer, const DocumentDiagnosis& diagnosis) {
    switch (offer.kind) {
    case Kind::None:
        break;
    case Kind::ReadSecret: {
        const QString word = encodingWord(diagnosis, finding.info().id);
        return word.isEmpty() ? Words::tr("Use the secret that verifies") : Words::tr("Read secret as %1").arg(word);
    }
    case Kind::UseKey: {
        const QString key = keyOf(finding);
        return key.isEmpty() ? Words::tr("Use the repaired key") : Words::tr("Use key %1").arg(key);
    }
    case Kind::RepairToken:
        return Words::tr("Repair in your copy");
    case Kind::CorrectClaims:
        return Words::tr("Correct in your copy");
    case Kind::ShowAsPasted:
        return Words::tr("Show as pasted");
    }
    return {};
}

QString repairHint(const RepairOffer& offer) {
    return offer.kind == Kind::CorrectClaims ? Words::tr("then needs a new signature") : QString();
}

QString repairResult(const doctor::Finding& finding, const RepairOffer& offer, const DocumentDiagnosis& diagnosis) {
    switch (offer.kind) {
    case Kind::None:
        break;
    case Kind::ReadSecret: {
        const QString word = encodingWord(diagnosis, finding.info().id);
        return word.isEmpty() ? Words::tr("The key field holds the secret that verifies.")
                              : Words::tr("Secret is read as %1.").arg(word);
    }
    case Kind::UseKey: {
        const QString key = keyOf(finding);
        return key.isEmpty() ? Words::tr("The key field holds the repaired key.")
                             : Words::tr("The key field holds key %1.").arg(key);
    }
    case Kind::RepairToken:
        return Words::tr("Your copy holds the repaired token.");
    case Kind::CorrectClaims: {
        QStringList names;
        for (const doctor::ClaimCorrection& one : offer.corrections) {
            names.append(QString::fromStdString(one.name));
        }
        return Words::tr("Corrected in your copy: %1.").arg(names.join(QStringLiteral(", ")));
    }
    case Kind::ShowAsPasted:
        return Words::tr("Encoded shows the text as it was pasted.");
    }
    return {};
}

} // namespace twb::workbench
