// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/fonts.h"
#include "common/theme.h"
#include <QWidget>

namespace twb::ui {

/// For a widget that paints itself: measures and paints again after every change of the theme (colours, zoom and
/// density), also where Qt sends no event for it.
inline void followTheme(QWidget* widget) {
    QObject::connect(&Theme::current(), &Theme::changed, widget, [widget] {
        widget->updateGeometry();
        widget->update();
    });
}

/// The fixed font, now and after every change of family, size or zoom.
inline void wearMono(QWidget* widget) {
    widget->setFont(fonts::mono());
    QObject::connect(&Theme::current(), &Theme::changed, widget, [widget] { widget->setFont(fonts::mono()); });
}

} // namespace twb::ui
