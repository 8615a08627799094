// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_ring.h"

#include "base/base64url.h"
#include "crypto/generate.h"

#include <algorithm>
#include <QSet>
#include <QUuid>

namespace twb::workbench {
namespace {

/// Unpredictable, so that two computers or two runs never give the same one.
QString freshId() {
    const auto octets = crypto::randomBytes(12);
    if (!octets) {
        return QUuid::createUuid().toString(QUuid::WithoutBraces);
    }
    return QString::fromStdString(base64url::encode(ByteView(*octets)));
}

std::string identityOf(const RingEntry& entry) {
    const crypto::Key& key = entry.key.jwk.key;
    const std::string kind = std::to_string(static_cast<int>(key.type())) + ':';
    if (entry.holds != Holds::Secret) {
        return kind + entry.thumbprint;
    }
    const auto digest = jose::thumbprint(key);
    return kind + (digest ? *digest : entry.id.toStdString());
}

/// Fills what `known` does not have from `fresh`; true if there was anything.
bool fill(RingEntry& known, const RingEntry& fresh) {
    bool gained = false;
    jose::Jwk& jwk = known.key.jwk;
    const auto fillText = [&gained](std::string& text, const std::string& from) {
        if (text.empty() && !from.empty()) {
            text = from;
            gained = true;
        }
    };
    if (known.holds == Holds::Public && fresh.holds == Holds::Private) {
        jwk.key = fresh.key.jwk.key;
        known.holds = Holds::Private;
        gained = true;
    }
    if (!known.key.certificate && fresh.key.certificate) {
        known.key.certificate = fresh.key.certificate;
        gained = true;
    }
    fillText(jwk.kid, fresh.key.jwk.kid);
    fillText(jwk.alg, fresh.key.jwk.alg);
    fillText(jwk.use, fresh.key.jwk.use);
    fillText(jwk.x5c, fresh.key.jwk.x5c);
    fillText(jwk.x5t, fresh.key.jwk.x5t);
    fillText(jwk.x5tS256, fresh.key.jwk.x5tS256);
    return gained;
}

} // namespace

KeyRing::KeyRing(const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_clock(clock) {}

AddResult KeyRing::add(const jose::KeySet& set, const QString& origin, const QString& name) {
    return add(draftKeys(set, origin, name));
}

AddResult KeyRing::add(const MadeKey& made, const QString& origin) {
    auto drafts = draftKeys(made, origin);
    if (!drafts) {
        AddResult result;
        result.unreadable.push_back({origin, drafts.error()});
        return result;
    }
    return add(std::move(*drafts));
}

AddResult KeyRing::add(KeyDrafts drafts) {
    AddResult result;
    m_entries.reserve(m_entries.size() + drafts.keys.size());
    for (KeyDraft& draft : drafts.keys) {
        QString id;
        switch (take(std::move(draft), &id)) {
        case Taken::Added:
            result.added << id;
            break;
        case Taken::AlreadyThere:
            result.alreadyThere << id;
            break;
        case Taken::Joined:
            result.joined << id;
            break;
        }
    }
    result.unreadable = std::move(drafts.unreadable);
    result.notes = std::move(drafts.notes);
    if (!result.added.isEmpty() || !result.joined.isEmpty()) {
        Q_EMIT changed();
    }
    return result;
}

KeyRing::Taken KeyRing::take(KeyDraft draft, QString* id) {
    const auto known = m_byIdentity.find(draft.identity);
    if (known == m_byIdentity.end()) {
        auto entry = std::move(draft.entry);
        if (entry->id.isEmpty() || m_places.contains(entry->id)) {
            entry->id = freshId();
        }
        if (entry->added == Time{}) {
            entry->added = m_clock.now();
        }
        *id = entry->id;
        m_places.insert(entry->id, count());
        m_byIdentity.emplace(std::move(draft.identity), entry->id);
        m_entries.push_back(std::move(entry));
        return Taken::Added;
    }
    *id = known->second;
    SharedRingEntry& there = m_entries[static_cast<std::size_t>(m_places.value(*id))];
    auto joined = std::make_shared<RingEntry>(*there);
    if (!fill(*joined, *draft.entry)) {
        return Taken::AlreadyThere;
    }
    there = std::move(joined);
    return Taken::Joined;
}

SharedRingEntry KeyRing::find(const QString& id) const {
    const int place = indexOf(id);
    return place < 0 ? nullptr : m_entries[static_cast<std::size_t>(place)];
}

int KeyRing::indexOf(const QString& id) const {
    return m_places.value(id, -1);
}

SharedRingEntry KeyRing::findThumbprint(std::string_view thumbprint) const {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [thumbprint](const SharedRingEntry& entry) {
        return !thumbprint.empty() && entry->thumbprint == thumbprint;
    });
    return found == m_entries.end() ? nullptr : *found;
}

std::vector<SharedRingEntry> KeyRing::withKid(std::string_view kid) const {
    std::vector<SharedRingEntry> found;
    std::copy_if(m_entries.begin(), m_entries.end(), std::back_inserter(found),
                 [kid](const SharedRingEntry& entry) { return entry->key.jwk.kid == kid; });
    return found;
}

std::vector<SharedRingEntry> KeyRing::fitting(const jose::Algorithm& algorithm, jose::KeyPurpose purpose) const {
    std::vector<SharedRingEntry> found;
    std::copy_if(m_entries.begin(), m_entries.end(), std::back_inserter(found), [&](const SharedRingEntry& entry) {
        const jose::Jwk& jwk = entry->key.jwk;
        return jose::fits(jwk.key, algorithm) && (purpose == jose::KeyPurpose::Verify || jwk.key.isPrivate()) &&
               jose::checkSuitable(jwk, algorithm.name, purpose).has_value();
    });
    return found;
}

jose::KeySet KeyRing::keySet(const QStringList& ids) const {
    jose::KeySet set;
    for (const QString& id : ids) {
        if (const SharedRingEntry entry = find(id)) {
            set.add(entry->key);
        }
    }
    return set;
}

template <typename Change>
Result<void> KeyRing::edit(const QString& id, Change change) {
    const int place = indexOf(id);
    if (place < 0) {
        return fail(ErrorCode::KeyNotFound, "this key is no longer in the key ring");
    }
    SharedRingEntry& there = m_entries[static_cast<std::size_t>(place)];
    auto edited = std::make_shared<RingEntry>(*there);
    const Result<bool> differs = change(*edited);
    if (!differs) {
        return passOn(differs);
    }
    if (*differs) {
        there = std::move(edited);
        Q_EMIT changed();
    }
    return {};
}

namespace {

/// Sets a text; true if it was another one before.
bool assign(std::string& text, const QString& value) {
    const std::string next = value.toStdString();
    if (text == next) {
        return false;
    }
    text = next;
    return true;
}

} // namespace

Result<void> KeyRing::rename(const QString& id, const QString& name) {
    const QString wanted = name.simplified();
    return edit(id, [&wanted](RingEntry& entry) -> Result<bool> {
        if (wanted.isEmpty()) {
            return fail(ErrorCode::InputEmpty, "the name is empty");
        }
        const bool differs = entry.name != wanted;
        entry.name = wanted;
        return differs;
    });
}

Result<void> KeyRing::setKid(const QString& id, const QString& kid) {
    return edit(id, [&kid](RingEntry& entry) -> Result<bool> { return assign(entry.key.jwk.kid, kid); });
}

Result<void> KeyRing::setUse(const QString& id, const QString& use) {
    return edit(id, [&use](RingEntry& entry) -> Result<bool> { return assign(entry.key.jwk.use, use); });
}

Result<void> KeyRing::setAlg(const QString& id, const QString& alg) {
    return edit(id, [&alg](RingEntry& entry) -> Result<bool> {
        if (const jose::Algorithm* known = jose::findAlgorithm(alg.toStdString())) {
            if (const auto fitting = jose::checkFits(entry.key.jwk.key, *known); !fitting) {
                return passOn(fitting);
            }
        }
        return assign(entry.key.jwk.alg, alg);
    });
}

KeyRing::Removed KeyRing::remove(const QStringList& ids) {
    Removed removed;
    for (const QString& id : QSet<QString>(ids.begin(), ids.end())) {
        if (const int place = indexOf(id); place >= 0) {
            removed.entries.emplace_back(place, m_entries[static_cast<std::size_t>(place)]);
        }
    }
    if (removed.entries.empty()) {
        return removed;
    }
    std::sort(removed.entries.begin(), removed.entries.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    std::size_t next = 0;
    std::vector<SharedRingEntry> kept;
    kept.reserve(m_entries.size() - removed.entries.size());
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (next < removed.entries.size() && removed.entries[next].first == static_cast<int>(i)) {
            m_byIdentity.erase(identityOf(*m_entries[i]));
            ++next;
        } else {
            kept.push_back(std::move(m_entries[i]));
        }
    }
    m_entries = std::move(kept);
    reindex();
    Q_EMIT changed();
    return removed;
}

void KeyRing::restore(const Removed& removed) {
    bool any = false;
    for (const auto& [place, entry] : removed.entries) {
        std::string identity = identityOf(*entry);
        if (m_byIdentity.contains(identity) || indexOf(entry->id) >= 0) {
            continue;
        }
        m_entries.insert(m_entries.begin() + std::min(place, count()), entry);
        m_byIdentity.emplace(std::move(identity), entry->id);
        any = true;
    }
    if (any) {
        reindex();
        Q_EMIT changed();
    }
}

void KeyRing::reindex() {
    m_places.clear();
    m_places.reserve(count());
    for (int i = 0; i < count(); ++i) {
        m_places.insert(m_entries[static_cast<std::size_t>(i)]->id, i);
    }
}

} // namespace twb::workbench
