// SPDX-License-Identifier: Apache-2.0
#include "cli/key_options.h"

#include "cli/input.h"
#include "cli/key_text.h"

#include <algorithm>
#include <cstdlib>

namespace twb::cli {

namespace {

/// A repair is never silent, nor is a secret that looks like something else.
void remark(Session& session, const jose::KeySet& keys, const std::string& subject) {
    std::vector<jose::KeyNote> notes = keys.notes();
    if (keys.entries().size() == 1 && keys.entries().front().format == "secret") {
        const std::vector<jose::KeyNote>& own = keys.entries().front().notes;
        notes.insert(notes.end(), own.begin(), own.end());
    }
    for (const jose::KeyNote& note : notes) {
        const std::string text = subject + ": " + note.detail + " (" + note.id + ")";
        session.output.note(isPrintable(text) ? text : quoted(text));
    }
}

/// Broken entries of a set stay visible: a set without one good key is an error, otherwise they are remarked.
Answer<jose::KeySet> checked(Session& session, Result<jose::KeySet> keys, const std::string& subject,
                             std::string_view text) {
    if (!keys) {
        return failure(keys.error(), subject, text);
    }
    const auto numbered = [&](const jose::KeyProblem& problem) {
        return subject + " " + std::to_string(problem.position + 1) + " of the set";
    };
    if (keys->empty()) {
        if (keys->problems().empty()) {
            return failure(Error{ErrorCode::KeyNotFound, "the set is empty", {}}, subject);
        }
        const jose::KeyProblem& first = keys->problems().front();
        return failure(first.error, numbered(first), text);
    }
    for (const jose::KeyProblem& problem : keys->problems()) {
        session.output.note(message(failure(problem.error, numbered(problem), text).value()));
    }
    remark(session, *keys, subject);
    return std::move(*keys);
}

/// Of a file that holds one key and the certificates around it: the key, joined with its own certificate. nullopt if
/// there is more than one key in it.
std::optional<jose::KeyEntry> keyAmongCertificates(const std::vector<jose::KeyEntry>& entries) {
    const auto isPrivate = [](const jose::KeyEntry& entry) { return entry.jwk.key.isPrivate(); };
    const auto bare = std::ranges::count_if(
        entries, [&](const jose::KeyEntry& entry) { return isPrivate(entry) || !entry.certificate.has_value(); });
    if (bare == 0) { // a chain: the certificate of the key stands first (RFC 8446 §4.4.2; PEM files keep to it)
        return entries.front();
    }
    const auto found = std::ranges::find_if(entries, isPrivate);
    if (bare > 1 || found == entries.end()) {
        // Both halves of one pair are one key, too.
        const auto same = [&](const jose::KeyEntry& entry) {
            return entry.jwk.key.samePublicKey(entries.front().jwk.key);
        };
        if (!std::ranges::all_of(entries, same) || std::ranges::count_if(entries, isPrivate) > 1) {
            return std::nullopt;
        }
    }
    jose::KeyEntry key = found == entries.end() ? entries.front() : *found;
    for (const jose::KeyEntry& entry : entries) {
        if (!key.certificate && entry.certificate && entry.jwk.key.samePublicKey(key.jwk.key)) {
            key.certificate = entry.certificate;
        }
    }
    return key;
}

Answer<jose::KeySet> secretFrom(Session& session, std::string_view text, const std::string& subject) {
    const auto encoding = readKeyEncoding(session);
    if (!encoding) {
        return passOn(encoding);
    }
    return checked(session, jose::readSecretText(text, *encoding), subject, text);
}

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

} // namespace

namespace {

/// The options and the variable that one password comes by.
struct PasswordNames {
    const char* text;
    const char* file;
    const char* variable;
};

Answer<crypto::Password> readPasswordBy(Session& session, const PasswordNames& names) {
    const std::string* text = session.arguments.value(names.text);
    const std::string* path = session.arguments.value(names.file);
    if (text != nullptr && path != nullptr) {
        return usage("give one of " + std::string(names.text) + " and " + names.file);
    }
    if (text != nullptr) {
        return crypto::Password(Secret::fromText(*text));
    }
    if (path != nullptr) {
        if (const auto known = session.passwords.find(*path); known != session.passwords.end()) {
            return crypto::Password(known->second.clone());
        }
        const auto octets = readOctets(session, *path, "the password");
        if (!octets) {
            return passOn(octets);
        }
        // Unlike a secret, a password is typed: editors end the line, and nobody means that octet.
        const std::string_view all = asText(octets->reveal());
        Secret password = Secret::fromText(all.substr(0, all.find_first_of("\r\n")));
        session.passwords.emplace(*path, password.clone());
        return crypto::Password(std::move(password));
    }
    if (const char* value = std::getenv(names.variable); value != nullptr) {
        return crypto::Password(Secret::fromText(value));
    }
    return crypto::Password();
}

} // namespace

Answer<crypto::Password> readPassword(Session& session) {
    return readPasswordBy(session, {"--password", "--password-file", "TWB_PASSWORD"});
}

Answer<crypto::Password> readOutputPassword(Session& session) {
    auto own = readPasswordBy(session, {"--out-password", "--out-password-file", "TWB_OUT_PASSWORD"});
    return own && !*own ? readPassword(session) : std::move(own);
}

Answer<jose::KeySet> readKeyFile(Session& session, const std::string& path, std::string subject) {
    const auto encoding = readKeyEncoding(session);
    if (!encoding) {
        return passOn(encoding);
    }
    const auto password = readPassword(session);
    if (!password) {
        return passOn(password);
    }
    const auto octets = readOctets(session, path, subject);
    if (!octets) {
        return passOn(octets);
    }
    if (const auto secret = secretOfVendorFile(session, octets->reveal())) {
        return secretFrom(session, asText(secret->reveal()), subject);
    }
    jose::KeyMaterialOptions options;
    options.password = &*password;
    options.secretEncoding = *encoding;
    return checked(session, jose::readKeyMaterial(octets->reveal(), options), subject, asText(octets->reveal()));
}

Answer<jose::KeySet> readKeys(Session& session, KeyNeed need) {
    const std::string* path = session.arguments.value("--key");
    const std::string* text = session.arguments.value("--secret");
    const std::string* secretPath = session.arguments.value("--secret-file");
    if ((path != nullptr) + (text != nullptr) + (secretPath != nullptr) > 1) {
        return usage("give one of --key, --secret and --secret-file");
    }
    if (path != nullptr) {
        return readKeyFile(session, *path, "the key");
    }
    if (text != nullptr) {
        return secretFrom(session, *text, "the secret");
    }
    if (secretPath != nullptr) {
        const auto octets = readOctets(session, *secretPath, "the secret");
        if (!octets) {
            return passOn(octets);
        }
        return secretFrom(session, asText(octets->reveal()), "the secret");
    }
    if (const std::string_view value = environment("TWB_SECRET"); !value.empty()) {
        return secretFrom(session, value, "TWB_SECRET");
    }
    if (need == KeyNeed::Required) {
        return usage("a key is missing: give --key FILE, --secret TEXT or --secret-file FILE, or set TWB_SECRET");
    }
    return jose::KeySet(jose::KeySet::Origin::SingleKey);
}

Answer<jose::KeyEntry> singleKey(Session& session, const jose::KeySet& keys) {
    const auto& entries = keys.entries();
    const std::string* kid = session.arguments.value("--kid");
    if (kid == nullptr || keys.origin() == jose::KeySet::Origin::SingleKey) {
        if (entries.size() == 1) {
            return entries.front();
        }
        if (keys.origin() == jose::KeySet::Origin::SingleKey) {
            if (auto key = keyAmongCertificates(entries)) {
                return *std::move(key);
            }
        }
        if (kid == nullptr) {
            return failure(Error{ErrorCode::KeyAmbiguous,
                                 "there are " + std::to_string(entries.size()) + " keys; name one with --kid",
                                 {}},
                           "the key");
        }
    }
    const auto found = keys.withKid(*kid);
    if (found.empty()) {
        return failure(Error{ErrorCode::KeyNotFound, "no key has the kid " + quoted(*kid), {}}, "the key");
    }
    if (found.size() > 1) {
        return failure(Error{ErrorCode::KeyAmbiguous, "several keys have the kid " + quoted(*kid), {}}, "the key");
    }
    return entries[found.front()];
}

std::vector<crypto::Certificate> chainOf(const jose::KeySet& keys, const jose::KeyEntry& key) {
    std::vector<crypto::Certificate> chain;
    if (key.certificate) {
        chain.push_back(*key.certificate);
    }
    if (keys.origin() == jose::KeySet::Origin::SingleKey) {
        for (const jose::KeyEntry& entry : keys.entries()) {
            if (entry.certificate && !(key.certificate && entry.certificate->der == key.certificate->der)) {
                chain.push_back(*entry.certificate);
            }
        }
    }
    return chain;
}

} // namespace twb::cli
