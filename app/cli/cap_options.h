// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/arguments.h"
#include "cli/failure.h"
#include "jose/jwe_form.h"

namespace twb::cli {

/// The usual caps, raised or lowered by --max-inflated and --max-pbes2-count.
/// @errors usage (no whole number from 1 to 1,000,000,000)
Answer<jose::JweLimits> readCaps(const Arguments& arguments);

/// The option that raises the cap of which an error speaks: "--max-inflated"; empty for every other error.
std::string_view optionRaising(const Error& error);

/// The detail of an error, with that option where there is one.
std::string detailWithOption(const Error& error);

} // namespace twb::cli
