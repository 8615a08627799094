// SPDX-License-Identifier: Apache-2.0
#include "issuer/served_keys_pane.h"

#include "common/empty_hint.h"
#include "common/text_label.h"
#include "issuer/issuer_table.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QStackedLayout>

namespace twb::ui {

using Model = workbench::IssuerKeyModel;

ServedKeysPane::ServedKeysPane(workbench::IssuerSession& session, QWidget* parent)
    : PaneFrame(tr("Keys served"), parent)
    , m_session(session)
    , m_count(addBadge())
    , m_pages(new QStackedLayout)
    , m_table(new IssuerTable(tr("Keys served"), {34, 18, 24}, this)) {
    setObjectName(QStringLiteral("issuerKeys"));
    addControl(new TextLabel(tr("public parts only"), Role::Text2, fonts::Size::Small));
    m_table->setObjectName(QStringLiteral("issuerKeysTable"));
    m_table->setItemDelegate(new IssuerDelegate(IssuerDelegate::Table::Keys, m_table));
    m_table->setModel(&session.keyModel());
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    auto* empty =
        new EmptyHint(tr("No key yet"),
                      tr("The issuer makes its own when it starts. Private keys of the key ring can be served "
                         "too."),
                      this);
    empty->setObjectName(QStringLiteral("issuerNoKeys"));
    empty->setDrawing(EmptyHint::Drawing::Icon, Icon::Keys);
    auto* content = new QWidget(this);
    content->setLayout(m_pages);
    m_pages->addWidget(m_table);
    m_pages->addWidget(empty);
    setContent(content);
    showKeys();
    connect(&m_session, &workbench::IssuerSession::keysChanged, this, &ServedKeysPane::showKeys);
    connect(m_table, &IssuerTable::opened, this,
            [this](const QModelIndex& index) { signWith(index.data(Model::KidRole).toString()); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &ServedKeysPane::showMenu);
}

void ServedKeysPane::showKeys() {
    const int all = m_session.keyModel().rowCount();
    m_count->setText(all == 0 ? QString()
                              : tr("%1 of %2 published").arg(m_session.keyModel().publishedCount()).arg(all));
    m_pages->setCurrentIndex(all == 0 ? 1 : 0);
}

void ServedKeysPane::signWith(const QString& kid) {
    if (m_session.signWith(kid)) {
        Q_EMIT statusMessage(tr("The issuer signs with %1 from now on.").arg(kid));
    }
}

void ServedKeysPane::showMenu(const QPoint& place) {
    const QModelIndex row = m_table->indexAt(place).isValid() ? m_table->indexAt(place) : m_table->currentIndex();
    if (!row.isValid()) {
        return;
    }
    const QString kid = row.data(Model::KidRole).toString();
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("issuerKeyMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* sign = menu->addAction(tr("Sign with this key"));
    sign->setEnabled(!row.data(Model::SignsRole).toBool());
    connect(sign, &QAction::triggered, this, [this, kid] { signWith(kid); });
    connect(menu->addAction(tr("Copy kid")), &QAction::triggered, this, [this, kid] {
        QGuiApplication::clipboard()->setText(kid);
        Q_EMIT statusMessage(tr("Copied: kid"));
    });
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

QList<QWidget*> ServedKeysPane::focusStops() const {
    return {m_table};
}

} // namespace twb::ui
