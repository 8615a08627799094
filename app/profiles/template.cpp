// SPDX-License-Identifier: Apache-2.0
#include "profiles/template.h"

#include "crypto/generate.h"
#include "json/text.h"

#include <algorithm>
#include <charconv>

namespace twb::profiles {
namespace {

/// A generated value is an object with one of these names as its only kind of content.
constexpr std::string_view generateName = "$generate";
constexpr std::string_view variableName = "$variable";

std::string optionalText(const json::Value& object, std::string_view name) {
    const json::Value value = object.find(name);
    return value.exists() ? value.string().value_or(std::string()) : std::string();
}

/// The digits of a CPF, or the text as it is where it is none.
std::string cpfDigits(std::string_view text) {
    std::string digits(text);
    std::erase_if(digits, [](char c) { return c == '.' || c == '-' || c == ' '; });
    return digits;
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
            if (isLeftOut(inner)) {
                return true;
            }
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

    bool isLeftOut(const json::Value& value) const {
        const auto name = value.is(json::Type::Object) && value.find(variableName).exists()
                              ? value.find(variableName).string()
                              : std::nullopt;
        const TemplateField* field = name ? m_from.field(*name) : nullptr;
        return field != nullptr && field->optional && variable(*field).empty();
    }

    std::string variable(const TemplateField& field) const {
        const auto given = m_values.variables.find(field.name);
        const std::string& text = given != m_values.variables.end() ? given->second : field.initial;
        return field.kind == TemplateField::Kind::Cpf ? cpfDigits(text) : text;
    }

    /// Seconds after now: a number, or what stands in a field.
    Result<std::int64_t> secondsOf(const json::Value& plus) const {
        if (!plus.exists()) {
            return 0;
        }
        if (const auto seconds = plus.is(json::Type::Number) ? plus.integer() : std::nullopt) {
            return *seconds;
        }
        const TemplateField* field = m_from.field(optionalText(plus, variableName));
        if (field == nullptr) {
            return fail(ErrorCode::JsonMemberMissing, "plus", plus.range());
        }
        const std::string text = variable(*field);
        std::int64_t number = 0;
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
        constexpr std::int64_t longest = 10'000'000'000;
        if (fault != std::errc() || end != text.data() + text.size() || number > longest || number < -longest) {
            return fail(ErrorCode::JsonType, field->name + " must be a whole number");
        }
        return field->kind == TemplateField::Kind::Minutes ? number * 60 : number;
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
            const auto plus = secondsOf(object.find("plus"));
            if (!plus) {
                return passOn(plus);
            }
            m_out += std::to_string(m_values.now.time_since_epoch().count() + *plus);
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
        if (const TemplateField* field = m_from.field(name)) {
            m_out += json::quote(variable(*field));
            return {};
        }
        const auto given = m_values.variables.find(name);
        if (given == m_values.variables.end()) {
            return fail(ErrorCode::JsonMemberMissing, name);
        }
        m_out += json::quote(given->second);
        return {};
    }

    const Template& m_from;
    const FillValues& m_values;
    std::string m_out;
    std::size_t m_uuid = 0;
};

} // namespace

const TemplateField* Template::field(std::string_view wanted) const {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& one) { return one.name == wanted; });
    return found != fields.end() ? &*found : nullptr;
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

Result<FilledTemplate> fillFresh(const Template& from, Time now, std::map<std::string, std::string> variables) {
    FillValues values{now, {}, std::move(variables)};
    for (std::size_t i = countUuids(from); i > 0; --i) {
        auto uuid = makeUuid();
        if (!uuid) {
            return passOn(uuid);
        }
        values.uuids.push_back(std::move(*uuid));
    }
    return fill(from, values);
}

} // namespace twb::profiles
