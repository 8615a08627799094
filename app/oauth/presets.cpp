// SPDX-License-Identifier: Apache-2.0
#include "oauth/presets.h"

#include "jose/jws.h"
#include "oauth/preset_texts.h"
#include "profiles/cpf.h"
#include "json/text.h"

#include <algorithm>
#include <charconv>

namespace twb::oauth {
namespace {

std::string text(const json::Value& object, std::string_view name) {
    return object.find(name).string().value_or("");
}

PresetField readField(const json::Value& value) {
    PresetField field;
    field.name = text(value, "name");
    field.label = text(value, "label");
    field.value = text(value, "value");
    field.hint = text(value, "hint");
    field.warnWhenEmpty = text(value, "warnWhenEmpty");
    if (value.find("secret").boolean().value_or(false)) {
        field.privacy = PresetField::Privacy::Secret;
    }
    if (value.find("required").boolean().value_or(false)) {
        field.need = PresetField::Need::Required;
    }
    if (text(value, "check") == "cpf") {
        field.check = PresetField::Check::Cpf;
    }
    return field;
}

Result<void> readToken(const json::Value& token, Preset& preset) {
    OAuthRequest& request = preset.request;
    request.url = text(token, "tokenUrl");
    request.issuer = text(token, "issuer");
    const auto grant = findGrant(text(token, "grant"));
    const auto method = findClientMethod(text(token, "auth"));
    if (!grant || !method) {
        return fail(ErrorCode::JsonMemberMissing, grant ? "token.auth" : "token.grant");
    }
    request.grant = *grant;
    request.client.method = *method;
    request.client.assertion.algorithm = text(token, "algorithm");
    if (text(token, "audience") == "issuer") {
        request.client.assertion.audience = AssertionPlan::Audience::Issuer;
    }
    if (const auto lifetime = token.find("lifetime").integer()) {
        request.client.assertion.lifetime = std::chrono::seconds(*lifetime);
    }
    if (const std::string scope = text(token, "scope"); !scope.empty()) {
        request.parameters.push_back({"scope", scope});
    }
    preset.maximumScope = static_cast<std::size_t>(token.find("maximumScope").integer().value_or(0));
    token.find("addresses").forEachElement([&](json::Value each) {
        preset.addresses.push_back({text(each, "label"), text(each, "url")});
    });
    return {};
}

/// Puts values in the place of `{{name}}`.
class Filler {
public:
    Filler(const Preset& preset, const PresetValues& values)
        : m_preset(preset)
        , m_values(values) {}

    Result<void> check() const {
        for (const PresetField& field : m_preset.fields) {
            const std::string value = this->value(field.name);
            if (field.need == PresetField::Need::Required && value.empty()) {
                return fail(ErrorCode::Usage, field.label + " is missing");
            }
            if (field.check == PresetField::Check::Cpf && !value.empty() &&
                profiles::checkCpf(value) != profiles::CpfState::Valid) {
                return fail(ErrorCode::Usage, field.label + " is no valid CPF");
            }
        }
        return {};
    }

    std::string value(std::string_view name) const {
        const std::string key(name);
        if (key == "token" && m_token) {
            return std::string(asText(m_token->reveal()));
        }
        if (const auto found = m_values.secret.find(key); found != m_values.secret.end() && found->second) {
            return std::string(asText(found->second->reveal()));
        }
        if (const auto found = m_values.plain.find(key); found != m_values.plain.end()) {
            return cleaned(key, found->second);
        }
        const auto field = std::find_if(m_preset.fields.begin(), m_preset.fields.end(),
                                        [&](const PresetField& each) { return each.name == name; });
        return field == m_preset.fields.end() ? std::string() : field->value;
    }

    std::string fill(std::string_view pattern) const {
        std::string out;
        while (!pattern.empty()) {
            const std::size_t open = pattern.find("{{");
            const std::size_t close = open == std::string_view::npos ? open : pattern.find("}}", open);
            if (close == std::string_view::npos) {
                break;
            }
            out += pattern.substr(0, open);
            out += value(pattern.substr(open + 2, close - open - 2));
            pattern = pattern.substr(close + 2);
        }
        return out + std::string(pattern);
    }

    Result<void> sign(const json::Value& plan, const Moment& moment) {
        const std::string algorithm = text(plan, "algorithm");
        std::string claims;
        Result<void> done;
        plan.find("claims").forEachMember([&](json::Value name, json::Value claim) {
            auto filled = fillClaim(claim, moment);
            if (!filled) {
                done = passOn(filled);
            } else if (*filled != "\"\"") {
                claims += (claims.empty() ? "" : ",") + std::string(name.text()) + ":" + *filled;
            }
        });
        if (!done) {
            return done;
        }
        const std::string secret = value(text(plan, "key"));
        const jose::Jwk key{.key = crypto::Key::fromSecret(Secret::fromText(secret)),
                            .kid = {},
                            .alg = {},
                            .use = {},
                            .keyOps = {},
                            .x5u = {},
                            .x5c = {},
                            .x5t = {},
                            .x5tS256 = {},
                            .warnings = {}};
        auto token =
            jose::signCompact(R"({"alg":")" + algorithm + R"(","typ":"JWT"})", asBytes("{" + claims + "}"), key);
        if (!token) {
            return passOn(token);
        }
        m_token = shareSecret(*token);
        return {};
    }

private:
    std::string cleaned(const std::string& name, const std::string& value) const {
        const auto field = std::find_if(m_preset.fields.begin(), m_preset.fields.end(),
                                        [&](const PresetField& each) { return each.name == name; });
        if (field == m_preset.fields.end() || field->check != PresetField::Check::Cpf) {
            return value;
        }
        std::string digits; // sent without its dots and dash
        std::copy_if(value.begin(), value.end(), std::back_inserter(digits),
                     [](char c) { return c != '.' && c != '-' && c != ' '; });
        return digits;
    }

    Result<std::string> fillClaim(const json::Value& claim, const Moment& moment) const {
        if (const auto pattern = claim.string()) {
            return json::quote(fill(*pattern));
        }
        if (!claim.find("now").boolean().value_or(false)) {
            return std::string(claim.text());
        }
        const std::string minutes = value(text(claim, "plusMinutes"));
        int count = 0;
        const auto read = std::from_chars(minutes.data(), minutes.data() + minutes.size(), count);
        if (read.ec != std::errc() || read.ptr != minutes.data() + minutes.size() || count < 1 || count > 525600) {
            return fail(ErrorCode::Usage, "the life in minutes is a whole number from 1");
        }
        return std::to_string((moment.now + std::chrono::minutes(count)).time_since_epoch().count());
    }

    const Preset& m_preset;
    const PresetValues& m_values;
    SharedSecret m_token;
};

} // namespace

Result<Preset> readPreset(std::string_view source) {
    json::Tape tape;
    if (const auto parsed = tape.parse(source); !parsed) {
        return passOn(parsed);
    }
    const json::Value root = tape.root();
    Preset preset;
    preset.json = source;
    preset.id = text(root, "id");
    preset.title = text(root, "title");
    preset.summary = text(root, "summary");
    preset.order = static_cast<int>(root.find("order").integer().value_or(0));
    if (preset.id.empty() || preset.title.empty()) {
        return fail(ErrorCode::JsonMemberMissing, preset.id.empty() ? "id" : "title");
    }
    root.find("fields").forEachElement([&](json::Value field) { preset.fields.push_back(readField(field)); });
    if (text(root, "kind") == "call") {
        preset.kind = Preset::Kind::Call;
        preset.request.operation = Operation::ApiCall;
        return preset;
    }
    if (const auto done = readToken(root.find("token"), preset); !done) {
        return passOn(done);
    }
    return preset;
}

const std::vector<Preset>& builtInPresets() {
    static const std::vector<Preset> presets = [] {
        std::vector<Preset> all;
        for (const std::string_view source : presetTexts()) {
            if (auto preset = readPreset(source)) {
                all.push_back(std::move(*preset));
            }
        }
        std::sort(all.begin(), all.end(), [](const Preset& a, const Preset& b) { return a.order < b.order; });
        return all;
    }();
    return presets;
}

const Preset* findPreset(std::string_view id) {
    for (const Preset& preset : builtInPresets()) {
        if (preset.id == id) {
            return &preset;
        }
    }
    return nullptr;
}

Result<OAuthRequest> fillPreset(const Preset& preset, const PresetValues& values, const Moment& moment) {
    json::Tape tape;
    if (const auto parsed = tape.parse(preset.json); !parsed) {
        return passOn(parsed);
    }
    Filler filler(preset, values);
    if (const auto fine = filler.check(); !fine) {
        return passOn(fine);
    }
    if (const json::Value plan = tape.root().find("sign"); plan.exists()) {
        if (const auto done = filler.sign(plan, moment); !done) {
            return passOn(done);
        }
    }
    const json::Value call = tape.root().find("call");
    OAuthRequest request = preset.request;
    request.method = filler.fill(text(call, "method"));
    request.url = filler.fill(text(call, "url"));
    call.find("headers").forEachElement([&](json::Value header) {
        request.extras.push_back(
            {filler.fill(text(header, "name")), filler.fill(text(header, "value")), ExtraParameter::Place::Header});
    });
    if (const json::Value body = call.find("body"); body.exists()) {
        std::string members;
        body.forEachMember([&](json::Value name, json::Value pattern) {
            const std::string value = filler.fill(pattern.string().value_or(""));
            if (!value.empty()) {
                members += (members.empty() ? "" : ",") + std::string(name.text()) + ":" + json::quote(value);
            }
        });
        request.body.text = "{" + members + "}";
        request.contentType = "application/json";
    }
    if (const std::string scheme = text(call, "scheme"); !scheme.empty()) {
        request.scheme = scheme == "bearer" ? TokenScheme::Bearer : TokenScheme::Raw;
        std::string token = filler.fill(text(call, "token"));
        request.accessToken = shareSecret(token);
        wipeText(token);
    }
    for (const auto& [name, secret] : values.secret) {
        request.confidential.push_back(secret);
    }
    return request;
}

} // namespace twb::oauth
