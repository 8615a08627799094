// SPDX-License-Identifier: Apache-2.0
#include "cli/key_options.h"
#include "cli/key_output.h"
#include "cli/verbs.h"

namespace twb::cli {

Answer<Exit> runKeyConvert(Session& session) {
    const std::string* to = session.arguments.value("--to");
    if (to == nullptr) {
        return usage("--to FORMAT is missing");
    }
    const auto format = findFormat(*to);
    if (!format) {
        return passOn(format);
    }
    auto keys = readKeys(session, KeyNeed::Required);
    if (!keys) {
        return passOn(keys);
    }
    // A set converts to a set whole; every other format holds one key.
    if ((*format)->kind != OutputFormat::Kind::Jwks || session.arguments.has("--kid")) {
        const auto entry = singleKey(session, *keys);
        if (!entry) {
            return passOn(entry);
        }
        jose::KeySet one;
        one.add(**entry);
        *keys = std::move(one);
    }
    const auto password = readProtection(session);
    if (!password) {
        return passOn(password);
    }
    const Half wanted = session.arguments.has("--public") ? Half::Public : Half::Private;
    const auto key = writeAs(**format, *keys, wanted, *password);
    if (!key) {
        return passOn(key);
    }
    JsonObject object;
    object.text("format", (*format)->name).boolean("private", key->half == Half::Private);
    if (auto done = deliver(session, "--out", **format, *key, object); !done) {
        return passOn(done);
    }
    if (session.output.json()) {
        session.output.line(object.finish());
    }
    return Exit::Yes;
}

} // namespace twb::cli
