// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/jwks.h"
#include "oauth/http_transport.h"

#include <map>

namespace twb::oauth {

/// Where a server's metadata is looked for.
enum class DiscoveryKind : std::uint8_t {
    OpenId, ///< `<issuer>/.well-known/openid-configuration`: appended          (OpenID Connect Discovery §4.1)
    OAuth,  ///< `/.well-known/oauth-authorization-server` between host and path            (RFC 8414 §3.1)
};

/// The address of the metadata; a text that ends in one of the well-known paths already stays as it is.
/// @errors url-invalid, url-not-https
Net<std::string> discoveryUrl(std::string_view issuer, DiscoveryKind kind);
/// The issuer that a pasted metadata address belongs to; any other text comes back unchanged.
std::string issuerOf(std::string_view text);

/// What the metadata says; members that are absent are empty.
struct ServerMetadata {
    std::string issuer;
    std::string authorizationEndpoint;
    std::string tokenEndpoint;
    std::string jwksUri;
    std::string userinfoEndpoint;
    std::string registrationEndpoint;
    std::string introspectionEndpoint;
    std::string revocationEndpoint;
    std::string deviceAuthorizationEndpoint;
    std::string parEndpoint;
    std::string endSessionEndpoint;
    std::map<std::string, std::string>
        mtlsAliases; ///< name of an endpoint member to the address for mTLS (RFC 8705 §5)
    bool parRequired = false;
    bool certificateBoundTokens = false;
    bool issInAuthorizationResponse = false; ///< RFC 9207
    // Absent lists carry the default of the standard and are named in `defaulted`.
    std::vector<std::string> grantTypes;
    std::vector<std::string> tokenAuthMethods;
    std::vector<std::string> tokenAuthAlgorithms;
    std::vector<std::string> scopes;
    std::vector<std::string> responseTypes;
    std::vector<std::string> responseModes;
    std::vector<std::string> challengeMethods;
    std::vector<std::string> dpopAlgorithms;
    std::vector<std::string> idTokenAlgorithms;
    std::vector<std::string> defaulted; ///< members whose value is the standard's default
    std::string json;                   ///< the document as it came

    /// The endpoint of a metadata member (`token_endpoint`), its mTLS alias where a client certificate is used.
    enum class Route : std::uint8_t { Usual, MutualTls };
    const std::string& endpoint(std::string_view member, Route route) const;
};

/// Something odd about the metadata; it is shown, and the member at fault is not used.
struct MetadataProblem {
    enum class Severity : std::uint8_t { Error, Warning };
    Severity severity = Severity::Error;
    std::string id;     ///< stable: "issuer-mismatch", "endpoint-not-https", "member-type", "member-duplicate"
    std::string detail; ///< with the values; the document is public
};

struct Discovery {
    ServerMetadata metadata;
    std::vector<MetadataProblem> problems;
    /// False if the issuer in the document is not the one asked for, octet for octet: then nothing of it may be used.
    bool trusted = false;
};

/// Reads a metadata document.
/// @param expectedIssuer  compared octet for octet with `issuer`; empty = not compared.  (RFC 8414 §3.3)
/// @errors json-…, json-type (no object), utf8-invalid
Result<Discovery> readMetadata(std::string_view json, std::string_view expectedIssuer);

/// The request that asks for a metadata document or a JWKS.
HttpRequest getJson(std::string_view url);

/// One attempt at discovery, with what went over the wire.
struct DiscoveryAttempt {
    DiscoveryKind kind{};
    HttpRequest request;
    HttpExchange exchange;
    std::optional<Discovery> discovery; ///< set if a document was read
    std::string problem;                ///< why there is none; empty if there is one
};

/// Asks for the OpenID document and, where that is not there (404 and alike), for RFC 8414's. Blocks.
/// @param base  TLS, proxy and limits are taken from it.
/// @return every attempt in order; the last one counts.
std::vector<DiscoveryAttempt> discover(HttpTransport& transport, std::string_view issuer, const HttpRequest& base,
                                       std::stop_token stop = {});

/// A JWKS from its address.
struct JwksFetch {
    HttpRequest request;
    HttpExchange exchange;
    std::optional<jose::KeySet> keys;
    std::string problem; ///< why there are no keys: the fault, the status, or what is wrong with the text
};
/// Fetches a JWKS (RFC 7517 §5). Blocks; only ever called because somebody pressed for it.
JwksFetch fetchJwks(HttpTransport& transport, std::string_view url, const HttpRequest& base, std::stop_token stop = {});

} // namespace twb::oauth
