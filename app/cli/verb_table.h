// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/failure.h"

#include <span>

namespace twb::cli {

struct Session;

/// One option of a verb.
struct OptionSpec {
    enum class Times { Once, Repeated };
    std::string_view name;  ///< "--alg"
    std::string_view value; ///< what stands for the value in help: "A[,B]"; empty for a switch
    std::string_view help;
    Times times = Times::Once;
};

/// One verb: the row from which the parser and the help are made.
struct VerbSpec {
    enum class Input { None, Optional };
    std::string_view name;     ///< "decode", "key convert"
    std::string_view synopsis; ///< after the name
    std::string_view summary;
    Input input;   ///< whether INPUT may be given
    bool takesKey; ///< adds keyOptions()
    std::span<const OptionSpec> options;
    Answer<Exit> (*run)(Session&);
    std::string_view more; ///< further lines of its help; may be empty
};

/// Every verb that exists, in the order of the help.
std::span<const VerbSpec> verbs();
/// Key options, the same for every verb that takes a key.
std::span<const OptionSpec> keyOptions();
/// nullptr if there is none of that name.
const VerbSpec* findVerb(std::string_view name);

/// The overview, or the help of one verb.
std::string helpText();
std::string helpText(const VerbSpec& verb);

} // namespace twb::cli
