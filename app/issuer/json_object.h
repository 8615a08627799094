// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/message.h"
#include "json/text.h"

#include <cstdint>

namespace twb::issuer {

/// Writes one JSON object, member after member; texts that are no UTF-8 are cleaned first.
class JsonObject {
public:
    /// `json` is inserted as it is.
    JsonObject& raw(std::string_view name, std::string_view json) {
        if (m_text.size() > 1) {
            m_text += ',';
        }
        m_text += json::quote(cleanUtf8(name));
        m_text += ':';
        m_text += json;
        return *this;
    }
    JsonObject& text(std::string_view name, std::string_view value) { return raw(name, json::quote(cleanUtf8(value))); }
    JsonObject& number(std::string_view name, std::int64_t value) { return raw(name, std::to_string(value)); }
    JsonObject& boolean(std::string_view name, bool value) { return raw(name, value ? "true" : "false"); }
    JsonObject& list(std::string_view name, const std::vector<std::string>& values) {
        std::string json = "[";
        for (const std::string& value : values) {
            json += (json.size() > 1 ? "," : "") + json::quote(cleanUtf8(value));
        }
        return raw(name, json + "]");
    }
    std::string finish() const { return m_text + "}"; }

private:
    std::string m_text = "{";
};

} // namespace twb::issuer
