// SPDX-License-Identifier: Apache-2.0
#include "doctor/decryption_facts.h"

#include "doctor/key_objects.h"
#include "doctor/part_reading.h"
#include "jose/jwe.h"

namespace twb::doctor {
namespace {

using jose::KeyManagementFamily;

bool isKeyProblem(ErrorCode code) {
    return code == ErrorCode::KeyTypeMismatch || code == ErrorCode::KeyCurveMismatch ||
           code == ErrorCode::KeyPublicOnly || code == ErrorCode::KeyNotSuitable || code == ErrorCode::KeyNotFound;
}

KeyKind neededBy(const jose::KeyManagement& algorithm) {
    switch (algorithm.family) {
    case KeyManagementFamily::RsaOaep:
    case KeyManagementFamily::RsaPkcs1:
        return KeyKind::Rsa;
    case KeyManagementFamily::EcdhEs:
    case KeyManagementFamily::EcdhEsKeyWrap:
        return KeyKind::None; // one of five curves: the problem's own words say it
    default:
        return KeyKind::Secret;
    }
}

void describeKey(SignatureFacts& facts, const ResolvedKey& key, std::size_t index) {
    const std::vector<jose::KeyEntry>& entries = key.keys()->set->entries();
    const jose::KeyEntry& entry = entries[index < entries.size() ? index : 0];
    facts.givenKey = kindOf(entry.jwk.key);
    facts.givenBits = entry.jwk.key.bits();
    if (facts.givenKey == KeyKind::Secret) {
        facts.secretOctets = entry.jwk.key.secret().size();
    } else {
        facts.keyName =
            !entry.jwk.kid.empty() ? entry.jwk.kid : jose::thumbprint(entry.jwk.key).value_or("").substr(0, 8);
    }
}

std::size_t octetsIn(const Reading& reading, char letter) {
    const Segment* segment = reading.segment(letter);
    return segment != nullptr ? segment->range.length * 3 / 4 : 0;
}

CheckRow row(std::string_view id, CheckRow::Outcome outcome, std::string detail = {}) {
    return {std::string(id), outcome, std::move(detail)};
}

} // namespace

std::shared_ptr<const Decryption> decrypt(const Reading& reading, const SharedResolvedKey& key,
                                          const std::shared_ptr<const Decryption>& former, const Inputs& inputs) {
    if (!isEncrypted(reading.kind) || key->keys() == nullptr) {
        return nullptr;
    }
    const bool wasStopped = former != nullptr && former->problem && former->problem->code == ErrorCode::Cancelled;
    const bool slowly = inputs.decryptSlowly;
    if (former != nullptr && former->encoded == reading.encoded && former->key == key && former->caps == inputs.caps &&
        wasStopped != slowly) {
        return former;
    }
    auto result = std::make_shared<Decryption>();
    result->encoded = reading.encoded;
    result->key = key;
    result->caps = inputs.caps;
    if (!slowly && encryptsSlowly(reading)) {
        result->problem = Error{ErrorCode::Cancelled, "the stretching of the password was stopped", {}};
        return result;
    }
    jose::DecryptionPolicy policy;
    policy.limits = inputs.caps;
    policy.watch = inputs.watch;
    auto opened = jose::decryptToken(*reading.encoded, key->keys()->set, policy);
    if (!opened) {
        result->problem = opened.error();
        return result;
    }
    result->recipient = opened->recipient;
    result->keyIndex = opened->keyIndex;
    result->compressed = opened->compressed;
    result->warnings = std::move(opened->warnings);
    result->plaintext = std::make_shared<const std::string>(asText(opened->plaintext.reveal()));
    return result;
}

SharedReading withPlaintext(SharedReading reading, const Decryption* decryption, PartView view) {
    const bool opened = decryption != nullptr && decryption->plaintext != nullptr;
    if (!isEncrypted(reading->kind) || (!opened && !reading->payload.present)) {
        return reading;
    }
    const bool same = opened && reading->payload.present && *reading->payload.octets == *decryption->plaintext;
    if (same) {
        return reading;
    }
    auto result = std::make_shared<Reading>(*reading);
    setPayload(*result, opened ? *decryption->plaintext : std::string(), view, PayloadSource::Decrypted);
    result->payload.present = opened;
    return result;
}

SignatureFacts decryptionFacts(const Reading& reading, const ResolvedKey& key, const Decryption* decryption,
                               Origin origin) {
    SignatureFacts facts;
    facts.algorithm = reading.algorithm;
    facts.encryption = reading.encryption;
    facts.kid = reading.kid;
    facts.state = SignatureState::NotReadable;
    if (reading.problem) {
        facts.problem = reading.problem;
        return facts;
    }
    const jose::KeyManagement* management = jose::findKeyManagement(reading.algorithm);
    if (management == nullptr || jose::findContentEncryption(reading.encryption) == nullptr) {
        facts.problem =
            Error{ErrorCode::AlgorithmUnknown, management == nullptr ? reading.algorithm : reading.encryption, {}};
        return facts;
    }
    facts.neededKey = neededBy(*management);
    switch (key.facts().state) {
    case KeyFacts::State::Absent:
        facts.state = origin == Origin::SignedHere ? SignatureState::EncryptedByYou : SignatureState::Encrypted;
        return facts;
    case KeyFacts::State::Unreadable:
        facts.state = SignatureState::NotCheckedKeyUnreadable;
        facts.problem = key.facts().problem;
        return facts;
    case KeyFacts::State::Readable:
        break;
    }
    describeKey(facts, key, decryption != nullptr ? decryption->keyIndex : 0);
    if (decryption == nullptr) {
        return facts;
    }
    if (!decryption->problem) {
        facts.state =
            origin == Origin::SignedHere ? SignatureState::DecryptedEncryptedByYou : SignatureState::Decrypted;
        return facts;
    }
    facts.problem = decryption->problem;
    const ErrorCode code = decryption->problem->code;
    facts.state = code == ErrorCode::Cancelled ? SignatureState::DecryptionStopped
                  : isKeyProblem(code)         ? SignatureState::NotCheckedKeyDoesNotFit
                  : code == ErrorCode::DecryptionFailed || code == ErrorCode::TokenPayload
                      ? SignatureState::CannotDecrypt
                      : SignatureState::NotReadable;
    if (facts.state == SignatureState::NotCheckedKeyDoesNotFit) {
        facts.neededKey = facts.givenKey; // the problem names what is needed and what is there
    }
    return facts;
}

std::vector<CheckRow> decryptionRows(const Reading& reading, const SignatureFacts& facts,
                                     const Decryption* decryption) {
    using enum CheckRow::Outcome;
    std::vector<CheckRow> rows;
    const bool readable = !reading.problem;
    rows.push_back(row("jwe-structure", readable ? Pass : Fail, readable ? std::string() : reading.problem->detail));
    if (!readable) {
        return rows;
    }
    const bool noKey = facts.state == SignatureState::Encrypted || facts.state == SignatureState::EncryptedByYou;
    const bool stopped = facts.state == SignatureState::DecryptionStopped;
    const bool keyFits = decryption != nullptr && !stopped && facts.state != SignatureState::NotCheckedKeyDoesNotFit &&
                         facts.state != SignatureState::NotReadable;
    rows.push_back(row("decryption-key",
                       keyFits            ? Pass
                       : noKey || stopped ? Skipped
                                          : Fail,
                       keyFits || !facts.problem ? reading.algorithm : facts.problem->detail));
    if (reading.kind == TokenKind::Jwe) {
        const jose::ContentEncryption* content = jose::findContentEncryption(reading.encryption);
        const std::size_t iv = octetsIn(reading, 'I');
        const std::size_t tag = octetsIn(reading, 'T');
        const bool right =
            content != nullptr && iv == content->method.nonceOctets() && tag == content->method.tagOctets();
        rows.push_back(row("iv-tag", right ? Pass : Fail, std::to_string(iv) + " + " + std::to_string(tag)));
    }
    const bool opened = decryption != nullptr && decryption->plaintext != nullptr;
    rows.push_back(row("decryption", opened ? Pass : keyFits ? Fail : Skipped));
    if (decryption != nullptr) {
        for (const Error& warning : decryption->warnings) {
            rows.push_back(row("decryption-warning", Warn, warning.detail));
        }
        if (decryption->compressed) {
            rows.push_back(row("compressed", Pass));
        }
    }
    return rows;
}

std::size_t neededEncryptionOctets(const Reading& reading) {
    const jose::KeyManagement* management = jose::findKeyManagement(reading.algorithm);
    const jose::ContentEncryption* content = jose::findContentEncryption(reading.encryption);
    if (management == nullptr) {
        return 0;
    }
    switch (management->family) {
    case KeyManagementFamily::Direct:
        return content != nullptr ? content->method.keyOctets : 0;
    case KeyManagementFamily::AesKeyWrap:
    case KeyManagementFamily::AesGcmKeyWrap:
        return management->wrapOctets;
    default:
        return 0;
    }
}

} // namespace twb::doctor
