// SPDX-License-Identifier: Apache-2.0
#include "common/switch_row.h"
#include "common/text_label.h"
#include "common/theme.h"
#include "keys/fetch_bar.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace twb;
using namespace twb::ui;

class FetchBarTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingIsFetchedWithoutAnAddress();
    void wholeAddressIsSeenBefore();
    void refusalsAreNamed();
    void enterFetchesAndStops();
    void discoveredAddressWaitsForAPress();
    void answersSayTheirAge();

private:
    Theme m_theme;
    FixedClock m_clock{Time(std::chrono::seconds(1795186800))};
    std::unique_ptr<FetchBar> m_bar;
    template <typename Widget>
    Widget* find(const char* name) const {
        auto* found = m_bar->findChild<Widget*>(QLatin1String(name));
        if (!found)
            qFatal("%s is missing", name);
        return found;
    }
    QString plan() const { return find<TextLabel>("fetchPlan")->text(); }
    QString result() const { return find<TextLabel>("fetchResult")->text(); }
};

void FetchBarTest::init() {
    m_bar = std::make_unique<FetchBar>(m_clock);
    m_bar->resize(900, 90);
    m_bar->show();
}

void FetchBarTest::nothingIsFetchedWithoutAnAddress() {
    QVERIFY(!find<QPushButton>("fetchButton")->isEnabled());
    QCOMPARE(plan(), QStringLiteral("Nothing is contacted before you press Fetch."));
    QSignalSpy requested(m_bar.get(), &FetchBar::fetchRequested);
    QTest::keyClick(find<QLineEdit>("fetchAddressEdit"), Qt::Key_Return);
    QCOMPARE(requested.count(), 0);
}

void FetchBarTest::wholeAddressIsSeenBefore() {
    auto* address = find<QLineEdit>("fetchAddressEdit");
    address->setText(QStringLiteral("https://a.example/jwks?tenant=1"));
    QCOMPARE(plan(), QStringLiteral("Fetch contacts https://a.example/jwks?tenant=1 and nothing else."));
    QVERIFY(find<QPushButton>("fetchButton")->isEnabled());
    find<SwitchRow>("fetchKindSwitch")->setCurrentIndex(1);
    address->setText(QStringLiteral("https://a.example"));
    QVERIFY(plan().contains(QStringLiteral("https://a.example/.well-known/openid-configuration")));
    QVERIFY(plan().contains(QStringLiteral("https://a.example/.well-known/oauth-authorization-server")));
    QCOMPARE(m_bar->wish().kind, workbench::FetchWish::Kind::Issuer);
}

void FetchBarTest::refusalsAreNamed() {
    auto* address = find<QLineEdit>("fetchAddressEdit");
    address->setText(QStringLiteral("http://a.example/jwks"));
    QVERIFY(plan().startsWith(QStringLiteral("Only https is used")));
    QVERIFY(!find<QPushButton>("fetchButton")->isEnabled());
    address->setText(QStringLiteral("https://a.example/jwks"));
    m_bar->setRefusal(QStringLiteral("Network is off (Settings)"));
    QCOMPARE(plan(), QStringLiteral("Network is off (Settings)"));
    QVERIFY(!find<QPushButton>("fetchButton")->isEnabled());
    m_bar->setRefusal({});
    QVERIFY(find<QPushButton>("fetchButton")->isEnabled());
}

void FetchBarTest::enterFetchesAndStops() {
    auto* address = find<QLineEdit>("fetchAddressEdit");
    address->setText(QStringLiteral("https://a.example/jwks"));
    QSignalSpy requested(m_bar.get(), &FetchBar::fetchRequested), stopped(m_bar.get(), &FetchBar::stopRequested);
    QSignalSpy closed(m_bar.get(), &FetchBar::closed);
    QTest::keyClick(address, Qt::Key_Return);
    QCOMPARE(requested.count(), 1);
    m_bar->setRunning(true);
    QCOMPARE(find<QPushButton>("fetchButton")->text(), QStringLiteral("Stop"));
    address->clear(); // the field stays usable, and Stop stays possible
    QVERIFY(find<QPushButton>("fetchButton")->isEnabled());
    find<QPushButton>("fetchButton")->click();
    QCOMPARE(stopped.count(), 1);
    m_bar->setRunning(false);
    m_bar->showFailure(QStringLiteral("The answer is 404."));
    QCOMPARE(result(), QStringLiteral("The answer is 404."));
    QTest::keyClick(address, Qt::Key_Escape);
    QCOMPARE(closed.count(), 1);
}

void FetchBarTest::discoveredAddressWaitsForAPress() {
    find<SwitchRow>("fetchKindSwitch")->setCurrentIndex(1);
    QSignalSpy requested(m_bar.get(), &FetchBar::fetchRequested);
    m_bar->showDiscovered(QStringLiteral("https://keys.example/set"));
    QCOMPARE(m_bar->wish().kind, workbench::FetchWish::Kind::KeySet);
    QCOMPARE(plan(), QStringLiteral("Fetch contacts https://keys.example/set and nothing else."));
    QVERIFY(result().contains(QStringLiteral("not been contacted")));
    QCOMPARE(requested.count(), 0);
}

void FetchBarTest::answersSayTheirAge() {
    workbench::FetchedKeys keys{QStringLiteral("https://a.example/jwks"), m_clock.now(), {}, false};
    m_bar->showFetched(keys, QStringLiteral("2 keys added."));
    QCOMPARE(result(), QStringLiteral("2 keys added. From https://a.example/jwks, fetched just now."));
    m_clock.set(m_clock.now() + std::chrono::minutes(5));
    keys.published = true;
    m_bar->showFetched(keys, QStringLiteral("2 keys added."));
    QVERIFY(result().contains(QStringLiteral("5 m")));
    QVERIFY(result().contains(QStringLiteral("publishes private keys")));
}

QTEST_MAIN(FetchBarTest)
#include "tst_keysui_fetch_bar.moc"
