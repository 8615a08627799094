// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_import.h"
#include "workbench/key_ring_export.h"

#include "base/base64url.h"
#include "crypto/generate.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace twb;
using namespace twb::workbench;

namespace {

SharedMadeKey madeKey(const std::string& curve = "P-256") {
    KeyRequest request;
    request.kind = KeyRequest::Kind::Ec;
    request.curve = curve;
    return *makeKey(request);
}

std::string textOf(const Secret& secret) {
    return std::string(asText(secret.reveal()));
}

std::string encryptedPem(const MadeKey& made, const char* passphrase) {
    FixedClock clock{Time{}};
    KeyRing ring(clock);
    ring.add(made, QString());
    return textOf(*encryptedPrivatePem(*ring.entries().front(), Secret::fromText(passphrase)));
}

void write(const QString& path, std::string_view octets) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(octets.data(), static_cast<qint64>(octets.size())), static_cast<qint64>(octets.size()));
}

} // namespace

class KeyImportTest : public QObject {
    Q_OBJECT

    FixedClock m_clock{Time(std::chrono::seconds(1'795'190'400))};

    struct Bench {
        explicit Bench(const Clock& clock)
            : ring(clock)
            , import(&ring) {
            QObject::connect(&import, &KeyImport::finished, &import,
                             [this](const ImportReport& report) { reports.push_back(report); });
        }
        const ImportReport& wait(std::size_t count = 1) {
            [&] { QTRY_VERIFY_WITH_TIMEOUT(reports.size() >= count, 30000); }();
            static const ImportReport none;
            return reports.empty() ? none : reports.back();
        }
        const ImportReport& text(std::string_view text) {
            import.importText(Secret::fromText(text), QStringLiteral("Pasted"));
            return wait(reports.size() + 1);
        }
        KeyRing ring;
        KeyImport import;
        std::vector<ImportReport> reports;
    };

private Q_SLOTS:
    void takesAnythingPasted() {
        Bench bench(m_clock);
        const auto made = madeKey();
        QCOMPARE(bench.text(made->publicPem).keys.added.size(), 1);
        QCOMPARE(bench.text(textOf(made->privateJwk)).keys.joined.size(), 1);
        QCOMPARE(bench.text(textOf(made->privatePem)).keys.alreadyThere.size(), 1);
        QCOMPARE(bench.text("a shared secret\n").keys.added.size(), 1);
        QCOMPARE(bench.ring.entries()[1]->key.jwk.key.secret().size(), std::size_t{15}); // without the line end
        QCOMPARE(bench.text(R"({"keys":[)" + made->publicJwk + R"(,{"kty":"no"}]})").keys.unreadable.size(),
                 std::size_t{1});
        QCOMPARE(bench.ring.count(), 2);
        QVERIFY(!bench.import.isBusy());
    }

    void readsCertificateMaps() {
        Bench bench(m_clock);
        auto quoted = [](std::string text) {
            for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
                text.replace(at, 1, "\\n");
            }
            return '"' + text + '"';
        };
        const std::string map = "{\"kid-a\":" + quoted(madeKey()->publicPem) +
                                ",\"kid-b\":" + quoted(madeKey()->publicPem) +
                                ",\"kid-c\":\"-----BEGIN PUBLIC KEY-----\\nAAAA\\n-----END PUBLIC KEY-----\\n\"}";
        const ImportReport& report = bench.text(map);
        QCOMPARE(report.keys.added.size(), 2);
        QCOMPARE(report.keys.unreadable.size(), std::size_t{1});
        QCOMPARE(report.keys.unreadable.front().kid, std::string("kid-c"));
        QCOMPARE(bench.ring.withKid("kid-b").size(), std::size_t{1});
    }

    void namesRepairs() {
        Bench bench(m_clock);
        std::string oneLine = madeKey()->publicPem;
        for (std::size_t at = 0; (at = oneLine.find('\n', at)) != std::string::npos; at += 2) {
            oneLine.replace(at, 1, "\\n");
        }
        const ImportReport& report = bench.text(oneLine);
        QCOMPARE(report.keys.added.size(), 1);
        QVERIFY(!report.keys.notes.empty());
        QCOMPARE(report.keys.notes.front().source, QStringLiteral("Pasted"));
        QVERIFY(!report.keys.notes.front().note.id.empty());
        QVERIFY(bench.text(madeKey()->publicPem).keys.notes.empty());
    }

    void refusesWhatIsNoKey_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("token") << QByteArray("eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8opsbCGfG_HACGpVUMN_a9IV7pAx_Zmeo");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("other JSON") << QByteArray("{\"a\":1}");
        QTest::newRow("long text") << QByteArray(5000, 'x');
        QTest::newRow("control characters") << QByteArray("ab\0\1cd", 6);
        QTest::newRow("no UTF-8") << QByteArray("\xFF\xFE\xFD");
        QTest::newRow("a broken PEM") << QByteArray("-----BEGIN PUBLIC KEY-----\nAAAA");
        QByteArray noise(1'000'000, Qt::Uninitialized);
        std::uint32_t state = 1;
        for (char& octet : noise) {
            state = state * 1664525U + 1013904223U;
            octet = static_cast<char>(state >> 24U);
        }
        QTest::newRow("1 MB of noise") << noise;
        QTest::newRow("more than the cap") << QByteArray(largestKeyFile + 1, 'A');
    }

    void refusesWhatIsNoKey() {
        QFETCH(QByteArray, text);
        Bench bench(m_clock);
        const ImportReport& report = bench.text(text.toStdString());
        QVERIFY(report.nothing());
        QCOMPARE(report.keys.unreadable.size(), std::size_t{1});
        QVERIFY(!report.keys.unreadable.front().error.detail.empty());
        QCOMPARE(bench.ring.count(), 0);
    }

    void asksForPasswords() {
        Bench bench(m_clock);
        const auto locked = madeKey();
        const auto open = madeKey();
        // One file, two blocks: what is open is there at once.
        const ImportReport first = bench.text(encryptedPem(*locked, "right") + open->publicPem);
        QCOMPARE(first.keys.added.size(), 1);
        QCOMPARE(first.locked.size(), std::size_t{1});
        QVERIFY(!first.locked.front().wrongPassword);
        const quint64 handle = first.locked.front().handle;

        bench.import.retry(handle, Secret::fromText("wrong"));
        const ImportReport second = bench.wait(2);
        QCOMPARE(second.locked.size(), std::size_t{1});
        QCOMPARE(second.locked.front().handle, handle);
        QVERIFY(second.locked.front().wrongPassword);

        bench.import.retry(handle, Secret::fromText("right"));
        QCOMPARE(bench.wait(3).keys.added.size(), 1);
        QCOMPARE(bench.ring.entries().back()->holds, Holds::Private);
        QCOMPARE(bench.ring.entries().back()->thumbprint, locked->thumbprint);

        bench.import.retry(handle, Secret::fromText("right")); // the handle is used up
        QVERIFY(!bench.import.isBusy());
    }

    void readsFilesAndFolders() {
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath("deep/deeper"));
        const auto a = madeKey();
        const auto b = madeKey("P-384");
        write(folder.filePath("a.pem"), a->publicPem);
        write(folder.filePath("deep/deeper/b.jwk"), textOf(b->privateJwk));
        write(folder.filePath("readme.txt"), "Not a key, and no secret either.");
        write(folder.filePath("broken.pem"), "-----BEGIN PUBLIC KEY-----\nAAAA\n");
        write(folder.filePath("large.bin"), std::string(2'000'000, 'A'));
        Bench bench(m_clock);
        bench.import.importPaths({folder.path()});
        const ImportReport report = bench.wait();
        QCOMPARE(report.keys.added.size(), 2);
        QCOMPARE(report.skipped, 1);
        QCOMPARE(bench.ring.findThumbprint(a->thumbprint)->origin, QStringLiteral("a.pem"));
        QStringList bad;
        for (const UnreadableKey& one : report.keys.unreadable) {
            bad << one.source + ' ' + QString::fromUtf8(name(one.error.code).data());
        }
        QCOMPARE(bad, (QStringList{"broken.pem key-pem-broken", "large.bin input-too-large"}));

        bench.import.importPaths({folder.filePath("readme.txt"), folder.filePath("missing.pem")});
        const ImportReport& single = bench.wait(2); // a file that was chosen may be a secret
        QCOMPARE(single.keys.added.size(), 1);
        QCOMPARE(single.keys.unreadable.front().error.code, ErrorCode::FileUnreadable);
    }

    void readsTenThousandKeysInTime() {
        std::string set = "{\"keys\":[";
        for (int i = 0; i < 10'000; ++i) {
            const auto key = crypto::generateOkp(crypto::Curve::Ed25519);
            const jose::Jwk jwk{*key, "kid-" + std::to_string(i), "EdDSA", "sig", {}, false, {}, {}, {}, {}, {}};
            set += (i == 0 ? "" : ",") + *jose::writePublicJwk(jwk);
        }
        set += "]}";
        Bench bench(m_clock);
        QElapsedTimer total;
        total.start();
        bench.import.importText(Secret::fromText(set), QStringLiteral("Pasted"));
        QVERIFY(bench.import.isBusy());
        const qint64 callMs = total.elapsed();
        QCOMPARE(bench.wait().keys.added.size(), 10'000);
        const qint64 ms = total.elapsed();
        qInfo("10,000 keys: %lld ms, of which the call %lld ms", static_cast<long long>(ms),
              static_cast<long long>(callMs));
#ifdef NDEBUG
        QVERIFY2(ms < 2000, qPrintable(QString::number(ms)));
#endif
        QVERIFY2(callMs < 100, "the call must not do the work");
        QVERIFY(bench.ring.withKid("kid-9999").size() == 1);
    }

    void stopsAndDies() {
        Bench bench(m_clock);
        const auto made = madeKey();
        bench.import.importText(Secret::fromText(made->publicPem), QStringLiteral("Pasted"));
        bench.import.stop();
        QVERIFY(!bench.import.isBusy());
        QTest::qWait(50);
        QVERIFY(bench.reports.empty());
        QCOMPARE(bench.ring.count(), 0);
        {
            KeyImport dying(&bench.ring);
            dying.importText(Secret::fromText(made->publicPem), QStringLiteral("Pasted"));
        }
        QTest::qWait(20);
        QCOMPARE(bench.ring.count(), 0);
    }
};

QTEST_GUILESS_MAIN(KeyImportTest)
#include "tst_key_ring_import.moc"
