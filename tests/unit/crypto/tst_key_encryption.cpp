// SPDX-License-Identifier: Apache-2.0
// Key agreement, key derivation and RSA encryption: RFC 7518 Appendix C, RFC 7914 §11, and an
// RSA1_5 that tells nothing about a padding.
#include "base/base64url.h"
#include "crypto/kdf.h"
#include "crypto/key_agreement.h"
#include "crypto/rsa_encryption.h"
#include "helpers.h"

using namespace cryptotest;

namespace {

Bytes decoded(std::string_view text) {
    return base64url::decode(text).value_or(Bytes());
}

} // namespace

class KeyEncryptionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rfc7518AppendixC() {
        const auto alice = Key::fromEc({Curve::P256, decoded("gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0"),
                                        decoded("SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps"),
                                        Secret(decoded("0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo"))});
        const auto bob = Key::fromEc({Curve::P256, decoded("weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ"),
                                      decoded("e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck"),
                                      Secret(decoded("VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw"))});
        QVERIFY(alice && bob);
        const auto there = agree(*alice, bob->publicHalf());
        const auto back = agree(*bob, alice->publicHalf());
        QVERIFY2(there, errorDetail(there));
        QVERIFY(back && *there == *back);
        QCOMPARE(toHex(there->reveal()),
                 QByteArray("9e56d91d817135d372834283bf84269cfb316ea3da806a48f6daa7798cfe90c4"));
        const auto key = concatKdf(there->reveal(), {"A128GCM", asBytes("Alice"), asBytes("Bob")}, 16);
        QVERIFY(key);
        QCOMPARE(base64url::encode(key->reveal()), std::string("VqqN6vgjbSBcIijNcacQGg"));
        const auto longKey = concatKdf(there->reveal(), {"A256CBC-HS512", {}, {}}, 64);
        QVERIFY(longKey && longKey->size() == 64);
        QCOMPARE(errorName(concatKdf(there->reveal(), {"A128GCM", {}, {}}, 65)), QByteArray("crypto-backend"));
        QCOMPARE(errorName(concatKdf(there->reveal(), {"A128GCM", {}, {}}, 0)), QByteArray("crypto-backend"));
    }

    void rfc7914Pbkdf2() {
        const auto key = pbkdf2(Hash::Sha256, asBytes("passwd"), asBytes("salt"), 1, 32);
        QVERIFY2(key, errorDetail(key));
        QCOMPARE(toHex(key->reveal()), QByteArray("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"));
        QCOMPARE(errorName(pbkdf2(Hash::Sha256, asBytes("p"), asBytes("s"), 0, 16)), QByteArray("crypto-backend"));
        QCOMPARE(errorName(pbkdf2(Hash::Sha256, asBytes("p"), asBytes("s"), std::int64_t{1} << 31, 16)),
                 QByteArray("crypto-backend"));
        QVERIFY(pbkdf2(Hash::Sha512, {}, asBytes("salt"), 1, 32)); // an empty password is a password
        const auto two = pbkdf2(Hash::Sha256, asBytes("Password"), asBytes("NaCl"), 80000, 64);
        QVERIFY(two);
        QCOMPARE(toHex(two->reveal()), QByteArray("4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
                                                  "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"));
    }
    void pbkdf2IsWatched() {
        std::stop_source source;
        std::int64_t last = 0;
        int calls = 0;
        Watch watch{source.get_token(), [&](std::int64_t done, std::int64_t all) {
                        QCOMPARE(all, std::int64_t{100'000});
                        QVERIFY(done > last && done <= all);
                        last = done;
                        ++calls;
                    }};
        QVERIFY(pbkdf2(Hash::Sha256, asBytes("p"), asBytes("s"), 100'000, 32, watch));
        QCOMPARE(last, std::int64_t{100'000});
        QVERIFY(calls > 10 && calls <= 101);
        // Stopped from within, and before.
        watch.progress = [&](std::int64_t done, std::int64_t) {
            last = done;
            source.request_stop();
        };
        last = 0;
        QCOMPARE(errorName(pbkdf2(Hash::Sha256, asBytes("p"), asBytes("s"), 1'000'000, 32, watch)),
                 QByteArray("cancelled"));
        QVERIFY(last > 0 && last < 30'000);
        QCOMPARE(errorName(pbkdf2(Hash::Sha256, asBytes("p"), asBytes("s"), 1, 32, watch)), QByteArray("cancelled"));
    }

    void bothSidesAgree_data() {
        QTest::addColumn<int>("curve");
        for (const Curve curve : {Curve::P256, Curve::P384, Curve::P521, Curve::X25519, Curve::X448}) {
            QTest::newRow(qPrintable(QString::number(int(curve)))) << static_cast<int>(curve);
        }
    }
    void bothSidesAgree() {
        QFETCH(int, curve);
        const auto each = static_cast<Curve>(curve);
        const auto make = [&] {
            return each == Curve::X25519 || each == Curve::X448 ? generateOkp(each) : generateEc(each);
        };
        const auto one = make();
        const auto other = make();
        QVERIFY(one && other);
        const auto there = agree(*one, other->publicHalf());
        const auto back = agree(*other, *one);
        QVERIFY2(there && back, errorDetail(there));
        QVERIFY(*there == *back);
        QCOMPARE(there->size(), fieldOctets(each));
        QCOMPARE(errorName(agree(one->publicHalf(), *other)), QByteArray("key-public-only"));
    }

    void keysThatDoNotServe() {
        const auto p256 = generateEc(Curve::P256);
        const auto p384 = generateEc(Curve::P384);
        const auto koblitz = generateEc(Curve::Secp256k1);
        const auto edwards = generateOkp(Curve::Ed25519);
        const Key secret = Key::fromSecret(Secret(Bytes(32, 1)));
        QCOMPARE(errorName(agree(*p256, *p384)), QByteArray("key-curve-mismatch"));
        QCOMPARE(errorName(agree(*koblitz, *koblitz)), QByteArray("key-curve-mismatch"));
        QCOMPARE(errorName(agree(*edwards, *edwards)), QByteArray("key-curve-mismatch"));
        QCOMPARE(errorName(agree(secret, *p256)), QByteArray("key-type-mismatch"));
        QCOMPARE(errorName(encryptOaep(*p256, Hash::Sha1, Bytes(16))), QByteArray("key-type-mismatch"));
        QCOMPARE(errorName(decryptOaep(secret, Hash::Sha1, Bytes(16))), QByteArray("key-type-mismatch"));
        QCOMPARE(errorName(decryptPkcs1(onlyKey("rsa-pss.pkcs8.pem"), Bytes(256), 16)),
                 QByteArray("key-type-mismatch"));
    }

    void oaep_data() {
        QTest::addColumn<int>("hash");
        QTest::newRow("RSA-OAEP") << static_cast<int>(Hash::Sha1);
        QTest::newRow("RSA-OAEP-256") << static_cast<int>(Hash::Sha256);
        QTest::newRow("RSA-OAEP-384") << static_cast<int>(Hash::Sha384);
        QTest::newRow("RSA-OAEP-512") << static_cast<int>(Hash::Sha512);
    }
    void oaep() {
        QFETCH(int, hash);
        const auto each = static_cast<Hash>(hash);
        const Key key = onlyKey("rsa-2048.pkcs8.pem");
        const auto cipher = encryptOaep(key.publicHalf(), each, Bytes(64, 7));
        QVERIFY2(cipher, errorDetail(cipher));
        QCOMPARE(cipher->size(), std::size_t{256});
        const auto text = decryptOaep(key, each, *cipher);
        QVERIFY(text && *text && (*text)->size() == 64);
        QCOMPARE((*text)->reveal()[0], std::uint8_t{7});
        Bytes changed = *cipher;
        changed[100] ^= 1;
        for (const Bytes& spoilt : {changed, Bytes(), Bytes(255, 1), Bytes(257, 1), Bytes(256, 0xFF), Bytes(256, 0)}) {
            const auto answer = decryptOaep(key, each, spoilt);
            QVERIFY2(answer, errorDetail(answer));
            QVERIFY(!*answer);
        }
        QCOMPARE(errorName(decryptOaep(key.publicHalf(), each, *cipher)), QByteArray("key-public-only"));
        const Key small = onlyKey("rsa-512.pkcs8.pem");
        QCOMPARE(errorName(encryptOaep(small, each, Bytes(64))), QByteArray("key-weak"));
    }

    void pkcs1NeverTellsWhetherThePaddingFits() {
        const Key key = onlyKey("rsa-2048.pkcs8.pem");
        const Bytes text(32, 3);
        const auto cipher = encryptPkcs1(key.publicHalf(), text);
        QVERIFY2(cipher, errorDetail(cipher));
        const auto good = decryptPkcs1(key, *cipher, 32);
        QVERIFY(good);
        QCOMPARE(toHex(good->reveal()), toHex(text));
        // The expected size counts: a longer or shorter text is as wrong as a wrong padding.
        for (const std::size_t size : {16, 24, 31, 33, 48, 64}) {
            const auto other = decryptPkcs1(key, *cipher, size);
            QVERIFY(other && other->size() == size);
            QVERIFY(toHex(other->reveal()) != QByteArray(static_cast<qsizetype>(2 * size), '0'));
        }
        Bytes changed = *cipher;
        changed[5] ^= 1;
        for (const Bytes& spoilt : {changed, Bytes(), Bytes(255, 1), Bytes(257, 1), Bytes(256, 0xFF), Bytes(256, 0)}) {
            const auto one = decryptPkcs1(key, spoilt, 32);
            const auto two = decryptPkcs1(key, spoilt, 32);
            QVERIFY2(one && two, errorDetail(one));
            QCOMPARE(one->size(), std::size_t{32});
            QVERIFY(!(*one == *two)); // random each time
        }
        QCOMPARE(errorName(decryptPkcs1(key.publicHalf(), *cipher, 32)), QByteArray("key-public-only"));
    }
};

QTEST_GUILESS_MAIN(KeyEncryptionTest)
#include "tst_key_encryption.moc"
