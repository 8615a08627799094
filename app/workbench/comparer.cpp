// SPDX-License-Identifier: Apache-2.0
#include "workbench/comparer.h"

#include "workbench/worker_pool.h"

#include <mutex>
#include <QMetaObject>

namespace twb::workbench {

/// Shared by the owner, the worker and answers on their way; `context` is null once the owner is gone.
struct Comparer::State {
    std::mutex mutex;
    QObject* context = nullptr;
    std::function<void(SharedComparison)> receiver;
    std::uint64_t newest = 0;

    bool isWanted(std::uint64_t serial) {
        const std::lock_guard lock(mutex);
        return context != nullptr && newest == serial;
    }
};

Comparer::Comparer(QObject* context, std::function<void(SharedComparison)> receiver)
    : m_state(std::make_shared<State>()) {
    m_state->context = context;
    m_state->receiver = std::move(receiver);
}

Comparer::~Comparer() {
    const std::lock_guard lock(m_state->mutex);
    m_state->context = nullptr;
}

void Comparer::forget() {
    const std::lock_guard lock(m_state->mutex);
    ++m_state->newest;
}

void Comparer::compare(doctor::SharedReading left, doctor::SharedReading right, doctor::ComparedTimes times) {
    std::uint64_t serial = 0;
    {
        const std::lock_guard lock(m_state->mutex);
        serial = ++m_state->newest;
    }
    WorkerPool::of(WorkerPool::Purpose::Diagnosis)
        .start([state = m_state, serial, left = std::move(left), right = std::move(right), times] {
            if (!state->isWanted(serial)) {
                return; // overtaken while it waited
            }
            auto answer = std::make_shared<const doctor::Comparison>(doctor::compareTokens(*left, *right, times));
            const std::lock_guard lock(state->mutex);
            if (state->context != nullptr && state->newest == serial) {
                QMetaObject::invokeMethod(
                    state->context,
                    [state, serial, answer] {
                        if (state->isWanted(serial)) {
                            state->receiver(answer);
                        }
                    },
                    Qt::QueuedConnection);
            }
        });
}

} // namespace twb::workbench
