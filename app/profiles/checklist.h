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

} // namespace twb::profiles
