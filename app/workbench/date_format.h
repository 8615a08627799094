// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <QDateTime>
#include <QLocale>
#include <QString>

namespace twb::workbench {

/// How dates are written.
enum class DateFormat : std::uint8_t {
    Words,  ///< 1 Jan 2025 00:05:00
    Digits, ///< 2025-01-01 00:05:00
    Iso,    ///< 2025-01-01T00:05:00-03:00 (RFC 3339)
    Locale  ///< as the desktop's locale says
};

/// The formats of QDateTime::toString() and QDateTimeEdit for one way of writing.
struct DatePatterns {
    QString moment;    ///< date and time to the second
    QString edited;    ///< the same where it is typed
    QString date;      ///< with its year
    QString dayOfYear; ///< where the year is clear
    QString clock;     ///< time to the second
    QString minute;    ///< time to the minute
};
DatePatterns patternsOf(DateFormat format);

/// The names of months and the signs of that way of writing: the desktop's own for Locale, else `locale`.
QLocale localeOf(DateFormat format, const QLocale& locale);

/// "Z" or "-03:00".                                                                        (RFC 3339 §5.6)
QString isoOffset(const QDateTime& moment);

} // namespace twb::workbench
