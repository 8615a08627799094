// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/assertion.h"
#include "oauth/http_message.h"

#include <memory>
#include <span>

namespace twb::oauth {

/// Grants of the token endpoint. Columns: enumerator, name for options and files, grant_type, standard.
// clang-format off
#define TWB_GRANTS(X) \
    X(ClientCredentials, "client_credentials", "client_credentials",                              "RFC 6749 §4.4") \
    X(AuthorizationCode, "authorization_code", "authorization_code",                              "RFC 6749 §4.1, RFC 7636") \
    X(RefreshToken,      "refresh_token",      "refresh_token",                                   "RFC 6749 §6") \
    X(DeviceCode,        "device_code",        "urn:ietf:params:oauth:grant-type:device_code",    "RFC 8628") \
    X(JwtBearer,         "jwt-bearer",         "urn:ietf:params:oauth:grant-type:jwt-bearer",     "RFC 7523 §2.1") \
    X(SamlBearer,        "saml2-bearer",       "urn:ietf:params:oauth:grant-type:saml2-bearer",   "RFC 7522") \
    X(TokenExchange,     "token-exchange",     "urn:ietf:params:oauth:grant-type:token-exchange", "RFC 8693") \
    X(Password,          "password",           "password",                                        "RFC 6749 §4.3") \
    X(Ciba,              "ciba",               "urn:openid:params:grant-type:ciba",               "OpenID CIBA") \
    X(Free,              "free",               "",                                                "")
// clang-format on
enum class Grant : std::uint8_t {
#define TWB_ENUMERATOR(enumerator, name, type, section) enumerator,
    TWB_GRANTS(TWB_ENUMERATOR)
#undef TWB_ENUMERATOR
};

/// Ways for a client to say who it is; the names are those of "token_endpoint_auth_method", the raw variant's apart.
// clang-format off
#define TWB_CLIENT_METHODS(X) \
    X(None,                    "none",                        "RFC 6749 §2.1") \
    X(SecretBasic,             "client_secret_basic",         "RFC 6749 §2.3.1") \
    X(SecretBasicRaw,          "client_secret_basic_raw",     "not form-encoded first: what many servers expect") \
    X(SecretPost,              "client_secret_post",          "RFC 6749 §2.3.1") \
    X(SecretJwt,               "client_secret_jwt",           "OpenID Connect Core §9") \
    X(PrivateKeyJwt,           "private_key_jwt",             "RFC 7523 §2.2") \
    X(TlsClientAuth,           "tls_client_auth",             "RFC 8705 §2.1") \
    X(SelfSignedTlsClientAuth, "self_signed_tls_client_auth", "RFC 8705 §2.2")
// clang-format on
enum class ClientMethod : std::uint8_t {
#define TWB_ENUMERATOR(enumerator, name, section) enumerator,
    TWB_CLIENT_METHODS(TWB_ENUMERATOR)
#undef TWB_ENUMERATOR
};

std::string_view name(Grant grant);
std::string_view grantType(Grant grant);
/// By name or by grant_type.
std::optional<Grant> findGrant(std::string_view text);
std::span<const Grant> allGrants();
std::string_view name(ClientMethod method);
std::optional<ClientMethod> findClientMethod(std::string_view text);
std::span<const ClientMethod> allClientMethods();
/// The client shows itself by its certificate alone.                                                       (RFC 8705
/// §2)
inline bool isMutualTls(ClientMethod method) {
    return method == ClientMethod::TlsClientAuth || method == ClientMethod::SelfSignedTlsClientAuth;
}

/// What a request is for; each is a POST of a form but the last two.
enum class Operation : std::uint8_t {
    Token,
    PushedAuthorization, ///< RFC 9126
    DeviceAuthorization, ///< RFC 8628 §3.1
    Introspection,       ///< RFC 7662, RFC 9701
    Revocation,          ///< RFC 7009
    Userinfo,            ///< OpenID Connect Core §5.3
    ApiCall              ///< any call with a token or with headers of its own
};
/// "token", "par", "device", "introspect", "revoke", "userinfo", "call".
std::string_view name(Operation operation);

using SharedSecret = std::shared_ptr<const Secret>;
SharedSecret shareSecret(std::string_view text);

/// Who asks.
struct ClientIdentity {
    ClientMethod method = ClientMethod::None;
    std::string id;
    SharedSecret secret;          ///< for the secret methods
    std::optional<jose::Jwk> key; ///< for private_key_jwt
    AssertionPlan assertion;
    /// RFC 7523 leaves client_id out beside an assertion; some servers (BMP) want it.
    enum class IdBeside : std::uint8_t { Yes, No };
    IdBeside idBesideAssertion = IdBeside::Yes;
};

struct ExtraParameter {
    enum class Place : std::uint8_t { Body, Header, Query };
    std::string name;
    std::string value;
    Place place = Place::Body;
};

enum class TokenScheme : std::uint8_t { None, Bearer, Dpop, Raw }; ///< Raw: the token alone in Authorization

/// A request of OAuth as a value. Copies share their secrets.
struct OAuthRequest {
    Operation operation = Operation::Token;
    std::string url;
    std::string issuer; ///< for the assertion's audience
    Grant grant = Grant::ClientCredentials;
    ClientIdentity client;
    std::vector<NameValue> parameters; ///< of grant and operation, in order; those of an empty value are left out
    std::vector<ExtraParameter> extras;
    std::optional<jose::Jwk> dpopKey;
    std::string dpopNonce;
    // ApiCall and Userinfo
    SharedSecret accessToken;
    TokenScheme scheme = TokenScheme::None;
    std::string method = "GET";
    std::string contentType;
    WipedText body;
    // Introspection: ask for a signed answer (RFC 9701)
    enum class Answer : std::uint8_t { Json, Jwt };
    Answer answer = Answer::Json;
    std::vector<SharedSecret> confidential; ///< besides those that are known by their place

    TlsOptions tls;
    ProxyOptions proxy;
    HttpLimits limits;
};

/// The request as it would go out now.
struct BuiltRequest {
    HttpRequest http;
    std::vector<MadeToken> made;            ///< assertion and DPoP proof, decoded
    std::vector<NameValue> form;            ///< the body's parameters in order
    std::vector<SharedSecret> confidential; ///< what has to be masked wherever it stands
};

/// Makes the octets: parameters, authentication, DPoP. An assertion is new each time.
/// @errors usage (what is missing, or a parameter that stands twice), those of makeAssertion and makeDpopProof
Result<BuiltRequest> build(const OAuthRequest& request, const Moment& moment);

/// The audience of the assertion that `build` would make.
std::string assertionAudience(const OAuthRequest& request);

} // namespace twb::oauth
