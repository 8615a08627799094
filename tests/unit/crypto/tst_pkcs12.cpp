// SPDX-License-Identifier: Apache-2.0
#include "unit/crypto/helpers.h"

#include "crypto/pkcs12.h"

using namespace cryptotest;

class Pkcs12Test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void files_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("hasPassword");
        QTest::newRow("modern") << "modern.p12" << true;
        QTest::newRow("legacy") << "legacy.p12" << true;
        QTest::newRow("no password") << "nopassword.p12" << false;
    }
    void files() {
        QFETCH(QString, file);
        QFETCH(bool, hasPassword);
        const std::string octets = keyFile(file);
        QCOMPARE(errorName(readPkcs12(asBytes(octets), Secret::fromText("wrong"))), "key-password-wrong");
        if (hasPassword) {
            QCOMPARE(errorName(readPkcs12(asBytes(octets))), "key-encrypted");
        }
        const auto entries = readPkcs12(asBytes(octets), hasPassword ? examplePassword() : Password());
        if (!entries && file == "legacy.p12") {
            QCOMPARE(errorName(entries), "key-unsupported");
            QVERIFY2(errorDetail(entries).contains("legacy provider"), errorDetail(entries));
            QSKIP("OpenSSL's legacy provider is not installed");
        }
        QVERIFY2(entries.has_value(), errorDetail(entries));
        QCOMPARE(entries->size(), std::size_t{2});
        const KeyFileEntry& own = entries->front();
        QVERIFY(own.key.isPrivate());
        QVERIFY(own.key.samePublicKey(onlyKey("ec-P-256.spki.pem")));
        QCOMPARE(own.certificate->serialNumber, std::string("4d"));
        QCOMPARE(own.label, std::string("example"));
        QVERIFY(entries->back().key.samePublicKey(onlyKey("rsa-2048.spki.pem")));
        QVERIFY(!entries->back().key.isPrivate());
        QVERIFY(entries->back().certificate->selfIssued);
        const auto through = readDer(asBytes(octets), hasPassword ? examplePassword() : Password());
        QVERIFY(through.has_value() && through->key.isPrivate());
    }

    void damaged() {
        const std::string octets = keyFile("modern.p12");
        for (std::size_t size = 1; size < octets.size(); size += 97) {
            QVERIFY(!readPkcs12(asBytes(octets).first(size), examplePassword()).has_value());
        }
        std::string changed = octets;
        changed[octets.size() / 2] = static_cast<char>(changed[octets.size() / 2] ^ 1);
        QCOMPARE(errorName(readPkcs12(asBytes(changed), examplePassword())), "key-password-wrong"); // by its MAC
    }

    void roundTrips_data() {
        QTest::addColumn<QString>("file");
        for (const char* file : {"rsa-2048.pkcs8.pem", "ec-P-256.pkcs8.pem", "ed25519.pkcs8.pem", "x448.pkcs8.pem"}) {
            QTest::newRow(file) << QString(file);
        }
    }
    void roundTrips() {
        QFETCH(QString, file);
        const Key key = onlyKey(file);
        std::vector<Certificate> certificates;
        if (file == "ec-P-256.pkcs8.pem") {
            const auto chain = readPem(keyFile("chain.pem"));
            for (const KeyFileEntry& entry : *chain) {
                certificates.push_back(*entry.certificate);
            }
        }
        const auto written = writePkcs12(key, certificates, examplePassword(), "Zoë");
        QVERIFY2(written.has_value(), errorDetail(written));
        QCOMPARE(errorName(readPkcs12(written->reveal())), "key-encrypted");
        const auto back = readPkcs12(written->reveal(), examplePassword());
        QVERIFY2(back.has_value(), errorDetail(back));
        QVERIFY(back->front().key.isPrivate());
        QVERIFY(back->front().key.samePublicKey(key));
        QCOMPARE(back->size(), std::max<std::size_t>(1, certificates.size()));
        QCOMPARE(back->front().certificate.has_value(), !certificates.empty());
    }

    void refusals() {
        const Key key = onlyKey("ec-P-256.pkcs8.pem");
        QCOMPARE(errorName(writePkcs12(key, {}, {})), "key-encrypted");
        QCOMPARE(errorName(writePkcs12(key.publicHalf(), {}, examplePassword())), "key-private-missing");
        QCOMPARE(errorName(writePkcs12(Key::fromSecret(Secret::fromText("x")), {}, examplePassword())),
                 "key-format-impossible");
        const auto other = *readPem(keyFile("rsa-2048.certificate.pem"))->front().certificate;
        QCOMPARE(errorName(writePkcs12(key, {other}, examplePassword())), "key-format-impossible");
    }

    void selfSigned_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("algorithm");
        QTest::newRow("RSA") << "rsa-2048.pkcs8.pem"
                             << "sha256WithRSAEncryption";
        QTest::newRow("PSS") << "rsa-pss-sha256.pkcs8.pem"
                             << "rsassaPss";
        QTest::newRow("EC") << "ec-P-384.pkcs8.pem"
                            << "ecdsa-with-SHA256";
        QTest::newRow("Ed25519") << "ed25519.pkcs8.pem"
                                 << "ED25519";
        QTest::newRow("Ed448") << "ed448.pkcs8.pem"
                               << "ED448";
    }
    void selfSigned() {
        QFETCH(QString, file);
        QFETCH(QString, algorithm);
        const Key key = onlyKey(file);
        const Time begin{std::chrono::seconds{1735689600}};
        const CertificateWish wish{"CN=Zoë \\, example, O=Example", begin, begin + std::chrono::hours(24 * 400)};
        const auto certificate = makeSelfSigned(key, wish);
        QVERIFY2(certificate.has_value(), errorDetail(certificate));
        QCOMPARE(certificate->subject, std::string("O=Example,CN=Zoë \\, example"));
        QVERIFY(certificate->selfIssued);
        QCOMPARE(certificate->notBefore, wish.notBefore);
        QCOMPARE(certificate->notAfter, wish.notAfter);
        QCOMPARE(QString::fromStdString(certificate->signatureAlgorithm), algorithm);
        QCOMPARE(certificate->serialNumber.size(), std::size_t{32});
        const auto back = readPem(certificatePem(*certificate));
        QVERIFY2(back.has_value(), errorDetail(back));
        QVERIFY(back->front().key.samePublicKey(key));
        QVERIFY(makeSelfSigned(key, wish)->serialNumber != certificate->serialNumber);
        const auto file12 = writePkcs12(key, {*certificate}, examplePassword());
        QVERIFY2(file12.has_value(), errorDetail(file12));
    }
    void selfSignedRefusals() {
        const Key key = onlyKey("ec-P-256.pkcs8.pem");
        const Time begin{std::chrono::seconds{1735689600}};
        QCOMPARE(makeSelfSigned(key, {"example", begin, begin})->subject, std::string("CN=example"));
        QCOMPARE(errorName(makeSelfSigned(key, {"example", begin, begin - std::chrono::seconds(1)})),
                 "certificate-invalid");
        QCOMPARE(errorName(makeSelfSigned(key, {"XYZ=example", begin, begin})), "certificate-invalid");
        QCOMPARE(errorName(makeSelfSigned(key, {"", begin, begin})), "certificate-invalid");
        QCOMPARE(errorName(makeSelfSigned(key.publicHalf(), {"a", begin, begin})), "key-private-missing");
        QCOMPARE(errorName(makeSelfSigned(onlyKey("x25519.pkcs8.pem"), {"a", begin, begin})), "key-format-impossible");
    }
};

QTEST_GUILESS_MAIN(Pkcs12Test)
#include "tst_pkcs12.moc"
