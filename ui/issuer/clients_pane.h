// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "workbench/issuer_session.h"

class QPushButton;

namespace twb::workbench {
class ClipboardGuard;
class KeyRing;
} // namespace twb::workbench

namespace twb::ui {

class ClientForm;
class IssuerTable;

/// The clients that the issuer knows; a new one is described in the pane itself, in place of the table.
class ClientsPane : public PaneFrame {
    Q_OBJECT
public:
    ClientsPane(workbench::IssuerSession& session, workbench::KeyRing& ring, workbench::ClipboardGuard& clipboard,
                QWidget* parent = nullptr);
    IssuerTable& table() const { return *m_table; }
    QList<QWidget*> focusStops() const;

Q_SIGNALS:
    void statusMessage(const QString& text);

private:
    void showCount();
    void openForm();
    void closeForm();
    void take();
    void showMenu(const QPoint& place);
    void copySecret(const QString& id);
    void remove(const QString& id);

    workbench::IssuerSession& m_session;
    workbench::ClipboardGuard& m_clipboard;
    Badge* m_count;
    QPushButton* m_add;
    IssuerTable* m_table;
    ClientForm* m_form;
};

} // namespace twb::ui
