// SPDX-License-Identifier: Apache-2.0
//
// `twb request` as scripts see it, without a server: dry runs, masking, exit statuses.
#include "command.h"

#include <QTemporaryDir>

class CliRequestTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_key;

private Q_SLOTS:
    void initTestCase() {
        m_key = m_folder.filePath("key.pem");
        COMPARE_EXIT(command::twb({"key", "generate", "--type", "RSA", "--format", "pkcs8-pem", "--out", m_key}), 0);
    }

    void dryRunShowsOctetsAndAssertion() {
        const auto run = command::twb({"--json", "request", "--preset", "heflo", "--client-id", "tw-demo-client",
                                       "--key", m_key, "--dry-run", "--at", "1795197780"});
        COMPARE_EXIT(run, 0);
        const QJsonObject json = run.json();
        QVERIFY(json.value("request").toString().startsWith("POST /connect/token HTTP/1.1\r\n"));
        const QJsonObject claims = json.value("assertions").toArray().at(0).toObject().value("payload").toObject();
        QCOMPARE(claims.value("iss").toString(), QString("tw-demo-client"));
        QCOMPARE(claims.value("exp").toInt(), 1795197840);
        for (const QJsonValue& check : json.value("checks").toArray()) {
            QCOMPARE(check.toObject().value("outcome").toString(), QString("pass"));
        }
    }

    void secretsAreMaskedUnlessRevealed() {
        const QStringList words = {"request",
                                   "--token-url",
                                   "http://127.0.0.1:9/token",
                                   "--client-id",
                                   "me",
                                   "--auth",
                                   "client_secret_post",
                                   "--secret",
                                   "sample-secret-value",
                                   "--dry-run"};
        const auto masked = command::twb(words);
        COMPARE_EXIT(masked, 0);
        QVERIFY(!masked.out.contains("sample-secret-value"));
        const auto revealed = command::twb(words + QStringList{"--reveal"});
        QVERIFY(revealed.out.contains("client_secret=sample-secret-value"));
        const auto curl = command::twb(words + QStringList{"--curl"});
        QVERIFY(curl.out.startsWith("curl ") && !curl.out.contains("sample-secret-value"));
    }

    void noAnswerIsExitThree() {
        const auto run = command::twb({"--json", "request", "--token-url", "http://127.0.0.1:9/token", "--client-id",
                                       "me", "--secret", "sample-secret-value", "--timeout", "5s"});
        COMPARE_EXIT(run, 3);
        QCOMPARE(run.errorCode(), QString("connection-failed"));
        QVERIFY(!run.out.contains("sample-secret-value"));
        COMPARE_EXIT(command::twb({"request", "discover", "--issuer", "http://127.0.0.1:9"}), 3);
        // For people: once on each of the two outputs, with the place.
        const auto read = command::twb({"request", "--token-url", "http://127.0.0.1:9/token", "--client-id", "me",
                                        "--secret", "sample-secret-value", "--timeout", "5s"});
        QCOMPARE(read.out.count("Nothing answers"), 1);
        QVERIFY2(read.out.contains("127.0.0.1 port 9"), read.shown());
    }

    void usageIsExitTwo_data() {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("no address") << QStringList{"request", "--client-id", "me"};
        QTest::newRow("http elsewhere, dry")
            << QStringList{"request", "--token-url", "http://issuer.example/t", "--client-id", "me", "--dry-run"};
        QTest::newRow("method") << QStringList{"request", "--token-url", "http://127.0.0.1:9/", "--auth", "magic"};
        QTest::newRow("preset") << QStringList{"request", "--preset", "nobody"};
        QTest::newRow("secret missing") << QStringList{"request", "--token-url", "http://127.0.0.1:9/", "--client-id",
                                                       "me",      "--auth",      "client_secret_basic"};
        QTest::newRow("token missing") << QStringList{"request", "introspect", "--token-url", "http://127.0.0.1:9/"};
    }
    void usageIsExitTwo() {
        QFETCH(QStringList, words);
        COMPARE_EXIT(command::twb(words), 2);
    }
};

QTEST_GUILESS_MAIN(CliRequestTest)
#include "tst_cli_request.moc"
