// SPDX-License-Identifier: Apache-2.0
#include "unit/crypto/helpers.h"

#include <QElapsedTimer>

using namespace cryptotest;

namespace {

const SignatureMethod rs256{SignatureScheme::RsaPkcs1, Hash::Sha256, Curve::None};

RsaNumbers rsaExample() {
    return *onlyKey("rsa-2048.pkcs8.pem").rsaNumbers(Key::Halves::PublicAndPrivate);
}

Secret changed(const Secret& secret) {
    Bytes octets(secret.reveal().begin(), secret.reveal().end());
    octets[octets.size() / 2] ^= 0x10;
    return Secret(std::move(octets));
}

/// factor · number + term, big-endian.
Bytes timesPlus(const Bytes& number, std::uint32_t factor, std::uint32_t term) {
    Bytes out(number.size() + 4);
    std::uint64_t carry = term;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::uint64_t digit = i < number.size() ? number[number.size() - 1 - i] : 0;
        carry += digit * factor;
        out[out.size() - 1 - i] = static_cast<std::uint8_t>(carry);
        carry >>= 8;
    }
    while (out.size() > 1 && out[0] == 0) {
        out.erase(out.begin());
    }
    return out;
}

/// A modulus of the form of ROCA: 65537 + k·M with M the product of the fingerprint primes, so that it is 65537
/// modulo each of them.
Bytes rocaModulus() {
    Bytes number{1};
    for (const std::uint32_t prime :
         {2U, 11U, 13U, 17U, 19U, 37U, 53U, 61U, 71U, 73U, 79U, 97U, 103U, 107U, 109U, 127U, 151U, 157U}) {
        number = timesPlus(number, prime, 0);
    }
    for (int i = 0; i < 60; ++i) {
        number = timesPlus(number, 0xfffffffb, 0);
    }
    return timesPlus(number, 1, 65537);
}

} // namespace

class KeyNumbersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rsaRoundTrip() {
        const Key key = onlyKey("rsa-2048.pkcs8.pem");
        QCOMPARE(key.type(), KeyType::Rsa);
        QCOMPARE(key.bits(), 2048);
        QVERIFY(key.isPrivate());
        const RsaNumbers numbers = rsaExample();
        const auto again = Key::fromRsa(numbers);
        QVERIFY2(again.has_value(), errorDetail(again));
        QVERIFY(again->samePublicKey(key));
        const auto open = Key::fromRsa({numbers.n, numbers.e, {}, {}, {}, {}, {}, {}});
        QVERIFY(open.has_value());
        QVERIFY(!open->isPrivate());
        QVERIFY(open->samePublicKey(key));
        QVERIFY(key.samePublicKey(key.publicHalf()));
        QCOMPARE(errorName(open->rsaNumbers(Key::Halves::PublicAndPrivate)), "key-private-missing");
        QCOMPARE(errorName(key.publicHalf().rsaNumbers(Key::Halves::PublicAndPrivate)), "key-private-missing");
        QVERIFY(verifies(*open, rs256, asBytes("input"), signedBy(*again, rs256, asBytes("input"))));
        QVERIFY(!open->samePublicKey(onlyKey("rsa-1024.pkcs8.pem")));
        QVERIFY(!open->samePublicKey(onlyKey("ed25519.pkcs8.pem")));
    }

    void rsaLeadingZerosDoNotCount() {
        RsaNumbers numbers = rsaExample();
        numbers.n.insert(numbers.n.begin(), 3, 0);
        numbers.e.insert(numbers.e.begin(), 0);
        const auto key = Key::fromRsa(numbers);
        QVERIFY2(key.has_value(), errorDetail(key));
        QCOMPARE(key->bits(), 2048);
        QCOMPARE(key->rsaNumbers(Key::Halves::PublicOnly)->e, fromHex("010001"));
    }

    void rsaPrimesAreRecovered() {
        const RsaNumbers whole = rsaExample();
        const auto key = Key::fromRsa({whole.n, whole.e, whole.d.clone(), {}, {}, {}, {}, {}});
        QVERIFY2(key.has_value(), errorDetail(key));
        const auto numbers = key->rsaNumbers(Key::Halves::PublicAndPrivate);
        QVERIFY(numbers->p == whole.p || numbers->p == whole.q);
        QVERIFY(!numbers->qi.empty());
        QVERIFY(verifies(key->publicHalf(), rs256, asBytes("input"), signedBy(*key, rs256, asBytes("input"))));
        const auto wrong = Key::fromRsa({whole.n, whole.e, changed(whole.d), {}, {}, {}, {}, {}});
        QCOMPARE(errorName(wrong), "key-invalid");
    }

    void rsaCrtMembersAreComputed() {
        RsaNumbers numbers = rsaExample();
        const Secret dp = std::move(numbers.dp);
        numbers.dp = {};
        numbers.qi = {};
        const auto key = Key::fromRsa(numbers);
        QVERIFY(key.has_value());
        QVERIFY(key->rsaNumbers(Key::Halves::PublicAndPrivate)->dp == dp);
    }

    void rsaMismatches_data() {
        QTest::addColumn<int>("member");
        QTest::addColumn<QByteArray>("detail");
        QTest::newRow("d") << 0 << QByteArray("d does not undo e");
        QTest::newRow("p") << 1 << QByteArray("p times q is not n");
        QTest::newRow("q") << 2 << QByteArray("p times q is not n");
        QTest::newRow("dp") << 3 << QByteArray("dp is not");
        QTest::newRow("dq") << 4 << QByteArray("dq is not");
        QTest::newRow("qi") << 5 << QByteArray("qi is not");
    }
    void rsaMismatches() {
        QFETCH(int, member);
        QFETCH(QByteArray, detail);
        RsaNumbers numbers = rsaExample();
        Secret* members[]{&numbers.d, &numbers.p, &numbers.q, &numbers.dp, &numbers.dq, &numbers.qi};
        *members[member] = changed(*members[member]);
        const auto key = Key::fromRsa(numbers);
        QCOMPARE(errorName(key), "key-invalid");
        QVERIFY2(errorDetail(key).contains(detail), errorDetail(key));
    }

    void rsaHalvesOfTwoKeys() {
        RsaNumbers numbers = rsaExample();
        numbers.n = onlyKey("rsa-2048-e3.pkcs8.pem").rsaNumbers(Key::Halves::PublicOnly)->n;
        QCOMPARE(errorName(Key::fromRsa(numbers)), "key-invalid");
        RsaNumbers halfPrimes = rsaExample();
        halfPrimes.q = {};
        QCOMPARE(errorName(Key::fromRsa(halfPrimes)), "key-invalid");
        RsaNumbers noExponent = rsaExample();
        noExponent.d = {};
        QCOMPARE(errorName(Key::fromRsa(noExponent)), "key-invalid");
    }

    void rsaRefusals_data() {
        QTest::addColumn<QByteArray>("modulus");
        QTest::addColumn<QByteArray>("exponent");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("detail");
        const QByteArray n = toHex(rsaExample().n);
        QByteArray even = n;
        even[even.size() - 1] = '2';
        const QByteArray good("010001");
        QTest::newRow("exponent even") << n << QByteArray("010000") << QByteArray("key-invalid") << QByteArray("even");
        QTest::newRow("exponent 1") << n << QByteArray("01") << QByteArray("key-invalid")
                                    << QByteArray("exponent is 1");
        QTest::newRow("exponent 0") << n << QByteArray("00") << QByteArray("key-invalid") << QByteArray("zero");
        QTest::newRow("exponent empty") << n << QByteArray() << QByteArray("key-invalid") << QByteArray("zero");
        QTest::newRow("exponent = modulus") << n << n << QByteArray("key-invalid") << QByteArray("not smaller");
        QTest::newRow("modulus even") << even << good << QByteArray("key-invalid") << QByteArray("modulus is even");
        QTest::newRow("modulus empty") << QByteArray() << good << QByteArray("key-invalid") << QByteArray("zero");
        QTest::newRow("511 bits") << QByteArray("7f") + QByteArray(63, 'f').repeated(2).left(126) << good
                                  << QByteArray("key-weak") << QByteArray("511 bits");
        QTest::newRow("16385 bits") << QByteArray("01") + QByteArray(4096, 'f') << good << QByteArray("key-too-large")
                                    << QByteArray("16385 bits");
        QTest::newRow("long exponent") << QByteArray(1024, 'f') << QByteArray("01") + QByteArray(16, 'f')
                                       << QByteArray("key-invalid") << QByteArray("65 bits");
        QTest::newRow("ROCA") << toHex(rocaModulus()) << good << QByteArray("key-invalid") << QByteArray("ROCA");
    }
    void rsaRefusals() {
        QFETCH(QByteArray, modulus);
        QFETCH(QByteArray, exponent);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, detail);
        const auto key =
            Key::fromRsa({fromHex(modulus.toStdString()), fromHex(exponent.toStdString()), {}, {}, {}, {}, {}, {}});
        QCOMPARE(errorName(key), code);
        QVERIFY2(errorDetail(key).contains(detail), errorDetail(key));
    }

    void rsaSizesAtTheEdge() {
        QVERIFY(Key::fromRsa({fromHex(std::string(128, 'f')), fromHex("03"), {}, {}, {}, {}, {}, {}}).has_value());
        const auto largest = Key::fromRsa({fromHex(std::string(4096, 'f')), fromHex("010001"), {}, {}, {}, {}, {}, {}});
        QVERIFY(largest.has_value());
        QCOMPARE(largest->bits(), 16384);
        QVERIFY(Key::fromRsa({fromHex(std::string(1024, 'f')), fromHex(std::string(16, 'f')), {}, {}, {}, {}, {}, {}})
                    .has_value());
    }

    void rocaFingerprint() {
        QVERIFY(hasRocaFingerprint(rocaModulus()));
        // Odd lengths, so that each way of reading the first octets is met.
        for (int i = 1; i < 5; ++i) {
            Bytes padded(static_cast<std::size_t>(i), 0);
            const Bytes number = rocaModulus();
            padded.insert(padded.end(), number.begin(), number.end());
            QVERIFY(hasRocaFingerprint(padded));
        }
        QVERIFY(!hasRocaFingerprint(timesPlus(rocaModulus(), 1, 2)));
        QVERIFY(!hasRocaFingerprint(rsaExample().n));
        QVERIFY(!hasRocaFingerprint({}));
        QVERIFY(!hasRocaFingerprint(onlyKey("rsa-1024.pkcs8.pem").rsaNumbers(Key::Halves::PublicOnly)->n));
    }

    void hundredRsaKeysImportFast() {
        const RsaNumbers numbers = rsaExample();
        qint64 best = INT64_MAX;
        for (int round = 0; round < 5; ++round) {
            QElapsedTimer timer;
            timer.start();
            for (int i = 0; i < 100; ++i) {
                QVERIFY(Key::fromRsa({numbers.n, numbers.e, {}, {}, {}, {}, {}, {}}).has_value());
            }
            best = std::min(best, timer.nsecsElapsed());
        }
        qInfo("100 RSA public keys: %lld us", best / 1000);
#if !defined(TWB_SANITIZED)
        QVERIFY2(best < 5'000'000, "100 RSA public keys take more than 5 ms");
#endif
    }

    void ecRoundTrip_data() {
        QTest::addColumn<Curve>("curve");
        QTest::addColumn<int>("bits");
        QTest::newRow("P-256") << Curve::P256 << 256;
        QTest::newRow("P-384") << Curve::P384 << 384;
        QTest::newRow("P-521") << Curve::P521 << 521;
        QTest::newRow("secp256k1") << Curve::Secp256k1 << 256;
    }
    void ecRoundTrip() {
        QFETCH(Curve, curve);
        QFETCH(int, bits);
        const auto key = generateEc(curve);
        QVERIFY2(key.has_value(), errorDetail(key));
        QCOMPARE(key->type(), KeyType::Ec);
        QCOMPARE(key->curve(), curve);
        QCOMPARE(key->bits(), bits);
        const auto numbers = key->ecNumbers(Key::Halves::PublicAndPrivate);
        QVERIFY(numbers.has_value());
        QCOMPARE(numbers->x.size(), fieldOctets(curve));
        QCOMPARE(numbers->y.size(), fieldOctets(curve));
        QCOMPARE(numbers->d.size(), fieldOctets(curve));
        QVERIFY(Key::fromEc(*numbers)->samePublicKey(*key));
        const auto open = Key::fromEc({curve, numbers->x, numbers->y, {}});
        QVERIFY(open->samePublicKey(*key));
        QCOMPARE(errorName(open->ecNumbers(Key::Halves::PublicAndPrivate)), "key-private-missing");
        const auto fromD = Key::fromEc({curve, {}, {}, numbers->d.clone()});
        QVERIFY2(fromD.has_value(), errorDetail(fromD));
        QVERIFY(fromD->samePublicKey(*key));
        // Refused with their names: off the curve, halves of two keys, d out of range, too long.
        Bytes y = numbers->y;
        y.back() ^= 1;
        const auto off = Key::fromEc({curve, numbers->x, y, {}});
        QCOMPARE(errorName(off), "key-invalid");
        QVERIFY2(errorDetail(off).contains("not on the curve"), errorDetail(off));
        const auto other = generateEc(curve)->ecNumbers(Key::Halves::PublicAndPrivate);
        const auto mixed = Key::fromEc({curve, numbers->x, numbers->y, other->d.clone()});
        QCOMPARE(errorName(mixed), "key-invalid");
        QVERIFY2(errorDetail(mixed).contains("does not belong"), errorDetail(mixed));
        QCOMPARE(errorName(Key::fromEc({curve, numbers->x, numbers->y, Secret(Bytes(fieldOctets(curve), 0xff))})),
                 "key-invalid");
        QCOMPARE(errorName(Key::fromEc({curve, numbers->x, numbers->y, Secret(Bytes(fieldOctets(curve), 0))})),
                 "key-invalid");
        Bytes longX = numbers->x;
        longX.insert(longX.begin(), 1);
        QCOMPARE(errorName(Key::fromEc({curve, longX, numbers->y, {}})), "key-invalid");
        QCOMPARE(errorName(Key::fromEc({curve, Bytes(fieldOctets(curve), 0), Bytes(fieldOctets(curve), 0), {}})),
                 "key-invalid");
        QCOMPARE(errorName(Key::fromEc({curve, {}, {}, {}})), "key-invalid");
    }

    void ecCurvesDoNotMix() {
        const auto numbers = onlyKey("ec-P-256.pkcs8.pem").ecNumbers(Key::Halves::PublicOnly);
        QCOMPARE(errorName(Key::fromEc({Curve::Secp256k1, numbers->x, numbers->y, {}})), "key-invalid");
        QCOMPARE(errorName(Key::fromEc({Curve::P384, numbers->x, numbers->y, {}})), "key-invalid");
        QCOMPARE(errorName(Key::fromEc({Curve::Ed25519, numbers->x, numbers->y, {}})), "key-unsupported");
        QCOMPARE(errorName(Key::fromEc({Curve::None, numbers->x, numbers->y, {}})), "key-unsupported");
    }

    void ecShortCoordinates() {
        bool met[3] = {};
        for (int i = 0; i < 20000 && !(met[0] && met[1] && met[2]); ++i) {
            const auto key = generateEc(Curve::P256);
            auto numbers = key->ecNumbers(Key::Halves::PublicAndPrivate);
            QCOMPARE(numbers->x.size() + numbers->y.size() + numbers->d.size(), std::size_t{96});
            const bool isShort[3] = {numbers->x[0] == 0, numbers->y[0] == 0, numbers->d.reveal()[0] == 0};
            if (!isShort[0] && !isShort[1] && !isShort[2]) {
                continue;
            }
            EcNumbers cut{Curve::P256, numbers->x, numbers->y, {}};
            cut.x.erase(cut.x.begin(), std::find_if(cut.x.begin(), cut.x.end(), [](auto o) { return o != 0; }));
            cut.y.erase(cut.y.begin(), std::find_if(cut.y.begin(), cut.y.end(), [](auto o) { return o != 0; }));
            const ByteView d = numbers->d.reveal();
            cut.d = Secret(d.subspan(d[0] == 0 ? 1 : 0));
            const auto again = Key::fromEc(cut);
            QVERIFY2(again.has_value(), errorDetail(again));
            QVERIFY(again->samePublicKey(*key));
            QCOMPARE(again->ecNumbers(Key::Halves::PublicAndPrivate)->d.size(), std::size_t{32});
            for (int which = 0; which < 3; ++which) {
                met[which] = met[which] || isShort[which];
            }
        }
        QVERIFY(met[0] && met[1] && met[2]);
    }

    void okpRoundTrip_data() {
        QTest::addColumn<Curve>("curve");
        QTest::newRow("Ed25519") << Curve::Ed25519;
        QTest::newRow("Ed448") << Curve::Ed448;
        QTest::newRow("X25519") << Curve::X25519;
        QTest::newRow("X448") << Curve::X448;
    }
    void okpRoundTrip() {
        QFETCH(Curve, curve);
        const auto key = generateOkp(curve);
        QVERIFY2(key.has_value(), errorDetail(key));
        QCOMPARE(key->curve(), curve);
        QCOMPARE(key->bits(), static_cast<int>(fieldOctets(curve) * 8));
        const auto numbers = key->okpNumbers(Key::Halves::PublicAndPrivate);
        QCOMPARE(numbers->d.size(), fieldOctets(curve));
        QVERIFY(Key::fromOkp(*numbers)->samePublicKey(*key));
        QVERIFY(Key::fromOkp({curve, numbers->x, {}})->samePublicKey(*key));
        QVERIFY(Key::fromOkp({curve, {}, numbers->d.clone()})->samePublicKey(*key));
        QCOMPARE(errorName(key->publicHalf().okpNumbers(Key::Halves::PublicAndPrivate)), "key-private-missing");
        Bytes other = numbers->x;
        other[3] ^= 1;
        const auto mixed = Key::fromOkp({curve, other, numbers->d.clone()});
        QCOMPARE(errorName(mixed), "key-invalid");
        other.push_back(0);
        QCOMPARE(errorName(Key::fromOkp({curve, other, {}})), "key-invalid");
        QCOMPARE(errorName(Key::fromOkp({curve, {}, {}})), "key-invalid");
        QCOMPARE(errorName(Key::fromOkp({curve, {}, Secret(Bytes(31, 1))})), "key-invalid");
        QCOMPARE(errorName(Key::fromOkp({Curve::P256, numbers->x, {}})), "key-unsupported");
    }

    void edwardsPoints() {
        // Honest keys always decode.
        for (int i = 0; i < 200; ++i) {
            for (const Curve curve : {Curve::Ed25519, Curve::Ed448}) {
                const auto x = generateOkp(curve)->okpNumbers(Key::Halves::PublicOnly)->x;
                QVERIFY(Key::fromOkp({curve, x, {}}).has_value());
            }
        }
        // y = 2 is on neither curve's list of points: (y² - 1)/(d·y² + 1) is no square for Ed25519.
        Bytes two(32, 0);
        two[0] = 2;
        const auto off = Key::fromOkp({Curve::Ed25519, two, {}});
        QCOMPARE(errorName(off), "key-invalid");
        QVERIFY2(errorDetail(off).contains("not on the curve"), errorDetail(off));
        // y = 1 is the neutral element; with the sign bit it would be minus zero. (RFC 8032 §5.1.3 step 4)
        Bytes neutral(32, 0);
        neutral[0] = 1;
        QVERIFY(Key::fromOkp({Curve::Ed25519, neutral, {}}).has_value());
        neutral[31] = 0x80;
        QCOMPARE(errorName(Key::fromOkp({Curve::Ed25519, neutral, {}})), "key-invalid");
        // y = p is zero written a second way. (step 1)
        Bytes prime(32, 0xff);
        prime[0] = 0xed;
        prime[31] = 0x7f;
        QCOMPARE(errorName(Key::fromOkp({Curve::Ed25519, prime, {}})), "key-invalid");
        // About half of all strings are no point; all of the answers must agree with flipping x's sign.
        int points = 0;
        for (std::uint8_t i = 2; i < 102; ++i) {
            Bytes y(57, 0);
            y[0] = i;
            Bytes negative = y;
            negative[56] = 0x80;
            const bool on = Key::fromOkp({Curve::Ed448, y, {}}).has_value();
            QCOMPARE(Key::fromOkp({Curve::Ed448, negative, {}}).has_value(), on);
            points += on ? 1 : 0;
        }
        QVERIFY(points > 30 && points < 70);
        Bytes tooLarge(57, 0);
        tooLarge[56] = 1;
        QCOMPARE(errorName(Key::fromOkp({Curve::Ed448, tooLarge, {}})), "key-invalid");
    }
};

QTEST_GUILESS_MAIN(KeyNumbersTest)
#include "tst_key_numbers.moc"
