// SPDX-License-Identifier: Apache-2.0
#include "doctor/token_text.h"

#include "base/ascii.h"
#include "doctor/segments.h"
#include "doctor/unwrap.h"
#include "json/tape.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace twb::doctor {
namespace {

enum class Alphabet : std::uint8_t { Base64Url, Both };

constexpr std::array<std::uint8_t, 256> makeTable() {
    std::array<std::uint8_t, 256> table{};
    for (unsigned c = 0; c < 256; ++c) {
        const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        table[c] = letter || c == '-' || c == '_' ? 1 : c == '+' || c == '/' || c == '=' ? 2 : 0;
    }
    return table;
}
constexpr auto characterTable = makeTable();

bool isTokenCharacter(char c, Alphabet alphabet) {
    const std::uint8_t kind = characterTable[static_cast<unsigned char>(c)];
    return kind == 1 || (kind == 2 && alphabet == Alphabet::Both);
}

/// True if the base64url text begins with `{` and what may follow it in a JSON object.
bool opensObject(std::string_view part) {
    if (part.size() < 3 || part.front() != 'e') {
        return false;
    }
    const Bytes octets = decodeForShowing(part.substr(0, 4));
    return octets.size() >= 2 && octets[0] == '{' &&
           std::string_view("\"} \t\r\n").find(static_cast<char>(octets[1])) != std::string_view::npos;
}

bool isToken(std::string_view text, Alphabet alphabet) {
    const std::size_t firstDot = text.find('.');
    if (firstDot == std::string_view::npos || !opensObject(text.substr(0, firstDot))) {
        return false;
    }
    std::size_t dots = 0;
    for (const char c : text) {
        if (c == '.') {
            ++dots;
        } else if (!isTokenCharacter(c, alphabet)) {
            return false;
        }
    }
    // Header and payload at least; the payload is never empty in a token of two parts.
    return dots >= 2 ? dots <= 4 : text.size() > firstDot + 2;
}

/// Octets at the front that cannot end a token within a word: a damaged character, not one that text puts behind it.
std::size_t intruderAt(std::string_view text, std::size_t dots) {
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80) {
        // Standard Base64 before the signature is damage; behind it a slash continues an address.
        constexpr std::string_view always = "!$*@^+";
        constexpr std::string_view beforeSignature = "/=";
        return always.find(text.front()) != std::string_view::npos ||
                       (dots < 2 && beforeSignature.find(text.front()) != std::string_view::npos)
                   ? 1
                   : 0;
    }
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
        ++size;
    }
    // Latin-1 signs, general punctuation and CJK punctuation stand around tokens.
    const auto second = size > 1 ? static_cast<unsigned char>(text[1]) : 0U;
    const bool punctuation = first == 0xC2 || (first == 0xE2 && second == 0x80) || (first == 0xE3 && second == 0x80);
    return punctuation ? 0 : size;
}

/// Where the token ends that begins a word: behind characters it must not have, as long as more of it follows.
std::size_t endOfDamaged(std::string_view text, std::size_t end, std::size_t& dots) {
    constexpr std::size_t mostInARow = 16;
    while (end < text.size() && dots <= 4) {
        std::size_t next = end;
        for (std::size_t size = 1; size > 0 && next < text.size() && next - end < mostInARow;) {
            size = intruderAt(text.substr(next, 4), dots);
            next += size;
        }
        const bool goesOn = next > end && next < text.size() &&
                            (text[next] == '.' || isTokenCharacter(text[next], Alphabet::Base64Url));
        if (!goesOn) {
            break;
        }
        end = next;
        while (end < text.size() && (text[end] == '.' || isTokenCharacter(text[end], Alphabet::Base64Url))) {
            dots += text[end] == '.' ? 1 : 0;
            ++end;
        }
    }
    return end;
}

constexpr std::array<std::string_view, 7> wellKnownNames = {"access_token", "id_token", "token",    "jwt",
                                                            "accessToken",  "idToken",  "authToken"};

/// Looks through a JSON value depth first.
class JsonSearch {
public:
    void visit(const json::Value& value, std::string_view name) {
        if (value.is(json::Type::String)) {
            const auto text = value.string();
            if (text && mayBeToken(trimmed(*text))) {
                take(*text, name);
            }
        } else if (value.is(json::Type::Object)) {
            value.forEachMember([&](const json::Value& key, const json::Value& inner) {
                visit(inner, key.string().value_or(std::string()));
            });
        } else if (value.is(json::Type::Array)) {
            value.forEachElement([&](const json::Value& inner) { visit(inner, {}); });
        }
    }
    struct Ranked {
        std::size_t rank;
        std::string text;
    };
    std::vector<Ranked> found;

private:
    void take(const std::string& text, std::string_view name) {
        std::size_t rank = 0;
        while (rank < wellKnownNames.size() && wellKnownNames[rank] != name) {
            ++rank;
        }
        found.push_back({rank, std::string(trimmed(text))});
    }
};

} // namespace

std::size_t whiteSpaceAt(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    const char first = text.front();
    if (first == ' ' || (first >= '\t' && first <= '\r')) {
        return 1;
    }
    if (text.starts_with("\u00A0")) {
        return 2;
    }
    return text.starts_with("\u2028") || text.starts_with("\u2029") ? 3 : 0;
}

std::size_t invisibleAt(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    const auto octet = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const unsigned first = octet(0);
    if (first < 0x20) {
        return whiteSpaceAt(text) == 0 ? 1 : 0;
    }
    if (first == 0xC2) {
        return octet(1) == 0xAD ? 2 : 0; // soft hyphen
    }
    if (first == 0xEF) {
        return octet(1) == 0xBB && octet(2) == 0xBF ? 3 : 0; // byte order mark
    }
    if (first != 0xE2) {
        return 0;
    }
    const unsigned third = octet(2);
    const bool marks = octet(1) == 0x80 && ((third >= 0x8B && third <= 0x8F) || (third >= 0xAA && third <= 0xAE));
    const bool joiners = octet(1) == 0x81 && ((third >= 0xA0 && third <= 0xA4) || (third >= 0xA6 && third <= 0xA9));
    return marks || joiners ? 3 : 0;
}

std::string_view trimmed(std::string_view text) {
    while (const std::size_t size = whiteSpaceAt(text)) {
        text.remove_prefix(size);
    }
    bool again = true;
    while (again && !text.empty()) {
        again = false;
        for (const std::size_t size : {std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
            if (text.size() >= size && whiteSpaceAt(text.substr(text.size() - size)) == size) {
                text.remove_suffix(size);
                again = true;
                break;
            }
        }
    }
    return text;
}

bool startsWithoutCase(std::string_view text, std::string_view lowerCasePrefix) {
    return equalsIgnoringCase(text.substr(0, lowerCasePrefix.size()), lowerCasePrefix);
}

bool looksLikeToken(std::string_view text) {
    return isToken(text, Alphabet::Base64Url);
}

bool mayBeToken(std::string_view text) {
    return isToken(text, Alphabet::Both);
}

bool isDamagedToken(std::string_view text) {
    const std::size_t firstDot = text.find('.');
    if (firstDot == std::string_view::npos || mayBeToken(text)) {
        return false;
    }
    if (opensObject(text.substr(0, firstDot))) {
        const auto found = findTokens(text, 1);
        return !found.empty() && found[0].offset == 0 && found[0].length == text.size();
    }
    // The header is what is damaged: the payload tells.
    const std::size_t secondDot = text.find('.', firstDot + 1);
    const bool word = std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) > ' ' && c != '"' && c != '\'' && c != '/' && c != ':';
    });
    const bool parameter = text.substr(0, firstDot).find_first_of("=?&#,;") != std::string_view::npos;
    return word && !parameter && secondDot != std::string_view::npos &&
           text.find('.', secondDot + 1) == std::string_view::npos &&
           opensObject(text.substr(firstDot + 1, secondDot - firstDot - 1));
}

std::vector<FoundToken> findTokens(std::string_view text, std::size_t most) {
    std::vector<FoundToken> found;
    std::size_t i = 0;
    while (i < text.size() && found.size() < most) {
        if (!isTokenCharacter(text[i], Alphabet::Base64Url)) {
            ++i;
            continue;
        }
        std::size_t end = i;
        std::size_t dots = 0;
        while (end < text.size() && (text[end] == '.' || isTokenCharacter(text[end], Alphabet::Base64Url))) {
            dots += text[end] == '.' ? 1 : 0;
            ++end;
        }
        std::string_view run = text.substr(i, end - i);
        // "….signature." at the end of a sentence; a token without signature ends in its second dot and keeps it.
        while ((dots == 3 || dots > 4) && run.ends_with('.')) {
            run.remove_suffix(1);
            --dots;
        }
        const bool whole = dots >= 2 && dots <= 4;
        if (opensObject(run.substr(0, run.find('.')))) {
            std::size_t damagedDots = dots;
            const std::size_t damagedEnd = endOfDamaged(text, i + run.size(), damagedDots);
            if (damagedEnd > i + run.size() && damagedDots >= 2 && damagedDots <= 4) {
                found.push_back({i, damagedEnd - i});
                i = damagedEnd;
                continue;
            }
            if (whole) {
                found.push_back({i, run.size()});
            } else {
                end = std::max(end, damagedEnd); // no token begins within; looking again would take quadratic time
            }
        }
        i = end;
    }
    return found;
}

std::vector<std::string> tokensInJson(std::string_view text) {
    json::Tape tape;
    if (!tape.parse(text)) {
        return {};
    }
    const json::Value root = tape.root();
    if (root.find("signatures").exists() || root.find("signature").exists() || root.find("ciphertext").exists()) {
        return {};
    }
    JsonSearch search;
    search.visit(root, {});
    std::stable_sort(search.found.begin(), search.found.end(),
                     [](const auto& one, const auto& other) { return one.rank < other.rank; });
    std::vector<std::string> tokens;
    std::unordered_set<std::string> seen;
    for (JsonSearch::Ranked& one : search.found) {
        if (seen.insert(one.text).second) {
            tokens.push_back(std::move(one.text));
        }
    }
    return tokens;
}

} // namespace twb::doctor
