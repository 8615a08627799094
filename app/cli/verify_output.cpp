// SPDX-License-Identifier: Apache-2.0
#include "cli/verify_output.h"

#include "base/base64url.h"
#include "cli/cap_options.h"
#include "cli/json_writer.h"
#include "cli/key_facts.h"
#include "cli/sd_jwt_form.h"

namespace twb::cli {

namespace {

using jose::Outcome;
using jose::Verdict;
using jose::VerificationReport;

/// "verdict", "alg", "kid" and "key".
JsonObject verdictJson(const VerificationReport& report, const jose::KeySet& keys) {
    JsonObject object;
    object.text("verdict", jose::name(report.verdict)).textOrNull("alg", report.alg).textOrNull("kid", report.kid);
    object.raw("key", report.keyIndex ? keyFactsJson(keys.entries()[*report.keyIndex].jwk.key) : "null");
    return object;
}

void addRow(JsonArray& checks, std::string_view id, Outcome outcome, const std::string& detail,
            const std::optional<Error>& error) {
    JsonObject check;
    check.text("id", id).text("outcome", jose::name(outcome)).text("detail", detail);
    if (error) {
        check.text("code", name(error->code));
    }
    checks.raw(check.finish());
}

/// A row's detail; where a cap refused the token, with the option that raises it.
std::string detailOf(const jose::CheckRow& row) {
    return row.error && !optionRaising(*row.error).empty() ? detailWithOption(*row.error) : row.detail;
}

std::string checksJson(const VerificationReport& report, const std::vector<jose::NamedCheck>& more) {
    JsonArray checks;
    for (const jose::CheckRow& row : report.rows) {
        addRow(checks, jose::name(row.id), row.outcome, detailOf(row), row.error);
    }
    for (const jose::NamedCheck& row : more) {
        addRow(checks, row.id, row.outcome, row.detail, std::nullopt);
    }
    return checks.finish();
}

std::string answerJson(const VerifyAnswer& answer) {
    JsonObject object = verdictJson(answer.report, *answer.keys);
    if (answer.claims) {
        object.raw("claims", answer.claims->payload.empty() ? "null" : answer.claims->payload);
        object.raw("disclosures", disclosuresJson(*answer.claims));
        object.number("undisclosed", static_cast<std::int64_t>(answer.claims->undisclosed.size()));
    }
    if (!answer.thumbprint.empty()) {
        object.text("jkt", answer.thumbprint);
    }
    object.raw("checks", checksJson(answer.report, answer.more));
    if (!answer.signatures.empty()) {
        JsonArray signatures;
        for (const VerificationReport& each : answer.signatures) {
            signatures.raw(verdictJson(each, *answer.keys).raw("checks", checksJson(each, {})).finish());
        }
        object.raw("signatures", signatures.finish());
    }
    object.text("payload_base64url", base64url::encode(answer.report.payload));
    if (answer.report.inflated) {
        object.text("payload_inflated_base64url", base64url::encode(*answer.report.inflated));
    }
    return object.finish();
}

Style styleOf(Outcome outcome) {
    switch (outcome) {
    case Outcome::Pass:
        return Style::Good;
    case Outcome::Warn:
        return Style::Careful;
    case Outcome::Fail:
        return Style::Bad;
    case Outcome::Skipped:
        break;
    }
    return Style::Quiet;
}

void printRow(Output& output, Outcome outcome, std::string_view id, std::string_view detail) {
    if (outcome == Outcome::Skipped) {
        return;
    }
    const std::string word(jose::name(outcome));
    output.write(word + std::string(6 - word.size(), ' '), styleOf(outcome));
    output.write(std::string(id) + std::string(id.size() < 19 ? 19 - id.size() : 1, ' '));
    output.line(isPrintable(detail) ? std::string(detail) : quoted(detail));
}

std::string shown(const std::string& text) {
    return isPrintable(text) ? text : quoted(text);
}

/// "verified", "invalid", or "verified, but refused: exp, aud".
std::string verdictText(const VerificationReport& report, const std::vector<jose::NamedCheck>& more) {
    std::string failed;
    const auto add = [&failed](Outcome outcome, std::string_view id) {
        if (outcome == Outcome::Fail) {
            failed += (failed.empty() ? "" : ", ") + std::string(id);
        }
    };
    for (const jose::CheckRow& row : report.rows) {
        add(row.outcome, jose::name(row.id));
    }
    for (const jose::NamedCheck& row : more) {
        add(row.outcome, row.id);
    }
    const bool refused = report.verdict == Verdict::Verified && !failed.empty();
    return refused ? "verified, but refused: " + failed : std::string(jose::name(report.verdict));
}

/// The other signatures of the token, one line each.
void printSignatures(Output& output, const VerifyAnswer& answer) {
    if (answer.signatures.size() < 2) {
        return;
    }
    output.line();
    output.line("Signatures", Style::Heading);
    for (std::size_t i = 0; i < answer.signatures.size(); ++i) {
        const VerificationReport& each = answer.signatures[i];
        std::string line = each.alg + (each.kid.empty() ? "" : ", kid " + each.kid);
        if (each.verdict != Verdict::Verified) {
            for (const jose::CheckRow& row : each.rows) {
                line += row.outcome == Outcome::Fail ? "; " + detailOf(row) : "";
            }
        }
        output.fact(std::to_string(i + 1), verdictText(each, {}) + ": " + shown(line),
                    each.accepted() ? Style::Good : Style::Bad);
    }
}

} // namespace

void printVerification(Output& output, const VerifyAnswer& answer) {
    if (output.json()) {
        output.line(answerJson(answer));
        return;
    }
    const VerificationReport& report = answer.report;
    output.fact("verdict", verdictText(report, answer.more), answer.accepted ? Style::Good : Style::Bad);
    if (!report.alg.empty()) {
        output.fact("alg", shown(report.alg));
    }
    if (!report.kid.empty()) {
        output.fact("kid", shown(report.kid));
    }
    if (report.keyIndex) {
        output.fact("key", jose::describe(answer.keys->entries()[*report.keyIndex].jwk.key));
    }
    if (!answer.thumbprint.empty()) {
        output.fact("jkt", answer.thumbprint);
    }
    output.line();
    for (const jose::CheckRow& row : report.rows) {
        printRow(output, row.outcome, jose::name(row.id), detailOf(row));
    }
    for (const jose::NamedCheck& row : answer.more) {
        printRow(output, row.outcome, row.id, row.detail);
    }
    printSignatures(output, answer);
    if (answer.claims) {
        output.line();
        output.line("Claims", Style::Heading);
        output.foreign(answer.claims->payload);
        output.line();
    }
}

} // namespace twb::cli
