// SPDX-License-Identifier: Apache-2.0
#include "doctor/finding_catalogue.h"

namespace twb::doctor {

std::string_view name(Severity severity) {
    constexpr std::array<std::string_view, 3> names{"error", "warning", "info"};
    return names[static_cast<std::size_t>(severity)];
}

std::string_view name(Category category) {
    constexpr std::array<std::string_view, 10> names{"transport", "structure", "header", "algorithm", "key",
                                                     "signature", "time",      "policy", "profile",   "security"};
    return names[static_cast<std::size_t>(category)];
}

} // namespace twb::doctor
