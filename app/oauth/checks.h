// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/discovery.h"
#include "oauth/response.h"

namespace twb::oauth {

/// One thing that was looked at here, before sending or after a refusal.
struct RequestCheck {
    /// Unknown: cannot be seen from here; the text says who can.
    enum class State : std::uint8_t { Pass, Warn, Fail, Unknown };
    State state = State::Unknown;
    std::string id;   ///< stable: "assertion-iss-sub", "assertion-aud", "clock" …
    std::string text; ///< what was found, in one line; never a secret
};

/// What the checks may look at besides the request.
struct CheckFacts {
    Time now{};
    const ServerMetadata* metadata = nullptr; ///< of a trusted discovery
    std::optional<Time> serverTime;           ///< the answer's Date
    const jose::Jwk* registeredKey = nullptr; ///< the public key that was sent to the vendor
    std::vector<std::string> usedIdentifiers; ///< jti of earlier assertions
};

/// The checks of a request before it is sent: address, method and grant against the metadata, the assertion against
/// client and address, the key against the algorithm, grant parameters, obsolete things.
std::vector<RequestCheck> checkRequest(const OAuthRequest& request, const BuiltRequest& built, const CheckFacts& facts);

/// The checks of a client assertion within a form: structure, alg, typ, iss, sub, aud, exp, iat, nbf, jti, units of
/// time, client_assertion_type, key. In the order in which they are likely to be the reason of a refusal.
std::vector<RequestCheck> checkAssertion(const OAuthRequest& request, const BuiltRequest& built,
                                         const CheckFacts& facts);

/// `Sun, 06 Nov 1994 08:49:37 GMT`.                                                         (RFC 9110 §5.6.7)
/// @errors time-invalid
Result<Time> parseHttpDate(std::string_view text);

} // namespace twb::oauth
