// SPDX-License-Identifier: Apache-2.0
#include "workbench/phrases.h"
#include "workbench/words.h"
#include <algorithm>
#include <limits>

namespace twb::workbench {
namespace {

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr qint64 year = 365 * day;

QString twoUnits(const QString& first, const QString& second) {
    return second.isEmpty() ? first : first + QLatin1Char(' ') + second;
}

QString daysText(qint64 days) {
    return days == 1 ? Words::tr("1 day") : Words::tr("%1 days").arg(days);
}

/// The same in whole words, for the screen reader.
QString spokenSpan(qint64 seconds) {
    const auto unit = [](qint64 count, const QString& one, const QString& many) {
        return count == 0 ? QString() : count == 1 ? one : many.arg(count);
    };
    if (seconds >= day) {
        return daysText(seconds / day);
    }
    if (seconds >= hour) {
        return twoUnits(unit(seconds / hour, Words::tr("1 hour"), Words::tr("%1 hours")),
                        unit(seconds % hour / minute, Words::tr("1 minute"), Words::tr("%1 minutes")));
    }
    const QString rest = unit(seconds % minute, Words::tr("1 second"), Words::tr("%1 seconds"));
    if (seconds < minute) {
        return rest.isEmpty() ? Words::tr("0 seconds") : rest;
    }
    return twoUnits(unit(seconds / minute, Words::tr("1 minute"), Words::tr("%1 minutes")), rest);
}

/// Only RFC 3339 names the offset in the date itself.
QString momentText(Time moment, const DateStyle& style) {
    const QDateTime there = toDateTime(moment, style.zone);
    const QString text = localeOf(style.format, style.locale).toString(there, patternsOf(style.format).moment);
    return style.format == DateFormat::Iso ? text + isoOffset(there) : text;
}

} // namespace

QDateTime toDateTime(Time moment, const QTimeZone& zone) {
    return QDateTime::fromSecsSinceEpoch(moment.time_since_epoch().count(), zone);
}

QString spanText(std::chrono::seconds span) {
    constexpr auto least = std::numeric_limits<qint64>::min(); // a token may name any number
    const qint64 length = std::max(qint64{span.count()}, least + 1);
    const qint64 seconds = length < 0 ? -length : length;
    if (seconds < minute) {
        return Words::tr("%1 s").arg(seconds);
    }
    if (seconds < hour) {
        const qint64 rest = seconds % minute;
        return twoUnits(Words::tr("%1 m").arg(seconds / minute), rest > 0 ? Words::tr("%1 s").arg(rest) : QString());
    }
    if (seconds < day) {
        const qint64 rest = seconds % hour / minute;
        return twoUnits(Words::tr("%1 h").arg(seconds / hour), rest > 0 ? Words::tr("%1 m").arg(rest) : QString());
    }
    if (seconds < 3 * day) {
        const qint64 rest = seconds % day / hour;
        return twoUnits(daysText(seconds / day), rest > 0 ? Words::tr("%1 h").arg(rest) : QString());
    }
    if (seconds < 2 * year) {
        return daysText(seconds / day);
    }
    return Words::tr("%1 years").arg(seconds / year);
}

QString offsetText(Time moment, const QTimeZone& zone) {
    const int offset = toDateTime(moment, zone).offsetFromUtc();
    if (offset == 0) {
        return QStringLiteral("UTC");
    }
    const int minutes = (offset < 0 ? -offset : offset) / 60;
    return QStringLiteral("UTC%1%2:%3")
        .arg(offset < 0 ? QChar(0x2212) : QLatin1Char('+'))
        .arg(minutes / 60, 2, 10, QLatin1Char('0'))
        .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

QString dateTimeText(Time moment, const DateStyle& style) {
    const QString text = momentText(moment, style);
    return style.format == DateFormat::Iso ? text : QStringLiteral("%1 (%2)").arg(text, offsetText(moment, style.zone));
}

QString timeText(Time moment, const DateStyle& style) {
    return localeOf(style.format, style.locale)
        .toString(toDateTime(moment, style.zone).time(), patternsOf(style.format).clock);
}

QString dateHint(const doctor::DateValue& value, Time now, const DateStyle& style) {
    const QString text = momentText(value.moment, style);
    switch (value.unit) {
    case doctor::DateValue::Unit::Milliseconds:
        return Words::tr("milliseconds: %1").arg(text);
    case doctor::DateValue::Unit::NotANumber:
        return Words::tr("should be a number");
    case doctor::DateValue::Unit::OutOfRange:
        return Words::tr("no date that can be shown");
    case doctor::DateValue::Unit::Seconds:
        break;
    }
    const QString span = spanText(value.moment - now);
    return value.moment > now ? Words::tr("%1 · in %2").arg(text, span) : Words::tr("%1 · %2 ago").arg(text, span);
}

QString timelineDescription(const doctor::TimeFacts& facts, const DateStyle& style) {
    const QString start = Words::tr("Validity, as of %1").arg(timeText(facts.now, style));
    const std::optional<Time> from = facts.nbf ? facts.nbf : facts.iat;
    if (!facts.exp) {
        return from ? Words::tr("%1: valid from %2").arg(start, timeText(*from, style)) : start;
    }
    const qint64 left = (*facts.exp - facts.now).count();
    const QString rest =
        left > 0 ? Words::tr("%1 left").arg(spokenSpan(left)) : Words::tr("expired %1 ago").arg(spokenSpan(-left));
    return from ? Words::tr("%1: valid from %2 to %3, %4")
                      .arg(start, timeText(*from, style), timeText(*facts.exp, style), rest)
                : Words::tr("%1: valid to %2, %3").arg(start, timeText(*facts.exp, style), rest);
}

} // namespace twb::workbench
