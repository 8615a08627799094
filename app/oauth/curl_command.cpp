// SPDX-License-Identifier: Apache-2.0
#include "oauth/curl_command.h"

#include "crypto/base64.h"

#include <algorithm>
#include <array>

namespace twb::oauth {
namespace {

std::string quoted(std::string_view text) {
    const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("-_./:=@%+,").find(c) != std::string_view::npos;
    });
    if (plain) {
        return std::string(text);
    }
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'') {
            out += "'\\''";
        } else {
            out += c;
        }
    }
    return out + "'";
}

std::string shown(std::string_view text, std::string_view context, std::span<const SharedSecret> secrets,
                  Secrecy secrecy) {
    if (secrecy == Secrecy::Revealed) {
        return std::string(text);
    }
    // The name before a value decides as much as the value: mask the line, then take the line's value back.
    const std::string line = std::string(context) + std::string(text);
    std::string masked = maskAll(line, secrets);
    return masked.substr(context.size());
}

/// Splits words as a POSIX shell does, without expanding anything; understands $'…' and cmd.exe's ^ at line ends.
class Words {
public:
    explicit Words(std::string_view text)
        : m_text(text) {}

    Result<std::vector<std::string>> run() {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                finish();
                ++m_at;
            } else if ((c == '\\' || c == '^' || c == '`') && lineEndsAfter()) {
                finish();
                m_at = m_text.find('\n', m_at) + 1;
            } else if (c == '\\' && m_at + 1 < m_text.size()) {
                m_open = true;
                m_word += m_text[m_at + 1];
                m_at += 2;
            } else if (c == '\'' || c == '"' || (c == '$' && m_text.substr(m_at, 2) == "$'")) {
                if (const auto done = quote(); !done) {
                    return passOn(done);
                }
            } else if (c == '|' || c == ';' || (c == '&' && !m_open)) {
                break; // what follows is another command
            } else {
                m_open = true;
                m_word += c;
                ++m_at;
            }
        }
        finish();
        return std::move(m_words);
    }

private:
    bool lineEndsAfter() const {
        const std::string_view rest = m_text.substr(m_at + 1);
        return rest.starts_with("\n") || rest.starts_with("\r\n");
    }
    void finish() {
        if (m_open) {
            m_words.push_back(std::move(m_word));
        }
        m_word.clear();
        m_open = false;
    }
    Result<void> quote() {
        m_open = true;
        const bool ansi = m_text[m_at] == '$';
        const char mark = ansi ? '\'' : m_text[m_at];
        for (m_at += ansi ? 2 : 1; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == mark) {
                ++m_at;
                return {};
            }
            const char next = m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\0';
            if (c == '\\' && ansi) {
                m_word += next == 'n' ? '\n' : next == 'r' ? '\r' : next == 't' ? '\t' : next;
                ++m_at;
            } else if (c == '\\' && mark == '"' && (next == '"' || next == '\\' || next == '$' || next == '`')) {
                m_word += next;
                ++m_at;
            } else {
                m_word += c;
            }
        }
        return fail(ErrorCode::Usage, "a quotation mark is never closed");
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_word;
    bool m_open = false;
    std::vector<std::string> m_words;
};

/// Options of curl that take a value and say nothing about the request.
constexpr auto ignoredWithValue = std::to_array<std::string_view>(
    {"-o",        "--output",    "-w",         "--write-out", "-m",    "--max-time",   "--connect-timeout",
     "--retry",   "--cacert",    "-E",         "--cert",      "--key", "-x",           "--proxy",
     "--resolve", "--cert-type", "--key-type", "--pass",      "-D",    "--dump-header"});

class CommandReader {
public:
    explicit CommandReader(std::vector<std::string> words)
        : m_words(std::move(words)) {}

    Result<HttpRequest> run() {
        if (m_words.empty() ||
            (m_words.front() != "curl" && !m_words.front().ends_with("/curl") && m_words.front() != "curl.exe")) {
            return fail(ErrorCode::Usage, "the text does not begin with curl");
        }
        for (m_at = 1; m_at < m_words.size(); ++m_at) {
            if (const auto done = option(m_words[m_at]); !done) {
                return passOn(done);
            }
        }
        if (m_request.url.empty()) {
            return fail(ErrorCode::Usage, "the command names no address");
        }
        finish();
        return std::move(m_request);
    }

private:
    Result<std::string> next(std::string_view option) {
        if (m_inline) {
            return *std::exchange(m_inline, std::nullopt);
        }
        if (m_at + 1 >= m_words.size()) {
            return fail(ErrorCode::Usage, std::string(option) + " wants a value");
        }
        return m_words[++m_at];
    }

    Result<void> option(std::string word) {
        m_inline.reset();
        if (!word.starts_with('-') || word == "-") {
            m_request.url = word;
            return {};
        }
        if (word.starts_with("--") && word.find('=') != std::string::npos) {
            m_inline = word.substr(word.find('=') + 1);
            word = word.substr(0, word.find('='));
        } else if (!word.starts_with("--") && word.size() > 2 &&
                   std::string_view("XHdubeAF").find(word[1]) != std::string_view::npos) {
            m_inline = word.substr(2); // -XPOST
            word = word.substr(0, 2);
        }
        const auto is = [&](std::string_view shortName, std::string_view longName) {
            return word == longName || (!shortName.empty() && word == shortName);
        };
        if (std::find(ignoredWithValue.begin(), ignoredWithValue.end(), word) != ignoredWithValue.end()) {
            const auto value = next(word);
            return value ? Result<void>() : passOn(value);
        }
        if (is("-G", "--get")) {
            m_get = true;
            return {};
        }
        if (is("-I", "--head")) {
            m_request.method = "HEAD";
            m_methodGiven = true;
            return {};
        }
        if (is("-F", "--form")) {
            return fail(ErrorCode::Usage, "multipart forms (-F) are not what token endpoints take");
        }
        const bool takesValue = is("-X", "--request") || is("-H", "--header") || is("-u", "--user") ||
                                is("-b", "--cookie") || is("-A", "--user-agent") || is("-e", "--referer") ||
                                is("", "--url") || isData(word) || is("", "--oauth2-bearer");
        if (!takesValue) {
            return {}; // -s, -k, -L, -v, --compressed …
        }
        auto value = next(word);
        if (!value) {
            return passOn(value);
        }
        if (is("-X", "--request")) {
            m_request.method = *value;
            m_methodGiven = true;
        } else if (is("", "--url")) {
            m_request.url = *value;
        } else if (is("-H", "--header")) {
            header(*value);
        } else if (is("-u", "--user")) {
            m_request.setHeader("Authorization", "Basic " + crypto::encodeBase64(asBytes(*value)));
        } else if (is("-b", "--cookie")) {
            m_request.setHeader("Cookie", *value);
        } else if (is("-A", "--user-agent")) {
            m_request.setHeader("User-Agent", *value);
        } else if (is("-e", "--referer")) {
            m_request.setHeader("Referer", *value);
        } else if (is("", "--oauth2-bearer")) {
            m_request.setHeader("Authorization", "Bearer " + *value);
        } else {
            return data(word, *value);
        }
        return {};
    }

    static bool isData(std::string_view word) {
        return word == "-d" || word == "--data" || word == "--data-raw" || word == "--data-ascii" ||
               word == "--data-binary" || word == "--data-urlencode" || word == "--json";
    }

    void header(std::string_view line) {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) {
            return;
        }
        std::string_view value = line.substr(colon + 1);
        value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
        const std::string_view name = line.substr(0, colon);
        if (!equalsIgnoringCase(name, "Content-Length") && !equalsIgnoringCase(name, "Host")) {
            m_request.headers.push_back({std::string(name), std::string(value)});
        }
    }

    Result<void> data(std::string_view word, std::string value) {
        if (value.starts_with('@') && word != "--data-raw") {
            return fail(ErrorCode::Usage, "the command reads its data from a file; paste the data instead");
        }
        if (word == "--data-urlencode") {
            const std::size_t equals = value.find('=');
            value = equals == std::string::npos ? formEncode(value)
                                                : value.substr(0, equals) + (equals > 0 ? "=" : "") +
                                                      formEncode(std::string_view(value).substr(equals + 1));
        }
        if (word == "--json") {
            m_request.setHeader("Content-Type", "application/json");
        }
        m_hasData = true;
        std::string& body = m_request.body.text;
        body += (body.empty() || word == "--json" ? "" : "&") + value;
        return {};
    }

    void finish() {
        if (m_request.url.find("://") == std::string::npos) {
            m_request.url = "https://" + m_request.url;
        }
        if (m_get && m_hasData) {
            m_request.url += (m_request.url.find('?') == std::string::npos ? "?" : "&") + m_request.body.text;
            m_request.body = WipedText();
        } else if (m_hasData) {
            if (!m_methodGiven) {
                m_request.method = "POST";
            }
            if (m_request.header("Content-Type") == nullptr) {
                m_request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
            }
        }
    }

    std::vector<std::string> m_words;
    std::size_t m_at = 0;
    std::optional<std::string> m_inline;
    HttpRequest m_request;
    bool m_get = false;
    bool m_hasData = false;
    bool m_methodGiven = false;
};

} // namespace

std::string curlCommand(const BuiltRequest& built, Secrecy secrecy) {
    const HttpRequest& http = built.http;
    const auto part = [&](std::string_view text, std::string_view context = {}) {
        return quoted(shown(text, context, built.confidential, secrecy));
    };
    std::string out =
        "curl --silent --show-error --include --request " + quoted(http.method) + " \\\n  " + part(http.url);
    for (const HttpHeader& header : http.headers) {
        // The masking of a header needs to see the head it stands in.
        const std::string line = header.name + ": " + header.value;
        out += " \\\n  --header " + part(line, "GET / HTTP/1.1\n");
    }
    if (!built.form.empty()) {
        for (const NameValue& pair : built.form) {
            out += " \\\n  --data-raw " + part(formEncode(pair.name) + "=" + formEncode(pair.value));
        }
    } else if (hasBody(http)) {
        out += " \\\n  --data-raw " + part(http.body.text);
    }
    if (!http.tls.authorities.empty()) {
        out += " \\\n  --cacert ca.pem";
    }
    if (http.tls.identity != TlsOptions::Identity::None) {
        out += http.tls.identity == TlsOptions::Identity::Pkcs12 ? " \\\n  --cert-type P12 --cert client.p12"
                                                                 : " \\\n  --cert client.pem --key client.key";
    }
    return out;
}

Result<HttpRequest> readCurlCommand(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n$");
    auto words = Words(text.substr(std::min(first, text.size()))).run();
    if (!words) {
        return passOn(words);
    }
    return CommandReader(std::move(*words)).run();
}

} // namespace twb::oauth
