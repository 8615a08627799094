// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: one-shot symmetric ciphers for key files.
#include "base/result.h"
#include "base/secret.h"

namespace twb::crypto {

enum class Operation : std::uint8_t { Decrypt, Encrypt };
enum class Padding : std::uint8_t { None, Pkcs7 };

struct CipherOutcome {
    Secret octets;
    bool done = false; ///< OpenSSL did its part
    bool fits = false; ///< the padding, or the tag, came out right
};

/// @param name  OpenSSL's, fetched for this call.  @param tag  of GCM when decrypting, else empty.
CipherOutcome runCipher(Operation operation, const char* name, ByteView key, ByteView iv, ByteView input,
                        Padding padding = Padding::Pkcs7, ByteView tag = {});

} // namespace twb::crypto
