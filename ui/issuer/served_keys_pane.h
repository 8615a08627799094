// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "workbench/issuer_session.h"

class QStackedLayout;

namespace twb::ui {

class IssuerTable;

/// The keys that the issuer could serve: a check box each, and the one that signs.
class ServedKeysPane : public PaneFrame {
    Q_OBJECT
public:
    explicit ServedKeysPane(workbench::IssuerSession& session, QWidget* parent = nullptr);
    IssuerTable& table() const { return *m_table; }
    QList<QWidget*> focusStops() const;

Q_SIGNALS:
    void statusMessage(const QString& text);

private:
    void showKeys();
    void showMenu(const QPoint& place);
    void signWith(const QString& kid);

    workbench::IssuerSession& m_session;
    Badge* m_count;
    QStackedLayout* m_pages;
    IssuerTable* m_table;
};

} // namespace twb::ui
