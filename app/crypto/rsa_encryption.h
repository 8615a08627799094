// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "crypto/key.h"

#include <optional>

namespace twb::crypto {

/// Encrypts a short text (a content key) with RSAES-OAEP; MGF1 uses the same hash, the label is empty.
///                                                                                 (RFC 8017 §7.1; RFC 7518 §4.3)
/// @errors key-type-mismatch, key-weak (no room in the modulus), crypto-backend
Result<Bytes> encryptOaep(const Key& key, Hash hash, ByteView text);
/// @return nullopt if the padding does not fit or the ciphertext has another size than the modulus.
/// @errors key-type-mismatch, key-public-only, crypto-backend
Result<std::optional<Secret>> decryptOaep(const Key& key, Hash hash, ByteView ciphertext);

/// Encrypts with RSAES-PKCS1-v1_5. Old and best avoided.                            (RFC 8017 §7.2; RFC 7518 §4.2)
/// @errors as encryptOaep
Result<Bytes> encryptPkcs1(const Key& key, ByteView text);
/// Decrypts a text of known size without telling whether the padding fits: where it does not, the answer is random
/// octets of that size, chosen without a branch. The caller's authentication then fails as for any wrong key, which
/// leaves Bleichenbacher's attack without an oracle.                               (RFC 7516 §11.5; RFC 3218 §2.3.2)
/// @errors key-type-mismatch, key-public-only, crypto-backend
Result<Secret> decryptPkcs1(const Key& key, ByteView ciphertext, std::size_t octets);

} // namespace twb::crypto
