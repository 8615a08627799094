// SPDX-License-Identifier: Apache-2.0
// Internal to app/doctor: the claims that are dates, and what size tells of the unit of a number.
#pragma once

#include <array>
#include <string_view>

namespace twb::doctor {

constexpr auto dateClaims = std::to_array<std::string_view>({"exp", "nbf", "iat", "auth_time", "updated_at"});
constexpr double milliseconds = 1e11; ///< from here on a number of seconds would lie beyond the year 5138
constexpr double microseconds = 1e14;
constexpr double nanoseconds = 1e17;

} // namespace twb::doctor
