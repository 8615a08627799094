// SPDX-License-Identifier: Apache-2.0
#include "workbench/copy_editing.h"
#include "workbench/token_document.h"

// What stays of a document for the next run of the program.

namespace twb::workbench {

KeptTab TokenDocument::kept() const {
    KeptTab tab;
    tab.title = m_title;
    if (hasOriginal()) {
        tab.original = m_state->original->token;
        tab.typed = m_state->original->typed;
    }
    tab.copy = m_state->copy;
    tab.shown = shown();
    tab.detachedPayload = m_state->detachedPayload;
    tab.profileChoice = m_state->profileChoice;
    return tab;
}

void TokenDocument::restore(const KeptTab& tab) {
    DocumentState next = *m_state; // of a new document: what the settings say
    if (tab.original != nullptr) {
        auto original = std::make_shared<Original>();
        original->token = original->pasted = tab.original;
        original->typed = tab.typed;
        next.original = std::move(original);
        if (needsKeyPair(*tab.original)) {
            next.keyMode = KeyMode::KeyPair;
        }
    }
    next.copy = tab.copy;
    next.shown = tab.shown;
    next.detachedPayload = tab.detachedPayload;
    next.profileChoice = tab.profileChoice;
    setTitle(tab.title);
    jumpTo(std::make_shared<const DocumentState>(std::move(next)));
}

} // namespace twb::workbench
