// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "workbench/issuer_session.h"

class QCheckBox;
class QGridLayout;
class QMenu;

namespace twb::ui {

class ElidedLabel;
class IconButton;

/// The issuer's addresses with a copy button each; the rest of them, vendors' stand-ins too, in a menu. The box for
/// TLS, and while there is TLS its address and its certificate to hand on.
class AddressesPane : public PaneFrame {
    Q_OBJECT
public:
    explicit AddressesPane(workbench::IssuerSession& session, QWidget* parent = nullptr);
    QList<QWidget*> focusStops() const;

Q_SIGNALS:
    /// Something was copied or saved, in words.
    void statusMessage(const QString& what);
    /// The Endpoint workspace shall trust this certificate (PEM).
    void trustRequested(const QString& certificate);

private:
    void addRow(QGridLayout& grid, const QString& label, std::string_view endpoint, const char* name);
    void addTls(QGridLayout& grid);
    void fillMenu();
    void showAddresses();
    void showTls();
    void copyText(const QString& text, const QString& message);
    void saveCertificate();
    void copy(const QString& label, std::string_view endpoint);

    workbench::IssuerSession& m_session;
    struct Row {
        std::string_view endpoint;
        ElidedLabel* address;
        IconButton* copy;
    };
    QList<Row> m_rows;
    QCheckBox* m_tls;
    ElidedLabel* m_tlsAddress;
    IconButton* m_tlsCopy;
    QWidget* m_certificate; ///< its buttons
    QList<QWidget*> m_tlsRows;
    IconButton* m_more;
    QMenu* m_menu;
};

} // namespace twb::ui
