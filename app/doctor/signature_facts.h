// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"
#include "jose/sd_jwt.h"

namespace twb::doctor {

enum class Origin : std::uint8_t { Received, SignedHere };

/// The report of the engine about a readable JWS; no report for anything else.
std::optional<jose::VerificationReport> verifyReading(const Reading& reading, const ResolvedKey& key,
                                                      const Inputs& inputs, Time now);

/// The same for each signature of a JWS in JSON form, and of an SD-JWT with several; for a compact one a list of one or
/// none.
std::vector<jose::VerificationReport> verifyAll(const Reading& reading, const ResolvedKey& key, const Inputs& inputs,
                                                Time now);

/// Issuer, disclosures and key binding of an SD-JWT; none where the text cannot be taken apart.
std::optional<jose::SdJwtReport> verifySelective(const Reading& reading, const ResolvedKey& key, const Inputs& inputs,
                                                 Time now);

/// The signature fact from reading, key and report.
SignatureFacts signatureFacts(const Reading& reading, const ResolvedKey& key,
                              const std::optional<jose::VerificationReport>& report, Origin origin);

/// The rows of a report for the panel.
std::vector<CheckRow> rowsOf(const std::optional<jose::VerificationReport>& report);

/// Octets that the reading's algorithm wants of a secret; 0 if none.
std::size_t neededSecretOctets(const Reading& reading);

/// What a check of a token found, as the outcome of its row.
CheckRow::Outcome outcomeOf(jose::Outcome outcome);

} // namespace twb::doctor
