// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/finding.h"
#include "doctor/reading.h"

/// What a claim should say instead, where the finding leaves no doubt about it.
namespace twb::doctor {

/// One member to be set in a copy.
struct ClaimCorrection {
    FindingPlace part = FindingPlace::Payload; ///< Header or Payload
    std::string name;
    std::string json; ///< the right value as JSON text
    friend bool operator==(const ClaimCorrection&, const ClaimCorrection&) = default;
};

/// The corrections that answer one finding; empty where only the issuer can know the right value. Nothing here changes
/// a token: the result is for a copy, which then needs a new signature.
///
/// Milliseconds and microseconds become whole seconds, digits in quotes a number, a date text (RFC 3339) seconds since
/// 1970, a duration in exp a moment after iat, a number as CPF eleven digits of text …
std::vector<ClaimCorrection> correctionsOf(const Finding& finding, const Reading& reading);

} // namespace twb::doctor
