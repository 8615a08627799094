// SPDX-License-Identifier: Apache-2.0
#include "oauth/request.h"

#include "crypto/base64.h"
#include "jose/compact.h"

#include <algorithm>
#include <array>

namespace twb::oauth {
namespace {

struct GrantRow {
    Grant grant;
    std::string_view name;
    std::string_view type;
};
constexpr auto grantRows = std::to_array<GrantRow>({
#define TWB_ROW(enumerator, name, type, section) {Grant::enumerator, name, type},
    TWB_GRANTS(TWB_ROW)
#undef TWB_ROW
});
constexpr auto grantList = std::to_array<Grant>({
#define TWB_ROW(enumerator, name, type, section) Grant::enumerator,
    TWB_GRANTS(TWB_ROW)
#undef TWB_ROW
});
struct MethodRow {
    ClientMethod method;
    std::string_view name;
};
constexpr auto methodRows = std::to_array<MethodRow>({
#define TWB_ROW(enumerator, name, section) {ClientMethod::enumerator, name},
    TWB_CLIENT_METHODS(TWB_ROW)
#undef TWB_ROW
});
constexpr auto methodList = std::to_array<ClientMethod>({
#define TWB_ROW(enumerator, name, section) ClientMethod::enumerator,
    TWB_CLIENT_METHODS(TWB_ROW)
#undef TWB_ROW
});

constexpr std::string_view assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Parameters that may stand more than once.                                     (RFC 8693 §2.1, RFC 8707 §2)
bool mayRepeat(std::string_view name) {
    return name == "resource" || name == "audience";
}

/// Builds one request; each step adds to it.
class Builder {
public:
    Builder(const OAuthRequest& request, const Moment& moment)
        : m_request(request)
        , m_moment(moment) {}

    Result<BuiltRequest> run() {
        HttpRequest& http = m_built.http;
        http.url = m_request.url;
        http.tls = m_request.tls;
        http.proxy = m_request.proxy;
        http.limits = m_request.limits;
        m_built.confidential = m_request.confidential;
        const bool form = m_request.operation != Operation::ApiCall && m_request.operation != Operation::Userinfo;
        http.method = form ? "POST" : m_request.method;
        if (form) {
            http.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
        } else if (!m_request.contentType.empty() && !m_request.body.text.empty()) {
            http.headers.push_back({"Content-Type", m_request.contentType});
        }
        http.headers.push_back({"Accept", accept()});
        http.headers.push_back({"User-Agent", "token-workbench"});
        if (form) {
            addParameters();
            if (const auto done = authenticate(); !done) {
                return passOn(done);
            }
        }
        if (const auto done = addToken(); !done) {
            return passOn(done);
        }
        addExtras();
        if (form) {
            if (const auto done = checkTwice(); !done) {
                return passOn(done);
            }
            http.body.text = writeForm(m_built.form);
        } else {
            http.body = m_request.body;
        }
        // After the query was added: htu has none, but its path must be the one that is called.
        if (const auto done = addProof(); !done) {
            return passOn(done);
        }
        return std::move(m_built);
    }

private:
    std::string accept() const {
        if (m_request.operation == Operation::Introspection && m_request.answer == OAuthRequest::Answer::Jwt) {
            return "application/token-introspection+jwt";
        }
        return m_request.operation == Operation::ApiCall ? "*/*" : "application/json";
    }

    void add(std::string_view name, std::string_view value) {
        if (!value.empty()) { // an empty parameter counts as omitted (RFC 6749 §3.2)
            m_built.form.push_back({std::string(name), std::string(value)});
        }
    }

    void addParameters() {
        if (m_request.operation == Operation::Token && m_request.grant != Grant::Free) {
            add("grant_type", grantType(m_request.grant));
        }
        for (const NameValue& pair : m_request.parameters) {
            add(pair.name, isSaml(pair.name) ? samlParameter(pair.value) : pair.value);
        }
    }

    /// A SAML assertion is encoded for the user, who has it as XML.
    bool isSaml(std::string_view name) const {
        if (m_request.grant == Grant::SamlBearer) {
            return name == "assertion";
        }
        const std::string_view type = name == "subject_token" ? "subject_token_type"
                                      : name == "actor_token" ? "actor_token_type"
                                                              : "";
        return m_request.grant == Grant::TokenExchange && !type.empty() &&
               std::any_of(m_request.parameters.begin(), m_request.parameters.end(), [&](const NameValue& pair) {
                   return pair.name == type && pair.value.find(":token-type:saml") != std::string::npos;
               });
    }

    Result<void> needSecret() {
        if (!m_request.client.secret || m_request.client.secret->empty()) {
            return fail(ErrorCode::Usage, "the client secret is missing");
        }
        m_built.confidential.push_back(m_request.client.secret);
        return {};
    }

    Result<void> authenticate() {
        const ClientIdentity& client = m_request.client;
        const bool needsId = client.method != ClientMethod::None;
        if (needsId && client.id.empty()) {
            return fail(ErrorCode::Usage, "the client ID is missing");
        }
        switch (client.method) {
        case ClientMethod::None:
        case ClientMethod::TlsClientAuth:
        case ClientMethod::SelfSignedTlsClientAuth:
            if (needsId && m_request.tls.identity == TlsOptions::Identity::None) {
                return fail(ErrorCode::Usage, "the client certificate is missing");
            }
            add("client_id", client.id);
            return {};
        case ClientMethod::SecretBasic:
        case ClientMethod::SecretBasicRaw: {
            if (const auto secret = needSecret(); !secret) {
                return secret;
            }
            const bool raw = client.method == ClientMethod::SecretBasicRaw;
            const std::string_view secret = asText(client.secret->reveal());
            std::string both =
                raw ? client.id + ":" + std::string(secret) : formEncode(client.id) + ":" + formEncode(secret);
            std::string encoded = crypto::encodeBase64(asBytes(both));
            wipeText(both);
            m_built.http.headers.push_back({"Authorization", "Basic " + encoded});
            m_built.confidential.push_back(shareSecret(encoded));
            wipeText(encoded);
            return {};
        }
        case ClientMethod::SecretPost:
            if (const auto secret = needSecret(); !secret) {
                return secret;
            }
            add("client_id", client.id);
            add("client_secret", asText(client.secret->reveal()));
            return {};
        case ClientMethod::SecretJwt: {
            if (const auto secret = needSecret(); !secret) {
                return secret;
            }
            AssertionPlan plan = client.assertion;
            if (plan.algorithm.empty()) {
                plan.algorithm = "HS256";
            }
            const jose::Jwk key = keyOf(*client.secret);
            return addAssertion(plan, key);
        }
        case ClientMethod::PrivateKeyJwt:
            if (!client.key) {
                return fail(ErrorCode::Usage, "the private key is missing");
            }
            return addAssertion(client.assertion, *client.key);
        }
        return {};
    }

    static jose::Jwk keyOf(const Secret& secret) {
        return jose::Jwk{.key = crypto::Key::fromSecret(secret.clone()),
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

    Result<void> addAssertion(const AssertionPlan& plan, const jose::Jwk& key) {
        auto made = makeAssertion(plan, {m_request.client.id, assertionAudience(m_request)}, key, m_moment);
        if (!made) {
            return passOn(made);
        }
        if (m_request.client.idBesideAssertion == ClientIdentity::IdBeside::Yes) {
            add("client_id", m_request.client.id);
        }
        add("client_assertion_type", assertionType);
        add("client_assertion", made->token);
        m_built.made.push_back(std::move(*made));
        return {};
    }

    Result<void> addToken() {
        if (m_request.scheme == TokenScheme::None) {
            return {};
        }
        if (!m_request.accessToken || m_request.accessToken->empty()) {
            return fail(ErrorCode::Usage, "the token is missing");
        }
        if (m_request.scheme == TokenScheme::Dpop && !m_request.dpopKey) {
            return fail(ErrorCode::Usage, "the DPoP key is missing");
        }
        const std::string_view lead = m_request.scheme == TokenScheme::Bearer ? "Bearer "
                                      : m_request.scheme == TokenScheme::Dpop ? "DPoP "
                                                                              : "";
        m_built.http.headers.push_back(
            {"Authorization", std::string(lead) + std::string(asText(m_request.accessToken->reveal()))});
        m_built.confidential.push_back(m_request.accessToken);
        showToken();
        return {};
    }

    /// A JWT in Authorization can be read before it is sent.
    void showToken() {
        const std::string_view text = asText(m_request.accessToken->reveal());
        const jose::TokenParts parts = jose::readParts(text);
        const jose::TokenPart* const header = parts.find(jose::PartName::Header);
        const jose::TokenPart* const payload = parts.find(jose::PartName::Payload);
        if (parts.kind != jose::TokenKind::Jws || header == nullptr || payload == nullptr || !payload->isJson) {
            return;
        }
        m_built.made.push_back({"Authorization",
                                std::string(asText(header->octets)),
                                std::string(asText(payload->octets)),
                                {},
                                std::string(text)});
    }

    void addExtras() {
        std::vector<NameValue> query;
        for (const ExtraParameter& extra : m_request.extras) {
            if (extra.name.empty()) {
                continue;
            }
            switch (extra.place) {
            case ExtraParameter::Place::Body:
                // Typed by hand: an empty value is sent if somebody wants to see what the server says to it.
                m_built.form.push_back({extra.name, extra.value});
                break;
            case ExtraParameter::Place::Header:
                m_built.http.setHeader(extra.name, extra.value);
                break;
            case ExtraParameter::Place::Query:
                query.push_back({extra.name, extra.value});
                break;
            }
        }
        m_built.http.url = withQuery(m_built.http.url, query);
    }

    Result<void> checkTwice() const {
        for (std::size_t i = 0; i < m_built.form.size(); ++i) {
            const std::string& name = m_built.form[i].name;
            for (std::size_t j = i + 1; j < m_built.form.size() && !mayRepeat(name); ++j) {
                if (m_built.form[j].name == name) {
                    return fail(ErrorCode::Usage, "the parameter " + name + " stands twice");
                }
            }
        }
        return {};
    }

    Result<void> addProof() {
        if (!m_request.dpopKey) {
            return {};
        }
        DpopFacts facts{m_built.http.method, m_built.http.url, m_request.dpopNonce, {}};
        if (m_request.scheme != TokenScheme::None && m_request.accessToken) {
            facts.accessToken = asText(m_request.accessToken->reveal());
        }
        auto proof = makeDpopProof(facts, *m_request.dpopKey, m_moment);
        if (!proof) {
            return passOn(proof);
        }
        m_built.http.headers.push_back({"DPoP", proof->token});
        m_built.made.push_back(std::move(*proof));
        return {};
    }

    const OAuthRequest& m_request;
    const Moment& m_moment;
    BuiltRequest m_built;
};

} // namespace

std::string_view name(Grant grant) {
    return grantRows[static_cast<std::size_t>(grant)].name;
}
std::string_view grantType(Grant grant) {
    return grantRows[static_cast<std::size_t>(grant)].type;
}
std::optional<Grant> findGrant(std::string_view text) {
    for (const GrantRow& row : grantRows) {
        if (row.name == text || (!row.type.empty() && row.type == text)) {
            return row.grant;
        }
    }
    return std::nullopt;
}
std::span<const Grant> allGrants() {
    return grantList;
}
std::string_view name(ClientMethod method) {
    return methodRows[static_cast<std::size_t>(method)].name;
}
std::optional<ClientMethod> findClientMethod(std::string_view text) {
    for (const MethodRow& row : methodRows) {
        if (row.name == text) {
            return row.method;
        }
    }
    return std::nullopt;
}
std::span<const ClientMethod> allClientMethods() {
    return methodList;
}

std::string_view name(Operation operation) {
    constexpr std::array<std::string_view, 7> names = {"token",  "par",      "device", "introspect",
                                                       "revoke", "userinfo", "call"};
    return names[static_cast<std::size_t>(operation)];
}

SharedSecret shareSecret(std::string_view text) {
    return std::make_shared<const Secret>(Secret::fromText(text));
}

std::string assertionAudience(const OAuthRequest& request) {
    switch (request.client.assertion.audience) {
    case AssertionPlan::Audience::Issuer:
        return request.issuer;
    case AssertionPlan::Audience::Own:
        return request.client.assertion.ownAudience;
    case AssertionPlan::Audience::TokenEndpoint:
        break;
    }
    return request.url;
}

Result<BuiltRequest> build(const OAuthRequest& request, const Moment& moment) {
    return Builder(request, moment).run();
}

} // namespace twb::oauth
