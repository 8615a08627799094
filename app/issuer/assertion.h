// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/server_state.h"

namespace twb::issuer {

/// What an assertion has to fulfil.
struct AssertionRules {
    std::string expectedIssuer;         ///< "iss" (and "sub" of a client assertion)
    std::vector<std::string> audiences; ///< one of them
    std::string endpoint;               ///< the one that is called, for the sentences
    Client::AssertionRules strictness = Client::AssertionRules::Standard;
    enum class Use : std::uint8_t { ClientAuthentication, Grant };
    Use use = Use::ClientAuthentication;
};

struct AssertionClaims {
    std::string subject;
    std::string scope;
};

/// The "iss" of an assertion that nobody has checked yet, to find the client; empty if it cannot be read.
std::string unverifiedIssuer(std::string_view assertion);

/// Checks an assertion in the order in which a person would look for the mistake: form, type, algorithm, names, key,
/// times, audience, replay.                                            (RFC 7523 §3; OpenID Connect Core §9)
///
/// Secrets serve client_secret_jwt, the registered keys private_key_jwt; which one the algorithm decides, and the
/// client must be registered for it.
/// @return the claims, or the finding that says what is wrong.
tl::expected<AssertionClaims, Finding> checkAssertion(ServerState& state, const Client& client,
                                                      std::string_view assertion, const AssertionRules& rules,
                                                      Time now);

/// "2 min", "12 s", "3 h", "5 days": for sentences.
std::string spanWords(std::chrono::seconds span);

} // namespace twb::issuer
