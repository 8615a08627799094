// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/failure.h"
#include "crypto/key_file.h"
#include "jose/jwks.h"

namespace twb::cli {

/// A FORMAT of the command line.
struct OutputFormat {
    enum class Kind { KeyFile, Jwk, Jwks, Certificate, SecretText, Pkcs12, OpenSsh };
    std::string_view name;
    Kind kind;
    crypto::KeyFormat privateForm; ///< KeyFile: what a private key becomes
    crypto::KeyFormat publicForm;  ///< KeyFile: what a public key becomes
    bool binary;                   ///< DER and PKCS#12
};

/// @errors usage (names what is possible)
Answer<const OutputFormat*> findFormat(std::string_view name);

enum class Half { Public, Private };

/// A key in its new clothes.
struct WrittenKey {
    Secret octets; ///< text with a line end, or DER
    Half half;     ///< what is in it
};

/// How keys are to be written.
struct WriteWish {
    Half half = Half::Private;              ///< Private: the private half where there is one and the format can hold it
    crypto::Password password;              ///< encrypts PKCS#8; PKCS#12 cannot do without
    std::vector<crypto::Certificate> chain; ///< for cert-pem and pkcs12, the key's own first
};

/// Writes the keys; every format but jwks takes exactly one.
/// @errors key-format-impossible, key-private-missing, usage
Answer<WrittenKey> writeAs(const OutputFormat& format, const jose::KeySet& keys, const WriteWish& wish);

/// What of a JWK gets lost in the format: "kid, alg"; empty if it holds all.
std::string lostIn(const OutputFormat& format, const jose::Jwk& jwk);

/// The format in which the public half of a key goes beside its private file.
std::string_view publicCompanion(const OutputFormat& format);

} // namespace twb::cli
