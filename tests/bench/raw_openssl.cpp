// SPDX-License-Identifier: Apache-2.0
#include "bench/raw_openssl.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

namespace twb::bench {

namespace {

using ParamBuilderPtr = std::unique_ptr<OSSL_PARAM_BLD, FreeWith<OSSL_PARAM_BLD_free>>;
using ParamPtr = std::unique_ptr<OSSL_PARAM, FreeWith<OSSL_PARAM_free>>;
using NumberPtr = std::unique_ptr<BIGNUM, FreeWith<BN_clear_free>>;

// A benchmark has nobody to hand an error to.
void require(bool condition, const char* what) {
    if (!condition) {
        std::fprintf(stderr, "bench: %s failed\n", what);
        std::abort();
    }
}

/// Collects numbers; OSSL_PARAM_BLD keeps no copies before to_param.
class Parameters {
public:
    void number(const char* name, ByteView bigEndian) {
        if (bigEndian.empty()) {
            return;
        }
        m_numbers.emplace_back(BN_bin2bn(bigEndian.data(), static_cast<int>(bigEndian.size()), nullptr));
        require(OSSL_PARAM_BLD_push_BN(m_builder.get(), name, m_numbers.back().get()) == 1, name);
    }
    OSSL_PARAM_BLD* builder() { return m_builder.get(); }

    PkeyPtr key(const char* type) {
        const ParamPtr parameters(OSSL_PARAM_BLD_to_param(m_builder.get()));
        const PkeyContextPtr context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
        EVP_PKEY* key = nullptr;
        require(EVP_PKEY_fromdata_init(context.get()) == 1 &&
                    EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get()) == 1,
                "key import");
        return PkeyPtr(key);
    }

private:
    ParamBuilderPtr m_builder{OSSL_PARAM_BLD_new()};
    std::vector<NumberPtr> m_numbers;
};

PkeyPtr importKey(const crypto::Key& key) {
    Parameters parameters;
    if (key.type() == crypto::KeyType::Rsa) {
        const auto numbers = key.rsaNumbers(crypto::Key::Halves::PublicAndPrivate);
        require(numbers.has_value(), "RSA numbers");
        parameters.number(OSSL_PKEY_PARAM_RSA_N, numbers->n);
        parameters.number(OSSL_PKEY_PARAM_RSA_E, numbers->e);
        parameters.number(OSSL_PKEY_PARAM_RSA_D, numbers->d.reveal());
        parameters.number(OSSL_PKEY_PARAM_RSA_FACTOR1, numbers->p.reveal());
        parameters.number(OSSL_PKEY_PARAM_RSA_FACTOR2, numbers->q.reveal());
        parameters.number(OSSL_PKEY_PARAM_RSA_EXPONENT1, numbers->dp.reveal());
        parameters.number(OSSL_PKEY_PARAM_RSA_EXPONENT2, numbers->dq.reveal());
        parameters.number(OSSL_PKEY_PARAM_RSA_COEFFICIENT1, numbers->qi.reveal());
        return parameters.key("RSA");
    }
    const auto numbers = key.ecNumbers(crypto::Key::Halves::PublicAndPrivate);
    require(numbers.has_value() && numbers->curve == crypto::Curve::P256, "P-256 numbers");
    Bytes point{4};
    point.insert(point.end(), numbers->x.begin(), numbers->x.end());
    point.insert(point.end(), numbers->y.begin(), numbers->y.end());
    OSSL_PARAM_BLD_push_utf8_string(parameters.builder(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
    OSSL_PARAM_BLD_push_octet_string(parameters.builder(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
    parameters.number(OSSL_PKEY_PARAM_PRIV_KEY, numbers->d.reveal());
    return parameters.key("EC");
}

DigestPtr sha256() {
    DigestPtr digest(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    require(digest != nullptr, "EVP_MD_fetch");
    return digest;
}

} // namespace

PkeyPtr importPrivate(const crypto::Key& key) {
    if (key.type() != crypto::KeyType::Okp) {
        return importKey(key);
    }
    const auto numbers = key.okpNumbers(crypto::Key::Halves::PublicAndPrivate);
    require(numbers.has_value() && numbers->curve == crypto::Curve::X25519, "X25519 numbers");
    const ByteView octets = numbers->d.reveal();
    return PkeyPtr(EVP_PKEY_new_raw_private_key_ex(nullptr, "X25519", nullptr, octets.data(), octets.size()));
}

RawHmac::RawHmac(ByteView key)
    : m_digest(sha256())
    , m_work(EVP_MD_CTX_new()) {
    require(key.size() <= 64, "a key of one block");
    const auto keyed = [&](std::uint8_t pad) {
        std::array<std::uint8_t, 64> block{};
        std::copy(key.begin(), key.end(), block.begin());
        for (std::uint8_t& octet : block) {
            octet ^= pad;
        }
        DigestContextPtr context(EVP_MD_CTX_new());
        require(EVP_DigestInit_ex2(context.get(), m_digest.get(), nullptr) == 1 &&
                    EVP_DigestUpdate(context.get(), block.data(), block.size()) == 1,
                "HMAC template");
        return context;
    };
    m_inner = keyed(0x36);
    m_outer = keyed(0x5C);
}

bool RawHmac::verify(ByteView input, ByteView mac) {
    std::array<std::uint8_t, 32> digest;
    EVP_MD_CTX* work = m_work.get();
    require(EVP_MD_CTX_copy_ex(work, m_inner.get()) == 1 && EVP_DigestUpdate(work, input.data(), input.size()) == 1 &&
                EVP_DigestFinal_ex(work, digest.data(), nullptr) == 1 && EVP_MD_CTX_copy_ex(work, m_outer.get()) == 1 &&
                EVP_DigestUpdate(work, digest.data(), digest.size()) == 1 &&
                EVP_DigestFinal_ex(work, digest.data(), nullptr) == 1,
            "HMAC");
    return mac.size() == digest.size() && CRYPTO_memcmp(mac.data(), digest.data(), digest.size()) == 0;
}

RawSignature::RawSignature(const crypto::Key& key, Use use)
    : m_digest(sha256())
    , m_hashing(EVP_MD_CTX_new())
    , m_key(importKey(key))
    , m_context(EVP_PKEY_CTX_new_from_pkey(nullptr, m_key.get(), nullptr)) {
    require((use == Use::Sign ? EVP_PKEY_sign_init(m_context.get()) : EVP_PKEY_verify_init(m_context.get())) == 1,
            "signature context");
    if (key.type() == crypto::KeyType::Rsa) {
        require(EVP_PKEY_CTX_set_rsa_padding(m_context.get(), RSA_PKCS1_PADDING) == 1, "padding");
    }
    require(EVP_PKEY_CTX_set_signature_md(m_context.get(), m_digest.get()) == 1, "digest of the signature");
}

bool RawSignature::hash(ByteView input, std::uint8_t* out) {
    return EVP_DigestInit_ex2(m_hashing.get(), m_digest.get(), nullptr) == 1 &&
           EVP_DigestUpdate(m_hashing.get(), input.data(), input.size()) == 1 &&
           EVP_DigestFinal_ex(m_hashing.get(), out, nullptr) == 1;
}

bool RawSignature::verify(ByteView input, ByteView signature) {
    std::array<std::uint8_t, 32> digest;
    return hash(input, digest.data()) &&
           EVP_PKEY_verify(m_context.get(), signature.data(), signature.size(), digest.data(), digest.size()) == 1;
}

std::size_t RawSignature::sign(ByteView input, std::uint8_t* out) {
    std::array<std::uint8_t, 32> digest;
    std::size_t size = 512;
    require(hash(input, digest.data()) && EVP_PKEY_sign(m_context.get(), out, &size, digest.data(), digest.size()) == 1,
            "signing");
    return size;
}

} // namespace twb::bench
