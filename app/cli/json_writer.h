// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace twb::cli {

/// A JSON string with quotes; octets that are no UTF-8 become U+FFFD.
std::string quoted(std::string_view text);
/// True for UTF-8 without control characters but tab and line breaks: what can be shown on a terminal.
bool isPrintable(std::string_view text);

/// Writes one JSON object, member after member.
class JsonObject {
public:
    /// `json` is inserted as it is.
    JsonObject& raw(std::string_view name, std::string_view json);
    JsonObject& text(std::string_view name, std::string_view value) { return raw(name, quoted(value)); }
    /// null where the text is empty.
    JsonObject& textOrNull(std::string_view name, std::string_view value) {
        return value.empty() ? raw(name, "null") : text(name, value);
    }
    JsonObject& number(std::string_view name, std::int64_t value) { return raw(name, std::to_string(value)); }
    JsonObject& boolean(std::string_view name, bool value) { return raw(name, value ? "true" : "false"); }
    JsonObject& null(std::string_view name) { return raw(name, "null"); }
    std::string finish() const { return m_text + "}"; }

private:
    std::string m_text = "{";
};

/// Writes one JSON array.
class JsonArray {
public:
    JsonArray& raw(std::string_view json);
    std::string finish() const { return m_text + "]"; }

private:
    std::string m_text = "[";
};

} // namespace twb::cli
