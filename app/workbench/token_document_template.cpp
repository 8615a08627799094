// SPDX-License-Identifier: Apache-2.0
#include "workbench/token_document.h"

#include "workbench/profile_store.h"
#include "json/text.h"

// Templates, profiles and fresh times of a document.

namespace twb::workbench {
namespace {

constexpr double milliseconds = 1e11;   ///< a date of this size is none in seconds
constexpr std::int64_t usualLife = 300; ///< seconds, where nothing tells how long a token lives
constexpr std::int64_t longestLife = 10'000'000'000;

std::optional<std::int64_t> secondsOf(const json::Value& payload, std::string_view name) {
    const json::Value value = payload.find(name);
    const auto number = value.is(json::Type::Number) ? value.number() : std::nullopt;
    if (!number || *number >= milliseconds || *number <= -milliseconds) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(*number);
}

/// 8-4-4-4-12 letters of hex.
bool isUuid(std::string_view text) {
    if (text.size() != 36) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? c != '-' : !hex) {
            return false;
        }
    }
    return true;
}

/// The values of the fields: what was filled in, over the defaults.
std::map<std::string, std::string> valuesOf(const profiles::Template& start,
                                            const std::map<std::string, std::string>& variables) {
    std::map<std::string, std::string> values;
    for (const profiles::TemplateField& field : start.fields) {
        const auto given = variables.find(field.name);
        std::string text = given != variables.end() ? given->second : field.initial;
        if (field.kind == profiles::TemplateField::Kind::Cpf) {
            std::erase_if(text, [](char c) { return c == '.' || c == '-' || c == ' '; });
        }
        if (field.kind != profiles::TemplateField::Kind::Secret) {
            values.insert_or_assign(field.name, std::move(text));
        }
    }
    return values;
}

} // namespace

profiles::SharedLibrary TokenDocument::library() const {
    return m_services.profiles != nullptr ? m_services.profiles->library() : profiles::Library::builtIn();
}

/// JSON that is made here begins in the layout of the settings; texts that are no JSON stay.
std::string TokenDocument::newJson(std::string text) const {
    json::Tape tape;
    return m_services.indentNewJson && tape.parse(text) ? json::pretty(tape) : text;
}

doctor::Copy TokenDocument::freshCopy(std::string header, std::string payload) const {
    doctor::Copy copy;
    copy.header.octets = doctor::share(newJson(std::move(header)));
    copy.payload.octets = doctor::share(newJson(std::move(payload)));
    return copy;
}

void TokenDocument::setProfileChoice(const std::string& id) {
    if (id != m_state->profileChoice) {
        DocumentState next = *m_state;
        next.profileChoice = id;
        apply(std::move(next), EditSource::Other);
    }
}

void TokenDocument::setExpected(std::string_view names, const std::string& value) {
    DocumentState next = *m_state;
    while (!names.empty()) {
        const std::size_t end = std::min(names.find(' '), names.size());
        const std::string name(names.substr(0, end));
        if (value.empty()) {
            next.expected.erase(name);
        } else if (end > 0) {
            next.expected[name] = value;
        }
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    if (next.expected != m_state->expected) {
        apply(std::move(next), EditSource::Expected);
    }
}

Result<void> TokenDocument::applyTemplate(const profiles::Template& from, TemplateForm form) {
    const Time moment = m_services.clock->now();
    auto filled = profiles::fillFresh(from, moment, {});
    if (!filled) {
        return passOn(filled);
    }
    DocumentState next = *m_state;
    next.copy = std::make_shared<const doctor::Copy>(freshCopy(std::move(filled->header), std::move(filled->payload)));
    next.original = nullptr;
    next.shown = ShownVersion::Copy;
    next.signChoice = SignChoice::SameAsVerify;
    next.templateUse = std::make_shared<const TemplateUse>(TemplateUse{from, {}, moment});
    next.formOpen = form == TemplateForm::Open && !from.fields.empty();
    const profiles::Profile* profile = library()->find(from.id);
    next.profileChoice = profile != nullptr && profile->policy ? from.id : std::string();
    next.expected = valuesOf(from, {});
    if (from.key.kind == profiles::KeyPlan::Kind::SampleSecret) {
        auto field = std::make_shared<doctor::KeyField>();
        field->kind = doctor::KeyField::Kind::Secret;
        field->text = Secret::fromText(from.key.secret);
        next.keyMode = KeyMode::Secret;
        next.verifyEncoding = doctor::SecretEncoding::Utf8;
        next.verifySecret = std::move(field);
    } else if (from.key.kind != profiles::KeyPlan::Kind::Nothing) {
        next.keyMode = KeyMode::KeyPair;
        next.publicKey = nullptr;
        next.privateKey = nullptr;
    }
    m_lastEdit.reset();
    apply(std::move(next), EditSource::Template, PendingSignature::Drop);
    setTitle(QString::fromStdString(from.title));
    markSaved();
    return {};
}

Result<void> TokenDocument::fillForm(std::map<std::string, std::string> variables) {
    if (m_state->templateUse == nullptr) {
        return {};
    }
    const profiles::Template& start = m_state->templateUse->start;
    const Time moment = m_services.clock->now();
    auto filled = profiles::fillFresh(start, moment, variables);
    if (!filled) {
        return passOn(filled);
    }
    DocumentState next = *m_state;
    doctor::Copy copy = freshCopy(std::move(filled->header), std::move(filled->payload));
    copy.views = m_state->copy != nullptr ? m_state->copy->views : doctor::Views();
    next.copy = std::make_shared<const doctor::Copy>(std::move(copy));
    next.expected = valuesOf(start, variables);
    next.templateUse = std::make_shared<const TemplateUse>(TemplateUse{start, std::move(variables), moment});
    apply(std::move(next), EditSource::Template, PendingSignature::Drop);
    markSaved();
    return {};
}

void TokenDocument::closeForm() {
    if (isFormOpen()) {
        DocumentState next = *m_state;
        next.formOpen = false;
        apply(std::move(next), EditSource::Other);
    }
}

bool TokenDocument::refreshTimes() {
    if (isFormOpen()) {
        return fillForm(m_state->templateUse->variables).has_value();
    }
    if (isEmpty() || shownVersion().reading->kind == doctor::TokenKind::Jwe) {
        return false;
    }
    std::string payload = partOctets(PartName::Payload);
    const auto document = json::Document::parse(payload);
    if (!document || !document->root().is(json::Type::Object)) {
        return false;
    }
    const json::Value root = document->root();
    const auto iat = secondsOf(root, "iat"), nbf = secondsOf(root, "nbf"), exp = secondsOf(root, "exp");
    const bool anyTime = root.find("iat").exists() || root.find("nbf").exists() || root.find("exp").exists();
    if (!anyTime) {
        return false;
    }
    // Without iat and nbf the moment of the making tells how long the token lives.
    const auto made = m_state->templateUse != nullptr
                          ? std::optional(m_state->templateUse->filledAt.time_since_epoch().count())
                          : std::nullopt;
    const auto start = iat ? iat : nbf ? nbf : made;
    const std::int64_t life = start && exp && *exp > *start && *exp - *start < longestLife ? *exp - *start : usualLife;
    const std::int64_t moment = m_services.clock->now().time_since_epoch().count();
    const auto set = [&](std::string_view name, const std::string& value) {
        if (root.find(name).exists()) {
            payload = json::setMember(payload, name, value).value_or(payload);
        }
    };
    set("iat", std::to_string(moment));
    set("nbf", std::to_string(moment));
    set("exp", std::to_string(moment + life));
    const auto jti = root.find("jti").is(json::Type::String) ? root.find("jti").string() : std::nullopt;
    if (jti && isUuid(*jti)) {
        if (const auto uuid = profiles::makeUuid()) {
            set("jti", json::quote(*uuid));
        }
    }
    doctor::Copy copy = copyOfShown();
    copy.payload = {doctor::share(std::move(payload)), nullptr};
    doctor::CopySignature former;
    if (copy.signature != nullptr) {
        former.text = copy.signature->text;
    }
    copy.signature = std::make_shared<const doctor::CopySignature>(std::move(former));
    DocumentState next = *m_state;
    next.copy = std::make_shared<const doctor::Copy>(std::move(copy));
    next.shown = ShownVersion::Copy;
    if (next.templateUse != nullptr) {
        auto use = std::make_shared<TemplateUse>(*next.templateUse);
        use->filledAt = m_services.clock->now();
        next.templateUse = std::move(use);
    }
    m_signOnce = true;
    apply(std::move(next), EditSource::Other);
    return true;
}

} // namespace twb::workbench
