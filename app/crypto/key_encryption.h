// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: keys under a password.
#include "base/result.h"
#include "base/secret.h"

namespace twb::crypto {

/// Opens an EncryptedPrivateKeyInfo: PBES2 with PBKDF2 or scrypt and AES or triple DES in CBC mode,
/// and by OpenSSL the older schemes.                                  (RFC 8018 §6; RFC 7914 §7; RFC 5958 §3)
/// @return the PKCS#8 octets.
/// @errors key-password-wrong, key-unsupported (names the scheme; also above 10 million rounds), key-invalid,
/// crypto-backend
Result<Secret> decryptPkcs8(ByteView der, const Secret& password);

/// Makes an EncryptedPrivateKeyInfo: PBES2, PBKDF2-HMAC-SHA-256 with 600,000 rounds, AES-256-CBC.
/// @errors crypto-backend
Result<Secret> encryptPkcs8(ByteView pkcs8, const Secret& password);

/// Opens the body of a PEM block with DEK-Info: the key is MD5 of password and salt.         (OpenSSL PEM_do_header)
/// @errors key-password-wrong, key-unsupported, crypto-backend
Result<Secret> decryptTraditional(std::string_view dekInfo, ByteView body, const Secret& password);

} // namespace twb::crypto
