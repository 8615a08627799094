// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/secret.h"
#include "profiles/library.h"

namespace twb::profiles {

/// A vendor's file with secrets, read for a template.
struct ImportedSecrets {
    const Profile* profile = nullptr;             ///< of the library, which must outlive this
    std::map<std::string, std::string> variables; ///< values of fields that are no secret
    Secret secret;                                ///< for the field of kind secret
};

/// Recognises a file like SenseCrypt's secrets.json by the members that a profile names. Nothing if it is none of them,
/// or no JSON object. The text is not kept.
std::optional<ImportedSecrets> readSecretsFile(const Library& library, std::string_view text);

} // namespace twb::profiles
