// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/disclosure_facts.h"
#include "editor/claims_table.h"
#include "editor/code_edit.h"
#include "workbench/phrases.h"

/// What stands beside the lines of a JSON pane: hints, gutter marks, table rows. Pure; nothing is kept.
namespace twb::ui {

/// The members of one part, the part, and what it is compared with.
struct PartFacts {
    const doctor::Part& part;
    const std::vector<doctor::Claim>& claims;
    /// The original's, for “changed” marks; null: nothing to compare with.
    const doctor::Part* originalPart = nullptr;
    const std::vector<doctor::Claim>* originalClaims = nullptr;
    Time now{};
    const workbench::DateStyle& style;
    /// What the profile says to these members; null: nothing.
    const doctor::ProfileFacts* profile = nullptr;
    bool isHeader = false;
    const doctor::SelectiveFacts* selective = nullptr; ///< of an SD-JWT: origin of each claim
};

struct LineFacts {
    QList<InlineHint> hints;
    QList<LineMark> marks;
    QList<int> changedLines;
    QList<ClaimRow> rows;
};

/// One pass over the text. Lines count from 0 in Part::shown; ranges are octets of Part::shown.
LineFacts lineFacts(const PartFacts& facts);

} // namespace twb::ui
