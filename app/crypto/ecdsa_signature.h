// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: ECDSA signatures as JOSE writes them (R ‖ S) and as OpenSSL does (DER).
#include "base/bytes.h"

namespace twb::crypto {

/// Longest DER signature: P-521, two integers of 67 octets with heads.
constexpr std::size_t longestEcdsaDer = 3 + 2 * (2 + 67);

/// R ‖ S to `SEQUENCE { r INTEGER, s INTEGER }`.                                  (RFC 7518 §3.4; RFC 3279 §2.2.3)
/// @param out  longestEcdsaDer octets.
/// @return octets written; 0 if r or s is zero or not below the order, which no signature has.
std::size_t ecdsaRawToDer(ByteView raw, ByteView order, std::uint8_t* out);

/// The other way, each half padded to `width` octets. @return false if `der` is no such structure or does not fit.
bool ecdsaDerToRaw(ByteView der, std::size_t width, std::uint8_t* out);

} // namespace twb::crypto
