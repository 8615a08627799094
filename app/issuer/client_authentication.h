// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/server_state.h"

namespace twb::issuer {

/// Which clients may come without proof of who they are.
enum class PublicClients : std::uint8_t { Welcome, Refused };

/// Finds and authenticates the client of a request: Basic (form-encoded first, or raw), secret in the body, assertion,
/// or none.                                                   (RFC 6749 §2.3, §3.2.1; RFC 7523 §2.2; RFC 8705 §2)
///
/// The log says what exactly did not fit; the secret itself is never repeated.
/// @param endpoint  the one that is called: accepted as audience besides issuer and token endpoint (RFC 9126 §2).
Answer<Client> authenticateClient(Call& call, std::string_view endpoint, PublicClients publicClients);

} // namespace twb::issuer
