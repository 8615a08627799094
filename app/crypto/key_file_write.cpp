// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_encryption.h"
#include "crypto/key_file.h"
#include "crypto/key_structures.h"
#include "crypto/openssh.h"
#include "crypto/pem.h"
#include "crypto/pkcs12.h"

namespace twb::crypto {

namespace {

/// The PEM label of a format; empty for DER.
std::string_view labelOf(KeyFormat format) {
    switch (format) {
    case KeyFormat::Pkcs1Pem:
        return "RSA PRIVATE KEY";
    case KeyFormat::Pkcs8Pem:
        return "PRIVATE KEY";
    case KeyFormat::Pkcs8EncryptedPem:
        return "ENCRYPTED PRIVATE KEY";
    case KeyFormat::Sec1Pem:
        return "EC PRIVATE KEY";
    case KeyFormat::SpkiPem:
        return "PUBLIC KEY";
    case KeyFormat::Pkcs1PublicPem:
        return "RSA PUBLIC KEY";
    default:
        return {};
    }
}

Result<Secret> encryptedPkcs8(const Key& key, const Password& password) {
    if (!password) {
        return fail(ErrorCode::KeyEncrypted, "an encrypted key needs a password");
    }
    const auto plain = pkcs8Of(key);
    if (!plain) {
        return passOn(plain);
    }
    return encryptPkcs8(plain->reveal(), *password);
}

Result<Secret> structureOf(const Key& key, KeyFormat format, const Password& password) {
    switch (format) {
    case KeyFormat::Pkcs1Pem:
    case KeyFormat::Pkcs1Der:
        return pkcs1PrivateOf(key);
    case KeyFormat::Pkcs8Pem:
    case KeyFormat::Pkcs8Der:
        return pkcs8Of(key);
    case KeyFormat::Pkcs8EncryptedPem:
    case KeyFormat::Pkcs8EncryptedDer:
        return encryptedPkcs8(key, password);
    case KeyFormat::Sec1Pem:
    case KeyFormat::Sec1Der:
        return sec1Of(key);
    case KeyFormat::SpkiPem:
    case KeyFormat::SpkiDer:
        return spkiOf(key);
    case KeyFormat::Pkcs1PublicPem:
    case KeyFormat::Pkcs1PublicDer:
        return pkcs1PublicOf(key);
    case KeyFormat::OpenSshPublic: {
        const auto line = writeOpenSshPublic(key);
        if (!line) {
            return passOn(line);
        }
        return Secret::fromText(*line);
    }
    case KeyFormat::OpenSshPrivate:
        return fail(ErrorCode::KeyFormatImpossible,
                    "OpenSSH private keys are read, not written; ssh-keygen reads PKCS#8");
    case KeyFormat::Pkcs12:
        return writePkcs12(key, {}, password);
    case KeyFormat::CertificatePem:
    case KeyFormat::CertificateDer:
        break;
    }
    return fail(ErrorCode::KeyFormatImpossible, "a certificate needs a subject and a validity, not only a key");
}

} // namespace

Result<Secret> writeKey(const Key& key, KeyFormat format, const Password& password) {
    auto structure = structureOf(key, format, password);
    if (!structure || labelOf(format).empty()) {
        return structure;
    }
    return writePem(labelOf(format), structure->reveal());
}

} // namespace twb::crypto
