// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/server_state.h"

namespace twb::issuer {

/// What a token endpoint has decided to hand out.
struct Grant {
    enum class Refresh : std::uint8_t { No, Yes };
    std::string clientId;
    std::string subject;
    std::string scope;
    std::vector<std::string> audience{}; ///< empty: that of the settings
    std::string jkt{};                   ///< bound to this DPoP key
    std::string x5t{};                   ///< bound to this certificate
    std::string family{};                ///< empty: a new one
    std::string nonce{};                 ///< of the authorization request, for the ID token
    std::optional<Time> authenticated{}; ///< a person took part: "openid" in the scope gives an ID token
    std::string actor{};                 ///< token exchange: who acts for the subject       (RFC 8693 §4.1)
    std::string issuedTokenType{};       ///< token exchange
    Refresh refresh = Refresh::No;
};

/// Makes the tokens and the answer of RFC 6749 §5.1, with the deliberate fault of the settings in them.
///
/// Access tokens are JWTs of RFC 9068 (or opaque); members of the claim template that the server does not set itself
/// are added.
Answer<Response> issueTokens(Call& call, const Grant& grant);

/// A payload with "exp" as the fault wants it: `life` from now, or passed a minute ago.
struct Lifetime {
    Time issued;
    Time expires;
};
Lifetime lifetime(const Settings& settings, Time now, std::chrono::seconds life);

/// "cnf" of what a token is bound to; empty for a bearer token.                    (RFC 9449 §6, RFC 8705 §3.1)
std::string confirmation(const TokenRecord& record);

/// base64url of the left half of SHA-256.                                         (OpenID Connect Core §3.1.3.6)
Result<std::string> leftHalfHash(std::string_view text);
/// base64url of SHA-256.
Result<std::string> sha256Text(std::string_view text);

} // namespace twb::issuer
