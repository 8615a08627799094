// SPDX-License-Identifier: Apache-2.0
//
// decode, verify and sign: every option, exit status and JSON member.
#include "command.h"

#include <QTemporaryDir>

using namespace command;

namespace {

// The worked example of the CAF mobile token.
const QString cafSecret = "example-caf-client-secret-0123456789abcdef";
const QString cafPayload = R"({"iss":"61b0c0ffee0000000000c1d1","peopleId":"11144477735","exp":1735689900})";
const QString cafToken =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
    "eyJpc3MiOiI2MWIwYzBmZmVlMDAwMDAwMDAwMGMxZDEiLCJwZW9wbGVJZCI6IjExMTQ0NDc3NzM1IiwiZXhwIjoxNzM1Njg5OTAwfQ."
    "jZAw9DQ0eAfKjVFXPv3nCf5TS87nljKM0Iuf8lEh6Eo";

QByteArray part(const QByteArray& token, int index) {
    return QByteArray::fromBase64(token.trimmed().split('.').value(index),
                                  QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QJsonObject check(const Run& run, const QString& id) {
    const QJsonArray checks = run.json().value("checks").toArray();
    for (const QJsonValue& each : checks) {
        if (each.toObject().value("id") == id) {
            return each.toObject();
        }
    }
    return {};
}

QString outcome(const Run& run, const QString& id) {
    return check(run, id).value("outcome").toString();
}

} // namespace

class CliTokensTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString file(const QString& name, const QByteArray& octets) const { return writeFile(path(name), octets); }

private Q_SLOTS:
    void signPrintsTheWorkedExample() {
        const Run run = twb({"sign", "--alg", "HS256", "--secret", cafSecret, "--payload", cafPayload});
        COMPARE_EXIT(run, 0);
        QCOMPARE(run.out, cafToken.toUtf8() + "\n");
        QCOMPARE(run.err, QByteArray());
    }

    void verifyJudgesTheWorkedExampleByTheMoment() {
        const Run before = twb({"verify", cafToken, "--secret", cafSecret, "--at", "1735689800"});
        COMPARE_EXIT(before, 0);
        const Run after = twb({"verify", cafToken, "--secret", cafSecret, "--at", "1735689961"});
        COMPARE_EXIT(after, 1);
        QVERIFY2(after.out.contains("exp"), after.shown().constData());
        const Run json = twb({"--json", "verify", cafToken, "--secret", cafSecret, "--at", "1735689961"});
        COMPARE_EXIT(json, 1);
        QCOMPARE(json.json().value("verdict").toString(), "verified");
        QCOMPARE(outcome(json, "exp"), "fail");
        QCOMPARE(outcome(json, "signature"), "pass");
    }

    void leewayIsExactToTheSecond_data() {
        QTest::addColumn<QString>("at");
        QTest::addColumn<QString>("leeway");
        QTest::addColumn<int>("exit");
        QTest::newRow("last second of 60") << "1735689959"
                                           << "60" << 0;
        QTest::newRow("exp + 60") << "1735689960"
                                  << "60" << 1;
        QTest::newRow("no leeway, before") << "1735689899"
                                           << "0" << 0;
        QTest::newRow("no leeway, exp == now") << "1735689900"
                                               << "0" << 1;
        QTest::newRow("as RFC 3339") << "2025-01-01T00:04:59Z"
                                     << "0" << 0;
        QTest::newRow("as RFC 3339 with an offset") << "2024-12-31T21:05:00-03:00"
                                                    << "0" << 1;
    }
    void leewayIsExactToTheSecond() {
        QFETCH(QString, at);
        QFETCH(QString, leeway);
        QFETCH(int, exit);
        const Run run = twb({"verify", cafToken, "--secret", cafSecret, "--at", at, "--leeway", leeway});
        COMPARE_EXIT(run, exit);
    }

    void verifyHasTheJsonShapeOfTheContract() {
        const QString key = file("p256.pem", vectorFile("p-256", "spki-pem"));
        const QJsonArray rows = readVectors("signatures.json").value("signatures").toArray();
        QByteArray token;
        for (const QJsonValue& row : rows) {
            if (row.toObject().value("alg") == "ES256") {
                token = row.toObject().value("token").toString().toUtf8();
            }
        }
        const Run run = twb({"verify", "--json", QString::fromUtf8(token), "--key", key, "--at", "1735689700"});
        COMPARE_EXIT(run, 0);
        const QJsonObject object = run.json();
        QCOMPARE(object.value("verdict").toString(), "verified");
        QCOMPARE(object.value("alg").toString(), "ES256");
        const QString thumbprint = vectorKey("p-256").value("thumbprint").toString();
        QCOMPARE(object.value("kid").toString(), thumbprint);
        const QJsonObject facts = object.value("key").toObject();
        QCOMPARE(facts.value("kty").toString(), "EC");
        QCOMPARE(facts.value("crv").toString(), "P-256");
        QCOMPARE(facts.value("bits").toInt(), 256);
        QCOMPARE(facts.value("thumbprint").toString(), thumbprint);
        QCOMPARE(object.value("payload_base64url").toString().toUtf8(), token.split('.').at(1));
        QVERIFY(object.value("checks").toArray().size() >= 10);
        const QJsonArray checks = object.value("checks").toArray();
        for (const QJsonValue& each : checks) {
            QVERIFY(
                QStringList({"pass", "warn", "fail", "skipped"}).contains(each.toObject().value("outcome").toString()));
            QVERIFY(each.toObject().value("detail").isString());
        }
    }

    void verifyOptions_data() {
        QTest::addColumn<QString>("payload");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("check");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<int>("exit");
        const QString payload = R"({"iss":"me","aud":["a","b"],"sub":"s"})";
        QTest::newRow("issuer") << payload << QStringList{"--issuer", "me"} << "issuer"
                                << "pass" << 0;
        QTest::newRow("other issuer") << payload << QStringList{"--issuer", "Me"} << "issuer"
                                      << "fail" << 1;
        QTest::newRow("audience") << payload << QStringList{"--audience", "b"} << "audience"
                                  << "pass" << 0;
        QTest::newRow("other audience") << payload << QStringList{"--audience", "c"} << "audience"
                                        << "fail" << 1;
        QTest::newRow("typ") << payload << QStringList{"--typ", "jwt"} << "typ"
                             << "pass" << 0;
        QTest::newRow("other typ") << payload << QStringList{"--typ", "at+jwt"} << "typ"
                                   << "fail" << 1;
        QTest::newRow("required") << payload << QStringList{"--require", "sub", "--require", "iss"} << "required-claims"
                                  << "pass" << 0;
        QTest::newRow("required but missing")
            << payload << QStringList{"--require", "sub", "--require", "jti"} << "required-claims"
            << "fail" << 1;
        QTest::newRow("alg allowed") << payload << QStringList{"--alg", "RS256,HS256"} << "algorithm-allowed"
                                     << "pass" << 0;
        QTest::newRow("alg not allowed") << payload << QStringList{"--alg", "HS512"} << "algorithm-allowed"
                                         << "fail" << 1;
        QTest::newRow("nbf ahead") << R"({"nbf":1735689661})" << QStringList{} << "nbf"
                                   << "fail" << 1;
        QTest::newRow("nbf within leeway") << R"({"nbf":1735689660})" << QStringList{} << "nbf"
                                           << "pass" << 0;
        QTest::newRow("iat ahead") << R"({"iat":1735689661})" << QStringList{} << "iat"
                                   << "warn" << 0;
        QTest::newRow("no time") << R"({"exp":1})" << QStringList{"--no-time"} << "exp"
                                 << "skipped" << 0;
    }
    void verifyOptions() {
        QFETCH(QString, payload);
        QFETCH(QStringList, options);
        QFETCH(QString, check);
        QFETCH(QString, expected);
        QFETCH(int, exit);
        const Run token = twb({"sign", "--alg", "HS256", "--secret", cafSecret, "--payload", payload});
        COMPARE_EXIT(token, 0);
        const Run run =
            twb(QStringList{"--json", "verify", token.out.trimmed(), "--secret", cafSecret, "--at", "1735689600"} +
                options);
        COMPARE_EXIT(run, exit);
        QVERIFY2(outcome(run, check) == expected, run.shown().constData());
    }

    void wrongKeysNeverVerify_data() {
        QTest::addColumn<QStringList>("key");
        QTest::addColumn<QString>("verdict");
        QTest::newRow("another secret") << QStringList{"--secret", "another secret, quite as long as it should be"}
                                        << "invalid";
        QTest::newRow("a public key") << QStringList{"--key", file("rsa.pem", vectorFile("rsa-2048", "spki-pem"))}
                                      << "not-checked";
    }
    void wrongKeysNeverVerify() {
        QFETCH(QStringList, key);
        QFETCH(QString, verdict);
        const Run run = twb(QStringList{"--json", "verify", cafToken, "--at", "1735689800"} + key);
        COMPARE_EXIT(run, 1);
        QCOMPARE(run.json().value("verdict").toString(), verdict);
    }

    void noneNeverVerifies() {
        const Run token = twb({"sign", "--alg", "none", "--payload", "{}"});
        COMPARE_EXIT(token, 0);
        QVERIFY(token.out.trimmed().endsWith('.'));
        const Run run = twb({"--json", "verify", token.out.trimmed(), "--secret", cafSecret});
        COMPARE_EXIT(run, 1);
        QVERIFY(run.json().value("verdict").toString() != "verified");
        const Run asked = twb({"--json", "verify", token.out.trimmed(), "--secret", cafSecret, "--alg", "none"});
        COMPARE_EXIT(asked, 1);
    }

    void unknownCriticalHeaderIsRefused() {
        // Our own sign refuses to make such a token, so its parts are put together here.
        const Run made = twb({"sign", "--alg", "HS256", "--secret", cafSecret, "--payload", "{}", "--header",
                              R"({"alg":"HS256","crit":["exp"],"exp":1})"});
        COMPARE_EXIT(made, 2);
        const auto encode = [](const char* text) {
            return QByteArray(text).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        };
        const QByteArray token = encode(R"({"alg":"HS256","crit":["exp"],"exp":1})") + "." + encode("{}") + "." +
                                 encode("01234567890123456789012345678901");
        const Run run = twb({"--json", "verify", token, "--secret", cafSecret});
        COMPARE_EXIT(run, 1);
        QCOMPARE(outcome(run, "crit"), "fail");
    }

    void inputComesByEveryWay() {
        const QStringList rest{"--secret", cafSecret, "--at", "1735689800"};
        COMPARE_EXIT(twb(QStringList{"verify"} + rest, cafToken.toUtf8() + "\n"), 0);
        COMPARE_EXIT(twb(QStringList{"verify", "-"} + rest, cafToken.toUtf8()), 0);
        COMPARE_EXIT(twb(QStringList{"verify", "@" + file("t.jwt", cafToken.toUtf8() + "\r\n")} + rest), 0);
        for (const QString& text : {"Bearer " + cafToken, "Authorization: Bearer " + cafToken, "\"" + cafToken + "\"",
                                    "  " + cafToken.left(60) + "\n  " + cafToken.mid(60)}) {
            COMPARE_EXIT(twb(QStringList{"verify", text} + rest), 0);
        }
    }

    void keysComeByEveryWay() {
        const QStringList verify{"verify", cafToken, "--at", "1735689800"};
        COMPARE_EXIT(twb(verify, {}, {{"TWB_SECRET", cafSecret}}), 0);
        COMPARE_EXIT(twb(verify + QStringList{"--key", "-"}, cafSecret.toUtf8()), 0);
        COMPARE_EXIT(twb(verify + QStringList{"--key", file("s.txt", cafSecret.toUtf8())}), 0);
        COMPARE_EXIT(twb(verify + QStringList{"--secret-file", file("s.txt", cafSecret.toUtf8())}), 0);
        // The octets of a file are the secret, its line end too.
        COMPARE_EXIT(twb(verify + QStringList{"--secret-file", file("n.txt", cafSecret.toUtf8() + "\n")}), 1);
        const QByteArray octets = cafSecret.toUtf8();
        const QStringList encodings[] = {
            {"base64", octets.toBase64()},
            {"base64url", octets.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)},
            {"hex", octets.toHex()},
            {"utf8", octets}};
        for (const QStringList& each : encodings) {
            const Run run = twb(verify + QStringList{"--secret", each.at(1), "--key-encoding", each.at(0)});
            COMPARE_EXIT(run, 0);
        }
        const QByteArray jwk = "{\"kty\":\"oct\",\"k\":\"" + encodings[1].at(1).toUtf8() + "\"}";
        COMPARE_EXIT(twb(verify + QStringList{"--key", file("k.jwk", jwk)}), 0);
    }

    void everyAlgorithmOfTheVectorsVerifies_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("token");
        const QJsonArray rows = readVectors("signatures.json").value("signatures").toArray();
        QVERIFY(rows.size() >= 17);
        for (const QJsonValue& value : rows) {
            const QJsonObject row = value.toObject();
            const QString name = row.value("alg").toString() + " " + row.value("key").toString();
            QTest::newRow(qPrintable(name)) << row.value("key").toString() << row.value("token").toString();
        }
    }
    void everyAlgorithmOfTheVectorsVerifies() {
        QFETCH(QString, key);
        QFETCH(QString, token);
        const QString path = file("key.jwk", vectorFile(key, "jwk"));
        COMPARE_EXIT(twb({"verify", token, "--key", path, "--at", "1735689700"}), 0);
        // One flipped bit of the signature, far from the last character with its left-over bits.
        const qsizetype at = token.lastIndexOf('.') + 10;
        token[at] = token.at(at) == 'A' ? 'B' : 'A';
        COMPARE_EXIT(twb({"verify", token, "--key", path, "--at", "1735689700"}), 1);
    }

    void signEditsTheTextAndKeepsTheRest() {
        const QString payload = "{ \"a\": 1.0e2,\n  \"b\": \"\\u00e9\", \"exp\": 5 }";
        const Run run =
            twb({"sign", "--alg", "HS256", "--secret", cafSecret, "--payload", payload, "--set", "c=[1, 2]", "--set",
                 "b=null", "--expires-in", "5m", "--iat", "--not-before", "-10", "--at", "2025-01-01T00:00:00Z"});
        COMPARE_EXIT(run, 0);
        const QByteArray signedText = part(run.out, 1);
        QVERIFY2(signedText.startsWith("{ \"a\": 1.0e2,\n  \"b\": null, \"exp\": 1735689900"), signedText.constData());
        const QJsonObject object = QJsonDocument::fromJson(signedText).object();
        QCOMPARE(object.value("iat").toInt(), 1735689600);
        QCOMPARE(object.value("nbf").toInt(), 1735689590);
        QCOMPARE(object.value("c").toArray().size(), 2);
    }

    void signMakesTheHeaderInItsUsualOrder() {
        const Run plain = twb({"sign", "--alg", "HS256", "--secret", cafSecret, "--kid", "k1"});
        QCOMPARE(part(plain.out, 0), QByteArray(R"({"alg":"HS256","typ":"JWT","kid":"k1"})"));
        QCOMPARE(part(plain.out, 1), QByteArray("{}"));
        const QString own = R"({ "typ":"at+jwt", "alg" : "none", "x":1.50 })";
        const Run given = twb({"sign", "--alg", "HS384", "--secret", cafSecret, "--header", own});
        QCOMPARE(part(given.out, 0), QByteArray(R"({ "typ":"at+jwt", "alg" : "HS384", "x":1.50 })"));
    }

    void signTakesPayloadsOfEveryKind() {
        const QByteArray octets("\x00\xff raw\n", 7);
        const QString at = "@" + file("payload.bin", octets);
        const Run fromFile = twb({"sign", "--alg", "HS256", "--secret", cafSecret, "--payload", at});
        COMPARE_EXIT(fromFile, 0);
        QCOMPARE(part(fromFile.out, 1), octets);
        const Run fromInput = twb({"sign", "--alg", "HS256", "--secret", cafSecret, "--payload", "-"}, octets);
        QCOMPARE(fromInput.out, fromFile.out);
    }

    void jtiIsAFreshUuid() {
        const QStringList arguments{"sign", "--alg", "HS256", "--secret", cafSecret, "--jti"};
        const auto jti = [&] {
            return QJsonDocument::fromJson(part(twb(arguments).out, 1)).object().value("jti").toString();
        };
        const QString first = jti();
        static const QRegularExpression uuid("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$");
        QVERIFY2(uuid.match(first).hasMatch(), qPrintable(first));
        QVERIFY(jti() != first);
    }

    void detachedTokensNeedTheirPayload() {
        const QString payload = file("p.json", "{\"a\":1}");
        const Run token =
            twb({"sign", "--alg", "HS256", "--secret", cafSecret, "--payload", "@" + payload, "--form", "detached"});
        COMPARE_EXIT(token, 0);
        QVERIFY(token.out.contains(".."));
        const QStringList verify{"verify", token.out.trimmed(), "--secret", cafSecret};
        COMPARE_EXIT(twb(verify + QStringList{"--payload-file", payload}), 0);
        COMPARE_EXIT(twb(verify + QStringList{"--payload-file", file("q.json", "{\"a\":2}")}), 1);
        QVERIFY(twb(verify).exit != 0);
    }

    void jsonFormsGoBothWays_data() {
        QTest::addColumn<QString>("form");
        QTest::newRow("flattened") << "flattened";
        QTest::newRow("general") << "general";
    }
    void jsonFormsGoBothWays() {
        QFETCH(QString, form);
        const QString key = file("json.pem", vectorFile("p-256", "pkcs8-pem"));
        const Run token = twb({"sign", "--alg", "ES256", "--key", key, "--payload", cafPayload, "--form", form});
        COMPARE_EXIT(token, 0);
        QCOMPARE(token.json().contains("signatures"), form == "general");
        const QStringList verify{"verify", "-", "--key", key, "--at", "1735689800"};
        COMPARE_EXIT(twb(verify, token.out), 0);
        QJsonObject object = token.json();
        object.insert("payload", "e30");
        COMPARE_EXIT(twb(verify, compact(object)), 1);
        // With --json the token stands in the object as the JSON that it is.
        const Run json =
            twb({"--json", "sign", "--alg", "ES256", "--key", key, "--payload", cafPayload, "--form", form});
        QVERIFY(json.json().value("token").isObject());
    }

    void formsOfOtherProgramsVerify() {
        const QJsonArray rows = readVectors("forms.json").value("forms").toArray();
        QCOMPARE(rows.size(), 4);
        for (const QJsonValue& value : rows) {
            const QJsonObject row = value.toObject();
            const QJsonValue jws = row.value("jws");
            const QByteArray token = jws.isString() ? jws.toString().toUtf8() : compact(jws.toObject());
            const QString key = file("form.pem", vectorFile("p-256", "spki-pem"));
            QStringList arguments{"verify", "-", "--key", key, "--at", "1735689700"};
            if (row.value("form").toString().endsWith("detached")) {
                arguments << "--payload-file" << file("form.txt", row.value("payload").toString().toUtf8());
            }
            COMPARE_EXIT(twb(arguments, token), 0);
        }
    }

    void decodeGivesTheTokensOwnText() {
        const QString header = R"({"alg" : "HS256",  "n":1.0e2})";
        const QString payload = R"({"b":"\u00e9", "a":12345678901234567890.10})";
        const Run token =
            twb({"sign", "--alg", "HS256", "--secret", cafSecret, "--header", header, "--payload", payload});
        const Run json = twb({"--json", "decode", token.out.trimmed()});
        COMPARE_EXIT(json, 0);
        QVERIFY2(json.out.contains("\"header\":" + header.toUtf8()), json.shown().constData());
        QVERIFY2(json.out.contains("\"payload\":" + payload.toUtf8()), json.shown().constData());
        const QJsonObject object = json.json();
        QCOMPARE(object.value("kind").toString(), "jws");
        QCOMPARE(object.value("payload_base64url").toString().toUtf8(), token.out.trimmed().split('.').at(1));
        QCOMPARE(object.value("signature_base64url").toString().toUtf8(), token.out.trimmed().split('.').at(2));
        QCOMPARE(object.value("segments").toArray().size(), 3);
        const Run human = twb({"decode", token.out.trimmed()});
        QVERIFY(human.out.contains(header.toUtf8()) && human.out.contains(payload.toUtf8()));
    }

    void decodeShowsPayloadsThatAreNoObject() {
        const Run token = twb({"sign", "--alg", "HS256", "--secret", cafSecret, "--payload", "just text"});
        QCOMPARE(twb({"--json", "decode", token.out.trimmed()}).json().value("payload").toString(), "just text");
        const Run octets =
            twb({"sign", "--alg", "HS256", "--secret", cafSecret, "--payload", "-"}, QByteArray("\xff\xfe\x1b[31m"));
        const Run decoded = twb({"--json", "decode", octets.out.trimmed()});
        COMPARE_EXIT(decoded, 0);
        QVERIFY(decoded.json().value("payload").isNull());
        // Foreign octets never reach a terminal as control characters.
        QVERIFY(!twb({"decode", octets.out.trimmed()}).out.contains('\x1b'));
    }

    void decodeShowsWhatIsLeftOfABrokenToken() {
        const Run run = twb({"--json", "decode", cafToken.section('.', 0, 0) + "." + cafToken.section('.', 1, 1)});
        COMPARE_EXIT(run, 2);
        QCOMPARE(run.json().value("header").toObject().value("alg").toString(), "HS256");
        QVERIFY(!run.errorCode().isEmpty());
        QVERIFY(run.err.startsWith("twb: "));
    }

    void decodeKnowsEncryptedTokens() {
        // RFC 7516 appendix A.1.
        const Run run = twb({"--json", "decode",
                             "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.AAAA.48V1_ALb6US04U3b."
                             "5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6ji."
                             "XFBoMYUZodetZdvTiFvSkQ"});
        COMPARE_EXIT(run, 0);
        QCOMPARE(run.json().value("kind").toString(), "jwe");
        QCOMPARE(run.json().value("header").toObject().value("enc").toString(), "A256GCM");
    }

    void decodeReadsJsonForms() {
        const QJsonArray rows = readVectors("forms.json").value("forms").toArray();
        for (const QJsonValue& value : rows) {
            const QJsonObject row = value.toObject();
            const QJsonValue jws = row.value("jws");
            const QByteArray token = jws.isString() ? jws.toString().toUtf8() : compact(jws.toObject());
            const Run run = twb({"--json", "decode", "-"}, token);
            COMPARE_EXIT(run, 0);
            const QJsonObject object = run.json();
            QCOMPARE(object.value("kind").toString(), jws.isString() ? "jws" : "jws-json");
            QCOMPARE(object.value("header").toObject().value("alg").toString(), "ES256");
            QVERIFY(!object.value("signature_base64url").toString().isEmpty());
            if (!jws.isString()) {
                QVERIFY(run.out.contains("\"payload\":" + row.value("payload").toString().toUtf8()));
            }
        }
        const Run jwe =
            twb({"--json", "decode",
                 R"({"protected":"eyJlbmMiOiJBMTI4R0NNIn0","iv":"AAAA","ciphertext":"AAAA","tag":"AAAA"})"});
        COMPARE_EXIT(jwe, 0);
        QCOMPARE(jwe.json().value("kind").toString(), "jwe-json");
        QCOMPARE(jwe.json().value("segments").toArray().size(), 4);
        const Run broken = twb({"--json", "decode", R"({"payload":"e30","protected":5,"signature":"*"})"});
        COMPARE_EXIT(broken, 2);
        QCOMPARE(broken.errorCode(), "json-type");
        const Run sdJwt = twb({"--json", "decode", cafToken + "~WyJhIiwiYiIsMV0~"});
        COMPARE_EXIT(sdJwt, 0);
        QCOMPARE(sdJwt.json().value("kind").toString(), "sd-jwt");
    }

    void colourIsForTerminalsOnly() {
        QVERIFY(!twb({"verify", cafToken, "--secret", cafSecret, "--at", "1735689800"}).out.contains('\x1b'));
    }
};

QTEST_GUILESS_MAIN(CliTokensTest)
#include "tst_cli_tokens.moc"
