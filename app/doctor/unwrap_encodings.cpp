// SPDX-License-Identifier: Apache-2.0
#include "doctor/segments.h"
#include "doctor/token_text.h"
#include "doctor/unwrap_escapes.h"
#include "doctor/unwrap_rules.h"

#include <algorithm>
#include <array>
#include <optional>

namespace twb::doctor {
namespace {

/// Takes the decoded text if there is a token in it that was not there before.
bool adopt(UnwrapWork& work, std::string decoded, std::string_view id, std::string_view sample, std::size_t count) {
    if (decoded == work.text || !(mayBeToken(trimmed(decoded)) || (!holdsToken(work.text) && holdsToken(decoded)))) {
        return false;
    }
    work.text = std::move(decoded);
    work.note(id, sample, count);
    return true;
}

/// Replaces what `read` finds at places that begin with one of `starts`.
template <typename Read>
std::string replaced(std::string_view text, std::string_view starts, std::size_t& count, std::string& sample,
                     Read&& read) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t next = std::min(text.find_first_of(starts, i), text.size());
        out += text.substr(i, next - i);
        i = next;
        if (i == text.size()) {
            break;
        }
        const std::size_t size = read(text.substr(i, 200), out);
        if (size == 0) {
            out.push_back(text[i++]);
            continue;
        }
        if (count++ == 0) {
            sample = text.substr(i, size);
        }
        i += size;
    }
    return out;
}

bool isOneWord(std::string_view text, std::string_view also) {
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               also.find(c) != std::string_view::npos;
    });
}

} // namespace

bool removeInvisible(UnwrapWork& work) {
    std::string clean;
    std::string removed;
    std::size_t count = 0;
    const std::string_view text = work.text;
    for (std::size_t i = 0; i < text.size();) {
        const auto octet = static_cast<unsigned char>(text[i]);
        const bool suspicious = octet < 0x20 || octet == 0xC2 || octet == 0xE2 || octet == 0xEF;
        const std::size_t colour = octet == 0x1B ? colourAt(text.substr(i)) : 0;
        const std::size_t size = colour > 0 ? colour : suspicious ? invisibleAt(text.substr(i)) : 0;
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

bool removeMailQuotes(UnwrapWork& work) {
    std::string joined;
    std::size_t marks = 0;
    for (std::size_t line = 0; line < work.text.size();) {
        const std::size_t end = std::min(work.text.find('\n', line), work.text.size());
        std::string_view content = std::string_view(work.text).substr(line, end - line);
        bool marked = false;
        for (std::size_t mark = content.find_first_not_of(" \t");
             mark != std::string_view::npos && content[mark] == '>'; mark = content.find_first_not_of(" \t")) {
            content.remove_prefix(mark + 1);
            marked = true;
        }
        marks += marked ? 1 : 0;
        joined += trimmed(content);
        line = end + 1;
    }
    if (marks < 2 || !(mayBeToken(joined) || holdsToken(joined))) {
        return false;
    }
    work.text = std::move(joined);
    work.note("input-email-quote", ">", marks);
    return true;
}

bool decodeQuotedPrintable(UnwrapWork& work) {
    const bool soft = work.text.find("=\n") != std::string::npos || work.text.find("=\r\n") != std::string::npos;
    const bool escapes = work.text.find("=3D") != std::string::npos || work.text.find("=2E") != std::string::npos;
    if (!soft && !escapes) {
        return false;
    }
    std::size_t count = 0;
    std::string sample;
    std::string decoded = replaced(work.text, "=", count, sample, [](std::string_view at, std::string& out) {
        if (at.starts_with("=\r\n")) {
            return std::size_t{3};
        }
        if (at.starts_with("=\n")) {
            return std::size_t{2};
        }
        unsigned long code = 0;
        if (readDigits(at.substr(1), 16, 2, code) != 2) {
            return std::size_t{0};
        }
        out.push_back(static_cast<char>(code));
        return std::size_t{3};
    });
    // Line breaks that are left stand between the lines of the message.
    return adopt(work, std::move(decoded), "input-quoted-printable", "=", count);
}

bool decodeHtmlEntities(UnwrapWork& work) {
    std::size_t count = 0;
    std::string sample;
    std::string decoded = replaced(work.text, "&<", count, sample, [](std::string_view at, std::string& out) {
        return at.front() == '&' ? htmlReference(at, out) : htmlTag(at);
    });
    return count > 0 && adopt(work, std::move(decoded), "input-html-entities", sample, count);
}

bool decodePercent(UnwrapWork& work) {
    const std::size_t first = work.text.find('%');
    if (first == std::string::npos) {
        return false;
    }
    const std::string sample = work.text.substr(first, 3);
    const std::string once = percentDecoded(work.text);
    return adopt(work, once, "input-url-encoded", sample, 1) ||
           adopt(work, percentDecoded(once), "input-url-encoded-twice", sample, 2);
}

bool decodeBackslashes(UnwrapWork& work) {
    if (work.text.find('\\') == std::string::npos || !tokensInJson(work.text).empty()) {
        return false; // a JSON text is read as such
    }
    std::size_t count = 0;
    std::string sample;
    std::string decoded = replaced(work.text, "\\", count, sample, backslashEscape);
    if (count == 0) {
        return false;
    }
    // Escaped line breaks stand inside the token; what is left between lines is removed by joinLines().
    std::string joined;
    std::copy_if(decoded.begin(), decoded.end(), std::back_inserter(joined),
                 [](char c) { return c != '\n' && c != '\r' && c != '\t'; });
    if (mayBeToken(trimmed(joined))) {
        decoded = std::move(joined);
    } else if (const std::string_view inner = trimmed(decoded); !tokensInJson(inner).empty()) {
        work.text = std::string(inner);
        work.note("input-backslash-escapes", sample, count);
        return true;
    }
    return adopt(work, std::move(decoded), "input-backslash-escapes", sample, count);
}

bool replaceLookalikes(UnwrapWork& work) {
    std::size_t count = 0;
    std::string sample;
    std::string plain = replaced(work.text, "\xE2\xE3\xEF", count, sample, [](std::string_view at, std::string& out) {
        char c = 0;
        const std::size_t size = lookalikeAt(at, c);
        if (size > 0) {
            out.push_back(c);
        }
        return size;
    });
    return count > 0 && adopt(work, std::move(plain), "input-unicode-lookalike", sample, count);
}

bool decodeBase64OfToken(UnwrapWork& work) {
    std::string text;
    std::copy_if(work.text.begin(), work.text.end(), std::back_inserter(text),
                 [](char c) { return c != '\n' && c != '\r'; });
    if (text.size() < 24 || !isOneWord(text, "+/-_=")) {
        return false;
    }
    const Bytes octets = decodeForShowing(text);
    const std::string_view inner = trimmed(asText(octets));
    if (!mayBeToken(inner)) {
        return false;
    }
    work.note("input-base64-of-token", inner.substr(0, 20));
    work.text = std::string(inner);
    return true;
}

bool decodeHexOfToken(UnwrapWork& work) {
    const std::string_view all = work.text;
    std::string digits;
    for (const char c : all.substr(all.starts_with("0x") || all.starts_with("0X") ? 2 : 0)) {
        if (c == ' ' || c == ':' || c == '\n' || c == '\r') {
            continue;
        }
        if (hexValue(c) < 0) {
            return false;
        }
        digits.push_back(c);
    }
    if (digits.size() < 24 || digits.size() % 2 != 0) {
        return false;
    }
    std::string octets;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        octets.push_back(static_cast<char>(hexValue(digits[i]) * 16 + hexValue(digits[i + 1])));
    }
    const std::string_view inner = trimmed(octets);
    if (!mayBeToken(inner)) {
        return false;
    }
    work.note("input-hex-of-token", inner.substr(0, 20));
    work.text = std::string(inner);
    return true;
}

} // namespace twb::doctor
