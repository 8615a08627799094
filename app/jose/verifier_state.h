// SPDX-License-Identifier: Apache-2.0
#pragma once
// Inside of TokenVerifier; nobody else includes this.
#include "crypto/signature.h"
#include "jose/compact.h"
#include "jose/protected_header.h"
#include "jose/token_verifier.h"

#include <unordered_map>

namespace twb::jose {

/// A key that may have made the signature; its contexts are made when it is first tried and then kept.
struct Candidate {
    std::size_t place; ///< in KeySet::entries()
    crypto::Verifier* verifier = nullptr;
    bool isWeak = false; ///< shorter than the algorithm's standard wants
};

/// Everything that follows from the header, the policy and the keys alone: made once for each distinct header.
struct HeaderDecision {
    std::string encoded; ///< base64url, the memo's key
    Bytes octets;
    const Algorithm* algorithm = nullptr;
    std::string alg, kid, typ;
    bool encodePayload = true;
    bool compressed = false; ///< "zip":"DEF" in the protected header
    std::array<Outcome, checkCount> outcomes{};
    std::array<std::string, checkCount> details;
    std::array<std::optional<Error>, checkCount> errors;
    std::vector<Candidate> candidates;
    Verdict refusal = Verdict::NotChecked; ///< the verdict if there are no candidates

    void pass(CheckId id, std::string detail) { set(id, Outcome::Pass, std::move(detail)); }
    void warn(CheckId id, std::string detail) { set(id, Outcome::Warn, std::move(detail)); }
    void fail(CheckId id, Error error) {
        set(id, Outcome::Fail, error.detail);
        errors[static_cast<std::size_t>(id)] = std::move(error);
    }

private:
    void set(CheckId id, Outcome outcome, std::string detail) {
        outcomes[static_cast<std::size_t>(id)] = outcome;
        details[static_cast<std::size_t>(id)] = std::move(detail);
    }
};

struct VerifierState {
    VerifierState(std::shared_ptr<const KeySet> keySet, VerificationPolicy rules);

    const Verification& verify(std::string_view text, std::optional<ByteView> detached, Time moment);
    /// One signature of a token in JSON form.
    const Verification& verifyJson(const struct JsonToken& token, const struct JsonSignature& signature,
                                   std::optional<ByteView> detached, Time moment);
    /// The answer to a text that is no token of a form known here.
    void refuseStructure(Error error, Time moment);
    VerificationReport report() const;

private:
    // header_decision.cpp
    HeaderDecision& decisionFor(std::string_view encodedHeader);
    std::unique_ptr<HeaderDecision> decide(std::string_view encodedHeader, std::string_view unprotected);
    void decideAlgorithm(HeaderDecision& decision, TextRange algRange) const;
    void decideKeys(HeaderDecision& decision);
    void decideType(HeaderDecision& decision) const;

    // token_verifier.cpp
    void begin(std::optional<ByteView> detached, Time moment);
    const Verification& finish(const CompactJws& parts, std::optional<ByteView> detached, HeaderDecision& decision);
    bool readPayload(const CompactJws& parts, std::optional<ByteView> detached);
    bool readSignature(const CompactJws& parts);
    void parsePayload();
    ByteView signingInput(const CompactJws& parts, std::optional<ByteView> detached);
    void checkSignature(ByteView input);
    crypto::Verifier* prepared(Candidate& candidate);
    void checkPayload();
    void checkTimes();
    void checkClaims();
    void refuse(CheckId id, Error error, Verdict verdict);

    // verification_report.cpp
    std::string detail(CheckId id) const;
    std::string claimDetail(CheckId id) const;

    std::shared_ptr<const KeySet> m_keys;
    VerificationPolicy m_policy;

    std::unordered_map<std::string_view, std::unique_ptr<HeaderDecision>> m_memo; // keys are views of `encoded`
    std::unique_ptr<HeaderDecision> m_large;                       // a header too large for the memo, or of a JSON form
    HeaderDecision* m_decision = nullptr;                          // of the last token
    std::unordered_map<std::size_t, crypto::Verifier> m_verifiers; // by place and algorithm
    std::unordered_map<std::size_t, std::string_view> m_keyTexts;  // secrets that are the text of a key pair

    // Reused from token to token.
    Bytes m_ownPayload, m_payloadBuffer, m_signatureBuffer;
    std::size_t m_signatureSize = 0;
    std::string m_inputBuffer;
    json::Tape m_tape;

    // About the last token.
    Verification m_answer;
    Time m_now{};
    bool m_usedDetached = false;
    bool m_payloadIsJson = false;
    std::optional<Bytes> m_inflated; // what a compressed payload holds
    std::optional<Error> m_error;    // of m_errorRow
    CheckId m_errorRow = CheckId::Structure;
    std::optional<Error> m_jsonError;
};

} // namespace twb::jose
