// SPDX-License-Identifier: Apache-2.0
#include "jose/jws.h"
#include "jose/key_material.h"
#include "profiles/claim_catalogue.h"
#include "profiles/template.h"
#include "json/tape.h"

#include <QDir>
#include <QFile>
#include <QtTest>

using namespace twb;
using namespace twb::profiles;

namespace {
std::string resource(const QString& name) {
    QFile file(QStringLiteral(TWB_SOURCE_DIR "/resources/profiles/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}
Time at(std::int64_t seconds) {
    return Time(std::chrono::seconds(seconds));
}
} // namespace

class TestProfiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTemplateReadsAndFills() {
        const QStringList files =
            QDir(QStringLiteral(TWB_SOURCE_DIR "/resources/profiles")).entryList({QStringLiteral("*.json")});
        QVERIFY(files.size() >= 5);
        for (const QString& name : files) {
            const auto read = readTemplate(resource(name));
            QVERIFY2(read.has_value(), qPrintable(name));
            QCOMPARE(QString::fromStdString(read->id) + QStringLiteral(".json"), name);
            FillValues values{at(1735689600), {}, {}};
            values.uuids.assign(countUuids(*read), "7d444840-9dc0-11d1-b245-5ffdce74fad2");
            const auto filled = fill(*read, values);
            QVERIFY2(filled.has_value(), qPrintable(name));
            QVERIFY(json::Document::parse(filled->header)->root().find("alg").exists());
            QVERIFY(json::Document::parse(filled->payload).has_value());
            QVERIFY(filled->payload.find('$') == std::string::npos);
        }
    }

    /// The worked example of the vendor's flow, octet for octet.
    void cafTemplateGivesTheKnownToken() {
        const auto read = readTemplate(resource(QStringLiteral("caf-mobile.json")));
        QVERIFY(read.has_value());
        const auto filled = fill(*read, {at(1735689600), {}, {}});
        QVERIFY(filled.has_value());
        QCOMPARE(filled->header, std::string(R"({"alg":"HS256","typ":"JWT"})"));
        QCOMPARE(filled->payload,
                 std::string(R"({"iss":"61b0c0ffee0000000000c1d1","peopleId":"11144477735","exp":1735689900})"));
        const auto keys = jose::readSecretText(read->key.secret, jose::SecretEncoding::Utf8);
        QVERIFY(keys.has_value());
        const auto token = jose::signCompact(filled->header, asBytes(filled->payload), keys->entries().front().jwk);
        QVERIFY(token.has_value());
        QCOMPARE(*token, std::string("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
                                     "eyJpc3MiOiI2MWIwYzBmZmVlMDAwMDAwMDAwMGMxZDEiLCJwZW9wbGVJZCI6IjExMTQ0NDc3NzM1Iiwi"
                                     "ZXhwIjoxNzM1Njg5OTAwfQ.jZAw9DQ0eAfKjVFXPv3nCf5TS87nljKM0Iuf8lEh6Eo"));
    }

    void hefloTemplateHasAllSevenClaims() {
        const auto read = readTemplate(resource(QStringLiteral("heflo.json")));
        QVERIFY(read.has_value());
        QCOMPARE(read->key.kind, KeyPlan::Kind::RsaPair);
        QCOMPARE(read->key.bits, 2048);
        QCOMPARE(countUuids(*read), std::size_t{1});
        const auto filled = fill(*read, {at(1000), {"u-1"}, {{"clientId", "me \"quoted\""}}});
        QVERIFY(filled.has_value());
        const std::string expected =
            "{'jti':'u-1','sub':'me #quoted#','iss':'me #quoted#','iat':1000,'nbf':1000,'exp':1060,"
            "'aud':'https://auth.moneyp.dev.br/connect/token'}";
        QCOMPARE(QString::fromStdString(filled->payload)
                     .replace(QStringLiteral("\\\""), QStringLiteral("#"))
                     .replace('"', '\''),
                 QString::fromStdString(expected));
    }

    void brokenTemplatesSayWhatIsMissing() {
        QCOMPARE(readTemplate("{").error().code, ErrorCode::JsonSyntax);
        const auto missing = readTemplate(R"({"id":"a","title":"b"})");
        QCOMPARE(missing.error().code, ErrorCode::JsonMemberMissing);
        QCOMPARE(missing.error().detail, std::string("summary"));
        const auto wrong = readTemplate(R"({"id":1,"title":"b","summary":"c"})");
        QCOMPARE(wrong.error().code, ErrorCode::JsonType);
        const auto kind = readTemplate(
            R"({"id":"a","title":"b","summary":"c","template":{"header":{},"payload":{},"key":{"kind":"x"}}})");
        QCOMPARE(kind.error().detail, std::string("key.kind"));
        const auto variable = readTemplate(
            R"({"id":"a","title":"b","summary":"c","template":{"header":{},"payload":{"x":{"$variable":"v"}}}})");
        QCOMPARE(fill(*variable, {}).error().detail, std::string("v"));
    }

    void otherValuesStayAsTheyAre() {
        const auto read = readTemplate(R"({"id":"a","title":"b","summary":"c","template":{"header":{ "alg" : "none" },)"
                                       R"("payload":{"n":1.50e3,"list":[ 1 , {"a":"\u00e9"} ],"empty":{ }}}})");
        QVERIFY(read.has_value());
        QCOMPARE(fill(*read, {})->payload, std::string(R"({"n":1.50e3,"list":[1,{"a":"\u00e9"}],"empty":{}})"));
    }

    void uuidsAreRandomVersionFour() {
        const auto first = makeUuid();
        const auto second = makeUuid();
        QVERIFY(first.has_value() && second.has_value());
        QVERIFY(*first != *second);
        const QRegularExpression form(
            QStringLiteral("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
        QVERIFY(form.match(QString::fromStdString(*first)).hasMatch());
    }

    void catalogueKnowsItsClaims() {
        QCOMPARE(findClaim("exp", ClaimPlace::Payload)->kind, ClaimKind::NumericDate);
        QCOMPARE(findClaim("exp", ClaimPlace::Payload)->source, std::string_view("RFC 7519, 4.1.4"));
        QCOMPARE(findClaim("peopleId", ClaimPlace::Payload)->kind, ClaimKind::Cpf);
        QVERIFY(findClaim("exp", ClaimPlace::Header) == nullptr);
        QVERIFY(findClaim("", ClaimPlace::Header) == nullptr);
        QVERIFY(findClaim("zzz", ClaimPlace::Payload) == nullptr);
        for (const ClaimEntry& entry : claimCatalogue()) {
            QVERIFY(findClaim(entry.name, entry.place) == &entry);
            QVERIFY(!entry.title.empty() && !entry.meaning.empty() && !entry.source.empty());
        }
    }
};

QTEST_GUILESS_MAIN(TestProfiles)
#include "tst_profiles.moc"
