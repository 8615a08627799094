// SPDX-License-Identifier: Apache-2.0
#include "doctor/examination.h"
#include "profiles/cpf.h"

#include <algorithm>

namespace twb::doctor {
namespace {

constexpr double milliseconds = 1e11;

/// A date in seconds; other units have findings of their own, which switch these rules off.
std::optional<double> seconds(const Examination& e, std::string_view name) {
    const auto value = e.number(name);
    return value && *value < milliseconds ? value : std::nullopt;
}

bool isEmptyText(const json::Value& value) {
    return value.equals("");
}

std::string digitsOf(std::string_view text) {
    std::string digits(text);
    std::erase_if(digits, [](char c) { return c == '.' || c == '-' || c == ' '; });
    return digits;
}

/// The eleven digits with the check digits that the first nine give.
std::string withRightCheckDigits(std::string digits) {
    for (std::size_t place = 9; place < 11; ++place) {
        int sum = 0;
        for (std::size_t i = 0; i < place; ++i) {
            sum += (digits[i] - '0') * static_cast<int>(place + 1 - i);
        }
        digits[place] = static_cast<char>('0' + sum * 10 % 11 % 10);
    }
    return digits;
}

void checkPerson(Examination& e) {
    const json::Value person = e.claim("peopleId");
    if (!person.exists()) {
        e.report("caf-peopleid-missing");
        return;
    }
    std::string digits;
    if (const auto text = person.string()) {
        digits = digitsOf(*text);
        if (std::any_of(text->begin(), text->end(), [](char c) { return c < '0' || c > '9'; })) {
            e.report("caf-peopleid-formatted", valueText(person), FindingPlace::Payload, person.range());
        }
    } else if (person.is(json::Type::Number)) {
        digits = std::string(person.text());
        digits.insert(0, digits.size() < 11 ? 11 - digits.size() : 0, '0');
        e.report("caf-peopleid-number", valueText(person), FindingPlace::Payload, person.range());
    }
    const bool eleven =
        digits.size() == 11 && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!eleven) {
        e.report("caf-peopleid-invalid", valueText(person) + ", 11 digits are needed", FindingPlace::Payload,
                 person.range());
    } else if (const auto state = profiles::checkCpf(digits); state == profiles::CpfState::EqualDigits) {
        e.report("caf-peopleid-invalid", digits + ", eleven equal digits", FindingPlace::Payload, person.range());
    } else if (state != profiles::CpfState::Valid) {
        e.report("caf-peopleid-invalid", digits + ", check digits would be " + withRightCheckDigits(digits).substr(9),
                 FindingPlace::Payload, person.range());
    }
}

void checkCafAlgorithm(Examination& e) {
    if (e.alg != "HS256") {
        e.report("caf-alg-not-hs256", e.alg.value_or("none"), FindingPlace::Header);
    }
}

void checkCafMobile(Examination& e) {
    checkCafAlgorithm(e);
    const json::Value typ = e.headerMember("typ");
    if (!typ.equals("JWT")) {
        e.report("caf-typ-not-jwt", typ.exists() ? valueText(typ) : "no typ", FindingPlace::Header);
    }
    if (!e.payload.isObject()) {
        return;
    }
    const json::Value iss = e.claim("iss");
    const bool present = iss.is(json::Type::String) && !isEmptyText(iss);
    if (!present) {
        e.report("caf-iss-missing", typeName(iss));
    } else if (!e.inputs.policy.clientId.empty() && !iss.equals(e.inputs.policy.clientId)) {
        e.report("caf-iss-not-client-id",
                 "iss " + valueText(iss) + ", clientId " + shortened(e.inputs.policy.clientId));
    }
    checkPerson(e);
    if (!e.claim("exp").exists()) {
        e.report("caf-exp-missing");
    }
    constexpr double longest = 900;
    if (const auto exp = seconds(e, "exp")) {
        const double start = e.claim("iat").exists() ? seconds(e, "iat").value_or(*exp) : e.now();
        if (*exp - start > longest) {
            e.report("caf-exp-too-long", numberText(*exp - start) + " s", FindingPlace::Payload,
                     e.claim("exp").range());
        }
    }
}

void checkCafResponse(Examination& e) {
    checkCafAlgorithm(e);
    if (!e.inputs.keyText) {
        e.report("caf-sdk-signature-not-checked");
    }
}

void checkSensecrypt(Examination& e) {
    if (!e.payload.isObject()) {
        return;
    }
    const json::Value instance = e.claim("instance_id");
    if (!instance.exists()) {
        e.report("sensecrypt-instance-id-missing");
    } else if (!instance.is(json::Type::String) || isEmptyText(instance)) {
        e.report("sensecrypt-instance-id-type", typeName(instance) + " " + valueText(instance), FindingPlace::Payload,
                 instance.range());
    }
    const auto iat = seconds(e, "iat");
    const auto exp = seconds(e, "exp");
    constexpr double usual = 300;
    if (iat && exp && *exp - *iat != usual) {
        e.report("sensecrypt-lifetime-not-default", numberText(*exp - *iat) + " s");
    }
    if (!e.claim("exp").exists()) {
        e.report("sensecrypt-exp-missing");
    }
}

void checkHeflo(Examination& e) {
    if (e.alg != "RS256") {
        e.report("heflo-alg-not-rs256", e.alg.value_or("none"), FindingPlace::Header);
    }
    if (!e.payload.isObject()) {
        return;
    }
    if (!e.claim("jti").exists() || isEmptyText(e.claim("jti"))) {
        e.report("heflo-jti-missing", typeName(e.claim("jti")));
    }
    if (!e.claim("iat").exists()) {
        e.report("heflo-iat-missing");
    }
    if (!e.claim("exp").exists()) {
        e.report("heflo-exp-missing");
    }
    const auto iat = seconds(e, "iat");
    const auto exp = seconds(e, "exp");
    constexpr double longest = 3600;
    if (iat && exp && *exp - *iat > longest) {
        e.report("heflo-lifetime-too-long", numberText(*exp - *iat) + " s");
    }
}

void checkMicrosoftGraph(Examination& e) {
    if (!e.headerMember("nonce").exists()) {
        return;
    }
    const auto iss = e.claim("iss").exists() ? e.claim("iss").string() : std::nullopt;
    const auto aud = e.claim("aud").exists() ? e.claim("aud").string() : std::nullopt;
    if (!iss || !aud ||
        !(iss->starts_with("https://sts.windows.net/") || iss->starts_with("https://login.microsoftonline.com/"))) {
        return;
    }
    std::string audience = lowered(*aud);
    if (audience.ends_with('/')) {
        audience.pop_back();
    }
    if (audience == "00000003-0000-0000-c000-000000000000" || audience == "https://graph.microsoft.com") {
        e.report("vendor-ms-graph", "nonce " + valueText(e.headerMember("nonce")) + ", aud " + shortened(*aud));
    }
}

void checkAuth0(Examination& e) {
    if (e.parts.size() == 5 && e.alg == "dir" && e.parts[1].raw.empty() &&
        e.headerMember("iss").is(json::Type::String)) {
        e.report("vendor-auth0-opaque", "iss " + valueText(e.headerMember("iss")), FindingPlace::Header);
    }
}

} // namespace

void checkProfile(Examination& e) {
    struct Profile {
        std::string_view id;
        void (*check)(Examination&);
    };
    constexpr Profile profiles[] = {{"caf-mobile", checkCafMobile},
                                    {"caf-sdk-response", checkCafResponse},
                                    {"sensecrypt", checkSensecrypt},
                                    {"heflo", checkHeflo}};
    for (const Profile& profile : profiles) {
        if (profile.id == e.inputs.profile) {
            profile.check(e);
        }
    }
    checkMicrosoftGraph(e);
    checkAuth0(e);
}

} // namespace twb::doctor
