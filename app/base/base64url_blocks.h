// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to base64url.cpp: decoding of many characters at once, with what the processor has.
#include <cstddef>
#include <cstdint>

namespace twb::base64url {

/// How blocks are decoded; the best that this processor knows is taken at run time.
enum class BlockMethod : std::uint8_t { None, Avx2, Avx512Vbmi };

bool isSupported(BlockMethod method);
BlockMethod bestBlockMethod();

/// Decodes whole blocks from the beginning of a text.
///
/// @param out  room for at least decodedSize(characters) octets; nothing beyond is written.
/// @return characters that were decoded, a multiple of 4; 0 if one of them is no character of the alphabet (where it
///         stands is left to the slow way), if there are too few, or with None.
std::size_t decodeBlocks(BlockMethod method, const char* text, std::size_t characters, std::uint8_t* out);

} // namespace twb::base64url
