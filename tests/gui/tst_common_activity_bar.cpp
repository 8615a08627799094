// SPDX-License-Identifier: Apache-2.0
#include "common/activity_bar.h"
#include <QAccessible>
#include <QApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace twb::ui;

class TestActivityBar : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneTabStopArrowsInside();
    void clickChooses();
    void narrowBarHasWordsInTooltips();
    void readersSeeATabList();
};

namespace {
void fill(ActivityBar& bar) {
    bar.addCell(Icon::Editor, "Editor", "Editor workspace");
    bar.addCell(Icon::Keys, "Keys", "Keys workspace");
    bar.addCell(Icon::Settings, "Settings", "Settings page", ActivityBar::Place::Bottom);
}
} // namespace

void TestActivityBar::oneTabStopArrowsInside() {
    QWidget window;
    auto* row = new QHBoxLayout(&window);
    auto* bar = new ActivityBar;
    auto* after = new QLineEdit;
    fill(*bar);
    row->addWidget(bar);
    row->addWidget(after);
    window.resize(400, 400);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    bar->setFocus();
    QVERIFY(bar->cell(0)->hasFocus());
    QSignalSpy spy(bar, &ActivityBar::currentIndexChanged);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QCOMPARE(bar->currentIndex(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_End);
    QCOMPARE(bar->currentIndex(), 2);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QCOMPARE(bar->currentIndex(), 2);
    QCOMPARE(spy.count(), 2);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(after->hasFocus());
    QTest::keyClick(after, Qt::Key_Tab, Qt::ShiftModifier);
    QVERIFY(bar->cell(1)->hasFocus());
    QVERIFY(bar->cell(2)->y() > bar->cell(1)->geometry().bottom() + 100);
}

void TestActivityBar::clickChooses() {
    ActivityBar bar;
    fill(bar);
    bar.resize(72, 400);
    bar.show();
    QSignalSpy spy(&bar, &ActivityBar::currentIndexChanged);
    QTest::mouseClick(bar.cell(1), Qt::LeftButton);
    QTest::mouseClick(bar.cell(1), Qt::LeftButton);
    QCOMPARE(spy.count(), 1);
    QVERIFY(bar.cell(1)->isChecked());
    QVERIFY(!bar.cell(0)->isChecked());
}

void TestActivityBar::narrowBarHasWordsInTooltips() {
    ActivityBar bar;
    fill(bar);
    const int wide = bar.width();
    QVERIFY(bar.cell(0)->toolTip().isEmpty());
    bar.setWidth(ActivityBar::Width::Narrow);
    QVERIFY(bar.minimumWidth() < wide);
    QCOMPARE(bar.cell(0)->toolTip(), QString("Editor"));
    QVERIFY(bar.cell(0)->sizeHint().width() <= bar.minimumWidth());
    bar.setWidth(ActivityBar::Width::Wide);
    QVERIFY(bar.cell(0)->toolTip().isEmpty());
}

void TestActivityBar::readersSeeATabList() {
    ActivityBar bar;
    fill(bar);
    QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&bar);
    QCOMPARE(list->role(), QAccessible::PageTabList);
    QCOMPARE(list->childCount(), 3);
    QAccessibleInterface* cell = QAccessible::queryAccessibleInterface(bar.cell(0));
    QCOMPARE(cell->role(), QAccessible::PageTab);
    QCOMPARE(cell->text(QAccessible::Name), QString("Editor workspace"));
    QVERIFY(cell->state().selected);
    QCOMPARE(bar.objectName(), QString("activityBar"));
}

QTEST_MAIN(TestActivityBar)
#include "tst_common_activity_bar.moc"
