// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"
#include "base/secret.h"

namespace twb::jose {

/// Raw DEFLATE, as `zip` "DEF" means it.                                               (RFC 1951; RFC 7516 §4.1.3)
/// @errors crypto-backend (zlib has no memory)
Result<Secret> deflateRaw(ByteView octets);

/// @param cap  octets that may come out: a small token can hold gigabytes.
/// @errors token-limit (more comes out), token-payload (no complete DEFLATE data, or something after it)
Result<Secret> inflateRaw(ByteView compressed, std::size_t cap);

} // namespace twb::jose
