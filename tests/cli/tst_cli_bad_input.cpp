// SPDX-License-Identifier: Apache-2.0
//
// Whatever comes in: an exit status of the contract, a stable code, what, where and what to do; never a crash, a hang
// or a secret in the output.
#include "command.h"
#include "support/places.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace command;

namespace {

const QString goodToken = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
                          "eyJpc3MiOiI2MWIwYzBmZmVlMDAwMDAwMDAwMGMxZDEiLCJwZW9wbGVJZCI6IjExMTQ0NDc3NzM1IiwiZXhwIjoxNzM1"
                          "Njg5OTAwfQ.jZAw9DQ0eAfKjVFXPv3nCf5TS87nljKM0Iuf8lEh6Eo";
const QString secret = "example-caf-client-secret-0123456789abcdef";

} // namespace

class CliBadInputTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString file(const QString& name, const QByteArray& octets) const {
        return writeFile(m_folder.filePath(name), octets);
    }

private Q_SLOTS:
    void usage_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList{};
        QTest::newRow("unknown verb") << QStringList{"frobnicate"};
        QTest::newRow("a verb of a later day") << QStringList{"encrypt", "--alg", "dir"};
        QTest::newRow("key alone") << QStringList{"key"};
        QTest::newRow("unknown key verb") << QStringList{"key", "forge"};
        QTest::newRow("unknown option") << QStringList{"decode", goodToken, "--loud"};
        QTest::newRow("unknown short option") << QStringList{"decode", goodToken, "-x"};
        QTest::newRow("option before the verb") << QStringList{"--loud", "decode", goodToken};
        QTest::newRow("value missing") << QStringList{"verify", goodToken, "--secret"};
        QTest::newRow("two inputs") << QStringList{"decode", goodToken, goodToken};
        QTest::newRow("option twice") << QStringList{"verify", goodToken, "--secret", "a", "--secret", "b"};
        QTest::newRow("two keys") << QStringList{"verify", goodToken, "--secret", "a", "--key", "b"};
        QTest::newRow("no key") << QStringList{"verify", goodToken};
        QTest::newRow("standard input twice") << QStringList{"verify", "-", "--key", "-"};
        QTest::newRow("encoding") << QStringList{"verify", goodToken, "--secret", "a", "--key-encoding", "rot13"};
        QTest::newRow("negative leeway") << QStringList{"verify", goodToken, "--secret", "a", "--leeway", "-1"};
        QTest::newRow("sign without alg") << QStringList{"sign", "--secret", "a"};
        QTest::newRow("sign: form") << QStringList{"sign", "--alg", "HS256", "--secret", "a", "--form", "round"};
        QTest::newRow("sign: set") << QStringList{"sign", "--alg", "HS256", "--secret", "a", "--set", "novalue"};
        QTest::newRow("sign: input") << QStringList{"sign", "--alg", "HS256", "--secret", "a", "{}"};
        QTest::newRow("generate: no type") << QStringList{"key", "generate"};
        QTest::newRow("generate: type") << QStringList{"key", "generate", "--type", "DSA"};
        QTest::newRow("generate: curve") << QStringList{"key", "generate", "--type", "EC", "--curve", "Ed25519"};
        QTest::newRow("generate: bits") << QStringList{"key", "generate", "--type", "RSA", "--bits", "many"};
        QTest::newRow("generate: use") << QStringList{"key", "generate", "--type", "EC", "--use", "both"};
        QTest::newRow("generate: format") << QStringList{"key", "generate", "--type", "EC", "--format", "docx"};
        QTest::newRow("generate: public out") << QStringList{"key", "generate", "--type", "oct", "--public-out", "x"};
        QTest::newRow("convert: no format") << QStringList{"key", "convert", "--secret", "a"};
        QTest::newRow("match: one key") << QStringList{"key", "match", "--secret", "a"};
    }
    void usage() {
        QFETCH(QStringList, arguments);
        const Run human = twb(arguments, "a text");
        COMPARE_EXIT(human, 2);
        QCOMPARE(human.out, QByteArray());
        QVERIFY2(human.err.startsWith("twb: "), human.err.constData());
        const Run json = twb(QStringList{"--json"} + arguments, "a text");
        COMPARE_EXIT(json, 2);
        QVERIFY2(json.errorCode() == "usage", json.shown().constData());
        QVERIFY(!json.json().value("error").toObject().value("message").toString().isEmpty());
        QVERIFY(json.json().value("error").toObject().contains("where"));
    }

    void unreadableTokens_data() {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << QByteArray() << "input-empty";
        QTest::newRow("white space") << QByteArray(" \n\t ") << "input-empty";
        QTest::newRow("quotes around nothing") << QByteArray("\"\"") << QString();
        QTest::newRow("a word") << QByteArray("hello") << "token-structure";
        QTest::newRow("NUL octets") << QByteArray(100, '\0') << QString();
        QTest::newRow("NUL in a token") << goodToken.toUtf8().insert(50, '\0') << QString();
        QTest::newRow("invalid UTF-8") << QByteArray("\xff\xfe\x80\xc0\xaf.\xf8.\xff") << QString();
        QTest::newRow("two parts") << goodToken.toUtf8().left(goodToken.lastIndexOf('.')) << "token-structure";
        QTest::newRow("seven parts") << QByteArray("a.b.c.d.e.f.g") << "token-structure";
        QTest::newRow("dots") << QByteArray("..") << QString();
        QTest::newRow("many dots") << QByteArray(1'000'000, '.') << QString();
        QTest::newRow("10 MB of text") << QByteArray("lorem ipsum ").repeated(874'000) << QString();
        QTest::newRow("10 MB of base64url") << QByteArray(10'000'000, 'A') << "token-structure";
        QTest::newRow("10 MB of quotes") << QByteArray(10'000'000, '"') << QString();
        QTest::newRow("10 MB of brackets") << QByteArray(10'000'000, '[') << QString();
        QTest::newRow("10 MB of braces with payload") << "{\"payload\":" + QByteArray(10'000'000, '{') << QString();
        const auto encode = [](const QByteArray& text) {
            return text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        };
        QTest::newRow("header of nested arrays") << encode(QByteArray(100'000, '[')) + ".e30.AA" << QString();
        QTest::newRow("header of nested objects")
            << encode(QByteArray("{\"a\":").repeated(100'000)) + ".e30.AA" << QString();
        QTest::newRow("header is no JSON") << encode("alg=HS256") + ".e30.AA" << QString();
        QTest::newRow("header is an array") << encode("[]") + ".e30.AA" << QString();
        QTest::newRow("header with a NUL") << encode(QByteArray("{\"alg\":\"HS\0256\"}", 15)) + ".e30.AA" << QString();
    }
    void unreadableTokens() {
        QFETCH(QByteArray, input);
        QFETCH(QString, code);
        for (const QStringList& verb : {QStringList{"decode"}, QStringList{"verify", "--secret", secret}}) {
            QElapsedTimer timer;
            timer.start();
            const Run run = twb(QStringList{"--json"} + verb, input);
            QVERIFY2(run.exit == 2 || (run.exit == 1 && verb.first() == "verify") ||
                         (run.exit == 0 && verb.first() == "decode"),
                     run.shown().constData());
            QVERIFY2(!run.json().isEmpty(), run.shown().constData());
            QVERIFY2(timer.elapsed() < 10'000, "too slow");
            if (!code.isEmpty()) {
                COMPARE_EXIT(run, 2);
                QVERIFY2(run.errorCode() == code, run.shown().constData());
            }
        }
        // Never verified.
        QVERIFY(twb({"verify", "--secret", secret}, input).exit != 0);
    }

    void deeplyNestedPayloadsAreAnswered() {
        const Run token = twb({"sign", "--alg", "HS256", "--secret", secret, "--payload", "-"},
                              QByteArray(100'000, '[') + QByteArray(100'000, ']'));
        COMPARE_EXIT(token, 0);
        COMPARE_EXIT(twb({"--json", "decode", "-"}, token.out), 0);
        QVERIFY(twb({"--json", "verify", "-", "--secret", secret}, token.out).exit >= 0);
        const Run edited = twb({"--json", "sign", "--alg", "HS256", "--secret", secret, "--payload", "-", "--iat"},
                               QByteArray(100'000, '[') + QByteArray(100'000, ']'));
        COMPARE_EXIT(edited, 2);
        QCOMPARE(edited.errorCode(), "json-too-deep");
    }

    void unreadableKeys_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("code");
        const QByteArray pem = vectorFile("p-256", "pkcs8-pem");
        QTest::newRow("empty") << QByteArray() << "input-empty";
        QTest::newRow("encrypted, no password") << vectorFile("rsa-2048", "pkcs8-encrypted-pem") << "key-encrypted";
        QTest::newRow("encrypted DER, no password") << vectorFile("rsa-2048", "pkcs8-encrypted-der") << "key-encrypted";
        QTest::newRow("PEM without its second half") << pem.left(pem.indexOf("-----END") / 2) << "key-pem-broken";
        QTest::newRow("PEM cut within a line") << pem.left(70) << "key-pem-broken";
        QTest::newRow("PEM with a broken line") << QByteArray(pem).replace("M", "*") << QString();
        QTest::newRow("PEM of something else")
            << QByteArray("-----BEGIN PGP MESSAGE-----\nAAAA\n-----END PGP MESSAGE-----\n") << "key-pem-label";
        QTest::newRow("JSON that is no key") << QByteArray("{\"a\":1}") << "key-format-unknown";
        QTest::newRow("JSON cut off") << QByteArray("{\"kty\":\"EC\",") << "json-syntax";
        QTest::newRow("unknown kty") << QByteArray("{\"kty\":\"PQ\"}") << "key-unsupported";
        QTest::newRow("empty set") << QByteArray("{\"keys\":[]}") << "key-not-found";
        QTest::newRow("point off the curve")
            << QByteArray("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE\","
                          "\"y\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE\"}")
            << "key-invalid";
        QTest::newRow("nested JSON") << QByteArray("{\"kty\":").repeated(100'000) << "json-too-deep";
    }
    void unreadableKeys() {
        QFETCH(QByteArray, key);
        QFETCH(QString, code);
        const QString path = file("key", key);
        for (const QStringList& verb :
             {QStringList{"key", "inspect"}, QStringList{"verify", goodToken}, QStringList{"sign", "--alg", "ES256"}}) {
            const Run run = twb(QStringList{"--json"} + verb + QStringList{"--key", path});
            COMPARE_EXIT(run, 2);
            QVERIFY2(!run.errorCode().isEmpty(), run.shown().constData());
            QVERIFY2(code.isEmpty() || run.errorCode() == code, run.shown().constData());
            QVERIFY(run.err.startsWith("twb: the key"));
        }
    }

    void faultsNameLineColumnAndOctet() {
        const QString path = file("broken.json", "{\n  \"kty\": \"EC\",\n  \"crv\": P-256\n}");
        const Run run = twb({"--json", "key", "inspect", "--key", path});
        COMPARE_EXIT(run, 2);
        const QJsonObject where = run.json().value("error").toObject().value("where").toObject();
        QCOMPARE(where.value("line").toInt(), 3);
        QCOMPARE(where.value("column").toInt(), 10);
        QCOMPARE(where.value("offset").toInt(), 26);
        QVERIFY2(run.err.contains("line 3, column 10"), run.err.constData());
    }

    void keysOfTheWrongKind_data() {
        QTest::addColumn<QString>("alg");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("code");
        QTest::newRow("certificate to sign") << "RS256" << vectorFile("rsa-2048", "cert-pem") << "key-public-only";
        QTest::newRow("public key to sign") << "ES256" << vectorFile("p-256", "spki-pem") << "key-public-only";
        QTest::newRow("public key as HMAC secret")
            << "HS256" << vectorFile("rsa-2048", "spki-pem") << "key-type-mismatch";
        QTest::newRow("RSA for ES256") << "ES256" << vectorFile("rsa-2048", "pkcs8-pem") << "key-type-mismatch";
        QTest::newRow("P-384 for ES256") << "ES256" << vectorFile("p-384", "pkcs8-pem") << "key-curve-mismatch";
        QTest::newRow("X25519 for EdDSA") << "EdDSA" << vectorFile("x25519", "pkcs8-pem") << "key-curve-mismatch";
        QTest::newRow("unknown alg") << "HS257" << QByteArray("secret") << "algorithm-unknown";
    }
    void keysOfTheWrongKind() {
        QFETCH(QString, alg);
        QFETCH(QByteArray, key);
        QFETCH(QString, code);
        const Run run = twb({"--json", "sign", "--alg", alg, "--key", file("key", key)});
        COMPARE_EXIT(run, 2);
        QVERIFY2(run.errorCode() == code, run.shown().constData());
    }

    void aCertificateVerifies() {
        const Run token = twb({"sign", "--alg", "RS256", "--key", file("k", vectorFile("rsa-2048", "pkcs1-pem"))});
        COMPARE_EXIT(token, 0);
        COMPARE_EXIT(twb({"verify", token.out.trimmed(), "--key", file("c", vectorFile("rsa-2048", "cert-pem"))}), 0);
        COMPARE_EXIT(twb({"verify", token.out.trimmed(), "--key", file("d", vectorFile("rsa-2048", "cert-der"))}), 0);
    }

    void setsWithoutAMatch() {
        QJsonObject one = vectorKey("p-256").value("public").toObject();
        one.insert("kid", "one");
        const Run token =
            twb({"sign", "--alg", "ES256", "--kid", "nobody", "--key", file("k", vectorFile("p-256", "pkcs8-pem"))});
        COMPARE_EXIT(token, 0);
        const Run none = twb(
            {"--json", "verify", token.out.trimmed(), "--key", file("one.json", compact({{"keys", QJsonArray{one}}}))});
        COMPARE_EXIT(none, 1);
        QCOMPARE(none.json().value("verdict").toString(), "not-checked");
        QVERIFY(none.out.contains("key-not-found") && none.out.contains("nobody"));
        // Two keys that answer to the same name: none is chosen.
        QJsonObject two = vectorKey("p-256-other").value("public").toObject();
        one.insert("kid", "nobody");
        two.insert("kid", "nobody");
        const QString twins = file("two.json", compact({{"keys", QJsonArray{two, one}}}));
        const Run ambiguous = twb({"--json", "verify", token.out.trimmed(), "--key", twins});
        COMPARE_EXIT(ambiguous, 1);
        QCOMPARE(ambiguous.json().value("verdict").toString(), "not-checked");
        QVERIFY(ambiguous.out.contains("key-ambiguous"));
        QVERIFY(twb({"--json", "key", "inspect", "--key", twins}).out.contains("key-kid-duplicate"));
    }

    void filesThatCannotBeUsed() {
        const QString missing = m_folder.filePath("missing");
        for (const QStringList& arguments :
             {QStringList{"decode", "@" + missing}, QStringList{"key", "inspect", "--key", missing},
              QStringList{"key", "inspect", "--key", m_folder.path()},
              QStringList{"sign", "--alg", "HS256", "--secret", "a", "--payload", "@" + missing}}) {
            const Run run = twb(QStringList{"--json"} + arguments);
            COMPARE_EXIT(run, 2);
            QCOMPARE(run.errorCode(), "file-unreadable");
        }
        const Run out = twb({"--json", "key", "generate", "--type", "EC", "--out", missing + "/key"});
        COMPARE_EXIT(out, 2);
        QCOMPARE(out.errorCode(), "file-unwritable");
        // A link stays a link, and what it points to becomes private.
        const QString target = file("target", "x");
        QVERIFY(QFile::link(target, m_folder.filePath("link")));
        COMPARE_EXIT(twb({"key", "generate", "--type", "EC", "--out", m_folder.filePath("link")}), 0);
        QVERIFY(QFileInfo(m_folder.filePath("link")).isSymLink());
        QVERIFY(!(QFileInfo(target).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
        COMPARE_EXIT(twb({"key", "generate", "--type", "EC", "--out", "/dev/null"}), 0);
        QVERIFY(!QFileInfo("/dev/null").isFile());
    }

    void badTimes() {
        for (const char* time : {"yesterday", "", "2025-13-01T00:00:00Z", "99999999999999999999", "2025-01-01"}) {
            const Run run = twb({"--json", "verify", goodToken, "--secret", secret, "--at", time});
            COMPARE_EXIT(run, 2);
            QCOMPARE(run.errorCode(), "time-invalid");
        }
    }

    void badSecretsNameThePlace() {
        const Run run = twb({"--json", "verify", goodToken, "--secret", "abc*def", "--key-encoding", "hex"});
        COMPARE_EXIT(run, 2);
        QCOMPARE(run.errorCode(), "hex-invalid");
        QVERIFY(!run.out.contains("abc*def") && !run.err.contains("abc*def"));
    }

    void secretsAppearInNoOutput_data() {
        QTest::addColumn<QStringList>("arguments");
        const QString marker = "s3cr3t-marker-that-nobody-may-see";
        QTest::newRow("verify") << QStringList{"verify", goodToken, "--secret", marker};
        QTest::newRow("inspect") << QStringList{"key", "inspect", "--secret", marker};
        QTest::newRow("match") << QStringList{"key", "match", "--secret", marker, "--with", "/nowhere"};
        QTest::newRow("sign") << QStringList{"sign", "--alg", "HS256", "--secret", marker};
        QTest::newRow("sign RS256") << QStringList{"sign", "--alg", "RS256", "--secret", marker};
        QTest::newRow("value without an option") << QStringList{"verify", goodToken, "--secret", "a", marker};
        QTest::newRow("mistyped option") << QStringList{"verify", goodToken, "--secrets=" + marker};
        QTest::newRow("as a verb") << QStringList{marker};
        QTest::newRow("twice") << QStringList{"verify", goodToken, "--secret", marker, "--secret", marker};
        QTest::newRow("as base64") << QStringList{"verify", goodToken, "--secret", marker, "--key-encoding", "base64"};
        QTest::newRow("as hex") << QStringList{"verify", goodToken, "--secret", marker, "--key-encoding", "hex"};
        QTest::newRow("password") << QStringList{
            "key", "inspect", "--key", file("e", vectorFile("p-256", "pkcs8-encrypted-pem")), "--password", marker};
        QTest::newRow("as JSON") << QStringList{"key", "inspect", "--key", file("j", "{\"k\":\"" + marker.toUtf8())};
        QTest::newRow("as a JSON word") << QStringList{"key", "inspect", "--key",
                                                       file("w", "{\"kty\":\"oct\",\"k\":" + marker.toUtf8() + "}")};
        QTest::newRow("as a word in a set")
            << QStringList{"key", "inspect", "--key", file("v", "{\"keys\":[" + marker.toUtf8() + "]}")};
        QTest::newRow("as JWK") << QStringList{"key", "inspect", "--key",
                                               file("o", "{\"kty\":\"oct\",\"k\":\"*" + marker.toUtf8() + "\"}")};
        QTest::newRow("as PEM") << QStringList{"key", "inspect", "--key",
                                               file("p", "-----BEGIN PRIVATE KEY-----\n" + marker.toUtf8())};
    }
    void secretsAppearInNoOutput() {
        QFETCH(QStringList, arguments);
        for (const QStringList& form : {QStringList{}, QStringList{"--json"}}) {
            const Run run = twb(form + arguments);
            QVERIFY(run.exit >= 0);
            QVERIFY2(!run.out.contains("s3cr3t") && !run.err.contains("s3cr3t"), run.shown().constData());
        }
    }

    void privateKeysAppearInNoOutputButTheirOwn() {
        for (const char* id : {"rsa-2048", "p-256", "ed25519"}) {
            const QString key = file("private.jwk", vectorFile(id, "jwk"));
            const QByteArray d = vectorKey(id).value("private").toObject().value("d").toString().toUtf8();
            for (const QStringList& arguments :
                 {QStringList{"key", "inspect"}, QStringList{"verify", goodToken},
                  QStringList{"sign", "--alg", "HS256"}, QStringList{"key", "match", "--with", key},
                  QStringList{"key", "convert", "--to", "sec1-der"}}) {
                const Run run = twb(QStringList{"--json"} + arguments + QStringList{"--key", key});
                QVERIFY(!run.out.contains(d) && !run.err.contains(d));
            }
        }
    }

    void aFullDiskIsNoSuccess() {
        if (!QFileInfo::exists("/dev/full")) {
            QSKIP("/dev/full is absent");
        }
        QProcess process;
        process.setStandardOutputFile("/dev/full");
        process.start(places::build("/bin/twb"), {"decode", goodToken});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 2);
    }
};

QTEST_GUILESS_MAIN(CliBadInputTest)
#include "tst_cli_bad_input.moc"
