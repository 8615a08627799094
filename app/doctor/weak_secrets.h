// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string_view>

namespace twb::doctor {

/// Example secrets of documentation, tutorials, starter projects and libraries, the most usual first. Whoever signs
/// with one of them signs with nothing.
std::span<const std::string_view> weakSecrets();

bool isWeakSecret(std::string_view secret);

} // namespace twb::doctor
