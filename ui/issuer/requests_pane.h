// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "workbench/issuer_session.h"

class QPushButton;
class QSplitter;
class QStackedLayout;

namespace twb::ui {

class EmptyHint;
class ExchangeView;
class IssuerTable;
class SwitchRow;

/// The log of the local issuer over the exchange that is selected.
class RequestsPane : public PaneFrame {
    Q_OBJECT
public:
    explicit RequestsPane(workbench::IssuerSession& session, QWidget* parent = nullptr);
    IssuerTable& table() const { return *m_table; }
    QList<QWidget*> focusStops() const;

Q_SIGNALS:
    void statusMessage(const QString& text);
    void openTokenRequested(const QString& token);

private:
    void build();
    void connectSignals();
    void showCount();
    void showSelected();
    void acceptAudience(const QString& audience);
    void copyDiscovery();

    workbench::IssuerSession& m_session;
    workbench::IssuerLogFilter m_filter;
    Badge* m_count;
    SwitchRow* m_switch;
    QPushButton* m_clear;
    QStackedLayout* m_pages;
    QSplitter* m_splitter;
    IssuerTable* m_table;
    ExchangeView* m_exchange;
    EmptyHint* m_empty = nullptr;
    EmptyHint* m_noErrors;
};

} // namespace twb::ui
