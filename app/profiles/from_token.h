// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "profiles/profile.h"
#include "json/tape.h"

namespace twb::profiles {

/// "Expect tokens like this": the text of a profile made from a good token. It holds alg, typ, iss, aud, the names and
/// types of the claims and the lifetime; no other value, since a profile is no place for personal data.
///
/// @param id, title  of the new profile; see idFrom().
/// @errors token-header, token-payload: a part is no JSON object
Result<std::string> profileFromToken(const json::Value& header, const json::Value& payload, std::string_view id,
                                     std::string_view title);

/// A profile's id out of a title: "My gateway (test)" gives `my-gateway-test`; `profile` if nothing is left.
std::string idFrom(std::string_view title);

} // namespace twb::profiles
