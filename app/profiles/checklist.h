// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "profiles/judge.h"

namespace twb::profiles {

enum class PointState : std::uint8_t { Met, NotMet, CannotBeSeen };
/// `met`, `not-met`, `cannot-be-seen`.
std::string_view name(PointState state);

/// A point of the integration checklist and what this token says to it.
struct PointResult {
    const ChecklistPoint* point = nullptr; ///< of the profile, which must outlive this
    PointState state = PointState::CannotBeSeen;
    std::vector<const RuleRow*> rows; ///< those that decided it; of the judgement, which must outlive this
};

/// The checklist of a profile. A point is met when each of its rules that could be judged is met and at least one was;
/// notes do not count against it.
std::vector<PointResult> checkPoints(const Profile& profile, const Judgement& judgement);

/// The text is the vendor's refusal as plain JSON: an object with the members that the profile names.
bool isPlainRefusal(const Profile& profile, std::string_view text);

/// Judgement of a plain refusal: the rules for its members, no signature and no header.
/// @errors json-…
Result<Judgement> judgeRefusal(const Profile& profile, std::string_view text, const Expected& expected, Time now);

/// Words for a report in English. The window brings its own.
struct ReportWords {
    std::string_view heading = "Integration checklist";
    std::string_view met = "met", notMet = "not met", cannotBeSeen = "cannot be seen from a token";
    std::string_view how = "How to check";
    std::string_view judgedAt = "Judged as of";
    std::string_view rules = "What the token says";
    std::string_view refusal = "This is a plain refusal in JSON, not a token: there is no signature to check.";
};
struct ReportFacts {
    const Profile* profile = nullptr;
    const Judgement* judgement = nullptr;
    std::vector<PointResult> points;
    Time now{};
    bool isRefusal = false;
};
/// The sentence of a row in the language of the report.
using RowWords = std::string (*)(const RuleRow&);
enum class ReportFormat : std::uint8_t { Markdown, Html };
/// A page to print or to forward. Values of personal data (CPF, e-mail addresses) are masked; no token, no key.
std::string checklistReport(const ReportFacts& facts, ReportFormat format, const ReportWords& words = {},
                            RowWords rowWords = nullptr);

} // namespace twb::profiles
