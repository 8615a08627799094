// SPDX-License-Identifier: Apache-2.0
#include "common/busy_bar.h"
#include "common/theme.h"
#include "support/gui/pixels.h"
#include <QTest>

using namespace twb::ui;

class TestBusyBar : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void progressFillsItsShare();
    void movesOnlyWhileSeenAndAllowed();
};

void TestBusyBar::progressFillsItsShare() {
    BusyBar bar("Reading");
    bar.resize(400, 8);
    bar.setProgress(0.25);
    const int quarter = twb::test::countColour(bar, color(Role::Accent));
    bar.setProgress(0.75);
    const int three = twb::test::countColour(bar, color(Role::Accent));
    QVERIFY2(three > 2 * quarter && three < 4 * quarter, qPrintable(QString("%1 %2").arg(quarter).arg(three)));
    bar.setProgress(7);
    QCOMPARE(bar.progress(), 1.0);
}

void TestBusyBar::movesOnlyWhileSeenAndAllowed() {
    Theme theme;
    BusyBar bar("Checking");
    QVERIFY(!bar.isMoving());
    bar.show();
    QVERIFY(bar.isMoving());
    bar.setProgress(0.5);
    QVERIFY(!bar.isMoving());
    bar.setProgress(-1);
    QVERIFY(bar.isMoving());
    theme.setMotion(Motion::Off);
    QVERIFY(!bar.isMoving());
    theme.setMotion(Motion::On);
    QVERIFY(bar.isMoving());
    bar.hide();
    QVERIFY(!bar.isMoving());
}

QTEST_MAIN(TestBusyBar)
#include "tst_common_busy_bar.moc"
