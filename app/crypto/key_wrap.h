// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"
#include "base/secret.h"

#include <optional>

namespace twb::crypto {

/// AES Key Wrap with the default initial value.                                       (RFC 3394 §2.2; RFC 7518 §4.4)
///
/// @param wrappingKey  16, 24 or 32 octets.  @param key  16 octets or more, a multiple of 8.
/// @return 8 octets more than the key.
/// @errors crypto-backend (also for other sizes)
Result<Bytes> wrapKey(ByteView wrappingKey, ByteView key);

/// The other way round. @return nullopt if it was wrapped with another key, changed, or has an impossible size.
/// @errors crypto-backend
Result<std::optional<Secret>> unwrapKey(ByteView wrappingKey, ByteView wrapped);

} // namespace twb::crypto
