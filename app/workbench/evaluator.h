// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"

#include <functional>
#include <memory>
#include <QObject>

namespace twb::workbench {

/// Runs evaluate() on a worker. The newest wins: while one runs, only the newest waits; answers that were overtaken are
/// dropped. Destroying it is safe at any time and never waits.
class Evaluator {
public:
    using Function = std::function<doctor::SharedEvaluation(const doctor::Inputs&, Time)>;

    /// @param receiver  called in `context`'s thread by a queued call, once for each answer that is not stale.
    Evaluator(QObject* context, std::function<void(doctor::SharedEvaluation)> receiver, Function function = {});
    ~Evaluator();
    Evaluator(const Evaluator&) = delete;
    Evaluator& operator=(const Evaluator&) = delete;

    /// What runs is told to stop (Inputs::watch): its answer would be stale.
    void submit(doctor::Inputs inputs, Time now);
    /// How far the stretching of a password has come, in per cent; −1 where none is under way.
    int progress() const;

    struct State;

private:
    std::shared_ptr<State> m_state;
};

} // namespace twb::workbench
