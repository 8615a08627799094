// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/oauth: the files of resources/presets, built in (CMakeLists.txt).
#include <span>
#include <string_view>

namespace twb::oauth {

std::span<const std::string_view> presetTexts();

} // namespace twb::oauth
