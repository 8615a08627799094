// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"
#include "base/secret.h"
#include "crypto/algorithms.h"

#include <memory>

namespace twb::crypto {

/// The numbers of an RSA key, big-endian without leading zeros.                    (RFC 8017 §3; RFC 7518 §6.3)
/// Secret members are empty for a public key; p, q, dp, dq, qi may all be empty where only d is known.
struct RsaNumbers {
    Bytes n, e;
    Secret d, p, q, dp, dq, qi;
};

/// The numbers of an EC key, big-endian, each padded to fieldOctets(curve).               (RFC 7518 §6.2)
struct EcNumbers {
    Curve curve = Curve::None;
    Bytes x, y;
    Secret d; ///< empty for a public key
};

/// An octet key pair: the raw key of RFC 8032 or RFC 7748.                               (RFC 8037 §2)
struct OkpNumbers {
    Curve curve = Curve::None;
    Bytes x;
    Secret d; ///< empty for a public key
};

/// A key, imported once and checked once. Copies are cheap and share it; it never changes, and any number of threads
/// may use it at the same time (each with its own Signer or Verifier).
class Key {
public:
    struct Native; ///< holds the EVP_PKEY; known to app/crypto only

    /// Any octets, the empty string too: HMAC takes keys of every length (a short one is the policy's business).
    static Key fromSecret(Secret octets);
    /// Where d is known but the primes are not, they are computed from it.
    /// @errors key-invalid (even modulus; even or tiny exponent; mismatched halves; the ROCA fingerprint: the detail
    /// names which), key-weak (below 512 bits), key-too-large (above 16384 bits)
    static Result<Key> fromRsa(const RsaNumbers& numbers);
    /// x and y may both be empty if d is given. Coordinates and d may be shorter than the field (leading zeros cut off
    /// by other tools): they are padded.
    /// @errors key-invalid: point off the curve, too long, d does not belong to x and y or is out of range
    static Result<Key> fromEc(const EcNumbers& numbers);
    /// x may be empty if d is given. @errors key-invalid
    static Result<Key> fromOkp(const OkpNumbers& numbers);

    KeyType type() const;
    Curve curve() const;
    /// Modulus or field size in bits; for secrets 8 × octets.
    int bits() const;
    /// Secrets count as private.
    bool isPrivate() const;
    /// The same key without its private half; for a secret: the secret itself (there is no public half).
    Key publicHalf() const;
    /// Same public numbers (or, for secrets, the same octets).
    bool samePublicKey(const Key& other) const;

    /// Only for KeyType::Oct.
    const Secret& secret() const;
    enum class Halves { PublicOnly, PublicAndPrivate };
    /// Only for KeyType::Rsa and RsaPss.  @errors key-private-missing, crypto-backend
    Result<RsaNumbers> rsaNumbers(Halves halves) const;
    Result<EcNumbers> ecNumbers(Halves halves) const;
    Result<OkpNumbers> okpNumbers(Halves halves) const;

    const Native& native() const { return *m_native; }
    explicit Key(std::shared_ptr<const Native> native)
        : m_native(std::move(native)) {}

private:
    std::shared_ptr<const Native> m_native;
};

/// True if the modulus (big-endian) was made by the faulty generator of Infineon chips (CVE-2017-15361, "ROCA"): for
/// every prime p of the fingerprint list, modulus mod p lies in the subgroup that 65537 generates. Keys of honest
/// generators pass for one by chance with a probability below 2^-27.
bool hasRocaFingerprint(ByteView modulus);

} // namespace twb::crypto
