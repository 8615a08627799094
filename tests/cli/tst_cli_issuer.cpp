// SPDX-License-Identifier: Apache-2.0
// `twb issuer` as a script uses it: started, asked by a raw HTTP client, stopped by a signal.
#include "issuer_process.h"

#include <QRegularExpression>
#include <QTemporaryDir>

namespace {

void write(const QString& path, const QByteArray& octets) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(octets);
}

} // namespace

using issuer_process::Issuer;

class CliIssuerTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void saysOneLineAndStops_data() {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }
    void saysOneLineAndStops() {
        QFETCH(int, signal);
        Issuer issuer;
        QVERIFY2(issuer.ready(), issuer.out());
        QCOMPARE(issuer.out(), QByteArray("{\"ready\":true,\"issuer\":\"http://127.0.0.1:" +
                                          QByteArray::number(issuer.port()) + "\"}\n"));
        const std::string discovery = issuer.get("/.well-known/openid-configuration");
        QVERIFY(discovery.find("\"issuer\":\"" + issuer.address().toStdString() + "\"") != std::string::npos);
        QCOMPARE(raw_http::status(issuer.token("backend-test", "local-issuer-sample-secret-0123456789")), 200);
        QCOMPARE(issuer.stop(signal), 0);
        QCOMPARE(issuer.out().count('\n'), 1);
    }

    void takesKeysAndClients() {
        const QString keys = m_folder.filePath("keys.json");
        const QString clients = m_folder.filePath("clients.json");
        QCOMPARE(command::twb({"key", "generate", "--type", "OKP", "--curve", "Ed25519", "--kid", "mine", "--format",
                               "jwks", "--out", keys})
                     .exit,
                 0);
        write(clients, "[{\"client_id\":\"me\",\"client_secret\":\"my secret\","
                       "\"token_endpoint_auth_method\":\"client_secret_post\",\"scope\":\"read\"}]");
        Issuer issuer(
            {"--keys", keys, "--clients", clients, "--token-life", "1h", "--audience", "https://api.example"});
        QVERIFY2(issuer.ready(), issuer.out());
        const std::string jwks = raw_http::body(issuer.get("/jwks"));
        QVERIFY(jwks.find("\"mine\"") != std::string::npos);
        QVERIFY(jwks.find("\"d\"") == std::string::npos);
        const QByteArray answer = QByteArray::fromStdString(raw_http::body(issuer.token("me", "my+secret")));
        const QJsonObject json = QJsonDocument::fromJson(answer).object();
        QCOMPARE(json.value("expires_in").toInt(), 3600);
        QCOMPARE(json.value("scope").toString(), QString("read"));
        // The program itself verifies what it handed out.
        write(m_folder.filePath("jwks.json"), QByteArray::fromStdString(jwks));
        const auto verified = command::twb({"--json", "verify", json.value("access_token").toString(), "--key",
                                            m_folder.filePath("jwks.json"), "--issuer", issuer.address(), "--audience",
                                            "https://api.example", "--typ", "at+jwt"});
        QVERIFY2(verified.exit == 0, verified.shown());
        QCOMPARE(raw_http::status(issuer.token("backend-test", "x")), 400);
    }

    void faultsAndClockAreChosen() {
        Issuer issuer({"--fault", "error-500"});
        QCOMPARE(raw_http::status(issuer.token("backend-test", "x")), 500);
        Issuer still({"--at", "2026-11-20T15:00:00Z"});
        const QByteArray answer = QByteArray::fromStdString(
            raw_http::body(still.token("backend-test", "local-issuer-sample-secret-0123456789")));
        const auto decoded = command::twb(
            {"--json", "decode", QJsonDocument::fromJson(answer).object().value("access_token").toString()});
        QCOMPARE(decoded.json().value("payload").toObject().value("iat").toInt(), 1795186800);
    }

    void requestsAreToldWithMilliseconds() {
        QProcess process;
        process.start(places::build("/bin/twb"), {"issuer", "--log"});
        QVERIFY(process.waitForReadyRead(10'000));
        const int port = QJsonDocument::fromJson(process.readAllStandardOutput())
                             .object()
                             .value("issuer")
                             .toString()
                             .section(':', -1)
                             .toInt();
        raw_http::exchange(port, raw_http::request(port, "GET", "/jwks?x=secret-in-a-query"));
        raw_http::exchange(port, raw_http::request(port, "GET", "/nowhere"));
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        QVERIFY(process.waitForFinished(10'000));
        const QStringList lines = QString::fromUtf8(process.readAllStandardError()).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 2);
        const QRegularExpression form("^20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z GET /jwks 200 1 key$");
        QVERIFY2(form.match(lines[0]).hasMatch(), lines[0].toUtf8());
        QVERIFY2(lines[1].contains("GET /nowhere 404 "), lines[1].toUtf8());
        QVERIFY(process.readAllStandardOutput().isEmpty());
    }

    void badOptionsAreNamed_data() {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("code");
        QTest::newRow("port") << QStringList{"--port", "http"} << "usage";
        QTest::newRow("port range") << QStringList{"--port", "65536"} << "usage";
        QTest::newRow("fault") << QStringList{"--fault", "sometimes"} << "usage";
        QTest::newRow("consent") << QStringList{"--consent", "maybe"} << "usage";
        QTest::newRow("keys") << QStringList{"--keys", "/nowhere"} << "file-unreadable";
        QTest::newRow("clients") << QStringList{"--clients", "/nowhere"} << "file-unreadable";
    }
    void badOptionsAreNamed() {
        QFETCH(QStringList, options);
        QFETCH(QString, code);
        const auto run = command::twb(QStringList{"--json", "issuer"} + options);
        QCOMPARE(run.exit, 2);
        QCOMPARE(run.errorCode(), code);
    }

    void aBusyPortIsNamed() {
        Issuer issuer;
        QVERIFY(issuer.ready());
        const auto run = command::twb({"--json", "issuer", "--port", QString::number(issuer.port())});
        QCOMPARE(run.exit, 2);
        QVERIFY2(run.out.contains("is in use"), run.shown());
    }

    void publicKeysCannotSign() {
        const QString keys = m_folder.filePath("public.json");
        QCOMPARE(command::twb({"key", "generate", "--type", "EC", "--curve", "P-256", "--format", "jwk", "--out",
                               m_folder.filePath("private.json"), "--public-out", keys})
                     .exit,
                 0);
        const auto run = command::twb({"--json", "issuer", "--keys", keys});
        QCOMPARE(run.exit, 2);
        QCOMPARE(run.errorCode(), QString("key-public-only"));
    }
};

QTEST_GUILESS_MAIN(CliIssuerTest)
#include "tst_cli_issuer.moc"
