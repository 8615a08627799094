// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_encryption.h"

#include "crypto/backend.h"
#include "crypto/cipher.h"
#include "crypto/der.h"
#include "crypto/legacy_pbe.h"
#include "crypto/oids.h"

#include <openssl/rand.h>

namespace twb::crypto {

namespace {

// Ten times what anybody uses; keeps a crafted file from holding the program for hours.
constexpr std::uint64_t mostRounds = 10'000'000;
constexpr std::uint64_t ownRounds = 600'000;
constexpr std::size_t ownSaltOctets = 16;

struct BlockCipher {
    std::string_view oid;
    const char* name;
    std::size_t keyOctets;
    std::size_t blockOctets;
};
constexpr BlockCipher ciphers[]{{oid::aes128Cbc, "AES-128-CBC", 16, 16},
                                {oid::aes192Cbc, "AES-192-CBC", 24, 16},
                                {oid::aes256Cbc, "AES-256-CBC", 32, 16},
                                {oid::desEde3Cbc, "DES-EDE3-CBC", 24, 8}};

tl::unexpected<Error> malformed() {
    return fail(ErrorCode::KeyInvalid, "the structure of the encrypted key is damaged");
}

tl::unexpected<Error> wrongPassword() {
    return fail(ErrorCode::KeyPasswordWrong, "the key does not open with this password");
}

Result<Secret> pbkdf2(const Secret& password, ByteView salt, std::uint64_t rounds, const char* hash, std::size_t size) {
    const MdPtr algorithm(EVP_MD_fetch(nullptr, hash, nullptr));
    Bytes key(size);
    const bool done = algorithm && PKCS5_PBKDF2_HMAC(reinterpret_cast<const char*>(password.reveal().data()),
                                                     static_cast<int>(password.size()), salt.data(),
                                                     static_cast<int>(salt.size()), static_cast<int>(rounds),
                                                     algorithm.get(), static_cast<int>(size), key.data()) == 1;
    Secret owned(std::move(key));
    if (!done) {
        return backendFailure("the key could not be derived from the password");
    }
    return owned;
}

const char* hashOfPrf(ByteView identifier) {
    static constexpr std::pair<std::string_view, const char*> table[]{{oid::hmacSha1, "SHA1"},
                                                                      {oid::hmacSha224, "SHA224"},
                                                                      {oid::hmacSha256, "SHA256"},
                                                                      {oid::hmacSha384, "SHA384"},
                                                                      {oid::hmacSha512, "SHA512"}};
    for (const auto& [text, hash] : table) {
        if (oid::is(identifier, text)) {
            return hash;
        }
    }
    return nullptr;
}

/// The key of scrypt-params.                                                                      (RFC 7914 §7)
Result<Secret> deriveByScrypt(DerReader parameters, const Secret& password, std::size_t keyOctets) {
    const auto salt = parameters.take(derOctetString);
    const auto cost = salt ? parameters.takeSmall() : std::nullopt;
    const auto blockSize = cost ? parameters.takeSmall() : std::nullopt;
    const auto parallel = blockSize ? parameters.takeSmall() : std::nullopt;
    if (!parallel || *cost < 2 || *blockSize == 0 || *parallel == 0) {
        return malformed();
    }
    constexpr std::uint64_t mostMemory = std::uint64_t{256} << 20;
    if (*cost > mostMemory / 128 || *blockSize > mostMemory / 128 / *cost || *parallel > 16) {
        return fail(ErrorCode::KeyUnsupported, "scrypt with N " + std::to_string(*cost) + ", r " +
                                                   std::to_string(*blockSize) + ", p " + std::to_string(*parallel) +
                                                   " needs more than 256 MB or too long");
    }
    Bytes key(keyOctets);
    const bool done =
        EVP_PBE_scrypt(reinterpret_cast<const char*>(password.reveal().data()), password.size(), salt->data(),
                       salt->size(), *cost, *blockSize, *parallel, 2 * mostMemory, key.data(), key.size()) == 1;
    Secret owned(std::move(key));
    if (!done) {
        return backendFailure("the key could not be derived from the password");
    }
    return owned;
}

/// The key of PBKDF2-params.                                                          (RFC 8018 App. A.2)
Result<Secret> derive(DerReader kdf, const Secret& password, std::size_t keyOctets) {
    const auto identifier = kdf.take(derOid);
    if (!identifier) {
        return malformed();
    }
    if (oid::is(*identifier, oid::scrypt)) {
        auto parameters = kdf.enter(derSequence);
        return parameters ? deriveByScrypt(*parameters, password, keyOctets) : malformed();
    }
    if (!oid::is(*identifier, oid::pbkdf2)) {
        return fail(ErrorCode::KeyUnsupported, "the key derivation " + oidText(*identifier) + " is not supported");
    }
    auto parameters = kdf.enter(derSequence);
    const auto salt = parameters ? parameters->take(derOctetString) : std::nullopt;
    const auto rounds = salt ? parameters->takeSmall() : std::nullopt;
    if (!rounds || *rounds == 0) {
        return malformed();
    }
    if (*rounds > mostRounds) {
        return fail(ErrorCode::KeyUnsupported, "the password is stretched by " + std::to_string(*rounds) +
                                                   " rounds; more than 10 million are refused");
    }
    if (parameters->peekTag() == derInteger && parameters->takeSmall() != keyOctets) {
        return malformed();
    }
    const char* hash = "SHA1";
    if (auto prf = parameters->enter(derSequence)) {
        const auto name = prf->take(derOid);
        hash = name ? hashOfPrf(*name) : nullptr;
        if (hash == nullptr) {
            return fail(ErrorCode::KeyUnsupported, "the hash of the key derivation is not supported");
        }
    }
    return pbkdf2(password, *salt, *rounds, hash, keyOctets);
}

bool readHex(std::string_view text, Bytes& out) {
    const auto digit = [](char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'A' && c <= 'F') {
            return c - 'A' + 10;
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    };
    if (text.size() % 2 != 0) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); i += 2) {
        if (digit(text[i]) < 0 || digit(text[i + 1]) < 0) {
            return false;
        }
        out.push_back(static_cast<std::uint8_t>(digit(text[i]) << 4 | digit(text[i + 1])));
    }
    return true;
}

} // namespace

Result<Secret> decryptPkcs8(ByteView der, const Secret& password) {
    startBackend();
    DerReader outer(der);
    auto inside = outer.enter(derSequence);
    auto scheme = inside ? inside->enter(derSequence) : std::nullopt;
    const auto body = scheme ? inside->take(derOctetString) : std::nullopt;
    const auto identifier = body ? scheme->take(derOid) : std::nullopt;
    if (!identifier) {
        return malformed();
    }
    if (!oid::is(*identifier, oid::pbes2)) {
        auto legacyParameters = scheme->enter(derSequence);
        const auto salt = legacyParameters ? legacyParameters->take(derOctetString) : std::nullopt;
        const auto rounds = salt ? legacyParameters->takeSmall() : std::nullopt;
        if (!rounds || *rounds > mostRounds) {
            return fail(ErrorCode::KeyUnsupported,
                        "the encryption scheme " + oidText(*identifier) + " is not supported");
        }
        return decryptLegacyPkcs8(der, password, oidText(*identifier));
    }
    auto parameters = scheme->enter(derSequence);
    const auto kdf = parameters ? parameters->enter(derSequence) : std::nullopt;
    auto encryption = kdf ? parameters->enter(derSequence) : std::nullopt;
    const auto cipherName = encryption ? encryption->take(derOid) : std::nullopt;
    if (!cipherName) {
        return malformed();
    }
    const auto* cipher = std::find_if(std::begin(ciphers), std::end(ciphers),
                                      [&](const BlockCipher& row) { return oid::is(*cipherName, row.oid); });
    if (cipher == std::end(ciphers)) {
        return fail(ErrorCode::KeyUnsupported, "the cipher " + oidText(*cipherName) + " is not supported");
    }
    const auto iv = encryption->take(derOctetString);
    if (!iv || iv->size() != cipher->blockOctets || body->empty() || body->size() % cipher->blockOctets != 0) {
        return malformed();
    }
    const auto key = derive(*kdf, password, cipher->keyOctets);
    if (!key) {
        return passOn(key);
    }
    auto outcome = runCipher(Operation::Decrypt, cipher->name, key->reveal(), *iv, *body);
    if (!outcome.done) {
        return backendFailure("the key could not be decrypted");
    }
    const ByteView plain = outcome.octets.reveal();
    if (!outcome.fits || plain.empty() || plain[0] != derSequence || derAnnouncedSize(plain) != plain.size()) {
        drainErrors();
        return wrongPassword();
    }
    return std::move(outcome.octets);
}

Result<Secret> encryptPkcs8(ByteView pkcs8, const Secret& password) {
    startBackend();
    const BlockCipher& cipher = ciphers[2];
    Bytes salt(ownSaltOctets);
    Bytes iv(cipher.blockOctets);
    if (RAND_bytes_ex(nullptr, salt.data(), salt.size(), 0) != 1 ||
        RAND_bytes_ex(nullptr, iv.data(), iv.size(), 0) != 1) {
        return backendFailure("no random octets could be had");
    }
    const auto key = pbkdf2(password, salt, ownRounds, "SHA256", cipher.keyOctets);
    if (!key) {
        return passOn(key);
    }
    const auto outcome = runCipher(Operation::Encrypt, cipher.name, key->reveal(), iv, pkcs8);
    if (!outcome.done || !outcome.fits) {
        return backendFailure("the key could not be encrypted");
    }
    const auto named = [](std::string_view identifier) { return derElement(derOid, {asBytes(identifier)}); };
    const Secret prf = derElement(derSequence, {named(oid::hmacSha256).reveal(), derElement(derNull, {}).reveal()});
    const Secret kdfParameters = derElement(
        derSequence, {derElement(derOctetString, {salt}).reveal(), derSmall(ownRounds).reveal(), prf.reveal()});
    const Secret kdf = derElement(derSequence, {named(oid::pbkdf2).reveal(), kdfParameters.reveal()});
    const Secret encryption =
        derElement(derSequence, {named(cipher.oid).reveal(), derElement(derOctetString, {iv}).reveal()});
    const Secret parameters = derElement(derSequence, {kdf.reveal(), encryption.reveal()});
    const Secret scheme = derElement(derSequence, {named(oid::pbes2).reveal(), parameters.reveal()});
    return derElement(derSequence, {scheme.reveal(), derElement(derOctetString, {outcome.octets.reveal()}).reveal()});
}

Result<Secret> decryptTraditional(std::string_view dekInfo, ByteView body, const Secret& password) {
    startBackend();
    const std::size_t comma = dekInfo.find(',');
    const std::string_view name = dekInfo.substr(0, comma);
    const auto* cipher =
        std::find_if(std::begin(ciphers), std::end(ciphers), [&](const BlockCipher& row) { return name == row.name; });
    if (cipher == std::end(ciphers)) {
        return fail(ErrorCode::KeyUnsupported,
                    "the cipher \"" + std::string(name.substr(0, 40)) + "\" is not supported");
    }
    Bytes iv;
    if (comma == std::string_view::npos || !readHex(dekInfo.substr(comma + 1), iv) ||
        iv.size() != cipher->blockOctets || body.empty() || body.size() % cipher->blockOctets != 0) {
        return malformed();
    }
    const MdPtr md5(EVP_MD_fetch(nullptr, "MD5", nullptr));
    const CipherPtr algorithm(EVP_CIPHER_fetch(nullptr, cipher->name, nullptr));
    Bytes derived(cipher->keyOctets);
    const bool done = md5 && algorithm &&
                      EVP_BytesToKey(algorithm.get(), md5.get(), iv.data(), password.reveal().data(),
                                     static_cast<int>(password.size()), 1, derived.data(),
                                     nullptr) == static_cast<int>(cipher->keyOctets);
    const Secret key(std::move(derived));
    if (!done) {
        return backendFailure("the key could not be derived from the password");
    }
    auto outcome = runCipher(Operation::Decrypt, cipher->name, key.reveal(), iv, body);
    if (!outcome.done) {
        return backendFailure("the key could not be decrypted");
    }
    const ByteView plain = outcome.octets.reveal();
    if (!outcome.fits || plain.empty() || plain[0] != derSequence || derAnnouncedSize(plain) != plain.size()) {
        drainErrors();
        return wrongPassword();
    }
    return std::move(outcome.octets);
}

} // namespace twb::crypto
