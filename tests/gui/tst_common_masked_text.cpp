// SPDX-License-Identifier: Apache-2.0
#include "common/badge.h"
#include "common/finding_card.h"
#include "common/masked_text.h"
#include "common/text_label.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace twb::ui;

class TestMaskedText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void beginningIsShown();
    void shortTextIsHiddenWhole();
    void screenReadersHearNoHiddenCharacter();
    void controlRevealsAndHides();
    void hidingTheControlMasks();
    void cardSaysItsSeverity();
    void cardAsksForWhatIsPressed();
    void cardStacksItsButtonsWhereItIsNarrow();
};

void TestMaskedText::beginningIsShown() {
    MaskedText masked(QStringLiteral("abcdefghijklmnopqrstuvwxyz"));
    QCOMPARE(masked.shownText(), QStringLiteral("abcdefghijklmnopqrst…"));
    QCOMPARE(masked.hiddenCharacters(), 6);
    QCOMPARE(masked.findChild<Badge*>()->text(), QStringLiteral("6 characters hidden"));
}

void TestMaskedText::shortTextIsHiddenWhole() {
    MaskedText masked(QStringLiteral("hunter2"));
    QCOMPARE(masked.shownText(), QStringLiteral("…"));
    QCOMPARE(masked.hiddenCharacters(), 7);
    masked.setText({});
    QCOMPARE(masked.shownText(), QString());
    QCOMPARE(masked.hiddenCharacters(), 0);
}

void TestMaskedText::screenReadersHearNoHiddenCharacter() {
    MaskedText masked(QStringLiteral("abcdefghijklmnopqrst-the-hidden-part"));
    for (const QWidget* one : masked.findChildren<QWidget*>() + QList<QWidget*>{&masked}) {
        QVERIFY(!one->accessibleName().contains(QStringLiteral("hidden-part")));
        QVERIFY(!one->toolTip().contains(QStringLiteral("hidden-part")));
    }
    QCOMPARE(masked.accessibleName(), QStringLiteral("16 characters hidden"));
}

void TestMaskedText::controlRevealsAndHides() {
    RevealControl control;
    MaskedText one(QStringLiteral("abcdefghijklmnopqrstuvwxyz"));
    MaskedText two(QStringLiteral("secret"));
    one.setReveal(&control);
    two.setReveal(&control);
    control.show();
    QSignalSpy changed(&control, &RevealControl::revealedChanged);
    QCOMPARE(control.button()->text(), QStringLiteral("Reveal for 30 s"));
    control.button()->click();
    QVERIFY(one.isRevealed() && two.isRevealed());
    QCOMPARE(two.shownText(), QStringLiteral("secret"));
    QVERIFY(control.button()->text().startsWith(QStringLiteral("Hide (")));
    QTRY_COMPARE_WITH_TIMEOUT(control.button()->text(), QStringLiteral("Hide (29 s)"), 2500);
    control.button()->click();
    QVERIFY(!one.isRevealed());
    QCOMPARE(changed.count(), 2);
}

void TestMaskedText::hidingTheControlMasks() {
    RevealControl control;
    MaskedText masked(QStringLiteral("abcdefghijklmnopqrstuvwxyz"));
    masked.setReveal(&control);
    control.show();
    control.setRevealed(true);
    QVERIFY(masked.isRevealed());
    control.hide();
    QVERIFY(!masked.isRevealed());
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

void TestMaskedText::cardSaysItsSeverity() {
    FindingCard card;
    card.setContent(sample());
    QCOMPARE(card.objectName(), QStringLiteral("finding_time-in-milliseconds"));
    QCOMPARE(card.accessibleName(), QStringLiteral("Error: exp is in milliseconds"));
    QCOMPARE(card.accessibleDescription(), QStringLiteral("JWT times are whole seconds."));
    QVERIFY(card.adviceLabel()->toolTip().contains(QStringLiteral("https://www.rfc-editor.org")));
}

void TestMaskedText::cardAsksForWhatIsPressed() {
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

void TestMaskedText::cardStacksItsButtonsWhereItIsNarrow() {
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

QTEST_MAIN(TestMaskedText)
#include "tst_common_masked_text.moc"
