// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_ring_export.h"
#include "workbench/key_ring_model.h"
#include "workbench/openssl_commands.h"
#include "workbench/ring_editor_keys.h"

#include "jose/key_material.h"

#include <QAbstractItemModelTester>
#include <QFileInfo>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace twb;
using namespace twb::workbench;

namespace {

SharedMadeKey madeKey(KeyRequest::Kind kind, const std::string& curve = "P-256", const std::string& name = {}) {
    KeyRequest request;
    request.kind = kind;
    request.curve = curve;
    request.name = name;
    request.use = "sig";
    return *makeKey(request);
}

jose::KeySet setOf(std::string_view text) {
    return *jose::readKeyMaterial(asBytes(text));
}

std::string textOf(const Secret& secret) {
    return std::string(asText(secret.reveal()));
}

/// Every private value of a JWK or PEM that must not be in a public text.
bool holdsPrivateOctets(const std::string& text, const MadeKey& made) {
    const std::string jwk = textOf(made.privateJwk);
    for (const char* member : {"\"d\":\"", "\"k\":\"", "\"p\":\"", "\"q\":\""}) {
        const std::size_t at = jwk.find(member);
        if (at != std::string::npos) {
            const std::size_t start = at + std::string_view(member).size();
            if (text.find(jwk.substr(start, jwk.find('"', start) - start)) != std::string::npos) {
                return true;
            }
        }
    }
    return text.find("PRIVATE") != std::string::npos;
}

} // namespace

class KeyRingTest : public QObject {
    Q_OBJECT

    FixedClock m_clock{Time(std::chrono::seconds(1'795'190'400))};

private Q_SLOTS:
    void addsAndKnowsDuplicates() {
        KeyRing ring(m_clock);
        QSignalSpy changed(&ring, &KeyRing::changed);
        const auto made = madeKey(KeyRequest::Kind::Ec, "P-256", "Test signer");
        const AddResult first = ring.add(*made, QStringLiteral("Generated"));
        QCOMPARE(first.added.size(), 1);
        const SharedRingEntry entry = ring.find(first.added.first());
        QVERIFY(entry);
        QCOMPARE(entry->name, QStringLiteral("Test signer"));
        QCOMPARE(entry->origin, QStringLiteral("Generated"));
        QCOMPARE(entry->holds, Holds::Private);
        QCOMPARE(entry->added, m_clock.now());
        QCOMPARE(entry->thumbprint, made->thumbprint);
        QCOMPARE(entry->key.jwk.kid, made->kid);
        QCOMPARE(ring.findThumbprint(made->thumbprint), entry);

        const AddResult again = ring.add(setOf(made->publicPem), QStringLiteral("Pasted"));
        QCOMPARE(again.alreadyThere, first.added);
        QCOMPARE(ring.count(), 1);
        QCOMPARE(changed.count(), 1);
    }

    void joinsTheHalvesOfOneKey() {
        KeyRing ring(m_clock);
        const auto made = madeKey(KeyRequest::Kind::Okp, "Ed25519");
        const AddResult open = ring.add(setOf(made->publicPem), QStringLiteral("Pasted"), QStringLiteral("Mine"));
        QCOMPARE(ring.entries().front()->holds, Holds::Public);
        const AddResult whole = ring.add(*made, QStringLiteral("Generated"));
        QCOMPARE(whole.joined, open.added);
        QCOMPARE(ring.count(), 1);
        const SharedRingEntry entry = ring.entries().front();
        QCOMPARE(entry->holds, Holds::Private);
        QCOMPARE(entry->name, QStringLiteral("Mine"));
        QCOMPARE(entry->origin, QStringLiteral("Pasted"));
        QCOMPARE(entry->key.jwk.kid, made->kid); // the half without a kid gained one
    }

    void knowsSecretsByTheirOctets() {
        KeyRing ring(m_clock);
        QCOMPARE(ring.add(setOf("correct horse battery staple"), QStringLiteral("Typed")).added.size(), 1);
        QCOMPARE(ring.add(setOf("correct horse battery staple"), QStringLiteral("Typed")).alreadyThere.size(), 1);
        QCOMPARE(ring.add(setOf("correct horse battery stable"), QStringLiteral("Typed")).added.size(), 1);
        QCOMPARE(ring.entries().front()->holds, Holds::Secret);
        QVERIFY(ring.entries().front()->thumbprint.empty());
    }

    void namesWhatCannotBeRead() {
        KeyRing ring(m_clock);
        const AddResult result = ring.add(
            setOf(R"({"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA","kid":"bad"}]})"), QStringLiteral("a.jwks"));
        QCOMPARE(ring.count(), 0);
        QCOMPARE(result.unreadable.size(), std::size_t{1});
        QCOMPARE(result.unreadable.front().source, QStringLiteral("a.jwks"));
        QCOMPARE(result.unreadable.front().kid, std::string("bad"));
    }

    void editsNameKidUseAndAlg() {
        KeyRing ring(m_clock);
        const QString id = ring.add(*madeKey(KeyRequest::Kind::Ec), QStringLiteral("Generated")).added.first();
        QSignalSpy changed(&ring, &KeyRing::changed);
        const SharedRingEntry before = ring.find(id);
        QVERIFY(ring.rename(id, QStringLiteral("  New   name ")).has_value());
        QVERIFY(ring.setKid(id, QStringLiteral("kid-2")).has_value());
        QVERIFY(ring.setUse(id, QStringLiteral("enc")).has_value());
        QVERIFY(ring.setUse(id, QStringLiteral("sig")).has_value());
        QVERIFY(ring.setAlg(id, QStringLiteral("ES256")).has_value());
        QCOMPARE(changed.count(), 5);
        QVERIFY(ring.setAlg(id, QStringLiteral("ES256")).has_value()); // no change, no signal
        QCOMPARE(changed.count(), 5);
        QCOMPARE(ring.find(id)->name, QStringLiteral("New name"));
        QCOMPARE(ring.find(id)->key.jwk.kid, std::string("kid-2"));
        QCOMPARE(ring.withKid("kid-2").size(), std::size_t{1});
        QVERIFY(before->key.jwk.kid != "kid-2"); // entries that were handed out never change

        QCOMPARE(ring.rename(id, QStringLiteral(" ")).error().code, ErrorCode::InputEmpty);
        QCOMPARE(ring.setAlg(id, QStringLiteral("RS256")).error().code, ErrorCode::KeyTypeMismatch);
        QCOMPARE(ring.setAlg(id, QStringLiteral("ES384")).error().code, ErrorCode::KeyCurveMismatch);
        QCOMPARE(ring.setKid(QStringLiteral("nobody"), {}).error().code, ErrorCode::KeyNotFound);
        QCOMPARE(ring.find(id)->key.jwk.alg, std::string("ES256"));
    }

    void removesAndRestoresInPlace() {
        KeyRing ring(m_clock);
        QStringList ids;
        for (const char* name : {"a secret", "b secret", "c secret", "d secret"}) {
            ids << ring.add(setOf(name), QStringLiteral("Typed")).added;
        }
        const auto all = ring.entries();
        const KeyRing::Removed removed = ring.remove({ids[2], ids[0], QStringLiteral("nobody")});
        QCOMPARE(removed.count(), 2);
        QCOMPARE(ring.count(), 2);
        QVERIFY(!ring.find(ids[0]));
        QCOMPARE(ring.indexOf(ids[3]), 1);
        QVERIFY(ring.add(setOf("c secret"), QStringLiteral("Typed")).added.size() == 1); // came back otherwise
        ring.restore(removed);
        QCOMPARE(ring.count(), 4);
        QCOMPARE(ring.entries()[0], all[0]);
        QVERIFY(!ring.find(ids[2]));
        ring.restore(removed); // twice changes nothing
        QCOMPARE(ring.count(), 4);
    }

    void findsKeysThatFitAnAlgorithm() {
        KeyRing ring(m_clock);
        const auto ec = madeKey(KeyRequest::Kind::Ec);
        ring.add(*ec, QStringLiteral("Generated"));
        ring.add(setOf(madeKey(KeyRequest::Kind::Ec)->publicPem), QStringLiteral("Pasted"));
        ring.add(*madeKey(KeyRequest::Kind::Ec, "P-384"), QStringLiteral("Generated"));
        ring.add(setOf("a secret"), QStringLiteral("Typed"));
        const auto& es256 = *jose::findAlgorithm("ES256");
        QCOMPARE(ring.fitting(es256, jose::KeyPurpose::Verify).size(), std::size_t{2});
        QCOMPARE(ring.fitting(es256, jose::KeyPurpose::Sign).size(), std::size_t{1});
        QCOMPARE(ring.fitting(*jose::findAlgorithm("HS256"), jose::KeyPurpose::Sign).size(), std::size_t{1});
        QCOMPARE(ring.fitting(*jose::findAlgorithm("RS256"), jose::KeyPurpose::Verify).size(), std::size_t{0});
        QVERIFY(ring.setUse(ring.entries().front()->id, QStringLiteral("enc")).has_value());
        QCOMPARE(ring.fitting(es256, jose::KeyPurpose::Sign).size(), std::size_t{0});

        EditorKeys editor(&ring);
        QSignalSpy changed(&editor, &EditorKeys::changed);
        QVERIFY(ring.setUse(ring.entries().front()->id, QString()).has_value());
        QVERIFY(ring.setKid(ring.entries()[1]->id, QStringLiteral("wanted")).has_value());
        QCOMPARE(changed.count(), 2);
        const auto keys = editor.keysFor("ES256", jose::KeyPurpose::Verify, "wanted");
        QCOMPARE(keys.size(), std::size_t{2});
        QVERIFY(keys[0].kidMatches && !keys[1].kidMatches);
        QCOMPARE(keys[0].id, ring.entries()[1]->id);
        QVERIFY(editor.keysFor("none", jose::KeyPurpose::Verify).empty());
        QVERIFY(editor.keysFor("nonsense", jose::KeyPurpose::Verify).empty());
        const auto texts = editor.textsOf(ring.entries().front()->id);
        QVERIFY(texts.has_value());
        QCOMPARE(textOf(texts->publicText), ec->publicPem);
        QVERIFY(texts->privateText == ec->privatePem);
        const auto secret = editor.textsOf(ring.entries()[3]->id);
        QCOMPARE(textOf(secret->secretText), std::string("YSBzZWNyZXQ"));
        QVERIFY(editor.textsOf(QStringLiteral("nobody")).error().code == ErrorCode::KeyNotFound);
        QCOMPARE(ring.keySet({ring.entries()[1]->id, QStringLiteral("nobody")}).entries().size(), std::size_t{1});
    }

    void publicExportsHoldNothingPrivate_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("curve");
        QTest::newRow("RSA") << int(KeyRequest::Kind::Rsa) << QString();
        QTest::newRow("P-521") << int(KeyRequest::Kind::Ec) << "P-521";
        QTest::newRow("Ed25519") << int(KeyRequest::Kind::Okp) << "Ed25519";
        QTest::newRow("X25519") << int(KeyRequest::Kind::Okp) << "X25519";
    }

    void publicExportsHoldNothingPrivate() {
        QFETCH(int, kind);
        QFETCH(QString, curve);
        const auto made = madeKey(static_cast<KeyRequest::Kind>(kind), curve.toStdString());
        KeyRing ring(m_clock);
        ring.add(*made, QStringLiteral("Generated"));
        ring.add(setOf("a secret among them"), QStringLiteral("Typed"));
        const SharedRingEntry entry = ring.entries().front();
        QVERIFY(holdsPrivateOctets(textOf(*revealPrivateJwk(*entry)), *made)); // the search finds what it looks for
        QVERIFY(holdsPrivateOctets(textOf(*revealPrivatePem(*entry)), *made));
        for (const auto& text :
             {publicPem(*entry), publicJwk(*entry), compactPublicJwk(*entry), publicJwks(ring.entries())}) {
            QVERIFY(text.has_value());
            QVERIFY2(!holdsPrivateOctets(*text, *made), text->c_str());
            QVERIFY(text->find("c2VjcmV0") == std::string::npos);
            const jose::KeySet read = setOf(*text);
            QCOMPARE(read.entries().size(), std::size_t{1});
            QVERIFY(!read.entries().front().jwk.key.isPrivate());
            QVERIFY(read.entries().front().jwk.key.samePublicKey(entry->key.jwk.key));
        }
        const auto encrypted = encryptedPrivatePem(*entry, Secret::fromText("pass phrase"));
        QVERIFY(encrypted.has_value());
        QCOMPARE(jose::readKeyMaterial(encrypted->reveal()).error().code, ErrorCode::KeyEncrypted);
        const crypto::Password password(Secret::fromText("pass phrase"));
        QVERIFY(jose::readKeyMaterial(encrypted->reveal(), {&password, {}})->entries().front().jwk.key.isPrivate());
        QCOMPARE(encryptedPrivatePem(*entry, Secret()).error().code, ErrorCode::InputEmpty);
        QCOMPARE(certificatePem(*entry).error().code, ErrorCode::KeyFormatImpossible);
    }

    void secretsHaveNoPublicForm() {
        KeyRing ring(m_clock);
        ring.add(setOf("a secret\xC3\xA9"), QStringLiteral("Typed"));
        const RingEntry& entry = *ring.entries().front();
        QCOMPARE(publicPem(entry).error().code, ErrorCode::KeyFormatImpossible);
        QCOMPARE(publicJwk(entry).error().code, ErrorCode::KeyFormatImpossible);
        QCOMPARE(publicJwks(ring.entries()).error().code, ErrorCode::KeyFormatImpossible);
        QCOMPARE(revealPrivatePem(entry).error().code, ErrorCode::KeyFormatImpossible);
        using E = jose::SecretEncoding;
        for (const E encoding : {E::Utf8, E::Base64, E::Base64Url, E::Hex}) {
            const auto text = revealSecretText(entry, encoding);
            QVERIFY(text.has_value());
            QVERIFY(*jose::decodeSecretText(asText(text->reveal()), encoding) == entry.key.jwk.key.secret());
        }
        ring.add(setOf(madeKey(KeyRequest::Kind::Ec)->publicPem), QStringLiteral("Pasted"));
        QCOMPARE(revealPrivateJwk(*ring.entries()[1]).error().code, ErrorCode::KeyPrivateMissing);
        QCOMPARE(revealPrivatePem(*ring.entries()[1]).error().code, ErrorCode::KeyPrivateMissing);
    }

    void savesForTheOwnerOnly() {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("key.pem"));
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.close();
        QVERIFY(old.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
        QVERIFY(saveToFile(path, asBytes("text")).has_value());
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFileInfo(path).permissions() & others));
        QVERIFY(saveToFile(folder.filePath(QStringLiteral("new.pem")), asBytes("text")).has_value());
        QVERIFY(!(QFileInfo(folder.filePath(QStringLiteral("new.pem"))).permissions() & others));
        QCOMPARE(saveToFile(folder.filePath(QStringLiteral("no/such/folder")), {}).error().code,
                 ErrorCode::FileUnwritable);
    }

    void commandsForTheShellWork_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("curve");
        QTest::newRow("RSA") << int(KeyRequest::Kind::Rsa) << QString();
        QTest::newRow("EC") << int(KeyRequest::Kind::Ec) << "P-256";
        QTest::newRow("secp256k1") << int(KeyRequest::Kind::Ec) << "secp256k1";
        QTest::newRow("Ed25519") << int(KeyRequest::Kind::Okp) << "Ed25519";
        QTest::newRow("secret") << int(KeyRequest::Kind::Secret) << QString();
    }

    void commandsForTheShellWork() {
        QFETCH(int, kind);
        QFETCH(QString, curve);
        if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty()) {
            QSKIP("openssl is not installed");
        }
        KeyRequest request;
        request.kind = static_cast<KeyRequest::Kind>(kind);
        request.curve = curve.toStdString();
        request.certificateSubject = "CN=it's a/test+1, O=Example";
        const QTemporaryDir folder;
        QProcess shell;
        shell.setWorkingDirectory(folder.path());
        shell.start(QStringLiteral("sh"), {QStringLiteral("-ec"), opensslCommands(request)});
        QVERIFY(shell.waitForFinished(60000));
        QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
        const bool secret = request.kind == KeyRequest::Kind::Secret;
        for (const QString& name :
             secret ? QStringList{"secret.txt"} : QStringList{"private.pem", "public.pem", "certificate.pem"}) {
            QFile file(folder.filePath(name));
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name));
            QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
            QVERIFY2(jose::readKeyMaterial(asBytes(file.readAll().toStdString())).has_value(), qPrintable(name));
        }
        QVERIFY(!opensslCommands(request).contains("-aes-256-cbc"));
        QCOMPARE(opensslCommands(request, FilePassphrase::Asked).contains("-aes-256-cbc"), !secret);
        if (!secret) {
            QFile file(folder.filePath(QStringLiteral("certificate.pem")));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto set = jose::readKeyMaterial(asBytes(file.readAll().toStdString()));
            QCOMPARE(set->entries().at(0).certificate->subject, std::string("O=Example,CN=it's a/test\\+1"));
        }
    }

    void tableFollowsTheRing() {
        KeyRing ring(m_clock);
        KeyRingModel model(&ring);
        QAbstractItemModelTester modelTester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        KeyRingFilter filter(&model);
        QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.sort(KeyRingModel::Name);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy counts(&filter, &KeyRingFilter::countsChanged);

        const auto ec = madeKey(KeyRequest::Kind::Ec, "P-256", "Bravo");
        const QString bravo = ring.add(*ec, QStringLiteral("Generated")).added.first();
        ring.add(setOf(madeKey(KeyRequest::Kind::Okp, "Ed25519")->publicPem), QStringLiteral("a.pem"),
                 QStringLiteral("alpha"));
        const QString charlie =
            ring.add(setOf("twelve bytes"), QStringLiteral("Typed"), QStringLiteral("Charlie")).added.first();
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(filter.counts(), (KeyRingFilter::Counts{3, 1, 1, 1}));
        QCOMPARE(counts.count(), 3);
        QCOMPARE(filter.index(0, 0).data().toString(), QStringLiteral("alpha"));
        const auto cells = [&model](int row) {
            QStringList all;
            for (int column = 0; column < KeyRingModel::Thumbprint; ++column) {
                all << model.index(row, column).data().toString();
            }
            return all;
        };
        QCOMPARE(cells(0), (QStringList{"Bravo", "EC", "P-256", QString::fromStdString(ec->kid), "Sign and verify",
                                        "private", "Generated"}));
        QCOMPARE(cells(1), (QStringList{"alpha", "Ed25519", "256 bits", "–", "–", "public", "a.pem"}));
        QCOMPARE(cells(2), (QStringList{"Charlie", "Secret", "12 bytes", "–", "–", "secret", "Typed"}));
        QCOMPARE(model.index(2, KeyRingModel::Thumbprint).data().toString(), QStringLiteral("–"));
        QCOMPARE(model.index(2, 0).data(KeyRingModel::ThumbprintRole).toString(), QString());
        QCOMPARE(model.index(0, 0).data(KeyRingModel::ThumbprintRole).toString().toStdString(), ec->thumbprint);
        QCOMPARE(model.index(1, 0).data(KeyRingModel::IconRole).toString(), QStringLiteral("eye"));
        QCOMPARE(model.index(0, 0).data(KeyRingModel::PrivateRole).toBool(), true);

        const QPersistentModelIndex selected = filter.indexOf(bravo);
        QVERIFY(model.setData(model.indexOf(bravo), QStringLiteral("Zulu")));
        QVERIFY(!model.setData(model.indexOf(bravo), QStringLiteral(" ")));
        QVERIFY(!model.setData(model.index(0, KeyRingModel::Kind), QStringLiteral("x")));
        QCOMPARE(ring.find(bravo)->name, QStringLiteral("Zulu"));
        QVERIFY(selected.isValid());
        QCOMPARE(filter.entryAt(selected)->id, bravo);
        QCOMPARE(selected.row(), 2);

        filter.setShow(KeyRingFilter::Show::Secrets);
        QCOMPARE(filter.rowCount(), 1);
        filter.setShow(KeyRingFilter::Show::All);
        filter.setSearch(QStringLiteral("ED25 A.pem"));
        QCOMPARE(filter.rowCount(), 1);
        QCOMPARE(filter.counts().all, 3);
        filter.setSearch(QStringLiteral("ed25 zulu"));
        QCOMPARE(filter.rowCount(), 0);
        filter.setSearch({});

        const KeyRing::Removed removed = ring.remove({bravo, charlie});
        QCOMPARE(filter.rowCount(), 1);
        ring.restore(removed);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.indexOf(bravo).row(), 0);
        QCOMPARE(resets.count(), 0);
    }

    void sizesSortAsNumbers() {
        KeyRing ring(m_clock);
        ring.add(setOf("a much longer secret than the other one"), QStringLiteral("Typed"), QStringLiteral("long"));
        ring.add(setOf("short one"), QStringLiteral("Typed"), QStringLiteral("short"));
        KeyRingModel model(&ring);
        KeyRingFilter filter(&model);
        filter.sort(KeyRingModel::Size);
        QCOMPARE(filter.index(0, 0).data().toString(), QStringLiteral("short"));
        filter.sort(KeyRingModel::Size, Qt::DescendingOrder);
        QCOMPARE(filter.index(0, 0).data().toString(), QStringLiteral("long"));
    }
};

QTEST_GUILESS_MAIN(KeyRingTest)
#include "tst_key_ring.moc"
