// SPDX-License-Identifier: Apache-2.0
#include "unit/crypto/helpers.h"

using namespace cryptotest;

namespace {

constexpr KeyFormat privateFormats[]{KeyFormat::Pkcs1Pem, KeyFormat::Pkcs8Pem,         KeyFormat::Pkcs8EncryptedPem,
                                     KeyFormat::Sec1Pem,  KeyFormat::Pkcs1Der,         KeyFormat::Pkcs8Der,
                                     KeyFormat::Sec1Der,  KeyFormat::Pkcs8EncryptedDer};
constexpr KeyFormat publicFormats[]{KeyFormat::SpkiPem, KeyFormat::SpkiDer, KeyFormat::Pkcs1PublicPem,
                                    KeyFormat::Pkcs1PublicDer};

bool isPem(KeyFormat format) {
    return name(format).ends_with("-pem");
}

Result<KeyFileEntry> readBack(const Secret& text, KeyFormat format, const Password& password = {}) {
    if (!isPem(format)) {
        return readDer(text.reveal(), password);
    }
    auto entries = readPem(asText(text.reveal()), password);
    if (!entries) {
        return passOn(entries);
    }
    return entries->front();
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

} // namespace

class KeyFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void files_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("sameAs");
        QTest::addColumn<KeyFormat>("format");
        QTest::addColumn<bool>("isPrivate");
        const auto row = [](const char* file, const char* sameAs, KeyFormat format, bool isPrivate) {
            QTest::newRow(file) << QString(file) << QString(sameAs) << format << isPrivate;
        };
        for (const char* key : {"rsa-2048", "ec-P-256", "ec-P-384", "ec-P-521", "ec-secp256k1", "ed25519", "ed448",
                                "x25519", "x448", "rsa-pss", "rsa-pss-sha256"}) {
            const QByteArray base(key);
            row(base + ".pkcs8.pem", base + ".spki.pem", KeyFormat::Pkcs8Pem, true);
            row(base + ".pkcs8.der", base + ".spki.pem", KeyFormat::Pkcs8Der, true);
            row(base + ".spki.der", base + ".spki.pem", KeyFormat::SpkiDer, false);
        }
        row("rsa-2048.pkcs1.pem", "rsa-2048.spki.pem", KeyFormat::Pkcs1Pem, true);
        row("rsa-2048.pkcs1public.pem", "rsa-2048.spki.pem", KeyFormat::Pkcs1PublicPem, false);
        row("rsa-2048.certificate.pem", "rsa-2048.spki.pem", KeyFormat::CertificatePem, false);
        row("ed25519.certificate.pem", "ed25519.spki.pem", KeyFormat::CertificatePem, false);
        row("ec-P-256.certificate.der", "ec-P-256.spki.pem", KeyFormat::CertificateDer, false);
        row("rsa-2048.pkcs1.der", "rsa-2048.spki.pem", KeyFormat::Pkcs1Der, true);
        row("ec-P-256.sec1.der", "ec-P-256.spki.pem", KeyFormat::Sec1Der, true);
        row("ec-P-256.sec1.pem", "ec-P-256.spki.pem", KeyFormat::Sec1Pem, true);
        row("ec-P-521.sec1.pem", "ec-P-521.spki.pem", KeyFormat::Sec1Pem, true);
        row("ec-secp256k1.sec1.pem", "ec-secp256k1.spki.pem", KeyFormat::Sec1Pem, true);
        row("ec-P-256.nopublic.sec1.pem", "ec-P-256.spki.pem", KeyFormat::Sec1Pem, true);
        row("ec-P-256.compressed.spki.pem", "ec-P-256.spki.pem", KeyFormat::SpkiPem, false);
    }
    void files() {
        QFETCH(QString, file);
        QFETCH(QString, sameAs);
        QFETCH(KeyFormat, format);
        QFETCH(bool, isPrivate);
        const std::string text = keyFile(file);
        Result<KeyFileEntry> entry = fail(ErrorCode::InputEmpty);
        if (isPem(format)) {
            auto entries = readPem(text);
            QVERIFY2(entries.has_value(), errorDetail(entries));
            QCOMPARE(entries->size(), std::size_t{1});
            entry = entries->front();
        } else {
            entry = readDer(asBytes(text));
        }
        QVERIFY2(entry.has_value(), errorDetail(entry));
        QCOMPARE(entry->format, format);
        QCOMPARE(entry->key.isPrivate(), isPrivate);
        QVERIFY(entry->key.samePublicKey(onlyKey(sameAs)));
        const bool certificate = format == KeyFormat::CertificatePem || format == KeyFormat::CertificateDer;
        QCOMPARE(entry->certificate.has_value(), certificate);
        if (!certificate && file != "ec-P-256.nopublic.sec1.pem" && file != "ec-P-256.compressed.spki.pem") {
            const auto written = writeKey(entry->key, format); // what openssl wrote comes out octet for octet
            QVERIFY2(written.has_value(), errorDetail(written));
            QVERIFY(asText(written->reveal()) == text);
        }
    }

    void certificates() {
        const auto entries = readPem(keyFile("ec-P-256.certificate.pem"));
        const Certificate& certificate = *entries->front().certificate;
        QCOMPARE(certificate.subject, std::string("CN=Zoë Tester,O=Example,C=BR"));
        QCOMPARE(certificate.issuer, certificate.subject);
        QVERIFY(certificate.selfIssued);
        QCOMPARE(certificate.notAfter - certificate.notBefore, std::chrono::seconds(3650 * 86400LL));
        QCOMPARE(certificate.sha1.size(), std::size_t{20});
        QCOMPARE(certificate.sha256.size(), std::size_t{32});
        QCOMPARE(certificate.signatureAlgorithm, std::string("ecdsa-with-SHA256"));
        QVERIFY(!certificate.serialNumber.empty());
        QCOMPARE(QByteArray::fromStdString(std::string(asText(certificate.der))),
                 QByteArray::fromStdString(keyFile("ec-P-256.certificate.der")));
        const auto again = readCertificate(certificate.der);
        QCOMPARE(again->serialNumber, certificate.serialNumber);
        Bytes cut = certificate.der;
        cut.pop_back();
        QCOMPARE(errorName(readCertificate(cut)), "certificate-invalid");
        cut = certificate.der;
        cut.push_back(0);
        QCOMPARE(errorName(readCertificate(cut)), "certificate-invalid");
        QCOMPARE(errorName(readCertificate({})), "certificate-invalid");
    }

    void chain() {
        const auto entries = readPem(keyFile("chain.pem"));
        QVERIFY2(entries.has_value(), errorDetail(entries));
        QCOMPARE(entries->size(), std::size_t{2});
        QCOMPARE((*entries)[0].certificate->serialNumber, std::string("4d"));
        QVERIFY((*entries)[0].key.samePublicKey(onlyKey("ec-P-256.spki.pem")));
        QVERIFY((*entries)[1].key.samePublicKey(onlyKey("rsa-2048.spki.pem")));
    }

    void encrypted_data() {
        QTest::addColumn<QString>("file");
        for (const char* file :
             {"ec-P-256.pbes2-aes-128-cbc.pem", "ec-P-256.pbes2-aes-192-cbc.pem", "ec-P-256.pbes2-aes-256-cbc.pem",
              "ec-P-256.pbes2-des-ede3-cbc.pem", "ec-P-256.pbes2-hmacWithSHA1.pem", "ec-P-256.pbes2-hmacWithSHA224.pem",
              "ec-P-256.pbes2-hmacWithSHA384.pem", "ec-P-256.pbes2-hmacWithSHA512.pem",
              "ec-P-256.traditional-aes-128-cbc.pem", "ec-P-256.traditional-aes-192-cbc.pem",
              "ec-P-256.traditional-aes-256-cbc.pem", "ec-P-256.traditional-des-ede3-cbc.pem", "ec-P-256.scrypt.pem",
              "ec-P-256.PBE-SHA1-3DES.pem", "ec-P-256.PBE-SHA1-2DES.pem"}) {
            QTest::newRow(file) << QString(file);
        }
    }
    void encrypted() {
        QFETCH(QString, file);
        const std::string text = keyFile(file);
        QCOMPARE(errorName(readPem(text)), "key-encrypted");
        QVERIFY(readPem(text).error().where.length > 100);
        QCOMPARE(errorName(readPem(text, Secret::fromText("wrong"))), "key-password-wrong");
        QCOMPARE(errorName(readPem(text, Secret())), "key-password-wrong");
        const auto entries = readPem(text, examplePassword());
        QVERIFY2(entries.has_value(), errorDetail(entries));
        QVERIFY(entries->front().key.isPrivate());
        QVERIFY(entries->front().key.samePublicKey(onlyKey("ec-P-256.spki.pem")));
    }
    void outdatedEncryption_data() {
        QTest::addColumn<QString>("file");
        for (const char* file : {"ec-P-256.PBE-MD5-DES.pem", "ec-P-256.PBE-SHA1-DES.pem",
                                 "ec-P-256.PBE-SHA1-RC2-40.pem", "ec-P-256.PBE-SHA1-RC4-128.pem"}) {
            QTest::newRow(file) << QString(file);
        }
    }
    void outdatedEncryption() {
        QFETCH(QString, file);
        const std::string text = keyFile(file);
        QCOMPARE(errorName(readPem(text)), "key-encrypted");
        const auto entries = readPem(text, examplePassword());
        if (!entries) { // only without OpenSSL's legacy provider, and then by its name
            QCOMPARE(errorName(entries), "key-unsupported");
            QVERIFY2(errorDetail(entries).contains("legacy provider"), errorDetail(entries));
            QSKIP("OpenSSL's legacy provider is not installed");
        }
        QVERIFY(entries->front().key.samePublicKey(onlyKey("ec-P-256.spki.pem")));
        QCOMPARE(errorName(readPem(text, Secret::fromText("wrong"))), "key-password-wrong");
    }
    void encryptedDer() {
        const std::string octets = keyFile("ec-P-256.pbes2-aes-256-cbc.der");
        QCOMPARE(errorName(readDer(asBytes(octets))), "key-encrypted");
        QCOMPARE(errorName(readDer(asBytes(octets), Secret::fromText("wrong"))), "key-password-wrong");
        QCOMPARE(readDer(asBytes(octets), examplePassword())->format, KeyFormat::Pkcs8EncryptedDer);
    }

    void roundTrips_data() {
        QTest::addColumn<QString>("file");
        for (const char* file :
             {"rsa-2048.pkcs8.pem", "rsa-1024.pkcs8.pem", "rsa-2048-e3.pkcs8.pem", "rsa-pss.pkcs8.pem",
              "rsa-pss-sha256.pkcs8.pem", "ec-P-256.pkcs8.pem", "ec-P-384.pkcs8.pem", "ec-P-521.pkcs8.pem",
              "ec-secp256k1.pkcs8.pem", "ed25519.pkcs8.pem", "ed448.pkcs8.pem", "x25519.pkcs8.pem", "x448.pkcs8.pem"}) {
            QTest::newRow(file) << QString(file);
        }
    }
    void roundTrips() {
        QFETCH(QString, file);
        const Key key = onlyKey(file);
        int possible = 0;
        for (const KeyFormat format : privateFormats) {
            // Stretching the password takes a quarter of a second: one key each way shows it.
            const bool slow = format == KeyFormat::Pkcs8EncryptedPem || format == KeyFormat::Pkcs8EncryptedDer;
            if (slow && file != "ec-P-256.pkcs8.pem") {
                continue;
            }
            const auto written = writeKey(key, format, examplePassword());
            if (!written) {
                QCOMPARE(errorName(written), "key-format-impossible");
                continue;
            }
            ++possible;
            const auto back = readBack(*written, format, examplePassword());
            QVERIFY2(back.has_value(), errorDetail(back));
            QCOMPARE(back->format, format);
            QVERIFY(back->key.isPrivate());
            QVERIFY(back->key.samePublicKey(key));
            QCOMPARE(back->key.type(), key.type());
            QCOMPARE(errorName(writeKey(key.publicHalf(), format, examplePassword())), "key-private-missing");
        }
        for (const KeyFormat format : publicFormats) {
            for (const Key& half : {key, key.publicHalf()}) {
                const auto written = writeKey(half, format);
                if (!written) {
                    QCOMPARE(errorName(written), "key-format-impossible");
                    continue;
                }
                ++possible;
                const auto back = readBack(*written, format);
                QVERIFY2(back.has_value(), errorDetail(back));
                QVERIFY(!back->key.isPrivate());
                QVERIFY(back->key.samePublicKey(key));
            }
        }
        const bool hasOwnFormat = key.type() == KeyType::Ec || key.type() == KeyType::Rsa;
        const int publicOnes = key.type() == KeyType::Rsa ? 8 : 4;
        QCOMPARE(possible, (file == "ec-P-256.pkcs8.pem" ? 4 : 2) + (hasOwnFormat ? 2 : 0) + publicOnes);
        QCOMPARE(errorName(writeKey(key, KeyFormat::Pkcs8EncryptedPem)), "key-encrypted");
        QCOMPARE(errorName(writeKey(key, KeyFormat::CertificatePem)), "key-format-impossible");
    }

    void encryptedAnew() {
        const Key key = onlyKey("ed25519.pkcs8.pem");
        const auto first = writeKey(key, KeyFormat::Pkcs8EncryptedPem, examplePassword());
        const auto second = writeKey(key, KeyFormat::Pkcs8EncryptedPem, examplePassword());
        QVERIFY(!(*first == *second)); // salt and IV are new each time
        QCOMPARE(errorName(readPem(asText(first->reveal()))), "key-encrypted");
    }

    void tolerated_data() {
        QTest::addColumn<QByteArray>("text");
        const std::string pem = keyFile("ec-P-256.spki.pem");
        const auto row = [](const char* label, const std::string& text) {
            QTest::newRow(label) << QByteArray::fromStdString(text);
        };
        row("as it is", pem);
        row("CR LF", replaced(pem, "\n", "\r\n"));
        row("CR alone", replaced(pem, "\n", "\r"));
        row("no last line break", pem.substr(0, pem.size() - 1));
        row("text before and behind", "subject=Example\nissuer: me\n\n" + pem + "\nthanks\n");
        row("byte order mark", "\xef\xbb\xbf" + pem);
        row("trailing blanks", replaced(pem, "\n", " \t\n"));
        row("empty lines", replaced(pem, "\n", "\n\n"));
        row("parameters first", keyFile("ec-with-parameters.sec1.pem"));
    }
    void tolerated() {
        QFETCH(QByteArray, text);
        const auto entries = readPem(text.toStdString());
        QVERIFY2(entries.has_value(), errorDetail(entries));
        QCOMPARE(entries->size(), std::size_t{1});
    }

    void several() {
        const auto entries = readPem(keyFile("ec-P-256.pkcs8.pem") + keyFile("rsa-2048.spki.pem") + "x\n" +
                                     keyFile("ed25519.certificate.pem"));
        QVERIFY(entries.has_value());
        QCOMPARE(entries->size(), std::size_t{3});
        QCOMPARE((*entries)[0].format, KeyFormat::Pkcs8Pem);
        QCOMPARE((*entries)[1].format, KeyFormat::SpkiPem);
        QCOMPARE((*entries)[2].format, KeyFormat::CertificatePem);
    }

    void broken_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("detail");
        QTest::addColumn<int>("line"); // where the error points to, from 1
        const std::string pem = keyFile("ec-P-256.spki.pem");
        const auto row = [](const char* label, const std::string& text, const char* code, const char* detail,
                            int line) {
            QTest::newRow(label) << QByteArray::fromStdString(text) << QByteArray(code) << QByteArray(detail) << line;
        };
        const auto lines = QString::fromStdString(pem).split('\n');
        const auto line = [&lines](int i) { return lines.at(i).toStdString(); };
        row("empty", "", "input-empty", "empty", 1);
        row("no PEM", "hello\nworld", "key-pem-broken", "no BEGIN line", 1);
        row("one line", replaced(pem, "\n", " "), "key-pem-broken", "line breaks are lost", 1);
        row("one line without blanks", replaced(pem, "\n", ""), "key-pem-broken", "line breaks are lost", 1);
        row("written-out line breaks", replaced(pem, "\n", "\\n"), "key-pem-broken", "written out as \\n", 1);
        row("written-out CR LF", replaced(pem, "\n", "\\r\\n"), "key-pem-broken", "written out as \\n", 1);
        row("body on one line with the end", line(0) + "\n" + line(1) + line(2) + line(3), "key-pem-broken", "END line",
            2);
        row("END missing", line(0) + "\n" + line(1) + "\n" + line(2) + "\n", "key-pem-broken", "END line is missing",
            1);
        row("text before BEGIN, END missing", "key: " + line(0) + "\n" + line(1), "key-pem-broken",
            "END line is missing", 1);
        row("BEGIN missing", line(1) + "\n" + line(2) + "\n" + line(3) + "\n", "key-pem-broken",
            "BEGIN line is missing", 3);
        row("labels differ", replaced(pem, "END PUBLIC KEY", "END PRIVATE KEY"), "key-pem-broken",
            "the END line \"PRIVATE KEY\"", 4);
        row("four hyphens", replaced(pem, "-----BEGIN", "----BEGIN"), "key-pem-broken", "five hyphens", 1);
        row("six hyphens", "\n-" + pem, "key-pem-broken", "more than five hyphens", 2);
        row("four hyphens behind", replaced(pem, "KEY-----\nM", "KEY----\nM"), "key-pem-broken", "five hyphens", 1);
        row("END with four hyphens", pem.substr(0, pem.size() - 2), "key-pem-broken", "END line is not", 4);
        row("indented", replaced("  " + pem, "\n", "\n  "), "key-pem-broken", "indented", 1);
        row("body indented", replaced(pem, "\n" + line(1), "\n  " + line(1)), "key-pem-broken", "indented", 2);
        row("character", replaced(pem, line(2), "*" + line(2).substr(1)), "key-pem-broken", "\"*\"", 3);
        row("base64url", replaced(pem, line(2), "_" + line(2).substr(1)), "key-pem-broken", "base64url", 3);
        row("cut in a group", replaced(pem, line(2), line(2).substr(0, line(2).size() - 3)), "key-pem-broken",
            "ends in the middle", 1);
        row("cut at a group", replaced(pem, line(2), line(2).substr(0, 40)), "key-pem-broken",
            "cut off: 91 octets are announced", 1);
        row("nothing inside", line(0) + "\n" + line(3) + "\n", "key-pem-broken", "nothing between", 1);
        row("padding inside", line(0) + "\nAA==AA==\n" + line(3), "key-pem-broken", "after its padding", 2);
        row("SPKI as RSA", replaced(pem, "PUBLIC KEY", "RSA PUBLIC KEY"), "key-pem-label",
            "the body is a public key (SPKI)", 1);
        row("private as public", replaced(keyFile("ec-P-256.pkcs8.pem"), "PRIVATE", "PUBLIC"), "key-pem-label",
            "a PKCS#8 private key", 1);
        row("certificate as public", replaced(keyFile("ec-P-256.certificate.pem"), "CERTIFICATE", "PUBLIC KEY"),
            "key-pem-label", "an X.509 certificate", 1);
        row("PKCS#1 as SPKI", replaced(keyFile("rsa-2048.pkcs1public.pem"), "RSA PUBLIC", "PUBLIC"), "key-pem-label",
            "a PKCS#1 public key", 1);
        row("request", keyFile("ec-P-256.request.pem"), "key-pem-label", "certificate request", 1);
        row("request as certificate", replaced(keyFile("ec-P-256.request.pem"), "CERTIFICATE REQUEST", "CERTIFICATE"),
            "key-pem-label", "certificate request", 1);
        row("unknown label", replaced(pem, "PUBLIC KEY", "GREEN KEY"), "key-pem-label", "\"GREEN KEY\"", 1);
        row("PGP", replaced(pem, "PUBLIC KEY", "PGP PUBLIC KEY BLOCK"), "key-pem-label", "PGP", 1);
        row("DSA", keyFile("dsa.pkcs8.pem"), "key-unsupported", "DSA", 1);
        row("other curve", keyFile("brainpool.pkcs8.pem"), "key-unsupported", "1.3.36.3.3.2.8.1.1.7", 1);
        row("curve in numbers", keyFile("ec-P-256.explicit.sec1.pem"), "key-unsupported", "written out in numbers", 1);
        row("three primes", keyFile("rsa-3primes.pkcs1.pem"), "key-unsupported", "more than two primes", 1);
        row("second block", pem + replaced(pem, "-----END PUBLIC KEY-----\n", ""), "key-pem-broken",
            "END line is missing", 5);
        row("too large", std::string((1 << 20) + 1, 'x'), "input-too-large", "1 MB", 1);
    }
    void broken() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, detail);
        QFETCH(int, line);
        const std::string given = text.toStdString();
        const auto entries = readPem(given);
        QCOMPARE(errorName(entries), code);
        QVERIFY2(errorDetail(entries).contains(detail), errorDetail(entries));
        QCOMPARE(static_cast<int>(lineColumn(given, entries.error().where.offset).line), line);
        QVERIFY(entries.error().where.offset + entries.error().where.length <= given.size());
    }

    void truncatedDer() {
        for (const char* file :
             {"ec-P-256.pkcs8.der", "rsa-2048.spki.der", "ed25519.pkcs8.der", "ec-P-256.certificate.der"}) {
            const std::string whole = keyFile(QString(file));
            for (std::size_t size = 0; size < whole.size(); ++size) {
                QVERIFY(!readDer(asBytes(whole).first(size)).has_value());
            }
            QCOMPARE(errorName(readDer(asBytes(whole + "x"))), "key-invalid");
        }
        QCOMPARE(errorName(readDer({})), "input-empty");
        QCOMPARE(errorName(readDer(asBytes("hello"))), "key-format-unknown");
        QCOMPARE(errorName(readDer(asBytes(keyFile("ec-P-256.request.der")))), "key-unsupported");
        QCOMPARE(errorName(readDer(Bytes((1 << 20) + 1, 0x30))), "input-too-large");
        QCOMPARE(errorName(readDer(Bytes(1 << 20, 0x30))), "key-format-unknown");
    }

    void changedOctetsNeverGiveAnotherKeyUnnoticed() {
        // Each octet of a private key changed: refused, or (where only names or lengths of padding change) the same
        // key.
        const std::string whole = keyFile("ec-P-256.pkcs8.der");
        const Key key = onlyKey("ec-P-256.pkcs8.pem");
        for (std::size_t i = 0; i < whole.size(); ++i) {
            std::string changed = whole;
            changed[i] = static_cast<char>(changed[i] ^ 1);
            const auto entry = readDer(asBytes(changed));
            QVERIFY2(!entry || entry->key.samePublicKey(key), qPrintable(QString::number(i)));
        }
    }

    void detailsHoldNoSecret() {
        const auto wrong = readPem(keyFile("ec-P-256.pbes2-aes-256-cbc.pem"), Secret::fromText("hunter2hunter2"));
        QVERIFY(!errorDetail(wrong).contains("hunter2"));
    }
};

QTEST_GUILESS_MAIN(KeyFileTest)
#include "tst_key_file.moc"
