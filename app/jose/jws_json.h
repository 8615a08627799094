// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/jws.h"
#include "jose/token_verifier.h"

namespace twb::jose {

/// One signature of a token in JSON form.
struct JsonSignature {
    std::string protectedHeader;   ///< base64url as it stands; empty if absent
    std::string unprotectedHeader; ///< the text of the JSON object "header"; empty if absent
    std::string signature;         ///< base64url as it stands
};

/// A JWS in JSON form, taken apart but not decoded.                                     (RFC 7515 §7.2)
struct JsonToken {
    bool isGeneral = false;             ///< general (`signatures`) or flattened
    std::optional<std::string> payload; ///< base64url, or plain text with b64 false; nullopt if detached
    std::vector<JsonSignature> signatures;
};

/// @errors json-…, json-duplicate-name, token-structure (members missing, mixed forms or of a wrong type),
///         token-unsupported (a JWE)
Result<JsonToken> readJsonToken(std::string_view text);

/// One report for each signature, in order; none if the text is no JWS in JSON form (see readJsonToken).
///
/// The JOSE header is protected and unprotected header together; a name in both is a duplicate, "crit" and "b64"
/// outside the protected header are refused. Places (`where`) are not given for this form.
Result<std::vector<VerificationReport>> verifyJsonToken(std::string_view text, std::shared_ptr<const KeySet> keys,
                                                        const VerificationPolicy& policy, Time now,
                                                        std::optional<ByteView> detachedPayload = std::nullopt);

enum class JsonForm : std::uint8_t { Flattened, General };

/// Signs with a protected header only.  @errors as TokenSigner; token-payload: b64 false and the payload is no UTF-8
Result<std::string> signJson(std::string_view header, ByteView payload, const Jwk& key, JsonForm form,
                             PayloadPlace place = PayloadPlace::Attached);

/// One of those who sign the same payload.
struct JsonSigner {
    Jwk key;
    std::string protectedHeader;   ///< JSON text, signed as it is; empty for none
    std::string unprotectedHeader; ///< JSON text; empty for none. "alg" may stand in either, no name in both
};

/// Signs with each of them, in order.                                                              (RFC 7515 §7.2)
/// @errors token-structure (nobody; several in flattened form), token-header (a name in both headers; "alg" in none;
///         "b64" not the same for all, RFC 7797 §3), token-critical, and as TokenSigner
Result<std::string> signJson(const std::vector<JsonSigner>& signers, ByteView payload, JsonForm form,
                             PayloadPlace place = PayloadPlace::Attached);

} // namespace twb::jose
