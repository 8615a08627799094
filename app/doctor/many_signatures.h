// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/signature_facts.h"

namespace twb::doctor {

/// The fact of each signature of a JWS in JSON form, in order; of each recipient of a JWE. One for every other token.
///
/// @param reports  of each signature; empty where none was made.
std::vector<SignatureFacts> factsOfSignatures(const Reading& reading, const ResolvedKey& key,
                                              const std::vector<jose::VerificationReport>& reports, Origin origin);
std::vector<SignatureFacts> factsOfRecipients(const Reading& reading, const SignatureFacts& whole,
                                              std::optional<std::size_t> opened);

} // namespace twb::doctor
