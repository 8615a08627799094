// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "workbench/endpoint_history.h"

class QPushButton;
class QTableWidget;

namespace twb::ui {

/// The requests of this session: time, preset, what was asked, status, duration, result. Enter refills the form.
class HistoryPane : public PaneFrame {
    Q_OBJECT
public:
    explicit HistoryPane(QWidget* parent = nullptr);
    /// @param kept  the rows stay on this computer; else they are of this session only.
    void showHistory(const std::vector<workbench::HistoryRow>& rows, bool kept);

Q_SIGNALS:
    void selected(const twb::workbench::SharedExchange& exchange);
    void refillRequested(const QJsonObject& form);
    /// An answer of an earlier run, which was not kept.
    void forgottenSelected();
    void clearRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitColumns();
    std::vector<workbench::HistoryRow> m_history;
    QTableWidget* m_table;
    QPushButton* m_clear;
};

} // namespace twb::ui
