// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "crypto/key.h"

#include <stop_token>

namespace twb::crypto {

/// Makes an RSA key with exponent 65537. Blocks for seconds: call it on a worker; the stop token is heeded within
/// some 10 ms.
/// @param bits  2048 to 8192.
/// @errors key-unsupported (size), cancelled, crypto-backend
Result<Key> generateRsa(int bits, std::stop_token stop = {});
/// P-256, P-384, P-521, secp256k1.  @errors key-unsupported, crypto-backend
Result<Key> generateEc(Curve curve);
/// Ed25519, Ed448, X25519, X448.  @errors key-unsupported, crypto-backend
Result<Key> generateOkp(Curve curve);
/// Octets fit for keys.  @errors crypto-backend
Result<Secret> randomSecret(std::size_t octets);
/// Octets fit for identifiers (jti, kid): public, unpredictable.  @errors crypto-backend
Result<Bytes> randomBytes(std::size_t octets);

} // namespace twb::crypto
