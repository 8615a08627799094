// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/checks.h"

namespace twb::oauth {

/// What a refusal means, with its likely reasons.
struct Explanation {
    std::string code;                  ///< "invalid_client", "http-401", "tls-expired", "html" …
    std::string title;                 ///< in words: "The server does not accept the client"
    std::string advice;                ///< what to do
    std::vector<RequestCheck> reasons; ///< what was checked here and failed, then passed, then what others must look at
};

/// Explains an exchange that did not succeed; nothing if it did. One error code more is one row of a table.
std::optional<Explanation> explain(const OAuthRequest& request, const BuiltRequest& built, const HttpExchange& exchange,
                                   const ResponseReading& reading, CheckFacts facts);

} // namespace twb::oauth
