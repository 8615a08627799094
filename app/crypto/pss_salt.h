// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/bytes.h"
#include "crypto/key.h"

namespace twb::crypto {

/// Checks an RSASSA-PSS signature whatever the length of its salt, with the mask hash that is named: to explain a
/// signature that RFC 7518 §3.5 refuses, never to accept one.                                    (RFC 8017 §8.1.2)
/// @param key  of KeyType::Rsa.
/// @return false for every signature that does not fit, and for other keys.
/// @errors crypto-backend
Result<bool> verifyPssOfAnySalt(const Key& key, Hash hash, Hash maskHash, ByteView input, ByteView signature);

} // namespace twb::crypto
