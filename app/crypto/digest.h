// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/bytes.h"
#include "base/result.h"
#include "crypto/algorithms.h"

namespace twb::crypto {

/// One-shot digest.  @errors crypto-backend
Result<Bytes> digest(Hash hash, ByteView octets);

} // namespace twb::crypto
