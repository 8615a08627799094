// SPDX-License-Identifier: Apache-2.0
#include "common/inline_error.h"
#include "support/gui/pixels.h"
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace twb::ui;

class TestInlineError : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hiddenUntilSomethingIsWrong();
    void saysLineAndColumn();
    void pressGoesToThePlace();
    void withoutAPlaceItIsNotOperable();
    void warningHasItsOwnColours();
};

void TestInlineError::hiddenUntilSomethingIsWrong() {
    QWidget window;
    auto* row = new InlineError(&window);
    window.show();
    QVERIFY(!row->isVisible());
    row->showError("A comma is missing", 3, 20);
    QVERIFY(row->isVisible());
    row->clear();
    QVERIFY(!row->isVisible());
    QVERIFY(row->sentence().isEmpty());
}

void TestInlineError::saysLineAndColumn() {
    InlineError row;
    row.showError("A comma is missing", 3, 20);
    QCOMPARE(row.findChild<QLabel*>()->text(), QString("Line 3, column 20: A comma is missing"));
    QCOMPARE(row.accessibleName(), QString("Error: Line 3, column 20: A comma is missing"));
}

void TestInlineError::pressGoesToThePlace() {
    InlineError row;
    row.showError("A comma is missing", 3, 20);
    row.resize(400, 30);
    QSignalSpy spy(&row, &InlineError::placeRequested);
    QTest::mouseClick(&row, Qt::LeftButton);
    QTest::keyClick(&row, Qt::Key_Return);
    QCOMPARE(spy.count(), 2);
    QCOMPARE(spy[1][0].toInt(), 3);
    QCOMPARE(spy[1][1].toInt(), 20);
}

void TestInlineError::withoutAPlaceItIsNotOperable() {
    InlineError row;
    row.showError("This is not JSON");
    QSignalSpy spy(&row, &InlineError::placeRequested);
    QTest::mouseClick(&row, Qt::LeftButton);
    QTest::keyClick(&row, Qt::Key_Return);
    QCOMPARE(spy.count(), 0);
    QCOMPARE(row.focusPolicy(), Qt::NoFocus);
    QCOMPARE(row.findChild<QLabel*>()->text(), QString("This is not JSON"));
}

void TestInlineError::warningHasItsOwnColours() {
    InlineError row;
    row.showWarning("Name “a” stands twice", 2, 3);
    row.resize(400, 30);
    QVERIFY(twb::test::countColour(row, color(Role::WarnSoft)) > 5000);
    QVERIFY(row.accessibleName().startsWith("Warning: "));
}

QTEST_MAIN(TestInlineError)
#include "tst_common_inline_error.moc"
