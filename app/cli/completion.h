// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/failure.h"

#include <string>

namespace twb::cli {

/// What a shell reads to complete twb's verbs, options and their values, made from the table of verbs.
/// @param shell  bash, zsh or fish
/// @errors usage (another shell)
Answer<std::string> completionScript(std::string_view shell);

/// The manual page twb(1) in the man macros, made from the table of verbs.
std::string manualPage();

} // namespace twb::cli
