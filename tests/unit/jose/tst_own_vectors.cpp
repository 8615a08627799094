// SPDX-License-Identifier: Apache-2.0
//
// Every signature algorithm with every key format, made by npm jose, Node's crypto and openssl (tests/vectors): what a
// clone alone can prove.
#include "base/base64url.h"
#include "jose/key_material.h"
#include "jose/token_verifier.h"
#include "support/places.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace twb;
using namespace twb::jose;

namespace {

const Time now{std::chrono::seconds{1735689700}}; // between iat and exp of the vectors

QJsonObject readVectors(const QString& name) {
    QFile file(places::source("/tests/vectors/") + name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QMap<QString, QJsonObject> keysById() {
    QMap<QString, QJsonObject> keys;
    const QJsonArray rows = readVectors("keys.json").value("keys").toArray();
    for (const QJsonValue& row : rows) {
        keys.insert(row.toObject().value("id").toString(), row.toObject());
    }
    return keys;
}

/// Format name and octets of every form in which a key is kept.
QMap<QString, QByteArray> formsOf(const QJsonObject& key) {
    QMap<QString, QByteArray> forms;
    forms.insert("jwk", QJsonDocument(key.value("private").toObject()).toJson());
    if (key.value("public").isObject()) {
        forms.insert("jwk-public", QJsonDocument(key.value("public").toObject()).toJson());
    }
    const QJsonObject files = key.value("files").toObject();
    for (const QString& name : files.keys()) {
        const QByteArray text = files.value(name).toString().toUtf8();
        forms.insert(name, name.endsWith("-der") ? QByteArray::fromBase64(text) : text);
    }
    return forms;
}

ByteView view(const QByteArray& octets) {
    return {reinterpret_cast<const std::uint8_t*>(octets.constData()), static_cast<std::size_t>(octets.size())};
}

Result<KeySet> readKey(const QByteArray& octets, const QJsonObject& row) {
    const crypto::Password password = Secret::fromText(row.value("password").toString().toStdString());
    KeyMaterialOptions options;
    options.password = &password;
    return readKeyMaterial(view(octets), options);
}

std::shared_ptr<const KeySet> sharedKey(const QByteArray& octets, const QJsonObject& row) {
    auto keys = readKey(octets, row);
    return keys ? std::make_shared<const KeySet>(std::move(*keys)) : nullptr;
}

bool accepted(const std::string& token, const std::shared_ptr<const KeySet>& keys,
              const std::vector<std::string>& algorithms = {}) {
    VerificationPolicy policy;
    policy.algorithms = algorithms;
    TokenVerifier verifier(keys, policy);
    return verifier.verify(token, now).accepted();
}

} // namespace

class OwnVectorsTest : public QObject {
    Q_OBJECT

    QMap<QString, QJsonObject> m_keys = keysById();

private Q_SLOTS:
    void everyKeyFormatVerifies_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QByteArray>("octets");
        QTest::addColumn<QJsonObject>("row");
        const QJsonArray rows = readVectors("signatures.json").value("signatures").toArray();
        QCOMPARE(rows.size(), 17);
        for (const QJsonValue& value : rows) {
            const QJsonObject row = value.toObject();
            const QString key = row.value("key").toString();
            const auto forms = formsOf(m_keys.value(key));
            for (auto form = forms.cbegin(); form != forms.cend(); ++form) {
                const QString name = row.value("alg").toString() + " " + key + " " + form.key();
                QTest::newRow(qPrintable(name)) << key << form.key() << form.value() << row;
            }
        }
    }
    void everyKeyFormatVerifies() {
        QFETCH(QString, key);
        QFETCH(QString, format);
        QFETCH(QByteArray, octets);
        QFETCH(QJsonObject, row);
        const auto keys = sharedKey(octets, m_keys.value(key));
        QVERIFY(keys != nullptr);
        const std::string token = row.value("token").toString().toStdString();
        const std::string alg = row.value("alg").toString().toStdString();

        TokenVerifier verifier(keys, VerificationPolicy{});
        const Verification& answer = verifier.verify(token, now);
        QVERIFY(answer.accepted());
        QCOMPARE(QString::fromStdString(std::string(asText(answer.payload()))), row.value("payload").toString());

        // Its own algorithm named: still fine. Every other one: refused.
        QVERIFY(accepted(token, keys, {alg}));
        for (const Algorithm& other : allAlgorithms()) {
            if (other.name != alg) {
                QVERIFY2(!accepted(token, keys, {std::string(other.name)}), other.name.data());
            }
        }
    }

    void nothingElseVerifies_data() {
        QTest::addColumn<QJsonObject>("row");
        const QJsonArray rows = readVectors("signatures.json").value("signatures").toArray();
        for (const QJsonValue& value : rows) {
            const QJsonObject row = value.toObject();
            QTest::newRow(qPrintable(row.value("alg").toString() + " " + row.value("key").toString())) << row;
        }
    }
    void nothingElseVerifies() {
        QFETCH(QJsonObject, row);
        const QString id = row.value("key").toString();
        const auto keys = sharedKey(formsOf(m_keys.value(id)).value("jwk"), m_keys.value(id));
        QVERIFY(keys != nullptr);
        const std::string token = row.value("token").toString().toStdString();
        const std::size_t firstDot = token.find('.');
        const std::size_t lastDot = token.rfind('.');

        // Each octet of the signature flipped, one at a time.
        auto signature = base64url::decode(token.substr(lastDot + 1));
        QVERIFY(signature.has_value());
        TokenVerifier verifier(keys, VerificationPolicy{});
        for (std::uint8_t& octet : *signature) {
            octet ^= 0x01;
            const std::string flipped = token.substr(0, lastDot + 1) + base64url::encode(*signature);
            QVERIFY(verifier.verify(flipped, now).verdict() == Verdict::Invalid);
            octet ^= 0x01;
        }
        // One octet too few, one too many, none at all.
        Bytes shorter(signature->begin(), signature->end() - 1);
        Bytes longer = *signature;
        longer.push_back(0);
        for (const Bytes& wrong : {shorter, longer, Bytes()}) {
            QVERIFY(!accepted(token.substr(0, lastDot + 1) + base64url::encode(wrong), keys));
        }
        // Another payload under the same signature.
        QVERIFY(!accepted(token.substr(0, firstDot + 1) + base64url::encode("{}") + token.substr(lastDot), keys));
        // Every other key: never.
        for (auto other = m_keys.cbegin(); other != m_keys.cend(); ++other) {
            if (other.key() == id) {
                continue;
            }
            const auto others = sharedKey(formsOf(other.value()).value("jwk"), other.value());
            QVERIFY(others != nullptr);
            QVERIFY2(!accepted(token, others), qPrintable(other.key()));
        }
    }

    void keyFormatsAgree_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("format");
        for (auto key = m_keys.cbegin(); key != m_keys.cend(); ++key) {
            const auto forms = formsOf(key.value());
            for (auto form = forms.cbegin(); form != forms.cend(); ++form) {
                QTest::newRow(qPrintable(key.key() + " " + form.key())) << key.key() << form.key();
            }
        }
    }
    void keyFormatsAgree() {
        QFETCH(QString, id);
        QFETCH(QString, format);
        const QJsonObject row = m_keys.value(id);
        const auto keys = readKey(formsOf(row).value(format), row);
        QVERIFY(keys.has_value());
        QCOMPARE(keys->entries().size(), std::size_t{1});
        const KeyEntry& entry = keys->entries().front();
        const auto print = thumbprint(entry.jwk.key);
        QVERIFY(print.has_value());
        QCOMPARE(QString::fromStdString(*print), row.value("thumbprint").toString());
        QCOMPARE(entry.certificate.has_value(), format.startsWith("cert"));
        const bool publicOnly = format.startsWith("spki") || format.startsWith("cert") || format.contains("public");
        QCOMPARE(entry.jwk.key.isPrivate(), !publicOnly);
    }

    void encryptedKeysNameTheirPasswordProblem() {
        const QJsonObject row = m_keys.value("p-256");
        for (const char* format : {"pkcs8-encrypted-pem", "pkcs8-encrypted-der"}) {
            const QByteArray octets = formsOf(row).value(format);
            const auto without = readKeyMaterial(view(octets));
            QVERIFY(!without && without.error().code == ErrorCode::KeyEncrypted);
            const crypto::Password wrong = Secret::fromText("Correct horse battery staple");
            KeyMaterialOptions options;
            options.password = &wrong;
            const auto with = readKeyMaterial(view(octets), options);
            QVERIFY(!with && with.error().code == ErrorCode::KeyPasswordWrong);
        }
    }

    void detachedForms_data() {
        QTest::addColumn<QJsonObject>("row");
        const QJsonArray rows = readVectors("forms.json").value("forms").toArray();
        for (const QJsonValue& value : rows) {
            if (value.toObject().value("form").toString().endsWith("detached")) {
                QTest::newRow(qPrintable(value.toObject().value("form").toString())) << value.toObject();
            }
        }
    }
    void detachedForms() {
        QFETCH(QJsonObject, row);
        const QJsonObject key = m_keys.value(row.value("keys").toArray().at(0).toString());
        const auto keys = sharedKey(formsOf(key).value("spki-pem"), key);
        QVERIFY(keys != nullptr);
        const std::string token = row.value("jws").toString().toStdString();
        const std::string payload = row.value("payload").toString().toStdString();
        TokenVerifier verifier(keys, VerificationPolicy{});
        QVERIFY(verifier.verifyDetached(token, asBytes(payload), now).accepted());
        QVERIFY(!verifier.verifyDetached(token, asBytes(payload + " "), now).accepted());
        QVERIFY(!verifier.verify(token, now).accepted());
    }
};

QTEST_GUILESS_MAIN(OwnVectorsTest)
#include "tst_own_vectors.moc"
