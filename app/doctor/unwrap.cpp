// SPDX-License-Identifier: Apache-2.0
#include "doctor/unwrap.h"

#include "doctor/token_text.h"
#include "doctor/unwrap_rules.h"
#include "jose/compact.h"

#include <algorithm>
#include <array>

namespace twb::doctor {

void UnwrapWork::note(std::string_view id, std::string_view removed, std::size_t count) {
    const auto known = std::find_if(steps.begin(), steps.end(), [&](const UnwrapStep& s) { return s.id == id; });
    if (known != steps.end()) {
        known->count += count;
        return;
    }
    std::size_t size = std::min<std::size_t>(removed.size(), 40);
    while (size > 0 && size < removed.size() && (static_cast<unsigned char>(removed[size]) & 0xC0U) == 0x80U) {
        --size;
    }
    steps.push_back({std::string(id), std::string(removed.substr(0, size)), count});
}

bool UnwrapWork::noted(std::string_view id) const {
    return std::any_of(steps.begin(), steps.end(), [&](const UnwrapStep& s) { return s.id == id; });
}

bool holdsToken(std::string_view text) {
    return mayBeToken(trimmed(text)) || !findTokens(text, 1).empty();
}

namespace {

/// All rules, outermost first. Another one is another row.
constexpr auto rules = std::to_array<bool (*)(UnwrapWork&)>({
    removeInvisible, removeMarkdown,      removeMailQuotes, decodeQuotedPrintable, decodeHtmlEntities,
    decodePercent,   decodeBackslashes,   takeFromCurl,     takeAuthorizationLine, takeFromCookie,
    removeQuotes,    removeScheme,        takeFromJson,     replaceLookalikes,     joinLines,
    takeWrapped,     decodeBase64OfToken, decodeHexOfToken, removePunctuation,     takeFromText,
});

bool isHexText(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
}

std::string nameOf(std::string_view text) {
    if (text.empty()) {
        return "empty";
    }
    for (const std::string_view word :
         {"null", "undefined", "none", "nil", "nan", "true", "false", "[object object]"}) {
        if (text.size() == word.size() && startsWithoutCase(text, word)) {
            return "word-null";
        }
    }
    if (text.find("-----BEGIN ") != std::string_view::npos) {
        return "pem";
    }
    if (text.front() == '{' || text.front() == '[') {
        return "json";
    }
    if (text.front() == '<') {
        return "xml";
    }
    if (text.size() == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-') {
        return "uuid";
    }
    return text.size() >= 8 && isHexText(text) ? "hex" : "text";
}

/// A token with disclosures behind it: `token~disclosure~`.
bool isSdJwt(std::string_view text) {
    const std::size_t tilde = text.find('~');
    return tilde != std::string_view::npos && looksLikeToken(text.substr(0, tilde)) &&
           text.find_first_of(" \t\r\n\"'") == std::string_view::npos;
}

/// JWS or JWE in JSON form.
bool isJsonForm(std::string_view text) {
    if (!text.starts_with('{')) {
        return false;
    }
    const jose::TokenKind kind = jose::readParts(text).kind;
    return kind == jose::TokenKind::JwsJson || kind == jose::TokenKind::JweJson;
}

} // namespace

Unwrapped unwrap(std::string_view text) {
    constexpr int maxRounds = 8;
    UnwrapWork work{std::string(text), {}, 0, {}};
    const auto trim = [&] {
        const std::string_view inner = trimmed(work.text);
        if (inner.size() != work.text.size()) {
            work.text = std::string(inner);
        }
    };
    trim();
    for (int round = 0; round < maxRounds && !looksLikeToken(work.text) && !isSdJwt(work.text); ++round) {
        const bool changed = std::any_of(rules.begin(), rules.end(), [&](const auto& rule) { return rule(work); });
        if (!changed) {
            break;
        }
        trim();
    }
    // A whole token may still carry a sentence dot, or itself once more.
    removePunctuation(work);
    takeFirstOfTwice(work);
    Unwrapped result{std::move(work.text), std::move(work.steps), std::move(work.others), work.tokensFound, {}};
    if (mayBeToken(result.token) || isSdJwt(result.token) || isJsonForm(result.token) || isDamagedToken(result.token)) {
        result.tokensFound = std::max<std::size_t>(result.tokensFound, 1);
    } else {
        result.tokensFound = 0;
        result.others.clear();
        result.looksLike = nameOf(result.token);
    }
    return result;
}

} // namespace twb::doctor
