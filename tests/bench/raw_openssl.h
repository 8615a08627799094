// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/bytes.h"
#include "crypto/key.h"

#include <memory>

#include <openssl/evp.h>

/// OpenSSL alone with everything kept: the limit that the engine is measured against. Nothing is decoded, parsed or
/// checked but the signature itself.
namespace twb::bench {

template <auto Free>
struct FreeWith {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};
using PkeyPtr = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;
using PkeyContextPtr = std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>>;
using DigestContextPtr = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;
using DigestPtr = std::unique_ptr<EVP_MD, FreeWith<EVP_MD_free>>;

/// The key's own numbers imported anew: RSA, P-256 or X25519, with its private half.
PkeyPtr importPrivate(const crypto::Key& key);

/// HMAC-SHA256 from two templates that are copied for each MAC.
class RawHmac {
public:
    explicit RawHmac(ByteView key);
    bool verify(ByteView input, ByteView mac);

private:
    DigestPtr m_digest;
    DigestContextPtr m_inner, m_outer, m_work;
};

/// SHA-256 with RSA (PKCS #1 v1.5) or ECDSA; ECDSA signatures are DER.
class RawSignature {
public:
    enum class Use { Sign, Verify };
    /// The key's own numbers are imported anew, so that neither side profits from the other's caches.
    RawSignature(const crypto::Key& key, Use use);
    bool verify(ByteView input, ByteView signature);
    /// @return octets written to `out` (at least 512).
    std::size_t sign(ByteView input, std::uint8_t* out);

private:
    bool hash(ByteView input, std::uint8_t* out);

    DigestPtr m_digest;
    DigestContextPtr m_hashing;
    PkeyPtr m_key;
    PkeyContextPtr m_context;
};

} // namespace twb::bench
