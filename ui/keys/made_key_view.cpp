// SPDX-License-Identifier: Apache-2.0
#include "keys/made_key_view.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/switch_row.h"
#include "common/text_label.h"
#include "editor/code_edit.h"
#include "keys/passphrase_bar.h"
#include "workbench/phrases.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QTimer>

namespace twb::ui {

namespace {
enum FormIndex { PemIndex, JwkIndex, CertificateIndex };

bool isSecret(const workbench::MadeKey& key) {
    return key.request.kind == workbench::KeyRequest::Kind::Secret;
}
} // namespace

MadeKeyView::MadeKeyView(QWidget* parent)
    : QWidget(parent)
    , m_saver(this)
    , m_title(new TextLabel({}, Role::Text, fonts::Size::Body, fonts::Weight::SemiBold, this))
    , m_kid(new ElidedLabel({}, Role::Text2, fonts::Size::Small, this))
    , m_form(new SwitchRow(tr("Public key as"), this))
    , m_text(new CodeEdit(this))
    , m_passphrase(new PassphraseBar(tr("Passphrase for the file. Empty: the key is written without one."),
                                     tr("Passphrase for the file"), tr("Choose file…"), this))
    , m_note(new TextLabel({}, Role::Text2, fonts::Size::Small, fonts::Weight::Regular, this))
    , m_copy(makeButton(tr("Copy public key"), ButtonKind::Primary, this))
    , m_savePublic(makeButton(tr("Save public key…"), ButtonKind::Normal, this))
    , m_save(makeButton(tr("Save private key…"), ButtonKind::Normal, this))
    , m_use(makeButton(tr("Use in editor"), ButtonKind::Normal, this)) {
    setObjectName(QStringLiteral("madeKeyView"));
    m_form->setObjectName(QStringLiteral("publicFormSwitch"));
    m_form->addChoice(tr("PEM"));
    m_form->addChoice(tr("JWK"));
    m_form->addChoice(tr("Certificate"));
    m_text->setObjectName(QStringLiteral("publicKeyText"));
    m_text->setAccessibleName(tr("Public key"));
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::StyledPanel);
    m_text->setFixedHeight(metrics::height(206));
    m_note->setWordWrap(true);
    m_copy->setObjectName(QStringLiteral("copyPublicKeyButton"));
    m_copy->setIcon(icon(Icon::Copy, Role::OnAccent));
    m_savePublic->setObjectName(QStringLiteral("savePublicKeyButton"));
    m_passphrase->setEmpty(PassphraseBar::Empty::Allowed);
    m_passphrase->hide();
    m_save->setObjectName(QStringLiteral("savePrivateKeyButton"));
    m_use->setObjectName(QStringLiteral("useInEditorButton"));

    auto* head = new QHBoxLayout;
    head->setSpacing(metrics::space8);
    head->addWidget(m_title);
    head->addStretch(1);
    head->addWidget(m_form);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::space8);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_savePublic);
    buttons->addWidget(m_save);
    buttons->addStretch(1);
    buttons->addWidget(m_use);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::space8);
    column->addLayout(head);
    column->addWidget(m_kid);
    column->addWidget(m_text);
    column->addWidget(m_note);
    column->addWidget(m_passphrase);
    column->addLayout(buttons);
    connectSignals();
}

void MadeKeyView::setKey(const workbench::SharedMadeKey& key) {
    m_key = key;
    auto drafts = workbench::draftKeys(*key, {});
    m_entry = drafts && !drafts->keys.empty() ? drafts->keys.front().entry : nullptr;
    const bool secret = isSecret(*key);
    m_title->setText(QString::fromStdString(key->description));
    const QString kid = key->kid.empty() ? QString() : tr("kid %1").arg(QString::fromStdString(key->kid));
    m_kid->setText(kid);
    m_kid->setVisible(!kid.isEmpty());
    for (QWidget* part : {static_cast<QWidget*>(m_form), static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_copy),
                          static_cast<QWidget*>(m_savePublic)}) {
        part->setVisible(!secret);
    }
    m_form->button(CertificateIndex)->setEnabled(key->certificate.has_value());
    m_form->button(CertificateIndex)->setToolTip(key->certificate ? QString() : tr("No certificate was made with it"));
    if (!key->certificate && m_form->currentIndex() == CertificateIndex) {
        m_form->setCurrentIndex(PemIndex);
    }
    m_save->setText(secret ? tr("Save secret…") : tr("Save private key…"));
    setButtonKind(m_use, secret ? ButtonKind::Primary : ButtonKind::Normal);
    static_cast<void>(m_passphrase->takePassphrase());
    m_passphrase->hide();
    showText();
}

void MadeKeyView::connectSignals() {
    connect(m_form, &SwitchRow::currentIndexChanged, this, &MadeKeyView::showText);
    connect(m_copy, &QPushButton::clicked, this, &MadeKeyView::copyPublic);
    connect(m_savePublic, &QPushButton::clicked, this, &MadeKeyView::savePublic);
    connect(m_save, &QPushButton::clicked, this, &MadeKeyView::askPassphrase);
    connect(m_passphrase, &PassphraseBar::entered, this, [this] {
        savePrivate(m_passphrase->takePassphrase());
        m_passphrase->hide();
        Q_EMIT questionShown();
    });
    connect(m_passphrase, &PassphraseBar::dismissed, this, [this] {
        static_cast<void>(m_passphrase->takePassphrase());
        m_passphrase->hide();
        m_save->setFocus(Qt::OtherFocusReason);
        Q_EMIT questionShown();
    });
    connect(&m_saver, &KeySaver::reported, this, &MadeKeyView::reported);
    connect(m_use, &QPushButton::clicked, this, &MadeKeyView::useRequested);
}

KeyForm MadeKeyView::form() const {
    switch (m_form->currentIndex()) {
    case JwkIndex:
        return KeyForm::Jwk;
    case CertificateIndex:
        return KeyForm::Certificate;
    default:
        return KeyForm::Pem;
    }
}

void MadeKeyView::showText() {
    if (!m_key || !m_entry) {
        return;
    }
    const bool certificate = form() == KeyForm::Certificate;
    m_text->setLanguage(form() == KeyForm::Jwk ? CodeLanguage::Json : CodeLanguage::Plain);
    m_copy->setText(certificate ? tr("Copy certificate") : tr("Copy public key"));
    m_savePublic->setText(certificate ? tr("Save certificate…") : tr("Save public key…"));
    if (isSecret(*m_key)) {
        m_text->setUtf8({});
        m_note->setText(tr("The secret is shown nowhere here. Both sides need the same one."));
        return;
    }
    m_note->setText(certificate
                        ? tr("The certificate holds the public key only; it may be given to others.")
                        : tr("Give others only this public key. “Copy public key” can never copy the private one."));
    const Result<std::string> text = publicText(KeyEntries(&m_entry, 1), form());
    m_text->setUtf8(text ? QByteArray::fromStdString(*text).trimmed() : workbench::problemText(text.error()).toUtf8());
}

void MadeKeyView::copyPublic() {
    // Made anew from the public half, never taken from the screen.
    const Result<std::string> text = publicText(KeyEntries(&m_entry, 1), form());
    if (!text) {
        Q_EMIT reported(workbench::problemText(text.error()), true);
        return;
    }
    QGuiApplication::clipboard()->setText(toText(*text));
    m_copy->setIcon(icon(Icon::Ok, Role::OnAccent));
    m_copy->setText(tr("Copied"));
    QTimer::singleShot(1500, this, [this] {
        m_copy->setIcon(icon(Icon::Copy, Role::OnAccent));
        m_copy->setText(form() == KeyForm::Certificate ? tr("Copy certificate") : tr("Copy public key"));
    });
}

void MadeKeyView::savePublic() {
    const KeyEntries entries(&m_entry, 1);
    if (const Result<std::string> text = publicText(entries, form())) {
        m_saver.choosePublic(*text, fileNameFor(entries, KeyHalf::Public, form()));
    } else {
        Q_EMIT reported(workbench::problemText(text.error()), true);
    }
}

/// PEM files can be encrypted; a secret's text has no such form.
void MadeKeyView::askPassphrase() {
    if (isSecret(*m_key)) {
        savePrivate({});
        return;
    }
    m_passphrase->show();
    m_passphrase->focusField();
    Q_EMIT questionShown();
}

void MadeKeyView::savePrivate(Secret passphrase) {
    if (m_entry) {
        m_saver.choosePrivate(m_entry, KeyForm::Pem, std::move(passphrase));
    }
}

} // namespace twb::ui
