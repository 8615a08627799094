// SPDX-License-Identifier: Apache-2.0
#include "editor/start_rows.h"
#include "common/fonts.h"
#include "common/metrics.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

namespace twb::ui {

namespace {

enum RowRole { IdRole = Qt::UserRole + 1, SummaryRole, IconRole, ShortcutRole };

class RowPainter : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {metrics::width(300), metrics::height(52)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect row = option.rect;
        const bool focus = (option.state & QStyle::State_HasFocus) != 0;
        if (focus || (option.state & QStyle::State_MouseOver) != 0) {
            painter->fillRect(row, color(focus ? Role::Sel : Role::Surface2));
        }
        if (index.row() > 0) {
            painter->fillRect(QRect(row.left(), row.top(), row.width(), 1), color(Role::Border));
        }
        const int tile = metrics::height(34);
        const QRect tilePlace(row.left() + metrics::space12, row.center().y() - tile / 2 + 1, tile, tile);
        painter->setPen(Qt::NoPen);
        painter->setBrush(color(Role::AccentSoft));
        painter->drawRoundedRect(tilePlace, metrics::radiusControl, metrics::radiusControl);
        paintIcon(*painter, tilePlace, static_cast<Icon>(index.data(IconRole).toInt()), Role::Accent,
                  metrics::height(18));
        const int arrow = metrics::height(16);
        const QRect arrowPlace(row.right() - metrics::space12 - arrow, row.top(), arrow, row.height());
        paintIcon(*painter, arrowPlace, Icon::Right, Role::Text2, arrow);

        const QFont titleFont = fonts::ui(fonts::Size::Body, fonts::Weight::SemiBold);
        const QFont summaryFont = fonts::ui(fonts::Size::Small);
        const QFontMetrics titleMetrics(titleFont), summaryMetrics(summaryFont);
        const int left = tilePlace.right() + metrics::space12;
        int width = arrowPlace.left() - metrics::space8 - left;
        const QString shortcut = index.data(ShortcutRole).toString();
        const int shortcutWidth = summaryMetrics.horizontalAdvance(shortcut);
        const int titleWidth = titleMetrics.horizontalAdvance(index.data().toString());
        // The words come first.
        if (!shortcut.isEmpty() && titleWidth + metrics::space12 + shortcutWidth <= width) {
            painter->setFont(summaryFont);
            painter->setPen(color(Role::Text2));
            painter->drawText(QRect(left + width - shortcutWidth, row.top(), shortcutWidth, row.height()),
                              Qt::AlignRight | Qt::AlignVCenter, shortcut);
            width -= shortcutWidth + metrics::space12;
        }
        const int top = row.center().y() - (titleMetrics.height() + summaryMetrics.height() + 1) / 2;
        painter->setFont(titleFont);
        painter->setPen(color(Role::Text));
        painter->drawText(QRect(left, top, width, titleMetrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                          titleMetrics.elidedText(index.data().toString(), Qt::ElideRight, width));
        painter->setFont(summaryFont);
        painter->setPen(color(Role::Text2));
        painter->drawText(QRect(left, top + titleMetrics.height() + 1, width, summaryMetrics.height()),
                          Qt::AlignLeft | Qt::AlignVCenter,
                          summaryMetrics.elidedText(index.data(SummaryRole).toString(), Qt::ElideRight, width));
        painter->restore();
    }
};

} // namespace

StartRows::StartRows(const QString& name, const QList<StartRow>& rows, QWidget* parent)
    : QListView(parent)
    , m_rows(new QStandardItemModel(this)) {
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new RowPainter(this));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (const StartRow& row : rows) {
        auto* item = new QStandardItem(row.title);
        item->setData(row.id, IdRole);
        item->setData(row.summary, SummaryRole);
        item->setData(static_cast<int>(row.icon), IconRole);
        item->setData(row.shortcut, ShortcutRole);
        item->setToolTip(row.shortcut.isEmpty() ? row.summary
                                                : QStringLiteral("%1 (%2)").arg(row.summary, row.shortcut));
        item->setAccessibleText(row.title);
        item->setAccessibleDescription(item->toolTip());
        m_rows->appendRow(item);
    }
    setModel(m_rows);
    setCurrentIndex(m_rows->index(0, 0));
    connect(this, &QListView::clicked, this, &StartRows::choose);
    connect(&Theme::current(), &Theme::changed, this, [this] {
        scheduleDelayedItemsLayout();
        updateGeometry();
    });
}

QSize StartRows::sizeHint() const {
    return {metrics::width(300), m_rows->rowCount() * metrics::height(52)};
}

/// All rows, but narrower: the words are elided and stand whole in the tooltip.
QSize StartRows::minimumSizeHint() const {
    return {metrics::width(200), sizeHint().height()};
}

void StartRows::focusInEvent(QFocusEvent* event) {
    QListView::focusInEvent(event);
    showCurrentRow();
}

void StartRows::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QListView::currentChanged(current, previous);
    if (hasFocus()) {
        showCurrentRow();
    }
}

/// The list is as long as its rows; the page around it scrolls.
void StartRows::showCurrentRow() {
    for (QWidget* outer = parentWidget(); outer != nullptr; outer = outer->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(outer)) {
            const QPoint middle = viewport()->mapTo(area->widget(), visualRect(currentIndex()).center());
            area->ensureVisible(middle.x(), middle.y(), 0, metrics::height(30));
            return;
        }
    }
}

void StartRows::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) {
        choose(currentIndex());
        return;
    }
    QListView::keyPressEvent(event);
}

void StartRows::choose(const QModelIndex& index) {
    if (index.isValid()) {
        Q_EMIT chosen(index.data(IdRole).toString());
    }
}

} // namespace twb::ui
