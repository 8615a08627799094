// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/jose: what all forms of signing do before the first octet is signed.
#include "crypto/signature.h"
#include "jose/algorithm_table.h"
#include "jose/jwk.h"
#include "jose/protected_header.h"

namespace twb::jose {

struct ChosenSigner {
    const Algorithm* algorithm;
    crypto::Signer signer;
};

/// Checks header and key against each other and prepares the key.
/// @param tape  with the JOSE header that `header` was read from.
/// @errors json-duplicate-name, algorithm-unknown, algorithm-unsupported (none), token-critical, key-type-mismatch,
///         key-curve-mismatch, key-public-only, key-not-suitable, crypto-backend
Result<ChosenSigner> chooseSigner(const ProtectedHeader& header, const json::Tape& tape, const Jwk& key);

} // namespace twb::jose
