// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"

#include <optional>
#include <string>
#include <vector>

namespace twb::jose {

/// What a token must fulfil besides a good signature. Time is handed in with each check, never read from a clock.
///                                                                                         (RFC 7519 §7.2; RFC 8725 §3)
struct VerificationPolicy {
    enum class CheckTime : std::uint8_t { Yes, No };
    /// Strict refuses keys shorter than RFC 7518 wants, sets that mix secrets with key pairs and a kid that a second,
    /// unreadable key carries too; Usual warns about the first and the last and accepts the second.
    enum class KeyRules : std::uint8_t { Usual, Strict };

    /// Names of the algorithm table. Empty: every algorithm that the key (its kind and its "alg") allows; the token
    /// alone never decides.
    std::vector<std::string> algorithms;
    std::optional<std::string> issuer;  ///< "iss" must be exactly this
    std::vector<std::string> audiences; ///< "aud" must hold one of these; empty = not checked
    std::optional<std::string> type;    ///< "typ": compared without case and without "application/" (RFC 7515 §4.1.9)
    std::vector<std::string> requiredClaims;
    std::optional<std::string> kid;              ///< instead of the token's own "kid"
    std::vector<std::string> understoodCritical; ///< "crit" names besides b64, which is always understood
    std::chrono::seconds leeway{60};
    CheckTime checkTime = CheckTime::Yes;
    KeyRules keyRules = KeyRules::Usual;
    std::size_t inflatedOctets = 250'000; ///< of a payload with "zip":"DEF", as JweLimits has it
};

} // namespace twb::jose
