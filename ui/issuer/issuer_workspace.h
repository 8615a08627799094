// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/issuer_session.h"

#include <QWidget>

class QSplitter;
class QTabBar;

namespace twb::workbench {
class ClipboardGuard;
class KeyRing;
class Settings;
class ProfileStore;
} // namespace twb::workbench

namespace twb::ui {

class AddressesPane;
class ClientsPane;
class RequestsPane;
class ServedKeysPane;
class StateStrip;

/// The Issuer workspace (ui.md §6.5): the state strip over addresses, clients and keys at the left, the request log at
/// the right. It only wires. All references must outlive it. GUI thread.
class IssuerWorkspace : public QWidget {
    Q_OBJECT
public:
    IssuerWorkspace(workbench::IssuerSession& session, workbench::KeyRing& ring, workbench::ClipboardGuard& clipboard,
                    const workbench::ProfileStore& profileStore, workbench::Settings& settings,
                    QWidget* parent = nullptr);

    void focusStart();
    void saveLayout();

Q_SIGNALS:
    void statusMessage(const QString& text);
    /// The Endpoint workspace shall trust this certificate (PEM) of the issuer.
    void trustRequested(const QString& certificate);
    /// A token for the editor: the assertion of a request.
    void openTokenRequested(const QString& token);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void connectSignals();
    void arrange();
    int parentRoom() const;
    void showCount();

    workbench::IssuerSession& m_session;
    workbench::Settings& m_settings;
    bool m_sized = false; ///< the reader moved the splitter
    StateStrip* m_strip;
    QTabBar* m_tabs; ///< in a narrow window: what the issuer is, or what it was asked
    QWidget* m_left;
    QSplitter* m_splitter;
    AddressesPane* m_addresses;
    ClientsPane* m_clients;
    ServedKeysPane* m_keys;
    RequestsPane* m_requests;
};

} // namespace twb::ui
