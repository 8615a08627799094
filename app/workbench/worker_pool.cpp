// SPDX-License-Identifier: Apache-2.0
#include "workbench/worker_pool.h"

#include <array>
#include <QCoreApplication>
#include <QPointer>

namespace twb::workbench {

WorkerPool& WorkerPool::of(Purpose purpose) {
    static std::array<QPointer<WorkerPool>, 3> pools;
    QPointer<WorkerPool>& pool = pools[static_cast<std::size_t>(purpose)];
    if (pool.isNull()) {
        pool = new WorkerPool(2, QCoreApplication::instance());
    }
    return *pool;
}

WorkerPool::WorkerPool(std::size_t threads, QObject* parent)
    : QObject(parent)
    , m_most(threads) {}

WorkerPool::~WorkerPool() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
        m_waiting.clear();
    }
    m_wake.notify_all();
    for (std::thread& thread : m_threads) {
        thread.join();
    }
}

void WorkerPool::start(std::function<void()> work) {
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(work));
        if (m_waiting.size() > m_idle && m_threads.size() < m_most) {
            m_threads.emplace_back([this] { run(); });
        }
    }
    m_wake.notify_one();
}

void WorkerPool::run() {
    std::unique_lock lock(m_mutex);
    while (true) {
        ++m_idle;
        m_wake.wait(lock, [this] { return m_stop || !m_waiting.empty(); });
        --m_idle;
        if (m_stop) {
            return;
        }
        const std::function<void()> work = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        work();
        lock.lock();
    }
}

} // namespace twb::workbench
