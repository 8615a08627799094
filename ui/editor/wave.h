// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QPainter>
#include <QPainterPath>

namespace twb::ui {

/// The wavy underline of errors, from a point to the right.
inline void paintWave(QPainter& painter, QPointF from, double width, const QColor& colour) {
    constexpr double step = 3;
    QPainterPath wave(from);
    bool up = true;
    for (double x = step; x <= width + step / 2; x += step, up = !up)
        wave.lineTo(from.x() + x, from.y() + (up ? -2 : 0));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(wave);
    painter.restore();
}

} // namespace twb::ui
