// SPDX-License-Identifier: Apache-2.0
#include "crypto/rsa_encryption.h"

#include "crypto/generate.h"
#include "crypto/key_native.h"

#include <openssl/rsa.h>

namespace twb::crypto {

namespace {

enum class Half { Public, Private };

Result<void> checkKey(const Key& key, Half half) {
    if (key.type() != KeyType::Rsa) {
        return fail(ErrorCode::KeyTypeMismatch, "the algorithm needs an RSA key");
    }
    if (half == Half::Private && !key.isPrivate()) {
        return fail(ErrorCode::KeyPublicOnly, "this is a public key");
    }
    return {};
}

std::size_t modulusOctets(const Key& key) {
    return (static_cast<std::size_t>(key.bits()) + 7) / 8;
}

/// @param hash  None: no OAEP.
PkeyCtxPtr prepare(const Key& key, Half half, int padding, Hash hash) {
    startBackend();
    PkeyCtxPtr owned(EVP_PKEY_CTX_new_from_pkey(nullptr, key.native().pkey.get(), nullptr));
    EVP_PKEY_CTX* context = owned.get();
    if (context == nullptr ||
        (half == Half::Public ? EVP_PKEY_encrypt_init(context) : EVP_PKEY_decrypt_init(context)) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context, padding) != 1) {
        return nullptr;
    }
    if (hash != Hash::None) {
        const EVP_MD* digest = fetchedDigest(hash);
        if (digest == nullptr || EVP_PKEY_CTX_set_rsa_oaep_md(context, digest) != 1 ||
            EVP_PKEY_CTX_set_rsa_mgf1_md(context, digest) != 1) {
            return nullptr;
        }
    }
    return owned;
}

Result<Bytes> encrypt(const Key& key, int padding, Hash hash, std::size_t overhead, ByteView text) {
    if (auto good = checkKey(key, Half::Public); !good) {
        return passOn(good);
    }
    if (modulusOctets(key) < text.size() + overhead) {
        return fail(ErrorCode::KeyWeak,
                    "a modulus of " + std::to_string(key.bits()) + " bits has no room for the content key");
    }
    const PkeyCtxPtr context = prepare(key, Half::Public, padding, hash);
    Bytes out(modulusOctets(key));
    std::size_t size = out.size();
    if (!context || EVP_PKEY_encrypt(context.get(), out.data(), &size, text.data(), text.size()) != 1 ||
        size != out.size()) {
        return backendFailure("the content key could not be encrypted");
    }
    return out;
}

/// 0xFF if a is 0, else 0; without a branch.
std::uint8_t maskZero(std::uint8_t a) {
    return static_cast<std::uint8_t>((static_cast<std::uint32_t>(a) - 1U) >> 8);
}

} // namespace

Result<Bytes> encryptOaep(const Key& key, Hash hash, ByteView text) {
    return encrypt(key, RSA_PKCS1_OAEP_PADDING, hash, 2 * hashOctets(hash) + 2, text);
}

Result<Bytes> encryptPkcs1(const Key& key, ByteView text) {
    return encrypt(key, RSA_PKCS1_PADDING, Hash::None, 11, text);
}

Result<std::optional<Secret>> decryptOaep(const Key& key, Hash hash, ByteView ciphertext) {
    if (auto good = checkKey(key, Half::Private); !good) {
        return passOn(good);
    }
    const PkeyCtxPtr context = prepare(key, Half::Private, RSA_PKCS1_OAEP_PADDING, hash);
    if (!context) {
        return backendFailure("the decryption could not be prepared");
    }
    if (ciphertext.size() != modulusOctets(key)) {
        return std::optional<Secret>();
    }
    Bytes out(modulusOctets(key));
    std::size_t size = out.size();
    const bool fits = EVP_PKEY_decrypt(context.get(), out.data(), &size, ciphertext.data(), ciphertext.size()) == 1;
    const Secret whole(std::move(out));
    if (!fits) {
        drainErrors();
        return std::optional<Secret>();
    }
    return std::optional<Secret>(Secret(whole.reveal().first(size)));
}

Result<Secret> decryptPkcs1(const Key& key, ByteView ciphertext, std::size_t octets) {
    if (auto good = checkKey(key, Half::Private); !good) {
        return passOn(good);
    }
    auto random = randomSecret(octets);
    if (!random) {
        return random;
    }
    // Without OpenSSL's unpadding, whose answers differ in time and in the error queue (implicit rejection came with
    // 3.2): the padding is checked below, in the same steps for every ciphertext.
    const PkeyCtxPtr context = prepare(key, Half::Private, RSA_NO_PADDING, Hash::None);
    if (!context) {
        return backendFailure("the decryption could not be prepared");
    }
    const std::size_t width = modulusOctets(key);
    if (ciphertext.size() != width || width < octets + 11) {
        return random; // sizes are public
    }
    Bytes out(width);
    std::size_t size = width;
    const bool done = EVP_PKEY_decrypt(context.get(), out.data(), &size, ciphertext.data(), ciphertext.size()) == 1;
    const Secret whole(std::move(out));
    if (!done || size != width) {
        drainErrors();
        return random; // the number is not below the modulus: public, too
    }
    // 00 02 | padding without a zero | 00 | text
    const ByteView block = whole.reveal();
    const std::size_t separator = width - octets - 1;
    std::uint8_t good = maskZero(block[0]) & maskZero(block[1] ^ 2) & maskZero(block[separator]);
    for (std::size_t i = 2; i < separator; ++i) {
        good = static_cast<std::uint8_t>(good & ~maskZero(block[i]));
    }
    Bytes chosen(octets);
    const ByteView instead = random->reveal();
    for (std::size_t i = 0; i < octets; ++i) {
        chosen[i] = static_cast<std::uint8_t>((block[separator + 1 + i] & good) | (instead[i] & ~good));
    }
    return Secret(std::move(chosen));
}

} // namespace twb::crypto
