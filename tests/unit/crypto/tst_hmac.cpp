// SPDX-License-Identifier: Apache-2.0
#include "unit/crypto/helpers.h"

#include "crypto/digest.h"

using namespace cryptotest;

namespace {

struct Row {
    const char* name;
    const char* key;
    const char* input;
    const char* sha256;
    const char* sha384;
    const char* sha512;
};

// RFC 4231 section 4; case 5 is the truncated one, which JOSE has no use for.
constexpr Row rfc4231[]{
    {"case 1", "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265",
     "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
     "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6",
     "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702"
     "e696c203a126854"},
    {"case 2", "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
     "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
     "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
     "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b6"
     "36e070a38bce737"},
    {"case 3", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
     "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd",
     "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
     "88062608d3e6ad8a0aa2ace014c8a86f0aa635d947ac9febe83ef4e55966144b2a5ab39dc13814b94e3ab6e101a34f27",
     "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39bf3e848279a722c806b485a47e67c807b946a337bee894267"
     "4278859e13292fb"},
    {"case 4", "0102030405060708090a0b0c0d0e0f10111213141516171819",
     "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
     "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
     "3e8a69b7783c25851933ab6290af6ca77a9981480850009cc5577c6e1f573b4e6801dd23c4a7d679ccf8a386c674cffb",
     "b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3dba91ca5c11aa25eb4d679275cc5788063a5f19741120c4f2de"
     "2adebeb10a298dd"},
    {"case 6",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
     "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374",
     "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
     "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952",
     "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8"
     "b915a985d786598"},
    {"case 7",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
     "5468697320697320612074657374207573696e672061206c6172676572207468616e20626c6f636b2d73697a65206b657920616e642061206"
     "c6172676572207468616e20626c6f636b2d73697a6520646174612e20546865206b6579206e6565647320746f206265206861736865642062"
     "65666f7265206265696e6720757365642062792074686520484d414320616c676f726974686d2e",
     "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
     "6617178e941f020d351e2f254e8fd32c602420feb0b8fb9adccebb82461e99c5a678cc31e799176d3860e6110c46523e",
     "e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944b6022cac3c4982b10d5eeb55c3e4de15134676fb6de044606"
     "5c97440fa8c6a58"},
};

} // namespace

class HmacTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rfc4231Vectors_data() {
        QTest::addColumn<Hash>("hash");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("mac");
        for (const Row& row : rfc4231) {
            QTest::addRow("RFC 4231 %s SHA-256", row.name)
                << Hash::Sha256 << QByteArray(row.key) << QByteArray(row.input) << QByteArray(row.sha256);
            QTest::addRow("RFC 4231 %s SHA-384", row.name)
                << Hash::Sha384 << QByteArray(row.key) << QByteArray(row.input) << QByteArray(row.sha384);
            QTest::addRow("RFC 4231 %s SHA-512", row.name)
                << Hash::Sha512 << QByteArray(row.key) << QByteArray(row.input) << QByteArray(row.sha512);
        }
        QTest::addRow("empty key") << Hash::Sha256 << QByteArray() << QByteArray("616263")
                                   << QByteArray("fd7adb152c05ef80dccf50a1fa4c05d5a3ec6da95575fc312ae7c5d091836351");
    }
    void rfc4231Vectors() {
        QFETCH(Hash, hash);
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, mac);
        const Key secret = Key::fromSecret(Secret(fromHex(key.toStdString())));
        const Bytes octets = fromHex(input.toStdString());
        auto signer = Signer::create(secret, {SignatureScheme::Hmac, hash, Curve::None});
        QVERIFY(signer.has_value());
        QCOMPARE(signer->signatureSize(), hashOctets(hash));
        for (int i = 0; i < 3; ++i) { // the contexts must come back to where they were
            QCOMPARE(toHex(*signer->sign(octets)), mac);
            QCOMPARE(toHex(*signer->sign({})), toHex(*signer->sign({})));
        }
        QVERIFY(verifies(secret, {SignatureScheme::Hmac, hash, Curve::None}, octets, fromHex(mac.toStdString())));
    }

    void wrongMacs() {
        const Key secret = Key::fromSecret(Secret::fromText("example-caf-client-secret"));
        const SignatureMethod method{SignatureScheme::Hmac, Hash::Sha256, Curve::None};
        const ByteView input = asBytes("input");
        const Bytes mac = signedBy(secret, method, input);
        for (std::size_t i = 0; i < mac.size(); ++i) {
            Bytes changed = mac;
            changed[i] ^= 1;
            QVERIFY(!verifies(secret, method, input, changed));
        }
        for (std::size_t size = 0; size < mac.size(); ++size) {
            QVERIFY(!verifies(secret, method, input, ByteView(mac).first(size)));
        }
        Bytes longer = mac;
        longer.push_back(0);
        QVERIFY(!verifies(secret, method, input, longer));
        QVERIFY(!verifies(secret, method, asBytes("inpuT"), mac));
        QVERIFY(!verifies(Key::fromSecret(Secret::fromText("example-caf-client-secreT")), method, input, mac));
    }

    void anotherKindOfKeyIsRefused() {
        const auto ec = generateEc(Curve::P256);
        QVERIFY(ec.has_value());
        const SignatureMethod method{SignatureScheme::Hmac, Hash::Sha256, Curve::None};
        QCOMPARE(errorName(Verifier::create(ec->publicHalf(), method)), "key-type-mismatch");
        QCOMPARE(errorName(Signer::create(*ec, method)), "key-type-mismatch");
        const Key secret = Key::fromSecret(Secret::fromText("x"));
        QCOMPARE(errorName(Signer::create(secret, {SignatureScheme::Hmac, Hash::None, Curve::None})),
                 "algorithm-unsupported");
    }

    void digests() {
        QCOMPARE(toHex(*digest(Hash::Sha256, asBytes("abc"))),
                 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QCOMPARE(toHex(*digest(Hash::Sha1, asBytes("abc"))), "a9993e364706816aba3e25717850c26c9cd0d89d");
        QCOMPARE(digest(Hash::Sha384, {})->size(), std::size_t{48});
        QCOMPARE(digest(Hash::Sha512, {})->size(), std::size_t{64});
        QCOMPARE(errorName(digest(Hash::None, {})), "crypto-backend");
    }

    void secretKeys() {
        const Key secret = Key::fromSecret(Secret::fromText("abc"));
        QCOMPARE(secret.type(), KeyType::Oct);
        QCOMPARE(secret.bits(), 24);
        QVERIFY(secret.isPrivate());
        QVERIFY(secret.samePublicKey(Key::fromSecret(Secret::fromText("abc"))));
        QVERIFY(!secret.samePublicKey(Key::fromSecret(Secret::fromText("abd"))));
        QCOMPARE(secret.publicHalf().secret().size(), std::size_t{3});
        QCOMPARE(errorName(writeKey(secret, KeyFormat::SpkiPem)), "key-format-impossible");
        QCOMPARE(errorName(secret.rsaNumbers(Key::Halves::PublicOnly)), "key-type-mismatch");
        QCOMPARE(randomSecret(33)->size(), std::size_t{33});
        QVERIFY(*randomBytes(16) != *randomBytes(16));
    }
};

QTEST_GUILESS_MAIN(HmacTest)
#include "tst_hmac.moc"
