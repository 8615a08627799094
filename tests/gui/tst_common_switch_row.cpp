// SPDX-License-Identifier: Apache-2.0
#include "common/switch_row.h"
#include <QAbstractButton>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace twb::ui;

class TestSwitchRow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void firstChoiceIsChosen();
    void arrowsMoveTabLeaves();
    void clickChoosesAndCannotUnchoose();
    void sizeDoesNotChangeWithTheChoice();
};

void TestSwitchRow::firstChoiceIsChosen() {
    SwitchRow row("View");
    QCOMPARE(row.currentIndex(), -1);
    row.addChoice("JSON");
    row.addChoice("Claims");
    QCOMPARE(row.currentIndex(), 0);
    QVERIFY(row.button(0)->isChecked());
    QVERIFY(row.button(0)->height() >= 24 || row.button(0)->sizeHint().height() >= 24);
}

void TestSwitchRow::arrowsMoveTabLeaves() {
    QWidget window;
    auto* column = new QVBoxLayout(&window);
    auto* row = new SwitchRow("Kind");
    auto* after = new QLineEdit;
    row->addChoice("Secret");
    row->addChoice("Key pair");
    row->addChoice("From key ring");
    column->addWidget(row);
    column->addWidget(after);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    row->setFocus();
    QVERIFY(row->button(0)->hasFocus());
    QSignalSpy spy(row, &SwitchRow::currentIndexChanged);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QCOMPARE(row->currentIndex(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right); // at the end: stays
    QCOMPARE(row->currentIndex(), 2);
    QCOMPARE(spy.count(), 2);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
    QCOMPARE(row->currentIndex(), 1);
    QVERIFY(row->button(1)->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(after->hasFocus());
    QTest::keyClick(after, Qt::Key_Tab, Qt::ShiftModifier);
    QVERIFY(row->button(1)->hasFocus());
}

void TestSwitchRow::clickChoosesAndCannotUnchoose() {
    SwitchRow row("Kind");
    row.addChoice("A");
    row.addChoice("B");
    row.resize(row.sizeHint());
    row.show();
    QSignalSpy spy(&row, &SwitchRow::currentIndexChanged);
    QTest::mouseClick(row.button(1), Qt::LeftButton);
    QTest::mouseClick(row.button(1), Qt::LeftButton);
    QCOMPARE(row.currentIndex(), 1);
    QVERIFY(row.button(1)->isChecked() && !row.button(0)->isChecked());
    QCOMPARE(spy.count(), 1);
    row.setCurrentIndex(7);
    QCOMPARE(row.currentIndex(), 1);
}

void TestSwitchRow::sizeDoesNotChangeWithTheChoice() {
    SwitchRow row("Version shown");
    row.addChoice("Original", Icon::Ok);
    row.addChoice("Your copy", Icon::Pen);
    const QSize before = row.sizeHint();
    row.setCurrentIndex(1);
    QCOMPARE(row.sizeHint(), before);
    row.setChoiceIcon(0, Icon::Err, Role::Err);
    QCOMPARE(row.sizeHint(), before);
}

QTEST_MAIN(TestSwitchRow)
#include "tst_common_switch_row.moc"
