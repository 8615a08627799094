// SPDX-License-Identifier: Apache-2.0
#include "profiles/secrets_file.h"

#include <algorithm>

namespace twb::profiles {
namespace {

ImportedSecrets take(const Profile& profile, const json::Value& root) {
    ImportedSecrets imported{&profile, {}, {}};
    for (const auto& [member, target] : profile.secretsImport->fields) {
        const json::Value value = root.find(member);
        const TemplateField* field = profile.start ? profile.start->field(target) : nullptr;
        if (!value.exists() || field == nullptr) {
            continue;
        }
        std::string text =
            value.is(json::Type::String) ? value.string().value_or(std::string()) : std::string(value.text());
        if (field->kind == TemplateField::Kind::Secret) {
            imported.secret = Secret::fromText(text);
            wipeText(text);
        } else {
            imported.variables.insert_or_assign(field->name, std::move(text));
        }
    }
    return imported;
}

} // namespace

std::optional<ImportedSecrets> readSecretsFile(const Library& library, std::string_view text) {
    json::Tape tape;
    if (!tape.parse(text) || !tape.root().is(json::Type::Object)) {
        return std::nullopt;
    }
    const json::Value root = tape.root();
    for (const Profile& profile : library.all()) {
        const bool known = profile.secretsImport &&
                           std::all_of(profile.secretsImport->recognise.begin(), profile.secretsImport->recognise.end(),
                                       [&](const auto& name) { return root.find(name).exists(); });
        if (known) {
            return take(profile, root);
        }
    }
    return std::nullopt;
}

} // namespace twb::profiles
