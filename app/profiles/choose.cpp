// SPDX-License-Identifier: Apache-2.0
#include "profiles/choose.h"

#include "base/ascii.h"
#include "profiles/judge.h"

#include <algorithm>
#include <array>

namespace twb::profiles {
namespace {

json::Value memberOf(const json::Value& object, std::string_view name) {
    return object.is(json::Type::Object) ? object.find(name) : json::Value();
}

bool matchesOne(const json::Value& value, const std::vector<std::string>& patterns) {
    std::string scratch;
    const auto text = value.is(json::Type::String) ? value.stringView(scratch) : std::nullopt;
    bool found = text && std::any_of(patterns.begin(), patterns.end(),
                                     [&](const std::string& pattern) { return matchesPattern(*text, pattern); });
    value.forEachElement([&](const json::Value& element) { found = found || matchesOne(element, patterns); });
    return found;
}

std::string plainType(std::string_view text) {
    const std::string type = lowered(text);
    return type.starts_with("application/") ? type.substr(12) : type;
}

bool hasType(const json::Value& header, const std::vector<std::string>& types) {
    const json::Value typ = memberOf(header, "typ");
    const auto text = typ.is(json::Type::String) ? typ.string() : std::nullopt;
    return text && std::any_of(types.begin(), types.end(),
                               [&](const std::string& type) { return plainType(type) == plainType(*text); });
}

struct Fit {
    ChosenBy by = ChosenBy::Nothing;
    std::size_t conditions = 0;
};

Fit fitOf(const Match& match, const json::Value& header, const json::Value& payload) {
    Fit fit;
    const auto asks = [&](bool asked, bool holds, ChosenBy by) {
        if (asked && holds) {
            fit.conditions += 1;
            fit.by = fit.by == ChosenBy::Nothing ? by : fit.by;
        }
        return !asked || holds;
    };
    const auto there = [](const json::Value& part) {
        return [part](const std::string& name) { return memberOf(part, name).exists(); };
    };
    const json::Value iss = memberOf(payload, "iss");
    const json::Value sub = memberOf(payload, "sub");
    const bool fits =
        asks(!match.issuers.empty(), matchesOne(iss, match.issuers), ChosenBy::Issuer) &&
        asks(!match.types.empty(), hasType(header, match.types), ChosenBy::Type) &&
        asks(!match.audiences.empty(), matchesOne(memberOf(payload, "aud"), match.audiences), ChosenBy::Audience) &&
        asks(!match.claims.empty(), std::all_of(match.claims.begin(), match.claims.end(), there(payload)),
             ChosenBy::Shape) &&
        asks(!match.any.empty(), std::any_of(match.any.begin(), match.any.end(), there(payload)), ChosenBy::Shape) &&
        asks(!match.header.empty(), std::all_of(match.header.begin(), match.header.end(), there(header)),
             ChosenBy::Shape) &&
        asks(match.subjectIsIssuer, iss.is(json::Type::String) && sub.exists() && sub.text() == iss.text(),
             ChosenBy::Shape) &&
        std::none_of(match.without.begin(), match.without.end(), there(payload));
    fit.conditions += match.claims.size() + match.without.size();
    return fits ? fit : Fit{};
}

bool isBetter(const Fit& a, const Fit& b) {
    if (b.by == ChosenBy::Nothing || a.by == ChosenBy::Nothing) {
        return a.by != ChosenBy::Nothing && b.by == ChosenBy::Nothing;
    }
    return a.by != b.by ? a.by < b.by : a.conditions > b.conditions;
}

} // namespace

std::string_view name(ChosenBy by) {
    constexpr std::array<std::string_view, 6> names{"", "person", "iss", "typ", "aud", "claims"};
    return names[static_cast<std::size_t>(by)];
}

Choice choose(std::span<const Profile> profiles, const json::Value& header, const json::Value& payload) {
    Choice best;
    Fit bestFit;
    for (const Profile& profile : profiles) {
        for (const Match& match : profile.matches) {
            if (const Fit fit = fitOf(match, header, payload); isBetter(fit, bestFit)) {
                bestFit = fit;
                best = {&profile, fit.by};
            }
        }
    }
    return best;
}

} // namespace twb::profiles
