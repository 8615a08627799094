// SPDX-License-Identifier: Apache-2.0
//
// Keys between every pair of formats; files of other programs; repairs, damage and passwords as the command line tells
// them; and a search for private octets in everything that is printed.
#include "command.h"
#include "support/places.h"

#include <QMessageAuthenticationCode>
#include <QTemporaryDir>

using namespace command;

namespace {

const QString password = "example-password";
constexpr const char rfc7638Key[] =
    "{\"kty\":\"RSA\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6"
    "tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2Qvz"
    "qY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2"
    "NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\",\"e\":\"AQAB\",\"alg\":\"RS256\",\"kid\":\"2011-0"
    "4-29\"}";

QByteArray keyFile(const QString& name) {
    QFile file(places::source("/tests/vectors/keys/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Format {
    QString name;
    bool isPrivate;
    bool encrypted = false; ///< slow on purpose: 600,000 rounds
    QStringList options{};
};

QList<Format> formatsOf(const QString& id) {
    QList<Format> formats{{"pkcs8-pem", true},
                          {"pkcs8-der", true},
                          {"jwk", true},
                          {"jwks", true},
                          {"spki-pem", false},
                          {"spki-der", false},
                          {"pkcs8-pem", true, true, {"--protect", "--password", password}},
                          {"pkcs12", true, true, {"--password", password, "--subject", "CN=example"}}};
    if (id.startsWith("rsa")) {
        formats << Format{"pkcs1-pem", true} << Format{"pkcs1-der", true};
    }
    if (id.startsWith("p-")) {
        formats << Format{"sec1-pem", true} << Format{"sec1-der", true};
    }
    formats << Format{"openssh", false} << Format{"cert-pem", false};
    return formats;
}

QStringList problemIds(const Run& run) {
    QStringList ids;
    for (const QJsonValue& problem : run.json().value("problems").toArray()) {
        ids << problem.toObject().value("id").toString();
    }
    return ids;
}

} // namespace

class CliKeyFormatsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString file(const QString& name, const QByteArray& octets) const { return writeFile(path(name), octets); }
    Run inspect(const QString& key, const QStringList& more = {}) const {
        return twb(QStringList{"--json", "key", "inspect", "--key", key} + more);
    }

private Q_SLOTS:
    void everyPairOfFormats_data() {
        QTest::addColumn<QString>("id");
        for (const char* id : {"rsa-2048", "p-256", "ed25519"}) {
            QTest::newRow(id) << id;
        }
    }
    void everyPairOfFormats() {
        QFETCH(QString, id);
        const QString original = file("original.jwk", vectorFile(id, "jwk"));
        const QString print = vectorKey(id).value("thumbprint").toString();
        const QList<Format> formats = formatsOf(id);
        int pairs = 0;
        for (const Format& from : formats) {
            const QString source = path("from");
            COMPARE_EXIT(twb(QStringList{"key", "convert", "--key", original, "--to", from.name, "--out", source} +
                             from.options),
                         0);
            for (const Format& to : formats) {
                if (from.encrypted && to.encrypted) {
                    continue; // minutes of key stretching, for what the single steps show
                }
                const QString target = path("to");
                QFile::remove(target);
                QStringList words{"--json", "key", "convert", "--key", source, "--to", to.name, "--out", target};
                words += to.options;
                if (from.encrypted) {
                    words << "--password" << password;
                }
                const Run run = twb(words);
                const QByteArray row = (from.name + " to " + to.name).toUtf8() + ": " + run.shown();
                // What holds no private half cannot become one; a certificate is made by the private half alone.
                const bool possible = from.isPrivate || (!to.isPrivate && to.name != "cert-pem") ||
                                      to.name.startsWith("jwk") || from.name == to.name;
                const bool publicPkcs1 = to.name.startsWith("pkcs1-") && !from.isPrivate; // has a public form
                QVERIFY2(run.exit == (possible || publicPkcs1 ? 0 : 2), row.constData());
                if (run.exit == 2) {
                    QVERIFY2(run.errorCode().startsWith("key-"), row.constData());
                    QVERIFY(!QFile::exists(target));
                    continue;
                }
                QStringList read{"--json", "key", "inspect", "--key", target};
                if (to.encrypted) {
                    read << "--password" << password;
                }
                QJsonObject seen = twb(read).json();
                if (to.name == "jwks") {
                    seen = seen.value("keys").toArray().at(0).toObject();
                }
                QVERIFY2(seen.value("thumbprint").toString() == print, row.constData());
                QVERIFY2(seen.value("private").toBool() == (from.isPrivate && to.isPrivate), row.constData());
                ++pairs;
            }
        }
        QVERIFY2(pairs > 60, qPrintable(QString::number(pairs)));
    }

    void filesOfOtherPrograms_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<bool>("isPrivate");
        QTest::newRow("modern.p12") << "pkcs12" << true;
        QTest::newRow("ssh-ed25519") << "openssh" << true;
        QTest::newRow("ssh-rsa-aes256-ctr") << "openssh" << true;
        QTest::newRow("ssh-ecdsa-256.pub") << "openssh" << false;
        QTest::newRow("ec-P-256.scrypt.pem") << "pkcs8-encrypted-pem" << true;
        QTest::newRow("ec-P-256.traditional-des-ede3-cbc.pem") << "sec1-pem" << true;
        QTest::newRow("rsa-pss.pkcs8.pem") << "pkcs8-pem" << true;
        QTest::newRow("chain.pem") << "cert-pem" << false;
    }
    void filesOfOtherPrograms() {
        QFETCH(QString, format);
        QFETCH(bool, isPrivate);
        const Run run = inspect(file("key", keyFile(QTest::currentDataTag())), {"--password", password});
        COMPARE_EXIT(run, 0);
        QCOMPARE(run.json().value("format").toString(), format);
        QCOMPARE(run.json().value("private").toBool(), isPrivate);
        QVERIFY(!run.json().value("thumbprint").toString().isEmpty());
        QCOMPARE(run.json().value("thumbprint_uri").toString(),
                 "urn:ietf:params:oauth:jwk-thumbprint:sha-256:" + run.json().value("thumbprint").toString());
    }

    /// RFC 7638 §3.1 and RFC 9278 §5 have the same example.
    void thumbprintOfTheStandards() {
        const Run run = inspect(file("key", rfc7638Key));
        COMPARE_EXIT(run, 0);
        QCOMPARE(run.json().value("thumbprint").toString(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
        QCOMPARE(run.json().value("thumbprint_uri").toString(),
                 "urn:ietf:params:oauth:jwk-thumbprint:sha-256:NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    void keysOfEveryContainerSignAndVerify() {
        const QString p12 = file("key.p12", keyFile("modern.p12"));
        const Run token = twb({"sign", "--alg", "ES256", "--key", p12, "--password", password, "--payload", "{}"});
        COMPARE_EXIT(token, 0);
        for (const char* name : {"chain.pem", "ec-P-256.certificate.der", "ec-P-256.spki.pem"}) {
            COMPARE_EXIT(twb({"verify", token.firstLine(), "--key", file("public", keyFile(name))}), 0);
        }
        const Run ssh = twb({"sign", "--alg", "EdDSA", "--key", file("id", keyFile("ssh-ed25519")), "--payload", "{}"});
        COMPARE_EXIT(ssh, 0);
        COMPARE_EXIT(twb({"verify", ssh.firstLine(), "--key", file("id.pub", keyFile("ssh-ed25519.pub"))}), 0);
        // A public key that has to be repaired is no secret either: anybody could make such a token.
        const QByteArray loose = keyFile("ec-P-256.spki.pem").toBase64();
        const Run forged = twb({"sign", "--alg", "HS256", "--secret-file", file("loose", loose), "--payload", "{}"});
        COMPARE_EXIT(forged, 2);
        // Made with that text by another program: eyJhbGciOiJIUzI1NiJ9.e30 under HMAC.
        const QByteArray input = "eyJhbGciOiJIUzI1NiJ9.e30";
        const QByteArray mac = QMessageAuthenticationCode::hash(input, loose, QCryptographicHash::Sha256)
                                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        const Run refused = twb({"--json", "verify", input + "." + mac, "--secret-file", path("loose")});
        COMPARE_EXIT(refused, 1);
        QCOMPARE(refused.json().value("verdict").toString(), "not-checked");
    }

    void chainsAndFilesWithTheirCertificatesAreOneKey() {
        for (const char* name : {"modern.p12", "chain.pem"}) {
            const QString key = file(name, keyFile(name));
            const Run run = inspect(key, {"--password", password});
            COMPARE_EXIT(run, 0);
            const QJsonObject certificate = run.json().value("certificate").toObject();
            QVERIFY(certificate.value("subject").toString().contains("Tester"));
            for (const char* member : {"issuer", "serial", "notBefore", "notAfter", "sha256", "x5t#S256"}) {
                QVERIFY2(!certificate.value(member).toString().isEmpty(), member);
            }
            QCOMPARE(certificate.value("sha256").toString().size(), 64);
            QCOMPARE(run.json().value("chain").toArray().size(), 1);
            // Both certificates go along, and come back out of PKCS#12.
            const Run pem = twb({"key", "convert", "--key", key, "--password", password, "--to", "cert-pem"});
            COMPARE_EXIT(pem, 0);
            QCOMPARE(pem.out.count("BEGIN CERTIFICATE"), 2);
            const Run jwk = twb(
                {"--json", "key", "convert", "--key", key, "--password", password, "--to", "jwk", "--public", "--x5c"});
            COMPARE_EXIT(jwk, 0);
            const QJsonObject object = jwk.json().value("jwk").toObject();
            QCOMPARE(object.value("x5c").toArray().size(), 2);
            QCOMPARE(object.value("x5t#S256"), certificate.value("x5t#S256"));
            QCOMPARE(problemIds(twb({"--json", "key", "inspect", "--key", "-"}, compact(object))), QStringList());
        }
        // Two chains with the same authority are not the same key.
        const QByteArray authority =
            keyFile("chain.pem").mid(keyFile("chain.pem").indexOf("-----END CERTIFICATE-----") + 26);
        const QString one = file("one.pem", keyFile("chain.pem"));
        const QString two = file("two.pem", keyFile("ed25519.certificate.pem") + authority);
        COMPARE_EXIT(twb({"key", "match", "--key", one, "--with", two}), 1);
        COMPARE_EXIT(
            twb({"key", "match", "--key", one, "--with", file("a.p12", keyFile("modern.p12")), "--password", password}),
            0);
    }

    void repairsAreSaid_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("id");
        const QByteArray pem = keyFile("ec-P-256.pkcs8.pem");
        QTest::newRow("escaped") << QByteArray(pem).replace("\n", "\\n") << "key-pem-escaped-newlines";
        QTest::newRow("one line") << QByteArray(pem).replace("\n", " ") << "key-pem-one-line";
        QTest::newRow("no END") << pem.left(pem.indexOf("-----END")) << "key-pem-bad-armor";
        QTest::newRow("indented") << "  " + QByteArray(pem).trimmed().replace("\n", "\n  ") << "key-pem-indented";
        QTest::newRow("wrapped") << pem.toBase64() << "key-pem-base64-wrapped";
        QTest::newRow("label") << QByteArray(pem).replace("PRIVATE", "PUBLIC") << "key-pem-label-mismatch";
        QTest::newRow("mark of UTF-8") << "\xEF\xBB\xBF" + pem << QString();
        QTest::newRow("untouched") << pem << QString();
    }
    void repairsAreSaid() {
        QFETCH(QByteArray, text);
        QFETCH(QString, id);
        const QString key = file("key", text);
        const Run run = inspect(key);
        COMPARE_EXIT(run, 0);
        QCOMPARE(problemIds(run), id.isEmpty() ? QStringList() : QStringList{id});
        COMPARE_EXIT(twb({"key", "match", "--key", key, "--with", file("whole", keyFile("ec-P-256.spki.pem"))}), 0);
        const Run token = twb({"sign", "--alg", "ES256", "--key", key});
        COMPARE_EXIT(token, 0); // the repaired key works, and the repair is said
        QVERIFY(id.isEmpty() ? token.err.isEmpty() : token.err.contains(id.toUtf8()));
    }

    void damageIsSaid_data() {
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QByteArray>("words");
        const QByteArray der = keyFile("rsa-2048.pkcs8.der");
        const QByteArray p12 = keyFile("modern.p12");
        QTest::newRow("cut DER") << der.left(700) << QString() << QByteArray("cut off");
        QTest::newRow("cut PKCS#12") << p12.left(p12.size() - 1) << QString() << QByteArray("cut off");
        QTest::newRow("garbage behind DER") << der + "garbage"
                                            << "key-invalid" << QByteArray("7 octets too many");
        QTest::newRow("request") << keyFile("ec-P-256.request.pem") << QString() << QByteArray("certificate request");
        QTest::newRow("DSA") << keyFile("dsa.pkcs8.pem") << "key-unsupported" << QByteArray("DSA");
        QTest::newRow("512 bits") << keyFile("rsa-512.pkcs8.pem") << QString() << QByteArray();
        QTest::newRow("OpenID configuration")
            << QByteArray("{\"jwks_uri\":\"https://a/b\"}") << "key-format-unknown" << QByteArray("OpenID");
    }
    void damageIsSaid() {
        QFETCH(QByteArray, octets);
        QFETCH(QString, code);
        QFETCH(QByteArray, words);
        const Run run = inspect(file("key", octets));
        if (QByteArray(QTest::currentDataTag()) == "512 bits" && run.exit == 0) {
            QVERIFY(problemIds(run).contains("key-rsa-too-small"));
            return;
        }
        COMPARE_EXIT(run, 2);
        QVERIFY2(code.isEmpty() || run.errorCode() == code, run.shown().constData());
        QVERIFY2(run.err.contains(words), run.shown().constData());
    }

    void passwords_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"modern.p12", "ssh-ed25519-aes256-ctr", "ec-P-256.scrypt.pem",
                                 "ec-P-256.traditional-aes-128-cbc.pem", "ec-P-256.pbes2-aes-256-cbc.der"}) {
            QTest::newRow(name) << name;
        }
    }
    void passwords() {
        QFETCH(QString, name);
        const QString key = file("key", keyFile(name));
        QCOMPARE(inspect(key).errorCode(), "key-encrypted");
        QCOMPARE(inspect(key, {"--password", "Example-password"}).errorCode(), "key-password-wrong");
        COMPARE_EXIT(inspect(key, {"--password-file", file("password", password.toUtf8() + "\n")}), 0);
    }

    void setsTellTheirProblems() {
        const QJsonObject a = vectorKey("p-256").value("public").toObject();
        QJsonObject named = a;
        named.insert("kid", "twin");
        QJsonObject open = vectorKey("ed25519").value("private").toObject();
        open.insert("kid", "twin");
        QJsonObject broken = named;
        broken.remove("y");
        const Run run = inspect(file("set", compact({{"keys", QJsonArray{named, open, broken}}})));
        COMPARE_EXIT(run, 0);
        QCOMPARE(run.json().value("keys").toArray().size(), 2);
        QCOMPARE(problemIds(run), (QStringList{"key-jwk-invalid", "key-kid-duplicate", "key-jwks-private"}));
        QVERIFY(run.json().value("problems").toArray().at(0).toObject().value("detail").toString().contains("\"y\""));
        const Run human = twb({"key", "inspect", "--key", path("set")});
        QVERIFY(human.out.contains("key-kid-duplicate") && human.out.contains("key-jwks-private"));
        // A map of certificates is a set by kid.
        const QByteArray map = compact({{"first", QString(keyFile("ec-P-256.certificate.pem"))},
                                        {"second", QString(keyFile("ed25519.certificate.pem"))}});
        const Run certificates = inspect(file("map", map));
        COMPARE_EXIT(certificates, 0);
        QCOMPARE(problemIds(certificates), QStringList{"key-x509-map"});
        QCOMPARE(certificates.json().value("keys").toArray().at(1).toObject().value("kid").toString(), "second");
        const Run one = twb({"key", "convert", "--key", path("map"), "--kid", "second", "--to", "spki-pem"});
        QCOMPARE(one.out, keyFile("ed25519.spki.pem"));
    }

    void generateMakesCertificatesAndSaysWhatIsLost() {
        const QString key = path("key.p12");
        const QString certificate = path("certificate.pem");
        const Run run =
            twb({"key", "generate", "--type", "EC", "--kid", "mine", "--format", "pkcs12", "--password", password,
                 "--subject", "CN=example, O=Example", "--days", "30", "--out", key, "--cert-out", certificate});
        COMPARE_EXIT(run, 0);
        COMPARE_EXIT(twb({"key", "match", "--key", key, "--with", certificate, "--password", password}), 0);
        const QJsonObject inside = inspect(key, {"--password", password}).json();
        QCOMPARE(inside.value("label").toString(), "mine");
        QVERIFY(inside.value("certificate").toObject().value("subject").toString().contains("CN=example"));
        const Run pem = twb({"key", "generate", "--type", "EC", "--kid", "thumbprint", "--alg", "ES256", "--use", "sig",
                             "--format", "pkcs8-pem"});
        COMPARE_EXIT(pem, 0);
        QVERIFY2(pem.err.contains("cannot carry kid, alg, use"), pem.err.constData());
        QVERIFY(pem.out.startsWith("-----BEGIN PRIVATE KEY-----"));
        QVERIFY(twb({"key", "generate", "--type", "EC", "--kid", "a"}).err.isEmpty()); // a JWK carries all
        for (const QStringList& wrong :
             {QStringList{"--format", "openssh"}, QStringList{"--format", "pkcs12"}, QStringList{"--subject", "CN=a"},
              QStringList{"--days", "0"}, QStringList{"--format", "cert-pem"}}) {
            const Run refused = twb(QStringList{"--json", "key", "generate", "--type", "EC"} + wrong);
            COMPARE_EXIT(refused, 2);
            QCOMPARE(refused.errorCode(), "usage");
        }
    }

    /// Whatever is asked of a private key that is not about handing it out: none of its private octets is printed, in
    /// no notation, nor the password, nor a line of the file.
    void privateOctetsAreNeverShown_data() {
        QTest::addColumn<QString>("name");
        for (const char* name :
             {"ec-P-256.pkcs8.pem", "ec-P-256.scrypt.pem", "ec-P-256.traditional-aes-256-cbc.pem", "modern.p12",
              "ec-P-256.sec1.der", "rsa-2048.pkcs1.pem", "ed25519.pkcs8.pem", "ssh-ed25519-aes256-ctr", "ssh-rsa"}) {
            QTest::newRow(name) << name;
        }
    }
    void privateOctetsAreNeverShown() {
        QFETCH(QString, name);
        const QByteArray octets = keyFile(name);
        const QString key = file("key", octets);
        const QStringList with{"--password", password};
        const Run jwk = twb(QStringList{"--json", "key", "convert", "--key", key, "--to", "jwk"} + with);
        COMPARE_EXIT(jwk, 0);
        QList<QByteArray> hidden{password.toUtf8()};
        const auto url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
        for (const char* member : {"d", "p", "q", "dp", "dq", "qi"}) {
            const QByteArray text = jwk.json().value("jwk").toObject().value(member).toString().toLatin1();
            if (!text.isEmpty()) {
                const QByteArray raw = QByteArray::fromBase64(text, url);
                // The middle: the ends of Base64 depend on what stands beside.
                hidden << raw << raw.toHex().mid(4, 32) << text.mid(4, 24) << raw.toBase64().mid(4, 24);
            }
        }
        QVERIFY(hidden.size() > 4);
        if (octets.startsWith("-----BEGIN")) {
            hidden << octets.split('\n').at(2);
        }
        const QString other = file("other", keyFile("x448.spki.pem"));
        QList<QStringList> verbs{{"key", "inspect", "--key", key},
                                 {"--json", "key", "inspect", "--key", key},
                                 {"key", "match", "--key", key, "--with", other},
                                 {"--json", "key", "match", "--key", other, "--with", key},
                                 {"sign", "--alg", "HS256", "--key", key},
                                 {"--json", "verify", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA", "--key", key},
                                 {"--json", "key", "convert", "--key", key, "--to", "secret-hex"},
                                 {"key", "convert", "--key", key, "--to", "pkcs8-pem", "--public"}};
        for (const char* format : {"jwk", "jwks", "spki-pem", "spki-der", "openssh", "cert-pem"}) {
            verbs << QStringList{"key", "convert", "--key", key, "--to", format, "--public"};
        }
        for (const QStringList& verb : verbs) {
            for (const QStringList& words : {verb + with, verb}) {
                const Run run = twb(words);
                QVERIFY(run.exit >= 0);
                for (const QByteArray& text : hidden) {
                    QVERIFY2(!run.out.contains(text) && !run.err.contains(text), qPrintable(words.join(' ')));
                }
            }
        }
        // Damage, too, is described without quoting.
        for (const qsizetype at : {octets.size() / 3, octets.size() / 2, octets.size() - 30}) {
            QByteArray damaged = octets;
            damaged[at] = '*';
            const Run run = inspect(file("damaged", damaged), with);
            for (const QByteArray& text : hidden) {
                QVERIFY(!run.out.contains(text) && !run.err.contains(text));
            }
        }
    }
};

QTEST_GUILESS_MAIN(CliKeyFormatsTest)
#include "tst_cli_key_formats.moc"
