// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/jwk.h"
#include "oauth/moment.h"

#include <chrono>
#include <optional>

namespace twb::oauth {

/// How a client assertion is to be made.                              (RFC 7523 §3; OpenID Connect Core §9)
struct AssertionPlan {
    std::string algorithm; ///< "RS256"; empty: the usual one of the key, HS256 for a secret
    /// Servers disagree: the token endpoint is usual, FAPI 2.0 and the draft of RFC 7523bis want the issuer.
    enum class Audience : std::uint8_t { TokenEndpoint, Issuer, Own };
    Audience audience = Audience::TokenEndpoint;
    std::string ownAudience;
    enum class Type : std::uint8_t { None, Jwt, ClientAuthentication };
    Type type = Type::Jwt; ///< header "typ": absent, "JWT", "client-authentication+jwt"
    enum class KeyId : std::uint8_t { OfKey, None, Own };
    KeyId keyId = KeyId::OfKey;
    std::string ownKeyId;
    std::chrono::seconds lifetime{60};
    enum class IssuedAt : std::uint8_t { IatAndNbf, Iat, None };
    IssuedAt issuedAt = IssuedAt::IatAndNbf;
};

/// A token that was made for one request, with what is inside.
struct MadeToken {
    std::string name;   ///< parameter or header that carries it: "client_assertion", "DPoP"
    std::string header; ///< JSON
    std::string payload;
    std::string algorithm;
    std::string token;
};

struct AssertionFacts {
    std::string clientId;
    std::string audience; ///< already chosen
};

/// Makes and signs a client assertion: iss = sub = client_id, aud, jti, iat, nbf, exp.
/// @errors algorithm-unknown, key-…, crypto-backend
Result<MadeToken> makeAssertion(const AssertionPlan& plan, const AssertionFacts& facts, const jose::Jwk& key,
                                const Moment& moment);

struct DpopFacts {
    std::string method;
    std::string url;         ///< query and fragment are cut off
    std::string nonce;       ///< empty: none
    std::string accessToken; ///< at resources, for "ath"; empty: none
};
/// Makes a DPoP proof with a private asymmetric key.                                              (RFC 9449 §4.2)
/// @errors key-type-mismatch (a secret), key-public-only, crypto-backend
Result<MadeToken> makeDpopProof(const DpopFacts& facts, const jose::Jwk& key, const Moment& moment);

/// A SAML assertion as a parameter carries it: base64url without padding.              (RFC 7522 §2.1, RFC 8693 §3)
/// XML and standard Base64 of XML become that; anything else stays as it is.
std::string samlParameter(std::string_view text);
/// True if the parameter is the base64url of XML.
bool holdsSaml(std::string_view parameter);

} // namespace twb::oauth
