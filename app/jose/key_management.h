// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/watch.h"
#include "jose/jwe_header.h"
#include "jose/jwks.h"

namespace twb::jose {

/// What a key is wanted for, as "use" and "key_ops" count it.
enum class EncryptionPurpose : std::uint8_t { Encrypt, Decrypt };

/// Whether kind and size of the key and the JWK's own "alg", "use" and "key_ops" allow this.      (RFC 7517 §4.2–4.4)
/// For dir, "alg" is the name of the content encryption.
/// @errors key-type-mismatch, key-curve-mismatch, key-public-only, key-not-suitable
Result<void> checkServes(const Jwk& jwk, const KeyManagement& algorithm, const ContentEncryption& encryption,
                         EncryptionPurpose purpose);

/// Keys that may serve, in order, chosen as KeySet::choose does: by kid, then by kind, alg, use and key_ops.
/// @errors key-not-found, and those of checkServes (of the nearest miss)
Result<KeySet::Choice> chooseEncryptionKeys(const KeySet& keys, std::string_view kid, const KeyManagement& algorithm,
                                            const ContentEncryption& encryption, EncryptionPurpose purpose);

/// Recovers the content key of one recipient.                                              (RFC 7516 §5.2 steps 6–13)
///
/// @param iterations  how many PBKDF2 iterations may still be spent; what is used is taken off.
/// @param pbes2Count  the cap for one "p2c".
/// @param watch  of the stretching of a password.
/// @return nullopt if the encrypted key does not fit the key: which of the many reasons is not told. The content key
///         has the size that `encryption` wants.
/// @errors token-header (epk, iv, tag, p2s, p2c missing or of the wrong type), token-limit, crypto-backend,
///         cancelled
Result<std::optional<Secret>> recoverContentKey(const crypto::Key& key, const KeyManagement& algorithm,
                                                const ContentEncryption& encryption, const JweHeader& header,
                                                ByteView encryptedKey, std::int64_t pbes2Count,
                                                std::int64_t& iterations, const Watch& watch = {});

/// Values that are random in honest use; fixed ones make known answers reproducible in tests.
struct FixedRandomness {
    Secret contentKey;
    Bytes nonce; ///< of the content encryption
    std::optional<crypto::Key> ephemeral;
    Bytes wrapNonce; ///< of A…GCMKW
};

/// The content key protected for one recipient.
struct ProtectedContentKey {
    Bytes encryptedKey; ///< empty for dir and ECDH-ES
    Secret contentKey;  ///< dir and ECDH-ES: what the key gives; else empty
    /// Header members to set: name and JSON text (epk, iv, tag, p2s, p2c).
    std::vector<std::pair<std::string, std::string>> members;
};

/// @param contentKey  of the size that `encryption` wants; not looked at for dir and ECDH-ES.
/// @param header  "apu", "apv", "p2s", "p2c" are taken from it where they stand there.
/// @param pbes2Count  where the header has no "p2c".
/// @errors token-header, token-limit (p2c above `mostPbes2Count`), key-…, crypto-backend, cancelled
Result<ProtectedContentKey> protectContentKey(const crypto::Key& key, const KeyManagement& algorithm,
                                              const ContentEncryption& encryption, const JweHeader& header,
                                              ByteView contentKey, std::int64_t pbes2Count, std::int64_t mostPbes2Count,
                                              const FixedRandomness* fixed, const Watch& watch = {});

} // namespace twb::jose
