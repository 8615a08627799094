// SPDX-License-Identifier: Apache-2.0
#include "crypto/hmac.h"

namespace twb::crypto {

namespace {

constexpr std::size_t longestBlock = 128;

MdCtxPtr keyed(const EVP_MD* algorithm, ByteView block, std::uint8_t pad) {
    std::uint8_t mixed[longestBlock];
    for (std::size_t i = 0; i < block.size(); ++i) {
        mixed[i] = block[i] ^ pad;
    }
    MdCtxPtr context(EVP_MD_CTX_new());
    const bool done = context && EVP_DigestInit_ex2(context.get(), algorithm, nullptr) == 1 &&
                      EVP_DigestUpdate(context.get(), mixed, block.size()) == 1;
    wipeMemory(mixed, sizeof mixed);
    return done ? std::move(context) : nullptr;
}

} // namespace

Result<Hmac> Hmac::create(ByteView key, Hash hash) {
    Hmac hmac;
    hmac.m_digest = fetchedDigest(hash);
    if (hmac.m_digest == nullptr) {
        return backendFailure("the digest is not available");
    }
    hmac.m_size = hashOctets(hash);
    const std::size_t blockSize = hmac.m_size <= 32 ? 64 : longestBlock;
    Bytes block(blockSize);
    bool done = true;
    if (key.size() > blockSize) {
        unsigned int size = 0;
        done = EVP_Digest(key.data(), key.size(), block.data(), &size, hmac.m_digest, nullptr) == 1;
    } else {
        std::copy(key.begin(), key.end(), block.begin());
    }
    const Secret padded(std::move(block));
    if (done) {
        hmac.m_inner = keyed(hmac.m_digest, padded.reveal(), 0x36);
        hmac.m_outer = keyed(hmac.m_digest, padded.reveal(), 0x5c);
        hmac.m_innerWork.reset(EVP_MD_CTX_new());
        hmac.m_outerWork.reset(EVP_MD_CTX_new());
    }
    if (!done || !hmac.m_inner || !hmac.m_outer || !hmac.m_innerWork || !hmac.m_outerWork) {
        return backendFailure("the HMAC could not be prepared");
    }
    return hmac;
}

bool Hmac::compute(ByteView input, std::uint8_t* out) {
    std::uint8_t innerHash[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    return EVP_MD_CTX_copy_ex(m_innerWork.get(), m_inner.get()) == 1 &&
           EVP_DigestUpdate(m_innerWork.get(), input.data(), input.size()) == 1 &&
           EVP_DigestFinal_ex(m_innerWork.get(), innerHash, &size) == 1 && size == m_size &&
           EVP_MD_CTX_copy_ex(m_outerWork.get(), m_outer.get()) == 1 &&
           EVP_DigestUpdate(m_outerWork.get(), innerHash, size) == 1 &&
           EVP_DigestFinal_ex(m_outerWork.get(), out, &size) == 1 && size == m_size;
}

} // namespace twb::crypto
