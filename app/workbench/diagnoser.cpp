// SPDX-License-Identifier: Apache-2.0
#include "workbench/diagnoser.h"

#include "workbench/worker_pool.h"

#include <algorithm>
#include <mutex>
#include <QMetaObject>

namespace twb::workbench {

using doctor::Category;
using doctor::Finding;
using doctor::Severity;

const Finding* DocumentDiagnosis::find(std::string_view id) const {
    const auto found = std::find_if(diagnosis.findings.begin(), diagnosis.findings.end(),
                                    [&](const Finding& one) { return one.info().id == id; });
    return found == diagnosis.findings.end() ? nullptr : &*found;
}

int DocumentDiagnosis::count(Severity severity) const {
    return static_cast<int>(std::count_if(diagnosis.findings.begin(), diagnosis.findings.end(),
                                          [&](const Finding& one) { return one.info().severity == severity; }));
}

namespace {

enum class Search { Left, Made };

std::chrono::nanoseconds steadyNow() {
    return std::chrono::steady_clock::now().time_since_epoch();
}

SharedDiagnosis diagnose(const DiagnosisJob& job, Search search, const std::stop_token& stop) {
    doctor::DiagnosisInputs inputs;
    inputs.input = *job.input;
    if (job.key != nullptr && !job.key->text.empty() && !job.signatureOutdated) {
        const auto text = job.key->text.reveal();
        inputs.keyText = std::string_view(reinterpret_cast<const char*>(text.data()), text.size());
        inputs.keyEncoding = job.key->encoding;
    }
    inputs.now = job.now;
    inputs.profile = job.profile;
    inputs.library = job.library;
    inputs.expected = job.expected;
    inputs.policy = job.policy;
    inputs.caps = job.caps;
    inputs.ring = job.ring;
    inputs.limits.clock = steadyNow;
    if (search == Search::Left) {
        inputs.limits.tries = 0;
    }
    auto answer = std::make_shared<DocumentDiagnosis>();
    answer->serial = job.serial;
    answer->version = job.version;
    answer->now = job.now;
    answer->diagnosis = doctor::diagnose(inputs, stop);
    auto& findings = answer->diagnosis.findings;
    answer->isSearching = search == Search::Left && answer->diagnosis.searchCut;
    std::erase_if(findings, [&](const Finding& one) {
        const bool ofSignature = one.info().category == Category::Signature;
        return (ofSignature && (job.signatureOutdated || answer->isSearching)) ||
               (job.keyIsSigningKey && one.info().id == "key-private-supplied");
    });
    // Why the signature does not verify is what people come for: first among its equals.
    const auto rank = [](const Finding& one) {
        return std::pair(one.info().severity, one.info().category == Category::Signature ? 0 : 1);
    };
    std::stable_sort(findings.begin(), findings.end(),
                     [&](const Finding& a, const Finding& b) { return rank(a) < rank(b); });
    answer->keyEncoding = inputs.keyEncoding;
    return answer;
}

} // namespace

/// Shared by the owner, the worker and answers on their way; `context` is null once the owner is gone.
struct Diagnoser::State {
    std::mutex mutex;
    QObject* context = nullptr;
    std::function<void(SharedDiagnosis)> receiver;
    std::optional<DiagnosisJob> waiting;
    std::stop_source stop;
    std::uint64_t newest = 0;
    bool running = false;

    static void deliver(const std::shared_ptr<State>& state, const SharedDiagnosis& answer) {
        {
            const std::lock_guard lock(state->mutex);
            if (state->context == nullptr || state->newest != answer->serial) {
                return;
            }
        }
        state->receiver(answer);
    }

    /// Called with the lock held.
    static void post(const std::shared_ptr<State>& state, const SharedDiagnosis& answer) {
        if (state->context != nullptr && state->newest == answer->serial) {
            QMetaObject::invokeMethod(
                state->context, [state, answer] { deliver(state, answer); }, Qt::QueuedConnection);
        }
    }

    static void work(const std::shared_ptr<State>& state) {
        std::unique_lock lock(state->mutex);
        while (state->waiting && state->context != nullptr) {
            const DiagnosisJob job = std::move(*state->waiting);
            state->waiting.reset();
            state->stop = std::stop_source();
            const std::stop_token stop = state->stop.get_token();
            lock.unlock();
            SharedDiagnosis answer = diagnose(job, Search::Left, stop);
            lock.lock();
            post(state, answer);
            if (!answer->isSearching || state->newest != job.serial) {
                continue;
            }
            lock.unlock();
            answer = diagnose(job, Search::Made, stop);
            lock.lock();
            post(state, answer);
        }
        state->waiting.reset();
        state->running = false;
    }
};

Diagnoser::Diagnoser(QObject* context, std::function<void(SharedDiagnosis)> receiver)
    : m_state(std::make_shared<State>()) {
    m_state->context = context;
    m_state->receiver = std::move(receiver);
}

Diagnoser::~Diagnoser() {
    const std::lock_guard lock(m_state->mutex);
    m_state->context = nullptr;
    m_state->stop.request_stop();
}

void Diagnoser::submit(DiagnosisJob job) {
    const std::lock_guard lock(m_state->mutex);
    m_state->newest = job.serial;
    m_state->waiting = std::move(job);
    m_state->stop.request_stop();
    if (!m_state->running) {
        m_state->running = true;
        WorkerPool::of(WorkerPool::Purpose::Diagnosis).start([state = m_state] { State::work(state); });
    }
}

void Diagnoser::stopSearch() {
    const std::lock_guard lock(m_state->mutex);
    m_state->stop.request_stop();
}

} // namespace twb::workbench
