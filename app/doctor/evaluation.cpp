// SPDX-License-Identifier: Apache-2.0
#include "doctor/evaluation.h"

#include "doctor/changed_claims.h"
#include "doctor/copy_json.h"
#include "doctor/decryption_facts.h"
#include "doctor/disclosure_facts.h"
#include "doctor/form_reading.h"
#include "doctor/layer_checks.h"
#include "doctor/layers.h"
#include "doctor/many_signatures.h"
#include "doctor/part_reading.h"
#include "doctor/prepared_copy.h"
#include "doctor/proof_facts.h"
#include "doctor/signature_facts.h"

#include <algorithm>
#include <span>

namespace twb::doctor {
namespace {

SharedResolvedKey resolved(const KeyInput& input) {
    const bool known = input.resolved != nullptr && input.resolved->field() == input.field;
    return known ? input.resolved : resolveKey(input.field);
}

/// A reading that was made before of the same text object, or a new one.
SharedReading readAgain(const Inputs& inputs) {
    const Evaluation* const former = inputs.previous.get();
    if (former != nullptr && former->original.reading->encoded == inputs.original &&
        former->originalViews == inputs.originalViews && former->caps == inputs.caps) {
        return former->original.reading;
    }
    return readToken(inputs.original, inputs.originalViews, inputs.caps.inflatedOctets);
}

/// A date in milliseconds is a valid NumericDate of the year 58857 to a verifier; a reader must not be told "not
/// expired".
void nameMilliseconds(std::vector<CheckRow>& rows, const TimeFacts& time) {
    for (const TimeMark& mark : time.marks) {
        if (mark.value.unit != DateValue::Unit::Milliseconds) {
            continue;
        }
        for (CheckRow& row : rows) {
            if (row.id == mark.name) {
                row.outcome = CheckRow::Outcome::Fail;
                row.detail =
                    mark.name + " is in milliseconds; it must be whole seconds: " + formatUtc(mark.value.moment);
            }
        }
    }
}

/// The verifier stops at the first fault; the row of the structure speaks of every part.
void nameDamagedParts(std::vector<CheckRow>& rows, const Reading& reading) {
    const auto damaged = std::find_if(reading.segments.begin(), reading.segments.end(),
                                      [](const Segment& segment) { return segment.problem.has_value(); });
    const auto row = std::find_if(rows.begin(), rows.end(), [](const CheckRow& one) { return one.id == "structure"; });
    if (damaged != reading.segments.end() && row != rows.end() && row->outcome == CheckRow::Outcome::Pass) {
        row->outcome = CheckRow::Outcome::Fail;
        row->detail = damaged->problem->detail;
    }
}

profiles::SignatureSeen seen(SignatureState state) {
    switch (state) {
    case SignatureState::Verified:
    case SignatureState::VerifiedSignedByYou:
        return profiles::SignatureSeen::Verified;
    case SignatureState::Invalid:
    case SignatureState::Incomplete:
    case SignatureState::NotSigned:
        return profiles::SignatureSeen::Invalid;
    case SignatureState::NotCheckedNoKey:
        return profiles::SignatureSeen::NoKey;
    default:
        return profiles::SignatureSeen::NotChecked;
    }
}

/// What a version is judged with.
struct JudgeKeys {
    const ResolvedKey& verify;
    SharedResolvedKey decrypt;
    std::shared_ptr<const Decryption> former; ///< an earlier decryption that may be of the same text and key
};

/// The rows that a verifier would have made for claims that were encrypted, not signed.
void addTimeRow(Version& version) {
    const TimeFacts& time = version.time;
    if (time.state == TimeState::Expired || time.state == TimeState::ExpiredWithinLeeway ||
        time.state == TimeState::ExpiresIn) {
        const bool expired = time.state == TimeState::Expired;
        version.checks.push_back({"exp", expired ? CheckRow::Outcome::Fail : CheckRow::Outcome::Pass,
                                  time.exp ? formatUtc(*time.exp) : std::string()});
    } else if (time.state == TimeState::NotYetValid && time.nbf) {
        version.checks.push_back({"nbf", CheckRow::Outcome::Fail, formatUtc(*time.nbf)});
    }
}

/// Whether each signature, or recipient, is judged: also a single one where another could be put beside it, which an
/// SD-JWT does not offer.
bool hasList(const Reading& reading) {
    return reading.signatures > 1 || (reading.isGeneral && reading.kind != TokenKind::SdJwt);
}

void judgeEncrypted(Version& version, SharedReading reading, const JudgeKeys& keys, const Inputs& inputs, Time now,
                    Views views, Origin origin) {
    version.decryption = decrypt(*reading, keys.decrypt, keys.former, inputs);
    version.reading = withPlaintext(std::move(reading), version.decryption.get(), views.payload);
    version.inner = readInner(*version.reading);
    version.signature = decryptionFacts(*version.reading, *keys.decrypt, version.decryption.get(), origin);
    if (hasList(*version.reading)) {
        const bool opened = version.decryption != nullptr && version.decryption->plaintext != nullptr;
        version.signatures = factsOfRecipients(*version.reading, version.signature,
                                               opened ? std::optional(version.decryption->recipient) : std::nullopt);
    }
    version.checks = decryptionRows(*version.reading, version.signature, version.decryption.get());
    version.time = judgeTime(version, inputs.leeway, now);
    if (version.inner != nullptr) {
        version.checks.push_back({"nested", CheckRow::Outcome::Pass, version.inner->algorithm});
    } else {
        addTimeRow(version);
        nameMilliseconds(version.checks, version.time);
    }
    version.profile =
        judgeProfile(*version.reading, inputs.profile, keys.decrypt->field(), seen(version.signature.state), now);
}

Version judge(SharedReading reading, const JudgeKeys& keys, const Inputs& inputs, Time now, Views views,
              Origin origin) {
    Version version;
    if (isEncrypted(reading->kind)) {
        judgeEncrypted(version, std::move(reading), keys, inputs, now, views, origin);
        return version;
    }
    version.reading = withDetached(std::move(reading), inputs.detachedPayload, views.payload);
    const SharedResolvedKey own = proofKey(*version.reading); // a DPoP proof brings its key with it
    const ResolvedKey& key = own != nullptr ? *own : keys.verify;
    const std::vector<jose::VerificationReport> reports = verifyAll(*version.reading, key, inputs, now);
    const std::size_t shown = std::min(views.signature, std::max<std::size_t>(reports.size(), 1) - 1);
    std::optional<jose::VerificationReport> report;
    if (version.reading->kind == TokenKind::SdJwt) {
        report = judgeSelective(version, key, inputs, now);
    }
    if (shown < reports.size()) {
        report = reports[shown];
    }
    version.signature = signatureFacts(*version.reading, key, report, origin);
    if (hasList(*version.reading)) {
        version.signatures = factsOfSignatures(*version.reading, key, reports, origin);
    }
    version.inner = readInner(*version.reading);
    version.time = judgeTime(version, inputs.leeway, now);
    version.profile = judgeProfile(*version.reading, inputs.profile, key.field(), seen(version.signature.state), now);
    version.checks = rowsOf(report);
    nameMilliseconds(version.checks, version.time);
    nameDamagedParts(version.checks, *version.reading);
    addProofRows(version, inputs, now);
    addSelectiveRows(version);
    nameRefusals(version);
    return version;
}

std::shared_ptr<const Decryption> formerOf(const std::optional<Version>& version) {
    return version ? version->decryption : nullptr;
}

/// The panes show what will be encrypted, whether or not the reader's key opens what was.
Version judgeEncryptedCopy(const PreparedCopy& prepared, const Evaluation& evaluation, const Inputs& inputs, Time now) {
    const Copy& copy = prepared.copy;
    const SharedText text = prepared.outdated || copy.signature->whole == nullptr
                                ? std::make_shared<const std::string>(encodeOutdated(copy))
                                : copy.signature->whole;
    const bool madeHere = copy.signature != nullptr && copy.signature->key != nullptr;
    const auto former = inputs.previous != nullptr ? formerOf(inputs.previous->copy) : nullptr;
    const SharedResolvedKey noKey = prepared.outdated ? resolveKey(nullptr) : evaluation.decryptKey;
    Version version = judge(readToken(text, copy.views), {*evaluation.verifyKey, noKey, former}, inputs, now,
                            copy.views, madeHere ? Origin::SignedHere : Origin::Received);
    auto shown = std::make_shared<Reading>(*version.reading);
    const bool same =
        shown->payload.present && copy.payload.octets != nullptr && *shown->payload.octets == *copy.payload.octets;
    if (!same && copy.payload.octets != nullptr) {
        setPayload(*shown, *copy.payload.octets, copy.views.payload, PayloadSource::Decrypted);
        version.reading = std::move(shown);
        version.inner = readInner(*version.reading);
        version.time = judgeTime(version, inputs.leeway, now);
    }
    if (prepared.outdated && version.signature.state != SignatureState::NotReadable) {
        version.signature.state = prepared.waits ? SignatureState::EncryptionWaits : SignatureState::EncryptionOutdated;
        version.signature.problem.reset();
        version.signature.signProblem = prepared.signProblem;
    }
    return version;
}

Version judgeCopy(const PreparedCopy& prepared, const Evaluation& evaluation, const Inputs& inputs, Time now) {
    const Copy& copy = prepared.copy;
    if (copy.encoded == nullptr && copy.kind == CopyKind::Encrypted) {
        return judgeEncryptedCopy(prepared, evaluation, inputs, now);
    }
    const SharedText text =
        copy.encoded != nullptr ? copy.encoded : std::make_shared<const std::string>(encodeCopy(copy));
    const auto isOurs = [](const std::shared_ptr<const CopySignature>& one) {
        return one != nullptr && one->key != nullptr;
    };
    const bool inParts = copy.encoded == nullptr;
    const bool madeHere = inParts && (isOurs(copy.signature) ||
                                      std::any_of(copy.signers.begin(), copy.signers.end(),
                                                  [&](const CopySigner& one) { return isOurs(one.signature); }));
    // Nothing to verify with, but signed here: the signing key's own public half tells.
    const bool verifyGiven = evaluation.verifyKey->facts().state != KeyFacts::State::Absent;
    const ResolvedKey& key = madeHere && !verifyGiven ? *evaluation.signKey : *evaluation.verifyKey;
    const auto former = inputs.previous != nullptr ? formerOf(inputs.previous->copy) : nullptr;
    Version version =
        judge(readToken(text, copy.views, inputs.caps.inflatedOctets), {key, evaluation.decryptKey, former}, inputs,
              now, copy.views, madeHere && copy.signers.empty() ? Origin::SignedHere : Origin::Received);
    markSigners(version, copy, prepared.signers);
    const SignatureState state = version.signature.state;
    if (prepared.outdated && !isEncrypted(version.reading->kind) && state != SignatureState::Empty &&
        state != SignatureState::NotSigned) {
        showClaimsOf(copy, version, inputs, now);
        version.signature.state = SignatureState::Outdated;
        version.signature.problem.reset();
        version.signature.signProblem = prepared.signProblem;
        std::erase_if(version.checks, [](const CheckRow& row) { return row.id == "signature"; });
        version.profile =
            judgeProfile(*version.reading, inputs.profile, key.field(), profiles::SignatureSeen::NotChecked, now);
    }
    return version;
}

} // namespace

SharedEvaluation evaluate(const Inputs& inputs, Time now) {
    auto evaluation = std::make_shared<Evaluation>();
    evaluation->revision = inputs.revision;
    evaluation->now = now;
    evaluation->originalViews = inputs.originalViews;
    evaluation->expectations = inputs.expectations;
    evaluation->profile = inputs.profile;
    evaluation->detachedPayload = inputs.detachedPayload;
    evaluation->accessToken = inputs.accessToken;
    evaluation->binding = inputs.binding;
    evaluation->proofRequest = inputs.proofRequest;
    evaluation->caps = inputs.caps;
    evaluation->verifyKey = resolved(inputs.verifyKey);
    evaluation->signKey =
        inputs.signKey.field == inputs.verifyKey.field ? evaluation->verifyKey : resolved(inputs.signKey);

    // Most fields serve twice; what stands in one is read once.
    const auto readOnce = [&](const KeyInput& input) {
        return input.field == inputs.verifyKey.field ? evaluation->verifyKey
               : input.field == inputs.signKey.field ? evaluation->signKey
                                                     : resolved(input);
    };
    evaluation->decryptKey = readOnce(inputs.decryptKey);
    evaluation->encryptKey = readOnce(inputs.encryptKey);

    const Evaluation* previous = inputs.previous.get();
    SharedReading reading = readAgain(inputs);
    // While the copy is typed in, the original is judged once a second.
    const bool judged =
        previous != nullptr && previous->original.reading == reading && previous->now == now &&
        previous->verifyKey == evaluation->verifyKey && previous->decryptKey == evaluation->decryptKey &&
        previous->original.signature.state != SignatureState::DecryptionStopped &&
        previous->detachedPayload == inputs.detachedPayload && previous->accessToken == inputs.accessToken &&
        previous->binding == inputs.binding && previous->proofRequest == inputs.proofRequest &&
        previous->caps == inputs.caps && previous->original.time.leeway == inputs.leeway &&
        previous->expectations == inputs.expectations && previous->profile == inputs.profile;
    const JudgeKeys keys{*evaluation->verifyKey, evaluation->decryptKey,
                         previous != nullptr ? previous->original.decryption : nullptr};
    evaluation->original = judged
                               ? previous->original
                               : judge(std::move(reading), keys, inputs, now, inputs.originalViews, Origin::Received);
    evaluation->originalNeededOctets = neededSecretOctets(*evaluation->original.reading);
    if (inputs.copy != nullptr) {
        PreparedCopy prepared = prepare(inputs, *evaluation->signKey, *evaluation->encryptKey);
        evaluation->newSignature = prepared.made;
        evaluation->newSignatures = std::move(prepared.madeOnes);
        evaluation->filledCopy = std::move(prepared.filled);
        evaluation->copy = judgeCopy(prepared, *evaluation, inputs, now);
        evaluation->copyNeededOctets = neededSecretOctets(*evaluation->copy->reading);
        evaluation->changedClaims = countChanges(*evaluation->original.reading, *evaluation->copy->reading);
    }
    return evaluation;
}

} // namespace twb::doctor
