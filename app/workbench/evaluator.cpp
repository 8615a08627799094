// SPDX-License-Identifier: Apache-2.0
#include "workbench/evaluator.h"

#include "workbench/worker_pool.h"

#include <atomic>
#include <mutex>
#include <QMetaObject>

namespace twb::workbench {

/// Shared by the owner, the worker and answers on their way; `context` is null once the owner is gone.
struct Evaluator::State {
    struct Job {
        doctor::Inputs inputs;
        Time now{};
    };

    std::mutex mutex;
    QObject* context = nullptr;
    std::function<void(doctor::SharedEvaluation)> receiver;
    Function function;
    std::optional<Job> waiting;
    std::uint64_t newest = 0;
    bool running = false;
    std::stop_source stop;         ///< of the job that runs
    std::atomic<int> progress{-1}; ///< per cent of its slow part; −1: there is none

    /// Called in the context's thread, where the owner lives and dies too.
    static void deliver(const std::shared_ptr<State>& state, const doctor::SharedEvaluation& evaluation) {
        {
            const std::lock_guard lock(state->mutex);
            if (state->context == nullptr || state->newest != evaluation->revision) {
                return;
            }
        }
        state->receiver(evaluation);
    }

    static void work(const std::shared_ptr<State>& state) {
        std::unique_lock lock(state->mutex);
        while (state->waiting && state->context != nullptr) {
            Job job = std::move(*state->waiting);
            state->waiting.reset();
            state->stop = std::stop_source();
            job.inputs.watch = {state->stop.get_token(),
                                [&progress = state->progress](std::int64_t done, std::int64_t all) {
                                    progress = static_cast<int>(all > 0 ? done * 100 / all : 0);
                                }};
            state->progress = -1;
            lock.unlock();
            const doctor::SharedEvaluation evaluation = state->function(job.inputs, job.now);
            lock.lock();
            state->progress = -1;
            if (state->context != nullptr && state->newest == evaluation->revision) {
                QMetaObject::invokeMethod(
                    state->context, [state, evaluation] { deliver(state, evaluation); }, Qt::QueuedConnection);
            }
        }
        state->waiting.reset();
        state->running = false;
    }
};

Evaluator::Evaluator(QObject* context, std::function<void(doctor::SharedEvaluation)> receiver, Function function)
    : m_state(std::make_shared<State>()) {
    m_state->context = context;
    m_state->receiver = std::move(receiver);
    m_state->function = function ? std::move(function) : Function(&doctor::evaluate);
}

Evaluator::~Evaluator() {
    const std::lock_guard lock(m_state->mutex);
    m_state->context = nullptr;
    m_state->stop.request_stop();
}

void Evaluator::submit(doctor::Inputs inputs, Time now) {
    const std::lock_guard lock(m_state->mutex);
    m_state->newest = inputs.revision;
    m_state->waiting = State::Job{std::move(inputs), now};
    m_state->stop.request_stop(); // nobody will look at that answer
    if (!m_state->running) {
        m_state->running = true;
        WorkerPool::of(WorkerPool::Purpose::Evaluation).start([state = m_state] { State::work(state); });
    }
}

int Evaluator::progress() const {
    return m_state->progress;
}

} // namespace twb::workbench
