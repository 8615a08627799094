// SPDX-License-Identifier: Apache-2.0
// Opening encrypted tokens against the OpenSSL operations that this consists of, each pair measured in turn in one run.
//
// The raw side holds everything ready as octets: content, nonce, tag and keys are decoded. Rows "with base64" give the
// raw side OpenSSL's own base64 decoding of the ciphertext, which a token needs before anything can be decrypted.
//
// bench_decrypt [--quick | --strict]
#include "base/base64url.h"
#include "bench/harness.h"
#include "bench/payloads.h"
#include "bench/raw_openssl.h"
#include "crypto/generate.h"
#include "crypto/kdf.h"
#include "jose/compact.h"
#include "jose/jwe.h"

#include <cstdlib>
#include <cstring>

#include <openssl/core_names.h>
#include <openssl/rsa.h>

using namespace twb;
using namespace twb::bench;

namespace {

using CipherContextPtr = std::unique_ptr<EVP_CIPHER_CTX, FreeWith<EVP_CIPHER_CTX_free>>;
using CipherPtr = std::unique_ptr<EVP_CIPHER, FreeWith<EVP_CIPHER_free>>;

void require(bool condition, const char* what) {
    if (!condition) {
        std::fprintf(stderr, "bench: %s\n", what);
        std::abort();
    }
}

template <typename T>
T require(Result<T> result, const char* what) {
    require(result.has_value(), what);
    return std::move(*result);
}

jose::Jwk jwk(crypto::Key key) {
    return jose::Jwk{std::move(key), {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
}

jose::TokenDecrypter decrypterFor(const crypto::Key& key) {
    auto keys = std::make_shared<jose::KeySet>(jose::KeySet::Origin::SingleKey);
    keys->add(jose::KeyEntry{jwk(key), "jwk", std::nullopt, {}});
    return jose::TokenDecrypter(std::move(keys));
}

/// A token, and its parts as octets for the raw side.
struct Sample {
    std::string token, header;
    Bytes encryptedKey, nonce, ciphertext, tag;
    Bytes standard; ///< the ciphertext in OpenSSL's base64, padded

    Sample(const char* alg, const crypto::Key& key, std::size_t octets) {
        const std::string text = std::string(R"({"alg":")") + alg + R"(","enc":"A256GCM"})";
        token = require(jose::encryptCompact(text, asBytes(payload(octets)), jwk(key)), "encryption").token;
        const jose::TokenParts parts = jose::readParts(token);
        header = token.substr(0, token.find('.'));
        encryptedKey = parts.find(jose::PartName::EncryptedKey)->octets;
        nonce = parts.find(jose::PartName::InitializationVector)->octets;
        ciphertext = parts.find(jose::PartName::Ciphertext)->octets;
        tag = parts.find(jose::PartName::AuthenticationTag)->octets;
        standard.resize(ciphertext.size() / 3 * 4 + 8);
        const int size = EVP_EncodeBlock(standard.data(), ciphertext.data(), static_cast<int>(ciphertext.size()));
        standard.resize(static_cast<std::size_t>(size));
    }
};

/// AES-256-GCM with everything kept; the key is set once, or anew for each token.
class RawGcm {
public:
    bool open(const Sample& sample, const std::uint8_t* key, const std::uint8_t* ciphertext, std::uint8_t* out) {
        EVP_CIPHER_CTX* context = m_context.get();
        const bool fresh = key != nullptr || !m_keyed;
        require(key != nullptr || m_keyed, "no key yet");
        m_keyed = true;
        int size = 0;
        int tail = 0;
        std::uint8_t tag[16];
        std::memcpy(tag, sample.tag.data(), sizeof tag);
        return EVP_DecryptInit_ex2(context, fresh ? m_cipher.get() : nullptr, key, sample.nonce.data(), nullptr) == 1 &&
               EVP_DecryptUpdate(context, nullptr, &size, asBytes(sample.header).data(),
                                 static_cast<int>(sample.header.size())) == 1 &&
               EVP_DecryptUpdate(context, out, &size, ciphertext, static_cast<int>(sample.ciphertext.size())) == 1 &&
               EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, sizeof tag, tag) == 1 &&
               EVP_DecryptFinal_ex(context, out + size, &tail) == 1;
    }

private:
    CipherPtr m_cipher{EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr)};
    CipherContextPtr m_context{EVP_CIPHER_CTX_new()};
    bool m_keyed = false;
};

void directRows(Table& table, const Effort& effort, std::size_t octets, const char* plainName, const char* textName) {
    const crypto::Key key = crypto::Key::fromSecret(require(crypto::randomSecret(32), "key"));
    const Sample sample("dir", key, octets);
    auto decrypter = decrypterFor(key);
    const auto ours = [&] {
        const auto opened = decrypter.open(sample.token);
        require(opened.has_value() && opened->plaintext.size() == sample.ciphertext.size(), "our decryption");
        keep(opened->plaintext[0]);
    };
    RawGcm raw;
    Bytes out(sample.ciphertext.size() + 64);
    require(raw.open(sample, key.secret().reveal().data(), sample.ciphertext.data(), out.data()), "raw decryption");
    table.ratio(plainName,
                comparePairs(
                    ours,
                    [&] {
                        require(raw.open(sample, nullptr, sample.ciphertext.data(), out.data()), "raw decryption");
                        keep(out);
                    },
                    effort),
                0.9);
    Bytes decoded(sample.standard.size());
    table.ratio(textName,
                comparePairs(
                    ours,
                    [&] {
                        require(EVP_DecodeBlock(decoded.data(), sample.standard.data(),
                                                static_cast<int>(sample.standard.size())) > 0,
                                "EVP_DecodeBlock");
                        require(raw.open(sample, nullptr, decoded.data(), out.data()), "raw decryption");
                        keep(out);
                    },
                    effort),
                0.9);
}

/// The content key by RSA-OAEP with SHA-256, then the content.
void rsaRow(Table& table, const Effort& effort) {
    const crypto::Key key = require(crypto::generateRsa(2048), "RSA key");
    const Sample sample("RSA-OAEP-256", key, 2048);
    auto decrypter = decrypterFor(key);
    const PkeyPtr native = importPrivate(key);
    const PkeyContextPtr context(EVP_PKEY_CTX_new_from_pkey(nullptr, native.get(), nullptr));
    require(EVP_PKEY_decrypt_init(context.get()) == 1 &&
                EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_OAEP_PADDING) == 1 &&
                EVP_PKEY_CTX_set_rsa_oaep_md_name(context.get(), "SHA256", nullptr) == 1 &&
                EVP_PKEY_CTX_set_rsa_mgf1_md_name(context.get(), "SHA256", nullptr) == 1,
            "OAEP context");
    RawGcm raw;
    Bytes out(sample.ciphertext.size() + 64);
    table.ratio("RSA-OAEP-256 2 KB",
                comparePairs([&] { require(decrypter.open(sample.token).has_value(), "our decryption"); },
                             [&] {
                                 std::uint8_t contentKey[512];
                                 std::size_t size = sizeof contentKey;
                                 require(EVP_PKEY_decrypt(context.get(), contentKey, &size, sample.encryptedKey.data(),
                                                          sample.encryptedKey.size()) == 1 &&
                                             raw.open(sample, contentKey, sample.ciphertext.data(), out.data()),
                                         "raw decryption");
                                 keep(out);
                             },
                             effort),
                0.9);
}

/// The ephemeral key is imported and checked, the secret derived and hashed (Concat KDF), then the content.
void agreementRow(Table& table, const Effort& effort, const char* name, const crypto::Key& key) {
    const Sample sample("ECDH-ES", key, 2048);
    auto decrypter = decrypterFor(key);
    const std::string header(asText(require(base64url::decode(sample.header), "header")));
    json::Tape tape;
    require(tape.parse(header).has_value(), "header");
    const json::Value epk = tape.root().find("epk");
    const bool isEc = epk.find("kty").equals("EC");
    Bytes point = require(base64url::decode(*epk.find("x").string()), "x");
    if (isEc) {
        const Bytes y = require(base64url::decode(*epk.find("y").string()), "y");
        point.insert(point.begin(), 4);
        point.insert(point.end(), y.begin(), y.end());
    }
    const PkeyPtr own = importPrivate(key);
    const DigestPtr sha256(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    const DigestContextPtr hashing(EVP_MD_CTX_new());
    // counter ‖ Z ‖ "A256GCM" with its length ‖ no apu ‖ no apv ‖ bits of the key
    Bytes info{0, 0, 0, 7, 'A', '2', '5', '6', 'G', 'C', 'M', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0};
    RawGcm raw;
    Bytes out(sample.ciphertext.size() + 64);
    const auto rawOpen = [&] {
        char group[] = "P-256";
        const OSSL_PARAM parameters[]{
            OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
            isEc ? OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0) : OSSL_PARAM_construct_end(),
            OSSL_PARAM_construct_end()};
        const PkeyContextPtr importing(EVP_PKEY_CTX_new_from_name(nullptr, isEc ? "EC" : "X25519", nullptr));
        EVP_PKEY* imported = nullptr;
        require(EVP_PKEY_fromdata_init(importing.get()) == 1 &&
                    EVP_PKEY_fromdata(importing.get(), &imported, EVP_PKEY_PUBLIC_KEY,
                                      const_cast<OSSL_PARAM*>(parameters)) == 1,
                "ephemeral key");
        const PkeyPtr peer(imported);
        const PkeyContextPtr context(EVP_PKEY_CTX_new_from_pkey(nullptr, own.get(), nullptr));
        std::uint8_t shared[32];
        std::size_t size = sizeof shared;
        require(EVP_PKEY_derive_init(context.get()) == 1 && EVP_PKEY_derive_set_peer(context.get(), peer.get()) == 1 &&
                    EVP_PKEY_derive(context.get(), shared, &size) == 1,
                "key agreement");
        const std::uint8_t counter[4]{0, 0, 0, 1};
        std::uint8_t contentKey[32];
        require(EVP_DigestInit_ex2(hashing.get(), sha256.get(), nullptr) == 1 &&
                    EVP_DigestUpdate(hashing.get(), counter, 4) == 1 &&
                    EVP_DigestUpdate(hashing.get(), shared, size) == 1 &&
                    EVP_DigestUpdate(hashing.get(), info.data(), info.size()) == 1 &&
                    EVP_DigestFinal_ex(hashing.get(), contentKey, nullptr) == 1 &&
                    raw.open(sample, contentKey, sample.ciphertext.data(), out.data()),
                "raw decryption");
        keep(out);
    };
    table.ratio(
        name,
        comparePairs([&] { require(decrypter.open(sample.token).has_value(), "our decryption"); }, rawOpen, effort),
        0.9);
}

/// The stretching of a password: our own loop, which can be stopped, against OpenSSL's.
void passwordRow(Table& table, const Effort& effort) {
    const DigestPtr sha256(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    constexpr std::string_view password = "correct horse";
    constexpr std::string_view salt = "0123456789abcdef";
    std::uint8_t out[16];
    table.ratio(
        "PBKDF2 10,000 iterations",
        comparePairs(
            [&] {
                require(crypto::pbkdf2(crypto::Hash::Sha256, asBytes(password), asBytes(salt), 10'000, 16).has_value(),
                        "our PBKDF2");
            },
            [&] {
                require(PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), asBytes(salt).data(),
                                          static_cast<int>(salt.size()), 10'000, sha256.get(), sizeof out, out) == 1,
                        "raw PBKDF2");
                keep(out);
            },
            effort),
        0.83);
}

} // namespace

int main(int argc, char** argv) {
    const std::string_view option = argc > 1 ? argv[1] : "";
    const Effort effort = option == "--quick" ? quick : full;
    Table table;
    directRows(table, effort, 2048, "dir+A256GCM 2 KB", "dir+A256GCM 2 KB with base64");
    directRows(table, effort, 65536, "dir+A256GCM 64 KB", "dir+A256GCM 64 KB with base64");
    rsaRow(table, effort);
    agreementRow(table, effort, "ECDH-ES P-256 2 KB", require(crypto::generateEc(crypto::Curve::P256), "P-256 key"));
    agreementRow(table, effort, "ECDH-ES X25519 2 KB",
                 require(crypto::generateOkp(crypto::Curve::X25519), "X25519 key"));
    passwordRow(table, effort);
    if (option != "--quick") {
        std::printf("%d of the targets missed\n", table.missed());
    }
    return !table.sound() || (option == "--strict" && table.missed() > 0) ? 1 : 0;
}
