// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/bytes.h"
#include "base/result.h"

/// base64url without padding, strict.                                       (RFC 4648 §5, RFC 7515 §2 and App. C)
///
/// Strict means: no padding, no white space, no other alphabet, no left-over bits. Lenient readings are the doctor's.
namespace twb::base64url {

/// Octets that `characters` characters of base64url text stand for (exact for valid text).
constexpr std::size_t decodedSize(std::size_t characters) {
    return characters / 4 * 3 + characters % 4 * 3 / 4;
}
/// Characters that `octets` octets take.
constexpr std::size_t encodedSize(std::size_t octets) {
    return octets / 3 * 4 + (octets % 3 * 4 + 2) / 3;
}

/// Decodes into memory of at least decodedSize(text.size()) octets; nothing is allocated.
/// @return octets written.
/// @errors base64url-character, -padding, -length, -trailing-bits; `where` is the character at fault.
Result<std::size_t> decodeInto(std::string_view text, std::uint8_t* out);

/// Decodes into a buffer that is reused: resized, never shrunk in capacity. Errors as decodeInto.
Result<void> decode(std::string_view text, Bytes& out);
Result<Bytes> decode(std::string_view text);

/// Encodes into memory of encodedSize(octets.size()) characters.
void encodeInto(ByteView octets, char* out);
/// Appends to a text.
void append(std::string& text, ByteView octets);
std::string encode(ByteView octets);
inline std::string encode(std::string_view text) {
    return encode(asBytes(text));
}

} // namespace twb::base64url
