// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/server_state.h"

namespace twb::issuer {

/// Checks the DPoP proof of a request, if it has one.                                              (RFC 9449 §4.3)
///
/// @param path         of the endpoint; "htu" must be its address (by 127.0.0.1 or localhost).
/// @param accessToken  at a resource: "ath" must be its digest; empty at the token endpoint.
/// @return the thumbprint of the proof's key; empty if there is no proof.
/// Refusals: invalid_dpop_proof, use_dpop_nonce (then with the header DPoP-Nonce); 400, or 401 with WWW-Authenticate
/// at a resource.
Answer<std::string> checkDpop(Call& call, std::string_view path, std::string_view accessToken);

/// The nonce to send along with an answer, where the settings demand nonces; empty otherwise.     (RFC 9449 §8.2)
std::string currentNonce(Call& call);

} // namespace twb::issuer
