// SPDX-License-Identifier: Apache-2.0
#include "issuer/issuer_workspace.h"

#include "common/metrics.h"
#include "common/theme.h"
#include "issuer/addresses_pane.h"
#include "issuer/clients_pane.h"
#include "issuer/issuer_table.h"
#include "issuer/requests_pane.h"
#include "issuer/served_keys_pane.h"
#include "issuer/state_strip.h"
#include "workbench/settings.h"

#include <algorithm>
#include <QPainter>
#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

namespace twb::ui {

namespace {
constexpr int leftStart = 520, narrowShare = 42, requestsLeast = 420;
const auto splitterName = QStringLiteral("issuerSplitter");
} // namespace

IssuerWorkspace::IssuerWorkspace(workbench::IssuerSession& session, workbench::KeyRing& ring,
                                 workbench::ClipboardGuard& clipboard, const workbench::ProfileStore& profileStore,
                                 workbench::Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_settings(settings)
    , m_strip(new StateStrip(session, profileStore, this))
    , m_tabs(new QTabBar(this))
    , m_left(new QWidget(this))
    , m_splitter(new QSplitter(this))
    , m_addresses(new AddressesPane(session, this))
    , m_clients(new ClientsPane(session, ring, clipboard, this))
    , m_keys(new ServedKeysPane(session, this))
    , m_requests(new RequestsPane(session, this)) {
    setObjectName(QStringLiteral("issuerWorkspace"));
    setAccessibleName(tr("Issuer workspace"));
    build();
    connectSignals();
}

void IssuerWorkspace::build() {
    auto* panes = new QVBoxLayout(m_left);
    panes->setContentsMargins(0, 0, 0, 0);
    panes->setSpacing(metrics::space8);
    panes->addWidget(m_addresses);
    panes->addWidget(m_clients, 2);
    panes->addWidget(m_keys, 3);
    m_addresses->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_clients->table().setMinimumHeight(m_clients->table().heightForRows(3));
    m_keys->table().setMinimumHeight(m_keys->table().heightForRows(2));
    m_splitter->setObjectName(splitterName);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_left);
    m_splitter->addWidget(m_requests);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_sized = m_splitter->restoreState(m_settings.layout(splitterName));
    auto* around = new QVBoxLayout;
    around->setContentsMargins(metrics::space8, metrics::space8, metrics::space8, metrics::space8);
    m_tabs->setObjectName(QStringLiteral("issuerTabs"));
    m_tabs->setAccessibleName(tr("Issuer or requests"));
    m_tabs->addTab(tr("Issuer"));
    m_tabs->addTab(tr("Requests"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->hide();
    around->setSpacing(0);
    around->addWidget(m_tabs);
    around->addWidget(m_splitter, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addLayout(around, 1);

    const QList<QWidget*> stops = m_strip->focusStops() + QList<QWidget*>{m_tabs} + m_addresses->focusStops() +
                                  m_clients->focusStops() + m_keys->focusStops() + m_requests->focusStops();
    for (qsizetype i = 1; i < stops.size(); ++i) {
        setTabOrder(stops[i - 1], stops[i]);
    }
}

void IssuerWorkspace::connectSignals() {
    connect(m_tabs, &QTabBar::currentChanged, this, &IssuerWorkspace::arrange);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(&m_session.log(), signal, this, &IssuerWorkspace::showCount);
    }
    connect(&m_session.log(), &QAbstractItemModel::modelReset, this, &IssuerWorkspace::showCount);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_sized = true; });
    connect(m_addresses, &AddressesPane::statusMessage, this, &IssuerWorkspace::statusMessage);
    connect(m_addresses, &AddressesPane::trustRequested, this, &IssuerWorkspace::trustRequested);
    connect(m_clients, &ClientsPane::statusMessage, this, &IssuerWorkspace::statusMessage);
    connect(m_keys, &ServedKeysPane::statusMessage, this, &IssuerWorkspace::statusMessage);
    connect(m_requests, &RequestsPane::statusMessage, this, &IssuerWorkspace::statusMessage);
    connect(m_requests, &RequestsPane::openTokenRequested, this, &IssuerWorkspace::openTokenRequested);
    connect(&m_session, &workbench::IssuerSession::stateChanged, this, [this] {
        if (m_session.running() || m_session.state() == workbench::IssuerSession::State::Failed) {
            Q_EMIT statusMessage(m_strip->title());
        }
    });
}

void IssuerWorkspace::focusStart() {
    if (m_session.log().rowCount() > 0) {
        m_requests->table().setFocus(Qt::OtherFocusReason);
    } else {
        m_strip->focusStops().front()->setFocus(Qt::OtherFocusReason);
    }
}

void IssuerWorkspace::saveLayout() {
    if (m_sized) {
        m_settings.setLayout(splitterName, m_splitter->saveState());
    }
}

void IssuerWorkspace::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), color(Role::Window));
}

void IssuerWorkspace::showCount() {
    const int count = m_session.log().rowCount();
    m_tabs->setTabText(1, count == 0 ? tr("Requests") : tr("Requests (%1)").arg(count));
}

/// Both columns beside each other, or one of two tabs where that is too narrow: nothing scrolls sideways.
void IssuerWorkspace::arrange() {
    const int requests = std::max(metrics::width(requestsLeast), m_requests->minimumSizeHint().width());
    const int wanted = m_left->minimumSizeHint().width() + requests + m_splitter->handleWidth();
    const bool narrow = wanted > parentRoom() - 2 * metrics::space8;
    m_tabs->setVisible(narrow);
    m_left->setVisible(!narrow || m_tabs->currentIndex() == 0);
    m_requests->setVisible(!narrow || m_tabs->currentIndex() == 1);
}

/// What is seen of this page: a page on a scroll area is itself never narrower than it wants to be.
int IssuerWorkspace::parentRoom() const {
    return parentWidget() ? std::min(width(), parentWidget()->width()) : width();
}

void IssuerWorkspace::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
    if (m_sized) {
        return; // the reader chose
    }
    // In a narrow window the left column keeps two fifths.
    const int total = width() - 2 * metrics::space8; // the splitter itself is resized after this
    const int left = std::min(metrics::width(leftStart), total * narrowShare / 100);
    m_splitter->setSizes({left, total - left - m_splitter->handleWidth()});
}

} // namespace twb::ui
