// SPDX-License-Identifier: Apache-2.0
#include "cli/encryption_keys.h"

namespace twb::cli {

Answer<jose::KeySet> readEncryptionKeys(Session& session) {
    auto keys = readKeys(session, KeyNeed::Optional);
    if (!keys || !keys->empty()) {
        return keys;
    }
    auto password = readPassword(session);
    if (!password) {
        return passOn(password);
    }
    if (!*password) {
        return usage("a key is missing: give --key FILE, --secret TEXT or --secret-file FILE, or --password TEXT for "
                     "PBES2");
    }
    auto secret = jose::readSecretText(asText((*password)->reveal()), jose::SecretEncoding::Utf8);
    if (!secret) {
        return failure(secret.error(), "the password");
    }
    return std::move(*secret);
}

} // namespace twb::cli
