// SPDX-License-Identifier: Apache-2.0
#include "common/icons.h"
#include "common/metrics.h"
#include "common/theme.h"
#include "support/gui/pixels.h"
#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QSplitter>
#include <QTabBar>
#include <QTest>

using namespace twb::ui;

/// What Fusion leaves to chance: outlines on both grounds, the ring of the focus, the geometry that is ours.
class TestStyle : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.apply(); }
    void controlsKeepTheirOutline_data();
    void controlsKeepTheirOutline();
    void focusIsSeen_data();
    void focusIsSeen();
    void disabledIsSunken();
    void spinArrowsStepAndAreInside();
    void clearButtonIsOurs();
    void comboOpensUnderItsField();
    void scrollBarHasNoArrowsAndCanBeDragged();
    void checkBoxIsHitOnItsWordsToo();
    void splitterHandleIsTheGap();
    void tabTextIsNotCut();
    void zoomGrowsControls();

private:
    Theme m_theme;
};

namespace {
QWidget* makeControl(const QString& kind) {
    if (kind == "field")
        return new QLineEdit("text");
    if (kind == "combo") {
        auto* combo = new QComboBox;
        combo->addItem("UTF-8");
        return combo;
    }
    if (kind == "spin")
        return new QSpinBox;
    if (kind == "date")
        return new QDateTimeEdit;
    if (kind == "check")
        return new QCheckBox("Sign while typing");
    return new QRadioButton("One");
}
void addKinds() {
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"field", "combo", "spin", "date", "check", "radio"})
        QTest::newRow(kind) << QString(kind);
}
} // namespace

void TestStyle::controlsKeepTheirOutline_data() {
    addKinds();
}

void TestStyle::controlsKeepTheirOutline() {
    QFETCH(QString, kind);
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        m_theme.setMode(mode);
        std::unique_ptr<QWidget> control(makeControl(kind));
        control->resize(control->sizeHint());
        // A radio's round outline is smoothed, so that few of its pixels have the full colour.
        const bool small = kind == "radio" || kind == "check";
        const int found = twb::test::countColour(*control, m_theme.color(Role::Field), kind == "radio" ? 30 : 0);
        QVERIFY2(found >= (small ? 12 : control->width()), qPrintable(QString::number(found)));
        QVERIFY(control->sizeHint().height() >= 24);
    }
    m_theme.setMode(ThemeMode::Light);
}

void TestStyle::focusIsSeen_data() {
    addKinds();
}

void TestStyle::focusIsSeen() {
    QFETCH(QString, kind);
    std::unique_ptr<QWidget> control(makeControl(kind));
    control->show();
    QVERIFY(QTest::qWaitForWindowActive(control.get()));
    control->clearFocus();
    const int without = twb::test::countColour(*control, color(Role::Accent));
    control->setFocus(Qt::TabFocusReason);
    QVERIFY(twb::test::countColour(*control, color(Role::Accent)) > without + control->width());
}

void TestStyle::disabledIsSunken() {
    QLineEdit field("text");
    field.setEnabled(false);
    field.resize(200, 26);
    QVERIFY(twb::test::countColour(field, color(Role::Sunken)) > 200 * 26 / 2);
    QCOMPARE(twb::test::countColour(field, color(Role::Field)), 0);
}

void TestStyle::spinArrowsStepAndAreInside() {
    QSpinBox spin;
    spin.setRange(0, 3600);
    spin.setValue(60);
    spin.resize(90, 26);
    spin.show();
    QTest::mouseClick(&spin, Qt::LeftButton, {}, {80, 7});
    QCOMPARE(spin.value(), 61);
    QTest::mouseClick(&spin, Qt::LeftButton, {}, {80, 19});
    QCOMPARE(spin.value(), 60);
}

void TestStyle::clearButtonIsOurs() {
    const QSize size(16, 16);
    const QIcon drawn = QApplication::style()->standardIcon(QStyle::SP_LineEditClearButton);
    QVERIFY(!drawn.isNull());
    QCOMPARE(drawn.pixmap(size).toImage(), icon(Icon::X).pixmap(size).toImage());
}

void TestStyle::comboOpensUnderItsField() {
    QComboBox combo;
    combo.addItems({"UTF-8", "Base64", "Base64URL", "Hex"});
    combo.setCurrentIndex(3);
    combo.show();
    QCOMPARE(combo.style()->styleHint(QStyle::SH_ComboBox_Popup, nullptr, &combo), 0);
    // The longest entry fits between the left padding and the arrow.
    QStyleOptionComboBox option;
    option.initFrom(&combo);
    option.rect = QRect(QPoint(), combo.sizeHint());
    const QRect words =
        combo.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &combo);
    QVERIFY(words.width() >= combo.fontMetrics().horizontalAdvance("Base64URL"));
}

void TestStyle::scrollBarHasNoArrowsAndCanBeDragged() {
    QScrollBar bar(Qt::Vertical);
    bar.setRange(0, 100);
    bar.setPageStep(50);
    bar.resize(12, 300);
    bar.show();
    QTest::mousePress(&bar, Qt::LeftButton, {}, {6, 20});
    QTest::mouseMove(&bar, {6, 120});
    QTest::mouseRelease(&bar, Qt::LeftButton, {}, {6, 120});
    QVERIFY2(qAbs(bar.value() - 50) < 6, qPrintable(QString::number(bar.value())));
    bar.setValue(0);
    QTest::mouseClick(&bar, Qt::LeftButton, {}, {6, 290});
    QCOMPARE(bar.value(), 50);
}

void TestStyle::checkBoxIsHitOnItsWordsToo() {
    QCheckBox box("Sign while typing");
    box.resize(box.sizeHint());
    box.show();
    QTest::mouseClick(&box, Qt::LeftButton, {}, {box.width() - 4, box.height() / 2});
    QVERIFY(box.isChecked());
    QVERIFY(twb::test::countColour(box, color(Role::Accent)) > 60);
}

void TestStyle::splitterHandleIsTheGap() {
    QSplitter splitter;
    QCOMPARE(splitter.handleWidth(), 8);
    m_theme.setDensity(Density::Compact);
    QCOMPARE(QSplitter().handleWidth(), 6);
    m_theme.setDensity(Density::Normal);
}

void TestStyle::tabTextIsNotCut() {
    QTabBar tabs;
    tabs.setTabsClosable(true);
    tabs.setExpanding(false);
    tabs.addTab("CAF mobile token");
    tabs.resize(tabs.sizeHint());
    tabs.show();
    QFont bold = tabs.font();
    bold.setWeight(QFont::DemiBold);
    QVERIFY(tabs.tabRect(0).width() >=
            QFontMetrics(bold).horizontalAdvance("CAF mobile token") + 24 + metrics::space12);
}

void TestStyle::zoomGrowsControls() {
    QComboBox combo;
    combo.addItem("UTF-8");
    combo.show();
    const int before = combo.sizeHint().height();
    m_theme.setZoomPercent(200);
    QTRY_VERIFY(combo.sizeHint().height() > before * 3 / 2); // Qt posts the change of font
    m_theme.setZoomPercent(100);
}

QTEST_MAIN(TestStyle)
#include "tst_common_style.moc"
