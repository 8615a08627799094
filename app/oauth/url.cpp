// SPDX-License-Identifier: Apache-2.0
#include "oauth/url.h"

#include "base/ascii.h"

#include <algorithm>
#include <charconv>

namespace twb::oauth {
namespace {

constexpr std::string_view hexDigits = "0123456789ABCDEF";

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
int hexValue(char c) {
    if (isDigit(c)) {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
}

void appendEscaped(std::string& out, char c) {
    const auto octet = static_cast<unsigned char>(c);
    out += '%';
    out += hexDigits[octet >> 4];
    out += hexDigits[octet & 15];
}

/// A host is read strictly: what a resolver, a certificate and a person understand alike.
bool isHostName(std::string_view host) {
    return !host.empty() && host.size() <= 253 && host.front() != '-' && host.front() != '.' &&
           std::all_of(host.begin(), host.end(),
                       [](char c) { return isLetter(c) || isDigit(c) || c == '-' || c == '.' || c == '_'; });
}
bool isAddress6(std::string_view host) {
    return host.size() >= 2 &&
           std::all_of(host.begin(), host.end(), [](char c) { return hexValue(c) >= 0 || c == ':' || c == '.'; });
}

} // namespace

std::string Url::authority() const {
    std::string out = host.find(':') == std::string::npos ? host : "[" + host + "]";
    if (portGiven) {
        out += ":" + std::to_string(port);
    }
    return out;
}

std::string Url::target() const {
    return hasQuery ? path + "?" + query : path;
}

std::string Url::origin() const {
    return scheme + "://" + authority();
}

std::string Url::withoutQuery() const {
    return origin() + path;
}

bool Url::isLoopback() const {
    if (host == "localhost" || host == "::1") {
        return true;
    }
    // 127.x.y.z in its usual writing only: "127.evil.example" is a name.
    return host.starts_with("127.") && std::count(host.begin(), host.end(), '.') == 3 &&
           std::all_of(host.begin(), host.end(), [](char c) { return isDigit(c) || c == '.'; }) &&
           host.find("..") == std::string::npos && host.back() != '.';
}

Net<Url> parseUrl(std::string_view text) {
    if (text.empty()) {
        return netFail(HttpFault::UrlInvalid, "the address is empty");
    }
    if (std::any_of(text.begin(), text.end(), [](char c) {
            return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == '"' || c == '<' || c == '>' || c == '\\';
        })) {
        return netFail(HttpFault::UrlInvalid, "a space or a character that no address holds stands in it");
    }
    if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
        return netFail(HttpFault::UrlInvalid, "a letter beyond ASCII stands in it: write hosts in their xn-- form, the "
                                              "rest with percent signs");
    }
    Url url;
    const std::size_t colon = text.find("://");
    if (colon == std::string_view::npos) {
        return netFail(HttpFault::UrlInvalid, "https:// is missing at the beginning");
    }
    url.scheme = lowered(text.substr(0, colon));
    if (url.scheme != "https" && url.scheme != "http") {
        return netFail(HttpFault::UrlNotHttps, "the address begins with another scheme than https");
    }
    std::string_view rest = text.substr(colon + 3);
    if (const std::size_t hash = rest.find('#'); hash != std::string_view::npos) {
        url.fragment = rest.substr(hash + 1);
        rest = rest.substr(0, hash);
    }
    if (const std::size_t mark = rest.find('?'); mark != std::string_view::npos) {
        url.query = rest.substr(mark + 1);
        url.hasQuery = true;
        rest = rest.substr(0, mark);
    }
    const std::size_t slash = rest.find('/');
    std::string_view authority = rest.substr(0, slash);
    url.path = slash == std::string_view::npos ? "/" : rest.substr(slash);
    if (authority.find('@') != std::string_view::npos) {
        return netFail(HttpFault::UrlInvalid, "a user name or password stands before the host; send it in a header");
    }
    std::string_view portText;
    if (authority.starts_with('[')) {
        const std::size_t end = authority.find(']');
        if (end == std::string_view::npos || !isAddress6(authority.substr(1, end - 1))) {
            return netFail(HttpFault::UrlInvalid, "the IPv6 address is not whole");
        }
        url.host = lowered(authority.substr(1, end - 1));
        portText = authority.substr(end + 1);
        if (!portText.empty() && portText.front() != ':') {
            return netFail(HttpFault::UrlInvalid, "something stands between the host and the port");
        }
    } else {
        const std::size_t at = authority.find(':');
        url.host = lowered(authority.substr(0, at));
        portText = at == std::string_view::npos ? std::string_view() : authority.substr(at);
        if (!isHostName(url.host)) {
            return netFail(HttpFault::UrlInvalid, url.host.empty() ? "the host is missing" : "this is no host name");
        }
    }
    const int usual = url.scheme == "https" ? 443 : 80;
    url.port = usual;
    if (portText.size() > 1) {
        const char* const end = portText.data() + portText.size();
        const auto [stop, error] = std::from_chars(portText.data() + 1, end, url.port);
        if (error != std::errc() || stop != end || url.port < 1 || url.port > 65535) {
            return netFail(HttpFault::UrlInvalid, "the port is no number from 1 to 65535");
        }
        url.portGiven = url.port != usual;
    }
    if (url.scheme == "http" && !url.isLoopback()) {
        return netFail(HttpFault::UrlNotHttps, "http to " + url.host);
    }
    return url;
}

std::string formEncode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (isLetter(c) || isDigit(c) || c == '*' || c == '-' || c == '.' || c == '_') {
            out += c;
        } else if (c == ' ') {
            out += '+';
        } else {
            appendEscaped(out, c);
        }
    }
    return out;
}

std::string percentEncode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (isLetter(c) || isDigit(c) || c == '-' || c == '.' || c == '_' || c == '~') {
            out += c;
        } else {
            appendEscaped(out, c);
        }
    }
    return out;
}

std::string formDecode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '+') {
            out += ' ';
        } else if (c == '%' && i + 2 < text.size() && hexValue(text[i + 1]) >= 0 && hexValue(text[i + 2]) >= 0) {
            out += static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
            i += 2;
        } else {
            out += c;
        }
    }
    return out;
}

std::vector<NameValue> readForm(std::string_view text) {
    std::vector<NameValue> pairs;
    while (!text.empty()) {
        const std::size_t end = text.find('&');
        const std::string_view piece = text.substr(0, end);
        if (!piece.empty()) {
            const std::size_t equals = piece.find('=');
            pairs.push_back({formDecode(piece.substr(0, equals)),
                             equals == std::string_view::npos ? "" : formDecode(piece.substr(equals + 1))});
        }
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return pairs;
}

std::string writeForm(const std::vector<NameValue>& pairs) {
    std::string out;
    for (const NameValue& pair : pairs) {
        if (!out.empty()) {
            out += '&';
        }
        out += formEncode(pair.name) + "=" + formEncode(pair.value);
    }
    return out;
}

std::string withQuery(std::string_view url, const std::vector<NameValue>& pairs) {
    if (pairs.empty()) {
        return std::string(url);
    }
    const std::size_t hash = url.find('#');
    std::string out(url.substr(0, hash));
    std::string added;
    for (const NameValue& pair : pairs) {
        added += (added.empty() ? "" : "&") + percentEncode(pair.name) + "=" + percentEncode(pair.value);
    }
    if (out.find('?') == std::string::npos) {
        out += '?';
    } else if (out.back() != '?' && out.back() != '&') {
        out += '&';
    }
    out += added;
    if (hash != std::string_view::npos) {
        out += url.substr(hash);
    }
    return out;
}

} // namespace twb::oauth
