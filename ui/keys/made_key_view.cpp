// SPDX-License-Identifier: Apache-2.0
#include "keys/made_key_view.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/switch_row.h"
#include "common/text_label.h"
#include "editor/code_edit.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QSaveFile>
#include <QTimer>

namespace twb::ui {

namespace {
enum FormIndex { PemIndex, JwkIndex };

bool isSecret(const workbench::MadeKey& key) {
    return key.request.kind == workbench::KeyRequest::Kind::Secret;
}
} // namespace

MadeKeyView::MadeKeyView(QWidget* parent)
    : QWidget(parent)
    , m_title(new TextLabel({}, Role::Text, fonts::Size::Body, fonts::Weight::SemiBold, this))
    , m_kid(new ElidedLabel({}, Role::Text2, fonts::Size::Small, this))
    , m_form(new SwitchRow(tr("Public key as"), this))
    , m_text(new CodeEdit(this))
    , m_note(new TextLabel({}, Role::Text2, fonts::Size::Small, fonts::Weight::Regular, this))
    , m_copy(makeButton(tr("Copy public key"), ButtonKind::Primary, this))
    , m_save(makeButton(tr("Save private key…"), ButtonKind::Normal, this))
    , m_use(makeButton(tr("Use in editor"), ButtonKind::Normal, this)) {
    setObjectName(QStringLiteral("madeKeyView"));
    m_form->setObjectName(QStringLiteral("publicFormSwitch"));
    m_form->addChoice(tr("PEM"));
    m_form->addChoice(tr("JWK"));
    m_text->setObjectName(QStringLiteral("publicKeyText"));
    m_text->setAccessibleName(tr("Public key"));
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::StyledPanel);
    m_text->setFixedHeight(metrics::height(190));
    m_note->setWordWrap(true);
    m_copy->setObjectName(QStringLiteral("copyPublicKeyButton"));
    m_copy->setIcon(icon(Icon::Copy, Role::OnAccent));
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
    column->addLayout(buttons);
    connectSignals();
}

void MadeKeyView::setKey(const workbench::SharedMadeKey& key) {
    m_key = key;
    const bool secret = isSecret(*key);
    m_title->setText(QString::fromStdString(key->description));
    const QString kid = key->kid.empty() ? QString() : tr("kid %1").arg(QString::fromStdString(key->kid));
    m_kid->setText(kid);
    m_kid->setVisible(!kid.isEmpty());
    for (QWidget* part :
         {static_cast<QWidget*>(m_form), static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_copy)}) {
        part->setVisible(!secret);
    }
    m_save->setText(secret ? tr("Save secret…") : tr("Save private key…"));
    setButtonKind(m_use, secret ? ButtonKind::Primary : ButtonKind::Normal);
    m_note->setText(secret ? tr("The secret is shown nowhere here. Both sides need the same one.")
                           : tr("Give others only this public key. “Copy public key” can never copy the private one."));
    showText();
}

QString MadeKeyView::savePrivate(const QString& path) const {
    QSaveFile file(path);
    const Secret& octets = isSecret(*m_key) ? m_key->secretBase64Url : m_key->privatePem;
    const std::string_view text = asText(octets.reveal());
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         file.write(text.data(), static_cast<qint64>(text.size())) >= 0 && file.commit();
    return written ? QString() : file.errorString();
}

void MadeKeyView::connectSignals() {
    connect(m_form, &SwitchRow::currentIndexChanged, this, &MadeKeyView::showText);
    connect(m_copy, &QPushButton::clicked, this, &MadeKeyView::copyPublic);
    connect(m_save, &QPushButton::clicked, this, &MadeKeyView::chooseFile);
    connect(m_use, &QPushButton::clicked, this, &MadeKeyView::useRequested);
}

void MadeKeyView::showText() {
    if (!m_key) {
        return;
    }
    const bool jwk = m_form->currentIndex() == JwkIndex;
    m_text->setLanguage(jwk ? CodeLanguage::Json : CodeLanguage::Plain);
    m_text->setUtf8(QByteArray::fromStdString(jwk ? m_key->publicJwk : m_key->publicPem));
}

void MadeKeyView::copyPublic() {
    QGuiApplication::clipboard()->setText(
        QString::fromStdString(m_form->currentIndex() == JwkIndex ? m_key->publicJwk : m_key->publicPem));
    m_copy->setIcon(icon(Icon::Ok, Role::OnAccent));
    m_copy->setText(tr("Copied"));
    QTimer::singleShot(1500, this, [this] {
        m_copy->setIcon(icon(Icon::Copy, Role::OnAccent));
        m_copy->setText(tr("Copy public key"));
    });
}

void MadeKeyView::chooseFile() {
    auto* chooser = new QFileDialog(this, isSecret(*m_key) ? tr("Save the secret") : tr("Save the private key"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->selectFile(isSecret(*m_key) ? QStringLiteral("secret.txt") : QStringLiteral("private.pem"));
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString& path) {
        const QString reason = savePrivate(path);
        const QString name = QFileInfo(path).fileName();
        Q_EMIT reported(reason.isEmpty() ? tr("Saved: %1, readable by you only").arg(name)
                                         : tr("%1 could not be written: %2.").arg(name, reason),
                        !reason.isEmpty());
    });
    chooser->open();
}

} // namespace twb::ui
