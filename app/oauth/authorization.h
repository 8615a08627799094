// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/moment.h"
#include "oauth/request.h"

namespace twb::oauth {

/// Proof key for code exchange, always S256.                                                        (RFC 7636)
struct Pkce {
    std::string verifier;  ///< 43 to 128 of A-Za-z0-9-._~
    std::string challenge; ///< BASE64URL(SHA256(verifier))
};
/// @errors usage (the verifier has another length or other characters), crypto-backend
Result<Pkce> pkceOf(std::string verifier);

/// What one authorization was begun with and must come back with.
struct AuthorizationStart {
    std::string url; ///< for the browser
    std::vector<NameValue> parameters;
    std::string state;
    std::string nonce;
    Pkce pkce;
    std::string redirectUri;
    std::string issuer; ///< compared with `iss` of the answer where the server promises it (RFC 9207)
};

struct AuthorizationPlan {
    std::string endpoint;
    std::string clientId;
    std::string redirectUri;
    std::string scope;
    std::vector<NameValue> extras; ///< resource, prompt, login_hint, authorization_details …
    std::string issuer;
    std::string dpopThumbprint; ///< dpop_jkt (RFC 9449 §10); empty: left out
};

/// Makes state, nonce (where the scope has openid), PKCE and the address.       (RFC 6749 §4.1.1; OIDC Core §3.1.2)
/// @errors usage (endpoint or client_id missing), crypto-backend
Result<AuthorizationStart> beginAuthorization(const AuthorizationPlan& plan, const Moment& moment);
/// The address after a pushed request: client_id and request_uri alone.                             (RFC 9126 §4)
std::string pushedAuthorizationUrl(std::string_view endpoint, std::string_view clientId, std::string_view requestUri);

/// The request that pushes the parameters of an authorization before the browser is opened.           (RFC 9126 §2.1)
/// @param like  client, TLS and limits are taken from it.
OAuthRequest pushedRequest(OAuthRequest like, std::vector<NameValue> parameters, std::string_view url);

/// What came back at the redirect address.
struct AuthorizationAnswer {
    enum class Outcome : std::uint8_t {
        Code,
        Refused,        ///< error, error_description
        StateMismatch,  ///< not the answer to this request: somebody else's, or an attack (RFC 6749 §10.12)
        IssuerMismatch, ///< from another server than the one asked (RFC 9207 §2.4)
        IssuerMissing,  ///< promised by the metadata, not there
        NoCode
    };
    Outcome outcome = Outcome::NoCode;
    SharedSecret code;
    std::string error;
    std::string description;
    std::string issuer;
    std::vector<NameValue> parameters; ///< without the code
};
enum class IssuerPromise : std::uint8_t { None, Promised };
/// @param query  of the redirect, without '?'.
AuthorizationAnswer readAuthorizationAnswer(std::string_view query, const AuthorizationStart& start,
                                            IssuerPromise promise);

} // namespace twb::oauth
