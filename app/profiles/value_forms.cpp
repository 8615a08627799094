// SPDX-License-Identifier: Apache-2.0
#include "profiles/value_forms.h"

#include "base/ascii.h"
#include "profiles/judge.h"

#include <algorithm>
#include <cmath>

namespace twb::profiles {
namespace {

constexpr double milliseconds = 1e11; ///< a date of this size is no date in seconds: the year 5138

bool isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isTextList(const json::Value& value) {
    bool texts = value.is(json::Type::Array);
    value.forEachElement([&](const json::Value& one) { texts = texts && one.is(json::Type::String); });
    return texts;
}

/// typ is compared without case and without `application/`.                                  (RFC 7515 §4.1.9)
std::string plainType(std::string_view text) {
    std::string type = lowered(text);
    return type.starts_with("application/") ? type.substr(12) : type;
}

bool equalsWanted(const json::Value& value, const std::string& wanted, bool isType) {
    if (!wanted.starts_with('"')) {
        return value.text() == wanted;
    }
    const auto text = stringOf(value);
    json::Tape tape;
    const auto parsed = tape.parse(wanted);
    const auto pattern = parsed ? tape.root().string() : std::nullopt;
    if (!text || !pattern) {
        return false;
    }
    return isType ? plainType(*text) == plainType(*pattern) : matchesPattern(*text, *pattern);
}

} // namespace

std::optional<std::string> stringOf(const json::Value& value) {
    return value.is(json::Type::String) ? value.string() : std::nullopt;
}

bool isUuid(std::string_view text) {
    if (text.size() != 36) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != '-' : !isHex(text[i])) {
            return false;
        }
    }
    return true;
}

bool isUri(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == 0 || colon == std::string_view::npos || colon + 1 == text.size()) {
        return false;
    }
    return text.find_first_of(" \t\r\n<>\"") == std::string_view::npos &&
           std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
                      c == '-' || c == '.';
           });
}

bool isHttps(std::string_view text) {
    return lowered(text.substr(0, 8)) == "https://" && isUri(text);
}

bool isEmail(std::string_view text) {
    const std::size_t at = text.find('@');
    return at != 0 && at != std::string_view::npos && at == text.rfind('@') &&
           text.find('.', at + 2) != std::string_view::npos && text.back() != '.' &&
           text.find_first_of(" \t\r\n") == std::string_view::npos;
}

bool isDate(const json::Value& value) {
    const auto number = value.is(json::Type::Number) ? value.number() : std::nullopt;
    return number && std::fabs(*number) < milliseconds;
}

bool hasKind(const json::Value& value, ValueKind kind) {
    switch (kind) {
    case ValueKind::Any:
        return true;
    case ValueKind::Text:
        return value.is(json::Type::String);
    case ValueKind::Number:
        return value.is(json::Type::Number);
    case ValueKind::Date:
        return value.is(json::Type::Number); // milliseconds have a finding of their own
    case ValueKind::Boolean:
        return value.is(json::Type::True) || value.is(json::Type::False);
    case ValueKind::List:
        return value.is(json::Type::Array);
    case ValueKind::Object:
        return value.is(json::Type::Object);
    case ValueKind::TextOrList:
        break;
    }
    return value.is(json::Type::String) || isTextList(value);
}

bool isEmptyValue(const json::Value& value) {
    return value.equals("") || (value.is(json::Type::Array) && value.size() == 0);
}

bool isOneOf(const json::Value& value, const std::vector<std::string>& wanted, bool isType) {
    const auto fits = [&](const json::Value& one) {
        return std::any_of(wanted.begin(), wanted.end(),
                           [&](const std::string& text) { return equalsWanted(one, text, isType); });
    };
    bool found = fits(value);
    value.forEachElement([&](const json::Value& element) { found = found || fits(element); });
    return found;
}

} // namespace twb::profiles
