// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

/// How other texts write one character: what the unwrapping takes back, one place at a time.
namespace twb::doctor {

/// 0 to 15, or -1.
int hexValue(char c);

/// A number of up to `most` digits at the front. @return digits read
std::size_t readDigits(std::string_view text, unsigned base, std::size_t most, unsigned long& value);

/// Every %41 as its octet; what is no such escape stays.                                        (RFC 3986 §2.1)
std::string percentDecoded(std::string_view text);

/// Octets of a colour of a terminal at the front, ESC [ 3 2 m; 0 if there is none.
std::size_t colourAt(std::string_view text);

/// Octets of a tag at the front, `<wbr>` or `</span>`, by which a page breaks or marks a long word; 0 if there is none.
std::size_t htmlTag(std::string_view at);

/// An HTML character reference at the front, its character put to `out`. @return its octets, 0 if there is none
std::size_t htmlReference(std::string_view text, std::string& out);

/// A backslash escape at the front, its character put to `out`. @return its octets, 0 if there is none
std::size_t backslashEscape(std::string_view text, std::string& out);

/// Look-alikes of allowed characters. @return octets of the one at the front, 0 if there is none
std::size_t lookalikeAt(std::string_view text, char& plain);

} // namespace twb::doctor
