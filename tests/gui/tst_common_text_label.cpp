// SPDX-License-Identifier: Apache-2.0
#include "common/text_label.h"
#include "support/gui/pixels.h"
#include <QTest>

using namespace twb::ui;

class TestTextLabel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void followsThemeAndZoom();
    void elidedTextIsWholeInTheTooltip();
    void labelKeepsItsTextForReaders();
};

void TestTextLabel::followsThemeAndZoom() {
    Theme theme;
    theme.setMode(ThemeMode::Light);
    TextLabel label("▇▇▇▇", Role::Err, fonts::Size::Small);
    const qreal before = label.font().pointSizeF();
    QCOMPARE(label.palette().color(QPalette::WindowText), QColor(0xB0, 0x1E, 0x1A));
    theme.setMode(ThemeMode::Dark);
    QCOMPARE(label.palette().color(QPalette::WindowText), QColor(0xFF, 0x95, 0x8E));
    theme.setZoomPercent(200);
    QVERIFY(label.font().pointSizeF() > 1.7 * before);
    label.setRole(Role::Ok);
    QCOMPARE(label.palette().color(QPalette::WindowText), theme.color(Role::Ok));
}

void TestTextLabel::elidedTextIsWholeInTheTooltip() {
    const QString path = "/a/rather/long/path/to/some/file/with/a/name.pem";
    ElidedLabel label(path);
    label.resize(90, 20);
    label.grab();
    QCOMPARE(label.toolTip(), path);
    QVERIFY(label.minimumSizeHint().width() < 90);
    label.resize(900, 20);
    label.grab();
    QVERIFY(label.toolTip().isEmpty());
}

void TestTextLabel::labelKeepsItsTextForReaders() {
    TextLabel label("Verify with");
    QVERIFY(label.accessibleName().isEmpty());
}

QTEST_MAIN(TestTextLabel)
#include "tst_common_text_label.moc"
