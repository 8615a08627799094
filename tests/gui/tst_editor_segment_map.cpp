// SPDX-License-Identifier: Apache-2.0
#include "editor/segment_map.h"

#include "common/theme.h"

#include <numeric>
#include <QImage>
#include <QSignalSpy>
#include <QTest>

using namespace twb::ui;

class SegmentMapTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void widthsFollowLengths_data();
    void widthsFollowLengths();
    void smallPartsKeepTwelve();
    void paintsAndClicks();
    void keysChoose();
    void accessibleName();

private:
    QList<MapPart> parts() const {
        return {{QStringLiteral("H"), QStringLiteral("Header"), 36, PartRole::Header},
                {QStringLiteral("P"), QStringLiteral("Payload"), 147, PartRole::Payload},
                {QStringLiteral("S"), QStringLiteral("Signature"), 43, PartRole::Signature}};
    }
};

void SegmentMapTest::widthsFollowLengths_data() {
    QTest::addColumn<int>("width");
    for (int width : {100, 361, 1000})
        QTest::addRow("%d", width) << width;
}

void SegmentMapTest::widthsFollowLengths() {
    QFETCH(int, width);
    const QList<int> widths = SegmentMap::blockWidths(parts(), width);
    QCOMPARE(widths.size(), 3);
    QCOMPARE(std::accumulate(widths.begin(), widths.end(), 6), width); // two gaps of 3
    QVERIFY(widths[1] > widths[2] && widths[2] > widths[0]);
}

void SegmentMapTest::smallPartsKeepTwelve() {
    QList<MapPart> uneven = parts();
    uneven[1].length = 1'000'000;
    uneven[2].length = 0;
    const QList<int> widths = SegmentMap::blockWidths(uneven, 300);
    QCOMPARE(widths[0], 12);
    QCOMPARE(widths[1], 300 - 6 - 24);
    QCOMPARE(widths[2], 12);
    QVERIFY(SegmentMap::blockWidths({}, 300).isEmpty());
    for (MapPart& part : uneven)
        part.length = 0;
    QCOMPARE(SegmentMap::blockWidths(uneven, 300).first(), 98);
}

void SegmentMapTest::paintsAndClicks() {
    SegmentMap map;
    map.setParts(parts());
    map.resize(361, map.sizeHint().height());
    map.show();
    const QList<int> widths = SegmentMap::blockWidths(parts(), 361);
    const QImage image = map.grab().toImage();
    QCOMPARE(image.pixelColor(widths[0] / 2, 4), color(Role::SegH));
    QCOMPARE(image.pixelColor(widths[0] + 3 + widths[1] / 2, 4), color(Role::SegP));
    QCOMPARE(image.pixelColor(355, 4), color(Role::SegS));

    QSignalSpy clicked(&map, &SegmentMap::partClicked);
    QTest::mouseClick(&map, Qt::LeftButton, Qt::NoModifier, QPoint(widths[0] + 20, 4));
    QCOMPARE(clicked.takeFirst()[0].toInt(), 1);
    QTest::mouseClick(&map, Qt::LeftButton, Qt::NoModifier, QPoint(4, map.height() - 6)); // legend
    QCOMPARE(clicked.takeFirst()[0].toInt(), 0);
    QTest::mouseClick(&map, Qt::LeftButton, Qt::NoModifier, QPoint(358, map.height() - 2));
    QVERIFY(clicked.isEmpty());
}

void SegmentMapTest::keysChoose() {
    SegmentMap map;
    map.setParts(parts());
    map.show();
    QSignalSpy clicked(&map, &SegmentMap::partClicked);
    QTest::keyClick(&map, Qt::Key_Right);
    QTest::keyClick(&map, Qt::Key_Right);
    QTest::keyClick(&map, Qt::Key_Right); // stays at the last
    QTest::keyClick(&map, Qt::Key_Return);
    QCOMPARE(clicked.takeFirst()[0].toInt(), 2);
    QTest::keyClick(&map, Qt::Key_Left);
    QTest::keyClick(&map, Qt::Key_Space);
    QCOMPARE(clicked.takeFirst()[0].toInt(), 1);
}

void SegmentMapTest::accessibleName() {
    SegmentMap map;
    map.setParts(parts());
    QCOMPARE(map.accessibleName(), QStringLiteral("Parts: header 36, payload 147, signature 43 characters"));
    map.setParts({});
    QCOMPARE(map.accessibleName(), QStringLiteral("Parts: none"));
}

QTEST_MAIN(SegmentMapTest)
#include "tst_editor_segment_map.moc"
