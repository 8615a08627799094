// SPDX-License-Identifier: Apache-2.0
#include "common/metrics.h"
#include "common/theme.h"
#include <algorithm>
#include <QApplication>
#include <QFontInfo>
#include <QFontMetricsF>

namespace twb::ui::metrics {

namespace {
struct Factors {
    qreal width = 1, height = 1;
};

/// Measured again only when the font of the application is another one.
const Factors& factors() {
    static QFont measured;
    static Factors result;
    static bool known = false;
    const QFont font = QApplication::font();
    if (!known || font != measured) {
        known = true;
        measured = font;
        result.width = std::max(0.8, QFontMetricsF(font).averageCharWidth() / 7.0);
        result.height = std::max(1.0, QFontInfo(font).pixelSize() / 13.0);
    }
    return result;
}

int byDensity(int normal, int compact) {
    return height(Theme::current().density() == Density::Compact ? compact : normal);
}

/// A line of fixed font grows with the step of its size.
int fixedLine(int designed) {
    const int step = std::max(0, Theme::current().monoStep());
    return designed + qRound(step * 1.25 * Theme::current().zoomPercent() / 100.0);
}
} // namespace

int width(int designed) {
    return qRound(designed * factors().width);
}
int height(int designed) {
    return qRound(designed * factors().height);
}

int control() {
    return height(26);
}
int smallButton() {
    return height(24);
}
int mainButton() {
    return height(32);
}
int paneHeader() {
    return byDensity(36, 32);
}
int tableRow() {
    return byDensity(30, 26);
}
int tableHeader() {
    return height(28);
}
int tabBar() {
    return height(36);
}
int messageBar() {
    return height(34);
}
int badge() {
    return height(18);
}
int verdictStrip() {
    return byDensity(60, 48);
}
int timeline() {
    return byDensity(58, 46);
}
int codeLine() {
    return fixedLine(byDensity(20, 18));
}
int encodedLine() {
    return fixedLine(height(22));
}
int gap() {
    return Theme::current().density() == Density::Compact ? 6 : 8;
}

} // namespace twb::ui::metrics
