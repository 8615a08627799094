// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/dpop.h"
#include "jose/jws.h"
#include "page_fixture.h"

namespace page {

inline const std::string holderKey =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"})";

/// A DPoP proof of the holder for GET https://a.test/things, sent with the sample token.             (RFC 9449 §4.2)
inline std::string proof() {
    const auto holder = twb::jose::readJwk(holderKey);
    const std::string header = R"({"typ":"dpop+jwt","alg":"ES256","jwk":)" + *twb::jose::writePublicJwk(*holder) + "}";
    const std::string payload =
        "{\"jti\":\"1\",\"htm\":\"GET\",\"htu\":\"https://a.test/things\",\"iat\":1735689800,\"ath\":\"" +
        *twb::jose::accessTokenHash(cafToken) + "\"}";
    return *twb::jose::signCompact(header, twb::asBytes(payload), *holder);
}

/// What the checks say under one id; nothing where there is no such row.
inline std::optional<twb::doctor::CheckRow::Outcome> outcomeOf(const twb::workbench::TokenDocument& document,
                                                               std::string_view id) {
    const std::vector<twb::doctor::CheckRow>& rows = document.shownVersion().checks;
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.id == id; });
    return found != rows.end() ? std::optional(found->outcome) : std::nullopt;
}

} // namespace page
