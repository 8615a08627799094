// SPDX-License-Identifier: Apache-2.0
#include "doctor/unwrap.h"

#include "doctor/token_text.h"

#include <algorithm>
#include <array>

namespace twb::doctor {
namespace {

/// The text on its way, and what was taken off.
struct Work {
    std::string text;
    std::vector<UnwrapStep> steps;
    std::size_t tokensFound = 0;

    void note(std::string_view id, std::string_view removed, std::size_t count = 1) {
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
};

void trim(Work& work) {
    const std::string_view inner = trimmed(work.text);
    if (inner.size() != work.text.size()) {
        work.text = std::string(inner);
    }
}

bool removeInvisible(Work& work) {
    std::string clean;
    std::string removed;
    std::size_t count = 0;
    const std::string_view text = work.text;
    for (std::size_t i = 0; i < text.size();) {
        const auto octet = static_cast<unsigned char>(text[i]);
        const bool suspicious = octet < 0x20 || octet == 0xC2 || octet == 0xE2 || octet == 0xEF;
        const std::size_t size = suspicious ? invisibleAt(text.substr(i)) : 0;
        if (size == 0) {
            if (count > 0) {
                clean.push_back(text[i]);
            }
            ++i;
            continue;
        }
        if (count++ == 0) {
            clean.assign(text.substr(0, i));
            removed = text.substr(i, size);
        }
        i += size;
    }
    if (count == 0) {
        return false;
    }
    work.text = std::move(clean);
    work.note("input-invisible-characters", removed, count);
    return true;
}

bool removeQuotes(Work& work) {
    struct Pair {
        std::string_view open, close;
    };
    constexpr auto pairs =
        std::to_array<Pair>({{"\"", "\""}, {"'", "'"}, {"`", "`"}, {"“", "”"}, {"‘", "’"}, {"«", "»"}, {"„", "“"}});
    if (work.text.starts_with("```")) {
        return false; // a fence, not quotes
    }
    for (const Pair& pair : pairs) {
        const bool opens = work.text.starts_with(pair.open);
        const bool closes = work.text.size() > (opens ? pair.open.size() : 0) && work.text.ends_with(pair.close);
        if (!opens && !closes) {
            continue;
        }
        if (closes) {
            work.text.resize(work.text.size() - pair.close.size());
        }
        if (opens) {
            work.text.erase(0, pair.open.size());
        }
        work.note("input-quoted", opens ? pair.open : pair.close, opens && closes ? 2 : 1);
        return true;
    }
    return false;
}

bool removeMarkdown(Work& work) {
    if (work.text.starts_with("```")) {
        const std::size_t line = work.text.find('\n');
        const std::size_t end = work.text.rfind("```");
        const std::size_t from = line != std::string::npos && line < end ? line + 1 : 3;
        work.text = end > from ? work.text.substr(from, end - from) : work.text.substr(from);
        work.note("input-markdown", "```");
        return true;
    }
    for (const std::string_view mark : {std::string_view("**"), std::string_view("__"), std::string_view("*")}) {
        if (work.text.size() > 2 * mark.size() && work.text.starts_with(mark) && work.text.ends_with(mark)) {
            work.text = work.text.substr(mark.size(), work.text.size() - 2 * mark.size());
            work.note("input-markdown", mark);
            return true;
        }
    }
    return false;
}

/// Finds the line that begins with a header name. @return offset of the line, or npos
std::size_t findHeaderLine(std::string_view text, std::string_view lowerCaseName) {
    for (std::size_t line = 0; line != std::string_view::npos && line < text.size();) {
        if (startsWithoutCase(text.substr(line), lowerCaseName)) {
            return line;
        }
        const std::size_t end = text.find('\n', line);
        line = end == std::string_view::npos ? end : end + 1;
    }
    return std::string_view::npos;
}

bool takeAuthorizationLine(Work& work) {
    for (const std::string_view name : {std::string_view("authorization:"), std::string_view("proxy-authorization:")}) {
        const std::size_t line = findHeaderLine(work.text, name);
        if (line == std::string_view::npos) {
            continue;
        }
        const std::string_view rest = std::string_view(work.text).substr(line + name.size());
        const std::size_t end = rest.find('\n');
        // Other lines are other headers if they have a name of their own; otherwise the value was wrapped.
        const bool more = end != std::string_view::npos && rest.substr(end).find(':') != std::string_view::npos;
        const std::string removed = work.text.substr(line, name.size());
        work.text = std::string(more ? rest.substr(0, end) : rest);
        work.note("input-http-header", removed);
        return true;
    }
    return false;
}

bool takeFirstToken(Work& work, std::string_view id, std::string_view removed) {
    const auto found = findTokens(work.text, 1);
    if (found.empty()) {
        return false;
    }
    work.text = work.text.substr(found[0].offset, found[0].length);
    work.note(id, removed);
    return true;
}

bool takeFromCurl(Work& work) {
    const std::string_view text = work.text;
    const std::string_view command = text.starts_with("$ ") ? text.substr(2) : text;
    return startsWithoutCase(command, "curl ") && takeFirstToken(work, "input-curl-command", "curl");
}

bool takeFromCookie(Work& work) {
    for (const std::string_view name : {std::string_view("cookie:"), std::string_view("set-cookie:")}) {
        const std::size_t line = findHeaderLine(work.text, name);
        if (line != std::string_view::npos) {
            const std::string removed = work.text.substr(line, name.size());
            return takeFirstToken(work, "input-cookie", removed);
        }
    }
    return false;
}

bool removeScheme(Work& work) {
    constexpr auto others = std::to_array<std::string_view>({"jwt", "token", "key", "apikey", "digest", "oauth"});
    const std::string_view text = work.text;
    const auto size = [&](std::string_view word) -> std::size_t {
        if (!startsWithoutCase(text, word)) {
            return 0;
        }
        const std::size_t space = whiteSpaceAt(text.substr(word.size()));
        return space > 0 || text.size() == word.size() ? word.size() + space : 0;
    };
    if (const std::size_t bearer = size("bearer")) {
        const std::string removed = work.text.substr(0, bearer);
        const bool again = std::any_of(work.steps.begin(), work.steps.end(),
                                       [](const auto& s) { return s.id == "input-bearer-prefix"; });
        work.text.erase(0, bearer);
        work.note("input-bearer-prefix", removed);
        if (again) {
            work.note("input-bearer-twice", removed);
        }
        return true;
    }
    for (const std::string_view word : others) {
        const std::size_t other = size(word);
        if (other > 0 && mayBeToken(trimmed(text.substr(other)))) {
            const std::string removed = work.text.substr(0, other);
            work.text.erase(0, other);
            work.note("input-other-scheme", removed);
            return true;
        }
    }
    return false;
}

bool takeFromJson(Work& work) {
    if (!work.text.starts_with('{') && !work.text.starts_with('[')) {
        return false;
    }
    auto found = tokenInJson(work.text);
    if (!found) {
        return false;
    }
    work.text = std::move(*found);
    work.note("input-json-wrapper", "{…}");
    return true;
}

/// A signature of a length that a common algorithm makes: such a token is whole, what follows is other text.
bool endsWhole(std::string_view token) {
    constexpr auto lengths = std::to_array<std::size_t>({43, 64, 86, 128, 152, 171, 176, 342, 512, 683});
    const std::size_t signature = token.size() - token.rfind('.') - 1;
    return std::find(lengths.begin(), lengths.end(), signature) != lengths.end();
}

bool joinLines(Work& work) {
    const std::string_view text = work.text;
    std::string joined;
    std::size_t spaces = 0;
    bool otherToken = false;
    std::size_t word = 0;
    const auto endWord = [&](std::size_t end) {
        const std::string_view part = text.substr(word, end - word);
        otherToken = otherToken || (part.size() != text.size() && looksLikeToken(part) && endsWhole(part));
        joined += part;
    };
    for (std::size_t i = 0; i < text.size();) {
        const auto octet = static_cast<unsigned char>(text[i]);
        const bool candidate = octet <= ' ' || octet == 0xC2 || octet == 0xE2;
        const std::size_t size = candidate ? whiteSpaceAt(text.substr(i, 3)) : 0;
        if (size == 0) {
            ++i;
            continue;
        }
        endWord(i);
        ++spaces;
        i += size;
        word = i;
    }
    endWord(text.size());
    if (spaces == 0 || otherToken || !mayBeToken(joined)) {
        return false;
    }
    const auto dots = std::count(joined.begin(), joined.end(), '.');
    if (dots == 3) {
        return false;
    }
    work.text = std::move(joined);
    work.note("input-whitespace-inside", " ", spaces);
    return true;
}

bool removePunctuation(Work& work) {
    const std::size_t end = work.text.find_last_not_of(".,;:!?)]}>");
    if (end == std::string::npos || end + 1 == work.text.size()) {
        return false;
    }
    const std::string_view text = work.text;
    // A dot may belong to the token: an unsecured one ends in its second dot.
    std::size_t keep = end + 1;
    const auto dots = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(keep), '.');
    if (dots == 1 && text[keep] == '.') {
        ++keep;
    }
    if (keep == text.size() || !mayBeToken(text.substr(0, keep))) {
        return false;
    }
    const std::string removed = work.text.substr(keep);
    work.text.resize(keep);
    work.note("input-trailing-punctuation", removed);
    return true;
}

int hexValue(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

std::string percentDecoded(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size();
        const int high = escape ? hexValue(text[i + 1]) : -1;
        const int low = escape ? hexValue(text[i + 2]) : -1;
        if (high >= 0 && low >= 0) {
            decoded.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        } else {
            decoded.push_back(text[i]);
        }
    }
    return decoded;
}

bool decodePercent(Work& work) {
    if (work.text.find('%') == std::string::npos) {
        return false;
    }
    for (const std::string_view id :
         {std::string_view("input-url-encoded"), std::string_view("input-url-encoded-twice")}) {
        std::string decoded = percentDecoded(id == "input-url-encoded" ? work.text : percentDecoded(work.text));
        if (mayBeToken(trimmed(decoded))) {
            work.text = std::move(decoded);
            work.note(id, "%");
            return true;
        }
    }
    return false;
}

/// Takes the first token out of any other text and counts the others.
bool takeFromText(Work& work) {
    if (mayBeToken(work.text)) {
        return false;
    }
    const std::string_view text = work.text;
    const auto found = findTokens(text, 10000);
    if (found.empty()) {
        return false;
    }
    std::vector<std::string_view> different;
    for (const FoundToken& one : found) {
        different.push_back(text.substr(one.offset, one.length));
    }
    std::sort(different.begin(), different.end());
    different.erase(std::unique(different.begin(), different.end()), different.end());
    work.tokensFound = different.size();

    const FoundToken first = found.front();
    const std::string_view before = text.substr(0, first.offset);
    const std::size_t name = before.find_last_of("?&#");
    const bool parameter = before.ends_with('=') && name != std::string_view::npos &&
                           before.substr(name).find_first_of(" \t\r\n") == std::string_view::npos;
    const std::string_view after = text.substr(first.offset + first.length);
    const bool cookie = before.ends_with('=') && after.starts_with(';');
    const std::string token = work.text.substr(first.offset, first.length);
    if (parameter) {
        work.note("input-url-parameter", before.substr(name));
    } else if (cookie) {
        work.note("input-cookie", before.substr(before.find_last_of(" \t\r\n;") + 1));
    } else {
        work.note("input-surrounding-text", before.substr(before.size() > 20 ? before.size() - 20 : 0));
    }
    if (different.size() > 1) {
        work.note("input-multiple-tokens", "", different.size());
    }
    work.text = token;
    return true;
}

/// All wrappers, outermost first. Another one is another row.
constexpr auto wrappers = std::to_array<bool (*)(Work&)>({
    removeInvisible,
    takeFromCurl,
    takeAuthorizationLine,
    takeFromCookie,
    removeQuotes,
    removeMarkdown,
    removeScheme,
    takeFromJson,
    joinLines,
    decodePercent,
    removePunctuation,
    takeFromText,
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

} // namespace

Unwrapped unwrap(std::string_view text) {
    constexpr int maxRounds = 8;
    Work work{std::string(text), {}, 0};
    trim(work);
    for (int round = 0; round < maxRounds && !looksLikeToken(work.text); ++round) {
        const bool changed =
            std::any_of(wrappers.begin(), wrappers.end(), [&](const auto& wrapper) { return wrapper(work); });
        if (!changed) {
            break;
        }
        trim(work);
    }
    // A whole token may still carry a sentence dot.
    removePunctuation(work);
    Unwrapped result{std::move(work.text), std::move(work.steps), work.tokensFound, {}};
    if (mayBeToken(result.token)) {
        result.tokensFound = std::max<std::size_t>(result.tokensFound, 1);
    } else {
        result.tokensFound = 0;
        result.looksLike = nameOf(result.token);
    }
    return result;
}

} // namespace twb::doctor
