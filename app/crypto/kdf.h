// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"
#include "base/secret.h"
#include "base/watch.h"
#include "crypto/algorithms.h"

namespace twb::crypto {

/// What ECDH-ES binds a derived key to, besides the shared secret.                                (RFC 7518 §4.6.2)
struct ConcatKdfInfo {
    std::string_view algorithm; ///< "enc" of ECDH-ES, "alg" of ECDH-ES+A…KW
    ByteView partyU;            ///< "apu", decoded
    ByteView partyV;            ///< "apv", decoded
};

/// The Concat KDF with SHA-256.                                            (NIST SP 800-56A §5.8.1; RFC 7518 §4.6.2)
/// @param octets  of the key wanted, 1 to 64.
/// @errors crypto-backend
Result<Secret> concatKdf(ByteView sharedSecret, const ConcatKdfInfo& info, std::size_t octets);

/// PBKDF2 with HMAC. Blocks: about 0.25 µs an iteration; callers cap the count.                     (RFC 8018 §5.2)
/// @param watch  asked every some thousand iterations.
/// @errors crypto-backend (also for a count below 1), cancelled
Result<Secret> pbkdf2(Hash hash, ByteView password, ByteView salt, std::int64_t iterations, std::size_t octets,
                      const Watch& watch = {});

} // namespace twb::crypto
