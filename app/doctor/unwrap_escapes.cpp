// SPDX-License-Identifier: Apache-2.0
#include "doctor/unwrap_escapes.h"

#include <algorithm>
#include <array>

namespace twb::doctor {

namespace {

void appendUtf8(std::string& out, unsigned long code) {
    if (code < 0x80) {
        out.push_back(static_cast<char>(code));
    } else if (code < 0x800) {
        out.push_back(static_cast<char>(0xC0 | code >> 6));
        out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
    } else if (code < 0x10000) {
        out.push_back(static_cast<char>(0xE0 | code >> 12));
        out.push_back(static_cast<char>(0x80 | (code >> 6 & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
    }
}

} // namespace

int hexValue(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

std::size_t readDigits(std::string_view text, unsigned base, std::size_t most, unsigned long& value) {
    std::size_t size = 0;
    value = 0;
    while (size < most && size < text.size()) {
        const int digit = hexValue(text[size]);
        if (digit < 0 || static_cast<unsigned>(digit) >= base) {
            break;
        }
        value = value * base + static_cast<unsigned long>(digit);
        ++size;
    }
    return size;
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

std::size_t colourAt(std::string_view text) {
    if (!text.starts_with("\x1B[")) {
        return 0;
    }
    const std::size_t end = std::min(text.find_first_not_of("0123456789;?", 2), text.size());
    return end < text.size() && text[end] >= '@' && text[end] <= '~' ? end + 1 : end;
}

std::size_t htmlTag(std::string_view at) {
    constexpr std::size_t longest = 200;
    const std::size_t name = at.starts_with("</") ? 2 : 1;
    const bool letter =
        at.size() > name && ((at[name] >= 'a' && at[name] <= 'z') || (at[name] >= 'A' && at[name] <= 'Z'));
    const std::size_t end = letter ? at.substr(0, longest).find('>') : std::string_view::npos;
    return end == std::string_view::npos ? 0 : end + 1;
}

std::size_t htmlReference(std::string_view text, std::string& out) {
    struct Named {
        std::string_view name, value;
    };
    constexpr auto named = std::to_array<Named>({{"&period;", "."},
                                                 {"&lowbar;", "_"},
                                                 {"&UnderBar;", "_"},
                                                 {"&hyphen;", "-"},
                                                 {"&dash;", "-"},
                                                 {"&equals;", "="},
                                                 {"&plus;", "+"},
                                                 {"&sol;", "/"},
                                                 {"&amp;", "&"},
                                                 {"&quot;", "\""},
                                                 {"&apos;", "'"},
                                                 {"&lt;", "<"},
                                                 {"&gt;", ">"},
                                                 {"&nbsp;", " "}});
    for (const Named& one : named) {
        if (text.starts_with(one.name)) {
            out += one.value;
            return one.name.size();
        }
    }
    if (!text.starts_with("&#")) {
        return 0;
    }
    const bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
    const std::size_t from = hex ? 3 : 2;
    unsigned long code = 0;
    const std::size_t digits = readDigits(text.substr(from), hex ? 16 : 10, 5, code);
    if (digits == 0 || from + digits >= text.size() || text[from + digits] != ';') {
        return 0;
    }
    appendUtf8(out, code);
    return from + digits + 1;
}

std::size_t backslashEscape(std::string_view text, std::string& out) {
    if (text.size() < 2) {
        return 0;
    }
    switch (text[1]) {
    case '/':
    case '"':
    case '\'':
    case '\\':
        out.push_back(text[1]);
        return 2;
    case 'n':
        out.push_back('\n');
        return 2;
    case 'r':
        out.push_back('\r');
        return 2;
    case 't':
        out.push_back('\t');
        return 2;
    case 'u':
        break;
    default:
        return 0;
    }
    unsigned long code = 0;
    if (readDigits(text.substr(2), 16, 4, code) != 4) {
        return 0;
    }
    appendUtf8(out, code);
    return 6;
}

std::size_t lookalikeAt(std::string_view text, char& plain) {
    if (text.size() < 3) {
        return 0;
    }
    const auto octet = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
    if (octet(0) < 0xE2 || octet(0) > 0xEF) {
        return 0;
    }
    const unsigned code = (octet(0) & 0x0FU) << 12 | (octet(1) & 0x3FU) << 6 | (octet(2) & 0x3FU);
    if ((code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0xFF0D) {
        plain = '-';
    } else if (code == 0xFF3F) {
        plain = '_';
    } else if (code == 0xFF0E || code == 0x3002 || code == 0x2024) {
        plain = '.';
    } else if (code >= 0xFF10 && code <= 0xFF5A) {
        plain = static_cast<char>(code - 0xFF10 + '0');
    } else {
        return 0;
    }
    return 3;
}

} // namespace twb::doctor
