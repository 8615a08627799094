// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdlib>

namespace twb::fuzz {

/// A property that must hold for every input; the fuzzer keeps the input that breaks it.
inline void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

} // namespace twb::fuzz
