// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/token_verifier.h"

/// DPoP proofs: a request signed by the key to which an access token is bound.                            (RFC 9449)
namespace twb::jose {

/// Whether the text is a compact JWS whose "typ" is "dpop+jwt" (any letter case, "application/" allowed).      (§4.2)
bool isDpopProof(std::string_view token);

/// What is known of the request that the proof came with; what is absent is not compared.
struct DpopExpectation {
    /// Must have the digest of "ath"; if it is a JWT with "cnf":{"jkt"}, that must be the proof's key.     (§4.3, §6.1)
    std::optional<std::string> accessToken;
    std::optional<std::string> thumbprint; ///< "jkt" of the binding, where the access token does not say it
    std::optional<std::string> method;     ///< "htm": compared octet for octet
    std::optional<std::string> url;        ///< "htu": compared without query and fragment, host and scheme in any case
    std::optional<std::string> nonce;      ///< of the server's DPoP-Nonce
    std::chrono::seconds maximumAge{300};  ///< of "iat", plus leeway; §11.1 wants it short
    std::chrono::seconds leeway{60};
};

/// "dpop-typ", "dpop-alg", "dpop-jwk", "dpop-signature", "jti", "htm", "htu", "iat", "ath", "jkt", "nonce".
struct DpopReport {
    VerificationReport proof;           ///< checked with the key in its own header
    std::shared_ptr<const KeySet> keys; ///< that key alone; empty if it is unreadable
    std::string thumbprint;             ///< of that key: what "jkt" must be; empty if it is unreadable
    std::vector<NamedCheck> checks;     ///< all of them, in that order
    bool accepted() const;
};

/// Checks a proof as a server does. The answer says that the sender holds the key; whether the key may do anything is
/// the access token's affair.                                                                                  (§4.3)
/// Never fails as a call.
DpopReport verifyDpopProof(std::string_view proof, const DpopExpectation& expected, Time now);

/// base64url(SHA-256(ASCII(access token))).                                                                  (§4.2)
/// @errors crypto-backend
Result<std::string> accessTokenHash(std::string_view accessToken);

} // namespace twb::jose
