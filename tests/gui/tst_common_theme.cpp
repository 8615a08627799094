// SPDX-License-Identifier: Apache-2.0
#include "common/fonts.h"
#include "common/metrics.h"
#include "common/system_scheme.h"
#include "common/theme.h"
#include <cmath>
#include <QApplication>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QFontInfo>
#include <QSignalSpy>
#include <QTest>

using namespace twb::ui;

class TestTheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void contrast_data();
    void contrast();
    void selectionKeepsTextReadable();
    void paletteFollowsTheTable();
    void disabledGroupIsExplicit();
    void changeIsToldOnceAndReachesTheApplication();
    void zoomIsClampedAndScalesBothFonts();
    void densityLowersRows();
    void systemColoursComeFromThePalette();
    void portalAnswer_data();
    void portalAnswer();
    void portalSignalIsFiltered();
};

namespace {
// WCAG 2.1, "relative luminance" and "contrast ratio".
double luminance(const QColor& colour) {
    const auto channel = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(colour.red() / 255.0) + 0.7152 * channel(colour.green() / 255.0) +
           0.0722 * channel(colour.blue() / 255.0);
}

double contrastOf(const QColor& a, const QColor& b) {
    const double one = luminance(a), other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

QVariant wrapped(uint value) {
    return QVariant::fromValue(QDBusVariant(QVariant::fromValue(QDBusVariant(value))));
}
} // namespace

void TestTheme::contrast_data() {
    QTest::addColumn<int>("role");
    QTest::addColumn<int>("ground");
    QTest::addColumn<double>("light");
    QTest::addColumn<double>("dark");
    const auto row = [](const char* name, Role role, Role ground, double light, double dark) {
        QTest::newRow(name) << int(role) << int(ground) << light << dark;
    };
    // Every measured row of ui.md §3.
    row("border", Role::Border, Role::Surface, 1.4, 1.4);
    row("field", Role::Field, Role::Window, 3.2, 4.4);
    row("text", Role::Text, Role::Surface, 16.7, 12.6);
    row("text2", Role::Text2, Role::Bar, 6.9, 9.8);
    row("text3", Role::Text3, Role::Sunken, 4.9, 6.2);
    row("accent", Role::Accent, Role::Window, 5.7, 8.1);
    row("onaccent", Role::OnAccent, Role::Accent, 6.4, 7.6);
    row("accent on soft", Role::Accent, Role::AccentSoft, 5.4, 5.9);
    row("ok", Role::Ok, Role::OkSoft, 6.2, 7.6);
    row("warn", Role::Warn, Role::WarnSoft, 6.8, 8.0);
    row("err", Role::Err, Role::ErrSoft, 6.0, 6.9);
    row("neu", Role::Neu, Role::NeuSoft, 7.2, 7.1);
    row("segH", Role::SegH, Role::Surface, 6.1, 5.8);
    row("segP", Role::SegP, Role::Surface, 7.1, 6.9);
    row("segS", Role::SegS, Role::Surface, 6.0, 7.9);
    row("segC", Role::SegC, Role::Surface, 6.2, 7.7);
    row("segT", Role::SegT, Role::Surface, 7.1, 9.1);
    row("dot", Role::Dot, Role::Surface, 5.8, 5.8);
    row("jkey", Role::JKey, Role::Surface, 16.7, 12.6);
    row("jstr", Role::JStr, Role::Surface, 6.9, 8.9);
    row("jnum", Role::JNum, Role::Surface, 7.7, 7.9);
    row("jlit", Role::JLit, Role::Surface, 7.5, 9.0);
    row("jpun", Role::JPun, Role::Surface, 5.8, 5.8);
}

void TestTheme::contrast() {
    QFETCH(int, role);
    QFETCH(int, ground);
    QFETCH(double, light);
    QFETCH(double, dark);
    const auto measure = [&](Scheme scheme) {
        return contrastOf(Theme::tableColor(Role(role), scheme), Theme::tableColor(Role(ground), scheme));
    };
    // The table is rounded to one place.
    QVERIFY2(std::abs(measure(Scheme::Light) - light) < 0.06, qPrintable(QString::number(measure(Scheme::Light))));
    QVERIFY2(std::abs(measure(Scheme::Dark) - dark) < 0.06, qPrintable(QString::number(measure(Scheme::Dark))));
}

void TestTheme::selectionKeepsTextReadable() {
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        const QColor selected = Theme::tableColor(Role::Sel, scheme);
        for (const Role role : {Role::Text, Role::Text2, Role::SegH, Role::SegP, Role::SegS, Role::SegC, Role::SegT,
                                Role::JKey, Role::JStr, Role::JNum, Role::JLit, Role::JPun})
            QVERIFY2(contrastOf(Theme::tableColor(role, scheme), selected) >= 4.5,
                     qPrintable(QString::number(int(role))));
        for (const Role soft : {Role::OkSoft, Role::WarnSoft, Role::ErrSoft, Role::NeuSoft, Role::AccentSoft})
            QVERIFY(contrastOf(Theme::tableColor(Role::Text2, scheme), Theme::tableColor(soft, scheme)) >= 6.75);
    }
}

void TestTheme::paletteFollowsTheTable() {
    Theme theme;
    theme.setMode(ThemeMode::Dark);
    const QPalette palette = theme.palette();
    QCOMPARE(palette.color(QPalette::Window), QColor(0x19, 0x1C, 0x20));
    QCOMPARE(palette.color(QPalette::Base), QColor(0x22, 0x26, 0x2B));
    QCOMPARE(palette.color(QPalette::Highlight), QColor(0x1D, 0x35, 0x54));
    QCOMPARE(palette.color(QPalette::Link), QColor(0x82, 0xB4, 0xFF));
    QCOMPARE(palette.color(QPalette::BrightText), QColor(0xFF, 0x95, 0x8E));
}

void TestTheme::disabledGroupIsExplicit() {
    Theme theme;
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        theme.setMode(mode);
        const QPalette palette = theme.palette();
        QCOMPARE(palette.color(QPalette::Disabled, QPalette::Text), theme.color(Role::Text3));
        QCOMPARE(palette.color(QPalette::Disabled, QPalette::ButtonText), theme.color(Role::Text3));
        QCOMPARE(palette.color(QPalette::Disabled, QPalette::Base), theme.color(Role::Sunken));
    }
}

void TestTheme::changeIsToldOnceAndReachesTheApplication() {
    Theme theme;
    theme.setMode(ThemeMode::Light);
    theme.apply();
    QSignalSpy spy(&theme, &Theme::changed);
    theme.setMode(ThemeMode::Dark);
    QCOMPARE(spy.count(), 1);
    theme.setMode(ThemeMode::Dark);
    QCOMPARE(spy.count(), 1);
    QCOMPARE(QApplication::palette().color(QPalette::Window), theme.color(Role::Window));
    QCOMPARE(color(Role::Window), QColor(0x19, 0x1C, 0x20));
    QVERIFY(qApp->styleSheet().isEmpty());
}

void TestTheme::zoomIsClampedAndScalesBothFonts() {
    Theme theme;
    theme.apply();
    const qreal ui = fonts::ui().pointSizeF(), mono = fonts::mono().pointSizeF();
    const int control = metrics::control();
    theme.setZoomPercent(500);
    QCOMPARE(theme.zoomPercent(), 200);
    QVERIFY(qAbs(fonts::ui().pointSizeF() - 2 * ui) < 0.2);
    QVERIFY(fonts::mono().pointSizeF() > 1.9 * mono);
    QVERIFY(metrics::control() > control);
    theme.setZoomPercent(1);
    QCOMPARE(theme.zoomPercent(), 80);
    // No text below 11 pixels, no hit area below 24.
    QVERIFY(QFontInfo(fonts::ui(fonts::Size::Small)).pixelSize() >= 11);
    QVERIFY(metrics::control() >= 24);
    QVERIFY(!fonts::mono().kerning());
    QVERIFY(fonts::mono().styleStrategy() & QFont::PreferNoShaping);
    theme.setZoomPercent(100);
}

void TestTheme::densityLowersRows() {
    Theme theme;
    theme.apply();
    const int header = metrics::paneHeader(), strip = metrics::verdictStrip();
    theme.setDensity(Density::Compact);
    QVERIFY(metrics::paneHeader() < header);
    QVERIFY(metrics::verdictStrip() < strip);
    QCOMPARE(metrics::gap(), 6);
}

void TestTheme::systemColoursComeFromThePalette() {
    const QPalette former = QApplication::palette();
    QPalette forced;
    forced.setColor(QPalette::Base, Qt::black);
    forced.setColor(QPalette::Text, Qt::yellow);
    forced.setColor(QPalette::Link, Qt::cyan);
    QApplication::setPalette(forced);
    {
        Theme theme;
        theme.setMode(ThemeMode::SystemColours);
        QCOMPARE(theme.color(Role::ErrSoft), QColor(Qt::black));
        QCOMPARE(theme.color(Role::Err), QColor(Qt::yellow));
        QCOMPARE(theme.color(Role::Accent), QColor(Qt::cyan));
    }
    QApplication::setPalette(former);
}

void TestTheme::portalAnswer_data() {
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<int>("expected"); // 0 none, 1 dark, 2 light
    QTest::newRow("plain dark") << QVariant(1u) << 1;
    QTest::newRow("plain light") << QVariant(2u) << 2;
    QTest::newRow("no preference") << QVariant(0u) << 0;
    QTest::newRow("variant in variant") << wrapped(1) << 1;
    QTest::newRow("unknown number") << QVariant(7u) << 0;
    QTest::newRow("text") << QVariant("dark") << 0;
    QTest::newRow("nothing") << QVariant() << 0;
}

void TestTheme::portalAnswer() {
    QFETCH(QVariant, value);
    QFETCH(int, expected);
    const auto scheme = SystemScheme::parse(value);
    QCOMPARE(scheme ? (*scheme == Scheme::Dark ? 1 : 2) : 0, expected);
}

void TestTheme::portalSignalIsFiltered() {
    SystemScheme scheme;
    QSignalSpy spy(&scheme, &SystemScheme::changed);
    const auto tell = [&](const char* space, const char* key, uint value) {
        QDBusMessage message = QDBusMessage::createSignal("/org/freedesktop/portal/desktop",
                                                          "org.freedesktop.portal.Settings", "SettingChanged");
        message.setArguments({QString(space), QString(key), QVariant::fromValue(QDBusVariant(value))});
        scheme.onSettingChanged(message);
    };
    tell("org.freedesktop.appearance", "accent-color", 1);
    tell("org.gnome.desktop.interface", "color-scheme", 1);
    QCOMPARE(spy.count(), 0);
    tell("org.freedesktop.appearance", "color-scheme", 1);
    QCOMPARE(spy.count(), 1);
    QVERIFY(scheme.preference() == Scheme::Dark);
    tell("org.freedesktop.appearance", "color-scheme", 1);
    QCOMPARE(spy.count(), 1);
}

QTEST_MAIN(TestTheme)
#include "tst_common_theme.moc"
