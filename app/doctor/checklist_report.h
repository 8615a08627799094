// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/report.h"
#include "profiles/checklist.h"

namespace twb::doctor {

/// What a page with a vendor's integration checklist is made from.
struct ChecklistInputs {
    const profiles::Profile* profile = nullptr;     ///< never null
    const profiles::Judgement* judgement = nullptr; ///< never null
    SharedReading reading;                          ///< of the token, so that its personal values are known; or null
    Time asOf{};
    bool isRefusal = false; ///< a plain refusal in JSON was judged, no token

    ReportFormat format = ReportFormat::Markdown;
    Language language = Language::English;
};

/// A page to print or to forward: each point with its state, what the token says to it and how to check it, then all
/// rules. Personal values are masked; neither token nor key stands in it. UTF-8.
std::string writeChecklist(const ChecklistInputs& inputs);

/// "met", "not met", "cannot be seen from a token".
std::string_view stateWord(profiles::PointState state, Language language);

} // namespace twb::doctor
