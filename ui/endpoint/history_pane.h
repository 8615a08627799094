// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "workbench/endpoint_session.h"

class QPushButton;
class QTableWidget;

namespace twb::ui {

/// The requests of this session: time, preset, what was asked, status, duration, result. Enter refills the form.
class HistoryPane : public PaneFrame {
    Q_OBJECT
public:
    explicit HistoryPane(QWidget* parent = nullptr);
    void showHistory(const std::vector<workbench::SharedExchange>& history);

Q_SIGNALS:
    void selected(const twb::workbench::SharedExchange& exchange);
    void refillRequested(const twb::workbench::SharedExchange& exchange);
    void clearRequested();

private:
    std::vector<workbench::SharedExchange> m_history;
    QTableWidget* m_table;
    QPushButton* m_clear;
};

} // namespace twb::ui
