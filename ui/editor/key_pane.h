// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "doctor/evaluation.h"

#include <QPointer>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QPushButton;

namespace twb::workbench {
class TokenDocument;
}

namespace twb::ui {

class AccessTokenRow;
class KeyTexts;
class PassphraseBar;
class SecretRow;
class SwitchRow;
class TextLabel;

/// The pane “Key”: what verifies and what signs, as two facts even if both are the same secret (ui.md §6.1). For an
/// encrypted token: what decrypts and what encrypts.
class KeyPane : public PaneFrame {
    Q_OBJECT
public:
    explicit KeyPane(QWidget* parent = nullptr);

    void setDocument(workbench::TokenDocument* document);
    void render();
    void setNarrow(bool narrow);
    /// The field where a key goes in.
    void focusField();
    void setRevealed(bool revealed);
    /// In the order of the Tab key.
    QList<QWidget*> focusChain() const;
    AccessTokenRow* accessToken() const { return m_accessToken; }

Q_SIGNALS:
    void signWhileTypingChosen(bool on);
    void revealedChanged(bool revealed);

private:
    void buildForm();
    void connectSignals();
    void connectSecrets();
    void renderChoices();
    void renderWarnings();
    void renderQuestion(PassphraseBar* bar, const doctor::ResolvedKey& key, const QString& what);
    void connectQuestions();
    void renderWords();
    void renderWork();
    void showWork();
    void renderStopped();
    void showSignButton();
    bool keyPairMode() const;
    bool isEncrypted() const;

    QPointer<workbench::TokenDocument> m_document;
    SwitchRow* m_mode;
    TextLabel* m_verifyLabel;
    SecretRow* m_verify;
    SecretRow* m_other;
    KeyTexts* m_texts;
    PassphraseBar* m_verifyQuestion; ///< the passphrase of an encrypted key, asked in place
    PassphraseBar* m_signQuestion;
    doctor::SharedKeyField m_refused; ///< its question was closed: not asked again for this text
    AccessTokenRow* m_accessToken;
    TextLabel* m_signLabel;
    QComboBox* m_signWith;
    QCheckBox* m_whileTyping;
    QPushButton* m_sign;
    QTimer m_workPause;
    bool m_narrow = false;
};

} // namespace twb::ui
