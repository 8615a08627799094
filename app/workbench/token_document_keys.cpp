// SPDX-License-Identifier: Apache-2.0
#include "workbench/token_document.h"

#include "workbench/copy_editing.h"

// The key fields of a document.

namespace twb::workbench {
namespace {

bool sameField(const doctor::SharedKeyField& field, doctor::KeyField::Kind kind, const Secret& text,
               doctor::SecretEncoding encoding) {
    if (field == nullptr) {
        return text.empty();
    }
    return field->kind == kind && field->encoding == encoding && field->text == text;
}

doctor::SharedKeyField makeField(doctor::KeyField::Kind kind, Secret text, doctor::SecretEncoding encoding) {
    if (text.empty()) {
        return nullptr;
    }
    auto made = std::make_shared<doctor::KeyField>();
    made->kind = kind;
    made->text = std::move(text);
    made->encoding = encoding;
    return made;
}

} // namespace

void TokenDocument::setKeyMode(KeyMode mode) {
    if (mode != m_state->keyMode) {
        DocumentState next = *m_state;
        next.keyMode = mode;
        apply(std::move(next), EditSource::Other);
    }
}

void TokenDocument::setField(doctor::SharedKeyField DocumentState::*field, doctor::KeyField::Kind kind, Secret text,
                             doctor::SecretEncoding encoding, EditSource source) {
    if (sameField((*m_state).*field, kind, text, encoding)) {
        return;
    }
    DocumentState next = *m_state;
    next.*field = makeField(kind, std::move(text), encoding);
    apply(std::move(next), source);
}

void TokenDocument::setEncoding(doctor::SharedKeyField DocumentState::*field,
                                doctor::SecretEncoding DocumentState::*encoding, doctor::SecretEncoding value) {
    if ((*m_state).*encoding == value) {
        return;
    }
    DocumentState next = *m_state;
    next.*encoding = value;
    if (const doctor::SharedKeyField& former = (*m_state).*field) {
        auto made = std::make_shared<doctor::KeyField>();
        made->kind = former->kind;
        made->text = former->text.clone();
        made->encoding = value;
        if (former->passphrase) {
            made->passphrase = former->passphrase->clone();
        }
        next.*field = std::move(made);
    }
    apply(std::move(next), EditSource::Other);
}

void TokenDocument::setVerifySecret(Secret text) {
    setField(&DocumentState::verifySecret, doctor::KeyField::Kind::Secret, std::move(text), m_state->verifyEncoding,
             EditSource::VerifySecret);
}

void TokenDocument::setVerifyEncoding(doctor::SecretEncoding encoding) {
    setEncoding(&DocumentState::verifySecret, &DocumentState::verifyEncoding, encoding);
}

void TokenDocument::setSignSecret(Secret text) {
    setField(&DocumentState::signSecret, doctor::KeyField::Kind::Secret, std::move(text), m_state->signEncoding,
             EditSource::SignSecret);
}

void TokenDocument::setSignEncoding(doctor::SecretEncoding encoding) {
    setEncoding(&DocumentState::signSecret, &DocumentState::signEncoding, encoding);
}

void TokenDocument::setPublicKeyText(Secret text) {
    setField(&DocumentState::publicKey, doctor::KeyField::Kind::KeyText, std::move(text), doctor::SecretEncoding::Utf8,
             EditSource::PublicKey);
}

void TokenDocument::setPrivateKeyText(Secret text) {
    setField(&DocumentState::privateKey, doctor::KeyField::Kind::KeyText, std::move(text), doctor::SecretEncoding::Utf8,
             EditSource::PrivateKey);
}

void TokenDocument::unlockKey(KeyFieldName name, Secret passphrase) {
    using Member = doctor::SharedKeyField DocumentState::*;
    const Member member = name == KeyFieldName::VerifySecret ? &DocumentState::verifySecret
                          : name == KeyFieldName::SignSecret ? &DocumentState::signSecret
                          : name == KeyFieldName::PublicKey  ? &DocumentState::publicKey
                                                             : &DocumentState::privateKey;
    const doctor::SharedKeyField& former = (*m_state).*member;
    if (former == nullptr || (former->passphrase && *former->passphrase == passphrase)) {
        return;
    }
    auto made = std::make_shared<doctor::KeyField>();
    made->kind = former->kind;
    made->text = former->text.clone();
    made->encoding = former->encoding;
    made->passphrase = std::move(passphrase);
    DocumentState next = *m_state;
    next.*member = std::move(made);
    apply(std::move(next), EditSource::Other);
}

void TokenDocument::applyKeyPair(Secret publicText, Secret privateText, EditSource source) {
    DocumentState next = *m_state;
    next.keyMode = KeyMode::KeyPair;
    next.publicKey = makeField(doctor::KeyField::Kind::KeyText, std::move(publicText), doctor::SecretEncoding::Utf8);
    next.privateKey = makeField(doctor::KeyField::Kind::KeyText, std::move(privateText), doctor::SecretEncoding::Utf8);
    apply(std::move(next), source);
}

void TokenDocument::setKeyPair(Secret publicText, Secret privateText) {
    applyKeyPair(std::move(publicText), std::move(privateText), EditSource::Template);
}

void TokenDocument::useKeyPair(Secret publicText, Secret privateText) {
    applyKeyPair(std::move(publicText), std::move(privateText), EditSource::Other);
}

void TokenDocument::useSecret(Secret text, doctor::SecretEncoding encoding) {
    if (m_state->keyMode == KeyMode::Secret &&
        sameField(m_state->verifySecret, doctor::KeyField::Kind::Secret, text, encoding)) {
        return;
    }
    DocumentState next = *m_state;
    next.keyMode = KeyMode::Secret;
    next.verifyEncoding = encoding;
    next.verifySecret = makeField(doctor::KeyField::Kind::Secret, std::move(text), encoding);
    apply(std::move(next), EditSource::Other);
}

void TokenDocument::setSignChoice(SignChoice choice) {
    if (choice != m_state->signChoice) {
        DocumentState next = *m_state;
        next.signChoice = choice;
        apply(std::move(next), EditSource::Other);
    }
}

void TokenDocument::setSignWhileTyping(bool on) {
    if (on != m_state->signWhileTyping) {
        DocumentState next = *m_state;
        next.signWhileTyping = on;
        apply(std::move(next), EditSource::Other);
    }
}

void TokenDocument::signCopy() {
    const bool inParts = shown() == ShownVersion::Copy && m_state->copy->encoded == nullptr;
    if (isEmpty() || (!inParts && hasFiveParts(*shownText()) && !holdsPlaintext())) {
        return;
    }
    doctor::Copy copy = copyOfShown();
    // The old signature stays in the text until there is a new one, but counts for nothing.
    doctor::CopySignature former;
    if (copy.signature != nullptr) {
        former.text = copy.signature->text;
        former.whole = copy.signature->whole;
    }
    copy.signature = std::make_shared<const doctor::CopySignature>(std::move(former));
    DocumentState next = *m_state;
    next.copy = std::make_shared<const doctor::Copy>(std::move(copy));
    next.shown = ShownVersion::Copy;
    m_signOnce = true;
    apply(std::move(next), EditSource::Other);
}

} // namespace twb::workbench
