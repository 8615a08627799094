// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"
#include "base/result.h"

#include <functional>
#include <string>

namespace twb::oauth {

/// What a request takes from the world while it is made: the time and identifiers nobody has used before. Tests hand
/// in their own.
struct Moment {
    Time now{};
    /// A fresh identifier for `jti` (a UUID). @errors crypto-backend
    std::function<Result<std::string>()> identifier;
    /// Unguessable text of base64url characters, for state, nonce and code_verifier: 43 characters from 32 octets.
    /// @errors crypto-backend
    std::function<Result<std::string>()> random;
};

/// Identifiers and random text from OpenSSL.
Moment momentAt(Time now);

} // namespace twb::oauth
