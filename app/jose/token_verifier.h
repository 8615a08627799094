// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/jwks.h"
#include "jose/policy.h"
#include "jose/verification.h"

#include <memory>

namespace twb::jose {

/// The answer about one token without a memory allocation: outcomes, numbers and views. Valid until the verifier that
/// made it checks the next token or is destroyed, and while the token's text is. Sentences are made by report().
class Verification {
public:
    Verdict verdict() const { return m_verdict; }
    Outcome outcome(CheckId id) const { return m_outcomes[static_cast<std::size_t>(id)]; }
    /// Verified and no check failed.
    bool accepted() const { return m_verdict == Verdict::Verified && !m_failed; }
    /// nullptr if the header names none that the table knows.
    const Algorithm* algorithm() const { return m_algorithm; }
    /// Place in KeySet::entries() of the key that verified (or was tried last).
    std::optional<std::size_t> keyIndex() const;
    /// The decoded payload octets in the verifier's buffer (or the detached payload).
    ByteView payload() const { return m_payload; }
    /// The same, inflated if the protected header has "zip":"DEF"; of this the claims are read. (SMART Health Cards)
    ByteView content() const { return m_content; }
    /// The header octets, decoded.
    ByteView header() const { return m_header; }
    /// The payload on the tape; no value if it is no JSON.
    json::Value payloadJson() const { return m_payloadJson; }
    const RegisteredClaims& claims() const { return m_claims; }

private:
    friend class TokenVerifier;
    friend struct VerifierState;
    void set(CheckId id, Outcome outcome) {
        m_outcomes[static_cast<std::size_t>(id)] = outcome;
        m_failed = m_failed || outcome == Outcome::Fail;
    }

    Verdict m_verdict = Verdict::NotChecked;
    bool m_failed = false;
    std::array<Outcome, checkCount> m_outcomes{};
    const Algorithm* m_algorithm = nullptr;
    std::size_t m_keyIndex = static_cast<std::size_t>(-1);
    ByteView m_payload, m_content, m_header;
    json::Value m_payloadJson;
    RegisteredClaims m_claims;
};

/// Checks tokens against keys and a policy; everything is prepared once and kept.         (RFC 7515 §5.2; RFC 7519
/// §7.2)
///
/// One object per thread (buffers and contexts are reused); the KeySet is shared. The pass path allocates nothing.
///
/// Time: expired when now >= exp + leeway (§4.1.4 "on or after"); not yet valid when now < nbf - leeway; an iat later
/// than now + leeway is a warning, because RFC 7519 gives it no force. Boundaries are exact, fractions count.
/// Duplicate names: in the header a failure (RFC 7515 §4), in the payload a warning.
class TokenVerifier {
public:
    TokenVerifier(std::shared_ptr<const KeySet> keys, VerificationPolicy policy);
    TokenVerifier(TokenVerifier&&) noexcept;
    TokenVerifier& operator=(TokenVerifier&&) noexcept;
    ~TokenVerifier();

    /// Checks a compact JWS. Never fails as a call: what is wrong stands in the rows.
    const Verification& verify(std::string_view token, Time now);
    /// The same for a token whose payload part is empty and comes by another way.   (RFC 7515 App. F; RFC 7797 §5)
    const Verification& verifyDetached(std::string_view token, ByteView payload, Time now);

    /// The sentences to the last answer.
    VerificationReport report() const;

    const KeySet& keys() const;
    const VerificationPolicy& policy() const;

private:
    std::unique_ptr<struct VerifierState> m_state;
};

/// One token, everything made for it: for the window and `twb verify`. Tokens in JSON form are read too (jws_json.h):
/// of several signatures the report of the first that is accepted, else verified, else of the first is given.
VerificationReport verifyToken(std::string_view token, std::shared_ptr<const KeySet> keys,
                               const VerificationPolicy& policy, Time now,
                               std::optional<ByteView> detachedPayload = std::nullopt);

} // namespace twb::jose
