// SPDX-License-Identifier: Apache-2.0
//
// SD-JWTs from issuing to presenting, several signatures, other serializations, compressed payloads, DPoP proofs.
#include "command.h"

#include <QCryptographicHash>
#include <QTemporaryDir>

using namespace command;

namespace {

const QString claims = R"({"iss":"x","email":"a@b","address":{"city":"Köln","zip":"1"},"nat":["DE","FR"]})";

QByteArray encoded(const QByteArray& octets) {
    return octets.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QString checkOf(const Run& run, const QString& id) {
    for (const QJsonValue& each : run.json().value("checks").toArray()) {
        if (each.toObject().value("id") == id) {
            return each.toObject().value("outcome").toString();
        }
    }
    return {};
}

} // namespace

class CliSelectiveTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_issuer, m_holder, m_both;
    QString m_token;

    static QString text(const Run& run) { return QString::fromUtf8(run.out.trimmed()); }

private Q_SLOTS:
    void initTestCase() {
        m_issuer = writeFile(m_folder.filePath("issuer"), vectorFile("p-256", "jwk"));
        m_holder = writeFile(m_folder.filePath("holder"), vectorFile("ed25519", "jwk"));
        const QByteArray set = "{\"keys\":[" + vectorFile("p-256", "jwk") + "," + vectorFile("ed25519", "jwk") + "]}";
        m_both = writeFile(m_folder.filePath("both"), set);
        const Run run =
            twb({"sign", "--alg", "ES256", "--key", m_issuer, "--payload", claims, "--sd", "email", "--sd", "/address",
                 "--sd", "/address/city", "--sd", "/nat/1", "--decoys", "3", "--holder", m_holder});
        COMPARE_EXIT(run, 0);
        m_token = text(run);
        QCOMPARE(m_token.count('~'), 5);
    }

    void decodeResolves() {
        const Run run = twb({"--json", "decode", m_token});
        COMPARE_EXIT(run, 0);
        const QJsonObject json = run.json();
        QCOMPARE(json.value("kind").toString(), "sd-jwt");
        QCOMPARE(json.value("header").toObject().value("alg").toString(), "ES256");
        QVERIFY(json.value("payload").toObject().contains("_sd_alg"));
        QJsonObject resolved = json.value("claims").toObject();
        QVERIFY(resolved.take("cnf").toObject().contains("jwk"));
        QCOMPARE(resolved, QJsonDocument::fromJson(claims.toUtf8()).object());
        QCOMPARE(json.value("disclosures").toArray().size(), 4);
        QCOMPARE(json.value("undisclosed").toArray().size(), 9); // three decoys in each of three places
        QVERIFY(json.value("key_binding").isNull());
        const Run shown = twb({"decode", m_token});
        QVERIFY2(shown.out.contains("/address/city  \"Köln\""), shown.shown().constData());
        const Run spoilt = twb({"--json", "decode", m_token + "WyJhIiwgMV0~"});
        QVERIFY2(spoilt.json().contains("sd_jwt_error"), spoilt.shown().constData());
    }

    void presentAPart() {
        const Run part = twb({"present", m_token, "--show", "/address/city", "--nonce", "n", "--audience", "v", "--at",
                              "1000", "--key", m_holder});
        COMPARE_EXIT(part, 0);
        QCOMPARE(part.out.count('~'), 3);
        const QStringList verify{"--json", "verify", text(part),      "--key", m_issuer,
                                 "--at",   "1010",   "--kb-audience", "v"};
        const Run good = twb(verify + QStringList{"--nonce", "n"});
        COMPARE_EXIT(good, 0);
        const QJsonObject seen = good.json().value("claims").toObject();
        QCOMPARE(seen.value("address").toObject().value("city").toString(), "Köln");
        QVERIFY(!seen.contains("email"));
        QCOMPARE(seen.value("nat").toArray().size(), 1);
        COMPARE_EXIT(twb(verify + QStringList{"--nonce", "m"}), 1);
        COMPARE_EXIT(twb(verify + QStringList{"--nonce", "n", "--max-age", "10"}), 0);
        Run old = twb(QStringList(verify).replaceInStrings("1010", "2000") + QStringList{"--max-age", "10"});
        COMPARE_EXIT(old, 1);
        QCOMPARE(checkOf(old, "kb-iat"), "fail");
        const Run none = twb({"present", m_token});
        COMPARE_EXIT(none, 0);
        QCOMPARE(none.out.count('~'), 1);
        const Run all = twb({"present", m_token, "--all"});
        QCOMPARE(text(all), m_token);
        // In JSON form, verified without a word about it.
        const Run json = twb({"present", m_token, "--all", "--form", "general"});
        COMPARE_EXIT(json, 0);
        const Run read = twb({"--json", "verify", text(json), "--key", m_issuer});
        COMPARE_EXIT(read, 0);
        QCOMPARE(checkOf(read, "disclosures"), "pass");
        QCOMPARE(text(twb({"convert", text(json), "--form", "compact"})), m_token);
        QCOMPARE(twb({"--json", "decode", text(json)}).json().value("disclosures").toArray().size(), 4);
    }
    void presentRefuses() {
        COMPARE_EXIT(twb({"present", m_token, "--show", "sub"}), 2);
        COMPARE_EXIT(twb({"present", m_token, "--nonce", "n", "--key", m_holder}), 2);
        COMPARE_EXIT(twb({"present", m_token, "--nonce", "n", "--audience", "v"}), 2);
        COMPARE_EXIT(twb({"present", m_token, "--nonce", "n", "--audience", "v", "--key", m_issuer}), 2);
        COMPARE_EXIT(twb({"present", "a.b.c"}), 2);
        COMPARE_EXIT(twb({"present", m_token, "--form", "detached"}), 2);
    }
    void signRefuses() {
        const QStringList sign{"sign", "--alg", "ES256", "--key", m_issuer, "--payload", claims};
        COMPARE_EXIT(twb(sign + QStringList{"--sd", "iss"}), 2);
        COMPARE_EXIT(twb(sign + QStringList{"--sd", "nothing"}), 2);
        COMPARE_EXIT(twb(sign + QStringList{"--sd", "email", "--form", "detached"}), 2);
        COMPARE_EXIT(twb(sign + QStringList{"--decoys", "x"}), 2);
        COMPARE_EXIT(twb(sign + QStringList{"--decoys", "1", "--sd-hash", "md5"}), 2);
        COMPARE_EXIT(twb(sign + QStringList{"--sd", "email", "--also", m_holder}), 2);
        COMPARE_EXIT(twb(sign + QStringList{"--also", m_holder, "--form", "compact"}), 2);
        COMPARE_EXIT(twb(sign + QStringList{"--also", m_both}), 2);
    }
    void otherHashes() {
        for (const char* hash : {"sha-384", "sha-512"}) {
            const Run run = twb({"sign", "--alg", "ES256", "--key", m_issuer, "--payload", claims, "--sd", "email",
                                 "--sd-hash", hash, "--form", "flattened"});
            COMPARE_EXIT(run, 0);
            const Run read = twb({"--json", "verify", text(run), "--key", m_issuer});
            COMPARE_EXIT(read, 0);
            QCOMPARE(read.json().value("claims").toObject().value("email").toString(), "a@b");
        }
    }

    void severalSignatures() {
        const Run run =
            twb({"sign", "--alg", "ES256", "--key", m_issuer, "--also", m_holder, "--payload", R"({"a":1})"});
        COMPARE_EXIT(run, 0);
        const Run both = twb({"--json", "verify", text(run), "--key", m_both});
        COMPARE_EXIT(both, 0);
        QJsonArray signatures = both.json().value("signatures").toArray();
        QCOMPARE(signatures.size(), 2);
        QCOMPARE(signatures.at(0).toObject().value("alg").toString(), "ES256");
        QCOMPARE(signatures.at(1).toObject().value("alg").toString(), "EdDSA");
        for (const QJsonValue& each : signatures) {
            QCOMPARE(each.toObject().value("verdict").toString(), "verified");
        }
        const Run one = twb({"--json", "verify", text(run), "--key", m_holder});
        COMPARE_EXIT(one, 0);
        signatures = one.json().value("signatures").toArray();
        QCOMPARE(signatures.at(0).toObject().value("verdict").toString(), "not-checked");
        QCOMPARE(signatures.at(1).toObject().value("verdict").toString(), "verified");
        const Run shown = twb({"verify", text(run), "--key", m_holder});
        QVERIFY2(shown.out.contains("Signatures"), shown.shown().constData());
        const Run kept = twb({"convert", text(run), "--form", "compact", "--signature", "2"});
        COMPARE_EXIT(kept, 0);
        COMPARE_EXIT(twb({"verify", text(kept), "--key", m_holder}), 0);
        COMPARE_EXIT(twb({"convert", text(run), "--form", "compact"}), 2);
        COMPARE_EXIT(twb({"convert", text(run), "--form", "compact", "--signature", "3"}), 2);
        COMPARE_EXIT(twb({"convert", text(run), "--form", "compact", "--signature", "0"}), 2);
        COMPARE_EXIT(twb({"convert", text(run)}), 2);
    }

    /// Issued by two: whichever key the verifier holds, its signature decides, and each has its verdict.
    void selectiveWithSeveralSignatures() {
        const QJsonObject decoded = twb({"--json", "decode", m_token}).json();
        const QString payload =
            writeFile(m_folder.filePath("selective"),
                      QByteArray::fromBase64(decoded.value("payload_base64url").toString().toLatin1(),
                                             QByteArray::Base64UrlEncoding));
        const Run made =
            twb({"sign", "--alg", "ES256", "--key", m_issuer, "--also", m_holder, "--payload", "@" + payload});
        COMPARE_EXIT(made, 0);
        QJsonObject token = QJsonDocument::fromJson(made.out).object();
        QJsonArray signatures = token.value("signatures").toArray();
        QJsonObject first = signatures.at(0).toObject();
        first.insert(
            "header",
            QJsonObject{{"disclosures", QJsonArray::fromStringList(m_token.split('~', Qt::SkipEmptyParts).mid(1))}});
        signatures.replace(0, first);
        token.insert("signatures", signatures);
        const QString selective = QString::fromUtf8(QJsonDocument(token).toJson(QJsonDocument::Compact));
        for (const QString& key : {m_issuer, m_holder, m_both}) {
            const Run read = twb({"--json", "verify", selective, "--key", key});
            COMPARE_EXIT(read, 0);
            QCOMPARE(checkOf(read, "disclosures"), "pass");
            QCOMPARE(read.json().value("claims").toObject().value("email").toString(), "a@b");
            QCOMPARE(read.json().value("signatures").toArray().size(), 2);
        }
        const QString stranger = writeFile(m_folder.filePath("stranger"), vectorFile("p-384", "jwk"));
        const Run none = twb({"--json", "verify", selective, "--key", stranger});
        COMPARE_EXIT(none, 1);
        QCOMPARE(none.json().value("verdict").toString(), "not-checked");
    }

    void otherSerializations() {
        const Run signedRun = twb({"sign", "--alg", "ES256", "--key", m_issuer, "--payload", R"({"a":1})"});
        const QString payload = writeFile(m_folder.filePath("payload"), R"({"a":1})");
        for (const char* form : {"flattened", "general", "detached", "detached-flattened", "detached-general"}) {
            const Run there = twb({"convert", text(signedRun), "--form", form});
            COMPARE_EXIT(there, 0);
            const bool detached = QByteArray(form).startsWith("detached");
            const QStringList more = detached ? QStringList{"--payload-file", payload} : QStringList();
            COMPARE_EXIT(twb(QStringList{"verify", text(there), "--key", m_issuer} + more), 0);
            const Run back = twb(QStringList{"convert", text(there), "--form", "compact"} + more);
            QCOMPARE(text(back), text(signedRun));
        }
        const Run sealed =
            twb({"encrypt", "--alg", "ECDH-ES", "--enc", "A128GCM", "--key", m_issuer, "--payload", "x"});
        COMPARE_EXIT(sealed, 0);
        const Run general = twb({"convert", text(sealed), "--form", "general"});
        COMPARE_EXIT(general, 0);
        COMPARE_EXIT(twb({"decrypt", text(general), "--key", m_issuer}), 0);
        QCOMPARE(text(twb({"convert", text(general), "--form", "compact"})), text(sealed));
        COMPARE_EXIT(twb({"convert", text(sealed), "--form", "detached"}), 2);
    }

    // {"iss":"x","nbf":1000} as raw DEFLATE, by zlib.
    void compressedPayload() {
        const QByteArray packed = QByteArray::fromHex("ab56ca2c2e56b252aa50d251ca4b4a53b232343030a80500");
        const QString path = writeFile(m_folder.filePath("packed"), packed);
        const Run made =
            twb({"sign", "--alg", "ES256", "--key", m_issuer, "--header", R"({"zip":"DEF"})", "--payload", "@" + path});
        COMPARE_EXIT(made, 0);
        const Run read = twb({"--json", "decode", text(made)});
        COMPARE_EXIT(read, 0);
        QCOMPARE(read.json().value("payload_inflated").toObject().value("nbf").toInt(), 1000);
        QCOMPARE(read.json().value("payload_base64url").toString().toUtf8(), encoded(packed));
        COMPARE_EXIT(twb({"verify", text(made), "--key", m_issuer, "--at", "900"}), 1);
        const Run good = twb({"--json", "verify", text(made), "--key", m_issuer, "--at", "1000"});
        COMPARE_EXIT(good, 0);
        QCOMPARE(good.json().value("payload_inflated_base64url").toString().toUtf8(),
                 encoded(R"({"iss":"x","nbf":1000})"));
    }

    void capOfInflatedPayload() {
        const QByteArray content = "{\"iss\":\"x\",\"fill\":\"" + QByteArray(250'000, '0') + "\"}";
        QByteArray packed = qCompress(content).mid(4 + 2); // length and zlib's header before the raw DEFLATE,
        packed.chop(4);                                    // its check sum behind
        const QString path = writeFile(m_folder.filePath("packed"), packed);
        const Run made =
            twb({"sign", "--alg", "ES256", "--key", m_issuer, "--header", R"({"zip":"DEF"})", "--payload", "@" + path});
        COMPARE_EXIT(made, 0);
        const QStringList verify{"--json", "verify", text(made), "--key", m_issuer};
        const Run refused = twb(verify);
        COMPARE_EXIT(refused, 1);
        QCOMPARE(checkOf(refused, "payload-json"), "fail");
        QVERIFY2(refused.out.contains("250000") && refused.out.contains("--max-inflated"), refused.shown().constData());
        COMPARE_EXIT(twb(verify + QStringList{"--max-inflated", "300000"}), 0);
        const QStringList decode{"--json", "decode", text(made)};
        const Run closed = twb(decode);
        COMPARE_EXIT(closed, 0);
        QVERIFY(closed.json().value("payload_inflated").isNull());
        const QJsonObject why = closed.json().value("payload_inflated_error").toObject();
        QCOMPARE(why.value("code").toString(), "token-limit");
        QVERIFY(why.value("message").toString().contains("--max-inflated"));
        const Run open = twb(decode + QStringList{"--max-inflated", "300000"});
        COMPARE_EXIT(open, 0);
        QCOMPARE(open.json().value("payload_inflated").toObject().value("iss").toString(), "x");
        const Run shown = twb({"decode", text(made)});
        QVERIFY2(shown.err.contains("--max-inflated"), shown.shown().constData());
        // The other forms keep to the same cap.
        const Run general = twb({"convert", text(made), "--form", "general"});
        COMPARE_EXIT(general, 0);
        for (const QString& form : {text(general), text(made) + "~"}) {
            const Run small = twb({"--json", "decode", form});
            QCOMPARE(small.json().value("payload_inflated_error").toObject().value("code").toString(), "token-limit");
            const Run large = twb({"--json", "decode", form, "--max-inflated", "300000"});
            QCOMPARE(large.json().value("payload_inflated").toObject().value("iss").toString(), "x");
        }
    }

    void dpop() {
        const QByteArray access = "opaque-token";
        const QByteArray ath = encoded(QCryptographicHash::hash(access, QCryptographicHash::Sha256));
        const QByteArray header = compact(
            {{"typ", "dpop+jwt"}, {"jwk", QJsonDocument::fromJson(vectorFile("p-256", "jwk-public")).object()}});
        const QByteArray proof = compact({{"jti", "1"},
                                          {"htm", "POST"},
                                          {"htu", "https://a.example/x"},
                                          {"iat", 1000},
                                          {"ath", QString::fromUtf8(ath)}});
        const Run made = twb({"sign", "--alg", "ES256", "--key", m_issuer, "--header", QString::fromUtf8(header),
                              "--payload", QString::fromUtf8(proof)});
        COMPARE_EXIT(made, 0);
        const QStringList verify{"--json", "verify", text(made), "--at", "1000"};
        const Run bare = twb(verify);
        COMPARE_EXIT(bare, 0);
        const QString jkt = bare.json().value("jkt").toString();
        QCOMPARE(jkt.size(), 43);
        QCOMPARE(checkOf(bare, "ath"), "skipped");
        const QString file = writeFile(m_folder.filePath("access"), access + "\n");
        const QStringList all{"--htm",          "POST",     "--htu", "https://A.example/x?q",
                              "--access-token", "@" + file, "--jkt", jkt};
        const Run whole = twb(verify + all);
        COMPARE_EXIT(whole, 0);
        for (const char* id : {"htm", "htu", "ath", "jkt", "dpop-signature"}) {
            QCOMPARE(checkOf(whole, id), "pass");
        }
        COMPARE_EXIT(twb(verify + QStringList{"--htm", "GET"}), 1);
        COMPARE_EXIT(twb(verify + QStringList{"--access-token", "other"}), 1);
        COMPARE_EXIT(twb(verify + QStringList{"--htm", "POST", "--key", m_issuer}), 0);
        const Run other = twb(verify + QStringList{"--htm", "POST", "--key", m_holder});
        COMPARE_EXIT(other, 1);
        QCOMPARE(checkOf(other, "jkt"), "fail");
        COMPARE_EXIT(twb(verify + QStringList{"--max-age", "0"}), 2);
        const Run late = twb({"verify", text(made), "--at", "1400"});
        COMPARE_EXIT(late, 1);
        QVERIFY2(late.out.contains("verified, but refused: iat"), late.shown().constData());
        // Without a key, only a proof can be checked.
        COMPARE_EXIT(twb({"verify", m_token}), 2);
    }
};

QTEST_GUILESS_MAIN(CliSelectiveTest)
#include "tst_cli_selective.moc"
