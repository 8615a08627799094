// SPDX-License-Identifier: Apache-2.0
#include "issuer/requests_pane.h"

#include "common/buttons.h"
#include "common/empty_hint.h"
#include "common/metrics.h"
#include "common/switch_row.h"
#include "issuer/endpoints.h"
#include "issuer/exchange_view.h"
#include "issuer/issuer_table.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>

namespace twb::ui {

namespace {
constexpr int exchangeHeight = 230;
} // namespace

RequestsPane::RequestsPane(workbench::IssuerSession& session, QWidget* parent)
    : PaneFrame(tr("Requests"), parent)
    , m_session(session)
    , m_filter(&session.log())
    , m_count(addBadge())
    , m_switch(new SwitchRow(tr("Requests shown"), this))
    , m_clear(makeButton(tr("Clear"), ButtonKind::Flat, this))
    , m_pages(new QStackedLayout)
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_table(new IssuerTable(tr("Requests"), {0, 8, 31, 8}, this))
    , m_exchange(new ExchangeView(this))
    , m_noErrors(new EmptyHint(tr("No errors"), tr("Every request was answered."), this)) {
    setObjectName(QStringLiteral("issuerRequests"));
    build();
    connectSignals();
    showCount();
    showSelected();
}

void RequestsPane::build() {
    m_switch->setObjectName(QStringLiteral("issuerLogSwitch"));
    m_switch->addChoice(tr("All"));
    m_switch->addChoice(tr("Errors"));
    m_clear->setObjectName(QStringLiteral("issuerLogClear"));
    m_clear->setAccessibleName(tr("Clear the log"));
    m_table->setObjectName(QStringLiteral("issuerLog"));
    m_table->setItemDelegate(new IssuerDelegate(IssuerDelegate::Table::Requests, m_table));
    m_table->setModel(&m_filter);
    m_noErrors->setObjectName(QStringLiteral("issuerNoErrors"));
    m_noErrors->setDrawing(EmptyHint::Drawing::Icon, Icon::Ok);
    addControl(m_switch);
    addControl(m_clear);
    m_splitter->setObjectName(QStringLiteral("issuerExchangeSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_exchange);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setHandleWidth(metrics::space8);
    m_splitter->setSizes({metrics::height(2 * exchangeHeight), metrics::height(exchangeHeight)});
    auto* content = new QWidget(this);
    content->setLayout(m_pages);
    m_pages->addWidget(m_splitter);
    m_pages->addWidget(m_noErrors);
    setContent(content);
}

void RequestsPane::connectSignals() {
    connect(m_switch, &SwitchRow::currentIndexChanged, this, [this](int index) {
        m_filter.setErrorsOnly(index == 1);
        showCount();
    });
    connect(m_clear, &QPushButton::clicked, &m_session, &workbench::IssuerSession::clearLog);
    connect(m_table, &IssuerTable::currentRowChanged, this, &RequestsPane::showSelected);
    connect(&m_filter, &QAbstractItemModel::modelReset, this, &RequestsPane::showSelected);
    connect(m_exchange, &ExchangeView::acceptAudienceRequested, this, &RequestsPane::acceptAudience);
    connect(m_exchange, &ExchangeView::openAssertionRequested, this, &RequestsPane::openTokenRequested);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(&m_session.log(), signal, this, &RequestsPane::showCount);
    }
    connect(&m_session.log(), &QAbstractItemModel::modelReset, this, &RequestsPane::showCount);
    connect(&m_session, &workbench::IssuerSession::stateChanged, this, &RequestsPane::showCount);
    connect(&m_session, &workbench::IssuerSession::settingsChanged, this, &RequestsPane::showCount);
}

void RequestsPane::showCount() {
    const int all = m_session.log().rowCount();
    m_count->setText(all == 0 ? QString() : QString::number(all));
    m_clear->setEnabled(all > 0);
    if (all > 0) {
        const bool nothing = m_filter.rowCount() == 0;
        m_pages->setCurrentWidget(nothing ? static_cast<QWidget*>(m_noErrors) : m_splitter);
        return;
    }
    // Its sentence holds the address, which changes with the port.
    delete m_empty;
    m_empty = new EmptyHint(tr("No request yet"),
                            m_session.running()
                                ? tr("Point your service to:\n%1").arg(m_session.address())
                                : tr("Switch the issuer on, then point your service to:\n%1").arg(m_session.address()),
                            this);
    m_empty->setObjectName(QStringLiteral("issuerLogEmpty"));
    m_empty->setDrawing(EmptyHint::Drawing::Icon, Icon::Issuer);
    QPushButton* copy = m_empty->addAction(tr("Copy discovery address"));
    copy->setObjectName(QStringLiteral("issuerCopyDiscoveryHint"));
    connect(copy, &QPushButton::clicked, this, &RequestsPane::copyDiscovery);
    m_pages->addWidget(m_empty);
    m_pages->setCurrentWidget(m_empty);
}

void RequestsPane::showSelected() {
    const QModelIndex current = m_table->currentIndex();
    m_exchange->show(current.isValid() ? m_filter.at(current) : nullptr);
    m_exchange->setVisible(current.isValid());
}

void RequestsPane::acceptAudience(const QString& audience) {
    m_session.acceptAudience(audience);
    Q_EMIT statusMessage(tr("The issuer accepts %1 too. Send the request again.").arg(audience));
}

void RequestsPane::copyDiscovery() {
    QGuiApplication::clipboard()->setText(m_session.address(issuer::endpoint::openIdDiscovery));
    Q_EMIT statusMessage(tr("Copied: discovery address"));
}

QList<QWidget*> RequestsPane::focusStops() const {
    return QList<QWidget*>{m_switch, m_clear, m_table} + m_exchange->focusStops();
}

} // namespace twb::ui
