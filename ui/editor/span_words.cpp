// SPDX-License-Identifier: Apache-2.0
#include "span_words.h"

#include <QCoreApplication>

namespace twb::ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("twb::ui::spanInWords", text);
}

QString two(const char* first, qint64 firstCount, const char* second, qint64 secondCount) {
    QString words = tr(first).arg(firstCount);
    if (secondCount != 0)
        words += u' ' + tr(second).arg(secondCount);
    return words;
}

} // namespace

QString spanInWords(qint64 seconds) {
    constexpr qint64 minute = 60, hour = 60 * minute, day = 24 * hour, year = 31'556'952;
    const qint64 span =
        seconds < 0 ? (seconds == std::numeric_limits<qint64>::min() ? std::numeric_limits<qint64>::max() : -seconds)
                    : seconds;
    if (span < minute)
        return tr("%1 s").arg(span);
    if (span < hour)
        return two("%1 m", span / minute, "%1 s", span % minute);
    if (span < day)
        return two("%1 h", span / hour, "%1 m", span % hour / minute);
    if (span < 3 * day)
        return two(span < 2 * day ? "%1 day" : "%1 days", span / day, "%1 h", span % day / hour);
    if (span < 2 * year)
        return tr("%1 days").arg(span / day);
    return tr("%1 years").arg(span / year);
}

} // namespace twb::ui
