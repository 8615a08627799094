// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/jws_json.h"
#include "jose/sd_jwt.h"

/// Making SD-JWTs: what the issuer does, and what the holder does.                          (RFC 9901 §4, §5.2, §7.2)
namespace twb::jose {

/// What the issuer hides, and how.
struct Hiding {
    /// JSON Pointers (RFC 6901) into the claims: "/email", "/address/city", "/nationalities/1". A pointer and one
    /// within it may both stand here: a disclosure within a disclosure.
    std::vector<std::string> disclosable;
    /// Digests without a claim, added to each object and each array in which something is hidden, and at least to the
    /// outermost object; so that nobody counts what is kept back.                                       (§4.2.5)
    std::size_t decoys = 0;
    crypto::Hash hash = crypto::Hash::Sha256; ///< Sha256, Sha384 or Sha512; "_sd_alg" says which
    /// For known answers only: salts in the order of `disclosable`, each base64url text; else 128 random bits each.
    std::vector<std::string> salts;
};

/// Claims with digests in the place of what is hidden.
struct HiddenClaims {
    std::string payload;                 ///< JSON text to sign; tokens of the text as they were given
    std::vector<Disclosure> disclosures; ///< in the order of the claims; those within others before them
};

/// Hides claims. The digests of an "_sd" stand sorted, so that their order says nothing.                (§4.2.4)
/// @param payload  JSON object without "_sd", "_sd_alg" and "...".
/// @param holder   its public half becomes `cnf.jwk`; nullptr for none.                              (RFC 7800 §3.2)
/// @errors token-payload: a pointer to nothing, to the claims as a whole or twice the same; to iss, aud, exp, nbf, cnf
///         or what is in them, which §9.7 wants in the open; reserved names; a holder beside a "cnf".
///         token-limit (more than 1000 disclosures or decoys), json-…, crypto-backend
Result<HiddenClaims> hideClaims(std::string_view payload, const Hiding& hiding, const Jwk* holder = nullptr);

/// The issuer's token with all its disclosures, ended by a tilde.
struct IssuedSdJwt {
    std::string token;
    HiddenClaims claims;
};

/// Hides and signs.  @errors those of hideClaims and signCompact
Result<IssuedSdJwt> issueSdJwt(std::string_view header, std::string_view payload, const Hiding& hiding,
                               const Jwk& signer, const Jwk* holder = nullptr);

/// What the verifier asked for.                                                                          (§4.3)
struct KeyBindingRequest {
    std::string nonce;
    std::string audience;
    Time issuedAt;
    std::string algorithm; ///< "alg"; empty: the first that serves the holder's key
};

/// Ends a presentation with a key binding of the holder; one that is there already is taken off.
/// @param presentation  SD-JWT with the disclosures to show.
/// @errors those of splitSdJwt and signCompact; token-payload (the issuer named no key in "cnf", or another: a verifier
///         would refuse it)
Result<std::string> bindToKey(std::string_view presentation, const KeyBindingRequest& request, const Jwk& holder);

/// Digests of the disclosures at these JSON Pointers (as Disclosure::path says), for presentSdJwt.
/// @errors token-payload (nothing is disclosed there)
Result<std::vector<std::string>> digestsAt(const SdJwtClaims& claims, const std::vector<std::string>& paths);

/// The other way round from compactSdJwt: disclosures and key binding in the unprotected header.          (§8)
/// @errors those of splitSdJwt; token-structure (the issuer's token is no compact JWS)
Result<std::string> jsonSdJwt(std::string_view compact, JsonForm form);

} // namespace twb::jose
