// SPDX-License-Identifier: Apache-2.0
// Tabs between runs: whole, encrypted, and never at the price of what was kept before.
#include "base/base64url.h"
#include "support/fake_secret_store.h"
#include "workbench/tab_file.h"
#include "workbench/tab_store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace twb;
using namespace twb::workbench;
using twb::test::FakeSecretStore;
using twb::test::Vault;
using Where = TabStoreState::Where;
using Mood = FakeSecretStore::Mood;

namespace {

const std::string secretText = "example-caf-client-secret-0123456789abcdef";

std::string tokenOf(std::string_view header, std::string_view payload) {
    return base64url::encode(header) + "." + base64url::encode(payload) + ".AAAA";
}
const std::string plainToken = tokenOf(R"({"alg":"HS256"})", R"({"sub":"somebody-known"})");

/// One run of the program.
struct Run {
    Run(const Clock& clock, const QString& folder, Vault* vault, Mood mood = Mood::Works)
        : documents(DocumentServices{&clock}) {
        std::unique_ptr<FakeSecretStore> made;
        if (vault != nullptr) {
            made = std::make_unique<FakeSecretStore>(vault);
            made->mood = mood;
            secrets = made.get();
        }
        store = std::make_unique<TabStore>(documents, folder, std::move(made));
    }
    bool opened() {
        return QTest::qWaitFor([this] { return store->state().where != Where::Opening; }, 5000);
    }
    bool settled() {
        return QTest::qWaitFor(
            [this] { return documents.current()->evaluation()->revision == documents.current()->revision(); }, 5000);
    }
    DocumentList documents;
    FakeSecretStore* secrets = nullptr;
    std::unique_ptr<TabStore> store;
};

} // namespace

class TestTabStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_vault.clear();
    }

    void offNothingIsWritten() {
        Run run(m_clock, m_folder->path(), &m_vault);
        run.documents.openText(plainToken);
        QCOMPARE(run.store->state().where, Where::Off);
        QVERIFY(!run.store->saveNow());
        QCOMPARE(run.secrets->calls, 0);
        QVERIFY(QDir(m_folder->path()).isEmpty());
    }

    void tabsComeBackAsTheyWere() {
        {
            Run run(m_clock, m_folder->path(), &m_vault);
            run.store->keep(true);
            QVERIFY(run.opened());
            QCOMPARE(run.store->state().where, Where::Kept);
            TokenDocument* first = run.documents.openText("Bearer " + plainToken);
            first->setTitle(QStringLiteral("Łódź"));
            first->setVerifySecret(Secret::fromText(secretText));
            first->setSignChoice(SignChoice::Nothing);
            QVERIFY(run.settled());
            first->editPayload("{ \"sub\" : 1.0 }\n");
            QVERIFY(run.settled());
            TokenDocument* second = run.documents.openNew();
            second->editEncoded("half a tok"); // nothing that could be read
            QVERIFY(run.settled());
            run.documents.openNew(); // empty: not kept
            run.documents.setCurrent(0);
            QVERIFY(run.store->saveNow());
        }
        const QByteArray file = contents();
        QVERIFY(!file.contains(plainToken.c_str()) && !file.contains("half a tok") && !file.contains("sub"));
        QCOMPARE(QFileInfo(filePath()).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());

        Run next(m_clock, m_folder->path(), &m_vault);
        QSignalSpy restored(next.store.get(), &TabStore::restored);
        next.store->keep(true);
        QVERIFY(next.opened());
        QCOMPARE(restored.count(), 1);
        QCOMPARE(next.documents.count(), 2); // the empty one that the program began with is gone
        QCOMPARE(next.documents.currentIndex(), 0);
        TokenDocument* first = next.documents.at(0);
        QVERIFY(next.settled());
        QCOMPARE(first->title(), QStringLiteral("Łódź"));
        QCOMPARE(*first->state().original->token, plainToken);
        QCOMPARE(first->shown(), ShownVersion::Copy);
        QCOMPARE(*first->shownVersion().reading->payload.octets, std::string("{ \"sub\" : 1.0 }\n"));
        QCOMPARE(first->shownVersion().signature.state, doctor::SignatureState::Outdated);
        QVERIFY(first->state().verifySecret == nullptr); // keys are never kept
        QVERIFY(first->isUnsaved());
        QVERIFY(!first->canUndo());
        QCOMPARE(next.documents.at(1)->encodedText(), std::string("half a tok"));
    }

    void everyKindOfCopyComesBackOctetForOctet() {
        const auto key = Secret(Bytes(tabKeyOctets, 7));
        doctor::Copy copy;
        copy.kind = doctor::CopyKind::Selective;
        copy.form = doctor::Copy::Form::General;
        copy.header = {std::make_shared<const std::string>("{}"), nullptr};
        copy.payload = {nullptr, std::make_shared<const std::string>("e3=")}; // faults included
        doctor::CopySignature signature;
        signature.text = "AA";
        signature.signingInput = std::make_shared<const std::string>("a.b");
        signature.key = std::make_shared<doctor::KeyField>();
        copy.signature = std::make_shared<const doctor::CopySignature>(signature);
        copy.views = {doctor::PartView::AsIs, doctor::PartView::Indented, 1};
        copy.disclosable = {"/a", "/b/0"};
        copy.decoys = 3;
        copy.disclosureHash = "sha-512";
        copy.unprotectedHeader = std::make_shared<const std::string>("{\"x\":1}");
        copy.additionalData = std::make_shared<const std::string>("QUFE");
        copy.detached = true;
        copy.signers.resize(2);
        copy.signers[1].unprotected = std::make_shared<const std::string>("{\"kid\":\"k\"}");
        copy.signers[1].signature = copy.signature;
        KeptTabs kept;
        kept.current = 1;
        kept.tabs.resize(2);
        kept.tabs[1].copy = std::make_shared<const doctor::Copy>(copy);
        kept.tabs[1].detachedPayload = std::make_shared<const std::string>(std::string("\0\xff", 2));
        kept.tabs[1].profileChoice = "heflo";

        const auto sealed = sealTabs(kept, key);
        QVERIFY(sealed.has_value());
        const auto back = openTabs(*sealed, key);
        QVERIFY(back.has_value());
        QCOMPARE(back->current, 1);
        QCOMPARE(back->tabs.size(), std::size_t{2});
        QVERIFY(back->tabs[0].copy == nullptr && back->tabs[0].original == nullptr);
        const KeptTab& tab = back->tabs[1];
        QCOMPARE(*tab.detachedPayload, std::string("\0\xff", 2));
        QCOMPARE(tab.profileChoice, std::string("heflo"));
        const doctor::Copy& same = *tab.copy;
        QVERIFY(same.kind == copy.kind && same.form == copy.form && same.views == copy.views);
        QVERIFY(*same.header.octets == "{}" && same.header.encoded == nullptr);
        QVERIFY(same.payload.octets == nullptr && *same.payload.encoded == "e3=");
        QVERIFY(same.signature->text == "AA" && *same.signature->signingInput == "a.b");
        QVERIFY(same.signature->key == nullptr);
        QVERIFY(same.disclosable == copy.disclosable && same.decoys == 3 && same.disclosureHash == "sha-512");
        QVERIFY(*same.unprotectedHeader == *copy.unprotectedHeader && *same.additionalData == "QUFE" && same.detached);
        QCOMPARE(same.signers.size(), std::size_t{2});
        QVERIFY(same.signers[0].signature == nullptr && same.signers[1].signature->text == "AA");

        Bytes damaged = *sealed;
        damaged.back() ^= 1U;
        QVERIFY(!openTabs(damaged, key));
        QVERIFY(!openTabs(*sealed, Secret(Bytes(tabKeyOctets, 8))));
        QVERIFY(!openTabs(ByteView(*sealed).first(20), key));
    }

    void whoHasBegunStaysInFront() {
        keepOne();
        Run next(m_clock, m_folder->path(), &m_vault);
        next.documents.openText(tokenOf("{}", "{}")); // before the kept ones are here
        next.store->keep(true);
        QVERIFY(next.opened());
        QCOMPARE(next.documents.count(), 2);
        QCOMPARE(next.documents.currentIndex(), 1);
        QCOMPARE(next.documents.at(0)->encodedText(), plainToken);
    }

    void turningItOffDeletesTheFile() {
        keepOne();
        Run next(m_clock, m_folder->path(), &m_vault);
        next.store->keep(true);
        QVERIFY(next.opened());
        next.store->keep(false);
        QTRY_VERIFY(!QFile::exists(filePath()));
        QCOMPARE(next.store->state().where, Where::Off);
        QCOMPARE(next.documents.at(0)->encodedText(), plainToken); // the tabs themselves stay
        next.store->keep(true);                                    // and on again, as Undo does
        QVERIFY(next.opened());
        QTRY_VERIFY(QFile::exists(filePath()));
        QCOMPARE(next.documents.count(), 1);
    }

    void aStoreThatRefusesCostsNothing_data() {
        QTest::addColumn<int>("mood");
        QTest::newRow("locked") << static_cast<int>(Mood::SaysLocked);
        QTest::newRow("missing") << static_cast<int>(Mood::SaysMissing);
        QTest::newRow("failed") << static_cast<int>(Mood::SaysFailed);
        QTest::newRow("silent") << static_cast<int>(Mood::NeverAnswers);
    }
    void aStoreThatRefusesCostsNothing() {
        QFETCH(int, mood);
        keepOne();
        const QByteArray before = contents();
        Run next(m_clock, m_folder->path(), &m_vault, static_cast<Mood>(mood));
        next.store->keep(true);
        QVERIFY(next.opened());
        QCOMPARE(next.store->state().where, Where::NotKept);
        QVERIFY(!next.store->state().sentence.isEmpty() && next.store->state().canRetry);
        next.documents.openText(tokenOf("{}", "{}"));
        QVERIFY(!next.store->saveNow());
        QCOMPARE(contents(), before);
        next.secrets->mood = Mood::Works;
        next.store->retry();
        QTRY_COMPARE(next.store->state().where, Where::Kept);
        QCOMPARE(next.documents.count(), 2);
        QCOMPARE(next.documents.at(0)->encodedText(), plainToken);
    }

    void withoutAnyStoreItSaysSo() {
        Run run(m_clock, m_folder->path(), nullptr);
        run.store->keep(true);
        QCOMPARE(run.store->state().where, Where::NotKept);
        QVERIFY(run.store->state().sentence.contains(QLatin1String("not available")));
    }

    void aFileWithoutItsKeyIsPutAside() {
        keepOne();
        const QByteArray before = contents();
        m_vault.clear();
        Run next(m_clock, m_folder->path(), &m_vault);
        next.store->keep(true);
        QVERIFY(next.opened());
        QCOMPARE(next.store->state().where, Where::Kept);
        QFile aside(filePath() + QStringLiteral(".unreadable-1"));
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QCOMPARE(aside.readAll(), before);
    }

    void twoProgramsDoNotWriteOneFile() {
        Run one(m_clock, m_folder->path(), &m_vault);
        one.store->keep(true);
        QVERIFY(one.opened());
        Run two(m_clock, m_folder->path(), &m_vault);
        two.store->keep(true);
        QCOMPARE(two.store->state().where, Where::NotKept);
        QVERIFY(two.store->state().sentence.contains(QLatin1String("Another window")));
    }

    void typingIsWrittenWithoutBeingAsked() {
        Run run(m_clock, m_folder->path(), &m_vault);
        run.store->keep(true);
        QVERIFY(run.opened());
        run.documents.openText(plainToken);
        QTRY_VERIFY_WITH_TIMEOUT(keptNow() == 1, 5000);
        run.documents.close(0);
        QTRY_VERIFY_WITH_TIMEOUT(keptNow() == 0, 5000);
    }

private:
    QString filePath() const { return m_folder->filePath(QStringLiteral("tabs.twb")); }
    QByteArray contents() const {
        QFile file(filePath());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// How many tabs the file holds; −1 if there is none that can be read.
    int keptNow() const {
        const QByteArray file = contents();
        const auto key = m_vault.find(QStringLiteral("open-tabs"));
        if (file.isEmpty() || key == m_vault.end()) {
            return -1;
        }
        const auto kept = openTabs(asBytes(file.toStdString()), Secret::fromText(key->second));
        return kept ? static_cast<int>(kept->tabs.size()) : -1;
    }
    void keepOne() {
        Run run(m_clock, m_folder->path(), &m_vault);
        run.store->keep(true);
        QVERIFY(run.opened());
        run.documents.openText(plainToken);
        QVERIFY(run.store->saveNow());
    }

    FixedClock m_clock{Time(std::chrono::seconds(1735689600))};
    std::unique_ptr<QTemporaryDir> m_folder;
    Vault m_vault;
};

QTEST_GUILESS_MAIN(TestTabStore)
#include "tst_tab_store.moc"
