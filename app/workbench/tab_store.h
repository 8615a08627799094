// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/document_list.h"
#include "workbench/kept_file.h"
#include "workbench/key_store_secrets.h"
#include "workbench/worker_pool.h"

#include <optional>

namespace twb::workbench {

/// Whether the tabs are kept, for the words beside the check box.
struct TabStoreState {
    enum class Where : std::uint8_t {
        Off,     ///< not wanted
        Opening, ///< wanted; the secret store or the file has not answered yet
        Kept,    ///< what is open now is kept, or will be within a second
        NotKept, ///< wanted, but it cannot be done: `sentence` says why
    };
    Where where = Where::Off;
    QString sentence; ///< empty for Off
    bool canRetry = false;
    friend bool operator==(const TabStoreState&, const TabStoreState&) = default;
};

/// Keeps the tabs between runs, once the user has asked for it: their texts in an encrypted file, its key in the
/// desktop's secret store and nowhere else. GUI thread; the file is read and written on a worker.
///
/// Nothing waits for the secret store. As long as what was kept earlier could not be opened, nothing is written over
/// it; a file that nobody can open any more is put aside, not deleted.
class TabStore : public QObject {
    Q_OBJECT

public:
    /// @param documents  not owned, outlives this
    /// @param directory  made when it is first needed
    /// @param secrets    nullptr: no secret store on this computer
    TabStore(DocumentList& documents, QString directory, std::unique_ptr<SecretStore> secrets,
             QObject* parent = nullptr);
    ~TabStore() override;

    /// True: brings back what was kept, and keeps the tabs from now on. False: deletes the file.
    void keep(bool on);
    bool keeps() const { return m_keeps; }
    /// Asks the secret store again.
    void retry();
    /// Writes what is open now, before the program ends. False if it is not kept, whatever the reason.
    bool saveNow();
    const TabStoreState& state() const { return m_state; }

Q_SIGNALS:
    void stateChanged();
    /// What a former run left is open again.
    void restored(int tabs);

private:
    QString path() const;
    void open();
    void takeKey(const StoreAnswer& answer, Secret key);
    void makeKey();
    void readFile();
    void takeFile(const std::shared_ptr<Result<KeptTabs>>& read);
    void beReady();
    void forget();
    void refuse(const StoreAnswer& answer);
    void followDocuments();
    void saveSoon();
    void save();
    std::function<Result<void>()> writing() const;
    void fileWritten(const Result<void>& result);
    void updateState();
    TabStoreState describe() const;

    DocumentList& m_documents;
    QString m_directory;
    std::unique_ptr<SecretStore> m_secrets;
    FileClaim m_claim;
    bool m_keeps = false;
    bool m_ready = false; ///< key and former tabs are here: what is open may be written
    bool m_retriedAlone = false;
    bool m_removalFailed = false;
    std::shared_ptr<const Secret> m_key;
    StoreAnswer m_refusal; ///< the last answer that was not good
    std::optional<Error> m_fileError;
    QTimer m_saveTimer;
    TabStoreState m_state;
    std::unique_ptr<WorkerPool> m_pool; ///< one thread: reading, writing and removal keep their order
};

} // namespace twb::workbench
