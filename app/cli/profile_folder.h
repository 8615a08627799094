// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/session.h"
#include "profiles/judge.h"
#include "profiles/library.h"

namespace twb::cli {

/// Where the person's own profiles lie: $XDG_DATA_HOME/token-workbench/profiles, or below $HOME/.local/share. Empty if
/// neither is set.
std::string profileFolder();
/// Built-in profiles and the person's own; files that cannot be used are named on standard error.
profiles::SharedLibrary readProfiles(Session& session);
/// The profile of that id.  @errors usage, with the ids there are
Answer<const profiles::Profile*> findProfile(const profiles::Library& library, std::string_view id);
/// `--var NAME=VALUE`.  @errors usage
Answer<std::map<std::string, std::string>> readVariables(const Session& session);

/// `{"id","title","chosen_by","met","not_met","not_judged","rules":[{"id","outcome","weight","sentence","detail",
/// "note"}]}`.
std::string judgementJson(const profiles::Profile& profile, profiles::ChosenBy by,
                          const profiles::Judgement& judgement);
/// The same for people.
void printJudgement(Output& output, const profiles::Profile& profile, const profiles::Judgement& judgement);

} // namespace twb::cli
