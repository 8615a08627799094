// SPDX-License-Identifier: Apache-2.0
// Tokens that were cut into lines, or pasted twice in a row.
#include "doctor/token_text.h"
#include "doctor/unwrap_rules.h"

#include <algorithm>
#include <array>

namespace twb::doctor {

/// A signature of a length that a common algorithm makes: such a token is whole, what follows is other text.
static bool endsWhole(std::string_view token) {
    constexpr auto lengths = std::to_array<std::size_t>({43, 64, 86, 128, 152, 171, 176, 342, 512, 683});
    const std::size_t signature = token.size() - token.rfind('.') - 1;
    return std::count(token.begin(), token.end(), '.') >= 2 && // a first line of 80 characters ends in the payload
           std::find(lengths.begin(), lengths.end(), signature) != lengths.end();
}

/// White space at the front; with it the sign by which a shell goes on in the next line.
static std::size_t gapAt(std::string_view text) {
    const bool goesOn = text.size() > 1 && std::string_view("\\`^").find(text.front()) != std::string_view::npos;
    if (goesOn && (text[1] == '\n' || text.substr(1).starts_with("\r\n"))) {
        return 2;
    }
    return whiteSpaceAt(text);
}

bool joinLines(UnwrapWork& work) {
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
        const bool candidate =
            octet <= ' ' || octet == 0xC2 || octet == 0xE2 || octet == '\\' || octet == '`' || octet == '^';
        const std::size_t size = candidate ? gapAt(text.substr(i, 3)) : 0;
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
    if (!work.noted("input-email-quote") && !work.noted("input-quoted-printable")) {
        work.note("input-whitespace-inside", " ", spaces);
    }
    return true;
}

/// A token that was wrapped and stands behind other words, as in YAML: `access_token: >-` and indented lines.
bool takeWrapped(UnwrapWork& work) {
    const std::string_view text = work.text;
    const std::size_t from = text.find("eyJ");
    if (from == std::string_view::npos || from == 0 || text.find('\n', from) == std::string_view::npos ||
        !findTokens(text, 1).empty()) {
        return false;
    }
    constexpr std::string_view characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    std::string joined;
    std::size_t lines = 0;
    for (std::size_t at = from; at < text.size(); ++lines) {
        const std::size_t end = std::min(text.find_first_not_of(characters, at), text.size());
        joined += text.substr(at, end - at);
        const std::size_t next = std::min(text.find_first_not_of(" \t\r\n", end), text.size());
        const bool lineEnds = text.substr(end, next - end).find('\n') != std::string_view::npos;
        if (!lineEnds || endsWhole(joined)) {
            break;
        }
        at = next;
    }
    if (lines == 0 || !looksLikeToken(joined) || std::count(joined.begin(), joined.end(), '.') < 2) {
        return false;
    }
    work.note("input-surrounding-text", text.substr(from > 20 ? from - 20 : 0, std::min<std::size_t>(from, 20)));
    work.note("input-whitespace-inside", " ", lines);
    work.text = std::move(joined);
    return true;
}

/// The same token twice without anything between: copied, and pasted over itself.
bool takeFirstOfTwice(UnwrapWork& work) {
    const std::size_t half = work.text.size() / 2;
    const std::string_view first = std::string_view(work.text).substr(0, half);
    if (work.text.size() % 2 != 0 || first != std::string_view(work.text).substr(half) || !mayBeToken(first) ||
        std::count(first.begin(), first.end(), '.') < 2) {
        return false;
    }
    work.text.resize(half);
    work.note("input-multiple-tokens", "", 2);
    return true;
}

} // namespace twb::doctor
