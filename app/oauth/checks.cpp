// SPDX-License-Identifier: Apache-2.0
#include "oauth/checks.h"

#include "jose/claims.h"
#include "jose/compact.h"
#include "jose/jws.h"
#include "json/tape.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace twb::oauth {
namespace {

using State = RequestCheck::State;

constexpr auto months = std::to_array<std::string_view>(
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"});
/// Above this a NumericDate is in milliseconds: the year 5138 in seconds.
constexpr double milliseconds = 1e11;

std::optional<std::string> formValue(const BuiltRequest& built, std::string_view name) {
    for (const NameValue& pair : built.form) {
        if (pair.name == name) {
            return pair.value;
        }
    }
    return std::nullopt;
}

bool holds(const std::vector<std::string>& list, std::string_view wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

std::string inSeconds(std::chrono::seconds length) {
    return std::to_string(length.count()) + " s";
}

class AssertionChecker {
public:
    AssertionChecker(const OAuthRequest& request, const BuiltRequest& built, const CheckFacts& facts)
        : m_request(request)
        , m_built(built)
        , m_facts(facts) {}

    std::vector<RequestCheck> run() {
        const auto assertion = formValue(m_built, "client_assertion");
        if (!assertion) {
            return {};
        }
        checkType();
        const jose::TokenParts parts = jose::readParts(*assertion);
        const jose::TokenPart* const header = parts.find(jose::PartName::Header);
        const jose::TokenPart* const payload = parts.find(jose::PartName::Payload);
        if (parts.kind != jose::TokenKind::Jws || header == nullptr || payload == nullptr || !payload->isJson ||
            !header->isJson || !m_header.parse(asText(header->octets)) || !m_payload.parse(asText(payload->octets))) {
            add(State::Fail, "assertion-structure", "client_assertion is no signed JWT");
            return std::move(m_checks);
        }
        checkParties();
        checkAudience();
        checkTimes();
        checkClock();
        checkKey();
        checkHeader();
        checkIdentifier();
        return std::move(m_checks);
    }

private:
    void add(State state, std::string id, std::string text) {
        m_checks.push_back({state, std::move(id), std::move(text)});
    }

    void checkType() {
        const auto type = formValue(m_built, "client_assertion_type");
        if (!type) {
            add(State::Fail, "assertion-type-missing", "client_assertion_type is missing");
        } else if (*type != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer") {
            add(State::Fail, "assertion-type-missing",
                "client_assertion_type is not …:client-assertion-type:jwt-bearer");
        }
    }

    void checkParties() {
        const std::string iss = m_payload.root().find("iss").string().value_or("");
        const std::string sub = m_payload.root().find("sub").string().value_or("");
        const std::string id = formValue(m_built, "client_id").value_or(m_request.client.id);
        const bool equal = iss == id && sub == id && !id.empty();
        add(equal ? State::Pass : State::Fail, "assertion-iss-sub",
            equal       ? "iss and sub equal the client ID"
            : iss != id ? "iss is \"" + iss + "\", the client ID is \"" + id + "\""
                        : "sub is \"" + sub + "\", the client ID is \"" + id + "\"");
    }

    void checkAudience() {
        const json::Value aud = m_payload.root().find("aud");
        const auto url = parseUrl(m_built.http.url);
        const std::string address = url ? url->withoutQuery() : m_built.http.url;
        const bool several = aud.is(json::Type::Array) && aud.size() > 1;
        std::string said = aud.string().value_or(std::string(aud.exists() ? aud.text() : "missing"));
        if (jose::audienceContains(aud, m_request.url) || jose::audienceContains(aud, address)) {
            add(several ? State::Warn : State::Pass, "assertion-aud",
                several ? "aud holds the token URL and others; strict servers want one string"
                        : "aud equals the token URL");
        } else if (!m_request.issuer.empty() && jose::audienceContains(aud, m_request.issuer)) {
            add(State::Pass, "assertion-aud", "aud equals the issuer (some servers want the token URL)");
        } else {
            const bool own = m_request.client.assertion.audience == AssertionPlan::Audience::Own;
            add(own ? State::Warn : State::Fail, "assertion-aud", "aud is " + said + ", the token URL is " + address);
        }
    }

    void checkTimes() {
        const jose::RegisteredClaims claims = jose::readClaims(m_payload.root());
        for (const jose::NumericDate* date : {&claims.exp, &claims.iat, &claims.nbf}) {
            if (date->valid() && date->seconds > milliseconds) {
                add(State::Fail, "assertion-milliseconds", "Times are in milliseconds; they have to be whole seconds");
                return;
            }
        }
        if (!claims.exp.valid()) {
            add(State::Fail, "assertion-exp", "exp is missing or no number");
            return;
        }
        const auto left = claims.exp.time() - m_facts.now;
        if (left.count() <= 0) {
            add(State::Fail, "assertion-exp", "exp passed " + inSeconds(-left) + " ago");
        } else if (left > std::chrono::hours(1)) {
            add(State::Warn, "assertion-exp", "valid for more than an hour; many servers refuse that");
        } else if (claims.nbf.valid() && claims.nbf.time() > m_facts.now) {
            add(State::Fail, "assertion-nbf", "nbf lies " + inSeconds(claims.nbf.time() - m_facts.now) + " ahead");
        } else {
            add(State::Pass, "assertion-exp", "Times in whole seconds, valid for " + inSeconds(left));
        }
    }

    void checkClock() {
        if (!m_facts.serverTime) {
            return;
        }
        const auto off = m_facts.now - *m_facts.serverTime;
        if (off > std::chrono::seconds(30) || off < std::chrono::seconds(-30)) {
            add(State::Fail, "clock",
                "This computer's clock is " + inSeconds(off.count() < 0 ? -off : off) +
                    (off.count() < 0 ? " behind" : " ahead of") + " the server's (its Date header)");
        } else {
            add(State::Pass, "clock", "The clock agrees with the server's (its Date header)");
        }
    }

    void checkKey() {
        const auto& key = m_request.client.key;
        const jose::Algorithm* const algorithm = jose::findAlgorithm(m_header.root().find("alg").string().value_or(""));
        if (key && algorithm != nullptr && m_request.client.method == ClientMethod::PrivateKeyJwt) {
            const auto fits = jose::checkFits(key->key, *algorithm);
            const auto print = jose::thumbprint(key->key);
            add(fits ? State::Pass : State::Fail, "assertion-key",
                fits ? jose::describe(key->key) + " fits " + std::string(algorithm->name) +
                           (print ? ", thumbprint " + print->substr(0, 4) + "…" + print->substr(print->size() - 4) : "")
                     : fits.error().detail);
        }
        if (m_facts.registeredKey != nullptr && key) {
            const bool same = m_facts.registeredKey->key.samePublicKey(key->key);
            add(same ? State::Pass : State::Fail, "assertion-registered-key",
                same ? "The key is the one that was registered" : "The key is not the one that was registered");
        } else if (m_request.client.method == ClientMethod::PrivateKeyJwt && m_facts.serverTime) {
            add(State::Unknown, "assertion-registered-key",
                "Whether this public key is registered for the client: compare thumbprints with the operator");
        }
    }

    void checkHeader() {
        const std::string alg = m_header.root().find("alg").string().value_or("");
        if (m_facts.metadata != nullptr && !m_facts.metadata->tokenAuthAlgorithms.empty()) {
            const bool supported = holds(m_facts.metadata->tokenAuthAlgorithms, alg);
            add(supported ? State::Pass : State::Fail, "assertion-alg",
                supported ? "The server lists " + alg : "The server does not list " + alg + " for assertions");
        }
        const std::string typ = m_header.root().find("typ").string().value_or("");
        if (!typ.empty() && typ != "JWT" && typ != "client-authentication+jwt") {
            add(State::Warn, "assertion-typ", "typ is \"" + typ + "\"; usual are JWT and client-authentication+jwt");
        }
    }

    void checkIdentifier() {
        const auto jti = m_payload.root().find("jti").string();
        if (!jti || jti->empty()) {
            add(State::Fail, "assertion-jti", "jti is missing");
        } else if (holds(m_facts.usedIdentifiers, *jti)) {
            add(State::Fail, "assertion-jti", "jti was sent before; it has to be fresh each time");
        }
    }

    const OAuthRequest& m_request;
    const BuiltRequest& m_built;
    const CheckFacts& m_facts;
    json::Tape m_header;
    json::Tape m_payload;
    std::vector<RequestCheck> m_checks;
};

class RequestChecker {
public:
    RequestChecker(const OAuthRequest& request, const BuiltRequest& built, const CheckFacts& facts)
        : m_request(request)
        , m_built(built)
        , m_facts(facts) {}

    std::vector<RequestCheck> run() {
        m_checks = checkAssertion(m_request, m_built, m_facts);
        const auto url = parseUrl(m_built.http.url);
        if (!url) {
            add(State::Fail, "address", std::string(sentence(url.error().fault)) + " (" + url.error().detail + ")");
        }
        checkSecret();
        if (m_request.operation == Operation::Token) {
            checkGrant();
        }
        checkMetadata();
        checkSecretInUrl();
        return std::move(m_checks);
    }

private:
    void add(State state, std::string id, std::string text) {
        m_checks.push_back({state, std::move(id), std::move(text)});
    }

    void checkSecret() {
        const ClientMethod method = m_request.client.method;
        if (method == ClientMethod::SecretBasic || method == ClientMethod::SecretBasicRaw ||
            method == ClientMethod::SecretPost) {
            add(State::Pass, "client-secret",
                method == ClientMethod::SecretPost ? "Client ID and secret go in the body, never in the address"
                : method == ClientMethod::SecretBasic
                    ? "Client ID and secret go form-encoded in the Authorization header"
                    : "Client ID and secret go as they are in the Authorization header");
            const std::string_view secret =
                asText(m_request.client.secret ? m_request.client.secret->reveal() : ByteView());
            if (!secret.empty() && (secret.front() == ' ' || secret.back() == ' ' || secret.back() == '\n')) {
                add(State::Warn, "client-secret-space", "The secret begins or ends with a space or line break");
            }
        }
    }

    void need(std::string_view name) {
        const auto value = formValue(m_built, name);
        add(value ? State::Pass : State::Fail, "parameter-" + std::string(name),
            std::string(name) + (value ? " is given" : " is missing"));
    }

    void checkGrant() {
        switch (m_request.grant) {
        case Grant::AuthorizationCode:
            need("code");
            if (const auto verifier = formValue(m_built, "code_verifier");
                verifier && (verifier->size() < 43 || verifier->size() > 128)) {
                add(State::Fail, "code-verifier", "code_verifier has 43 to 128 characters (RFC 7636 §4.1)");
            }
            break;
        case Grant::RefreshToken:
            need("refresh_token");
            break;
        case Grant::DeviceCode:
            need("device_code");
            break;
        case Grant::JwtBearer:
            need("assertion");
            break;
        case Grant::SamlBearer:
            need("assertion");
            if (const auto sent = formValue(m_built, "assertion"); sent && !holdsSaml(*sent)) {
                add(State::Fail, "assertion-saml", "assertion is no SAML: give the XML, it is encoded here");
            }
            break;
        case Grant::TokenExchange:
            need("subject_token");
            need("subject_token_type");
            if (formValue(m_built, "actor_token").has_value() != formValue(m_built, "actor_token_type").has_value()) {
                add(State::Fail, "actor-token", "actor_token and actor_token_type go together (RFC 8693 §2.1)");
            }
            break;
        case Grant::Password:
            need("username");
            need("password");
            add(State::Warn, "grant-password", "The password grant is dropped in OAuth 2.1; new systems refuse it");
            break;
        case Grant::Ciba:
            need("auth_req_id");
            break;
        case Grant::Free:
            need("grant_type");
            break;
        case Grant::ClientCredentials:
            if (m_request.client.method == ClientMethod::None) {
                add(State::Warn, "no-authentication", "client_credentials wants a client that authenticates itself");
            }
            break;
        }
        for (const NameValue& pair : m_built.form) {
            const auto resource = pair.name == "resource" ? pair.value.find('#') : std::string::npos;
            if (resource != std::string::npos) {
                add(State::Fail, "resource", "resource may not have a fragment (RFC 8707 §2)");
            }
        }
    }

    void checkMetadata() {
        if (m_facts.metadata == nullptr || m_request.operation != Operation::Token) {
            return;
        }
        const ServerMetadata& metadata = *m_facts.metadata;
        const std::string_view method = m_request.client.method == ClientMethod::SecretBasicRaw
                                            ? name(ClientMethod::SecretBasic)
                                            : name(m_request.client.method);
        const bool listed = holds(metadata.tokenAuthMethods, method);
        add(listed ? State::Pass : State::Warn, "method-supported",
            listed ? "The server lists " + std::string(method)
                   : "The server does not list " + std::string(method) + " for its token endpoint");
        const std::string grant = formValue(m_built, "grant_type").value_or("");
        if (!grant.empty() && !holds(metadata.grantTypes, grant)) {
            add(State::Warn, "grant-supported", "The server does not list the grant " + grant);
        }
    }

    void checkSecretInUrl() {
        const auto url = parseUrl(m_built.http.url);
        if (!url) {
            return;
        }
        for (const NameValue& pair : readForm(url->query)) {
            if (pair.name == "client_secret" || pair.name == "access_token" || pair.name == "password") {
                add(State::Warn, "secret-in-address",
                    pair.name + " stands in the address, where logs and proxies keep it");
            }
        }
    }

    const OAuthRequest& m_request;
    const BuiltRequest& m_built;
    const CheckFacts& m_facts;
    std::vector<RequestCheck> m_checks;
};

std::optional<int> numberAt(std::string_view text, std::size_t offset, std::size_t length) {
    int value = 0;
    const char* const end = text.data() + offset + length;
    const auto read = std::from_chars(text.data() + offset, end, value);
    return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
}

} // namespace

std::vector<RequestCheck> checkAssertion(const OAuthRequest& request, const BuiltRequest& built,
                                         const CheckFacts& facts) {
    return AssertionChecker(request, built, facts).run();
}

std::vector<RequestCheck> checkRequest(const OAuthRequest& request, const BuiltRequest& built,
                                       const CheckFacts& facts) {
    return RequestChecker(request, built, facts).run();
}

Result<Time> parseHttpDate(std::string_view text) {
    // "Sun, 06 Nov 1994 08:49:37 GMT": every part has its place.
    if (text.size() != 29 || !text.ends_with(" GMT")) {
        return fail(ErrorCode::TimeInvalid, "no date of HTTP");
    }
    const auto day = numberAt(text, 5, 2);
    const auto month = std::find(months.begin(), months.end(), text.substr(8, 3));
    const auto year = numberAt(text, 12, 4);
    const auto hour = numberAt(text, 17, 2);
    const auto minute = numberAt(text, 20, 2);
    const auto second = numberAt(text, 23, 2);
    if (!day || month == months.end() || !year || !hour || !minute || !second) {
        return fail(ErrorCode::TimeInvalid, "no date of HTTP");
    }
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(month - months.begin()) + 1),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) {
        return fail(ErrorCode::TimeInvalid, "no date of HTTP");
    }
    return Time(std::chrono::sys_days(date)) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
           std::chrono::seconds(*second);
}

} // namespace twb::oauth
