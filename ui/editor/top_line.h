// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/theme.h"

#include <QPainter>
#include <QWidget>

namespace twb::ui {

/// A foot inside a pane, set off by a thin line above.
class TopLine : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(0, 0, width(), 1, color(Role::Border));
    }
};

} // namespace twb::ui
