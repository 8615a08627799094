// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_import.h"

namespace twb::workbench {

KeyImport::KeyImport(KeyRing* ring, QObject* parent)
    : QObject(parent)
    , m_ring(ring) {}

KeyImport::~KeyImport() {
    m_stop.request_stop(); // the pool waits for what is being read
}

void KeyImport::importText(Secret text, const QString& origin, jose::SecretEncoding encoding) {
    auto shared = std::make_shared<Secret>(std::move(text));
    run(
        [shared, origin, encoding](const std::stop_token&) {
            ReadKeys read;
            readKeys(std::move(*shared), origin, UnknownText::IsSecret, encoding, {}, read);
            return read;
        },
        0);
}

void KeyImport::importPaths(const QStringList& paths, jose::SecretEncoding encoding) {
    run([paths, encoding](const std::stop_token& stop) { return readKeyPaths(paths, encoding, stop); }, 0);
}

void KeyImport::retry(quint64 handle, Secret password) {
    const auto found = m_locked.find(handle);
    if (found == m_locked.end()) {
        return;
    }
    auto given = std::make_shared<crypto::Password>(std::move(password));
    run(
        [source = found->second, given](const std::stop_token&) {
            ReadKeys read;
            readKeys(source->octets.clone(), source->name, UnknownText::IsSecret, jose::SecretEncoding::Utf8, *given,
                     read);
            return read;
        },
        handle);
}

void KeyImport::forget(quint64 handle) {
    m_locked.erase(handle);
}

void KeyImport::stop() {
    m_stop.request_stop();
    m_stop = std::stop_source();
    ++m_serial;
    setRunning(0);
}

void KeyImport::run(Work work, quint64 handle) {
    setRunning(m_running + 1);
    m_pool.start([this, work = std::move(work), handle, serial = m_serial, token = m_stop.get_token()] {
        if (token.stop_requested()) {
            return;
        }
        auto read = std::make_shared<ReadKeys>(work(token));
        // The pool is joined before this object is gone, and a call that is still queued dies with its receiver.
        QMetaObject::invokeMethod(
            this, [this, read, handle, serial] { take(serial, std::move(*read), handle); }, Qt::QueuedConnection);
    });
}

void KeyImport::take(quint64 serial, ReadKeys read, quint64 handle) {
    if (serial != m_serial) {
        return;
    }
    ImportReport report;
    report.skipped = read.skipped;
    bool sameAgain = false; // the password was wrong: the handle stays good
    for (LockedSource& source : read.locked) {
        const bool same = handle != 0 && !sameAgain;
        const quint64 number = same ? handle : m_nextHandle++;
        sameAgain = sameAgain || same;
        report.locked.push_back({number, source.name, source.wrongPassword});
        m_locked[number] = std::make_shared<LockedSource>(std::move(source));
    }
    if (handle != 0 && !sameAgain) {
        m_locked.erase(handle);
    }
    report.keys = m_ring->add(std::move(read.drafts));
    setRunning(m_running - 1);
    Q_EMIT finished(report);
}

void KeyImport::setRunning(int running) {
    const bool wasBusy = isBusy();
    m_running = running;
    if (wasBusy != isBusy()) {
        Q_EMIT busyChanged(isBusy());
    }
}

} // namespace twb::workbench
