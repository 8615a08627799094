// SPDX-License-Identifier: Apache-2.0
//
// profiles, profile show, checklist, sign --profile and diagnose --profile: every option, exit status and JSON member;
// the four vendors' flows, offline.
#include "command.h"

#include <QTemporaryDir>

using namespace command;

namespace {

const QString cafSecret = "example-caf-client-secret-0123456789abcdef";
const QByteArray cafToken =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
    "eyJpc3MiOiI2MWIwYzBmZmVlMDAwMDAwMDAwMGMxZDEiLCJwZW9wbGVJZCI6IjExMTQ0NDc3NzM1IiwiZXhwIjoxNzM1Njg5OTAwfQ."
    "jZAw9DQ0eAfKjVFXPv3nCf5TS87nljKM0Iuf8lEh6Eo";
const QString at = "1735689600";
const QString base64Secret = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

QJsonObject payloadOf(const QByteArray& token) {
    const QByteArray part = token.trimmed().split('.').value(1);
    return QJsonDocument::fromJson(
               QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals))
        .object();
}

/// `state` of each point, or `outcome` of each rule, by id.
QMap<QString, QString> column(const QJsonArray& rows, const QString& member) {
    QMap<QString, QString> map;
    for (const QJsonValue& row : rows) {
        map.insert(row.toObject().value("id").toString(), row.toObject().value(member).toString());
    }
    return map;
}

QStringList findings(const Run& run) {
    QStringList ids;
    const QJsonArray rows = run.json().value("findings").toArray();
    for (const QJsonValue& row : rows) {
        ids.append(row.toObject().value("id").toString());
    }
    return ids;
}

} // namespace

class CliProfilesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString file(const QString& name, const QByteArray& octets) const {
        return writeFile(m_folder.filePath(name), octets);
    }
    Environment dataFolder() const { return {{"XDG_DATA_HOME", m_folder.path()}}; }

private Q_SLOTS:
    void profilesListsAll() {
        const Run run = twb({"--json", "profiles"}, {}, {{"XDG_DATA_HOME", m_folder.filePath("none")}});
        COMPARE_EXIT(run, 0);
        QStringList ids;
        const QJsonArray list = run.json().value("profiles").toArray();
        for (const QJsonValue& one : list) {
            ids.append(one.toObject().value("id").toString());
            QVERIFY(!one.toObject().value("own").toBool());
        }
        for (const char* id :
             {"caf-mobile", "caf-sdk-response", "sensecrypt", "heflo", "id-token", "access-token", "client-assertion",
              "dpop-proof", "logout-token", "kubernetes", "entra", "auth0", "keycloak", "cognito", "google"}) {
            QVERIFY2(ids.contains(id), id);
        }
        QCOMPARE(run.json().value("problems").toArray().size(), 0);
        QVERIFY(run.json().value("folder").toString().endsWith("/none/token-workbench/profiles"));
        const Run human = twb({"profiles"});
        COMPARE_EXIT(human, 0);
        QVERIFY(human.out.contains("caf-mobile"));
    }

    void profileShowTellsAll() {
        const Run run = twb({"--json", "profile", "show", "caf-mobile"});
        COMPARE_EXIT(run, 0);
        const QJsonObject shown = run.json();
        QCOMPARE(shown.value("title").toString(), "CAF mobile token");
        QCOMPARE(shown.value("checklist").toArray().size(), 5);
        QCOMPARE(shown.value("copy").toArray().size(), 3);
        QCOMPARE(shown.value("template").toObject().value("fields").toArray().size(), 4);
        QCOMPARE(shown.value("policy").toObject().value("rules").toArray().size(), 5);
        QCOMPARE(shown.value("policy").toObject().value("lifetime").toObject().value("most").toInt(), 900);
        const Run human = twb({"profile", "show", "caf-mobile"});
        COMPARE_EXIT(human, 0);
        QVERIFY2(human.out.contains("peopleId: recommended, cpf"), human.shown().constData());
        for (const QStringList& wrong : {QStringList{"profile", "show", "nothing"}, {"profile", "show"}, {"profile"}}) {
            const Run bad = twb(QStringList{"--json"} + wrong);
            COMPARE_EXIT(bad, 2);
            QCOMPARE(bad.errorCode(), "usage");
        }
    }

    void userProfilesAreReadAndTheirFaultsNamed() {
        QVERIFY(QDir(m_folder.path()).mkpath("token-workbench/profiles"));
        file("token-workbench/profiles/mine.json",
             "{\"id\":\"mine\",\"title\":\"Mine\",\"summary\":\"s\",\"policy\":{\"algorithms\":[\"ES256\"]}}");
        file("token-workbench/profiles/broken.json", "{\n  \"id\": \"broken\",\n  \"titel\": \"x\"\n}");
        const Run run = twb({"--json", "profiles"}, {}, dataFolder());
        COMPARE_EXIT(run, 0);
        bool found = false;
        const QJsonArray list = run.json().value("profiles").toArray();
        for (const QJsonValue& one : list) {
            found = found || (one.toObject().value("id") == "mine" && one.toObject().value("own").toBool());
        }
        QVERIFY2(found, run.shown().constData());
        const QJsonArray problems = run.json().value("problems").toArray();
        bool misspelt = false;
        for (const QJsonValue& problem : problems) {
            const QJsonObject one = problem.toObject();
            QCOMPARE(one.value("file").toString(), "broken.json");
            misspelt = misspelt || (one.value("line").toInt() == 3 && one.value("advice").toString().contains("title"));
        }
        QVERIFY2(misspelt, run.shown().constData());
        const Run judged = twb({"--json", "diagnose", cafToken, "--profile", "mine", "--at", at}, {}, dataFolder());
        COMPARE_EXIT(judged, 1);
        QVERIFY2(findings(judged).contains("policy-alg-not-allowed"), judged.shown().constData());
        const Run human = twb({"profiles"}, {}, dataFolder());
        QVERIFY2(human.err.contains("broken.json, line 3"), human.shown().constData());
        QVERIFY(QDir(m_folder.filePath("token-workbench")).removeRecursively());
    }

    // CAF -------------------------------------------------------------------------------------------------------------

    void cafSignsTheWorkedExample() {
        const Run run = twb({"sign", "--profile", "caf-mobile", "--var", "clientId=61b0c0ffee0000000000c1d1", "--var",
                             "cpf=111.444.777-35", "--secret", cafSecret, "--at", at});
        COMPARE_EXIT(run, 0);
        QCOMPARE(run.out, cafToken + "\n");
        const Run header =
            twb({"sign", "--profile", "caf-mobile", "--secret", cafSecret, "--at", at, "--as", "bearer"});
        QCOMPARE(header.out, "Authorization: Bearer " + cafToken + "\n");
        const Run bare =
            twb({"sign", "--profile", "caf-mobile", "--secret", cafSecret, "--at", at, "--as", "authorization"});
        QCOMPARE(bare.out, "Authorization: " + cafToken + "\n");
        const Run life = twb({"sign", "--profile", "caf-mobile", "--var", "life=10", "--set", "extra=1", "--secret",
                              cafSecret, "--at", at});
        QCOMPARE(payloadOf(life.out).value("exp").toInt(), 1735690200);
        QCOMPARE(payloadOf(life.out).value("extra").toInt(), 1);
        const Run noted = twb({"sign", "--profile", "caf-mobile", "--var", "cpf=11144477736", "--secret", cafSecret});
        COMPARE_EXIT(noted, 0);
        QVERIFY(noted.err.contains("no valid CPF"));
    }

    void signRefusesWhatCannotBe_data() {
        QTest::addColumn<QStringList>("more");
        QTest::newRow("unknown field") << QStringList{"--profile", "caf-mobile", "--var", "nothing=1"};
        QTest::newRow("secret as a field") << QStringList{"--profile", "caf-mobile", "--var", "clientSecret=1"};
        QTest::newRow("no number") << QStringList{"--profile", "caf-mobile", "--var", "life=soon"};
        QTest::newRow("no equals sign") << QStringList{"--profile", "caf-mobile", "--var", "life"};
        QTest::newRow("header too") << QStringList{"--profile", "caf-mobile", "--header", "{}"};
        QTest::newRow("no template") << QStringList{"--profile", "entra"};
        QTest::newRow("no such profile") << QStringList{"--profile", "nothing"};
        QTest::newRow("var without profile") << QStringList{"--alg", "HS256", "--var", "a=b"};
        QTest::newRow("no such form") << QStringList{"--profile", "caf-mobile", "--as", "cookie"};
        QTest::newRow("JSON in a header")
            << QStringList{"--profile", "caf-mobile", "--as", "bearer", "--form", "general"};
    }
    void signRefusesWhatCannotBe() {
        QFETCH(QStringList, more);
        COMPARE_EXIT(twb(QStringList{"sign", "--secret", cafSecret} + more), 2);
    }

    void cafTokenIsJudged() {
        const Run run = twb({"--json", "diagnose", cafToken, "--secret", cafSecret, "--profile", "auto", "--at", at});
        COMPARE_EXIT(run, 0);
        const QJsonObject profile = run.json().value("profile").toObject();
        QCOMPARE(profile.value("id").toString(), "caf-mobile");
        QCOMPARE(profile.value("chosen_by").toString(), "claims");
        QCOMPARE(profile.value("met").toInt(), 6);
        QCOMPARE(profile.value("rules").toArray().size(), 6);
        const Run other = twb({"--json", "diagnose", cafToken, "--secret", cafSecret, "--profile", "caf-mobile",
                               "--var", "clientId=another", "--at", at});
        COMPARE_EXIT(other, 1);
        QVERIFY(findings(other).contains("caf-iss-not-client-id"));
        const Run none = twb({"--json", "diagnose", cafToken, "--secret", cafSecret, "--at", at});
        QVERIFY(none.json().value("profile").isNull());
        COMPARE_EXIT(twb({"diagnose", cafToken, "--profile", "nothing"}), 2);
    }

    void cafChecklistOfAMobileToken() {
        const Run run =
            twb({"--json", "checklist", "--profile", "caf-mobile", cafToken, "--secret", cafSecret, "--at", at});
        COMPARE_EXIT(run, 0);
        const QJsonObject answer = run.json();
        QCOMPARE(answer.value("kind").toString(), "token");
        QCOMPARE(answer.value("verdict").toString(), "verified");
        const auto states = column(answer.value("points").toArray(), "state");
        QCOMPARE(states.size(), 5);
        QCOMPARE(states.value("one-cpf"), "met");
        QCOMPARE(states.value("expiration"), "met");
        for (const char* open : {"server-side", "authorised-users", "response-validated"}) {
            QCOMPARE(states.value(open), "cannot-be-seen");
        }
    }

    void cafChecklistOfASignedResponse() {
        const Run made = twb({"sign", "--profile", "caf-sdk-response", "--secret", cafSecret, "--at", at});
        COMPARE_EXIT(made, 0);
        const QString response = made.out.trimmed();
        const Run good = twb({"--json", "checklist", "--profile", "caf-sdk-response", response, "--secret", cafSecret,
                              "--at", at, "--var", "peopleId=11144477735"});
        COMPARE_EXIT(good, 0);
        QCOMPARE(column(good.json().value("points").toArray(), "state").value("response-validated"), "met");
        const auto rules = column(good.json().value("profile").toObject().value("rules").toArray(), "outcome");
        QCOMPARE(rules.value("isAuthorized"), "met");
        QCOMPARE(rules.value("isNewContext"), "met");
        const Run forged =
            twb({"--json", "checklist", response, "--secret", "another secret of some length, 32 octets"});
        COMPARE_EXIT(forged, 1);
        QCOMPARE(column(forged.json().value("points").toArray(), "state").value("response-validated"), "not-met");
        const Run unread = twb({"--json", "checklist", response});
        COMPARE_EXIT(unread, 1);
        const Run person =
            twb({"--json", "checklist", response, "--secret", cafSecret, "--at", at, "--var", "peopleId=52998224725"});
        COMPARE_EXIT(person, 1);
        QCOMPARE(column(person.json().value("points").toArray(), "state").value("one-cpf"), "not-met");
    }

    void cafRefusalIsRecognised() {
        const Run run = twb({"--json", "checklist", "{\"attemptId\":\"a\",\"isAuthorized\":false}"});
        COMPARE_EXIT(run, 0);
        QCOMPARE(run.json().value("kind").toString(), "refusal");
        const auto rules = column(run.json().value("profile").toObject().value("rules").toArray(), "outcome");
        QCOMPARE(rules.value("isAuthorized"), "not-met");
        QVERIFY(!rules.contains("signature"));
        const Run human = twb({"checklist", "{\"attemptId\":\"a\",\"isAuthorized\":false}"});
        QVERIFY(human.out.contains("plain refusal"));
        COMPARE_EXIT(twb({"checklist", "{\"attemptId\":\"a\"}"}), 2);
        COMPARE_EXIT(twb({"checklist", "--profile", "heflo", cafToken}), 2);
    }

    void cafReportsArePages() {
        const Run html = twb(
            {"checklist", "--profile", "caf-mobile", "--report", "html", cafToken, "--secret", cafSecret, "--at", at});
        COMPARE_EXIT(html, 0);
        QVERIFY(html.out.startsWith("<!DOCTYPE html>"));
        QCOMPARE(html.out.count("How to check:"), 5);
        const Run md = twb({"checklist", "--profile", "caf-mobile", "--report", "md", cafToken, "--at", at});
        QVERIFY(md.out.startsWith("# Integration checklist: CAF mobile token"));
        for (const Run& run : {html, md}) {
            QVERIFY2(!run.out.contains("11144477735"), "the CPF is masked");
            QVERIFY2(!run.out.contains(cafToken.right(20)), "the token is no part of the page");
        }
        const Run pt =
            twb({"checklist", "--profile", "caf-mobile", "--report", "text", "--language", "pt", cafToken, "--at", at});
        COMPARE_EXIT(pt, 0);
        QVERIFY(pt.out.startsWith("Checklist de integração: CAF mobile token"));
        QCOMPARE(pt.out.count("Como verificar:"), 5);
        QVERIFY2(pt.out.contains("peopleId é um CPF válido"), pt.shown().constData());
        COMPARE_EXIT(twb({"checklist", "--report", "pdf", cafToken}), 2);
        COMPARE_EXIT(twb({"checklist", "--report", "md", "--language", "de", cafToken}), 2);
        COMPARE_EXIT(twb({"checklist", "--language", "pt", cafToken}), 2);
        const Run report =
            twb({"diagnose", "--report", "md", "--profile", "caf-mobile", cafToken, "--secret", cafSecret, "--at", at});
        QVERIFY2(report.out.contains("## Integration checklist"), report.shown().constData());
        QCOMPARE(report.out.count("*How to check:*"), 5);
        const Run without = twb(
            {"diagnose", "--report", "md", "--profile", "plain-hs256", cafToken, "--secret", cafSecret, "--at", at});
        QVERIFY(!without.out.contains("Integration checklist"));
    }

    // SenseCrypt ------------------------------------------------------------------------------------------------------

    void senseCryptSaysWhichReadingFits() {
        const Run made = twb({"sign", "--profile", "sensecrypt", "--secret", base64Secret, "--key-encoding", "base64",
                              "--at", at, "--var", "instance_id=x"});
        COMPARE_EXIT(made, 2); // the field is called instanceId
        const Run token = twb({"sign", "--profile", "sensecrypt", "--secret", base64Secret, "--key-encoding", "base64",
                               "--at", at, "--var", "instanceId=device-7"});
        COMPARE_EXIT(token, 0);
        QCOMPARE(payloadOf(token.out).value("instance_id").toString(), "device-7");
        QCOMPARE(payloadOf(token.out).value("exp").toInt(), 1735689900);
        const Run run = twb({"--json", "diagnose", token.out.trimmed(), "--secret", base64Secret, "--profile",
                             "sensecrypt", "--at", at});
        COMPARE_EXIT(run, 1); // the secret was read as text
        QVERIFY2(findings(run).contains("sig-alt-secret-base64"), run.shown().constData());
        QCOMPARE(run.json().value("secret_readings").toArray(), QJsonArray{"base64"});
        const Run human =
            twb({"diagnose", token.out.trimmed(), "--secret", base64Secret, "--profile", "sensecrypt", "--at", at});
        QVERIFY(human.out.contains("read as base64"));
        const Run generic = twb({"sign", "--profile", "sensecrypt", "--secret", cafSecret, "--var", "instanceId="});
        QVERIFY(!payloadOf(generic.out).contains("instance_id"));
    }

    void senseCryptTakesSecretsJson() {
        const QString secrets =
            file("secrets.json", "{\"api_key\":\"server-key\",\"mobile_api_key\":\"mobile-key\",\"jwt_secret\":\"" +
                                     cafSecret.toUtf8() + "\"}");
        const Run made = twb({"sign", "--profile", "sensecrypt", "--key", secrets, "--at", at});
        COMPARE_EXIT(made, 0);
        QVERIFY2(made.err.contains("file of secrets") && !made.err.contains("example-caf"), made.shown().constData());
        const Run same = twb({"sign", "--profile", "sensecrypt", "--secret", cafSecret, "--at", at});
        QCOMPARE(made.out, same.out);
        COMPARE_EXIT(twb({"verify", made.out.trimmed(), "--key", secrets, "--at", at}), 0);
        const Run run =
            twb({"--json", "diagnose", made.out.trimmed(), "--key", secrets, "--profile", "auto", "--at", at});
        COMPARE_EXIT(run, 0);
        QCOMPARE(run.json().value("secret_readings").toArray(), QJsonArray{"utf8"});
        QVERIFY(!run.out.contains("server-key") && !run.out.contains("mobile-key"));
    }

    // HEFLO -----------------------------------------------------------------------------------------------------------

    void hefloAssertionHoldsSevenClaims() {
        const QString key = file("private.pem", vectorFile("rsa-2048", "pkcs8-pem"));
        const QStringList words{"sign", "--profile", "heflo", "--var", "clientId=my-client", "--key", key, "--at", at};
        const Run first = twb(words);
        COMPARE_EXIT(first, 0);
        const Run second = twb(words);
        const QJsonObject one = payloadOf(first.out), other = payloadOf(second.out);
        QCOMPARE(one.keys(), (QStringList{"aud", "exp", "iat", "iss", "jti", "nbf", "sub"}));
        QVERIFY(one.value("jti") != other.value("jti"));
        QCOMPARE(one.value("iss").toString(), "my-client");
        QCOMPARE(one.value("sub").toString(), "my-client");
        QCOMPARE(one.value("exp").toInt() - one.value("iat").toInt(), 60);
        const Run run = twb({"--json", "diagnose", first.out.trimmed(), "--key", key, "--profile", "auto", "--at", at,
                             "--var", "clientId=my-client"});
        QCOMPARE(run.json().value("profile").toObject().value("id").toString(), "heflo");
        QCOMPARE(run.json().value("profile").toObject().value("chosen_by").toString(), "aud");
        QCOMPARE(run.json().value("profile").toObject().value("not_met").toInt(), 0);
        const Run url = twb(words + QStringList{"--var", "tokenUrl=https://auth.moneyp.com.br/connect/token"});
        QCOMPARE(payloadOf(url.out).value("aud").toString(), "https://auth.moneyp.com.br/connect/token");
    }

    void helpNamesTheVerbs() {
        for (const QStringList& words :
             {QStringList{"help", "profiles"}, {"help", "profile", "show"}, {"help", "checklist"}}) {
            const Run run = twb(words);
            COMPARE_EXIT(run, 0);
            QVERIFY2(run.out.startsWith("twb " + words.mid(1).join(' ').toUtf8()), run.shown().constData());
        }
    }
};

QTEST_GUILESS_MAIN(CliProfilesTest)
#include "tst_cli_profiles.moc"
