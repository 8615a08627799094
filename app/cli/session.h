// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"
#include "cli/arguments.h"
#include "cli/output.h"

namespace twb::cli {

/// What one run of a verb works with.
struct Session {
    const Arguments& arguments;
    Output& output;
    const Clock& clock;
    bool standardInputUsed = false;    ///< it can be read once
    std::span<char* const> words = {}; ///< the whole command line, for the sibling program
};

} // namespace twb::cli
