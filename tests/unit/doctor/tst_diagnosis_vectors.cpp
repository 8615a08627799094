// SPDX-License-Identifier: Apache-2.0
// What the doctor says of tokens that others made: valid ones of the RFCs and of Wycheproof without a false word, and a
// public list of weak secrets as a test of our own.
#include "doctor/diagnosis.h"
#include "doctor/weak_secrets.h"
#include "support/places.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace twb;
using namespace twb::doctor;

namespace {

QJsonObject document(const QString& name) {
    QFile file(places::sharedVectors("/") + name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QString keyText(const QJsonValue& key) {
    return key.isObject() ? QString::fromUtf8(QJsonDocument(key.toObject()).toJson(QJsonDocument::Compact)) : QString();
}

/// Whether the payload is a claims set; the doctor's business is tokens that carry one.
bool carriesClaims(const QString& token) {
    const QByteArray payload = QByteArray::fromBase64(token.section('.', 1, 1).toUtf8(), QByteArray::Base64UrlEncoding);
    return QJsonDocument::fromJson(payload).isObject();
}

Diagnosis diagnoseToken(const QString& token, const QString& key, std::string_view words = {}) {
    const std::string input = token.toStdString();
    const std::string text = key.toStdString();
    DiagnosisInputs inputs;
    inputs.input = input;
    if (!text.empty()) {
        inputs.keyText = text;
    }
    // Before the examples of RFC 7515 expire; the proofs of RFC 9449 name the time at which they are fresh.
    const QByteArray payload = QByteArray::fromBase64(token.section('.', 1, 1).toUtf8(), QByteArray::Base64UrlEncoding);
    const qint64 issued = QJsonDocument::fromJson(payload).object().value("iat").toInteger(1300819000);
    inputs.now = Time(std::chrono::seconds(issued));
    inputs.wordList = words;
    return diagnose(inputs);
}

} // namespace

class TestDiagnosisVectors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void validTokens_data() {
        QTest::addColumn<QString>("token");
        QTest::addColumn<QString>("key");
        for (const char* name : {"rfc7515", "rfc8037", "rfc9449"}) {
            for (const QJsonValue& each :
                 document(QStringLiteral("rfc/%1.json").arg(QLatin1String(name))).value("cases").toArray()) {
                const QJsonObject one = each.toObject();
                if (one.value("token").isString() && one.value("key").isObject() && one.value("expect") == "valid") {
                    QTest::newRow(qPrintable(one.value("id").toString()))
                        << one.value("token").toString() << keyText(one.value("key"));
                }
            }
        }
        for (const QJsonValue& group :
             document("wycheproof/json_web_signature_test.json").value("testGroups").toArray()) {
            const QJsonObject keys = group.toObject();
            const QJsonValue key = keys.contains("public") ? keys.value("public") : keys.value("private");
            for (const QJsonValue& each : keys.value("tests").toArray()) {
                const QJsonObject one = each.toObject();
                // 372 and 373 hold a "?": the vectors' README calls them free, strict base64url refuses them.
                const int id = one.value("tcId").toInt();
                if (one.value("result") == "valid" && one.value("jws").isString() && id != 372 && id != 373) {
                    QTest::newRow(qPrintable(QString("wycheproof jws %1").arg(one.value("tcId").toInt())))
                        << one.value("jws").toString() << keyText(key);
                }
            }
        }
    }
    void validTokens() {
        if (document("rfc/rfc7515.json").isEmpty()) {
            QSKIP("the vectors are not here");
        }
        QFETCH(QString, token);
        QFETCH(QString, key);
        const Diagnosis diagnosis = diagnoseToken(token, key);
        // An empty payload looks like a detached one, which nobody can check.
        QVERIFY(diagnosis.verdict == DiagnosisVerdict::Verified || diagnosis.has("struct-detached-payload"));
        QStringList said;
        for (const Finding& finding : diagnosis.findings) {
            const FindingInfo& info = finding.info();
            // What the catalogue says of keys is meant: private halves handed over, a key's alg for another algorithm.
            const bool ofKey = info.category == Category::Key || info.id == "alg-jwk-alg-mismatch";
            // A payload that is text is named, because no claims can be read from it.
            const bool ofText = !carriesClaims(token) &&
                                (info.id == "struct-payload-not-json" || info.id == "struct-payload-not-object");
            if (info.severity != Severity::Info && !ofKey && !ofText) {
                said << QString::fromUtf8(info.id.data(), static_cast<qsizetype>(info.id.size())) + " " +
                            QString::fromStdString(finding.evidence.english());
            }
        }
        QVERIFY2(said.isEmpty(), qPrintable(said.join("; ")));
    }

    void validEncryptedTokens() {
        int opened = 0;
        for (const char* name : {"json_web_encryption_test.json", "json_web_crypto_test.json"}) {
            for (const QJsonValue& group :
                 document(QStringLiteral("wycheproof/%1").arg(QLatin1String(name))).value("testGroups").toArray()) {
                const QString key = keyText(group.toObject().value("private"));
                for (const QJsonValue& each : group.toObject().value("tests").toArray()) {
                    const QJsonObject one = each.toObject();
                    if (one.value("result") != "valid" || !one.value("jwe").isString() || key.isEmpty()) {
                        continue;
                    }
                    const Diagnosis diagnosis = diagnoseToken(one.value("jwe").toString(), key);
                    const auto id =
                        qPrintable(QString("%1 %2").arg(QLatin1String(name)).arg(one.value("tcId").toInt()));
                    QVERIFY2(!diagnosis.has("jwe-decrypt-failed"), id);
                    opened += diagnosis.has("jwe-decrypted") ? 1 : 0;
                }
            }
        }
        if (opened == 0) {
            QSKIP("the vectors are not here");
        }
        QVERIFY2(opened >= 60, qPrintable(QString::number(opened)));
    }

    // The list of wallarm/jwt-secrets: ours holds what documentation shows, theirs what was found in the wild.
    void weakSecretsOfAPublicList() {
        QFile file(places::sharedVectors("/weak-secrets/jwt.secrets.list"));
        if (!file.open(QIODevice::ReadOnly)) {
            QSKIP("the list is not here");
        }
        const QByteArray all = file.readAll();
        QSet<QByteArray> theirs;
        QByteArrayList inOrder;
        for (QByteArray line : all.split('\n')) {
            if (line.endsWith('\r')) {
                line.chop(1);
            }
            if (!line.isEmpty()) {
                theirs.insert(line);
                inOrder << line;
            }
        }
        QVERIFY(inOrder.size() > 100'000);
        QVERIFY(weakSecrets().size() >= 150);
        int known = 0;
        for (const std::string_view secret : weakSecrets()) {
            known += theirs.contains(QByteArray(secret.data(), static_cast<qsizetype>(secret.size()))) ? 1 : 0;
        }
        QVERIFY2(known >= 60, qPrintable(QString::number(known)));
        // As a word list: whatever the bound of tries lets through is found, with CRLF and long lines in it.
        const QByteArray words = inOrder.mid(0, 15'000).join("\r\n");
        const std::string_view view(words.constData(), static_cast<std::size_t>(words.size()));
        for (const qsizetype place : {qsizetype{0}, qsizetype{7'000}, qsizetype{14'999}}) {
            const QByteArray header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";
            const QByteArray input = header + ".eyJzdWIiOiJhIn0";
            const QByteArray mac = QMessageAuthenticationCode::hash(input, inOrder[place], QCryptographicHash::Sha256);
            const QByteArray token =
                input + "." + mac.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
            const Diagnosis diagnosis =
                diagnoseToken(QString::fromUtf8(token), "a7Xk2-9fQ_tTz1LmWv5RbN8cYs4DjHu0EoGqPi3KxVn6ZyMe", view);
            QVERIFY2(diagnosis.has("sec-weak-secret"), inOrder[place].constData());
            QVERIFY(diagnosis.tries <= 20'000);
        }
    }
};

QTEST_GUILESS_MAIN(TestDiagnosisVectors)
#include "tst_diagnosis_vectors.moc"
