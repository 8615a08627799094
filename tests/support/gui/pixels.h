// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QImage>
#include <QWidget>

namespace twb::test {

/// How many pixels of a picture have exactly this colour.
inline int countColour(const QImage& picture, const QColor& colour) {
    const QImage plain = picture.convertToFormat(QImage::Format_RGB32);
    int count = 0;
    for (int y = 0; y < plain.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(plain.constScanLine(y));
        for (int x = 0; x < plain.width(); ++x)
            count += (line[x] & RGB_MASK) == (colour.rgb() & RGB_MASK);
    }
    return count;
}

/// Paints a widget at a size and counts.
inline int countColour(QWidget& widget, const QColor& colour) {
    return countColour(widget.grab().toImage(), colour);
}

} // namespace twb::test
