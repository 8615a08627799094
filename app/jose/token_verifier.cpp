// SPDX-License-Identifier: Apache-2.0
#include "jose/token_verifier.h"

#include "base/base64url.h"
#include "jose/compression.h"
#include "jose/jws_json.h"
#include "jose/verifier_state.h"

#include <algorithm>

namespace twb::jose {

namespace {

// base64url into a buffer that only ever grows and is never filled with zeros again.
Result<std::size_t> decodeInto(std::string_view text, Bytes& buffer) {
    const std::size_t size = base64url::decodedSize(text.size());
    if (buffer.size() < size) {
        buffer.resize(size);
    }
    return base64url::decodeInto(text, buffer.data());
}

Error moved(Error error, std::size_t by) {
    error.where.offset += by;
    return error;
}

double asSeconds(Time moment) {
    return static_cast<double>(moment.time_since_epoch().count());
}

// Outcome of a date whose `holds` says that the moment agrees with it.
Outcome dateOutcome(const NumericDate& date, bool holds, Outcome otherwise) {
    if (!date.present()) {
        return Outcome::Skipped;
    }
    return !date.valid() ? Outcome::Fail : holds ? Outcome::Pass : otherwise;
}

} // namespace

VerifierState::VerifierState(std::shared_ptr<const KeySet> keySet, VerificationPolicy rules)
    : m_keys(std::move(keySet))
    , m_policy(std::move(rules)) {
    if (!m_keys) {
        m_keys = std::make_shared<const KeySet>();
    }
}

void VerifierState::refuse(CheckId id, Error error, Verdict verdict) {
    m_answer.set(id, Outcome::Fail);
    m_answer.m_verdict = verdict;
    m_error = std::move(error);
    m_errorRow = id;
}

void VerifierState::refuseStructure(Error error, Time moment) {
    begin(std::nullopt, moment);
    m_decision = nullptr;
    const bool unsupported = error.code == ErrorCode::TokenUnsupported;
    refuse(CheckId::Structure, std::move(error), unsupported ? Verdict::NotChecked : Verdict::Invalid);
}

void VerifierState::begin(std::optional<ByteView> detached, Time moment) {
    m_answer = Verification();
    m_answer.m_outcomes.fill(Outcome::Skipped);
    m_now = moment;
    m_usedDetached = detached.has_value();
    m_payloadIsJson = false;
    m_inflated.reset();
    m_error.reset();
    m_jsonError.reset();
    m_signatureSize = 0;
}

const Verification& VerifierState::verify(std::string_view text, std::optional<ByteView> detached, Time moment) {
    begin(detached, moment);
    const auto parts = splitCompact(text);
    if (!parts) {
        refuseStructure(parts.error(), moment);
        return m_answer;
    }
    return finish(*parts, detached, decisionFor(parts->header));
}

const Verification& VerifierState::verifyJson(const JsonToken& token, const JsonSignature& signature,
                                              std::optional<ByteView> detached, Time moment) {
    begin(detached, moment);
    m_decision = nullptr;
    m_large = decide(signature.protectedHeader, signature.unprotectedHeader);
    for (std::optional<Error>& error : m_large->errors) {
        if (error) {
            error->where = {}; // the place in the header is no place in the token's text
        }
    }
    const std::string input = signature.protectedHeader + "." + token.payload.value_or(std::string());
    const std::size_t dot = signature.protectedHeader.size();
    const CompactJws parts{std::string_view(input).substr(0, dot), std::string_view(input).substr(dot + 1),
                           signature.signature, input};
    finish(parts, detached, *m_large);
    if (m_error) {
        m_error->where = {};
    }
    // An unencoded payload was a view of this function's own text.
    m_ownPayload.assign(m_answer.m_payload.begin(), m_answer.m_payload.end());
    m_answer.m_payload = m_ownPayload;
    if (!m_large->compressed) {
        m_answer.m_content = m_answer.m_payload;
        if (m_payloadIsJson && m_tape.parse(asText(m_answer.m_payload))) {
            m_answer.m_payloadJson = m_tape.root();
            m_answer.m_claims = readClaims(m_answer.m_payloadJson);
        }
    }
    return m_answer;
}

const Verification& VerifierState::finish(const CompactJws& parts, std::optional<ByteView> detached,
                                          HeaderDecision& decision) {
    m_decision = &decision;
    for (std::size_t i = 0; i < checkCount; ++i) {
        m_answer.set(static_cast<CheckId>(i), decision.outcomes[i]);
    }
    m_answer.m_algorithm = decision.algorithm;
    m_answer.m_header = decision.octets;
    m_answer.m_verdict = decision.refusal;

    const bool payloadRead = readPayload(parts, detached);
    if (payloadRead && readSignature(parts)) {
        m_answer.set(CheckId::Structure, Outcome::Pass);
        if (!decision.candidates.empty()) {
            checkSignature(signingInput(parts, detached));
        }
    }
    if (payloadRead) {
        checkPayload();
    }
    return m_answer;
}

bool VerifierState::readPayload(const CompactJws& parts, std::optional<ByteView> detached) {
    const std::size_t begin = parts.header.size() + 1;
    if (detached) {
        if (!parts.payload.empty()) {
            refuse(CheckId::Structure,
                   Error{ErrorCode::TokenStructure,
                         "the token has a payload of its own; none can be handed in beside it",
                         {begin, parts.payload.size()}},
                   Verdict::Invalid);
            return false;
        }
        m_answer.m_payload = *detached;
        return true;
    }
    if (!m_decision->encodePayload) {
        m_answer.m_payload = asBytes(parts.payload);
        return true;
    }
    const auto size = decodeInto(parts.payload, m_payloadBuffer);
    if (!size) {
        refuse(CheckId::Structure, moved(size.error(), begin), Verdict::Invalid);
        return false;
    }
    m_answer.m_payload = ByteView(m_payloadBuffer.data(), *size);
    return true;
}

bool VerifierState::readSignature(const CompactJws& parts) {
    const auto size = decodeInto(parts.signature, m_signatureBuffer);
    if (!size) {
        refuse(CheckId::Structure, moved(size.error(), parts.signingInput.size() + 1), Verdict::Invalid);
        return false;
    }
    m_signatureSize = *size;
    return true;
}

ByteView VerifierState::signingInput(const CompactJws& parts, std::optional<ByteView> detached) {
    if (!detached) {
        return asBytes(parts.signingInput);
    }
    m_inputBuffer.assign(parts.header);
    m_inputBuffer += '.';
    if (m_decision->encodePayload) {
        base64url::append(m_inputBuffer, *detached);
    } else {
        m_inputBuffer.append(asText(*detached)); // RFC 7797 §3
    }
    return asBytes(m_inputBuffer);
}

crypto::Verifier* VerifierState::prepared(Candidate& candidate) {
    if (candidate.verifier) {
        return candidate.verifier;
    }
    const std::size_t name = candidate.place << 8 | static_cast<std::size_t>(m_decision->algorithm->id);
    auto found = m_verifiers.find(name);
    if (found == m_verifiers.end()) {
        auto made = crypto::Verifier::create(m_keys->entries()[candidate.place].jwk.key, m_decision->algorithm->method);
        if (!made) {
            m_error = made.error();
            m_errorRow = CheckId::Key;
            return nullptr;
        }
        found = m_verifiers.emplace(name, std::move(*made)).first;
    }
    candidate.verifier = &found->second; // a node of the map: it never moves
    return candidate.verifier;
}

void VerifierState::checkSignature(ByteView input) {
    const ByteView signature(m_signatureBuffer.data(), m_signatureSize);
    bool tried = false;
    for (Candidate& candidate : m_decision->candidates) {
        crypto::Verifier* verifier = prepared(candidate);
        if (!verifier) {
            continue;
        }
        tried = true;
        m_answer.m_keyIndex = candidate.place;
        const auto good = verifier->verify(input, signature);
        if (!good) {
            m_error = good.error();
            m_errorRow = CheckId::Signature;
        }
        const bool strict = m_policy.keyRules == VerificationPolicy::KeyRules::Strict;
        m_answer.m_outcomes[static_cast<std::size_t>(CheckId::KeyStrength)] = !candidate.isWeak ? Outcome::Pass
                                                                              : strict          ? Outcome::Fail
                                                                                                : Outcome::Warn;
        if (good && *good) {
            m_error.reset();
            m_answer.m_verdict = Verdict::Verified;
            m_answer.set(CheckId::Signature, Outcome::Pass);
            break;
        }
    }
    m_answer.m_failed = m_answer.m_failed || m_answer.outcome(CheckId::KeyStrength) == Outcome::Fail;
    if (m_answer.m_verdict == Verdict::Verified) {
        return;
    }
    if (!tried) { // the crypto room refuses every candidate, for instance as too short for the hash
        m_answer.set(CheckId::Key, Outcome::Fail);
        m_answer.m_verdict = Verdict::NotChecked;
        return;
    }
    if (m_error && m_errorRow == CheckId::Key) {
        m_error.reset(); // another candidate could be tried, so that one's trouble is not the answer
    }
    m_answer.set(CheckId::Signature, Outcome::Fail);
    m_answer.m_verdict = Verdict::Invalid;
}

/// Puts the payload, inflated where the header says so, on the tape.
void VerifierState::parsePayload() {
    m_answer.m_content = m_answer.m_payload;
    if (m_decision->compressed) {
        const auto inflated = inflateRaw(m_answer.m_payload, m_policy.inflatedOctets);
        if (!inflated) {
            m_answer.m_content = {};
            m_jsonError = inflated.error();
            return;
        }
        m_inflated.emplace(inflated->reveal().begin(), inflated->reveal().end());
        m_answer.m_content = *m_inflated;
    }
    if (const auto parsed = m_tape.parse(asText(m_answer.m_content)); !parsed) {
        m_jsonError = parsed.error();
        return;
    }
    m_payloadIsJson = true;
}

void VerifierState::checkPayload() {
    parsePayload();
    json::Value root;
    if (m_payloadIsJson) {
        root = m_tape.root();
        m_answer.m_payloadJson = root;
        m_answer.m_claims = readClaims(root);
        if (!m_tape.duplicates().empty() && m_answer.outcome(CheckId::DuplicateNames) != Outcome::Fail) {
            m_answer.set(CheckId::DuplicateNames, Outcome::Warn); // RFC 7519 §4 lets a reader take the last
        }
    }
    if (root.is(json::Type::Object)) {
        m_answer.set(CheckId::PayloadJson, Outcome::Pass);
    } else {
        // A JWS may carry anything, a JWT only claims (RFC 7519 §7.2 step 10).
        const std::string& typ = m_decision->typ;
        const bool isJwt = typ == "JWT" || typ == "jwt" || typ == "at+jwt";
        const bool broken = m_decision->compressed && m_jsonError; // says that it is compressed, and is not
        m_answer.set(CheckId::PayloadJson, isJwt || broken ? Outcome::Fail : Outcome::Skipped);
    }
    checkTimes();
    checkClaims();
}

void VerifierState::checkTimes() {
    if (m_policy.checkTime == VerificationPolicy::CheckTime::No) {
        return;
    }
    const double now = asSeconds(m_now);
    const auto leeway = static_cast<double>(m_policy.leeway.count());
    const RegisteredClaims& claims = m_answer.m_claims;
    m_answer.set(CheckId::Expiry, dateOutcome(claims.exp, now < claims.exp.seconds + leeway, Outcome::Fail));
    m_answer.set(CheckId::NotBefore, dateOutcome(claims.nbf, now >= claims.nbf.seconds - leeway, Outcome::Fail));
    m_answer.set(CheckId::IssuedAt, dateOutcome(claims.iat, claims.iat.seconds <= now + leeway, Outcome::Warn));
}

void VerifierState::checkClaims() {
    const auto judge = [this](CheckId id, bool holds) { m_answer.set(id, holds ? Outcome::Pass : Outcome::Fail); };
    const RegisteredClaims& claims = m_answer.m_claims;
    if (m_policy.issuer) {
        judge(CheckId::Issuer, claims.iss.exists() && claims.iss.equals(*m_policy.issuer));
    }
    if (!m_policy.audiences.empty()) {
        judge(CheckId::Audience,
              std::any_of(m_policy.audiences.begin(), m_policy.audiences.end(),
                          [&](const std::string& one) { return audienceContains(claims.aud, one); }));
    }
    if (!m_policy.requiredClaims.empty()) {
        const json::Value root = m_answer.m_payloadJson;
        judge(CheckId::RequiredClaims,
              std::all_of(m_policy.requiredClaims.begin(), m_policy.requiredClaims.end(), [&](const std::string& name) {
                  return root.is(json::Type::Object) && root.find(name).exists();
              }));
    }
}

std::optional<std::size_t> Verification::keyIndex() const {
    return m_keyIndex == static_cast<std::size_t>(-1) ? std::nullopt : std::optional(m_keyIndex);
}

TokenVerifier::TokenVerifier(std::shared_ptr<const KeySet> keys, VerificationPolicy policy)
    : m_state(std::make_unique<VerifierState>(std::move(keys), std::move(policy))) {}
TokenVerifier::TokenVerifier(TokenVerifier&&) noexcept = default;
TokenVerifier& TokenVerifier::operator=(TokenVerifier&&) noexcept = default;
TokenVerifier::~TokenVerifier() = default;

const Verification& TokenVerifier::verify(std::string_view token, Time now) {
    return m_state->verify(token, std::nullopt, now);
}

const Verification& TokenVerifier::verifyDetached(std::string_view token, ByteView payload, Time now) {
    return m_state->verify(token, payload, now);
}

VerificationReport TokenVerifier::report() const {
    return m_state->report();
}

VerificationReport verifyToken(std::string_view token, std::shared_ptr<const KeySet> keys,
                               const VerificationPolicy& policy, Time now, std::optional<ByteView> detachedPayload) {
    if (token.substr(std::min(token.find_first_not_of(" \t\r\n"), token.size())).starts_with('{')) {
        auto reports = verifyJsonToken(token, keys, policy, now, detachedPayload);
        if (reports) {
            const auto accepted = std::find_if(reports->begin(), reports->end(),
                                               [](const VerificationReport& report) { return report.accepted(); });
            const auto verified = std::find_if(reports->begin(), reports->end(), [](const VerificationReport& report) {
                return report.verdict == Verdict::Verified;
            });
            return std::move(accepted != reports->end()   ? *accepted
                             : verified != reports->end() ? *verified
                                                          : reports->front());
        }
        VerifierState none(std::move(keys), policy);
        none.refuseStructure(reports.error(), now);
        return none.report();
    }
    VerifierState state(std::move(keys), policy);
    state.verify(token, detachedPayload, now);
    return state.report();
}

} // namespace twb::jose
