// SPDX-License-Identifier: Apache-2.0
#include "jose/jws.h"
#include "jose/key_material.h"
#include "profiles/claim_catalogue.h"
#include "profiles/profile_reader.h"
#include "support/places.h"
#include "json/tape.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace twb;
using namespace twb::profiles;

namespace {
std::string resource(const QString& name) {
    QFile file(places::source("/resources/profiles/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}
/// The template of a profile's text; what is wrong with it is told by the test of the schema.
std::optional<Template> readTemplate(const std::string& json) {
    const ProfileReading reading = readProfile(json);
    return reading.profile ? reading.profile->start : std::nullopt;
}
Time at(std::int64_t seconds) {
    return Time(std::chrono::seconds(seconds));
}
} // namespace

class TestProfiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTemplateReadsAndFills() {
        const QStringList files = QDir(places::source("/resources/profiles")).entryList({QStringLiteral("*.json")});
        QVERIFY(files.size() >= 5);
        for (const QString& name : files) {
            const ProfileReading reading = readProfile(resource(name));
            QVERIFY2(reading.profile.has_value(), qPrintable(name));
            const auto read = reading.profile->start;
            if (!read) {
                continue;
            }
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

    /// Optional fields leave their member out; a CPF loses its dots; minutes become seconds.
    void fieldsFillTheirPlaces() {
        const auto read = readTemplate(resource(QStringLiteral("caf-mobile.json")));
        QVERIFY(read.has_value());
        const auto filled = fill(*read, {at(1000), {}, {{"clientId", "c"}, {"cpf", "529.982.247-25"}, {"life", "7"}}});
        QCOMPARE(filled->payload, std::string(R"({"iss":"c","peopleId":"52998224725","exp":1420})"));
        const auto without = fill(*read, {at(1000), {}, {{"clientId", "c"}, {"cpf", ""}}});
        QCOMPARE(without->payload, std::string(R"({"iss":"c","exp":1300})"));
        const auto wrong = fill(*read, {at(1000), {}, {{"life", "5x"}}});
        QCOMPARE(wrong.error().code, ErrorCode::JsonType);
        QVERIFY(!fill(*read, {at(1000), {}, {{"life", "99999999999999"}}}).has_value());
        QVERIFY(!fill(*read, {at(1000), {}, {{"life", ""}}}).has_value());
    }

    void freshUuidsDiffer() {
        const auto read = readTemplate(resource(QStringLiteral("heflo.json")));
        const auto first = fillFresh(*read, at(1000), {});
        const auto second = fillFresh(*read, at(1000), {});
        QVERIFY(first.has_value() && second.has_value());
        QVERIFY(first->payload != second->payload);
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
