// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "cli/input.h"
#include "cli/key_facts.h"
#include "cli/key_options.h"
#include "cli/verbs.h"
#include "jose/sd_jwt.h"

namespace twb::cli {

namespace {

using jose::CheckId;
using jose::Outcome;
using jose::Verdict;

Answer<jose::VerificationPolicy> readPolicy(const Session& session) {
    const Arguments& arguments = session.arguments;
    jose::VerificationPolicy policy;
    std::string_view algorithms = arguments.text("--alg");
    while (!algorithms.empty()) {
        const std::size_t comma = std::min(algorithms.find(','), algorithms.size());
        const std::string_view name = algorithms.substr(0, comma);
        if (jose::findAlgorithm(name) == nullptr) {
            return failure(Error{ErrorCode::AlgorithmUnknown, quoted(name) + " is no signature algorithm", {}},
                           "--alg");
        }
        policy.algorithms.emplace_back(name);
        algorithms.remove_prefix(std::min(comma + 1, algorithms.size()));
    }
    if (arguments.has("--alg") && policy.algorithms.empty()) {
        return usage("--alg names no algorithm");
    }
    const auto optionalText = [&](std::string_view option) {
        const std::string* value = arguments.value(option);
        return value == nullptr ? std::nullopt : std::optional<std::string>(*value);
    };
    policy.issuer = optionalText("--issuer");
    policy.type = optionalText("--typ");
    policy.kid = optionalText("--kid");
    if (const std::string* audience = arguments.value("--audience")) {
        policy.audiences.push_back(*audience);
    }
    for (const std::string_view claim : arguments.values("--require")) {
        policy.requiredClaims.emplace_back(claim);
    }
    if (const std::string* leeway = arguments.value("--leeway")) {
        const auto seconds = readDuration(*leeway, "--leeway");
        if (!seconds) {
            return passOn(seconds);
        }
        if (seconds->count() < 0) {
            return usage("--leeway cannot be negative");
        }
        policy.leeway = *seconds;
    }
    if (arguments.has("--no-time")) {
        policy.checkTime = jose::VerificationPolicy::CheckTime::No;
    }
    return policy;
}

/// A token that cannot be taken apart is no "no": it is an input that cannot be read.
std::optional<Failure> unreadable(const jose::VerificationReport& report, std::string_view token) {
    for (const CheckId id : {CheckId::Structure, CheckId::Header}) {
        const jose::CheckRow& row = report.row(id);
        if (row.outcome != Outcome::Fail) {
            continue;
        }
        Error error = row.error.value_or(Error{ErrorCode::TokenStructure, row.detail, {}});
        if (error.detail.empty()) {
            error.detail = row.detail;
        }
        return failure(std::move(error), "the token", token).value();
    }
    return std::nullopt;
}

/// What an SD-JWT has beside the issuer's token.
struct Selective {
    const jose::SdJwtReport* report = nullptr; ///< nullptr for other tokens
};

std::string disclosuresJson(const jose::SdJwtClaims& claims) {
    JsonArray list;
    for (const jose::Disclosure& disclosure : claims.disclosures) {
        JsonObject one;
        one.text("path", disclosure.path).raw("value", disclosure.value).text("digest", disclosure.digest);
        list.raw(one.finish());
    }
    return list.finish();
}

std::string reportJson(const jose::VerificationReport& report, const jose::KeySet& keys, Selective selective) {
    JsonObject object;
    object.text("verdict", jose::name(report.verdict)).textOrNull("alg", report.alg).textOrNull("kid", report.kid);
    object.raw("key", report.keyIndex ? keyFactsJson(keys.entries()[*report.keyIndex].jwk.key) : "null");
    JsonArray checks;
    for (const jose::CheckRow& row : report.rows) {
        JsonObject check;
        check.text("id", jose::name(row.id)).text("outcome", jose::name(row.outcome)).text("detail", row.detail);
        if (row.error) {
            check.text("code", name(row.error->code));
        }
        checks.raw(check.finish());
    }
    if (selective.report != nullptr) {
        for (const jose::SdJwtCheck& row : selective.report->checks) {
            JsonObject check;
            check.text("id", row.id).text("outcome", jose::name(row.outcome)).text("detail", row.detail);
            checks.raw(check.finish());
        }
        const jose::SdJwtClaims& claims = selective.report->claims;
        object.raw("claims", claims.payload.empty() ? "null" : claims.payload);
        object.raw("disclosures", disclosuresJson(claims));
        object.number("undisclosed", static_cast<std::int64_t>(claims.undisclosed.size()));
    }
    object.raw("checks", checks.finish()).text("payload_base64url", base64url::encode(report.payload));
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

void printHuman(Output& output, const jose::VerificationReport& report, const jose::KeySet& keys, Selective selective) {
    std::string failed;
    for (const jose::CheckRow& row : report.rows) {
        if (row.outcome == Outcome::Fail) {
            failed += (failed.empty() ? "" : ", ") + std::string(jose::name(row.id));
        }
    }
    bool accepted = report.accepted();
    if (selective.report != nullptr) {
        accepted = selective.report->accepted();
        for (const jose::SdJwtCheck& row : selective.report->checks) {
            if (row.outcome == Outcome::Fail) {
                failed += (failed.empty() ? "" : ", ") + std::string(row.id);
            }
        }
    }
    std::string verdict(jose::name(report.verdict));
    if (report.verdict == Verdict::Verified && !failed.empty()) {
        verdict = "verified, but refused: " + failed;
    }
    output.fact("verdict", verdict, accepted ? Style::Good : Style::Bad);
    if (!report.alg.empty()) {
        output.fact("alg", isPrintable(report.alg) ? report.alg : quoted(report.alg));
    }
    if (!report.kid.empty()) {
        output.fact("kid", isPrintable(report.kid) ? report.kid : quoted(report.kid));
    }
    if (report.keyIndex) {
        output.fact("key", jose::describe(keys.entries()[*report.keyIndex].jwk.key));
    }
    output.line();
    for (const jose::CheckRow& row : report.rows) {
        printRow(output, row.outcome, jose::name(row.id), row.detail);
    }
    if (selective.report == nullptr) {
        return;
    }
    for (const jose::SdJwtCheck& row : selective.report->checks) {
        printRow(output, row.outcome, row.id, row.detail);
    }
    output.line();
    output.line("Claims", Style::Heading);
    output.foreign(selective.report->claims.payload);
    output.line();
}

jose::KeyBindingPolicy readBinding(const Session& session) {
    jose::KeyBindingPolicy binding;
    if (const std::string* nonce = session.arguments.value("--nonce")) {
        binding.need = jose::KeyBindingPolicy::Need::Required;
        binding.nonce = *nonce;
    }
    if (const std::string* audience = session.arguments.value("--kb-audience")) {
        binding.need = jose::KeyBindingPolicy::Need::Required;
        binding.audience = *audience;
    }
    return binding;
}

} // namespace

Answer<Exit> runVerify(Session& session) {
    const auto policy = readPolicy(session);
    if (!policy) {
        return passOn(policy);
    }
    const auto now = readNow(session);
    if (!now) {
        return passOn(now);
    }
    auto keys = readKeys(session, KeyNeed::Required);
    if (!keys) {
        return passOn(keys);
    }
    const auto input = readTokenInput(session);
    if (!input) {
        return passOn(input);
    }
    std::optional<Secret> payload;
    if (const std::string* path = session.arguments.value("--payload-file")) {
        auto octets = readOctets(session, *path, "the payload");
        if (!octets) {
            return passOn(octets);
        }
        payload = std::move(*octets);
    }
    const auto shared = std::make_shared<const jose::KeySet>(std::move(*keys));
    const auto detached = payload ? std::optional<ByteView>(payload->reveal()) : std::nullopt;
    std::optional<jose::SdJwtReport> selective;
    if (jose::readParts(input->token).kind == jose::TokenKind::SdJwt) {
        auto read = jose::verifySdJwt(input->token, shared, *policy, readBinding(session), *now);
        if (!read) {
            return failure(read.error(), "the token", input->token);
        }
        selective = std::move(*read);
    }
    const jose::VerificationReport report =
        selective ? selective->issuer : jose::verifyToken(input->token, shared, *policy, *now, detached);
    const Selective more{selective ? &*selective : nullptr};
    if (auto problem = unreadable(report, input->token)) {
        return tl::unexpected<Failure>(std::move(*problem));
    }
    if (session.output.json()) {
        session.output.line(reportJson(report, *shared, more));
    } else {
        printHuman(session.output, report, *shared, more);
    }
    return (selective ? selective->accepted() : report.accepted()) ? Exit::Yes : Exit::No;
}

} // namespace twb::cli
