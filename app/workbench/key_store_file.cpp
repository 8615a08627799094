// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_store_file.h"

#include "base/base64url.h"
#include "crypto/key_file.h"
#include "jose/key_material.h"
#include "workbench/key_ring_export.h"
#include "workbench/qt_text.h"
#include "json/text.h"

#include <algorithm>
#include <array>
#include <QDir>
#include <QFile>

namespace twb::workbench {
namespace {

constexpr std::int64_t fileVersion = 1;
constexpr std::array<std::string_view, 3> holdsNames{"secret", "private", "public"}; // in the order of Holds

std::string member(std::string_view name, std::string_view json) {
    return '"' + std::string(name) + "\":" + std::string(json);
}

std::string member(std::string_view name, const QString& value) {
    return member(name, json::quote(value.toStdString()));
}

std::string writeKey(const StoredKey& key) {
    std::string line = '{' + member("id", key.id) + ',' + member("name", key.name) + ',' +
                       member("origin", key.origin) + ',' + member("added", json::quote(formatUtc(key.added))) + ',' +
                       member("holds", json::quote(holdsNames[static_cast<std::size_t>(key.holds)])) + ',' +
                       member("format", json::quote(key.format)) + ',' + member("jwk", key.jwk);
    if (!key.pem.empty()) {
        line += ',' + member("pem", json::quote(key.pem));
    }
    if (!key.certificate.empty()) {
        line += ',' + member("certificate", json::quote(base64url::encode(ByteView(key.certificate))));
    }
    return line + '}';
}

tl::unexpected<Error> wrongMember(std::string_view name, const json::Value& where) {
    return fail(ErrorCode::JsonType, "the member \"" + std::string(name) + "\" is missing or of another type",
                where.exists() ? where.range() : TextRange{});
}

Result<StoredKey> readKey(const json::Value& object) {
    const auto string = [&object](std::string_view name) { return object.find(name).string().value_or(std::string()); };
    StoredKey key;
    key.id = qString(string("id"));
    key.name = qString(string("name"));
    key.origin = qString(string("origin"));
    key.format = string("format");
    key.pem = string("pem");
    if (key.id.isEmpty() || key.name.isEmpty()) {
        return wrongMember("id", object);
    }
    const auto added = parseTime(string("added"));
    if (!added) {
        return passOn(added);
    }
    key.added = *added;
    const auto holds = std::find(holdsNames.begin(), holdsNames.end(), string("holds"));
    if (holds == holdsNames.end()) {
        return wrongMember("holds", object);
    }
    key.holds = static_cast<Holds>(holds - holdsNames.begin());
    const json::Value jwk = object.find("jwk");
    if (!jwk.is(json::Type::Object)) {
        return wrongMember("jwk", object);
    }
    key.jwk = std::string(jwk.text());
    auto certificate = base64url::decode(string("certificate"));
    if (!certificate) {
        return passOn(certificate);
    }
    key.certificate = std::move(*certificate);
    return key;
}

/// A draft of one key under the stored id, name and time.
Result<KeyDraft> draftFrom(const StoredKey& stored, jose::KeyEntry key) {
    if (!stored.certificate.empty()) {
        auto certificate = crypto::readCertificate(stored.certificate);
        if (!certificate) {
            return passOn(certificate);
        }
        key.certificate = std::move(*certificate);
    }
    key.format = stored.format;
    jose::KeySet set(jose::KeySet::Origin::SingleKey);
    set.add(std::move(key));
    KeyDrafts drafts = draftKeys(set, stored.origin, stored.name);
    if (drafts.keys.empty()) {
        return tl::unexpected<Error>(drafts.unreadable.front().error);
    }
    KeyDraft draft = std::move(drafts.keys.front());
    draft.entry->id = stored.id;
    draft.entry->added = stored.added;
    return draft;
}

Result<jose::KeyEntry> oneKey(ByteView octets) {
    auto set = jose::readKeyMaterial(octets);
    if (!set) {
        return passOn(set);
    }
    if (set->entries().size() != 1 || set->entries().front().format == "secret") {
        return fail(ErrorCode::KeyFormatUnknown, "the key store holds something else than one key");
    }
    return set->entries().front();
}

} // namespace

Result<StoredKey> storedKeyOf(const RingEntry& entry) {
    auto jwk = jose::writePublicJwk(entry.key.jwk);
    if (!jwk) {
        return passOn(jwk);
    }
    StoredKey stored{entry.id,    entry.name,       entry.origin,
                     entry.added, entry.holds,      std::move(*jwk),
                     {},          entry.key.format, entry.key.certificate ? entry.key.certificate->der : Bytes()};
    if (entry.key.jwk.key.type() == crypto::KeyType::RsaPss) { // a JWK cannot say that a key is for PSS only
        auto pem = crypto::writeKey(entry.key.jwk.key.publicHalf(), crypto::KeyFormat::SpkiPem);
        if (!pem) {
            return passOn(pem);
        }
        stored.pem = std::string(asText(pem->reveal()));
    }
    return stored;
}

Result<Secret> privatePartOf(const RingEntry& entry) {
    if (entry.key.jwk.key.type() == crypto::KeyType::RsaPss) {
        return crypto::writeKey(entry.key.jwk.key, crypto::KeyFormat::Pkcs8Pem);
    }
    return jose::writeJwk(entry.key.jwk, jose::JwkHalf::Private);
}

Result<KeyDraft> draftOf(const StoredKey& stored) {
    auto jwk = jose::readJwk(stored.jwk);
    if (!jwk) {
        return passOn(jwk);
    }
    if (!stored.pem.empty()) {
        auto key = oneKey(asBytes(stored.pem));
        if (!key) {
            return passOn(key);
        }
        jwk->key = key->jwk.key;
    }
    return draftFrom(stored, {std::move(*jwk), stored.format, std::nullopt, {}});
}

Result<KeyDraft> draftOf(const StoredKey& stored, const Secret& privatePart) {
    auto key = oneKey(privatePart.reveal());
    if (!key) {
        return passOn(key);
    }
    if (stored.holds != Holds::Secret) {
        auto known = draftOf(stored);
        if (!known) {
            return passOn(known);
        }
        jose::Jwk jwk = known->entry->key.jwk;
        if (!key->jwk.key.samePublicKey(jwk.key)) {
            return fail(ErrorCode::KeyInvalid, "the key store holds another key under this name");
        }
        jwk.key = key->jwk.key;
        return draftFrom(stored, {std::move(jwk), stored.format, std::nullopt, {}});
    }
    // The file knows the newest kid, alg and use; the secret store has them as they were when the secret was written.
    json::Tape tape;
    if (auto parsed = tape.parse(stored.jwk); !parsed) {
        return passOn(parsed);
    }
    const auto string = [&tape](std::string_view name) {
        return tape.root().find(name).string().value_or(std::string());
    };
    key->jwk.kid = string("kid");
    key->jwk.alg = string("alg");
    key->jwk.use = string("use");
    return draftFrom(stored, std::move(*key));
}

std::string writeStoredKeys(const StoredKeys& keys) {
    std::string text =
        "{\"version\":" + std::to_string(fileVersion) + ",\"keep\":" + (keys.keep ? "true" : "false") + ",\n\"keys\":[";
    for (const StoredKey& key : keys.keys) {
        text += text.back() == '[' ? "\n" : ",\n";
        text += writeKey(key);
    }
    text += "],\n\"forget\":[";
    for (const QString& id : keys.toForget) {
        text += text.back() == '[' ? "" : ",";
        text += json::quote(id.toStdString());
    }
    return text + "]}\n";
}

Result<StoredKeys> readStoredKeys(std::string_view text) {
    json::Tape tape;
    if (auto parsed = tape.parse(text); !parsed) {
        return passOn(parsed);
    }
    const json::Value root = tape.root();
    if (root.find("version").integer() != fileVersion) {
        return wrongMember("version", root);
    }
    if (!root.find("keys").is(json::Type::Array)) {
        return wrongMember("keys", root);
    }
    StoredKeys keys;
    keys.keep = root.find("keep").boolean().value_or(true);
    std::optional<Error> error;
    root.find("keys").forEachElement([&](json::Value element) {
        auto key = readKey(element);
        if (!key) {
            error = key.error();
            return false;
        }
        keys.keys.push_back(std::move(*key));
        return true;
    });
    if (error) {
        return tl::unexpected<Error>(std::move(*error));
    }
    root.find("forget").forEachElement(
        [&keys](json::Value id) { keys.toForget << QString::fromStdString(id.string().value_or(std::string())); });
    return keys;
}

Result<LoadedKeys> loadKeyFile(const QString& path) {
    LoadedKeys loaded;
    QFile file(path);
    loaded.exists = file.exists();
    if (!loaded.exists) {
        return loaded;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::FileUnreadable, file.errorString().toStdString());
    }
    auto stored = readStoredKeys(file.readAll().toStdString());
    if (!stored) {
        return passOn(stored);
    }
    loaded.file = std::move(*stored);
    for (const StoredKey& key : loaded.file.keys) {
        if (key.holds == Holds::Secret) {
            continue;
        }
        auto draft = draftOf(key);
        if (!draft) {
            return passOn(draft);
        }
        loaded.drafts.keys.push_back(std::move(*draft));
    }
    return loaded;
}

Result<void> writeKeyFile(const QString& directory, const QString& path, const std::vector<KeyRecord>& records,
                          StoredKeys file) {
    for (const KeyRecord& record : records) {
        if (!record.entry) {
            file.keys.push_back(record.stored);
            continue;
        }
        auto stored = storedKeyOf(*record.entry);
        if (!stored) {
            return passOn(stored);
        }
        stored->holds = record.holds;
        file.keys.push_back(std::move(*stored));
    }
    if (!file.keep && file.toForget.isEmpty()) {
        if (!QFile::remove(path) && QFile::exists(path)) {
            return fail(ErrorCode::FileUnwritable, path.toStdString() + " could not be deleted");
        }
        return {};
    }
    if (!QDir().mkpath(directory)) {
        return fail(ErrorCode::FileUnwritable, directory.toStdString() + " could not be made");
    }
    return saveToFile(path, asBytes(writeStoredKeys(file)));
}

} // namespace twb::workbench
