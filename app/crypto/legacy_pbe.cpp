// SPDX-License-Identifier: Apache-2.0
#include "crypto/legacy_pbe.h"

#include <openssl/err.h>
#include <openssl/evperr.h>
#include <openssl/pkcs12.h>

namespace twb::crypto {

namespace {

using SigPtr = std::unique_ptr<X509_SIG, FreeWith<X509_SIG_free>>;
using InfoPtr = std::unique_ptr<PKCS8_PRIV_KEY_INFO, FreeWith<PKCS8_PRIV_KEY_INFO_free>>;

} // namespace

LegacyContext::LegacyContext() {
    startBackend();
    m_context = OSSL_LIB_CTX_new();
    if (m_context != nullptr) {
        m_default = OSSL_PROVIDER_load(m_context, "default");
        m_legacy = OSSL_PROVIDER_load(m_context, "legacy");
        drainErrors(); // a provider that is not installed is no error here
    }
}

LegacyContext::~LegacyContext() {
    if (m_legacy != nullptr) {
        OSSL_PROVIDER_unload(m_legacy);
    }
    if (m_default != nullptr) {
        OSSL_PROVIDER_unload(m_default);
    }
    OSSL_LIB_CTX_free(m_context);
}

Result<Secret> decryptLegacyPkcs8(ByteView der, const Secret& password, const std::string& scheme) {
    const LegacyContext legacy;
    if (legacy.get() == nullptr) {
        return backendFailure("the legacy algorithms could not be prepared");
    }
    const unsigned char* at = der.data();
    const SigPtr encrypted(d2i_X509_SIG(nullptr, &at, static_cast<long>(der.size())));
    if (!encrypted) {
        return failWithReasons(ErrorCode::KeyInvalid, "the structure of the encrypted key is damaged");
    }
    const InfoPtr info(PKCS8_decrypt_ex(encrypted.get(), reinterpret_cast<const char*>(password.reveal().data()),
                                        static_cast<int>(password.size()), legacy.get(), nullptr));
    if (!info) {
        std::vector<unsigned long> codes;
        const std::string reasons = drainErrors(&codes);
        for (const unsigned long code : codes) {
            if (ERR_GET_LIB(code) == ERR_LIB_EVP &&
                (ERR_GET_REASON(code) == EVP_R_UNSUPPORTED_ALGORITHM ||
                 ERR_GET_REASON(code) == EVP_R_UNKNOWN_PBE_ALGORITHM || ERR_GET_REASON(code) == EVP_R_UNKNOWN_CIPHER)) {
                return fail(ErrorCode::KeyUnsupported,
                            "the encryption scheme " + scheme +
                                (legacy.hasLegacy() ? " is not supported"
                                                    : " is outdated, and OpenSSL's legacy provider is not installed"));
            }
        }
        return fail(ErrorCode::KeyPasswordWrong, "the key does not open with this password");
    }
    unsigned char* raw = nullptr;
    const int size = i2d_PKCS8_PRIV_KEY_INFO(info.get(), &raw);
    if (size <= 0) {
        return backendFailure("the key could not be decrypted");
    }
    Secret plain(ByteView(raw, static_cast<std::size_t>(size)));
    OPENSSL_clear_free(raw, static_cast<std::size_t>(size));
    return plain;
}

} // namespace twb::crypto
