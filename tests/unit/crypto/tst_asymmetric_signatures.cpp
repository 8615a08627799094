// SPDX-License-Identifier: Apache-2.0
#include "unit/crypto/helpers.h"

#include "crypto/digest.h"

#include <thread>

using namespace cryptotest;

namespace {

const std::vector<std::pair<const char*, SignatureMethod>> methods{
    {"RS256", {SignatureScheme::RsaPkcs1, Hash::Sha256, Curve::None}},
    {"RS384", {SignatureScheme::RsaPkcs1, Hash::Sha384, Curve::None}},
    {"RS512", {SignatureScheme::RsaPkcs1, Hash::Sha512, Curve::None}},
    {"PS256", {SignatureScheme::RsaPss, Hash::Sha256, Curve::None}},
    {"PS384", {SignatureScheme::RsaPss, Hash::Sha384, Curve::None}},
    {"PS512", {SignatureScheme::RsaPss, Hash::Sha512, Curve::None}},
    {"ES256", {SignatureScheme::Ecdsa, Hash::Sha256, Curve::P256}},
    {"ES384", {SignatureScheme::Ecdsa, Hash::Sha384, Curve::P384}},
    {"ES512", {SignatureScheme::Ecdsa, Hash::Sha512, Curve::P521}},
    {"ES256K", {SignatureScheme::Ecdsa, Hash::Sha256, Curve::Secp256k1}},
    {"Ed25519", {SignatureScheme::EdDsa, Hash::None, Curve::Ed25519}},
    {"Ed448", {SignatureScheme::EdDsa, Hash::None, Curve::Ed448}},
};

Key keyFor(const SignatureMethod& method) {
    switch (method.curve) {
    case Curve::P256:
        return onlyKey("ec-P-256.pkcs8.pem");
    case Curve::P384:
        return onlyKey("ec-P-384.pkcs8.pem");
    case Curve::P521:
        return onlyKey("ec-P-521.pkcs8.pem");
    case Curve::Secp256k1:
        return onlyKey("ec-secp256k1.pkcs8.pem");
    case Curve::Ed25519:
        return onlyKey("ed25519.pkcs8.pem");
    case Curve::Ed448:
        return onlyKey("ed448.pkcs8.pem");
    default:
        return onlyKey("rsa-2048.pkcs8.pem");
    }
}

const SignatureMethod es256{SignatureScheme::Ecdsa, Hash::Sha256, Curve::P256};
const SignatureMethod rs256{SignatureScheme::RsaPkcs1, Hash::Sha256, Curve::None};
const SignatureMethod ps256{SignatureScheme::RsaPss, Hash::Sha256, Curve::None};
const SignatureMethod edDsa{SignatureScheme::EdDsa, Hash::None, Curve::None};

const Bytes orderP256 = fromHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

/// a - b for big-endian numbers of equal size, a >= b.
Bytes minus(Bytes a, const Bytes& b) {
    int borrow = 0;
    for (std::size_t i = a.size(); i-- > 0;) {
        int digit = a[i] - b[i] - borrow;
        borrow = digit < 0 ? 1 : 0;
        a[i] = static_cast<std::uint8_t>(digit + 256 * borrow);
    }
    return a;
}

} // namespace

class AsymmetricSignaturesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void roundTrip_data() {
        QTest::addColumn<int>("row");
        for (std::size_t i = 0; i < methods.size(); ++i) {
            QTest::newRow(methods[i].first) << static_cast<int>(i);
        }
    }
    void roundTrip() {
        QFETCH(int, row);
        const SignatureMethod method = methods[static_cast<std::size_t>(row)].second;
        const Key key = keyFor(method);
        auto signer = Signer::create(key, method);
        QVERIFY2(signer.has_value(), errorDetail(signer));
        auto verifier = Verifier::create(key.publicHalf(), method);
        QVERIFY(verifier.has_value());
        QCOMPARE(signer->signatureSize(), verifier->signatureSize());
        for (const std::size_t size : {0, 1, 150, 5000}) {
            const Bytes input(size, 'a');
            const auto signature = signer->sign(input);
            QVERIFY2(signature.has_value(), errorDetail(signature));
            QCOMPARE(signature->size(), signer->signatureSize());
            QVERIFY(*verifier->verify(input, *signature));
            Bytes other = input;
            other.push_back('b');
            QVERIFY(!*verifier->verify(other, *signature));
            for (const std::size_t at : {std::size_t{0}, signature->size() / 2, signature->size() - 1}) {
                Bytes changed = *signature;
                changed[at] ^= 1;
                QVERIFY(!*verifier->verify(input, changed));
            }
            QVERIFY(*verifier->verify(input, *signature)); // a "no" must leave nothing behind
        }
    }

    void wrongLengthsAreAnswers_data() { roundTrip_data(); }
    void wrongLengthsAreAnswers() {
        QFETCH(int, row);
        const SignatureMethod method = methods[static_cast<std::size_t>(row)].second;
        const Key key = keyFor(method);
        const ByteView input = asBytes("input");
        Bytes signature = signedBy(key, method, input);
        const Bytes whole = signature;
        QVERIFY(!verifies(key, method, input, {}));
        QVERIFY(!verifies(key, method, input, ByteView(whole).first(whole.size() - 1)));
        signature.push_back(0);
        QVERIFY(!verifies(key, method, input, signature));
        signature.insert(signature.begin(), 0);
        QVERIFY(!verifies(key, method, input, ByteView(signature).first(whole.size() + 1)));
        QVERIFY(!verifies(key, method, input, Bytes(whole.size(), 0)));
        QVERIFY(!verifies(key, method, input, Bytes(whole.size(), 0xff)));
    }

    void eddsaVectors_data() {
        QTest::addColumn<Curve>("curve");
        QTest::addColumn<QByteArray>("d");
        QTest::addColumn<QByteArray>("x");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("signature");
        QTest::newRow("RFC 8032 7.1 test 1")
            << Curve::Ed25519 << QByteArray("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
            << QByteArray("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a") << QByteArray()
            << QByteArray("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9"
                          "b46bd25bf5f0595bbe24655141438e7a100b");
        QTest::newRow("RFC 8032 7.1 test 2")
            << Curve::Ed25519 << QByteArray("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
            << QByteArray("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c") << QByteArray("72")
            << QByteArray("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f1"
                          "1d8c387b2eaeb4302aeeb00d291612bb0c00");
        QTest::newRow("RFC 8032 7.4 blank")
            << Curve::Ed448
            << QByteArray("6c82a562cb808d10d632be89c8513ebf6c929f34ddfa8c9f63c9960ef6e348a3528c8a3fcc2f044e39a3fc5b9449"
                          "2f8f032e7549a20098f95b")
            << QByteArray("5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778edf124769b46c7061bd6783df1e5"
                          "0f6cd1fa1abeafe8256180")
            << QByteArray()
            << QByteArray("533a37f6bbe457251f023c0d88f976ae2dfb504a843e34d2074fd823d41a591f2b233f034f628281f2fd7a22ddd4"
                          "7d7828c59bd0a21bfd3980ff0d2028d4b18a9df63e006c5d1c2d345b925d8dc00b4104852db99ac5c7cdda8530a1"
                          "13a0f4dbb61149f05a7363268c71d95808ff2e652600");
    }
    void eddsaVectors() {
        QFETCH(Curve, curve);
        QFETCH(QByteArray, d);
        QFETCH(QByteArray, x);
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, signature);
        const auto pair = Key::fromOkp({curve, {}, Secret(fromHex(d.toStdString()))});
        QVERIFY2(pair.has_value(), errorDetail(pair));
        QCOMPARE(toHex(pair->okpNumbers(Key::Halves::PublicOnly)->x), x);
        const Bytes octets = fromHex(input.toStdString());
        QCOMPARE(toHex(signedBy(*pair, edDsa, octets)), signature);
        const auto open = Key::fromOkp({curve, fromHex(x.toStdString()), {}});
        QVERIFY2(open.has_value(), errorDetail(open));
        QVERIFY(verifies(*open, edDsa, octets, fromHex(signature.toStdString())));
    }

    void shortHalvesArePadded() {
        const Key key = keyFor(es256);
        auto signer = Signer::create(key, es256);
        auto verifier = Verifier::create(key, es256);
        bool shortR = false;
        bool shortS = false;
        for (int i = 0; i < 20000 && !(shortR && shortS); ++i) {
            const std::string input = std::to_string(i);
            const auto signature = signer->sign(asBytes(input));
            QVERIFY(signature.has_value());
            QCOMPARE(signature->size(), std::size_t{64});
            if ((*signature)[0] == 0 || (*signature)[32] == 0) {
                shortR = shortR || (*signature)[0] == 0;
                shortS = shortS || (*signature)[32] == 0;
                QVERIFY(*verifier->verify(asBytes(input), *signature));
            }
        }
        QVERIFY(shortR && shortS);
    }

    void impossibleHalves() {
        const Key key = keyFor(es256);
        const ByteView input = asBytes("input");
        const Bytes good = signedBy(key, es256, input);
        const auto with = [&](const Bytes* r, const Bytes* s) {
            Bytes signature = good;
            if (r != nullptr) {
                std::copy(r->begin(), r->end(), signature.begin());
            }
            if (s != nullptr) {
                std::copy(s->begin(), s->end(), signature.begin() + 32);
            }
            return signature;
        };
        const Bytes zero(32, 0);
        const Bytes most(32, 0xff);
        for (const Bytes* wrong : {&zero, &orderP256, &most}) {
            QVERIFY(!verifies(key, es256, input, with(wrong, nullptr)));
            QVERIFY(!verifies(key, es256, input, with(nullptr, wrong)));
            QVERIFY(!verifies(key, es256, input, with(wrong, wrong)));
        }
        // n - s is the other valid signature of ECDSA: it must verify, RFC 7518 asks for no low s.
        const Bytes negated = minus(orderP256, Bytes(good.begin() + 32, good.end()));
        QVERIFY(verifies(key, es256, input, with(nullptr, &negated)));
    }

    void pointAtInfinityIsNo() {
        // With d = 1 and r = n - hash the sum of RFC 6090 §5.4 step 4 is the point at infinity, for every s.
        Bytes one(32, 0);
        one[31] = 1;
        const auto key = Key::fromEc({Curve::P256, {}, {}, Secret(ByteView(one))});
        QVERIFY2(key.has_value(), errorDetail(key));
        const ByteView input = asBytes("input");
        Bytes signature = minus(orderP256, *digest(Hash::Sha256, input));
        signature.insert(signature.end(), one.begin(), one.end());
        QVERIFY(!verifies(*key, es256, input, signature));
    }

    void refusals() {
        const Key rsa = keyFor(rs256);
        const Key ec = keyFor(es256);
        const auto x25519 = generateOkp(Curve::X25519);
        QCOMPARE(errorName(Signer::create(rsa.publicHalf(), rs256)), "key-public-only");
        QCOMPARE(errorName(Signer::create(ec.publicHalf(), es256)), "key-public-only");
        QCOMPARE(errorName(Verifier::create(rsa, es256)), "key-type-mismatch");
        QCOMPARE(errorName(Verifier::create(ec, rs256)), "key-type-mismatch");
        QCOMPARE(errorName(Verifier::create(ec, edDsa)), "key-type-mismatch");
        QCOMPARE(errorName(Verifier::create(ec, {SignatureScheme::Ecdsa, Hash::Sha384, Curve::P384})),
                 "key-curve-mismatch");
        QCOMPARE(errorName(Verifier::create(*x25519, edDsa)), "key-curve-mismatch");
        QCOMPARE(errorName(Verifier::create(Key::fromSecret(Secret::fromText("x")), rs256)), "key-type-mismatch");
        const Key weak = onlyKey("rsa-512.pkcs8.pem");
        QVERIFY(Signer::create(weak, rs256).has_value());
        QCOMPARE(errorName(Signer::create(weak, ps256)), "key-weak");
        QCOMPARE(errorName(Signer::create(weak, {SignatureScheme::RsaPkcs1, Hash::Sha384, Curve::None})), "key-weak");
        QVERIFY(Verifier::create(onlyKey("rsa-1024.pkcs8.pem"), {SignatureScheme::RsaPkcs1, Hash::Sha512, Curve::None})
                    .has_value());
    }

    void pssKeys() {
        const Key open = onlyKey("rsa-pss.pkcs8.pem");
        QCOMPARE(open.type(), KeyType::RsaPss);
        QCOMPARE(errorName(Verifier::create(open, rs256)), "key-type-mismatch");
        const Key bound = onlyKey("rsa-pss-sha256.pkcs8.pem");
        const SignatureMethod ps384{SignatureScheme::RsaPss, Hash::Sha384, Curve::None};
        QVERIFY(verifies(open, ps384, asBytes("input"), signedBy(open, ps384, asBytes("input"))));
        QVERIFY(verifies(bound, ps256, asBytes("input"), signedBy(bound, ps256, asBytes("input"))));
        const auto refused = Verifier::create(bound, ps384);
        QCOMPARE(errorName(refused), "key-type-mismatch");
        QVERIFY2(errorDetail(refused).contains("parameters"), errorDetail(refused));
        // The same numbers as a plain RSA key verify what the bound key signed.
        const auto plain = Key::fromRsa(*bound.rsaNumbers(Key::Halves::PublicOnly));
        QVERIFY(verifies(*plain, ps256, asBytes("input"), signedBy(bound, ps256, asBytes("input"))));
    }

    void threadsShareAKey() {
        std::vector<std::pair<Key, SignatureMethod>> shared;
        for (const auto& [label, method] : methods) {
            shared.emplace_back(keyFor(method), method);
        }
        std::atomic<int> good = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&shared, &good, t] {
                for (const auto& [key, method] : shared) {
                    auto signer = Signer::create(key, method);
                    auto verifier = Verifier::create(key, method);
                    for (int i = 0; signer && verifier && i < 10; ++i) {
                        const std::string input = std::to_string(t * 1000 + i);
                        const auto signature = signer->sign(asBytes(input));
                        const auto answer =
                            signature ? verifier->verify(asBytes(input), *signature) : Result<bool>(false);
                        good += answer && *answer ? 1 : 0;
                    }
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QCOMPARE(good.load(), 4 * 10 * static_cast<int>(methods.size()));
    }
};

QTEST_GUILESS_MAIN(AsymmetricSignaturesTest)
#include "tst_asymmetric_signatures.moc"
