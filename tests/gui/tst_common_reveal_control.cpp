// SPDX-License-Identifier: Apache-2.0
#include "common/finding_card.h"
#include "common/reveal_control.h"
#include "common/text_label.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace twb::ui;

class TestRevealControl : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void controlRevealsAndHides();
    void hidingTheControlMasks();
    void cardSaysItsSeverity();
    void cardAsksForWhatIsPressed();
    void cardStacksItsButtonsWhereItIsNarrow();
};

void TestRevealControl::controlRevealsAndHides() {
    RevealControl control;
    control.show();
    QSignalSpy changed(&control, &RevealControl::revealedChanged);
    QCOMPARE(control.button()->text(), QStringLiteral("Reveal for 30 s"));
    control.button()->click();
    QVERIFY(control.isRevealed());
    QVERIFY(control.button()->text().startsWith(QStringLiteral("Hide (")));
    QTRY_COMPARE_WITH_TIMEOUT(control.button()->text(), QStringLiteral("Hide (29 s)"), 2500);
    QCOMPARE(control.button()->accessibleName(), QStringLiteral("Hide")); // the countdown is not spoken
    control.button()->click();
    QVERIFY(!control.isRevealed());
    QCOMPARE(changed.count(), 2);
}

void TestRevealControl::hidingTheControlMasks() {
    RevealControl control;
    control.show();
    control.setRevealed(true);
    QVERIFY(control.isRevealed());
    control.hide();
    QVERIFY(!control.isRevealed());
}

namespace {
FindingContent sample() {
    return {QStringLiteral("time-in-milliseconds"),
            FindingSeverity::Error,
            QStringLiteral("exp is in milliseconds"),
            {{QStringLiteral("exp 1795196289000")}},
            QStringLiteral("JWT times are whole seconds."),
            QStringLiteral("Correct in your copy"),
            {},
            QStringLiteral("RFC 7519 §2"),
            QUrl(QStringLiteral("https://www.rfc-editor.org/rfc/rfc7519#section-2"))};
}
} // namespace

void TestRevealControl::cardSaysItsSeverity() {
    FindingCard card;
    card.setContent(sample());
    QCOMPARE(card.objectName(), QStringLiteral("finding_time-in-milliseconds"));
    QCOMPARE(card.accessibleName(), QStringLiteral("Error: exp is in milliseconds"));
    QCOMPARE(card.accessibleDescription(), QStringLiteral("JWT times are whole seconds."));
    QVERIFY(card.adviceLabel()->toolTip().contains(QStringLiteral("https://www.rfc-editor.org")));
}

void TestRevealControl::cardAsksForWhatIsPressed() {
    FindingCard card;
    card.setContent(sample());
    card.resize(360, 260);
    card.show();
    QSignalSpy chosen(&card, &FindingCard::chosen);
    QSignalSpy repair(&card, &FindingCard::repairRequested);
    QSignalSpy copy(&card, &FindingCard::copyRequested);
    QSignalSpy reference(&card, &FindingCard::referenceRequested);
    QTest::keyClick(&card, Qt::Key_Return);
    QTest::keyClick(&card, Qt::Key_C, Qt::ControlModifier);
    card.repairButton()->click();
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(copy.count(), 1);
    QCOMPARE(repair.count(), 1);
    QCOMPARE(reference.count(), 0); // an address is opened only by a press on it
    Q_EMIT card.adviceLabel()->linkActivated(QString());
    QCOMPARE(reference.count(), 1);
}

void TestRevealControl::cardStacksItsButtonsWhereItIsNarrow() {
    FindingCard card;
    card.setContent(sample());
    card.resize(600, 300);
    card.show();
    auto* copy = card.findChild<QPushButton*>(QStringLiteral("copy_time-in-milliseconds"));
    QTRY_VERIFY(qAbs(copy->geometry().center().y() - card.repairButton()->geometry().center().y()) <= 2);
    card.resize(220, 400);
    QTRY_VERIFY(copy->y() > card.repairButton()->y());
    QVERIFY(copy->geometry().right() < card.width());
}

QTEST_MAIN(TestRevealControl)
#include "tst_common_reveal_control.moc"
