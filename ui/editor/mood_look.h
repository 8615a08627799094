// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/fact_cell.h"
#include "common/icons.h"
#include "common/theme.h"
#include "workbench/phrases.h"

#include <QCoreApplication>

namespace twb::ui {

/// The icon of a verdict; its shape alone tells the meaning (ui.md §4).
inline Icon moodIcon(workbench::FactMood mood) {
    switch (mood) {
    case workbench::FactMood::Good:
        return Icon::Ok;
    case workbench::FactMood::Warning:
        return Icon::Warn;
    case workbench::FactMood::Error:
        return Icon::Err;
    case workbench::FactMood::Neutral:
        break;
    }
    return Icon::Neutral;
}

inline Role moodRole(workbench::FactMood mood) {
    switch (mood) {
    case workbench::FactMood::Good:
        return Role::Ok;
    case workbench::FactMood::Warning:
        return Role::Warn;
    case workbench::FactMood::Error:
        return Role::Err;
    case workbench::FactMood::Neutral:
        break;
    }
    return Role::Neu;
}

inline FactState factState(workbench::FactMood mood) {
    switch (mood) {
    case workbench::FactMood::Good:
        return FactState::Good;
    case workbench::FactMood::Warning:
        return FactState::Warning;
    case workbench::FactMood::Error:
        return FactState::Error;
    case workbench::FactMood::Neutral:
        break;
    }
    return FactState::Neutral;
}

/// The verdict in one word, for screen readers.
inline QString moodWord(workbench::FactMood mood) {
    switch (mood) {
    case workbench::FactMood::Good:
        return QCoreApplication::translate("Mood", "Good");
    case workbench::FactMood::Warning:
        return QCoreApplication::translate("Mood", "Warning");
    case workbench::FactMood::Error:
        return QCoreApplication::translate("Mood", "Error");
    case workbench::FactMood::Neutral:
        break;
    }
    return QCoreApplication::translate("Mood", "Not checked");
}

} // namespace twb::ui
