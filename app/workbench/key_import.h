// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_import_read.h"
#include "workbench/key_ring.h"
#include "workbench/worker_pool.h"

#include <map>

namespace twb::workbench {

/// A file that is encrypted: ask for its password, then KeyImport::retry(handle, password).
struct LockedKey {
    quint64 handle = 0;
    QString name;
    bool wrongPassword = false;
};

/// What one call of KeyImport came to.
struct ImportReport {
    AddResult keys; ///< already in the ring; keys.unreadable says what could not be read, and why
    std::vector<LockedKey> locked;
    int skipped = 0;       ///< files of a folder that are no keys
    bool nothing() const { ///< no key in it at all
        return keys.added.isEmpty() && keys.alreadyThere.isEmpty() && keys.joined.isEmpty() && locked.empty();
    }
};

/// Takes in whatever is pasted, dropped or chosen, without asking which format it has. Reads on a worker and adds to
/// the ring in the GUI thread; several calls at once are answered in their order. Destroying it stops the work.
class KeyImport : public QObject {
    Q_OBJECT

public:
    /// @param ring  not owned, outlives this
    explicit KeyImport(KeyRing* ring, QObject* parent = nullptr);
    ~KeyImport() override;

    /// @param origin  for the column Source: "Pasted"
    void importText(Secret text, const QString& origin, jose::SecretEncoding encoding = jose::SecretEncoding::Utf8);
    /// Files and folders, mixed.
    void importPaths(const QStringList& paths, jose::SecretEncoding encoding = jose::SecretEncoding::Utf8);
    /// Tries a password; the answer is a report again, with the same handle if it was wrong. An unknown handle does
    /// nothing.
    void retry(quint64 handle, Secret password);
    /// Gives a locked file up.
    void forget(quint64 handle);
    /// Drops all work that is under way; what is locked stays.
    void stop();
    bool isBusy() const { return m_running > 0; }

Q_SIGNALS:
    void finished(const twb::workbench::ImportReport& report);
    void busyChanged(bool busy);

private:
    using Work = std::function<ReadKeys(const std::stop_token&)>;
    void run(Work work, quint64 handle);
    void take(quint64 serial, ReadKeys read, quint64 handle);
    void setRunning(int running);

    KeyRing* m_ring;
    std::map<quint64, std::shared_ptr<LockedSource>> m_locked;
    quint64 m_nextHandle = 1;
    quint64 m_serial = 0; ///< grows with stop(): older answers are dropped
    int m_running = 0;
    std::stop_source m_stop;
    WorkerPool m_pool{1}; ///< one thread: answers in the order of the calls
};

} // namespace twb::workbench
