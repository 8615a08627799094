// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/comparison.h"

#include <functional>
#include <memory>
#include <QObject>

namespace twb::workbench {

/// Compares two tokens on a worker; the newest question wins. Destroying it is safe at any time and never waits.
class Comparer {
public:
    using SharedComparison = std::shared_ptr<const doctor::Comparison>;
    /// @param receiver  called in `context`'s thread by a queued call, once for the newest question
    Comparer(QObject* context, std::function<void(SharedComparison)> receiver);
    ~Comparer();
    Comparer(const Comparer&) = delete;
    Comparer& operator=(const Comparer&) = delete;

    /// @param left, right  never null
    void compare(doctor::SharedReading left, doctor::SharedReading right, doctor::ComparedTimes times);
    /// What is still under way is not wanted any more.
    void forget();

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace twb::workbench
