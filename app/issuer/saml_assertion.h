// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/server_state.h"

namespace twb::issuer {

/// What a SAML assertion has to fulfil.
struct SamlRules {
    std::vector<std::string> audiences;  ///< one of them: this issuer, or its token endpoint
    std::vector<std::string> recipients; ///< the address it was sent to
};

struct SamlClaims {
    std::string issuer;
    std::string subject;
};

/// Checks a SAML 2.0 assertion as the parameter "assertion" carries it, in the order in which a person would look for
/// the mistake: base64url, XML, kind, names, audience, bearer confirmation, times, replay.       (RFC 7522 §3)
///
/// Its XML signature is not checked: an identity provider's certificate is registered nowhere here. The server says so
/// in its log with every token that it gives for one.
/// @return whom it speaks of, or the finding that says what is wrong.
tl::expected<SamlClaims, Finding> checkSamlAssertion(ServerState& state, std::string_view assertion,
                                                     const SamlRules& rules, Time now);

} // namespace twb::issuer
