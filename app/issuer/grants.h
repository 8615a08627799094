// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/token_maker.h"

namespace twb::issuer {

// Inner parts of the token endpoint: each grant reads its parameters and decides what may be handed out.
tl::unexpected<Refusal> invalidGrant(std::string id, std::string title, std::string detail, std::string summary);
tl::unexpected<Refusal> missing(std::string_view parameter);

/// The scope that is granted: what was asked for, if the client may have it.                         (RFC 6749 §3.3)
Answer<std::string> grantedScope(const Client& client, std::string_view asked);
/// "resource" and "audience" become "aud".                                      (RFC 8707 §2; RFC 8693 §2.1)
Answer<std::vector<std::string>> askedAudience(const Form& form);

/// @param jkt  thumbprint of the request's DPoP key; empty without one.
Answer<Grant> authorizationCodeGrant(Call& call, const Client& client, const std::string& jkt);
Answer<Grant> refreshGrant(Call& call, const Client& client, const std::string& jkt);
Answer<Grant> deviceCodeGrant(Call& call, const Client& client);
Answer<Grant> passwordGrant(Call& call, const Client& client);

} // namespace twb::issuer
