// SPDX-License-Identifier: Apache-2.0
//
// The keys of the window's issuer: which are served, which one signs.
#include "workbench/issuer_session.h"
#include "workbench/key_ring.h"
#include "workbench/qt_text.h"

#include <algorithm>

namespace twb::workbench {

using issuer::IssuerKey;
using issuer::ServedKey;

namespace {

/// Private and able to sign: what an issuer could use.
bool canSign(const RingEntry& entry) {
    return entry.holds == Holds::Private && entry.key.jwk.use != "enc" &&
           jose::usualAlgorithm(entry.key.jwk.key) != nullptr;
}

} // namespace

std::vector<IssuerKey> IssuerSession::keysToServe() const {
    std::vector<IssuerKey> keys;
    if (m_ownKey) {
        keys.push_back(*m_ownKey);
    }
    for (const SharedRingEntry& entry : m_ring.entries()) {
        if (!canSign(*entry)) {
            continue;
        }
        IssuerKey key{entry->name.toStdString(), entry->key.jwk, IssuerKey::Publish::No};
        const auto taken = [&](const std::string& kid) {
            return kid.empty() ||
                   std::any_of(keys.begin(), keys.end(), [&](const IssuerKey& each) { return each.jwk.kid == kid; });
        };
        if (taken(key.jwk.kid)) {
            key.jwk.kid = entry->thumbprint; // a kid stands for one key
        }
        key.publish = m_published.contains(qString(key.jwk.kid)) ? IssuerKey::Publish::Yes : IssuerKey::Publish::No;
        keys.push_back(std::move(key));
    }
    return keys;
}

void IssuerSession::rebuildKeys() {
    const std::vector<IssuerKey> keys = keysToServe();
    const bool known =
        std::any_of(keys.begin(), keys.end(), [this](const IssuerKey& key) { return qString(key.jwk.kid) == m_signs; });
    if (!known) {
        m_signs = m_ownKey ? qString(m_ownKey->jwk.kid) : QString(); // the key that signed has gone
    }
    std::vector<IssuerKeyRow> rows;
    for (const IssuerKey& key : keys) {
        IssuerKeyRow row{qString(key.name), qString(issuer::keyKind(key.jwk.key)), qString(key.jwk.kid)};
        row.state = row.kid == m_signs                       ? ServedKey::State::SignsNow
                    : key.publish == IssuerKey::Publish::Yes ? ServedKey::State::Published
                                                             : ServedKey::State::NotPublished;
        rows.push_back(std::move(row));
    }
    if (running()) {
        // The own key is always there, so the list cannot be refused for want of a key.
        if (m_issuer->server()->setKeys(keys) && !m_signs.isEmpty()) {
            (void)m_issuer->server()->signWith(m_signs.toStdString());
        }
    }
    m_keyRows = rows;
    m_keyModel.show(std::move(rows));
    Q_EMIT keysChanged();
}

Result<void> IssuerSession::publish(const QString& kid, bool on) {
    if (!on && kid == m_signs) {
        return fail(ErrorCode::Usage, "the key that signs stays published; let another one sign first");
    }
    const bool own = m_ownKey && qString(m_ownKey->jwk.kid) == kid;
    if (own) {
        m_ownKey->publish = on ? IssuerKey::Publish::Yes : IssuerKey::Publish::No;
    } else if (on) {
        m_published.insert(kid);
    } else {
        m_published.remove(kid);
    }
    rebuildKeys();
    return {};
}

Result<void> IssuerSession::signWith(const QString& kid) {
    const bool known =
        std::any_of(m_keyRows.begin(), m_keyRows.end(), [&](const IssuerKeyRow& row) { return row.kid == kid; });
    if (!known) {
        return fail(ErrorCode::KeyNotFound, "no key has the kid \"" + kid.toStdString() + "\"");
    }
    m_signs = kid;
    return publish(kid, true);
}

} // namespace twb::workbench
