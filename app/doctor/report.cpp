// SPDX-License-Identifier: Apache-2.0
#include "doctor/report.h"

#include "doctor/finding_reference.h"
#include "doctor/report_parts.h"

#include <algorithm>

namespace twb::doctor {
namespace {

using Kind = ReportBlock::Kind;

ReportMark markOf(Severity severity) {
    return severity == Severity::Error     ? ReportMark::Error
           : severity == Severity::Warning ? ReportMark::Warning
                                           : ReportMark::Neutral;
}

void addFact(std::vector<ReportBlock>& blocks, std::string_view label, std::string text) {
    if (!text.empty()) {
        blocks.push_back({Kind::Fact, ReportMark::Neutral, std::string(label), std::move(text), {}});
    }
}

void addHeading(std::vector<ReportBlock>& blocks, std::string_view text) {
    blocks.push_back({Kind::Heading, ReportMark::Neutral, {}, std::string(text), {}});
}

void addFindings(std::vector<ReportBlock>& blocks, const ReportInputs& inputs, const Masker& masker) {
    const ReportWords& words = reportWords(inputs.language);
    addHeading(blocks, words.findings);
    bool any = false;
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
        for (const Finding& finding : inputs.diagnosis->findings) {
            const FindingInfo& info = finding.info();
            if (info.severity != severity || info.id == "sig-verified" || info.id == "sig-not-checked") {
                continue;
            }
            any = any || severity != Severity::Info;
            const std::string_view word = severity == Severity::Error     ? words.error
                                          : severity == Severity::Warning ? words.warning
                                                                          : words.note;
            blocks.push_back({Kind::Finding,
                              markOf(severity),
                              std::string(word),
                              std::string(titleOf(info, inputs.language)),
                              {std::string(info.id), masker.text(finding.evidence.in(inputs.language)),
                               std::string(fixOf(info, inputs.language)), referenceOf(info).text()}});
        }
    }
    if (!inputs.refusedBy.empty()) {
        std::string names(words.refusedFor);
        for (const std::string& id : inputs.refusedBy) { // "dpop-htm"
            names += (id == inputs.refusedBy.front() ? " " : ", ") + id.substr(id.find('-') + 1);
        }
        blocks.push_back({Kind::Words, ReportMark::Error, {}, names + ".", {}});
    } else if (!any) {
        blocks.push_back({Kind::Words, ReportMark::Good, {}, std::string(words.nothing), {}});
    }
}

std::string profileVerdict(const ReportInputs& inputs) {
    const profiles::Profile* profile = inputs.diagnosis->profile;
    if (profile == nullptr) {
        return {};
    }
    const ReportWords& words = reportWords(inputs.language);
    const profiles::Judgement& rules = inputs.diagnosis->rules;
    const std::string& title = profile->shortName.empty() ? profile->title : profile->shortName;
    return title + ": " + std::to_string(rules.met) + "/" + std::to_string(rules.rows.size()) + " " +
           std::string(words.met) +
           (rules.notMet > 0 ? ", " + std::to_string(rules.notMet) + " " + std::string(words.notMet) : "") +
           (rules.notJudged > 0 ? ", " + std::to_string(rules.notJudged) + " " + std::string(words.notJudged) : "");
}

void addPart(std::vector<ReportBlock>& blocks, const ReportInputs& inputs, const Masker& masker, const Part& part,
             std::string_view title) {
    const ReportWords& words = reportWords(inputs.language);
    addHeading(blocks, title);
    const std::string text = masker.part(part);
    const bool encrypted = &part == &inputs.reading->payload && inputs.reading->kind == TokenKind::Jwe;
    if (encrypted || text.empty()) {
        blocks.push_back(
            {Kind::Words, ReportMark::Neutral, {}, std::string(encrypted ? words.encrypted : words.noJson), {}});
    } else {
        blocks.push_back({Kind::Code, ReportMark::Neutral, {}, text, {}});
    }
}

/// The encoded text says what header and claims say: it stands there only if nothing of them is hidden.
void addEncoded(std::vector<ReportBlock>& blocks, const ReportInputs& inputs, const Masker& masker) {
    const Reading& reading = *inputs.reading;
    if (reading.kind != TokenKind::Jws || masker.hidesSomething()) {
        return;
    }
    std::string text = *reading.encoded;
    const Segment* signature = reading.segment('S');
    if (inputs.signature == SignaturePart::LeftOff && signature != nullptr && signature->range.length > 0) {
        text = text.substr(0, signature->range.offset) + "…";
    }
    addHeading(blocks, reportWords(inputs.language).encoded);
    blocks.push_back({Kind::Code, ReportMark::Neutral, {}, text, {}});
}

} // namespace

std::optional<ReportFormat> findReportFormat(std::string_view name) {
    return name == "md" || name == "markdown" ? std::optional(ReportFormat::Markdown)
           : name == "html"                   ? std::optional(ReportFormat::Html)
           : name == "text" || name == "txt"  ? std::optional(ReportFormat::Text)
                                              : std::nullopt;
}

std::string_view fileEnding(ReportFormat format) {
    return format == ReportFormat::Markdown ? "md" : format == ReportFormat::Html ? "html" : "txt";
}

std::vector<ReportBlock> reportBlocks(const ReportInputs& inputs) {
    const ReportWords& words = reportWords(inputs.language);
    const Masker masker(*inputs.reading, inputs.keyText, inputs.personal, inputs.signature);
    std::vector<ReportBlock> blocks;
    blocks.push_back({Kind::Title,
                      ReportMark::Neutral,
                      {},
                      std::string(words.title) + (inputs.title.empty() ? "" : ": " + masker.text(inputs.title)),
                      {}});
    addFact(blocks, words.asOf, formatUtc(inputs.asOf));
    addFact(blocks, words.signature, signatureVerdict(inputs));
    addFact(blocks, words.time, timeVerdict(inputs));
    addFact(blocks, words.profile, profileVerdict(inputs));
    addFindings(blocks, inputs, masker);
    if (const profiles::Profile* profile = inputs.diagnosis->profile) {
        const Cleaner cleaned = [&](const std::string& text) { return masker.text(text); };
        addRules(blocks, inputs.diagnosis->rules, inputs.language, cleaned);
        if (!profile->checklist.empty()) {
            addHeading(blocks, words.checklist);
            addPoints(blocks, *profile, inputs.diagnosis->rules, inputs.language, cleaned);
        }
    }
    addPart(blocks, inputs, masker, inputs.reading->header, words.header);
    addPart(blocks, inputs, masker, inputs.reading->payload, words.claims);
    addEncoded(blocks, inputs, masker);
    std::string foot;
    if (inputs.personal == PersonalData::Masked) {
        foot += std::string(words.masked) + " ";
    }
    if (inputs.signature == SignaturePart::LeftOff) {
        foot += std::string(words.signatureOff) + " ";
    }
    blocks.push_back({Kind::Words, ReportMark::Neutral, {}, foot + std::string(words.madeBy), {}});
    return blocks;
}

std::string writeReport(const ReportInputs& inputs) {
    return writeBlocks(reportBlocks(inputs), inputs.format, inputs.language);
}

} // namespace twb::doctor
