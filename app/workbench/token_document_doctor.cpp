// SPDX-License-Identifier: Apache-2.0
#include "workbench/token_document.h"

#include "doctor/proof_facts.h"
#include "workbench/copy_editing.h"
#include "workbench/key_ring.h"
#include "json/text.h"

#include <algorithm>

// What the doctor says of a document, and what is done about it.

namespace twb::workbench {
namespace {

/// A search that ends sooner is not announced: what it finds comes in one piece.
constexpr auto searchShownAfter = std::chrono::milliseconds(150);
constexpr std::int64_t typingPause = 300; // milliseconds; ui.md §11, 10

} // namespace

bool TokenDocument::isTyping() const {
    if (!m_lastEdit) {
        return false;
    }
    switch (m_lastEdit->source) {
    case EditSource::Template:
    case EditSource::Other:
    case EditSource::AsOf:
    case EditSource::Leeway:
    case EditSource::Expected:
        return false;
    default:
        return m_services.milliseconds() - m_lastEdit->at < typingPause;
    }
}

void TokenDocument::diagnoseNow() {
    DiagnosisJob job;
    job.serial = ++m_diagnosisSerial;
    m_searchTimer.stop();
    m_partialDiagnosis.reset();
    if (isEmpty()) {
        m_diagnosis.reset();
        return;
    }
    job.version = shown();
    const bool copy = job.version == ShownVersion::Copy;
    job.input = copy ? shownText() : m_state->original->pasted;
    // What opens an encrypted token is another field than what verifies a signed one.
    job.key = doctor::isEncrypted(shownVersion().reading->kind) ? m_state->decryptField() : m_state->verifyField();
    if (const doctor::SharedResolvedKey own = doctor::proofKey(*shownVersion().reading)) {
        job.key = own->field(); // a DPoP proof is checked with the key in its header
    }
    // Nothing to verify with, but signed here: the doctor takes the key that signed.
    if (job.key == nullptr && copy && m_state->copy->encoded == nullptr) {
        std::vector<std::shared_ptr<const doctor::CopySignature>> made{m_state->copy->signature};
        for (const doctor::CopySigner& signer : m_state->copy->signers) {
            made.push_back(signer.signature);
        }
        const auto ours = std::find_if(made.begin(), made.end(),
                                       [](const auto& one) { return one != nullptr && one->key != nullptr; });
        if (ours != made.end()) {
            job.key = (*ours)->key;
            job.keyIsSigningKey = true;
        }
    }
    if (shownVersion().signature.state == doctor::SignatureState::DecryptionStopped) {
        job.key = nullptr; // the doctor would stretch the password all the same
    }
    job.signatureOutdated = shownVersion().signature.state == doctor::SignatureState::Outdated;
    job.now = now();
    // The doctor's words for nothing chosen and for none are the other way round.
    job.profile = m_state->profileChoice.empty()     ? "auto"
                  : m_state->profileChoice == "none" ? std::string()
                                                     : m_state->profileChoice;
    job.library = library();
    job.expected = m_state->expected;
    if (m_services.keyRing != nullptr) {
        auto ring = std::make_shared<std::vector<doctor::RingKey>>();
        for (const SharedRingEntry& entry : m_services.keyRing->entries()) {
            ring->push_back({entry->name.toStdString(), {entry, &entry->key}});
        }
        job.ring = std::move(ring);
    }
    job.caps = m_services.caps;
    job.policy.leeway = static_cast<double>(m_state->leeway.count());
    m_lastDiagnosis = job.now;
    m_diagnoser.submit(std::move(job));
}

void TokenDocument::takeDiagnosis(SharedDiagnosis diagnosis) {
    if (diagnosis->serial != m_diagnosisSerial) {
        return;
    }
    if (diagnosis->isSearching) {
        m_partialDiagnosis = std::move(diagnosis);
        m_searchTimer.start(searchShownAfter);
        return;
    }
    m_searchTimer.stop();
    m_partialDiagnosis.reset();
    m_diagnosis = std::move(diagnosis);
    Q_EMIT diagnosed();
}

void TokenDocument::showSearching() {
    if (m_partialDiagnosis != nullptr) {
        m_diagnosis = std::move(m_partialDiagnosis);
        Q_EMIT diagnosed();
    }
}

void TokenDocument::lightUp(Spotlight spotlight) {
    m_spotlight = std::move(spotlight);
    Q_EMIT spotlightChanged();
}

RepairOffer TokenDocument::repairOffer(std::string_view findingId) const {
    const doctor::Finding* finding = m_diagnosis != nullptr ? m_diagnosis->find(findingId) : nullptr;
    if (finding == nullptr || m_diagnosis->version != shown()) {
        return {};
    }
    return offerOf(*finding, *m_diagnosis, *m_state, *shownVersion().reading);
}

bool TokenDocument::repair(std::string_view findingId) {
    const RepairOffer offer = repairOffer(findingId);
    switch (offer.kind) {
    case RepairOffer::Kind::None:
    case RepairOffer::Kind::ShowAsPasted: // a view, not an edit
        return false;
    case RepairOffer::Kind::ReadSecret:
    case RepairOffer::Kind::UseKey:
        useRepairedKey(m_diagnosis->diagnosis);
        return true;
    case RepairOffer::Kind::RepairToken: {
        doctor::Copy copy = copyOf(doctor::share(*m_diagnosis->diagnosis.repaired), copyOfShown().views);
        applyCopy(std::move(copy), EditSource::Other);
        return true;
    }
    case RepairOffer::Kind::CorrectClaims:
        return correctClaims(offer.corrections);
    }
    return false;
}

void TokenDocument::useRepairedKey(const doctor::Diagnosis& diagnosis) {
    const auto octets = diagnosis.repairedKey->reveal();
    const std::string_view text(reinterpret_cast<const char*>(octets.data()), octets.size());
    const bool keyText = text.find("-----BEGIN") != std::string_view::npos || text.starts_with("{");
    auto field = std::make_shared<doctor::KeyField>();
    field->kind = keyText ? doctor::KeyField::Kind::KeyText : doctor::KeyField::Kind::Secret;
    field->text = diagnosis.repairedKey->clone();
    field->encoding = keyText ? doctor::SecretEncoding::Utf8 : diagnosis.repairedKeyEncoding;
    DocumentState next = *m_state;
    if (keyText) {
        next.keyMode = KeyMode::KeyPair;
        next.publicKey = std::move(field);
    } else {
        next.keyMode = KeyMode::Secret;
        next.verifyEncoding = field->encoding;
        next.verifySecret = std::move(field);
    }
    apply(std::move(next), EditSource::Other);
}

bool TokenDocument::correctClaims(const std::vector<doctor::ClaimCorrection>& corrections) {
    doctor::Copy copy = copyOfShown();
    for (const doctor::ClaimCorrection& one : corrections) {
        doctor::CopyPart& part = one.part == doctor::FindingPlace::Header ? copy.header : copy.payload;
        auto changed = json::setMember(octetsOf(part), one.name, one.json);
        if (!changed) {
            return false;
        }
        part = {doctor::share(std::move(*changed)), nullptr};
    }
    applyCopy(std::move(copy), EditSource::Other);
    return true;
}

} // namespace twb::workbench
