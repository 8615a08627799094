// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_ring.h"
#include "workbench/key_store_file.h"
#include "workbench/key_store_secrets.h"
#include "workbench/worker_pool.h"

#include <deque>
#include <map>
#include <optional>
#include <QLockFile>
#include <QSet>
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
    /// True: keeps the ring from now on. False: deletes the file and the entries in the secret store (also of keys that
    /// could not be read); the keys of the ring stay for the session.
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

    QString path() const;
    bool lock();
    void takeFile(Result<LoadedKeys> read);
    void retryOnce();
    void follow();
    void forgetSecret(const QString& id);
    void enqueue(Job::Kind kind, const QString& id);
    void nextJob();
    void runJob(const Job& job);
    void finishJob(const Job& job, const StoreAnswer& answer);
    void takeSecret(const Job& job, const StoreAnswer& answer, const Secret& secret);
    void saveSoon();
    void save();
    std::function<Result<void>()> writing() const;
    void fileWritten(const Result<void>& result);
    void updateState();
    KeyStoreState describe() const;

    KeyRing* m_ring;
    QString m_directory;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<QLockFile> m_lock; ///< one program at a time writes the file
    bool m_keeps = false;
    bool m_loading = false;
    bool m_otherProgram = false;
    std::optional<Error> m_fileError;
    bool m_unreadableFile = false;           ///< it is put aside before a new one is written
    QHash<QString, SharedRingEntry> m_known; ///< the ring as it was last followed
    QSet<QString> m_stored;                  ///< keys whose private part the secret store has
    std::map<QString, StoredKey> m_unread;   ///< kept earlier, private part not read yet; written back as they are
    QSet<QString> m_toForget;                ///< entries of the secret store that must still go
    std::deque<Job> m_jobs;
    bool m_jobRunning = false;
    bool m_retriedAlone = false; ///< after a late answer, once
    StoreAnswer m_refusal;       ///< the last answer that was not good
    QTimer m_saveTimer;
    int m_saving = 0;
    KeyStoreState m_state;
    std::unique_ptr<WorkerPool> m_pool; ///< one thread: files are written in the order of the edits
};

} // namespace twb::workbench
