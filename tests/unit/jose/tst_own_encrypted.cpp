// SPDX-License-Identifier: Apache-2.0
//
// Encrypted tokens and SD-JWTs made by npm jose and Node's crypto (tests/vectors/encrypted.json): what a clone alone
// can prove.
#include "base/base64url.h"
#include "jose/jwe.h"
#include "jose/sd_jwt.h"
#include "jose_support.h"
#include "support/places.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace twb;
using namespace twb::jose;
using namespace twb::tests;

namespace {

QJsonObject readVectors(const QString& name) {
    QFile file(places::ownVectors("/") + name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QByteArray compact(const QJsonValue& value) {
    return value.isString() ? value.toString().toUtf8()
                            : QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
}

/// One half of a key pair of keys.json, or the secret that stands there itself.
QByteArray keyText(const QJsonValue& key, const char* half) {
    if (key.isObject()) {
        return compact(key);
    }
    for (const QJsonValue& row : readVectors("keys.json").value("keys").toArray()) {
        if (row.toObject().value("id") == key) {
            return compact(row.toObject().value(QLatin1String(half)));
        }
    }
    return {};
}

} // namespace

class TestOwnEncrypted : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void encrypted_data() {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArray>("key");
        const QJsonArray rows = readVectors("encrypted.json").value("encrypted").toArray();
        QVERIFY(rows.size() > 60);
        for (const QJsonValue& each : rows) {
            const QJsonObject row = each.toObject();
            QTest::newRow(qPrintable(row.value("id").toString()))
                << compact(row.value("token")) << keyText(row.value("key"), "private");
        }
    }
    void encrypted() {
        QFETCH(QByteArray, token);
        QFETCH(QByteArray, key);
        const QByteArray plaintext = QByteArray::fromBase64(
            readVectors("encrypted.json").value("plaintext").toString().toUtf8(), QByteArray::Base64UrlEncoding);
        TokenDecrypter decrypter(keysOf(view(key)));
        for (int turn = 0; turn < 2; ++turn) { // the second time with what is kept of the first
            const auto opened = decrypter.open(view(token));
            QVERIFY2(opened, opened ? "" : opened.error().detail.c_str());
            QCOMPARE(qt(asText(opened->plaintext)), plaintext);
        }
        const auto whole = decryptToken(view(token), keysOf(view(key)));
        QVERIFY(whole);
        QCOMPARE(qt(asText(whole->plaintext.reveal())), plaintext);
    }

    void selective() {
        const QJsonObject vectors = readVectors("encrypted.json").value("selective").toObject();
        const auto keys = keysOf(view(keyText(vectors.value("issuer"), "public")));
        KeyBindingPolicy binding;
        binding.need = KeyBindingPolicy::Need::Required;
        binding.nonce = vectors.value("nonce").toString().toStdString();
        binding.audience = vectors.value("audience").toString().toStdString();
        QCOMPARE(vectors.value("tokens").toArray().size(), 3);
        for (const QJsonValue& each : vectors.value("tokens").toArray()) {
            const std::string token = each.toObject().value("token").toString().toStdString();
            const auto report =
                verifySdJwt(token, keys, {}, binding, at(static_cast<long long>(vectors.value("at").toInteger())));
            QVERIFY2(report && report->accepted(), qPrintable(each.toObject().value("id").toString()));
            QCOMPARE(QJsonDocument::fromJson(qt(report->claims.payload)).object(), vectors.value("claims").toObject());
            QCOMPARE(static_cast<int>(report->claims.undisclosed.size()), vectors.value("undisclosed").toInt());
        }
    }
};

QTEST_GUILESS_MAIN(TestOwnEncrypted)
#include "tst_own_encrypted.moc"
