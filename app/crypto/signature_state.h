// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: what Signer and Verifier keep ready.
#include "crypto/hmac.h"
#include "crypto/key_native.h"
#include "crypto/signature.h"

#include <variant>

namespace twb::crypto {

enum class Direction : std::uint8_t { Sign, Verify };

/// RSA and ECDSA: the digest is made in a kept context with a fetched algorithm, the signature in a kept key context.
struct HashThenSign {
    const EVP_MD* digest = nullptr;
    MdCtxPtr hashing;
    PkeyCtxPtr context;
    /// @return 0 if OpenSSL failed.
    std::size_t hash(ByteView input, std::uint8_t* out) const;
};

/// EdDSA: an initialised template is copied for each message.
struct WholeMessage {
    MdCtxPtr ready;
    MdCtxPtr work;
};

/// The common half of Signer::State and Verifier::State.
struct SignatureState {
    SignatureMethod method;
    Key key; ///< keeps the EVP_PKEY alive
    std::size_t size = 0;
    std::variant<std::monostate, Hmac, HashThenSign, WholeMessage> ready;
};

/// Checks that the key can serve the method and prepares the contexts.
/// @errors key-type-mismatch, key-curve-mismatch, key-public-only, key-weak, crypto-backend
Result<SignatureState> prepareSignature(const Key& key, SignatureMethod method, Direction direction);

struct Signer::State : SignatureState {};
struct Verifier::State : SignatureState {};

} // namespace twb::crypto
