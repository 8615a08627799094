// SPDX-License-Identifier: Apache-2.0
//
// key generate, inspect, convert and match, over every format of the vectors; help and version.
#include "command.h"

#include <QFileInfo>
#include <QTemporaryDir>

using namespace command;

namespace {

constexpr const char* pairIds[] = {"rsa-2048", "p-256", "p-384",  "p-521", "secp256k1",
                                   "ed25519",  "ed448", "x25519", "x448"};

bool isPrivateFormat(const QString& format) {
    return format.startsWith("pkcs8") || format.startsWith("sec1") || format == "pkcs1-pem" || format == "pkcs1-der" ||
           format == "jwk";
}

} // namespace

class CliKeysTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString file(const QString& name, const QByteArray& octets) const { return writeFile(path(name), octets); }

private Q_SLOTS:
    void everyFormatIsRecognised_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("format");
        for (const QString id : pairIds) {
            QStringList formats = vectorKey(id).value("files").toObject().keys();
            QVERIFY(formats.size() >= 6);
            formats << "jwk"
                    << "jwk-public";
            for (const QString& format : formats) {
                QTest::newRow(qPrintable(id + " " + format)) << id << format;
            }
        }
    }
    void everyFormatIsRecognised() {
        QFETCH(QString, id);
        QFETCH(QString, format);
        const QJsonObject row = vectorKey(id);
        const QString key = file("key", vectorFile(id, format));
        QStringList arguments{"--json", "key", "inspect", "--key", key};
        if (format.contains("encrypted")) {
            arguments << "--password" << row.value("password").toString();
        }
        const Run run = twb(arguments);
        COMPARE_EXIT(run, 0);
        const QJsonObject object = run.json();
        QCOMPARE(object.value("thumbprint").toString(), row.value("thumbprint").toString());
        QCOMPARE(object.value("private").toBool(), isPrivateFormat(format));
        QCOMPARE(object.value("kty").toString(), row.value("public").toObject().value("kty").toString());
        QCOMPARE(object.value("certificate").isObject(), format.startsWith("cert"));
        const QJsonObject jwk = object.value("jwk").toObject();
        const QJsonObject expected = row.value("public").toObject();
        for (const QString& name : expected.keys()) {
            QCOMPARE(jwk.value(name), expected.value(name));
        }
        const QString d = row.value("private").toObject().value("d").toString();
        QVERIFY(!run.out.contains(d.toUtf8()));
    }

    void everyConversionIsReadBack_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("format");
        for (const QString id : pairIds) {
            QStringList formats{"pkcs8-pem", "pkcs8-der", "spki-pem", "spki-der", "jwk", "jwks"};
            if (id.startsWith("rsa")) {
                formats << "pkcs1-pem"
                        << "pkcs1-der";
            }
            if (id.startsWith("p-") || id.startsWith("secp")) {
                formats << "sec1-pem"
                        << "sec1-der";
            }
            for (const QString& format : formats) {
                QTest::newRow(qPrintable(id + " " + format)) << id << format;
            }
        }
    }
    void everyConversionIsReadBack() {
        QFETCH(QString, id);
        QFETCH(QString, format);
        const QString key = file("in.jwk", vectorFile(id, "jwk"));
        const QString out = path("out." + format);
        const Run run = twb({"key", "convert", "--key", key, "--to", format, "--out", out});
        COMPARE_EXIT(run, 0);
        QCOMPARE(run.out, QByteArray());
        const bool isPublic = format.startsWith("spki");
        const auto mode = QFileInfo(out).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther);
        QCOMPARE(mode == QFileDevice::Permissions(), !isPublic);
        COMPARE_EXIT(twb({"key", "match", "--key", out, "--with", key}), 0);
        // And the private half survived: it converts back to the same JWK members.
        const Run back = twb({"--json", "key", "inspect", "--key", out});
        COMPARE_EXIT(back, 0);
        const QJsonObject object =
            format == "jwks" ? back.json().value("keys").toArray().at(0).toObject() : back.json();
        QCOMPARE(object.value("private").toBool(), !isPublic);
        if (!isPublic) {
            const Run jwk = twb({"--json", "key", "convert", "--key", out, "--to", "jwk"});
            COMPARE_EXIT(jwk, 0);
            QCOMPARE(jwk.json().value("jwk").toObject(), vectorKey(id).value("private").toObject());
        }
    }

    void standardFormatsAreOctetForOctetTheSame_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("format");
        for (const char* id : {"rsa-2048", "p-256", "p-521", "ed25519", "ed448", "x25519"}) {
            for (const char* format : {"spki-pem", "spki-der", "pkcs8-der"}) {
                QTest::newRow(qPrintable(QString(id) + " " + format)) << id << format;
            }
        }
    }
    void standardFormatsAreOctetForOctetTheSame() {
        QFETCH(QString, id);
        QFETCH(QString, format);
        const QString key = file("in.jwk", vectorFile(id, "jwk"));
        const Run run = twb({"key", "convert", "--key", key, "--to", format});
        COMPARE_EXIT(run, 0);
        QCOMPARE(run.out, vectorFile(id, format));
    }

    void publicOutputsHoldNothingPrivate() {
        const QString key = file("k.pem", vectorFile("p-256", "pkcs8-pem"));
        const QByteArray d = vectorKey("p-256").value("private").toObject().value("d").toString().toUtf8();
        for (const char* format : {"jwk", "jwks", "spki-pem"}) {
            const Run run = twb({"key", "convert", "--key", key, "--to", format, "--public"});
            COMPARE_EXIT(run, 0);
            QVERIFY(!run.out.contains(d) && !run.out.contains("PRIVATE"));
        }
        COMPARE_EXIT(twb({"key", "convert", "--key", key, "--to", "pkcs8-pem", "--public"}), 2);
        const Run pem =
            twb({"key", "convert", "--key", file("c.pem", vectorFile("p-256", "cert-pem")), "--to", "cert-pem"});
        QCOMPARE(pem.out, vectorFile("p-256", "cert-pem"));
    }

    void secretsConvert() {
        const QByteArray secret("\x00\x01\xfe\xff secret", 11);
        const QString path = file("secret.bin", secret);
        const auto convert = [&](const QString& format) {
            return twb({"key", "convert", "--secret-file", path, "--to", format}).out.trimmed();
        };
        const auto url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
        QCOMPARE(convert("secret-base64"), secret.toBase64());
        QCOMPARE(convert("secret-base64url"), secret.toBase64(url));
        QCOMPARE(convert("secret-hex"), secret.toHex());
        QVERIFY(convert("jwk").contains("\"k\":\"" + secret.toBase64(url) + "\""));
        const Run pem = twb({"--json", "key", "convert", "--secret-file", path, "--to", "pkcs8-pem"});
        COMPARE_EXIT(pem, 2);
        QCOMPARE(pem.errorCode(), "key-format-impossible");
    }

    void protectedKeysNeedTheirPassword() {
        const QString key = file("k.jwk", vectorFile("ed25519", "jwk"));
        const QString out = path("protected.pem");
        COMPARE_EXIT(twb({"key", "convert", "--key", key, "--to", "pkcs8-pem", "--protect", "--out", out}), 2);
        COMPARE_EXIT(twb({"key", "convert", "--key", key, "--to", "pkcs8-pem", "--protect", "--out", out}, {},
                         {{"TWB_PASSWORD", "open sesame"}}),
                     0);
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
        const QStringList inspect{"--json", "key", "inspect", "--key", out};
        QCOMPARE(twb(inspect).errorCode(), "key-encrypted");
        QCOMPARE(twb(inspect + QStringList{"--password", "Open sesame"}).errorCode(), "key-password-wrong");
        COMPARE_EXIT(twb(inspect + QStringList{"--password", "open sesame"}), 0);
        const QString typed = writeFile(path("password.txt"), "open sesame\n");
        COMPARE_EXIT(twb(inspect + QStringList{"--password-file", typed}), 0);
    }

    void generateMakesEveryKind_data() {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("kty");
        QTest::addColumn<QString>("crv");
        QTest::addColumn<int>("bits");
        QTest::newRow("RSA") << QStringList{"--type", "RSA"} << "RSA"
                             << "" << 2048;
        QTest::newRow("RSA 3072") << QStringList{"--type", "RSA", "--bits", "3072"} << "RSA"
                                  << "" << 3072;
        QTest::newRow("EC") << QStringList{"--type", "EC"} << "EC"
                            << "P-256" << 256;
        QTest::newRow("EC ES384") << QStringList{"--type", "EC", "--alg", "ES384"} << "EC"
                                  << "P-384" << 384;
        for (const char* curve : {"P-256", "P-384", "P-521", "secp256k1"}) {
            QTest::newRow(curve) << QStringList{"--type", "EC", "--curve", curve} << "EC" << curve << 0;
        }
        QTest::newRow("OKP") << QStringList{"--type", "OKP"} << "OKP"
                             << "Ed25519" << 0;
        for (const char* curve : {"Ed25519", "Ed448", "X25519", "X448"}) {
            QTest::newRow(curve) << QStringList{"--type", "OKP", "--curve", curve} << "OKP" << curve << 0;
        }
        QTest::newRow("oct") << QStringList{"--type", "oct"} << "oct"
                             << "" << 256;
        QTest::newRow("oct HS512") << QStringList{"--type", "oct", "--alg", "HS512"} << "oct"
                                   << "" << 512;
        QTest::newRow("oct 128") << QStringList{"--type", "oct", "--bits", "128"} << "oct"
                                 << "" << 128;
    }
    void generateMakesEveryKind() {
        QFETCH(QStringList, options);
        QFETCH(QString, kty);
        QFETCH(QString, crv);
        QFETCH(int, bits);
        const Run run = twb(QStringList{"--json", "key", "generate", "--kid", "thumbprint"} + options);
        COMPARE_EXIT(run, 0);
        const QJsonObject jwk = run.json().value("jwk").toObject();
        QCOMPARE(jwk.value("kty").toString(), kty);
        QCOMPARE(jwk.value("crv").toString(), crv);
        const Run inspected = twb({"--json", "key", "inspect", "--key", "-"}, compact(jwk));
        COMPARE_EXIT(inspected, 0);
        QVERIFY(inspected.json().value("private").toBool());
        if (bits != 0) {
            QCOMPARE(inspected.json().value("bits").toInt(), bits);
        }
        if (kty != "oct") {
            QCOMPARE(inspected.json().value("thumbprint").toString(), jwk.value("kid").toString());
        }
        const Run again = twb(QStringList{"--json", "key", "generate", "--kid", "thumbprint"} + options);
        QVERIFY(again.json().value("jwk").toObject().value("kid") != jwk.value("kid"));
    }

    void generateWritesPairs() {
        const Run run = twb({"key", "generate", "--type", "EC", "--format", "pkcs8-pem", "--out", path("new.pem"),
                             "--public-out", path("new.pub.pem")});
        COMPARE_EXIT(run, 0);
        QCOMPARE(run.out, QByteArray());
        const auto others =
            QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        QVERIFY(!(QFileInfo(path("new.pem")).permissions() & others));
        COMPARE_EXIT(twb({"key", "match", "--key", path("new.pem"), "--with", path("new.pub.pem")}), 0);
        const Run token = twb({"sign", "--alg", "ES256", "--key", path("new.pem")});
        COMPARE_EXIT(token, 0);
        COMPARE_EXIT(twb({"verify", token.out.trimmed(), "--key", path("new.pub.pem")}), 0);
        // An existing file, even one that everybody may read, ends up private.
        file("old.pem", "old");
        QFile::setPermissions(path("old.pem"),
                              QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadOther);
        COMPARE_EXIT(twb({"key", "generate", "--type", "EC", "--out", path("old.pem")}), 0);
        QVERIFY(!(QFileInfo(path("old.pem")).permissions() & others));
    }

    void generateSetsTheMembersAskedFor() {
        const Run run = twb({"--json", "key", "generate", "--type", "EC", "--alg", "ES256", "--use", "sig", "--kid",
                             "a b", "--format", "jwks"});
        COMPARE_EXIT(run, 0);
        const QJsonObject jwk = run.json().value("jwks").toObject().value("keys").toArray().at(0).toObject();
        QCOMPARE(jwk.value("alg").toString(), "ES256");
        QCOMPARE(jwk.value("use").toString(), "sig");
        QCOMPARE(jwk.value("kid").toString(), "a b");
    }

    void matchTellsKeysApart() {
        const QString a = file("a.jwk", vectorFile("rsa-2048", "jwk"));
        const QString certificate = file("a.pem", vectorFile("rsa-2048", "cert-pem"));
        const QString b = file("b.jwk", vectorFile("rsa-2048-other", "jwk-public"));
        COMPARE_EXIT(twb({"key", "match", "--key", a, "--with", certificate}), 0);
        COMPARE_EXIT(twb({"key", "match", "--key", a, "--with", b}), 1);
        const Run json = twb({"--json", "key", "match", "--key", a, "--with", b});
        QCOMPARE(json.json().value("match"), QJsonValue(false));
    }

    void setsAreChosenFromByKid() {
        QJsonObject one = vectorKey("p-256").value("private").toObject();
        QJsonObject two = vectorKey("p-256-other").value("private").toObject();
        one.insert("kid", "one");
        two.insert("kid", "two");
        const QString set = file("set.json", compact({{"keys", QJsonArray{one, two}}}));
        const Run both = twb({"--json", "key", "inspect", "--key", set});
        QCOMPARE(both.json().value("keys").toArray().size(), 2);
        COMPARE_EXIT(twb({"sign", "--alg", "ES256", "--key", set}), 2); // which of the two?
        const Run token = twb({"sign", "--alg", "ES256", "--key", set, "--kid", "two"});
        COMPARE_EXIT(token, 0);
        const Run verified = twb({"--json", "verify", token.out.trimmed(), "--key", set});
        COMPARE_EXIT(verified, 0);
        QCOMPARE(verified.json().value("kid").toString(), "two");
        COMPARE_EXIT(twb({"verify", token.out.trimmed(), "--key", set, "--kid", "one"}), 1);
        // Without a kid in the token every key that fits is tried.
        const Run noKid = twb({"sign", "--alg", "ES256", "--key", "-"}, compact(two));
        COMPARE_EXIT(twb({"verify", noKid.out.trimmed(), "--key", set}), 0);
    }

    void helpAndVersion() {
        const Run version = twb({"--version"});
        COMPARE_EXIT(version, 0);
        QVERIFY(version.out.startsWith("twb "));
        QVERIFY(twb({"--json", "--version"}).json().value("version").isString());
        const Run overview = twb({"help"});
        COMPARE_EXIT(overview, 0);
        for (const QByteArray verb :
             {"decode", "verify", "sign", "key generate", "key inspect", "key convert", "key match"}) {
            QVERIFY(overview.out.contains(verb));
            const Run help = twb(QStringList{"help"} + QString::fromUtf8(verb).split(' '));
            COMPARE_EXIT(help, 0);
            QVERIFY(help.out.startsWith("twb " + verb));
        }
        QVERIFY(twb({"sign", "--help"}).out.contains("ES256K"));
        COMPARE_EXIT(twb({"help", "nothing"}), 2);
    }
};

QTEST_GUILESS_MAIN(CliKeysTest)
#include "tst_cli_keys.moc"
