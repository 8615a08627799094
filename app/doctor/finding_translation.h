// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/language.h"
#include "doctor/finding_row.h"

#include <string_view>

/// The catalogue's words in the languages of the reports.
namespace twb::doctor {

/// One row of a translation table, found by the id.
struct FindingTranslation {
    std::string_view id;
    std::string_view title;
    std::string_view fix;
};

/// Title of a finding. Static storage.
std::string_view titleOf(const FindingInfo& info, Language language);
/// What it means and what to do. Static storage.
std::string_view fixOf(const FindingInfo& info, Language language);

} // namespace twb::doctor
