// SPDX-License-Identifier: Apache-2.0
#include "doctor/signature_facts.h"

#include "doctor/decryption_facts.h"
#include "doctor/disclosure_facts.h"
#include "doctor/key_objects.h"
#include "jose/jws_json.h"
#include "jose/token_verifier.h"

namespace twb::doctor {
namespace {

jose::VerificationPolicy policyOf(const Inputs& inputs) {
    jose::VerificationPolicy policy;
    const Expectations& wanted = inputs.expectations;
    policy.algorithms = wanted.algorithms;
    if (!wanted.issuer.empty()) {
        policy.issuer = wanted.issuer;
    }
    if (!wanted.audience.empty()) {
        policy.audiences = {wanted.audience};
    }
    if (!wanted.type.empty()) {
        policy.type = wanted.type;
    }
    policy.requiredClaims = wanted.required;
    policy.leeway = inputs.leeway;
    policy.inflatedOctets = inputs.caps.inflatedOctets;
    return policy;
}

/// Octets of a well-formed signature; 0 where only the key would tell.
std::size_t expectedOctets(const jose::Algorithm& algorithm, const KeyFacts& key) {
    switch (algorithm.family) {
    case jose::AlgorithmFamily::Hmac:
        return crypto::hashOctets(algorithm.method.hash);
    case jose::AlgorithmFamily::Ecdsa:
        return 2 * crypto::fieldOctets(algorithm.curve);
    case jose::AlgorithmFamily::RsaPkcs1:
    case jose::AlgorithmFamily::RsaPss: {
        const bool rsa = key.kind == KeyKind::Rsa || key.kind == KeyKind::RsaPss;
        return rsa && key.keys == 1 ? static_cast<std::size_t>(key.bits + 7) / 8 : 0;
    }
    case jose::AlgorithmFamily::EdDsa: {
        const bool ed448 = algorithm.curve == crypto::Curve::Ed448 ||
                           (algorithm.curve == crypto::Curve::None && key.kind == KeyKind::Ed448);
        return 2 * crypto::fieldOctets(ed448 ? crypto::Curve::Ed448 : crypto::Curve::Ed25519);
    }
    case jose::AlgorithmFamily::None:
        break;
    }
    return 0;
}

void describeKey(SignatureFacts& facts, const ResolvedKey& key, const std::optional<std::size_t>& index) {
    const std::vector<jose::KeyEntry>& entries = key.keys()->set->entries();
    const jose::KeyEntry& entry = entries[index && *index < entries.size() ? *index : 0];
    facts.givenKey = kindOf(entry.jwk.key);
    facts.givenBits = entry.jwk.key.bits();
    if (facts.givenKey == KeyKind::Secret) {
        facts.secretOctets = entry.jwk.key.secret().size();
    } else {
        facts.keyName =
            !entry.jwk.kid.empty() ? entry.jwk.kid : jose::thumbprint(entry.jwk.key).value_or("").substr(0, 8);
    }
}

/// The row that forbade looking at the signature at all.
const jose::CheckRow* refusal(const jose::VerificationReport& report) {
    using enum jose::CheckId;
    for (const jose::CheckId id : {Structure, Header, DuplicateNames, Critical, AlgorithmAllowed}) {
        if (report.row(id).outcome == jose::Outcome::Fail) {
            return &report.row(id);
        }
    }
    return nullptr;
}

Error errorOf(const jose::CheckRow& row) {
    return row.error ? *row.error : Error{ErrorCode::TokenUnsupported, row.detail, {}};
}

void judgeReport(SignatureFacts& facts, const jose::VerificationReport& report, Origin origin) {
    if (report.verdict == jose::Verdict::Verified) {
        facts.state = origin == Origin::SignedHere ? SignatureState::VerifiedSignedByYou : SignatureState::Verified;
        return;
    }
    if (report.row(jose::CheckId::Signature).outcome == jose::Outcome::Fail && refusal(report) == nullptr) {
        facts.state = SignatureState::Invalid;
        return;
    }
    if (const jose::CheckRow* row = refusal(report)) {
        facts.state = SignatureState::NotReadable;
        facts.problem = errorOf(*row);
        return;
    }
    facts.state = SignatureState::NotCheckedKeyDoesNotFit;
    facts.problem = errorOf(report.row(jose::CheckId::Key));
}

std::shared_ptr<const jose::KeySet> keysOf(const ResolvedKey& key) {
    static const auto noKeys = std::make_shared<const jose::KeySet>();
    return key.keys() != nullptr ? key.keys()->set : noKeys;
}

std::optional<ByteView> detachedOf(const Reading& reading, const Inputs& inputs) {
    const bool given = reading.payloadSource == PayloadSource::Detached && inputs.detachedPayload != nullptr &&
                       !inputs.detachedPayload->empty();
    return given ? std::optional(asBytes(*inputs.detachedPayload)) : std::nullopt;
}

} // namespace

std::optional<jose::VerificationReport> verifyReading(const Reading& reading, const ResolvedKey& key,
                                                      const Inputs& inputs, Time now) {
    if (reading.kind != TokenKind::Jws || reading.segments.size() != 3) {
        return {};
    }
    return jose::verifyToken(*reading.encoded, keysOf(key), policyOf(inputs), now, detachedOf(reading, inputs));
}

std::optional<jose::SdJwtReport> verifySelective(const Reading& reading, const ResolvedKey& key, const Inputs& inputs,
                                                 Time now) {
    jose::KeyBindingPolicy binding;
    if (!inputs.binding.nonce.empty()) {
        binding.nonce = inputs.binding.nonce;
    }
    if (!inputs.binding.audience.empty()) {
        binding.audience = inputs.binding.audience;
    }
    auto report = jose::verifySdJwt(compactOf(reading), keysOf(key), policyOf(inputs), binding, now);
    return report ? std::optional(std::move(*report)) : std::nullopt;
}

std::vector<jose::VerificationReport> verifyAll(const Reading& reading, const ResolvedKey& key, const Inputs& inputs,
                                                Time now) {
    const bool severalIssuers = reading.kind == TokenKind::SdJwt && reading.signatures > 1;
    if (reading.kind == TokenKind::JwsJson || severalIssuers) {
        auto reports =
            jose::verifyJsonToken(*reading.encoded, keysOf(key), policyOf(inputs), now, detachedOf(reading, inputs));
        return reports ? std::move(*reports) : std::vector<jose::VerificationReport>();
    }
    auto report = verifyReading(reading, key, inputs, now);
    return report ? std::vector<jose::VerificationReport>{std::move(*report)} : std::vector<jose::VerificationReport>();
}

SignatureFacts signatureFacts(const Reading& reading, const ResolvedKey& key,
                              const std::optional<jose::VerificationReport>& report, Origin origin) {
    SignatureFacts facts;
    facts.algorithm = reading.algorithm;
    facts.kid = reading.kid;
    facts.octets = reading.signature.size();
    if (reading.kind == TokenKind::Empty) {
        return facts;
    }
    facts.state = SignatureState::NotReadable;
    if (reading.problem) {
        facts.problem = reading.problem;
        return facts;
    }
    const jose::Algorithm* algorithm = jose::findAlgorithm(reading.algorithm);
    if (algorithm == nullptr) {
        facts.problem = Error{ErrorCode::AlgorithmUnknown, reading.algorithm, {}};
        return facts;
    }
    if (algorithm->id == jose::AlgorithmId::None) {
        facts.state = SignatureState::NotSigned;
        return facts;
    }
    if (reading.payloadSource == PayloadSource::Detached && !reading.payload.present) {
        facts.state = SignatureState::PayloadMissing;
        return facts;
    }
    facts.neededKey = neededBy(*algorithm);
    facts.expectedOctets = expectedOctets(*algorithm, key.facts());
    if (facts.octets == 0 || facts.octets < facts.expectedOctets) {
        facts.state = SignatureState::Incomplete;
        return facts;
    }
    if (const Segment* segment = reading.segment('S'); segment != nullptr && segment->problem) {
        facts.problem = segment->problem;
        return facts;
    }
    switch (key.facts().state) {
    case KeyFacts::State::Absent:
        facts.state = SignatureState::NotCheckedNoKey;
        return facts;
    case KeyFacts::State::Unreadable:
        facts.state = SignatureState::NotCheckedKeyUnreadable;
        facts.problem = key.facts().problem;
        return facts;
    case KeyFacts::State::Readable:
        break;
    }
    describeKey(facts, key, report ? report->keyIndex : std::nullopt);
    if (report) {
        judgeReport(facts, *report, origin);
    }
    return facts;
}

std::vector<CheckRow> rowsOf(const std::optional<jose::VerificationReport>& report) {
    std::vector<CheckRow> rows;
    if (!report) {
        return rows;
    }
    for (const jose::CheckRow& row : report->rows) {
        CheckRow::Outcome outcome = CheckRow::Outcome::Skipped;
        switch (row.outcome) {
        case jose::Outcome::Pass:
            outcome = CheckRow::Outcome::Pass;
            break;
        case jose::Outcome::Warn:
            outcome = CheckRow::Outcome::Warn;
            break;
        case jose::Outcome::Fail:
            outcome = CheckRow::Outcome::Fail;
            break;
        case jose::Outcome::Skipped:
            break;
        }
        rows.push_back({std::string(jose::name(row.id)), outcome, row.detail});
    }
    return rows;
}

std::size_t neededSecretOctets(const Reading& reading) {
    if (isEncrypted(reading.kind)) {
        return neededEncryptionOctets(reading);
    }
    const jose::Algorithm* algorithm = jose::findAlgorithm(reading.algorithm);
    return algorithm != nullptr && algorithm->family == jose::AlgorithmFamily::Hmac
               ? crypto::hashOctets(algorithm->method.hash)
               : 0;
}

CheckRow::Outcome outcomeOf(jose::Outcome outcome) {
    switch (outcome) {
    case jose::Outcome::Pass:
        return CheckRow::Outcome::Pass;
    case jose::Outcome::Warn:
        return CheckRow::Outcome::Warn;
    case jose::Outcome::Fail:
        return CheckRow::Outcome::Fail;
    case jose::Outcome::Skipped:
        break;
    }
    return CheckRow::Outcome::Skipped;
}

} // namespace twb::doctor
