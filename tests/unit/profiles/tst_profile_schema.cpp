// SPDX-License-Identifier: Apache-2.0
//
// What the reader of profiles says to wrong files, the library and its folder, and profiles made from a token.
#include "profiles/from_token.h"
#include "profiles/judge.h"
#include "profiles/library.h"
#include "profiles/secrets_file.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace twb;
using namespace twb::profiles;

namespace {

// No raw texts in this file: moc of Qt 6.4 loses its way in some of them.
const char* const mine = "{\"id\":\"a\",\"title\":\"b\",\"summary\":\"c\",";

std::string withPolicy(const std::string& policy) {
    return std::string(mine) + "\"policy\":" + policy + "}";
}

std::string withTemplate(const std::string& start) {
    return std::string(mine) + "\"template\":" + start + "}";
}

void write(const QString& path, const QByteArray& text) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class TestProfileSchema : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrongProfilesSayWhereAndWhatToDo_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("what"); ///< a part of it
        const auto row = [](const char* name, const std::string& json, const char* member, const char* what) {
            QTest::newRow(name) << QString::fromStdString(json) << member << what;
        };
        row("no JSON", "{", "", "name");
        row("no object", "[]", "", "An object belongs here");
        row("no id", "{\"title\":\"b\",\"summary\":\"c\",\"policy\":{}}", "", "\"id\" is missing");
        row("empty title", "{\"id\":\"a\",\"title\":\"\",\"summary\":\"c\",\"policy\":{}}", "title", "empty");
        row("id no text", "{\"id\":1,\"title\":\"b\",\"summary\":\"c\",\"policy\":{}}", "id", "A text belongs here");
        row("id with a slash", "{\"id\":\"../a\",\"title\":\"b\",\"summary\":\"c\",\"policy\":{}}", "id",
            "cannot be an id");
        row("id taken", "{\"id\":\"auto\",\"title\":\"b\",\"summary\":\"c\",\"policy\":{}}", "id", "cannot be an id");
        row("twice", "{\"id\":\"a\",\"id\":\"b\",\"title\":\"b\",\"summary\":\"c\",\"policy\":{}}", "", "twice");
        row("misspelt member", "{\"id\":\"a\",\"title\":\"b\",\"summary\":\"c\",\"polcy\":{}}", "",
            "\"polcy\" is no member");
        row("nothing in it", "{\"id\":\"a\",\"title\":\"b\",\"summary\":\"c\"}", "", "neither a policy nor a template");
        row("order", "{\"id\":\"a\",\"title\":\"b\",\"summary\":\"c\",\"order\":-1,\"policy\":{}}", "order",
            "whole number");
        row("first page", "{\"id\":\"a\",\"title\":\"b\",\"summary\":\"c\",\"firstPage\":\"yes\",\"policy\":{}}",
            "firstPage", "true or false");
        row("copy", "{\"id\":\"a\",\"title\":\"b\",\"summary\":\"c\",\"policy\":{},\"copy\":[\"x\"]}", "copy",
            "no way of copying");
        row("match", "{\"id\":\"a\",\"title\":\"b\",\"summary\":\"c\",\"policy\":{},\"match\":[{}]}", "match[0]",
            "Nothing here");
        row("match list", "{\"id\":\"a\",\"title\":\"b\",\"summary\":\"c\",\"policy\":{},\"match\":{}}", "match",
            "A list belongs");
        row("algorithms", withPolicy("{\"algorithms\":[1]}"), "policy.algorithms", "list of texts");
        row("claim name", withPolicy("{\"claims\":[{}]}"), "policy.claims[0]", "\"name\" is missing");
        row("claim type", withPolicy("{\"claims\":[{\"name\":\"x\",\"type\":\"txt\"}]}"), "policy.claims[0].type",
            "\"txt\" is not known here");
        row("claim format", withPolicy("{\"claims\":[{\"name\":\"x\",\"format\":\"guid\"}]}"),
            "policy.claims[0].format", "not known");
        row("claim required", withPolicy("{\"claims\":[{\"name\":\"x\",\"required\":true}]}"),
            "policy.claims[0].required", "A word belongs here");
        row("claim values", withPolicy("{\"claims\":[{\"name\":\"x\",\"values\":\"y\"}]}"), "policy.claims[0].values",
            "A list belongs");
        row("claim misspelt", withPolicy("{\"claims\":[{\"name\":\"x\",\"requierd\":\"yes\"}]}"), "policy.claims[0]",
            "\"requierd\" is no member");
        row("fault", withPolicy("{\"claims\":[{\"name\":\"x\",\"faults\":{\"gone\":{}}}]}"), "policy.claims[0].faults",
            "no kind of fault");
        row("weight", withPolicy("{\"claims\":[{\"name\":\"x\",\"faults\":{\"missing\":{\"weight\":\"bad\"}}}]}"),
            "policy.claims[0].faults.missing.weight", "not known");
        row("lifetime", withPolicy("{\"lifetime\":{\"most\":\"5 m\"}}"), "policy.lifetime.most", "whole number");
        row("header missing", withTemplate("{\"payload\":{}}"), "template", "\"header\" is missing");
        row("header no object", withTemplate("{\"header\":1,\"payload\":{}}"), "template.header", "An object");
        row("variable", withTemplate("{\"header\":{},\"payload\":{\"x\":{\"$variable\":\"v\"}}}"), "template.payload",
            "no field of this name");
        row("generate", withTemplate("{\"header\":{},\"payload\":{\"x\":[{\"$generate\":\"time\"}]}}"),
            "template.payload", "cannot be generated");
        row("key kind", withTemplate("{\"header\":{},\"payload\":{},\"key\":{\"kind\":\"x\"}}"), "template.key.kind",
            "not known");
        row("small RSA key", withTemplate("{\"header\":{},\"payload\":{},\"key\":{\"kind\":\"rsa\",\"bits\":1024}}"),
            "template.key.bits", "from 2048");
        row("field kind", withTemplate("{\"header\":{},\"payload\":{},\"fields\":[{\"name\":\"x\",\"kind\":\"y\"}]}"),
            "template.fields[0].kind", "not known");
        row("point",
            "{\"id\":\"a\",\"title\":\"b\",\"summary\":\"c\",\"policy\":{},\"checklist\":[{\"id\":\"p\",\"title\":"
            "\"t\"}]}",
            "checklist[0]", "\"how\" is missing");
    }
    void wrongProfilesSayWhereAndWhatToDo() {
        QFETCH(QString, json);
        QFETCH(QString, member);
        QFETCH(QString, what);
        const ProfileReading reading = readProfile(json.toStdString(), "x.json");
        QVERIFY(!reading.profile.has_value());
        QVERIFY(!reading.problems.empty());
        bool found = false;
        QString all;
        for (const ProfileProblem& problem : reading.problems) {
            all += QString::fromStdString(textOf(problem)) + '\n';
            found = found || (problem.member == member.toStdString() &&
                              QString::fromStdString(problem.what).contains(what, Qt::CaseInsensitive));
            QVERIFY2(!problem.advice.empty(), qPrintable(all));
            QCOMPARE(problem.file, std::string("x.json"));
        }
        QVERIFY2(found, qPrintable(all));
    }

    void thePlaceIsTheLineInTheFile() {
        const ProfileReading reading = readProfile("{\n  \"id\": \"a\",\n  \"title\": 5,\n  \"summary\": \"c\",\n"
                                                   "  \"algoritms\": []\n}",
                                                   "mine.json");
        QCOMPARE(reading.problems.size(), std::size_t{2});
        QCOMPARE(textOf(reading.problems[1]),
                 std::string("mine.json, line 3, column 12, title: A text belongs here. Put it in quotes."));
        QCOMPARE(reading.problems[0].place.line, std::size_t{5});
    }

    void misspeltNamesSayWhatWasMeant() {
        const ProfileReading reading = readProfile(withPolicy("{\"algoritms\":[\"HS256\"]}"));
        QCOMPARE(reading.problems.front().advice, std::string("Did you mean \"algorithms\"?"));
    }

    void remarksAreAllowed() {
        QVERIFY(
            readProfile(withPolicy("{\"$comment\":\"why\",\"x-owner\":\"me\",\"algorithms\":[\"HS256\"]}")).profile);
    }

    void hostileFilesAreBounded() {
        std::string many = "{\"id\":\"a\",\"title\":\"b\",\"summary\":\"c\",\"policy\":{\"claims\":[";
        for (int i = 0; i < 5000; ++i) {
            many += std::string(i == 0 ? "" : ",") + "{\"nam\":1}";
        }
        QVERIFY(readProfile(many + "]}}").problems.size() <= 21);
        QVERIFY(!readProfile(std::string(100000, '[')).profile);
    }

    void builtInProfilesAreSound() {
        const SharedLibrary library = Library::builtIn();
        for (const ProfileProblem& problem : library->problems()) {
            QFAIL(textOf(problem).c_str());
        }
        for (const char* id : {"caf-mobile", "caf-sdk-response", "sensecrypt", "heflo", "id-token", "access-token",
                               "client-assertion", "dpop-proof", "logout-token", "kubernetes", "entra", "auth0",
                               "keycloak", "cognito", "google", "plain-hs256"}) {
            QVERIFY2(library->find(id) != nullptr, id);
        }
        int order = -1;
        for (const Profile& profile : library->all()) {
            QVERIFY(profile.order >= order);
            order = profile.order;
            QVERIFY2(profile.policy || profile.start, profile.id.c_str());
            QVERIFY2(!profile.copyForms.empty(), profile.id.c_str());
            for (const ChecklistPoint& point : profile.checklist) {
                for (const std::string& rule : point.rules) {
                    const bool known = rule == "lifetime" || rule == "signature" ||
                                       std::any_of(profile.policy->members.begin(), profile.policy->members.end(),
                                                   [&](const MemberRule& one) { return one.name == rule; });
                    QVERIFY2(known, (profile.id + ": " + rule).c_str());
                }
            }
        }
    }

    void userProfilesJoinAndReplace() {
        QTemporaryDir folder;
        write(folder.filePath("good.json"),
              "{\"id\":\"mine\",\"title\":\"Mine\",\"summary\":\"s\",\"order\":1,\"policy\":{}}");
        write(folder.filePath("over.json"),
              "{\"id\":\"heflo\",\"title\":\"Our HEFLO\",\"summary\":\"s\",\"policy\":{}}");
        write(folder.filePath("bad.json"), "{\"id\":\"bad\"}");
        write(folder.filePath("note.txt"), "not read");
        const SharedLibrary library = Library::withFolder(folder.path().toStdString());
        QVERIFY(library->find("mine") != nullptr && library->find("mine")->isUserOwn);
        QCOMPARE(library->all().front().id, std::string("mine"));
        QCOMPARE(library->find("heflo")->title, std::string("Our HEFLO"));
        QVERIFY(library->find("bad") == nullptr);
        QVERIFY(!library->problems().empty());
        for (const ProfileProblem& problem : library->problems()) {
            QCOMPARE(problem.file, std::string("bad.json"));
        }
        QCOMPARE(Library::builtIn()->find("heflo")->title, std::string("HEFLO client assertion"));
    }

    void anAbsentFolderIsEmpty() {
        QTemporaryDir folder;
        const SharedLibrary library = Library::withFolder(folder.filePath("none").toStdString());
        QVERIFY(library->problems().empty());
        QCOMPARE(library->all().size(), Library::builtIn()->all().size());
    }

    void aGoodTokenMakesAProfile() {
        const auto header = json::Document::parse("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"k\"}");
        const auto payload = json::Document::parse(
            "{\"iss\":\"https://"
            "me.example\",\"aud\":[\"a\",\"b\"],\"sub\":\"Alice\",\"iat\":1000,\"exp\":1600,\"admin\":true,\"n\":[1]}");
        const auto text = profileFromToken(header->root(), payload->root(), "mine", "Mine \"own\"");
        QVERIFY(text.has_value());
        QVERIFY2(text->find("Alice") == std::string::npos, "no personal value in a profile");
        const ProfileReading reading = readProfile(*text);
        QVERIFY2(reading.profile.has_value(), reading.problems.empty() ? "" : textOf(reading.problems.front()).c_str());
        QCOMPARE(reading.profile->title, std::string("Mine \"own\""));
        const auto judged = [&](const char* other) {
            const auto document = json::Document::parse(other);
            return judge(*reading.profile->policy, {header->root(), document->root(), SignatureSeen::NoKey}, {},
                         Time());
        };
        QCOMPARE(judged(payload->text().c_str()).notMet, std::size_t{0});
        const Judgement wrong = judged(
            "{\"iss\":\"https://you.example\",\"aud\":\"c\",\"sub\":7,\"iat\":1000,\"exp\":1601,\"admin\":\"true\"}");
        QCOMPARE(wrong.notMet, std::size_t{6}); // iss, aud, sub, admin, n, lifetime
        const Library& all = *Library::builtIn();
        QVERIFY(all.find("mine") == nullptr);
        QVERIFY(!profileFromToken(header->root(), json::Value(), "mine", "Mine").has_value());
    }

    void idsComeFromTitles() {
        QCOMPARE(idFrom("My gateway (test)"), std::string("my-gateway-test"));
        QCOMPARE(idFrom("***"), std::string("profile"));
        QCOMPARE(idFrom("None"), std::string("profile"));
        QVERIFY(idFrom(std::string(500, 'x')).size() <= 64);
    }

    void secretsFilesAreRecognised() {
        const Library& library = *Library::builtIn();
        const auto read = readSecretsFile(
            library,
            "{\"api_key\":\"a\",\"mobile_api_key\":\"m\",\"jwt_secret\":\"s3cret\",\"jwt_expire_seconds\":120}");
        QVERIFY(read.has_value());
        QCOMPARE(read->profile->id, std::string("sensecrypt"));
        QCOMPARE(asText(read->secret.reveal()), std::string_view("s3cret"));
        QCOMPARE(read->variables.at("life"), std::string("120"));
        QVERIFY(!readSecretsFile(library, "{\"api_key\":\"a\",\"jwt_secret\":\"s\"}").has_value());
        QVERIFY(!readSecretsFile(library, "[\"jwt_secret\"]").has_value());
        QVERIFY(!readSecretsFile(library, "eyJ").has_value());
    }
};

QTEST_GUILESS_MAIN(TestProfileSchema)
#include "tst_profile_schema.moc"
