// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: the schemes of PKCS#5 version 1 and of PKCS#12, left to OpenSSL.
#include "crypto/backend.h"

#include <openssl/crypto.h>
#include <openssl/provider.h>

namespace twb::crypto {

/// A library context of its own with the default and, where it is installed, the legacy provider: the program's main
/// context never has the legacy algorithms.
class LegacyContext {
public:
    LegacyContext();
    ~LegacyContext();
    LegacyContext(const LegacyContext&) = delete;
    LegacyContext& operator=(const LegacyContext&) = delete;
    /// nullptr if it could not be made.
    OSSL_LIB_CTX* get() const { return m_default == nullptr ? nullptr : m_context; }
    bool hasLegacy() const { return m_legacy != nullptr; }

private:
    OSSL_LIB_CTX* m_context = nullptr;
    OSSL_PROVIDER* m_default = nullptr;
    OSSL_PROVIDER* m_legacy = nullptr;
};

/// Opens an EncryptedPrivateKeyInfo of a scheme older than PBES2.                    (RFC 8018 §6.1, RFC 7292 App. C)
/// @param scheme  its object identifier as text, for the error.
/// @errors key-password-wrong, key-unsupported, crypto-backend
Result<Secret> decryptLegacyPkcs8(ByteView der, const Secret& password, const std::string& scheme);

} // namespace twb::crypto
