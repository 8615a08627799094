// SPDX-License-Identifier: Apache-2.0
// The local issuer of the window: started and stopped off the GUI thread, followed by its models.
#include "issuer/endpoints.h"
#include "support/raw_http.h"
#include "workbench/issuer_session.h"
#include "workbench/key_ring.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace twb;
using namespace twb::workbench;
using State = IssuerSession::State;

namespace {

std::string credentials(int port, std::string_view secret = issuer::sampleClientSecret) {
    return raw_http::exchange(port, raw_http::request(port, "POST", "/token",
                                                      "Content-Type: application/x-www-form-urlencoded\r\n",
                                                      "grant_type=client_credentials&client_id=backend-test&"
                                                      "client_secret=" +
                                                          std::string(secret)));
}

SharedMadeKey madeKey(const std::string& name) {
    KeyRequest request;
    request.kind = KeyRequest::Kind::Ec;
    request.curve = "P-256";
    request.name = name;
    request.use = "sig";
    return *makeKey(request);
}

} // namespace

class IssuerSessionTest : public QObject {
    Q_OBJECT

    FixedClock m_clock{Time(std::chrono::seconds(1'795'190'400))};

private Q_SLOTS:
    void isOffAtTheStart() {
        KeyRing ring(m_clock);
        IssuerSession session(ring, m_clock);
        QCOMPARE(session.state(), State::Stopped);
        QCOMPARE(session.address(), QStringLiteral("http://127.0.0.1:8455"));
        QCOMPARE(session.address(issuer::endpoint::keys), QStringLiteral("http://127.0.0.1:8455/jwks"));
        QVERIFY(!session.clients().empty());
        QCOMPARE(session.log().rowCount(), 0);
    }

    void startsAnswersAndStops() {
        KeyRing ring(m_clock);
        IssuerSession session(ring, m_clock);
        QAbstractItemModelTester log(&session.log(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester keys(&session.keyModel(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester clients(&session.clientModel(),
                                         QAbstractItemModelTester::FailureReportingMode::QtTest);
        IssuerLogFilter filter(&session.log());
        QAbstractItemModelTester filtered(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        session.startOnFreePort();
        QCOMPARE(session.state(), State::Starting);
        QTRY_COMPARE(session.state(), State::Running);
        QVERIFY(session.port() > 0);
        QCOMPARE(session.startedAt(), m_clock.now());
        QCOMPARE(session.keys().size(), std::size_t(1));
        QCOMPARE(session.keys().front().state, issuer::ServedKey::State::SignsNow);

        QCOMPARE(raw_http::status(credentials(session.port())), 200);
        QCOMPARE(raw_http::status(credentials(session.port(), "wrong")), 400);
        QTRY_COMPARE(session.log().rowCount(), 2);
        const auto newest = session.log().at(0);
        QCOMPARE(newest->status, 400);
        QVERIFY(newest->finding);
        QCOMPARE(session.log().index(0, IssuerLogModel::Status).data().toString(), QStringLiteral("400"));
        QCOMPARE(session.log().errorCount(), 1);
        filter.setErrorsOnly(true);
        QCOMPARE(filter.rowCount(), 1);
        QCOMPARE(filter.at(filter.index(0, 0)), newest);
        session.clearLog();
        QCOMPARE(filter.rowCount(), 0);

        const int port = session.port();
        session.stop();
        QTRY_COMPARE(session.state(), State::Stopped);
        QVERIFY(!raw_http::Connection(port).open());
    }

    void aBusyPortIsSaidAndAnotherTaken() {
        KeyRing ring(m_clock);
        IssuerSession first(ring, m_clock);
        first.startOnFreePort();
        QTRY_COMPARE(first.state(), State::Running);
        IssuerSession second(ring, m_clock);
        second.setPort(first.port());
        second.start();
        QTRY_COMPARE(second.state(), State::Failed);
        QCOMPARE(second.failure(), QStringLiteral("port %1 is in use").arg(first.port()));
        second.startOnFreePort();
        QTRY_COMPARE(second.state(), State::Running);
        QVERIFY(second.port() != first.port());
        // On another port while it runs: it moves there.
        const int free = first.port();
        first.stop();
        QTRY_COMPARE(first.state(), State::Stopped);
        second.setPort(free);
        QTRY_COMPARE(second.state(), State::Running);
        QCOMPARE(raw_http::status(credentials(free)), 200);
    }

    void tlsIsASecondPortThatIsSwitchedOn() {
        KeyRing ring(m_clock);
        IssuerSession session(ring, m_clock);
        QCOMPARE(session.tls(), IssuerSession::Tls::Off);
        session.startOnFreePort();
        QTRY_COMPARE(session.state(), State::Running);
        QCOMPARE(session.tlsAddress(), QString());
        QCOMPARE(session.tlsCertificate(), QString());
        const int port = session.port();
        session.setTls(IssuerSession::Tls::On); // it is started anew, at the same place
        QTRY_VERIFY(session.running() && !session.tlsAddress().isEmpty());
        QCOMPARE(session.port(), port);
        QCOMPARE(session.tlsAddress(issuer::endpoint::token), session.tlsAddress() + QStringLiteral("/token"));
        const QString certificate = session.tlsCertificate();
        QVERIFY(certificate.startsWith(QStringLiteral("-----BEGIN CERTIFICATE-----")));
        session.stop();
        QTRY_COMPARE(session.state(), State::Stopped);
        QCOMPARE(session.tlsAddress(), QString());
        session.start();
        QTRY_COMPARE(session.state(), State::Running);
        QCOMPARE(session.tlsCertificate(), certificate); // who trusts it is not told anew
        // Its port is nobody's choice: where it is taken, another one serves.
        IssuerSession second(ring, m_clock);
        second.setTls(IssuerSession::Tls::On);
        second.startOnFreePort();
        QTRY_COMPARE(second.state(), State::Running);
        IssuerSession third(ring, m_clock);
        third.setTls(IssuerSession::Tls::On);
        third.startOnFreePort();
        QTRY_COMPARE(third.state(), State::Running);
        QVERIFY(third.tlsAddress() != second.tlsAddress());
        // A taken port of the issuer itself is named.
        IssuerSession fourth(ring, m_clock);
        fourth.setTls(IssuerSession::Tls::On);
        fourth.setPort(port);
        fourth.start();
        QTRY_COMPARE(fourth.state(), State::Failed);
        QCOMPARE(fourth.failure(), QStringLiteral("port %1 is in use").arg(port));
    }

    void switchedOffWhileItStartsAnewItStaysOff() {
        KeyRing ring(m_clock);
        IssuerSession session(ring, m_clock);
        session.startOnFreePort();
        QTRY_COMPARE(session.state(), State::Running);
        session.setTls(IssuerSession::Tls::On);
        QCOMPARE(session.state(), State::Stopping);
        session.stop();
        QTRY_COMPARE(session.state(), State::Stopped);
        QVERIFY(!session.running());
    }

    void settingsReachTheRunningIssuer() {
        KeyRing ring(m_clock);
        IssuerSession session(ring, m_clock);
        session.startOnFreePort();
        QTRY_COMPARE(session.state(), State::Running);
        QSignalSpy changed(&session, &IssuerSession::settingsChanged);
        session.setFault(issuer::Fault::Error500);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(raw_http::status(credentials(session.port())), 500);
        session.setFault(issuer::Fault::None);
        session.setTokenLife(std::chrono::seconds(60));
        QVERIFY(credentials(session.port()).find("\"expires_in\":60") != std::string::npos);
        session.acceptAudience(QStringLiteral("http://localhost:1"));
        session.acceptAudience(QStringLiteral("http://localhost:1"));
        QCOMPARE(session.settings().acceptedAudiences.size(), std::size_t(1));
    }

    void clientsComeAndGo() {
        KeyRing ring(m_clock);
        IssuerSession session(ring, m_clock);
        session.startOnFreePort();
        QTRY_COMPARE(session.state(), State::Running);
        session.removeClient(QStringLiteral("backend-test"));
        QCOMPARE(raw_http::status(credentials(session.port())), 400);
        issuer::Client client;
        client.id = "backend-test";
        client.methods = {issuer::ClientMethod::SecretPost};
        client.grants = {"client_credentials"};
        client.secret = std::make_shared<const Secret>(Secret::fromText(issuer::sampleClientSecret));
        QVERIFY(session.putClient(client));
        QCOMPARE(raw_http::status(credentials(session.port())), 200);
        QVERIFY(!session.putClient(issuer::Client{}));
    }

    void ringKeysAreServedOnRequest() {
        KeyRing ring(m_clock);
        IssuerSession session(ring, m_clock);
        QAbstractItemModelTester tester(&session.keyModel(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        session.startOnFreePort();
        QTRY_COMPARE(session.state(), State::Running);
        const AddResult added = ring.add(*madeKey("Test signer"), QStringLiteral("Generated"));
        QCOMPARE(session.keyModel().rowCount(), 2);
        const QString kid = session.keys().back().kid;
        QCOMPARE(session.keys().back().state, issuer::ServedKey::State::NotPublished);
        const auto jwks = [&] {
            return raw_http::exchange(session.port(), raw_http::request(session.port(), "GET", "/jwks"));
        };
        QVERIFY(jwks().find(kid.toStdString()) == std::string::npos);
        // By its check box.
        QVERIFY(session.keyModel().setData(session.keyModel().index(1, 0), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(session.keyModel().publishedCount(), 2);
        QVERIFY(jwks().find(kid.toStdString()) != std::string::npos);
        QVERIFY(session.signWith(kid));
        QCOMPARE(session.keys().back().state, issuer::ServedKey::State::SignsNow);
        QVERIFY(!session.publish(kid, false));
        // The key goes out of the ring: the own key signs again.
        ring.remove(added.added);
        QCOMPARE(session.keys().size(), std::size_t(1));
        QCOMPARE(session.keys().front().state, issuer::ServedKey::State::SignsNow);
        QCOMPARE(raw_http::status(credentials(session.port())), 200);
    }

    void endsWhileItStarts() {
        KeyRing ring(m_clock);
        for (int i = 0; i < 10; ++i) {
            IssuerSession session(ring, m_clock);
            session.startOnFreePort();
            if (i % 2 == 0) {
                session.stop();
            }
        } // joined; nothing comes later
        QCoreApplication::sendPostedEvents();
    }
};

QTEST_GUILESS_MAIN(IssuerSessionTest)
#include "tst_issuer_session.moc"
