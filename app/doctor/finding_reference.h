// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/finding_row.h"

#include <string>
#include <string_view>

/// Where the rule behind a finding is written down.
namespace twb::doctor {

struct FindingReference {
    std::string_view document; ///< `RFC 7519`; empty: no standard speaks of it
    std::string_view section;  ///< `4.1.4`; empty: the whole document

    bool exists() const { return !document.empty(); }
    /// `RFC 7519 §4.1.4`
    std::string text() const;
    /// https address of that section; it is only shown, and opened by a press.
    std::string address() const;
};

/// The reference of one finding: the row with the longest id that the finding's begins with. Static storage.
FindingReference referenceOf(const FindingInfo& info);

} // namespace twb::doctor
