// SPDX-License-Identifier: Apache-2.0
#include "base/steady_time.h"
#include "cli/cap_options.h"
#include "cli/input.h"
#include "cli/json_writer.h"
#include "cli/key_text.h"
#include "cli/profile_folder.h"
#include "cli/verbs.h"
#include "doctor/diagnosis.h"
#include "doctor/profile_facts.h"
#include "doctor/report.h"

#include <unistd.h>

namespace twb::cli {

namespace {

using doctor::Diagnosis;
using doctor::Finding;
using doctor::Severity;

/// INPUT as it was pasted: an empty one is an answer here, not a failure.
Answer<std::string> readPaste(Session& session) {
    const auto& plain = session.arguments.plain();
    if (plain.empty() && ::isatty(STDIN_FILENO) == 1) {
        return failure(Error{ErrorCode::InputEmpty, "there is no text", {}}, "the input");
    }
    return readText(session, plain.empty() ? std::string_view("-") : std::string_view(plain.front()), "the input");
}

Answer<doctor::DiagnosisPolicy> readPolicy(Session& session) {
    if (!session.arguments.has("--policy")) {
        return doctor::DiagnosisPolicy{};
    }
    const auto text = readText(session, session.arguments.text("--policy"), "the policy");
    if (!text) {
        return passOn(text);
    }
    auto policy = doctor::readDiagnosisPolicy(*text);
    if (!policy) {
        return failure(policy.error(), "the policy", *text);
    }
    return std::move(*policy);
}

/// The id that --profile names; empty for none.
Answer<std::string> readProfile(const Session& session, const profiles::Library& library) {
    const std::string id(session.arguments.text("--profile"));
    if (!id.empty() && id != "auto") {
        if (const auto found = findProfile(library, id); !found) {
            return passOn(found);
        }
    }
    return id;
}

std::string_view worstName(const Diagnosis& diagnosis) {
    const auto worst = diagnosis.worst();
    return worst ? doctor::name(*worst) : std::string_view("none");
}

/// The readings of the secret that fit, where the vendor does not say how it is written.
std::vector<jose::SecretEncoding> fittingReadings(const Diagnosis& diagnosis, const std::optional<Secret>& key) {
    const bool asked = key && diagnosis.profile != nullptr && diagnosis.profile->policy &&
                       diagnosis.profile->policy->triesSecretReadings;
    return asked ? doctor::readingsThatVerify(diagnosis.token, *key) : std::vector<jose::SecretEncoding>();
}

std::string readingsJson(const std::vector<jose::SecretEncoding>& readings) {
    JsonArray list;
    for (const jose::SecretEncoding reading : readings) {
        list.raw(quoted(jose::name(reading)));
    }
    return list.finish();
}

std::string diagnosisJson(const Diagnosis& diagnosis, const std::optional<Secret>& key) {
    JsonArray findings;
    for (const Finding& finding : diagnosis.findings) {
        const doctor::FindingInfo& info = finding.info();
        JsonObject object;
        object.text("id", info.id).text("severity", doctor::name(info.severity));
        object.text("category", doctor::name(info.category)).text("title", info.title);
        object.text("evidence", finding.evidence.english()).text("fix", info.fix);
        object.boolean("repair", info.repair == doctor::Repair::Yes);
        findings.raw(object.finish());
    }
    JsonObject object;
    object.raw("findings", findings.finish()).text("token", diagnosis.token);
    object.raw("repaired", diagnosis.repaired ? quoted(*diagnosis.repaired) : "null");
    object.text("verdict", doctor::name(diagnosis.verdict)).text("worst", worstName(diagnosis));
    if (diagnosis.profile != nullptr) {
        object.raw("profile", judgementJson(*diagnosis.profile, diagnosis.profileBy, diagnosis.rules));
        if (diagnosis.profile->policy && diagnosis.profile->policy->triesSecretReadings) {
            object.raw("secret_readings", readingsJson(fittingReadings(diagnosis, key)));
        }
    } else {
        object.null("profile");
    }
    if (!diagnosis.signatures.empty()) {
        JsonArray signatures;
        for (const doctor::SignatureVerdict& each : diagnosis.signatures) {
            JsonObject one;
            one.textOrNull("alg", each.alg).textOrNull("kid", each.kid).text("verdict", doctor::name(each.verdict));
            signatures.raw(one.finish());
        }
        object.raw("signatures", signatures.finish());
    }
    if (diagnosis.inner) {
        object.raw("inner", diagnosisJson(*diagnosis.inner, key));
    }
    return object.finish();
}

Style styleOf(Severity severity) {
    switch (severity) {
    case Severity::Error:
        return Style::Bad;
    case Severity::Warning:
        return Style::Careful;
    case Severity::Info:
        break;
    }
    return Style::Quiet;
}

void printHuman(Output& output, const Diagnosis& diagnosis) {
    const bool good = diagnosis.verdict == doctor::DiagnosisVerdict::Verified;
    const bool open = diagnosis.verdict == doctor::DiagnosisVerdict::NotChecked;
    output.fact("signature", doctor::name(diagnosis.verdict), good ? Style::Good : open ? Style::Careful : Style::Bad);
    if (diagnosis.inputCut) {
        output.note("the input is above 1 MB; the rest was not read");
    }
    if (diagnosis.findings.empty()) {
        output.line("nothing to remark", Style::Good);
    }
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
        for (const Finding& finding : diagnosis.findings) {
            const doctor::FindingInfo& info = finding.info();
            if (info.severity != severity) {
                continue;
            }
            output.line();
            const std::string name(doctor::name(severity));
            output.write(name + std::string(8 - name.size(), ' '), styleOf(severity));
            output.write(info.title, Style::Heading);
            output.line("  [" + std::string(info.id) + "]", Style::Quiet);
            if (!finding.evidence.empty()) {
                output.write("        ");
                output.foreign(finding.evidence.english());
                output.line();
            }
            output.line("        " + std::string(info.fix));
        }
    }
    if (diagnosis.repaired) {
        output.line();
        output.fact("repaired", *diagnosis.repaired);
    }
    for (std::size_t i = 0; i < diagnosis.signatures.size(); ++i) {
        const doctor::SignatureVerdict& each = diagnosis.signatures[i];
        const std::string text = each.alg + (each.kid.empty() ? "" : ", kid " + each.kid);
        output.fact("signature " + std::to_string(i + 1),
                    std::string(doctor::name(each.verdict)) + ", " + (isPrintable(text) ? text : quoted(text)));
    }
    if (diagnosis.inner) {
        output.line();
        output.line("The token inside", Style::Heading);
        printHuman(output, *diagnosis.inner);
    }
}

/// Whether a finding is an error, of the token or of one inside it.
bool hasError(const Diagnosis& diagnosis) {
    return diagnosis.worst() == Severity::Error || (diagnosis.inner && hasError(*diagnosis.inner));
}

struct WantedReport {
    bool wanted = false;
    doctor::ReportInputs inputs;
};

Answer<WantedReport> readReport(const Session& session) {
    WantedReport report;
    report.wanted = session.arguments.has("--report");
    if (report.wanted) {
        const auto format = doctor::findReportFormat(session.arguments.text("--report"));
        if (!format) {
            return usage("--report is md, html or text");
        }
        report.inputs.format = *format;
    }
    if (session.arguments.has("--language")) {
        const auto language = findLanguage(session.arguments.text("--language"));
        if (!language) {
            return usage("--language is en or pt");
        }
        report.inputs.language = *language;
    }
    for (const std::string_view option : {"--language", "--show-personal", "--show-signature"}) {
        if (session.arguments.has(option) && !report.wanted) {
            return usage(std::string(option) + " belongs to --report");
        }
    }
    report.inputs.personal =
        session.arguments.has("--show-personal") ? doctor::PersonalData::Shown : doctor::PersonalData::Masked;
    report.inputs.signature =
        session.arguments.has("--show-signature") ? doctor::SignaturePart::Shown : doctor::SignaturePart::LeftOff;
    return report;
}

} // namespace

Answer<Exit> runDiagnose(Session& session) {
    const auto caps = readCaps(session.arguments);
    if (!caps) {
        return passOn(caps);
    }
    const auto now = readNow(session);
    if (!now) {
        return passOn(now);
    }
    const auto library = session.arguments.has("--profile") ? readProfiles(session) : nullptr;
    const auto profile = library != nullptr ? readProfile(session, *library) : Answer<std::string>();
    if (!profile) {
        return passOn(profile);
    }
    const auto policy = readPolicy(session);
    if (!policy) {
        return passOn(policy);
    }
    auto report = readReport(session);
    if (!report) {
        return passOn(report);
    }
    const auto encoding = readKeyEncoding(session);
    if (!encoding) {
        return passOn(encoding);
    }
    const auto expected = readVariables(session);
    if (!expected) {
        return passOn(expected);
    }
    const auto key = readKeyText(session);
    if (!key) {
        return passOn(key);
    }
    const auto input = readPaste(session);
    if (!input) {
        return passOn(input);
    }
    Secret words;
    if (const std::string* path = session.arguments.value("--word-list")) {
        auto octets = readOctets(session, *path, "the word list");
        if (!octets) {
            return passOn(octets);
        }
        words = std::move(*octets);
    }
    doctor::DiagnosisInputs inputs;
    inputs.caps = *caps;
    inputs.input = *input;
    if (*key) {
        inputs.keyText = asText((*key)->reveal());
    }
    inputs.keyEncoding = *encoding;
    inputs.now = *now;
    inputs.profile = *profile;
    inputs.library = library;
    inputs.expected = *expected;
    inputs.policy = *policy;
    inputs.wordList = asText(words.reveal());
    inputs.limits.clock = steadyTime;
    const Diagnosis diagnosis = doctor::diagnose(inputs);
    if (report->wanted) {
        report->inputs.diagnosis = &diagnosis;
        report->inputs.reading = doctor::readToken(std::make_shared<const std::string>(diagnosis.token), {});
        report->inputs.asOf = *now;
        report->inputs.keyText = inputs.keyText.value_or(std::string_view());
        session.output.write(doctor::writeReport(report->inputs));
    } else if (session.output.json()) {
        session.output.line(diagnosisJson(diagnosis, *key));
    } else if (session.arguments.has("--repair")) {
        session.output.line(diagnosis.repaired.value_or(diagnosis.token));
    } else {
        printHuman(session.output, diagnosis);
        if (diagnosis.profile != nullptr) {
            printJudgement(session.output, *diagnosis.profile, diagnosis.rules);
            for (const jose::SecretEncoding reading : fittingReadings(diagnosis, *key)) {
                session.output.line("  the secret fits when it is read as " + std::string(jose::name(reading)));
            }
        }
    }
    return hasError(diagnosis) ? Exit::No : Exit::Yes;
}

} // namespace twb::cli
