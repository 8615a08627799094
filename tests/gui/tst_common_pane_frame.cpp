// SPDX-License-Identifier: Apache-2.0
#include "common/inline_error.h"
#include "common/pane_frame.h"
#include "support/gui/pixels.h"
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace twb::ui;

class TestPaneFrame : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void badgesGiveWayFirstTheLastOne();
    void emptyBadgeIsHidden();
    void goingControlMakesRoomForBadges();
    void swatchIsPainted();
    void outlineIsTheEditorsFocusRing();
    void contentStandsBetweenMessagesAndError();
};

void TestPaneFrame::badgesGiveWayFirstTheLastOne() {
    PaneFrame pane("Encoded");
    Badge* first = pane.addBadge("JWS compact");
    Badge* second = pane.addBadge("228 characters");
    pane.addControl(new QPushButton("Copy"));
    pane.resize(600, 200);
    pane.show();
    QVERIFY(first->isVisible() && second->isVisible());
    const int both = pane.minimumSizeHint().width();
    pane.resize(260, 200);
    QVERIFY(first->isVisible());
    QVERIFY(!second->isVisible());
    pane.resize(160, 200);
    QVERIFY(!first->isVisible());
    QVERIFY2(both <= 260, "badges must not set the least width of a pane");
    pane.resize(600, 200);
    QVERIFY(first->isVisible() && second->isVisible());
}

void TestPaneFrame::emptyBadgeIsHidden() {
    PaneFrame pane("Payload");
    Badge* badge = pane.addBadge();
    pane.resize(400, 100);
    pane.show();
    QVERIFY(!badge->isVisible());
    badge->setText("110 bytes");
    QTRY_VERIFY(badge->isVisible());
    badge->setText({});
    QTRY_VERIFY(!badge->isVisible());
}

void TestPaneFrame::goingControlMakesRoomForBadges() {
    PaneFrame pane("Payload");
    auto* wide = new QWidget;
    wide->setFixedSize(300, 20);
    pane.addControl(wide);
    Badge* badge = pane.addBadge("110 bytes");
    pane.resize(400, 100);
    pane.show();
    QVERIFY(!badge->isVisible());
    wide->hide();
    QTRY_VERIFY(badge->isVisible());
}

void TestPaneFrame::swatchIsPainted() {
    PaneFrame pane("Header");
    pane.resize(300, 100);
    QCOMPARE(twb::test::countColour(pane, color(Role::SegH)), 0);
    pane.setSwatch(Role::SegH);
    QVERIFY(twb::test::countColour(pane, color(Role::SegH)) > 80);
    QVERIFY(twb::test::countColour(pane, color(Role::Surface2)) > 1000);
}

void TestPaneFrame::outlineIsTheEditorsFocusRing() {
    QWidget window;
    auto* pane = new PaneFrame("Payload", &window);
    auto* editor = new QPlainTextEdit;
    editor->setFrameShape(QFrame::NoFrame);
    pane->setContent(editor);
    auto* other = new QPushButton("Other", &window);
    pane->setGeometry(0, 40, 300, 200);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    other->setFocus();
    QCOMPARE(twb::test::countColour(*pane, color(Role::Accent)), 0);
    editor->setFocus();
    QVERIFY(twb::test::countColour(*pane, color(Role::Accent)) > 500);
    other->setFocus();
    QCOMPARE(twb::test::countColour(*pane, color(Role::Accent)), 0);
}

void TestPaneFrame::contentStandsBetweenMessagesAndError() {
    PaneFrame pane("Payload");
    InlineError* error = pane.errorLine();
    pane.messages()->add(MessageKind::Info, "One");
    auto* content = new QWidget;
    pane.setContent(content);
    error->showError("Wrong", 1, 2);
    pane.resize(400, 300);
    pane.show();
    QVERIFY(pane.messages()->geometry().bottom() < content->geometry().top() + 1);
    QVERIFY(content->geometry().bottom() < error->geometry().top() + 1);
    QCOMPARE(pane.accessibleName(), QString("Payload"));
}

QTEST_MAIN(TestPaneFrame)
#include "tst_common_pane_frame.moc"
