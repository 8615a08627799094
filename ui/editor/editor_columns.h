// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/metrics.h"
#include "common/theme.h"

#include <QPainter>
#include <QSplitter>

namespace twb::ui {

/// A gap between panes that can be dragged: no line; a thin accent line in the middle while the pointer is over it.
class GapHandle : public QSplitterHandle {
public:
    using QSplitterHandle::QSplitterHandle;

protected:
    void paintEvent(QPaintEvent*) override {
        if (!underMouse()) {
            return;
        }
        QPainter painter(this);
        const bool upright = orientation() == Qt::Horizontal;
        const QRect line = upright ? QRect(width() / 2 - 1, 0, 2, height()) : QRect(0, height() / 2 - 1, width(), 2);
        painter.fillRect(line, color(Role::Accent));
    }
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }
};

/// The splitter of the editor's panes.
class GapSplitter : public QSplitter {
public:
    GapSplitter(Qt::Orientation orientation, QWidget* parent)
        : QSplitter(orientation, parent) {
        setChildrenCollapsible(false);
        setHandleWidth(metrics::gap());
    }

protected:
    QSplitterHandle* createHandle() override { return new GapHandle(orientation(), this); }
};

} // namespace twb::ui
