// SPDX-License-Identifier: Apache-2.0
#pragma once
// Inside of the judge: what a value is and what it looks like.
#include "profiles/profile.h"
#include "json/tape.h"

#include <optional>

namespace twb::profiles {

/// The text of a string; nothing for other values and for no value.
std::optional<std::string> stringOf(const json::Value& value);
/// Any version, either case.                                                                     (RFC 9562 §4)
bool isUuid(std::string_view text);
/// Scheme, colon, something; no white space.                                                     (RFC 3986 §3)
bool isUri(std::string_view text);
bool isHttps(std::string_view text);
/// Something, one @, a name with a dot; enough to find a value in the wrong claim.
bool isEmail(std::string_view text);
/// A number that is a date in seconds: before the year 5138.
bool isDate(const json::Value& value);
bool hasKind(const json::Value& value, ValueKind kind);
/// An empty text or list.
bool isEmptyValue(const json::Value& value);
/// The value, or one element of a list, is one of those wanted (JSON texts; texts may hold `*`).
/// @param isType  compared without case and without `application/`                           (RFC 7515 §4.1.9)
bool isOneOf(const json::Value& value, const std::vector<std::string>& wanted, bool isType);

} // namespace twb::profiles
