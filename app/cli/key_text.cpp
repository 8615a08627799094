// SPDX-License-Identifier: Apache-2.0
#include "cli/key_text.h"

#include "cli/input.h"
#include "profiles/secrets_file.h"

#include <cstdlib>

namespace twb::cli {

Answer<std::optional<Secret>> readKeyText(Session& session) {
    const std::string* path = session.arguments.value("--key");
    const std::string* text = session.arguments.value("--secret");
    const std::string* secretPath = session.arguments.value("--secret-file");
    if ((path != nullptr) + (text != nullptr) + (secretPath != nullptr) > 1) {
        return usage("give one of --key, --secret and --secret-file");
    }
    if (path != nullptr || secretPath != nullptr) {
        auto octets = readOctets(session, path != nullptr ? *path : *secretPath, "the key");
        if (!octets) {
            return passOn(octets);
        }
        if (auto secret = path != nullptr ? secretOfVendorFile(session, octets->reveal()) : std::nullopt) {
            return std::optional<Secret>(std::move(*secret));
        }
        return std::optional<Secret>(std::move(*octets));
    }
    if (text != nullptr) {
        return std::optional<Secret>(Secret::fromText(*text));
    }
    if (const char* value = std::getenv("TWB_SECRET"); value != nullptr && *value != '\0') {
        return std::optional<Secret>(Secret::fromText(value));
    }
    return std::optional<Secret>();
}

Answer<jose::SecretEncoding> readKeyEncoding(const Session& session) {
    const auto encoding = jose::findSecretEncoding(
        session.arguments.has("--key-encoding") ? session.arguments.text("--key-encoding") : "utf8");
    if (!encoding) {
        return usage("--key-encoding is utf8, base64, base64url or hex");
    }
    return *encoding;
}

std::optional<Secret> secretOfVendorFile(Session& session, ByteView octets) {
    const std::string_view text = asText(octets);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    // Profiles are read only for what may be such a file: keys are asked for with each command.
    if (first == std::string_view::npos || text[first] != '{' || text.find("\"kty\"") != std::string_view::npos) {
        return std::nullopt;
    }
    auto read = profiles::readSecretsFile(*profiles::Library::builtIn(), text);
    if (!read || read->secret.empty()) {
        return std::nullopt;
    }
    session.output.note("the key: taken out of a file of secrets (" + read->profile->title + ")");
    return std::move(read->secret);
}

} // namespace twb::cli
