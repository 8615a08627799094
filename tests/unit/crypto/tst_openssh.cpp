// SPDX-License-Identifier: Apache-2.0
#include "unit/crypto/helpers.h"

#include "crypto/bcrypt_pbkdf.h"
#include "crypto/blowfish.h"
#include "crypto/openssh.h"

using namespace cryptotest;

class OpenSshTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void blowfishVectors_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<quint32>("left");
        QTest::addColumn<quint32>("right");
        QTest::addColumn<QByteArray>("cipherText");
        // Schneier's published test vectors.
        QTest::newRow("zeros") << QByteArray("0000000000000000") << 0U << 0U << QByteArray("4ef997456198dd78");
        QTest::newRow("ones") << QByteArray("ffffffffffffffff") << 0xffffffffU << 0xffffffffU
                              << QByteArray("51866fd5b85ecb8a");
        QTest::newRow("0123") << QByteArray("0123456789abcdef") << 0x11111111U << 0x11111111U
                              << QByteArray("61f9c3802281b096");
    }
    void blowfishVectors() {
        QFETCH(QByteArray, key);
        QFETCH(quint32, left);
        QFETCH(quint32, right);
        QFETCH(QByteArray, cipherText);
        Blowfish cipher;
        cipher.expand(fromHex(key.toStdString()));
        cipher.encrypt(left, right);
        QCOMPARE(QByteArray::number(quint64{left} << 32 | right, 16).rightJustified(16, '0'), cipherText);
    }

    void privateFiles_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("encrypted");
        for (const char* file : {"ssh-ed25519", "ssh-rsa", "ssh-ecdsa-256", "ssh-ecdsa-384", "ssh-ecdsa-521"}) {
            QTest::newRow(file) << QString(file) << false;
        }
        for (const char* file : {"ssh-ed25519-aes256-ctr", "ssh-ed25519-aes256-cbc", "ssh-ed25519-aes256-gcm",
                                 "ssh-ed25519-aes128-ctr", "ssh-rsa-aes256-ctr"}) {
            QTest::newRow(file) << QString(file) << true;
        }
    }
    void privateFiles() {
        QFETCH(QString, file);
        QFETCH(bool, encrypted);
        const std::string text = keyFile(file);
        if (encrypted) {
            QCOMPARE(errorName(readPem(text)), "key-encrypted");
            QCOMPARE(errorName(readPem(text, Secret::fromText("wrong"))), "key-password-wrong");
            QCOMPARE(errorName(readPem(text, Secret())), "key-password-wrong");
        }
        const auto entries = readPem(text, examplePassword());
        QVERIFY2(entries.has_value(), errorDetail(entries));
        const KeyFileEntry& entry = entries->front();
        QVERIFY(entry.key.isPrivate());
        QCOMPARE(entry.format, KeyFormat::OpenSshPrivate);
        QCOMPARE(QString::fromStdString(entry.label), file);
        const std::string line = keyFile(file + ".pub");
        const auto open = readOpenSshPublic(line);
        QVERIFY2(open.has_value(), errorDetail(open));
        QVERIFY(open->key.samePublicKey(entry.key));
        QCOMPARE(QString::fromStdString(open->label), file);
        // Octet for octet what ssh-keygen wrote.
        QCOMPARE(*writeOpenSshPublic(entry.key, entry.label), line);
    }

    void rfc4716() {
        const auto entry = readOpenSshPublic(keyFile("ssh-rsa.rfc4716.pub"));
        QVERIFY2(entry.has_value(), errorDetail(entry));
        QVERIFY(entry->key.samePublicKey(onlyKey("ssh-rsa")));
        QVERIFY(!entry->label.empty());
    }

    void roundTripOfOwnKeys() {
        for (const char* file : {"rsa-2048.spki.pem", "ec-P-256.spki.pem", "ec-P-384.spki.pem", "ec-P-521.spki.pem",
                                 "ed25519.spki.pem", "ed448.spki.pem"}) {
            const Key key = onlyKey(file);
            const auto line = writeKey(key, KeyFormat::OpenSshPublic);
            QVERIFY2(line.has_value(), errorDetail(line));
            const auto back = readOpenSshPublic(asText(line->reveal()));
            QVERIFY2(back.has_value(), errorDetail(back));
            QVERIFY(back->key.samePublicKey(key));
        }
        for (const char* file : {"ec-secp256k1.spki.pem", "x25519.spki.pem", "x448.spki.pem", "rsa-pss.spki.pem"}) {
            QCOMPARE(errorName(writeOpenSshPublic(onlyKey(file))), "key-format-impossible");
        }
        QCOMPARE(errorName(writeKey(onlyKey("ed25519.pkcs8.pem"), KeyFormat::OpenSshPrivate)), "key-format-impossible");
        QCOMPARE(*writeOpenSshPublic(onlyKey("ed25519.spki.pem"), "one\ntwo"),
                 *writeOpenSshPublic(onlyKey("ed25519.spki.pem"), "one"));
    }

    void brokenLines_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("type alone") << QByteArray("ssh-ed25519") << QByteArray("key-invalid");
        QTest::newRow("no Base64") << QByteArray("ssh-ed25519 !!!!") << QByteArray("key-invalid");
        QTest::newRow("empty blob") << QByteArray("ssh-ed25519 AAAA") << QByteArray("key-invalid");
        QTest::newRow("cut off") << QByteArray("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA==") << QByteArray("key-invalid");
        QTest::newRow("DSA") << QByteArray("ssh-dss AAAAB3NzaC1kc3M=") << QByteArray("key-unsupported");
        QTest::newRow("RFC 4716 without end")
            << QByteArray("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n") << QByteArray("key-pem-broken");
    }
    void brokenLines() {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, code);
        QCOMPARE(errorName(readOpenSshPublic(line.toStdString())), code);
    }

    void truncatedPrivateFiles() {
        const auto blocks = keyFile("ssh-ecdsa-256");
        const QByteArray text = QByteArray::fromStdString(blocks);
        const QByteArray body =
            QByteArray::fromBase64(text.mid(text.indexOf('\n'), text.lastIndexOf("\n-----END") - text.indexOf('\n')));
        QVERIFY(body.startsWith("openssh-key-v1"));
        for (qsizetype size = 0; size < body.size(); ++size) {
            const Bytes cut(body.begin(), body.begin() + size);
            QVERIFY(!readOpenSshPrivate(cut).has_value());
        }
    }
};

QTEST_GUILESS_MAIN(OpenSshTest)
#include "tst_openssh.moc"
