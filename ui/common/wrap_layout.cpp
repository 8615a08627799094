// SPDX-License-Identifier: Apache-2.0
#include "common/wrap_layout.h"

#include <algorithm>
#include <QStyle>
#include <QWidget>

namespace twb::ui {

WrapLayout::WrapLayout(QWidget* parent)
    : QLayout(parent) {
    setContentsMargins(0, 0, 0, 0);
}

WrapLayout::~WrapLayout() {
    qDeleteAll(m_items);
}

void WrapLayout::addItem(QLayoutItem* item) {
    m_items.append(item);
    invalidate();
}

void WrapLayout::addStretch() {
    addItem(new QSpacerItem(0, 0, QSizePolicy::Expanding, QSizePolicy::Minimum));
}

QLayoutItem* WrapLayout::takeAt(int index) {
    invalidate();
    return index >= 0 && index < count() ? m_items.takeAt(index) : nullptr;
}

int WrapLayout::heightForWidth(int width) const {
    return arrange(QRect(0, 0, width, 0), Do::Measure);
}

/// All in one line.
QSize WrapLayout::sizeHint() const {
    QSize size(0, 0);
    for (const QLayoutItem* item : m_items) {
        const QSize wanted = item->isEmpty() ? QSize() : item->sizeHint();
        if (wanted.isValid()) {
            size.rwidth() += wanted.width() + (size.width() > 0 ? spacing() : 0);
            size.setHeight(std::max(size.height(), wanted.height()));
        }
    }
    const QMargins around = contentsMargins();
    return size + QSize(around.left() + around.right(), around.top() + around.bottom());
}

QSize WrapLayout::minimumSize() const {
    QSize size(0, 0);
    for (const QLayoutItem* item : m_items) {
        size = size.expandedTo(item->isEmpty() ? QSize(0, 0) : item->minimumSize());
    }
    const QMargins around = contentsMargins();
    return size + QSize(around.left() + around.right(), around.top() + around.bottom());
}

void WrapLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    arrange(rect, Do::Place);
}

/// @return the height that it takes.
int WrapLayout::arrange(const QRect& rect, Do what) const {
    struct Placed {
        QLayoutItem* item;
        QSize size; ///< of a spacer: nothing
    };
    const QRect inner = rect.marginsRemoved(contentsMargins());
    QList<Placed> line;
    int used = 0;
    int y = inner.top();
    const auto finish = [&] {
        int high = 0;
        bool pushed = false;
        for (const Placed& each : line) {
            high = std::max(high, each.size.height());
        }
        int x = inner.left();
        for (const Placed& each : line) {
            if (each.item->spacerItem() != nullptr) {
                x += pushed ? 0 : std::max(0, inner.width() - used);
                pushed = true;
                continue;
            }
            if (what == Do::Place) {
                const QRect place(QPoint(x, y + (high - each.size.height()) / 2), each.size);
                each.item->setGeometry(QStyle::visualRect(
                    parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight, inner, place));
            }
            x += each.size.width() + spacing();
        }
        y += high + (high > 0 ? spacing() : 0);
        line.clear();
        used = 0;
    };
    for (QLayoutItem* item : m_items) {
        if (item->spacerItem() != nullptr) {
            line.append({item, QSize()});
            continue;
        }
        if (item->isEmpty()) {
            continue;
        }
        const QSize wanted = item->sizeHint();
        const int width = std::clamp(wanted.width(), 0, std::max(inner.width(), item->minimumSize().width()));
        const bool first = used == 0;
        if (!first && used + spacing() + width > inner.width()) {
            const bool pushed = line.last().item->spacerItem() != nullptr;
            const Placed spacer = line.last();
            finish();
            if (pushed) {
                line.append(spacer); // goes on with what it pushes
            }
        }
        used += (used > 0 ? spacing() : 0) + width;
        line.append({item, QSize(width, item->hasHeightForWidth() ? item->heightForWidth(width) : wanted.height())});
    }
    finish();
    const int bottom = y > inner.top() ? y - spacing() : y;
    return bottom - rect.top() + contentsMargins().bottom();
}

} // namespace twb::ui
