// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"

/// DPoP proofs in an evaluation.                                                                      (RFC 9449)
namespace twb::doctor {

/// Whether the token is a DPoP proof: a compact JWS of that type.                                          (§4.2)
bool isProof(const Reading& reading);
/// The key in the header of a proof, which alone its signature is checked with (§4.3); null for any other token, and
/// where there is none.
SharedResolvedKey proofKey(const Reading& reading);
/// Rows "dpop-…" of a proof: its key, jti, iat, htm and htu (against the request, where it
/// is known), and against the access token at hand ath and jkt.
void addProofRows(Version& version, const Inputs& inputs, Time now);

} // namespace twb::doctor
