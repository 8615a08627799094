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

constexpr Algorithm hmac(AlgorithmId id, std::string_view name, Hash hash, int bits, std::string_view description,
                         std::string_view need) {
    return {id,           name,           Family::Hmac, {SignatureScheme::Hmac, hash, Curve::None},
            KeyType::Oct, Curve::None,    bits,         description,
            need,         "RFC 7518 §3.2"};
}
constexpr Algorithm rsa(AlgorithmId id, std::string_view name, Hash hash, std::string_view description) {
    return {id,
            name,
            Family::RsaPkcs1,
            {SignatureScheme::RsaPkcs1, hash, Curve::None},
            KeyType::Rsa,
            Curve::None,
            2048,
            description,
            "needs an RSA key",
            "RFC 7518 §3.3"};
}
constexpr Algorithm pss(AlgorithmId id, std::string_view name, Hash hash, std::string_view description) {
    return {id,
            name,
            Family::RsaPss,
            {SignatureScheme::RsaPss, hash, Curve::None},
            KeyType::Rsa,
            Curve::None,
            2048,
            description,
            "needs an RSA key",
            "RFC 7518 §3.5"};
}
constexpr Algorithm ecdsa(AlgorithmId id, std::string_view name, Hash hash, Curve curve, std::string_view description,
                          std::string_view need, std::string_view section = "RFC 7518 §3.4") {
    return {id,          name, Family::Ecdsa, {SignatureScheme::Ecdsa, hash, curve}, KeyType::Ec, curve, 0,
            description, need, section};
}
constexpr Algorithm edDsa(AlgorithmId id, std::string_view name, Curve curve, std::string_view description,
                          std::string_view need, std::string_view section = "RFC 9864 §2.2") {
    return {id,          name, Family::EdDsa, {SignatureScheme::EdDsa, Hash::None, curve}, KeyType::Okp, curve, 0,
            description, need, section};
}

// "EdDSA" has no curve of its own (RFC 8037 §3.1): the key says which one is meant.
// clang-format off
constexpr std::array<Algorithm, 17> table{{
    hmac(AlgorithmId::Hs256, "HS256", Hash::Sha256, 256, "HMAC with SHA-256", "needs a secret of 32 octets or more"),
    hmac(AlgorithmId::Hs384, "HS384", Hash::Sha384, 384, "HMAC with SHA-384", "needs a secret of 48 octets or more"),
    hmac(AlgorithmId::Hs512, "HS512", Hash::Sha512, 512, "HMAC with SHA-512", "needs a secret of 64 octets or more"),
    rsa(AlgorithmId::Rs256, "RS256", Hash::Sha256, "RSASSA-PKCS1-v1_5 with SHA-256"),
    rsa(AlgorithmId::Rs384, "RS384", Hash::Sha384, "RSASSA-PKCS1-v1_5 with SHA-384"),
    rsa(AlgorithmId::Rs512, "RS512", Hash::Sha512, "RSASSA-PKCS1-v1_5 with SHA-512"),
    pss(AlgorithmId::Ps256, "PS256", Hash::Sha256, "RSASSA-PSS with SHA-256"),
    pss(AlgorithmId::Ps384, "PS384", Hash::Sha384, "RSASSA-PSS with SHA-384"),
    pss(AlgorithmId::Ps512, "PS512", Hash::Sha512, "RSASSA-PSS with SHA-512"),
    ecdsa(AlgorithmId::Es256, "ES256", Hash::Sha256, Curve::P256, "ECDSA on P-256 with SHA-256",
          "needs an EC key on P-256"),
    ecdsa(AlgorithmId::Es384, "ES384", Hash::Sha384, Curve::P384, "ECDSA on P-384 with SHA-384",
          "needs an EC key on P-384"),
    ecdsa(AlgorithmId::Es512, "ES512", Hash::Sha512, Curve::P521, "ECDSA on P-521 with SHA-512",
          "needs an EC key on P-521"),
    ecdsa(AlgorithmId::Es256k, "ES256K", Hash::Sha256, Curve::Secp256k1, "ECDSA on secp256k1 with SHA-256",
          "needs an EC key on secp256k1", "RFC 8812 §3.2"),
    edDsa(AlgorithmId::EdDsa, "EdDSA", Curve::None, "EdDSA with the curve of the key",
          "needs an OKP key on Ed25519 or Ed448", "RFC 8037 §3.1"),
    edDsa(AlgorithmId::Ed25519, "Ed25519", Curve::Ed25519, "EdDSA on Ed25519", "needs an OKP key on Ed25519"),
    edDsa(AlgorithmId::Ed448, "Ed448", Curve::Ed448, "EdDSA on Ed448", "needs an OKP key on Ed448"),
    {AlgorithmId::None, "none", Family::None, {}, KeyType::Oct, Curve::None, 0, "no signature at all",
     "takes no key and is never verified", "RFC 7518 §3.6"},
}};
// clang-format on

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
