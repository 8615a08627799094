// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_ring.h"
#include "workbench/token_document.h"

#include <algorithm>
#include <unordered_set>

// How an edit becomes a state, an undo step and an answer.

namespace twb::workbench {
namespace {

constexpr std::int64_t mergePause = 1000; // milliseconds between key presses of one undo step
constexpr std::size_t maxUndoSteps = 200;
constexpr std::size_t maxUndoOctets = std::size_t{64} << 20U; // of texts that only former states hold

void collectTexts(const DocumentState& state, const std::function<void(const std::string*)>& take) {
    if (state.original != nullptr) {
        take(state.original->pasted.get());
        take(state.original->token.get());
    }
    if (const doctor::Copy* copy = state.copy.get()) {
        for (const doctor::SharedText* text : {&copy->encoded, &copy->header.octets, &copy->header.encoded,
                                               &copy->payload.octets, &copy->payload.encoded}) {
            take(text->get());
        }
        take(copy->signature != nullptr ? copy->signature->signingInput.get() : nullptr);
        take(copy->signature != nullptr ? copy->signature->whole.get() : nullptr);
        for (const doctor::CopySigner& signer : copy->signers) {
            take(signer.signature != nullptr ? signer.signature->signingInput.get() : nullptr);
        }
    }
}

} // namespace

bool TokenDocument::mergesWithLast(EditSource source, std::int64_t at) const {
    if (!m_lastEdit || source == EditSource::Other || source == EditSource::HeaderMember ||
        m_lastEdit->source != source || m_undo.empty()) {
        return false;
    }
    return source == EditSource::Template || at - m_lastEdit->at <= mergePause;
}

void TokenDocument::apply(DocumentState next, EditSource source, PendingSignature pending) {
    const std::int64_t at = m_services.milliseconds();
    if (!mergesWithLast(source, at)) {
        m_undo.push_back(m_state);
        trimUndo();
    }
    m_lastEdit = EditMark{source, at};
    m_redo.clear();
    if (pending == PendingSignature::Drop) {
        m_signOnce = false;
    }
    m_headerStays = source == EditSource::Header || source == EditSource::HeaderMember;
    m_state = std::make_shared<const DocumentState>(std::move(next));
    m_spotlight = {};
    ++m_revision;
    Q_EMIT edited();
    evaluateNow();
    passAsOf();
}

/// All layers are judged at one moment, and it is the outermost that says which.
void TokenDocument::passAsOf() {
    if (m_inner != nullptr) {
        m_inner->takeAsOf(m_state->asOf);
    }
}

/// Not an edit of this layer: no undo step.
void TokenDocument::takeAsOf(std::optional<Time> moment) {
    if (moment != m_state->asOf) {
        auto next = std::make_shared<DocumentState>(*m_state);
        next->asOf = moment;
        m_state = std::move(next);
        ++m_revision;
        evaluateNow();
        passAsOf();
    }
}

void TokenDocument::trimUndo() {
    std::unordered_set<const std::string*> seen{nullptr};
    std::size_t octets = 0;
    std::size_t keep = 0;
    while (keep < m_undo.size() && keep < maxUndoSteps) {
        collectTexts(*m_undo[m_undo.size() - 1 - keep],
                     [&](const std::string* text) { octets += seen.insert(text).second ? text->size() : 0; });
        if (octets > maxUndoOctets && keep > 0) {
            break;
        }
        ++keep;
    }
    m_undo.erase(m_undo.begin(), m_undo.end() - static_cast<std::ptrdiff_t>(keep));
}

void TokenDocument::jumpTo(std::shared_ptr<const DocumentState> state) {
    if (m_outer != nullptr && state->asOf != m_outer->m_state->asOf) {
        auto next = std::make_shared<DocumentState>(*state);
        next->asOf = m_outer->m_state->asOf;
        state = std::move(next);
    }
    m_state = std::move(state);
    m_lastEdit.reset();
    m_signOnce = false;
    m_headerStays = true; // a step back leads to what was there, octet for octet
    m_spotlight = {};
    ++m_revision;
    Q_EMIT edited();
    evaluateNow();
    passAsOf();
}

void TokenDocument::undo() {
    if (!m_undo.empty()) {
        m_redo.push_back(m_state);
        auto state = std::move(m_undo.back());
        m_undo.pop_back();
        jumpTo(std::move(state));
    }
}

void TokenDocument::redo() {
    if (!m_redo.empty()) {
        m_undo.push_back(m_state);
        auto state = std::move(m_redo.back());
        m_redo.pop_back();
        jumpTo(std::move(state));
    }
}

// Evaluation ----------------------------------------------------------------------------------------------------------

doctor::HeaderFill TokenDocument::headerFill() const {
    doctor::HeaderFill fill;
    fill.rule = m_headerStays && !m_signOnce ? doctor::HeaderRule::LeaveAlone : m_services.headerRule;
    if (fill.rule == doctor::HeaderRule::AlgorithmTypeKid && m_services.keyRing != nullptr) {
        // The Key pane holds PEM, which names no key; the ring knows its name.
        auto kids = std::make_shared<std::map<std::string, std::string>>();
        for (const SharedRingEntry& entry : m_services.keyRing->entries()) {
            if (!entry->thumbprint.empty() && !entry->key.jwk.kid.empty()) {
                kids->emplace(entry->thumbprint, entry->key.jwk.kid);
            }
        }
        fill.kids = std::move(kids);
    }
    return fill;
}

void TokenDocument::evaluateNow() {
    doctor::Inputs inputs;
    inputs.revision = m_revision;
    if (m_state->original != nullptr) {
        inputs.original = m_state->original->token;
        inputs.originalViews = m_state->original->views;
    }
    inputs.copy = m_state->copy;
    inputs.verifyKey = {m_state->verifyField(), m_resolvedVerify};
    inputs.signKey = {m_state->signField(), m_resolvedSign};
    const bool sign = m_signOnce || (m_state->signWhileTyping && m_state->signChoice != SignChoice::Nothing);
    inputs.decryptKey = {m_state->decryptField(), m_resolvedDecrypt};
    inputs.detachedPayload = m_state->detachedPayload;
    inputs.accessToken = m_state->accessToken;
    inputs.binding = m_state->binding;
    inputs.proofRequest = m_state->proofRequest;
    inputs.decryptSlowly = m_stoppedAt != m_revision;
    inputs.encryptKey = {m_state->encryptField(), m_resolvedEncrypt};
    inputs.signing = m_signOnce ? doctor::Signing::Now : sign ? doctor::Signing::WhenChanged : doctor::Signing::Never;
    inputs.headerFill = headerFill();
    inputs.profile = {library(), m_state->profileChoice, m_state->expected};
    inputs.leeway = m_state->leeway;
    inputs.caps = m_services.caps;
    inputs.previous = m_evaluation;
    if (!m_busy && !m_busyTimer.isActive()) {
        m_busyTimer.start();
    }
    m_evaluator.submit(std::move(inputs), now());
}

void TokenDocument::take(doctor::SharedEvaluation evaluation) {
    m_busyTimer.stop();
    m_signOnce = false;
    m_evaluation = std::move(evaluation);
    m_resolvedVerify = m_evaluation->verifyKey;
    m_resolvedSign = m_evaluation->signKey;
    m_resolvedDecrypt = m_evaluation->decryptKey;
    m_resolvedEncrypt = m_evaluation->encryptKey;
    const auto& several = m_evaluation->newSignatures;
    const bool made = m_evaluation->newSignature != nullptr ||
                      std::any_of(several.begin(), several.end(), [](const auto& one) { return one != nullptr; });
    if (made && m_state->copy != nullptr) {
        // The signature, and what was written into the header for it, belong to this very state: no edit, no undo step.
        const bool filled = m_evaluation->filledCopy != nullptr;
        const bool saved = filled && !isUnsaved();
        auto copy = std::make_shared<doctor::Copy>(filled ? *m_evaluation->filledCopy : *m_state->copy);
        if (m_evaluation->newSignature != nullptr) {
            copy->signature = m_evaluation->newSignature;
        }
        for (std::size_t i = 0; i < several.size() && i < copy->signers.size(); ++i) {
            if (several[i] != nullptr) {
                copy->signers[i].signature = several[i];
            }
        }
        auto next = std::make_shared<DocumentState>(*m_state);
        next->copy = std::move(copy);
        m_state = std::move(next);
        if (saved) {
            markSaved();
        }
    }
    setBusy(false);
    followOuter();
    Q_EMIT evaluated(m_evaluation);
    diagnoseNow();
}

void TokenDocument::setBusy(bool busy) {
    if (busy != m_busy) {
        m_busy = busy;
        Q_EMIT busyChanged(busy);
    }
}

void TokenDocument::tick() {
    const Time moment = m_services.clock->now();
    if (m_state->asOf || moment == m_lastTick) {
        return;
    }
    m_lastTick = moment;
    if (m_evaluation->revision != m_revision || isEmpty()) {
        return; // a newer answer is on its way
    }
    const auto original = doctor::judgeTime(m_evaluation->original, m_state->leeway, moment);
    doctor::TimeFacts copy;
    if (m_evaluation->copy) {
        copy = doctor::judgeTime(*m_evaluation->copy, m_state->leeway, moment);
    }
    const bool turned = original.state != m_evaluation->original.time.state ||
                        (m_evaluation->copy && copy.state != m_evaluation->copy->time.state);
    if (turned) {
        ++m_revision; // the checks of the panel change too
        evaluateNow();
    } else if (moment - m_lastDiagnosis >= std::chrono::minutes(1)) {
        diagnoseNow(); // “expired 3 min ago” grows older
    }
    Q_EMIT timeMoved(original, copy);
}

} // namespace twb::workbench
