// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "crypto/generate.h"
#include "jose/algorithm_table.h"
#include "jose_support.h"
#include "rfc_examples.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QTest>

using namespace twb;
using namespace twb::jose;
using namespace twb::tests;

class TestJwk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theTable();
    void readsTheExamplesOfRfc7517();
    void refuses_data();
    void refuses();
    void padsShortCoordinates();
    void writesWhatItRead_data();
    void writesWhatItRead();
    void publicHalfHoldsNoSecret();
    void thumbprints();
    void badKeysOfASetAreReportedOneByOne();
    void namesDuplicateKids();
    void importsLargeSetsQuickly();
};

static constexpr char okpX[] = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

void TestJwk::theTable() {
    QCOMPARE(allAlgorithms().size(), std::size_t(17));
    for (const Algorithm& row : allAlgorithms()) {
        QCOMPARE(findAlgorithm(row.name), &row);
        QCOMPARE(&algorithm(row.id), &row);
        QVERIFY(!row.description.empty() && !row.keyNeed.empty() && !row.section.empty());
    }
    QVERIFY(!findAlgorithm("hs256") && !findAlgorithm("") && !findAlgorithm("ES521"));
    const crypto::Key rsa = jwkOf(examples::rfc7638_key).key;
    QVERIFY(fits(rsa, algorithm(AlgorithmId::Ps512)) && !fits(rsa, algorithm(AlgorithmId::Es256)));
    QVERIFY(!fits(rsa, algorithm(AlgorithmId::None)));
    QCOMPARE(usualAlgorithm(rsa), &algorithm(AlgorithmId::Rs256));
    const auto x25519 = crypto::generateOkp(crypto::Curve::X25519);
    QVERIFY(x25519 && !usualAlgorithm(*x25519));
    const auto answer = checkFits(*x25519, algorithm(AlgorithmId::EdDsa));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::KeyCurveMismatch);
    QCOMPARE(qt(answer.error().detail),
             QByteArray("EdDSA needs an OKP key on Ed25519 or Ed448; this is an OKP key on X25519"));
    for (const char* curve : {"P-256", "P-384", "P-521", "secp256k1", "Ed25519", "Ed448", "X25519", "X448"}) {
        QCOMPARE(qt(curveName(findCurve(curve))), QByteArray(curve));
    }
    QCOMPARE(findCurve("p-256"), crypto::Curve::None);
}

void TestJwk::readsTheExamplesOfRfc7517() {
    const auto publicSet = KeySet::parse(examples::rfc7517_a1);
    QVERIFY(publicSet && publicSet->problems().empty());
    QCOMPARE(publicSet->entries().size(), std::size_t(2));
    const Jwk& ec = publicSet->entries()[0].jwk;
    QCOMPARE(ec.key.type(), crypto::KeyType::Ec);
    QCOMPARE(ec.key.curve(), crypto::Curve::P256);
    QVERIFY(!ec.key.isPrivate());
    QCOMPARE(qt(ec.use), QByteArray("enc"));
    QCOMPARE(qt(ec.kid), QByteArray("1"));
    const Jwk& rsa = publicSet->entries()[1].jwk;
    QCOMPARE(rsa.key.bits(), 2048);
    QCOMPARE(qt(rsa.alg), QByteArray("RS256"));
    QCOMPARE(qt(rsa.kid), QByteArray("2011-04-29"));

    const auto privateSet = KeySet::parse(examples::rfc7517_a2);
    QVERIFY(privateSet);
    for (std::size_t i = 0; i < 2; ++i) {
        QVERIFY(privateSet->entries()[i].jwk.key.isPrivate());
        QVERIFY(privateSet->entries()[i].jwk.key.samePublicKey(publicSet->entries()[i].jwk.key));
    }
    const auto secrets = KeySet::parse(examples::rfc7517_a3);
    QVERIFY(secrets);
    QCOMPARE(secrets->entries()[0].jwk.key.bits(), 128);
    QCOMPARE(qt(secrets->entries()[1].jwk.kid), QByteArray("HMAC key used in JWS spec Appendix A.1 example"));
}

void TestJwk::refuses_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("at"); // the text that `where` begins with
    const auto row = [](const char* title, const char* text, const char* code, const char* at) {
        QTest::newRow(title) << QByteArray(text) << QByteArray(code) << QByteArray(at);
    };
    row("no JSON", "{", "json-syntax", "");
    row("a list", "[]", "jwk-invalid", "[]");
    row("no kty", R"({"k":"AA"})", "jwk-invalid", "{");
    row("kty a number", R"({"kty":1,"k":"AA"})", "jwk-invalid", "1");
    row("kty unknown", R"({"kty":"PQ","k":"AA"})", "key-unsupported", "\"PQ\"");
    row("kty in another case", R"({"kty":"rsa"})", "key-unsupported", "\"rsa\"");
    row("no k", R"({"kty":"oct"})", "jwk-invalid", "{");
    row("k a number", R"({"kty":"oct","k":5})", "jwk-invalid", "5");
    row("k padded", R"({"kty":"oct","k":"AA=="})", "jwk-invalid", "==");
    row("k of the other alphabet", R"({"kty":"oct","k":"AA+A"})", "jwk-invalid", "+A");
    row("k with left-over bits", R"({"kty":"oct","k":"AB"})", "jwk-invalid", "B\"");
    row("k twice", R"({"kty":"oct","k":"AA","k":"AQ"})", "json-duplicate-name", "\"k\":\"AQ\"");
    row("kid a number", R"({"kty":"oct","k":"AA","kid":7})", "jwk-invalid", "7");
    row("alg null", R"({"kty":"oct","k":"AA","alg":null})", "jwk-invalid", "null");
    row("key_ops a string", R"({"kty":"oct","k":"AA","key_ops":"sign"})", "jwk-invalid", "\"sign\"");
    row("key_ops of numbers", R"({"kty":"oct","k":"AA","key_ops":[1]})", "jwk-invalid", "[1]");
    row("no crv", R"({"kty":"EC","x":"AA","y":"AA"})", "jwk-invalid", "{");
    row("crv unknown", R"({"kty":"EC","crv":"P-192","x":"AA","y":"AA"})", "key-unsupported", "\"P-192\"");
    row("crv of the other kty", R"({"kty":"EC","crv":"Ed25519","x":"AA","y":"AA"})", "jwk-invalid", "\"Ed25519\"");
    row("EC curve in OKP", R"({"kty":"OKP","crv":"P-256","x":"AA"})", "jwk-invalid", "\"P-256\"");
    row("no y", R"({"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"})", "jwk-invalid", "{");
    row("x too long", R"({"kty":"EC","crv":"P-256","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","y":"AA"})",
        "jwk-invalid", "\"AAAA");
    row("off the curve",
        R"({"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyA"})",
        "key-invalid", "{");
    row("OKP too short", R"({"kty":"OKP","crv":"Ed25519","x":"AAAA"})", "jwk-invalid", "\"AAAA\"");
    row("OKP without x", R"({"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"})",
        "jwk-invalid", "{");
    row("RSA without e", R"({"kty":"RSA","n":"AQAB"})", "jwk-invalid", "{");
    row("RSA n empty", R"({"kty":"RSA","n":"","e":"AQAB"})", "jwk-invalid", "\"\"");
    row("RSA of more than two primes", R"({"kty":"RSA","n":"AQAB","e":"AQAB","oth":[]})", "key-unsupported", "[]");
    row("RSA prime without d", R"({"kty":"RSA","n":"AQAB","e":"AQAB","p":"AQAB"})", "jwk-invalid", "\"AQAB\"}");
    row("RSA with one prime", R"({"kty":"RSA","n":"AQAB","e":"AQAB","d":"AQAB","p":"AQAB"})", "jwk-invalid", "{");
}

void TestJwk::refuses() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, at);
    const auto jwk = readJwk(view(text));
    QVERIFY(!jwk);
    QCOMPARE(qt(name(jwk.error().code)), code);
    QVERIFY(!jwk.error().detail.empty());
    QVERIFY2(text.mid(static_cast<qsizetype>(jwk.error().where.offset)).startsWith(at),
             qPrintable(QString::number(jwk.error().where.offset)));
}

void TestJwk::padsShortCoordinates() {
    // Keys are made until one has a coordinate that begins with a zero octet: 1 in 128 of them.
    for (int round = 0; round < 5000; ++round) {
        const auto key = crypto::generateEc(crypto::Curve::P256);
        QVERIFY(key);
        const auto numbers = key->ecNumbers(crypto::Key::Halves::PublicOnly);
        QVERIFY(numbers);
        if (numbers->x[0] != 0 || numbers->x[1] == 0) {
            continue;
        }
        const std::string shortX = base64url::encode(ByteView(numbers->x).subspan(1));
        const auto jwk = readJwk(R"({"kty":"EC","crv":"P-256","x":")" + shortX + R"(","y":")" +
                                 base64url::encode(numbers->y) + "\"}");
        QVERIFY2(jwk, jwk ? "" : jwk.error().detail.c_str());
        QVERIFY(jwk->key.samePublicKey(*key));
        QCOMPARE(jwk->warnings.size(), std::size_t(1));
        QVERIFY(jwk->warnings[0].detail.find("\"x\" has 31 octets") != std::string::npos);
        const auto written = writePublicJwk(*jwk);
        QVERIFY(written && written->find(base64url::encode(numbers->x)) != std::string::npos);
        return;
    }
    QFAIL("5000 keys without a leading zero octet: the generator is broken");
}

void TestJwk::writesWhatItRead_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("OKP") << QByteArray(
        R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"})");
    QTest::newRow("oct with everything") << QByteArray(
        R"({"kty":"oct","k":"AAECAw","use":"sig","key_ops":["sign","verify"],"alg":"HS256","kid":"a \"b\" \u0007é"})");
    QTest::newRow("x5c is carried along") << QByteArray(
        R"({"kty":"oct","k":"","kid":"1","x5u":"https://example/","x5c":["MII"],"x5t":"a","x5t#S256":"b"})");
    QTest::newRow("no operation allowed") << QByteArray(R"({"kty":"oct","k":"","key_ops":[]})");
}

void TestJwk::writesWhatItRead() {
    QFETCH(QByteArray, text);
    const auto written = writeJwk(jwkOf(view(text)), JwkHalf::Private);
    QVERIFY(written);
    QCOMPARE(qt(asText(written->reveal())), text);
}

void TestJwk::publicHalfHoldsNoSecret() {
    const auto set = KeySet::parse(examples::rfc7517_a2);
    QVERIFY(set);
    for (const KeyEntry& entry : set->entries()) {
        const auto text = writePublicJwk(entry.jwk);
        QVERIFY(text);
        for (const char* member : {"\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"dq\"", "\"qi\"", "\"k\""}) {
            QVERIFY(text->find(member) == std::string::npos);
        }
        const Jwk again = jwkOf(*text);
        QVERIFY(!again.key.isPrivate());
        QVERIFY(again.key.samePublicKey(entry.jwk.key));
        QVERIFY(!writeJwk(again, JwkHalf::Private));
        QCOMPARE(writeJwk(again, JwkHalf::Private).error().code, ErrorCode::KeyPrivateMissing);
    }
    const auto secret = writePublicJwk(jwkOf(R"({"kty":"oct","k":"AAECAw","kid":"1"})"));
    QVERIFY(secret);
    QCOMPARE(qt(*secret), QByteArray(R"({"kty":"oct","kid":"1"})"));
    const auto signing = writePublicJwk(
        jwkOf(std::string(R"({"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":")") +
              okpX + R"(","key_ops":["sign","verify"]})"));
    QVERIFY(signing);
    QVERIFY(signing->find(R"("key_ops":["verify"])") != std::string::npos);
}

void TestJwk::thumbprints() {
    QCOMPARE(qt(thumbprint(jwkOf(examples::rfc7638_key).key).value()),
             QByteArray("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")); // RFC 7638 §3.1
    QCOMPARE(qt(thumbprint(jwkOf(examples::rfc8037_private).key).value()),
             QByteArray("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")); // RFC 8037 App. A.3
    const auto digestOf = [](std::string_view text) {
        return base64url::encode(
            asBytes(QCryptographicHash::hash(QByteArray(text.data(), static_cast<qsizetype>(text.size())),
                                             QCryptographicHash::Sha256)
                        .toStdString()));
    };
    QCOMPARE(qt(thumbprint(crypto::Key::fromSecret(Secret(Bytes{0, 1, 2, 3}))).value()),
             qt(digestOf(R"({"k":"AAECAw","kty":"oct"})")));
    const Jwk ec = KeySet::parse(examples::rfc7517_a1)->entries()[0].jwk;
    QCOMPARE(
        qt(thumbprint(ec.key).value()),
        qt(digestOf(
            R"({"crv":"P-256","kty":"EC","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"})")));
}

void TestJwk::badKeysOfASetAreReportedOneByOne() {
    const std::string text = R"({"keys":[{"kty":"oct","k":"AA","kid":"a"},7,{"kty":"PQ","kid":"b"},{"kty":"oct"},)"
                             R"({"kty":"oct","k":"AQ","kid":"c"}],"other":1})";
    const auto set = KeySet::parse(text);
    QVERIFY(set);
    QCOMPARE(set->entries().size(), std::size_t(2));
    QCOMPARE(set->problems().size(), std::size_t(3));
    QCOMPARE(set->problems()[0].position, std::size_t(1));
    QCOMPARE(set->problems()[1].error.code, ErrorCode::KeyUnsupported);
    QCOMPARE(qt(set->problems()[1].kid), QByteArray("b"));
    QCOMPARE(text.substr(set->problems()[1].error.where.offset, 4), std::string("\"PQ\""));
    QCOMPARE(set->problems()[2].position, std::size_t(3));
    QCOMPARE(set->withKid("c").front(), std::size_t(1));
    QCOMPARE(text.substr(set->entries()[1].where.offset, 5), std::string("{\"kty"));
    QVERIFY(KeySet::parse(R"({"keys":[]})")->empty());
    for (const char* wrong : {"{}", "[]", R"({"keys":{}})", "7"}) {
        const auto refused = KeySet::parse(wrong);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::JwkInvalid);
    }
    const auto written = writeJwks(*set, JwkHalf::Private);
    QVERIFY(written);
    QCOMPARE(qt(asText(written->reveal())),
             QByteArray(R"({"keys":[{"kty":"oct","k":"AA","kid":"a"},{"kty":"oct","k":"AQ","kid":"c"}]})"));
}

void TestJwk::namesDuplicateKids() {
    const auto set = KeySet::parse(
        R"({"keys":[{"kty":"oct","k":"AA","kid":"a"},{"kty":"oct","k":"AA","kid":"b"},{"kty":"oct","k":"AQ","kid":"a"},{"kty":"oct","k":"AQ"},{"kty":"oct","k":"AA"}]})");
    QVERIFY(set);
    QCOMPARE(set->duplicateKids(), std::vector<std::string>{"a"});
    QCOMPARE(set->withKid("a"), (std::vector<std::size_t>{0, 2}));
    QVERIFY(set->withKid("").empty());
    const auto choice = set->choose("a", "HS256", KeyPurpose::Verify);
    QVERIFY(!choice);
    QCOMPARE(choice.error().code, ErrorCode::KeyAmbiguous);
}

void TestJwk::importsLargeSetsQuickly() {
    const std::string rsa = std::string(examples::rfc7638_key);
    const auto setOf = [&](int count) {
        std::string text = R"({"keys":[)";
        for (int i = 0; i < count; ++i) {
            text += (i ? "," : "") + rsa.substr(0, rsa.size() - 1) + R"(,"x":)" + std::to_string(i) + "}";
        }
        return text + "]}";
    };
    const std::string large = setOf(10000);
    QElapsedTimer timer;
    timer.start();
    const auto set = KeySet::parse(large);
    const qint64 elapsed = timer.elapsed();
    QVERIFY(set);
    QCOMPARE(set->entries().size(), std::size_t(10000));
    qInfo("10,000 RSA keys in %lld ms", elapsed);
    QVERIFY2(elapsed < 10000, "10,000 keys: the budget is 2 s, ten seconds leave room for sanitizers");
    const std::string hundred = setOf(100);
    qint64 best = 1000000000;
    for (int round = 0; round < 5; ++round) {
        timer.restart();
        QVERIFY(KeySet::parse(hundred));
        best = std::min(best, timer.nsecsElapsed());
    }
    qInfo("100 RSA keys in %lld us", best / 1000);
    QVERIFY(best < 50000000);
}

QTEST_GUILESS_MAIN(TestJwk)
#include "tst_jwk.moc"
