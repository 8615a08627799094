// SPDX-License-Identifier: Apache-2.0
//
// The contract of the command line, read from its beginning to its end: names of verbs and options, members of the JSON
// objects, exit statuses. What stands here never changes and never goes; new names may only be added.
#include "flow_support.h"

#include <QRegularExpression>
#include <QTemporaryDir>

using command::Run;

namespace {

const QString secret = "example-caf-client-secret-0123456789abcdef";
const QStringList keyOptions{"--key",      "--secret",        "--secret-file", "--key-encoding",
                             "--password", "--password-file", "--kid"};

struct Verb {
    const char* name;
    bool takesKey;
    const char* options; ///< separated by spaces
};
constexpr Verb verbs[] = {
    {"decode", false, ""},
    {"verify", true, "--alg --at --leeway --issuer --audience --typ --require --payload-file --no-time"},
    {"sign", true, "--alg --header --payload --set --expires-in --not-before --iat --jti --form --profile --var --at"},
    {"encrypt", true, "--alg --enc --header --payload --zip --form --p2c"},
    {"decrypt", true, "--payload-out"},
    {"diagnose", true, "--at --profile --policy --repair"},
    {"key generate", false,
     "--type --bits --curve --kid --alg --use --format --out --public-out --protect --password --password-file"},
    {"key inspect", true, ""},
    {"key convert", true, "--to --public --protect --out"},
    {"key match", true, "--with"},
    {"profiles", false, ""},
    {"profile show", false, ""},
    {"checklist", true, "--profile --report"},
    {"request", true,
     "--preset --issuer --token-url --grant --client-id --auth --scope --resource --audience --param --header --dpop "
     "--cert --cert-key --ca --timeout --dry-run --curl --reveal"},
    {"request discover", true, "--issuer"},
    {"request introspect", true, "--issuer --token"},
    {"request revoke", true, "--issuer --token"},
    {"request userinfo", true, "--issuer --token"},
    {"request device", true, "--issuer --client-id"},
    {"request authorize", true, "--issuer --client-id"},
    {"issuer", false, "--port --keys --clients"},
    {"completion", false, ""},
    {"manual", false, ""},
    {"help", false, ""},
};

} // namespace

class CliContractTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_token;
    QString m_encrypted;

    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }

    /// Words of a row: TOKEN and FILE/… are replaced.
    QStringList filled(QStringList words) const {
        for (QString& word : words) {
            word.replace("JWE", m_encrypted).replace("TOKEN", m_token).replace("SECRET", secret);
            word.replace("FOLDER", m_folder.path());
        }
        return words;
    }

private Q_SLOTS:
    void initTestCase() {
        COMPARE_EXIT(command::twb({"key", "generate", "--type", "RSA", "--format", "pkcs8-pem", "--out",
                                   path("rsa.pem"), "--public-out", path("rsa.pub")}),
                     0);
        COMPARE_EXIT(command::twb({"key", "generate", "--type", "EC", "--kid", "k", "--out", path("ec.jwk")}), 0);
        COMPARE_EXIT(command::twb({"key", "convert", "--key", path("ec.jwk"), "--to", "jwks", "--public", "--out",
                                   path("set.jwks")}),
                     0);
        command::writeFile(path("short.txt"), "0123456789abcdef");
        m_token = QString::fromUtf8(command::twb({"sign", "--alg", "HS256", "--secret", secret, "--payload",
                                                  "{\"iss\":\"61b0c0ffee0000000000c1d1\",\"peopleId\":\"11144477735\","
                                                  "\"exp\":1735689900}"})
                                        .out)
                      .trimmed();
        m_encrypted = QString::fromUtf8(command::twb({"encrypt", "--alg", "dir", "--enc", "A128GCM", "--secret-file",
                                                      path("short.txt"), "--payload", "{\"a\":1}"})
                                            .out)
                          .trimmed();
        QCOMPARE(m_token, QString("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
                                  "eyJpc3MiOiI2MWIwYzBmZmVlMDAwMDAwMDAwMGMxZDEiLCJwZW9wbGVJZCI6IjExMTQ0NDc3NzM1IiwiZXhw"
                                  "IjoxNzM1Njg5OTAwfQ.jZAw9DQ0eAfKjVFXPv3nCf5TS87nljKM0Iuf8lEh6Eo"));
    }

    void verbsAndOptionsAreThere_data() {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QStringList>("options");
        for (const Verb& verb : verbs) {
            QStringList options = QString::fromLatin1(verb.options).split(' ', Qt::SkipEmptyParts);
            QTest::newRow(verb.name) << QString::fromLatin1(verb.name)
                                     << (verb.takesKey ? keyOptions + options : options);
        }
    }
    void verbsAndOptionsAreThere() {
        QFETCH(QString, verb);
        QFETCH(QStringList, options);
        const Run help = command::twb(QStringList{"help"} + verb.split(' '));
        COMPARE_EXIT(help, 0);
        for (const QString& option : options) {
            const QRegularExpression line("^  " + QRegularExpression::escape(option) + "[ \n]",
                                          QRegularExpression::MultilineOption);
            QVERIFY2(QString::fromUtf8(help.out).contains(line), option.toUtf8());
        }
        QVERIFY(command::twb({"help"}).out.contains("\n  " + verb.toUtf8() + " "));
    }

    void objectsHaveTheirMembers_data() {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("exit");
        QTest::addColumn<QStringList>("members"); ///< "name", or "name=JSON of its value"
        const auto row = [](const char* name, const QStringList& words, int exit, const char* members) {
            QTest::newRow(name) << words << exit << QString::fromLatin1(members).split(' ');
        };
        const QString at = "1735689800";
        row("decode", {"decode", "TOKEN"}, 0,
            "kind=\"jws\" header payload payload_base64url signature_base64url segments");
        row("decode, encrypted", {"decode", "JWE"}, 0, "kind=\"jwe\" header payload payload_base64url segments");
        row("verify", {"verify", "TOKEN", "--secret", "SECRET", "--at", at}, 0,
            "verdict=\"verified\" alg=\"HS256\" kid key.kty key.crv key.bits key.thumbprint checks payload_base64url");
        row("verify, expired", {"verify", "TOKEN", "--secret", "SECRET", "--at", "1735689961"}, 1,
            "verdict=\"verified\" checks");
        row("verify, wrong", {"verify", "TOKEN", "--secret", "wrong", "--at", at}, 1, "verdict=\"invalid\" checks");
        row("verify, no key for it", {"verify", "TOKEN", "--key", "FOLDER/rsa.pub", "--at", at}, 1,
            "verdict=\"not-checked\" alg=\"HS256\" checks");
        row("decrypt", {"decrypt", "JWE", "--secret-file", "FOLDER/short.txt"}, 0,
            "verdict=\"decrypted\" alg=\"dir\" enc=\"A128GCM\" header.alg plaintext_base64url=\"eyJhIjoxfQ\" nested");
        row("decrypt, wrong key", {"decrypt", "JWE", "--secret", "0123456789abcdeX"}, 1,
            "verdict=\"failed\" alg=\"dir\" enc=\"A128GCM\" header.alg plaintext_base64url=null nested=null");
        row("decrypt, no key for it", {"decrypt", "JWE", "--key", "FOLDER/rsa.pem"}, 1,
            "verdict=\"not-checked\" alg=\"dir\" enc=\"A128GCM\" header.enc plaintext_base64url=null nested=null");
        row("diagnose", {"diagnose", "TOKEN", "--secret", "SECRET", "--at", at}, 0,
            "findings token repaired=null verdict=\"verified\" worst=\"info\"");
        row("diagnose, error", {"diagnose", "Bearer TOKEN=", "--secret", "SECRET", "--at", at}, 1,
            "findings token repaired verdict worst=\"error\"");
        row("key inspect", {"key", "inspect", "--key", "FOLDER/ec.jwk"}, 0,
            "format=\"jwk\" kty=\"EC\" crv=\"P-256\" bits=256 private=true kid=\"k\" alg use thumbprint jwk.x "
            "certificate=null problems");
        row("key inspect, set", {"key", "inspect", "--key", "FOLDER/set.jwks"}, 0, "keys");
        row("key match", {"key", "match", "--key", "FOLDER/rsa.pem", "--with", "FOLDER/rsa.pub"}, 0, "match=true");
        row("key match, other", {"key", "match", "--key", "FOLDER/rsa.pem", "--with", "FOLDER/ec.jwk"}, 1,
            "match=false");
        row("sign", {"sign", "--alg", "HS256", "--secret", "SECRET"}, 0, "token");
        row("encrypt", {"encrypt", "--alg", "RSA-OAEP", "--enc", "A128GCM", "--key", "FOLDER/rsa.pub"}, 0, "token");
        row("profiles", {"profiles"}, 0, "profiles");
        row("profile show", {"profile", "show", "caf-mobile"}, 0, "id template policy checklist");
        row("checklist", {"checklist", "--profile", "caf-sdk-response", "TOKEN", "--secret", "SECRET", "--at", at}, 0,
            "points");
        row("usage", {"verify", "--nosuch"}, 2, "error.code=\"usage\" error.message error.where");
        row("no such verb", {"nosuch"}, 2, "error.code=\"usage\" error.message error.where");
        row("input that cannot be read", {"verify", "@/nowhere", "--secret", "x"}, 2,
            "error.code=\"file-unreadable\" error.message error.where");
        row("key that cannot be read", {"verify", "TOKEN", "--key", "/nowhere"}, 2,
            "error.code=\"file-unreadable\" error.message error.where");
        row("network", {"request", "--token-url", "http://127.0.0.1:1/", "--client-id", "x", "--auth", "none"}, 3,
            "error.code=\"connection-failed\" error.message error.where");
        row("network, discovery", {"request", "discover", "--issuer", "http://127.0.0.1:1"}, 3,
            "error.code=\"connection-failed\" error.message error.where");
    }
    void objectsHaveTheirMembers() {
        QFETCH(QStringList, words);
        QFETCH(int, exit);
        QFETCH(QStringList, members);
        const Run run = command::twb(QStringList{"--json"} + filled(words));
        COMPARE_EXIT(run, exit);
        const QJsonObject json = run.json();
        QVERIFY2(!json.isEmpty(), run.shown());
        for (const QString& member : members) {
            QJsonValue value = json;
            for (const QString& name : member.section('=', 0, 0).split('.')) {
                QVERIFY2(value.toObject().contains(name), (member + "\n").toUtf8() + run.shown());
                value = value.toObject().value(name);
            }
            if (member.contains('=')) {
                const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
                QCOMPARE(QString::fromUtf8(text.mid(1, text.size() - 2)), member.section('=', 1));
            }
        }
        QCOMPARE(exit >= 2, run.err.startsWith("twb: ") && json.contains("error"));
    }

    void listsHaveTheirMembers() {
        const auto first = [](const Run& run, const char* list) {
            return run.json().value(QLatin1String(list)).toArray().first().toObject().keys();
        };
        const auto holds = [](const QStringList& keys, const QStringList& wanted) {
            return std::all_of(wanted.begin(), wanted.end(), [&](const QString& each) { return keys.contains(each); });
        };
        QVERIFY(holds(first(command::twb({"--json", "verify", m_token, "--secret", secret}), "checks"),
                      {"id", "outcome", "detail"}));
        QVERIFY(holds(first(command::twb({"--json", "diagnose", m_token, "--secret", secret}), "findings"),
                      {"id", "severity", "category", "title", "evidence", "fix", "repair"}));
        issuer_process::Issuer issuer;
        const Run sent = command::twb({"--json", "request", "--issuer", issuer.address(), "--client-id", "backend-test",
                                       "--secret", "local-issuer-sample-secret-0123456789"});
        COMPARE_EXIT(sent, 0);
        QVERIFY(holds(sent.json().keys(), {"status", "response", "tokens", "transcript"}));
        QVERIFY(holds(first(sent, "tokens"), {"name", "kind", "header", "payload"}));
        QVERIFY(holds(first(sent, "transcript"), {"direction", "text"}));
        const QString access = sent.json().value("response").toObject().value("access_token").toString();
        QVERIFY2(access.size() < 60, "the token is not masked");
    }

    void formsHaveTheirKinds_data() {
        QTest::addColumn<QString>("form");
        QTest::addColumn<QString>("kind");
        QTest::newRow("flattened") << "flattened"
                                   << "jws-json";
        QTest::newRow("general") << "general"
                                 << "jws-json";
        QTest::newRow("detached") << "detached"
                                  << "jws";
    }
    void formsHaveTheirKinds() {
        QFETCH(QString, form);
        QFETCH(QString, kind);
        const Run made = command::twb({"sign", "--alg", "HS256", "--secret", secret, "--payload", "abc", "--header",
                                       "{\"alg\":\"HS256\"}", "--form", form});
        COMPARE_EXIT(made, 0);
        const Run run = command::twb({"--json", "decode", "-"}, made.out);
        QCOMPARE(run.json().value("kind").toString(), kind);
        command::writeFile(path("payload"), "abc");
        QStringList verify{"verify", "-", "--secret", secret};
        if (form == "detached") {
            verify += {"--payload-file", path("payload")};
        }
        COMPARE_EXIT(command::twb(verify, made.out), 0);
        if (form != "detached") {
            const Run sealed = command::twb(
                {"encrypt", "--alg", "RSA-OAEP", "--enc", "A128GCM", "--key", path("rsa.pub"), "--form", form});
            QCOMPARE(command::twb({"--json", "decode", "-"}, sealed.out).json().value("kind").toString(),
                     QString("jwe-json"));
        }
    }

    void secretsComeInEveryWay() {
        const QByteArray octets = secret.toUtf8();
        command::writeFile(path("secret"), octets);
        const auto verdict = [&](const QStringList& options, const command::Environment& environment = {}) {
            return command::twb(QStringList{"verify", m_token, "--at", "1735689800"} + options, {}, environment).exit;
        };
        QCOMPARE(verdict({"--secret-file", path("secret")}), 0);
        QCOMPARE(verdict({"--key", path("secret")}), 0);
        QCOMPARE(verdict({}, {{"TWB_SECRET", secret}}), 0);
        QCOMPARE(verdict({"--secret", octets.toHex(), "--key-encoding", "hex"}), 0);
        QCOMPARE(verdict({"--secret", octets.toBase64(), "--key-encoding", "base64"}), 0);
        QCOMPARE(verdict({"--secret", octets.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
                          "--key-encoding", "base64url"}),
                 0);
        command::writeFile(path("secret"), octets + '\n'); // a file's octets are taken as they are
        QCOMPARE(verdict({"--secret-file", path("secret")}), 1);
        QCOMPARE(command::twb({"verify", m_token, "--at", "1735689800", "--key", "-"}, octets).exit, 0);
        QCOMPARE(command::twb({"verify", "--at", "1735689800", "--secret", secret}, m_token.toUtf8() + '\n').exit, 0);
        // Colour is for terminals; here is none.
        QVERIFY(!command::twb({"verify", m_token, "--secret", secret}).out.contains('\x1b'));
    }

    void generatedFilesArePrivate_data() {
        QTest::addColumn<QString>("format");
        for (const char* format : {"pkcs1-pem", "pkcs8-pem", "pkcs1-der", "pkcs8-der", "jwk", "jwks"}) {
            QTest::newRow(format) << QString::fromLatin1(format);
        }
    }
    void generatedFilesArePrivate() {
        QFETCH(QString, format);
        const QString out = path("made");
        QFile::remove(out);
        COMPARE_EXIT(command::twb({"key", "convert", "--key", path("rsa.pem"), "--to", format, "--out", out}), 0);
        QCOMPARE(QFile(out).permissions() &
                     (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        COMPARE_EXIT(command::twb({"key", "match", "--key", out, "--with", path("rsa.pub")}), 0);
    }
};

QTEST_GUILESS_MAIN(CliContractTest)
#include "tst_cli_contract.moc"
