// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_ring.h"
#include "workbench/key_store_file.h"
#include "workbench/key_store_secrets.h"

#include <deque>
#include <QLockFile>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

namespace twb::workbench {

/// Where the keys of the ring are, as a value for the foot and the bar of the Keys workspace.
struct KeyStoreState {
    enum class Where : std::uint8_t {
        SessionOnly, ///< the user has not asked for more
        Kept,        ///< everything is kept
        PartlyKept,  ///< public parts are kept; some private parts or secrets live for this session only
        Unreadable,  ///< the file in the data directory cannot be read or written
    };
    Where where = Where::SessionOnly;
    StoreOutcome outcome = StoreOutcome::Ok; ///< of the secret store, the last that was not good
    int unkept = 0; ///< private parts and secrets of the ring that the secret store has not taken
    int unread = 0; ///< kept earlier, not readable now
    bool busy = false;
    QString sentence; ///< what is the case: "Kept on this computer." or "The system key store is locked. …"
    QString advice;   ///< what to do; empty if nothing
    bool canRetry = false;
    friend bool operator==(const KeyStoreState&, const KeyStoreState&) = default;
};

/// Keeps the ring between runs, once the user has asked for it. GUI thread; files are read and written on a worker.
///
/// Public parts and metadata stand in `keys.json` of the directory, written atomically with mode 600. Private parts and
/// secrets go to the secret store only. A store that is locked, missing or failing never blocks and never loses a key:
/// it stays in the ring for the session and state() says so.
class KeyStore : public QObject {
    Q_OBJECT

public:
    /// @param ring       not owned, outlives this
    /// @param directory  made when it is first needed
    /// @param secrets    nullptr: no secret store on this computer
    KeyStore(KeyRing* ring, QString directory, std::unique_ptr<SecretStore> secrets, QObject* parent = nullptr);
    /// Waits for a file that is being written (some ms); never for the secret store.
    ~KeyStore() override;

    /// Reads what was kept; call it once at the start. loaded() follows, also if there is nothing.
    void load();
    /// True: keeps the ring from now on. False: deletes the file and the entries in the secret store; the keys stay for
    /// the session.
    void keepOnThisComputer(bool keep);
    bool keeps() const { return m_keeps; }
    /// Tries again whatever the secret store refused, reading and writing.
    void retry();
    const KeyStoreState& state() const { return m_state; }

Q_SIGNALS:
    void loaded();
    void stateChanged();

private:
    struct Job {
        enum class Kind : std::uint8_t { Write, Read, Remove };
        Kind kind;
        QString id;
    };
    bool lock();
    void takeFile(const Result<StoredKeys>& file);
    void follow();
    void enqueue(Job::Kind kind, const QString& id);
    void nextJob();
    void finishJob(const Job& job, const StoreAnswer& answer);
    void takeSecret(const QString& id, const StoreAnswer& answer, Secret secret);
    void saveSoon();
    void save();
    void fileWritten(quint64 serial, const Result<void>& result);
    void updateState();

    KeyRing* m_ring;
    QString m_directory;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<QLockFile> m_lock;
    bool m_keeps = false;
    bool m_fileBroken = false;
    bool m_otherWindow = false;
    QHash<QString, SharedRingEntry> m_known; ///< the ring as it was last followed
    QHash<QString, std::string> m_stored;    ///< id → identity of the private part that the secret store has
    std::vector<StoredKey> m_unread;         ///< kept earlier, secret not read yet; written back unchanged
    QSet<QString> m_toForget;                ///< entries of the secret store that must still go
    std::deque<Job> m_jobs;
    bool m_jobRunning = false;
    StoreOutcome m_refusal = StoreOutcome::Ok;
    QString m_refusalDetail;
    QTimer m_saveTimer;
    quint64 m_saveSerial = 0;
    int m_saving = 0;
    QThreadPool m_pool;
    KeyStoreState m_state;
};

} // namespace twb::workbench
