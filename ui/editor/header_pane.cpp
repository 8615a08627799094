// SPDX-License-Identifier: Apache-2.0
#include "editor/header_pane.h"
#include "common/text_label.h"
#include "editor/algorithm_choice.h"
#include "workbench/token_document.h"

namespace twb::ui {

HeaderPane::HeaderPane(workbench::Settings& settings, QWidget* parent)
    : JsonPane(workbench::PartName::Header, tr("Header"), settings, parent)
    , m_caption(new TextLabel(tr("Algorithm"), Role::Text2, fonts::Size::Label, fonts::Weight::Regular, this))
    , m_algorithms(new AlgorithmChoice(this)) {
    setObjectName(QStringLiteral("headerPane"));
    edit()->setObjectName(QStringLiteral("headerEdit"));
    edit()->setAccessibleName(tr("Header JSON"));
    setContent(edit());
    m_caption->setBuddy(m_algorithms);
    addControl(m_caption);
    addControl(m_algorithms);
    addCopyControl();
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
    const doctor::KeyKind verify = evaluation.verifyKey->facts().kind;
    m_algorithms->setKeyKind(verify == doctor::KeyKind::None ? evaluation.signKey->facts().kind : verify);
    m_algorithms->setAlgorithm(QString::fromStdString(document()->shownVersion().reading->algorithm));
    m_algorithms->setEnabled(document()->shownVersion().reading->kind != doctor::TokenKind::Jwe);
}

void HeaderPane::setNarrow(bool narrow) {
    m_caption->setVisible(!narrow);
    m_algorithms->setLabels(narrow ? AlgorithmChoice::Labels::Short : AlgorithmChoice::Labels::Long);
}

} // namespace twb::ui
