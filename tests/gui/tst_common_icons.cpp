// SPDX-License-Identifier: Apache-2.0
#include "common/icons.h"
#include "support/gui/pixels.h"
#include <QFile>
#include <QPainter>
#include <QTest>

using namespace twb::ui;

class TestIcons : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyNameHasADrawing_data();
    void everyNameHasADrawing();
    void shapesDiffer();
    void followsTheTheme();
    void checkedAndDisabledHaveTheirColours();
    void isCrispAtAnyRatio();
};

namespace {
QImage drawn(Icon name, Role role, int side = 48) {
    return icon(name, role).pixmap(QSize(side, side), 1.0).toImage();
}
} // namespace

void TestIcons::everyNameHasADrawing_data() {
    QTest::addColumn<int>("name");
    for (int i = 0; i < int(Icon::Count); ++i)
        QTest::newRow(iconFile(Icon(i))) << i;
}

void TestIcons::everyNameHasADrawing() {
    QFETCH(int, name);
    QVERIFY(twb::test::countColour(drawn(Icon(name), Role::Text), color(Role::Text)) > 30);
    QFile file(QStringLiteral(":/icons/%1.svg").arg(QLatin1String(iconFile(Icon(name)))));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("stroke=\"currentColor\""));
    QVERIFY(text.contains("viewBox=\"0 0 24 24\""));
    QVERIFY(text.contains("fill=\"none\""));
}

void TestIcons::shapesDiffer() {
    for (int a = 0; a < int(Icon::Count); ++a)
        for (int b = a + 1; b < int(Icon::Count); ++b)
            QVERIFY2(drawn(Icon(a), Role::Text, 22) != drawn(Icon(b), Role::Text, 22), iconFile(Icon(b)));
}

void TestIcons::followsTheTheme() {
    Theme theme;
    theme.setMode(ThemeMode::Light);
    const QIcon same = icon(Icon::Stop, Role::Err);
    QVERIFY(twb::test::countColour(same.pixmap(QSize(48, 48), 1.0).toImage(), QColor(0xB0, 0x1E, 0x1A)) > 30);
    theme.setMode(ThemeMode::Dark);
    QVERIFY(twb::test::countColour(same.pixmap(QSize(48, 48), 1.0).toImage(), QColor(0xFF, 0x95, 0x8E)) > 30);
}

void TestIcons::checkedAndDisabledHaveTheirColours() {
    const QIcon both = icon(Icon::Stop, Role::Text2, Role::Accent);
    const auto count = [&](QIcon::Mode mode, QIcon::State state, Role role) {
        return twb::test::countColour(both.pixmap(QSize(48, 48), 1.0, mode, state).toImage(), color(role));
    };
    QVERIFY(count(QIcon::Normal, QIcon::Off, Role::Text2) > 30);
    QVERIFY(count(QIcon::Normal, QIcon::On, Role::Accent) > 30);
    QVERIFY(count(QIcon::Disabled, QIcon::Off, Role::Text3) > 30);
}

void TestIcons::isCrispAtAnyRatio() {
    const QPixmap twice = icon(Icon::Ok).pixmap(QSize(16, 16), 2.0);
    QCOMPARE(twice.size(), QSize(32, 32));
    QCOMPARE(twice.devicePixelRatio(), 2.0);
    const QPixmap odd = icon(Icon::Ok).pixmap(QSize(16, 16), 1.5);
    QCOMPARE(odd.size(), QSize(24, 24));
}

QTEST_MAIN(TestIcons)
#include "tst_common_icons.moc"
