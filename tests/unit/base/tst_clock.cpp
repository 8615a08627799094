// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"

#include <QTest>

using namespace twb;

class TestClock : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fixedClockStandsStill();
    void millisecondsAreOfTheSameSecond();
    void parsesTimes_data();
    void parsesTimes();
    void refusesTimes_data();
    void refusesTimes();
    void formats_data();
    void formats();
    void formatsBackAndForth();
    void parsesDurations_data();
    void parsesDurations();
    void refusesDurations_data();
    void refusesDurations();
};

void TestClock::fixedClockStandsStill() {
    FixedClock clock(Time(std::chrono::seconds(1735689600)));
    const Clock& seen = clock;
    QCOMPARE(qlonglong(seen.now().time_since_epoch().count()), 1735689600LL);
    clock.set(Time(std::chrono::seconds(-1)));
    QCOMPARE(qlonglong(seen.now().time_since_epoch().count()), -1LL);
}

void TestClock::millisecondsAreOfTheSameSecond() {
    const auto precise = [](qlonglong milliseconds) {
        return QByteArray::fromStdString(formatUtcPrecise(PreciseTime(std::chrono::milliseconds(milliseconds))));
    };
    QCOMPARE(precise(1735689600007), QByteArray("2025-01-01T00:00:00.007Z"));
    QCOMPARE(precise(1735689600120), QByteArray("2025-01-01T00:00:00.120Z"));
    QCOMPARE(precise(-1), QByteArray("1969-12-31T23:59:59.999Z"));
    const FixedClock still(Time(std::chrono::seconds(1735689600)));
    QCOMPARE(qlonglong(still.preciseNow().time_since_epoch().count()), 1735689600000LL);
    const SystemClock system;
    const Time before = system.now();
    const PreciseTime between = system.preciseNow();
    QVERIFY(before <= between && between < system.now() + std::chrono::seconds(1));
}

void TestClock::parsesTimes_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qlonglong>("seconds");
    const auto row = [](const char* text, qlonglong seconds) { QTest::newRow(text) << QByteArray(text) << seconds; };
    row("0", 0);
    row("-1", -1);
    row("1735689600", 1735689600);
    row("1735689600000", 1735689600000); // milliseconds by mistake: shown as such, not refused
    row("253402300799000", 253402300799000);
    row("1970-01-01T00:00:00Z", 0);
    row("2026-11-20T15:03:00Z", 1795186980);
    row("2026-11-20t15:03:00z", 1795186980);
    row("2026-11-20 15:03:00Z", 1795186980);
    row("2026-11-20T15:03:00.999Z", 1795186980);
    row("2026-11-20T12:03:00-03:00", 1795186980);
    row("2026-11-20T20:33:00+05:30", 1795186980);
    row("2026-11-20T15:03:00-00:00", 1795186980);
    row("2024-02-29T00:00:00Z", 1709164800);
    row("2016-12-31T23:59:60Z", 1483228800); // leap second
    row("0000-01-01T00:00:00Z", -62167219200);
    row("9999-12-31T23:59:59Z", 253402300799);
    row("1969-12-31T23:59:59Z", -1);
}

void TestClock::parsesTimes() {
    QFETCH(QByteArray, text);
    QFETCH(qlonglong, seconds);
    const auto moment = parseTime(text.toStdString());
    QVERIFY(moment);
    QCOMPARE(qlonglong(moment->time_since_epoch().count()), seconds);
}

void TestClock::refusesTimes_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"",
                             " ",
                             "now",
                             "12x",
                             "1.5",
                             "+5",
                             "253402300800000",
                             "-253402300800000",
                             "99999999999999999999",
                             "2026-11-20",
                             "2026-11-20T15:03Z",
                             "2026-11-20T15:03:00",
                             "2026-11-20T15:03:00+0300",
                             "2026-13-01T00:00:00Z",
                             "2026-00-01T00:00:00Z",
                             "2025-02-29T00:00:00Z",
                             "2026-11-31T00:00:00Z",
                             "2026-11-20T24:00:00Z",
                             "2026-11-20T15:60:00Z",
                             "2026-11-20T15:03:61Z",
                             "2026-11-20T15:03:00.Z",
                             "2026-11-20T15:03:00+24:00",
                             "2026-11-20T15:03:00+01:60",
                             "2026-11-20T15:03:00Zx",
                             "26-11-20T15:03:00Z",
                             "2026/11/20T15:03:00Z"}) {
        QTest::newRow(*text == '\0' ? "empty" : text) << QByteArray(text);
    }
}

void TestClock::refusesTimes() {
    QFETCH(QByteArray, text);
    const auto moment = parseTime(text.toStdString());
    QVERIFY(!moment);
    QCOMPARE(int(moment.error().code), int(ErrorCode::TimeInvalid));
    QVERIFY(!moment.error().detail.empty());
}

void TestClock::formats_data() {
    QTest::addColumn<qlonglong>("seconds");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](qlonglong seconds, const char* text) { QTest::newRow(text) << seconds << QByteArray(text); };
    row(0, "1970-01-01T00:00:00Z");
    row(-1, "1969-12-31T23:59:59Z");
    row(1795186980, "2026-11-20T15:03:00Z");
    row(951782400, "2000-02-29T00:00:00Z");
    row(951868800, "2000-03-01T00:00:00Z");
    row(253402300799, "9999-12-31T23:59:59Z");
    row(253402300800, "+10000-01-01T00:00:00Z");
    row(1735689600000, "+56971-10-25T00:00:00Z"); // milliseconds taken for seconds
    row(-62167219200, "0000-01-01T00:00:00Z");
    row(-62167219201, "-0001-12-31T23:59:59Z");
    row(-62135596801, "0000-12-31T23:59:59Z");
}

void TestClock::formats() {
    QFETCH(qlonglong, seconds);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(formatUtc(Time(std::chrono::seconds(seconds)))), text);
}

void TestClock::formatsBackAndForth() {
    // Every day of four hundred years and odd seconds: what is written is read back.
    for (std::int64_t seconds = -2'208'988'800; seconds < 10'413'792'000; seconds += 86'400 * 3 + 12'347) {
        const auto back = parseTime(formatUtc(Time(std::chrono::seconds(seconds))));
        QVERIFY(back);
        QCOMPARE(qlonglong(back->time_since_epoch().count()), qlonglong(seconds));
    }
}

void TestClock::parsesDurations_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qlonglong>("seconds");
    const auto row = [](const char* text, qlonglong seconds) { QTest::newRow(text) << QByteArray(text) << seconds; };
    row("0", 0);
    row("90", 90);
    row("90s", 90);
    row("5m", 300);
    row("2h", 7200);
    row("1d", 86400);
    row("-5m", -300);
    row("365d", 31536000);
}

void TestClock::parsesDurations() {
    QFETCH(QByteArray, text);
    QFETCH(qlonglong, seconds);
    const auto length = parseDuration(text.toStdString());
    QVERIFY(length);
    QCOMPARE(qlonglong(length->count()), seconds);
}

void TestClock::refusesDurations_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "s", "-", "-m", "5 m", "5min", "1w", "1.5h", "m5", "99999999999999d",
                             "9223372036854775807d", "99999999999999999999"}) {
        QTest::newRow(*text == '\0' ? "empty" : text) << QByteArray(text);
    }
}

void TestClock::refusesDurations() {
    QFETCH(QByteArray, text);
    const auto length = parseDuration(text.toStdString());
    QVERIFY(!length);
    QCOMPARE(int(length.error().code), int(ErrorCode::TimeInvalid));
    QVERIFY(length.error().detail.find("no length of time") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestClock)
#include "tst_clock.moc"
