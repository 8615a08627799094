// SPDX-License-Identifier: Apache-2.0
#include "cli/json_writer.h"

#include "json/text.h"
#include "json/utf8.h"

namespace twb::cli {

namespace {

std::string cleanUtf8(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = json::utf8SequenceLength(text, i);
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
        const std::size_t length = json::utf8SequenceLength(text, i);
        const unsigned lead = static_cast<unsigned char>(text[i]);
        const bool control = (lead < 0x20 && lead != '\t' && lead != '\n' && lead != '\r') || lead == 0x7F;
        // U+0080 to U+009F: terminals obey some of them.
        const bool upperControl = length == 2 && lead == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0;
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
