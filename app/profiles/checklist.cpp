// SPDX-License-Identifier: Apache-2.0
#include "profiles/checklist.h"

#include <algorithm>
#include <array>

namespace twb::profiles {
std::string_view name(PointState state) {
    constexpr std::array<std::string_view, 3> names{"met", "not-met", "cannot-be-seen"};
    return names[static_cast<std::size_t>(state)];
}

std::vector<PointResult> checkPoints(const Profile& profile, const Judgement& judgement) {
    std::vector<PointResult> results;
    for (const ChecklistPoint& point : profile.checklist) {
        PointResult result{&point, PointState::CannotBeSeen, {}};
        bool met = false, broken = false;
        for (const std::string& id : point.rules) {
            const RuleRow* row = judgement.row(id);
            if (row == nullptr || row->outcome == RuleOutcome::NotJudged) {
                continue;
            }
            result.rows.push_back(row);
            // What is missing is a missed point even where the profile only recommends it.
            const bool absent = std::any_of(row->faults.begin(), row->faults.end(), [](const RuleFault& fault) {
                return fault.fault == Fault::Missing || fault.fault == Fault::NoKey;
            });
            const bool against = row->outcome == RuleOutcome::NotMet && (row->weight != Weight::Info || absent);
            broken = broken || against;
            met = met || !against;
        }
        result.state = broken ? PointState::NotMet : met ? PointState::Met : PointState::CannotBeSeen;
        results.push_back(std::move(result));
    }
    return results;
}

bool isPlainRefusal(const Profile& profile, std::string_view text) {
    json::Tape tape;
    if (profile.refusalMembers.empty() || !tape.parse(text)) {
        return false;
    }
    const json::Value root = tape.root();
    return root.is(json::Type::Object) &&
           std::all_of(profile.refusalMembers.begin(), profile.refusalMembers.end(),
                       [&](const std::string& member) { return root.find(member).exists(); });
}

Result<Judgement> judgeRefusal(const Profile& profile, std::string_view text, const Expected& expected, Time now) {
    json::Tape tape;
    if (const auto parsed = tape.parse(text); !parsed) {
        return passOn(parsed);
    }
    Policy policy;
    if (profile.policy) {
        for (const MemberRule& rule : profile.policy->members) {
            if (!rule.inHeader && tape.root().find(rule.name).exists()) {
                policy.members.push_back(rule);
            }
        }
    }
    return judge(policy, {json::Value(), tape.root(), SignatureSeen::NotChecked}, expected, now);
}

const std::string& ChecklistPoint::titleIn(Language language) const {
    return language == Language::Portuguese && !titlePt.empty() ? titlePt : title;
}

const std::string& ChecklistPoint::howIn(Language language) const {
    return language == Language::Portuguese && !howPt.empty() ? howPt : how;
}

} // namespace twb::profiles
