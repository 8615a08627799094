// SPDX-License-Identifier: Apache-2.0
#include "doctor/evaluation.h"

#include <array>

namespace twb::doctor {
namespace {

/// The first whole second at or after the date: what whole seconds are compared with.
Time upper(const DateValue& value) {
    return value.moment + std::chrono::seconds(value.hasFraction ? 1 : 0);
}

bool isFaulty(const std::optional<DateValue>& value) {
    return value && value->unit != DateValue::Unit::Seconds;
}

/// exp and nbf decide; if one of them is no moment, nothing can be said. Other dates with the same fault are named too.
void collectFaults(TimeFacts& facts, const std::optional<DateValue>& exp, const std::optional<DateValue>& nbf) {
    const std::optional<DateValue>& first = isFaulty(exp) ? exp : nbf;
    if (!isFaulty(first)) {
        return;
    }
    facts.fault = first->unit;
    for (const TimeMark& mark : facts.marks) {
        if (mark.value.unit == facts.fault) {
            facts.faulty.push_back(mark.name);
        }
    }
}

} // namespace

TimeFacts judgeTime(const Reading& reading, std::chrono::seconds leeway, Time now) {
    TimeFacts facts;
    facts.now = now;
    facts.leeway = leeway;
    if (reading.kind == TokenKind::Empty) {
        return facts;
    }
    if (!reading.payload.isObject) {
        const bool hidden = isEncrypted(reading.kind) && !reading.payload.present;
        facts.state = hidden ? TimeState::Hidden : TimeState::NotReadable;
        return facts;
    }
    std::optional<DateValue> exp, nbf;
    for (const std::string_view name : std::to_array<std::string_view>({"iat", "nbf", "exp", "auth_time"})) {
        const Claim* claim = reading.claim(name);
        if (claim == nullptr || !claim->date) {
            continue;
        }
        const DateValue& value = *claim->date;
        facts.marks.push_back({std::string(name), value});
        const auto moment = value.unit == DateValue::Unit::Seconds ? std::optional<Time>(value.moment) : std::nullopt;
        if (name == "exp") {
            exp = value;
            facts.exp = moment;
        } else if (name == "nbf") {
            nbf = value;
            facts.nbf = moment;
        } else if (name == "iat") {
            facts.iat = moment;
        } else {
            facts.authTime = moment;
        }
    }
    collectFaults(facts, exp, nbf);
    if (!facts.faulty.empty()) {
        facts.state = TimeState::CannotBeJudged;
    } else if (exp && now >= upper(*exp) + leeway) {
        facts.state = TimeState::Expired;
        facts.span = now - exp->moment;
    } else if (nbf && now < upper(*nbf) - leeway) {
        facts.state = TimeState::NotYetValid;
        facts.span = upper(*nbf) - now;
    } else if (exp && now >= upper(*exp)) {
        facts.state = TimeState::ExpiredWithinLeeway;
        facts.span = now - exp->moment;
    } else if (exp) {
        facts.state = TimeState::ExpiresIn;
        facts.span = upper(*exp) - now;
    } else {
        facts.state = TimeState::DoesNotExpire;
    }
    return facts;
}

TimeFacts judgeTime(const Version& version, std::chrono::seconds leeway, Time now) {
    if (version.inner == nullptr) {
        return judgeTime(*version.reading, leeway, now);
    }
    TimeFacts facts = judgeTime(*version.inner, leeway, now);
    facts.ofInner = true;
    return facts;
}

} // namespace twb::doctor
