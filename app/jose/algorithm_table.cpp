// SPDX-License-Identifier: Apache-2.0
#include "jose/algorithm_table.h"

#include <array>

namespace twb::jose {

namespace {

using crypto::Curve;
using crypto::Hash;
using crypto::KeyType;
using crypto::SignatureScheme;
using Family = AlgorithmFamily;

// Deliberate: "EdDSA" has no curve of its own (RFC 8037 §3.1): the key says which one is meant.
constexpr std::array<Algorithm, 17> table{{
    {AlgorithmId::Hs256,
     "HS256",
     Family::Hmac,
     {SignatureScheme::Hmac, Hash::Sha256, Curve::None},
     KeyType::Oct,
     Curve::None,
     256,
     "HMAC with SHA-256",
     "needs a secret of 32 octets or more",
     "RFC 7518 §3.2"},
    {AlgorithmId::Hs384,
     "HS384",
     Family::Hmac,
     {SignatureScheme::Hmac, Hash::Sha384, Curve::None},
     KeyType::Oct,
     Curve::None,
     384,
     "HMAC with SHA-384",
     "needs a secret of 48 octets or more",
     "RFC 7518 §3.2"},
    {AlgorithmId::Hs512,
     "HS512",
     Family::Hmac,
     {SignatureScheme::Hmac, Hash::Sha512, Curve::None},
     KeyType::Oct,
     Curve::None,
     512,
     "HMAC with SHA-512",
     "needs a secret of 64 octets or more",
     "RFC 7518 §3.2"},
    {AlgorithmId::Rs256,
     "RS256",
     Family::RsaPkcs1,
     {SignatureScheme::RsaPkcs1, Hash::Sha256, Curve::None},
     KeyType::Rsa,
     Curve::None,
     2048,
     "RSASSA-PKCS1-v1_5 with SHA-256",
     "needs an RSA key",
     "RFC 7518 §3.3"},
    {AlgorithmId::Rs384,
     "RS384",
     Family::RsaPkcs1,
     {SignatureScheme::RsaPkcs1, Hash::Sha384, Curve::None},
     KeyType::Rsa,
     Curve::None,
     2048,
     "RSASSA-PKCS1-v1_5 with SHA-384",
     "needs an RSA key",
     "RFC 7518 §3.3"},
    {AlgorithmId::Rs512,
     "RS512",
     Family::RsaPkcs1,
     {SignatureScheme::RsaPkcs1, Hash::Sha512, Curve::None},
     KeyType::Rsa,
     Curve::None,
     2048,
     "RSASSA-PKCS1-v1_5 with SHA-512",
     "needs an RSA key",
     "RFC 7518 §3.3"},
    {AlgorithmId::Ps256,
     "PS256",
     Family::RsaPss,
     {SignatureScheme::RsaPss, Hash::Sha256, Curve::None},
     KeyType::Rsa,
     Curve::None,
     2048,
     "RSASSA-PSS with SHA-256",
     "needs an RSA key",
     "RFC 7518 §3.5"},
    {AlgorithmId::Ps384,
     "PS384",
     Family::RsaPss,
     {SignatureScheme::RsaPss, Hash::Sha384, Curve::None},
     KeyType::Rsa,
     Curve::None,
     2048,
     "RSASSA-PSS with SHA-384",
     "needs an RSA key",
     "RFC 7518 §3.5"},
    {AlgorithmId::Ps512,
     "PS512",
     Family::RsaPss,
     {SignatureScheme::RsaPss, Hash::Sha512, Curve::None},
     KeyType::Rsa,
     Curve::None,
     2048,
     "RSASSA-PSS with SHA-512",
     "needs an RSA key",
     "RFC 7518 §3.5"},
    {AlgorithmId::Es256,
     "ES256",
     Family::Ecdsa,
     {SignatureScheme::Ecdsa, Hash::Sha256, Curve::P256},
     KeyType::Ec,
     Curve::P256,
     0,
     "ECDSA on P-256 with SHA-256",
     "needs an EC key on P-256",
     "RFC 7518 §3.4"},
    {AlgorithmId::Es384,
     "ES384",
     Family::Ecdsa,
     {SignatureScheme::Ecdsa, Hash::Sha384, Curve::P384},
     KeyType::Ec,
     Curve::P384,
     0,
     "ECDSA on P-384 with SHA-384",
     "needs an EC key on P-384",
     "RFC 7518 §3.4"},
    {AlgorithmId::Es512,
     "ES512",
     Family::Ecdsa,
     {SignatureScheme::Ecdsa, Hash::Sha512, Curve::P521},
     KeyType::Ec,
     Curve::P521,
     0,
     "ECDSA on P-521 with SHA-512",
     "needs an EC key on P-521",
     "RFC 7518 §3.4"},
    {AlgorithmId::Es256k,
     "ES256K",
     Family::Ecdsa,
     {SignatureScheme::Ecdsa, Hash::Sha256, Curve::Secp256k1},
     KeyType::Ec,
     Curve::Secp256k1,
     0,
     "ECDSA on secp256k1 with SHA-256",
     "needs an EC key on secp256k1",
     "RFC 8812 §3.2"},
    {AlgorithmId::EdDsa,
     "EdDSA",
     Family::EdDsa,
     {SignatureScheme::EdDsa, Hash::None, Curve::None},
     KeyType::Okp,
     Curve::None,
     0,
     "EdDSA with the curve of the key",
     "needs an OKP key on Ed25519 or Ed448",
     "RFC 8037 §3.1"},
    {AlgorithmId::Ed25519,
     "Ed25519",
     Family::EdDsa,
     {SignatureScheme::EdDsa, Hash::None, Curve::Ed25519},
     KeyType::Okp,
     Curve::Ed25519,
     0,
     "EdDSA on Ed25519",
     "needs an OKP key on Ed25519",
     "RFC 9864 §2.2"},
    {AlgorithmId::Ed448,
     "Ed448",
     Family::EdDsa,
     {SignatureScheme::EdDsa, Hash::None, Curve::Ed448},
     KeyType::Okp,
     Curve::Ed448,
     0,
     "EdDSA on Ed448",
     "needs an OKP key on Ed448",
     "RFC 9864 §2.2"},
    {AlgorithmId::None,
     "none",
     Family::None,
     {},
     KeyType::Oct,
     Curve::None,
     0,
     "no signature at all",
     "takes no key and is never verified",
     "RFC 7518 §3.6"},
}};

constexpr bool rowsStandAtTheirId() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].id) != i) {
            return false;
        }
    }
    return true;
}
static_assert(rowsStandAtTheirId());

bool typeServes(KeyType type, const Algorithm& algorithm) {
    // A key that its certificate or SPKI restricts to PSS (RFC 4055 §1.2) serves PS… only.
    return type == algorithm.keyType || (type == KeyType::RsaPss && algorithm.family == Family::RsaPss);
}

bool curveServes(Curve curve, const Algorithm& algorithm) {
    if (algorithm.family == Family::EdDsa && algorithm.curve == Curve::None) {
        return curve == Curve::Ed25519 || curve == Curve::Ed448;
    }
    return algorithm.curve == Curve::None || algorithm.curve == curve;
}

struct NamedCurve {
    Curve curve;
    std::string_view name;
};
constexpr std::array<NamedCurve, 8> curves{{
    {Curve::P256, "P-256"},
    {Curve::P384, "P-384"},
    {Curve::P521, "P-521"},
    {Curve::Secp256k1, "secp256k1"},
    {Curve::Ed25519, "Ed25519"},
    {Curve::Ed448, "Ed448"},
    {Curve::X25519, "X25519"},
    {Curve::X448, "X448"},
}};

} // namespace

std::span<const Algorithm> allAlgorithms() {
    return table;
}

const Algorithm* findAlgorithm(std::string_view name) {
    for (const Algorithm& row : table) {
        if (row.name == name) {
            return &row;
        }
    }
    return nullptr;
}

const Algorithm& algorithm(AlgorithmId id) {
    return table[static_cast<std::size_t>(id)];
}

bool fits(const crypto::Key& key, const Algorithm& algorithm) {
    return algorithm.family != Family::None && typeServes(key.type(), algorithm) && curveServes(key.curve(), algorithm);
}

Result<void> checkFits(const crypto::Key& key, const Algorithm& algorithm) {
    if (fits(key, algorithm)) {
        return {};
    }
    if (algorithm.family == Family::None) {
        return fail(ErrorCode::AlgorithmUnsupported, "\"none\" takes no key");
    }
    const auto code = typeServes(key.type(), algorithm) ? ErrorCode::KeyCurveMismatch : ErrorCode::KeyTypeMismatch;
    const char* article = key.type() == KeyType::Oct ? "a " : "an "; // an RSA, an EC, an OKP key
    return fail(code, std::string(algorithm.name) + " " + std::string(algorithm.keyNeed) + "; this is " + article +
                          describe(key));
}

const Algorithm* usualAlgorithm(const crypto::Key& key) {
    for (const Algorithm& row : table) {
        if (fits(key, row)) {
            return &row;
        }
    }
    return nullptr;
}

std::string_view keyTypeName(crypto::KeyType type) {
    switch (type) {
    case KeyType::Oct:
        return "oct";
    case KeyType::Rsa:
    case KeyType::RsaPss:
        return "RSA";
    case KeyType::Ec:
        return "EC";
    case KeyType::Okp:
        return "OKP";
    }
    return {};
}

std::string_view curveName(crypto::Curve curve) {
    for (const NamedCurve& row : curves) {
        if (row.curve == curve) {
            return row.name;
        }
    }
    return {};
}

crypto::Curve findCurve(std::string_view name) {
    for (const NamedCurve& row : curves) {
        if (row.name == name) {
            return row.curve;
        }
    }
    return Curve::None;
}

std::string describe(const crypto::Key& key) {
    switch (key.type()) {
    case KeyType::Oct: {
        const auto octets = key.secret().size();
        return "secret of " + std::to_string(octets) + (octets == 1 ? " octet" : " octets");
    }
    case KeyType::Rsa:
        return "RSA key of " + std::to_string(key.bits()) + " bits";
    case KeyType::RsaPss:
        return "RSA-PSS key of " + std::to_string(key.bits()) + " bits";
    case KeyType::Ec:
    case KeyType::Okp:
        return std::string(keyTypeName(key.type())) + " key on " + std::string(curveName(key.curve()));
    }
    return {};
}

} // namespace twb::jose
