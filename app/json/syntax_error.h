// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"

#include <cstdint>

namespace twb::json {

/// What the parser stood before when it gave up.
enum class Expected : std::uint8_t {
    Value,            ///< at the beginning or after a colon
    ValueAfterComma,  ///< in an array
    ValueOrArrayEnd,  ///< after `[`
    NameOrObjectEnd,  ///< after `{`
    NameAfterComma,   ///< in an object
    Colon,            ///< after a name
    CommaOrObjectEnd, ///< after a member
    CommaOrArrayEnd,  ///< after an element
    TextEnd,          ///< after the outermost value
    Digit,            ///< after a minus sign
    FractionDigit,    ///< after a decimal point
    ExponentDigit,    ///< after e, E and their sign
    NoLeadingZero,    ///< a digit follows a leading zero
    StringCharacter,  ///< control character, broken UTF-8 or the end inside a string
    Escape,           ///< after a backslash
    HexDigit,         ///< in \u and four
};

/// Makes the sentence for the reader out of the place and what was expected there.
///
/// @param at     where the parser stopped; text.size() for the end.
/// @param begin  where the unfinished string or number begins; equal to `at` otherwise.
/// @return json-syntax, or utf8-invalid if the octets at `at` are no UTF-8.
Error syntaxError(std::string_view text, std::size_t at, std::size_t begin, Expected expected);

} // namespace twb::json
