// SPDX-License-Identifier: Apache-2.0
// Encrypted tokens of others, read where they are: Wycheproof's, those of RFC 7516, 7517 and 7520 (octet for octet
// where they can be made again), and Wycheproof's key agreements as JWKs.
#include "base/base64url.h"
#include "crypto/key_agreement.h"
#include "jose/jwe.h"
#include "jose_support.h"
#include "support/places.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace twb;
using namespace twb::jose;
using namespace twb::tests;

static const QString vectors = places::sharedVectors();

static QJsonObject load(const QString& path) {
    QFile file(vectors + "/" + path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

static QByteArray compactJson(const QJsonValue& value) {
    return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
}

static Bytes octetsOf(const QJsonValue& text) {
    return base64url::decode(view(text.toString().toLatin1())).value_or(Bytes());
}

#define SKIP_WITHOUT(path)                                                                                             \
    if (!QFileInfo::exists(vectors + "/" + QString::fromUtf8(path))) {                                                 \
        QSKIP(path " of the shared vectors is not here");                                                              \
    }

class TestJweVectors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wycheproof_data() {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("plaintext");
        QTest::addColumn<bool>("valid");
        for (const char* file : {"json_web_encryption_test", "json_web_crypto_test"}) {
            for (const QJsonValue& group : load(QString("wycheproof/%1.json").arg(file))["testGroups"].toArray()) {
                for (const QJsonValue& test : group["tests"].toArray()) {
                    if (!test.toObject().contains("jwe")) {
                        continue; // the signature part
                    }
                    // The vectors' README: asks a parser of the compact form to refuse JSON; this one reads both.
                    if (test["comment"].toString() == "rejectsValidJsonSerialization") {
                        continue;
                    }
                    QTest::newRow(qPrintable(
                        QString("%1 %2 %3").arg(file).arg(test["tcId"].toInt()).arg(test["comment"].toString())))
                        << test["jwe"].toString().toUtf8() << compactJson(group["private"])
                        << QByteArray::fromHex(test["pt"].toString().toLatin1())
                        << (test["result"].toString() == "valid");
                }
            }
        }
    }
    void wycheproof() {
        SKIP_WITHOUT("wycheproof/json_web_encryption_test.json")
        QFETCH(QByteArray, token);
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, plaintext);
        QFETCH(bool, valid);
        const auto back = decryptToken(view(token), keysOf(view(key)));
        QVERIFY2(back.has_value() == valid, back ? "accepted" : back.error().detail.c_str());
        if (back && !plaintext.isEmpty()) {
            QCOMPARE(qt(asText(back->plaintext.reveal())), plaintext);
        }
    }

    void rfcTokens_data() {
        QTest::addColumn<QJsonObject>("example");
        for (const char* rfc : {"rfc7516", "rfc7517"}) {
            for (const QJsonValue& example : load(QString("rfc/%1.json").arg(rfc))["cases"].toArray()) {
                if (example["kind"].toString() == "jwe") {
                    QTest::newRow(qPrintable(example["id"].toString())) << example.toObject();
                }
            }
        }
    }
    void rfcTokens() {
        SKIP_WITHOUT("rfc/rfc7516.json")
        QFETCH(QJsonObject, example);
        const QJsonObject key = example["key"].toObject();
        const auto keys = key.contains("password") ? secretOf(view(key["password"].toString().toUtf8()))
                                                   : keysOf(view(compactJson(key)));
        const QByteArray token =
            example["token"].isObject() ? compactJson(example["token"]) : example["token"].toString().toUtf8();
        const auto back = decryptToken(view(token), keys);
        QVERIFY2(back.has_value() == (example["expect"].toString() == "valid"),
                 back ? "accepted" : back.error().detail.c_str());
        if (back) {
            QCOMPARE(QString::fromStdString(base64url::encode(back->plaintext.reveal())),
                     example["plaintext"].toString());
        }
    }

    void cookbook_data() {
        QTest::addColumn<QJsonObject>("example");
        QTest::addColumn<QString>("form");
        for (const char* folder : {"rfc7520/jwe", "rfc7520/curve25519"}) {
            for (QDirIterator files(vectors + "/" + folder, {"*.json"}); files.hasNext();) {
                const QString path = files.next();
                const QJsonObject example = load(path.mid(vectors.size() + 1));
                for (const char* form : {"compact", "json", "json_flat"}) {
                    if (example.contains("encrypting_content") && example["output"].toObject().contains(form)) {
                        QTest::newRow(qPrintable(files.fileName() + " " + form)) << example << QString(form);
                    }
                }
            }
        }
    }
    void cookbook() {
        SKIP_WITHOUT("rfc7520/jwe")
        QFETCH(QJsonObject, example);
        QFETCH(QString, form);
        const QJsonObject input = example["input"].toObject();
        const QByteArray plaintext = input["plaintext"].toString().toUtf8();
        const QJsonValue output = example["output"].toObject()[form];
        const QByteArray token = form == "compact" ? output.toString().toUtf8() : compactJson(output);
        QList<QByteArray> keys;
        if (input["key"].isArray()) {
            for (const QJsonValue& key : input["key"].toArray()) {
                keys += compactJson(key);
            }
        } else if (!input.contains("pwd")) {
            keys += compactJson(input["key"]);
        }
        const auto password = secretOf(view(input["pwd"].toString().toUtf8()));
        if (keys.isEmpty()) {
            const auto back = decryptToken(view(token), password);
            QVERIFY2(back, back ? "" : back.error().detail.c_str());
            QCOMPARE(qt(asText(back->plaintext.reveal())), plaintext);
        }
        for (const QByteArray& key : keys) {
            const auto back = decryptToken(view(token), keysOf(view(key)));
            QVERIFY2(back, back ? "" : back.error().detail.c_str());
            QCOMPARE(qt(asText(back->plaintext.reveal())), plaintext);
        }
    }

    void cookbookAgain_data() { cookbook_data(); }
    /// The same octets, from the same random values. RSA's padding is random, so its tokens cannot be made again; nor
    /// can compressed ones, because DEFLATE may be written in many ways.
    void cookbookAgain() {
        SKIP_WITHOUT("rfc7520/jwe")
        QFETCH(QJsonObject, example);
        QFETCH(QString, form);
        const QJsonObject input = example["input"].toObject();
        const QJsonObject content = example["encrypting_content"].toObject();
        const QJsonValue wrapping = example["encrypting_key"];
        const QByteArray plaintext = input["plaintext"].toString().toUtf8();
        const QString alg = input["alg"].toString();
        if (input["key"].isArray() || alg.startsWith("RSA") || input.contains("zip")) {
            QSKIP("holds RSA or compressed data: not reproducible");
        }
        const QJsonValue output = example.value("output").toObject()[form];
        if (wrapping["epk"]["x"] != content["protected"]["epk"]["x"]) {
            QSKIP("the ephemeral key of the file is not the one in its header");
        }
        FixedRandomness fixed;
        fixed.contentKey = Secret(octetsOf(example.value("generated").toObject()["cek"]));
        fixed.nonce = octetsOf(example.value("generated").toObject()["iv"]);
        fixed.wrapNonce = octetsOf(wrapping["iv"]);
        if (wrapping["epk"].isObject()) {
            fixed.ephemeral = jwkOf(view(compactJson(wrapping["epk"]))).key;
        }
        EncryptionRequest request;
        request.fixed = &fixed;
        // Where the key itself is shared, the cookbook writes the general form as the flattened one.
        request.form = form == "compact"                          ? JweFormKind::Compact
                       : output.toObject().contains("recipients") ? JweFormKind::General
                                                                  : JweFormKind::Flattened;
        request.protectedHeader = std::string(asText(octetsOf(content["protected_b64u"])));
        if (content["unprotected"].isObject()) {
            request.sharedHeader = compactJson(content["unprotected"]).toStdString();
        }
        if (input.contains("aad")) {
            request.additionalData = toBytes(view(input["aad"].toString().toUtf8()));
        }
        const Jwk key = input.contains("pwd") ? secretOf(view(input["pwd"].toString().toUtf8()))->entries().front().jwk
                                              : jwkOf(view(compactJson(input["key"])));
        request.recipients.push_back({key, {}});
        const auto made = encryptToken(request, asBytes(view(plaintext)));
        QVERIFY2(made, made ? "" : made.error().detail.c_str());
        if (form == "compact") {
            QCOMPARE(QString::fromStdString(made->token), output.toString());
        } else {
            QCOMPARE(QJsonDocument::fromJson(qt(made->token)).object(), output.toObject());
        }
    }

    void agreement_data() {
        QTest::addColumn<QJsonObject>("test");
        for (const char* name : {"x25519", "x448"}) {
            for (const QJsonValue& group :
                 load(QString("wycheproof/%1_jwk_test.json").arg(name))["testGroups"].toArray()) {
                for (const QJsonValue& test : group["tests"].toArray()) {
                    QTest::newRow(qPrintable(QString("%1 %2").arg(name).arg(test["tcId"].toInt()))) << test.toObject();
                }
            }
        }
    }
    void agreement() {
        SKIP_WITHOUT("wycheproof/x25519_jwk_test.json")
        QFETCH(QJsonObject, test);
        const QByteArray ours = compactJson(test["private"]);
        const QByteArray theirs = compactJson(test["public"]);
        const QString expected = test["result"].toString();
        const auto own = readJwk(view(ours));
        const auto peer = readJwk(view(theirs));
        auto shared = own && peer ? crypto::agree(own->key, peer->key) : fail(ErrorCode::KeyInvalid);
        QVERIFY2(shared || expected != "valid", shared ? "" : shared.error().detail.c_str());
        if (shared) {
            QVERIFY(expected != "invalid");
            QCOMPARE(qt(asText(shared->reveal())).toHex(), test["shared"].toString().toLatin1());
        }
    }

    /// Signed, then encrypted: both layers open, each with its key.                               (RFC 7520 §6)
    void theNestedTokenOfTheCookbook_data() {
        QTest::addColumn<QString>("form");
        for (const char* form : {"compact", "json", "json_flat"}) {
            QTest::newRow(form) << QString(form);
        }
    }
    void theNestedTokenOfTheCookbook() {
        SKIP_WITHOUT("rfc7520/6.nesting_signatures_and_encryption.json")
        QFETCH(QString, form);
        const QJsonObject example = load("rfc7520/6.nesting_signatures_and_encryption.json");
        const QJsonValue output = example["encrypt"]["output"][form];
        const QByteArray token = output.isObject() ? compactJson(output) : output.toString().toUtf8();
        const auto back = decryptToken(view(token), keysOf(view(compactJson(example["encrypt"]["input"]["key"]))));
        QVERIFY2(back, back ? "" : back.error().detail.c_str());
        const std::string inner(asText(back->plaintext.reveal()));
        QCOMPARE(QString::fromStdString(inner), example["sign"]["output"]["compact"].toString());
        VerificationPolicy policy;
        policy.checkTime = VerificationPolicy::CheckTime::No;
        const auto signer = keysOf(view(compactJson(example["sign"]["input"]["key"])));
        QVERIFY(verifyToken(inner, signer, policy, at(0)).accepted());
    }
};

QTEST_GUILESS_MAIN(TestJweVectors)
#include "tst_jwe_vectors.moc"
