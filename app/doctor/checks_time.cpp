// SPDX-License-Identifier: Apache-2.0
#include "doctor/date_units.h"
#include "doctor/evidence_phrases.h"
#include "doctor/examination.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace twb::doctor {
namespace {

constexpr auto judgedClaims = std::to_array<std::string_view>({"exp", "nbf", "iat"});

/// A date in seconds; nothing for absent ones and for other units, which have their own finding.
std::optional<double> seconds(const Examination& e, std::string_view name) {
    const auto value = e.number(name);
    return value && *value < milliseconds ? value : std::nullopt;
}

std::string span(double length) {
    return numberText(std::floor(length)) + " s";
}

void checkUnits(Examination& e) {
    for (const std::string_view name : dateClaims) {
        const auto value = e.number(name);
        if (!value || *value < milliseconds) {
            continue;
        }
        const std::string text = std::string(name) + " " + valueText(e.claim(name));
        if (*value < microseconds) {
            e.reportOnce("time-in-milliseconds", say("%1, as milliseconds %2", {text, dateText(*value / 1000)}),
                         FindingPlace::Payload, e.claim(name).range());
        } else {
            e.reportOnce("time-in-microseconds", text, FindingPlace::Payload, e.claim(name).range());
        }
    }
}

void checkTypes(Examination& e) {
    for (const std::string_view name : judgedClaims) {
        const json::Value value = e.claim(name);
        if (!value.exists()) {
            continue;
        }
        const std::string text = std::string(name) + " " + valueText(value);
        if (const auto date = value.string()) {
            const bool digits =
                !date->empty() && std::all_of(date->begin(), date->end(), [](char c) { return c >= '0' && c <= '9'; });
            if (digits) {
                e.reportOnce("time-claim-string", text, FindingPlace::Payload, value.range());
            } else {
                e.reportOnce("time-claim-date-text", text, FindingPlace::Payload, value.range());
            }
        } else if (!value.is(json::Type::Number)) {
            e.reportOnce("time-claim-not-number", say("%1 is %2", {name, typeName(value)}), FindingPlace::Payload,
                         value.range());
        } else if (value.number().value_or(1) <= 0) {
            e.reportOnce("time-zero-or-negative", text, FindingPlace::Payload, value.range());
        }
    }
}

void checkExpiry(Examination& e) {
    const auto exp = seconds(e, "exp");
    if (e.payload.isObject() && !e.claim("exp").exists()) {
        e.report("time-exp-missing");
    }
    if (!exp) {
        return;
    }
    const double now = e.now();
    const TextRange where = e.claim("exp").range();
    if (now >= *exp + e.inputs.policy.leeway) {
        e.report("time-expired", say("exp %1, %2 ago", {dateText(*exp), span(now - *exp)}), FindingPlace::Payload,
                 where);
    } else if (*exp <= now) {
        e.report("time-expired-within-leeway",
                 say("exp %1, now %2, leeway %3", {dateText(*exp), dateText(now), span(e.inputs.policy.leeway)}),
                 FindingPlace::Payload, where);
    }
    constexpr double year = 31536000;
    constexpr double tenYears = 315576000;
    if (*exp > 0 && *exp < year) {
        e.report("time-exp-is-duration", "exp " + numberText(*exp), FindingPlace::Payload, where);
    }
    if (*exp > now + tenYears) {
        e.report("time-far-future", "exp " + dateText(*exp), FindingPlace::Payload, where);
    }
}

void checkBegin(Examination& e) {
    const double now = e.now();
    if (const auto nbf = seconds(e, "nbf"); nbf && now + e.inputs.policy.leeway < *nbf) {
        e.report("time-not-yet-valid", say("%1, in %2", {"nbf " + dateText(*nbf), span(*nbf - now)}),
                 FindingPlace::Payload, e.claim("nbf").range());
    }
    const auto iat = seconds(e, "iat");
    if (iat && *iat > now + e.inputs.policy.leeway) {
        e.report("time-iat-future", say("%1, in %2", {"iat " + dateText(*iat), span(*iat - now)}),
                 FindingPlace::Payload, e.claim("iat").range());
    }
    const auto maxAge = e.inputs.policy.maxAge;
    if (maxAge && iat && now - *iat > *maxAge + e.inputs.policy.leeway) {
        e.report("time-max-age", say("age %1, limit %2", {span(now - *iat), span(*maxAge)}), FindingPlace::Payload,
                 e.claim("iat").range());
    }
}

void checkRelations(Examination& e) {
    const auto exp = e.number("exp");
    const auto iat = e.number("iat");
    const auto nbf = e.number("nbf");
    const auto unit = [](double value) { return value < milliseconds ? 0 : value < microseconds ? 1 : 2; };
    // A time in another unit has its own finding, which switches off every other one for that claim.
    const bool expInSeconds = exp && unit(*exp) == 0;
    if (expInSeconds && iat && unit(*iat) == 0 && *exp <= *iat) {
        e.report("time-exp-not-after-iat", "exp " + dateText(*exp) + ", iat " + dateText(*iat), FindingPlace::Payload,
                 e.claim("exp").range());
    }
    if (expInSeconds && nbf && unit(*nbf) == 0 && *nbf >= *exp) {
        e.report("time-nbf-after-exp", "nbf " + dateText(*nbf) + ", exp " + dateText(*exp), FindingPlace::Payload,
                 e.claim("nbf").range());
    }
}

void checkTimeZone(Examination& e) {
    if (!e.has("time-iat-future") && !e.has("time-not-yet-valid") && !e.has("time-expired")) {
        return;
    }
    const bool hasIat = e.claim("iat").exists();
    const auto start = seconds(e, hasIat ? "iat" : "nbf");
    if (!start) {
        return;
    }
    constexpr double halfHour = 1800;
    constexpr double longest = 14 * 3600;
    constexpr double tolerance = 90;
    const double shift = std::fabs(*start - e.now());
    const double halves = std::round(shift / halfHour);
    if (halves >= 1 && halves * halfHour <= longest && std::fabs(shift - halves * halfHour) <= tolerance) {
        const std::string hours = numberText(std::floor(halves / 2)) + (std::fmod(halves, 2) == 1 ? ".5" : "");
        e.report("time-timezone-shift", (*start > e.now() ? "+" : "-") + hours + " h");
    }
}

constexpr auto timeChecks = std::to_array<void (*)(Examination&)>(
    {checkUnits, checkTypes, checkExpiry, checkBegin, checkRelations, checkTimeZone});

} // namespace

void checkTimes(Examination& e) {
    for (const auto check : timeChecks) {
        check(e);
    }
}

} // namespace twb::doctor
