// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_agreement.h"

#include "crypto/curves.h"
#include "crypto/key_native.h"

#include <algorithm>

namespace twb::crypto {

Result<Secret> agree(const Key& own, const Key& peer) {
    for (const Key* key : {&own, &peer}) {
        if (key->type() != KeyType::Ec && key->type() != KeyType::Okp) {
            return fail(ErrorCode::KeyTypeMismatch, "keys are agreed upon with EC keys, X25519 or X448");
        }
        if (!agreesOnKeys(key->curve())) {
            return fail(ErrorCode::KeyCurveMismatch,
                        "the curve " + std::string(curveName(key->curve())) + " does not serve to agree on keys");
        }
    }
    if (own.curve() != peer.curve()) {
        return fail(ErrorCode::KeyCurveMismatch, "one key is on " + std::string(curveName(own.curve())) +
                                                     ", the other on " + std::string(curveName(peer.curve())));
    }
    if (!own.isPrivate()) {
        return fail(ErrorCode::KeyPublicOnly, "this is a public key");
    }
    startBackend();
    const PkeyCtxPtr context(EVP_PKEY_CTX_new_from_pkey(nullptr, own.native().pkey.get(), nullptr));
    if (!context || EVP_PKEY_derive_init(context.get()) != 1 ||
        EVP_PKEY_derive_set_peer(context.get(), peer.native().pkey.get()) != 1) {
        return backendFailure("the key agreement could not be prepared");
    }
    Bytes shared(fieldOctets(own.curve()));
    std::size_t size = shared.size();
    const bool done = EVP_PKEY_derive(context.get(), shared.data(), &size) == 1;
    Secret secret(std::move(shared));
    if (!done && own.type() == KeyType::Okp) {
        return failWithReasons(ErrorCode::KeyInvalid, "the public key is a point of small order");
    }
    if (!done || size != secret.size()) {
        return backendFailure("no secret could be agreed upon");
    }
    // OpenSSL refuses an all-zero secret itself since 1.1.1; the rule must not depend on it.       (RFC 7748 §6.1)
    const ByteView octets = secret.reveal();
    if (std::all_of(octets.begin(), octets.end(), [](std::uint8_t octet) { return octet == 0; })) {
        return fail(ErrorCode::KeyInvalid, "the public key is a point of small order");
    }
    return secret;
}

} // namespace twb::crypto
