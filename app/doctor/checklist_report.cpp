// SPDX-License-Identifier: Apache-2.0
#include "doctor/checklist_report.h"

#include "doctor/report_parts.h"

#include <optional>

namespace twb::doctor {
namespace {

using Kind = ReportBlock::Kind;

ReportMark markOf(profiles::PointState state) {
    return state == profiles::PointState::Met      ? ReportMark::Good
           : state == profiles::PointState::NotMet ? ReportMark::Error
                                                   : ReportMark::Neutral;
}

} // namespace

std::string_view stateWord(profiles::PointState state, Language language) {
    const ReportWords& words = reportWords(language);
    return state == profiles::PointState::Met      ? words.pointMet
           : state == profiles::PointState::NotMet ? words.pointNotMet
                                                   : words.pointHidden;
}

std::string ruleText(const profiles::RuleRow& row, Language language) {
    const std::string detail = row.detail.in(language);
    return row.sentence.in(language) + (detail.empty() ? "" : " (" + detail + ")");
}

void addRules(std::vector<ReportBlock>& blocks, const profiles::Judgement& rules, Language language,
              const Cleaner& cleaned) {
    if (rules.rows.empty()) {
        return;
    }
    blocks.push_back({Kind::Heading, ReportMark::Neutral, {}, std::string(reportWords(language).rules), {}});
    for (const profiles::RuleRow& row : rules.rows) {
        const ReportMark mark = row.outcome == profiles::RuleOutcome::Met         ? ReportMark::Good
                                : row.outcome == profiles::RuleOutcome::NotJudged ? ReportMark::Neutral
                                : row.weight == profiles::Weight::Error           ? ReportMark::Error
                                                                                  : ReportMark::Warning;
        blocks.push_back({Kind::Row, mark, {}, cleaned(row.sentence.in(language)), {cleaned(row.detail.in(language))}});
    }
}

void addPoints(std::vector<ReportBlock>& blocks, const profiles::Profile& profile, const profiles::Judgement& rules,
               Language language, const Cleaner& cleaned) {
    const ReportWords& words = reportWords(language);
    std::size_t number = 1;
    for (const profiles::PointResult& result : profiles::checkPoints(profile, rules)) {
        ReportBlock block{Kind::Point,
                          markOf(result.state),
                          std::string(stateWord(result.state, language)),
                          std::to_string(number++) + ". " + result.point->titleIn(language),
                          {std::string(words.howToCheck), result.point->howIn(language)}};
        for (const profiles::RuleRow* row : result.rows) {
            block.more.push_back(cleaned(ruleText(*row, language)));
        }
        blocks.push_back(std::move(block));
    }
}

std::string writeChecklist(const ChecklistInputs& inputs) {
    const ReportWords& words = reportWords(inputs.language);
    std::optional<Masker> masker;
    if (inputs.reading) {
        masker.emplace(*inputs.reading, std::string_view(), PersonalData::Masked, SignaturePart::LeftOff);
    }
    const Cleaner cleaned = [&](const std::string& text) {
        return masker ? masker->text(text) : maskPersonalValues(text);
    };
    std::vector<ReportBlock> blocks;
    blocks.push_back(
        {Kind::Title, ReportMark::Neutral, {}, std::string(words.checklist) + ": " + inputs.profile->title, {}});
    blocks.push_back({Kind::Fact, ReportMark::Neutral, std::string(words.asOf), formatUtc(inputs.asOf), {}});
    if (inputs.isRefusal) {
        blocks.push_back({Kind::Words, ReportMark::Error, {}, std::string(words.refusal), {}});
    }
    blocks.push_back({Kind::Heading, ReportMark::Neutral, {}, std::string(words.points), {}});
    addPoints(blocks, *inputs.profile, *inputs.judgement, inputs.language, cleaned);
    addRules(blocks, *inputs.judgement, inputs.language, cleaned);
    blocks.push_back(
        {Kind::Words, ReportMark::Neutral, {}, std::string(words.masked) + " " + std::string(words.madeBy), {}});
    return writeBlocks(blocks, inputs.format, inputs.language);
}

} // namespace twb::doctor
