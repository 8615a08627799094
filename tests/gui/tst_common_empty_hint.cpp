// SPDX-License-Identifier: Apache-2.0
#include "common/empty_hint.h"
#include "support/gui/pixels.h"
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace twb::ui;

class TestEmptyHint : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everythingStandsInTheMiddle();
    void firstActionIsPrimary();
    void drawingsDiffer();
};

void TestEmptyHint::everythingStandsInTheMiddle() {
    EmptyHint hint("Paste a token", "A line from a log, an Authorization header, a curl command.");
    hint.resize(700, 400);
    hint.show();
    const QList<QLabel*> labels = hint.findChildren<QLabel*>();
    QCOMPARE(labels.size(), 2);
    for (const QLabel* label : labels) {
        QVERIFY(qAbs(label->mapTo(&hint, label->rect().center()).x() - 350) <= 2);
        QVERIFY(label->width() >= std::min(label->sizeHint().width(), 400));
    }
    QVERIFY(qAbs(labels[0]->y() - 200) < 80);
}

void TestEmptyHint::firstActionIsPrimary() {
    EmptyHint hint("Title", "Sentence");
    QPushButton* one = hint.addAction("Open file…");
    QPushButton* two = hint.addAction("Paste text");
    QCOMPARE(one->property("kind").toByteArray(), QByteArray("primary"));
    QCOMPARE(two->property("kind").toByteArray(), QByteArray("normal"));
    hint.resize(500, 300);
    hint.show();
    QVERIFY(one->geometry().right() < two->geometry().left());
}

void TestEmptyHint::drawingsDiffer() {
    EmptyHint hint("Title", "Sentence");
    hint.resize(500, 300);
    QVERIFY(twb::test::countColour(hint, color(Role::SegP)) > 100);
    hint.setDrawing(EmptyHint::Drawing::Icon, Icon::Keys);
    QCOMPARE(twb::test::countColour(hint, color(Role::SegP)), 0);
    const int plain = twb::test::countColour(hint, color(Role::Field));
    hint.setFrame(EmptyHint::Frame::Drop);
    QVERIFY(twb::test::countColour(hint, color(Role::Field)) > plain + 500);
}

QTEST_MAIN(TestEmptyHint)
#include "tst_common_empty_hint.moc"
