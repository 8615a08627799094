// SPDX-License-Identifier: Apache-2.0
#include "crypto/base64.h"
#include "oauth/curl_command.h"
#include "json/tape.h"

#include <algorithm>

namespace twb::oauth {
namespace {

constexpr std::size_t maximumEntries = 200;

std::optional<HttpRequest> harRequest(const json::Value& value) {
    HttpRequest request;
    request.method = value.find("method").string().value_or("");
    request.url = value.find("url").string().value_or("");
    if (request.method.empty() || request.url.empty()) {
        return std::nullopt;
    }
    value.find("headers").forEachElement([&](json::Value header) {
        std::string name = header.find("name").string().value_or("");
        // What HTTP/2 calls ":authority" and what is made from the body stays behind.
        const bool own = name.empty() || name.front() == ':' || equalsIgnoringCase(name, "Host") ||
                         equalsIgnoringCase(name, "Content-Length") || equalsIgnoringCase(name, "Connection");
        if (!own) {
            request.headers.push_back({std::move(name), header.find("value").string().value_or("")});
        }
    });
    const json::Value data = value.find("postData");
    if (auto text = data.find("text").string(); text && !text->empty()) {
        request.body.text = std::move(*text);
    } else if (const json::Value list = data.find("params"); list.exists()) {
        std::vector<NameValue> pairs;
        list.forEachElement([&](json::Value pair) {
            pairs.push_back({pair.find("name").string().value_or(""), pair.find("value").string().value_or("")});
        });
        request.body.text = writeForm(pairs);
    }
    // Some writers of HAR leave headers out; the body's type then stands with the body alone.
    if (const auto type = data.find("mimeType").string(); type && request.header("Content-Type") == nullptr) {
        request.headers.push_back({"Content-Type", *type});
    }
    return request;
}

class Recogniser {
public:
    explicit Recogniser(const HttpRequest& http)
        : m_http(http) {}

    OAuthRequest run() {
        m_request.url = m_http.url;
        const HttpHeader* const type = m_http.header("Content-Type");
        const bool form =
            m_http.method == "POST" && type != nullptr && type->value.starts_with("application/x-www-form-urlencoded");
        const std::vector<NameValue> pairs = form ? readForm(m_http.body.text) : std::vector<NameValue>();
        const bool token =
            std::any_of(pairs.begin(), pairs.end(), [](const NameValue& pair) { return pair.name == "grant_type"; });
        m_request.operation = token ? Operation::Token : Operation::ApiCall;
        readHeaders(token);
        if (token) {
            readParameters(pairs);
        } else {
            m_request.method = m_http.method;
            m_request.contentType = type != nullptr ? type->value : std::string();
            m_request.body = m_http.body;
        }
        return std::move(m_request);
    }

private:
    void readHeaders(bool token) {
        for (const HttpHeader& header : m_http.headers) {
            const auto is = [&](std::string_view name) { return equalsIgnoringCase(header.name, name); };
            if (is("Content-Type") || is("User-Agent") || is("Accept") || is("DPoP") || is("Accept-Encoding")) {
                continue; // made anew
            }
            if (is("Authorization") && token && header.value.starts_with("Basic ")) {
                readBasic(std::string_view(header.value).substr(6));
            } else if (is("Authorization") && !token) {
                const bool bearer = header.value.starts_with("Bearer ");
                const bool dpop = header.value.starts_with("DPoP ");
                m_request.scheme = bearer ? TokenScheme::Bearer : dpop ? TokenScheme::Dpop : TokenScheme::Raw;
                m_request.accessToken = shareSecret(std::string_view(header.value).substr(bearer ? 7 : dpop ? 5 : 0));
            } else {
                m_request.extras.push_back({header.name, header.value, ExtraParameter::Place::Header});
            }
        }
    }

    void readBasic(std::string_view encoded) {
        const auto both = crypto::decodeBase64(encoded);
        const std::string_view text = both ? asText(both->reveal()) : std::string_view();
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos) {
            return;
        }
        m_request.client.method = ClientMethod::SecretBasic;
        m_request.client.id = formDecode(text.substr(0, colon));
        m_request.client.secret = shareSecret(formDecode(text.substr(colon + 1)));
    }

    void readParameters(const std::vector<NameValue>& pairs) {
        for (const NameValue& pair : pairs) {
            if (pair.name == "grant_type") {
                m_request.grant = findGrant(pair.value).value_or(Grant::Free);
                if (m_request.grant == Grant::Free) {
                    m_request.parameters.push_back(pair);
                }
            } else if (pair.name == "client_id") {
                m_request.client.id = pair.value;
            } else if (pair.name == "client_secret") {
                m_request.client.method = ClientMethod::SecretPost;
                m_request.client.secret = shareSecret(pair.value);
            } else if (pair.name == "client_assertion") {
                m_request.client.method = ClientMethod::PrivateKeyJwt;
            } else if (pair.name != "client_assertion_type") {
                m_request.parameters.push_back(pair);
            }
        }
    }

    const HttpRequest& m_http;
    OAuthRequest m_request;
};

} // namespace

Result<std::vector<HttpRequest>> readHar(std::string_view text) {
    json::Tape tape;
    if (const auto parsed = tape.parse(text); !parsed) {
        return passOn(parsed);
    }
    std::vector<HttpRequest> requests;
    const auto add = [&](const json::Value& value) {
        if (auto request = harRequest(value); request && requests.size() < maximumEntries) {
            requests.push_back(std::move(*request));
        }
    };
    const json::Value root = tape.root();
    root.find("log").find("entries").forEachElement([&](json::Value entry) { add(entry.find("request")); });
    if (requests.empty()) {
        add(root.find("request"));
    }
    if (requests.empty()) {
        add(root);
    }
    if (requests.empty()) {
        return fail(ErrorCode::Usage, "there is no request in this HAR text");
    }
    return requests;
}

OAuthRequest recogniseRequest(const HttpRequest& http) {
    return Recogniser(http).run();
}

} // namespace twb::oauth
