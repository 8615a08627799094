// SPDX-License-Identifier: Apache-2.0
#include "cli/json_writer.h"

#include "json/text.h"

namespace twb::cli {

namespace {

unsigned octetAt(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

/// Octets of the UTF-8 sequence that begins at `at`; 0 if it is none.                                 (RFC 3629 §4)
std::size_t sequenceLength(std::string_view text, std::size_t at) {
    const unsigned lead = octetAt(text, at);
    const auto follows = [&](std::size_t after, unsigned low, unsigned high) {
        const unsigned octet = octetAt(text, at + after);
        return octet >= low && octet <= high;
    };
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead < 0xE0) {
        return follows(1, 0x80, 0xBF) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead < 0xF0) {
        return follows(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF) && follows(2, 0x80, 0xBF) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead < 0xF5) {
        return follows(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF) && follows(2, 0x80, 0xBF) &&
                       follows(3, 0x80, 0xBF)
                   ? 4
                   : 0;
    }
    return 0;
}

std::string cleanUtf8(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = sequenceLength(text, i);
        if (length == 0) {
            clean += "\xEF\xBF\xBD";
            ++i;
        } else {
            clean.append(text.substr(i, length));
            i += length;
        }
    }
    return clean;
}

} // namespace

std::string quoted(std::string_view text) {
    return json::quote(cleanUtf8(text));
}

bool isPrintable(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = sequenceLength(text, i);
        const unsigned lead = octetAt(text, i);
        const bool control = (lead < 0x20 && lead != '\t' && lead != '\n' && lead != '\r') || lead == 0x7F;
        // U+0080 to U+009F: terminals obey some of them.
        const bool upperControl = length == 2 && lead == 0xC2 && octetAt(text, i + 1) < 0xA0;
        if (length == 0 || control || upperControl) {
            return false;
        }
        i += length;
    }
    return true;
}

JsonObject& JsonObject::raw(std::string_view name, std::string_view json) {
    if (m_text.size() > 1) {
        m_text += ',';
    }
    m_text += quoted(name);
    m_text += ':';
    m_text += json;
    return *this;
}

JsonArray& JsonArray::raw(std::string_view json) {
    if (m_text.size() > 1) {
        m_text += ',';
    }
    m_text += json;
    return *this;
}

} // namespace twb::cli
