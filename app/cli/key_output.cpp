// SPDX-License-Identifier: Apache-2.0
#include "cli/key_output.h"

#include "cli/base64.h"
#include "cli/files.h"
#include "cli/key_options.h"

namespace twb::cli {

Answer<void> deliver(Session& session, std::string_view option, const OutputFormat& format, const WrittenKey& key,
                     JsonObject& object) {
    if (const std::string* path = session.arguments.value(option); path != nullptr && *path != "-") {
        object.text(option == "--out" ? "out" : "public_out", *path);
        return writeFile(*path, key.octets.reveal(), key.half == Half::Private ? Privacy::OwnerOnly : Privacy::Public);
    }
    if (!session.output.json()) {
        session.output.secret(key.octets);
        return {};
    }
    const std::string_view text = asText(key.octets.reveal());
    if (format.binary) {
        object.text("base64", base64Text(key.octets.reveal()));
    } else if (format.kind == OutputFormat::Kind::Jwk || format.kind == OutputFormat::Kind::Jwks) {
        object.raw(format.name, text.substr(0, text.find_last_not_of('\n') + 1));
    } else {
        object.text("text", text);
    }
    return {};
}

Answer<crypto::Password> readProtection(Session& session) {
    if (!session.arguments.has("--protect")) {
        return crypto::Password();
    }
    auto password = readPassword(session);
    if (password && (!*password || (*password)->empty())) {
        return usage("--protect needs a password: --password, --password-file or TWB_PASSWORD");
    }
    return password;
}

} // namespace twb::cli
