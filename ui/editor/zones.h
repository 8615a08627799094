// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/phrases.h"
#include "workbench/settings.h"

namespace twb::ui {

/// Zone and locale of every date in the editor, as the settings have it now.
inline workbench::DateStyle dateStyle(const workbench::Settings& settings) {
    workbench::DateStyle style;
    style.zone = settings.zone() == workbench::ZoneChoice::Utc ? QTimeZone::utc() : QTimeZone::systemTimeZone();
    return style;
}

} // namespace twb::ui
