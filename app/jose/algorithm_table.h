// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "crypto/key.h"

#include <span>
#include <string_view>

/// JOSE: names, keys, tokens and policies on top of app/crypto and app/json.
namespace twb::jose {

enum class AlgorithmId : std::uint8_t {
    Hs256,
    Hs384,
    Hs512,
    Rs256,
    Rs384,
    Rs512,
    Ps256,
    Ps384,
    Ps512,
    Es256,
    Es384,
    Es512,
    Es256k,
    EdDsa,
    Ed25519,
    Ed448,
    None,
};

enum class AlgorithmFamily : std::uint8_t { Hmac, RsaPkcs1, RsaPss, Ecdsa, EdDsa, None };

/// One row of the only table of signature algorithms.   (RFC 7518 §3.1; RFC 8037 §3.1; RFC 8812 §3.2; RFC 9864 §2.2)
struct Algorithm {
    AlgorithmId id;
    std::string_view name; ///< the "alg" value
    AlgorithmFamily family;
    crypto::SignatureMethod method; ///< meaningless for None
    crypto::KeyType keyType;        ///< meaningless for None
    crypto::Curve curve;            ///< None where any curve of the key type (or no curve) serves
    int minimumBits;                ///< of the key; 0 = no rule. Secrets: 8 × octets. Less is a warning, see policy.h
    std::string_view description;   ///< "HMAC with SHA-256"
    std::string_view keyNeed;       ///< "needs a secret of 32 octets or more"
    std::string_view section;       ///< "RFC 7518 §3.2"
};

/// All rows in the order in which they are offered to people; `none` is the last.
std::span<const Algorithm> allAlgorithms();
/// The row of that exact name (names are case-sensitive, RFC 7515 §4.1.1), or nullptr.
const Algorithm* findAlgorithm(std::string_view name);
const Algorithm& algorithm(AlgorithmId id);

/// True if type and curve of the key serve the algorithm; lengths are not looked at. Nothing serves `none`.
bool fits(const crypto::Key& key, const Algorithm& algorithm);
/// The same with the reason: "ES256 needs an EC key on P-256; this is an RSA key of 2048 bits".
/// @errors key-type-mismatch, key-curve-mismatch, algorithm-unsupported (none)
Result<void> checkFits(const crypto::Key& key, const Algorithm& algorithm);
/// The algorithm that one would offer first for a key (HS256, RS256, PS256, ES…, EdDSA), or nullptr (X25519).
const Algorithm* usualAlgorithm(const crypto::Key& key);

/// "RSA", "EC", "OKP", "oct": the "kty" value.
std::string_view keyTypeName(crypto::KeyType type);
/// "P-256" …: the "crv" value; empty for Curve::None.
std::string_view curveName(crypto::Curve curve);
/// Curve::None if there is no such name.
crypto::Curve findCurve(std::string_view name);
/// For people: "RSA key of 2048 bits", "EC key on P-256", "secret of 32 octets".
std::string describe(const crypto::Key& key);

} // namespace twb::jose
