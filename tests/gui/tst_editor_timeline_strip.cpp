// SPDX-License-Identifier: Apache-2.0
#include "editor/timeline_strip.h"

#include "common/theme.h"
#include "editor/seconds_between.h"

#include <limits>
#include <QAccessible>
#include <QImage>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace twb::ui;

namespace {

constexpr qint64 issued = 1795197732, now = 1795197780, expires = 1795198032;

QList<TimelineMark> healthy() {
    return {{QStringLiteral("exp"), expires}, {QStringLiteral("iat"), issued}, {QStringLiteral("nbf"), issued}};
}

} // namespace

class TimelineStripTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scaleLeavesSixPercent();
    void nowWidensTheScale();
    void nowFarAwayStandsBehindABreak_data();
    void nowFarAwayStandsBehindABreak();
    void closeMarksShareALabel();
    void strangeValues();
    void movedNowKeepsTheScale();
    void paintsSpanAndNow();
    void clickAndDragSetAsOf();
    void keysSetAsOf();
    void backToNow();
    void millisecondsAreOffTheScale();
    void accessibleSlider();
    void spansInWords_data();
    void spansInWords();
};

void TimelineStripTest::scaleLeavesSixPercent() {
    const TimelineScale scale(healthy(), now, 0, 1000);
    QCOMPARE(scale.xOf(issued), 60.0);
    QCOMPARE(scale.xOf(expires), 940.0);
    QCOMPARE(scale.nowX(), 60.0 + 880.0 * 48 / 300);
    QCOMPARE(scale.secondsAt(60), issued);
    QCOMPARE(scale.secondsAt(940), expires);
    QCOMPARE(scale.begin(), std::optional<qint64>(issued));
    QCOMPARE(scale.end(), std::optional<qint64>(expires));
    QCOMPARE(int(scale.breakKind()), int(TimelineScale::Break::None));
}

void TimelineStripTest::nowWidensTheScale() {
    const TimelineScale scale(healthy(), expires + 300, 0, 1000);
    QCOMPARE(scale.nowX(), 940.0);
    QCOMPARE(scale.xOf(expires), 500.0);
}

void TimelineStripTest::nowFarAwayStandsBehindABreak_data() {
    QTest::addColumn<qint64>("moment");
    QTest::addColumn<int>("kind");
    QTest::newRow("10 lifetimes later: not yet") << expires + 3000 << int(TimelineScale::Break::None);
    QTest::newRow("more") << expires + 3001 << int(TimelineScale::Break::BeforeNow);
    QTest::newRow("10 lifetimes earlier: not yet") << issued - 3000 << int(TimelineScale::Break::None);
    QTest::newRow("more, earlier") << issued - 3001 << int(TimelineScale::Break::AfterNow);
}

void TimelineStripTest::nowFarAwayStandsBehindABreak() {
    QFETCH(qint64, moment);
    QFETCH(int, kind);
    const TimelineScale scale(healthy(), moment, 0, 1000);
    QCOMPARE(int(scale.breakKind()), kind);
    if (scale.breakKind() == TimelineScale::Break::None)
        return;
    QCOMPARE(scale.xOf(expires) - scale.xOf(issued), 600.0);
    const bool later = scale.breakKind() == TimelineScale::Break::BeforeNow;
    QCOMPARE(scale.nowX(), later ? 940.0 : 60.0);
    QVERIFY(later ? scale.breakX() > scale.xOf(expires) && scale.breakX() < scale.nowX()
                  : scale.breakX() < scale.xOf(issued) && scale.breakX() > scale.nowX());
}

void TimelineStripTest::closeMarksShareALabel() {
    QList<TimelineMark> marks = healthy();
    QCOMPARE(TimelineScale(marks, now, 0, 1000).groups().size(), 2);
    QCOMPARE(TimelineScale(marks, now, 0, 1000).groups().first().marks.size(), 2);
    marks[2].value = issued + 16; // 47 pixels
    QCOMPARE(TimelineScale(marks, now, 0, 1000).groups().size(), 2);
    marks[2].value = issued + 17; // 50 pixels
    QCOMPARE(TimelineScale(marks, now, 0, 1000).groups().size(), 3);
}

void TimelineStripTest::strangeValues() {
    constexpr qint64 least = std::numeric_limits<qint64>::min(), most = std::numeric_limits<qint64>::max();
    for (const QList<TimelineMark>& marks : {QList<TimelineMark>{},
                                             {{QStringLiteral("exp"), most}},
                                             {{QStringLiteral("iat"), least}, {QStringLiteral("exp"), most}},
                                             {{QStringLiteral("exp"), issued}, {QStringLiteral("nbf"), expires}},
                                             {{QStringLiteral("exp"), now}}}) {
        TimelineStrip strip;
        strip.resize(600, 58);
        strip.setInput({marks, now, false, QTimeZone::utc(), {}});
        QVERIFY(std::isfinite(strip.scale().nowX()));
        QVERIFY(!strip.grab().isNull());
        strip.resize(20, 58);
        QVERIFY(!strip.grab().isNull());
    }
}

void TimelineStripTest::movedNowKeepsTheScale() {
    TimelineScale scale(healthy(), now, 0, 1000);
    scale.moveNow(expires);
    QCOMPARE(scale.nowX(), 940.0);
    QCOMPARE(scale.xOf(issued), 60.0);
    scale.moveNow(expires + 100'000);
    QCOMPARE(scale.nowX(), 1000.0);
}

void TimelineStripTest::paintsSpanAndNow() {
    TimelineStrip strip;
    strip.resize(600, 58);
    strip.setInput({healthy(), now, false, QTimeZone::utc(), {}});
    const QImage image = strip.grab().toImage();
    const TimelineScale& scale = strip.scale();
    QCOMPARE(image.pixelColor(int(scale.nowX()), 20), color(Role::Accent));
    QCOMPARE(image.pixelColor(int(scale.xOf(issued + 20)), 25), color(Role::OkLine)); // elapsed
    QCOMPARE(image.pixelColor(int(scale.xOf(issued + 200)), 25), color(Role::OkSoft));
    QCOMPARE(image.pixelColor(int(std::round(scale.xOf(expires))), 30), color(Role::Text2)); // mark
    QCOMPARE(image.pixelColor(int(scale.xOf(expires)) + 8, 25), color(Role::NeuLine));       // track
}

void TimelineStripTest::clickAndDragSetAsOf() {
    TimelineStrip strip;
    strip.resize(600, 58);
    strip.setInput({healthy(), now, false, QTimeZone::utc(), {}});
    strip.show();
    QSignalSpy asOf(&strip, &TimelineStrip::asOfDragged);
    const auto place = [&](qint64 seconds) { return QPoint(int(std::round(strip.scale().xOf(seconds))), 25); };
    QTest::mousePress(&strip, Qt::LeftButton, Qt::NoModifier, place(now)); // takes hold: nothing moves
    QCOMPARE(asOf.size(), 0);
    QTest::mouseMove(&strip, place(issued + 150));
    QTRY_COMPARE(asOf.size(), 1);
    const qint64 dragged = asOf[0][0].toLongLong();
    QVERIFY(std::abs(dragged - (issued + 150)) <= 1);
    const double before = strip.scale().xOf(issued);
    strip.setInput({healthy(), expires + 2000, true, QTimeZone::utc(), {}}); // the page answers
    QCOMPARE(strip.scale().xOf(issued), before);                             // nothing moves under the pointer
    QTest::mouseRelease(&strip, Qt::LeftButton, Qt::NoModifier, place(issued + 150));
    QVERIFY(strip.scale().xOf(expires) < 200);

    strip.setInput({healthy(), now, false, QTimeZone::utc(), {}});
    asOf.clear();
    QTest::mouseClick(&strip, Qt::LeftButton, Qt::NoModifier, place(expires));
    QCOMPARE(asOf.size(), 1);
    QVERIFY(std::abs(asOf[0][0].toLongLong() - expires) <= 1);
}

void TimelineStripTest::keysSetAsOf() {
    TimelineStrip strip;
    strip.setInput({healthy(), now, false, QTimeZone::utc(), {}});
    QSignalSpy asOf(&strip, &TimelineStrip::asOfDragged), cleared(&strip, &TimelineStrip::asOfCleared);
    QTest::keyClick(&strip, Qt::Key_Right);
    QTest::keyClick(&strip, Qt::Key_Left);
    QTest::keyClick(&strip, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&strip, Qt::Key_Left, Qt::ControlModifier);
    QTest::keyClick(&strip, Qt::Key_Home);
    QCOMPARE(asOf.size(), 4);
    QCOMPARE(asOf[0][0].toLongLong(), now + 1);
    QCOMPARE(asOf[1][0].toLongLong(), now - 1);
    QCOMPARE(asOf[2][0].toLongLong(), now + 60);
    QCOMPARE(asOf[3][0].toLongLong(), now - 3600);
    QCOMPARE(cleared.size(), 1);
}

void TimelineStripTest::backToNow() {
    TimelineStrip strip;
    strip.resize(600, 58);
    strip.show();
    auto* back = strip.findChild<QToolButton*>(QStringLiteral("backToNowButton"));
    QVERIFY(back);
    strip.setInput({healthy(), now, false, QTimeZone::utc(), {}});
    QVERIFY(!back->isVisible());
    for (qint64 moment : {issued, now, expires, expires + 90'000}) {
        strip.setInput({healthy(), moment, true, QTimeZone::utc(), {}});
        QVERIFY(back->isVisible());
        QVERIFY(strip.rect().contains(back->geometry()));
        QVERIFY(!back->geometry().contains(QPoint(int(strip.scale().nowX()), 8)));
    }
    QSignalSpy cleared(&strip, &TimelineStrip::asOfCleared);
    QTest::mouseClick(back, Qt::LeftButton);
    QCOMPARE(cleared.size(), 1);
}

void TimelineStripTest::millisecondsAreOffTheScale() {
    QVERIFY(TimelineMark::looksLikeMilliseconds(1795195989000));
    QVERIFY(!TimelineMark::looksLikeMilliseconds(expires));
    TimelineStrip strip;
    strip.resize(820, 58);
    const QList<TimelineMark> marks{{QStringLiteral("iat"), 1795195989000, true},
                                    {QStringLiteral("exp"), 1795196289000, true}};
    strip.setInput({marks, now, false, QTimeZone::utc(), {}});
    QCOMPARE(strip.scale().begin(), std::optional<qint64>(1795195989));
    const QImage image = strip.grab().toImage();
    int red = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            red += image.pixelColor(x, y) == color(Role::Err) ? 1 : 0;
    }
    QVERIFY(red > 20);
    QSignalSpy clicked(&strip, &TimelineStrip::offScaleClicked);
    QTest::mouseClick(&strip, Qt::LeftButton, Qt::NoModifier, QPoint(790, 42));
    QCOMPARE(clicked.size(), 1);
}

void TimelineStripTest::accessibleSlider() {
    TimelineStrip strip;
    strip.resize(600, 58);
    strip.setInput({healthy(), now, false, QTimeZone::utc(), {}});
    QAccessibleInterface* access = QAccessible::queryAccessibleInterface(&strip);
    QVERIFY(access);
    QCOMPARE(access->role(), QAccessible::Slider);
    QCOMPARE(
        access->text(QAccessible::Name),
        QStringLiteral("Validity, as of 18:03:00: valid from 18:02:12 to 18:07:12, 4 m 12 s left of 5 m lifetime"));
    QAccessibleValueInterface* value = access->valueInterface();
    QVERIFY(value);
    QCOMPARE(value->currentValue().toLongLong(), now);
    QVERIFY(value->minimumValue().toLongLong() < issued);
    QVERIFY(value->maximumValue().toLongLong() > expires);
    QSignalSpy asOf(&strip, &TimelineStrip::asOfDragged);
    value->setCurrentValue(now + 5);
    QCOMPARE(asOf[0][0].toLongLong(), now + 5);
    strip.setInput({healthy(), now + 5, true, QTimeZone::utc(), QStringLiteral("Validity, as told")});
    QCOMPARE(access->text(QAccessible::Name), QStringLiteral("Validity, as told"));
}

void TimelineStripTest::spansInWords_data() {
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("words");
    QTest::newRow("0") << qint64(0) << "0 s";
    QTest::newRow("40 s") << qint64(-40) << "40 s";
    QTest::newRow("4 m 12 s") << qint64(252) << "4 m 12 s";
    QTest::newRow("5 m") << qint64(300) << "5 m";
    QTest::newRow("2 h 59 m") << qint64(2 * 3600 + 59 * 60 + 59) << "2 h 59 m";
    QTest::newRow("1 day 1 h") << qint64(25 * 3600) << "1 day 1 h";
    QTest::newRow("3 days") << qint64(3 * 86400 + 5) << "3 days";
    QTest::newRow("years") << qint64(31'556'952) * 5 << "5 years";
    QTest::newRow("least") << std::numeric_limits<qint64>::min() << "292471208677 years";
}

void TimelineStripTest::spansInWords() {
    QFETCH(qint64, seconds);
    QFETCH(QString, words);
    QCOMPARE(spanWords(0, seconds), words);
}

QTEST_MAIN(TimelineStripTest)
#include "tst_editor_timeline_strip.moc"
