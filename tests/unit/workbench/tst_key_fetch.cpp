// SPDX-License-Identifier: Apache-2.0
// Key sets from an address or an issuer, against servers on this computer.
#include "support/net/fault_server.h"
#include "workbench/key_fetch.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace twb;
using namespace twb::workbench;
using Kind = FetchWish::Kind;

namespace {

SharedMadeKey madeKey(const char* kid) {
    KeyRequest request;
    request.kind = KeyRequest::Kind::Ec;
    request.curve = "P-256";
    request.kidRule = KeyRequest::KidRule::OwnText;
    request.kid = kid;
    return *makeKey(request);
}

std::string setOf(std::initializer_list<std::string> keys) {
    std::string text = "{\"keys\":[";
    for (const std::string& key : keys) {
        text += (text.back() == '[' ? "" : ",") + key;
    }
    return text + "]}";
}

FetchWish wish(Kind kind, const std::string& text) {
    return {kind, QString::fromStdString(text)};
}

} // namespace

class TestKeyFetch : public QObject {
    Q_OBJECT

    const FixedClock m_clock{Time(std::chrono::seconds(1795186800))};
    std::unique_ptr<KeyRing> m_ring;
    std::unique_ptr<KeyFetch> m_fetch;
    std::unique_ptr<QSignalSpy> m_fetched, m_failed, m_discovered, m_contacted;

    FetchedKeys fetchedKeys() const { return m_fetched->last().first().value<FetchedKeys>(); }
    QString failure() const { return m_failed->last().first().toString(); }

private Q_SLOTS:

    void init() {
        m_fetch.reset();
        m_ring = std::make_unique<KeyRing>(m_clock);
        m_fetch = std::make_unique<KeyFetch>(m_ring.get());
        m_fetched = std::make_unique<QSignalSpy>(m_fetch.get(), &KeyFetch::fetched);
        m_failed = std::make_unique<QSignalSpy>(m_fetch.get(), &KeyFetch::failed);
        m_discovered = std::make_unique<QSignalSpy>(m_fetch.get(), &KeyFetch::discovered);
        m_contacted = std::make_unique<QSignalSpy>(m_fetch.get(), &KeyFetch::contacted);
    }

    void cleanupTestCase() { m_fetch.reset(); }

    void planSaysEveryAddress_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("addresses");
        QTest::addColumn<QString>("problem");
        const int set = int(Kind::KeySet), issuer = int(Kind::Issuer);
        QTest::newRow("nothing") << set << " " << QStringList() << QString();
        QTest::newRow("set") << set << " https://a.example/keys?x=1#y " << QStringList{"https://a.example/keys?x=1"}
                             << QString();
        QTest::newRow("http") << set << "http://a.example/keys" << QStringList() << "Only https is used";
        QTest::newRow("loopback") << set << "http://127.0.0.1:8080/keys" << QStringList{"http://127.0.0.1:8080/keys"}
                                  << QString();
        QTest::newRow("file") << set << "file:///etc/passwd" << QStringList() << "Only https is used";
        QTest::newRow("user") << set << "https://me:pw@a.example/" << QStringList() << "This is no web address";
        QTest::newRow("issuer") << issuer << "https://a.example/tenant"
                                << QStringList{"https://a.example/tenant/.well-known/openid-configuration",
                                               "https://a.example/.well-known/oauth-authorization-server/tenant"}
                                << QString();
        QTest::newRow("document") << issuer << "https://a.example/.well-known/openid-configuration"
                                  << QStringList{"https://a.example/.well-known/openid-configuration"} << QString();
        QTest::newRow("issuer by http") << issuer << "http://a.example" << QStringList() << "Only https is used";
    }

    void planSaysEveryAddress() {
        QFETCH(int, kind);
        QFETCH(QString, text);
        QFETCH(QString, problem);
        const FetchPlan plan = planFetch({static_cast<Kind>(kind), text});
        QTEST(plan.addresses, "addresses");
        QVERIFY2(problem.isEmpty() ? plan.problem.isEmpty() : plan.problem.startsWith(problem),
                 qPrintable(plan.problem));
        if (!plan.possible()) { // nothing starts, nothing is contacted
            m_fetch->start({static_cast<Kind>(kind), text});
            QVERIFY(!m_fetch->isRunning());
        }
    }

    void keysComeWithTheirOrigin() {
        const auto one = madeKey("one"), two = madeKey("two");
        m_ring->add(*two, QStringLiteral("Generated"));
        const faultserver::Server server(
            faultserver::always(faultserver::answer(200, setOf({one->publicJwk, two->publicJwk, "{\"kty\":\"EC\"}"}))));
        m_fetch->start(wish(Kind::KeySet, server.url("/jwks")));
        QVERIFY(m_fetch->isRunning());
        QTRY_COMPARE(m_fetched->count(), 1);
        const FetchedKeys got = fetchedKeys();
        QCOMPARE(got.address.toStdString(), server.url("/jwks"));
        QCOMPARE(got.at, m_clock.now());
        QCOMPARE(got.keys.added.size(), 1);
        QCOMPARE(got.keys.alreadyThere.size(), 1);
        QCOMPARE(got.keys.unreadable.size(), std::size_t{1});
        QVERIFY(!got.published);
        const SharedRingEntry entry = m_ring->find(got.keys.added.first());
        QCOMPARE(entry->origin.toStdString(), server.url("/jwks"));
        QCOMPARE(entry->added, m_clock.now());
        QCOMPARE(entry->holds, Holds::Public);
        QCOMPARE(m_contacted->count(), 1);
        QCOMPARE(m_contacted->first().first().toString(), QStringLiteral("127.0.0.1:%1").arg(server.port()));
        QCOMPARE(server.requests().size(), std::size_t{1});
        QVERIFY(server.requests()[0].starts_with("GET /jwks HTTP/1.1\r\n"));
        QVERIFY(!m_fetch->isRunning());
    }

    void issuerNamesAnAddressThatIsNotContacted() {
        std::string url;
        const faultserver::Server server([&url](faultserver::Connection& connection) {
            connection.readRequest();
            connection.write(
                faultserver::answer(200, "{\"issuer\":\"" + url + "\",\"jwks_uri\":\"" + url + "/jwks\"}"));
        });
        url = server.url("");
        m_fetch->start(wish(Kind::Issuer, url));
        QTRY_COMPARE(m_discovered->count(), 1);
        QCOMPARE(m_discovered->first().first().toString().toStdString(), url + "/jwks");
        QCOMPARE(server.requests().size(), std::size_t{1});
        QVERIFY(server.requests()[0].starts_with("GET /.well-known/openid-configuration "));
        QCOMPARE(m_ring->count(), 0);
    }

    void documentOfAnotherIssuerIsNotUsed() {
        const faultserver::Server server(faultserver::always(faultserver::answer(
            200, "{\"issuer\":\"https://evil.example\",\"jwks_uri\":\"https://evil.example/jwks\"}")));
        m_fetch->start(wish(Kind::Issuer, server.url("")));
        QTRY_COMPARE(m_failed->count(), 1);
        QVERIFY(failure().contains(QStringLiteral("another issuer")));
        QVERIFY(failure().contains(QStringLiteral("https://evil.example")));
        QCOMPARE(m_discovered->count(), 0);
    }

    void whatIsNoSetIsNamed_data() {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const std::string& answer, const char* words) {
            QTest::newRow(name) << QByteArray::fromStdString(answer) << words;
        };
        row("not found", faultserver::answer(404, "{}"), "404");
        row("page", faultserver::answer(200, "<!doctype html><title>Login</title>"), "HTML page");
        row("noise", faultserver::answer(200, "what"), "no JWKS");
        row("other JSON", faultserver::answer(200, "{\"a\":1}"), "no JWKS");
        row("cut", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"keys\"", "length");
        row("redirect", "HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n",
            "not followed");
        row("too large", faultserver::answer(200, "{\"keys\":[" + std::string(KeyFetch::largest, ' ') + "]}"), "");
    }

    void whatIsNoSetIsNamed() {
        QFETCH(QByteArray, answer);
        QFETCH(QString, words);
        const faultserver::Server server(faultserver::always(answer.toStdString()));
        m_fetch->start(wish(Kind::KeySet, server.url("/jwks")));
        QTRY_COMPARE(m_failed->count(), 1);
        QVERIFY2(!failure().isEmpty() && failure().contains(words), qPrintable(failure()));
        QCOMPARE(server.requests().size(), std::size_t{1});
        QCOMPARE(m_ring->count(), 0);
        QCOMPARE(m_contacted->count(), 1);
    }

    void publishedPrivateKeysAreTold() {
        const auto key = madeKey("leaked");
        const std::string jwk(asText(key->privateJwk.reveal()));
        const faultserver::Server server(faultserver::always(faultserver::answer(200, setOf({jwk}))));
        m_fetch->start(wish(Kind::KeySet, server.url("/jwks")));
        QTRY_COMPARE(m_fetched->count(), 1);
        QVERIFY(fetchedKeys().published);
    }

    void stopEndsAtOnce() {
        std::atomic<bool> end{false};
        const faultserver::Server server([&end](faultserver::Connection& connection) {
            connection.readRequest();
            for (int i = 0; i < 200 && !end; ++i) {
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            }
        });
        m_fetch->start(wish(Kind::KeySet, server.url("/jwks")));
        QTRY_COMPARE(server.requests().size(), std::size_t{1});
        QSignalSpy stopped(m_fetch.get(), &KeyFetch::stopped);
        QElapsedTimer timer;
        timer.start();
        m_fetch->stop();
        QCOMPARE(stopped.count(), 1);
        QVERIFY(!m_fetch->isRunning());
        m_fetch.reset(); // destroyed at work: waits no longer than the transport needs to heed the stop
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        end = true;
        QCOMPARE(m_fetched->count() + m_failed->count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestKeyFetch)
#include "tst_key_fetch.moc"
