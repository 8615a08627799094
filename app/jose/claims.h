// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"
#include "json/tape.h"

#include <optional>
#include <string>
#include <vector>

namespace twb::jose {

/// A NumericDate as it stands in a token: seconds since 1970, fractions and exponents allowed.     (RFC 7519 §2)
struct NumericDate {
    enum class State : std::uint8_t { Absent, Valid, NotANumber, OutOfRange };
    State state = State::Absent;
    double seconds = 0; ///< only if Valid; within ±1e15
    json::Value value;  ///< the value on the tape, if present

    bool valid() const { return state == State::Valid; }
    bool present() const { return state != State::Absent; }
    /// Whole seconds, rounded down.
    Time time() const;
};

/// Reads one NumericDate. Values beyond ±1e15 (30 million years) and beyond double are OutOfRange.
NumericDate readNumericDate(const json::Value& value);

/// The registered claims, found in one pass over the members; of duplicates the last counts.      (RFC 7519 §4.1)
struct RegisteredClaims {
    json::Value iss, sub, aud, jti; ///< as they are, of any type; no value if absent
    NumericDate exp, nbf, iat;
};

/// `payload` may be any value; nothing is found in what is no object. Allocates nothing.
RegisteredClaims readClaims(const json::Value& payload);

/// True if "aud" is that string or an array with it.                                               (RFC 7519 §4.1.3)
bool audienceContains(const json::Value& aud, std::string_view audience);
/// The audiences for showing; nullopt if "aud" is neither a string nor an array of strings.
std::optional<std::vector<std::string>> audiences(const json::Value& aud);

} // namespace twb::jose
