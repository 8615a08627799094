// SPDX-License-Identifier: Apache-2.0
#include "doctor/placeholder.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <string>

namespace twb::doctor {
namespace {

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isWord(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '_';
}

bool enclosed(std::string_view text, std::string_view open, std::string_view close, std::string_view& inner) {
    if (text.size() <= open.size() + close.size() || !text.starts_with(open) || !text.ends_with(close)) {
        return false;
    }
    inner = text.substr(open.size(), text.size() - open.size() - close.size());
    return true;
}

/// `your-client-id`, `YOUR_API_KEY`, `yourTenantId`.
bool isYours(std::string_view text) {
    const std::string rest = lowered(text);
    const auto separator = [](char c) { return c == '-' || c == '_' || c == ' '; };
    std::string_view view = rest;
    if (!view.starts_with("your") || view.size() < 6 || !separator(view[4])) {
        return false;
    }
    view.remove_prefix(5);
    for (const std::string_view word : {"client", "app", "api", "user", "tenant", "people"}) {
        if (!view.starts_with(word)) {
            continue;
        }
        std::string_view end = view.substr(word.size());
        if (!end.empty() && separator(end.front())) {
            end.remove_prefix(1);
        }
        if (end == "id" || end == "key") {
            return true;
        }
    }
    return false;
}

} // namespace

bool isPlaceholder(std::string_view text) {
    std::string_view inner;
    if (enclosed(text, "${", "}", inner) || enclosed(text, "{{", "}}", inner)) {
        return true;
    }
    if (enclosed(text, "{", "}", inner)) {
        return (isLetter(inner.front()) || inner.front() == '_') && std::all_of(inner.begin(), inner.end(), isWord);
    }
    if (enclosed(text, "<", ">", inner)) {
        return isLetter(inner.front()) &&
               std::all_of(inner.begin(), inner.end(), [](char c) { return isWord(c) || c == ' ' || c == '-'; });
    }
    return isYours(text);
}

bool isPlaceholderKey(std::string_view text) {
    constexpr auto texts = std::to_array<std::string_view>(
        {"your-256-bit-secret", "your-384-bit-secret", "your-512-bit-secret", "a-string-secret-at-least-256-bits-long",
         "clientSecret", "{clientSecret}", "<clientSecret>", "YOUR_SECRET", "your_secret", "your-secret", "changeme",
         "change-me"});
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

} // namespace twb::doctor
