// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/sentence.h"
#include "json/tape.h"

#include <string>
#include <vector>

/// JSON as other programs would write it again.
namespace twb::doctor {

struct JsonStyle {
    enum class Layout : std::uint8_t { Compact, Blanks, Indent2, Indent4, Tab }; ///< Blanks: Python's default
    enum class Order : std::uint8_t { AsIs, Sorted };
    enum class Slashes : std::uint8_t { Plain, Escaped };
    enum class NonAscii : std::uint8_t { Plain, LowerEscapes, UpperEscapes };
    enum class End : std::uint8_t { Nothing, LineBreak };
    Layout layout = Layout::Compact;
    Order order = Order::AsIs;
    Slashes slashes = Slashes::Plain;
    NonAscii nonAscii = NonAscii::Plain;
    End end = End::Nothing;
};

/// For people: `compact, sorted keys`.
Sentence describe(const JsonStyle& style);

/// Every style that may make a difference for this text, the usual ones first.
std::vector<JsonStyle> stylesFor(std::string_view text);

/// Writes a value in that style; numbers keep their text.
std::string rewrite(const json::Value& value, const JsonStyle& style);

} // namespace twb::doctor
