// SPDX-License-Identifier: Apache-2.0
// What the Keys workspace tells of a key: QR code, fingerprints, the open tokens that it fits.
#include "workbench/key_fingerprints.h"
#include "workbench/key_fit.h"
#include "workbench/key_ring_export.h"
#include "workbench/qr_code.h"

#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace twb;
using namespace twb::workbench;
using Answer = FittingToken::Answer;

namespace {

SharedMadeKey madeKey(KeyRequest::Kind kind, const std::string& curve, const std::string& subject = {}) {
    KeyRequest request;
    request.kind = kind;
    request.curve = curve;
    request.use = "sig";
    request.name = "test";
    request.certificateSubject = subject;
    request.now = Time(std::chrono::seconds(1795186800));
    return *makeKey(request);
}

SharedRingEntry entryOf(const MadeKey& key) {
    return draftKeys(key, QStringLiteral("Generated"))->keys.front().entry;
}

QString lineOf(const QString& program, const QStringList& arguments, const std::string& input = {}) {
    QProcess process;
    process.start(program, arguments);
    process.write(QByteArray::fromStdString(input));
    process.closeWriteChannel();
    return process.waitForFinished(20000) ? QString::fromUtf8(process.readAllStandardOutput()).trimmed() : QString();
}

QString find(const std::vector<Fingerprint>& all, const char* name) {
    for (const Fingerprint& one : all) {
        if (one.name.startsWith(QLatin1String(name))) {
            return one.text;
        }
    }
    return {};
}

} // namespace

class TestKeyTools : public QObject {
    Q_OBJECT
private Q_SLOTS:

    void qrHasItsThreeCorners() {
        const auto key = madeKey(KeyRequest::Kind::Rsa, {});
        const auto jwk = compactPublicJwk(*entryOf(*key));
        QVERIFY(jwk.has_value());
        const auto code = encodeQr(*jwk);
        QVERIFY(code.has_value());
        QVERIFY(code->side >= 21 && (code->side - 17) % 4 == 0);
        QCOMPARE(code->modules.size(), static_cast<std::size_t>(code->side * code->side));
        const int last = code->side - 7;
        for (const auto& [x, y] : {std::pair{0, 0}, {last, 0}, {0, last}}) {
            for (int i = 0; i < 7; ++i) {
                QVERIFY(code->dark(x + i, y) && code->dark(x, y + i) && code->dark(x + i, y + 6));
            }
            QVERIFY(!code->dark(x + 1, y + 1) && code->dark(x + 3, y + 3));
        }
    }

    void qrNamesWhatItCannotHold() {
        QCOMPARE(encodeQr({}).error().code, ErrorCode::InputEmpty);
        QVERIFY(encodeQr(std::string(2953, 'a')).has_value());
        QCOMPARE(encodeQr(std::string(2954, 'a')).error().code, ErrorCode::InputTooLarge);
        // A certificate would make the code too large: it is left out of the JWK for it.
        const auto key = madeKey(KeyRequest::Kind::Rsa, {}, "CN=example");
        QVERIFY(key->publicJwk.find("x5c") != std::string::npos);
        QVERIFY(compactPublicJwk(*entryOf(*key))->find("\"x5") == std::string::npos);
    }

    void fingerprintsAreThoseOfOtherTools() {
        const auto key = madeKey(KeyRequest::Kind::Rsa, {}, "CN=example");
        const SharedRingEntry entry = entryOf(*key);
        const auto all = fingerprintsOf(*entry);
        QCOMPARE(find(all, "JWK thumbprint (RFC 7638"), QString::fromStdString(entry->thumbprint));
        QCOMPARE(find(all, "JWK thumbprint URI"), QStringLiteral("urn:ietf:params:oauth:jwk-thumbprint:sha-256:") +
                                                      QString::fromStdString(entry->thumbprint));
        if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty() ||
            QStandardPaths::findExecutable(QStringLiteral("ssh-keygen")).isEmpty()) {
            QSKIP("openssl or ssh-keygen is not installed");
        }
        const QString spki =
            lineOf(QStringLiteral("sh"),
                   {QStringLiteral("-c"), QStringLiteral("openssl pkey -pubin -outform DER | openssl sha256 -r")},
                   key->publicPem);
        QCOMPARE(find(all, "Public key, SHA-256 of its SPKI, hex"), spki.section(u' ', 0, 0));
        const auto certificate = certificatePem(*entry);
        for (const char* hash : {"sha256", "sha1"}) {
            const QString line = lineOf(QStringLiteral("openssl"),
                                        {QStringLiteral("x509"), QStringLiteral("-noout"),
                                         QStringLiteral("-fingerprint"), QLatin1Char('-') + QLatin1String(hash)},
                                        *certificate);
            const bool longer = QLatin1String(hash) == QLatin1String("sha256");
            QCOMPARE(find(all, longer ? "Certificate, SHA-256" : "Certificate, SHA-1"), line.section(u'=', 1));
        }
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("key.pem")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(key->publicPem));
        file.close();
        const QString ssh =
            lineOf(QStringLiteral("sh"), {QStringLiteral("-c"),
                                          QStringLiteral("ssh-keygen -i -m PKCS8 -f \"$0\" > \"$0.pub\" "
                                                         "&& ssh-keygen -l -f \"$0.pub\""),
                                          file.fileName()});
        QCOMPARE(find(all, "OpenSSH"), ssh.section(u' ', 1, 1));
    }

    void secretsHaveNoFingerprint() {
        QVERIFY(fingerprintsOf(*entryOf(*madeKey(KeyRequest::Kind::Secret, {}))).empty());
        QVERIFY(find(fingerprintsOf(*entryOf(*madeKey(KeyRequest::Kind::Ec, "secp256k1"))), "OpenSSH").isEmpty());
    }

    void openTokensThatFitAreFound() {
        const FixedClock clock(Time(std::chrono::seconds(1795186800)));
        DocumentList documents({&clock});
        const auto mine = madeKey(KeyRequest::Kind::Ec, "P-256"), other = madeKey(KeyRequest::Kind::Ec, "P-256");
        const auto sign = [&](const SharedMadeKey& key) {
            TokenDocument* document = documents.openNew();
            document->pasteText("eyJhbGciOiJFUzI1NiJ9.e30.AAAA");
            document->setKeyPair(Secret::fromText(key->publicPem), key->privatePem.clone());
            document->signCopy();
            return document;
        };
        TokenDocument* one = sign(other);
        TokenDocument* two = sign(mine);
        documents.openNew()->pasteText("eyJhbGciOiJIUzI1NiJ9.e30.AAAA"); // another kind: is not named
        QTRY_COMPARE(two->shownVersion().signature.state, doctor::SignatureState::VerifiedSignedByYou);
        QTRY_COMPARE(one->shownVersion().signature.state, doctor::SignatureState::VerifiedSignedByYou);

        KeyFit fit(&documents);
        QSignalSpy answered(&fit, &KeyFit::answered);
        const SharedRingEntry entry = entryOf(*mine);
        fit.ask(entry);
        const auto last = [&answered] { return answered.last().at(1).value<std::vector<FittingToken>>(); };
        QTRY_VERIFY(!answered.isEmpty());
        QCOMPARE(last().size(), std::size_t{2});
        QCOMPARE(last()[0].document.data(), two);
        QCOMPARE(last()[0].answer, Answer::Verifies);
        QCOMPARE(last()[0].algorithm, QStringLiteral("ES256"));
        QCOMPARE(last()[1].document.data(), one);
        QCOMPARE(last()[1].answer, Answer::CouldServe);

        // It follows what is edited and closed.
        answered.clear();
        documents.close(documents.indexOf(one));
        QTRY_VERIFY(!answered.isEmpty());
        QCOMPARE(last().size(), std::size_t{1});
        answered.clear();
        fit.ask(nullptr);
        two->setClaim("x", "1");
        QTest::qWait(300);
        QVERIFY(answered.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestKeyTools)
#include "tst_key_tools.moc"
