// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "crypto/key_file.h"

namespace twb::crypto {

/// Reads the key and the certificates of a PKCS#12 file: a private key first (with its certificate), then each other
/// certificate with its private key where the file has it (a keystore of Java may hold several), else its public key.
/// Legacy encryption (RC2, 40-bit) is read where OpenSSL's legacy provider is installed. (RFC 7292)
/// @param password  none is tried as "no password" and as the empty one.
/// @errors key-encrypted, key-password-wrong, key-unsupported (legacy encryption without the provider), key-invalid
Result<std::vector<KeyFileEntry>> readPkcs12(ByteView octets, const Password& password = {});

/// Writes a private key and its certificates (its own first; may be none), AES-256-CBC and HMAC-SHA-256.
/// @param friendlyName  shown by other programs; may be empty.
/// @errors key-private-missing, key-format-impossible, key-encrypted (no password), crypto-backend
Result<Secret> writePkcs12(const Key& key, const std::vector<Certificate>& certificates, const Password& password,
                           const std::string& friendlyName = {});

} // namespace twb::crypto
