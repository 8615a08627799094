// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdlib>
#include <QImage>
#include <QWidget>

namespace twb::test {

/// How many pixels of a picture have this colour.
/// @param tolerance  how far each channel may be off: 0 for areas, more for thin smoothed strokes.
inline int countColour(const QImage& picture, const QColor& colour, int tolerance = 0) {
    const QImage plain = picture.convertToFormat(QImage::Format_RGB32);
    int count = 0;
    for (int y = 0; y < plain.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(plain.constScanLine(y));
        for (int x = 0; x < plain.width(); ++x)
            count += std::abs(qRed(line[x]) - colour.red()) <= tolerance &&
                     std::abs(qGreen(line[x]) - colour.green()) <= tolerance &&
                     std::abs(qBlue(line[x]) - colour.blue()) <= tolerance;
    }
    return count;
}

/// Paints a widget at a size and counts.
inline int countColour(QWidget& widget, const QColor& colour, int tolerance = 0) {
    return countColour(widget.grab().toImage(), colour, tolerance);
}

} // namespace twb::test
