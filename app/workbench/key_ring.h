// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/algorithm_table.h"
#include "workbench/ring_entry.h"

#include <QHash>
#include <QObject>
#include <unordered_map>

namespace twb::workbench {

/// What add() did, for the bar "3 keys added, 1 was already there, 1 not readable: %1". Ids of ring entries.
struct AddResult {
    QStringList added;
    QStringList alreadyThere;
    QStringList joined; ///< known keys that gained their private half, a certificate, a kid, use or alg
    std::vector<UnreadableKey> unreadable;
    std::vector<ReadingNote> notes; ///< repairs, to be named: they are never silent
};

/// The keys of this session, in the order in which they came. GUI thread; entries may be handed to any thread.
///
/// Two entries never hold the same key: duplicates are known by thumbprint, secrets by their octets. A public and a
/// private half become one entry, which keeps the id, name and kid it had.
class KeyRing : public QObject {
    Q_OBJECT

public:
    /// @param clock  not owned, outlives the ring
    explicit KeyRing(const Clock& clock, QObject* parent = nullptr);

    /// @{ Adds keys; changed() once if anything did.
    /// `origin`: "Pasted", "Generated", a file's name. Large sets: draftKeys() on a worker, then the third.
    AddResult add(const jose::KeySet& set, const QString& origin, const QString& name = {});
    AddResult add(const MadeKey& made, const QString& origin);
    AddResult add(KeyDrafts drafts);
    /// @}

    const Clock& clock() const { return m_clock; }
    const std::vector<SharedRingEntry>& entries() const { return m_entries; }
    int count() const { return static_cast<int>(m_entries.size()); }
    /// nullptr if there is none (any more).
    SharedRingEntry find(const QString& id) const;
    /// -1 if there is none.
    int indexOf(const QString& id) const;
    SharedRingEntry findThumbprint(std::string_view thumbprint) const;
    /// All with that kid, in order.
    std::vector<SharedRingEntry> withKid(std::string_view kid) const;
    /// Keys that can sign or verify with an algorithm: kind, curve, halves, alg, use and key_ops (jose's own table).
    std::vector<SharedRingEntry> fitting(const jose::Algorithm& algorithm, jose::KeyPurpose purpose) const;
    /// Keys as a set, to verify with: in the order of ids (unknown ones are left out).
    jose::KeySet keySet(const QStringList& ids) const;

    /// @{ Edits. The number of members that a text can change is small: nothing of the key itself.
    /// @errors key-not-found; setAlg: key-type-mismatch, key-curve-mismatch for a known algorithm that the key does not
    ///         serve; rename: input-empty
    Result<void> rename(const QString& id, const QString& name);
    Result<void> setKid(const QString& id, const QString& kid);
    Result<void> setUse(const QString& id, const QString& use); ///< "sig", "enc" or empty
    Result<void> setAlg(const QString& id, const QString& alg); ///< a name of the algorithm table, another, or empty
    /// @}

    /// What remove() took out, with its places; hand it to restore() to undo.
    struct Removed {
        std::vector<std::pair<int, SharedRingEntry>> entries; ///< place before removal, ascending
        int count() const { return static_cast<int>(entries.size()); }
    };
    Removed remove(const QStringList& ids);
    /// Puts entries back to their places; those whose key came back otherwise meanwhile are left out.
    void restore(const Removed& removed);

Q_SIGNALS:
    /// Entries came, went or were replaced; compare entries() by id and pointer to know which.
    void changed();

private:
    enum class Taken : std::uint8_t { Added, AlreadyThere, Joined };
    Taken take(KeyDraft draft, QString* id);
    template <typename Change>
    Result<void> edit(const QString& id, Change change);
    void reindex();

    const Clock& m_clock;
    std::vector<SharedRingEntry> m_entries;
    QHash<QString, int> m_places;                          ///< by id
    std::unordered_map<std::string, QString> m_byIdentity; ///< ids by KeyDraft::identity; stays in memory
};

} // namespace twb::workbench
