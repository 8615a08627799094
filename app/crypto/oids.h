// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: object identifiers, as the content of their DER.
#include "base/bytes.h"

#include <algorithm>

namespace twb::crypto::oid {

using namespace std::string_view_literals;

inline constexpr auto rsaEncryption = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"sv; // 1.2.840.113549.1.1.1
inline constexpr auto rsassaPss = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a"sv;     // 1.2.840.113549.1.1.10
inline constexpr auto ecPublicKey = "\x2a\x86\x48\xce\x3d\x02\x01"sv;           // 1.2.840.10045.2.1
inline constexpr auto dsa = "\x2a\x86\x48\xce\x38\x04\x01"sv;                   // 1.2.840.10040.4.1
inline constexpr auto diffieHellman = "\x2a\x86\x48\x86\xf7\x0d\x01\x03\x01"sv; // 1.2.840.113549.1.3.1

inline constexpr auto p256 = "\x2a\x86\x48\xce\x3d\x03\x01\x07"sv; // 1.2.840.10045.3.1.7
inline constexpr auto p384 = "\x2b\x81\x04\x00\x22"sv;             // 1.3.132.0.34
inline constexpr auto p521 = "\x2b\x81\x04\x00\x23"sv;             // 1.3.132.0.35
inline constexpr auto secp256k1 = "\x2b\x81\x04\x00\x0a"sv;        // 1.3.132.0.10
inline constexpr auto x25519 = "\x2b\x65\x6e"sv;                   // 1.3.101.110, RFC 8410
inline constexpr auto x448 = "\x2b\x65\x6f"sv;
inline constexpr auto ed25519 = "\x2b\x65\x70"sv;
inline constexpr auto ed448 = "\x2b\x65\x71"sv;

inline constexpr auto pbes2 = "\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0d"sv;  // 1.2.840.113549.1.5.13
inline constexpr auto pbkdf2 = "\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0c"sv; // 1.2.840.113549.1.5.12
inline constexpr auto scrypt = "\x2b\x06\x01\x04\x01\xda\x47\x04\x0b"sv; // 1.3.6.1.4.1.11591.4.11
inline constexpr auto hmacSha1 = "\x2a\x86\x48\x86\xf7\x0d\x02\x07"sv;   // 1.2.840.113549.2.7
inline constexpr auto hmacSha224 = "\x2a\x86\x48\x86\xf7\x0d\x02\x08"sv;
inline constexpr auto hmacSha256 = "\x2a\x86\x48\x86\xf7\x0d\x02\x09"sv;
inline constexpr auto hmacSha384 = "\x2a\x86\x48\x86\xf7\x0d\x02\x0a"sv;
inline constexpr auto hmacSha512 = "\x2a\x86\x48\x86\xf7\x0d\x02\x0b"sv;
inline constexpr auto aes128Cbc = "\x60\x86\x48\x01\x65\x03\x04\x01\x02"sv; // 2.16.840.1.101.3.4.1.2
inline constexpr auto aes192Cbc = "\x60\x86\x48\x01\x65\x03\x04\x01\x16"sv;
inline constexpr auto aes256Cbc = "\x60\x86\x48\x01\x65\x03\x04\x01\x2a"sv;
inline constexpr auto desEde3Cbc = "\x2a\x86\x48\x86\xf7\x0d\x03\x07"sv; // 1.2.840.113549.3.7

inline bool is(ByteView content, std::string_view oid) {
    return asText(content) == oid;
}

} // namespace twb::crypto::oid
