// SPDX-License-Identifier: Apache-2.0
// DPoP proofs: the examples of RFC 9449, and every rule of its §4.3 broken in turn.
#include "crypto/generate.h"
#include "jose/dpop.h"
#include "jose/jws.h"
#include "jose_support.h"
#include "rfc_examples.h"
#include "support/places.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace twb;
using namespace twb::jose;
using namespace twb::tests;

namespace {

// RFC 9449 §7.1, Figures 12 and 13: the proof for a protected resource, and its access token.
constexpr std::string_view proofText =
    "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJo"
    "RjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJq"
    "dGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNv"
    "dXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqz"
    "hrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA";
constexpr std::string_view accessText = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
constexpr std::string_view keyThumbprint = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
constexpr long long made = 1562262618;

Outcome outcomeOf(const DpopReport& report, std::string_view id) {
    for (const NamedCheck& check : report.checks) {
        if (check.id == id) {
            return check.outcome;
        }
    }
    qFatal("there is no such check");
}

QByteArray failedOf(const DpopReport& report) {
    QByteArrayList failed;
    for (const NamedCheck& check : report.checks) {
        if (check.outcome == Outcome::Fail) {
            failed << qt(check.id);
        }
    }
    return failed.join(' ');
}

DpopExpectation whole() {
    DpopExpectation expected;
    expected.accessToken = accessText;
    expected.thumbprint = keyThumbprint;
    expected.method = "GET";
    expected.url = "https://resource.example.org/protectedresource";
    return expected;
}

const Jwk& proofKey() {
    static const Jwk key{*crypto::generateEc(crypto::Curve::P256), {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
    return key;
}

std::string publicText() {
    return *writePublicJwk(Jwk{proofKey().key.publicHalf(), {}, {}, {}, {}, false, {}, {}, {}, {}, {}});
}

/// JSON with its quotes written as apostrophes.
std::string fromApostrophes(QByteArray text) {
    return text.replace('\'', '"').toStdString();
}

std::string headerWith(const std::string& jwk, const char* typ = "dpop+jwt") {
    return fromApostrophes("{'typ':'") + typ + fromApostrophes("','alg':'ES256','jwk':") + jwk + "}";
}

std::string proofOf(const char* claims) {
    return *signCompact(headerWith(publicText()), asBytes(fromApostrophes(claims)), proofKey());
}

} // namespace

class TestDpop : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rfc9449() {
        QVERIFY(isDpopProof(proofText));
        QVERIFY(!isDpopProof(examples::rfc7515_a1_token));
        QVERIFY(!isDpopProof("x"));
        QCOMPARE(*accessTokenHash(accessText), std::string("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"));
        const auto report = verifyDpopProof(proofText, whole(), at(made));
        QVERIFY2(report.accepted(), failedOf(report));
        QCOMPARE(qt(report.thumbprint), qt(keyThumbprint));
        QCOMPARE(report.checks.size(), std::size_t{11});
        for (const NamedCheck& check : report.checks) {
            QVERIFY2(check.outcome == Outcome::Pass || check.id == "nonce", check.detail.c_str());
        }
    }
    void rfc9449Examples() {
        QFile file(places::sharedVectors("/rfc/rfc9449.json"));
        if (!file.open(QIODevice::ReadOnly)) {
            QSKIP("the shared vectors are not here");
        }
        for (const QJsonValue& each : QJsonDocument::fromJson(file.readAll()).object().value("cases").toArray()) {
            const QJsonObject example = each.toObject();
            const QJsonObject claims = example.value("claims").toObject();
            DpopExpectation expected;
            expected.method = claims.value("htm").toString().toStdString();
            expected.url = claims.value("htu").toString().toStdString();
            expected.thumbprint = example.value("jkt").toString().toStdString();
            if (example.contains("access_token")) {
                expected.accessToken = example.value("access_token").toString().toStdString();
            }
            const std::string token = example.value("token").toString().toStdString();
            const auto report =
                verifyDpopProof(token, expected, at(static_cast<long long>(claims.value("iat").toInteger())));
            QVERIFY2(report.accepted(), failedOf(report));
        }
    }

    void expectations() {
        const auto failed = [](auto change, long long now = made) {
            DpopExpectation expected = whole();
            change(expected);
            return failedOf(verifyDpopProof(proofText, expected, at(now)));
        };
        const auto nothing = [](DpopExpectation&) {};
        QCOMPARE(failed([](DpopExpectation& e) { e.accessToken = "another"; }), QByteArray("ath"));
        QCOMPARE(failed([](DpopExpectation& e) { e.thumbprint = "another"; }), QByteArray("jkt"));
        QCOMPARE(failed([](DpopExpectation& e) { e.method = "get"; }), QByteArray("htm"));
        QCOMPARE(failed([](DpopExpectation& e) { e.nonce = "n"; }), QByteArray("nonce"));
        QCOMPARE(failed(nothing, made + 360), QByteArray());
        QCOMPARE(failed(nothing, made + 361), QByteArray("iat"));
        QCOMPARE(failed(nothing, made - 60), QByteArray());
        QCOMPARE(failed(nothing, made - 61), QByteArray("iat"));
        // Nothing asked for: nothing compared, but what must be there is.
        const auto report = verifyDpopProof(proofText, {}, at(made));
        QVERIFY(report.accepted());
        for (const char* id : {"htm", "htu", "ath", "jkt", "nonce"}) {
            QVERIFY(outcomeOf(report, id) == Outcome::Skipped);
        }
    }
    void urls_data() {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<bool>("same");
        const auto row = [](const char* url, bool same) { QTest::newRow(url) << QByteArray(url) << same; };
        row("https://resource.example.org/protectedresource", true);
        row("HTTPS://Resource.Example.ORG:443/protectedresource?a=b#c", true);
        row("https://resource.example.org/protectedResource", false);
        row("https://resource.example.org/", false);
        row("https://resource.example.org", false);
        row("https://resource.example.org:8443/protectedresource", false);
        row("http://resource.example.org/protectedresource", false);
        row("resource.example.org/protectedresource", false);
    }
    void urls() {
        QFETCH(QByteArray, url);
        QFETCH(bool, same);
        DpopExpectation expected = whole();
        expected.url = url.toStdString();
        QCOMPARE(failedOf(verifyDpopProof(proofText, expected, at(made))), same ? QByteArray() : QByteArray("htu"));
    }
    void urlsOfTheProof() {
        DpopExpectation expected;
        expected.url = "https://a.example/%AB";
        const auto escaped =
            verifyDpopProof(proofOf("{'jti':'1','htm':'GET','iat':1,'htu':'https://A.example/%ab'}"), expected, at(1));
        QVERIFY2(escaped.accepted(), failedOf(escaped));
        expected.url = "https://a.example/";
        const auto root =
            verifyDpopProof(proofOf("{'jti':'1','htm':'GET','iat':1,'htu':'https://a.example'}"), expected, at(1));
        QVERIFY2(root.accepted(), failedOf(root));
        const auto query =
            verifyDpopProof(proofOf("{'jti':'1','htm':'GET','iat':1,'htu':'https://a.example/?q'}"), expected, at(1));
        QVERIFY(query.accepted());
        QVERIFY(outcomeOf(query, "htu") == Outcome::Warn);
    }

    void claims_data() {
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<QByteArray>("failed");
        const auto row = [](const char* claims, const char* failed) {
            QTest::newRow(claims) << QByteArray(claims) << QByteArray(failed);
        };
        row("{'jti':'1','htm':'GET','htu':'https://a','iat':1}", "");
        row("{'htm':'GET','htu':'https://a','iat':1}", "jti");
        row("{'jti':7,'htm':'GET','htu':'https://a','iat':1}", "jti");
        row("{'jti':'1','htu':'https://a','iat':1}", "htm");
        row("{'jti':'1','htm':'GET','iat':1}", "htu");
        row("{'jti':'1','htm':'GET','htu':'https://a'}", "iat");
        row("{'jti':'1','htm':'GET','htu':'https://a','iat':'1'}", "iat");
        row("[]", "jti htm htu iat");
    }
    void claims() {
        QFETCH(QByteArray, claims);
        QFETCH(QByteArray, failed);
        QCOMPARE(failedOf(verifyDpopProof(proofOf(claims.constData()), {}, at(1))), failed);
    }

    void keys() {
        const std::string good = fromApostrophes("{'jti':'1','htm':'GET','htu':'https://a','iat':1}");
        const auto failed = [&](const std::string& header, const Jwk& key) {
            return failedOf(verifyDpopProof(*signCompact(header, asBytes(good), key), {}, at(1)));
        };
        QCOMPARE(failed(headerWith(publicText()), proofKey()), QByteArray());
        QCOMPARE(failed(headerWith(publicText(), "Application/DPoP+JWT"), proofKey()), QByteArray());
        QCOMPARE(failed(headerWith(publicText(), "JWT"), proofKey()), QByteArray("dpop-typ"));
        QCOMPARE(failed(R"({"typ":"dpop+jwt","alg":"ES256"})", proofKey()), QByteArray("dpop-jwk dpop-signature"));
        const auto privateText = writeJwk(proofKey(), JwkHalf::Private);
        QCOMPARE(failed(headerWith(std::string(asText(privateText->reveal()))), proofKey()),
                 QByteArray("dpop-jwk dpop-signature"));
        const Jwk other{*crypto::generateEc(crypto::Curve::P256), {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
        QCOMPARE(failed(headerWith(publicText()), other), QByteArray("dpop-signature"));
        const Jwk secret = jwkOf(R"({"kty":"oct","k":"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEy"})");
        QCOMPARE(failed(R"({"typ":"dpop+jwt","alg":"HS256","jwk":{"kty":"oct","k":"AAAA"}})", secret),
                 QByteArray("dpop-alg dpop-jwk dpop-signature"));
        QCOMPARE(failedOf(verifyDpopProof("nothing", {}, at(1))),
                 QByteArray("dpop-typ dpop-alg dpop-jwk dpop-signature jti htm htu iat"));
    }
    // The binding that stands in an access token that is a JWT.
    void boundAccessToken() {
        const auto tokenFor = [](const std::string& jkt) {
            return *signCompact(R"({"alg":"ES256"})",
                                asBytes(fromApostrophes("{'cnf':{'jkt':'") + jkt + fromApostrophes("'}}")), proofKey());
        };
        for (const bool fits : {true, false}) {
            DpopExpectation expected;
            expected.accessToken = tokenFor(fits ? *thumbprint(proofKey().key) : std::string(keyThumbprint));
            const std::string claims = "{'jti':'1','htm':'GET','htu':'https://a','iat':1,'ath':'" +
                                       *accessTokenHash(*expected.accessToken) + "'}";
            QCOMPARE(failedOf(verifyDpopProof(proofOf(claims.c_str()), expected, at(1))),
                     fits ? QByteArray() : QByteArray("jkt"));
        }
        DpopExpectation expected;
        expected.accessToken = "opaque";
        const auto none =
            verifyDpopProof(proofOf("{'jti':'1','htm':'GET','htu':'https://a','iat':1}"), expected, at(1));
        QCOMPARE(failedOf(none), QByteArray("ath"));
        QVERIFY(outcomeOf(none, "jkt") == Outcome::Skipped);
    }
};

QTEST_GUILESS_MAIN(TestDpop)
#include "tst_dpop.moc"
