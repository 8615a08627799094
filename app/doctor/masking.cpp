// SPDX-License-Identifier: Apache-2.0
#include "doctor/masking.h"

#include "base/ascii.h"
#include "doctor/unwrap.h"
#include "json/text.h"

#include <algorithm>
#include <array>

namespace twb::doctor {
namespace {

constexpr std::string_view mask = "***";

constexpr auto personalNames = std::to_array<std::string_view>({"name",
                                                                "given_name",
                                                                "family_name",
                                                                "middle_name",
                                                                "nickname",
                                                                "preferred_username",
                                                                "email",
                                                                "phone_number",
                                                                "phone",
                                                                "birthdate",
                                                                "gender",
                                                                "address",
                                                                "picture",
                                                                "unique_name",
                                                                "upn",
                                                                "username",
                                                                "user_name",
                                                                "displayname",
                                                                "cpf",
                                                                "cnpj",
                                                                "rg",
                                                                "peopleid",
                                                                "people_id",
                                                                "nome",
                                                                "sobrenome",
                                                                "nomecompleto",
                                                                "nome_completo",
                                                                "telefone",
                                                                "celular",
                                                                "endereco",
                                                                "data_nascimento",
                                                                "nascimento",
                                                                "mail",
                                                                "firstname",
                                                                "lastname",
                                                                "first_name",
                                                                "last_name",
                                                                "street_address",
                                                                "mobile",
                                                                "ssn",
                                                                "document"});

constexpr auto secretNames = std::to_array<std::string_view>(
    {"password", "passwd", "senha", "secret", "client_secret", "clientsecret", "api_key", "apikey", "private_key",
     "privatekey", "jwt_secret", "passphrase", "access_key", "secret_key"});

constexpr auto privateMembers =
    std::to_array<std::string_view>({"d", "p", "q", "dp", "dq", "qi", "oth", "k"}); // RFC 7518 §6

template <typename List>
bool contains(const List& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isWordCharacter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' ||
           c == '-' || c == '+' || c == '%' || static_cast<unsigned char>(c) >= 0x80;
}

bool isTokenCharacter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

/// Eleven digits, with the marks of a CPF or without: a wrong one is somebody's, too, but for a digit.
bool isCpfLike(std::string_view text) {
    const auto digits = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), isDigit));
    return digits == 11 &&
           std::all_of(text.begin(), text.end(), [](char c) { return isDigit(c) || c == '.' || c == '-'; });
}

bool isPersonalValue(std::string_view text) {
    const std::size_t at = text.find('@');
    const bool mail = at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos &&
                      std::all_of(text.begin(), text.end(), [](char c) { return isWordCharacter(c) || c == '@'; });
    return mail || isCpfLike(text);
}

void replaceAll(std::string& text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); !what.empty() && at != std::string::npos;
         at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
}

} // namespace

bool isPersonalName(std::string_view name) {
    return contains(personalNames, lowered(name));
}

bool isSecretName(std::string_view name) {
    return contains(secretNames, lowered(name));
}

std::string maskPersonalValues(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        if (!isWordCharacter(text[i]) || (i > 0 && isWordCharacter(text[i - 1]))) {
            out += text[i++];
            continue;
        }
        std::size_t end = i;
        while (end < text.size() && (isWordCharacter(text[end]) || text[end] == '@')) {
            ++end;
        }
        const std::string_view word = text.substr(i, end - i);
        std::size_t tail = word.size();
        while (tail > 0 && word[tail - 1] == '.') {
            --tail; // the full stop of the sentence
        }
        const bool personal = isPersonalValue(word.substr(0, tail));
        out += personal ? std::string(mask) : std::string(word.substr(0, tail));
        i += tail == 0 ? word.size() : tail;
        out += tail == 0 ? std::string(word) : std::string();
    }
    return out;
}

Masker::Masker(const Reading& reading, std::string_view keyText, PersonalData personal, SignaturePart signature)
    : m_token(*reading.encoded)
    , m_key(Secret::fromText(keyText))
    , m_maskPersonal(personal == PersonalData::Masked)
    , m_cutSignature(signature == SignaturePart::LeftOff) {
    for (const char letter : {'S', 'T'}) {
        if (const Segment* segment = reading.segment(letter)) {
            m_signature = m_token.substr(segment->range.offset, segment->range.length);
        }
    }
    for (const Part* part : {&reading.header, &reading.payload}) {
        if (part->isJson) {
            learn(part->json->root(), false);
        }
    }
}

Masker::~Masker() {
    m_token.clear();
}

/// Collects what stands under personal names, so that evidence which quotes it is cleaned too.
void Masker::learn(const json::Value& value, bool personal) {
    if (value.is(json::Type::Object)) {
        value.forEachMember([&](const json::Value& name, const json::Value& member) {
            const std::string words = name.string().value_or(std::string());
            m_hides = m_hides || (m_maskPersonal && isPersonalName(words)) || isSecretName(words);
            learn(member, personal || isPersonalName(words));
        });
    } else if (value.is(json::Type::Array)) {
        value.forEachElement([&](const json::Value& element) { learn(element, personal); });
    } else {
        const bool number = value.is(json::Type::Number);
        if (!number && !value.is(json::Type::String)) {
            return;
        }
        const std::string text = number ? std::string(value.text()) : value.string().value_or(std::string());
        const bool byItself = isPersonalValue(text);
        m_hides = m_hides || (m_maskPersonal && byItself);
        if ((personal || byItself) && text.size() >= 3) {
            m_personal.insert(text);
        }
    }
}

/// Pieces of the token that are long enough to carry something are shortened to their beginning.
std::string Masker::cutTokens(std::string text) const {
    constexpr std::size_t longest = 20;
    constexpr std::size_t kept = 8;
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && isTokenCharacter(text[end])) {
            ++end;
        }
        if (end == i) {
            out += text[i++];
            continue;
        }
        const std::string run = text.substr(i, end - i);
        const bool ofToken = run.size() >= longest &&
                             (m_token.find(run.substr(0, longest)) != std::string::npos || run.starts_with("eyJ"));
        out += ofToken ? run.substr(0, kept) + "…" : run;
        i = end;
    }
    return out;
}

std::string Masker::text(std::string_view raw) const {
    std::string text(raw);
    const std::string_view key = asText(m_key.reveal());
    constexpr std::size_t shortKey = 6; // shorter ones occur in sentences by chance
    if (!key.empty() && (text == key || key.size() >= shortKey)) {
        replaceAll(text, key, mask);
    }
    if (m_cutSignature && m_signature.size() >= 8) {
        replaceAll(text, m_signature, "…");
    }
    if (m_maskPersonal) {
        for (const std::string& value : m_personal) {
            replaceAll(text, value, mask);
        }
        text = maskPersonalValues(text);
    }
    return m_maskPersonal || m_cutSignature ? cutTokens(std::move(text)) : text;
}

std::string Masker::part(const Part& part) const {
    if (part.isJson) {
        return pretty(part.json->root(), 0, false, false);
    }
    return part.isText ? text(*part.octets) : std::string();
}

std::string Masker::pretty(const json::Value& value, int depth, bool personal, bool inKey) const {
    const std::string indent(static_cast<std::size_t>(2 * depth + 2), ' ');
    const std::string close(static_cast<std::size_t>(2 * depth), ' ');
    if (value.is(json::Type::Object) && value.size() > 0) {
        const bool isKey = value.find("kty").exists();
        std::string out = "{\n";
        bool first = true;
        value.forEachMember([&](const json::Value& name, const json::Value& member) {
            const std::string words = name.string().value_or(std::string());
            out += first ? "" : ",\n";
            first = false;
            out += indent + json::quote(text(words)) + ": ";
            const bool secret = isSecretName(words) || ((isKey || inKey) && contains(privateMembers, words));
            out += secret ? json::quote(mask)
                          : pretty(member, depth + 1, personal || (m_maskPersonal && isPersonalName(words)), isKey);
        });
        return out + "\n" + close + "}";
    }
    if (value.is(json::Type::Array) && value.size() > 0) {
        std::string out = "[\n";
        bool first = true;
        value.forEachElement([&](const json::Value& element) {
            out += (first ? "" : ",\n") + indent + pretty(element, depth + 1, personal, inKey);
            first = false;
        });
        return out + "\n" + close + "]";
    }
    if (value.is(json::Type::String)) {
        const std::string words = value.string().value_or(std::string());
        if (personal || words.find("PRIVATE KEY") != std::string::npos) {
            return json::quote(mask);
        }
        if ((m_maskPersonal || m_cutSignature) && looksLikeToken(words)) {
            return json::quote(words.substr(0, 8) + "…"); // a token inside the token has its own signature and claims
        }
        return json::quote(text(words));
    }
    if (value.is(json::Type::Number)) {
        const std::string number(value.text());
        return personal || (m_maskPersonal && isPersonalValue(number)) ? json::quote(mask) : number;
    }
    return std::string(value.text());
}

} // namespace twb::doctor
