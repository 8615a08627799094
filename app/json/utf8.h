// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string_view>

namespace twb::json {

/// Octets of the UTF-8 sequence that begins at `at`, 1 to 4; 0 if it is none: cut, overlong, a surrogate, or beyond
/// U+10FFFF.                                                                                         (RFC 3629 §4)
std::size_t utf8SequenceLength(std::string_view text, std::size_t at);

} // namespace twb::json
