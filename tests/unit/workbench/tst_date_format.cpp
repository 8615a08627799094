// SPDX-License-Identifier: Apache-2.0
// The ways in which dates are written, and that each of them stands wherever a date does.
#include "workbench/phrases.h"

#include <QTest>

using namespace twb;
using namespace twb::workbench;

namespace {

constexpr std::int64_t newYear = 1735689900; // 2025-01-01T00:05:00Z

DateStyle styleOf(DateFormat format, const char* zone = "America/Sao_Paulo") {
    return {QTimeZone(zone), QLocale::c(), format};
}

} // namespace

class TestDateFormat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void momentsAreWrittenAsChosen_data() {
        QTest::addColumn<int>("format");
        QTest::addColumn<QString>("alone");
        QTest::addColumn<QString>("hint");
        const auto row = [](const char* name, DateFormat format, const char* alone, const char* hint) {
            QTest::newRow(name) << static_cast<int>(format) << QString::fromUtf8(alone) << QString::fromUtf8(hint);
        };
        row("words", DateFormat::Words, "31 Dec 2024 21:05:00 (UTC\u221203:00)", "31 Dec 2024 21:05:00 \u00b7 in 40 s");
        row("digits", DateFormat::Digits, "2024-12-31 21:05:00 (UTC\u221203:00)", "2024-12-31 21:05:00 \u00b7 in 40 s");
        row("iso", DateFormat::Iso, "2024-12-31T21:05:00-03:00", "2024-12-31T21:05:00-03:00 \u00b7 in 40 s");
    }
    void momentsAreWrittenAsChosen() {
        QFETCH(int, format);
        QFETCH(QString, alone);
        QFETCH(QString, hint);
        const DateStyle style = styleOf(static_cast<DateFormat>(format));
        const Time moment{std::chrono::seconds(newYear)};
        QCOMPARE(dateTimeText(moment, style), alone);
        doctor::DateValue value;
        value.moment = moment;
        QCOMPARE(dateHint(value, moment - std::chrono::seconds(40), style), hint);
        QCOMPARE(timeText(moment, style), QStringLiteral("21:05:00"));
        QCOMPARE(dateTimeText(moment, DateStyle{style.zone, style.locale}),
                 dateTimeText(moment, styleOf(DateFormat::Words))); // what it is without a choice
    }
    void coordinatedTimeIsZ() {
        QCOMPARE(dateTimeText(Time{std::chrono::seconds(newYear)}, styleOf(DateFormat::Iso, "UTC")),
                 QStringLiteral("2025-01-01T00:05:00Z"));
        QCOMPARE(dateTimeText(Time{std::chrono::seconds(newYear)}, styleOf(DateFormat::Iso, "Asia/Kolkata")),
                 QStringLiteral("2025-01-01T05:35:00+05:30"));
    }
    void theLocaleOfTheDesktopHasSecondsAndAWholeYear() {
        const DatePatterns patterns = patternsOf(DateFormat::Locale);
        for (const QString& pattern : {patterns.moment, patterns.edited}) {
            QVERIFY2(pattern.contains(QLatin1String("yyyy")) && pattern.contains(QLatin1String("ss")),
                     qPrintable(pattern));
        }
        const QDateTime moment(QDate(1970, 3, 4), QTime(5, 6, 7), Qt::UTC);
        const QString text = QLocale::system().toString(moment, patterns.edited);
        QCOMPARE(QLocale::system().toDateTime(text, patterns.edited).date(), moment.date()); // it can be typed, too
    }
};

QTEST_GUILESS_MAIN(TestDateFormat)
#include "tst_date_format.moc"
