// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace twb {
inline namespace base {

/// Octets that are no secret. Secret octets live in Secret.
using Bytes = std::vector<std::uint8_t>;
/// Octets that belong to somebody else.
using ByteView = std::span<const std::uint8_t>;

/// The octets of a text, not copied.
inline ByteView asBytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Octets seen as characters, not copied and not checked to be UTF-8.
inline std::string_view asText(ByteView octets) {
    return {reinterpret_cast<const char*>(octets.data()), octets.size()};
}

inline Bytes toBytes(std::string_view text) {
    return {text.begin(), text.end()};
}

} // namespace base
} // namespace twb
