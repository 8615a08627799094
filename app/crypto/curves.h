// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: names, constants and point arithmetic of the curves.
#include "crypto/key.h"

namespace twb::crypto {

/// OpenSSL's group name of an EC curve, or key type name of an OKP curve; nullptr for Curve::None.
const char* groupName(Curve curve);
/// The name of RFC 7518, RFC 8037 and RFC 8812: `P-256`, `secp256k1`, `Ed25519`.
std::string_view curveName(Curve curve);
/// The order of the group of an EC curve, big-endian, as long as the field; empty for other curves.
ByteView groupOrder(Curve curve);

/// x and y of d times the base point; constant time in d.  @errors crypto-backend
Result<EcNumbers> multiplyBasePoint(Curve curve, ByteView d);

/// x and y of a point in any form of SEC 1 §2.3.3 (uncompressed, compressed, hybrid).
/// @errors key-invalid (not on the curve, infinity, wrong length), crypto-backend
Result<EcNumbers> decodePoint(Curve curve, ByteView point);

/// True if an Ed25519 or Ed448 public key is the encoding of a point.                  (RFC 8032 §5.1.3, §5.2.3)
/// @errors crypto-backend
Result<bool> isEdwardsPoint(Curve curve, ByteView encoded);

} // namespace twb::crypto
