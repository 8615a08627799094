// SPDX-License-Identifier: Apache-2.0
#include "oauth/discovery.h"

#include <algorithm>

namespace twb::oauth {
namespace {

constexpr std::string_view openIdPath = "/.well-known/openid-configuration";
constexpr std::string_view oauthPath = "/.well-known/oauth-authorization-server";

/// Members that hold an address to which the program itself would send something.
struct EndpointMember {
    std::string_view name;
    std::string ServerMetadata::*member;
};
constexpr EndpointMember endpoints[] = {
    {"authorization_endpoint", &ServerMetadata::authorizationEndpoint},
    {"token_endpoint", &ServerMetadata::tokenEndpoint},
    {"jwks_uri", &ServerMetadata::jwksUri},
    {"userinfo_endpoint", &ServerMetadata::userinfoEndpoint},
    {"registration_endpoint", &ServerMetadata::registrationEndpoint},
    {"introspection_endpoint", &ServerMetadata::introspectionEndpoint},
    {"revocation_endpoint", &ServerMetadata::revocationEndpoint},
    {"device_authorization_endpoint", &ServerMetadata::deviceAuthorizationEndpoint},
    {"pushed_authorization_request_endpoint", &ServerMetadata::parEndpoint},
    {"end_session_endpoint", &ServerMetadata::endSessionEndpoint},
};

struct ListMember {
    std::string_view name;
    std::vector<std::string> ServerMetadata::*member;
    std::string_view whenAbsent; ///< the standard's default, comma between
};
constexpr ListMember lists[] = {
    {"grant_types_supported", &ServerMetadata::grantTypes, "authorization_code,implicit"},
    {"token_endpoint_auth_methods_supported", &ServerMetadata::tokenAuthMethods, "client_secret_basic"},
    {"token_endpoint_auth_signing_alg_values_supported", &ServerMetadata::tokenAuthAlgorithms, ""},
    {"scopes_supported", &ServerMetadata::scopes, ""},
    {"response_types_supported", &ServerMetadata::responseTypes, ""},
    {"response_modes_supported", &ServerMetadata::responseModes, "query,fragment"},
    {"code_challenge_methods_supported", &ServerMetadata::challengeMethods, ""},
    {"dpop_signing_alg_values_supported", &ServerMetadata::dpopAlgorithms, ""},
    {"id_token_signing_alg_values_supported", &ServerMetadata::idTokenAlgorithms, ""},
};

struct FlagMember {
    std::string_view name;
    bool ServerMetadata::*member;
};
constexpr FlagMember flags[] = {
    {"require_pushed_authorization_requests", &ServerMetadata::parRequired},
    {"tls_client_certificate_bound_access_tokens", &ServerMetadata::certificateBoundTokens},
    {"authorization_response_iss_parameter_supported", &ServerMetadata::issInAuthorizationResponse},
};

class Reader {
public:
    explicit Reader(Discovery& discovery)
        : m_discovery(discovery) {}

    void problem(MetadataProblem::Severity severity, std::string id, std::string detail) {
        m_discovery.problems.push_back({severity, std::move(id), std::move(detail)});
    }
    void wrongType(std::string_view name, std::string_view wanted) {
        problem(MetadataProblem::Severity::Warning, "member-type",
                std::string(name) + " is not " + std::string(wanted));
    }

    /// The address of a member if it may be used; otherwise a problem is noted.
    std::string address(std::string_view name, const json::Value& value) {
        const auto text = value.string();
        if (!text) {
            wrongType(name, "a string");
            return {};
        }
        const auto url = parseUrl(*text);
        if (!url) {
            const bool scheme = url.error().fault == HttpFault::UrlNotHttps;
            problem(MetadataProblem::Severity::Error, scheme ? "endpoint-not-https" : "endpoint-invalid",
                    std::string(name) + " (" + *text + "): " + url.error().detail);
            return {};
        }
        return *text;
    }

    void readList(const ListMember& row, const json::Value& root) {
        std::vector<std::string>& list = m_discovery.metadata.*row.member;
        const json::Value value = root.find(row.name);
        if (!value.exists()) {
            for (std::string_view rest = row.whenAbsent; !rest.empty();) {
                const std::size_t comma = rest.find(',');
                list.emplace_back(rest.substr(0, comma));
                rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
            }
            if (!row.whenAbsent.empty()) {
                m_discovery.metadata.defaulted.emplace_back(row.name);
            }
            return;
        }
        if (!value.is(json::Type::Array)) {
            wrongType(row.name, "an array of strings");
            return;
        }
        value.forEachElement([&](json::Value element) {
            if (auto text = element.string()) {
                list.push_back(std::move(*text));
            }
        });
    }

private:
    Discovery& m_discovery;
};

std::string withoutSlash(std::string_view text) {
    if (text.ends_with('/')) {
        text.remove_suffix(1);
    }
    return std::string(text);
}

HttpRequest likeBase(std::string_view url, const HttpRequest& base) {
    HttpRequest request = getJson(url);
    request.tls = base.tls;
    request.proxy = base.proxy;
    request.limits = base.limits;
    return request;
}

/// Why an exchange gave no document; empty if it did.
std::string whyNoDocument(const HttpExchange& exchange) {
    if (exchange.failure) {
        return std::string(sentence(exchange.failure->fault));
    }
    if (exchange.status >= 300 && exchange.status < 400) {
        return "The server sends on to " + std::string(exchange.header("Location")) +
               "; redirects are shown, not followed.";
    }
    if (exchange.status != 200) {
        return "The server answers " + std::to_string(exchange.status) + " " + exchange.statusText + ".";
    }
    if (exchange.bodyEnd != HttpExchange::BodyEnd::Whole) {
        return "The document is above the size cap.";
    }
    return {};
}

bool looksLikeHtml(std::string_view body) {
    const std::size_t first = body.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && body[first] == '<';
}

} // namespace

Net<std::string> discoveryUrl(std::string_view issuer, DiscoveryKind kind) {
    const auto url = parseUrl(issuer);
    if (!url) {
        return tl::unexpected<HttpFailure>(url.error());
    }
    if (issuer.find("/.well-known/") != std::string_view::npos) {
        return std::string(issuer);
    }
    if (url->hasQuery || !url->fragment.empty()) {
        return netFail(HttpFault::UrlInvalid, "an issuer has neither query nor fragment");
    }
    const std::string path = withoutSlash(url->path);
    return kind == DiscoveryKind::OpenId ? url->origin() + path + std::string(openIdPath)
                                         : url->origin() + std::string(oauthPath) + path;
}

std::string issuerOf(std::string_view text) {
    if (text.ends_with(openIdPath)) {
        return std::string(text.substr(0, text.size() - openIdPath.size()));
    }
    if (const std::size_t at = text.find(oauthPath); at != std::string_view::npos) {
        return std::string(text.substr(0, at)) + std::string(text.substr(at + oauthPath.size()));
    }
    return std::string(text);
}

const std::string& ServerMetadata::endpoint(std::string_view member, Route route) const {
    static const std::string nothing;
    if (route == Route::MutualTls) {
        if (const auto alias = mtlsAliases.find(std::string(member)); alias != mtlsAliases.end()) {
            return alias->second;
        }
    }
    for (const EndpointMember& row : endpoints) {
        if (row.name == member) {
            return this->*row.member;
        }
    }
    return nothing;
}

Result<Discovery> readMetadata(std::string_view text, std::string_view expectedIssuer) {
    auto document = json::Document::parse(std::string(text));
    if (!document) {
        return passOn(document);
    }
    const json::Value root = document->root();
    if (!root.is(json::Type::Object)) {
        return fail(ErrorCode::JsonType, "server metadata is a JSON object");
    }
    Discovery discovery;
    ServerMetadata& metadata = discovery.metadata;
    Reader reader(discovery);
    metadata.json = text;
    for (const json::Duplicate& duplicate : document->tape().duplicates()) {
        reader.problem(MetadataProblem::Severity::Warning, "member-duplicate", duplicate.name + " stands twice");
    }
    metadata.issuer = root.find("issuer").string().value_or("");
    if (metadata.issuer.empty()) {
        reader.problem(MetadataProblem::Severity::Error, "issuer-missing", "the document names no issuer");
    } else if (!expectedIssuer.empty() && metadata.issuer != expectedIssuer) {
        reader.problem(MetadataProblem::Severity::Error, "issuer-mismatch",
                       "asked for " + std::string(expectedIssuer) + ", the document says " + metadata.issuer);
    } else {
        discovery.trusted = true;
    }
    for (const EndpointMember& row : endpoints) {
        if (const json::Value value = root.find(row.name); value.exists()) {
            metadata.*row.member = reader.address(row.name, value);
        }
    }
    root.find("mtls_endpoint_aliases").forEachMember([&](json::Value name, json::Value value) {
        std::string member = name.string().value_or("");
        if (std::string address = reader.address("mtls_endpoint_aliases." + member, value); !address.empty()) {
            metadata.mtlsAliases[std::move(member)] = std::move(address);
        }
    });
    for (const ListMember& row : lists) {
        reader.readList(row, root);
    }
    for (const FlagMember& row : flags) {
        if (const json::Value value = root.find(row.name); value.exists()) {
            if (!value.boolean()) {
                reader.wrongType(row.name, "true or false");
            }
            metadata.*row.member = value.boolean().value_or(false);
        }
    }
    return discovery;
}

HttpRequest getJson(std::string_view url) {
    HttpRequest request;
    request.url = url;
    request.headers = {{"Accept", "application/json"}, {"User-Agent", "token-workbench"}};
    return request;
}

std::vector<DiscoveryAttempt> discover(HttpTransport& transport, std::string_view issuer, const HttpRequest& base,
                                       std::stop_token stop) {
    std::vector<DiscoveryAttempt> attempts;
    const std::string expected = issuerOf(issuer);
    for (const DiscoveryKind kind : {DiscoveryKind::OpenId, DiscoveryKind::OAuth}) {
        const auto url = discoveryUrl(issuer, kind);
        DiscoveryAttempt attempt;
        attempt.kind = kind;
        if (!url) {
            attempt.exchange.failure = url.error();
            attempt.problem = sentence(url.error().fault);
            attempts.push_back(std::move(attempt));
            return attempts;
        }
        if (!attempts.empty() && attempts.back().request.url == *url) {
            break; // a metadata address was given whole: there is no second place to look at
        }
        attempt.request = likeBase(*url, base);
        attempt.exchange = transport.perform(attempt.request, stop);
        attempt.problem = whyNoDocument(attempt.exchange);
        if (attempt.problem.empty()) {
            auto read = readMetadata(attempt.exchange.body.text, expected);
            if (read) {
                attempt.discovery = std::move(*read);
            } else {
                attempt.problem = looksLikeHtml(attempt.exchange.body.text)
                                      ? "An HTML page came instead of JSON."
                                      : "The document cannot be read: " + read.error().detail;
            }
        }
        const bool another = !attempt.discovery && !attempt.exchange.failure;
        attempts.push_back(std::move(attempt));
        if (!another) {
            break;
        }
    }
    return attempts;
}

JwksFetch fetchJwks(HttpTransport& transport, std::string_view url, const HttpRequest& base, std::stop_token stop) {
    JwksFetch fetch;
    fetch.request = likeBase(url, base);
    fetch.request.setHeader("Accept", "application/jwk-set+json, application/json");
    fetch.exchange = transport.perform(fetch.request, stop);
    fetch.problem = whyNoDocument(fetch.exchange);
    if (!fetch.problem.empty()) {
        return fetch;
    }
    auto keys = jose::KeySet::parse(fetch.exchange.body.text);
    if (keys) {
        fetch.keys = std::move(*keys);
    } else {
        fetch.problem = looksLikeHtml(fetch.exchange.body.text) ? "An HTML page came instead of a JWKS."
                                                                : "This is no JWKS: " + keys.error().detail;
    }
    return fetch;
}

} // namespace twb::oauth
