// SPDX-License-Identifier: Apache-2.0
#include "common/check_row.h"
#include "support/gui/pixels.h"
#include <QTest>

using namespace twb::ui;

class TestCheckRow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nameBeginsWithTheState();
    void linesWrapInsteadOfBeingCut();
    void iconHasTheStatesColour();
    void noteHasItsOwnDrawing();
};

void TestCheckRow::nameBeginsWithTheState() {
    CheckRow row(FactState::Good, "Secret is long enough", "44 bytes");
    QCOMPARE(row.accessibleName(), QString("Good: Secret is long enough. 44 bytes"));
    row.setCheck(FactState::Neutral, "aud is not judged");
    QCOMPARE(row.accessibleName(), QString("Not checked: aud is not judged"));
    QCOMPARE(row.focusPolicy(), Qt::NoFocus);
}

void TestCheckRow::linesWrapInsteadOfBeingCut() {
    CheckRow row(FactState::Good, "A line that is long enough to need a second line in a narrow panel", "And a detail");
    QVERIFY(row.heightForWidth(160) > row.heightForWidth(900));
    CheckRow bare(FactState::Good, "Short");
    QVERIFY(row.heightForWidth(900) > bare.heightForWidth(900));
}

void TestCheckRow::iconHasTheStatesColour() {
    CheckRow row(FactState::Error, "exp has passed");
    row.resize(300, 30);
    QVERIFY(twb::test::countColour(row, color(Role::Err), 40) > 8);
    row.setCheck(FactState::Good, "exp is in the future");
    QCOMPARE(twb::test::countColour(row, color(Role::Err), 40), 0);
    QVERIFY(twb::test::countColour(row, color(Role::Ok), 40) > 8);
}

void TestCheckRow::noteHasItsOwnDrawing() {
    CheckRow row(FactState::Neutral, "peopleId is personal data");
    row.resize(300, 30);
    row.setIcon(Icon::Info, Role::Accent);
    QVERIFY(twb::test::countColour(row, color(Role::Accent), 40) > 8);
}

QTEST_MAIN(TestCheckRow)
#include "tst_common_check_row.moc"
