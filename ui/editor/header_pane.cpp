// SPDX-License-Identifier: Apache-2.0
#include "editor/header_pane.h"
#include "common/text_label.h"
#include "editor/algorithm_choice.h"
#include "editor/encryption_choice.h"
#include "workbench/token_document.h"

namespace twb::ui {

HeaderPane::HeaderPane(workbench::Settings& settings, QWidget* parent)
    : JsonPane(workbench::PartName::Header, tr("Header"), settings, parent)
    , m_caption(new TextLabel(tr("Algorithm"), Role::Text2, fonts::Size::Label, fonts::Weight::Regular, this))
    , m_algorithms(new AlgorithmChoice(this))
    , m_keyCaption(new TextLabel(tr("Key"), Role::Text2, fonts::Size::Label, fonts::Weight::Regular, this))
    , m_management(new EncryptionChoice(EncryptionChoice::Table::KeyManagement, this))
    , m_contentCaption(new TextLabel(tr("Content"), Role::Text2, fonts::Size::Label, fonts::Weight::Regular, this))
    , m_content(new EncryptionChoice(EncryptionChoice::Table::ContentEncryption, this)) {
    setObjectName(QStringLiteral("headerPane"));
    edit()->setObjectName(QStringLiteral("headerEdit"));
    edit()->setAccessibleName(tr("Header JSON"));
    setContent(edit());
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
    const bool encrypted = document() && doctor::isEncrypted(document()->shownVersion().reading->kind);
    m_caption->setVisible(!encrypted && !m_narrow);
    m_algorithms->setVisible(!encrypted);
    m_keyCaption->setVisible(encrypted && !m_narrow);
    m_management->setVisible(encrypted);
    m_contentCaption->setVisible(encrypted && !m_narrow);
    m_content->setVisible(encrypted);
}

void HeaderPane::setNarrow(bool narrow) {
    m_narrow = narrow;
    showKind();
    m_algorithms->setLabels(narrow ? AlgorithmChoice::Labels::Short : AlgorithmChoice::Labels::Long);
}

} // namespace twb::ui
