// SPDX-License-Identifier: Apache-2.0
#include "oauth/response.h"

#include "jose/claims.h"
#include "jose/compact.h"
#include "json/tape.h"

#include <algorithm>

namespace twb::oauth {
namespace {

constexpr std::size_t maximumTokens = 50;

bool isTokenText(std::string_view text) {
    return text.size() >= 20 && text.starts_with("eyJ") && std::count(text.begin(), text.end(), '.') >= 2 &&
           text.find_first_of(" \t\r\n\"<") == std::string_view::npos;
}

/// Members that carry a token even if it says nothing to us.
bool isTokenMember(std::string_view name) {
    return name == "access_token" || name == "refresh_token" || name == "id_token";
}

class ResponseReader {
public:
    ResponseReader(const HttpExchange& exchange, Operation operation, Time received)
        : m_exchange(exchange)
        , m_operation(operation)
        , m_received(received)
        , m_body(exchange.body.text) {}

    ResponseReading run() {
        readHeaders();
        readShape();
        if (m_reading.shape == ResponseReading::Shape::Json) {
            readJson();
        } else if (m_reading.shape == ResponseReading::Shape::Jwt) {
            addToken("body", trimmed(m_body));
            readIntrospectionJwt();
        } else if (m_reading.shape == ResponseReading::Shape::Text) {
            readText();
        }
        checkTokenAnswer();
        return std::move(m_reading);
    }

private:
    using Severity = ResponseNote::Severity;
    using Shape = ResponseReading::Shape;

    void note(Severity severity, std::string id, std::string text) {
        m_reading.notes.push_back({severity, std::move(id), std::move(text)});
    }

    static std::string_view trimmed(std::string_view text) {
        const std::size_t first = text.find_first_not_of(" \t\r\n");
        if (first == std::string_view::npos) {
            return {};
        }
        return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    }

    void readHeaders() {
        for (const std::string_view value : m_exchange.headerValues("WWW-Authenticate")) {
            m_reading.challenges.emplace_back(value);
            if (m_reading.error.empty()) {
                m_reading.error = challengeParameter(value, "error");
                m_reading.description = challengeParameter(value, "error_description");
            }
        }
        m_reading.dpopNonce = m_exchange.header("DPoP-Nonce");
        m_reading.requestId = m_exchange.header("X-Request-Id");
        if (m_exchange.status >= 300 && m_exchange.status < 400) {
            note(Severity::Warning, "redirect",
                 "The server sends on to " + std::string(m_exchange.header("Location")) +
                     ". Redirects are shown, not followed: credentials go only where you sent them.");
        }
        if (m_exchange.bodyEnd == HttpExchange::BodyEnd::CapReached) {
            note(Severity::Warning, "body-cap",
                 "The body is longer than is read: only its first " + std::to_string(m_exchange.body.text.size()) +
                     " bytes are here.");
        }
    }

    void readShape() {
        if (m_body.starts_with("\xEF\xBB\xBF")) {
            note(Severity::Warning, "bom", "A byte order mark stands before the body (RFC 8259 §8.1 forbids it).");
            m_body.remove_prefix(3);
        }
        const std::string_view body = trimmed(m_body);
        const std::string_view type = m_exchange.header("Content-Type");
        const bool saysJson = type.find("json") != std::string_view::npos;
        if (body.empty()) {
            m_reading.shape = Shape::Empty;
        } else if (body.front() == '<') {
            m_reading.shape = Shape::Html;
            note(Severity::Error, "html",
                 saysJson ? "HTML came, though the Content-Type says JSON. A proxy, a firewall or a gateway answers "
                            "instead of the server."
                          : "HTML came instead of JSON. The address is probably that of a page, a login or a gateway.");
        } else if (body.find('\0') != std::string_view::npos) {
            m_reading.shape = Shape::Binary;
            note(Severity::Error, "binary", "The body holds NUL octets: this is no text.");
        } else if (isTokenText(body)) {
            m_reading.shape = Shape::Jwt;
        } else if (body.front() == '{' || body.front() == '[' || body.front() == '"' || saysJson) {
            m_reading.shape = Shape::Json;
        } else {
            m_reading.shape = Shape::Text;
        }
    }

    void readText() {
        if (m_body.find('=') != std::string_view::npos && m_body.find("access_token") != std::string_view::npos) {
            note(Severity::Error, "form-answer",
                 "The answer is form-encoded, not JSON (RFC 6749 §5.1 wants JSON); its token is shown all the same.");
            for (const NameValue& pair : readForm(trimmed(m_body))) {
                if (isTokenMember(pair.name)) {
                    addToken(pair.name, pair.value);
                }
            }
            return;
        }
        // A token within prose: "Your token: eyJ…".
        for (std::size_t at = m_body.find("eyJ"); at != std::string_view::npos; at = m_body.find("eyJ", at + 3)) {
            const std::size_t end = std::min(m_body.find_first_of(" \t\r\n\"'<>,;", at), m_body.size());
            if (isTokenText(m_body.substr(at, end - at))) {
                addToken("body", m_body.substr(at, end - at));
                at = end;
            }
        }
    }

    void readJson() {
        auto document =
            json::Document::parse(std::string(m_body), {.maxOctets = std::size_t{8} << 20, .maxDepth = 512});
        if (!document && m_exchange.bodyEnd == HttpExchange::BodyEnd::CapReached) {
            readText(); // it ends in the middle, which is said already
            return;
        }
        if (!document) {
            const auto place = lineColumn(m_body, document.error().where.offset);
            note(Severity::Error, "json-broken",
                 "The JSON cannot be read: " + document.error().detail + " (line " + std::to_string(place.line) +
                     ", column " + std::to_string(place.column) + ").");
            readText();
            return;
        }
        for (const json::Duplicate& duplicate : document->tape().duplicates()) {
            note(Severity::Warning, "json-duplicate",
                 "The member " + duplicate.name + " stands twice; readers disagree.");
        }
        const json::Value root = document->root();
        if (const auto text = root.string()) {
            if (isTokenText(*text)) {
                addToken("body", *text);
            }
            return;
        }
        if (!root.is(json::Type::Object)) {
            if (m_operation != Operation::ApiCall) {
                note(Severity::Error, "json-no-object", "The answer is JSON, but no object.");
            }
            findTokens(root, "");
            return;
        }
        const auto text = [&](std::string_view name) { return root.find(name).string().value_or(""); };
        if (std::string error = text("error"); !error.empty()) {
            m_reading.error = std::move(error);
            m_reading.description = text("error_description");
            readErrorUri(text("error_uri"));
        } else if (m_exchange.status >= 400) {
            readForeignError(root);
        }
        m_reading.tokenType = text("token_type");
        m_reading.scope = text("scope");
        m_reading.requestUri = text("request_uri");
        m_reading.deviceCodeUserCode = text("user_code");
        m_reading.verificationUri = text("verification_uri");
        m_reading.verificationUriComplete = text("verification_uri_complete");
        if (std::string id = text("requestId"); !id.empty()) {
            m_reading.requestId = std::move(id);
        }
        readNumbers(root);
        m_reading.active = root.find("active").boolean();
        findTokens(root, "");
    }

    void readNumbers(const json::Value& root) {
        if (const json::Value value = root.find("expires_in"); value.exists()) {
            std::optional<double> number = value.number();
            if (!number) {
                note(Severity::Warning, "expires-in-type", "expires_in is no number (RFC 6749 §5.1).");
                const std::string text = value.string().value_or("");
                if (!text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string::npos) {
                    number = std::stod(text);
                }
            }
            if (number && *number >= 0 && *number < 1e10) {
                m_reading.expiresIn = std::chrono::seconds(static_cast<std::int64_t>(*number));
            }
        }
        if (const auto interval = root.find("interval").integer(); interval && *interval > 0 && *interval < 86400) {
            m_reading.interval = std::chrono::seconds(*interval);
        }
    }

    void readErrorUri(const std::string& uri) {
        if (uri.empty()) {
            return;
        }
        if (uri.starts_with("https://") && parseUrl(uri)) {
            m_reading.errorUri = uri;
        } else {
            note(Severity::Warning, "error-uri", "error_uri is no https address; it is shown as text: " + uri);
        }
    }

    /// Errors in the shapes of others: {"message"}, {"error":{"code","message"}}, {"errors":[…]}, RFC 9457.
    void readForeignError(const json::Value& root) {
        for (const std::string_view name : {"message", "Message", "detail", "title", "errorMessage"}) {
            if (auto text = root.find(name).string(); text && m_reading.description.empty()) {
                m_reading.description = std::move(*text);
            }
        }
        const json::Value error = root.find("error");
        if (error.is(json::Type::Object)) {
            m_reading.description = error.find("message").string().value_or(m_reading.description);
        }
        if (m_reading.error.empty()) {
            note(Severity::Info, "error-shape", "The error has another shape than RFC 6749 §5.2 describes.");
        }
    }

    void findTokens(const json::Value& value, const std::string& path) {
        if (m_reading.tokens.size() >= maximumTokens) {
            return;
        }
        value.forEachMember([&](json::Value name, json::Value member) {
            const std::string own = name.string().value_or("");
            const std::string whole = path.empty() ? own : path + "." + own;
            if (const auto text = member.string()) {
                const bool named = path.empty() && isTokenMember(own) && !text->empty();
                if ((named || isTokenText(*text)) && m_reading.tokens.size() < maximumTokens) {
                    addToken(whole, *text);
                }
            } else {
                findTokens(member, whole);
            }
        });
        std::size_t position = 0;
        value.forEachElement([&](json::Value element) {
            const std::string whole = path + "[" + std::to_string(position++) + "]";
            if (const auto text = element.string(); text && isTokenText(*text)) {
                addToken(whole, *text);
            } else {
                findTokens(element, whole);
            }
        });
    }

    void addToken(std::string name, std::string_view text) {
        FoundToken token;
        token.name = std::move(name);
        token.value = shareSecret(text);
        token.type = token.name == "access_token" ? m_reading.tokenType : "";
        const jose::TokenParts parts = jose::readParts(text);
        const bool known = parts.kind == jose::TokenKind::Jws || parts.kind == jose::TokenKind::Jwe ||
                           parts.kind == jose::TokenKind::SdJwt;
        const jose::TokenPart* const header = parts.find(jose::PartName::Header);
        if (!known || header == nullptr || !header->isJson) {
            token.kind = "opaque";
        } else {
            token.kind = jose::name(parts.kind);
            token.header = asText(header->octets);
            if (const jose::TokenPart* const payload = parts.find(jose::PartName::Payload);
                payload != nullptr && payload->isJson) {
                token.payload = asText(payload->octets);
            }
        }
        if (!token.payload.empty()) {
            readClaims(token);
        }
        const bool lifetime = token.name == "access_token" || token.name == "sessionToken";
        if (!token.expires && lifetime && m_reading.expiresIn) {
            token.expires = m_received + *m_reading.expiresIn;
        }
        m_reading.tokens.push_back(std::move(token));
    }

    static void readClaims(FoundToken& token) {
        json::Tape tape;
        if (!tape.parse(token.payload)) {
            return;
        }
        const jose::RegisteredClaims claims = jose::readClaims(tape.root());
        if (claims.exp.valid()) {
            token.expires = claims.exp.time();
        }
        const json::Value cnf = tape.root().find("cnf");
        token.thumbprintBinding = cnf.find("jkt").string().value_or(cnf.find("x5t#S256").string().value_or(""));
    }

    /// RFC 9701: the claims of an introspection stand in token_introspection.
    void readIntrospectionJwt() {
        json::Tape tape;
        if (m_operation == Operation::Introspection && !m_reading.tokens.empty() &&
            tape.parse(m_reading.tokens.front().payload)) {
            m_reading.active = tape.root().find("token_introspection").find("active").boolean();
        }
    }

    void checkTokenAnswer() {
        if (m_exchange.failure || m_exchange.status == 0) {
            return;
        }
        const bool success = m_exchange.status >= 200 && m_exchange.status < 300;
        if (m_operation == Operation::Introspection && success && !m_reading.active) {
            note(Severity::Error, "active-missing", "The member active is missing (RFC 7662 §2.2).");
        }
        if (m_operation != Operation::Token || !success) {
            return;
        }
        if (m_reading.token("access_token") == nullptr) {
            if (m_reading.tokens.empty()) {
                note(Severity::Error, "access-token-missing", "The answer says success, but holds no access_token.");
            }
            return;
        }
        if (m_reading.tokenType.empty()) {
            note(Severity::Error, "token-type-missing", "token_type is missing, which RFC 6749 §5.1 requires.");
        }
        if (!m_reading.expiresIn) {
            note(Severity::Info, "expires-in-missing", "expires_in is missing: the lifetime is unknown, not endless.");
        }
        if (m_exchange.header("Cache-Control").find("no-store") == std::string_view::npos) {
            note(Severity::Warning, "cacheable", "Cache-Control: no-store is missing (RFC 6749 §5.1).");
        }
    }

    const HttpExchange& m_exchange;
    Operation m_operation;
    Time m_received;
    std::string_view m_body;
    ResponseReading m_reading;
};

} // namespace

const FoundToken* ResponseReading::token(std::string_view name) const {
    const auto found =
        std::find_if(tokens.begin(), tokens.end(), [&](const FoundToken& each) { return each.name == name; });
    return found == tokens.end() ? nullptr : &*found;
}

ResponseReading readResponse(const HttpExchange& exchange, Operation operation, Time received) {
    return ResponseReader(exchange, operation, received).run();
}

std::string challengeParameter(std::string_view challenge, std::string_view name) {
    for (std::size_t at = challenge.find(name); at != std::string_view::npos; at = challenge.find(name, at + 1)) {
        const bool begins = at > 0 && (challenge[at - 1] == ' ' || challenge[at - 1] == ',');
        std::size_t value = at + name.size();
        if (!begins || value >= challenge.size() || challenge[value] != '=') {
            continue;
        }
        ++value;
        if (value < challenge.size() && challenge[value] == '"') {
            std::string out;
            for (++value; value < challenge.size() && challenge[value] != '"'; ++value) {
                if (challenge[value] == '\\' && value + 1 < challenge.size()) {
                    ++value;
                }
                out += challenge[value];
            }
            return out;
        }
        return std::string(challenge.substr(value, challenge.find_first_of(", ", value) - value));
    }
    return {};
}

std::string jsonMember(std::string_view text, std::string_view name) {
    json::Tape tape;
    return tape.parse(text) ? tape.root().find(name).string().value_or("") : std::string();
}

} // namespace twb::oauth
