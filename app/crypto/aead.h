// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"
#include "base/secret.h"
#include "crypto/algorithms.h"

#include <memory>
#include <optional>
#include <span>

namespace twb::crypto {

enum class AeadScheme : std::uint8_t { Gcm, CbcHmac };

/// Authenticated encryption as JWE uses it; its names live in jose/encryption_table.h.          (RFC 7518 §5.2, §5.3)
struct AeadMethod {
    AeadScheme scheme = AeadScheme::Gcm;
    std::size_t keyOctets = 16; ///< of the whole key; for CbcHmac the MAC key, then the cipher key: 32, 48 or 64
    Hash hash = Hash::None;     ///< CbcHmac only
    std::size_t nonceOctets() const { return scheme == AeadScheme::Gcm ? 12 : 16; }
    std::size_t tagOctets() const { return scheme == AeadScheme::Gcm ? 16 : keyOctets / 2; }
    friend bool operator==(const AeadMethod&, const AeadMethod&) = default;
};

/// Seals and opens with one key; the key schedule and the contexts are held ready between calls.
///
/// One object per thread.
class Aead {
public:
    /// @errors key-type-mismatch (wrong size), crypto-backend
    static Result<Aead> create(AeadMethod method, ByteView key);
    Aead(Aead&&) noexcept;
    Aead& operator=(Aead&&) noexcept;
    ~Aead();

    struct Sealed {
        Bytes ciphertext; ///< GCM: as long as the plaintext; CBC: padded to the next 16 octets
        Bytes tag;
    };
    /// @param nonce  nonceOctets() octets that this key never sees twice.
    /// @param plaintext  below 2 GB, may be empty.
    /// @errors crypto-backend (also for a nonce of the wrong size)
    Result<Sealed> seal(ByteView nonce, ByteView additional, ByteView plaintext);

    /// @return the plaintext; nullopt if anything does not fit: nonce or tag of the wrong size, wrong key, changed
    ///         octets, bad padding. Which of them is not told, and CBC padding is looked at only under a right tag.
    /// @errors crypto-backend
    Result<std::optional<Secret>> open(ByteView nonce, ByteView additional, ByteView ciphertext, ByteView tag);

    /// The same where the ciphertext stands: its octets become the plaintext, at the beginning of `data`. Nothing is
    /// allocated for GCM. What does not fit leaves only zeros.
    /// @return the octets of the plaintext.
    Result<std::optional<std::size_t>> openInPlace(ByteView nonce, ByteView additional, std::span<std::uint8_t> data,
                                                   ByteView tag);

    const AeadMethod& method() const;

    struct State;

private:
    explicit Aead(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace twb::crypto
