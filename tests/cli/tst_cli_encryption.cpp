// SPDX-License-Identifier: Apache-2.0
//
// encrypt and decrypt: every option, exit status and JSON member.
#include "command.h"

#include <QFileInfo>
#include <QTemporaryDir>

using namespace command;

namespace {

const QString secret16 = "0123456789abcdef";

QString tokenOf(const Run& run) {
    return QString::fromUtf8(run.out.trimmed());
}

QJsonObject headerOf(const QString& token) {
    const QByteArray header = QByteArray::fromBase64(token.section('.', 0, 0).toLatin1(),
                                                     QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return QJsonDocument::fromJson(header).object();
}

QByteArray plaintextOf(const Run& run) {
    return QByteArray::fromBase64(run.json().value("plaintext_base64url").toString().toLatin1(),
                                  QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Run encrypted(const QStringList& more) {
    return twb(QStringList{"encrypt"} + more);
}

} // namespace

class CliEncryptionTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString file(const QString& name, const QByteArray& octets) const {
        return writeFile(m_folder.filePath(name), octets);
    }

private Q_SLOTS:
    void thereAndBack_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("alg");
        QTest::addColumn<QString>("form");
        const QList<QStringList> rows{
            {"rsa-2048", "RSA-OAEP-256"}, {"rsa-2048", "RSA-OAEP"},    {"p-256", "ECDH-ES"},
            {"p-384", "ECDH-ES+A128KW"},  {"p-521", "ECDH-ES+A256KW"}, {"oct-256", "A256KW"},
            {"oct-256", "A256GCMKW"},     {"oct-256", "dir"},          {"oct-256", "PBES2-HS256+A128KW"}};
        for (const QStringList& row : rows) {
            for (const char* form : {"compact", "flattened", "general"}) {
                QTest::newRow(qPrintable(row[0] + " " + row[1] + " " + form)) << row[0] << row[1] << QString(form);
            }
        }
    }
    void thereAndBack() {
        QFETCH(QString, key);
        QFETCH(QString, alg);
        QFETCH(QString, form);
        const QString privateKey = file("private.jwk", vectorFile(key, "jwk"));
        const QByteArray publicText = vectorFile(key, "jwk-public");
        const QString publicKey = publicText == "{}" ? privateKey : file("public.jwk", publicText);
        const Run made = encrypted({"--alg", alg, "--enc", "A256GCM", "--key", publicKey, "--form", form, "--payload",
                                    "é and more", "--p2c", "1000"});
        COMPARE_EXIT(made, 0);
        QCOMPARE(tokenOf(made).startsWith('{'), form != "compact");
        QCOMPARE(made.err, QByteArray());
        const Run back = twb({"--json", "decrypt", tokenOf(made), "--key", privateKey});
        COMPARE_EXIT(back, 0);
        QCOMPARE(back.json().value("verdict").toString(), "decrypted");
        QCOMPARE(back.json().value("alg").toString(), alg);
        QCOMPARE(back.json().value("enc").toString(), "A256GCM");
        QCOMPARE(back.json().value("header").toObject().value("alg").toString(), alg);
        QVERIFY(back.json().value("nested").isNull());
        QCOMPARE(plaintextOf(back), QByteArray("é and more"));
        const Run shown = twb({"decrypt", tokenOf(made), "--key", privateKey});
        COMPARE_EXIT(shown, 0);
        QVERIFY2(shown.out.contains("é and more") && shown.out.contains("decrypted"), shown.shown().constData());
    }

    void headerPayloadAndCompression() {
        const QString payload = file("payload.bin", QByteArray(5000, 'a'));
        const Run made = encrypted({"--alg", "dir", "--enc", "A128GCM", "--secret", secret16, "--payload",
                                    "@" + payload, "--zip", "--header", R"({"cty":"text/plain"})", "--kid", "k1"});
        COMPARE_EXIT(made, 0);
        QVERIFY(tokenOf(made).size() < 300);
        const QJsonObject header = headerOf(tokenOf(made));
        QCOMPARE(
            header,
            (QJsonObject{{"cty", "text/plain"}, {"alg", "dir"}, {"enc", "A128GCM"}, {"kid", "k1"}, {"zip", "DEF"}}));
        const QString out = m_folder.filePath("plain.bin");
        const Run back = twb({"decrypt", tokenOf(made), "--secret", secret16, "--payload-out", out});
        COMPARE_EXIT(back, 0);
        QVERIFY(!back.out.contains("aaaa"));
        QFile written(out);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), QByteArray(5000, 'a'));
        QCOMPARE(int(QFileInfo(out).permissions() & (QFile::ReadGroup | QFile::ReadOther)), 0);
    }

    void jsonOutput() {
        const Run made = twb({"--json", "encrypt", "--alg", "RSA1_5", "--enc", "A128CBC-HS256", "--key",
                              file("rsa.jwk", vectorFile("rsa-2048", "jwk"))});
        COMPARE_EXIT(made, 0);
        QCOMPARE(made.json().value("alg").toString(), "RSA1_5");
        QCOMPARE(made.json().value("enc").toString(), "A128CBC-HS256");
        QCOMPARE(made.json().value("warnings").toArray().size(), 1);
        const Run general =
            twb({"--json", "encrypt", "--alg", "dir", "--enc", "A128GCM", "--secret", secret16, "--form", "general"});
        COMPARE_EXIT(general, 0);
        QVERIFY(general.json().value("token").toObject().contains("recipients"));
    }

    void aWarningBeforeRsa15() {
        const Run made =
            encrypted({"--alg", "RSA1_5", "--enc", "A128GCM", "--key", file("rsa.jwk", vectorFile("rsa-2048", "jwk"))});
        COMPARE_EXIT(made, 0);
        QVERIFY2(made.err.contains("RSA1_5"), made.shown().constData());
    }

    void passwords() {
        const Run made = twb({"encrypt", "--alg", "PBES2-HS512+A256KW", "--enc", "A256GCM", "--p2c", "500"}, {},
                             {{"TWB_PASSWORD", "correct horse"}});
        COMPARE_EXIT(made, 0);
        QVERIFY2(made.err.contains("p2c"), made.shown().constData());
        QCOMPARE(headerOf(tokenOf(made)).value("p2c").toInt(), 500);
        const Run back = twb({"--json", "decrypt", tokenOf(made), "--password", "correct horse"});
        COMPARE_EXIT(back, 0);
        QCOMPARE(plaintextOf(back), QByteArray("{}"));
        const Run wrong = twb({"--json", "decrypt", tokenOf(made), "--password", "battery staple"});
        COMPARE_EXIT(wrong, 1);
        QCOMPARE(wrong.json().value("verdict").toString(), "failed");
        QVERIFY(!wrong.out.contains("battery"));
    }

    // The refusal names the cap and the option that raises it; raised, the same token opens.
    void capOfInflatedOctets() {
        const QString payload = file("zeros.bin", QByteArray(250'001, '0'));
        const Run made =
            encrypted({"--alg", "dir", "--enc", "A128GCM", "--secret", secret16, "--payload", "@" + payload, "--zip"});
        COMPARE_EXIT(made, 0);
        const QStringList decrypt{"--json", "decrypt", tokenOf(made), "--secret", secret16};
        const Run refused = twb(decrypt);
        COMPARE_EXIT(refused, 1);
        QCOMPARE(refused.json().value("verdict").toString(), "not-checked");
        QCOMPARE(refused.errorCode(), "token-limit");
        QVERIFY2(refused.out.contains("250000") && refused.out.contains("--max-inflated"), refused.shown().constData());
        const Run raised = twb(decrypt + QStringList{"--max-inflated", "250001"});
        COMPARE_EXIT(raised, 0);
        QCOMPARE(plaintextOf(raised).size(), 250'001);
        const Run lowered = twb(decrypt + QStringList{"--max-inflated", "1000"});
        COMPARE_EXIT(lowered, 1);
        QVERIFY2(lowered.out.contains("more than 1000 octets"), lowered.shown().constData());
    }

    void capOfRounds() {
        const QStringList wanted{"--alg", "PBES2-HS256+A128KW", "--enc", "A128GCM", "--password", "x"};
        const Run tooMany = encrypted(wanted + QStringList{"--p2c", "1000001"});
        COMPARE_EXIT(tooMany, 2);
        QVERIFY2(tooMany.err.contains("1000000") && tooMany.err.contains("--max-pbes2-count"),
                 tooMany.shown().constData());
        const Run made = encrypted(wanted + QStringList{"--p2c", "1000001", "--max-pbes2-count", "1000001"});
        COMPARE_EXIT(made, 0);
        const QStringList decrypt{"--json", "decrypt", tokenOf(made), "--password", "x"};
        const Run refused = twb(decrypt);
        COMPARE_EXIT(refused, 1);
        QCOMPARE(refused.errorCode(), "token-limit");
        QVERIFY2(refused.out.contains("1000000") && refused.out.contains("--max-pbes2-count"),
                 refused.shown().constData());
        const Run raised = twb(decrypt + QStringList{"--max-pbes2-count", "1000001"});
        COMPARE_EXIT(raised, 0);
        QCOMPARE(plaintextOf(raised), QByteArray("{}"));
    }

    // The rounds of all recipients together have a cap, too: the answer is not that the password is wrong.
    void capOfRoundsOfAllRecipients() {
        const Run made = encrypted({"--alg", "PBES2-HS256+A128KW", "--enc", "A128GCM", "--password", "x", "--p2c",
                                    "1000", "--form", "general"});
        COMPARE_EXIT(made, 0);
        QJsonObject token = QJsonDocument::fromJson(made.out).object();
        const QJsonValue recipient = token.value("recipients").toArray().first();
        token.insert("recipients", QJsonArray{recipient, recipient, recipient, recipient, recipient});
        const QString five = QString::fromUtf8(QJsonDocument(token).toJson(QJsonDocument::Compact));
        const Run refused = twb({"--json", "decrypt", five, "--password", "another", "--max-pbes2-count", "1000"});
        COMPARE_EXIT(refused, 1);
        QCOMPARE(refused.errorCode(), "token-limit");
        QVERIFY2(refused.out.contains("stretched too often") && refused.out.contains("--max-pbes2-count"),
                 refused.shown().constData());
        const Run raised = twb({"--json", "decrypt", five, "--password", "another", "--max-pbes2-count", "2000"});
        COMPARE_EXIT(raised, 1);
        QCOMPARE(raised.errorCode(), "decryption-failed");
    }

    void severalRecipientsOfASet() {
        const QByteArray set = R"({"keys":[{"kty":"oct","kid":"a","k":"QUFBQUFBQUFBQUFBQUFBQQ"},)"
                               R"({"kty":"oct","kid":"b","k":"QkJCQkJCQkJCQkJCQkJCQg"}]})";
        const QString keys = file("set.jwks", set);
        const QStringList wanted{"--alg", "A128KW", "--enc", "A128GCM", "--key", keys};
        const Run ambiguous = twb(QStringList{"--json", "encrypt"} + wanted);
        COMPARE_EXIT(ambiguous, 2);
        QCOMPARE(ambiguous.errorCode(), "key-ambiguous");
        const Run made = encrypted(wanted + QStringList{"--form", "general"});
        COMPARE_EXIT(made, 0);
        QCOMPARE(QJsonDocument::fromJson(made.out).object().value("recipients").toArray().size(), 2);
        for (const char* secret : {"AAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBB"}) {
            COMPARE_EXIT(twb({"decrypt", tokenOf(made), "--secret", secret}), 0);
        }
        COMPARE_EXIT(twb({"decrypt", tokenOf(made), "--secret", "CCCCCCCCCCCCCCCC"}), 1);
        COMPARE_EXIT(encrypted(wanted + QStringList{"--kid", "b"}), 0);
    }

    /// Signed, then encrypted: what is inside shows, and says of itself that it is a JWT.
    void nestedTokens() {
        const Run inner = twb({"sign", "--alg", "HS256", "--secret", secret16, "--payload", R"({"sub":"x"})"});
        COMPARE_EXIT(inner, 0);
        const Run made =
            encrypted({"--alg", "dir", "--enc", "A128GCM", "--secret", secret16, "--payload", tokenOf(inner)});
        COMPARE_EXIT(made, 0);
        QCOMPARE(headerOf(tokenOf(made)).value("cty").toString(), "JWT");
        const Run back = twb({"--json", "decrypt", tokenOf(made), "--secret", secret16});
        COMPARE_EXIT(back, 0);
        const QJsonObject nested = back.json().value("nested").toObject();
        QCOMPARE(nested.value("kind").toString(), "jws");
        QCOMPARE(nested.value("token").toString(), tokenOf(inner));
        QCOMPARE(nested.value("payload").toObject().value("sub").toString(), "x");
        QCOMPARE(nested.value("header").toObject().value("alg").toString(), "HS256");
    }

    void answersNo_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<QString>("code");
        const QString token = tokenOf(encrypted({"--alg", "A128KW", "--enc", "A128GCM", "--secret", secret16}));
        QTest::newRow("another key") << QStringList{token, "--secret", "0123456789abcdeF"} << "failed"
                                     << "decryption-failed";
        QTest::newRow("changed tag") << QStringList{token.left(token.size() - 4) + "AAAA", "--secret", secret16}
                                     << "failed"
                                     << "decryption-failed";
        QTest::newRow("key of another size") << QStringList{token, "--secret", "short"} << "not-checked"
                                             << "key-type-mismatch";
        QTest::newRow("unknown alg") << QStringList{"eyJhbGciOiJ4IiwiZW5jIjoiQTEyOEdDTSJ9.AA.AA.AA.AA", "--secret",
                                                    secret16}
                                     << "not-checked"
                                     << "algorithm-unknown";
    }
    void answersNo() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, verdict);
        QFETCH(QString, code);
        const Run run = twb(QStringList{"--json", "decrypt"} + arguments);
        COMPARE_EXIT(run, 1);
        QCOMPARE(run.json().value("verdict").toString(), verdict);
        QCOMPARE(run.errorCode(), code);
        COMPARE_EXIT(twb(QStringList{"decrypt"} + arguments), 1);
    }

    void badInput_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QStringList& arguments, const char* code) {
            QTest::newRow(name) << arguments << QString(code);
        };
        row("no key", {"decrypt", "a.b.c.d.e"}, "usage");
        row("a JWS", {"decrypt", "e30.e30.AAAA", "--secret", secret16}, "token-unsupported");
        row("four parts", {"decrypt", "e30.AA.AA.AA", "--secret", secret16}, "token-structure");
        row("header no JSON", {"decrypt", "AAAA.AA.AA.AA.AA", "--secret", secret16}, "json-syntax");
        row("no alg", {"encrypt", "--enc", "A128GCM", "--secret", secret16}, "usage");
        row("no enc", {"encrypt", "--alg", "dir", "--secret", secret16}, "usage");
        row("signature alg", {"encrypt", "--alg", "HS256", "--enc", "A128GCM", "--secret", secret16},
            "algorithm-unknown");
        row("unknown enc", {"encrypt", "--alg", "dir", "--enc", "A1", "--secret", secret16}, "algorithm-unknown");
        row("form", {"encrypt", "--alg", "dir", "--enc", "A128GCM", "--secret", secret16, "--form", "detached"},
            "usage");
        row("p2c", {"encrypt", "--alg", "dir", "--enc", "A128GCM", "--secret", secret16, "--p2c", "many"}, "usage");
        row("p2c above the cap",
            {"encrypt", "--alg", "PBES2-HS256+A128KW", "--enc", "A128GCM", "--password", "x", "--p2c", "1000001"},
            "token-limit");
        for (const char* option : {"--max-inflated", "--max-pbes2-count"}) {
            for (const char* value : {"0", "-1", "many", "1e6", "1000000001", ""}) {
                row(qPrintable(QString("%1 %2").arg(option, value)),
                    {"decrypt", "a.b.c.d.e", "--secret", "x", QString("%1=%2").arg(option, value)}, "usage");
            }
        }
        row("key size", {"encrypt", "--alg", "dir", "--enc", "A256GCM", "--secret", secret16}, "key-type-mismatch");
        row("header", {"encrypt", "--alg", "dir", "--enc", "A128GCM", "--secret", secret16, "--header", "{"},
            "json-syntax");
    }
    void badInput() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, code);
        const Run run = twb(QStringList{"--json"} + arguments);
        COMPARE_EXIT(run, 2);
        QCOMPARE(run.errorCode(), code);
    }
};

QTEST_GUILESS_MAIN(CliEncryptionTest)
#include "tst_cli_encryption.moc"
