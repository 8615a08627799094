// SPDX-License-Identifier: Apache-2.0
#include "doctor/evidence_phrases.h"
#include "doctor/examination.h"
#include "doctor/placeholder.h"
#include "doctor/token_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace twb::doctor {
namespace {

std::string joined(const std::vector<std::string>& list) {
    std::string text;
    for (const std::string& one : list) {
        text += (text.empty() ? "" : ", ") + one;
    }
    return shortened(text, 120);
}

bool holds(const std::vector<std::string>& list, const std::string& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

/// Strings of a claim that may be a string or an array of strings.
std::vector<std::string> strings(const json::Value& value) {
    std::vector<std::string> list;
    if (auto text = value.exists() ? value.string() : std::nullopt) {
        list.push_back(std::move(*text));
    }
    value.forEachElement([&](const json::Value& element) {
        if (auto text = element.string()) {
            list.push_back(std::move(*text));
        }
    });
    return list;
}

/// What is left of an address without the differences that people do not see.
std::string normalized(std::string_view address) {
    std::string text = lowered(address);
    if (text.ends_with('/')) {
        text.pop_back();
    }
    const bool http = text.starts_with("http://");
    if (http) {
        text.insert(4, "s");
    }
    for (const std::string_view port : {std::string_view(":80"), std::string_view(":443")}) {
        const std::size_t at = text.find(port);
        if (at != std::string::npos && (at + port.size() == text.size() || text[at + port.size()] == '/')) {
            text.erase(at, port.size());
        }
    }
    return text;
}

void checkNear(Examination& e, const std::vector<std::string>& expected, const std::vector<std::string>& found) {
    for (const std::string& one : expected) {
        for (const std::string& other : found) {
            if (normalized(one) == normalized(other)) {
                e.report("policy-near-miss", say("%1 and %2", {shortened(one), shortened(other)}));
                return;
            }
        }
    }
}

void checkIssuer(Examination& e) {
    const auto& expected = e.inputs.policy.issuers;
    if (expected.empty()) {
        return;
    }
    const json::Value iss = e.claim("iss");
    if (!iss.exists()) {
        e.report("policy-iss-missing", say("expected %1", {joined(expected)}));
        return;
    }
    const auto found = strings(iss);
    if (!iss.is(json::Type::String) || !holds(expected, found.front())) {
        e.report("policy-iss-mismatch", say("expected %1, found %2", {joined(expected), valueText(iss)}),
                 FindingPlace::Payload, iss.range());
        checkNear(e, expected, found);
    }
}

void checkAudience(Examination& e) {
    const auto& expected = e.inputs.policy.audiences;
    if (expected.empty()) {
        return;
    }
    const json::Value aud = e.claim("aud");
    if (!aud.exists()) {
        e.report("policy-aud-missing", say("expected %1", {joined(expected)}));
        return;
    }
    const auto found = strings(aud);
    if (std::none_of(found.begin(), found.end(), [&](const std::string& one) { return holds(expected, one); })) {
        e.report("policy-aud-mismatch", say("expected %1, found %2", {joined(expected), valueText(aud)}),
                 FindingPlace::Payload, aud.range());
        checkNear(e, expected, found);
    }
}

void checkHeaderPolicy(Examination& e) {
    const DiagnosisPolicy& policy = e.inputs.policy;
    if (!policy.algorithms.empty() && e.alg && !holds(policy.algorithms, *e.alg)) {
        e.report("policy-alg-not-allowed", say("%1, allowed %2", {shortened(*e.alg), joined(policy.algorithms)}));
    }
    if (policy.type.empty()) {
        return;
    }
    const auto plain = [](std::string_view type) {
        std::string name = lowered(type);
        return name.starts_with("application/") ? name.substr(12) : name;
    };
    const json::Value typ = e.headerMember("typ");
    const auto text = typ.exists() ? typ.string() : std::nullopt;
    if (!text || plain(*text) != plain(policy.type)) {
        e.report("policy-typ-mismatch",
                 say("expected %1, found %2",
                     {shortened(policy.type), typ.exists() ? Sentence(valueText(typ)) : say("none")}));
    }
}

void checkRequired(Examination& e) {
    std::vector<std::string> missing;
    for (const std::string& name : e.inputs.policy.required) {
        if (!e.claim(name).exists()) {
            missing.push_back(name);
        }
    }
    if (!missing.empty()) {
        e.report("policy-claim-missing", joined(missing));
    }
}

void checkScopes(Examination& e) {
    if (e.inputs.policy.scopes.empty()) {
        return;
    }
    std::vector<std::string> present;
    for (const std::string_view name : {"scope", "scp", "permissions", "roles"}) {
        for (const std::string& text : strings(e.claim(name))) {
            for (std::size_t from = 0; from <= text.size();) {
                const std::size_t end = std::min(text.find(' ', from), text.size());
                present.push_back(text.substr(from, end - from));
                from = end + 1;
            }
        }
    }
    std::vector<std::string> missing;
    for (const std::string& scope : e.inputs.policy.scopes) {
        if (!holds(present, scope)) {
            missing.push_back(scope);
        }
    }
    if (!missing.empty()) {
        e.report("policy-scope-missing", say("%1; present: %2", {joined(missing), joined(present)}));
    }
}

void checkTypes(Examination& e) {
    const auto wrong = [&](std::string_view name) {
        return e.claim(name).exists() && !e.claim(name).is(json::Type::String);
    };
    const auto evidence = [&](std::string_view name) {
        return typeName(e.claim(name)) + Sentence(" " + valueText(e.claim(name)));
    };
    if (wrong("iss")) {
        e.report("claims-iss-type", evidence("iss"), FindingPlace::Payload, e.claim("iss").range());
    }
    if (wrong("sub")) {
        e.report("claims-sub-type", evidence("sub"), FindingPlace::Payload, e.claim("sub").range());
    }
    if (wrong("jti")) {
        e.report("claims-jti-type", evidence("jti"), FindingPlace::Payload, e.claim("jti").range());
    }
    const json::Value aud = e.claim("aud");
    if (wrong("aud") && (!aud.is(json::Type::Array) || strings(aud).size() != aud.size())) {
        e.report("claims-aud-type", evidence("aud"), FindingPlace::Payload, aud.range());
    }
}

void checkEmptyAndBlank(Examination& e) {
    for (const std::string_view name : {"iss", "sub", "aud", "jti"}) {
        const json::Value value = e.claim(name);
        if (value.exists() && (value.equals("") || (value.is(json::Type::Array) && value.size() == 0))) {
            e.reportOnce("claims-empty-value", std::string(name));
        }
    }
    const auto blank = [&](std::string_view name, const json::Value& value) {
        const auto text = value.exists() ? value.string() : std::nullopt;
        if (text && trimmed(*text).size() != text->size()) {
            e.reportOnce("claims-outer-whitespace", std::string(name) + " " + value.text().data()[0] +
                                                        shortened(*text, 40) + value.text().data()[0]);
        }
    };
    for (const std::string_view name : {"iss", "sub", "aud", "jti", "client_id", "azp"}) {
        blank(name, e.claim(name));
    }
    blank("kid", e.headerMember("kid"));
    if (e.payload.isObject() && e.payload.root().size() == 0) {
        e.report("claims-empty-payload");
    }
}

void checkPlaceholders(Examination& e) {
    const auto visit = [&](const std::string& path, const std::string& text) {
        if (isPlaceholder(text)) {
            e.reportOnce("claims-placeholder", shortened(path) + " " + shortened(text, 40));
        }
    };
    forEachString(e.header.root(), {}, visit);
    forEachString(e.payload.root(), {}, visit);
}

void checkNames(Examination& e) {
    struct Names {
        std::string_view right;
        std::array<std::string_view, 8> wrong;
    };
    constexpr auto names = std::to_array<Names>({
        {"exp", {"expires", "expiry", "expiration", "expiresAt", "expires_at", "expire", "Exp", "EXP"}},
        {"iss", {"issuer", "Iss", "ISS"}},
        {"aud", {"audience", "Aud", "AUD"}},
        {"sub", {"subject", "Sub", "SUB"}},
        {"iat", {"issuedAt", "issued_at", "Iat", "IAT"}},
        {"nbf", {"notBefore", "not_before", "Nbf"}},
        {"jti", {"tokenId", "token_id", "Jti", "JTI"}},
    });
    for (const Names& row : names) {
        for (const std::string_view wrong : row.wrong) {
            if (!wrong.empty() && !e.claim(row.right).exists() && e.claim(wrong).exists()) {
                e.reportOnce("claims-misnamed", say("%1, right is %2", {wrong, row.right}));
            }
        }
    }
}

void checkBigIntegers(Examination& e) {
    constexpr double largest = 9007199254740991.0;
    forEachNamed(e.payload.root(), {}, [&](const std::string& path, const std::string&, const json::Value& value) {
        if (!value.is(json::Type::Number) || value.text().find_first_of(".eE") != std::string_view::npos) {
            return;
        }
        std::string digits(value.text());
        std::erase(digits, '-');
        // Digits decide: the next larger integer rounds to the bound as a double.
        const std::string bound = "9007199254740991";
        if (std::fabs(value.number().value_or(largest * 2)) > largest || digits.size() > bound.size() ||
            (digits.size() == bound.size() && digits > bound)) {
            e.reportOnce("claims-big-integer", shortened(path) + " " + valueText(value));
        }
    });
}

void checkTokenUse(Examination& e) {
    const auto is = [&](std::string_view name, std::string_view value) {
        const auto text = e.claim(name).exists() ? e.claim(name).string() : std::nullopt;
        return text && lowered(*text) == value;
    };
    if (is("typ", "refresh") || is("typ", "offline") || is("token_use", "refresh") || is("token_type", "refresh")) {
        e.report("claims-refresh-token",
                 "typ " + valueText(e.claim("typ")) + ", token_use " + valueText(e.claim("token_use")));
    }
    for (const std::string_view name : {"at_hash", "c_hash"}) {
        if (e.claim(name).exists()) {
            e.report("claims-id-token", std::string(name));
        }
    }
    if (is("typ", "id") || is("token_use", "id")) {
        e.report("claims-id-token", is("typ", "id") ? "typ ID" : "token_use id");
    }
}

constexpr auto policyChecks = std::to_array<void (*)(Examination&)>(
    {checkIssuer, checkAudience, checkHeaderPolicy, checkRequired, checkScopes, checkTypes, checkEmptyAndBlank,
     checkPlaceholders, checkNames, checkBigIntegers, checkTokenUse});

} // namespace

void checkClaims(Examination& e) {
    // What is asked of claims can be judged only where there are claims.
    if (!e.payload.isObject()) {
        checkHeaderPolicy(e);
        checkPlaceholders(e);
        return;
    }
    for (const auto check : policyChecks) {
        check(e);
    }
}

} // namespace twb::doctor
