// SPDX-License-Identifier: Apache-2.0
#include "jose/key_management.h"

#include "base/base64url.h"
#include "crypto/generate.h"
#include "crypto/kdf.h"
#include "crypto/key_agreement.h"
#include "crypto/key_wrap.h"
#include "crypto/rsa_encryption.h"
#include "jose/caps.h"
#include "json/text.h"

namespace twb::jose {

namespace {

using crypto::Key;
using crypto::KeyType;
using Family = KeyManagementFamily;
using Recovered = Result<std::optional<Secret>>;

constexpr std::size_t saltOctets = 16;       // RFC 7518 §4.8.1.1 wants 8 or more
constexpr std::size_t mostSaltOctets = 1024; // hashed once for each token, so there is no need for more

tl::unexpected<Error> missing(std::string_view name) {
    return fail(ErrorCode::TokenHeader, "the header has no \"" + std::string(name) + "\", which the algorithm needs");
}

/// A header member of octets that must be there.
Result<Bytes> needed(const JweHeader& header, std::string_view name) {
    auto octets = header.octets(name);
    if (!octets) {
        return passOn(octets);
    }
    if (!*octets) {
        return missing(name);
    }
    return std::move(**octets);
}

crypto::AeadMethod wrapMethod(const KeyManagement& algorithm) {
    return {crypto::AeadScheme::Gcm, algorithm.wrapOctets, crypto::Hash::None};
}

/// The AES key that ECDH-ES gives, or the content key itself.                                    (RFC 7518 §4.6.2)
Result<Secret> deriveAgreed(const Key& own, const Key& peer, const KeyManagement& algorithm,
                            const ContentEncryption& encryption, const JweHeader& header) {
    auto partyU = header.octets("apu");
    if (!partyU) {
        return passOn(partyU);
    }
    auto partyV = header.octets("apv");
    if (!partyV) {
        return passOn(partyV);
    }
    auto shared = crypto::agree(own, peer);
    if (!shared) {
        return shared;
    }
    const bool isDirect = algorithm.family == Family::EcdhEs;
    const Bytes apu = partyU->value_or(Bytes());
    const Bytes apv = partyV->value_or(Bytes());
    const crypto::ConcatKdfInfo info{isDirect ? encryption.name : algorithm.name, apu, apv};
    return crypto::concatKdf(shared->reveal(), info, isDirect ? encryption.method.keyOctets : algorithm.wrapOctets);
}

Recovered recoverAgreed(const Key& key, const KeyManagement& algorithm, const ContentEncryption& encryption,
                        const JweHeader& header, ByteView encryptedKey) {
    const json::Value epk = header.find("epk");
    if (!epk.exists()) {
        return missing("epk");
    }
    if (!epk.is(json::Type::Object)) {
        return fail(ErrorCode::TokenHeader, "\"epk\" must be a JWK", epk.range());
    }
    // A point off the curve, of another curve or of small order: refused before any secret is used with it, and
    // answered as every other failure.
    const auto peer = readJwk(epk);
    if (!peer || peer->key.type() != key.type() || peer->key.curve() != key.curve()) {
        return std::optional<Secret>();
    }
    auto derived = deriveAgreed(key, peer->key, algorithm, encryption, header);
    if (!derived) {
        if (derived.error().code == ErrorCode::KeyInvalid) {
            return std::optional<Secret>();
        }
        return passOn(derived);
    }
    if (algorithm.family == Family::EcdhEs) {
        return encryptedKey.empty() ? std::optional<Secret>(std::move(*derived)) : std::optional<Secret>();
    }
    return crypto::unwrapKey(derived->reveal(), encryptedKey);
}

/// The count of "p2c".  @errors token-header, token-limit
Result<std::int64_t> readCount(const JweHeader& header, std::int64_t most) {
    const json::Value value = header.find("p2c");
    if (!value.exists()) {
        return missing("p2c");
    }
    const auto number = value.integer();
    if (!number || *number < 1) {
        if (value.is(json::Type::Number) && value.number().value_or(0) > 1e9) {
            return roundsBeyond(most, value.range());
        }
        return fail(ErrorCode::TokenHeader, "\"p2c\" must be a whole number from 1 on", value.range());
    }
    if (*number > most) {
        return roundsBeyond(most, value.range());
    }
    return *number;
}

/// The AES key of a password: the salt is the algorithm's name, a zero octet and "p2s".         (RFC 7518 §4.8.1.1)
Result<Secret> stretch(const Key& key, const KeyManagement& algorithm, ByteView saltInput, std::int64_t count,
                       const Watch& watch) {
    Bytes salt = toBytes(algorithm.name);
    salt.push_back(0);
    salt.insert(salt.end(), saltInput.begin(), saltInput.end());
    return crypto::pbkdf2(algorithm.hash, key.secret().reveal(), salt, count, algorithm.wrapOctets, watch);
}

Recovered recoverPassword(const Key& key, const KeyManagement& algorithm, const JweHeader& header,
                          ByteView encryptedKey, std::int64_t pbes2Count, std::int64_t& iterations,
                          const Watch& watch) {
    const auto salt = needed(header, "p2s");
    if (!salt) {
        return passOn(salt);
    }
    if (salt->size() < 8 || salt->size() > mostSaltOctets) {
        return fail(ErrorCode::TokenHeader,
                    "\"p2s\" must hold at least 8 octets and at most " + std::to_string(mostSaltOctets));
    }
    const auto count = readCount(header, pbes2Count);
    if (!count) {
        return passOn(count);
    }
    if (*count > iterations) {
        return roundsUsedUp();
    }
    iterations -= *count;
    const auto wrapping = stretch(key, algorithm, *salt, *count, watch);
    if (!wrapping) {
        return passOn(wrapping);
    }
    return crypto::unwrapKey(wrapping->reveal(), encryptedKey);
}

Recovered recoverGcm(const Key& key, const KeyManagement& algorithm, const JweHeader& header, ByteView encryptedKey) {
    const auto nonce = needed(header, "iv");
    if (!nonce) {
        return passOn(nonce);
    }
    const auto tag = needed(header, "tag");
    if (!tag) {
        return passOn(tag);
    }
    auto aead = crypto::Aead::create(wrapMethod(algorithm), key.secret().reveal());
    if (!aead) {
        return passOn(aead);
    }
    return aead->open(*nonce, {}, encryptedKey, *tag);
}

std::string quotedOctets(ByteView octets) {
    return "\"" + base64url::encode(octets) + "\"";
}

/// The JSON text of the public half, or what stands in the header already if it is the same key.
Result<std::string> epkText(const Key& ephemeral, const JweHeader& header) {
    if (const json::Value given = header.find("epk"); given.is(json::Type::Object)) {
        if (const auto read = readJwk(given); read && read->key.samePublicKey(ephemeral)) {
            return std::string(given.text());
        }
    }
    return writePublicJwk(Jwk{ephemeral.publicHalf(), {}, {}, {}, {}, false, {}, {}, {}, {}, {}});
}

Result<ProtectedContentKey> protectAgreed(const Key& key, const KeyManagement& algorithm,
                                          const ContentEncryption& encryption, const JweHeader& header,
                                          ByteView contentKey, const FixedRandomness* fixed) {
    auto ephemeral = fixed != nullptr && fixed->ephemeral ? Result<Key>(*fixed->ephemeral)
                     : key.type() == KeyType::Okp         ? crypto::generateOkp(key.curve())
                                                          : crypto::generateEc(key.curve());
    if (!ephemeral) {
        return passOn(ephemeral);
    }
    auto derived = deriveAgreed(*ephemeral, key, algorithm, encryption, header);
    if (!derived) {
        return passOn(derived);
    }
    auto epk = epkText(*ephemeral, header);
    if (!epk) {
        return passOn(epk);
    }
    ProtectedContentKey result;
    result.members.emplace_back("epk", std::move(*epk));
    if (algorithm.family == Family::EcdhEs) {
        result.contentKey = std::move(*derived);
        return result;
    }
    auto wrapped = crypto::wrapKey(derived->reveal(), contentKey);
    if (!wrapped) {
        return passOn(wrapped);
    }
    result.encryptedKey = std::move(*wrapped);
    return result;
}

Result<ProtectedContentKey> protectPassword(const Key& key, const KeyManagement& algorithm, const JweHeader& header,
                                            ByteView contentKey, std::int64_t pbes2Count, std::int64_t mostPbes2Count,
                                            const Watch& watch) {
    ProtectedContentKey result;
    auto given = header.octets("p2s");
    if (!given) {
        return passOn(given);
    }
    Bytes salt;
    if (*given) {
        salt = std::move(**given);
    } else {
        auto made = crypto::randomBytes(saltOctets);
        if (!made) {
            return passOn(made);
        }
        salt = std::move(*made);
        result.members.emplace_back("p2s", quotedOctets(salt));
    }
    if (salt.size() < 8 || salt.size() > mostSaltOctets) {
        return fail(ErrorCode::TokenHeader, "\"p2s\" must hold at least 8 octets");
    }
    std::int64_t count = pbes2Count;
    if (header.find("p2c").exists()) {
        const auto read = readCount(header, mostPbes2Count);
        if (!read) {
            return passOn(read);
        }
        count = *read;
    } else {
        result.members.emplace_back("p2c", std::to_string(count));
    }
    if (count > mostPbes2Count) {
        return roundsBeyond(mostPbes2Count, {});
    }
    if (count < 1) {
        return fail(ErrorCode::TokenLimit,
                    "the count of iterations must be from 1 to " + std::to_string(mostPbes2Count));
    }
    const auto wrapping = stretch(key, algorithm, salt, count, watch);
    if (!wrapping) {
        return passOn(wrapping);
    }
    auto wrapped = crypto::wrapKey(wrapping->reveal(), contentKey);
    if (!wrapped) {
        return passOn(wrapped);
    }
    result.encryptedKey = std::move(*wrapped);
    return result;
}

Result<ProtectedContentKey> protectGcm(const Key& key, const KeyManagement& algorithm, ByteView contentKey,
                                       const FixedRandomness* fixed) {
    const crypto::AeadMethod method = wrapMethod(algorithm);
    auto nonce = fixed != nullptr && !fixed->wrapNonce.empty() ? Result<Bytes>(fixed->wrapNonce)
                                                               : crypto::randomBytes(method.nonceOctets());
    if (!nonce) {
        return passOn(nonce);
    }
    auto aead = crypto::Aead::create(method, key.secret().reveal());
    if (!aead) {
        return passOn(aead);
    }
    auto sealed = aead->seal(*nonce, {}, contentKey);
    if (!sealed) {
        return passOn(sealed);
    }
    ProtectedContentKey result;
    result.encryptedKey = std::move(sealed->ciphertext);
    result.members.emplace_back("iv", quotedOctets(*nonce));
    result.members.emplace_back("tag", quotedOctets(sealed->tag));
    return result;
}

} // namespace

Recovered recoverContentKey(const Key& key, const KeyManagement& algorithm, const ContentEncryption& encryption,
                            const JweHeader& header, ByteView encryptedKey, std::int64_t pbes2Count,
                            std::int64_t& iterations, const Watch& watch) {
    const std::size_t wanted = encryption.method.keyOctets;
    Recovered recovered;
    switch (algorithm.family) {
    case Family::Direct:
        recovered = encryptedKey.empty() ? std::optional<Secret>(key.secret().clone()) : std::optional<Secret>();
        break;
    case Family::AesKeyWrap:
        recovered = crypto::unwrapKey(key.secret().reveal(), encryptedKey);
        break;
    case Family::AesGcmKeyWrap:
        recovered = recoverGcm(key, algorithm, header, encryptedKey);
        break;
    case Family::RsaOaep:
        recovered = crypto::decryptOaep(key, algorithm.hash, encryptedKey);
        break;
    case Family::RsaPkcs1: {
        auto always = crypto::decryptPkcs1(key, encryptedKey, wanted);
        recovered = always ? Recovered(std::move(*always)) : Recovered(passOn(always));
        break;
    }
    case Family::EcdhEs:
    case Family::EcdhEsKeyWrap:
        recovered = recoverAgreed(key, algorithm, encryption, header, encryptedKey);
        break;
    case Family::Pbes2:
        recovered = recoverPassword(key, algorithm, header, encryptedKey, pbes2Count, iterations, watch);
        break;
    }
    if (recovered && *recovered && (*recovered)->size() != wanted) {
        return std::optional<Secret>();
    }
    return recovered;
}

Result<ProtectedContentKey> protectContentKey(const Key& key, const KeyManagement& algorithm,
                                              const ContentEncryption& encryption, const JweHeader& header,
                                              ByteView contentKey, std::int64_t pbes2Count, std::int64_t mostPbes2Count,
                                              const FixedRandomness* fixed, const Watch& watch) {
    ProtectedContentKey result;
    Result<Bytes> encrypted;
    switch (algorithm.family) {
    case Family::Direct:
        result.contentKey = key.secret().clone();
        return result;
    case Family::AesKeyWrap:
        encrypted = crypto::wrapKey(key.secret().reveal(), contentKey);
        break;
    case Family::AesGcmKeyWrap:
        return protectGcm(key, algorithm, contentKey, fixed);
    case Family::RsaOaep:
        encrypted = crypto::encryptOaep(key, algorithm.hash, contentKey);
        break;
    case Family::RsaPkcs1:
        encrypted = crypto::encryptPkcs1(key, contentKey);
        break;
    case Family::EcdhEs:
    case Family::EcdhEsKeyWrap:
        return protectAgreed(key, algorithm, encryption, header, contentKey, fixed);
    case Family::Pbes2:
        return protectPassword(key, algorithm, header, contentKey, pbes2Count, mostPbes2Count, watch);
    }
    if (!encrypted) {
        return passOn(encrypted);
    }
    result.encryptedKey = std::move(*encrypted);
    return result;
}

} // namespace twb::jose
