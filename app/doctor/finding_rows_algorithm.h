// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/finding_row.h"

/// Rows of the finding catalogue: algorithm. The order is that of the reports.
namespace twb::doctor {

// clang-format off
inline constexpr FindingInfo algorithmRows[] = {
    findingRow("alg-key-type-mismatch", "finding.alg-key-type-mismatch", Severity::Error, Category::Algorithm, Repair::No, "The key is of the wrong kind",
        "The key does not fit the algorithm. Ask for the key that belongs to this issuer, or fix alg."),
    findingRow("alg-curve-mismatch", "finding.alg-curve-mismatch", Severity::Error, Category::Algorithm, Repair::No, "The key is on the wrong curve",
        "ES256 needs a P-256 key, ES384 P-384, ES512 P-521. Use the right key or the alg that fits it."),
    findingRow("alg-jwk-alg-mismatch", "finding.alg-jwk-alg-mismatch", Severity::Error, Category::Algorithm, Repair::No, "The key is published for another algorithm",
        "The key is published for another algorithm; issuer configuration and JWKS disagree."),
    findingRow("alg-jwk-use-enc", "finding.alg-jwk-use-enc", Severity::Error, Category::Algorithm, Repair::No, "The key is not meant for signatures",
        "This key is meant for encryption, not for signatures. Use the key with use \"sig\"."),
    findingRow("alg-pss-key-as-rs", "finding.alg-pss-key-as-rs", Severity::Info, Category::Algorithm, Repair::No, "A PSS-only key for an RS algorithm",
        "A PSS-only key cannot be used with RS256; use PS256 or an rsaEncryption key."),
    findingRow("jwe-no-key", "finding.jwe-no-key", Severity::Info, Category::Algorithm, Repair::No, "The decryption key is missing",
        "Supply the decryption key to read it."),
    findingRow("jwe-decrypted", "finding.jwe-decrypted", Severity::Info, Category::Algorithm, Repair::No, "The token was decrypted",
        "Decrypted."),
    findingRow("jwe-decrypt-failed", "finding.jwe-decrypt-failed", Severity::Error, Category::Algorithm, Repair::No, "The token cannot be decrypted with this key",
        "Wrong key, or the token was changed."),
    findingRow("jwe-key-size", "finding.jwe-key-size", Severity::Error, Category::Algorithm, Repair::No, "The decryption key has the wrong length",
        "The key has the wrong length for this algorithm (is it base64 text that must be decoded?)."),
    findingRow("jwe-public-key-given", "finding.jwe-public-key-given", Severity::Error, Category::Algorithm, Repair::No, "A public key cannot decrypt",
        "Decryption needs the private key; the public key only encrypts."),
};
// clang-format on

} // namespace twb::doctor
