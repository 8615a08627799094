// SPDX-License-Identifier: Apache-2.0
// The other half of KeyPane: what the token's kind changes in it, and an encryption that takes long.
#include "common/message_bar.h"
#include "common/secret_edit.h"
#include "common/text_label.h"
#include "editor/key_pane.h"
#include "editor/secret_row.h"
#include "workbench/token_document.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>

namespace twb::ui {

void KeyPane::setNarrow(bool narrow) {
    m_narrow = narrow;
    showSignButton();
}

/// In a narrow window the menu does it, unless it waits to be pressed.
void KeyPane::showSignButton() {
    const bool waits =
        m_document && m_document->shownVersion().signature.state == doctor::SignatureState::EncryptionWaits;
    m_sign->setVisible(!m_narrow || waits);
}

/// The token's kind decides what the rows are called.
void KeyPane::renderWords() {
    const bool encrypted = isEncrypted();
    m_verifyLabel->setText(encrypted ? tr("Decrypt with") : tr("Verify with"));
    m_verify->edit()->setAccessibleName(encrypted ? tr("Secret for decrypting") : tr("Secret for verifying"));
    m_other->edit()->setAccessibleName(encrypted ? tr("Secret for encrypting") : tr("Secret for signing"));
    m_signLabel->setText(encrypted ? tr("Encrypt with") : tr("Sign with"));
    m_signWith->setAccessibleName(m_signLabel->text());
    m_signWith->setToolTip(encrypted ? tr("The key for which your copy is encrypted")
                                     : tr("The key that signs your copy"));
    m_whileTyping->setText(encrypted ? tr("Encrypt while typing") : tr("Sign while typing"));
    m_whileTyping->setToolTip(encrypted ? tr("Encrypts your copy again at each change")
                                        : tr("Signs your copy again at each change"));
    m_sign->setText(encrypted ? tr("Encrypt copy") : tr("Sign copy"));
    m_sign->setIcon(icon(encrypted ? Icon::Lock : Icon::Pen));
    m_sign->setToolTip(encrypted ? tr("Encrypt your copy now (Ctrl+Enter)") : tr("Sign your copy now (Ctrl+Enter)"));
    m_sign->setAccessibleDescription(m_sign->toolTip());
}

/// While a slow decryption or encryption runs: a bar to stop it, after 0.4 s.
void KeyPane::renderWork() {
    const bool slow = m_document->isBusy();
    if (slow && !messages()->find(QStringLiteral("work"))) {
        m_workPause.start(250); // behind the 150 ms after which the document says that it is busy
    } else if (!slow) {
        m_workPause.stop();
        messages()->remove(QStringLiteral("work"));
    }
}

void KeyPane::showWork() {
    if (!m_document || !m_document->isBusy()) {
        return;
    }
    const int done = m_document->workProgress();
    if (done < 0 && !isEncrypted()) { // what was just pasted may still turn out to be encrypted
        m_workPause.start(100);
        return;
    }
    const QString sentence = done < 0 ? tr("Working…") : tr("The password is being stretched… %1 %").arg(done);
    m_workPause.start(100); // and anew, as it goes on
    if (MessageBar* there = messages()->find(QStringLiteral("work"))) {
        there->setText(sentence);
        return;
    }
    MessageBar* bar = messages()->add(MessageKind::Info, sentence, QStringLiteral("work"));
    bar->setObjectName(QStringLiteral("workBar"));
    bar->setLifetime(MessageBar::Lifetime::UntilRemoved);
    bar->setActions({tr("Stop")});
    connect(bar, &MessageBar::actionTriggered, this, [this] {
        if (m_document) {
            m_document->stopWork();
        }
    });
}

/// A decryption that was stopped is taken up again by a press.
void KeyPane::renderStopped() {
    const QString key = QStringLiteral("stopped");
    if (m_document->shownVersion().signature.state != doctor::SignatureState::DecryptionStopped) {
        messages()->remove(key);
        return;
    }
    if (messages()->find(key)) {
        return;
    }
    MessageBar* bar = messages()->add(MessageKind::Info, tr("Decrypting was stopped."), key);
    bar->setObjectName(QStringLiteral("stoppedBar"));
    bar->setActions({tr("Decrypt")});
    connect(bar, &MessageBar::actionTriggered, this, [this] {
        if (m_document) {
            m_document->resumeWork();
        }
    });
}

bool KeyPane::keyPairMode() const {
    return m_document && m_document->state().keyMode == workbench::KeyMode::KeyPair;
}

bool KeyPane::isEncrypted() const {
    return m_document && doctor::isEncrypted(m_document->shownVersion().reading->kind);
}

} // namespace twb::ui
