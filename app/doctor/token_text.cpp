// SPDX-License-Identifier: Apache-2.0
#include "doctor/token_text.h"

#include "doctor/segments.h"
#include "doctor/unwrap.h"
#include "json/tape.h"

#include <array>

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
    std::optional<std::string> found;

private:
    void take(const std::string& text, std::string_view name) {
        std::size_t rank = 0;
        while (rank < wellKnownNames.size() && wellKnownNames[rank] != name) {
            ++rank;
        }
        if (rank < m_rank) {
            m_rank = rank;
            found = trimmed(text);
        }
    }
    std::size_t m_rank = wellKnownNames.size() + 1;
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
    if (text.size() < lowerCasePrefix.size()) {
        return false;
    }
    for (std::size_t i = 0; i < lowerCasePrefix.size(); ++i) {
        const char c = text[i];
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (lower != lowerCasePrefix[i]) {
            return false;
        }
    }
    return true;
}

bool looksLikeToken(std::string_view text) {
    return isToken(text, Alphabet::Base64Url);
}

bool mayBeToken(std::string_view text) {
    return isToken(text, Alphabet::Both);
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
        if (dots >= 2 && looksLikeToken(run)) {
            found.push_back({i, run.size()});
        }
        i = end;
    }
    return found;
}

std::optional<std::string> tokenInJson(std::string_view text) {
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
    return search.found;
}

} // namespace twb::doctor
