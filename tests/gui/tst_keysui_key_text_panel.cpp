// SPDX-License-Identifier: Apache-2.0
#include "common/switch_row.h"
#include "common/theme.h"
#include "keys/key_text_panel.h"
#include "support/gui/sample_keys.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace twb;
using namespace twb::ui;
using namespace std::chrono_literals;

class KeyTextPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void startsWithThePublicHalf();
    void privateNeedsOnePress();
    void theCountdownHides();
    void hiddenByAnotherKeyAndByLeaving();
    void revealedTextCannotBeSelected();
    void aSecretHasOneHalf();
    void severalKeysArePublicOnly();
    void anEditOfTheSameKeyKeepsTheChoice();
    void narrowStacksTheSwitches();

private:
    Theme m_theme;
    SystemClock m_clock;
    std::unique_ptr<workbench::KeyRing> m_ring;
    std::unique_ptr<KeyTextPanel> m_panel;
    const workbench::SharedRingEntry& entry(int index) const {
        return m_ring->entries()[static_cast<std::size_t>(index)];
    }
    SwitchRow* half() const { return m_panel->findChild<SwitchRow*>("keyHalfSwitch"); }
    SwitchRow* form() const { return m_panel->findChild<SwitchRow*>("keyFormSwitch"); }
    QPlainTextEdit* text() const { return m_panel->findChild<QPlainTextEdit*>("keyText"); }
    QPushButton* reveal() const { return m_panel->findChild<QPushButton*>("revealButton"); }
    QPushButton* hide() const { return m_panel->findChild<QPushButton*>("hideButton"); }
};

void KeyTextPanelTest::init() {
    m_ring = std::make_unique<workbench::KeyRing>(m_clock);
    test::fill(*m_ring);
    m_panel = std::make_unique<KeyTextPanel>();
    m_panel->resize(480, 300);
    m_panel->show();
    m_panel->setEntries({entry(0)});
}

void KeyTextPanelTest::startsWithThePublicHalf() {
    QCOMPARE(half()->currentIndex(), 0);
    QVERIFY(text()->toPlainText().startsWith("-----BEGIN PUBLIC KEY-----"));
    QVERIFY(text()->isReadOnly());
    form()->setCurrentIndex(static_cast<int>(KeyForm::Jwk));
    QVERIFY(text()->toPlainText().contains("\"kty\""));
    QVERIFY(!form()->button(static_cast<int>(KeyForm::Certificate))->isEnabled());
    m_panel->setForm(KeyForm::Certificate);
    QCOMPARE(m_panel->form(), KeyForm::Jwk);
    m_panel->setForm(KeyForm::Commands);
    QVERIFY(text()->toPlainText().contains("openssl"));
}

void KeyTextPanelTest::privateNeedsOnePress() {
    QSignalSpy changed(m_panel.get(), &KeyTextPanel::shownChanged);
    half()->setCurrentIndex(1);
    QVERIFY(!changed.isEmpty());
    QVERIFY(text()->toPlainText().isEmpty()); // not even behind the page
    QVERIFY(reveal()->isVisible());
    QCOMPARE(reveal()->text(), QStringLiteral("Reveal for 30 s"));
    QTest::mouseClick(reveal(), Qt::LeftButton);
    QVERIFY(m_panel->isRevealed());
    QVERIFY(text()->toPlainText().startsWith("-----BEGIN PRIVATE KEY-----"));
    QVERIFY(hide()->text().contains("30 s"));
    QTest::mouseClick(hide(), Qt::LeftButton);
    QVERIFY(!m_panel->isRevealed());
    QVERIFY(text()->toPlainText().isEmpty());
}

void KeyTextPanelTest::theCountdownHides() {
    m_panel->setTick(1ms);
    half()->setCurrentIndex(1);
    m_panel->reveal();
    QVERIFY(m_panel->isRevealed());
    QTRY_VERIFY(!m_panel->isRevealed());
    QVERIFY(text()->toPlainText().isEmpty());
    QVERIFY(reveal()->isVisible());
}

void KeyTextPanelTest::hiddenByAnotherKeyAndByLeaving() {
    half()->setCurrentIndex(1);
    m_panel->reveal();
    m_panel->setEntries({entry(1)});
    QVERIFY(!m_panel->isRevealed());
    QVERIFY(!half()->button(1)->isEnabled());
    QVERIFY(text()->toPlainText().startsWith("-----BEGIN PUBLIC KEY-----"));
    m_panel->setEntries({entry(0)});
    QCOMPARE(half()->currentIndex(), 0);
    half()->setCurrentIndex(1);
    m_panel->reveal();
    m_panel->hide();
    QVERIFY(!m_panel->isRevealed());
    QVERIFY(text()->toPlainText().isEmpty());
}

void KeyTextPanelTest::revealedTextCannotBeSelected() {
    half()->setCurrentIndex(1);
    m_panel->reveal();
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    text()->setFocus();
    QTest::keyClick(text(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(text(), Qt::Key_C, Qt::ControlModifier);
    QTest::mouseDClick(text()->viewport(), Qt::LeftButton, {}, {40, 20});
    QTest::keyClick(text(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(!text()->textCursor().hasSelection());
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    half()->setCurrentIndex(0);
    QTest::keyClick(text(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(text(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith("-----BEGIN PUBLIC KEY-----"));
}

void KeyTextPanelTest::aSecretHasOneHalf() {
    m_panel->setEntries({entry(2)});
    QCOMPARE(m_panel->half(), KeyHalf::Private);
    QVERIFY(!half()->button(0)->isEnabled());
    QCOMPARE(form()->button(0)->text(), QStringLiteral("Base64URL"));
    QVERIFY(text()->toPlainText().isEmpty());
    m_panel->reveal();
    QCOMPARE(text()->toPlainText().size(), 43);
}

void KeyTextPanelTest::severalKeysArePublicOnly() {
    m_panel->setEntries({entry(0), entry(1), entry(2)});
    QCOMPARE(m_panel->half(), KeyHalf::Public);
    QVERIFY(!half()->button(1)->isEnabled());
    form()->setCurrentIndex(static_cast<int>(KeyForm::Jwks));
    const auto set = jose::KeySet::parse(text()->toPlainText().toStdString());
    QVERIFY(set);
    QCOMPARE(set->entries().size(), std::size_t(2));
    m_panel->reveal();
    QVERIFY(!m_panel->isRevealed());
    m_panel->setEntries({});
    QVERIFY(text()->toPlainText().isEmpty());
}

void KeyTextPanelTest::anEditOfTheSameKeyKeepsTheChoice() {
    half()->setCurrentIndex(1);
    form()->setCurrentIndex(static_cast<int>(KeyForm::Jwk));
    m_panel->reveal();
    QVERIFY(m_ring->setKid(entry(0)->id, QStringLiteral("another")));
    m_panel->setEntries({entry(0)});
    QVERIFY(m_panel->isRevealed());
    QVERIFY(text()->toPlainText().contains("\"another\""));
}

void KeyTextPanelTest::narrowStacksTheSwitches() {
    m_panel->resize(900, 300);
    QCOMPARE(half()->mapTo(m_panel.get(), QPoint()).y(), form()->mapTo(m_panel.get(), QPoint()).y());
    m_panel->resize(m_panel->minimumWidth(), 300);
    QVERIFY(half()->mapTo(m_panel.get(), QPoint()).y() < form()->mapTo(m_panel.get(), QPoint()).y());
    QVERIFY(form()->geometry().right() < m_panel->width());
}

QTEST_MAIN(KeyTextPanelTest)
#include "tst_keysui_key_text_panel.moc"
