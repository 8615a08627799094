// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: the private keys of a PKCS#12 file beyond the one that PKCS12_parse() gives.
#include "crypto/key.h"

#include <openssl/pkcs12.h>
#include <string>
#include <vector>

namespace twb::crypto {

/// A private key with the name that its bag carries ("friendlyName": the alias of a Java keystore).
struct NamedKey {
    Key key;
    std::string name;
};

/// Every private key of the file if it holds two or more, in their order; empty if it holds one or none. Looks at
/// encrypted keys in contents that are not encrypted as a whole, where keytool and OpenSSL put them. (RFC 7292 §4.2)
/// @param password  the one that opened the file, as a C string; nullptr: none
/// @errors key-invalid, crypto-backend, and those of keyFromPkcs8()
Result<std::vector<NamedKey>> severalKeys(const PKCS12* file, const char* password, OSSL_LIB_CTX* context);

} // namespace twb::crypto
