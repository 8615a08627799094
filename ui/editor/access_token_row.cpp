// SPDX-License-Identifier: Apache-2.0
#include "editor/access_token_row.h"
#include "common/follow_theme.h"
#include "common/icons.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "doctor/proof_facts.h"
#include "editor/proof_request_row.h"
#include "workbench/token_document.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>

namespace twb::ui {

AccessTokenRow::AccessTokenRow(QWidget* parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_tabs(new QToolButton(this))
    , m_request(new ProofRequestRow(this)) {
    setObjectName(QStringLiteral("accessTokenRow"));
    auto* label = new TextLabel(tr("Access token"), Role::Text2, fonts::Size::Body, fonts::Weight::Regular, this);
    label->setBuddy(m_edit);
    m_caption = label;
    m_caption->setMinimumWidth(captionWidth());
    m_request->setCaptionWidth(captionWidth());
    m_edit->setObjectName(QStringLiteral("accessTokenEdit"));
    m_edit->setAccessibleName(tr("Access token of the DPoP proof"));
    m_edit->setPlaceholderText(tr("Paste the access token that was sent with this proof"));
    wearMono(m_edit);
    m_tabs->setObjectName(QStringLiteral("accessTokenTabsButton"));
    m_tabs->setText(tr("From a tab"));
    m_tabs->setToolTip(tr("Takes the token of another tab"));
    m_tabs->setAccessibleDescription(m_tabs->toolTip());
    m_tabs->setPopupMode(QToolButton::InstantPopup);
    m_tabs->setMenu(new QMenu(m_tabs));
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::space8);
    row->addWidget(label);
    row->addWidget(m_edit, 1);
    row->addWidget(m_tabs);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(metrics::space8);
    rows->addLayout(row);
    rows->addWidget(m_request);
    hide();
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString& text) {
        if (m_document) {
            m_document->setAccessToken(text.trimmed().toStdString());
        }
    });
    connect(m_tabs->menu(), &QMenu::aboutToShow, this, &AccessTokenRow::fill);
}

int AccessTokenRow::captionWidth() const {
    return std::max(metrics::width(78), m_caption->sizeHint().width());
}

void AccessTokenRow::setSource(std::function<std::vector<Candidate>()> source) {
    m_source = std::move(source);
}

void AccessTokenRow::setDocument(workbench::TokenDocument* document) {
    m_document = document;
    m_request->setDocument(document);
}

void AccessTokenRow::render() {
    const bool proof = m_document && doctor::isProof(*m_document->shownVersion().reading);
    setVisible(proof);
    if (!proof) {
        return;
    }
    const doctor::SharedText& token = m_document->state().accessToken;
    const QString text = token ? QString::fromStdString(*token) : QString();
    if (m_edit->text().trimmed() != text) {
        const QSignalBlocker quiet(m_edit);
        m_edit->setText(text);
    }
    m_tabs->setEnabled(m_source && !m_source().empty());
    m_request->render();
}

QList<QWidget*> AccessTokenRow::focusStops() const {
    return QList<QWidget*>{m_edit, m_tabs} + m_request->focusStops();
}

void AccessTokenRow::fill() {
    QMenu* menu = m_tabs->menu();
    menu->clear();
    for (const Candidate& each : m_source ? m_source() : std::vector<Candidate>()) {
        connect(menu->addAction(each.title), &QAction::triggered, this, [this, token = each.token] {
            if (m_document) {
                m_document->setAccessToken(token);
            }
        });
    }
}

} // namespace twb::ui
