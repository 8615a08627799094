// SPDX-License-Identifier: Apache-2.0
//
// verify of SD-JWTs: disclosed claims, what is kept back, and the key binding.
#include "command.h"

#include <QCryptographicHash>
#include <QTemporaryDir>

using namespace command;

namespace {

const QString secret = "0123456789abcdef0123456789abcdef";

QByteArray encoded(const QByteArray& octets) {
    return octets.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray digest(const QByteArray& text) {
    return encoded(QCryptographicHash::hash(text, QCryptographicHash::Sha256));
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

class CliSdJwtTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QByteArray m_disclosure = encoded(R"(["salt","email","a@example.com"])");
    QByteArray m_token;
    QString m_holder;

    Run verify(const QByteArray& token, const QStringList& more = {}) const {
        return twb(QStringList{"--json", "verify", QString::fromUtf8(token), "--secret", secret, "--at", "1000"} +
                   more);
    }

private Q_SLOTS:
    void initTestCase() {
        m_holder = writeFile(m_folder.filePath("holder"), vectorFile("ed25519", "jwk"));
        const QJsonObject holder = QJsonDocument::fromJson(vectorFile("ed25519", "jwk-public")).object();
        const QByteArray payload = compact({{"iss", "x"},
                                            {"_sd", QJsonArray{QString::fromUtf8(digest(m_disclosure)), "decoy"}},
                                            {"cnf", QJsonObject{{"jwk", holder}}}});
        const Run run = twb({"sign", "--alg", "HS256", "--secret", secret, "--payload", QString::fromUtf8(payload)});
        COMPARE_EXIT(run, 0);
        m_token = run.out.trimmed() + "~" + m_disclosure + "~";
    }

    void claimsComeTogether() {
        const Run run = verify(m_token);
        COMPARE_EXIT(run, 0);
        QCOMPARE(checkOf(run, "disclosures"), "pass");
        QCOMPARE(checkOf(run, "kb-present"), "skipped");
        QCOMPARE(run.json().value("claims").toObject().value("email").toString(), "a@example.com");
        QVERIFY(!run.json().value("claims").toObject().contains("_sd"));
        QCOMPARE(run.json().value("undisclosed").toInt(), 1);
        const QJsonObject disclosed = run.json().value("disclosures").toArray().first().toObject();
        QCOMPARE(disclosed.value("path").toString(), "/email");
        QCOMPARE(disclosed.value("digest").toString(), QString::fromUtf8(digest(m_disclosure)));
        const Run shown = twb({"verify", QString::fromUtf8(m_token), "--secret", secret, "--at", "1000"});
        COMPARE_EXIT(shown, 0);
        QVERIFY2(shown.out.contains("\"email\":\"a@example.com\""), shown.shown().constData());
    }

    void spoiltDisclosuresAreRefused() {
        const Run run = verify(m_token + encoded(R"(["salt","admin",true])") + "~");
        COMPARE_EXIT(run, 1);
        QCOMPARE(checkOf(run, "disclosures"), "fail");
        QVERIFY(run.json().value("claims").isNull());
        const Run empty = verify(m_token + "~");
        COMPARE_EXIT(empty, 2);
        QCOMPARE(empty.errorCode(), "token-structure");
    }

    void keyBinding() {
        const Run missing = verify(m_token, {"--nonce", "n"});
        COMPARE_EXIT(missing, 1);
        QCOMPARE(checkOf(missing, "kb-present"), "fail");
        const QByteArray claims =
            compact({{"iat", 990}, {"aud", "v"}, {"nonce", "n"}, {"sd_hash", QString::fromUtf8(digest(m_token))}});
        const Run binding = twb({"sign", "--alg", "EdDSA", "--key", m_holder, "--header", R"({"typ":"kb+jwt"})",
                                 "--payload", QString::fromUtf8(claims)});
        COMPARE_EXIT(binding, 0);
        const QByteArray bound = m_token + binding.out.trimmed();
        const Run good = verify(bound, {"--nonce", "n", "--kb-audience", "v"});
        COMPARE_EXIT(good, 0);
        for (const char* id : {"kb-signature", "kb-typ", "sd_hash", "nonce", "aud", "kb-iat"}) {
            QCOMPARE(checkOf(good, id), "pass");
        }
        const Run replayed = verify(bound, {"--nonce", "another"});
        COMPARE_EXIT(replayed, 1);
        QCOMPARE(checkOf(replayed, "nonce"), "fail");
    }
};

QTEST_GUILESS_MAIN(CliSdJwtTest)
#include "tst_cli_sd_jwt.moc"
