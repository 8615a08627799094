// SPDX-License-Identifier: Apache-2.0
#include "endpoint/history_pane.h"

#include "common/buttons.h"
#include "common/metrics.h"
#include "workbench/words.h"

#include <algorithm>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QTimer>
#include <QTimeZone>

namespace twb::ui {

using namespace twb::oauth;

namespace {

enum Column { Moment, PresetName, Asked, Status, Duration, Outcome, Columns };

} // namespace

HistoryPane::HistoryPane(QWidget* parent)
    : PaneFrame(tr("History"), parent)
    , m_table(new QTableWidget(0, Columns, this))
    , m_clear(makeButton(tr("Clear"), ButtonKind::Flat, this)) {
    setObjectName(QStringLiteral("endpointHistory"));
    setHint(tr("this session, secrets left out"));
    m_table->setObjectName(QStringLiteral("historyTable"));
    m_table->setAccessibleName(tr("Requests of this session"));
    m_clear->setObjectName(QStringLiteral("historyClear"));
    m_table->horizontalHeader()->hide();
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(metrics::tableRow());
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);    // what is cut is whole in its tooltip
    m_table->setMinimumHeight(metrics::tableRow() + metrics::space2); // the newest is always in sight
    addControl(m_clear);
    setContent(m_table);
    connect(m_clear, &QPushButton::clicked, this, &HistoryPane::clearRequested);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (row >= 0 && row < static_cast<int>(m_history.size())) {
            const auto& exchange = m_history[static_cast<std::size_t>(row)].exchange;
            exchange ? Q_EMIT selected(exchange) : Q_EMIT forgottenSelected();
        }
    });
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row) {
        if (row >= 0 && row < static_cast<int>(m_history.size())) {
            Q_EMIT refillRequested(m_history[static_cast<std::size_t>(row)].form);
        }
    });
}

void HistoryPane::showHistory(const std::vector<workbench::HistoryRow>& rows, bool kept) {
    const QSignalBlocker quiet(m_table);
    m_history = rows;
    setHint(kept ? tr("kept on this computer, secrets and answers left out") : tr("this session, secrets left out"));
    m_table->setRowCount(static_cast<int>(rows.size()));
    for (int place = 0; place < m_table->rowCount(); ++place) {
        const workbench::HistoryRow& row = rows[static_cast<std::size_t>(place)];
        const auto cell = [&](int column, const QString& text) {
            auto* item = new QTableWidgetItem(text);
            item->setToolTip(text);
            if (column == Status) {
                item->setForeground(color(row.good ? Role::Ok : Role::Err));
            }
            m_table->setItem(place, column, item);
            return item;
        };
        const QTime at = workbench::toDateTime(row.started, QTimeZone::systemTimeZone()).time();
        cell(Moment, at.toString(QStringLiteral("HH:mm:ss")))
            ->setIcon(icon(row.good ? Icon::Ok : Icon::Err, row.good ? Role::Ok : Role::Err));
        const Preset* const preset = findPreset(row.form.value(QLatin1String("preset")).toString().toStdString());
        cell(PresetName, preset != nullptr ? QString::fromStdString(preset->title) : QString());
        cell(Asked, row.asked);
        cell(Status, row.status);
        cell(Duration, tr("%1 ms").arg(row.milliseconds));
        cell(Outcome, row.outcome);
    }
    fitColumns();
    m_clear->setEnabled(!rows.empty());
    if (!rows.empty()) {
        m_table->selectRow(0);
    }
}

/// Time and duration take what they need, the words share the rest.
void HistoryPane::fitColumns() {
    for (const int column : {Moment, Duration}) {
        m_table->resizeColumnToContents(column);
    }
    const int rest =
        std::max(0, m_table->viewport()->width() - m_table->columnWidth(Moment) - m_table->columnWidth(Duration));
    for (const auto& [column, percent] : {std::pair{PresetName, 24}, {Asked, 24}, {Status, 24}}) {
        m_table->setColumnWidth(column, rest * percent / 100); // the outcome has what is left
    }
}

void HistoryPane::resizeEvent(QResizeEvent* event) {
    PaneFrame::resizeEvent(event);
    QTimer::singleShot(0, this, &HistoryPane::fitColumns); // after the table has its width
}

} // namespace twb::ui
