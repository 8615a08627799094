// SPDX-License-Identifier: Apache-2.0
#include "editor/header_pane.h"
#include "common/metrics.h"
#include "common/switch_row.h"
#include "common/text_label.h"
#include "editor/algorithm_choice.h"
#include "editor/code_edit.h"
#include "editor/encryption_choice.h"
#include "workbench/token_document.h"

#include <QAbstractButton>
#include <QStackedWidget>

namespace twb::ui {

HeaderPane::HeaderPane(workbench::Settings& settings, QWidget* parent)
    : JsonPane(workbench::PartName::Header, tr("Header"), settings, parent)
    , m_caption(new TextLabel(tr("Algorithm"), Role::Text2, fonts::Size::Label, fonts::Weight::Regular, this))
    , m_algorithms(new AlgorithmChoice(this))
    , m_keyCaption(new TextLabel(tr("Key"), Role::Text2, fonts::Size::Label, fonts::Weight::Regular, this))
    , m_management(new EncryptionChoice(EncryptionChoice::Table::KeyManagement, this))
    , m_contentCaption(new TextLabel(tr("Content"), Role::Text2, fonts::Size::Label, fonts::Weight::Regular, this))
    , m_content(new EncryptionChoice(EncryptionChoice::Table::ContentEncryption, this))
    , m_places(new SwitchRow(tr("Header shown"), this))
    , m_editors(new QStackedWidget(this))
    , m_beside(new CodeEdit(this)) {
    setObjectName(QStringLiteral("headerPane"));
    edit()->setObjectName(QStringLiteral("headerEdit"));
    edit()->setAccessibleName(tr("Header JSON"));
    m_beside->setObjectName(QStringLiteral("unprotectedHeaderEdit"));
    m_beside->setLanguage(CodeLanguage::Json);
    m_editors->addWidget(edit());
    m_editors->addWidget(m_beside);
    setContent(m_editors);
    m_places->setObjectName(QStringLiteral("headerPlaceSwitch"));
    m_places->addChoice(tr("Protected"), {}, tr("The header that is signed or authenticated"));
    m_places->addChoice(tr("Unprotected"), {}, tr("The header beside it: nothing vouches for it"));
    m_places->addChoice(tr("Shared"), {}, tr("The unprotected header of all recipients"));
    m_places->hide();
    addControl(m_places);
    connect(m_places, &SwitchRow::currentIndexChanged, this, &HeaderPane::showBeside);
    connect(m_beside, &CodeEdit::edited, this, &HeaderPane::takeBeside);
    connect(m_beside, &CodeEdit::undoRequested, this, [this] {
        if (document()) {
            document()->undo();
        }
    });
    connect(m_beside, &CodeEdit::redoRequested, this, [this] {
        if (document()) {
            document()->redo();
        }
    });
    m_caption->setBuddy(m_algorithms);
    addControl(m_caption);
    addControl(m_algorithms);
    m_keyCaption->setBuddy(m_management);
    m_contentCaption->setBuddy(m_content);
    for (QWidget* control : {static_cast<QWidget*>(m_keyCaption), static_cast<QWidget*>(m_management),
                             static_cast<QWidget*>(m_contentCaption), static_cast<QWidget*>(m_content)}) {
        addControl(control);
        control->hide();
    }
    addCopyControl();
    connect(m_management, &EncryptionChoice::nameChosen, this, [this](const QString& name) {
        if (!document() || !document()->setAlgorithm(name.toStdString())) {
            render();
        }
    });
    connect(m_content, &EncryptionChoice::nameChosen, this, [this](const QString& name) {
        if (!document() || !document()->setContentEncryption(name.toStdString())) {
            render();
        }
    });
    connect(m_algorithms, &AlgorithmChoice::algorithmChosen, this, [this](const QString& name) {
        // A header that is no JSON object cannot take it: the combo goes back to what the header says.
        if (!document() || !document()->setAlgorithm(name.toStdString())) {
            render();
        }
    });
}

void HeaderPane::render() {
    if (!document()) {
        return;
    }
    JsonPane::render();
    const doctor::Evaluation& evaluation = *document()->evaluation();
    const doctor::Reading& reading = *document()->shownVersion().reading;
    showKind();
    showPlaces();
    if (doctor::isEncrypted(reading.kind)) {
        const doctor::KeyKind encrypt = evaluation.encryptKey->facts().kind;
        m_management->setKeyKind(encrypt == doctor::KeyKind::None ? evaluation.decryptKey->facts().kind : encrypt);
        m_management->setChosen(QString::fromStdString(reading.algorithm));
        m_content->setChosen(QString::fromStdString(reading.encryption));
        return;
    }
    const doctor::KeyKind verify = evaluation.verifyKey->facts().kind;
    m_algorithms->setKeyKind(verify == doctor::KeyKind::None ? evaluation.signKey->facts().kind : verify);
    m_algorithms->setAlgorithm(QString::fromStdString(reading.algorithm));
}

void HeaderPane::showKind() {
    const doctor::TokenKind kind = document() ? document()->shownVersion().reading->kind : doctor::TokenKind::Empty;
    const bool encrypted = doctor::isEncrypted(kind);
    // In JSON form the switch needs the captions' room.
    const bool captions = !m_narrow && kind != doctor::TokenKind::JwsJson && kind != doctor::TokenKind::JweJson;
    m_algorithms->setLabels(captions ? AlgorithmChoice::Labels::Long : AlgorithmChoice::Labels::Short);
    m_caption->setVisible(!encrypted && captions);
    m_algorithms->setVisible(!encrypted);
    m_keyCaption->setVisible(encrypted && captions);
    m_management->setVisible(encrypted);
    m_contentCaption->setVisible(encrypted && captions);
    m_content->setVisible(encrypted);
    for (EncryptionChoice* each : {m_management, m_content}) {
        each->setMaximumWidth(kind == doctor::TokenKind::JweJson ? metrics::width(112) : QWIDGETSIZE_MAX);
    }
}

/// Only a token in JSON form has headers beside the protected one.
void HeaderPane::showPlaces() {
    const doctor::TokenKind kind = document()->shownVersion().reading->kind;
    const bool encrypted = kind == doctor::TokenKind::JweJson;
    const bool json = encrypted || kind == doctor::TokenKind::JwsJson;
    m_places->setVisible(json);
    m_places->setChoiceText(OwnPlace, encrypted ? tr("Recipient") : tr("Unprotected"));
    m_places->button(SharedPlace)->setVisible(encrypted);
    if (!json || (!encrypted && m_places->currentIndex() == SharedPlace)) {
        m_places->setCurrentIndex(ProtectedPlace);
    }
    showBeside();
}

void HeaderPane::showBeside() {
    const int place = m_places->currentIndex();
    m_editors->setCurrentIndex(place == ProtectedPlace ? 0 : 1);
    if (!document() || place == ProtectedPlace) {
        messages()->remove(QStringLiteral("beside"));
        return;
    }
    const doctor::Reading& reading = *document()->shownVersion().reading;
    const std::string& text = place == SharedPlace ? reading.sharedHeader : reading.unprotectedHeader;
    m_beside->setAccessibleName(place == SharedPlace ? tr("Header of all recipients") : tr("Unprotected header"));
    m_beside->setPlaceholderText(tr("None. A JSON object written here is not protected by anything."));
    m_beside->setReadOnly(!document()->canEdit(part()));
    const bool inHand = m_beside->hasFocus() && text == m_besideShown && messages()->find(QStringLiteral("beside"));
    if (!inHand) {
        m_besideShown = text;
        m_beside->setTextKeepingCaret(QByteArray::fromStdString(text));
        m_beside->setErrorRange(std::nullopt);
        messages()->remove(QStringLiteral("beside"));
    }
}

/// What is no JSON object cannot stand in the token: it is kept here until it is one.
void HeaderPane::takeBeside(const QByteArray& utf8) {
    if (!document()) {
        return;
    }
    using Beside = workbench::TokenDocument::UnprotectedPlace;
    const auto place = m_places->currentIndex() == SharedPlace ? Beside::Shared : Beside::Own;
    const QString key = QStringLiteral("beside");
    if (document()->editUnprotected(place, utf8.toStdString())) {
        messages()->remove(key);
    } else if (!messages()->find(key)) {
        messages()->add(MessageKind::Warning, tr("No JSON object yet: the token keeps the former header."), key);
    }
}

void HeaderPane::setNarrow(bool narrow) {
    m_narrow = narrow;
    showKind();
}

} // namespace twb::ui
