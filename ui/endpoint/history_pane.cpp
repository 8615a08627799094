// SPDX-License-Identifier: Apache-2.0
#include "endpoint/history_pane.h"

#include "common/buttons.h"
#include "common/metrics.h"
#include "workbench/words.h"

#include <QHeaderView>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QTimeZone>

namespace twb::ui {

using namespace twb::oauth;

namespace {

enum Column { Moment, PresetName, Asked, Status, Duration, Outcome, Columns };

QString outcomeOf(const workbench::EndpointExchange& exchange) {
    const ResponseReading& reading = exchange.last().reading;
    if (exchange.explanation) {
        for (const RequestCheck& reason : exchange.explanation->reasons) {
            if (reason.state == RequestCheck::State::Fail) {
                return QString::fromStdString(reason.text);
            }
        }
        return QString::fromStdString(exchange.explanation->title);
    }
    return reading.tokens.size() == 1 ? HistoryPane::tr("1 token")
                                      : HistoryPane::tr("%1 tokens").arg(reading.tokens.size());
}

QString statusOf(const workbench::EndpointExchange& exchange) {
    const HttpExchange& answer = exchange.last().exchange;
    if (answer.status == 0) {
        return QString::fromUtf8(name(answer.failure->fault).data());
    }
    const std::string& error = exchange.last().reading.error;
    return QStringLiteral("%1 %2").arg(QString::number(answer.status),
                                       QString::fromStdString(error.empty() ? answer.statusText : error).left(40));
}

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
    const int widths[] = {112, 180, 160, 170, 80};
    for (int column = 0; column < Outcome; ++column) {
        m_table->setColumnWidth(column, metrics::width(widths[column]));
    }
    addControl(m_clear);
    setContent(m_table);
    connect(m_clear, &QPushButton::clicked, this, &HistoryPane::clearRequested);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (row >= 0 && row < static_cast<int>(m_history.size())) {
            Q_EMIT selected(m_history[static_cast<std::size_t>(row)]);
        }
    });
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row) {
        if (row >= 0 && row < static_cast<int>(m_history.size())) {
            Q_EMIT refillRequested(m_history[static_cast<std::size_t>(row)]);
        }
    });
}

void HistoryPane::showHistory(const std::vector<workbench::SharedExchange>& history) {
    const QSignalBlocker quiet(m_table);
    m_history = history;
    m_table->setRowCount(static_cast<int>(history.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const workbench::EndpointExchange& exchange = *history[static_cast<std::size_t>(row)];
        const bool good = !exchange.explanation;
        const auto cell = [&](int column, const QString& text) {
            auto* item = new QTableWidgetItem(text);
            item->setToolTip(text);
            if (column == Status) {
                item->setForeground(color(good ? Role::Ok : Role::Err));
            }
            m_table->setItem(row, column, item);
            return item;
        };
        const QTime at = workbench::toDateTime(exchange.started, QTimeZone::systemTimeZone()).time();
        cell(Moment, at.toString(QStringLiteral("HH:mm:ss")))
            ->setIcon(icon(good ? Icon::Ok : Icon::Err, good ? Role::Ok : Role::Err));
        const Preset* const preset = findPreset(exchange.form.presetId);
        cell(PresetName, preset != nullptr ? QString::fromStdString(preset->title) : QString());
        const auto url = parseUrl(exchange.request.url);
        cell(Asked, exchange.request.operation == Operation::Token
                        ? QString::fromUtf8(name(exchange.request.grant).data())
                        : QString::fromStdString(exchange.request.method + " " + (url ? url->path : "")));
        cell(Status, statusOf(exchange));
        cell(Duration, tr("%1 ms").arg(exchange.last().exchange.timing.total.count() / 1000));
        cell(Outcome, outcomeOf(exchange));
    }
    m_table->resizeColumnToContents(Moment);
    m_clear->setEnabled(!history.empty());
    if (!history.empty()) {
        m_table->selectRow(0);
    }
}

} // namespace twb::ui
