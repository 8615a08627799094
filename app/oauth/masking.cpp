// SPDX-License-Identifier: Apache-2.0
#include "oauth/masking.h"

#include "base/ascii.h"
#include "json/text.h"

#include <algorithm>
#include <array>

namespace twb::oauth {
namespace {

constexpr std::size_t shownOfToken = 20;

constexpr auto confidentialNames = std::to_array<std::string_view>({
    "access_token",
    "refresh_token",
    "id_token",
    "token",
    "client_secret",
    "client_assertion",
    "assertion",
    "code",
    "code_verifier",
    "password",
    "subject_token",
    "actor_token",
    "device_code",
    "auth_req_id",
    "sessiontoken",
    "jwt",
    "id_token_hint",
    "logout_token",
    "registration_access_token",
    "authorization",
    "proxy-authorization",
    "dpop",
    "cookie",
    "set-cookie",
    "x-api-key",
    "api_key",
    "apikey",
    "mobile_api_key",
    "jwt_secret",
    "secret",
    "api-key",
    "x-auth-token",
    "access-token",
    "request_uri",
    "request",
    "response",
});

bool isTokenCharacter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.' || c == '~';
}
bool isNameCharacter(char c) {
    return isTokenCharacter(c) || c == '%';
}

class Finder {
public:
    explicit Finder(std::string_view text)
        : m_text(text) {}

    void add(std::size_t offset, std::size_t length) {
        if (length == 0) {
            return;
        }
        const std::string_view piece = m_text.substr(offset, length);
        const bool token = piece.starts_with("eyJ") && length > 3 * shownOfToken;
        m_spans.push_back({offset, length, token ? shownOfToken : 0});
    }

    /// Lines as `Name: value` before the first empty line.
    void headers() {
        if (!looksLikeHead()) {
            return;
        }
        for (std::size_t at = 0; at < m_text.size();) {
            const std::size_t end = std::min(m_text.find('\n', at), m_text.size());
            std::size_t length = end - at;
            if (length > 0 && m_text[end - 1] == '\r') {
                --length;
            }
            const std::string_view line = m_text.substr(at, length);
            if (line.empty()) {
                return;
            }
            header(at, line);
            at = end + 1;
        }
    }

    /// `name=value` pairs of forms and queries.
    void form() {
        for (std::size_t at = m_text.find('='); at != std::string_view::npos; at = m_text.find('=', at + 1)) {
            std::size_t begin = at;
            while (begin > 0 && isNameCharacter(m_text[begin - 1])) {
                --begin;
            }
            if (begin == at || !isConfidentialName(formDecode(m_text.substr(begin, at - begin)))) {
                continue;
            }
            const bool separated =
                begin == 0 || std::string_view("&?\n '\"").find(m_text[begin - 1]) != std::string_view::npos;
            std::size_t end = at + 1;
            while (end < m_text.size() && std::string_view("& \r\n\"'").find(m_text[end]) == std::string_view::npos) {
                ++end;
            }
            if (separated) {
                add(at + 1, end - at - 1);
            }
        }
    }

    /// `"name": "value"` of JSON, whole or cut.
    void members() {
        for (std::size_t at = m_text.find('"'); at != std::string_view::npos;) {
            const std::size_t close = endOfString(at);
            if (close == std::string_view::npos) {
                return;
            }
            const std::string_view inner = m_text.substr(at + 1, close - at - 1);
            std::size_t next = m_text.find_first_not_of(" \t\r\n", close + 1);
            if (next != std::string_view::npos && m_text[next] == ':' && isConfidentialName(inner)) {
                next = m_text.find_first_not_of(" \t\r\n", next + 1);
                if (next != std::string_view::npos && m_text[next] == '"') {
                    const std::size_t last = std::min(endOfString(next), m_text.size());
                    add(next + 1, last - next - 1);
                    at = last < m_text.size() ? m_text.find('"', last + 1) : std::string_view::npos;
                    continue;
                }
            }
            at = m_text.find('"', close + 1);
        }
    }

    /// Anything that begins like a JWT.
    void tokens() {
        for (std::size_t at = m_text.find("eyJ"); at != std::string_view::npos;) {
            std::size_t end = at;
            while (end < m_text.size() && isTokenCharacter(m_text[end])) {
                ++end;
            }
            const bool begins = at == 0 || !isTokenCharacter(m_text[at - 1]);
            if (begins && end - at > shownOfToken && m_text.substr(at, end - at).find('.') != std::string_view::npos) {
                add(at, end - at);
            }
            at = m_text.find("eyJ", std::max(end, at + 3));
        }
    }

    void secret(std::string_view value) {
        if (value.size() < 4) { // too short to be told from ordinary text; named places hide it all the same
            return;
        }
        std::string quoted = json::quote(value);
        std::string encoded = formEncode(value);
        for (const std::string_view form :
             {value, std::string_view(encoded), std::string_view(quoted).substr(1, quoted.size() - 2)}) {
            for (std::size_t at = m_text.find(form); at != std::string_view::npos; at = m_text.find(form, at + 1)) {
                add(at, form.size());
            }
        }
        wipeText(quoted);
        wipeText(encoded);
    }

    std::vector<HiddenSpan> finish() {
        std::sort(m_spans.begin(), m_spans.end(), [](const HiddenSpan& a, const HiddenSpan& b) {
            return a.offset != b.offset ? a.offset < b.offset : a.length > b.length;
        });
        std::vector<HiddenSpan> out;
        for (const HiddenSpan& span : m_spans) {
            if (!out.empty() && span.offset < out.back().offset + out.back().length) {
                const std::size_t end = std::max(out.back().offset + out.back().length, span.offset + span.length);
                out.back().length = end - out.back().offset;
                continue;
            }
            out.push_back(span);
        }
        return out;
    }

private:
    bool looksLikeHead() const {
        const std::string_view line = m_text.substr(0, m_text.find('\n'));
        return line.find("HTTP/") != std::string_view::npos;
    }

    void header(std::size_t at, std::string_view line) {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !isConfidentialName(line.substr(0, colon))) {
            return;
        }
        std::size_t begin = std::min(line.find_first_not_of(" \t", colon + 1), line.size());
        // The scheme says much and gives nothing away.
        if (const std::size_t space = line.find(' ', begin);
            space != std::string_view::npos && equalsIgnoringCase(line.substr(0, colon), "Authorization")) {
            begin = space + 1;
        }
        add(at + begin, line.size() - begin);
    }

    std::size_t endOfString(std::size_t open) const {
        for (std::size_t at = open + 1; at < m_text.size(); ++at) {
            if (m_text[at] == '\\') {
                ++at;
            } else if (m_text[at] == '"') {
                return at;
            }
        }
        return std::string_view::npos;
    }

    std::string_view m_text;
    std::vector<HiddenSpan> m_spans;
};

} // namespace

bool isConfidentialName(std::string_view name) {
    const std::string plain = lowered(name);
    return std::find(confidentialNames.begin(), confidentialNames.end(), plain) != confidentialNames.end();
}

std::vector<HiddenSpan> findConfidential(std::string_view text, std::span<const SharedSecret> secrets) {
    Finder finder(text);
    finder.headers();
    finder.form();
    finder.members();
    finder.tokens();
    for (const SharedSecret& secret : secrets) {
        if (secret) {
            finder.secret(asText(secret->reveal()));
        }
    }
    return finder.finish();
}

std::string mask(std::string_view text, const std::vector<HiddenSpan>& spans) {
    std::string out;
    std::size_t at = 0;
    for (const HiddenSpan& span : spans) {
        out += text.substr(at, span.offset + span.shown - at);
        out += "…[" + std::to_string(span.length - span.shown) + " characters hidden]";
        at = span.offset + span.length;
    }
    out += text.substr(at);
    return out;
}

std::string maskAll(std::string_view text, std::span<const SharedSecret> secrets) {
    return mask(text, findConfidential(text, secrets));
}

} // namespace twb::oauth
