// SPDX-License-Identifier: Apache-2.0
#include "crypto/generate.h"
#include "jose/key_material.h"
#include "jose_support.h"
#include "rfc_examples.h"

#include <QTest>

using namespace twb;
using namespace twb::jose;
using namespace twb::tests;

class TestKeyMaterial : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void secretTexts_data();
    void secretTexts();
    void recognises_data();
    void recognises();
    void refuses_data();
    void refuses();
    void everyContainerOfAKey();
    void passwords();
    void errorsNeverQuoteTheSecret();
};

void TestKeyMaterial::secretTexts_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("octets"); // hex, or the error code and the place
    const auto row = [](const char* text, const char* encoding, const char* octets) {
        QTest::newRow(qPrintable(QString("%1 as %2").arg(QString(text).simplified(), encoding)))
            << QByteArray(text) << QByteArray(encoding) << QByteArray(octets);
    };
    row("abc", "utf8", "616263");
    row(" abc\n", "utf8", "206162630a"); // nothing is cut off
    row("", "utf8", "");
    row("YWJj", "base64", "616263");
    row(" YWI=\n", "base64", "6162");
    row("YWI", "base64", "6162");
    row("+/+/", "base64", "fbffbf");
    row("-_-_", "base64", "base64-invalid 0");
    row("Y WI", "base64", "base64-invalid 1");
    row("YWI==", "base64", "base64-invalid 3");
    row("YQ=a", "base64", "base64-invalid 2");
    row("YWJ", "base64", "base64-invalid 2"); // left-over bits
    row("YWJj\nYWJj", "base64", "base64-invalid 4");
    row("-_-_", "base64url", "fbffbf");
    row("+/+/", "base64url", "base64url-character 0");
    row("YWI=", "base64url", "base64url-padding 3");
    row(" YWI ", "base64url", "6162");
    row("0aF9", "hex", "0af9");
    row("0a\n", "hex", "0a");
    row("0a0", "hex", "hex-invalid 3");
    row("0x", "hex", "hex-invalid 1");
    row(" 0g", "hex", "hex-invalid 2");
    row("", "hex", "");
}

void TestKeyMaterial::secretTexts() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, octets);
    const auto known = findSecretEncoding(view(encoding));
    QVERIFY(known);
    QCOMPARE(qt(name(*known)), encoding);
    const auto secret = decodeSecretText(view(text), *known);
    if (secret) {
        QCOMPARE(qt(asText(secret->reveal())).toHex(), octets);
    } else {
        QCOMPARE(qt(name(secret.error().code)) + " " + QByteArray::number(qulonglong(secret.error().where.offset)),
                 octets);
    }
}

void TestKeyMaterial::recognises_data() {
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<int>("keys");
    QTest::newRow("JWK") << QByteArray(examples::rfc7638_key) << QByteArray("jwk") << 1;
    QTest::newRow("JWK after a byte order mark")
        << QByteArray("\xEF\xBB\xBF\n ") + examples::rfc7638_key << QByteArray("jwk") << 1;
    QTest::newRow("JWKS") << QByteArray(examples::rfc7517_a1) << QByteArray("jwk") << 2;
    QTest::newRow("text") << QByteArray("hello") << QByteArray("secret") << 1;
    QTest::newRow("spaces") << QByteArray("  \n") << QByteArray("secret") << 1;
    QTest::newRow("looks a little like DER") << QByteArray("\x30\x03\x01\x02\x03", 5) << QByteArray("secret") << 1;
    QTest::newRow("text that begins like DER") << QByteArray("0123456789") << QByteArray("secret") << 1;
    QTest::newRow("a list in JSON") << QByteArray("[1]") << QByteArray("secret") << 1;
    QTest::newRow("NUL octets") << QByteArray(32, '\0') << QByteArray("secret") << 1;
    QTest::newRow("Base64 that is no key") << QByteArray("MIIB") + QByteArray(60, 'A') << QByteArray("secret") << 1;
}

void TestKeyMaterial::recognises() {
    QFETCH(QByteArray, octets);
    QFETCH(QByteArray, format);
    QFETCH(int, keys);
    const auto set = readKeyMaterial(asBytes(view(octets)));
    QVERIFY2(set, set ? "" : set.error().detail.c_str());
    QCOMPARE(static_cast<int>(set->entries().size()), keys);
    QCOMPARE(qt(set->entries().front().format), format);
    if (format == "secret") {
        QCOMPARE(qt(asText(set->entries().front().jwk.key.secret().reveal())), octets);
    }
}

void TestKeyMaterial::refuses_data() {
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("empty") << QByteArray() << QByteArray("input-empty");
    QTest::newRow("broken JSON") << QByteArray("{\"kty\":") << QByteArray("json-syntax");
    QTest::newRow("other JSON") << QByteArray("{\"a\":1}") << QByteArray("key-format-unknown");
    QTest::newRow("keys no list") << QByteArray("{\"keys\":1}") << QByteArray("jwk-invalid");
    QTest::newRow("PEM without its END") << QByteArray("-----BEGIN PUBLIC KEY-----\nMCow\n")
                                         << QByteArray("key-pem-broken");
    QTest::newRow("PEM of something else")
        << QByteArray("-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n") << QByteArray("key-pem-label");
}

void TestKeyMaterial::refuses() {
    QFETCH(QByteArray, octets);
    QFETCH(QByteArray, code);
    const auto set = readKeyMaterial(asBytes(view(octets)));
    QVERIFY(!set);
    QCOMPARE(qt(name(set.error().code)), code);
    QVERIFY(!set.error().detail.empty());
}

void TestKeyMaterial::everyContainerOfAKey() {
    using crypto::KeyFormat;
    const auto ec = crypto::generateEc(crypto::Curve::P384);
    QVERIFY(ec);
    for (const KeyFormat format : {KeyFormat::Pkcs8Pem, KeyFormat::Sec1Pem, KeyFormat::SpkiPem, KeyFormat::Pkcs8Der,
                                   KeyFormat::Sec1Der, KeyFormat::SpkiDer}) {
        const auto file = crypto::writeKey(*ec, format);
        QVERIFY(file);
        const auto set = readKeyMaterial(file->reveal());
        QVERIFY2(set, set ? "" : set.error().detail.c_str());
        QCOMPARE(qt(set->entries().front().format), qt(crypto::name(format)));
        QVERIFY(set->entries().front().jwk.key.samePublicKey(*ec));
        QVERIFY(!asymmetricKeyText(file->reveal()).empty());
    }
    QVERIFY(asymmetricKeyText(asBytes("an ordinary secret")).empty());
    QVERIFY(asymmetricKeyText(asBytes(R"({"kty":"oct","k":"AA"})")).empty());
}

void TestKeyMaterial::passwords() {
    const auto key = crypto::generateOkp(crypto::Curve::Ed25519);
    QVERIFY(key);
    const crypto::Password right = Secret::fromText("open sesame");
    const crypto::Password wrong = Secret::fromText("open barley");
    const auto file = crypto::writeKey(*key, crypto::KeyFormat::Pkcs8EncryptedPem, right);
    QVERIFY(file);
    KeyMaterialOptions options;
    const auto none = readKeyMaterial(file->reveal(), options);
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::KeyEncrypted);
    options.password = &wrong;
    const auto refused = readKeyMaterial(file->reveal(), options);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::KeyPasswordWrong);
    options.password = &right;
    const auto set = readKeyMaterial(file->reveal(), options);
    QVERIFY(set);
    QVERIFY(set->entries().front().jwk.key.isPrivate());
}

void TestKeyMaterial::errorsNeverQuoteTheSecret() {
    for (const SecretEncoding encoding : {SecretEncoding::Base64, SecretEncoding::Base64Url, SecretEncoding::Hex}) {
        const auto secret = decodeSecretText("abcd\xC3\xA9%Z", encoding);
        QVERIFY(!secret);
        QVERIFY(secret.error().detail.find("abcd") == std::string::npos);
        QVERIFY(secret.error().detail.find('%') == std::string::npos);
    }
    const auto jwk = readJwk(R"({"kty":"oct","k":"secret%text"})");
    QVERIFY(!jwk);
    QVERIFY(jwk.error().detail.find('%') == std::string::npos);
}

QTEST_GUILESS_MAIN(TestKeyMaterial)
#include "tst_key_material.moc"
