// SPDX-License-Identifier: Apache-2.0
//
// Every rule at its boundary, each built-in profile with a good and a bad token, choosing, and the checklist.
#include "profiles/checklist.h"
#include "profiles/library.h"
#include "profiles/rule_words.h"

#include <QTest>

using namespace twb;
using namespace twb::profiles;

namespace {

constexpr std::int64_t now = 1735689600;

Time at(std::int64_t seconds) {
    return Time(std::chrono::seconds(seconds));
}

Policy policyOf(const std::string& json) {
    const ProfileReading reading =
        readProfile("{\"id\":\"a\",\"title\":\"b\",\"summary\":\"c\",\"policy\":" + json + "}");
    return reading.profile ? *reading.profile->policy : Policy();
}

Judgement judged(const Policy& policy, const std::string& header, const std::string& payload,
                 const Expected& expected = {}, SignatureSeen signature = SignatureSeen::NoKey) {
    const auto head = json::Document::parse(header);
    const auto body = json::Document::parse(payload);
    return judge(policy, {head ? head->root() : json::Value(), body ? body->root() : json::Value(), signature},
                 expected, at(now));
}

QByteArray shown(const Judgement& judgement) {
    std::string text;
    for (const RuleRow& row : judgement.rows) {
        text += std::string(name(row.outcome)) + " " + row.id + ": " + row.sentence.english() + " (" +
                row.detail.english() + ")\n";
    }
    return QByteArray::fromStdString(text);
}

} // namespace

class TestProfileRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void membersAreJudged_data() {
        QTest::addColumn<QString>("rule");    ///< of the claim x
        QTest::addColumn<QString>("payload"); ///< of the token
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const char* rule, const char* payload, const char* outcome,
                            const char* sentence) { QTest::newRow(name) << rule << payload << outcome << sentence; };
        row("present", "\"required\":\"yes\"", "{\"x\":1}", "met", "x is present");
        row("missing", "\"required\":\"yes\"", "{}", "not-met", "x is missing");
        row("recommended", "\"required\":\"recommended\"", "{}", "not-met", "x is missing");
        row("forbidden absent", "\"required\":\"forbidden\"", "{}", "met", "x is left out, as it should be");
        row("forbidden", "\"required\":\"forbidden\"", "{\"x\":null}", "not-met", "x must not be there");
        row("empty text", "\"required\":\"yes\"", "{\"x\":\"\"}", "not-met", "x is empty");
        row("empty list", "\"required\":\"yes\"", "{\"x\":[]}", "not-met", "x is empty");
        row("empty but optional", "\"type\":\"text\"", "{\"x\":\"\"}", "met", "x is present");
        row("text", "\"type\":\"text\"", "{\"x\":\"a\"}", "met", "x is present");
        row("no text", "\"type\":\"text\"", "{\"x\":1}", "not-met", "x must be text");
        row("number", "\"type\":\"number\"", "{\"x\":1e3}", "met", "x is present");
        row("no number", "\"type\":\"number\"", "{\"x\":\"1\"}", "not-met", "x must be a number");
        row("date", "\"type\":\"date\"", "{\"x\":1735689600}", "met", "x is present");
        row("date as text", "\"type\":\"date\"", "{\"x\":\"1735689600\"}", "not-met",
            "x must be a date in whole seconds");
        row("boolean", "\"type\":\"boolean\"", "{\"x\":false}", "met", "x is present");
        row("boolean as text", "\"type\":\"boolean\"", "{\"x\":\"false\"}", "not-met",
            "x must be true or false, without quotes");
        row("list", "\"type\":\"list\"", "{\"x\":[1]}", "met", "x is present");
        row("no list", "\"type\":\"list\"", "{\"x\":{}}", "not-met", "x must be a list");
        row("object", "\"type\":\"object\"", "{\"x\":{}}", "met", "x is present");
        row("no object", "\"type\":\"object\"", "{\"x\":[]}", "not-met", "x must be an object");
        row("text or list", "\"type\":\"text or list\"", "{\"x\":[\"a\"]}", "met", "x is present");
        row("list of numbers", "\"type\":\"text or list\"", "{\"x\":[\"a\",1]}", "not-met",
            "x must be text or a list of texts");
        row("uuid", "\"format\":\"uuid\"", "{\"x\":\"7D444840-9dc0-11d1-b245-5ffdce74fad2\"}", "met", "x is a UUID");
        row("uuid short", "\"format\":\"uuid\"", "{\"x\":\"7d444840-9dc0-11d1-b245-5ffdce74fad\"}", "not-met",
            "x is no UUID");
        row("uuid letter", "\"format\":\"uuid\"", "{\"x\":\"7g444840-9dc0-11d1-b245-5ffdce74fad2\"}", "not-met",
            "x is no UUID");
        row("uuid hyphen", "\"format\":\"uuid\"", "{\"x\":\"7d44484009dc0-11d1-b245-5ffdce74fad2\"}", "not-met",
            "x is no UUID");
        row("uri", "\"format\":\"uri\"", "{\"x\":\"urn:a\"}", "met", "x is an address");
        row("no uri", "\"format\":\"uri\"", "{\"x\":\"issuer.example\"}", "not-met", "x is no address");
        row("uri with a blank", "\"format\":\"uri\"", "{\"x\":\"https://a b\"}", "not-met", "x is no address");
        row("https", "\"format\":\"https\"", "{\"x\":\"HTTPS://a\"}", "met", "x is an https address");
        row("http", "\"format\":\"https\"", "{\"x\":\"http://a\"}", "not-met", "x is no https address");
        row("email", "\"format\":\"email\"", "{\"x\":\"a@b.c\"}", "met", "x is an e-mail address");
        row("no email", "\"format\":\"email\"", "{\"x\":\"a@b\"}", "not-met", "x is no e-mail address");
        row("cpf", "\"format\":\"cpf\"", "{\"x\":\"11144477735\"}", "met", "x is a valid CPF");
        row("cpf digit", "\"format\":\"cpf\"", "{\"x\":\"11144477736\"}", "not-met", "x is no valid CPF");
        row("cpf equal", "\"format\":\"cpf\"", "{\"x\":\"11111111111\"}", "not-met", "x is no valid CPF");
        row("cpf short", "\"format\":\"cpf\"", "{\"x\":\"1114447773\"}", "not-met", "x is no valid CPF");
        row("cpf marks", "\"format\":\"cpf\"", "{\"x\":\"111.444.777-35\"}", "not-met",
            "x is a CPF with dots or a hyphen");
        row("cpf marks wrong", "\"format\":\"cpf\"", "{\"x\":\"111.444.777-36\"}", "not-met", "x is no valid CPF");
        row("cpf number", "\"format\":\"cpf\"", "{\"x\":11144477735}", "not-met", "x is a CPF written as a number");
        row("cpf number, zero lost", "\"format\":\"cpf\"", "{\"x\":1234567890}", "not-met",
            "x is a CPF written as a number");
        row("value", "\"values\":[\"a\"]", "{\"x\":\"a\"}", "met", "x is a");
        row("value, case", "\"values\":[\"a\"]", "{\"x\":\"A\"}", "not-met", "x must be a");
        row("values", "\"values\":[\"a\",\"b\"]", "{\"x\":\"c\"}", "not-met", "x must be one of a, b");
        row("pattern", "\"values\":[\"https://*/realms/*\"]", "{\"x\":\"https://k/realms/r\"}", "met",
            "x is https://k/realms/r");
        row("pattern fails", "\"values\":[\"https://*/realms/*\"]", "{\"x\":\"https://k/realm/r\"}", "not-met",
            "x must be https://*/realms/*");
        row("escaped", "\"values\":[\"\\u0061\"]", "{\"x\":\"\\u0061\"}", "met", "x is a");
        row("literal", "\"values\":[true]", "{\"x\":true}", "met", "x is true");
        row("literal false", "\"values\":[true]", "{\"x\":false}", "not-met", "x must be true");
        row("literal is no text", "\"values\":[true]", "{\"x\":\"true\"}", "not-met", "x must be true");
        row("value in a list", "\"values\":[\"b\"]", "{\"x\":[\"a\",\"b\"]}", "met", "x is one of those expected");
        row("value absent", "\"values\":[\"b\"]", "{}", "not-judged", "x is not in this token");
        row("same", "\"sameAs\":\"y\"", "{\"x\":\"a\",\"y\":\"a\"}", "met", "x is the same as y");
        row("not the same", "\"sameAs\":\"y\"", "{\"x\":\"a\",\"y\":\"b\"}", "not-met", "x must be the same as y");
        row("other absent", "\"sameAs\":\"y\"", "{\"x\":\"a\"}", "met", "x is present");
        row("expected", "\"field\":\"right\"", "{\"x\":\"yes\"}", "met", "x is present");
        row("not expected", "\"field\":\"right\"", "{\"x\":\"no\"}", "not-met", "x is not the one you expect");
        row("expected in a list", "\"field\":\"right\"", "{\"x\":[\"no\",\"yes\"]}", "met", "x is present");
        row("second name", "\"field\":\"left right\"", "{\"x\":\"no\"}", "not-met", "x is not the one you expect");
        row("when", "\"required\":\"yes\",\"when\":{\"claim\":\"y\",\"is\":\"a\"}", "{\"y\":\"a\"}", "not-met",
            "x is missing");
        row("unreadable payload", "\"required\":\"yes\"", "[]", "not-judged", "x is not in this token");
    }
    void membersAreJudged() {
        QFETCH(QString, rule);
        QFETCH(QString, payload);
        QFETCH(QString, outcome);
        QFETCH(QString, sentence);
        const Policy policy = policyOf("{\"claims\":[{\"name\":\"x\"," + rule.toStdString() + "}]}");
        QCOMPARE(policy.members.size(), std::size_t{1});
        const Judgement judgement = judged(policy, "{}", payload.toStdString(), {{"right", "yes"}});
        QCOMPARE(judgement.rows.size(), std::size_t{1});
        QCOMPARE(QString::fromUtf8(name(judgement.rows[0].outcome).data()), outcome);
        QCOMPARE(QString::fromStdString(judgement.rows[0].sentence.english()), sentence);
        QCOMPARE(judgement.met + judgement.notMet + judgement.notJudged, std::size_t{1});
    }

    void rulesThatDoNotApplyLeaveNoRow() {
        QVERIFY(judged(policyOf("{\"claims\":[{\"name\":\"x\",\"type\":\"text\"}]}"), "{}", "{}").rows.empty());
        QVERIFY(
            judged(policyOf(
                       "{\"claims\":[{\"name\":\"x\",\"required\":\"yes\",\"when\":{\"claim\":\"y\",\"is\":\"a\"}}]}"),
                   "{}", "{\"y\":\"b\"}")
                .rows.empty());
    }

    void typesAreComparedAsTheStandardSays() {
        const Policy usual = policyOf("{\"types\":[\"at+jwt\"]}");
        QCOMPARE(judged(usual, "{\"typ\":\"application/AT+JWT\"}", "{}").met, std::size_t{1});
        QCOMPARE(judged(usual, "{\"typ\":\"JWT\"}", "{}").errors, std::size_t{1});
        QCOMPARE(judged(usual, "{}", "{}").errors, std::size_t{1});
        const Policy exact =
            policyOf("{\"claims\":[{\"name\":\"typ\",\"in\":\"header\",\"values\":[\"JWT\"],\"exact\":true}]}");
        QCOMPARE(judged(exact, "{\"typ\":\"JWT\"}", "{}").met, std::size_t{1});
        QCOMPARE(judged(exact, "{\"typ\":\"jwt\"}", "{}").errors, std::size_t{1});
    }

    void lifetimes_data() {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("payload");
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const char* rule, const QString& payload, const char* outcome,
                            const char* sentence) { QTest::newRow(name) << rule << payload << outcome << sentence; };
        row("at the most", "\"most\":900", "{\"iat\":1000,\"exp\":1900}", "met", "Lifetime 15 m");
        row("one more", "\"most\":900", "{\"iat\":1000,\"exp\":1901}", "not-met", "Lifetime 15 m 1 s, more than 15 m");
        row("usual", "\"usual\":300", "{\"iat\":1000,\"exp\":1300}", "met", "Lifetime 5 m");
        row("unusual", "\"usual\":300", "{\"iat\":1000,\"exp\":1299}", "not-met", "Lifetime 4 m 59 s instead of 5 m");
        row("no exp", "\"most\":900", "{\"iat\":1000}", "not-judged", "Lifetime cannot be judged");
        row("no iat", "\"most\":900", "{\"exp\":1000}", "not-judged", "Lifetime cannot be judged");
        row("from now", "\"most\":900,\"from\":\"iat or now\"", QStringLiteral("{\"exp\":%1}").arg(now + 900), "met",
            "Lifetime 15 m");
        row("from now, one more", "\"most\":900,\"from\":\"iat or now\"", QStringLiteral("{\"exp\":%1}").arg(now + 901),
            "not-met", "Lifetime 15 m 1 s, more than 15 m");
        row("milliseconds", "\"most\":900", "{\"iat\":1735689600000,\"exp\":1735689900000}", "not-judged",
            "Lifetime cannot be judged");
        row("text", "\"most\":900", "{\"iat\":1000,\"exp\":\"1300\"}", "not-judged", "Lifetime cannot be judged");
    }
    void lifetimes() {
        QFETCH(QString, rule);
        QFETCH(QString, payload);
        QFETCH(QString, outcome);
        QFETCH(QString, sentence);
        const Policy policy = policyOf("{\"lifetime\":{" + rule.toStdString() + "}}");
        const Judgement judgement = judged(policy, "{}", payload.toStdString());
        QCOMPARE(judgement.rows.size(), std::size_t{1});
        QCOMPARE(QString::fromUtf8(name(judgement.rows[0].outcome).data()), outcome);
        QCOMPARE(QString::fromStdString(judgement.rows[0].sentence.english()), sentence);
    }

    void signaturesAreSeen() {
        const Policy policy = policyOf("{\"signature\":{}}");
        QCOMPARE(judged(policy, "{}", "{}", {}, SignatureSeen::NoKey).warnings, std::size_t{1});
        QCOMPARE(judged(policy, "{}", "{}", {}, SignatureSeen::Invalid).errors, std::size_t{1});
        QCOMPARE(judged(policy, "{}", "{}", {}, SignatureSeen::Verified).met, std::size_t{1});
        QCOMPARE(judged(policy, "{}", "{}", {}, SignatureSeen::NotChecked).notJudged, std::size_t{1});
    }

    void patterns() {
        QVERIFY(matchesPattern("", ""));
        QVERIFY(matchesPattern("", "*"));
        QVERIFY(matchesPattern("abc", "a*c"));
        QVERIFY(matchesPattern("abcbc", "a*bc"));
        QVERIFY(matchesPattern("abc", "**"));
        QVERIFY(!matchesPattern("abc", "a*d"));
        QVERIFY(!matchesPattern("abc", "ab"));
        QVERIFY(!matchesPattern("ab", "abc"));
        QVERIFY(!matchesPattern(std::string(20000, 'a'), "*a*a*a*a*b"));
    }

    void builtInProfiles_data() {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("good");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("badHeader");
        QTest::addColumn<QString>("bad");
        QTest::addColumn<QStringList>("broken"); ///< ids of rows that are not met
        const auto row = [](const char* id, const char* header, const char* good, const char* by, const char* badHeader,
                            const char* bad, const QStringList& broken) {
            QTest::newRow(id) << header << good << by << badHeader << bad << broken;
        };
        row("caf-mobile", "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
            "{\"iss\":\"c\",\"peopleId\":\"11144477735\",\"exp\":1735689900}", "claims",
            "{\"alg\":\"HS512\",\"typ\":\"jwt\"}", "{\"clientId\":\"c\",\"peopleId\":\"11144477736\",\"expiresAt\":1}",
            {"alg", "typ", "iss", "peopleId", "exp"});
        row("caf-sdk-response", "{\"alg\":\"HS256\"}",
            "{\"attemptId\":\"a\",\"peopleId\":\"11144477735\",\"policyId\":\"p\",\"isAuthorized\":true,"
            "\"isNewContext\":false,\"iat\":1735689600,\"exp\":1735689720}",
            "claims", "{\"alg\":\"none\"}",
            "{\"attemptId\":\"a\",\"peopleId\":\"1\",\"isAuthorized\":false,\"isNewContext\":true}",
            {"alg", "peopleId", "isAuthorized", "isNewContext"});
        row("sensecrypt", "{\"alg\":\"HS256\"}", "{\"instance_id\":\"123445\",\"iat\":1735689600,\"exp\":1735689900}",
            "claims", "{\"alg\":\"RS256\"}", "{\"instance_id\":5,\"iat\":1735689600}", {"alg", "instance_id", "exp"});
        row("heflo", "{\"alg\":\"RS256\"}",
            "{\"jti\":\"u\",\"sub\":\"c\",\"iss\":\"c\",\"iat\":1735689600,\"nbf\":1735689600,\"exp\":1735689660,"
            "\"aud\":\"https://auth.moneyp.com.br/connect/token\"}",
            "aud", "{\"alg\":\"HS256\"}", "{\"sub\":\"c\",\"iss\":\"d\",\"iat\":1735689600,\"exp\":1735693201}",
            {"alg", "jti", "sub", "nbf", "aud", "lifetime"});
        row("id-token", "{\"alg\":\"ES256\"}",
            "{\"iss\":\"https://i.example\",\"sub\":\"s\",\"aud\":\"c\",\"nonce\":\"n\",\"iat\":1,\"exp\":2}", "claims",
            "{\"alg\":\"none\"}", "{\"iss\":\"i\",\"sub\":\"\",\"aud\":[],\"iat\":\"1\"}",
            {"alg", "iss", "sub", "aud", "exp", "iat"});
        row("access-token", "{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}",
            "{\"iss\":\"https://"
            "i.example\",\"sub\":\"s\",\"aud\":\"c\",\"client_id\":\"c\",\"jti\":\"j\",\"iat\":1,\"exp\":2}",
            "typ", "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
            "{\"iss\":\"https://i.example\",\"sub\":\"s\",\"aud\":\"c\",\"iat\":1,\"exp\":2}",
            {"typ", "alg", "client_id", "jti"});
        row("client-assertion", "{\"alg\":\"ES256\"}",
            "{\"iss\":\"c\",\"sub\":\"c\",\"aud\":\"https://"
            "i.example\",\"jti\":\"j\",\"exp\":1735689660,\"iat\":1735689600}",
            "claims", "{\"alg\":\"ES256\"}",
            "{\"iss\":\"c\",\"sub\":\"d\",\"aud\":5,\"exp\":1735699660,\"iat\":1735689600}",
            {"sub", "aud", "jti", "lifetime"});
        row("dpop-proof", "{\"alg\":\"ES256\",\"typ\":\"dpop+jwt\",\"jwk\":{\"kty\":\"EC\"}}",
            "{\"jti\":\"j\",\"htm\":\"POST\",\"htu\":\"https://i.example/token\",\"iat\":1}", "typ",
            "{\"alg\":\"HS256\",\"typ\":\"dpop+jwt\"}", "{\"htm\":\"POST\",\"htu\":\"token\",\"iat\":1}",
            {"alg", "jwk", "jti", "htu"});
        row("logout-token", "{\"alg\":\"RS256\",\"typ\":\"logout+jwt\"}",
            "{\"iss\":\"https://"
            "i.example\",\"aud\":\"c\",\"iat\":1,\"exp\":121,\"jti\":\"j\",\"sid\":\"s\",\"events\":{}}",
            "typ", "{\"alg\":\"RS256\",\"typ\":\"logout+jwt\"}",
            "{\"iss\":\"https://i.example\",\"aud\":\"c\",\"iat\":1,\"exp\":122,\"jti\":\"j\",\"nonce\":\"n\"}",
            {"events", "nonce", "lifetime"});
        row("kubernetes", "{\"alg\":\"RS256\",\"kid\":\"k\"}",
            "{\"iss\":\"https://"
            "kubernetes.default.svc.cluster.local\",\"sub\":\"system:serviceaccount:ns:me\",\"aud\":[\"api\"],\"iat\":"
            "1,\"exp\":2,\"kubernetes.io\":{}}",
            "iss", "{\"alg\":\"HS256\",\"kid\":\"k\"}",
            "{\"iss\":\"https://kubernetes.default.svc\",\"sub\":\"me\",\"kubernetes.io\":{}}",
            {"alg", "sub", "aud", "exp"});
        row("entra", "{\"alg\":\"RS256\",\"kid\":\"k\"}",
            "{\"iss\":\"https://login.microsoftonline.com/7d444840-9dc0-11d1-b245-5ffdce74fad2/"
            "v2.0\",\"aud\":\"a\",\"iat\":1,\"nbf\":1,\"exp\":2,\"tid\":\"7d444840-9dc0-11d1-b245-5ffdce74fad2\","
            "\"oid\":\"7d444840-9dc0-11d1-b245-5ffdce74fad2\",\"ver\":\"2.0\"}",
            "iss", "{\"alg\":\"RS256\"}",
            "{\"iss\":\"https://sts.windows.net/x/"
            "\",\"aud\":\"a\",\"iat\":1,\"nbf\":1,\"exp\":2,\"tid\":\"x\",\"oid\":\"7d444840-9dc0-11d1-b245-"
            "5ffdce74fad2\",\"ver\":\"3.0\"}",
            {"kid", "tid", "ver"});
        row("auth0", "{\"alg\":\"RS256\"}",
            "{\"iss\":\"https://t.eu.auth0.com/\",\"sub\":\"auth0|1\",\"aud\":\"https://"
            "api.example\",\"iat\":1,\"exp\":2}",
            "iss", "{\"alg\":\"none\"}", "{\"iss\":\"https://t.auth0.com\",\"aud\":\"a\",\"iat\":1,\"exp\":2}",
            {"alg", "iss", "sub"});
        row("keycloak", "{\"alg\":\"RS256\",\"kid\":\"k\"}",
            "{\"iss\":\"http://localhost:8080/realms/"
            "r\",\"aud\":\"account\",\"azp\":\"c\",\"jti\":\"j\",\"typ\":\"Bearer\",\"iat\":1,\"exp\":2}",
            "iss", "{\"alg\":\"HS256\",\"kid\":\"k\"}",
            "{\"iss\":\"https://k.example/realms/"
            "r\",\"aud\":\"account\",\"azp\":\"c\",\"jti\":\"j\",\"typ\":\"Refresh\",\"iat\":1,\"exp\":2}",
            {"alg", "typ"});
        row("cognito", "{\"alg\":\"RS256\",\"kid\":\"k\"}",
            "{\"iss\":\"https://cognito-idp.sa-east-1.amazonaws.com/"
            "sa-east-1_a\",\"sub\":\"s\",\"token_use\":\"access\",\"client_id\":\"c\",\"iat\":1,\"exp\":3601}",
            "iss", "{\"alg\":\"RS256\",\"kid\":\"k\"}",
            "{\"iss\":\"https://cognito-idp.sa-east-1.amazonaws.com/"
            "sa-east-1_a\",\"sub\":\"s\",\"token_use\":\"id\",\"client_id\":\"c\",\"iat\":1,\"exp\":86402}",
            {"aud", "lifetime"});
        row("google", "{\"alg\":\"RS256\"}",
            "{\"iss\":\"https://"
            "accounts.google.com\",\"aud\":\"c\",\"sub\":\"1\",\"email\":\"a@b.example\",\"email_verified\":true,"
            "\"iat\":1,\"exp\":3601}",
            "iss", "{\"alg\":\"ES256\"}",
            "{\"iss\":\"accounts.google.com.evil.example\",\"aud\":\"c\",\"sub\":\"1\",\"email_verified\":\"true\","
            "\"iat\":1,\"exp\":3602}",
            {"alg", "iss", "email_verified", "lifetime"});
    }
    void builtInProfiles() {
        QFETCH(QString, header);
        QFETCH(QString, good);
        QFETCH(QString, by);
        QFETCH(QString, badHeader);
        QFETCH(QString, bad);
        QFETCH(QStringList, broken);
        const SharedLibrary library = Library::builtIn();
        const Profile* profile = library->find(QTest::currentDataTag());
        QVERIFY(profile != nullptr);
        const Judgement fine =
            judged(*profile->policy, header.toStdString(), good.toStdString(), {}, SignatureSeen::Verified);
        QVERIFY2(fine.notMet == 0 && fine.met > 0, shown(fine).constData());
        const Judgement wrong =
            judged(*profile->policy, badHeader.toStdString(), bad.toStdString(), {}, SignatureSeen::Verified);
        QStringList found;
        for (const RuleRow& row : wrong.rows) {
            if (row.outcome == RuleOutcome::NotMet) {
                found.append(QString::fromStdString(row.id));
            }
        }
        QVERIFY2(found == broken, shown(wrong).constData());
        const auto head = json::Document::parse(header.toStdString());
        const auto body = json::Document::parse(good.toStdString());
        const Choice choice = library->choose(head->root(), body->root());
        QVERIFY(choice.profile != nullptr);
        QCOMPARE(QString::fromStdString(choice.profile->id), QString::fromUtf8(QTest::currentDataTag()));
        QCOMPARE(QString::fromUtf8(name(choice.by).data()), by);
    }

    void anUnknownTokenHasNoProfile() {
        const auto head = json::Document::parse("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        const auto body = json::Document::parse("{\"sub\":\"1234567890\",\"name\":\"John Doe\",\"iat\":1516239022}");
        QVERIFY(Library::builtIn()->choose(head->root(), body->root()).profile == nullptr);
        QVERIFY(Library::builtIn()->choose(json::Value(), json::Value()).profile == nullptr);
    }

    void expectedValuesOfTheVendors() {
        const Policy& caf = *Library::builtIn()->find("caf-mobile")->policy;
        const std::string header = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
        const std::string payload = "{\"iss\":\"c\",\"peopleId\":\"11144477735\",\"exp\":1735689900}";
        QCOMPARE(judged(caf, header, payload, {{"clientId", "c"}}).notMet, std::size_t{0});
        const Judgement other = judged(caf, header, payload, {{"clientId", "d"}});
        QCOMPARE(other.row("iss")->faults.front().finding, std::string("caf-iss-not-client-id"));
        QCOMPARE(judged(caf, header, payload).met, std::size_t{6});
    }

    void theChecklistOfAMobileToken() {
        const Profile& profile = *Library::builtIn()->find("caf-mobile");
        const auto states = [&](const std::string& payload) {
            const Judgement judgement = judged(*profile.policy, "{\"alg\":\"HS256\",\"typ\":\"JWT\"}", payload);
            QStringList list;
            for (const PointResult& point : checkPoints(profile, judgement)) {
                list.append(QString::fromUtf8(name(point.state).data()));
            }
            return list;
        };
        const QString open = "cannot-be-seen";
        QCOMPARE(states("{\"iss\":\"c\",\"peopleId\":\"11144477735\",\"exp\":1735689900}"),
                 (QStringList{open, "met", "met", open, open}));
        QCOMPARE(states("{\"iss\":\"c\"}"), (QStringList{open, "not-met", "not-met", open, open}));
        QCOMPARE(states("{\"iss\":\"c\",\"peopleId\":\"111.444.777-35\",\"exp\":1735699900}"),
                 (QStringList{open, "met", "not-met", open, open}));
        QCOMPARE(states("[]"), (QStringList{open, open, open, open, open}));
    }

    void theChecklistOfASignedResponse() {
        const Profile& profile = *Library::builtIn()->find("caf-sdk-response");
        const auto last = [&](SignatureSeen signature, const std::string& header) {
            const Judgement judgement = judged(*profile.policy, header, "{\"isAuthorized\":true}", {}, signature);
            return checkPoints(profile, judgement).back().state;
        };
        QCOMPARE(last(SignatureSeen::Verified, "{\"alg\":\"HS256\"}"), PointState::Met);
        QCOMPARE(last(SignatureSeen::Invalid, "{\"alg\":\"HS256\"}"), PointState::NotMet);
        QCOMPARE(last(SignatureSeen::NoKey, "{\"alg\":\"HS256\"}"), PointState::NotMet);
        QCOMPARE(last(SignatureSeen::Verified, "{\"alg\":\"RS256\"}"), PointState::NotMet);
    }

    void plainRefusals() {
        const Profile& profile = *Library::builtIn()->find("caf-sdk-response");
        const std::string refusal = "{\"attemptId\":\"a\",\"isAuthorized\":false}";
        QVERIFY(isPlainRefusal(profile, refusal));
        QVERIFY(!isPlainRefusal(profile, "{\"attemptId\":\"a\"}"));
        QVERIFY(!isPlainRefusal(profile, "eyJhbGciOiJIUzI1NiJ9.e30.x"));
        QVERIFY(!isPlainRefusal(*Library::builtIn()->find("heflo"), refusal));
        const auto judgement = judgeRefusal(profile, refusal, {}, at(now));
        QCOMPARE(judgement->row("isAuthorized")->outcome, RuleOutcome::NotMet);
        QVERIFY(judgement->row("signature") == nullptr && judgement->row("alg") == nullptr);
    }

    void everySentenceIsInTheCatalogue() {
        QVERIFY(std::size(rulePhrases) >= 40);
        for (const Phrase& phrase : rulePhrases) {
            QVERIFY2(phrase.english != phrase.portuguese && !phrase.portuguese.empty(), phrase.english.data());
        }
        QCOMPARE(durationText(0), std::string("0 s"));
        QCOMPARE(durationText(90061), std::string("1 d 1 h 1 m 1 s"));
        QCOMPARE(durationText(-60), std::string("−1 m"));
    }
};

QTEST_GUILESS_MAIN(TestProfileRules)
#include "tst_profile_rules.moc"
