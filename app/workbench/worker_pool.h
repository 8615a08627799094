// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <QObject>
#include <thread>
#include <vector>

namespace twb::workbench {

/// A few threads for background work, made when they are needed.
///
/// Not QThreadPool: that returns before a thread's own destructors have run, and OpenSSL keeps state for each thread
/// that must be gone before its clearing up at exit. Here the threads are truly joined.
class WorkerPool : public QObject {
public:
    /// Evaluations must not wait behind the making of keys, nor behind a search for a reading that verifies.
    enum class Purpose : std::uint8_t { Evaluation, KeyMaking, Diagnosis };
    /// Belongs to the application object, which must exist, and ends with it. GUI thread.
    static WorkerPool& of(Purpose purpose);

    explicit WorkerPool(std::size_t threads, QObject* parent = nullptr);
    /// Drops what waits, lets running work finish and joins.
    ~WorkerPool() override;

    /// Any thread.
    void start(std::function<void()> work);

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_waiting;
    std::vector<std::thread> m_threads;
    std::size_t m_most;
    std::size_t m_idle = 0;
    bool m_stop = false;
};

} // namespace twb::workbench
