// SPDX-License-Identifier: Apache-2.0
#include "cli/cap_options.h"
#include "cli/input.h"
#include "cli/key_options.h"
#include "cli/sd_jwt_form.h"
#include "cli/verbs.h"
#include "cli/verify_output.h"
#include "jose/dpop.h"
#include "jose/jws_json.h"

namespace twb::cli {

namespace {

using jose::CheckId;
using jose::Outcome;

Answer<jose::VerificationPolicy> readPolicy(const Session& session) {
    const Arguments& arguments = session.arguments;
    jose::VerificationPolicy policy;
    const auto caps = readCaps(arguments);
    if (!caps) {
        return passOn(caps);
    }
    policy.inflatedOctets = caps->inflatedOctets;
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

jose::KeyBindingPolicy readBinding(const Session& session, std::optional<std::chrono::seconds> maximumAge) {
    jose::KeyBindingPolicy binding;
    if (const std::string* nonce = session.arguments.value("--nonce")) {
        binding.need = jose::KeyBindingPolicy::Need::Required;
        binding.nonce = *nonce;
    }
    if (const std::string* audience = session.arguments.value("--kb-audience")) {
        binding.need = jose::KeyBindingPolicy::Need::Required;
        binding.audience = *audience;
    }
    if (maximumAge) {
        binding.maximumAge = *maximumAge;
    }
    return binding;
}

/// What is known of a DPoP proof's request; nullopt if nothing was asked for.
Answer<std::optional<jose::DpopExpectation>> readDpop(Session& session,
                                                      std::optional<std::chrono::seconds> maximumAge) {
    const Arguments& arguments = session.arguments;
    jose::DpopExpectation expected;
    bool any = false;
    const auto optionalText = [&](std::string_view option, std::optional<std::string>& out) {
        if (const std::string* value = arguments.value(option)) {
            out = *value;
            any = true;
        }
    };
    optionalText("--htm", expected.method);
    optionalText("--htu", expected.url);
    optionalText("--jkt", expected.thumbprint);
    optionalText("--nonce", expected.nonce);
    if (const std::string* word = arguments.value("--access-token")) {
        auto token = readText(session, *word, "the access token");
        if (!token) {
            return passOn(token);
        }
        while (token->ends_with('\n') || token->ends_with('\r')) {
            token->pop_back();
        }
        expected.accessToken = std::move(*token);
        any = true;
    }
    expected.maximumAge = maximumAge.value_or(expected.maximumAge);
    return any ? std::optional(std::move(expected)) : std::nullopt;
}

/// `--max-age`.
Answer<std::optional<std::chrono::seconds>> readMaximumAge(const Session& session) {
    const std::string* text = session.arguments.value("--max-age");
    if (text == nullptr) {
        return std::optional<std::chrono::seconds>();
    }
    const auto seconds = readDuration(*text, "--max-age");
    if (!seconds) {
        return passOn(seconds);
    }
    if (seconds->count() < 1) {
        return usage("--max-age is at least a second");
    }
    return std::optional(*seconds);
}

/// A proof is checked with the key that it brings; a key that was handed over beside the request must be that one.
Answer<VerifyAnswer> checkProof(const std::string& token, jose::DpopExpectation expected, const jose::KeySet& keys,
                                const jose::VerificationPolicy& policy, Time now) {
    if (!keys.empty() && !expected.thumbprint) {
        auto own = jose::thumbprint(keys.entries().front().jwk.key);
        if (!own) {
            return failure(own.error(), "the key");
        }
        expected.thumbprint = std::move(*own);
    }
    expected.leeway = policy.leeway;
    jose::DpopReport report = jose::verifyDpopProof(token, expected, now);
    VerifyAnswer answer;
    answer.accepted = report.accepted();
    answer.report = std::move(report.proof);
    answer.keys = std::move(report.keys);
    answer.more = std::move(report.checks);
    answer.thumbprint = std::move(report.thumbprint);
    return answer;
}

/// Any token but a DPoP proof.
Answer<VerifyAnswer> checkToken(Session& session, const std::string& token, std::shared_ptr<const jose::KeySet> keys,
                                const jose::VerificationPolicy& policy, const jose::KeyBindingPolicy& binding,
                                Time now) {
    VerifyAnswer answer;
    answer.keys = keys;
    if (const auto selective = asSdJwt(token)) {
        auto read = jose::verifySdJwt(*selective, keys, policy, binding, now);
        if (!read) {
            return failure(read.error(), "the token", *selective);
        }
        if (auto all = jose::verifyJsonToken(token, keys, policy, now)) {
            answer.signatures = std::move(*all); // any of them may be the one that this key made
            read->issuer = jose::verifyToken(token, keys, policy, now);
        }
        answer.accepted = read->accepted();
        answer.report = std::move(read->issuer);
        answer.more = std::move(read->checks);
        answer.claims = std::move(read->claims);
        return answer;
    }
    std::optional<Secret> payload;
    if (const std::string* path = session.arguments.value("--payload-file")) {
        auto octets = readOctets(session, *path, "the payload");
        if (!octets) {
            return passOn(octets);
        }
        payload = std::move(*octets);
    }
    const auto detached = payload ? std::optional<ByteView>(payload->reveal()) : std::nullopt;
    answer.report = jose::verifyToken(token, keys, policy, now, detached);
    answer.accepted = answer.report.accepted();
    if (token.starts_with('{')) {
        if (auto all = jose::verifyJsonToken(token, keys, policy, now, detached)) {
            answer.signatures = std::move(*all);
        }
    }
    return answer;
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
    const auto maximumAge = readMaximumAge(session);
    if (!maximumAge) {
        return passOn(maximumAge);
    }
    auto proof = readDpop(session, *maximumAge);
    if (!proof) {
        return passOn(proof);
    }
    auto keys = readKeys(session, KeyNeed::Optional);
    if (!keys) {
        return passOn(keys);
    }
    const auto input = readTokenInput(session);
    if (!input) {
        return passOn(input);
    }
    // A proof brings its key along; with a key and nothing else asked for, it is a token like others.
    const bool asProof = (*proof || keys->empty()) && jose::isDpopProof(input->token);
    if (!asProof && keys->empty()) {
        return usage("a key is missing: give --key FILE, --secret TEXT or --secret-file FILE, or set TWB_SECRET");
    }
    auto answer = asProof ? checkProof(input->token, proof->value_or(jose::DpopExpectation()), *keys, *policy, *now)
                          : checkToken(session, input->token, std::make_shared<const jose::KeySet>(std::move(*keys)),
                                       *policy, readBinding(session, *maximumAge), *now);
    if (!answer) {
        return passOn(answer);
    }
    if (auto problem = unreadable(answer->report, input->token)) {
        return tl::unexpected<Failure>(std::move(*problem));
    }
    printVerification(session.output, *answer);
    return answer->accepted ? Exit::Yes : Exit::No;
}

} // namespace twb::cli
