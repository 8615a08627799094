// SPDX-License-Identifier: Apache-2.0
#include "doctor/diagnosis.h"

#include "doctor/examination.h"

#include <algorithm>
#include <array>

namespace twb::doctor {
namespace {

/// The token as the repairs of text and base64url make it; repairs of the signature have set their own.
void assembleRepair(Examination& e) {
    if (e.out.repaired || !e.repaired || e.parts.empty() || e.has("input-ellipsis")) {
        return;
    }
    std::string token;
    for (const ExaminedPart& part : e.parts) {
        if (&part != &e.parts.front()) {
            token += '.';
        }
        const bool asItStands = e.unencodedPayload && &part == &e.parts[1];
        token += part.decodes && !asItStands ? part.text : part.raw;
    }
    e.out.repaired = std::move(token);
}

void examine(Examination& e) {
    examineTransport(e);
    if (e.form == TokenForm::None) {
        e.out.token = e.raw;
        if (e.inputs.keyText) {
            readKey(e);
        }
        return;
    }
    examineStructure(e);
    e.out.token = e.raw;
    if (e.header.isObject()) {
        checkHeader(e);
        checkSecurity(e);
        if (e.form == TokenForm::Signed) {
            checkTimes(e);
            checkClaims(e);
        }
        checkProfile(e);
    }
    readKey(e);
    if (!e.header.isObject()) {
        return;
    }
    if (e.form == TokenForm::Encrypted) {
        checkEncrypted(e);
    } else if (!e.has("input-ellipsis")) {
        checkSignature(e);
    }
}

Result<void> readList(const json::Value& object, std::string_view name, std::vector<std::string>& out) {
    const json::Value value = object.find(name);
    if (!value.exists() || value.is(json::Type::Null)) {
        return {};
    }
    if (auto text = value.string()) {
        out.push_back(std::move(*text));
        return {};
    }
    bool strings = value.is(json::Type::Array);
    value.forEachElement([&](const json::Value& element) {
        auto text = element.string();
        strings = strings && text;
        if (text) {
            out.push_back(std::move(*text));
        }
    });
    if (!strings) {
        return fail(ErrorCode::JsonType, "\"" + std::string(name) + "\" must be a string or an array of strings",
                    value.range());
    }
    return {};
}

Result<void> readText(const json::Value& object, std::string_view name, std::string& out) {
    const json::Value value = object.find(name);
    if (!value.exists() || value.is(json::Type::Null)) {
        return {};
    }
    auto text = value.string();
    if (!text) {
        return fail(ErrorCode::JsonType, "\"" + std::string(name) + "\" must be a string", value.range());
    }
    out = std::move(*text);
    return {};
}

Result<std::optional<double>> readNumber(const json::Value& object, std::string_view name) {
    const json::Value value = object.find(name);
    if (!value.exists() || value.is(json::Type::Null)) {
        return std::optional<double>();
    }
    const auto number = value.number();
    if (!number) {
        return fail(ErrorCode::JsonType, "\"" + std::string(name) + "\" must be a number of seconds", value.range());
    }
    return std::optional<double>(*number);
}

} // namespace

Result<DiagnosisPolicy> readDiagnosisPolicy(std::string_view text) {
    json::Tape tape;
    if (const auto parsed = tape.parse(text); !parsed) {
        return passOn(parsed);
    }
    const json::Value root = tape.root();
    if (!root.is(json::Type::Object)) {
        return fail(ErrorCode::JsonType, "a policy is a JSON object", root.range());
    }
    DiagnosisPolicy policy;
    for (const auto& [name, list] : {std::pair<std::string_view, std::vector<std::string>*>("iss", &policy.issuers),
                                     {"aud", &policy.audiences},
                                     {"algs", &policy.algorithms},
                                     {"required", &policy.required},
                                     {"scopes", &policy.scopes}}) {
        if (const auto read = readList(root, name, *list); !read) {
            return passOn(read);
        }
    }
    for (const auto& [name, value] :
         {std::pair<std::string_view, std::string*>("typ", &policy.type), {"client_id", &policy.clientId}}) {
        if (const auto read = readText(root, name, *value); !read) {
            return passOn(read);
        }
    }
    const auto maxAge = readNumber(root, "max_age");
    const auto leeway = readNumber(root, "leeway");
    if (!maxAge || !leeway) {
        return passOn(maxAge ? leeway : maxAge);
    }
    policy.maxAge = *maxAge;
    policy.leeway = leeway->value_or(policy.leeway);
    return policy;
}

std::string_view name(DiagnosisVerdict verdict) {
    constexpr std::array<std::string_view, 4> names{"not-checked", "verified", "verified-differently", "invalid"};
    return names[static_cast<std::size_t>(verdict)];
}

bool Diagnosis::has(FindingId id) const {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& one) { return one.id == id; });
}

std::optional<Severity> Diagnosis::worst() const {
    const auto worse = [](const Finding& a, const Finding& b) { return a.info().severity < b.info().severity; };
    const auto found = std::min_element(findings.begin(), findings.end(), worse);
    return found == findings.end() ? std::nullopt : std::optional(found->info().severity);
}

namespace {

constexpr int deepest = 4; // tokens within tokens

/// Keys and expectations are the same for a token inside; what is left of the tries serves it too.
void examineInner(Examination& e, int depth);

Diagnosis diagnoseAt(const DiagnosisInputs& inputs, const std::stop_token& stop, int depth) {
    Examination e(inputs, stop);
    examine(e);
    placeFindings(e);
    examineInner(e, depth);
    assembleRepair(e);
    e.out.profile = e.profile.profile;
    e.out.profileBy = e.profile.by;
    if (e.out.profile != nullptr && e.out.profile->policy) {
        e.out.rules = judgeRules(e);
    }
    return std::move(e.out);
}

void examineInner(Examination& e, int depth) {
    if (e.innerToken.empty() || depth >= deepest) {
        return;
    }
    DiagnosisInputs inputs = e.inputs;
    inputs.input = e.innerToken;
    inputs.profile.clear();
    if (e.form == TokenForm::Encrypted && !e.key.isSet) {
        inputs.keyText.reset(); // one key that decrypts is not the one that signed
    }
    inputs.limits.tries -= std::min(inputs.limits.tries, e.out.tries);
    e.out.inner = std::make_shared<const Diagnosis>(diagnoseAt(inputs, e.stop, depth + 1));
}

} // namespace

Diagnosis diagnose(const DiagnosisInputs& inputs, std::stop_token stop) {
    return diagnoseAt(inputs, stop, 0);
}

} // namespace twb::doctor
