// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"

#include <cstdint>
#include <QStringList>
#include <string>

namespace twb::workbench {

/// What the generate window asks for.
struct KeyRequest {
    enum class Kind : std::uint8_t { Rsa, Ec, Okp, Secret };
    enum class KidRule : std::uint8_t { Thumbprint, Uuid, Date, OwnText, None };
    Kind kind = Kind::Rsa;
    int bits = 2048;         ///< RSA: 2048 to 8192
    std::string curve;       ///< EC, OKP: JWK name, `P-256`, `secp256k1`, `Ed25519` …
    std::size_t octets = 32; ///< Secret
    std::string use;         ///< `sig`, `enc` or empty
    std::string algorithm;   ///< JWK `alg` or empty
    std::string name;        ///< for people; not part of the key
    KidRule kidRule = KidRule::Thumbprint;
    std::string kid;                ///< for OwnText
    std::string date;               ///< for Date: `2026-11-20`
    std::string certificateSubject; ///< not empty: also a self-signed certificate; `CN=name, O=…`, or a bare name
    int certificateDays = 365;      ///< 1 to 36500
    Time now{};                     ///< from when on the certificate is valid
};

/// Whether such a key can sign its own certificate: not a secret, not X25519 or X448.
bool canHaveCertificate(const KeyRequest& request);

/// Names of the algorithms that such a key serves, in the order of jose's tables: signatures, or with use `enc` the
/// key management of JWE. Of a secret those that its length is enough for.
QStringList algorithmsFor(const KeyRequest& request);

/// Lengths of secrets worth offering for a use, in octets, and what each is for ("HS256").
struct SecretLength {
    std::size_t octets;
    QStringList algorithms; ///< for which it is exactly the length that they ask for
};
std::vector<SecretLength> secretLengths(const std::string& use);

} // namespace twb::workbench
