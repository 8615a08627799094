// SPDX-License-Identifier: Apache-2.0
#include "oauth/http_transport.h"
#include "workbench/key_fetch.h"
#include "workbench/network_gate.h"
#include "workbench/settings.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace twb;
using namespace twb::workbench;
using oauth::ProxyOptions;

namespace {

/// Keeps what it was asked to send.
class Recorder : public oauth::HttpTransport {
public:
    explicit Recorder(std::vector<oauth::HttpRequest>& requests)
        : m_requests(requests) {}
    oauth::HttpExchange perform(const oauth::HttpRequest& request, std::stop_token) override {
        m_requests.push_back(request);
        oauth::HttpExchange exchange;
        exchange.status = 200;
        return exchange;
    }

private:
    std::vector<oauth::HttpRequest>& m_requests;
};

} // namespace

/// What the settings say is what goes out.
class NetworkGateTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Settings> m_settings;
    std::vector<oauth::HttpRequest> m_sent;
    std::unique_ptr<NetworkGate> m_gate;

    QString write(const QString& name, const QByteArray& text) {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
    }

private Q_SLOTS:
    void init() {
        QFile::remove(m_folder.filePath(QStringLiteral("settings.ini")));
        m_settings = std::make_unique<Settings>(m_folder.filePath(QStringLiteral("settings.ini")), nullptr);
        m_sent.clear();
        m_gate = std::make_unique<NetworkGate>(followNetworkRules(*m_settings), std::make_unique<Recorder>(m_sent));
    }

    void untouchedByDefault() {
        oauth::HttpRequest request;
        request.url = "https://issuer.example/token";
        QCOMPARE(m_gate->perform(request).status, 200);
        QCOMPARE(m_sent.size(), std::size_t(1));
        QVERIFY(m_sent[0].proxy == ProxyOptions());
        QVERIFY(m_sent[0].tls.authorities.empty());
        QCOMPARE(m_sent[0].limits.total, oauth::HttpLimits{}.total);
    }
    void offSendsNothing() {
        m_settings->setNetworkOff(true);
        const oauth::HttpExchange exchange = m_gate->perform({});
        QVERIFY(m_sent.empty());
        QVERIFY(exchange.failure && exchange.failure->fault == oauth::HttpFault::NetworkOff);
        QVERIFY(oauth::sentence(exchange.failure->fault).starts_with("Network is off (Settings)"));
        m_settings->setNetworkOff(false); // at once, for the same gate
        QCOMPARE(m_gate->perform({}).status, 200);
    }
    void proxyOfTheSettingsUnlessTheRequestNamesOne() {
        m_settings->setProxy({ProxyOptions::Kind::Own, "http://proxy.example:3128"});
        m_gate->perform({});
        QCOMPARE(m_sent[0].proxy.url, std::string("http://proxy.example:3128"));
        oauth::HttpRequest own;
        own.proxy = {ProxyOptions::Kind::None, {}};
        m_gate->perform(own);
        QVERIFY(m_sent[1].proxy.kind == ProxyOptions::Kind::None);
    }
    void authoritiesAreAdded() {
        const QString path =
            write(QStringLiteral("ca.pem"), "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n");
        m_settings->setCaFile(path);
        QCOMPARE(caFileProblem(path), QString());
        oauth::HttpRequest request;
        request.tls.authorities = "of the request";
        m_gate->perform(request);
        QVERIFY(m_sent[0].tls.authorities.starts_with("of the request\n-----BEGIN CERTIFICATE-----"));
        m_settings->setCaFile({});
        m_gate->perform({});
        QVERIFY(m_sent[1].tls.authorities.empty());
    }
    void unusableFilesAreNamed() {
        QVERIFY(!caFileProblem(m_folder.filePath(QStringLiteral("missing.pem"))).isEmpty());
        const QString path = write(QStringLiteral("note.txt"), "no certificate");
        QVERIFY(caFileProblem(path).contains(QStringLiteral("no certificate")));
        m_settings->setCaFile(path);
        m_gate->perform({});
        QVERIFY(m_sent[0].tls.authorities.empty());
    }
    void timeLimitOfTheSettings() {
        m_settings->setRequestTimeout(std::chrono::seconds(5));
        oauth::HttpRequest shorter;
        shorter.limits.total = std::chrono::seconds(2);
        m_gate->perform({});
        m_gate->perform(shorter);
        QCOMPARE(m_sent[0].limits.total, std::chrono::milliseconds(5000));
        QCOMPARE(m_sent[1].limits.total, std::chrono::milliseconds(2000));
    }
    void fetchedKeysFollowIt() {
        const FixedClock clock{Time(std::chrono::seconds(1795186800))};
        KeyRing ring(clock);
        m_settings->setRequestTimeout(std::chrono::seconds(7));
        KeyFetch fetch(&ring, std::shared_ptr<oauth::HttpTransport>(std::move(m_gate)));
        QSignalSpy failed(&fetch, &KeyFetch::failed);
        fetch.start({FetchWish::Kind::KeySet, QStringLiteral("http://127.0.0.1:1/jwks")});
        QTRY_COMPARE(failed.count(), 1); // the recorder's answer is no key set
        QCOMPARE(m_sent.size(), std::size_t(1));
        QCOMPARE(m_sent[0].limits.total, std::chrono::milliseconds(7000));
        QCOMPARE(m_sent[0].limits.body, KeyFetch::largest);
    }
    void settingsOutliveOrNot() {
        m_settings.reset(); // a worker may hold the gate a moment longer
        QCOMPARE(m_gate->perform({}).status, 200);
    }
};

QTEST_GUILESS_MAIN(NetworkGateTest)
#include "tst_network_gate.moc"
