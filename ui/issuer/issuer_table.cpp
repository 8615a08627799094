// SPDX-License-Identifier: Apache-2.0
#include "issuer/issuer_table.h"

#include "common/fonts.h"
#include "common/icons.h"
#include "common/metrics.h"
#include "workbench/issuer_models.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

namespace twb::ui {

using Log = workbench::IssuerLogModel;
using Clients = workbench::IssuerClientModel;
using Keys = workbench::IssuerKeyModel;

namespace {
constexpr int stateIcon = 14, accentBar = 3;
} // namespace

IssuerTable::IssuerTable(const QString& name, QList<int> shares, QWidget* parent)
    : QTableView(parent)
    , m_shares(std::move(shares)) {
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrap(false);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    connect(this, &QTableView::doubleClicked, this, &IssuerTable::opened);
    connect(&Theme::current(), &Theme::changed, this, &IssuerTable::applyMetrics);
    applyMetrics();
}

void IssuerTable::setModel(QAbstractItemModel* model) {
    QTableView::setModel(model);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, &IssuerTable::currentRowChanged);
    connect(model, &QAbstractItemModel::modelReset, this, &IssuerTable::fitColumns);
    connect(model, &QAbstractItemModel::rowsInserted, this, &IssuerTable::fitColumns);
    fitColumns();
}

int IssuerTable::heightForRows(int rows) const {
    return metrics::tableHeader() + rows * metrics::tableRow() + 2;
}

void IssuerTable::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid()) {
        Q_EMIT opened(currentIndex());
    } else if (event->matches(QKeySequence::Delete) && currentIndex().isValid()) {
        Q_EMIT removeRequested(currentIndex());
    } else {
        QTableView::keyPressEvent(event);
    }
}

void IssuerTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitColumns();
}

void IssuerTable::applyMetrics() {
    verticalHeader()->setDefaultSectionSize(metrics::tableRow());
    horizontalHeader()->setFixedHeight(metrics::tableHeader());
    fitColumns();
    viewport()->update();
}

void IssuerTable::fitColumns() {
    if (!model()) {
        return;
    }
    const int room = viewport()->width();
    for (int column = 0; column < model()->columnCount() - 1; ++column) {
        const int share = m_shares.value(column);
        // A share of 0: as wide as the words are.
        const int width = share == 0 ? sizeHintForColumn(column) + metrics::space8 : room * share / 100;
        setColumnWidth(column, std::max(width, horizontalHeader()->sectionSizeHint(column)));
    }
}

IssuerDelegate::IssuerDelegate(Table table, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_table(table) {}

void IssuerDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    const int column = index.column();
    const auto semiBold = [&] { option->font = fonts::ui(fonts::Size::Body, fonts::Weight::SemiBold); };
    const auto ink = [&](Role role) { option->palette.setColor(QPalette::Text, color(role)); };
    if (m_table == Table::Requests) {
        const bool refused = index.data(Log::RefusedRole).toBool();
        if (column == Log::TimeColumn) {
            option->font = fonts::mono();
        } else if (column == Log::Status) {
            semiBold();
            ink(refused ? Role::Err : Role::Ok);
        } else if (column == Log::Summary) {
            ink(Role::Text2);
        }
    } else if (m_table == Table::Clients && column == Clients::Id) {
        semiBold();
    } else if (m_table == Table::Keys && column == Keys::Kid) {
        option->font = fonts::mono();
        option->textElideMode = Qt::ElideMiddle;
    } else if (m_table == Table::Keys && column == Keys::State) {
        const bool signs = index.data(Keys::SignsRole).toBool();
        if (signs) {
            semiBold();
        }
        ink(signs ? Role::Ok : Role::Text2);
    }
    option->fontMetrics = QFontMetrics(option->font);
    option->palette.setColor(QPalette::HighlightedText, option->palette.color(QPalette::Text));
    option->state &= ~QStyle::State_HasFocus; // the row is marked, not the cell
}

QSize IssuerDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (m_table == Table::Requests && index.column() == Log::TimeColumn) {
        size.rwidth() += metrics::height(stateIcon) + metrics::space8;
    }
    return size;
}

void IssuerDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    const bool first = index.column() == 0;
    const bool selected = option.state & QStyle::State_Selected;
    if (m_table == Table::Requests && first) {
        if (selected) {
            painter->fillRect(option.rect, option.palette.color(QPalette::Highlight));
        }
        const int side = metrics::height(stateIcon);
        const bool refused = index.data(Log::RefusedRole).toBool();
        paintIcon(*painter, QRectF(option.rect.left() + metrics::space8, option.rect.top(), side, option.rect.height()),
                  refused ? Icon::Err : Icon::Ok, refused ? Role::Err : Role::Ok, side);
        cell.rect.adjust(side + metrics::space8, 0, 0, 0);
    }
    QStyledItemDelegate::paint(painter, cell, index);
    if (first && selected) {
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), accentBar, option.rect.height()),
                          color(Role::Accent));
    }
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), color(Role::Border));
}

} // namespace twb::ui
