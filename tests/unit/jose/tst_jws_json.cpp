// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "jose/compact.h"
#include "jose/jws_json.h"
#include "jose_support.h"
#include "rfc_examples.h"

#include <QTest>

using namespace twb;
using namespace twb::jose;
using namespace twb::tests;

class TestJwsJson : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void generalAndFlattenedExamples();
    void refuses_data();
    void refuses();
    void headers_data();
    void headers();
    void signsBothForms();
    void unencodedPayload();
};

static constexpr char secretKey[] = R"({"kty":"oct","kid":"k","k":"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEy"})";

// A flattened token with any headers, signed by hand.
static std::string flattened(std::string_view protectedText, std::string_view unprotected, std::string_view payload) {
    const std::string header = base64url::encode(protectedText);
    const std::string body = base64url::encode(payload);
    auto signer = crypto::Signer::create(jwkOf(secretKey).key, algorithm(AlgorithmId::Hs256).method);
    const std::string input = header + "." + body;
    const std::string signature = base64url::encode(*signer->sign(asBytes(input)));
    return "{\"payload\":\"" + body + "\"" + (header.empty() ? "" : ",\"protected\":\"" + header + "\"") +
           (unprotected.empty() ? "" : ",\"header\":" + std::string(unprotected)) + ",\"signature\":\"" + signature +
           "\"}";
}

void TestJwsJson::generalAndFlattenedExamples() {
    // RFC 7515 App. A.6 and A.7 are A.2 and A.3 in JSON form, with the kid outside the protected header.
    const auto rsa = splitCompact(examples::rfc7515_a2_token);
    const auto ec = splitCompact(examples::rfc7515_a3_token);
    QVERIFY(rsa && ec);
    const auto signature = [](const CompactJws& parts, const char* kid) {
        return R"({"protected":")" + std::string(parts.header) + R"(","header":{"kid":")" + kid +
               R"("},"signature":")" + std::string(parts.signature) + "\"}";
    };
    const std::string payload = "\"payload\":\"" + std::string(rsa->payload) + "\"";
    const std::string general = "{" + payload + ",\"signatures\":[" + signature(*rsa, "2010-12-29") + "," +
                                signature(*ec, "e9bc097a-ce51-4036-9562-d2ade882db0d") + "]}";
    const std::string flat = "{" + payload + "," + signature(*ec, "e9bc097a-ce51-4036-9562-d2ade882db0d").substr(1);
    const std::string ecKey = examples::rfc7515_a3_key;
    const std::string rsaKey = examples::rfc7515_a2_key;
    const auto both = keysOf(R"({"keys":[)" + rsaKey.substr(0, rsaKey.size() - 1) + R"(,"kid":"2010-12-29"},)" +
                             ecKey.substr(0, ecKey.size() - 1) + R"(,"kid":"e9bc097a-ce51-4036-9562-d2ade882db0d"}]})");
    const Time moment = at(1300819000);
    const auto reports = verifyJsonToken(general, both, {}, moment);
    QVERIFY(reports);
    QCOMPARE(reports->size(), std::size_t(2));
    for (std::size_t i = 0; i < 2; ++i) {
        QVERIFY(reports->at(i).accepted());
        QCOMPARE(reports->at(i).keyIndex.value_or(9), i);
    }
    QVERIFY(verifyToken(flat, both, {}, moment).accepted());
    // With one of the keys only, that one's signature decides.
    QCOMPARE(verifyToken(general, keysOf(examples::rfc7515_a3_key), {}, moment).verdict, Verdict::Verified);
    std::string changed = general;
    changed[15] = changed[15] == 'A' ? 'B' : 'A';
    QVERIFY(verifyToken(changed, both, {}, moment).verdict != Verdict::Verified);
}

void TestJwsJson::refuses_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* text, const char* code) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(code);
    };
    row("{", "json-syntax");
    row("[]", "token-structure");
    row("{}", "token-structure");
    row(R"({"payload":"","signature":5})", "token-structure");
    row(R"({"payload":5,"signature":""})", "token-structure");
    row(R"({"payload":"","signature":"","protected":{}})", "token-structure");
    row(R"({"payload":"","signature":"","header":"x"})", "token-structure");
    row(R"({"payload":"","signatures":[]})", "token-structure");
    row(R"({"payload":"","signatures":{}})", "token-structure");
    row(R"({"payload":"","signatures":[7]})", "token-structure");
    row(R"({"payload":"","signatures":[{"signature":""}],"signature":""})", "token-structure");
    row(R"({"payload":"","payload":"","signature":""})", "json-duplicate-name");
    row(R"({"ciphertext":"","protected":""})", "token-unsupported");
}

void TestJwsJson::refuses() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, code);
    const auto token = readJsonToken(view(text));
    QVERIFY(!token);
    QCOMPARE(qt(name(token.error().code)), code);
    const auto report = verifyToken(view(text), keysOf(secretKey), {}, at(0));
    QVERIFY(report.verdict != Verdict::Verified);
    QCOMPARE(report.row(CheckId::Structure).outcome, Outcome::Fail);
}

void TestJwsJson::headers_data() {
    QTest::addColumn<QByteArray>("protectedText");
    QTest::addColumn<QByteArray>("unprotected");
    QTest::addColumn<QByteArray>("failing");
    const auto row = [](const char* title, const char* inside, const char* outside, const char* failing) {
        QTest::newRow(title) << QByteArray(inside) << QByteArray(outside) << QByteArray(failing);
    };
    row("all protected", R"({"alg":"HS256","kid":"k"})", "", "");
    row("kid outside", R"({"alg":"HS256"})", R"({"kid":"k"})", "");
    row("all outside", "", R"({"alg":"HS256","kid":"k"})", "");
    row("empty protected object", "{}", R"({"alg":"HS256"})", "");
    row("empty unprotected object", R"({"alg":"HS256"})", "{ }", "");
    row("no header at all", "", "", "header");
    row("alg in both", R"({"alg":"HS256"})", R"({"alg":"HS256"})", "duplicate-names");
    row("alg none inside", R"({"alg":"none"})", "", "algorithm-allowed");
    row("crit outside", R"({"alg":"HS256"})", R"({"crit":["b64"],"b64":true})", "crit");
    row("b64 outside", R"({"alg":"HS256"})", R"({"b64":true})", "crit");
    row("protected is a list", "[]", R"({"alg":"HS256"})", "header");
}

void TestJwsJson::headers() {
    QFETCH(QByteArray, protectedText);
    QFETCH(QByteArray, unprotected);
    QFETCH(QByteArray, failing);
    const std::string token = flattened(view(protectedText), view(unprotected), R"({"iss":"me"})");
    VerificationPolicy policy;
    policy.issuer = "me";
    const auto report = verifyToken(token, keysOf(secretKey), policy, at(0));
    QByteArrayList failed;
    for (const CheckRow& row : report.rows) {
        if (row.outcome == Outcome::Fail) {
            failed << qt(name(row.id));
        }
    }
    QCOMPARE(failed.join(' '), failing);
    QCOMPARE(report.accepted(), failing.isEmpty());
}

void TestJwsJson::signsBothForms() {
    const Jwk jwk = jwkOf(secretKey);
    for (const JsonForm form : {JsonForm::Flattened, JsonForm::General}) {
        for (const PayloadPlace place : {PayloadPlace::Attached, PayloadPlace::Detached}) {
            const auto token = signJson(R"({"alg":"HS256"})", asBytes("{\"a\":1}"), jwk, form, place);
            QVERIFY(token);
            const auto read = readJsonToken(*token);
            QVERIFY(read);
            QCOMPARE(read->isGeneral, form == JsonForm::General);
            QCOMPARE(read->payload.has_value(), place == PayloadPlace::Attached);
            const auto payload =
                place == PayloadPlace::Detached ? std::optional<ByteView>(asBytes("{\"a\":1}")) : std::nullopt;
            QVERIFY(verifyToken(*token, keysOf(secretKey), {}, at(0), payload).accepted());
        }
    }
}

void TestJwsJson::unencodedPayload() {
    // RFC 7797 §4.2, the same in JSON form: here the payload may hold a dot.
    const char header[] = R"({"alg":"HS256","b64":false,"crit":["b64"]})";
    const auto token = signJson(header, asBytes("$.02"), jwkOf(examples::rfc7797_key), JsonForm::Flattened);
    QVERIFY(token);
    QCOMPARE(
        qt(*token),
        QByteArray(
            R"({"payload":"$.02","protected":"eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19","signature":"A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY"})"));
    const auto report = verifyToken(*token, keysOf(examples::rfc7797_key), {}, at(0));
    QVERIFY(report.accepted());
    QCOMPARE(qt(asText(report.payload)), QByteArray("$.02"));
    QVERIFY(!signJson(header, asBytes("\xFF"), jwkOf(examples::rfc7797_key), JsonForm::Flattened));
}

QTEST_GUILESS_MAIN(TestJwsJson)
#include "tst_jws_json.moc"
