// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: what a Key points to.
#include "crypto/backend.h"
#include "crypto/key.h"

namespace twb::crypto {

/// Never changes after it was made, so that threads may share it.
struct Key::Native {
    KeyType type = KeyType::Oct;
    Curve curve = Curve::None;
    int bits = 0;
    bool isPrivate = false;
    Secret secret;                  ///< Oct only
    std::shared_ptr<EVP_PKEY> pkey; ///< all but Oct; shared with the public half, which only differs in isPrivate
    Bytes first;                    ///< RSA n, EC x, OKP x
    Bytes second;                   ///< RSA e, EC y
    Bytes pssAlgorithm;             ///< RsaPss: the AlgorithmIdentifier it came with, written out again as it was
};

/// The checks of fromRsa() without building anything: sizes, oddness, ROCA.
Result<void> checkRsaPublic(ByteView modulus, ByteView exponent);
/// Finds the primes where only d is known, computes the CRT members that are absent and checks those that are there
/// against each other.                                                                  (RFC 8017 §3.2)
/// @errors key-invalid, crypto-backend
Result<RsaNumbers> completeRsa(const RsaNumbers& numbers);
/// Wraps an RSA or RSA-PSS key that OpenSSL has made or read itself.
Result<Key> keyFromRsaPkey(PkeyPtr pkey, KeyType type, bool isPrivate, Bytes pssAlgorithm);

/// Wraps an EC or OKP key that OpenSSL has made itself.
Result<Key> keyFromCurvePkey(PkeyPtr pkey, KeyType type, Curve curve);

} // namespace twb::crypto
