// SPDX-License-Identifier: Apache-2.0
#include "profiles/profile_reader.h"

#include "profiles/policy_reader.h"
#include "profiles/schema.h"

#include <algorithm>
#include <array>

namespace twb::profiles {
namespace {

using Need = Schema::Need;

Match readMatch(Schema& schema, const Named& at) {
    schema.onlyKnown(at, {"iss", "typ", "aud", "claims", "any", "without", "header", "subjectIsIssuer"});
    Match match;
    match.issuers = schema.texts(at, "iss");
    match.types = schema.texts(at, "typ");
    match.audiences = schema.texts(at, "aud");
    match.claims = schema.texts(at, "claims");
    match.any = schema.texts(at, "any");
    match.without = schema.texts(at, "without");
    match.header = schema.texts(at, "header");
    match.subjectIsIssuer = schema.flag(at, "subjectIsIssuer");
    if (match.issuers.empty() && match.types.empty() && match.audiences.empty() && match.claims.empty() &&
        match.any.empty() && match.header.empty() && !match.subjectIsIssuer) {
        schema.problem(at, "Nothing here tells such a token from others.",
                       "Give iss, typ, aud, claims, any or header.");
    }
    return match;
}

KeyPlan readKeyPlan(Schema& schema, const Named& at) {
    KeyPlan plan;
    if (!schema.isObject(at)) {
        return plan;
    }
    schema.onlyKnown(at, {"kind", "secret", "bits", "curve"});
    constexpr std::array<std::string_view, 4> kinds{"secret", "rsa", "ec", "okp"};
    const auto kind = schema.word(at, "kind", kinds);
    if (!kind) {
        schema.member(at, "kind", Need::Required);
        return plan;
    }
    constexpr std::array plans{KeyPlan::Kind::SampleSecret, KeyPlan::Kind::RsaPair, KeyPlan::Kind::EcPair,
                               KeyPlan::Kind::OkpPair};
    plan.kind = plans[*kind];
    plan.secret = schema.text(at, "secret", *kind == 0 ? Need::Required : Need::Optional);
    plan.curve = schema.text(at, "curve", *kind >= 2 ? Need::Required : Need::Optional);
    constexpr std::int64_t smallestRsa = 2048;
    plan.bits = static_cast<int>(schema.whole(at, "bits", smallestRsa).value_or(smallestRsa));
    return plan;
}

TemplateField readField(Schema& schema, const Named& at) {
    schema.onlyKnown(at,
                     {"name", "label", "kind", "default", "hint", "optional", "emptyWarning", "most", "mostWarning"});
    TemplateField field;
    field.name = schema.text(at, "name", Need::Required);
    field.label = schema.text(at, "label");
    if (field.label.empty()) {
        field.label = field.name;
    }
    constexpr std::array<std::string_view, 6> kinds{"text", "cpf", "minutes", "seconds", "url", "secret"};
    if (const auto kind = schema.word(at, "kind", kinds)) {
        field.kind = static_cast<TemplateField::Kind>(*kind);
    }
    field.initial = schema.text(at, "default");
    field.hint = schema.text(at, "hint");
    field.optional = schema.flag(at, "optional");
    field.emptyWarning = schema.text(at, "emptyWarning");
    field.most = static_cast<int>(schema.whole(at, "most", 1).value_or(0));
    field.mostWarning = schema.text(at, "mostWarning");
    return field;
}

/// Generated values and variables of a template's text are known ones.
void checkGenerated(Schema& schema, const Named& at, const Template& start) {
    const auto checkVariable = [&](const json::Value& value) {
        const json::Value variable = value.find("$variable");
        if (variable.exists() && start.field(variable.string().value_or(std::string())) == nullptr) {
            schema.problem({variable, at.path}, "There is no field of this name.", "Add it to \"fields\".");
        }
    };
    const json::Tape& tape = *at.value.tape();
    const auto nodes = tape.nodes();
    for (std::uint32_t i = at.value.index(); i < nodes[at.value.index()].next; ++i) {
        if (nodes[i].type != json::Type::Object) {
            continue;
        }
        const json::Value value(&tape, i);
        checkVariable(value);
        const json::Value generate = value.find("$generate");
        if (generate.exists() && !generate.equals("now") && !generate.equals("uuid")) {
            schema.problem({generate, at.path}, "This cannot be generated.", "Write now or uuid.");
        }
    }
}

std::optional<Template> readStart(Schema& schema, const Named& at, const Profile& profile) {
    if (!schema.isObject(at)) {
        return std::nullopt;
    }
    schema.onlyKnown(at, {"header", "payload", "key", "fields"});
    Template start;
    start.id = profile.id;
    start.title = profile.title;
    start.summary = profile.summary;
    start.icon = profile.icon;
    start.order = profile.order;
    for (const Named& field : schema.objects(at, "fields")) {
        start.fields.push_back(readField(schema, field));
    }
    for (const auto& [name, target] : {std::pair{"header", &start.header}, {"payload", &start.payload}}) {
        const Named part = schema.member(at, name, Need::Required);
        if (schema.isObject(part)) {
            *target = part.value.text();
            checkGenerated(schema, part, start);
        }
    }
    start.key = readKeyPlan(schema, schema.member(at, "key"));
    return start;
}

ChecklistPoint readPoint(Schema& schema, const Named& at) {
    schema.onlyKnown(at, {"id", "title", "how", "titlePt", "howPt", "rules"});
    return {schema.text(at, "id", Need::Required),
            schema.text(at, "title", Need::Required),
            schema.text(at, "how", Need::Required),
            schema.text(at, "titlePt"),
            schema.text(at, "howPt"),
            schema.texts(at, "rules")};
}

DictionaryEntry readEntry(Schema& schema, const Named& at) {
    schema.onlyKnown(at, {"name", "in", "title", "meaning", "source"});
    DictionaryEntry entry;
    entry.name = schema.text(at, "name", Need::Required);
    constexpr std::array<std::string_view, 2> places{"payload", "header"};
    entry.inHeader = schema.word(at, "in", places).value_or(0) == 1;
    entry.title = schema.text(at, "title", Need::Required);
    entry.meaning = schema.text(at, "meaning", Need::Required);
    entry.source = schema.text(at, "source");
    return entry;
}

std::vector<CopyForm> readCopyForms(Schema& schema, const Named& root) {
    constexpr std::array<std::string_view, 3> names{"token", "authorization", "bearer"};
    std::vector<CopyForm> forms;
    for (const std::string& text : schema.texts(root, "copy")) {
        const auto at = std::find(names.begin(), names.end(), text);
        if (at == names.end()) {
            schema.problem(schema.member(root, "copy"), "\"" + text + "\" is no way of copying.",
                           "Write token, authorization or bearer.");
        } else {
            forms.push_back(static_cast<CopyForm>(at - names.begin()));
        }
    }
    return forms;
}

std::optional<SecretsImport> readImport(Schema& schema, const Named& at) {
    if (!schema.isObject(at)) {
        return std::nullopt;
    }
    schema.onlyKnown(at, {"recognise", "fields"});
    SecretsImport import;
    import.recognise = schema.texts(at, "recognise");
    if (import.recognise.empty()) {
        schema.problem(at, "Nothing tells the file from others.", "List members of it in \"recognise\".");
    }
    const Named fields = schema.member(at, "fields", Need::Required);
    if (schema.isObject(fields)) {
        fields.value.forEachMember([&](const json::Value& name, const json::Value& target) {
            import.fields.insert_or_assign(name.string().value_or(std::string()),
                                           target.string().value_or(std::string()));
        });
    }
    return import;
}

/// Ids are names of files and words of the command line.
void checkId(Schema& schema, const Named& root, const std::string& id) {
    const bool plain = std::all_of(id.begin(), id.end(),
                                   [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    constexpr std::size_t longest = 64;
    if (!plain || id.size() > longest || id == "auto" || id == "none") {
        schema.problem(schema.member(root, "id"), "This cannot be an id.",
                       "Use at most 64 of a-z, 0-9 and hyphens; auto and none are taken.");
    }
}

Profile readMembers(Schema& schema, const Named& root) {
    schema.onlyKnown(root, {"id", "title", "shortName", "summary", "icon", "source", "order", "firstPage", "match",
                            "policy", "template", "checklist", "refusal", "copy", "dictionary", "secretsFile"});
    Profile profile;
    profile.id = schema.text(root, "id", Need::Required);
    checkId(schema, root, profile.id);
    profile.title = schema.text(root, "title", Need::Required);
    profile.shortName = schema.text(root, "shortName");
    if (profile.shortName.empty()) {
        profile.shortName = profile.title;
    }
    profile.summary = schema.text(root, "summary", Need::Required);
    profile.icon = schema.text(root, "icon");
    profile.source = schema.text(root, "source");
    profile.order = static_cast<int>(schema.whole(root, "order", 0).value_or(1000));
    profile.onFirstPage = schema.flag(root, "firstPage");
    for (const Named& match : schema.objects(root, "match")) {
        profile.matches.push_back(readMatch(schema, match));
    }
    profile.policy = readPolicy(schema, schema.member(root, "policy"));
    profile.start = readStart(schema, schema.member(root, "template"), profile);
    if (!profile.policy && !profile.start && schema.problems().empty()) {
        schema.problem(root, "There is neither a policy nor a template.", "Add \"policy\", \"template\" or both.");
    }
    for (const Named& point : schema.objects(root, "checklist")) {
        profile.checklist.push_back(readPoint(schema, point));
    }
    profile.refusalMembers = schema.texts(root, "refusal");
    profile.copyForms = readCopyForms(schema, root);
    for (const Named& entry : schema.objects(root, "dictionary")) {
        profile.dictionary.push_back(readEntry(schema, entry));
    }
    profile.secretsImport = readImport(schema, schema.member(root, "secretsFile"));
    return profile;
}

} // namespace

std::string copyText(CopyForm form, std::string_view token) {
    constexpr std::array<std::string_view, 3> before{"", "Authorization: ", "Authorization: Bearer "};
    return std::string(before[static_cast<std::size_t>(form)]) + std::string(token);
}

const DictionaryEntry* Profile::explain(std::string_view claim, bool inHeader) const {
    const auto found = std::find_if(dictionary.begin(), dictionary.end(), [&](const DictionaryEntry& entry) {
        return entry.name == claim && entry.inHeader == inHeader;
    });
    return found != dictionary.end() ? &*found : nullptr;
}

ProfileReading readProfile(std::string_view text, std::string file) {
    Schema schema(text, std::move(file));
    json::Tape tape;
    ProfileReading reading;
    if (const auto parsed = tape.parse(text); !parsed) {
        schema.problem(parsed.error());
    } else if (const Named root{tape.root(), {}}; schema.isObject(root)) {
        for (const json::Duplicate& twice : tape.duplicates()) {
            const std::string what = "\"" + twice.name + "\" stands here twice.";
            schema.problem(Error{ErrorCode::JsonDuplicateName, what, twice.second});
        }
        reading.profile = readMembers(schema, root);
    }
    reading.problems = schema.problems();
    if (!reading.problems.empty()) {
        reading.profile.reset();
    }
    return reading;
}

} // namespace twb::profiles
