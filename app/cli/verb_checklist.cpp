// SPDX-License-Identifier: Apache-2.0
#include "base/steady_time.h"
#include "cli/input.h"
#include "cli/json_writer.h"
#include "cli/key_text.h"
#include "cli/profile_folder.h"
#include "cli/verbs.h"
#include "doctor/checklist_report.h"
#include "doctor/diagnosis.h"

namespace twb::cli {

namespace {

/// What a checklist was made from.
struct Checked {
    doctor::SharedReading reading; ///< null for a refusal
    profiles::Judgement judgement;
    bool isRefusal = false;
    std::string_view verdict = "not-checked";
};

Answer<Checked> check(Session& session, const profiles::SharedLibrary& library, const profiles::Profile& profile,
                      const std::string& input, Time now) {
    const auto expected = readVariables(session);
    if (!expected) {
        return passOn(expected);
    }
    Checked checked;
    if (profiles::isPlainRefusal(profile, input)) {
        auto judgement = profiles::judgeRefusal(profile, input, *expected, now);
        if (!judgement) {
            return failure(judgement.error(), "the input", input);
        }
        checked.judgement = std::move(*judgement);
        checked.isRefusal = true;
        return checked;
    }
    const auto encoding = readKeyEncoding(session);
    if (!encoding) {
        return passOn(encoding);
    }
    const auto key = readKeyText(session);
    if (!key) {
        return passOn(key);
    }
    doctor::DiagnosisInputs inputs;
    inputs.input = input;
    if (*key) {
        inputs.keyText = asText((*key)->reveal());
    }
    inputs.keyEncoding = *encoding;
    inputs.now = now;
    inputs.profile = profile.id;
    inputs.library = library;
    inputs.expected = *expected;
    inputs.limits.clock = steadyTime;
    doctor::Diagnosis diagnosis = doctor::diagnose(inputs);
    checked.reading = doctor::readToken(std::make_shared<const std::string>(diagnosis.token), {});
    checked.judgement = std::move(diagnosis.rules);
    checked.verdict = doctor::name(diagnosis.verdict);
    if (checked.judgement.rows.empty()) {
        return failure(Error{ErrorCode::TokenStructure, "there is neither a token nor a refusal in the text", {}},
                       "the input");
    }
    return checked;
}

std::string checklistJson(const profiles::Profile& profile, const Checked& checked,
                          const std::vector<profiles::PointResult>& points) {
    JsonArray list;
    for (const profiles::PointResult& result : points) {
        JsonArray rules;
        for (const profiles::RuleRow* row : result.rows) {
            rules.raw(quoted(row->id));
        }
        JsonObject object;
        object.text("id", result.point->id).text("title", result.point->title);
        object.text("state", profiles::name(result.state)).text("how", result.point->how);
        list.raw(object.raw("rules", rules.finish()).finish());
    }
    JsonObject object;
    object.text("kind", checked.isRefusal ? "refusal" : "token").text("verdict", checked.verdict);
    object.raw("points", list.finish());
    return object.raw("profile", judgementJson(profile, profiles::ChosenBy::Person, checked.judgement)).finish();
}

void printChecklist(Output& output, const profiles::Profile& profile, const Checked& checked,
                    const std::vector<profiles::PointResult>& points) {
    if (checked.isRefusal) {
        output.line("a plain refusal in JSON, not a token: there is no signature to check");
    } else {
        output.fact("signature", checked.verdict, checked.verdict == "verified" ? Style::Good : Style::Careful);
    }
    std::size_t number = 1;
    for (const profiles::PointResult& result : points) {
        const bool met = result.state == profiles::PointState::Met;
        const bool open = result.state == profiles::PointState::CannotBeSeen;
        output.line();
        output.write(std::to_string(number++) + ". ");
        output.line(result.point->title, Style::Heading);
        output.line(met    ? "   met"
                    : open ? "   cannot be seen from a token"
                           : "   not met",
                    met    ? Style::Good
                    : open ? Style::Quiet
                           : Style::Bad);
        for (const profiles::RuleRow* row : result.rows) {
            output.write("   ");
            output.foreign(row->sentence.english());
            output.line();
        }
        output.line("   " + result.point->how);
    }
    printJudgement(output, profile, checked.judgement);
}

} // namespace

Answer<Exit> runChecklist(Session& session) {
    const std::string_view report = session.arguments.text("--report");
    const auto format = doctor::findReportFormat(report);
    if (session.arguments.has("--report") && !format) {
        return usage("--report is html, md or text");
    }
    const auto language =
        findLanguage(session.arguments.has("--language") ? session.arguments.text("--language") : "en");
    if (!language) {
        return usage("--language is en or pt");
    }
    if (session.arguments.has("--language") && !format) {
        return usage("--language belongs to --report");
    }
    const auto now = readNow(session);
    if (!now) {
        return passOn(now);
    }
    const auto library = readProfiles(session);
    const std::string_view id =
        session.arguments.has("--profile") ? session.arguments.text("--profile") : "caf-sdk-response";
    const auto profile = findProfile(*library, id);
    if (!profile) {
        return passOn(profile);
    }
    if ((*profile)->checklist.empty()) {
        return usage("this profile has no checklist");
    }
    const auto input = readInput(session);
    if (!input) {
        return passOn(input);
    }
    const auto checked = check(session, library, **profile, *input, *now);
    if (!checked) {
        return passOn(checked);
    }
    const auto points = profiles::checkPoints(**profile, checked->judgement);
    if (session.output.json()) {
        session.output.line(checklistJson(**profile, *checked, points));
    } else if (format) {
        doctor::ChecklistInputs page;
        page.profile = *profile;
        page.judgement = &checked->judgement;
        page.reading = checked->reading;
        page.asOf = *now;
        page.isRefusal = checked->isRefusal;
        page.format = *format;
        page.language = *language;
        session.output.write(doctor::writeChecklist(page));
    } else {
        printChecklist(session.output, **profile, *checked, points);
    }
    for (const profiles::PointResult& result : points) {
        if (result.state == profiles::PointState::NotMet) {
            return Exit::No;
        }
    }
    return Exit::Yes;
}

} // namespace twb::cli
