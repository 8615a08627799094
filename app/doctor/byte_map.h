// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.h"

/// Which base64url characters of a part stand for which of its octets, and back.            (RFC 4648 §5)
namespace twb::doctor {

/// The characters that carry any bit of the octets; relative to the beginning of the part.
/// Octet i takes the bits 8i…8i+7, character j the bits 6j…6j+5. An empty range stays empty.
constexpr TextRange charactersOfOctets(TextRange octets) {
    const std::size_t first = octets.offset * 4 / 3;
    if (octets.length == 0) {
        return {first, 0};
    }
    const std::size_t end = ((octets.offset + octets.length) * 8 + 5) / 6;
    return {first, end - first};
}

/// The octets of which any bit is carried by the characters; relative to the beginning of the part.
constexpr TextRange octetsOfCharacters(TextRange characters) {
    const std::size_t first = characters.offset * 3 / 4;
    if (characters.length == 0) {
        return {first, 0};
    }
    const std::size_t end = ((characters.offset + characters.length) * 6 + 7) / 8;
    return {first, end - first};
}

} // namespace twb::doctor
