// SPDX-License-Identifier: Apache-2.0
#include "unit/crypto/helpers.h"

#include <chrono>
#include <thread>

using namespace cryptotest;

class GenerateTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rsa_data() {
        QTest::addColumn<int>("bits");
        QTest::newRow("2048") << 2048;
        QTest::newRow("3072") << 3072;
    }
    void rsa() {
        QFETCH(int, bits);
        const auto key = generateRsa(bits);
        QVERIFY2(key.has_value(), errorDetail(key));
        QCOMPARE(key->bits(), bits);
        QVERIFY(key->isPrivate());
        const auto numbers = key->rsaNumbers(Key::Halves::PublicAndPrivate);
        QCOMPARE(numbers->e, fromHex("010001"));
        QVERIFY(Key::fromRsa(*numbers).has_value()); // p times q is n and so on
        const SignatureMethod rs512{SignatureScheme::RsaPkcs1, Hash::Sha512, Curve::None};
        QVERIFY(verifies(key->publicHalf(), rs512, asBytes("input"), signedBy(*key, rs512, asBytes("input"))));
    }

    void sizesOutsideAreRefused() {
        for (const int bits : {-1, 0, 1024, 2047, 8193, 16384}) {
            QCOMPARE(errorName(generateRsa(bits)), "key-unsupported");
        }
        for (const Curve curve : {Curve::None, Curve::Ed25519, Curve::X448}) {
            QCOMPARE(errorName(generateEc(curve)), "key-unsupported");
        }
        for (const Curve curve : {Curve::None, Curve::P256, Curve::Secp256k1}) {
            QCOMPARE(errorName(generateOkp(curve)), "key-unsupported");
        }
    }

    void keysDiffer() {
        QVERIFY(!generateEc(Curve::P256)->samePublicKey(*generateEc(Curve::P256)));
        QVERIFY(!generateOkp(Curve::Ed25519)->samePublicKey(*generateOkp(Curve::Ed25519)));
        QVERIFY(!(*randomSecret(32) == *randomSecret(32)));
        QVERIFY(randomSecret(0)->empty());
    }

    void stoppedBeforeItBegins() {
        std::stop_source source;
        source.request_stop();
        QCOMPARE(errorName(generateRsa(2048, source.get_token())), "cancelled");
    }

    void stopsSoon() {
        using namespace std::chrono;
        // 8192 bits take many seconds; a run that happens to end before the stop proves nothing, so it is repeated.
        for (int attempt = 0; attempt < 5; ++attempt) {
            std::stop_source source;
            steady_clock::time_point asked;
            std::thread stopper([&] {
                std::this_thread::sleep_for(milliseconds(60));
                asked = steady_clock::now();
                source.request_stop();
            });
            const auto key = generateRsa(8192, source.get_token());
            const auto ended = steady_clock::now();
            stopper.join();
            if (key) {
                continue;
            }
            QCOMPARE(errorName(key), "cancelled");
            const auto waited = duration_cast<milliseconds>(ended - asked).count();
            qInfo("stopped after %lld ms", static_cast<long long>(waited));
            QVERIFY2(waited < 500, "the stop was not heeded"); // some 10 ms on a quiet machine
            return;
        }
        QSKIP("five 8192-bit keys in a row were made within 60 ms each");
    }
};

QTEST_GUILESS_MAIN(GenerateTest)
#include "tst_generate.moc"
