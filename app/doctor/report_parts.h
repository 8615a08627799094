// SPDX-License-Identifier: Apache-2.0
#pragma once
// Inside of the report: what it says, apart from how it is written.
#include "doctor/report.h"

#include <functional>

namespace twb::doctor {

/// One piece of a report; texts are plain and unescaped.
struct ReportBlock {
    enum class Kind : std::uint8_t {
        Title,
        Heading,
        Fact,    ///< label: text
        Finding, ///< mark, label (severity), text (title), more: id, evidence, fix
        Row,     ///< mark, text, more[0]: detail
        Point,   ///< mark, label (state), text (number and title), more: "How to check", how, then what decided it
        Code,    ///< text, as it stands
        Words
    };
    Kind kind = Kind::Words;
    ReportMark mark = ReportMark::Neutral;
    std::string label;
    std::string text;
    std::vector<std::string> more;
};

/// Words of the frame in one language.
struct ReportWords {
    std::string_view title, asOf, token, verdicts, signature, time, profile, findings, header, claims, nothing,
        refusedFor, error, warning, note, evidence, masked, signatureOff, encoded, encrypted, noJson, rules, madeBy,
        met, notMet, notJudged, checklist, points, pointMet, pointNotMet, pointHidden, howToCheck, refusal;
};
const ReportWords& reportWords(Language language);
std::string signatureVerdict(const ReportInputs& inputs);
std::string timeVerdict(const ReportInputs& inputs);

std::vector<ReportBlock> reportBlocks(const ReportInputs& inputs);

/// Takes out of a text what must not be handed on.
using Cleaner = std::function<std::string(const std::string&)>;
/// The heading and a row for each rule; nothing without rules.                                    checklist_report.cpp
void addRules(std::vector<ReportBlock>& blocks, const profiles::Judgement& rules, Language language,
              const Cleaner& cleaned);
/// The points of a profile's checklist.                                                           checklist_report.cpp
void addPoints(std::vector<ReportBlock>& blocks, const profiles::Profile& profile, const profiles::Judgement& rules,
               Language language, const Cleaner& cleaned);

std::string writeBlocks(const std::vector<ReportBlock>& blocks, ReportFormat format, Language language);

std::string writeMarkdown(const std::vector<ReportBlock>& blocks);
std::string writeHtml(const std::vector<ReportBlock>& blocks, Language language);
std::string writeText(const std::vector<ReportBlock>& blocks);

} // namespace twb::doctor
