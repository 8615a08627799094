// SPDX-License-Identifier: Apache-2.0
#include "oauth/assertion.h"

#include "base/base64url.h"
#include "crypto/base64.h"
#include "crypto/digest.h"
#include "crypto/generate.h"
#include "jose/jws.h"
#include "oauth/url.h"
#include "profiles/template.h"
#include "json/text.h"

namespace twb::oauth {
namespace {

std::string seconds(Time time) {
    return std::to_string(time.time_since_epoch().count());
}

Result<const jose::Algorithm*> chooseAlgorithm(const std::string& name, const crypto::Key& key) {
    const jose::Algorithm* const algorithm = name.empty() ? jose::usualAlgorithm(key) : jose::findAlgorithm(name);
    if (algorithm == nullptr) {
        return name.empty() ? fail(ErrorCode::KeyTypeMismatch, "this key makes no signatures")
                            : fail(ErrorCode::AlgorithmUnknown, name);
    }
    return algorithm;
}

/// A key of its own "alg" or "use" may still sign an assertion: what counts is what the server has registered.
jose::Jwk bareKey(const jose::Jwk& key) {
    return jose::Jwk{.key = key.key,
                     .kid = {},
                     .alg = {},
                     .use = {},
                     .keyOps = {},
                     .x5u = {},
                     .x5c = {},
                     .x5t = {},
                     .x5tS256 = {},
                     .warnings = {}};
}

bool isXml(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    return begin != std::string_view::npos && text[begin] == '<';
}

Result<MadeToken> sign(std::string name, std::string_view algorithm, std::string header, std::string payload,
                       const jose::Jwk& key) {
    auto token = jose::signCompact(header, asBytes(payload), bareKey(key));
    if (!token) {
        return passOn(token);
    }
    return MadeToken{std::move(name), std::move(header), std::move(payload), std::string(algorithm), std::move(*token)};
}

} // namespace

Moment momentAt(Time now) {
    return {now, [] { return profiles::makeUuid(); },
            []() -> Result<std::string> {
                const auto octets = crypto::randomBytes(32);
                if (!octets) {
                    return passOn(octets);
                }
                return base64url::encode(*octets);
            }};
}

Result<MadeToken> makeAssertion(const AssertionPlan& plan, const AssertionFacts& facts, const jose::Jwk& key,
                                const Moment& moment) {
    const auto algorithm = chooseAlgorithm(plan.algorithm, key.key);
    if (!algorithm) {
        return passOn(algorithm);
    }
    const auto jti = moment.identifier();
    if (!jti) {
        return passOn(jti);
    }
    std::string header = R"({"alg":")" + std::string((*algorithm)->name) + '"';
    if (plan.type != AssertionPlan::Type::None) {
        header += plan.type == AssertionPlan::Type::Jwt ? R"(,"typ":"JWT")" : R"(,"typ":"client-authentication+jwt")";
    }
    const std::string kid = plan.keyId == AssertionPlan::KeyId::OfKey ? key.kid
                            : plan.keyId == AssertionPlan::KeyId::Own ? plan.ownKeyId
                                                                      : std::string();
    if (!kid.empty()) {
        header += R"(,"kid":)" + json::quote(kid);
    }
    header += '}';
    const std::string id = json::quote(facts.clientId);
    std::string payload = R"({"iss":)" + id + R"(,"sub":)" + id + R"(,"aud":)" + json::quote(facts.audience) +
                          R"(,"jti":)" + json::quote(*jti);
    if (plan.issuedAt != AssertionPlan::IssuedAt::None) {
        payload += R"(,"iat":)" + seconds(moment.now);
    }
    if (plan.issuedAt == AssertionPlan::IssuedAt::IatAndNbf) {
        payload += R"(,"nbf":)" + seconds(moment.now);
    }
    payload += R"(,"exp":)" + seconds(moment.now + plan.lifetime) + "}";
    return sign("client_assertion", (*algorithm)->name, std::move(header), std::move(payload), key);
}

Result<MadeToken> makeDpopProof(const DpopFacts& facts, const jose::Jwk& key, const Moment& moment) {
    if (key.key.type() == crypto::KeyType::Oct) {
        return fail(ErrorCode::KeyTypeMismatch, "a DPoP proof is signed by a key pair, never by a secret");
    }
    const auto algorithm = chooseAlgorithm(key.alg, key.key);
    if (!algorithm) {
        return passOn(algorithm);
    }
    jose::Jwk shown = bareKey(key);
    const auto jwk = jose::writePublicJwk(shown);
    const auto jti = moment.identifier();
    if (!jwk || !jti) {
        return jwk ? passOn(jti) : passOn(jwk);
    }
    const auto url = parseUrl(facts.url);
    std::string header = R"({"typ":"dpop+jwt","alg":")" + std::string((*algorithm)->name) + R"(","jwk":)" + *jwk + "}";
    std::string payload = R"({"jti":)" + json::quote(*jti) + R"(,"htm":)" + json::quote(facts.method) + R"(,"htu":)" +
                          json::quote(url ? url->withoutQuery() : facts.url) + R"(,"iat":)" + seconds(moment.now);
    if (!facts.accessToken.empty()) {
        const auto digest = crypto::digest(crypto::Hash::Sha256, asBytes(facts.accessToken));
        if (!digest) {
            return passOn(digest);
        }
        payload += R"(,"ath":")" + base64url::encode(*digest) + '"';
    }
    if (!facts.nonce.empty()) {
        payload += R"(,"nonce":)" + json::quote(facts.nonce);
    }
    payload += '}';
    return sign("DPoP", (*algorithm)->name, std::move(header), std::move(payload), key);
}

std::string samlParameter(std::string_view text) {
    if (isXml(text)) {
        return base64url::encode(asBytes(text));
    }
    const auto octets = crypto::decodeBase64(text);
    return octets && isXml(asText(octets->reveal())) ? base64url::encode(octets->reveal()) : std::string(text);
}

bool holdsSaml(std::string_view parameter) {
    const auto octets = base64url::decode(parameter);
    return octets && isXml(asText(*octets));
}

} // namespace twb::oauth
