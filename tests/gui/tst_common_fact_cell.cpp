// SPDX-License-Identifier: Apache-2.0
#include "common/fact_cell.h"
#include "support/gui/pixels.h"
#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

using namespace twb::ui;

class TestFactCell : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void statesHaveTheirColours_data();
    void statesHaveTheirColours();
    void enterSpaceAndClickOpenTheFinding();
    void nameIsSpokenAtAChangeOfStateOnly();
    void cutDetailIsInTheTooltip();
    void longTitleKeepsEveryWord();
    void isAButtonForScreenReaders();
};

void TestFactCell::statesHaveTheirColours_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("ground");
    QTest::newRow("good") << int(FactState::Good) << int(Role::OkSoft);
    QTest::newRow("warning") << int(FactState::Warning) << int(Role::WarnSoft);
    QTest::newRow("error") << int(FactState::Error) << int(Role::ErrSoft);
    QTest::newRow("neutral") << int(FactState::Neutral) << int(Role::NeuSoft);
    QTest::newRow("busy") << int(FactState::Busy) << int(Role::NeuSoft);
}

void TestFactCell::statesHaveTheirColours() {
    QFETCH(int, state);
    QFETCH(int, ground);
    FactCell cell("Signature");
    cell.setFact(FactState(state), "Title", "Detail");
    cell.resize(300, 60);
    QVERIFY(twb::test::countColour(cell, color(Role(ground))) > 300 * 60 / 2);
    // The rule on top, 3 high over the whole width.
    QVERIFY(twb::test::countColour(cell, color(lookOf(FactState(state)).strong)) >= 900);
}

void TestFactCell::enterSpaceAndClickOpenTheFinding() {
    FactCell cell("Signature");
    cell.resize(300, 60);
    QSignalSpy spy(&cell, &FactCell::clicked);
    QTest::keyClick(&cell, Qt::Key_Return);
    QTest::keyClick(&cell, Qt::Key_Space);
    QTest::mouseClick(&cell, Qt::LeftButton);
    QCOMPARE(spy.count(), 3);
}

void TestFactCell::nameIsSpokenAtAChangeOfStateOnly() {
    FactCell cell("Time", Icon::Clock);
    cell.setFact(FactState::Good, "Expires in 4 m 12 s", "Today 15:07:12");
    QCOMPARE(cell.accessibleName(), QString("Time: Expires in 4 m 12 s. Today 15:07:12"));
    cell.setFact(FactState::Good, "Expires in 4 m 11 s", "Today 15:07:12");
    QCOMPARE(cell.accessibleName(), QString("Time: Expires in 4 m 12 s. Today 15:07:12"));
    cell.setFact(FactState::Error, "Expired 1 s ago", "Today 15:07:12");
    QCOMPARE(cell.accessibleName(), QString("Time: Expired 1 s ago. Today 15:07:12"));
}

void TestFactCell::cutDetailIsInTheTooltip() {
    FactCell cell("Signature");
    const QString detail = "HS256 with the secret you entered, which is 44 bytes long and known to nobody else";
    cell.setFact(FactState::Good, "Verified", detail);
    cell.resize(230, 60);
    cell.grab();
    QCOMPARE(cell.toolTip(), detail);
    cell.resize(1200, 60);
    cell.grab();
    QVERIFY(cell.toolTip().isEmpty());
}

void TestFactCell::longTitleKeepsEveryWord() {
    FactCell cell("Signature");
    cell.setFact(FactState::Neutral, "Not checked: the key does not fit the algorithm", "Detail");
    cell.resize(240, 60);
    cell.grab();
    QCOMPARE(cell.toolTip(), QString("Detail")); // the sub-line gave way, and can still be read
    QVERIFY(cell.minimumSizeHint().width() < 300);
}

void TestFactCell::isAButtonForScreenReaders() {
    FactCell cell("Signature");
    QAccessibleInterface* reader = QAccessible::queryAccessibleInterface(&cell);
    QVERIFY(reader);
    QCOMPARE(reader->role(), QAccessible::Button);
    QSignalSpy spy(&cell, &FactCell::clicked);
    QVERIFY(reader->actionInterface());
    reader->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(spy.count(), 1);
}

QTEST_MAIN(TestFactCell)
#include "tst_common_fact_cell.moc"
