// SPDX-License-Identifier: Apache-2.0
#include "json/syntax_error.h"

#include "json/scan.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace twb::json {

namespace {

using namespace std::string_view_literals;

std::string_view wanted(Expected expected) {
    switch (expected) {
    case Expected::Value:
    case Expected::ValueAfterComma:
        return "a value";
    case Expected::ValueOrArrayEnd:
        return "a value or \"]\"";
    case Expected::NameOrObjectEnd:
        return "a name in double quotes or \"}\"";
    case Expected::NameAfterComma:
        return "a name in double quotes";
    case Expected::Colon:
        return "\":\" after the name";
    case Expected::CommaOrObjectEnd:
        return "\",\" or \"}\" after the value";
    case Expected::CommaOrArrayEnd:
        return "\",\" or \"]\" after the value";
    case Expected::TextEnd:
        return "the end of the text after the value";
    case Expected::Digit:
        return "a digit after \"-\"";
    case Expected::FractionDigit:
        return "a digit after the decimal point";
    case Expected::ExponentDigit:
        return "a digit in the exponent";
    case Expected::NoLeadingZero:
        return "no digit after a leading 0";
    case Expected::StringCharacter:
        return "the rest of the string";
    case Expected::Escape:
        return "one of \" \\ / b f n r t u after the backslash";
    case Expected::HexDigit:
        return "four hexadecimal digits after \\u";
    }
    return {};
}

std::string hex(unsigned value, std::string_view prefix, int digits) {
    std::string text(prefix);
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
        text.push_back("0123456789ABCDEF"[value >> shift & 15]);
    }
    return text;
}

bool isWordCharacter(char c) {
    const char lower = static_cast<char>(c | 0x20);
    return (lower >= 'a' && lower <= 'z') || isDigit(c) || c == '_' || c == '$';
}

std::string_view wordAt(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && end - at < 24 && isWordCharacter(text[end])) {
        ++end;
    }
    return text.substr(at, end - at);
}

unsigned codePointOf(std::string_view sequence) {
    const unsigned lead = octet(sequence.data());
    unsigned value = lead < 0x80 ? lead : lead & (0xFFU >> (sequence.size() + 1));
    for (const char c : sequence.substr(1)) {
        value = value << 6 | (octet(&c) & 0x3F);
    }
    return value;
}

/// A character that stands at a place, with words for those that cannot be seen.
struct Found {
    std::string words;
    std::size_t length;
};

Found found(std::string_view text, std::size_t at) {
    if (at >= text.size()) {
        return {"the end of the text", 0};
    }
    const char c = text[at];
    const std::string_view word = wordAt(text, at);
    if (!word.empty()) {
        return {"\"" + std::string(word) + "\"", word.size()};
    }
    switch (c) {
    case '\n':
    case '\r':
        return {"a line break", 1};
    case '\t':
        return {"a tab", 1};
    case ' ':
        return {"a space", 1};
    case '"':
        return {"a double quote", 1};
    default:
        break;
    }
    if (octet(&c) < 0x20 || octet(&c) == 0x7F) {
        return {"the control character " + hex(octet(&c), "0x", 2), 1};
    }
    if (octet(&c) < 0x80) {
        return {std::string("\"") + c + "\"", 1};
    }
    const char* begin = text.data() + at;
    const std::string_view sequence(begin,
                                    static_cast<std::size_t>(skipUtf8(begin, text.data() + text.size()) - begin));
    const unsigned codePoint = codePointOf(sequence);
    const std::string number = hex(codePoint, "U+", codePoint > 0xFFFF ? 6 : 4);
    switch (codePoint) {
    case 0xA0:
        return {number + ", a no-break space", sequence.size()};
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x2018:
    case 0x2019:
        return {"\"" + std::string(sequence) + "\" (" + number + "), a typographic quote; write \" instead",
                sequence.size()};
    case 0x200B:
    case 0xFEFF:
        return {number + ", a character of no width", sequence.size()};
    default:
        return {"\"" + std::string(sequence) + "\" (" + number + ")", sequence.size()};
    }
}

Error syntax(std::string detail, std::size_t offset, std::size_t length) {
    return {ErrorCode::JsonSyntax, std::move(detail), {offset, length}};
}

Error badUtf8(std::string_view text, std::size_t at) {
    const unsigned lead = octet(text.data() + at);
    std::string_view why = "no character begins with this octet";
    if ((lead & 0xC0) == 0x80) {
        why = "a continuation octet without its beginning";
    } else if (lead == 0xC0 || lead == 0xC1) {
        why = "an overlong form";
    } else if (lead >= 0xC2 && lead < 0xF5) {
        const unsigned second = at + 1 < text.size() ? octet(text.data() + at + 1) : 0;
        if ((second & 0xC0) != 0x80) {
            why = "the character breaks off";
        } else if ((lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90)) {
            why = "an overlong form";
        } else if (lead == 0xED && second >= 0xA0) {
            why = "a surrogate, which UTF-8 does not encode";
        } else if (lead == 0xF4 && second >= 0x90) {
            why = "a number above U+10FFFF";
        } else {
            why = "the character breaks off";
        }
    } else if (at == 0 && (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))) {
        why = "the text begins with the byte order mark of UTF-16";
    }
    return {ErrorCode::Utf8Invalid, "octet " + hex(lead, "0x", 2) + ": " + std::string(why), {at, 1}};
}

Error inString(std::string_view text, std::size_t at, std::size_t begin) {
    if (at >= text.size()) {
        return syntax("the string that begins here has no closing double quote", begin, text.size() - begin);
    }
    switch (text[at]) {
    case '\n':
    case '\r':
        return syntax("a line break inside a string: write it as \\n, or close the string with a double quote", at, 1);
    case '\t':
        return syntax("a tab inside a string: write it as \\t", at, 1);
    default:
        return syntax("the control character " + hex(octet(text.data() + at), "0x", 2) +
                          " inside a string: write it as " + hex(octet(text.data() + at), "\\u", 4),
                      at, 1);
    }
}

/// The comma before `at`, with only white space between, or npos.
std::size_t commaBefore(std::string_view text, std::size_t at) {
    const std::size_t last = at == 0 ? std::string_view::npos : text.find_last_not_of(" \t\r\n", at - 1);
    return last != std::string_view::npos && text[last] == ',' ? last : std::string_view::npos;
}

bool wantsValue(Expected expected) {
    return expected == Expected::Value || expected == Expected::ValueAfterComma ||
           expected == Expected::ValueOrArrayEnd;
}

bool wantsName(Expected expected) {
    return expected == Expected::NameOrObjectEnd || expected == Expected::NameAfterComma;
}

/// Habits of other languages where JSON wants a value or a name: they deserve more than "expected … found …".
std::optional<Error> habit(std::string_view text, std::size_t at, Expected expected) {
    const std::string_view rest = text.substr(at);
    const std::string_view word = wordAt(text, at);
    if (rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#')) {
        return syntax("JSON has no comments; found " + found(text, at).words, at, rest[0] == '#' ? 1 : 2);
    }
    if (wantsName(expected) || wantsValue(expected)) {
        if (rest.starts_with('\'')) {
            return syntax("names and strings stand in double quotes, found a single quote", at, 1);
        }
        const std::size_t comma = commaBefore(text, at);
        if (comma != std::string_view::npos && (rest.starts_with('}') || rest.starts_with(']'))) {
            return syntax(std::string("a comma before \"") + rest[0] + "\": nothing follows it; remove it", comma, 1);
        }
        if (comma != std::string_view::npos && rest.starts_with(',')) {
            return syntax("two commas without anything between them", at, 1);
        }
    }
    if (wantsName(expected) && !word.empty()) {
        return syntax("names stand in double quotes, found " + found(text, at).words, at, word.size());
    }
    if (!wantsValue(expected) && expected != Expected::Digit) {
        return std::nullopt;
    }
    if (word == "NaN" || word == "nan" || word == "Infinity" || word == "Inf" || word == "inf") {
        return syntax("JSON has no number " + std::string(word) + "; use null or a string", at, word.size());
    }
    if (rest.starts_with('+')) {
        return syntax("a number begins with a digit or \"-\", found \"+\"", at, 1);
    }
    if (rest.starts_with('.')) {
        return syntax("a number begins with a digit before the decimal point, found \".\"", at, 1);
    }
    if (word.empty()) {
        return std::nullopt;
    }
    for (const auto& [wrong, right] : {std::pair{"True"sv, "true"sv},
                                       {"TRUE"sv, "true"sv},
                                       {"False"sv, "false"sv},
                                       {"FALSE"sv, "false"sv},
                                       {"None"sv, "null"sv},
                                       {"NULL"sv, "null"sv},
                                       {"Null"sv, "null"sv},
                                       {"nil"sv, "null"sv},
                                       {"undefined"sv, "null"sv}}) {
        if (word == wrong) {
            return syntax("expected a value, found \"" + std::string(word) + "\"; JSON writes " + std::string(right),
                          at, word.size());
        }
    }
    return std::nullopt;
}

} // namespace

Error syntaxError(std::string_view text, std::size_t at, std::size_t begin, Expected expected) {
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return text.empty() ? syntax("the text is empty; expected a JSON value", 0, 0)
                            : syntax("the text holds nothing but white space; expected a JSON value", text.size(), 0);
    }
    if (at == 0 && text.starts_with("\xEF\xBB\xBF")) {
        return syntax("a byte order mark (EF BB BF) stands before the JSON; remove it", 0, 3);
    }
    const char* end = text.data() + text.size();
    if (at < text.size() && octet(text.data() + at) >= 0x80 && skipUtf8(text.data() + at, end) == nullptr) {
        return badUtf8(text, at);
    }
    if (expected == Expected::StringCharacter) {
        return inString(text, at, begin);
    }
    if ((expected == Expected::Escape || expected == Expected::HexDigit) && at >= text.size()) {
        return inString(text, at, begin);
    }
    if (expected == Expected::NoLeadingZero) {
        const std::size_t sign = text[begin] == '-' ? 1 : 0;
        const std::string_view number = text.substr(begin, sign + wordAt(text, begin + sign).size());
        return syntax("a number has no leading zeros, found \"" + std::string(number) + "\"", begin, number.size());
    }
    if (auto special = habit(text, at, expected)) {
        return *std::move(special);
    }
    const Found there = found(text, at);
    std::string detail = "expected " + std::string(wanted(expected)) + ", found " + there.words;
    if (expected == Expected::TextEnd) {
        detail = "text after the end: " + detail;
    }
    return syntax(std::move(detail), at, there.length);
}

} // namespace twb::json
