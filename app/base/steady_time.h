// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>

namespace twb {
inline namespace base {

/// Time since some moment or other, which only goes forward whoever sets the clock: for bounds of work. What a token's
/// dates are judged by comes from Clock.
inline std::chrono::nanoseconds steadyTime() {
    return std::chrono::steady_clock::now().time_since_epoch();
}

} // namespace base
} // namespace twb
