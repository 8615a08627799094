// SPDX-License-Identifier: Apache-2.0
#include "common/theme.h"
#include "common/toggle_switch.h"
#include "support/gui/pixels.h"
#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

using namespace twb::ui;

class TestToggleSwitch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keysAndMouseToggle();
    void colourFollowsTheState();
    void nameSaysTheState();
    void sizeStaysTheSame();
};

void TestToggleSwitch::keysAndMouseToggle() {
    ToggleSwitch toggle("Issuer", "Running", "Stopped");
    toggle.resize(toggle.sizeHint());
    QSignalSpy spy(&toggle, &ToggleSwitch::toggled);
    QTest::keyClick(&toggle, Qt::Key_Space);
    QVERIFY(toggle.isChecked());
    QTest::mouseClick(&toggle, Qt::LeftButton);
    QVERIFY(!toggle.isChecked());
    QCOMPARE(spy.count(), 2);
    QVERIFY(toggle.sizeHint().height() >= 24);
}

void TestToggleSwitch::colourFollowsTheState() {
    ToggleSwitch toggle("Issuer", "Running", "Stopped");
    toggle.resize(toggle.sizeHint());
    QVERIFY(twb::test::countColour(toggle, color(Role::Field)) > 300);
    toggle.setChecked(true);
    QVERIFY(twb::test::countColour(toggle, color(Role::Ok)) > 300);
}

void TestToggleSwitch::nameSaysTheState() {
    ToggleSwitch toggle("Issuer", "Running", "Stopped");
    QAccessibleInterface* reader = QAccessible::queryAccessibleInterface(&toggle);
    QCOMPARE(reader->text(QAccessible::Name), QString("Issuer: Stopped"));
    QCOMPARE(reader->role(), QAccessible::CheckBox);
    QVERIFY(!reader->state().checked);
    reader->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
    QVERIFY(reader->state().checked);
    QCOMPARE(reader->text(QAccessible::Name), QString("Issuer: Running"));
}

void TestToggleSwitch::sizeStaysTheSame() {
    ToggleSwitch toggle("Issuer", "Running on this computer only", "Off");
    const QSize before = toggle.sizeHint();
    toggle.setChecked(true);
    QCOMPARE(toggle.sizeHint(), before);
}

QTEST_MAIN(TestToggleSwitch)
#include "tst_common_toggle_switch.moc"
