// SPDX-License-Identifier: Apache-2.0
#include "editor/key_pane.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/secret_edit.h"
#include "common/switch_row.h"
#include "common/text_label.h"
#include "editor/access_token_row.h"
#include "editor/code_edit.h"
#include "editor/key_texts.h"
#include "editor/secret_row.h"
#include "editor/take_secret.h"
#include "keys/passphrase_bar.h"
#include "workbench/phrases.h"
#include "workbench/token_document.h"

#include <algorithm>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QToolButton>

namespace twb::ui {

using workbench::KeyMode;
using workbench::SignChoice;
using workbench::TokenDocument;

namespace {

enum ModeIndex { SecretIndex, KeyPairIndex };

} // namespace

KeyPane::KeyPane(QWidget* parent)
    : PaneFrame(tr("Key"), parent)
    , m_mode(new SwitchRow(tr("Kind of key"), this))
    , m_verifyLabel(new TextLabel(tr("Verify with"), Role::Text2, fonts::Size::Body, fonts::Weight::Regular, this))
    , m_verify(new SecretRow(tr("Secret for verifying"), this))
    , m_other(new SecretRow(tr("Secret for signing"), this))
    , m_texts(new KeyTexts(this))
    , m_verifyQuestion(new PassphraseBar({}, tr("Passphrase of the key for verifying"), tr("Open"), this))
    , m_signQuestion(new PassphraseBar({}, tr("Passphrase of the private key"), tr("Open"), this))
    , m_accessToken(new AccessTokenRow(this))
    , m_signLabel(new TextLabel(tr("Sign with"), Role::Text2, fonts::Size::Body, fonts::Weight::Regular, this))
    , m_signWith(new QComboBox(this))
    , m_whileTyping(new QCheckBox(tr("Sign while typing"), this))
    , m_sign(makeButton(tr("Sign copy"), ButtonKind::Normal, this)) {
    setObjectName(QStringLiteral("keyPane"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_mode->setObjectName(QStringLiteral("keySwitch"));
    m_mode->addChoice(tr("Secret"));
    m_mode->addChoice(tr("Key pair"));
    addControl(m_mode);
    m_verify->edit()->setObjectName(QStringLiteral("verifySecretEdit"));
    m_verify->encoding()->setObjectName(QStringLiteral("secretEncodingCombo"));
    m_verify->size()->setObjectName(QStringLiteral("secretSizeBadge"));
    m_other->edit()->setObjectName(QStringLiteral("signSecretEdit"));
    m_other->encoding()->setObjectName(QStringLiteral("signEncodingCombo"));
    m_signWith->setObjectName(QStringLiteral("signWithCombo"));
    m_signWith->setAccessibleName(tr("Sign with"));
    m_signWith->setToolTip(tr("The key that signs your copy"));
    m_signWith->setAccessibleDescription(m_signWith->toolTip());
    m_whileTyping->setObjectName(QStringLiteral("signWhileTypingCheck"));
    m_whileTyping->setToolTip(tr("Signs your copy again at each change"));
    m_sign->setObjectName(QStringLiteral("signCopyButton"));
    m_sign->setIcon(icon(Icon::Pen));
    m_sign->setToolTip(tr("Sign your copy now (Ctrl+Enter)"));
    m_sign->setAccessibleDescription(m_sign->toolTip());
    m_verifyQuestion->setObjectName(QStringLiteral("verifyPassphraseBar"));
    m_signQuestion->setObjectName(QStringLiteral("signPassphraseBar"));
    m_verifyQuestion->hide();
    m_signQuestion->hide();
    m_workPause.setSingleShot(true);
    connect(&m_workPause, &QTimer::timeout, this, &KeyPane::showWork);
    buildForm();
    connectSignals();
    connectSecrets();
    connectQuestions();
}

void KeyPane::setDocument(TokenDocument* document) {
    if (document != m_document) {
        if (m_document) {
            disconnect(m_document, nullptr, this, nullptr);
        }
        m_document = document;
        m_accessToken->setDocument(document);
        m_refused.reset();
        for (PassphraseBar* bar : {m_verifyQuestion, m_signQuestion}) {
            static_cast<void>(bar->takePassphrase());
            bar->hide();
        }
        if (document) {
            connect(document, &TokenDocument::busyChanged, this, &KeyPane::renderWork);
        }
        messages()->clear();
    }
}

void KeyPane::render() {
    if (!m_document) {
        return;
    }
    const workbench::DocumentState& state = m_document->state();
    const doctor::Evaluation& evaluation = *m_document->evaluation();
    const bool pair = keyPairMode();
    const bool original = m_document->shown() == workbench::ShownVersion::Original;
    const std::size_t needed = original ? evaluation.originalNeededOctets : evaluation.copyNeededOctets;
    const bool encrypted = isEncrypted();
    const auto size = encrypted ? SecretRow::Size::Exactly : SecretRow::Size::AtLeast;
    m_mode->setCurrentIndex(pair ? KeyPairIndex : SecretIndex);
    m_verify->setField(state.verifySecret);
    m_other->setField(state.signSecret);
    m_texts->setFields(state.publicKey, state.privateKey);
    if (pair) {
        if (encrypted) {
            m_texts->setFacts(state.publicKey ? evaluation.encryptKey->facts() : doctor::KeyFacts(),
                              state.privateKey ? evaluation.decryptKey->facts() : doctor::KeyFacts(),
                              m_document->shownVersion().signature);
        } else {
            m_texts->setFacts(evaluation.verifyKey->facts(), evaluation.signKey->facts(),
                              m_document->shownVersion().signature);
        }
    } else {
        m_verify->setFacts(evaluation.verifyKey->facts(), needed, size);
        m_other->setFacts(evaluation.signKey->facts(), needed, size);
    }
    renderWords();
    renderChoices();
    renderWarnings();
    renderStopped();
    m_accessToken->render();
    renderQuestion(m_verifyQuestion, *evaluation.verifyKey, pair ? tr("This key") : tr("The key in this field"));
    if (evaluation.signKey == evaluation.verifyKey) {
        m_signQuestion->hide();
    } else {
        renderQuestion(m_signQuestion, *evaluation.signKey, tr("The private key"));
    }
}

void KeyPane::focusField() {
    if (keyPairMode()) {
        m_texts->publicEdit()->setFocus();
    } else {
        m_verify->edit()->setFocus();
    }
}

void KeyPane::setRevealed(bool revealed) {
    m_verify->edit()->setRevealed(revealed);
    m_other->edit()->setRevealed(revealed);
}

QList<QWidget*> KeyPane::focusChain() const {
    return QList<QWidget*>{m_mode,
                           m_verify->edit(),
                           m_verify->encoding(),
                           m_other->edit(),
                           m_other->encoding(),
                           m_texts->publicEdit(),
                           m_texts->privateEdit()} +
           m_verifyQuestion->focusStops() + QList<QWidget*>{m_signWith, m_whileTyping, m_sign} +
           m_signQuestion->focusStops() + m_accessToken->focusStops();
}

void KeyPane::buildForm() {
    auto* form = new QWidget(this);
    m_verifyLabel->setBuddy(m_verify->edit());
    m_signLabel->setBuddy(m_signWith);
    auto* signRow = new QHBoxLayout;
    signRow->setSpacing(metrics::space8);
    signRow->addWidget(m_signWith, 1);
    signRow->addWidget(m_whileTyping);
    signRow->addWidget(m_sign);
    auto* grid = new QGridLayout(form);
    grid->setContentsMargins(metrics::paneSide, metrics::paneTop, metrics::paneSide, metrics::paneTop);
    grid->setHorizontalSpacing(metrics::space8);
    grid->setVerticalSpacing(metrics::space8);
    grid->setColumnMinimumWidth(0, m_accessToken->captionWidth());
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_texts, 0, 0, 1, 2);
    grid->addWidget(m_verifyLabel, 1, 0, Qt::AlignTop);
    grid->addWidget(m_verify, 1, 1);
    grid->addWidget(m_verifyQuestion, 2, 0, 1, 2);
    grid->addWidget(m_signLabel, 3, 0);
    grid->addLayout(signRow, 3, 1);
    grid->addWidget(m_other, 4, 1);
    grid->addWidget(m_signQuestion, 5, 0, 1, 2);
    grid->addWidget(m_accessToken, 6, 0, 1, 2);
    m_verifyLabel->setMinimumHeight(metrics::control());
    m_texts->hide();
    m_other->hide();
    setContent(form);
}

void KeyPane::connectSignals() {
    connect(m_mode, &SwitchRow::currentIndexChanged, this, [this](int index) {
        if (m_document) {
            m_document->setKeyMode(index == KeyPairIndex ? KeyMode::KeyPair : KeyMode::Secret);
        }
    });
    connect(m_signWith, &QComboBox::activated, this, [this](int index) {
        if (m_document) {
            m_document->setSignChoice(m_signWith->itemData(index).value<SignChoice>());
            if (m_other->isVisible()) {
                m_other->edit()->setFocus();
            }
        }
    });
    connect(m_whileTyping, &QCheckBox::clicked, this, [this](bool on) {
        if (m_document) {
            m_document->setSignWhileTyping(on);
            Q_EMIT signWhileTypingChosen(on);
        }
    });
    connect(m_sign, &QPushButton::clicked, this, [this] {
        if (m_document) {
            m_document->signCopy();
        }
    });
    connect(m_texts, &KeyTexts::undoRequested, this, [this] {
        if (m_document) {
            m_document->undo();
        }
    });
    connect(m_texts, &KeyTexts::redoRequested, this, [this] {
        if (m_document) {
            m_document->redo();
        }
    });
}

void KeyPane::connectSecrets() {
    connect(m_verify, &SecretRow::secretEdited, this, [this] {
        if (m_document) {
            m_document->setVerifySecret(m_verify->edit()->secret());
        }
    });
    connect(m_verify, &SecretRow::encodingChosen, this, [this](doctor::SecretEncoding encoding) {
        if (m_document) {
            m_document->setVerifyEncoding(encoding);
        }
    });
    connect(m_other, &SecretRow::secretEdited, this, [this] {
        if (m_document) {
            m_document->setSignSecret(m_other->edit()->secret());
        }
    });
    connect(m_other, &SecretRow::encodingChosen, this, [this](doctor::SecretEncoding encoding) {
        if (m_document) {
            m_document->setSignEncoding(encoding);
        }
    });
    for (SecretRow* row : {m_verify, m_other}) {
        connect(row->edit(), &SecretEdit::undoRequested, this, [this] {
            if (m_document) {
                m_document->undo();
            }
        });
        connect(row->edit(), &SecretEdit::redoRequested, this, [this] {
            if (m_document) {
                m_document->redo();
            }
        });
    }
    connect(m_verify->edit(), &SecretEdit::revealedChanged, this, &KeyPane::revealedChanged);
    connect(m_texts, &KeyTexts::publicEdited, this, [this](const QByteArray& utf8) {
        if (m_document) {
            m_document->setPublicKeyText(takeSecret(utf8));
        }
    });
    connect(m_texts, &KeyTexts::privateEdited, this, [this](const QByteArray& utf8) {
        if (m_document) {
            m_document->setPrivateKeyText(takeSecret(utf8));
        }
    });
}

void KeyPane::connectQuestions() {
    using Name = workbench::TokenDocument::KeyFieldName;
    for (PassphraseBar* bar : {m_verifyQuestion, m_signQuestion}) {
        connect(bar, &PassphraseBar::entered, this, [this, bar] {
            Secret passphrase = bar->takePassphrase();
            if (m_document) {
                bar->setBusy(true);
                const bool verifies = bar == m_verifyQuestion;
                const Name name = keyPairMode() ? (verifies ? Name::PublicKey : Name::PrivateKey)
                                  : verifies    ? Name::VerifySecret
                                                : Name::SignSecret;
                m_document->unlockKey(name, std::move(passphrase));
            }
        });
        connect(bar, &PassphraseBar::dismissed, this, [this, bar] {
            static_cast<void>(bar->takePassphrase());
            if (m_document) {
                const doctor::Evaluation& evaluation = *m_document->evaluation();
                m_refused = (bar == m_verifyQuestion ? evaluation.verifyKey : evaluation.signKey)->field();
            }
            bar->hide();
            focusField();
        });
    }
}

/// An encrypted key asks for its passphrase here, without a box; typing elsewhere goes on.
void KeyPane::renderQuestion(PassphraseBar* bar, const doctor::ResolvedKey& key, const QString& what) {
    const bool tried = bar->isBusy();
    bar->setBusy(false);
    const bool asks = doctor::isLocked(key.facts()) && key.field() != m_refused;
    if (!asks) {
        bar->hide();
        return;
    }
    const bool wrong = key.facts().problem->code == ErrorCode::KeyPasswordWrong;
    const QString sentence =
        wrong ? tr("%1 does not open with that passphrase.").arg(what) : tr("%1 is encrypted.").arg(what);
    if (bar->sentence() != sentence) {
        bar->setSentence(sentence);
    }
    bar->show();
    if (wrong && tried) {
        bar->focusField();
    }
}

void KeyPane::renderChoices() {
    const workbench::DocumentState& state = m_document->state();
    const bool pair = keyPairMode();
    m_texts->setVisible(pair);
    m_verify->setVisible(!pair);
    m_verifyLabel->setVisible(!pair);
    m_other->setVisible(!pair && state.signChoice == SignChoice::Other);

    const bool encrypted = isEncrypted();
    const int form = (pair ? 1 : 0) + (encrypted ? 2 : 0);
    if (m_signWith->count() == 0 || m_signWith->property("form").toInt() != form) {
        m_signWith->clear();
        m_signWith->setProperty("form", form);
        if (pair) {
            m_signWith->addItem(encrypted ? tr("The public key above") : tr("The private key above"),
                                QVariant::fromValue(SignChoice::SameAsVerify));
        } else {
            m_signWith->addItem(tr("Same secret as above"), QVariant::fromValue(SignChoice::SameAsVerify));
            m_signWith->addItem(tr("Other secret…"), QVariant::fromValue(SignChoice::Other));
        }
        m_signWith->addItem(encrypted ? tr("Nothing: do not encrypt") : tr("Nothing: do not sign"),
                            QVariant::fromValue(SignChoice::Nothing));
    }
    const bool nothing = state.signChoice == SignChoice::Nothing;
    const int index = nothing ? m_signWith->count() - 1 : !pair && state.signChoice == SignChoice::Other ? 1 : 0;
    m_signWith->setCurrentIndex(index);
    m_whileTyping->setChecked(state.signWhileTyping);
    m_whileTyping->setEnabled(!nothing);

    // “Sign copy” serves while something is left to sign.
    using State = doctor::SignatureState;
    const State signature = m_document->shownVersion().signature.state;
    const doctor::Evaluation& evaluation = *m_document->evaluation();
    const doctor::ResolvedKey& made = encrypted ? *evaluation.encryptKey : *evaluation.signKey;
    const bool hasKey = made.facts().state == doctor::KeyFacts::State::Readable;
    // An original that was not opened has nothing that could be encrypted anew.
    const bool hidden = encrypted && !m_document->shownVersion().reading->payload.present;
    const auto& all = m_document->shownVersion().signatures;
    const bool oneIsLeft = std::any_of(all.begin(), all.end(),
                                       [](const doctor::SignatureFacts& one) { return one.state == State::Outdated; });
    const bool done = m_document->hasCopy() && !oneIsLeft &&
                      (signature == State::VerifiedSignedByYou || signature == State::DecryptedEncryptedByYou ||
                       signature == State::EncryptedByYou);
    m_sign->setEnabled(!nothing && hasKey && !done && !hidden && !m_document->isEmpty());
    showSignButton();
    renderWork();
}

void KeyPane::renderWarnings() {
    const doctor::KeyFacts& facts = m_document->evaluation()->verifyKey->facts();
    const QString key = QStringLiteral("private");
    if (keyPairMode() && !isEncrypted() && facts.holdsPrivate && m_document->state().publicKey) {
        if (!messages()->find(key)) {
            messages()->add(MessageKind::Warning, tr("This is a private key. Its public part is used."), key);
        }
    } else {
        messages()->remove(key);
    }
    const QString unreadable = QStringLiteral("unreadable");
    if (!keyPairMode() && !doctor::isLocked(facts) && facts.state == doctor::KeyFacts::State::Unreadable &&
        facts.problem) {
        MessageBar* bar = messages()->find(unreadable);
        if (!bar) {
            bar = messages()->add(MessageKind::Error, workbench::problemText(*facts.problem), unreadable);
        }
        bar->setText(workbench::problemText(*facts.problem));
    } else {
        messages()->remove(unreadable);
    }
}

} // namespace twb::ui
