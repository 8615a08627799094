// SPDX-License-Identifier: Apache-2.0
#include "keys/passphrase_bar.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace twb;
using namespace twb::ui;

class PassphraseBarTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyFieldCannotBeEntered();
    void enterHandsItOverOnce();
    void escapeDismisses();
    void busyLocks();

private:
    static QLineEdit* field(PassphraseBar& bar) { return bar.findChild<QLineEdit*>(); }
    static QPushButton* action(PassphraseBar& bar) { return bar.findChild<QPushButton*>("passphraseButton"); }
};

void PassphraseBarTest::anEmptyFieldCannotBeEntered() {
    PassphraseBar bar("client.p12 is encrypted.", "Passphrase for client.p12", "Open");
    QSignalSpy entered(&bar, &PassphraseBar::entered);
    QVERIFY(!action(bar)->isEnabled());
    QTest::keyClick(field(bar), Qt::Key_Return);
    QCOMPARE(entered.size(), 0);
    bar.setEmpty(PassphraseBar::Empty::Allowed);
    QTest::keyClick(field(bar), Qt::Key_Return);
    QCOMPARE(entered.size(), 1);
    QCOMPARE(bar.accessibleName(), QStringLiteral("client.p12 is encrypted."));
}

void PassphraseBarTest::enterHandsItOverOnce() {
    PassphraseBar bar("x", "Passphrase", "Open");
    bar.show();
    QSignalSpy entered(&bar, &PassphraseBar::entered);
    QTest::keyClicks(field(bar), "pa ss");
    QCOMPARE(field(bar)->echoMode(), QLineEdit::Password);
    QTest::mouseClick(action(bar), Qt::LeftButton);
    QCOMPARE(entered.size(), 1);
    const Secret taken = bar.takePassphrase();
    QVERIFY(taken == Secret::fromText("pa ss"));
    QVERIFY(bar.takePassphrase().empty());
    QVERIFY(field(bar)->text().isEmpty());
    QVERIFY(!action(bar)->isEnabled());
}

void PassphraseBarTest::escapeDismisses() {
    PassphraseBar bar("x", "Passphrase", "Open");
    QSignalSpy dismissed(&bar, &PassphraseBar::dismissed);
    QTest::keyClick(field(bar), Qt::Key_Escape);
    QCOMPARE(dismissed.size(), 1);
}

void PassphraseBarTest::busyLocks() {
    PassphraseBar bar("x", "Passphrase", "Open");
    QTest::keyClicks(field(bar), "a");
    bar.setBusy(true);
    QVERIFY(!action(bar)->isEnabled());
    QVERIFY(field(bar)->isReadOnly());
    bar.setBusy(false);
    QVERIFY(action(bar)->isEnabled());
}

QTEST_MAIN(PassphraseBarTest)
#include "tst_keysui_passphrase_bar.moc"
