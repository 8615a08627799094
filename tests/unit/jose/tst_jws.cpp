// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "crypto/generate.h"
#include "jose/compact.h"
#include "jose/jws.h"
#include "jose_support.h"
#include "rfc_examples.h"

#include <QTest>

using namespace twb;
using namespace twb::jose;
using namespace twb::tests;

class TestJws : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void verifiesTheExamples_data();
    void verifiesTheExamples();
    void remakesTheExamples_data();
    void remakesTheExamples();
    void unsecuredIsNeverVerified();
    void detachedAndUnencoded();
    void signsAndVerifiesWithEveryAlgorithm_data();
    void signsAndVerifiesWithEveryAlgorithm();
    void refusesToSign_data();
    void refusesToSign();
    void unencodedPayloadMustNotHoldADot();
    void keepsTheOctetsOfTheHeader();
    void makesTheTokenOfTheIssue();
};

static constexpr long long joeIsValid = 1300819000; // the RFC's exp is 1300819380

void TestJws::verifiesTheExamples_data() {
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("RFC 7515 A.1 HS256") << QByteArray(examples::rfc7515_a1_token)
                                        << QByteArray(examples::rfc7515_a1_key);
    QTest::newRow("RFC 7515 A.2 RS256") << QByteArray(examples::rfc7515_a2_token)
                                        << QByteArray(examples::rfc7515_a2_key);
    QTest::newRow("RFC 7515 A.3 ES256") << QByteArray(examples::rfc7515_a3_token)
                                        << QByteArray(examples::rfc7515_a3_key);
    QTest::newRow("RFC 7515 A.4 ES512") << QByteArray(examples::rfc7515_a4_token)
                                        << QByteArray(examples::rfc7515_a4_key);
    QTest::newRow("RFC 8037 A.4 EdDSA") << QByteArray(examples::rfc8037_token) << QByteArray(examples::rfc8037_private);
    QTest::newRow("RFC 7797 4.1") << QByteArray(examples::rfc7797_41_token) << QByteArray(examples::rfc7797_key);
}

void TestJws::verifiesTheExamples() {
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, key);
    TokenVerifier verifier(keysOf(view(key)), {});
    const Verification& answer = verifier.verify(view(token), at(joeIsValid));
    QCOMPARE(qt(name(answer.verdict())), QByteArray("verified"));
    QVERIFY(answer.accepted());

    // Any single changed character of the signature's first half, the payload or the header must be noticed.
    const qsizetype dot = token.indexOf('.');
    for (const qsizetype place : {qsizetype(3), dot + 2, token.lastIndexOf('.') + 3}) {
        QByteArray changed = token;
        changed[place] = changed[place] == 'A' ? 'B' : 'A';
        QVERIFY2(verifier.verify(view(changed), at(joeIsValid)).verdict() != Verdict::Verified, changed.constData());
    }
}

void TestJws::remakesTheExamples_data() {
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("RFC 7515 A.1 HS256") << QByteArray(examples::rfc7515_a1_token)
                                        << QByteArray(examples::rfc7515_a1_key);
    QTest::newRow("RFC 7515 A.2 RS256") << QByteArray(examples::rfc7515_a2_token)
                                        << QByteArray(examples::rfc7515_a2_key);
    QTest::newRow("RFC 8037 A.4 EdDSA") << QByteArray(examples::rfc8037_token) << QByteArray(examples::rfc8037_private);
}

void TestJws::remakesTheExamples() {
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, key);
    const auto parts = splitCompact(view(token));
    QVERIFY(parts);
    const auto header = base64url::decode(parts->header);
    const auto payload = base64url::decode(parts->payload);
    QVERIFY(header && payload);
    const auto made = signCompact(asText(*header), *payload, jwkOf(view(key)));
    QVERIFY2(made, made ? "" : made.error().detail.c_str());
    QCOMPARE(qt(*made), token);
}

void TestJws::unsecuredIsNeverVerified() {
    for (const auto& key : {keysOf(examples::rfc7515_a1_key), keysOf(examples::rfc7515_a2_key), secretOf(""),
                            std::make_shared<const KeySet>()}) {
        for (const char* token : {examples::rfc7515_a5_token, examples::rfc7515_e_token}) {
            VerificationPolicy policy;
            QVERIFY(verifyToken(token, key, policy, at(joeIsValid)).verdict != Verdict::Verified);
            policy.algorithms = {"none"}; // even a policy that says so
            const auto report = verifyToken(token, key, policy, at(joeIsValid));
            QCOMPARE(qt(name(report.verdict)), QByteArray("invalid"));
            QCOMPARE(qt(name(report.row(CheckId::AlgorithmAllowed).outcome)), QByteArray("fail"));
        }
    }
    const auto made = encodeUnsecured(R"({"alg":"none"})", asBytes("{}"));
    QVERIFY(made);
    QCOMPARE(qt(*made), QByteArray("eyJhbGciOiJub25lIn0.e30."));
    QVERIFY(!encodeUnsecured(R"({"alg":"HS256"})", asBytes("{}")));
}

void TestJws::detachedAndUnencoded() {
    const auto keys = keysOf(examples::rfc7797_key);
    TokenVerifier verifier(keys, {});
    QCOMPARE(verifier.verifyDetached(examples::rfc7797_42_token, asBytes("$.02"), at(0)).verdict(), Verdict::Verified);
    QCOMPARE(verifier.verifyDetached(examples::rfc7797_42_token, asBytes("$.03"), at(0)).verdict(), Verdict::Invalid);
    // A token with its own payload takes none beside it.
    const Verification& both = verifier.verifyDetached(examples::rfc7797_41_token, asBytes("$.02"), at(0));
    QCOMPARE(both.verdict(), Verdict::Invalid);
    QCOMPARE(both.outcome(CheckId::Structure), Outcome::Fail);

    const Jwk jwk = jwkOf(examples::rfc7797_key);
    const auto unencoded =
        signCompact(R"({"alg":"HS256","b64":false,"crit":["b64"]})", asBytes("$.02"), jwk, PayloadPlace::Detached);
    QVERIFY(unencoded);
    QCOMPARE(qt(*unencoded), QByteArray(examples::rfc7797_42_token));
    const auto encoded = signCompact(R"({"alg":"HS256"})", asBytes("$.02"), jwk, PayloadPlace::Detached);
    QVERIFY(encoded);
    QCOMPARE(verifier.verifyDetached(*encoded, asBytes("$.02"), at(0)).verdict(), Verdict::Verified);
    QCOMPARE(verifier.verify(*encoded, at(0)).verdict(), Verdict::Invalid);
    QVERIFY(verifier.report().row(CheckId::Signature).detail.find("detached") != std::string::npos);
    // Attached and unencoded, without a dot.
    const auto attached = signCompact(R"({"alg":"HS256","b64":false,"crit":["b64"]})", asBytes("no dot"), jwk);
    QVERIFY(attached);
    QCOMPARE(verifier.verify(*attached, at(0)).verdict(), Verdict::Verified);
    QCOMPARE(qt(asText(verifier.verify(*attached, at(0)).payload())), QByteArray("no dot"));
}

void TestJws::signsAndVerifiesWithEveryAlgorithm_data() {
    QTest::addColumn<QByteArray>("alg");
    for (const Algorithm& row : allAlgorithms()) {
        if (row.family != AlgorithmFamily::None) {
            QTest::newRow(std::string(row.name).c_str()) << qt(row.name);
        }
    }
}

void TestJws::signsAndVerifiesWithEveryAlgorithm() {
    QFETCH(QByteArray, alg);
    const Algorithm& row = *findAlgorithm(view(alg));
    static const crypto::Key rsa = jwkOf(examples::rfc7515_a2_key).key;
    const auto key = [&]() -> Result<crypto::Key> {
        switch (row.keyType) {
        case crypto::KeyType::Rsa:
        case crypto::KeyType::RsaPss:
            return rsa;
        case crypto::KeyType::Ec:
            return crypto::generateEc(row.curve);
        case crypto::KeyType::Okp:
            return crypto::generateOkp(row.curve == crypto::Curve::None ? crypto::Curve::Ed448 : row.curve);
        case crypto::KeyType::Oct:
            break;
        }
        return crypto::Key::fromSecret(Secret(Bytes(static_cast<std::size_t>(row.minimumBits) / 8, 7)));
    }();
    QVERIFY(key);
    Jwk jwk{*key, "the-key", std::string(row.name), "sig", {}, false, {}, {}, {}, {}, {}};
    const std::string header = R"({"alg":")" + std::string(row.name) + R"(","kid":"the-key"})";
    for (const std::string payload : {"", "{}", "any text \xC3\xA9"}) {
        const auto token = signCompact(header, asBytes(payload), jwk);
        QVERIFY2(token, token ? "" : token.error().detail.c_str());
        // The public half, written and read again, verifies.
        const auto written =
            row.keyType == crypto::KeyType::Oct ? writeJwk(jwk, JwkHalf::Private) : writeJwk(jwk, JwkHalf::Public);
        QVERIFY(written);
        VerificationPolicy strict;
        strict.keyRules = VerificationPolicy::KeyRules::Strict;
        strict.algorithms = {std::string(row.name)};
        const auto report = verifyToken(*token, keysOf(asText(written->reveal())), strict, at(0));
        QVERIFY(report.accepted());
        QCOMPARE(qt(asText(report.payload)), qt(payload));
        // A policy without this algorithm refuses before any key is looked at.
        strict.algorithms = {row.name == "RS256" ? "RS384" : "RS256"};
        const auto refused = verifyToken(*token, keysOf(asText(written->reveal())), strict, at(0));
        QCOMPARE(refused.verdict, Verdict::Invalid);
        QCOMPARE(refused.row(CheckId::Signature).outcome, Outcome::Skipped);
    }
}

void TestJws::refusesToSign_data() {
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("code");
    const QByteArray hmac(examples::rfc7515_a1_key);
    const QByteArray rsa(examples::rfc7515_a2_key);
    const auto row = [](const char* title, const char* header, const QByteArray& key, const char* code) {
        QTest::newRow(title) << QByteArray(header) << key << QByteArray(code);
    };
    row("no JSON", "{", hmac, "json-syntax");
    row("no object", "[]", hmac, "token-header");
    row("no alg", "{}", hmac, "token-header");
    row("alg is no string", R"({"alg":1})", hmac, "token-header");
    row("unknown alg", R"({"alg":"HS257"})", hmac, "algorithm-unknown");
    row("other case", R"({"alg":"hs256"})", hmac, "algorithm-unknown");
    row("none", R"({"alg":"none"})", hmac, "algorithm-unsupported");
    row("twice", R"({"alg":"HS256","alg":"HS256"})", hmac, "json-duplicate-name");
    row("RSA for HMAC", R"({"alg":"HS256"})", rsa, "key-type-mismatch");
    row("secret for RSA", R"({"alg":"RS256"})", hmac, "key-type-mismatch");
    row("other curve", R"({"alg":"ES384"})", examples::rfc7515_a3_key, "key-curve-mismatch");
    row("unknown crit", R"({"alg":"HS256","crit":["exp"],"exp":1})", hmac, "token-critical");
    row("b64 without crit", R"({"alg":"HS256","b64":false})", hmac, "token-critical");
    row("public half", R"({"alg":"EdDSA"})",
        R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})", "key-public-only");
    row("for encryption", R"({"alg":"HS256"})", R"({"kty":"oct","k":"AAAA","use":"enc"})", "key-not-suitable");
    row("key_ops verify", R"({"alg":"HS256"})", R"({"kty":"oct","k":"AAAA","key_ops":["verify"]})", "key-not-suitable");
    row("other alg in the key", R"({"alg":"HS256"})", R"({"kty":"oct","k":"AAAA","alg":"HS512"})", "key-not-suitable");
}

void TestJws::refusesToSign() {
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, code);
    const auto token = signCompact(view(header), asBytes("{}"), jwkOf(view(key)));
    QVERIFY(!token);
    QCOMPARE(qt(name(token.error().code)), code);
    QVERIFY(!token.error().detail.empty());
}

void TestJws::unencodedPayloadMustNotHoldADot() {
    const Jwk jwk = jwkOf(examples::rfc7797_key);
    const auto token = signCompact(R"({"alg":"HS256","b64":false,"crit":["b64"]})", asBytes("$.02"), jwk);
    QVERIFY(!token);
    QCOMPARE(token.error().code, ErrorCode::TokenPayload);
    QCOMPARE(token.error().where.offset, std::size_t(1));
}

void TestJws::keepsTheOctetsOfTheHeader() {
    const std::string header = " {\t\"alg\" : \"HS256\" , \"x\":1.10e+00 }\r\n";
    auto signer = TokenSigner::create(header, jwkOf(examples::rfc7515_a1_key));
    QVERIFY(signer);
    std::string first;
    for (int round = 0; round < 3; ++round) { // the buffer is reused
        const auto token = signer->sign(asBytes(round == 1 ? "something longer than the other one" : "{}"));
        QVERIFY(token);
        QCOMPARE(qt(asText(*base64url::decode(splitCompact(*token)->header))), qt(header));
        if (round == 0) {
            first = *token;
        } else if (round == 2) {
            QCOMPARE(qt(*token), qt(first));
        }
    }
}

void TestJws::makesTheTokenOfTheIssue() {
    const std::string secret = "example-caf-client-secret-0123456789abcdef";
    const auto keys = secretOf(secret);
    const auto token =
        signCompact(R"({"alg":"HS256","typ":"JWT"})",
                    asBytes(R"({"iss":"61b0c0ffee0000000000c1d1","peopleId":"11144477735","exp":1735689900})"),
                    keys->entries().front().jwk);
    QVERIFY(token);
    QVERIFY(verifyToken(*token, keys, {}, at(1735689800)).accepted());
    QVERIFY(verifyToken(*token, keys, {}, at(1735689959)).accepted());
    for (const long long moment : {1735689960LL, 1735689961LL}) {
        const auto late = verifyToken(*token, keys, {}, at(moment));
        QVERIFY(!late.accepted());
        QCOMPARE(late.verdict, Verdict::Verified); // the signature is as good as before
        QCOMPARE(late.row(CheckId::Expiry).outcome, Outcome::Fail);
    }
}

QTEST_GUILESS_MAIN(TestJws)
#include "tst_jws.moc"
