// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/phrases.h"

#include <limits>

namespace twb::ui {

/// The length of time between two moments; tokens may name any number, so that it ends at the largest one.
inline qint64 secondsBetween(qint64 from, qint64 to) {
    qint64 span = 0;
    if (!__builtin_sub_overflow(to, from, &span))
        return span;
    return to > from ? std::numeric_limits<qint64>::max() : std::numeric_limits<qint64>::min();
}

/// The same in words, “4 m 12 s”.
inline QString spanWords(qint64 from, qint64 to) {
    return workbench::spanText(std::chrono::seconds(secondsBetween(from, to)));
}

} // namespace twb::ui
