// SPDX-License-Identifier: Apache-2.0
//
// What people do with keys from end to end: the key steps of HEFLO, files of Java's keytool, one password in and
// another out, and public keys that are handed over as secrets.
#include "command.h"
#include "support/places.h"

#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace command;

class CliKeyStepsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const QString& name) const { return m_folder.filePath(name); }
    static QByteArray content(const QString& file) {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }
    static QString vector(const QString& name) { return places::ownVectors("/keys/") + name; }

private Q_SLOTS:
    /// vendors.md §5: a pair of 2048 bits, the private PEM with a passphrase for its owner only, the public PEM to
    /// send, an assertion that the public PEM verifies.
    void hefloKeysFromEndToEnd() {
        const QString secret = path("private.pem"), open = path("public.pem");
        const Run made = twb({"--json",    "key",       "generate", "--type", "RSA",          "--bits",     "2048",
                              "--alg",     "RS256",     "--use",    "sig",    "--kid",        "thumbprint", "--format",
                              "pkcs8-pem", "--protect", "--out",    secret,   "--public-out", open},
                             {}, {{"TWB_PASSWORD", "open sesame"}});
        COMPARE_EXIT(made, 0);
        QVERIFY(content(secret).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
        QVERIFY(content(open).startsWith("-----BEGIN PUBLIC KEY-----"));
        QVERIFY(!content(open).contains("PRIVATE"));
        const auto others =
            QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        QVERIFY(!(QFileInfo(secret).permissions() & others));
        QVERIFY(!made.out.contains("PRIVATE"));

        const Run same = twb({"key", "match", "--key", secret, "--with", open, "--password", "open sesame"});
        COMPARE_EXIT(same, 0);
        const Run token = twb({"sign", "--alg", "RS256", "--key", secret, "--password", "open sesame", "--payload",
                               "{}", "--set", "iss=\"client\"", "--set", "aud=\"https://auth.example/connect/token\"",
                               "--iat", "--jti", "--expires-in", "60s"});
        COMPARE_EXIT(token, 0);
        const Run checked = twb({"verify", QString::fromLatin1(token.firstLine()), "--key", open});
        COMPARE_EXIT(checked, 0);

        if (!QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty()) {
            QProcess openssl;
            openssl.start("openssl", {"pkey", "-in", secret, "-passin", "pass:open sesame", "-pubout"});
            QVERIFY(openssl.waitForFinished(20'000));
            QCOMPARE(openssl.readAllStandardOutput(), content(open));
        }
    }

    void publicKeysAreNoSecrets_data() {
        QTest::addColumn<QByteArray>("text");
        const QByteArray pem = content(vector("rsa-2048.spki.pem"));
        QTest::newRow("PEM") << pem;
        QTest::newRow("DER") << content(vector("rsa-2048.spki.der"));
        QTest::newRow("one line") << QByteArray(pem).replace('\n', "");
        QTest::newRow("\\n written out") << QByteArray(pem).replace("\n", "\\n");
        QTest::newRow("base64 of PEM") << pem.toBase64();
        QTest::newRow("without armour") << pem.split('\n').mid(1, pem.count('\n') - 2).join('\n');
        QTest::newRow("certificate") << content(vector("rsa-2048.certificate.pem"));
        QTest::newRow("private") << content(vector("ec-P-256.pkcs8.pem"));
    }
    /// Whoever has the public key could make such tokens (RFC 8725 §2.1): no HMAC is made or checked with it.
    void publicKeysAreNoSecrets() {
        QFETCH(QByteArray, text);
        const QString file = writeFile(path("disguised"), text);
        const Run made = twb({"--json", "sign", "--alg", "HS256", "--secret-file", file, "--payload", "{}"});
        COMPARE_EXIT(made, 2);
        QCOMPARE(made.errorCode(), QStringLiteral("key-type-mismatch"));
        const Run checked = twb({"--json", "verify", "eyJhbGciOiJIUzI1NiJ9.e30.AAAA", "--secret-file", file});
        COMPARE_EXIT(checked, 1);
        QCOMPARE(checked.json().value("verdict").toString(), QStringLiteral("not-checked"));
    }

    void onePasswordInAnotherOut() {
        const QString first = path("first.pem"), second = path("second.pem"), third = path("third.p12");
        COMPARE_EXIT(twb({"key", "convert", "--key", vector("ec-P-256.pkcs8.pem"), "--to", "pkcs8-pem", "--protect",
                          "--password", "one", "--out", first}),
                     0);
        COMPARE_EXIT(twb({"key", "convert", "--key", first, "--password", "one", "--to", "pkcs8-pem", "--protect",
                          "--out-password", "two", "--out", second}),
                     0);
        COMPARE_EXIT(twb({"key", "inspect", "--key", second, "--password", "two"}), 0);
        COMPARE_EXIT(twb({"key", "inspect", "--key", second, "--password", "one"}), 2);
        COMPARE_EXIT(twb({"key", "convert", "--key", second, "--password", "two", "--to", "pkcs12", "--subject", "CN=x",
                          "--out", third},
                         {}, {{"TWB_OUT_PASSWORD", "three"}}),
                     0);
        COMPARE_EXIT(twb({"key", "inspect", "--key", third, "--password", "three"}), 0);
        // What would be written in the clear although a password was given for it is no wish.
        COMPARE_EXIT(
            twb({"key", "convert", "--key", first, "--password", "one", "--to", "pkcs8-pem", "--out-password", "two"}),
            2);
    }

    void passwordFromAPipeIsReadOnce() {
        const QString first = path("piped.pem"), second = path("piped2.pem");
        COMPARE_EXIT(twb({"key", "convert", "--key", vector("ec-P-256.pkcs8.pem"), "--to", "pkcs8-pem", "--protect",
                          "--password", "one", "--out", first}),
                     0);
        COMPARE_EXIT(twb({"key", "convert", "--key", first, "--password-file", "/dev/stdin", "--to", "pkcs8-pem",
                          "--protect", "--out", second},
                         "one\n"),
                     0);
        COMPARE_EXIT(twb({"key", "inspect", "--key", second, "--password", "one"}), 0);
    }

    void problemsCarryTheirFinding_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("id");
        QTest::newRow("request") << "ec-P-256.request.pem"
                                 << "key-csr";
        QTest::newRow("request, DER") << "ec-P-256.request.der"
                                      << "key-csr";
        QTest::newRow("encrypted") << "ec-P-256.scrypt.pem"
                                   << "key-pem-encrypted";
        QTest::newRow("512 bits") << "rsa-512.pkcs8.pem"
                                  << "key-rsa-too-small";
    }
    void problemsCarryTheirFinding() {
        QFETCH(QString, file);
        QFETCH(QString, id);
        const Run run = twb({"--json", "key", "inspect", "--key", vector(file)});
        const QJsonObject error = run.json().value("error").toObject();
        const QJsonArray problems = run.json().value("problems").toArray();
        QCOMPARE(error.isEmpty() ? problems.at(0).toObject().value("id").toString() : error.value("id").toString(), id);
    }

    void pssIsNamed() {
        const Run run = twb({"--json", "key", "inspect", "--key", vector("rsa-pss.pkcs8.pem")});
        COMPARE_EXIT(run, 0);
        QVERIFY(run.json().value("description").toString().startsWith(QStringLiteral("RSA-PSS key of")));
    }

    /// Made by keytool of OpenJDK 17, password "changeit"; "legacy" with -J-Dkeystore.pkcs12.legacy.
    void keytoolFiles_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("label");
        QTest::addColumn<bool>("isPrivate");
        QTest::newRow("RSA") << "keytool-rsa.p12"
                             << "signer" << true;
        QTest::newRow("EC") << "keytool-ec.p12"
                            << "ec" << true;
        QTest::newRow("trust store") << "keytool-trust.p12"
                                     << "trusted" << false;
        QTest::newRow("RC2 and 3DES") << "keytool-legacy.p12"
                                      << "old" << true;
    }
    void keytoolFiles() {
        QFETCH(QString, file);
        QFETCH(QString, label);
        QFETCH(bool, isPrivate);
        const Run run = twb({"--json", "key", "inspect", "--key", vector(file), "--password", "changeit"});
        if (run.exit == 2 && run.err.contains("legacy provider")) {
            QSKIP("OpenSSL's legacy provider is not installed");
        }
        COMPARE_EXIT(run, 0);
        QCOMPARE(run.json().value("format").toString(), QStringLiteral("pkcs12"));
        QCOMPARE(run.json().value("label").toString(), label);
        QCOMPARE(run.json().value("private").toBool(), isPrivate);
        QVERIFY(run.json().value("certificate").isObject());
        const Run wrong = twb({"--json", "key", "inspect", "--key", vector(file), "--password", "changed"});
        COMPARE_EXIT(wrong, 2);
        QCOMPARE(wrong.errorCode(), QStringLiteral("key-password-wrong"));
    }

    /// No private key of a keystore with several gets lost.
    void keystoresWithSeveralKeys() {
        const Run run = twb({"--json", "key", "inspect", "--key", vector("keytool-two.p12"), "--password", "changeit"});
        COMPARE_EXIT(run, 0);
        const QJsonArray keys = run.json().value("keys").toArray();
        QCOMPARE(keys.size(), 2);
        QStringList labels;
        for (const QJsonValue& key : keys) {
            QVERIFY(key.toObject().value("private").toBool());
            QVERIFY(key.toObject().value("certificate").isObject());
            labels << key.toObject().value("label").toString();
        }
        labels.sort();
        QCOMPARE(labels, (QStringList{"second", "signer"}));
    }

    /// Java's own format is named and never taken for a secret.
    void javaKeystoresAreNamed() {
        const Run run = twb({"--json", "key", "inspect", "--key", vector("keytool.jks")});
        COMPARE_EXIT(run, 2);
        QCOMPARE(run.errorCode(), QStringLiteral("key-unsupported"));
        QVERIFY(run.err.contains("keytool -importkeystore"));
    }
};

QTEST_GUILESS_MAIN(CliKeyStepsTest)
#include "tst_cli_key_steps.moc"
