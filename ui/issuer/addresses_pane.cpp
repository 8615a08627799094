// SPDX-License-Identifier: Apache-2.0
#include "issuer/addresses_pane.h"

#include "common/buttons.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "common/wrap_layout.h"
#include "issuer/endpoints.h"

#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QGridLayout>
#include <QGuiApplication>
#include <QMenu>
#include <QSaveFile>

namespace twb::ui {

namespace {
constexpr int labelWidth = 74;
} // namespace

AddressesPane::AddressesPane(workbench::IssuerSession& session, QWidget* parent)
    : PaneFrame(tr("Addresses"), parent)
    , m_session(session)
    , m_tls(new QCheckBox(tr("TLS too, for client certificates"), this))
    , m_tlsAddress(new ElidedLabel({}, Role::Text, fonts::Size::Body, this))
    , m_tlsCopy(new IconButton(Icon::Copy, tr("Copy the address of TLS"), this))
    , m_certificate(new QWidget(this))
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
    addTls(*grid);
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

/// tls_client_auth and self_signed_tls_client_auth (RFC 8705) need TLS; nothing else here does.
void AddressesPane::addTls(QGridLayout& grid) {
    m_tls->setObjectName(QStringLiteral("issuerTls"));
    m_tls->setToolTip(
        tr("Mutual TLS (RFC 8705): tls_client_auth and self_signed_tls_client_auth. The issuer then listens "
           "on a second port, also of this computer only, with a certificate made for it."));
    m_tlsAddress->setObjectName(QStringLiteral("issuerAddressTls"));
    m_tlsAddress->setElideMode(Qt::ElideMiddle);
    m_tlsCopy->setObjectName(QStringLiteral("issuerCopyTls"));
    auto* row = new WrapLayout(m_certificate);
    row->setSpacing(metrics::space8);
    const auto button = [&](const QString& words, const QString& tip, const char* name, auto does) {
        auto* made = new LinkButton(words, m_certificate);
        made->setToolTip(tip);
        made->setObjectName(QLatin1String(name));
        connect(made, &QPushButton::clicked, this, does);
        row->addWidget(made);
    };
    button(tr("Trust it in Endpoint"), tr("Endpoint then takes this certificate as its CA file"), "issuerTrustTls",
           [this] { Q_EMIT trustRequested(m_session.tlsCertificate()); });
    button(tr("Copy"), tr("Copy the issuer's certificate (PEM)"), "issuerCopyCertificate",
           [this] { copyText(m_session.tlsCertificate(), tr("Copied: the issuer's certificate")); });
    button(tr("Save…"), tr("Save the issuer's certificate (PEM), for your service to trust"), "issuerSaveCertificate",
           [this] { saveCertificate(); });
    auto* certificateLabel = new TextLabel(tr("Certificate"), Role::Text2);
    const int at = grid.rowCount();
    grid.addWidget(new TextLabel(tr("TLS"), Role::Text2), at, 0);
    grid.addWidget(m_tls, at, 1, 1, 2);
    grid.addWidget(m_tlsAddress, at + 1, 1);
    grid.addWidget(m_tlsCopy, at + 1, 2);
    grid.addWidget(certificateLabel, at + 2, 0);
    grid.addWidget(m_certificate, at + 2, 1, 1, 2);
    grid.setRowMinimumHeight(at, metrics::control());
    m_tlsRows = {m_tlsAddress, m_tlsCopy, certificateLabel, m_certificate};
    connect(m_tls, &QCheckBox::clicked, this, [this](bool on) {
        m_session.setTls(on ? workbench::IssuerSession::Tls::On : workbench::IssuerSession::Tls::Off);
    });
    connect(m_tlsCopy, &QToolButton::clicked, this,
            [this] { copyText(m_session.tlsAddress(), tr("Copied: address %1").arg(tr("TLS"))); });
}

void AddressesPane::saveCertificate() {
    auto* dialog = new QFileDialog(this, tr("Save the issuer's certificate"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QStringLiteral("local-issuer.pem"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, text = m_session.tlsCertificate().toUtf8()](auto& path) {
        QSaveFile file(path);
        const bool saved = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
        Q_EMIT statusMessage(saved ? tr("Saved: %1").arg(path) : tr("Not saved: %1").arg(file.errorString()));
    });
    dialog->open();
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
    showTls();
}

void AddressesPane::showTls() {
    const QString address = m_session.tlsAddress();
    m_tls->setChecked(m_session.tls() == workbench::IssuerSession::Tls::On);
    m_tlsAddress->setFont(fonts::mono());
    m_tlsAddress->setText(address);
    for (QWidget* each : m_tlsRows) {
        each->setVisible(!address.isEmpty());
    }
}

void AddressesPane::copyText(const QString& text, const QString& message) {
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT statusMessage(message);
}

void AddressesPane::copy(const QString& label, std::string_view endpoint) {
    copyText(m_session.address(endpoint), tr("Copied: address %1").arg(label));
}

QList<QWidget*> AddressesPane::focusStops() const {
    QList<QWidget*> stops{m_more};
    for (const Row& row : m_rows) {
        stops.append(row.copy);
    }
    stops << m_tls << m_tlsCopy;
    for (QPushButton* each : m_certificate->findChildren<QPushButton*>()) {
        stops.append(each);
    }
    return stops;
}

} // namespace twb::ui
