// SPDX-License-Identifier: Apache-2.0
#include "keys/key_forms.h"
#include "support/gui/sample_keys.h"

#include <QTest>

using namespace twb;
using namespace twb::ui;

class KeyFormsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void publicTextHoldsNoPrivateMember_data();
    void publicTextHoldsNoPrivateMember();
    void severalKeysGiveOneSet();
    void secretsHaveNoPublicText();
    void privateTextIsTheWholeKey();
    void offersWhatThereIs();
    void commandsAreForTheSameKind();
    void fileNamesHoldNothingStrange_data();
    void fileNamesHoldNothingStrange();

private:
    SystemClock m_clock;
    std::unique_ptr<workbench::KeyRing> m_ring;
    workbench::SharedRingEntry signer() const { return m_ring->entries()[0]; }
    workbench::SharedRingEntry partner() const { return m_ring->entries()[1]; }
    workbench::SharedRingEntry secret() const { return m_ring->entries()[2]; }
};

void KeyFormsTest::init() {
    m_ring = std::make_unique<workbench::KeyRing>(m_clock);
    test::fill(*m_ring);
    QCOMPARE(m_ring->count(), 3);
}

void KeyFormsTest::publicTextHoldsNoPrivateMember_data() {
    QTest::addColumn<int>("form");
    for (const KeyForm form : {KeyForm::Pem, KeyForm::Jwk, KeyForm::Jwks, KeyForm::Commands})
        QTest::addRow("form %d", static_cast<int>(form)) << static_cast<int>(form);
}

void KeyFormsTest::publicTextHoldsNoPrivateMember() {
    QFETCH(const int, form);
    const std::vector entries{signer()};
    const Result<std::string> text = publicText(entries, static_cast<KeyForm>(form));
    QVERIFY(text);
    QVERIFY(!text->empty());
    QVERIFY(!toText(*text).contains(QStringLiteral("-----BEGIN PRIVATE")));
    QVERIFY(!toText(*text).contains(QStringLiteral("\"d\"")));
    // The octets themselves, however they are written.
    const Result<Secret> jwk = privateText(*signer(), KeyForm::Jwk);
    QVERIFY(jwk);
    const QString whole = toText(asText(jwk->reveal()));
    const QString d = whole.section(QStringLiteral("\"d\""), 1).section(u'"', 1, 1);
    QCOMPARE(d.size(), 43);
    QVERIFY(!toText(*text).contains(d));
}

void KeyFormsTest::severalKeysGiveOneSet() {
    const std::vector entries{signer(), partner(), secret()};
    const Result<std::string> set = publicText(entries, KeyForm::Jwk);
    QVERIFY(set);
    const Result<jose::KeySet> read = jose::KeySet::parse(*set);
    QVERIFY(read);
    QCOMPARE(read->entries().size(), std::size_t(2)); // the secret stays here
    for (const jose::KeyEntry& entry : read->entries())
        QVERIFY(!entry.jwk.key.isPrivate());
    const Result<std::string> pem = publicText(entries, KeyForm::Pem);
    QVERIFY(pem);
    QCOMPARE(toText(*pem).count(QStringLiteral("-----BEGIN PUBLIC KEY-----")), 2);
}

void KeyFormsTest::secretsHaveNoPublicText() {
    const std::vector entries{secret()};
    for (const KeyForm form : {KeyForm::Pem, KeyForm::Jwk, KeyForm::Jwks, KeyForm::Certificate})
        QVERIFY(!publicText(entries, form));
    QVERIFY(!publicText({}, KeyForm::Pem));
}

void KeyFormsTest::privateTextIsTheWholeKey() {
    const Result<Secret> pem = privateText(*signer(), KeyForm::Pem);
    QVERIFY(pem);
    QVERIFY(asText(pem->reveal()).starts_with("-----BEGIN PRIVATE KEY-----"));
    QVERIFY(!privateText(*partner(), KeyForm::Pem));
    QVERIFY(!privateText(*signer(), KeyForm::Certificate));
    const Result<Secret> text = privateText(*secret(), KeyForm::Pem);
    QVERIFY(text);
    QCOMPARE(text->size(), std::size_t(43)); // 32 octets as base64url
}

void KeyFormsTest::offersWhatThereIs() {
    const std::vector pair{signer()}, half{partner()}, shared{secret()}, all{signer(), partner(), secret()};
    QVERIFY(offers(pair, KeyHalf::Private, KeyForm::Pem));
    QVERIFY(offers(pair, KeyHalf::Public, KeyForm::Jwks));
    QVERIFY(!offers(pair, KeyHalf::Private, KeyForm::Jwks));
    QVERIFY(!offers(pair, KeyHalf::Public, KeyForm::Certificate));
    QVERIFY(!offers(half, KeyHalf::Private, KeyForm::Pem));
    QVERIFY(!offers(shared, KeyHalf::Public, KeyForm::Jwk));
    QVERIFY(offers(shared, KeyHalf::Private, KeyForm::Jwk));
    QVERIFY(offers(all, KeyHalf::Public, KeyForm::Jwks));
    QVERIFY(!offers(all, KeyHalf::Private, KeyForm::Jwk));
    QVERIFY(!offers(all, KeyHalf::Public, KeyForm::Commands));
    QVERIFY(!offers({}, KeyHalf::Public, KeyForm::Pem));
}

void KeyFormsTest::commandsAreForTheSameKind() {
    const std::vector pair{signer()};
    const Result<std::string> commands = publicText(pair, KeyForm::Commands);
    QVERIFY(commands);
    QVERIFY(toText(*commands).contains(QStringLiteral("umask 077")));
    QVERIFY(toText(*commands).contains(QStringLiteral("P-256")));
    QCOMPARE(requestOf(*secret()).octets, std::size_t(32));
    QCOMPARE(requestOf(*partner()).curve, std::string("P-384"));
}

void KeyFormsTest::fileNamesHoldNothingStrange_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("file");
    QTest::newRow("words") << "HEFLO client key 2026"
                           << "heflo-client-key-2026.public.pem";
    QTest::newRow("path") << "../../etc/passwd"
                          << "etc-passwd.public.pem";
    QTest::newRow("letters") << QStringLiteral("chave da produção") << QStringLiteral("chave-da-produção.public.pem");
    QTest::newRow("nothing left") << "///"
                                  << "key.public.pem";
    QTest::newRow("hidden") << ".ssh"
                            << "ssh.public.pem";
}

void KeyFormsTest::fileNamesHoldNothingStrange() {
    QFETCH(const QString, name);
    QVERIFY(m_ring->rename(signer()->id, name));
    const std::vector entries{signer()};
    QTEST(fileNameFor(entries, KeyHalf::Public, KeyForm::Pem), "file");
}

QTEST_GUILESS_MAIN(KeyFormsTest)
#include "tst_keysui_key_forms.moc"
