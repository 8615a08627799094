// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "jose/compact.h"
#include "jose/jws.h"
#include "jose_support.h"
#include "rfc_examples.h"

#include <QMessageAuthenticationCode>
#include <QTest>

using namespace twb;
using namespace twb::jose;
using namespace twb::tests;

class TestVerificationPolicy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void times_data();
    void times();
    void timeCanBeLeftOut();
    void claims_data();
    void claims();
    void headers_data();
    void headers();
    void types_data();
    void types();
    void structure_data();
    void structure();
    void aPublicKeyIsNoSecret_data();
    void aPublicKeyIsNoSecret();
    void keyKindMustServeTheAlgorithm();
    void shortKeysWarn();
    void choosesByKid();
    void keyFactsForbid_data();
    void keyFactsForbid();
    void reusedVerifierForgetsTheLastToken();
    void everyRowHasASentence();

private:
    static std::string signedToken(std::string_view payload, std::string_view header = R"({"alg":"HS256"})");
};

static constexpr char secret[] = "0123456789abcdef0123456789abcdef";

std::string TestVerificationPolicy::signedToken(std::string_view payload, std::string_view header) {
    // Signed by hand, because the signer rightly refuses most of these headers.
    std::string token = base64url::encode(header) + "." + base64url::encode(payload);
    auto signer =
        crypto::Signer::create(crypto::Key::fromSecret(Secret::fromText(secret)), algorithm(AlgorithmId::Hs256).method);
    const auto signature = signer->sign(asBytes(token));
    return token + "." + base64url::encode(*signature);
}

void TestVerificationPolicy::times_data() {
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("check");
    QTest::addColumn<QByteArray>("outcome");
    const auto row = [](const char* title, const char* payload, CheckId check, const char* outcome) {
        QTest::newRow(title) << QByteArray(payload) << static_cast<int>(check) << QByteArray(outcome);
    };
    // now = 1000, leeway = 60
    const CheckId exp = CheckId::Expiry, nbf = CheckId::NotBefore, iat = CheckId::IssuedAt;
    row("exp far", R"({"exp":2000})", exp, "pass");
    row("exp absent", R"({})", exp, "skipped");
    row("exp now", R"({"exp":1000})", exp, "pass");
    row("exp + leeway is a second ahead", R"({"exp":941})", exp, "pass");
    row("exp + leeway == now", R"({"exp":940})", exp, "fail");
    row("exp + leeway a fraction ahead", R"({"exp":940.5})", exp, "pass");
    row("exp + leeway a fraction behind", R"({"exp":939.5})", exp, "fail");
    row("exp with exponent", R"({"exp":9.41e2})", exp, "pass");
    row("exp long gone", R"({"exp":-5})", exp, "fail");
    row("exp zero", R"({"exp":0})", exp, "fail");
    row("exp a string", R"({"exp":"2000"})", exp, "fail");
    row("exp null", R"({"exp":null})", exp, "fail");
    row("exp true", R"({"exp":true})", exp, "fail");
    row("exp beyond doubles", R"({"exp":1e999})", exp, "fail");
    row("exp in milliseconds is far ahead", R"({"exp":1735689900000})", exp, "pass");
    row("exp beyond every calendar", R"({"exp":1e18})", exp, "fail");
    row("exp twice, the last counts", R"({"exp":2000,"exp":5})", exp, "fail");
    row("exp with an escaped name", R"({"\u0065xp":5})", exp, "fail");
    row("exp inside another object", R"({"a":{"exp":5}})", exp, "skipped");
    row("nbf past", R"({"nbf":5})", nbf, "pass");
    row("nbf == now + leeway", R"({"nbf":1060})", nbf, "pass");
    row("nbf beyond the leeway", R"({"nbf":1061})", nbf, "fail");
    row("nbf a fraction beyond", R"({"nbf":1060.25})", nbf, "fail");
    row("nbf a string", R"({"nbf":"5"})", nbf, "fail");
    row("iat past", R"({"iat":5})", iat, "pass");
    row("iat == now + leeway", R"({"iat":1060})", iat, "pass");
    row("iat beyond the leeway", R"({"iat":1061})", iat, "warn");
    row("iat a list", R"({"iat":[5]})", iat, "fail");
}

void TestVerificationPolicy::times() {
    QFETCH(QByteArray, payload);
    QFETCH(int, check);
    QFETCH(QByteArray, outcome);
    const auto report = verifyToken(signedToken(view(payload)), secretOf(secret), {}, at(1000));
    QCOMPARE(qt(name(report.verdict)), QByteArray("verified"));
    const CheckRow& row = report.row(static_cast<CheckId>(check));
    QCOMPARE(qt(name(row.outcome)), outcome);
    QCOMPARE(report.accepted(), outcome != "fail");
    QVERIFY(!row.detail.empty());
}

void TestVerificationPolicy::timeCanBeLeftOut() {
    VerificationPolicy policy;
    policy.checkTime = VerificationPolicy::CheckTime::No;
    const auto report =
        verifyToken(signedToken(R"({"exp":5,"nbf":9999,"iat":"x"})"), secretOf(secret), policy, at(1000));
    QVERIFY(report.accepted());
    policy.checkTime = VerificationPolicy::CheckTime::Yes;
    policy.leeway = std::chrono::seconds(0);
    QVERIFY(!verifyToken(signedToken(R"({"exp":1000})"), secretOf(secret), policy, at(1000)).accepted());
    QVERIFY(verifyToken(signedToken(R"({"exp":1001})"), secretOf(secret), policy, at(1000)).accepted());
    QVERIFY(verifyToken(signedToken(R"({"nbf":1000})"), secretOf(secret), policy, at(1000)).accepted());
    QVERIFY(!verifyToken(signedToken(R"({"nbf":1001})"), secretOf(secret), policy, at(1000)).accepted());
}

void TestVerificationPolicy::claims_data() {
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("outcomes"); // issuer audience required-claims payload-json duplicate-names
    QTest::newRow("all right") << QByteArray(R"({"iss":"me","aud":"you","jti":"1"})")
                               << QByteArray("pass pass pass pass pass");
    QTest::newRow("aud in a list") << QByteArray(R"({"iss":"me","aud":["x","other"],"jti":null})")
                                   << QByteArray("pass pass pass pass pass");
    QTest::newRow("aud escaped") << QByteArray(R"({"iss":"\u006de","aud":"y\u006fu","jti":0})")
                                 << QByteArray("pass pass pass pass pass");
    QTest::newRow("wrong issuer") << QByteArray(R"({"iss":"ME","aud":"you","jti":"1"})")
                                  << QByteArray("fail pass pass pass pass");
    QTest::newRow("issuer with a slash") << QByteArray(R"({"iss":"me/","aud":"you","jti":"1"})")
                                         << QByteArray("fail pass pass pass pass");
    QTest::newRow("issuer no string") << QByteArray(R"({"iss":["me"],"aud":"you","jti":"1"})")
                                      << QByteArray("fail pass pass pass pass");
    QTest::newRow("wrong audience") << QByteArray(R"({"iss":"me","aud":["x","YOU"],"jti":"1"})")
                                    << QByteArray("pass fail pass pass pass");
    QTest::newRow("empty audience") << QByteArray(R"({"iss":"me","aud":[],"jti":"1"})")
                                    << QByteArray("pass fail pass pass pass");
    QTest::newRow("audience an object") << QByteArray(R"({"iss":"me","aud":{"you":1},"jti":"1"})")
                                        << QByteArray("pass fail pass pass pass");
    QTest::newRow("nothing there") << QByteArray("{}") << QByteArray("fail fail fail pass pass");
    QTest::newRow("a list") << QByteArray("[]") << QByteArray("fail fail fail skipped pass");
    QTest::newRow("no JSON") << QByteArray("hello") << QByteArray("fail fail fail skipped pass");
    QTest::newRow("empty") << QByteArray("") << QByteArray("fail fail fail skipped pass");
    QTest::newRow("twice") << QByteArray(R"({"iss":"you","iss":"me","aud":"you","jti":"1"})")
                           << QByteArray("pass pass pass pass warn");
}

void TestVerificationPolicy::claims() {
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, outcomes);
    VerificationPolicy policy;
    policy.issuer = "me";
    policy.audiences = {"you", "other"};
    policy.requiredClaims = {"jti", "iss"};
    const auto report = verifyToken(signedToken(view(payload)), secretOf(secret), policy, at(1000));
    QCOMPARE(report.verdict, Verdict::Verified);
    QByteArrayList found;
    for (const CheckId id :
         {CheckId::Issuer, CheckId::Audience, CheckId::RequiredClaims, CheckId::PayloadJson, CheckId::DuplicateNames}) {
        found << qt(name(report.row(id).outcome));
    }
    QCOMPARE(found.join(' '), outcomes);
    QCOMPARE(report.accepted(), !outcomes.contains("fail"));
}

void TestVerificationPolicy::headers_data() {
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("failing"); // the row that fails; empty = verified
    QTest::addColumn<QByteArray>("verdict");
    const auto row = [](const char* title, const char* header, const char* failing, const char* verdict) {
        QTest::newRow(title) << QByteArray(header) << QByteArray(failing) << QByteArray(verdict);
    };
    row("plain", R"({"alg":"HS256"})", "", "verified");
    row("not JSON", R"({"alg":"HS256")", "header", "invalid");
    row("a list", R"(["HS256"])", "header", "invalid");
    row("no alg", R"({"typ":"JWT"})", "header", "invalid");
    row("alg null", R"({"alg":null})", "header", "invalid");
    row("kid a number", R"({"alg":"HS256","kid":1})", "header", "invalid");
    row("alg twice", R"({"alg":"none","alg":"HS256"})", "duplicate-names", "invalid");
    row("alg twice by escape", R"({"alg":"HS256","\u0061lg":"HS256"})", "duplicate-names", "invalid");
    row("alg none", R"({"alg":"none"})", "algorithm-allowed", "invalid");
    row("alg None", R"({"alg":"None"})", "algorithm-allowed", "invalid");
    row("alg lower case", R"({"alg":"hs256"})", "algorithm-allowed", "invalid");
    row("alg empty", R"({"alg":""})", "algorithm-allowed", "invalid");
    row("alg for encryption", R"({"alg":"dir"})", "algorithm-allowed", "invalid");
    row("crit unknown", R"({"alg":"HS256","crit":["x"],"x":1})", "crit", "invalid");
    row("crit empty", R"({"alg":"HS256","crit":[]})", "crit", "invalid");
    row("crit a string", R"({"alg":"HS256","crit":"understood","understood":1})", "crit", "invalid");
    row("crit a number", R"({"alg":"HS256","crit":[1]})", "crit", "invalid");
    row("crit names a standard header", R"({"alg":"HS256","crit":["alg"]})", "crit", "invalid");
    row("crit names an absent header", R"({"alg":"HS256","crit":["understood"]})", "crit", "invalid");
    row("crit twice", R"({"alg":"HS256","crit":["understood","understood"],"understood":1})", "crit", "invalid");
    row("crit understood", R"({"alg":"HS256","crit":["understood"],"understood":1})", "", "verified");
    row("crit b64 true", R"({"alg":"HS256","crit":["b64"],"b64":true})", "", "verified");
    row("b64 false without crit", R"({"alg":"HS256","b64":false})", "crit", "invalid");
    row("b64 a string", R"({"alg":"HS256","crit":["b64"],"b64":"false"})", "header", "invalid");
    row("other algorithm than the key", R"({"alg":"RS256"})", "key", "not-checked");
}

void TestVerificationPolicy::headers() {
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, failing);
    QFETCH(QByteArray, verdict);
    VerificationPolicy policy;
    policy.understoodCritical = {"understood"};
    const auto report = verifyToken(signedToken("{}", view(header)), secretOf(secret), policy, at(1000));
    QByteArrayList failed;
    for (const CheckRow& row : report.rows) {
        if (row.outcome == Outcome::Fail) {
            failed << qt(name(row.id));
            QVERIFY(row.error);
            QVERIFY(!row.error->detail.empty());
        }
    }
    QCOMPARE(failed.join(' '), failing);
    QCOMPARE(qt(name(report.verdict)), verdict);
}

void TestVerificationPolicy::types_data() {
    QTest::addColumn<QByteArray>("typ");
    QTest::addColumn<QByteArray>("wanted");
    QTest::addColumn<bool>("good");
    const auto row = [](const char* typ, const char* wanted, bool good) {
        QTest::newRow(qPrintable(QString("%1 for %2").arg(typ, wanted)))
            << QByteArray(typ) << QByteArray(wanted) << good;
    };
    row("JWT", "JWT", true);
    row("jwt", "JWT", true);
    row("application/jwt", "JWT", true);
    row("at+jwt", "application/at+jwt", true);
    row("APPLICATION/AT+JWT", "at+jwt", true);
    row("at+jwt", "JWT", false);
    row("example/jwt", "jwt", false);
    row("application/a/b", "a/b", false); // a name with a slash of its own is never written short
    row("", "JWT", false);
}

void TestVerificationPolicy::types() {
    QFETCH(QByteArray, typ);
    QFETCH(QByteArray, wanted);
    QFETCH(bool, good);
    VerificationPolicy policy;
    policy.type = wanted.toStdString();
    const std::string header =
        typ.isEmpty() ? R"({"alg":"HS256"})" : R"({"alg":"HS256","typ":")" + typ.toStdString() + "\"}";
    const auto report = verifyToken(signedToken("{}", header), secretOf(secret), policy, at(1000));
    QCOMPARE(report.row(CheckId::Type).outcome, good ? Outcome::Pass : Outcome::Fail);
    QCOMPARE(report.accepted(), good);
}

void TestVerificationPolicy::structure_data() {
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("where");
    const QByteArray good = qt(signedToken("{}")); // eyJhbGciOiJIUzI1NiJ9 . e30 . …
    QTest::newRow("empty") << QByteArray() << QByteArray("structure") << QByteArray("input-empty") << 0;
    QTest::newRow("two parts") << QByteArray("eyJhbGciOiJIUzI1NiJ9.e30") << QByteArray("structure")
                               << QByteArray("token-structure") << 24;
    QTest::newRow("four parts") << good + ".x" << QByteArray("structure") << QByteArray("token-structure")
                                << int(good.size());
    QTest::newRow("a JWE") << QByteArray("a.b.c.d.e") << QByteArray("structure") << QByteArray("token-unsupported")
                           << 0;
    QTest::newRow("JSON form") << QByteArray(R"({"ciphertext":""})") << QByteArray("structure")
                               << QByteArray("token-unsupported") << 0;
    QTest::newRow("space in the header") << QByteArray(good).insert(3, ' ') << QByteArray("header")
                                         << QByteArray("base64url-character") << 3;
    QTest::newRow("plus in the payload") << QByteArray(good).replace(21, 1, "+") << QByteArray("structure")
                                         << QByteArray("base64url-character") << 21;
    QTest::newRow("padded signature") << good + "=" << QByteArray("structure") << QByteArray("base64url-padding")
                                      << int(good.size());
    QTest::newRow("NUL") << QByteArray(good).insert(22, '\0') << QByteArray("structure")
                         << QByteArray("base64url-character") << 22;
}

void TestVerificationPolicy::structure() {
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, row);
    QFETCH(QByteArray, code);
    QFETCH(int, where);
    const auto report = verifyToken(view(token), secretOf(secret), {}, at(1000));
    QVERIFY(report.verdict != Verdict::Verified);
    QCOMPARE(report.verdict == Verdict::NotChecked, code == "token-unsupported");
    bool found = false;
    for (const CheckRow& one : report.rows) {
        if (one.outcome == Outcome::Fail && qt(name(one.id)) == row) {
            found = true;
            QVERIFY(one.error);
            QCOMPARE(qt(name(one.error->code)), code);
            QCOMPARE(static_cast<int>(one.error->where.offset), where);
        }
    }
    QVERIFY(found);
}

void TestVerificationPolicy::aPublicKeyIsNoSecret_data() {
    QTest::addColumn<QByteArray>("text");
    const QByteArray der = QByteArray::fromBase64("MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
    const QByteArray pem = "-----BEGIN PUBLIC KEY-----\n" + der.toBase64() + "\n-----END PUBLIC KEY-----\n";
    QTest::newRow("PEM") << pem;
    QTest::newRow("PEM without the last line end") << pem.trimmed();
    QTest::newRow("DER") << der;
    QTest::newRow("Base64 of DER") << der.toBase64();
    QTest::newRow("JWK") << QByteArray(examples::rfc7638_key);
    QTest::newRow("private JWK") << QByteArray(examples::rfc8037_private);
    QTest::newRow("JWK Set") << QByteArray(examples::rfc7517_a1);
    QTest::newRow("OpenSSH") << QByteArray(
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea");
}

void TestVerificationPolicy::aPublicKeyIsNoSecret() {
    // The old attack: the token is signed by HMAC with the public key's text as the secret.
    QFETCH(QByteArray, text);
    const auto keys = secretOf(view(text));
    const auto refused = signCompact("{\"alg\":\"HS256\"}", asBytes("{}"), keys->entries().front().jwk);
    QVERIFY(!refused); // not by us
    QCOMPARE(refused.error().code, ErrorCode::KeyTypeMismatch);
    constexpr auto plain = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const QByteArray input = QByteArray("{\"alg\":\"HS256\"}").toBase64(plain) + '.' + QByteArray("{}").toBase64(plain);
    const QByteArray mac = QMessageAuthenticationCode::hash(input, text, QCryptographicHash::Sha256);
    const std::string token = (input + '.' + mac.toBase64(plain)).toStdString();
    const auto report = verifyToken(token, keys, {}, at(1000));
    QCOMPARE(report.verdict, Verdict::NotChecked);
    QVERIFY(report.row(CheckId::Key).error);
    QCOMPARE(report.row(CheckId::Key).error->code, ErrorCode::KeyTypeMismatch);
    // The same text as what it is: a key that does not serve HS256.
    if (!text.startsWith("ssh-") && !text.startsWith("MC")) {
        QCOMPARE(verifyToken(token, keysOf(view(text)), {}, at(1000)).verdict, Verdict::NotChecked);
    }
}

void TestVerificationPolicy::keyKindMustServeTheAlgorithm() {
    const auto es512 = verifyToken(examples::rfc7515_a4_token, keysOf(examples::rfc7515_a3_key), {}, at(0));
    QCOMPARE(es512.verdict, Verdict::NotChecked);
    QCOMPARE(es512.row(CheckId::Key).error->code, ErrorCode::KeyCurveMismatch);
    QVERIFY(es512.row(CheckId::Key).detail.find("P-256") != std::string::npos);
    const auto none = verifyToken(examples::rfc7515_a1_token, std::make_shared<const KeySet>(), {}, at(0));
    QCOMPARE(none.verdict, Verdict::NotChecked);
    QCOMPARE(none.row(CheckId::Key).error->code, ErrorCode::KeyNotFound);
    QCOMPARE(none.row(CheckId::Signature).outcome, Outcome::Skipped);
    QCOMPARE(none.row(CheckId::Expiry).outcome, Outcome::Pass); // what can be said without a key is said
}

void TestVerificationPolicy::shortKeysWarn() {
    for (const int octets : {0, 1, 31, 32}) {
        const auto keys = secretOf(std::string(static_cast<std::size_t>(octets), 'k'));
        const auto token = signCompact(R"({"alg":"HS256"})", asBytes("{}"), keys->entries().front().jwk);
        QVERIFY(token);
        VerificationPolicy policy;
        const auto usual = verifyToken(*token, keys, policy, at(0));
        QVERIFY(usual.accepted());
        QCOMPARE(usual.row(CheckId::KeyStrength).outcome, octets < 32 ? Outcome::Warn : Outcome::Pass);
        policy.keyRules = VerificationPolicy::KeyRules::Strict;
        QCOMPARE(verifyToken(*token, keys, policy, at(0)).accepted(), octets == 32);
    }
}

void TestVerificationPolicy::choosesByKid() {
    const std::string good = R"({"kty":"oct","kid":"good","k":")" + base64url::encode(std::string_view(secret)) + "\"}";
    const std::string bad = R"({"kty":"oct","kid":"bad","k":"AAAA"})";
    const std::string plain = R"({"kty":"oct","k":")" + base64url::encode(std::string_view(secret)) + "\"}";
    const auto set = [](std::initializer_list<std::string> keys) {
        std::string text;
        for (const std::string& key : keys) {
            text += (text.empty() ? "" : ",") + key;
        }
        return keysOf(R"({"keys":[)" + text + "]}");
    };
    const auto check = [](const std::string& header, const std::shared_ptr<const KeySet>& keys,
                          std::optional<std::string> kid = std::nullopt) {
        VerificationPolicy policy;
        policy.kid = std::move(kid);
        return verifyToken(signedToken("{}", header), keys, policy, at(0));
    };
    const std::string kidGood = R"({"alg":"HS256","kid":"good"})";
    const std::string noKid = R"({"alg":"HS256"})";
    QCOMPARE(check(kidGood, set({bad, good})).keyIndex.value_or(9), std::size_t(1));
    QCOMPARE(check(kidGood, set({bad})).row(CheckId::Key).error->code, ErrorCode::KeyNotFound);
    QVERIFY(check(kidGood, set({bad, plain})).accepted()); // a key without a kid may be meant
    QCOMPARE(check(R"({"alg":"HS256","kid":"bad"})", set({bad, good})).verdict, Verdict::Invalid);
    QVERIFY(check(noKid, set({bad, good})).accepted()); // every key that fits is tried
    QCOMPARE(check(noKid, set({bad, good}), "bad").verdict, Verdict::Invalid);
    QVERIFY(check(noKid, set({bad, good}), "good").accepted());
    QCOMPARE(check(kidGood, set({good, R"({"kty":"oct","kid":"good","k":"AAAA"})"})).row(CheckId::Key).error->code,
             ErrorCode::KeyAmbiguous);
    // The same kid on keys of different kinds is no riddle (RFC 7517 §4.5).
    QVERIFY(
        check(kidGood,
              set({R"({"kty":"OKP","crv":"Ed25519","kid":"good","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})",
                   good}))
            .accepted());
    // A single key is what the user handed over: another kid is only worth a warning.
    const auto single =
        check(kidGood, keysOf(R"({"kty":"oct","kid":"x","k":")" + base64url::encode(std::string_view(secret)) + "\"}"));
    QVERIFY(single.accepted());
    QCOMPARE(single.row(CheckId::Key).outcome, Outcome::Warn);
}

void TestVerificationPolicy::keyFactsForbid_data() {
    QTest::addColumn<QByteArray>("facts");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("use sig") << QByteArray(R"("use":"sig")") << true;
    QTest::newRow("use enc") << QByteArray(R"("use":"enc")") << false;
    QTest::newRow("use other") << QByteArray(R"("use":"SIG")") << false;
    QTest::newRow("verify") << QByteArray(R"("key_ops":["verify"])") << true;
    QTest::newRow("sign of a secret") << QByteArray(R"("key_ops":["sign"])") << true;
    QTest::newRow("encrypt") << QByteArray(R"("key_ops":["encrypt","decrypt"])") << false;
    QTest::newRow("no ops") << QByteArray(R"("key_ops":[])") << false;
    QTest::newRow("same alg") << QByteArray(R"("alg":"HS256")") << true;
    QTest::newRow("other alg") << QByteArray(R"("alg":"HS384")") << false;
    QTest::newRow("alg for encryption") << QByteArray(R"("alg":"A128KW")") << false;
}

void TestVerificationPolicy::keyFactsForbid() {
    QFETCH(QByteArray, facts);
    QFETCH(bool, allowed);
    const auto keys = keysOf(R"({"kty":"oct","k":")" + base64url::encode(std::string_view(secret)) + "\"," +
                             facts.toStdString() + "}");
    const auto report = verifyToken(signedToken("{}"), keys, {}, at(0));
    QCOMPARE(report.accepted(), allowed);
    if (!allowed) {
        QCOMPARE(report.verdict, Verdict::NotChecked);
        QCOMPARE(report.row(CheckId::Key).error->code, ErrorCode::KeyNotSuitable);
    }
}

void TestVerificationPolicy::reusedVerifierForgetsTheLastToken() {
    TokenVerifier verifier(secretOf(secret), {});
    const std::string good = signedToken(R"({"a":"0123456789012345678901234567890123456789"})");
    const std::string shorter = signedToken("{}");
    for (int i = 0; i < 600; ++i) { // more headers than the memo holds
        const std::string other = signedToken("{}", R"({"alg":"HS256","n":)" + std::to_string(i) + "}");
        QVERIFY(verifier.verify(other, at(0)).accepted());
        QVERIFY(verifier.verify(good, at(0)).accepted());
        QVERIFY(!verifier.verify("", at(0)).accepted());
        QVERIFY(verifier.verify("", at(0)).payload().empty());
        QVERIFY(!verifier.verify("x.y", at(0)).accepted());
        QVERIFY(verifier.verify(shorter, at(0)).accepted());
        QCOMPARE(qt(asText(verifier.verify(shorter, at(0)).payload())), QByteArray("{}"));
        QVERIFY(!verifier.verify(shorter + "A", at(0)).accepted());
    }
    const std::string large = signedToken("{}", R"({"alg":"HS256","x":")" + std::string(9000, 'x') + "\"}");
    QVERIFY(verifier.verify(large, at(0)).accepted());
    QVERIFY(verifier.verify(large, at(0)).accepted());
    QVERIFY(verifier.verify(good, at(0)).accepted());
}

void TestVerificationPolicy::everyRowHasASentence() {
    VerificationPolicy policy;
    policy.issuer = "me";
    policy.type = "JWT";
    for (const std::string& token : {signedToken(R"({"exp":1,"nbf":2000,"iat":3000})"), std::string("a.b"),
                                     std::string(), signedToken("x", R"({"alg":"ES256"})"), signedToken("{}", "{}")}) {
        const auto report = verifyToken(token, secretOf(secret), policy, at(1000));
        QCOMPARE(report.rows.size(), checkCount);
        for (const CheckRow& row : report.rows) {
            QVERIFY2(row.id == CheckId::Structure || !row.detail.empty(), std::string(name(row.id)).c_str());
            QVERIFY(!subject(row.id).empty());
            QVERIFY(row.detail.find(secret) == std::string::npos);
        }
    }
}

QTEST_GUILESS_MAIN(TestVerificationPolicy)
#include "tst_verification_policy.moc"
