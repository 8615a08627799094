// SPDX-License-Identifier: Apache-2.0
#include "profiles/template.h"

#include "crypto/generate.h"
#include "json/text.h"

namespace twb::profiles {
namespace {

/// A generated value is an object with one of these names as its only kind of content.
constexpr std::string_view generateName = "$generate";
constexpr std::string_view variableName = "$variable";

Result<json::Value> member(const json::Value& object, std::string_view name, json::Type type) {
    const json::Value value = object.find(name);
    if (!value.exists()) {
        return fail(ErrorCode::JsonMemberMissing, std::string(name), object.range());
    }
    if (!value.is(type)) {
        return fail(ErrorCode::JsonType, std::string(name), value.range());
    }
    return value;
}

Result<std::string> textMember(const json::Value& object, std::string_view name) {
    const auto value = member(object, name, json::Type::String);
    if (!value) {
        return passOn(value);
    }
    return *value->string();
}

std::string optionalText(const json::Value& object, std::string_view name) {
    return object.find(name).string().value_or(std::string());
}

Result<KeyPlan> readKeyPlan(const json::Value& key) {
    KeyPlan plan;
    const std::string kind = optionalText(key, "kind");
    if (kind == "secret") {
        plan.kind = KeyPlan::Kind::SampleSecret;
        plan.secret = optionalText(key, "secret");
    } else if (kind == "rsa") {
        plan.kind = KeyPlan::Kind::RsaPair;
        plan.bits = static_cast<int>(key.find("bits").integer().value_or(2048));
    } else if (kind == "ec" || kind == "okp") {
        plan.kind = kind == "ec" ? KeyPlan::Kind::EcPair : KeyPlan::Kind::OkpPair;
        plan.curve = optionalText(key, "curve");
    } else if (key.exists()) {
        return fail(ErrorCode::JsonType, "key.kind", key.range());
    }
    return plan;
}

/// Writes JSON text without white space, with the generated values in place of their descriptions.
class Filler {
public:
    Filler(const Template& from, const FillValues& values)
        : m_from(from)
        , m_values(values) {}

    Result<std::string> fill(const std::string& text) {
        const auto document = json::Document::parse(text);
        if (!document) {
            return passOn(document);
        }
        m_out.clear();
        if (auto done = write(document->root()); !done) {
            return passOn(done);
        }
        return std::move(m_out);
    }

private:
    Result<void> write(const json::Value& value) {
        if (value.is(json::Type::Object)) {
            if (value.find(generateName).exists() || value.find(variableName).exists()) {
                return generate(value);
            }
            return writeObject(value);
        }
        if (value.is(json::Type::Array)) {
            return writeArray(value);
        }
        m_out += value.text();
        return {};
    }

    Result<void> writeObject(const json::Value& object) {
        Result<void> done;
        m_out += '{';
        bool first = true;
        object.forEachMember([&](const json::Value& name, const json::Value& inner) -> bool {
            m_out += first ? "" : ",";
            first = false;
            m_out += name.text();
            m_out += ':';
            done = write(inner);
            return done.has_value();
        });
        m_out += '}';
        return done;
    }

    Result<void> writeArray(const json::Value& array) {
        m_out += '[';
        for (std::size_t i = 0; i < array.size(); ++i) {
            m_out += i == 0 ? "" : ",";
            if (auto done = write(array.at(i)); !done) {
                return done;
            }
        }
        m_out += ']';
        return {};
    }

    Result<void> generate(const json::Value& object) {
        if (const auto name = object.find(variableName).string()) {
            return writeVariable(*name);
        }
        const std::string what = optionalText(object, generateName);
        if (what == "now") {
            const std::int64_t plus = object.find("plus").integer().value_or(0);
            m_out += std::to_string(m_values.now.time_since_epoch().count() + plus);
            return {};
        }
        if (what == "uuid") {
            if (m_uuid >= m_values.uuids.size()) {
                return fail(ErrorCode::JsonMemberMissing, "uuid", object.range());
            }
            m_out += json::quote(m_values.uuids[m_uuid++]);
            return {};
        }
        return fail(ErrorCode::JsonType, std::string(generateName), object.range());
    }

    Result<void> writeVariable(const std::string& name) {
        auto found = m_values.variables.find(name);
        if (found == m_values.variables.end()) {
            found = m_from.variables.find(name);
            if (found == m_from.variables.end()) {
                return fail(ErrorCode::JsonMemberMissing, name);
            }
        }
        m_out += json::quote(found->second);
        return {};
    }

    const Template& m_from;
    const FillValues& m_values;
    std::string m_out;
    std::size_t m_uuid = 0;
};

} // namespace

Result<Template> readTemplate(std::string_view text) {
    const auto document = json::Document::parse(std::string(text));
    if (!document) {
        return passOn(document);
    }
    const json::Value root = document->root();
    Template read;
    for (auto [name, target] : {std::pair{"id", &read.id}, {"title", &read.title}, {"summary", &read.summary}}) {
        auto value = textMember(root, name);
        if (!value) {
            return passOn(value);
        }
        *target = std::move(*value);
    }
    read.icon = optionalText(root, "icon");
    read.order = static_cast<int>(root.find("order").integer().value_or(1000));

    const auto body = member(root, "template", json::Type::Object);
    if (!body) {
        return passOn(body);
    }
    const auto header = member(*body, "header", json::Type::Object);
    const auto payload = member(*body, "payload", json::Type::Object);
    if (!header || !payload) {
        return passOn(header ? payload : header);
    }
    read.header = header->text();
    read.payload = payload->text();
    body->find("variables").forEachMember([&](const json::Value& name, const json::Value& value) {
        read.variables.insert_or_assign(name.string().value_or(std::string()), value.string().value_or(std::string()));
    });
    auto key = readKeyPlan(body->find("key"));
    if (!key) {
        return passOn(key);
    }
    read.key = std::move(*key);
    return read;
}

std::size_t countUuids(const Template& from) {
    std::size_t count = 0;
    for (const std::string* text : {&from.header, &from.payload}) {
        const auto document = json::Document::parse(*text);
        if (!document) {
            continue;
        }
        const auto nodes = document->tape().nodes();
        for (std::uint32_t i = 0; i < nodes.size(); ++i) {
            if (nodes[i].type == json::Type::Object &&
                json::Value(&document->tape(), i).find(generateName).equals("uuid")) {
                ++count;
            }
        }
    }
    return count;
}

Result<FilledTemplate> fill(const Template& from, const FillValues& values) {
    Filler filler(from, values);
    auto header = filler.fill(from.header);
    if (!header) {
        return passOn(header);
    }
    auto payload = filler.fill(from.payload);
    if (!payload) {
        return passOn(payload);
    }
    return FilledTemplate{std::move(*header), std::move(*payload)};
}

Result<std::string> makeUuid() {
    auto octets = crypto::randomBytes(16);
    if (!octets) {
        return passOn(octets);
    }
    (*octets)[6] = static_cast<std::uint8_t>(((*octets)[6] & 0x0FU) | 0x40U);
    (*octets)[8] = static_cast<std::uint8_t>(((*octets)[8] & 0x3FU) | 0x80U);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            text += '-';
        }
        text += digits[(*octets)[i] >> 4U];
        text += digits[(*octets)[i] & 0x0FU];
    }
    return text;
}

} // namespace twb::profiles
