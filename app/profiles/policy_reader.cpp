// SPDX-License-Identifier: Apache-2.0
#include "profiles/policy_reader.h"
#include "json/text.h"

#include <algorithm>
#include <array>

namespace twb::profiles {
namespace {

using Need = Schema::Need;

constexpr std::array<std::string_view, static_cast<std::size_t>(Fault::Count)> faultNames{
    "missing", "empty",    "type",      "format", "formatted", "number", "value",
    "same",    "expected", "forbidden", "long",   "usual",     "noKey",  "invalid"};

/// Fills the plans that the profile does not speak of.
void complete(FaultPlans& plans, std::initializer_list<std::pair<const Fault, FaultPlan>> usual) {
    plans.insert(usual.begin(), usual.end());
}

FaultPlans readFaults(Schema& schema, const Named& at) {
    const Named faults = schema.member(at, "faults");
    FaultPlans plans;
    if (!schema.isObject(faults)) {
        return plans;
    }
    faults.value.forEachMember([&](const json::Value& name, const json::Value& value) {
        const std::string text = name.string().value_or(std::string());
        const auto found = std::find(faultNames.begin(), faultNames.end(), text);
        const Named plan{value, faults.path + "." + text};
        if (found == faultNames.end()) {
            schema.problem({name, faults.path}, "\"" + text + "\" is no kind of fault.",
                           "The kinds stand in the description of the format.");
        } else if (schema.isObject(plan)) {
            schema.onlyKnown(plan, {"weight", "finding"});
            constexpr std::array<std::string_view, 3> weights{"error", "warning", "info"};
            const auto weight = static_cast<Weight>(schema.word(plan, "weight", weights).value_or(0));
            plans[static_cast<Fault>(found - faultNames.begin())] = {weight, schema.text(plan, "finding")};
        }
    });
    return plans;
}

std::vector<std::string> readValues(Schema& schema, const Named& at) {
    std::vector<std::string> values;
    const Named list = schema.member(at, "values");
    if (list.value.exists() && !list.value.is(json::Type::Array)) {
        schema.problem(list, "A list belongs here.", "Write [value, value].");
    }
    list.value.forEachElement([&](const json::Value& value) { values.emplace_back(value.text()); });
    return values;
}

MemberRule readMember(Schema& schema, const Named& at) {
    schema.onlyKnown(at, {"name", "in", "required", "type", "format", "values", "exact", "sameAs", "field", "when",
                          "faults", "note"});
    MemberRule rule;
    rule.name = schema.text(at, "name", Need::Required);
    constexpr std::array<std::string_view, 2> places{"payload", "header"};
    rule.inHeader = schema.word(at, "in", places).value_or(0) == 1;
    constexpr std::array<std::string_view, 4> presences{"yes", "recommended", "no", "forbidden"};
    rule.presence = static_cast<Presence>(schema.word(at, "required", presences).value_or(2));
    constexpr std::array<std::string_view, 8> kinds{"any",     "text", "number", "date",
                                                    "boolean", "list", "object", "text or list"};
    rule.kind = static_cast<ValueKind>(schema.word(at, "type", kinds).value_or(0));
    constexpr std::array<std::string_view, 6> formats{"none", "cpf", "uuid", "uri", "https", "email"};
    rule.format = static_cast<ValueFormat>(schema.word(at, "format", formats).value_or(0));
    rule.values = readValues(schema, at);
    rule.exact = schema.flag(at, "exact");
    rule.sameAs = schema.text(at, "sameAs");
    rule.field = schema.text(at, "field");
    if (const Named when = schema.member(at, "when"); schema.isObject(when)) {
        schema.onlyKnown(when, {"claim", "is"});
        rule.whenName = schema.text(when, "claim", Need::Required);
        rule.whenValue = schema.text(when, "is", Need::Required);
    }
    rule.faults = readFaults(schema, at);
    rule.note = schema.text(at, "note");
    const Weight absent = rule.presence == Presence::Required ? Weight::Error : Weight::Info;
    complete(rule.faults,
             {{Fault::Missing, {absent, absent == Weight::Error && !rule.inHeader ? "policy-claim-missing" : ""}},
              {Fault::Formatted, {Weight::Info, {}}},
              {Fault::Number, {Weight::Warning, {}}}});
    return rule;
}

LifetimeRule readLifetime(Schema& schema, const Named& at) {
    schema.onlyKnown(at, {"most", "usual", "from", "faults", "note"});
    LifetimeRule rule;
    if (const auto most = schema.whole(at, "most", 1)) {
        rule.most = std::chrono::seconds(*most);
    }
    if (const auto usual = schema.whole(at, "usual", 1)) {
        rule.usual = std::chrono::seconds(*usual);
    }
    constexpr std::array<std::string_view, 2> starts{"iat", "iat or now"};
    rule.fromNow = schema.word(at, "from", starts).value_or(0) == 1;
    rule.faults = readFaults(schema, at);
    complete(rule.faults, {{Fault::Long, {Weight::Warning, {}}}, {Fault::Usual, {Weight::Info, {}}}});
    rule.note = schema.text(at, "note");
    return rule;
}

/// The short forms: lists of what is allowed, with the findings that the doctor has for them.
void readLists(Schema& schema, const Named& at, std::vector<MemberRule>& members) {
    struct ShortForm {
        std::string_view list, member;
        bool inHeader;
        std::string_view missing, wrong;
    };
    constexpr std::array<ShortForm, 4> forms{
        ShortForm{"algorithms", "alg", true, "policy-alg-not-allowed", "policy-alg-not-allowed"},
        ShortForm{"types", "typ", true, "policy-typ-mismatch", "policy-typ-mismatch"},
        ShortForm{"issuers", "iss", false, "policy-iss-missing", "policy-iss-mismatch"},
        ShortForm{"audiences", "aud", false, "policy-aud-missing", "policy-aud-mismatch"}};
    for (const ShortForm& form : forms) {
        const std::vector<std::string> values = schema.texts(at, form.list);
        if (values.empty()) {
            continue;
        }
        MemberRule rule;
        rule.name = form.member;
        rule.inHeader = form.inHeader;
        rule.presence = Presence::Required;
        for (const std::string& value : values) {
            rule.values.push_back(json::quote(value));
        }
        rule.faults = {{Fault::Missing, {Weight::Error, std::string(form.missing)}},
                       {Fault::Value, {Weight::Error, std::string(form.wrong)}}};
        members.push_back(std::move(rule));
    }
}

} // namespace

std::string_view name(Fault fault) {
    return faultNames[static_cast<std::size_t>(fault)];
}

std::optional<Policy> readPolicy(Schema& schema, const Named& at) {
    if (!schema.isObject(at)) {
        return std::nullopt;
    }
    schema.onlyKnown(
        at, {"algorithms", "types", "issuers", "audiences", "claims", "lifetime", "signature", "secretReadings"});
    Policy policy;
    readLists(schema, at, policy.members);
    for (const Named& member : schema.objects(at, "claims")) {
        policy.members.push_back(readMember(schema, member));
    }
    std::stable_sort(policy.members.begin(), policy.members.end(),
                     [](const MemberRule& a, const MemberRule& b) { return a.inHeader && !b.inHeader; });
    if (const Named lifetime = schema.member(at, "lifetime"); schema.isObject(lifetime)) {
        policy.lifetime = readLifetime(schema, lifetime);
    }
    if (const Named signature = schema.member(at, "signature"); schema.isObject(signature)) {
        schema.onlyKnown(signature, {"faults", "note"});
        policy.signature = SignatureRule{readFaults(schema, signature), schema.text(signature, "note")};
        complete(policy.signature->faults,
                 {{Fault::NoKey, {Weight::Warning, {}}}, {Fault::Invalid, {Weight::Error, {}}}});
    }
    policy.triesSecretReadings = schema.flag(at, "secretReadings");
    return policy;
}

} // namespace twb::profiles
