// SPDX-License-Identifier: Apache-2.0
#include "common/theme.h"
#include "keys/keys_list_pane.h"
#include "keys/keys_table.h"
#include "keys/passphrase_bar.h"
#include "support/gui/sample_keys.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace twb;
using namespace twb::ui;

class KeysListPaneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void emptyThenTableThenNothingFits();
    void footSaysWhereTheKeysAre();
    void passphraseIsAskedInPlace();
    void aWrongOneIsAskedAgain();
    void progressComesLate();

private:
    Theme m_theme;
    SystemClock m_clock;
    std::unique_ptr<workbench::KeyRing> m_ring;
    std::unique_ptr<workbench::KeyRingModel> m_model;
    std::unique_ptr<workbench::KeyRingFilter> m_filter;
    std::unique_ptr<KeysListPane> m_pane;
    QWidget* part(const char* name) const { return m_pane->findChild<QWidget*>(QLatin1String(name)); }
};

void KeysListPaneTest::init() {
    m_pane.reset();
    m_filter.reset();
    m_model.reset();
    m_ring = std::make_unique<workbench::KeyRing>(m_clock);
    m_model = std::make_unique<workbench::KeyRingModel>(m_ring.get());
    m_filter = std::make_unique<workbench::KeyRingFilter>(m_model.get());
    m_pane = std::make_unique<KeysListPane>(*m_filter);
    m_pane->resize(800, 500);
    m_pane->show();
}

void KeysListPaneTest::emptyThenTableThenNothingFits() {
    QVERIFY(part("keysEmpty")->isVisible());
    QSignalSpy all(m_pane.get(), &KeysListPane::showAllRequested);
    test::fill(*m_ring);
    m_pane->showCount(m_ring->count());
    QVERIFY(m_pane->table().isVisible());
    m_filter->setSearch("nobody has this name");
    m_pane->showCount(m_ring->count());
    QVERIFY(part("keysNothingFits")->isVisible());
    QTest::mouseClick(part("keysNothingFits")->findChild<QPushButton*>(), Qt::LeftButton);
    QCOMPARE(all.size(), 1);
}

void KeysListPaneTest::footSaysWhereTheKeysAre() {
    auto* where = m_pane->findChild<QLabel*>("keysFootText");
    auto* keep = m_pane->findChild<QPushButton*>("keepKeysButton");
    m_pane->showCount(8);
    QCOMPARE(where->text(), QStringLiteral("8 keys · kept in memory only"));
    QCOMPARE(keep->text(), QStringLiteral("Keep on this computer, encrypted…"));
    workbench::KeyStoreState state;
    state.where = workbench::KeyStoreState::Where::Kept;
    m_pane->showStore(state, true);
    QCOMPARE(where->text(), QStringLiteral("8 keys · kept on this computer"));
    QCOMPARE(keep->text(), QStringLiteral("Stop keeping…"));
    state.busy = true;
    m_pane->showStore(state, true);
    QVERIFY(!keep->isEnabled());
}

void KeysListPaneTest::passphraseIsAskedInPlace() {
    Secret taken;
    connect(m_pane.get(), &KeysListPane::passphraseEntered, m_pane.get(),
            [&](quint64 handle) { taken = m_pane->takePassphrase(handle); });
    QSignalSpy entered(m_pane.get(), &KeysListPane::passphraseEntered),
        refused(m_pane.get(), &KeysListPane::passphraseRefused);
    m_pane->askPassphrase({7, "client.p12", false});
    m_pane->askPassphrase({8, "other.pem", false});
    const auto bars = m_pane->findChildren<PassphraseBar*>();
    QCOMPARE(bars.size(), 2);
    QTest::keyClicks(bars[0]->findChild<QLineEdit*>(), "secret");
    QTest::keyClick(bars[0]->findChild<QLineEdit*>(), Qt::Key_Return);
    QCOMPARE(entered.size(), 1);
    QCOMPARE(entered[0][0].toULongLong(), 7);
    QVERIFY(taken == Secret::fromText("secret"));
    QTest::keyClick(bars[1]->findChild<QLineEdit*>(), Qt::Key_Escape);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused[0][0].toULongLong(), 8);
    QTRY_COMPARE(m_pane->findChildren<PassphraseBar*>().size(), 0);
    QVERIFY(m_pane->takePassphrase(7).empty());
}

void KeysListPaneTest::aWrongOneIsAskedAgain() {
    m_pane->askPassphrase({7, "client.p12", false});
    m_pane->askPassphrase({7, "client.p12", true});
    QTRY_COMPARE(m_pane->findChildren<PassphraseBar*>().size(), 1);
    QCOMPARE(m_pane->findChild<PassphraseBar*>()->sentence(),
             QStringLiteral("The passphrase does not open client.p12."));
}

void KeysListPaneTest::progressComesLate() {
    QSignalSpy stopped(m_pane.get(), &KeysListPane::stopRequested);
    m_pane->setBusy(true);
    QVERIFY(!part("importProgress")->isVisible());
    m_pane->setBusy(false);
    m_pane->setBusy(true);
    QTRY_VERIFY(part("importProgress")->isVisible());
    QTest::mouseClick(part("stopImportButton"), Qt::LeftButton);
    QCOMPARE(stopped.size(), 1);
    m_pane->setBusy(false);
    QVERIFY(!part("importProgress")->isVisible());
}

QTEST_MAIN(KeysListPaneTest)
#include "tst_keysui_keys_list_pane.moc"
