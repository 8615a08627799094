// SPDX-License-Identifier: Apache-2.0
#include "editor/proof_request_row.h"
#include "common/follow_theme.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "workbench/token_document.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace twb::ui {
namespace {

/// Leaves a text alone that says the same, so that the caret stays and a blank at the end can be typed.
void showWanted(QLineEdit* edit, const std::string& wanted) {
    const QString text = QString::fromStdString(wanted);
    if (edit->text().trimmed() != text) {
        const QSignalBlocker quiet(edit);
        edit->setText(text);
    }
}

} // namespace

ProofRequestRow::ProofRequestRow(QWidget* parent)
    : QWidget(parent)
    , m_method(new QLineEdit(this))
    , m_url(new QLineEdit(this)) {
    setObjectName(QStringLiteral("proofRequestRow"));
    auto* label = new TextLabel(tr("Request"), Role::Text2, fonts::Size::Body, fonts::Weight::Regular, this);
    label->setBuddy(m_method);
    m_caption = label;
    m_method->setObjectName(QStringLiteral("proofMethodEdit"));
    m_method->setAccessibleName(tr("Method of the request that the DPoP proof came with"));
    m_method->setPlaceholderText(tr("Method"));
    m_method->setFixedWidth(metrics::width(90));
    m_url->setObjectName(QStringLiteral("proofUrlEdit"));
    m_url->setAccessibleName(tr("Address of the request that the DPoP proof came with"));
    m_url->setPlaceholderText(tr("Address that was called with this proof"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space8);
    row->addWidget(label);
    row->addWidget(m_method);
    row->addWidget(m_url, 1);
    for (QLineEdit* edit : {m_method, m_url}) {
        wearMono(edit);
        connect(edit, &QLineEdit::textEdited, this, &ProofRequestRow::take);
    }
}

void ProofRequestRow::setDocument(workbench::TokenDocument* document) {
    m_document = document;
}

void ProofRequestRow::take() {
    if (m_document) {
        m_document->setProofRequest({m_method->text().trimmed().toStdString(), m_url->text().trimmed().toStdString()});
    }
}

void ProofRequestRow::render() {
    if (m_document) {
        const doctor::ProofRequest& wanted = m_document->state().proofRequest;
        showWanted(m_method, wanted.method);
        showWanted(m_url, wanted.url);
    }
}

QList<QWidget*> ProofRequestRow::focusStops() const {
    return {m_method, m_url};
}

} // namespace twb::ui
