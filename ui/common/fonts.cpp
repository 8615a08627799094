// SPDX-License-Identifier: Apache-2.0
#include "common/fonts.h"
#include "common/theme.h"
#include <algorithm>
#include <QApplication>
#include <QFontDatabase>
#include <QScreen>

namespace twb::ui::fonts {

namespace {
qreal pixelsPerPoint() {
    const QScreen* screen = QGuiApplication::primaryScreen();
    return (screen ? screen->logicalDotsPerInchY() : 96.0) / 72.0;
}

/// Point sizes keep fractions; QFont::setPixelSize would not.
void setPixels(QFont& font, qreal pixels) {
    font.setPointSizeF(std::max(11.0, pixels) / pixelsPerPoint());
}

qreal basePixels() {
    const QFont font = Theme::current().baseFont();
    return font.pointSizeF() > 0 ? font.pointSizeF() * pixelsPerPoint() : font.pixelSize();
}

QString usualFamily() {
    static const QString family = [] {
        for (const char* name : {"JetBrains Mono", "Cascadia Mono", "SF Mono", "Menlo", "Consolas", "Noto Sans Mono",
                                 "DejaVu Sans Mono"}) {
            const QString candidate = QString::fromLatin1(name);
            if (QFontDatabase::hasFamily(candidate))
                return candidate;
        }
        return QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    }();
    return family;
}

QString monoFamily() {
    const QString chosen = Theme::current().monoFamily();
    return chosen.isEmpty() ? usualFamily() : chosen;
}

QFont fixedFont(qreal pixelOffset) {
    QFont font(monoFamily());
    font.setStyleHint(QFont::Monospace,
                      QFont::StyleStrategy(QFont::PreferDefault | QFont::PreferNoShaping)); // no ligatures
    font.setKerning(false);
    font.setFixedPitch(true);
    const qreal zoom = Theme::current().zoomPercent() / 100.0;
    setPixels(font, basePixels() + (pixelOffset + Theme::current().monoStep()) * zoom);
    return font;
}
} // namespace

QFont ui(Size size, Weight weight) {
    QFont font = Theme::current().baseFont();
    qreal factor = 1;
    switch (size) {
    case Size::Small:
        factor = 0.885;
        break;
    case Size::Label:
        factor = 0.96;
        break;
    case Size::Body:
        break;
    case Size::FactTitle:
        factor = 1.08;
        break;
    case Size::EmptyTitle:
        factor = 1.4;
        break;
    }
    setPixels(font, basePixels() * factor);
    if (weight == Weight::SemiBold)
        font.setWeight(QFont::DemiBold);
    return font;
}

QFont mono() {
    return fixedFont(-0.5);
}

QFont encoded() {
    return fixedFont(0.5);
}

QStringList fixedFamilies() {
    QStringList families;
    for (const QString& family : QFontDatabase::families()) {
        if (QFontDatabase::isFixedPitch(family) && !QFontDatabase::isPrivateFamily(family))
            families.append(family);
    }
    return families;
}

} // namespace twb::ui::fonts
