// SPDX-License-Identifier: Apache-2.0
#include "jose/claims.h"

#include <cmath>

namespace twb::jose {

namespace {

constexpr double farthest = 1e15; // 30 million years; still exact to an eighth of a second as a double

} // namespace

Time NumericDate::time() const {
    return Time(std::chrono::seconds(static_cast<std::int64_t>(std::floor(seconds))));
}

NumericDate readNumericDate(const json::Value& value) {
    NumericDate date;
    if (!value.exists()) {
        return date;
    }
    date.value = value;
    if (!value.is(json::Type::Number)) {
        date.state = NumericDate::State::NotANumber;
        return date;
    }
    const auto whole = value.integer();
    const auto number = whole ? static_cast<double>(*whole) : value.number().value_or(HUGE_VAL);
    if (!(std::fabs(number) <= farthest)) {
        date.state = NumericDate::State::OutOfRange;
        return date;
    }
    date.state = NumericDate::State::Valid;
    date.seconds = number;
    return date;
}

RegisteredClaims readClaims(const json::Value& payload) {
    RegisteredClaims claims;
    json::Value exp, nbf, iat;
    payload.forEachMember([&](json::Value name, json::Value member) {
        if (name.text().size() < 5) {
            return; // all registered names have three letters, five octets with the quotes
        }
        std::string scratch; // stays empty, and costs nothing, unless the name is written with escapes
        const std::string_view text = name.stringView(scratch).value_or(std::string_view());
        if (text.size() != 3) {
            return;
        }
        if (text == "exp") {
            exp = member;
        } else if (text == "iat") {
            iat = member;
        } else if (text == "nbf") {
            nbf = member;
        } else if (text == "iss") {
            claims.iss = member;
        } else if (text == "aud") {
            claims.aud = member;
        } else if (text == "sub") {
            claims.sub = member;
        } else if (text == "jti") {
            claims.jti = member;
        }
    });
    claims.exp = readNumericDate(exp);
    claims.nbf = readNumericDate(nbf);
    claims.iat = readNumericDate(iat);
    return claims;
}

bool audienceContains(const json::Value& aud, std::string_view audience) {
    if (aud.is(json::Type::String)) {
        return aud.equals(audience);
    }
    bool found = false;
    aud.forEachElement([&](json::Value element) { found = found || element.equals(audience); });
    return found;
}

std::optional<std::vector<std::string>> audiences(const json::Value& aud) {
    std::vector<std::string> result;
    if (auto text = aud.exists() ? aud.string() : std::nullopt) {
        result.push_back(std::move(*text));
        return result;
    }
    if (!aud.is(json::Type::Array)) {
        return std::nullopt;
    }
    bool strings = true;
    aud.forEachElement([&](json::Value element) {
        if (auto text = element.string()) {
            result.push_back(std::move(*text));
        } else {
            strings = false;
        }
    });
    return strings ? std::optional(std::move(result)) : std::nullopt;
}

} // namespace twb::jose
