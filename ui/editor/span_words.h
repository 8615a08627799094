// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <limits>
#include <QString>

namespace twb::ui {

/// The two largest units of a length of time: “4 m 12 s”, “2 h 59 m”, “3 days”, “5 m”. The sign is dropped.
QString spanInWords(qint64 seconds);

/// The length of time between two moments; tokens may name any number, so that it ends at the largest one.
inline qint64 spanBetween(qint64 from, qint64 to) {
    qint64 span = 0;
    if (!__builtin_sub_overflow(to, from, &span))
        return span;
    return to > from ? std::numeric_limits<qint64>::max() : std::numeric_limits<qint64>::min();
}

} // namespace twb::ui
