// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>

namespace twb::crypto {

enum class Hash : std::uint8_t { None, Sha1, Sha256, Sha384, Sha512 };
enum class Curve : std::uint8_t { None, P256, P384, P521, Secp256k1, Ed25519, Ed448, X25519, X448 };
enum class KeyType : std::uint8_t { Oct, Rsa, RsaPss, Ec, Okp };
enum class SignatureScheme : std::uint8_t { Hmac, RsaPkcs1, RsaPss, Ecdsa, EdDsa };

/// What a signature is made of; the names of RFC 7518 and RFC 8037 live in jose/algorithm_table.h.
struct SignatureMethod {
    SignatureScheme scheme = SignatureScheme::Hmac;
    Hash hash = Hash::Sha256;  ///< None for EdDSA
    Curve curve = Curve::None; ///< wanted curve for ECDSA and EdDSA; None for EdDSA = what the key has
    friend bool operator==(const SignatureMethod&, const SignatureMethod&) = default;
};

/// Octets of a field element or of one half of an ECDSA signature: 32, 48, 66; for OKP the key size: 32, 57, 32, 56.
constexpr std::size_t fieldOctets(Curve curve) {
    switch (curve) {
    case Curve::P256:
    case Curve::Secp256k1:
    case Curve::Ed25519:
    case Curve::X25519:
        return 32;
    case Curve::P384:
        return 48;
    case Curve::P521:
        return 66;
    case Curve::Ed448:
        return 57;
    case Curve::X448:
        return 56;
    case Curve::None:
        break;
    }
    return 0;
}

/// Octets of a digest.
constexpr std::size_t hashOctets(Hash hash) {
    switch (hash) {
    case Hash::Sha1:
        return 20;
    case Hash::Sha256:
        return 32;
    case Hash::Sha384:
        return 48;
    case Hash::Sha512:
        return 64;
    case Hash::None:
        break;
    }
    return 0;
}

} // namespace twb::crypto
