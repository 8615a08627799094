// SPDX-License-Identifier: Apache-2.0
#include "unit/crypto/helpers.h"

#include "crypto/key_import.h"

using namespace cryptotest;

namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

QByteArray ids(const std::vector<KeyRepair>& repairs) {
    QByteArrayList list;
    for (const KeyRepair& repair : repairs) {
        list += QByteArray(repair.id.data(), static_cast<qsizetype>(repair.id.size()));
    }
    return list.join(' ');
}

std::string bodyOf(const std::string& pem) {
    const std::size_t start = pem.find('\n') + 1;
    return pem.substr(start, pem.find("-----END") - start);
}

std::string base64(const std::string& text) {
    return QByteArray::fromStdString(text).toBase64().toStdString();
}

} // namespace

class KeyImportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void repairs_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const std::string pem = keyFile("ec-P-256.spki.pem");
        const std::string pair = keyFile("rsa-2048.pkcs8.pem");
        const auto row = [](const char* label, const std::string& text, const char* expected) {
            QTest::newRow(label) << QByteArray::fromStdString(text) << QByteArray(expected);
        };
        row("nothing to do", pem, "");
        row("CR LF", replaced(pem, "\n", "\r\n"), "");
        row("byte order mark", "\xef\xbb\xbf" + pem, "");
        row("\\n", replaced(pem, "\n", "\\n"), "key-pem-escaped-newlines");
        row("\\\\n", replaced(pem, "\n", "\\\\n"), "key-pem-escaped-newlines");
        row("\\r\\n", replaced(pem, "\n", "\\r\\n"), "key-pem-escaped-newlines");
        row("JSON text", "\"" + replaced(replaced(pair, "\n", "\\n"), "/", "\\/") + "\"", "key-pem-escaped-newlines");
        row("one line, blanks", replaced(pem, "\n", " "), "key-pem-one-line");
        row("one line", replaced(pem, "\n", ""), "key-pem-one-line");
        row("one line, private", replaced(pair, "\n", " "), "key-pem-one-line");
        row("only END joined", replaced(pem, "\n-----END", "-----END"), "key-pem-one-line");
        row("no armour", bodyOf(pem), "key-pem-no-armor");
        row("no armour, one line", replaced(bodyOf(pair), "\n", ""), "key-pem-no-armor");
        row("no armour, base64url", replaced(replaced(replaced(bodyOf(pair), "\n", ""), "+", "-"), "/", "_"),
            "key-pem-no-armor");
        row("no armour, certificate", bodyOf(keyFile("ec-P-256.certificate.pem")), "key-pem-no-armor");
        row("four hyphens", replaced(pem, "-----BEGIN", "----BEGIN"), "key-pem-bad-armor");
        row("six hyphens", replaced(pem, "-----BEGIN", "------BEGIN"), "key-pem-bad-armor");
        row("four hyphens behind", replaced(pem, "KEY-----", "KEY----"), "key-pem-bad-armor");
        row("no hyphens behind", replaced(pem, "BEGIN PUBLIC KEY-----", "BEGIN PUBLIC KEY"), "key-pem-bad-armor");
        row("en dashes", replaced(pem, "-", "\xe2\x80\x93"), "key-pem-bad-armor");
        row("em dashes", replaced(pem, "--", "\xe2\x80\x94"), "key-pem-bad-armor");
        row("blanks inside", replaced(pem, "-----BEGIN PUBLIC KEY-----", "----- BEGIN PUBLIC KEY -----"),
            "key-pem-bad-armor");
        row("labels differ", replaced(pem, "END PUBLIC", "END PRIVATE"), "key-pem-bad-armor");
        row("END missing", pem.substr(0, pem.find("-----END")), "key-pem-bad-armor");
        row("BEGIN missing", pem.substr(pem.find('\n') + 1), "key-pem-bad-armor");
        row("indented", "  " + replaced(pem, "\n", "\n  "), "key-pem-indented");
        row("indented by tabs", replaced(pem, "\n", "\n\t"), "key-pem-indented");
        row("base64-wrapped", base64(pem), "key-pem-base64-wrapped");
        row("base64-wrapped in lines", replaced(base64(pair), "A", "A\n"), "key-pem-base64-wrapped");
        row("wrapped and escaped", base64(replaced(pem, "\n", "\\n")),
            "key-pem-base64-wrapped key-pem-escaped-newlines");
        row("SPKI under RSA", replaced(pem, "PUBLIC", "RSA PUBLIC"), "key-pem-label-mismatch");
        row("PKCS#1 under SPKI", replaced(keyFile("rsa-2048.pkcs1public.pem"), "RSA PUBLIC", "PUBLIC"),
            "key-pem-label-mismatch");
        row("certificate under PUBLIC KEY", replaced(keyFile("rsa-2048.certificate.pem"), "CERTIFICATE", "PUBLIC KEY"),
            "key-pem-label-mismatch");
        row("private under PUBLIC KEY", replaced(pair, "PRIVATE", "PUBLIC"), "key-pem-label-mismatch");
        row("SEC 1 under PRIVATE KEY", replaced(keyFile("ec-P-256.sec1.pem"), "EC PRIVATE", "PRIVATE"),
            "key-pem-label-mismatch");
        row("everything", "'  " + replaced(replaced(pem, "PUBLIC", "RSA PUBLIC"), "\n", "\\n   ") + "'",
            "key-pem-escaped-newlines key-pem-indented key-pem-label-mismatch");
    }
    void repairs() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const auto import = importKeys(asBytes(text.toStdString()));
        QVERIFY2(import.has_value(), errorDetail(import));
        QCOMPARE(ids(import->repairs), expected);
        QCOMPARE(import->keys.size(), std::size_t{1});
        const Key& key = import->keys.front().key;
        QVERIFY(key.samePublicKey(onlyKey(key.type() == KeyType::Ec ? "ec-P-256.spki.pem" : "rsa-2048.spki.pem")));
        QCOMPARE(import->repairedText.empty(), expected.isEmpty());
        if (!expected.isEmpty()) { // the repaired text needs no repair
            const auto again = importKeys(import->repairedText.reveal());
            QVERIFY(again.has_value());
            QVERIFY(again->repairs.empty());
        }
        for (const KeyRepair& repair : import->repairs) {
            QVERIFY(!repair.detail.empty());
            QVERIFY(repair.detail.english().size() < 120);
        }
    }

    void encryptedAndBroken() {
        const std::string traditional = keyFile("ec-P-256.traditional-aes-256-cbc.pem");
        const std::string indented = replaced(traditional, "\n", "\n  ");
        QCOMPARE(errorName(importKeys(asBytes(indented))), "key-encrypted");
        const auto import = importKeys(asBytes(indented), examplePassword());
        QVERIFY2(import.has_value(), errorDetail(import));
        QCOMPARE(ids(import->repairs), "key-pem-indented");
        const std::string escaped = replaced(keyFile("ec-P-256.pbes2-aes-256-cbc.pem"), "\n", "\\n");
        QCOMPARE(errorName(importKeys(asBytes(escaped))), "key-encrypted");
        QCOMPARE(errorName(importKeys(asBytes(escaped), Secret::fromText("wrong"))), "key-password-wrong");
        QVERIFY(importKeys(asBytes(escaped), examplePassword()).has_value());
    }

    void severalBlocks() {
        const std::string text =
            replaced(keyFile("ec-P-256.pkcs8.pem") + keyFile("ed25519.certificate.pem"), "\n", "\\n");
        const auto import = importKeys(asBytes(text));
        QVERIFY2(import.has_value(), errorDetail(import));
        QCOMPARE(import->keys.size(), std::size_t{2});
    }

    void beyondRepair_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        const std::string pem = keyFile("rsa-2048.pkcs8.pem");
        const auto row = [](const char* label, const std::string& text, const char* code) {
            QTest::newRow(label) << QByteArray::fromStdString(text) << QByteArray(code);
        };
        row("empty", "", "input-empty");
        row("words", "hello world", "key-format-unknown");
        row("a secret", "c2VjcmV0", "key-format-unknown");
        row("JSON", R"({"kty":"oct","k":"AAAA"})", "key-format-unknown");
        row("cut off", pem.substr(0, 600), "key-pem-broken");
        row("cut off inside", pem.substr(0, 300) + pem.substr(1000), "key-pem-broken");
        row("request", keyFile("ec-P-256.request.pem"), "key-pem-label");
        row("PGP", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENBF\n-----END PGP PUBLIC KEY BLOCK-----\n",
            "key-pem-label");
        row("too large", std::string((1 << 20) + 1, 'A'), "input-too-large");
        row("1 MB of noise", std::string(1 << 20, 'A'), "key-format-unknown");
        row("1 MB of BEGIN", QString("BEGIN ").repeated(170000).toStdString(), "key-pem-broken");
        row("1 MB of hyphens", std::string(1 << 20, '-'), "key-format-unknown");
    }
    void beyondRepair() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        QCOMPARE(errorName(importKeys(asBytes(text.toStdString()))), code);
    }

    void everyContainer_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<KeyFormat>("format");
        QTest::newRow("der") << "ec-P-256.spki.der" << KeyFormat::SpkiDer;
        QTest::newRow("pem") << "ec-P-256.sec1.pem" << KeyFormat::Sec1Pem;
        QTest::newRow("p12") << "modern.p12" << KeyFormat::Pkcs12;
        QTest::newRow("ssh public") << "ssh-rsa.pub" << KeyFormat::OpenSshPublic;
        QTest::newRow("ssh private") << "ssh-ed25519" << KeyFormat::OpenSshPrivate;
        QTest::newRow("RFC 4716") << "ssh-rsa.rfc4716.pub" << KeyFormat::OpenSshPublic;
    }
    void everyContainer() {
        QFETCH(QString, file);
        QFETCH(KeyFormat, format);
        const auto import = importKeys(asBytes(keyFile(file)), examplePassword());
        QVERIFY2(import.has_value(), errorDetail(import));
        QCOMPARE(import->keys.front().format, format);
        QVERIFY(import->repairs.empty());
        QVERIFY(!name(format).empty());
    }
};

QTEST_GUILESS_MAIN(KeyImportTest)
#include "tst_key_import.moc"
