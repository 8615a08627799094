// SPDX-License-Identifier: Apache-2.0
// Which key of a set serves to encrypt or decrypt.
#include "jose/key_management.h"
#include "jose/nearest_miss.h"
#include "json/text.h"

#include <algorithm>
#include <array>

namespace twb::jose {

namespace {

using Family = KeyManagementFamily;

/// The "key_ops" that allow it.                                                                   (RFC 7517 §4.3)
std::array<std::string_view, 2> operations(Family family, EncryptionPurpose purpose) {
    const bool encrypts = purpose == EncryptionPurpose::Encrypt;
    switch (family) {
    case Family::Direct:
        return {encrypts ? "encrypt" : "decrypt", encrypts ? "encrypt" : "decrypt"};
    case Family::EcdhEs:
    case Family::EcdhEsKeyWrap:
    case Family::Pbes2:
        return {"deriveKey", "deriveBits"};
    default:
        return {encrypts ? "wrapKey" : "unwrapKey", encrypts ? "encrypt" : "decrypt"};
    }
}

} // namespace

Result<void> checkServes(const Jwk& jwk, const KeyManagement& algorithm, const ContentEncryption& encryption,
                         EncryptionPurpose purpose) {
    if (auto fits = checkFits(jwk.key, algorithm, encryption); !fits) {
        return fits;
    }
    if (purpose == EncryptionPurpose::Decrypt && !jwk.key.isPrivate()) {
        return fail(ErrorCode::KeyPublicOnly, "this is the public half of the key");
    }
    if (!jwk.use.empty() && jwk.use != "enc") {
        return fail(ErrorCode::KeyNotSuitable, "the key's \"use\" is " + json::quote(jwk.use) + ", not \"enc\"");
    }
    const std::string_view wanted = algorithm.family == Family::Direct ? encryption.name : algorithm.name;
    if (!jwk.alg.empty() && jwk.alg != algorithm.name && jwk.alg != wanted) {
        return fail(ErrorCode::KeyNotSuitable,
                    "the key's \"alg\" is " + json::quote(jwk.alg) + ", the token's is " + json::quote(wanted));
    }
    const auto allowed = operations(algorithm.family, purpose);
    // The public half of an ECDH key has no operation of its own: WebCrypto writes an empty list.
    const bool isPublicEcdh = !jwk.key.isPrivate() && allowed[0] == "deriveKey";
    if (jwk.hasKeyOps && !(isPublicEcdh && jwk.keyOps.empty()) &&
        std::ranges::none_of(jwk.keyOps, [&](const std::string& operation) {
            return operation == allowed[0] || operation == allowed[1];
        })) {
        return fail(ErrorCode::KeyNotSuitable, "the key's \"key_ops\" do not hold \"" + std::string(allowed[0]) + "\"");
    }
    return {};
}

Result<KeySet::Choice> chooseEncryptionKeys(const KeySet& keys, std::string_view kid, const KeyManagement& algorithm,
                                            const ContentEncryption& encryption, EncryptionPurpose purpose) {
    const auto& entries = keys.entries();
    if (entries.empty()) {
        return fail(ErrorCode::KeyNotFound, "there is no key");
    }
    std::vector<std::size_t> looked = kid.empty() ? std::vector<std::size_t>() : keys.withKid(kid);
    KeySet::Choice choice;
    if (looked.empty()) {
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (kid.empty() || keys.origin() == KeySet::Origin::SingleKey || entries[i].jwk.kid.empty()) {
                looked.push_back(i);
            }
        }
        choice.kidIgnored = !kid.empty() && !looked.empty();
    }
    if (looked.empty()) {
        return fail(ErrorCode::KeyNotFound, "no key of the set has the kid " + json::quote(kid));
    }
    std::optional<Error> nearest;
    for (const std::size_t place : looked) {
        if (auto good = checkServes(entries[place].jwk, algorithm, encryption, purpose); good) {
            choice.candidates.push_back(place);
        } else if (!nearest || nearness(good.error().code) > nearness(nearest->code)) {
            nearest = good.error();
        }
    }
    if (choice.candidates.empty()) {
        return tl::unexpected<Error>(std::move(*nearest));
    }
    return choice;
}

} // namespace twb::jose
