// SPDX-License-Identifier: Apache-2.0
//
// The TLS port of `twb issuer`, and the authority that it may ask of client certificates: two processes, real
// handshakes.
#include "cli/issuer_process.h"
#include "support/net/fault_server.h"

#include <QTemporaryDir>

using command::Run;
using issuer_process::Issuer;

class CliIssuerTlsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Issuer> m_issuer;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString write(const QString& name, const std::string& text) const {
        return command::writeFile(path(name), QByteArray::fromStdString(text));
    }
    Run ask(const QString& certificate, const QString& key) const {
        return command::twb({"--json", "request", "--grant", "client_credentials", "--auth", "tls_client_auth",
                             "--client-id", "batch", "--token-url", m_issuer->tlsAddress() + "/token", "--ca",
                             path("issuer-ca.pem"), "--cert", certificate, "--cert-key", key});
    }

private Q_SLOTS:
    void initTestCase() {
        using faultserver::makeCertificate;
        const auto root = makeCertificate({"Root", -1, 30, true});
        const auto between = makeCertificate({"Between", -1, 30, true}, &root);
        const auto leaf = makeCertificate({"batch client", -1, 30}, &between);
        const auto stranger = makeCertificate({"batch client", -1, 30}); // the same name, made by himself
        write("root.pem", root.certificate);
        write("leaf.pem", leaf.certificate);
        write("chain.pem", leaf.certificate + between.certificate);
        write("leaf-key.pem", leaf.key);
        write("stranger.pem", stranger.certificate);
        write("stranger-key.pem", stranger.key);
        write("clients.json", R"([{"client_id":"batch","token_endpoint_auth_method":"tls_client_auth",)"
                              R"("tls_client_auth_subject_dn":"CN=batch client"}])");
        m_issuer = std::make_unique<Issuer>(QStringList{"--clients", path("clients.json"), "--tls", "--tls-ca",
                                                        path("issuer-ca.pem"), "--client-ca", path("root.pem")});
        QVERIFY(m_issuer->ready());
    }
    void cleanupTestCase() { m_issuer.reset(); }

    void theChainHasToEndThere() {
        const Run good = ask(path("chain.pem"), path("leaf-key.pem"));
        QVERIFY2(good.exit == 0, good.shown());
        QCOMPARE(good.json().value("status").toInt(), 200);
    }
    void otherChainsAreRefused_data() {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("said");
        QTest::newRow("made by himself") << "stranger.pem"
                                         << "stranger-key.pem"
                                         << "self-signed";
        QTest::newRow("the link between is not sent") << "leaf.pem"
                                                      << "leaf-key.pem"
                                                      << "sent no certificate between";
    }
    void otherChainsAreRefused() {
        QFETCH(QString, certificate);
        QFETCH(QString, key);
        QFETCH(QString, said);
        const Run run = ask(path(certificate), path(key));
        QVERIFY2(run.exit == 1, run.shown());
        const QJsonObject response = run.json().value("response").toObject();
        QCOMPARE(response.value("error").toString(), QString("invalid_client"));
        const QString description = response.value("error_description").toString();
        QVERIFY2(description.contains("does not lead to the authority"), run.shown());
        QVERIFY2(description.contains("\"CN=Root\""), run.shown());
        QVERIFY2(description.contains(said), run.shown());
    }
    void theLogSaysIt() {
        QProcess process;
        process.start(places::build("/bin/twb"), {"issuer", "--log", "--clients", path("clients.json"), "--tls",
                                                  "--tls-ca", path("second-ca.pem"), "--client-ca", path("root.pem")});
        QVERIFY(process.waitForReadyRead(10'000));
        const QString tls = QJsonDocument::fromJson(process.readAllStandardOutput()).object().value("tls").toString();
        for (const char* certificate : {"chain.pem", "leaf.pem"}) {
            command::twb({"request", "--grant", "client_credentials", "--auth", "tls_client_auth", "--client-id",
                          "batch", "--token-url", tls + "/token", "--ca", path("second-ca.pem"), "--cert",
                          path(certificate), "--cert-key", path("leaf-key.pem")});
        }
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        QVERIFY(process.waitForFinished(10'000));
        const QStringList lines = QString::fromUtf8(process.readAllStandardError()).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 2);
        QVERIFY2(lines[0].contains("/token 200 certificate of CN=batch client, signed under the authority"),
                 qPrintable(lines[0]));
        QVERIFY2(lines[1].contains("/token 400 invalid_client: client certificate does not lead to the authority"),
                 qPrintable(lines[1]));
    }

    void theTlsPortIsChosen() {
        // A port that was free a moment ago.
        QString wanted;
        {
            Issuer probe;
            QVERIFY(probe.ready());
            wanted = QString::number(probe.port());
        }
        Issuer chosen({"--tls", "--tls-port", wanted});
        QVERIFY(chosen.ready());
        QCOMPARE(chosen.tlsAddress(), "https://127.0.0.1:" + wanted);
        const Run busy = command::twb({"--json", "issuer", "--tls", "--tls-port", wanted});
        QCOMPARE(busy.exit, 2);
        QVERIFY2(busy.out.contains(("port " + wanted + " is in use").toUtf8()), busy.shown());
        Issuer any({"--tls", "--tls-port", "0"});
        QVERIFY(any.ready());
        QVERIFY(any.tlsAddress().startsWith("https://127.0.0.1:"));
    }

    void badOptionsAreNamed_data() {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("no number") << QStringList{"--tls", "--tls-port", "https"}
                                   << QByteArray("--tls-port is a number");
        QTest::newRow("port without TLS") << QStringList{"--tls-port", "0"} << QByteArray("--tls-port goes with --tls");
        QTest::newRow("file without TLS") << QStringList{"--tls-ca", "x"} << QByteArray("--tls-ca goes with --tls");
        QTest::newRow("authority without TLS")
            << QStringList{"--client-ca", path("root.pem")} << QByteArray("--client-ca goes with --tls");
        QTest::newRow("an authority of nothing")
            << QStringList{"--tls", "--clients", path("clients.json"), "--client-ca", path("leaf-key.pem")}
            << QByteArray("no certificate");
        QTest::newRow("an authority for nobody")
            << QStringList{"--tls", "--client-ca", path("root.pem")} << QByteArray("tls_client_auth");
        QTest::newRow("no file") << QStringList{"--tls", "--client-ca", "/nowhere"} << QByteArray("/nowhere");
    }
    void badOptionsAreNamed() {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, said);
        const Run run = command::twb(QStringList{"--json", "issuer"} + options);
        QCOMPARE(run.exit, 2);
        QVERIFY2(run.out.contains(said), run.shown());
    }
};

QTEST_GUILESS_MAIN(CliIssuerTlsTest)
#include "tst_cli_issuer_tls.moc"
