// SPDX-License-Identifier: Apache-2.0
#include "common/message_bar.h"
#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace twb::ui;

class TestMessageBar : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anActionAnswersAndCloses();
    void atMostTwoActions();
    void escapeDismisses();
    void withoutAnAnswerItStays();
    void textIsNeverReadAsMarkup();
    void stackShowsTwoThenTheRest();
    void sameKeyTakesThePlace();
    void stackLetsGoOfAnsweredBars();
};

void TestMessageBar::anActionAnswersAndCloses() {
    auto* bar = new MessageBar(MessageKind::Info, "The clipboard holds a token.");
    QPointer<MessageBar> watched(bar);
    bar->setActions({"Open it", "Not now"}, MessageBar::Actions::Buttons);
    QSignalSpy triggered(bar, &MessageBar::actionTriggered);
    QSignalSpy closed(bar, &MessageBar::closed);
    QCOMPARE(bar->actionButton(0)->property("kind").toByteArray(), QByteArray("primary"));
    bar->show();
    QTest::mouseClick(bar->actionButton(1), Qt::LeftButton);
    QCOMPARE(triggered.count(), 1);
    QCOMPARE(triggered[0][0].toInt(), 1);
    QCOMPARE(closed.count(), 1);
    QTRY_VERIFY(!watched);
}

void TestMessageBar::atMostTwoActions() {
    MessageBar bar(MessageKind::Warning, "Text");
    bar.setActions({"1", "2", "3"});
    QVERIFY(bar.actionButton(1));
    QVERIFY(!bar.actionButton(2));
}

void TestMessageBar::escapeDismisses() {
    auto* bar = new MessageBar(MessageKind::Error, "Text");
    QPointer<MessageBar> watched(bar);
    QSignalSpy dismissed(bar, &MessageBar::dismissed);
    bar->show();
    QTest::keyClick(bar, Qt::Key_Escape);
    QCOMPARE(dismissed.count(), 1);
    QTRY_VERIFY(!watched);
}

void TestMessageBar::withoutAnAnswerItStays() {
    MessageBar bar(MessageKind::Info, "Your copy differs.");
    bar.setLifetime(MessageBar::Lifetime::UntilRemoved);
    bar.setActions({"Compare"});
    QSignalSpy closed(&bar, &MessageBar::closed);
    bar.show();
    QTest::mouseClick(bar.actionButton(0), Qt::LeftButton);
    QTest::keyClick(&bar, Qt::Key_Escape);
    QCOMPARE(closed.count(), 0);
    QVERIFY(bar.isVisible());
    QVERIFY(!bar.findChild<QToolButton*>()->isVisible());
}

void TestMessageBar::textIsNeverReadAsMarkup() {
    MessageBar bar(MessageKind::Info, "<b>x</b> & y", "<i>lead</i>");
    QCOMPARE(bar.accessibleName(), QString("<i>lead</i> <b>x</b> & y"));
    const auto* label = bar.findChild<QLabel*>();
    QVERIFY(label->text().contains("&lt;b&gt;x&lt;/b&gt; &amp; y"));
    QVERIFY(label->text().contains("&lt;i&gt;lead"));
}

void TestMessageBar::stackShowsTwoThenTheRest() {
    MessageStack stack;
    stack.resize(400, 300);
    QVERIFY(stack.isHidden());
    QList<MessageBar*> bars;
    for (int i = 0; i < 4; ++i)
        bars.append(stack.add(MessageKind::Info, QString::number(i)));
    QVERIFY(stack.isVisible());
    QVERIFY(bars[0]->isVisible() && bars[1]->isVisible() && !bars[2]->isVisible());
    auto* more = stack.findChild<QPushButton*>("moreMessages");
    QVERIFY(more->isVisible());
    QVERIFY(more->text().startsWith("2"));
    QTest::mouseClick(more, Qt::LeftButton);
    QVERIFY(bars[3]->isVisible());
    QVERIFY(!more->isVisible());
}

void TestMessageBar::sameKeyTakesThePlace() {
    MessageStack stack;
    stack.add(MessageKind::Info, "old", "found");
    stack.add(MessageKind::Info, "other");
    MessageBar* renewed = stack.add(MessageKind::Warning, "new", "found");
    QCOMPARE(stack.count(), 2);
    QCOMPARE(stack.find("found"), renewed);
    QCOMPARE(stack.layout()->indexOf(renewed), 0);
    stack.remove("found");
    QCOMPARE(stack.count(), 1);
    QVERIFY(!stack.find("found"));
    stack.remove("never there");
    QCOMPARE(stack.count(), 1);
}

void TestMessageBar::stackLetsGoOfAnsweredBars() {
    MessageStack stack;
    MessageBar* bar = stack.add(MessageKind::Info, "x", "k");
    QSignalSpy counts(&stack, &MessageStack::countChanged);
    QTest::keyClick(bar, Qt::Key_Escape);
    QCOMPARE(stack.count(), 0);
    QCOMPARE(counts.count(), 1);
    QVERIFY(stack.isHidden());
    stack.clear();
    QCOMPARE(counts.count(), 1);
}

QTEST_MAIN(TestMessageBar)
#include "tst_common_message_bar.moc"
