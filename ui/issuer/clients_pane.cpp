// SPDX-License-Identifier: Apache-2.0
#include "issuer/clients_pane.h"

#include "common/buttons.h"
#include "common/metrics.h"
#include "issuer/client_form.h"
#include "issuer/issuer_table.h"
#include "workbench/clipboard_guard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace twb::ui {

ClientsPane::ClientsPane(workbench::IssuerSession& session, workbench::KeyRing& ring,
                         workbench::ClipboardGuard& clipboard, QWidget* parent)
    : PaneFrame(tr("Clients"), parent)
    , m_session(session)
    , m_clipboard(clipboard)
    , m_count(addBadge())
    , m_add(makeButton(tr("Add"), ButtonKind::Flat, this))
    , m_table(new IssuerTable(tr("Clients"), {32, 33}, this))
    , m_form(new ClientForm(ring, this)) {
    setObjectName(QStringLiteral("issuerClients"));
    m_table->setObjectName(QStringLiteral("issuerClientsTable"));
    m_table->setItemDelegate(new IssuerDelegate(IssuerDelegate::Table::Clients, m_table));
    m_table->setModel(&session.clientModel());
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setToolTip(tr("Copy a client's ID or secret, or remove it: menu key or right button"));
    m_add->setObjectName(QStringLiteral("issuerAddClient"));
    m_add->setIcon(icon(Icon::Plus));
    m_add->setAccessibleName(tr("Add a client"));
    addControl(m_add);
    auto* content = new QWidget(this);
    auto* pages = new QVBoxLayout(content); // of one at a time: the form, while hidden, takes no room
    pages->setContentsMargins(0, 0, 0, 0);
    pages->addWidget(m_table);
    pages->addWidget(m_form);
    m_form->hide();
    setContent(content);
    showCount();
    connect(m_add, &QPushButton::clicked, this, &ClientsPane::openForm);
    connect(m_form, &ClientForm::accepted, this, &ClientsPane::take);
    connect(m_form, &ClientForm::cancelled, this, &ClientsPane::closeForm);
    connect(m_table, &QWidget::customContextMenuRequested, this, &ClientsPane::showMenu);
    connect(m_table, &IssuerTable::removeRequested, this, [this](const QModelIndex& index) {
        remove(index.siblingAtColumn(workbench::IssuerClientModel::Id).data().toString());
    });
    connect(&m_session, &workbench::IssuerSession::clientsChanged, this, &ClientsPane::showCount);
}

void ClientsPane::showCount() {
    m_count->setText(QString::number(m_session.clients().size()));
}

void ClientsPane::openForm() {
    m_table->hide();
    m_form->show();
    m_add->setEnabled(false);
    m_form->clear();
    updateGeometry();
}

void ClientsPane::closeForm() {
    m_form->hide();
    m_table->show();
    m_add->setEnabled(true);
    m_add->setFocus(Qt::OtherFocusReason);
    updateGeometry();
}

void ClientsPane::take() {
    auto client = m_form->read();
    if (!client) {
        return;
    }
    const QString id = QString::fromStdString(client->id);
    const bool certificate = client->allows(issuer::ClientMethod::TlsClientAuth) ||
                             client->allows(issuer::ClientMethod::SelfSignedTlsClientAuth);
    if (const auto added = m_session.putClient(std::move(*client)); !added) {
        m_form->showError(QString::fromStdString(added.error().detail));
        return;
    }
    closeForm();
    const bool needsTls = certificate && m_session.tls() == workbench::IssuerSession::Tls::Off;
    Q_EMIT statusMessage(
        needsTls ? tr("The issuer knows the client %1. Tick TLS under Addresses: its certificate needs it.").arg(id)
                 : tr("The issuer knows the client %1.").arg(id));
}

void ClientsPane::showMenu(const QPoint& place) {
    const QModelIndex row = m_table->indexAt(place).isValid() ? m_table->indexAt(place) : m_table->currentIndex();
    if (!row.isValid()) {
        return;
    }
    const QString id = row.siblingAtColumn(workbench::IssuerClientModel::Id).data().toString();
    const auto& clients = m_session.clients();
    const bool secret = static_cast<bool>(clients.at(static_cast<std::size_t>(row.row())).secret);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("issuerClientMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy client ID")), &QAction::triggered, this, [this, id] {
        QGuiApplication::clipboard()->setText(id);
        Q_EMIT statusMessage(tr("Copied: client ID"));
    });
    QAction* copy = menu->addAction(tr("Copy secret"));
    copy->setEnabled(secret);
    connect(copy, &QAction::triggered, this, [this, id] { copySecret(id); });
    menu->addSeparator();
    connect(menu->addAction(tr("Remove")), &QAction::triggered, this, [this, id] { remove(id); });
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

void ClientsPane::copySecret(const QString& id) {
    for (const issuer::Client& client : m_session.clients()) {
        if (QString::fromStdString(client.id) == id && client.secret) {
            m_clipboard.copySecret(*client.secret);
            Q_EMIT statusMessage(tr("Copied: secret of %1. The clipboard is cleared after 45 seconds.").arg(id));
        }
    }
}

void ClientsPane::remove(const QString& id) {
    for (const issuer::Client& client : m_session.clients()) {
        if (QString::fromStdString(client.id) != id) {
            continue;
        }
        // The bar brings it back: nothing is asked, nothing is lost.
        MessageBar* bar =
            messages()->add(MessageKind::Info, tr("The client %1 was removed.").arg(id), QStringLiteral("removed"));
        bar->setActions({tr("Undo")});
        connect(bar, &MessageBar::actionTriggered, this, [this, client] { (void)m_session.putClient(client); });
        m_session.removeClient(id);
        return;
    }
}

QList<QWidget*> ClientsPane::focusStops() const {
    return {m_add, m_table};
}

} // namespace twb::ui
