// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "crypto/certificate.h"
#include "crypto/key.h"

#include <optional>
#include <vector>

namespace twb::crypto {

/// Every container a key can come in or go out by, without JOSE's own (those are jose/jwk.h).
enum class KeyFormat : std::uint8_t {
    Pkcs1Pem,
    Pkcs8Pem,
    Pkcs8EncryptedPem,
    Sec1Pem,
    SpkiPem,
    CertificatePem,
    Pkcs1PublicPem,
    Pkcs1Der,
    Pkcs8Der,
    Pkcs8EncryptedDer,
    Sec1Der,
    SpkiDer,
    CertificateDer,
    Pkcs1PublicDer,
    Pkcs12,         ///< written by writePkcs12()
    OpenSshPublic,  ///< a line, or RFC 4716
    OpenSshPrivate, ///< read only
};

/// `pkcs1-pem`, `spki-der` …, the names of the command line; both PKCS#1 halves are `pkcs1-…`.
std::string_view name(KeyFormat format);

/// One key read from a file.
struct KeyFileEntry {
    Key key;
    KeyFormat format;
    std::optional<Certificate> certificate; ///< set when the key came out of one
    std::string label{};                    ///< OpenSSH comment or PKCS#12 friendly name
};

/// Asked for when a file is encrypted; an empty optional means that nobody gave a password.
using Password = std::optional<Secret>;

/// True for text with a PEM line (`-----BEGIN `), whole or broken.
bool looksLikePem(std::string_view text);

/// Reads every key of a PEM text (several blocks allowed; text between them is skipped, RFC 7468 §2) in their order.
/// PKCS#1, PKCS#8, SEC1, SPKI, X.509.  `where` of an error is the block or the line at fault.
/// @errors key-pem-broken, key-pem-label, key-encrypted, key-password-wrong, key-invalid, key-unsupported,
/// certificate-invalid, input-too-large
Result<std::vector<KeyFileEntry>> readPem(std::string_view text, const Password& password = {});

/// Reads one key of a DER file; the kind is recognised from its structure. Octets after the structure are an error. Of
/// a PKCS#12 file it is the private key, or else the first certificate's; readPkcs12() gives all.
/// @errors key-format-unknown if it is no DER key at all, else as readPem
Result<KeyFileEntry> readDer(ByteView octets, const Password& password = {});

/// Writes a key. Private formats need a private key; the text or octets are secret unless `format` is public
/// (SPKI, PKCS#1 public).
/// @errors key-private-missing, key-format-impossible, crypto-backend
Result<Secret> writeKey(const Key& key, KeyFormat format, const Password& password = {});

} // namespace twb::crypto
