// SPDX-License-Identifier: Apache-2.0
#include "workbench/token_document.h"

#include "doctor/layers.h"
#include "workbench/copy_editing.h"

// Tokens within tokens, and how one becomes the content of another.

namespace twb::workbench {
namespace {

// What most receivers can open; the reader changes it in the combos of the Header pane.
constexpr auto headerOfToken = R"({"alg":"RSA-OAEP-256","enc":"A256GCM","cty":"JWT"})";
constexpr auto headerOfPayload = R"({"alg":"RSA-OAEP-256","enc":"A256GCM"})";

} // namespace

void TokenDocument::becomeEncrypted(std::string payload, std::string header, doctor::Views views) {
    doctor::Copy copy;
    copy.kind = doctor::CopyKind::Encrypted;
    copy.header.octets = std::make_shared<const std::string>(newJson(std::move(header)));
    copy.payload.octets = std::make_shared<const std::string>(std::move(payload));
    copy.views = views;
    DocumentState next;
    next.copy = std::make_shared<const doctor::Copy>(std::move(copy));
    next.shown = ShownVersion::Copy;
    next.keyMode = KeyMode::KeyPair;
    next.signWhileTyping = m_state->signWhileTyping;
    next.asOf = m_state->asOf;
    next.leeway = m_state->leeway;
    apply(std::move(next), EditSource::Other, PendingSignature::Drop);
}

bool TokenDocument::encryptToken() {
    if (isEmpty()) {
        return false;
    }
    std::string token = encodedText();
    auto inner = makeInner();
    inner->m_state = m_state;
    inner->m_title = m_title;
    ++inner->m_revision;
    inner->evaluateNow();
    m_innerText = token;
    m_innerShown = false;
    m_inner = std::move(inner);
    becomeEncrypted(std::move(token), headerOfToken, {});
    return true;
}

bool TokenDocument::encryptPayload() {
    const doctor::Part& payload = shownVersion().reading->payload;
    if (isEmpty() || !payload.present || doctor::isEncrypted(shownVersion().reading->kind)) {
        return false;
    }
    becomeEncrypted(*payload.octets, headerOfPayload, {});
    return true;
}

void TokenDocument::stopWork() {
    if (isBusy()) {
        m_signOnce = false;
        m_stoppedAt = ++m_revision;
        evaluateNow();
    }
}

void TokenDocument::resumeWork() {
    if (m_stoppedAt == m_revision) {
        ++m_revision;
        evaluateNow();
    }
}

std::unique_ptr<TokenDocument> TokenDocument::makeInner() {
    auto inner = std::make_unique<TokenDocument>(m_services);
    inner->m_outer = this;
    connect(inner.get(), &TokenDocument::evaluated, this, &TokenDocument::followInner);
    connect(inner.get(), &TokenDocument::layersChanged, this, &TokenDocument::layersChanged);
    return inner;
}

int TokenDocument::layer() const {
    return m_outer != nullptr ? m_outer->layer() + 1 : 0;
}

int TokenDocument::layerCount() const {
    const TokenDocument* deepest = this;
    while (deepest->inner() != nullptr) {
        deepest = deepest->inner();
    }
    return deepest->layer() + static_cast<int>(doctor::countLayers(deepest->shownVersion().reading));
}

TokenDocument* TokenDocument::shownLayer() {
    TokenDocument* shown = this;
    while (shown->inner() != nullptr) {
        shown = shown->inner();
    }
    return shown;
}

bool TokenDocument::openInner() {
    const doctor::SharedReading found = shownVersion().inner;
    if (found == nullptr || m_innerShown) {
        return false;
    }
    if (m_inner == nullptr || m_innerText != *found->encoded) {
        m_inner = makeInner();
        m_innerText = *found->encoded;
        m_inner->takeAsOf(m_state->asOf);
        m_inner->pasteText(m_innerText);
        m_inner->setTitle(m_title);
    }
    m_innerShown = true;
    Q_EMIT layersChanged();
    return true;
}

void TokenDocument::closeInner() {
    if (m_innerShown) {
        m_innerShown = false;
        Q_EMIT layersChanged();
    }
}

/// The inner token was edited: it is this one's payload.
void TokenDocument::followInner() {
    if (m_inner == nullptr || !m_innerShown || m_inner->revision() != m_inner->evaluation()->revision) {
        return;
    }
    std::string text = m_inner->encodedText();
    if (text != m_innerText) {
        m_innerText = text;
        editPayload(std::move(text));
    }
}

/// The payload has become another (undo, another version, another paste): the inner layer goes, or shows the new one.
void TokenDocument::followOuter() {
    if (m_inner == nullptr || m_evaluation->revision != m_revision) {
        return;
    }
    const doctor::SharedReading found = shownVersion().inner;
    if (found != nullptr && *found->encoded == m_innerText) {
        return;
    }
    if (found != nullptr && m_innerShown) {
        m_innerText = *found->encoded;
        m_inner->pasteText(m_innerText);
        return;
    }
    m_innerShown = false;
    // Not at once: what is shown may just be answering it.
    m_inner.release()->deleteLater();
    Q_EMIT layersChanged();
}

} // namespace twb::workbench
