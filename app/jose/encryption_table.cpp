// SPDX-License-Identifier: Apache-2.0
#include "jose/encryption_table.h"

#include "crypto/key_agreement.h"
#include "jose/algorithm_table.h"

#include <algorithm>
#include <array>

namespace twb::jose {

namespace {

using crypto::AeadScheme;
using crypto::Hash;
using crypto::Key;
using crypto::KeyType;
using Family = KeyManagementFamily;

// clang-format off
constexpr std::array<KeyManagement, 19> managementTable{{
    {"dir", Family::Direct, Hash::None, 0, "the shared secret encrypts the content itself", "needs a secret of exactly the size that enc wants", "RFC 7518 §4.5"},
    {"RSA-OAEP", Family::RsaOaep, Hash::Sha1, 0, "RSAES-OAEP with SHA-1", "needs an RSA key", "RFC 7518 §4.3"},
    {"RSA-OAEP-256", Family::RsaOaep, Hash::Sha256, 0, "RSAES-OAEP with SHA-256", "needs an RSA key", "RFC 7518 §4.3"},
    {"RSA-OAEP-384", Family::RsaOaep, Hash::Sha384, 0, "RSAES-OAEP with SHA-384", "needs an RSA key", "Web Cryptography API §20"},
    {"RSA-OAEP-512", Family::RsaOaep, Hash::Sha512, 0, "RSAES-OAEP with SHA-512", "needs an RSA key", "Web Cryptography API §20"},
    {"ECDH-ES", Family::EcdhEs, Hash::None, 0, "key agreement with an ephemeral key", "needs a key on P-256, P-384, P-521, X25519 or X448", "RFC 7518 §4.6"},
    {"ECDH-ES+A128KW", Family::EcdhEsKeyWrap, Hash::None, 16, "key agreement, then AES Key Wrap", "needs a key on P-256, P-384, P-521, X25519 or X448", "RFC 7518 §4.6"},
    {"ECDH-ES+A192KW", Family::EcdhEsKeyWrap, Hash::None, 24, "key agreement, then AES Key Wrap", "needs a key on P-256, P-384, P-521, X25519 or X448", "RFC 7518 §4.6"},
    {"ECDH-ES+A256KW", Family::EcdhEsKeyWrap, Hash::None, 32, "key agreement, then AES Key Wrap", "needs a key on P-256, P-384, P-521, X25519 or X448", "RFC 7518 §4.6"},
    {"A128KW", Family::AesKeyWrap, Hash::None, 16, "AES Key Wrap", "needs a secret of 16 octets", "RFC 7518 §4.4"},
    {"A192KW", Family::AesKeyWrap, Hash::None, 24, "AES Key Wrap", "needs a secret of 24 octets", "RFC 7518 §4.4"},
    {"A256KW", Family::AesKeyWrap, Hash::None, 32, "AES Key Wrap", "needs a secret of 32 octets", "RFC 7518 §4.4"},
    {"A128GCMKW", Family::AesGcmKeyWrap, Hash::None, 16, "key wrap with AES GCM", "needs a secret of 16 octets", "RFC 7518 §4.7"},
    {"A192GCMKW", Family::AesGcmKeyWrap, Hash::None, 24, "key wrap with AES GCM", "needs a secret of 24 octets", "RFC 7518 §4.7"},
    {"A256GCMKW", Family::AesGcmKeyWrap, Hash::None, 32, "key wrap with AES GCM", "needs a secret of 32 octets", "RFC 7518 §4.7"},
    {"PBES2-HS256+A128KW", Family::Pbes2, Hash::Sha256, 16, "a password, stretched with PBKDF2", "needs a password", "RFC 7518 §4.8"},
    {"PBES2-HS384+A192KW", Family::Pbes2, Hash::Sha384, 24, "a password, stretched with PBKDF2", "needs a password", "RFC 7518 §4.8"},
    {"PBES2-HS512+A256KW", Family::Pbes2, Hash::Sha512, 32, "a password, stretched with PBKDF2", "needs a password", "RFC 7518 §4.8"},
    {"RSA1_5", Family::RsaPkcs1, Hash::None, 0, "RSAES-PKCS1-v1_5: old, best avoided", "needs an RSA key", "RFC 7518 §4.2"},
}};

constexpr std::array<ContentEncryption, 6> contentTable{{
    {"A128GCM", {AeadScheme::Gcm, 16, Hash::None}, "AES GCM with 128 bits", "RFC 7518 §5.3"},
    {"A192GCM", {AeadScheme::Gcm, 24, Hash::None}, "AES GCM with 192 bits", "RFC 7518 §5.3"},
    {"A256GCM", {AeadScheme::Gcm, 32, Hash::None}, "AES GCM with 256 bits", "RFC 7518 §5.3"},
    {"A128CBC-HS256", {AeadScheme::CbcHmac, 32, Hash::Sha256}, "AES CBC with 128 bits and HMAC with SHA-256", "RFC 7518 §5.2.3"},
    {"A192CBC-HS384", {AeadScheme::CbcHmac, 48, Hash::Sha384}, "AES CBC with 192 bits and HMAC with SHA-384", "RFC 7518 §5.2.4"},
    {"A256CBC-HS512", {AeadScheme::CbcHmac, 64, Hash::Sha512}, "AES CBC with 256 bits and HMAC with SHA-512", "RFC 7518 §5.2.5"},
}};
// clang-format on

tl::unexpected<Error> mismatch(const Key& key, std::string_view algorithm, std::string need,
                               ErrorCode code = ErrorCode::KeyTypeMismatch) {
    return fail(code, std::string(algorithm) + " " + need + "; this is a " + describe(key));
}

std::string sizeNeed(std::size_t octets) {
    return "needs a secret of " + std::to_string(octets) + " octets";
}

} // namespace

std::span<const KeyManagement> allKeyManagement() {
    return managementTable;
}

std::span<const ContentEncryption> allContentEncryption() {
    return contentTable;
}

const KeyManagement* findKeyManagement(std::string_view name) {
    const auto found = std::ranges::find(managementTable, name, &KeyManagement::name);
    return found == managementTable.end() ? nullptr : &*found;
}

const ContentEncryption* findContentEncryption(std::string_view name) {
    const auto found = std::ranges::find(contentTable, name, &ContentEncryption::name);
    return found == contentTable.end() ? nullptr : &*found;
}

Result<void> checkFits(const Key& key, const KeyManagement& algorithm, const ContentEncryption& encryption) {
    switch (algorithm.family) {
    case Family::Direct:
        if (key.type() != KeyType::Oct || key.secret().size() != encryption.method.keyOctets) {
            return mismatch(key, encryption.name, sizeNeed(encryption.method.keyOctets));
        }
        return {};
    case Family::AesKeyWrap:
    case Family::AesGcmKeyWrap:
        if (key.type() != KeyType::Oct || key.secret().size() != algorithm.wrapOctets) {
            return mismatch(key, algorithm.name, sizeNeed(algorithm.wrapOctets));
        }
        return {};
    case Family::Pbes2:
        if (key.type() != KeyType::Oct) {
            return mismatch(key, algorithm.name, std::string(algorithm.keyNeed));
        }
        return {};
    case Family::RsaOaep:
    case Family::RsaPkcs1:
        if (key.type() != KeyType::Rsa) {
            return mismatch(key, algorithm.name, std::string(algorithm.keyNeed));
        }
        return {};
    case Family::EcdhEs:
    case Family::EcdhEsKeyWrap:
        if (key.type() != KeyType::Ec && key.type() != KeyType::Okp) {
            return mismatch(key, algorithm.name, std::string(algorithm.keyNeed));
        }
        if (!crypto::agreesOnKeys(key.curve())) {
            return mismatch(key, algorithm.name, std::string(algorithm.keyNeed), ErrorCode::KeyCurveMismatch);
        }
        return {};
    }
    return {};
}

const KeyManagement* usualKeyManagement(const Key& key) {
    switch (key.type()) {
    case KeyType::Rsa:
        return findKeyManagement("RSA-OAEP-256");
    case KeyType::RsaPss:
        return nullptr;
    case KeyType::Ec:
    case KeyType::Okp:
        return crypto::agreesOnKeys(key.curve()) ? findKeyManagement("ECDH-ES") : nullptr;
    case KeyType::Oct:
        break;
    }
    switch (key.secret().size()) {
    case 16:
        return findKeyManagement("A128KW");
    case 24:
        return findKeyManagement("A192KW");
    case 32:
        return findKeyManagement("A256KW");
    case 48:
    case 64:
        return findKeyManagement("dir");
    default:
        return findKeyManagement("PBES2-HS256+A128KW");
    }
}

} // namespace twb::jose
