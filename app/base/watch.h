// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
#include <stop_token>

namespace twb {
inline namespace base {

/// How a long computation is stopped and followed. Copies speak of the same computation.
struct Watch {
    std::stop_token stop; ///< asked about every few milliseconds; the computation then answers `cancelled`
    /// Called in the computation's own thread, some hundred times at most; `done` grows from 0 to `all`. May be empty.
    std::function<void(std::int64_t done, std::int64_t all)> progress;
};

} // namespace base
} // namespace twb
