// SPDX-License-Identifier: Apache-2.0
#include "editor/key_texts.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "editor/code_edit.h"
#include "workbench/phrases.h"

#include <QBoxLayout>

namespace twb::ui {

namespace {

void showField(CodeEdit* edit, const doctor::SharedKeyField& field) {
    QByteArray text;
    if (field) {
        const std::string_view octets = asText(field->text.reveal());
        text = QByteArray(octets.data(), static_cast<qsizetype>(octets.size()));
    }
    // A JWK is JSON; colours for PEM would only confuse.
    edit->setLanguage(text.trimmed().startsWith('{') ? CodeLanguage::Json : CodeLanguage::Plain);
    edit->setTextKeepingCaret(text);
    wipeMemory(text.data(), static_cast<std::size_t>(text.size()));
}

/// Of a set: how many keys, and the one that verified.
QString setSentence(const doctor::KeyFacts& facts, const doctor::SignatureFacts& signature) {
    using enum doctor::SignatureState;
    const QString many = KeyTexts::tr("%n keys", nullptr, static_cast<int>(facts.keys));
    const QString used = workbench::keyGivenText(signature.givenKey, signature.givenBits);
    const QString name = QString::fromStdString(signature.keyName);
    switch (signature.state) {
    case Verified:
    case VerifiedSignedByYou:
        return name.isEmpty() ? KeyTexts::tr("%1 · verified with %2").arg(many, used)
                              : KeyTexts::tr("%1 · verified with %2, %3").arg(many, used, name);
    case Invalid:
        return KeyTexts::tr("%1 · none of those that fit verifies").arg(many);
    default:
        return many;
    }
}

void showFacts(TextLabel* label, CodeEdit* edit, const doctor::KeyFacts& facts,
               const doctor::SignatureFacts* signature) {
    using State = doctor::KeyFacts::State;
    label->setVisible(facts.state != State::Absent);
    if (facts.state == State::Unreadable && facts.problem) {
        const std::string text = edit->utf8().toStdString();
        label->setRole(Role::Err);
        label->setText(facts.problem->where.offset > 0
                           ? workbench::problemText(*facts.problem, lineColumn(text, facts.problem->where.offset))
                           : workbench::problemText(*facts.problem));
        return;
    }
    if (signature != nullptr && facts.keys > 1) {
        label->setRole(Role::Text2);
        label->setText(setSentence(facts, *signature));
        label->setToolTip({});
        return;
    }
    QStringList words{workbench::keyGivenText(facts.kind, facts.bits)};
    if (facts.opened) {
        words.append(KeyTexts::tr("opened with the passphrase"));
    }
    if (facts.keys > 1) {
        words.append(KeyTexts::tr("first of %n keys", nullptr, static_cast<int>(facts.keys)));
    }
    if (facts.fromCertificate) {
        words.append(KeyTexts::tr("from a certificate"));
    }
    if (!facts.kid.empty()) {
        words.append(KeyTexts::tr("kid %1").arg(QString::fromStdString(facts.kid)));
    } else if (!facts.thumbprint.empty()) {
        words.append(KeyTexts::tr("thumbprint %1…").arg(QString::fromStdString(facts.thumbprint.substr(0, 8))));
    }
    label->setRole(Role::Text2);
    label->setText(words.join(QStringLiteral(" · ")));
    label->setToolTip(QString::fromStdString(facts.thumbprint));
}

} // namespace

KeyTexts::KeyTexts(QWidget* parent)
    : QWidget(parent)
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_public(new CodeEdit(this))
    , m_private(new CodeEdit(this))
    , m_publicFacts(new TextLabel({}, Role::Text2, fonts::Size::Small, fonts::Weight::Regular, this))
    , m_privateFacts(new TextLabel({}, Role::Text2, fonts::Size::Small, fonts::Weight::Regular, this)) {
    m_public->setObjectName(QStringLiteral("publicKeyEdit"));
    m_private->setObjectName(QStringLiteral("privateKeyEdit"));
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(metrics::space8);
    m_row->addWidget(column(tr("Public key or certificate"), m_public, m_publicFacts), 1);
    m_row->addWidget(column(tr("Private key"), m_private, m_privateFacts), 1);
    connect(m_public, &CodeEdit::edited, this, &KeyTexts::publicEdited);
    connect(m_private, &CodeEdit::edited, this, &KeyTexts::privateEdited);
    for (CodeEdit* edit : {m_public, m_private}) {
        connect(edit, &CodeEdit::undoRequested, this, &KeyTexts::undoRequested);
        connect(edit, &CodeEdit::redoRequested, this, &KeyTexts::redoRequested);
    }
}

void KeyTexts::setFields(const doctor::SharedKeyField& publicText, const doctor::SharedKeyField& privateText) {
    showField(m_public, publicText);
    showField(m_private, privateText);
}

void KeyTexts::setFacts(const doctor::KeyFacts& publicFacts, const doctor::KeyFacts& privateFacts,
                        const doctor::SignatureFacts& signature) {
    showFacts(m_publicFacts, m_public, publicFacts, &signature);
    showFacts(m_privateFacts, m_private, privateFacts, nullptr);
}

void KeyTexts::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_row->setDirection(width() < metrics::width(560) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

QWidget* KeyTexts::column(const QString& caption, CodeEdit* edit, TextLabel* facts) {
    auto* holder = new QWidget(this);
    auto* label = new TextLabel(caption, Role::Text2, fonts::Size::Label, fonts::Weight::Regular, holder);
    label->setBuddy(edit);
    edit->setAccessibleName(caption);
    edit->setPlaceholderText(tr("PEM, JWK, JWKS or certificate"));
    edit->setFrameShape(QFrame::StyledPanel);
    edit->setLanguage(CodeLanguage::Plain);
    edit->setMinimumHeight(metrics::height(58));
    edit->setMaximumHeight(metrics::height(132));
    edit->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    facts->setWordWrap(true);
    facts->hide();
    auto* layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::space4);
    layout->addWidget(label);
    layout->addWidget(edit, 1);
    layout->addWidget(facts);
    layout->addStretch(0); // the captions of both columns stay on one line
    return holder;
}

} // namespace twb::ui
