// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_wrap.h"

#include "crypto/fetched_cipher.h"

namespace twb::crypto {

namespace {

constexpr std::size_t mostWrapped = 4096; // far above every content key; keeps sizes in int

CipherCtxPtr begin(ByteView wrappingKey, int encrypt) {
    const EVP_CIPHER* cipher = fetchedCipher(CipherMode::Wrap, wrappingKey.size());
    CipherCtxPtr context(EVP_CIPHER_CTX_new());
    if (cipher == nullptr || !context) {
        return nullptr;
    }
    EVP_CIPHER_CTX_set_flags(context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
    return EVP_CipherInit_ex2(context.get(), cipher, wrappingKey.data(), nullptr, encrypt, nullptr) == 1
               ? std::move(context)
               : nullptr;
}

} // namespace

Result<Bytes> wrapKey(ByteView wrappingKey, ByteView key) {
    const CipherCtxPtr context = begin(wrappingKey, 1);
    Bytes out(key.size() + 16); // OpenSSL may write one block more than it gives back
    int size = 0;
    if (!context || key.size() < 16 || key.size() > mostWrapped || key.size() % 8 != 0 ||
        EVP_CipherUpdate(context.get(), out.data(), &size, key.data(), static_cast<int>(key.size())) != 1 ||
        static_cast<std::size_t>(size) != key.size() + 8) {
        return backendFailure("the key could not be wrapped");
    }
    out.resize(static_cast<std::size_t>(size));
    return out;
}

Result<std::optional<Secret>> unwrapKey(ByteView wrappingKey, ByteView wrapped) {
    const CipherCtxPtr context = begin(wrappingKey, 0);
    if (!context) {
        return backendFailure("the key could not be unwrapped");
    }
    if (wrapped.size() < 24 || wrapped.size() > mostWrapped || wrapped.size() % 8 != 0) {
        return std::optional<Secret>();
    }
    Bytes out(wrapped.size() + 8);
    int size = 0;
    const bool fits =
        EVP_CipherUpdate(context.get(), out.data(), &size, wrapped.data(), static_cast<int>(wrapped.size())) == 1 &&
        static_cast<std::size_t>(size) == wrapped.size() - 8;
    if (fits) {
        wipeMemory(out.data() + size, out.size() - static_cast<std::size_t>(size));
        out.resize(static_cast<std::size_t>(size));
    }
    Secret key(std::move(out));
    if (!fits) {
        drainErrors();
        return std::optional<Secret>();
    }
    return std::optional<Secret>(std::move(key));
}

} // namespace twb::crypto
