// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"
#include "crypto/algorithms.h"
#include "jose/compact.h"
#include "jose/token_verifier.h"

#include <optional>
#include <string>
#include <vector>

/// SD-JWT: a signed token whose claims the holder shows one by one.                                  (RFC 9901)
namespace twb::jose {

/// The parts between the tildes; views into the token's text.                                        (RFC 9901 §4)
struct SdJwtParts {
    std::string_view issuerToken; ///< compact JWS
    std::vector<std::string_view> disclosures;
    std::string_view keyBinding; ///< compact JWS; empty if there is none
    std::string_view hashed;     ///< what "sd_hash" covers: everything up to and with the last tilde
};

/// @errors token-structure (no tilde, an empty part between two), token-limit (more than 1000 disclosures)
Result<SdJwtParts> splitSdJwt(std::string_view token);

/// The compact form of an SD-JWT in flattened or general JSON form, whose "disclosures" and "kb_jwt" stand in the
/// unprotected header of the first signature.                                                       (RFC 9901 §8)
/// @param signature  which of several is kept. A key binding covers the first signature and goes with it.
/// @errors those of readJsonToken; token-structure (no disclosures there, or of the wrong type; no such signature, or
///         one without a protected header)
Result<std::string> compactSdJwt(std::string_view jsonToken, std::size_t signature = 0);

/// One disclosure, read.                                                                             (RFC 9901 §4.2)
struct Disclosure {
    std::string encoded; ///< base64url as it stands in the token: the digest is over these characters
    std::string digest;  ///< base64url
    std::string salt;
    std::optional<std::string> name;                  ///< none for an element of an array
    std::string value;                                ///< JSON text
    std::string path;                                 ///< where it came to stand, as a JSON Pointer (RFC 6901)
    std::optional<std::size_t> parent = std::nullopt; ///< the disclosure within which this one stands
};

/// The claims with everything disclosed put in place.
struct SdJwtClaims {
    std::string payload; ///< JSON text without "_sd", "_sd_alg" and "..."; tokens of the text as they were signed
    std::vector<Disclosure> disclosures; ///< in the order of the token
    /// Digests that nothing was disclosed for: claims kept back, or decoys; nobody can tell which.
    std::vector<std::string> undisclosed;
    crypto::Hash hash = crypto::Hash::Sha256; ///< "_sd_alg"
};

/// Puts disclosures into the issuer's payload.                                                       (RFC 9901 §7.1)
/// @errors token-payload (with the rule that is broken: a digest twice, a disclosure that no digest names, a claim that
///         is there already, a name "_sd" or "...", no array of two or three, "_sd" no array of strings),
///         token-unsupported (_sd_alg), json-…, base64url-…
Result<SdJwtClaims> resolveDisclosures(std::string_view payload, const std::vector<std::string_view>& disclosures);

/// What the verifier asked the holder for.                                                           (RFC 9901 §7.3)
struct KeyBindingPolicy {
    enum class Need : std::uint8_t { Optional, Required };
    Need need = Need::Optional;
    std::optional<std::string> nonce;
    std::optional<std::string> audience;
    std::chrono::seconds maximumAge{0}; ///< of "iat"; 0 = any. The leeway is that of the token's policy
};

/// "disclosures", "kb-present", "kb-signature", "kb-typ", "sd_hash", "nonce", "aud", "kb-iat"; "exp", "nbf" where they
/// were disclosed.
using SdJwtCheck = NamedCheck;

struct SdJwtReport {
    VerificationReport issuer; ///< of the issuer's token, by its own policy
    SdJwtClaims claims;        ///< empty if the disclosures do not hold
    std::vector<SdJwtCheck> checks;
    /// The issuer's token is accepted and none of the checks failed.
    bool accepted() const;
};

/// Checks issuer, disclosures and key binding. The holder's key is the issuer's "cnf"; time is handed in.
/// @errors those of splitSdJwt; everything else stands in the report
Result<SdJwtReport> verifySdJwt(std::string_view token, std::shared_ptr<const KeySet> issuerKeys,
                                const VerificationPolicy& policy, const KeyBindingPolicy& binding, Time now);

/// A presentation with some of the disclosures, named by their digests; those within which they stand come along, since
/// nobody could place them otherwise. The issuer's token and the order stay. A key binding that was there is taken off:
/// it covers the disclosures.                                                                        (RFC 9901 §7.2)
/// @errors those of splitSdJwt and of reading disclosures; token-payload (no such digest)
Result<std::string> presentSdJwt(std::string_view token, const std::vector<std::string>& digests);

} // namespace twb::jose
