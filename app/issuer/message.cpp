// SPDX-License-Identifier: Apache-2.0
#include "issuer/message.h"

#include "issuer/json_object.h"
#include "json/utf8.h"

#include <algorithm>

namespace twb::issuer {
namespace {

constexpr std::size_t maximumParameters = 200;

std::string_view find(const Headers& headers, std::string_view name) {
    for (const auto& [known, value] : headers) {
        if (equalsIgnoringCase(known, name)) {
            return value;
        }
    }
    return {};
}

int hexDigit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = lowered(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

} // namespace

std::string_view Request::path() const {
    return std::string_view(target).substr(0, target.find('?'));
}

std::string_view Request::query() const {
    const std::size_t mark = target.find('?');
    return mark == std::string::npos ? std::string_view() : std::string_view(target).substr(mark + 1);
}

std::string_view Request::header(std::string_view name) const {
    return find(headers, name);
}

std::size_t Request::headerCount(std::string_view name) const {
    return static_cast<std::size_t>(std::count_if(
        headers.begin(), headers.end(), [&](const auto& header) { return equalsIgnoringCase(header.first, name); }));
}

std::string_view Response::header(std::string_view name) const {
    return find(headers, name);
}

void Response::setHeader(std::string_view name, std::string_view value) {
    for (auto& [known, old] : headers) {
        if (equalsIgnoringCase(known, name)) {
            old = value;
            return;
        }
    }
    headers.emplace_back(name, value);
}

std::string_view reason(int status) {
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 302:
        return "Found";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 421:
        return "Misdirected Request";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    default:
        return {};
    }
}

Response jsonResponse(int status, std::string json) {
    Response response;
    response.status = status;
    response.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}, {"Pragma", "no-cache"}};
    response.body = std::move(json);
    return response;
}

Response errorResponse(int status, std::string_view error, std::string_view description) {
    JsonObject json;
    json.text("error", error);
    if (!description.empty()) {
        json.text("error_description", description);
    }
    return jsonResponse(status, json.finish());
}

Response textResponse(int status, std::string text) {
    Response response;
    response.status = status;
    response.headers = {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}};
    response.body = std::move(text);
    return response;
}

Form Form::parse(std::string_view text) {
    Form form;
    while (!text.empty()) {
        const std::size_t end = text.find('&');
        const std::string_view piece = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        if (piece.empty()) {
            continue;
        }
        if (form.m_items.size() == maximumParameters) {
            form.m_malformed = true;
            break;
        }
        const std::size_t equals = piece.find('=');
        const auto name = formDecode(piece.substr(0, equals));
        const auto value = formDecode(equals == std::string_view::npos ? std::string_view() : piece.substr(equals + 1));
        if (!name || !value) {
            form.m_malformed = true;
            continue;
        }
        form.m_items.emplace_back(cleanUtf8(*name), cleanUtf8(*value));
    }
    return form;
}

std::string_view Form::operator[](std::string_view name) const {
    for (const auto& [known, value] : m_items) {
        if (known == name) {
            return value;
        }
    }
    return {};
}

std::vector<std::string> Form::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [known, value] : m_items) {
        if (known == name && !value.empty()) {
            values.push_back(value);
        }
    }
    return values;
}

std::optional<std::string> Form::duplicate() const {
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const std::string& name = m_items[i].first;
        if (name == "resource" || name == "audience") {
            continue;
        }
        for (std::size_t j = 0; j < i; ++j) {
            if (m_items[j].first == name) {
                return name;
            }
        }
    }
    return std::nullopt;
}

std::optional<std::string> formDecode(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            decoded += ' ';
        } else if (text[i] == '%') {
            const int high = i + 1 < text.size() ? hexDigit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return std::nullopt;
            }
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return decoded;
}

std::string formEncode(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '.' || c == '_' || c == '~';
        if (plain) {
            encoded += c;
        } else {
            encoded += '%';
            encoded += digits[octet >> 4U];
            encoded += digits[octet & 15U];
        }
    }
    return encoded;
}

std::string cleanUtf8(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = json::utf8SequenceLength(text, i);
        if (length == 0) {
            clean += "\xEF\xBF\xBD";
            ++i;
        } else {
            clean.append(text.substr(i, length));
            i += length;
        }
    }
    return clean;
}

std::string escapeHtml(std::string_view text) {
    std::string escaped;
    for (const char c : cleanUtf8(text)) {
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\'':
            escaped += "&#39;";
            break;
        default:
            escaped += c;
        }
    }
    return escaped;
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> list;
    std::size_t at = 0;
    while ((at = text.find_first_not_of(' ', at)) != std::string_view::npos) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        list.emplace_back(text.substr(at, end - at));
        at = end;
    }
    return list;
}

std::string join(const std::vector<std::string>& list, std::string_view between) {
    std::string text;
    for (const std::string& piece : list) {
        if (!text.empty()) {
            text += between;
        }
        text += piece;
    }
    return text;
}

bool contains(const std::vector<std::string>& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

} // namespace twb::issuer
