// SPDX-License-Identifier: Apache-2.0
//
// diagnose: the examples and the corpus as a script would run them, every option, every exit status.
#include "command.h"
#include "support/places.h"

#include <QTemporaryDir>

using namespace command;

namespace {

QList<QJsonObject> readCases(const QString& path) {
    QFile file(path);
    QList<QJsonObject> list;
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : file.readAll().split('\n')) {
            if (!line.trimmed().isEmpty()) {
                list << QJsonDocument::fromJson(line).object();
            }
        }
    }
    return list;
}

QStringList idsOf(const QJsonObject& diagnosis) {
    QStringList ids;
    for (const QJsonValue& finding : diagnosis.value("findings").toArray()) {
        ids << finding.toObject().value("id").toString();
    }
    return ids;
}

constexpr auto secret = "a7Xk2-9fQ_tTz1LmWv5RbN8cYs4DjHu0EoGqPi3KxVn6ZyMe";

} // namespace

class CliDiagnoseTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_token;

    QString inFile(const QString& name, const QByteArray& text) const {
        return writeFile(m_folder.filePath(name), text);
    }
    Run diagnose(const QStringList& more) const { return twb(QStringList{"--json", "diagnose"} + more); }

private Q_SLOTS:
    void initTestCase() {
        const Run made = twb({"sign", "--alg", "HS256", "--secret", secret, "--payload",
                              R"({"iss":"id.test","sub":"s","aud":"a","iat":1767225600,"exp":1767226500,"jti":"1"})"});
        COMPARE_EXIT(made, 0);
        m_token = QString::fromUtf8(made.out.trimmed());
    }

    void cases_data() {
        QTest::addColumn<QJsonObject>("one");
        const auto own = readCases(places::source("/tests/vectors/doctor/cases.jsonl"));
        QVERIFY(own.size() > 500);
        for (const QJsonObject& one : own + readCases(places::source("/../shared/doctor-examples.jsonl"))) {
            QTest::newRow(qPrintable(one.value("id").toString())) << one;
        }
    }
    void cases() {
        QFETCH(QJsonObject, one);
        QStringList arguments{"@" + inFile("input", one.value("input").toString().toUtf8()), "--at",
                              QString::number(one.value("now").toInteger())};
        if (one.value("key").isString()) {
            arguments << "--key" << inFile("key", one.value("key").toString().toUtf8());
        }
        for (const auto& [member, option] :
             {std::pair{"key_encoding", "--key-encoding"}, std::pair{"profile", "--profile"}}) {
            if (one.value(QLatin1String(member)).isString()) {
                arguments << option << one.value(QLatin1String(member)).toString();
            }
        }
        if (one.contains("policy")) {
            arguments << "--policy"
                      << "@" + inFile("policy", compact(one.value("policy").toObject()));
        }
        const Run run = diagnose(arguments);
        const QJsonObject said = run.json();
        if (run.exit == 2 && run.errorCode() == "input-empty") {
            QVERIFY(one.value("must").toArray().contains("input-empty"));
            return;
        }
        const QStringList ids = idsOf(said);
        for (const QJsonValue& id : one.value("must").toArray()) {
            QVERIFY2(ids.contains(id.toString()), run.shown().constData());
        }
        for (const QJsonValue& id : one.value("must_not").toArray()) {
            QVERIFY2(!ids.contains(id.toString()), run.shown().constData());
        }
        bool error = said.value("worst") == "error";
        for (QJsonValue inner = said.value("inner"); inner.isObject(); inner = inner.toObject().value("inner")) {
            error = error || inner.toObject().value("worst") == "error";
        }
        COMPARE_EXIT(run, error ? 1 : 0);
        if (one.value("healthy").toBool()) {
            QVERIFY(said.value("worst") != "error" && said.value("worst") != "warning");
        }
        if (one.value("repaired").isString()) {
            QCOMPARE(said.value("repaired").toString(), one.value("repaired").toString());
        }
    }

    void membersOfTheAnswer() {
        const Run run = diagnose({"Bearer " + m_token, "--key", inFile("secret", secret), "--at", "1767225700"});
        COMPARE_EXIT(run, 0);
        const QJsonObject said = run.json();
        QCOMPARE(said.value("verdict").toString(), "verified");
        QCOMPARE(said.value("worst").toString(), "info");
        QCOMPARE(said.value("token").toString(), m_token);
        QVERIFY(said.contains("repaired"));
        const QJsonObject finding = said.value("findings").toArray().first().toObject();
        for (const char* member : {"id", "severity", "category", "title", "evidence", "fix"}) {
            QVERIFY2(finding.value(QLatin1String(member)).isString(), member);
        }
        QVERIFY(finding.value("repair").isBool());
    }
    void times() {
        const QStringList given{m_token, "--secret", secret};
        QVERIFY(idsOf(diagnose(given + QStringList{"--at", "1767230000"}).json()).contains("time-expired"));
        COMPARE_EXIT(diagnose(given + QStringList{"--at", "1767230000"}), 1);
        COMPARE_EXIT(diagnose(given + QStringList{"--at", "2026-01-01T00:05:00Z"}), 0);
        COMPARE_EXIT(diagnose(given + QStringList{"--at", "yesterday"}), 2);
    }
    void repairs() {
        const QString spoilt = m_token.left(60) + "\n" + m_token.mid(60) + "=";
        const Run run = twb({"diagnose", spoilt, "--secret", secret, "--at", "1767225700", "--repair"});
        QCOMPARE(QString::fromUtf8(run.out.trimmed()), m_token);
        // Nothing to repair: the token itself.
        QCOMPARE(QString::fromUtf8(twb({"diagnose", m_token, "--repair", "--at", "1767225700"}).out.trimmed()),
                 m_token);
    }
    void policies() {
        const QStringList given{m_token, "--secret", secret, "--at", "1767225700", "--policy"};
        COMPARE_EXIT(diagnose(given + QStringList{R"({"iss":"id.test","aud":"a"})"}), 0);
        const Run other = diagnose(given + QStringList{"@" + inFile("p", R"({"iss":"other.test"})")});
        COMPARE_EXIT(other, 1);
        QVERIFY2(!idsOf(other.json()).filter("iss").isEmpty(), other.shown().constData());
        COMPARE_EXIT(diagnose(given + QStringList{R"({"aud":["b"],"algs":["RS256"]})"}), 1);
        COMPARE_EXIT(diagnose(given + QStringList{"{"}), 2);
        COMPARE_EXIT(diagnose(given + QStringList{R"({"aud":5})"}), 2);
        COMPARE_EXIT(diagnose(given + QStringList{"@" + m_folder.filePath("missing")}), 2);
    }
    void keysAndWords() {
        COMPARE_EXIT(diagnose({m_token, "--secret", "another-secret-that-is-long-enough-x", "--at", "1767225700"}), 1);
        const Run found = diagnose({m_token, "--secret", "another-secret-that-is-long-enough-x", "--at", "1767225700",
                                    "--word-list", inFile("words", QByteArray("one\r\n") + secret + "\r\ntwo\r\n")});
        COMPARE_EXIT(found, 1);
        QVERIFY2(idsOf(found.json()).contains("sec-weak-secret"), found.shown().constData());
        QVERIFY(!found.out.contains(secret));
        COMPARE_EXIT(diagnose({m_token, "--key", m_folder.filePath("missing")}), 2);
        COMPARE_EXIT(diagnose({m_token, "--key-encoding", "rot13", "--secret", "x"}), 2);
        COMPARE_EXIT(diagnose({m_token, "--profile", "nobody"}), 2);
        QCOMPARE(diagnose({m_token, "--at", "1767225700"}).json().value("verdict").toString(), "not-checked");
    }
    void insideAndBeside() {
        const QString key = inFile("ec", vectorFile("p-256", "jwk"));
        const Run sealed = twb({"encrypt", "--alg", "ECDH-ES", "--enc", "A128GCM", "--key", key, "--payload", m_token});
        COMPARE_EXIT(sealed, 0);
        const Run opened = diagnose({QString::fromUtf8(sealed.out.trimmed()), "--key", key, "--at", "1767225700"});
        const QStringList ids = idsOf(opened.json());
        QVERIFY2(ids.contains("jwe-decrypted") && ids.contains("struct-nested"), opened.shown().constData());
        QCOMPARE(opened.json().value("inner").toObject().value("token").toString(), m_token);
        const Run expired = diagnose({QString::fromUtf8(sealed.out.trimmed()), "--key", key, "--at", "1767230000"});
        COMPARE_EXIT(expired, 1);
        QVERIFY(idsOf(expired.json().value("inner").toObject()).contains("time-expired"));
        const Run wrong = diagnose(
            {QString::fromUtf8(sealed.out.trimmed()), "--key", inFile("other", vectorFile("p-256-other", "jwk"))});
        COMPARE_EXIT(wrong, 1);
        QVERIFY(idsOf(wrong.json()).contains("jwe-decrypt-failed"));
        // Two signatures, each with its own verdict; the one that this key made is examined.
        const Run both =
            twb({"sign", "--alg", "ES256", "--key", key, "--also", inFile("ed", vectorFile("ed25519", "jwk")),
                 "--payload", R"({"iss":"x","exp":1767226500})"});
        const Run said = diagnose({QString::fromUtf8(both.out.trimmed()), "--key",
                                   inFile("ed.pub", vectorFile("ed25519", "jwk-public")), "--at", "1767225700"});
        const QJsonArray signatures = said.json().value("signatures").toArray();
        QCOMPARE(signatures.size(), 2);
        QCOMPARE(signatures.at(0).toObject().value("verdict").toString(), "not-checked");
        QCOMPARE(signatures.at(1).toObject().value("verdict").toString(), "verified");
        QCOMPARE(said.json().value("verdict").toString(), "verified");
        const Run shown =
            twb({"diagnose", QString::fromUtf8(both.out.trimmed()), "--key", m_folder.filePath("ed.pub")});
        QVERIFY2(shown.out.contains("signature 2"), shown.shown().constData());
    }
};

QTEST_GUILESS_MAIN(CliDiagnoseTest)
#include "tst_cli_diagnose.moc"
