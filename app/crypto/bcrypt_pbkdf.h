// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto.
#include "base/result.h"
#include "base/secret.h"

namespace twb::crypto {

/// The key derivation of encrypted OpenSSH keys: PBKDF2 with a hash made of bcrypt, whose output is spread over the
/// key. Blocks for some 5 ms a round and 32 octets.
/// @param password, salt  not empty.  @param octets  at most 1024.
/// @errors crypto-backend
Result<Secret> bcryptPbkdf(const Secret& password, ByteView salt, std::uint32_t rounds, std::size_t octets);

} // namespace twb::crypto
