// SPDX-License-Identifier: Apache-2.0
#include "issuer/addresses_pane.h"

#include "common/buttons.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "issuer/endpoints.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QMenu>

namespace twb::ui {

namespace {
constexpr int labelWidth = 74;
} // namespace

AddressesPane::AddressesPane(workbench::IssuerSession& session, QWidget* parent)
    : PaneFrame(tr("Addresses"), parent)
    , m_session(session)
    , m_more(new IconButton(Icon::More, tr("More addresses to copy"), this))
    , m_menu(new QMenu(this)) {
    setObjectName(QStringLiteral("issuerAddresses"));
    auto* content = new QWidget(this);
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins(metrics::paneSide, metrics::space6, metrics::space8, metrics::space6);
    grid->setHorizontalSpacing(metrics::space8);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    addRow(*grid, tr("Issuer"), {}, "Issuer");
    addRow(*grid, tr("Discovery"), issuer::endpoint::openIdDiscovery, "Discovery");
    addRow(*grid, tr("Keys"), issuer::endpoint::keys, "Keys");
    addRow(*grid, tr("Token"), issuer::endpoint::token, "Token");
    addRow(*grid, tr("Introspect"), issuer::endpoint::introspection, "Introspect");
    setContent(content);
    m_more->setObjectName(QStringLiteral("issuerMoreAddresses"));
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    addControl(m_more);
    fillMenu();
    showAddresses();
    connect(&m_session, &workbench::IssuerSession::stateChanged, this, &AddressesPane::showAddresses);
    connect(&m_session, &workbench::IssuerSession::settingsChanged, this, &AddressesPane::showAddresses);
    connect(&Theme::current(), &Theme::changed, this, &AddressesPane::showAddresses);
}

void AddressesPane::addRow(QGridLayout& grid, const QString& label, std::string_view endpoint, const char* name) {
    const int row = static_cast<int>(m_rows.size());
    auto* words = new TextLabel(label, Role::Text2);
    words->setMinimumWidth(metrics::width(labelWidth));
    auto* address = new ElidedLabel({}, Role::Text, fonts::Size::Body);
    address->setObjectName(QStringLiteral("issuerAddress") + QLatin1String(name));
    address->setElideMode(Qt::ElideMiddle);
    auto* copyButton = new IconButton(Icon::Copy, tr("Copy the address: %1").arg(label), this);
    copyButton->setObjectName(QStringLiteral("issuerCopy") + QLatin1String(name));
    connect(copyButton, &QToolButton::clicked, this, [this, label, endpoint] { copy(label, endpoint); });
    grid.addWidget(words, row, 0);
    grid.addWidget(address, row, 1);
    grid.addWidget(copyButton, row, 2);
    m_rows.append({endpoint, address, copyButton});
}

void AddressesPane::fillMenu() {
    const auto add = [this](const QString& label, std::string_view endpoint) {
        QAction* action = m_menu->addAction(
            tr("%1: %2").arg(label, QString::fromUtf8(endpoint.data(), static_cast<qsizetype>(endpoint.size()))));
        connect(action, &QAction::triggered, this, [this, label, endpoint] { copy(label, endpoint); });
    };
    add(tr("Authorize"), issuer::endpoint::authorize);
    add(tr("Pushed request (PAR)"), issuer::endpoint::pushedAuthorization);
    add(tr("Device authorization"), issuer::endpoint::deviceAuthorization);
    add(tr("Device page"), issuer::endpoint::device);
    add(tr("Revoke"), issuer::endpoint::revocation);
    add(tr("Userinfo"), issuer::endpoint::userInfo);
    add(tr("RFC 8414 metadata"), issuer::endpoint::oauthDiscovery);
    m_menu->addSeparator();
    add(tr("SenseCrypt"), issuer::endpoint::senseCrypt);
    add(tr("BMP token"), issuer::endpoint::bmp);
    add(tr("CAF session tokens"), issuer::endpoint::cafSessionTokens);
    add(tr("CAF Connect"), issuer::endpoint::cafConnect);
    add(tr("CAF transactions"), issuer::endpoint::cafTransactions);
}

void AddressesPane::showAddresses() {
    for (const Row& row : m_rows) {
        const QString address = m_session.address(row.endpoint);
        row.address->setFont(fonts::mono());
        row.address->setText(address);
    }
}

void AddressesPane::copy(const QString& label, std::string_view endpoint) {
    QGuiApplication::clipboard()->setText(m_session.address(endpoint));
    Q_EMIT copied(tr("Copied: address %1").arg(label));
}

QList<QWidget*> AddressesPane::focusStops() const {
    QList<QWidget*> stops{m_more};
    for (const Row& row : m_rows) {
        stops.append(row.copy);
    }
    return stops;
}

} // namespace twb::ui
