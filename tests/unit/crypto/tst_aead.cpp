// SPDX-License-Identifier: Apache-2.0
// Authenticated encryption and key wrap against RFC 7518 Appendix B, the GCM test cases and RFC 3394; and every way
// in which a sealed text may be spoilt.
#include "crypto/aead.h"

#include "crypto/key_wrap.h"
#include "helpers.h"

using namespace cryptotest;

namespace {

struct MethodRow {
    const char* name;
    AeadMethod method;
};
const MethodRow methods[]{
    {"A128GCM", {AeadScheme::Gcm, 16, Hash::None}},
    {"A192GCM", {AeadScheme::Gcm, 24, Hash::None}},
    {"A256GCM", {AeadScheme::Gcm, 32, Hash::None}},
    {"A128CBC-HS256", {AeadScheme::CbcHmac, 32, Hash::Sha256}},
    {"A192CBC-HS384", {AeadScheme::CbcHmac, 48, Hash::Sha384}},
    {"A256CBC-HS512", {AeadScheme::CbcHmac, 64, Hash::Sha512}},
};

Bytes counting(std::size_t size) {
    Bytes octets(size);
    for (std::size_t i = 0; i < size; ++i) {
        octets[i] = static_cast<std::uint8_t>(i);
    }
    return octets;
}

const std::string kerckhoffs =
    "A cipher system must not be required to be secret, and it must be able to fall into the "
    "hands of the enemy without inconvenience";

} // namespace

class AeadTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rfc7518AppendixB_data() {
        QTest::addColumn<int>("row");
        QTest::addColumn<QByteArray>("begin");
        QTest::addColumn<QByteArray>("tag");
        QTest::newRow("B.1") << 3 << QByteArray("c80edfa32ddf39d5ef00c0b468834279")
                             << QByteArray("652c3fa36b0a7c5b3219fab3a30bc1c4");
        QTest::newRow("B.2") << 4 << QByteArray("ea65da6b59e61edb419be62d19712ae5")
                             << QByteArray("8490ac0e58949bfe51875d733f93ac2075168039ccc733d7");
        QTest::newRow("B.3") << 5 << QByteArray("4affaaadb78c31c5da4b1b590d10ffbd")
                             << QByteArray("4dd3b4c088a7f45c216839645b2012bf2e6269a8c56a816dbc1b267761955bc5");
    }
    void rfc7518AppendixB() {
        QFETCH(int, row);
        QFETCH(QByteArray, begin);
        QFETCH(QByteArray, tag);
        const AeadMethod method = methods[row].method;
        auto aead = Aead::create(method, counting(method.keyOctets));
        QVERIFY2(aead, errorDetail(aead));
        const Bytes nonce = fromHex("1af38c2dc2b96ffdd86694092341bc04");
        const auto additional = asBytes("The second principle of Auguste Kerckhoffs");
        const auto sealed = aead->seal(nonce, additional, asBytes(kerckhoffs));
        QVERIFY2(sealed, errorDetail(sealed));
        QCOMPARE(toHex(ByteView(sealed->ciphertext).first(16)), begin);
        QCOMPARE(sealed->ciphertext.size(), std::size_t{144});
        QCOMPARE(toHex(sealed->tag), tag);
        const auto opened = aead->open(nonce, additional, sealed->ciphertext, sealed->tag);
        QVERIFY(opened && *opened);
        QCOMPARE(std::string(asText((*opened)->reveal())), kerckhoffs);
    }

    void gcmTestCase2() {
        auto aead = Aead::create(methods[0].method, Bytes(16, 0));
        QVERIFY(aead);
        const auto sealed = aead->seal(Bytes(12, 0), {}, Bytes(16, 0));
        QVERIFY(sealed);
        QCOMPARE(toHex(sealed->ciphertext), QByteArray("0388dace60b6a392f328c2b971b2fe78"));
        QCOMPARE(toHex(sealed->tag), QByteArray("ab6e47d42cec13bdf53a67b21257bddf"));
    }

    void everySpoiltTextIsRefusedAlike_data() {
        QTest::addColumn<int>("row");
        for (int row = 0; row < 6; ++row) {
            QTest::newRow(methods[row].name) << row;
        }
    }
    void everySpoiltTextIsRefusedAlike() {
        QFETCH(int, row);
        const AeadMethod method = methods[row].method;
        const Bytes key = counting(method.keyOctets);
        auto aead = Aead::create(method, key);
        QVERIFY(aead);
        const auto additional = asBytes("header");
        for (const std::size_t size : {0, 1, 15, 16, 17, 1000}) {
            const Bytes text = counting(size);
            const Bytes nonce(method.nonceOctets(), static_cast<std::uint8_t>(size));
            const auto sealed = aead->seal(nonce, additional, text);
            QVERIFY(sealed);
            QCOMPARE(sealed->tag.size(), method.tagOctets());
            const auto isOpened = [&](Aead& with, const Bytes& iv, ByteView aad, const Bytes& cipher,
                                      const Bytes& tag) {
                const auto answer = with.open(iv, aad, cipher, tag);
                // A spoilt text is an answer, never an error with a cause.
                return answer && *answer && toHex((*answer)->reveal()) == toHex(text);
            };
            const auto isRefused = [&](Aead& with, const Bytes& iv, ByteView aad, const Bytes& cipher,
                                       const Bytes& tag) {
                const auto answer = with.open(iv, aad, cipher, tag);
                return answer && !*answer;
            };
            QVERIFY(isOpened(*aead, nonce, additional, sealed->ciphertext, sealed->tag));
            QVERIFY(isRefused(*aead, nonce, asBytes("headeR"), sealed->ciphertext, sealed->tag));
            for (std::size_t cut = 1; cut <= sealed->tag.size(); ++cut) {
                const Bytes tag(sealed->tag.begin(), sealed->tag.end() - static_cast<std::ptrdiff_t>(cut));
                QVERIFY(isRefused(*aead, nonce, additional, sealed->ciphertext, tag));
            }
            for (std::size_t at = 0; at < sealed->tag.size(); ++at) {
                Bytes tag = sealed->tag;
                tag[at] ^= 1;
                QVERIFY(isRefused(*aead, nonce, additional, sealed->ciphertext, tag));
            }
            Bytes longTag = sealed->tag;
            longTag.push_back(0);
            QVERIFY(isRefused(*aead, nonce, additional, sealed->ciphertext, longTag));
            Bytes shortNonce(nonce.begin() + 1, nonce.end());
            QVERIFY(isRefused(*aead, shortNonce, additional, sealed->ciphertext, sealed->tag));
            QVERIFY(isRefused(*aead, {}, additional, sealed->ciphertext, sealed->tag));
            Bytes longer = sealed->ciphertext;
            longer.push_back(0);
            QVERIFY(isRefused(*aead, nonce, additional, longer, sealed->tag));
            if (!sealed->ciphertext.empty()) {
                Bytes changed = sealed->ciphertext;
                changed.back() ^= 0x80;
                QVERIFY(isRefused(*aead, nonce, additional, changed, sealed->tag));
                QVERIFY(isRefused(*aead, nonce, additional, {}, sealed->tag));
            }
            Bytes otherKey = key;
            otherKey.back() ^= 1;
            auto other = Aead::create(method, otherKey);
            QVERIFY(other);
            QVERIFY(isRefused(*other, nonce, additional, sealed->ciphertext, sealed->tag));
            // And after all these refusals the same object still opens what is sound.
            QVERIFY(isOpened(*aead, nonce, additional, sealed->ciphertext, sealed->tag));
        }
        QCOMPARE(errorName(Aead::create(method, ByteView(key).first(key.size() - 1))), QByteArray("key-type-mismatch"));
        QCOMPARE(errorName(aead->seal(Bytes(5), {}, {})), QByteArray("crypto-backend"));
    }

    /// Wrong padding under a right tag: only who knows the MAC key can make it, and it is still only a refusal.
    void cbcPaddingUnderARightTag() {
        const AeadMethod method = methods[3].method;
        const Bytes key = counting(32);
        const Bytes nonce(16, 9);
        const Bytes cipher(32, 0xAB); // decrypts to something without padding
        Bytes input = nonce;
        input.insert(input.end(), cipher.begin(), cipher.end());
        input.insert(input.end(), 8, 0);
        const Key macKey = Key::fromSecret(Secret(ByteView(key).first(16)));
        Bytes tag = signedBy(macKey, {SignatureScheme::Hmac, Hash::Sha256, Curve::None}, input);
        tag.resize(16);
        auto aead = Aead::create(method, key);
        QVERIFY(aead);
        const auto answer = aead->open(nonce, {}, cipher, tag);
        QVERIFY2(answer, errorDetail(answer));
        QVERIFY(!*answer);
    }

    void rfc3394_data() {
        QTest::addColumn<int>("keyOctets");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("wrapped");
        QTest::newRow("4.1") << 16 << QByteArray("00112233445566778899aabbccddeeff")
                             << QByteArray("1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5");
        QTest::newRow("4.2") << 24 << QByteArray("00112233445566778899aabbccddeeff")
                             << QByteArray("96778b25ae6ca435f92b5b97c050aed2468ab8a17ad84e5d");
        QTest::newRow("4.6") << 32 << QByteArray("00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f")
                             << QByteArray("28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43b"
                                           "fb988b9b7a02dd21");
    }
    void rfc3394() {
        QFETCH(int, keyOctets);
        QFETCH(QByteArray, data);
        QFETCH(QByteArray, wrapped);
        const Bytes kek = counting(static_cast<std::size_t>(keyOctets));
        const auto made = wrapKey(kek, fromHex(data.toStdString()));
        QVERIFY2(made, errorDetail(made));
        QCOMPARE(toHex(*made), wrapped);
        const auto back = unwrapKey(kek, *made);
        QVERIFY(back && *back);
        QCOMPARE(toHex((*back)->reveal()), data);
        for (std::size_t at = 0; at < made->size(); ++at) {
            Bytes changed = *made;
            changed[at] ^= 1;
            const auto refused = unwrapKey(kek, changed);
            QVERIFY(refused && !*refused);
        }
        for (std::size_t size = 0; size < made->size(); ++size) {
            const auto refused = unwrapKey(kek, ByteView(*made).first(size));
            QVERIFY(refused && !*refused);
        }
    }
    void impossibleSizes() {
        QCOMPARE(errorName(wrapKey(Bytes(15), Bytes(16))), QByteArray("crypto-backend"));
        QCOMPARE(errorName(wrapKey(Bytes(16), Bytes(8))), QByteArray("crypto-backend"));
        QCOMPARE(errorName(wrapKey(Bytes(16), Bytes(17))), QByteArray("crypto-backend"));
        QCOMPARE(errorName(unwrapKey(Bytes(15), Bytes(24))), QByteArray("crypto-backend"));
    }
};

QTEST_GUILESS_MAIN(AeadTest)
#include "tst_aead.moc"
