// SPDX-License-Identifier: Apache-2.0
#include "common/badge.h"
#include "support/gui/pixels.h"
#include <QAccessible>
#include <QTest>

using namespace twb::ui;

class TestBadge : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void kindsHaveTheirGround_data();
    void kindsHaveTheirGround();
    void growsWithTextAndIcon();
    void takesNoFocusAndReadsItsText();
};

void TestBadge::kindsHaveTheirGround_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("ground");
    QTest::newRow("neutral") << int(BadgeKind::Neutral) << int(Role::NeuSoft);
    QTest::newRow("ok") << int(BadgeKind::Ok) << int(Role::OkSoft);
    QTest::newRow("warn") << int(BadgeKind::Warn) << int(Role::WarnSoft);
    QTest::newRow("err") << int(BadgeKind::Err) << int(Role::ErrSoft);
    QTest::newRow("info") << int(BadgeKind::Info) << int(Role::AccentSoft);
}

void TestBadge::kindsHaveTheirGround() {
    QFETCH(int, kind);
    QFETCH(int, ground);
    Badge badge("44 bytes", BadgeKind(kind));
    badge.resize(badge.sizeHint());
    QVERIFY(twb::test::countColour(badge, color(Role(ground))) > badge.width() * badge.height() / 3);
}

void TestBadge::growsWithTextAndIcon() {
    Badge badge("1");
    const QSize one = badge.sizeHint();
    QVERIFY(one.height() >= 18);
    badge.setText("one hundred");
    QVERIFY(badge.sizeHint().width() > one.width());
    const int plain = badge.sizeHint().width();
    badge.setIcon(Icon::Lock);
    QVERIFY(badge.sizeHint().width() >= plain + 12);
    badge.present("x", BadgeKind::Err);
    QVERIFY(!badge.icon());
}

void TestBadge::takesNoFocusAndReadsItsText() {
    Badge badge("private", BadgeKind::Neutral);
    QCOMPARE(badge.focusPolicy(), Qt::NoFocus);
    badge.setText("public");
    QAccessibleInterface* reader = QAccessible::queryAccessibleInterface(&badge);
    QVERIFY(reader);
    QCOMPARE(reader->role(), QAccessible::StaticText);
    QCOMPARE(reader->text(QAccessible::Name), QString("public"));
}

QTEST_MAIN(TestBadge)
#include "tst_common_badge.moc"
