// SPDX-License-Identifier: Apache-2.0
#include "common/buttons.h"
#include "common/metrics.h"
#include "support/gui/pixels.h"
#include <QSignalSpy>
#include <QTest>

using namespace twb::ui;

class TestButtons : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.apply(); }
    void iconButtonIsNamedByItsTip();
    void primaryIsFilledWithAccent();
    void flatHasNoOutline();
    void linkIsReachedAndPressedByKeys();

private:
    Theme m_theme;
};

void TestButtons::iconButtonIsNamedByItsTip() {
    IconButton button(Icon::Copy, "Copy header");
    QCOMPARE(button.accessibleName(), QString("Copy header"));
    button.setTip("Copied");
    QCOMPARE(button.accessibleName(), QString("Copied"));
    QCOMPARE(button.toolTip(), QString("Copied"));
    QVERIFY(button.sizeHint().width() >= 24 && button.sizeHint().height() >= 24);
    QVERIFY(button.focusPolicy() & Qt::TabFocus);
}

void TestButtons::primaryIsFilledWithAccent() {
    m_theme.setMode(ThemeMode::Light);
    std::unique_ptr<QPushButton> button(makeButton("Sign copy", ButtonKind::Primary));
    button->resize(button->sizeHint());
    QVERIFY(twb::test::countColour(*button, color(Role::Accent)) > button->width() * button->height() / 2);
    m_theme.setMode(ThemeMode::Dark);
    QVERIFY(twb::test::countColour(*button, QColor(0x82, 0xB4, 0xFF)) > button->width() * button->height() / 2);
    button->setEnabled(false);
    QCOMPARE(twb::test::countColour(*button, color(Role::Accent)), 0);
    button->setEnabled(true);
    setButtonKind(button.get(), ButtonKind::Normal);
    QCOMPARE(twb::test::countColour(*button, color(Role::Accent)), 0);
    QVERIFY(twb::test::countColour(*button, color(Role::Field)) > button->width());
}

void TestButtons::flatHasNoOutline() {
    std::unique_ptr<QPushButton> button(makeButton("Copy finding", ButtonKind::Flat));
    button->resize(button->sizeHint());
    QCOMPARE(twb::test::countColour(*button, color(Role::Field)), 0);
    QVERIFY(button->sizeHint().height() >= metrics::control());
}

void TestButtons::linkIsReachedAndPressedByKeys() {
    LinkButton link("Show as pasted");
    QVERIFY(link.focusPolicy() & Qt::TabFocus);
    QVERIFY(link.sizeHint().height() >= 24);
    QSignalSpy spy(&link, &LinkButton::clicked);
    QTest::keyClick(&link, Qt::Key_Space);
    QCOMPARE(spy.count(), 1);
    link.resize(link.sizeHint());
    QVERIFY(twb::test::countColour(link, color(Role::Accent)) > 20);
}

QTEST_MAIN(TestButtons)
#include "tst_common_buttons.moc"
