// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"
#include "base/secret.h"
#include "cli/arguments.h"
#include "cli/output.h"

#include <map>

namespace twb::cli {

/// What one run of a verb works with.
struct Session {
    const Arguments& arguments;
    Output& output;
    const Clock& clock;
    bool standardInputUsed = false;            ///< it can be read once
    std::map<std::string, Secret> passwords{}; ///< of the files read so far: a pipe can be read once, too
    std::span<char* const> words = {};         ///< the whole command line, for the sibling program
};

} // namespace twb::cli
