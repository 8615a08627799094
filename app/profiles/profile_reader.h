// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "profiles/profile.h"

namespace twb::profiles {

/// One thing that is wrong with a profile's file.
struct ProfileProblem {
    std::string file;   ///< name without folder; empty for a text
    LineColumn place;   ///< in the file
    TextRange where;    ///< the same in octets
    std::string member; ///< `policy.claims[2].type`; empty for the whole
    std::string what;   ///< a sentence
    std::string advice; ///< what to do; a sentence
};
/// "mine.json, line 3, column 14, policy.claims[0].type: … What to do."
std::string textOf(const ProfileProblem& problem);

/// A profile, or everything that is wrong with it (at most 20).
struct ProfileReading {
    std::optional<Profile> profile;
    std::vector<ProfileProblem> problems;
};

/// Reads and checks one profile. Every member is known to the schema: a name that is not is a problem, since a rule
/// that is silently not applied looks like one that is met. Names that begin with `$` or `x-` are remarks.
ProfileReading readProfile(std::string_view json, std::string file = {});

} // namespace twb::profiles
