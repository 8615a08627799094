// SPDX-License-Identifier: Apache-2.0
#include "issuer/assertion.h"

#include "base/base64url.h"
#include "jose/token_verifier.h"

namespace twb::issuer {
namespace {

using Checked = tl::expected<void, Finding>;

tl::unexpected<Finding> wrong(std::string id, std::string title, std::string detail, std::string summary) {
    return tl::unexpected<Finding>(
        finding("assertion-" + std::move(id), std::move(title), std::move(detail), std::move(summary)));
}

/// Beyond this number a date cannot be seconds of our time: it is milliseconds.
constexpr double firstMillisecondDate = 1e11;

struct Parts {
    json::Document header;
    json::Document payload;
};

Result<json::Document> part(std::string_view text) {
    const auto octets = base64url::decode(text);
    if (!octets) {
        return passOn(octets);
    }
    return json::Document::parse(std::string(asText(*octets)));
}

tl::expected<Parts, Finding> read(std::string_view assertion) {
    const auto broken = [](std::string detail) {
        return wrong("structure", "The assertion is no JWT.", std::move(detail), "assertion is no JWT");
    };
    if (assertion.size() > limits::assertionOctets) {
        return broken("It has more than " + std::to_string(limits::assertionOctets) + " characters.");
    }
    const std::size_t first = assertion.find('.');
    const std::size_t second = first == std::string_view::npos ? first : assertion.find('.', first + 1);
    if (second == std::string_view::npos || assertion.find('.', second + 1) != std::string_view::npos) {
        return broken("A signed JWT has three parts separated by dots.");
    }
    auto header = part(assertion.substr(0, first));
    auto payload = part(assertion.substr(first + 1, second - first - 1));
    if (!header || !payload) {
        const Error& error = !header ? header.error() : payload.error();
        return broken(std::string(!header ? "Its header" : "Its payload") +
                      " cannot be read: " + std::string(name(error.code)) + ".");
    }
    if (!header->root().is(json::Type::Object) || !payload->root().is(json::Type::Object)) {
        return broken("Header and payload must be JSON objects.");
    }
    return Parts{std::move(*header), std::move(*payload)};
}

std::string textOf(const json::Value& value) {
    auto text = value.string();
    return text ? cleanUtf8(*text) : value.exists() ? std::string(value.text().substr(0, 200)) : std::string();
}

Checked checkType(const Parts& parts, const AssertionRules& rules) {
    const json::Value value = parts.header.root().find("typ");
    if (!value.exists()) {
        return {};
    }
    const std::string type = textOf(value);
    const bool known = equalsIgnoringCase(type, "JWT") || equalsIgnoringCase(type, "client-authentication+jwt") ||
                       (rules.use == AssertionRules::Use::Grant && equalsIgnoringCase(type, "authorization-grant+jwt"));
    const bool strict = rules.strictness == Client::AssertionRules::Strict;
    if (!known || (strict && type != "JWT")) {
        return wrong(
            "typ", "typ does not fit.",
            "The header says \"" + type + "\"; " +
                (strict ? "this server wants \"JWT\"." : "expected \"JWT\", \"client-authentication+jwt\" or none."),
            "typ is " + type);
    }
    return {};
}

/// The keys that may have made the signature, by the family of the algorithm.
tl::expected<std::shared_ptr<const jose::KeySet>, Finding> keysFor(const Client& client, const std::string& alg,
                                                                   const AssertionRules& rules) {
    const jose::Algorithm* algorithm = jose::findAlgorithm(alg);
    if (algorithm == nullptr || algorithm->family == jose::AlgorithmFamily::None) {
        return wrong("alg", "alg does not fit.", "\"" + alg + "\" is no algorithm that signs.", "alg is " + alg);
    }
    if (rules.strictness == Client::AssertionRules::Strict && alg != "RS256") {
        return wrong("alg", "alg does not fit.", "The header says " + alg + "; this server accepts RS256 only.",
                     "alg is " + alg + ", not RS256");
    }
    const bool symmetric = algorithm->family == jose::AlgorithmFamily::Hmac;
    const ClientMethod method = symmetric ? ClientMethod::SecretJwt : ClientMethod::PrivateKeyJwt;
    if (rules.use == AssertionRules::Use::ClientAuthentication && !client.allows(method)) {
        std::vector<std::string> allowed;
        for (const ClientMethod each : client.methods) {
            allowed.emplace_back(name(each));
        }
        return wrong("method", "The client authenticates in another way.",
                     alg + " means " + std::string(name(method)) + "; " + client.id + " is registered for " +
                         join(allowed, ", ") + ".",
                     std::string(name(method)) + " is not registered");
    }
    if (symmetric) {
        if (!client.secret) {
            return wrong("key", "There is no secret to check with.", client.id + " has no client_secret here.",
                         "no secret registered");
        }
        jose::KeySet set(jose::KeySet::Origin::SingleKey);
        jose::Jwk jwk{crypto::Key::fromSecret(client.secret->clone()), {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
        set.add({std::move(jwk), "secret", std::nullopt, {}, {}, {}});
        return std::make_shared<const jose::KeySet>(std::move(set));
    }
    if (!client.keys || client.keys->empty()) {
        return wrong("key", "There is no key to check with.", client.id + " has no public key registered here.",
                     "no public key registered");
    }
    return client.keys;
}

Checked checkSignature(const std::shared_ptr<const jose::KeySet>& keys, std::string_view assertion,
                       const std::string& alg, const Client& client, Time now) {
    jose::VerificationPolicy policy;
    policy.checkTime = jose::VerificationPolicy::CheckTime::No;
    policy.algorithms = {alg};
    const auto report = jose::verifyToken(assertion, keys, policy, now);
    if (report.verdict == jose::Verdict::Verified) {
        return {};
    }
    const bool secret = alg.starts_with("HS");
    if (report.verdict == jose::Verdict::NotChecked) {
        return wrong("key", "No registered key fits.",
                     "The assertion is signed with " + alg + (report.kid.empty() ? "" : ", kid " + report.kid) + "; " +
                         report.row(jose::CheckId::Key).detail + ".",
                     report.kid.empty() ? "no registered key fits " + alg : "kid " + report.kid + " is not registered");
    }
    for (const jose::CheckRow& row : report.rows) {
        if (row.outcome == jose::Outcome::Fail && row.id != jose::CheckId::Signature) {
            return wrong("header", "The assertion is not well formed.", row.detail + ".", std::string(name(row.id)));
        }
    }
    return wrong("signature", "The signature does not fit.",
                 secret ? "It was not made with the secret of " + client.id + " (its UTF-8 octets)."
                        : "It was not made with the private half of the key registered for " + client.id + ".",
                 secret ? "signed with another secret" : "signed with another key");
}

Checked checkNames(const jose::RegisteredClaims& claims, const AssertionRules& rules) {
    const auto compare = [&](const json::Value& value, const char* claim) -> Checked {
        if (!value.exists()) {
            return wrong(claim, std::string(claim) + " is missing.",
                         "It must be the client_id, " + rules.expectedIssuer + ".", std::string(claim) + " is missing");
        }
        if (!value.equals(rules.expectedIssuer)) {
            return wrong(claim, std::string(claim) + " is not the client_id.",
                         "The assertion says " + textOf(value) + "; the client is " + rules.expectedIssuer + ".",
                         std::string(claim) + " is " + textOf(value));
        }
        return {};
    };
    if (auto iss = compare(claims.iss, "iss"); !iss) {
        return iss;
    }
    if (rules.use == AssertionRules::Use::ClientAuthentication) {
        return compare(claims.sub, "sub");
    }
    if (textOf(claims.sub).empty()) {
        return wrong("sub", "sub is missing.", "It must name the person or service for whom the token is.",
                     "sub is missing");
    }
    return {};
}

Checked checkDate(const jose::NumericDate& date, const char* claim) {
    if (date.present() && !date.valid()) {
        return wrong("date", std::string(claim) + " is no date.",
                     "It must be a number, seconds since 1970; it is " + textOf(date.value) + ".",
                     std::string(claim) + " is no number");
    }
    if (date.valid() && date.seconds > firstMillisecondDate) {
        return wrong("milliseconds", std::string(claim) + " is in milliseconds.",
                     "JWTs count seconds: " + std::string(date.value.text()) + " should be " +
                         std::to_string(static_cast<std::int64_t>(date.seconds / 1000)) + ".",
                     std::string(claim) + " is in milliseconds");
    }
    return {};
}

Checked checkTimes(const jose::RegisteredClaims& claims, const AssertionRules& rules, Time now) {
    for (const auto& [date, claim] :
         {std::pair{&claims.exp, "exp"}, std::pair{&claims.nbf, "nbf"}, std::pair{&claims.iat, "iat"}}) {
        if (auto checked = checkDate(*date, claim); !checked) {
            return checked;
        }
    }
    const std::string clock = " This computer's clock says " + formatUtc(now) + ".";
    if (!claims.exp.present()) {
        return wrong("exp", "exp is missing.", "An assertion must say when it ends.", "exp is missing");
    }
    if (now >= claims.exp.time() + limits::leeway) {
        const std::string ago = spanWords(now - claims.exp.time());
        return wrong("exp", "The assertion has expired.", "It ended " + ago + " ago." + clock,
                     "expired " + ago + " ago");
    }
    if (claims.nbf.valid() && now < claims.nbf.time() - limits::leeway) {
        const std::string ahead = spanWords(claims.nbf.time() - now);
        return wrong("nbf", "The assertion is not valid yet.", "It begins in " + ahead + "." + clock,
                     "begins in " + ahead);
    }
    if (claims.iat.valid() && now < claims.iat.time() - limits::leeway) {
        const std::string ahead = spanWords(claims.iat.time() - now);
        return wrong("iat", "The assertion comes from the future.", "iat is " + ahead + " ahead." + clock,
                     "iat is " + ahead + " ahead");
    }
    if (rules.strictness == Client::AssertionRules::Standard) {
        return {};
    }
    if (!claims.iat.present() || !claims.nbf.present()) {
        const std::string missing = claims.iat.present() ? "nbf" : "iat";
        return wrong(missing, missing + " is missing.", "This server wants iat and nbf, both the moment of signing.",
                     missing + " is missing");
    }
    if (claims.exp.time() - claims.iat.time() > limits::longestAssertion) {
        return wrong("life", "The assertion lives too long.",
                     "From iat to exp it is " + spanWords(claims.exp.time() - claims.iat.time()) +
                         "; 60 seconds are usual, an hour is the most.",
                     "lives " + spanWords(claims.exp.time() - claims.iat.time()));
    }
    return {};
}

Checked checkAudience(const jose::RegisteredClaims& claims, const AssertionRules& rules) {
    if (!claims.aud.exists()) {
        return wrong("aud", "aud is missing.", "It must be " + rules.audiences.front() + ".", "aud is missing");
    }
    const bool strict = rules.strictness == Client::AssertionRules::Strict;
    if (strict && claims.aud.is(json::Type::Array)) {
        return wrong("aud", "aud is a list.", "This server wants one text: " + rules.audiences.front() + ".",
                     "aud is a list");
    }
    for (const std::string& audience : rules.audiences) {
        if (jose::audienceContains(claims.aud, audience)) {
            return {};
        }
    }
    const auto list = jose::audiences(claims.aud);
    const std::string sent = list ? join(*list, ", ") : textOf(claims.aud);
    Finding found = finding("assertion-aud", "aud does not fit.",
                            "The client sent " + cleanUtf8(sent) + "; " +
                                (strict ? "expected exactly " : "this issuer is ") + rules.audiences.front() + ".",
                            "aud is " + cleanUtf8(sent));
    if (list && list->size() == 1) {
        found.remedy = Finding::Remedy::AcceptAudience;
        found.value = list->front();
    }
    return tl::unexpected<Finding>(std::move(found));
}

Checked checkReplay(ServerState& state, const jose::RegisteredClaims& claims, const AssertionRules& rules, Time now) {
    const std::string jti = textOf(claims.jti);
    if (jti.empty()) {
        // RFC 7523 §3 leaves it open, OpenID Connect Core §9 and the strict servers want it.
        if (rules.strictness == Client::AssertionRules::Standard) {
            return {};
        }
        return wrong("jti", "jti is missing.", "Each assertion needs a new identifier, a UUID for example.",
                     "jti is missing");
    }
    if (!state.firstUse("assertion", rules.expectedIssuer, jti, now, claims.exp.time() + limits::leeway)) {
        return wrong("replay", "This assertion was used before.",
                     "jti " + jti + " came already; make a new assertion for each request.", "jti was used before");
    }
    return {};
}

} // namespace

std::string spanWords(std::chrono::seconds span) {
    const auto count = span.count();
    if (count < 120) {
        return std::to_string(count) + " s";
    }
    if (count < 7200) {
        return std::to_string(count / 60) + " min";
    }
    if (count < 2 * 86400) {
        return std::to_string(count / 3600) + " h";
    }
    return std::to_string(count / 86400) + " days";
}

std::string unverifiedIssuer(std::string_view assertion) {
    const auto parts = read(assertion);
    return parts ? parts->payload.root().find("iss").string().value_or(std::string()) : std::string();
}

tl::expected<AssertionClaims, Finding> checkAssertion(ServerState& state, const Client& client,
                                                      std::string_view assertion, const AssertionRules& rules,
                                                      Time now) {
    const auto parts = read(assertion);
    if (!parts) {
        return tl::unexpected<Finding>(parts.error());
    }
    const std::string alg = textOf(parts->header.root().find("alg"));
    const jose::RegisteredClaims claims = jose::readClaims(parts->payload.root());
    if (auto type = checkType(*parts, rules); !type) {
        return tl::unexpected<Finding>(type.error());
    }
    const auto keys = keysFor(client, alg, rules);
    if (!keys) {
        return tl::unexpected<Finding>(keys.error());
    }
    if (auto names = checkNames(claims, rules); !names) {
        return tl::unexpected<Finding>(names.error());
    }
    if (auto signature = checkSignature(*keys, assertion, alg, client, now); !signature) {
        return tl::unexpected<Finding>(signature.error());
    }
    if (auto times = checkTimes(claims, rules, now); !times) {
        return tl::unexpected<Finding>(times.error());
    }
    if (auto audience = checkAudience(claims, rules); !audience) {
        return tl::unexpected<Finding>(audience.error());
    }
    if (auto replay = checkReplay(state, claims, rules, now); !replay) {
        return tl::unexpected<Finding>(replay.error());
    }
    return AssertionClaims{textOf(claims.sub), textOf(parts->payload.root().find("scope"))};
}

} // namespace twb::issuer
