// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/diagnoser.h"
#include "workbench/phrases.h"

/// What stands over the findings: as bad as the worst of what is shown under it.
namespace twb::workbench {

struct DoctorHeadline {
    FactMood mood = FactMood::Neutral;
    bool busy = false; ///< the search is still under way
    QString title;     ///< “Nothing to repair”, “2 checks failed”
    /// Findings of each severity, and with them the failed and doubtful checks that no finding speaks of.
    int errors = 0;
    int warnings = 0;
    int notes = 0;
    bool hasCards = false; ///< errors or warnings that stand below as findings of their own
};

/// @param diagnosis  null: not there yet
DoctorHeadline headlineOf(const doctor::Version& version, const DocumentDiagnosis* diagnosis);

} // namespace twb::workbench
