// SPDX-License-Identifier: Apache-2.0
#include "workbench/date_format.h"

namespace twb::workbench {
namespace {

/// The short pattern of a locale names no seconds: they stand behind the minutes.
QString withSeconds(QString pattern) {
    const qsizetype minutes = pattern.lastIndexOf(QLatin1String("mm"));
    if (minutes >= 0 && !pattern.contains(QLatin1Char('s'))) {
        pattern.insert(minutes + 2, QStringLiteral(":ss"));
    }
    return pattern;
}

/// Two digits of a year say nothing of a token that is dated 1970.
QString withWholeYear(QString pattern) {
    return pattern.contains(QLatin1String("yyyy")) ? pattern
                                                   : pattern.replace(QLatin1String("yy"), QLatin1String("yyyy"));
}

} // namespace

DatePatterns patternsOf(DateFormat format) {
    const QString clock = QStringLiteral("HH:mm:ss");
    const QString minute = QStringLiteral("HH:mm");
    const QString digits = QStringLiteral("yyyy-MM-dd");
    switch (format) {
    case DateFormat::Digits:
    case DateFormat::Iso: {
        const QString moment =
            digits + (format == DateFormat::Iso ? QStringLiteral("'T'") : QStringLiteral(" ")) + clock;
        return {moment, moment, digits, QStringLiteral("MM-dd"), clock, minute};
    }
    case DateFormat::Locale: {
        const QLocale system = QLocale::system();
        const QString day = withWholeYear(system.dateFormat(QLocale::ShortFormat));
        const QString time = system.timeFormat(QLocale::ShortFormat);
        const QString moment = day + QLatin1Char(' ') + withSeconds(time);
        return {moment, moment, day, day, withSeconds(time), time};
    }
    case DateFormat::Words:
        break;
    }
    return {QStringLiteral("d MMM yyyy HH:mm:ss"),
            QStringLiteral("dd MMM yyyy HH:mm:ss"),
            QStringLiteral("d MMM yyyy"),
            QStringLiteral("d MMM"),
            clock,
            minute};
}

QLocale localeOf(DateFormat format, const QLocale& locale) {
    return format == DateFormat::Locale ? QLocale::system() : locale;
}

QString isoOffset(const QDateTime& moment) {
    const int offset = moment.offsetFromUtc();
    if (offset == 0) {
        return QStringLiteral("Z");
    }
    const int minutes = (offset < 0 ? -offset : offset) / 60;
    return QStringLiteral("%1%2:%3")
        .arg(QLatin1Char(offset < 0 ? '-' : '+'))
        .arg(minutes / 60, 2, 10, QLatin1Char('0'))
        .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

} // namespace twb::workbench
