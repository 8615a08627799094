// SPDX-License-Identifier: Apache-2.0
#include "issuer/request_log.h"

#include "json/tape.h"
#include "json/text.h"

#include <algorithm>
#include <array>

namespace twb::issuer {
namespace {

/// Parameters, members and headers whose values are secrets or credentials.
constexpr std::array secretNames = {
    "client_secret", "password",      "client_assertion", "assertion", "code",
    "code_verifier", "refresh_token", "access_token",     "id_token",  "token",
    "subject_token", "actor_token",   "device_code",      "pending",   "sessionToken",
    "jwt",           "request",       "id_token_hint",    "api_key",   "request_uri",
};
constexpr std::array secretHeaders = {"Authorization", "X-API-Key", "Cookie", "Set-Cookie", "Proxy-Authorization"};

constexpr std::size_t shownOfToken = 10;

bool isSecretName(std::string_view name) {
    return std::find(secretNames.begin(), secretNames.end(), name) != secretNames.end();
}

bool isSecretHeader(std::string_view name) {
    return std::any_of(secretHeaders.begin(), secretHeaders.end(),
                       [&](const char* known) { return equalsIgnoringCase(known, name); });
}

/// Of a JWT its first characters are shown: they are those of every header. Of anything else, nothing.
std::size_t shownPart(std::string_view value) {
    return value.starts_with("eyJ") && value.size() > 4 * shownOfToken ? shownOfToken : 0;
}

class Writer {
public:
    void plain(std::string_view text) {
        if (m_text.empty() || m_text.back().hidden > 0) {
            m_text.push_back({});
        }
        m_text.back().shown += text;
    }
    void secret(std::string_view value) {
        const std::size_t shown = shownPart(value);
        plain(value.substr(0, shown));
        m_text.back().hidden = value.size() - shown;
    }
    void header(std::string_view name, std::string_view value) {
        plain(std::string(name) + ": ");
        if (isSecretHeader(name)) {
            const std::size_t space = std::min(value.find(' '), value.size());
            const bool scheme = space < value.size() && space < 12; // "Basic", "Bearer", "DPoP" are no secret
            if (scheme) {
                plain(value.substr(0, space + 1));
                value.remove_prefix(space + 1);
            }
            secret(value);
        } else if (equalsIgnoringCase(name, "DPoP")) {
            secret(value);
        } else if (equalsIgnoringCase(name, "Location")) {
            location(value);
        } else {
            plain(cleanUtf8(value));
        }
        plain("\n");
    }
    void form(std::string_view body, std::string_view separator) {
        std::size_t count = 0;
        while (!body.empty() && count++ < 200) {
            const std::size_t end = std::min(body.find('&'), body.size());
            const std::string_view piece = body.substr(0, end);
            body = end < body.size() ? body.substr(end + 1) : std::string_view();
            const std::size_t equals = std::min(piece.find('='), piece.size());
            if (count > 1) {
                plain(separator);
            }
            const std::string_view name = piece.substr(0, equals);
            plain(cleanUtf8(piece.substr(0, std::min(equals + 1, piece.size()))));
            if (equals < piece.size()) {
                const std::string_view value = piece.substr(equals + 1);
                isSecretName(name) ? secret(value) : plain(cleanUtf8(value.substr(0, 2000)));
            }
        }
    }
    /// JSON with the values of secret members hidden; anything else as text.
    void body(std::string_view text, std::string_view type) {
        if (text.starts_with("eyJ") && text.find(' ') == std::string_view::npos) {
            secret(text);
            return;
        }
        json::Tape tape;
        const bool json = type.find("json") != std::string_view::npos && tape.parse(text);
        if (!json || !tape.root().is(json::Type::Object)) {
            // What is no JSON object here is a page of our own, or something that nobody can mask for certain.
            const bool page = type.starts_with("text/");
            if (page) {
                plain(cleanUtf8(text.substr(0, maximumLoggedBody)));
            } else if (!text.empty()) {
                secret(text);
            }
            return;
        }
        const std::string pretty = json::pretty(tape);
        json::Tape view;
        if (!view.parse(pretty)) {
            return;
        }
        std::size_t from = 0;
        view.root().forEachMember([&](const json::Value& name, const json::Value& value) {
            if (!value.is(json::Type::String) || !isSecretName(name.string().value_or(std::string()))) {
                return;
            }
            plain(std::string_view(pretty).substr(from, value.range().offset + 1 - from));
            secret(value.text().substr(1, value.text().size() - 2));
            from = value.range().offset + value.range().length - 1;
        });
        plain(std::string_view(pretty).substr(from, maximumLoggedBody));
    }
    /// A query may hold a code.
    void location(std::string_view uri) {
        const std::size_t mark = std::min(uri.find('?'), uri.size());
        plain(cleanUtf8(uri.substr(0, std::min(mark + 1, uri.size()))));
        if (mark < uri.size()) {
            form(uri.substr(mark + 1), "&");
        }
    }
    MaskedText take() { return std::move(m_text); }

private:
    MaskedText m_text;
};

} // namespace

std::string plainText(const MaskedText& text) {
    std::string plain;
    for (const MaskedPiece& piece : text) {
        plain += piece.shown;
        if (piece.hidden > 0) {
            plain +=
                "… (" + std::to_string(piece.hidden) + (piece.hidden == 1 ? " character" : " characters") + " hidden)";
        }
    }
    return plain;
}

MaskedText maskRequest(const Request& request) {
    Writer writer;
    writer.plain(cleanUtf8(request.method) + " ");
    writer.location(request.target);
    writer.plain(" HTTP/1.1\n");
    for (const auto& [name, value] : request.headers) {
        writer.header(cleanUtf8(name), value);
    }
    if (!request.body.empty()) {
        writer.plain("\n");
        const std::string_view type = request.header("Content-Type");
        if (type.find("x-www-form-urlencoded") != std::string_view::npos) {
            writer.form(std::string_view(request.body).substr(0, 4 * maximumLoggedBody), "\n&");
        } else {
            writer.body(request.body, type);
        }
    }
    return writer.take();
}

MaskedText maskResponse(const Response& response) {
    Writer writer;
    writer.plain("HTTP/1.1 " + std::to_string(response.status) + " " + std::string(reason(response.status)) + "\n");
    for (const auto& [name, value] : response.headers) {
        writer.header(name, value);
    }
    if (!response.body.empty()) {
        writer.plain("\n");
        writer.body(response.body, response.header("Content-Type"));
    }
    return writer.take();
}

} // namespace twb::issuer
