// SPDX-License-Identifier: Apache-2.0
#include "cli/profile_folder.h"

#include "cli/json_writer.h"

#include <cstdlib>

namespace twb::cli {

std::string profileFolder() {
    const char* data = std::getenv("XDG_DATA_HOME");
    const char* home = std::getenv("HOME");
    if (data != nullptr && *data == '/') { // a relative path counts as unset
        return std::string(data) + "/token-workbench/profiles";
    }
    return home != nullptr && *home != '\0' ? std::string(home) + "/.local/share/token-workbench/profiles"
                                            : std::string();
}

profiles::SharedLibrary readProfiles(Session& session) {
    const std::string folder = profileFolder();
    auto library = folder.empty() ? profiles::Library::builtIn() : profiles::Library::withFolder(folder);
    for (const profiles::ProfileProblem& problem : library->problems()) {
        session.output.note("profile left out: " + profiles::textOf(problem));
    }
    return library;
}

Answer<const profiles::Profile*> findProfile(const profiles::Library& library, std::string_view id) {
    if (const profiles::Profile* profile = library.find(id)) {
        return profile;
    }
    std::string ids;
    for (const profiles::Profile& profile : library.all()) {
        ids += (ids.empty() ? "" : ", ") + profile.id;
    }
    return usage("there is no profile of that name; there are " + ids);
}

Answer<std::map<std::string, std::string>> readVariables(const Session& session) {
    std::map<std::string, std::string> variables;
    for (const std::string_view each : session.arguments.values("--var")) {
        const std::size_t equals = each.find('=');
        if (equals == std::string_view::npos || equals == 0) {
            return usage("--var is NAME=VALUE");
        }
        variables.insert_or_assign(std::string(each.substr(0, equals)), std::string(each.substr(equals + 1)));
    }
    return variables;
}

std::string judgementJson(const profiles::Profile& profile, profiles::ChosenBy by,
                          const profiles::Judgement& judgement) {
    JsonArray rules;
    for (const profiles::RuleRow& row : judgement.rows) {
        JsonObject object;
        object.text("id", row.id).text("outcome", profiles::name(row.outcome));
        object.textOrNull("weight", row.outcome == profiles::RuleOutcome::NotMet ? profiles::name(row.weight)
                                                                                 : std::string_view());
        object.text("sentence", row.sentence.english()).text("detail", row.detail.english()).text("note", row.note);
        rules.raw(object.finish());
    }
    JsonObject object;
    object.text("id", profile.id).text("title", profile.title).text("chosen_by", profiles::name(by));
    object.number("met", static_cast<std::int64_t>(judgement.met));
    object.number("not_met", static_cast<std::int64_t>(judgement.notMet));
    object.number("not_judged", static_cast<std::int64_t>(judgement.notJudged));
    return object.raw("rules", rules.finish()).finish();
}

void printJudgement(Output& output, const profiles::Profile& profile, const profiles::Judgement& judgement) {
    output.line();
    output.line(profile.title + ": " + std::to_string(judgement.met) + " of " + std::to_string(judgement.rows.size()) +
                    " rules met",
                Style::Heading);
    for (const profiles::RuleRow& row : judgement.rows) {
        const bool met = row.outcome == profiles::RuleOutcome::Met;
        const bool open = row.outcome == profiles::RuleOutcome::NotJudged;
        const bool hard = row.weight == profiles::Weight::Error;
        output.write(met    ? "  yes  "
                     : open ? "  ?    "
                     : hard ? "  no   "
                            : "  note ",
                     met    ? Style::Good
                     : open ? Style::Quiet
                     : hard ? Style::Bad
                            : Style::Careful);
        output.foreign(row.sentence.english());
        if (!row.detail.empty()) {
            output.write(" (");
            output.foreign(row.detail.english());
            output.write(")");
        }
        output.line();
    }
}

} // namespace twb::cli
