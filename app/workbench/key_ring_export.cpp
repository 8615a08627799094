// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_ring_export.h"

#include "base/base64url.h"
#include "crypto/key_file.h"
#include "json/text.h"

#include <algorithm>
#include <QSaveFile>

namespace twb::workbench {
namespace {

Result<void> needPair(const RingEntry& entry) {
    if (entry.holds == Holds::Secret) {
        return fail(ErrorCode::KeyFormatImpossible, "this is a secret: it has no public half");
    }
    return {};
}

Result<void> needPrivate(const RingEntry& entry) {
    if (entry.holds == Holds::Public) {
        return fail(ErrorCode::KeyPrivateMissing, "the key ring holds the public half only");
    }
    return {};
}

Result<std::string> indented(std::string_view compact) {
    json::Tape tape;
    if (auto parsed = tape.parse(compact); !parsed) {
        return passOn(parsed);
    }
    return json::pretty(tape) + '\n';
}

/// Same, for text that is secret: the plain text in between is wiped.
Result<Secret> indentedSecret(const Secret& compact) {
    auto text = indented(asText(compact.reveal()));
    if (!text) {
        return passOn(text);
    }
    Secret secret = Secret::fromText(*text);
    wipeText(*text);
    return secret;
}

std::string hexText(ByteView octets) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(octets.size() * 2);
    for (const std::uint8_t octet : octets) {
        text += digits[octet >> 4U];
        text += digits[octet & 15U];
    }
    return text;
}

std::string base64Text(ByteView octets) {
    std::string text = base64url::encode(octets);
    std::replace(text.begin(), text.end(), '-', '+');
    std::replace(text.begin(), text.end(), '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

bool isUtf8(ByteView octets) {
    return QString::fromUtf8(reinterpret_cast<const char*>(octets.data()), static_cast<qsizetype>(octets.size()))
               .toUtf8()
               .toStdString() == asText(octets);
}

} // namespace

Result<std::string> publicPem(const RingEntry& entry) {
    if (auto pair = needPair(entry); !pair) {
        return passOn(pair);
    }
    auto pem = crypto::writeKey(entry.key.jwk.key.publicHalf(), crypto::KeyFormat::SpkiPem);
    return pem ? Result<std::string>(std::string(asText(pem->reveal()))) : passOn(pem);
}

namespace {
Result<std::string> compactJwk(const RingEntry& entry) {
    if (auto pair = needPair(entry); !pair) {
        return passOn(pair);
    }
    return jose::writePublicJwk(entry.key.jwk);
}
} // namespace

Result<std::string> compactPublicJwk(const RingEntry& entry) {
    if (entry.key.jwk.x5c.empty() && entry.key.jwk.x5u.empty()) {
        return compactJwk(entry);
    }
    RingEntry bare = entry;
    for (std::string* member : {&bare.key.jwk.x5u, &bare.key.jwk.x5c, &bare.key.jwk.x5t, &bare.key.jwk.x5tS256}) {
        member->clear();
    }
    return compactJwk(bare);
}

Result<std::string> publicJwk(const RingEntry& entry) {
    auto compact = compactJwk(entry);
    return compact ? indented(*compact) : compact;
}

Result<std::string> publicJwks(std::span<const SharedRingEntry> entries) {
    jose::KeySet set;
    for (const SharedRingEntry& entry : entries) {
        if (entry->holds != Holds::Secret) {
            set.add(entry->key);
        }
    }
    if (set.empty()) {
        return fail(ErrorCode::KeyFormatImpossible, "secrets have no public half: there is nothing to publish");
    }
    auto text = jose::writeJwks(set, jose::JwkHalf::Public);
    return text ? indented(asText(text->reveal())) : passOn(text);
}

Result<std::string> certificatePem(const RingEntry& entry) {
    if (!entry.key.certificate) {
        return fail(ErrorCode::KeyFormatImpossible, "this key came without a certificate");
    }
    const std::string body = base64Text(entry.key.certificate->der);
    std::string pem = "-----BEGIN CERTIFICATE-----\n";
    for (std::size_t at = 0; at < body.size(); at += 64) {
        pem.append(body, at, 64).append("\n");
    }
    return pem + "-----END CERTIFICATE-----\n";
}

Result<Secret> revealPrivatePem(const RingEntry& entry) {
    if (auto pair = needPair(entry); !pair) {
        return passOn(pair);
    }
    if (auto whole = needPrivate(entry); !whole) {
        return passOn(whole);
    }
    return crypto::writeKey(entry.key.jwk.key, crypto::KeyFormat::Pkcs8Pem);
}

Result<Secret> revealPrivateJwk(const RingEntry& entry) {
    if (auto whole = needPrivate(entry); !whole) {
        return passOn(whole);
    }
    auto compact = jose::writeJwk(entry.key.jwk, jose::JwkHalf::Private);
    return compact ? indentedSecret(*compact) : std::move(compact);
}

Result<Secret> revealSecretText(const RingEntry& entry, jose::SecretEncoding encoding) {
    if (entry.holds != Holds::Secret) {
        return fail(ErrorCode::KeyFormatImpossible, "this is a key pair, not a secret");
    }
    const ByteView octets = entry.key.jwk.key.secret().reveal();
    std::string text;
    switch (encoding) {
    case jose::SecretEncoding::Utf8:
        if (!isUtf8(octets)) {
            return fail(ErrorCode::Utf8Invalid, "the octets of this secret are no text");
        }
        return Secret(octets);
    case jose::SecretEncoding::Base64:
        text = base64Text(octets);
        break;
    case jose::SecretEncoding::Base64Url:
        text = base64url::encode(octets);
        break;
    case jose::SecretEncoding::Hex:
        text = hexText(octets);
        break;
    }
    Secret secret = Secret::fromText(text);
    wipeText(text);
    return secret;
}

Result<Secret> encryptedPrivatePem(const RingEntry& entry, const Secret& passphrase) {
    if (auto pair = needPair(entry); !pair) {
        return passOn(pair);
    }
    if (auto whole = needPrivate(entry); !whole) {
        return passOn(whole);
    }
    if (passphrase.empty()) {
        return fail(ErrorCode::InputEmpty, "the passphrase is empty");
    }
    const crypto::Password password(passphrase.clone());
    return crypto::writeKey(entry.key.jwk.key, crypto::KeyFormat::Pkcs8EncryptedPem, password);
}

Result<void> saveToFile(const QString& path, ByteView octets) {
    QSaveFile file(path);
    const auto refused = [&file, &path] {
        return fail(ErrorCode::FileUnwritable, path.toStdString() + ": " + file.errorString().toStdString());
    };
    if (!file.open(QIODevice::WriteOnly)) {
        return refused();
    }
    // Before the first octet: an older file with open permissions must not hand them on.
    if (!file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        return refused();
    }
    const auto size = static_cast<qint64>(octets.size());
    if (file.write(reinterpret_cast<const char*>(octets.data()), size) != size || !file.commit()) {
        return refused();
    }
    return {};
}

} // namespace twb::workbench
