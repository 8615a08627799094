// SPDX-License-Identifier: Apache-2.0
#include "workbench/ring_editor_keys.h"

#include "jose/key_management.h"
#include "workbench/key_ring_export.h"

#include <algorithm>

namespace twb::workbench {
namespace {

QString detailOf(const RingEntry& entry) {
    const QString kind = kindText(entry);
    QStringList parts{kind + QLatin1Char(' ') + sizeText(entry)};
    if (!entry.key.jwk.kid.empty()) {
        parts << QString::fromStdString(entry.key.jwk.kid);
    }
    parts << holdsText(entry.holds);
    return parts.join(QStringLiteral(" · "));
}

} // namespace

EditorKeys::EditorKeys(KeyRing* ring, QObject* parent)
    : QObject(parent)
    , m_ring(ring) {
    connect(ring, &KeyRing::changed, this, &EditorKeys::changed);
}

std::vector<EditorKey> EditorKeys::keysFor(std::string_view algorithm, jose::KeyPurpose purpose,
                                           std::string_view kid) const {
    std::vector<EditorKey> keys;
    const jose::Algorithm* row = jose::findAlgorithm(algorithm);
    if (row == nullptr) {
        return keys;
    }
    for (const SharedRingEntry& entry : m_ring->fitting(*row, purpose)) {
        keys.push_back(
            {entry->id, entry->name, detailOf(*entry), entry->holds, !kid.empty() && entry->key.jwk.kid == kid});
    }
    std::stable_partition(keys.begin(), keys.end(), [](const EditorKey& key) { return key.kidMatches; });
    return keys;
}

std::vector<EditorKey> EditorKeys::keysForEncryption(std::string_view algorithm, std::string_view encryption,
                                                     std::string_view kid) const {
    std::vector<EditorKey> keys;
    const jose::KeyManagement* management = jose::findKeyManagement(algorithm);
    const jose::ContentEncryption* content = jose::findContentEncryption(encryption);
    if (management == nullptr || content == nullptr) {
        return keys;
    }
    for (const SharedRingEntry& entry : m_ring->entries()) {
        if (jose::checkServes(entry->key.jwk, *management, *content, jose::EncryptionPurpose::Encrypt)) {
            keys.push_back(
                {entry->id, entry->name, detailOf(*entry), entry->holds, !kid.empty() && entry->key.jwk.kid == kid});
        }
    }
    std::stable_partition(keys.begin(), keys.end(), [](const EditorKey& key) { return key.holds != Holds::Public; });
    std::stable_partition(keys.begin(), keys.end(), [](const EditorKey& key) { return key.kidMatches; });
    return keys;
}

Result<EditorKeys::Texts> EditorKeys::textsOf(const QString& id) const {
    const SharedRingEntry entry = m_ring->find(id);
    if (!entry) {
        return fail(ErrorCode::KeyNotFound, "this key is no longer in the key ring");
    }
    Texts texts;
    texts.holds = entry->holds;
    if (entry->holds == Holds::Secret) {
        auto text = revealSecretText(*entry, jose::SecretEncoding::Base64Url);
        if (!text) {
            return passOn(text);
        }
        texts.secretText = std::move(*text);
        return texts;
    }
    const auto pem = publicPem(*entry);
    if (!pem) {
        return passOn(pem);
    }
    texts.publicText = Secret::fromText(*pem);
    if (entry->holds == Holds::Private) {
        auto secret = revealPrivatePem(*entry);
        if (!secret) {
            return passOn(secret);
        }
        texts.privateText = std::move(*secret);
    }
    return texts;
}

} // namespace twb::workbench
