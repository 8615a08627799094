// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace twb::profiles {

/// Text as it stands between HTML tags or in a quoted attribute; for the reports that are made to be forwarded.
std::string escapedHtml(std::string_view text);

} // namespace twb::profiles
