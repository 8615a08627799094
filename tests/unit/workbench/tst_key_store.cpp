// SPDX-License-Identifier: Apache-2.0
#include "support/fake_secret_store.h"
#include "workbench/key_store.h"

#include "base/base64url.h"
#include "jose/key_material.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace twb;
using namespace twb::workbench;
using twb::test::FakeSecretStore;
using twb::test::Vault;
using Where = KeyStoreState::Where;

namespace {

using Mood = FakeSecretStore::Mood;

SharedMadeKey madeKey(KeyRequest::Kind kind, const std::string& name) {
    KeyRequest request;
    request.kind = kind;
    request.curve = kind == KeyRequest::Kind::Okp ? "Ed25519" : "P-256";
    request.name = name;
    return *makeKey(request);
}

/// One run of the program over a folder and a vault.
struct Session {
    Session(const Clock& clock, const QString& folder, Vault* vault, Mood mood = Mood::Works)
        : ring(clock) {
        std::unique_ptr<FakeSecretStore> made;
        if (vault != nullptr) {
            made = std::make_unique<FakeSecretStore>(vault);
            made->mood = mood;
            secrets = made.get();
        }
        store = std::make_unique<KeyStore>(&ring, folder, std::move(made));
        QSignalSpy loaded(store.get(), &KeyStore::loaded);
        store->load();
        [&] { QTRY_COMPARE(loaded.count(), 1); }();
        settle();
    }
    void settle() {
        QCoreApplication::sendPostedEvents();
        [&] { QTRY_VERIFY(!store->state().busy); }();
    }
    KeyRing ring;
    FakeSecretStore* secrets = nullptr;
    std::unique_ptr<KeyStore> store;
};

} // namespace

class KeyStoreTest : public QObject {
    Q_OBJECT

    FixedClock m_clock{Time(std::chrono::seconds(1'795'190'400))};

    static QByteArray allFilesUnder(const QString& folder) {
        QByteArray all;
        QDirIterator each(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        while (each.hasNext()) {
            QFile file(each.next());
            if (file.open(QIODevice::ReadOnly)) {
                all += file.fileName().toUtf8() + '\n' + file.readAll();
            }
        }
        return all;
    }

    /// Every form in which the private part of a key could stand in a file.
    static QList<QByteArray> traces(const RingEntry& entry) {
        QList<QByteArray> forms;
        const auto add = [&forms](ByteView octets) {
            const QByteArray raw(reinterpret_cast<const char*>(octets.data()), static_cast<qsizetype>(octets.size()));
            forms << raw << raw.toHex() << raw.toHex().toUpper() << raw.toBase64(QByteArray::OmitTrailingEquals)
                  << raw.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        };
        const crypto::Key& key = entry.key.jwk.key;
        using Halves = crypto::Key::Halves;
        switch (key.type()) {
        case crypto::KeyType::Oct: {
            add(key.secret().reveal());
            const std::string digest = *jose::thumbprint(key);
            forms << QByteArray::fromStdString(digest);
            break;
        }
        case crypto::KeyType::Ec:
            add(key.ecNumbers(Halves::PublicAndPrivate)->d.reveal());
            break;
        case crypto::KeyType::Okp:
            add(key.okpNumbers(Halves::PublicAndPrivate)->d.reveal());
            break;
        default: {
            const auto numbers = key.rsaNumbers(Halves::PublicAndPrivate);
            for (const Secret* secret : {&numbers->d, &numbers->p, &numbers->q, &numbers->dp, &numbers->qi}) {
                add(secret->reveal());
            }
        }
        }
        return forms;
    }

    static void fillRing(KeyRing& ring) {
        ring.add(*madeKey(KeyRequest::Kind::Ec, "EC"), QStringLiteral("Generated"));
        ring.add(*madeKey(KeyRequest::Kind::Okp, "Ed"), QStringLiteral("Generated"));
        ring.add(*madeKey(KeyRequest::Kind::Rsa, "RSA"), QStringLiteral("Generated"));
        ring.add(*madeKey(KeyRequest::Kind::Secret, "Secret"), QStringLiteral("Generated"));
        const std::string pem = madeKey(KeyRequest::Kind::Ec, "")->publicPem;
        ring.add(*jose::readKeyMaterial(asBytes(pem)), QStringLiteral("a.pem"), QStringLiteral("Public"));
    }

    static void compareRings(const KeyRing& a, const KeyRing& b) {
        QCOMPARE(a.count(), b.count());
        for (const SharedRingEntry& left : a.entries()) {
            const SharedRingEntry right = b.find(left->id);
            QVERIFY2(right, qPrintable(left->name));
            QCOMPARE(right->name, left->name);
            QCOMPARE(right->origin, left->origin);
            QCOMPARE(right->added, left->added);
            QCOMPARE(right->holds, left->holds);
            QCOMPARE(right->thumbprint, left->thumbprint);
            QCOMPARE(right->key.jwk.kid, left->key.jwk.kid);
            QCOMPARE(right->key.jwk.alg, left->key.jwk.alg);
            QCOMPARE(right->key.jwk.key.isPrivate(), left->key.jwk.key.isPrivate());
            QVERIFY(right->key.jwk.key.samePublicKey(left->key.jwk.key));
        }
    }

private Q_SLOTS:
    void writesNothingBeforeItIsAsked() {
        const QTemporaryDir folder;
        Vault vault;
        {
            Session session(m_clock, folder.path(), &vault);
            fillRing(session.ring);
            session.settle();
            QCOMPARE(session.store->state().where, Where::SessionOnly);
            QTest::qWait(250);
        }
        QVERIFY(allFilesUnder(folder.path()).isEmpty());
        QVERIFY(vault.empty());
    }

    void keepsAndReadsBack() {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("data"));
        Vault vault;
        Session first(m_clock, path, &vault);
        fillRing(first.ring);
        first.store->keepOnThisComputer(true);
        QVERIFY(first.store->keeps());
        first.settle();
        QCOMPARE(first.store->state().where, Where::Kept);
        QCOMPARE(vault.size(), std::size_t{4});
        const QString secretId = first.ring.entries()[3]->id;
        QVERIFY(first.ring.setKid(secretId, QStringLiteral("new kid")).has_value()); // after the secret was written
        QVERIFY(first.ring.rename(first.ring.entries()[0]->id, QStringLiteral("Renamed")).has_value());
        first.store.reset(); // writes what is still due
        QVERIFY(!(QFileInfo(path + "/keys.json").permissions() & (QFile::ReadGroup | QFile::ReadOther)));

        Session second(m_clock, path, &vault);
        QVERIFY(second.store->keeps());
        QCOMPARE(second.store->state().where, Where::Kept);
        compareRings(first.ring, second.ring);
        QCOMPARE(second.ring.find(secretId)->key.jwk.kid, std::string("new kid"));
    }

    void noFileHoldsAPrivateOctet() {
        const QTemporaryDir folder;
        Vault vault;
        Session session(m_clock, folder.path(), &vault);
        fillRing(session.ring);
        QList<QByteArray> wanted;
        for (const SharedRingEntry& entry : session.ring.entries()) {
            if (entry->holds != Holds::Public) {
                wanted << traces(*entry);
            }
        }
        QVERIFY(wanted.size() > 30);
        const auto search = [&](const char* when) {
            const QByteArray all = allFilesUnder(folder.path());
            QVERIFY2(all.contains("\"keys\""), when); // proof that the file was read
            for (const QByteArray& trace : wanted) {
                QVERIFY2(!all.contains(trace), when);
            }
            QVERIFY2(!all.contains("PRIVATE"), when);
            QVERIFY2(!all.contains("\"d\":") && !all.contains("\"k\":"), when);
        };
        session.store->keepOnThisComputer(true);
        session.settle();
        search("kept");
        for (const Mood mood : {Mood::SaysLocked, Mood::SaysMissing, Mood::SaysFailed, Mood::NeverAnswers}) {
            session.secrets->mood = mood;
            const auto made = madeKey(KeyRequest::Kind::Secret, "later");
            const QString id = session.ring.add(*made, QStringLiteral("Generated")).added.first();
            wanted << traces(*session.ring.find(id));
            session.settle();
            search("with a failing store");
        }
        session.store->keepOnThisComputer(false);
        session.settle();
        search("ended, with entries left to forget");
        // The search finds what it looks for: the same octets where they do stand.
        std::string vaultText;
        for (const auto& [id, text] : vault) {
            vaultText += text;
        }
        QVERIFY(QByteArray::fromStdString(vaultText).contains(wanted[4]));
    }

    void aStoreThatRefusesLosesNothing_data() {
        QTest::addColumn<int>("mood");
        QTest::addColumn<int>("outcome");
        QTest::newRow("locked") << int(Mood::SaysLocked) << int(StoreOutcome::Locked);
        QTest::newRow("missing") << int(Mood::SaysMissing) << int(StoreOutcome::Missing);
        QTest::newRow("failed") << int(Mood::SaysFailed) << int(StoreOutcome::Failed);
        QTest::newRow("never answers") << int(Mood::NeverAnswers) << int(StoreOutcome::TimedOut);
    }

    void aStoreThatRefusesLosesNothing() {
        QFETCH(int, mood);
        QFETCH(int, outcome);
        const QTemporaryDir folder;
        Vault vault;
        Session first(m_clock, folder.path(), &vault, static_cast<Mood>(mood));
        fillRing(first.ring);
        first.store->keepOnThisComputer(true);
        first.settle();
        KeyStoreState state = first.store->state();
        QCOMPARE(int(state.outcome), outcome);
        QCOMPARE(state.where, Where::PartlyKept);
        QCOMPARE(state.unkept, 4);
        QVERIFY(state.canRetry && !state.sentence.isEmpty() && !state.advice.isEmpty());
        QCOMPARE(first.ring.count(), 5);
        QVERIFY(outcome == int(StoreOutcome::Failed) || first.secrets->calls == 1); // asked once, not once a key
        first.secrets->mood = Mood::Works;
        first.store->retry();
        first.settle();
        QCOMPARE(first.store->state().where, Where::Kept);
        QCOMPARE(vault.size(), std::size_t{4});
        first.store.reset();

        // The next run meets a store that refuses: public halves are there, the rest comes with the retry.
        Session second(m_clock, folder.path(), &vault, static_cast<Mood>(mood));
        state = second.store->state();
        QCOMPARE(int(state.outcome), outcome);
        QCOMPARE(state.unread, 4);
        QCOMPARE(second.ring.count(), 4); // all but the secret
        QCOMPARE(second.ring.entries().front()->holds, Holds::Public);
        QVERIFY(second.ring.rename(second.ring.entries().front()->id, QStringLiteral("Renamed")).has_value());
        QTest::qWait(250);
        second.settle(); // written back without having been read
        second.secrets->mood = Mood::Works;
        second.store->retry();
        second.settle();
        QCOMPARE(second.store->state().where, Where::Kept);
        QVERIFY(first.ring.rename(second.ring.entries().front()->id, QStringLiteral("Renamed")).has_value());
        compareRings(first.ring, second.ring);
        second.store.reset();
        Session third(m_clock, folder.path(), &vault);
        compareRings(first.ring, third.ring);
    }

    void aLateAnswerStartsANewTry() {
        const QTemporaryDir folder;
        Vault vault;
        Session session(m_clock, folder.path(), &vault, Mood::NeverAnswers);
        session.ring.add(*madeKey(KeyRequest::Kind::Ec, "EC"), QStringLiteral("Generated"));
        session.store->keepOnThisComputer(true);
        session.settle();
        QCOMPARE(session.store->state().outcome, StoreOutcome::TimedOut);
        session.secrets->mood = Mood::Works; // the user has typed the password
        session.secrets->hanging.front()();
        session.settle();
        QTRY_COMPARE(session.store->state().where, Where::Kept);
    }

    void worksWithoutASecretStore() {
        const QTemporaryDir folder;
        {
            Session session(m_clock, folder.path(), nullptr);
            fillRing(session.ring);
            session.store->keepOnThisComputer(true);
            session.settle();
            QCOMPARE(session.store->state().outcome, StoreOutcome::Missing);
            QCOMPARE(session.store->state().unkept, 4);
        }
        Session next(m_clock, folder.path(), nullptr);
        QCOMPARE(next.ring.count(), 4); // public halves; the secret lived for the session
        for (const SharedRingEntry& entry : next.ring.entries()) {
            QCOMPARE(entry->holds, Holds::Public);
        }
        QCOMPARE(next.store->state().where, Where::Kept);
    }

    void removedKeysLeaveTheSecretStore() {
        const QTemporaryDir folder;
        Vault vault;
        Session session(m_clock, folder.path(), &vault);
        fillRing(session.ring);
        session.store->keepOnThisComputer(true);
        session.settle();
        const QString ec = session.ring.entries()[0]->id;
        const QString secret = session.ring.entries()[3]->id;
        const KeyRing::Removed removed = session.ring.remove({ec, secret});
        session.settle();
        QCOMPARE(vault.size(), std::size_t{2});
        session.ring.restore(removed); // undo
        session.settle();
        QCOMPARE(vault.size(), std::size_t{4});
        QCOMPARE(session.store->state().where, Where::Kept);

        session.secrets->mood = Mood::SaysLocked; // a removal that fails is made up for at the next start
        session.ring.remove({ec});
        QTest::qWait(250);
        session.settle();
        session.store.reset();
        QCOMPARE(vault.size(), std::size_t{4});
        Session next(m_clock, folder.path(), &vault);
        QCOMPARE(vault.size(), std::size_t{3});
        QCOMPARE(next.ring.count(), 4);
        QVERIFY(!next.ring.find(ec));
    }

    void endingItDeletesEverything() {
        const QTemporaryDir folder;
        Vault vault;
        Session session(m_clock, folder.path(), &vault);
        fillRing(session.ring);
        session.store->keepOnThisComputer(true);
        session.settle();
        session.store->keepOnThisComputer(false);
        session.settle();
        QTRY_VERIFY(!QFile::exists(folder.filePath(QStringLiteral("keys.json"))));
        QVERIFY(vault.empty());
        QCOMPARE(session.ring.count(), 5);
        QCOMPARE(session.store->state().where, Where::SessionOnly);
        session.store.reset();
        Session next(m_clock, folder.path(), &vault);
        QCOMPARE(next.ring.count(), 0);
        QVERIFY(!next.store->keeps());
    }

    void aBrokenFileIsPutAside() {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("keys.json"));
        for (const char* text :
             {"{\"version\":1,\"keys\":[{\"id\":\"a\"}]}", "nonsense", "{\"version\":2,\"keys\":[]}"}) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(text);
            file.close();
            Vault vault;
            Session session(m_clock, folder.path(), &vault);
            QCOMPARE(session.store->state().where, Where::Unreadable);
            QVERIFY(!session.store->keeps());
            session.ring.add(*madeKey(KeyRequest::Kind::Ec, "EC"), QStringLiteral("Generated"));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(file.readAll(), QByteArray(text)); // untouched until the user decides
            file.close();
            session.store->keepOnThisComputer(true);
            session.settle();
            QCOMPARE(session.store->state().where, Where::Kept);
            QVERIFY(allFilesUnder(folder.path()).contains(text));
        }
        QVERIFY(QFile::exists(path + ".unreadable-3"));
    }

    void aFolderThatCannotBeWrittenIsSaid() {
        const QTemporaryDir folder;
        const QString blocked = folder.filePath(QStringLiteral("file"));
        QFile file(blocked);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        Vault vault;
        Session session(m_clock, blocked, &vault); // a file stands where the folder should be
        fillRing(session.ring);
        session.store->keepOnThisComputer(true);
        session.settle();
        QCOMPARE(session.store->state().where, Where::Unreadable);
        QVERIFY(session.store->state().canRetry);
        QCOMPARE(session.ring.count(), 5);
        QVERIFY(file.remove());
        session.store->retry();
        session.settle();
        QCOMPARE(session.store->state().where, Where::Kept);
    }

    void aSecondProgramLeavesTheFileAlone() {
        const QTemporaryDir folder;
        Vault vault;
        Session first(m_clock, folder.path(), &vault);
        fillRing(first.ring);
        first.store->keepOnThisComputer(true);
        first.settle();
        const QByteArray before = allFilesUnder(folder.path());
        Session second(m_clock, folder.path(), &vault);
        QVERIFY(!second.store->keeps());
        QVERIFY(!second.store->state().advice.isEmpty());
        second.ring.add(*madeKey(KeyRequest::Kind::Ec, "EC"), QStringLiteral("Generated"));
        second.store->keepOnThisComputer(true);
        second.settle();
        QVERIFY(!second.store->keeps());
        QCOMPARE(allFilesUnder(folder.path()), before);
    }
};

QTEST_GUILESS_MAIN(KeyStoreTest)
#include "tst_key_store.moc"
