// SPDX-License-Identifier: Apache-2.0
#include "cli/key_output.h"

#include "cli/base64.h"
#include "cli/files.h"
#include "cli/key_options.h"

namespace twb::cli {

Answer<void> deliver(Session& session, std::string_view option, const OutputFormat& format, const WrittenKey& key,
                     JsonObject& object) {
    if (const std::string* path = session.arguments.value(option); path != nullptr && *path != "-") {
        object.text(option == "--out" ? "out" : option == "--cert-out" ? "cert_out" : "public_out", *path);
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

Answer<crypto::Password> readProtection(Session& session, const OutputFormat& format) {
    const bool always = format.kind == OutputFormat::Kind::Pkcs12;
    if (!session.arguments.has("--protect") && !always) {
        if (session.arguments.has("--out-password") || session.arguments.has("--out-password-file")) {
            return usage("--out-password is for --protect and pkcs12; " + std::string(format.name) +
                         " would be written in the clear");
        }
        return crypto::Password();
    }
    auto password = readOutputPassword(session);
    if (password && (!*password || (*password)->empty())) {
        return usage(std::string(always ? "pkcs12" : "--protect") +
                     " needs a password: --password, --password-file or TWB_PASSWORD");
    }
    return password;
}

void remarkLoss(Session& session, const OutputFormat& format, const jose::Jwk& jwk, JsonObject& object) {
    const std::string names = lostIn(format, jwk);
    if (names.empty()) {
        return;
    }
    const std::string text = std::string(format.name) + " cannot carry " + names + "; only jwk and jwks can";
    session.output.note(text);
    object.raw("notes", "[" + quoted(text) + "]");
}

} // namespace twb::cli
