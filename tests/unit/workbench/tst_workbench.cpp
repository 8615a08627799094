// SPDX-License-Identifier: Apache-2.0
#include "workbench/clipboard_guard.h"
#include "workbench/document_list.h"
#include "workbench/key_maker.h"
#include "workbench/settings.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace twb;
using namespace twb::workbench;

namespace {
const std::string token = "eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8opsbCGfG_HACGpVUMN_a9IV7pAx_Zmeo";

bool holds(const Secret& secret, const char* part) {
    return asText(secret.reveal()).find(part) != std::string_view::npos;
}
} // namespace

class TestWorkbench : public QObject {
    Q_OBJECT

private:
    FixedClock m_clock{Time(std::chrono::seconds(1000))};

private Q_SLOTS:
    void tabsOpenCloseAndReopen() {
        DocumentList list({&m_clock, {}});
        QCOMPARE(list.count(), 1);
        QCOMPARE(list.current()->title(), QStringLiteral("Token 1"));
        QSignalSpy current(&list, &DocumentList::currentChanged);
        TokenDocument* first = list.openText(token);
        QCOMPARE(first, list.at(0)); // the empty tab is used
        TokenDocument* second = list.openText(token);
        QCOMPARE(list.count(), 2);
        QCOMPARE(second->title(), QStringLiteral("Token 2"));
        QCOMPARE(list.current(), second);
        QCOMPARE(current.count(), 1);
        second->setTitle(QStringLiteral("mine"));
        list.setCurrent(0);
        list.close(1);
        QCOMPARE(list.currentIndex(), 0);
        QVERIFY(list.canReopen());
        QCOMPARE(list.reopenClosed(), second);
        QCOMPARE(list.currentIndex(), 1);
        QCOMPARE(second->title(), QStringLiteral("mine"));
        QVERIFY(second->hasOriginal());
        list.move(1, 0);
        QCOMPARE(list.current(), second);
        QCOMPARE(list.currentIndex(), 0);
        list.close(0);
        QCOMPARE(list.current(), first);
        list.close(0);
        QCOMPARE(list.count(), 1); // never empty
        QVERIFY(list.current()->isEmpty());
        QCOMPARE(list.reopenClosed(), first);
        QCOMPARE(list.reopenClosed(), second);
        QCOMPARE(list.reopenClosed(), nullptr);
        list.close(99);
        list.setCurrent(-1);
        QVERIFY(list.current() != nullptr);
    }

    void closingKeepsTheCurrentTabInStep() {
        DocumentList list({&m_clock, {}});
        TokenDocument* a = list.current();
        TokenDocument* b = list.openNew();
        TokenDocument* c = list.openNew();
        list.setCurrent(1);
        list.close(0);
        QCOMPARE(list.current(), b);
        list.close(list.indexOf(c));
        QCOMPARE(list.current(), b);
        QCOMPARE(list.indexOf(a), -1);
        list.setLeeway(std::chrono::seconds(5));
        list.setSignWhileTyping(false);
        TokenDocument* next = list.openNew();
        QCOMPARE(qint64{next->state().leeway.count()}, qint64{5});
        QVERIFY(!next->state().signWhileTyping);
        QVERIFY(!next->canUndo());
        QVERIFY(b->state().signWhileTyping);
    }

    void settingsAreKeptAndChecked() {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("settings.ini"));
        {
            Settings settings(file, nullptr);
            QCOMPARE(settings.theme(), ThemeChoice::System);
            QCOMPARE(settings.zoom(), 100);
            QCOMPARE(qint64{settings.leeway().count()}, qint64{60});
            QSignalSpy changed(&settings, &Settings::changed);
            settings.setTheme(ThemeChoice::Dark);
            settings.setTheme(ThemeChoice::Dark);
            QCOMPARE(changed.count(), 1);
            settings.setZoom(173);
            settings.setDensity(Density::Compact);
            settings.setZone(ZoneChoice::Utc);
            settings.setLeeway(std::chrono::seconds(99999));
            settings.setSignWhileTyping(false);
            settings.setUnderlineParts(true);
            settings.setLayout(QStringLiteral("main"), QByteArray("\0\1geometry", 10));
        }
        Settings settings(file, nullptr);
        QCOMPARE(settings.theme(), ThemeChoice::Dark);
        QCOMPARE(settings.zoom(), 170);
        QCOMPARE(settings.density(), Density::Compact);
        QCOMPARE(settings.zone(), ZoneChoice::Utc);
        QCOMPARE(qint64{settings.leeway().count()}, qint64{3600});
        QVERIFY(!settings.signWhileTyping() && settings.underlineParts());
        QCOMPARE(settings.layout(QStringLiteral("main")), QByteArray("\0\1geometry", 10));
    }

    void sectionsOfSettingsGoBackAndForth() {
        QTemporaryDir folder;
        Settings settings(folder.filePath(QStringLiteral("settings.ini")), nullptr);
        QVERIFY(settings.isDefault(SettingsSection::Time));
        settings.setZoneName("Asia/Kolkata");
        settings.setLeeway(std::chrono::seconds(5));
        settings.setMaskPersonalData(false);
        settings.setClearSecretsAfter(std::chrono::seconds(1));
        QCOMPARE(settings.zone(), ZoneChoice::Named);
        QCOMPARE(qint64{settings.clearSecretsAfter().count()}, qint64{5});
        QSignalSpy changed(&settings, &Settings::changed);
        const Settings::Kept kept = settings.resetSection(SettingsSection::Time);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(settings.zone(), ZoneChoice::Local);
        QCOMPARE(qint64{settings.leeway().count()}, qint64{60});
        QVERIFY(!settings.maskPersonalData()); // another section
        settings.restore(kept);
        QCOMPARE(settings.zone(), ZoneChoice::Named);
        QCOMPARE(settings.zoneName(), QByteArray("Asia/Kolkata"));
        settings.setZoneName("No/Such_Place");
        QCOMPARE(settings.zone(), ZoneChoice::Local); // nonsense is no zone
    }

    void settingsSurviveNonsense() {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("settings.ini"));
        QFile text(file);
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("[appearance]\ntheme=77\nzoom=-5\ndensity=abc\n[time]\nleeway=x\nzone=-1\n");
        text.close();
        const Settings settings(file, nullptr);
        QCOMPARE(settings.theme(), ThemeChoice::System);
        QCOMPARE(settings.zoom(), 80);
        QCOMPARE(settings.density(), Density::Automatic);
        QCOMPARE(settings.zone(), ZoneChoice::Local);
        QCOMPARE(qint64{settings.leeway().count()}, qint64{0});
    }

    /// Whatever a document goes through, nothing of it reaches the settings.
    void noSecretInSettings() {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("settings.ini"));
        {
            Settings settings(file, nullptr);
            DocumentList list({&m_clock, {}});
            TokenDocument* document = list.openText(token);
            document->setVerifySecret(Secret::fromText("top-secret-of-the-test"));
            document->setSignSecret(Secret::fromText("top-secret-of-the-test-2"));
            document->setPrivateKeyText(Secret::fromText("-----BEGIN PRIVATE KEY-----"));
            document->editPayload("{\"a\":1}");
            settings.setLeeway(document->state().leeway + std::chrono::seconds(1));
            settings.setTheme(ThemeChoice::Light);
        }
        QFile text(file);
        QVERIFY(text.open(QIODevice::ReadOnly));
        const QByteArray written = text.readAll();
        QVERIFY(written.contains("leeway=61"));
        for (const char* part : {"secret", "PRIVATE", "eyJ", "top-"}) {
            QVERIFY2(!written.contains(part), part);
        }
    }

    void keysOfEveryKind_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("curve");
        QTest::newRow("RSA") << static_cast<int>(KeyRequest::Kind::Rsa) << QString();
        QTest::newRow("P-521") << static_cast<int>(KeyRequest::Kind::Ec) << "P-521";
        QTest::newRow("secp256k1") << static_cast<int>(KeyRequest::Kind::Ec) << "secp256k1";
        QTest::newRow("Ed25519") << static_cast<int>(KeyRequest::Kind::Okp) << "Ed25519";
        QTest::newRow("Ed448") << static_cast<int>(KeyRequest::Kind::Okp) << "Ed448";
        QTest::newRow("secret") << static_cast<int>(KeyRequest::Kind::Secret) << QString();
    }
    void keysOfEveryKind() {
        QFETCH(int, kind);
        QFETCH(QString, curve);
        KeyRequest request;
        request.kind = static_cast<KeyRequest::Kind>(kind);
        request.curve = curve.toStdString();
        request.octets = 48;
        request.use = "sig";
        const auto made = makeKey(request);
        QVERIFY(made.has_value());
        const MadeKey& key = **made;
        QVERIFY(!key.kid.empty());
        QVERIFY(holds(key.privateJwk, "\"kty\""));
        if (request.kind == KeyRequest::Kind::Secret) {
            QVERIFY(key.publicPem.empty() && key.publicJwk.empty() && key.privatePem.empty());
            QCOMPARE(key.secretBase64Url.size(), std::size_t{64});
            QVERIFY(key.thumbprint.empty());
        } else {
            QVERIFY(holds(key.privatePem, "-----BEGIN PRIVATE KEY-----"));
            QVERIFY(key.publicPem.starts_with("-----BEGIN PUBLIC KEY-----"));
            QVERIFY(key.publicPem.find("PRIVATE") == std::string::npos);
            QVERIFY(key.publicJwk.find("\"d\"") == std::string::npos);
            QVERIFY(key.publicJwk.find("\"use\":\"sig\"") != std::string::npos);
            QCOMPARE(key.kid, key.thumbprint);
        }
    }

    void kidsByEveryRule() {
        KeyRequest request;
        request.kind = KeyRequest::Kind::Okp;
        request.curve = "Ed25519";
        request.kidRule = KeyRequest::KidRule::None;
        QVERIFY((*makeKey(request))->kid.empty());
        request.kidRule = KeyRequest::KidRule::OwnText;
        request.kid = "mine";
        QCOMPARE((*makeKey(request))->kid, std::string("mine"));
        request.kidRule = KeyRequest::KidRule::Date;
        request.date = "2026-11-20";
        QCOMPARE((*makeKey(request))->kid, std::string("2026-11-20"));
        request.curve = "nonsense";
        QVERIFY(!makeKey(request));
    }

    void keyMakingIsStopped() {
        KeyMaker maker;
        QSignalSpy made(&maker, &KeyMaker::made);
        QSignalSpy stopped(&maker, &KeyMaker::stopped);
        QSignalSpy failed(&maker, &KeyMaker::failed);
        KeyRequest large;
        large.bits = 8192;
        maker.start(large);
        QVERIFY(maker.isRunning());
        maker.stop();
        QVERIFY(!maker.isRunning());
        QCOMPARE(stopped.count(), 1);
        KeyRequest small;
        small.kind = KeyRequest::Kind::Okp;
        small.curve = "Ed25519";
        maker.start(small);
        QVERIFY(made.wait(20000));
        QCOMPARE(made.count(), 1); // nothing comes of the one that was stopped
        QCOMPARE(failed.count(), 0);
        small.curve = "nonsense";
        maker.start(small);
        QVERIFY(failed.wait(20000));
        { // destroyed at work
            KeyMaker other;
            other.start(large);
        }
    }

    void clipboardIsClearedIfTheSecretIsStillThere() {
        QString content;
        ClipboardGuard guard(
            {[&] { return content; }, [&](const QString& text) { content = text; }, [&] { content.clear(); }});
        guard.setDelay(std::chrono::milliseconds(30));
        QSignalSpy cleared(&guard, &ClipboardGuard::cleared);
        guard.copySecret(Secret::fromText("s\xc3\xa9"
                                          "cret"));
        QCOMPARE(content, QStringLiteral("s\u00e9cret"));
        QVERIFY(cleared.wait(5000));
        QVERIFY(content.isEmpty());
        guard.copySecret(Secret::fromText("secret"));
        content = QStringLiteral("something else");
        QTest::qWait(150);
        QCOMPARE(content, QStringLiteral("something else"));
        QCOMPARE(cleared.count(), 1);
    }
};

QTEST_GUILESS_MAIN(TestWorkbench)
#include "tst_workbench.moc"
