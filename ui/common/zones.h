// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/phrases.h"
#include "workbench/settings.h"

namespace twb::ui {

/// The zone in which dates are shown, as the settings have it now.
inline QTimeZone chosenZone(const workbench::Settings& settings) {
    switch (settings.zone()) {
    case workbench::ZoneChoice::Utc:
        return QTimeZone::utc();
    case workbench::ZoneChoice::Named:
        return QTimeZone(settings.zoneName());
    case workbench::ZoneChoice::Local:
        break;
    }
    return QTimeZone::systemTimeZone();
}

/// Zone, locale and format of every date in the window, as the settings have it now.
inline workbench::DateStyle dateStyle(const workbench::Settings& settings) {
    workbench::DateStyle style;
    style.zone = chosenZone(settings);
    style.format = settings.dateFormat();
    return style;
}

} // namespace twb::ui
