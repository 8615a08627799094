// SPDX-License-Identifier: Apache-2.0
#include "workbench/tab_store.h"

#include "crypto/generate.h"
#include "workbench/key_ring_export.h"
#include "workbench/tab_file.h"

#include <QFile>

namespace twb::workbench {
namespace {

/// Several key presses make one file.
constexpr auto tabSaveDelay = std::chrono::seconds(1);

/// Name of the entry in the secret store.
const QString tabKeyEntry = QStringLiteral("open-tabs");

Result<KeptTabs> readTabs(const QString& path, const Secret& key) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::FileUnreadable, file.errorString().toStdString());
    }
    const QByteArray octets = file.readAll();
    return openTabs(
        ByteView(reinterpret_cast<const std::uint8_t*>(octets.constData()), static_cast<std::size_t>(octets.size())),
        key);
}

} // namespace

TabStore::TabStore(DocumentList& documents, QString directory, std::unique_ptr<SecretStore> secrets, QObject* parent)
    : QObject(parent)
    , m_documents(documents)
    , m_directory(std::move(directory))
    , m_secrets(std::move(secrets))
    , m_pool(std::make_unique<WorkerPool>(1)) {
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(tabSaveDelay);
    connect(&m_saveTimer, &QTimer::timeout, this, &TabStore::save);
    for (const auto signal : {&DocumentList::opened, &DocumentList::closed, &DocumentList::currentChanged}) {
        connect(&m_documents, signal, this, &TabStore::followDocuments);
    }
    connect(&m_documents, &DocumentList::moved, this, &TabStore::saveSoon);
    if (m_secrets) {
        connect(m_secrets.get(), &SecretStore::answeredLate, this, [this] {
            // A store that is always late must not keep us busy for ever.
            if (m_refusal.outcome == StoreOutcome::TimedOut && !m_retriedAlone) {
                retry();
                m_retriedAlone = true;
            }
        });
    }
    followDocuments();
}

TabStore::~TabStore() {
    const bool due = m_saveTimer.isActive();
    m_pool.reset(); // drops what waits, which is older
    if (due && m_ready) {
        writing()(); // nobody is left to be told of an error
    }
}

QString TabStore::path() const {
    return m_directory + QStringLiteral("/tabs.twb");
}

void TabStore::keep(bool on) {
    if (on == m_keeps) {
        return;
    }
    m_keeps = on;
    m_removalFailed = false;
    if (on) {
        open();
    } else {
        forget();
    }
    updateState();
}

void TabStore::retry() {
    m_retriedAlone = false;
    m_fileError.reset();
    if (m_keeps && m_ready) {
        saveSoon();
    } else if (m_keeps) {
        open();
    }
    updateState();
}

void TabStore::open() {
    m_refusal = {};
    if (!m_claim.lock) {
        m_claim = claimFile(m_directory, QStringLiteral("tabs.lock"));
        if (m_claim.otherProgram) {
            return;
        }
    }
    if (!m_secrets) {
        refuse({StoreOutcome::Missing, {}});
        return;
    }
    m_secrets->read(tabKeyEntry, this,
                    [this](const StoreAnswer& answer, Secret key) { takeKey(answer, std::move(key)); });
}

void TabStore::takeKey(const StoreAnswer& answer, Secret key) {
    if (!m_keeps || m_ready) {
        return; // switched off meanwhile, or an answer to an older question
    }
    const bool none = answer.outcome == StoreOutcome::NotFound;
    if (none || (answer.outcome == StoreOutcome::Ok && key.size() != tabKeyOctets)) {
        makeKey();
        return;
    }
    if (answer.outcome != StoreOutcome::Ok) {
        refuse(answer);
        return;
    }
    m_key = std::make_shared<const Secret>(std::move(key));
    readFile();
}

/// Nobody has the key of a file that is there: it is kept aside, but can hardly be opened again.
void TabStore::makeKey() {
    auto octets = crypto::randomBytes(tabKeyOctets);
    if (!octets) {
        refuse({StoreOutcome::Failed, QString::fromStdString(octets.error().detail)});
        return;
    }
    auto key = std::make_shared<const Secret>(std::move(*octets));
    m_secrets->write(tabKeyEntry, *key, this, [this, key](const StoreAnswer& answer) {
        if (!m_keeps || m_ready) {
            return;
        }
        if (answer.outcome != StoreOutcome::Ok) {
            refuse(answer);
            return;
        }
        m_key = key;
        if (QFile::exists(path())) {
            putAside(path());
        }
        beReady();
    });
}

void TabStore::readFile() {
    if (!QFile::exists(path())) {
        beReady();
        return;
    }
    m_pool->start([this, name = path(), key = m_key] {
        auto read = std::make_shared<Result<KeptTabs>>(readTabs(name, *key));
        QMetaObject::invokeMethod(
            this, [this, read] { takeFile(read); }, Qt::QueuedConnection);
    });
}

void TabStore::takeFile(const std::shared_ptr<Result<KeptTabs>>& read) {
    if (!m_keeps || m_ready) {
        return;
    }
    if (!*read) {
        putAside(path());
    } else if (!(*read)->tabs.empty()) {
        m_documents.restore(**read);
        Q_EMIT restored(static_cast<int>((*read)->tabs.size()));
    }
    beReady();
}

void TabStore::beReady() {
    m_ready = true;
    m_refusal = {};
    saveSoon();
    updateState();
}

void TabStore::refuse(const StoreAnswer& answer) {
    m_refusal = answer;
    updateState();
}

/// The file goes, after what is being written at this moment. Its key stays in the secret store: alone it opens
/// nothing, and a removal that comes late would cross with the key of the next file.
void TabStore::forget() {
    m_saveTimer.stop();
    m_ready = false;
    m_key = nullptr;
    m_refusal = {};
    m_fileError.reset();
    if (m_claim.otherProgram || !m_claim.lock) {
        return; // nothing of ours
    }
    m_pool->start([this, name = path()] {
        const bool gone = !QFile::exists(name) || QFile::remove(name);
        QMetaObject::invokeMethod(
            this,
            [this, gone] {
                m_removalFailed = !m_keeps && !gone;
                updateState();
            },
            Qt::QueuedConnection);
    });
}

void TabStore::followDocuments() {
    for (int index = 0; index < m_documents.count(); ++index) {
        const TokenDocument* document = m_documents.at(index);
        for (const auto signal : {&TokenDocument::edited, &TokenDocument::shownChanged}) {
            connect(document, signal, this, &TabStore::saveSoon, Qt::UniqueConnection);
        }
        connect(document, &TokenDocument::evaluated, this, &TabStore::saveSoon, Qt::UniqueConnection); // new signatures
        connect(document, &TokenDocument::titleChanged, this, &TabStore::saveSoon, Qt::UniqueConnection);
    }
    saveSoon();
}

void TabStore::saveSoon() {
    if (m_ready && !m_saveTimer.isActive()) {
        m_saveTimer.start();
    }
}

/// The tabs as they are now, to be written on any thread.
std::function<Result<void>()> TabStore::writing() const {
    return [kept = m_documents.kept(), key = m_key, name = path()]() -> Result<void> {
        const auto sealed = sealTabs(kept, *key);
        if (!sealed) {
            return passOn(sealed);
        }
        return saveToFile(name, *sealed);
    };
}

void TabStore::save() {
    m_saveTimer.stop();
    m_pool->start([this, write = writing()] {
        const Result<void> result = write();
        QMetaObject::invokeMethod(
            this, [this, result] { fileWritten(result); }, Qt::QueuedConnection);
    });
}

bool TabStore::saveNow() {
    if (!m_ready) {
        return false;
    }
    m_saveTimer.stop();
    m_pool = std::make_unique<WorkerPool>(1); // what waits is older, what runs is waited for
    const Result<void> result = writing()();
    fileWritten(result);
    return result.has_value();
}

void TabStore::fileWritten(const Result<void>& result) {
    m_fileError = result ? std::nullopt : std::optional(result.error());
    updateState();
}

void TabStore::updateState() {
    TabStoreState state = describe();
    if (state != m_state) {
        m_state = std::move(state);
        Q_EMIT stateChanged();
    }
}

TabStoreState TabStore::describe() const {
    using Where = TabStoreState::Where;
    if (!m_keeps) {
        return {Where::Off,
                m_removalFailed ? tr("The file of kept tabs could not be deleted: %1").arg(path()) : QString(), false};
    }
    if (m_claim.otherProgram) {
        return {Where::NotKept, tr("Another window of this program keeps its tabs; those of this one are not kept."),
                true};
    }
    if (m_fileError) {
        return {Where::NotKept,
                tr("The tabs could not be written: %1").arg(QString::fromStdString(m_fileError->detail)), true};
    }
    switch (m_refusal.outcome) {
    case StoreOutcome::Ok:
    case StoreOutcome::NotFound:
        break;
    case StoreOutcome::Locked:
        return {Where::NotKept, tr("The system key store is locked: tabs are not kept. Unlock it, then try again."),
                true};
    case StoreOutcome::Missing:
        return {Where::NotKept,
                tr("The system key store is not available: tabs are not kept. Start one such as GNOME Keyring or "
                   "KWallet, then try again."),
                true};
    case StoreOutcome::Failed:
        return {Where::NotKept, tr("The system key store refused: %1. Tabs are not kept.").arg(m_refusal.detail), true};
    case StoreOutcome::TimedOut:
        return {Where::NotKept,
                tr("The system key store does not answer: tabs are not kept. It may be waiting for your password."),
                true};
    }
    return m_ready
               ? TabStoreState{Where::Kept, tr("Kept in an encrypted file; its key is in the system key store."), false}
               : TabStoreState{Where::Opening, tr("Asking the system key store…"), false};
}

} // namespace twb::workbench
