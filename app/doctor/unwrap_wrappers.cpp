// SPDX-License-Identifier: Apache-2.0
#include "doctor/token_text.h"
#include "doctor/unwrap_rules.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace twb::doctor {

bool removeQuotes(UnwrapWork& work) {
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

bool removeMarkdown(UnwrapWork& work) {
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
static std::size_t findHeaderLine(std::string_view text, std::string_view lowerCaseName) {
    for (std::size_t line = 0; line != std::string_view::npos && line < text.size();) {
        if (startsWithoutCase(text.substr(line), lowerCaseName)) {
            return line;
        }
        const std::size_t end = text.find('\n', line);
        line = end == std::string_view::npos ? end : end + 1;
    }
    return std::string_view::npos;
}

bool takeAuthorizationLine(UnwrapWork& work) {
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

static bool takeFirstToken(UnwrapWork& work, std::string_view id, std::string_view removed) {
    const auto found = findTokens(work.text, 1);
    if (found.empty()) {
        return false;
    }
    work.text = work.text.substr(found[0].offset, found[0].length);
    work.note(id, removed);
    return true;
}

bool takeFromCurl(UnwrapWork& work) {
    const std::string_view text = work.text;
    const std::string_view command = text.starts_with("$ ") ? text.substr(2) : text;
    if (!startsWithoutCase(command, "curl ")) {
        return false;
    }
    const auto found = findTokens(text, 1);
    if (found.empty()) {
        return false;
    }
    // `-H 'Authorization: Bearer …'`: the argument is a header line of its own.
    const std::string_view before = text.substr(0, found[0].offset);
    const std::size_t argument =
        before.find_last_of("'\"\n") == std::string_view::npos ? 0 : before.find_last_of("'\"\n") + 1;
    const bool header = startsWithoutCase(before.substr(argument), "authorization:");
    const std::size_t from = header ? argument : found[0].offset;
    std::string taken(text.substr(from, found[0].offset + found[0].length - from));
    work.text = std::move(taken);
    work.note("input-curl-command", "curl");
    return true;
}

bool takeFromCookie(UnwrapWork& work) {
    for (const std::string_view name : {std::string_view("cookie:"), std::string_view("set-cookie:")}) {
        const std::size_t line = findHeaderLine(work.text, name);
        if (line != std::string_view::npos) {
            const std::string removed = work.text.substr(line, name.size());
            return takeFirstToken(work, "input-cookie", removed);
        }
    }
    return false;
}

bool removeScheme(UnwrapWork& work) {
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
        if (other > 0 && holdsToken(text.substr(other))) {
            const std::string removed = work.text.substr(0, other);
            work.text.erase(0, other);
            work.note("input-other-scheme", removed);
            return true;
        }
    }
    return false;
}

bool takeFromJson(UnwrapWork& work) {
    if (!work.text.starts_with('{') && !work.text.starts_with('[')) {
        return false;
    }
    auto found = tokensInJson(work.text);
    if (found.empty()) {
        return false;
    }
    work.text = std::move(found.front());
    if (found.size() > 1) {
        work.tokensFound = found.size();
        work.others.assign(std::make_move_iterator(found.begin() + 1), std::make_move_iterator(found.end()));
    }
    work.note("input-json-wrapper", "{…}");
    return true;
}

bool removePunctuation(UnwrapWork& work) {
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

/// Takes the first token out of any other text and counts the others.
bool takeFromText(UnwrapWork& work) {
    const std::string_view text = work.text;
    const bool bracketed = !text.empty() && std::string_view("([{<").find(text.front()) != std::string_view::npos;
    if (mayBeToken(text) || (isDamagedToken(text) && !bracketed)) {
        return false; // a bracket around a token is no damage of it
    }
    const auto found = findTokens(text, 10000);
    if (found.empty()) {
        return false;
    }
    std::vector<std::string_view> different;
    std::unordered_set<std::string_view> seen;
    for (const FoundToken& one : found) {
        const std::string_view token = text.substr(one.offset, one.length);
        if (seen.insert(token).second) {
            different.push_back(token);
        }
    }
    work.tokensFound = different.size();
    work.others.assign(different.begin() + 1, different.end());

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

} // namespace twb::doctor
