// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: the ciphers of JOSE, fetched once for the whole process.
#include "crypto/backend.h"

namespace twb::crypto {

enum class CipherMode : std::uint8_t { Gcm, Cbc, Wrap };

/// @param keyOctets  16, 24 or 32.
/// @return nullptr if the fetch failed (it is tried again the next time) or there is no such cipher.
const EVP_CIPHER* fetchedCipher(CipherMode mode, std::size_t keyOctets);

} // namespace twb::crypto
