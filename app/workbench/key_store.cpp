// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_store.h"

#include "workbench/kept_file.h"

#include <algorithm>
#include <QFile>

namespace twb::workbench {
namespace {

/// Several edits make one file.
constexpr auto saveDelay = std::chrono::milliseconds(200);

} // namespace

KeyStore::KeyStore(KeyRing* ring, QString directory, std::unique_ptr<SecretStore> secrets, QObject* parent)
    : QObject(parent)
    , m_ring(ring)
    , m_directory(std::move(directory))
    , m_secrets(std::move(secrets))
    , m_pool(std::make_unique<WorkerPool>(1)) {
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(saveDelay);
    connect(&m_saveTimer, &QTimer::timeout, this, &KeyStore::save);
    connect(ring, &KeyRing::changed, this, &KeyStore::follow);
    if (m_secrets) {
        connect(m_secrets.get(), &SecretStore::answeredLate, this, &KeyStore::retryOnce);
    }
    m_state = describe();
}

KeyStore::~KeyStore() {
    const bool due = m_saveTimer.isActive() || m_saving > 0;
    m_pool.reset(); // drops what waits
    if (due) {
        writing()(); // nobody is left to be told of an error
    }
}

QString KeyStore::path() const {
    return m_directory + QStringLiteral("/keys.json");
}

/// False if another program keeps the keys of this directory.
bool KeyStore::lock() {
    if (m_lock) {
        return true;
    }
    FileClaim claim = claimFile(m_directory, QStringLiteral("keys.lock"));
    m_otherProgram = claim.otherProgram;
    m_lock = std::move(claim.lock);
    return !m_otherProgram;
}

void KeyStore::load() {
    if (QFile::exists(path()) && !lock()) {
        updateState();
        QMetaObject::invokeMethod(this, &KeyStore::loaded, Qt::QueuedConnection);
        return;
    }
    m_loading = true;
    updateState();
    m_pool->start([this, name = path()] {
        auto shared = std::make_shared<Result<LoadedKeys>>(loadKeyFile(name));
        QMetaObject::invokeMethod(
            this, [this, shared] { takeFile(std::move(*shared)); }, Qt::QueuedConnection);
    });
}

void KeyStore::takeFile(Result<LoadedKeys> read) {
    m_loading = false;
    if (!read) {
        m_fileError = read.error();
        m_unreadableFile = true;
    } else if (read->exists) {
        m_keeps = read->file.keep;
        for (const QString& id : read->file.toForget) {
            m_toForget.insert(id);
            enqueue(Job::Kind::Remove, id);
        }
        for (StoredKey& key : read->file.keys) {
            if (key.holds != Holds::Public) {
                enqueue(Job::Kind::Read, key.id);
                m_unread.emplace(key.id, std::move(key));
            }
        }
        m_ring->add(std::move(read->drafts));
    }
    updateState();
    Q_EMIT loaded();
}

void KeyStore::keepOnThisComputer(bool keep) {
    if (keep == m_keeps || m_loading || (keep && !lock())) {
        updateState();
        return;
    }
    m_keeps = keep;
    m_fileError.reset();
    m_refusal = {};
    m_known.clear();
    if (keep) {
        if (m_unreadableFile) {
            putAside(path());
            m_unreadableFile = false;
        }
        follow();
    } else {
        m_jobs.clear();
        QSet<QString> all = m_stored + m_toForget;
        for (const auto& [id, key] : m_unread) {
            all.insert(id);
        }
        m_stored.clear();
        m_unread.clear();
        for (const QString& id : all) {
            forgetSecret(id);
        }
    }
    saveSoon();
    updateState();
}

/// A store that is always late must not keep us busy for ever.
void KeyStore::retryOnce() {
    if (m_refusal.outcome == StoreOutcome::TimedOut && !m_retriedAlone) {
        retry();
        m_retriedAlone = true;
    }
}

void KeyStore::retry() {
    m_retriedAlone = false;
    m_refusal = {};
    m_fileError.reset();
    m_jobs.clear();
    for (const auto& [id, key] : m_unread) {
        enqueue(Job::Kind::Read, id);
    }
    if (m_keeps) {
        for (const SharedRingEntry& entry : m_ring->entries()) {
            if (entry->holds != Holds::Public && !m_stored.contains(entry->id)) {
                enqueue(Job::Kind::Write, entry->id);
            }
        }
    }
    for (const QString& id : QSet<QString>(m_toForget)) {
        enqueue(Job::Kind::Remove, id);
    }
    if (m_keeps || m_lock) {
        saveSoon();
    }
    updateState();
}

/// Brings file and secret store up to the ring.
void KeyStore::follow() {
    if (!m_keeps) {
        updateState();
        return;
    }
    QHash<QString, SharedRingEntry> now;
    now.reserve(m_ring->count());
    for (const SharedRingEntry& entry : m_ring->entries()) {
        now.insert(entry->id, entry);
        if (entry->holds == Holds::Public || m_known.value(entry->id) == entry) {
            continue;
        }
        m_unread.erase(entry->id); // it came back by another way
        const bool wasForgotten = m_toForget.remove(entry->id);
        if (wasForgotten || !m_stored.contains(entry->id)) {
            enqueue(Job::Kind::Write, entry->id);
        }
    }
    for (auto known = m_known.cbegin(); known != m_known.cend(); ++known) {
        if (!now.contains(known.key()) && (m_stored.remove(known.key()) || m_unread.erase(known.key()) > 0 ||
                                           known.value()->holds != Holds::Public)) {
            forgetSecret(known.key());
        }
    }
    m_known = std::move(now);
    saveSoon();
    updateState();
}

void KeyStore::forgetSecret(const QString& id) {
    m_toForget.insert(id);
    enqueue(Job::Kind::Remove, id);
}

void KeyStore::enqueue(Job::Kind kind, const QString& id) {
    // Only the newest wish for a key counts.
    m_jobs.erase(std::remove_if(m_jobs.begin(), m_jobs.end(), [&id](const Job& job) { return job.id == id; }),
                 m_jobs.end());
    m_jobs.push_back({kind, id});
    if (!m_jobRunning) {
        m_jobRunning = true;
        QMetaObject::invokeMethod(this, &KeyStore::nextJob, Qt::QueuedConnection);
    }
}

/// One at a time: a store that asks for a password asks once, and a locked one costs one timeout.
void KeyStore::nextJob() {
    if (m_jobs.empty()) {
        m_jobRunning = false;
        updateState();
        return;
    }
    const Job job = m_jobs.front();
    m_jobs.pop_front();
    if (!m_secrets) {
        finishJob(job, {StoreOutcome::Missing, {}});
        return;
    }
    runJob(job);
}

void KeyStore::runJob(const Job& job) {
    const auto finished = [this, job](const StoreAnswer& answer) { finishJob(job, answer); };
    switch (job.kind) {
    case Job::Kind::Read:
        m_secrets->read(job.id, this, [this, job](const StoreAnswer& answer, const Secret& secret) {
            takeSecret(job, answer, secret);
        });
        return;
    case Job::Kind::Remove:
        m_secrets->remove(job.id, this, finished);
        return;
    case Job::Kind::Write:
        break;
    }
    const SharedRingEntry entry = m_ring->find(job.id);
    if (!entry || entry->holds == Holds::Public) {
        nextJob();
        return;
    }
    const auto secret = privatePartOf(*entry);
    if (!secret) {
        finishJob(job, {StoreOutcome::Failed, QString::fromStdString(secret.error().detail)});
        return;
    }
    m_secrets->write(job.id, *secret, this, finished);
}

void KeyStore::takeSecret(const Job& job, const StoreAnswer& answer, const Secret& secret) {
    const auto unread = m_unread.find(job.id);
    if (answer.outcome != StoreOutcome::Ok || unread == m_unread.end()) {
        finishJob(job, answer);
        return;
    }
    auto draft = draftOf(unread->second, secret);
    if (!draft) {
        finishJob(job, {StoreOutcome::Failed, QString::fromStdString(draft.error().detail)});
        return;
    }
    KeyDrafts drafts;
    drafts.keys.push_back(std::move(*draft));
    m_stored.insert(job.id);
    m_unread.erase(unread);
    m_ring->add(std::move(drafts));
    if (!m_ring->find(job.id)) { // the same key is there under another id, which is kept on its own
        m_stored.remove(job.id);
        forgetSecret(job.id);
    }
    finishJob(job, answer);
}

void KeyStore::finishJob(const Job& job, const StoreAnswer& answer) {
    switch (answer.outcome) {
    case StoreOutcome::Ok:
    case StoreOutcome::NotFound:
        if (job.kind == Job::Kind::Remove) {
            if (!m_stored.contains(job.id) && m_toForget.remove(job.id)) {
                saveSoon();
            }
        } else if (job.kind == Job::Kind::Write && answer.outcome == StoreOutcome::Ok) {
            if (m_keeps && m_ring->find(job.id)) {
                m_stored.insert(job.id);
                saveSoon();
            } else { // removed, or no longer kept, while the store was writing
                forgetSecret(job.id);
            }
        } else if (answer.outcome == StoreOutcome::NotFound) {
            m_refusal = answer;
        }
        break;
    case StoreOutcome::Failed:
        m_refusal = answer;
        break;
    case StoreOutcome::Locked:
    case StoreOutcome::Missing:
    case StoreOutcome::TimedOut:
        m_refusal = answer;
        m_jobs.clear(); // the others would fare the same; retry() makes the list anew
        break;
    }
    nextJob();
    updateState();
}

void KeyStore::saveSoon() {
    if (m_lock && !m_unreadableFile) {
        m_saveTimer.start();
    }
}

/// The ring as it is now, to be written on any thread.
std::function<Result<void>()> KeyStore::writing() const {
    std::vector<KeyRecord> records;
    StoredKeys file;
    file.keep = m_keeps;
    file.toForget = QStringList(m_toForget.cbegin(), m_toForget.cend());
    if (m_keeps) {
        for (const SharedRingEntry& entry : m_ring->entries()) {
            if (m_unread.contains(entry->id) || m_stored.contains(entry->id)) {
                records.push_back({entry, entry->holds == Holds::Secret ? Holds::Secret : Holds::Private});
            } else if (entry->holds != Holds::Secret) {
                records.push_back({entry, Holds::Public}); // at least the public half comes back
            }
        }
        for (const auto& [id, key] : m_unread) {
            if (m_ring->indexOf(id) < 0) {
                records.push_back({nullptr, key.holds, key});
            }
        }
    }
    return [directory = m_directory, name = path(), records = std::move(records), file = std::move(file)] {
        return writeKeyFile(directory, name, records, file);
    };
}

void KeyStore::save() {
    m_saveTimer.stop();
    ++m_saving;
    m_pool->start([this, write = writing()] {
        const Result<void> result = write();
        QMetaObject::invokeMethod(
            this, [this, result] { fileWritten(result); }, Qt::QueuedConnection);
    });
    updateState();
}

void KeyStore::fileWritten(const Result<void>& result) {
    --m_saving;
    if (result) {
        m_fileError.reset();
    } else {
        m_fileError = result.error();
    }
    updateState();
}

void KeyStore::updateState() {
    KeyStoreState state = describe();
    if (state != m_state) {
        m_state = std::move(state);
        Q_EMIT stateChanged();
    }
}

} // namespace twb::workbench
