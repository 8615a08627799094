// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "workbench/issuer_session.h"

class QGridLayout;
class QMenu;

namespace twb::ui {

class ElidedLabel;
class IconButton;

/// The issuer's addresses with a copy button each; the rest of them, vendors' stand-ins too, in a menu.
class AddressesPane : public PaneFrame {
    Q_OBJECT
public:
    explicit AddressesPane(workbench::IssuerSession& session, QWidget* parent = nullptr);
    QList<QWidget*> focusStops() const;

Q_SIGNALS:
    /// Something was put on the clipboard, in words.
    void copied(const QString& what);

private:
    void addRow(QGridLayout& grid, const QString& label, std::string_view endpoint, const char* name);
    void fillMenu();
    void showAddresses();
    void copy(const QString& label, std::string_view endpoint);

    workbench::IssuerSession& m_session;
    struct Row {
        std::string_view endpoint;
        ElidedLabel* address;
        IconButton* copy;
    };
    QList<Row> m_rows;
    IconButton* m_more;
    QMenu* m_menu;
};

} // namespace twb::ui
