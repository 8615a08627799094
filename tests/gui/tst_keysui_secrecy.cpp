// SPDX-License-Identifier: Apache-2.0
// A full run of the Keys workspace with keys of every kind (made, pasted, imported, broken, locked, kept, exported,
// used in the editor, removed), then a search for private octets in everything it wrote, logged or showed.
#include "common/theme.h"
#include "keys/key_detail.h"
#include "keys/key_text_panel.h"
#include "keys/keys_table.h"
#include "keys/keys_workspace.h"
#include "keys/marked_clipboard.h"
#include "main_window/actions.h"
#include "support/gui/sample_keys.h"
#include "workbench/clipboard_guard.h"
#include "workbench/document_list.h"
#include "workbench/key_ring_export.h"
#include "workbench/key_store.h"
#include "workbench/phrases.h"
#include "workbench/settings.h"

#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace twb;
using namespace twb::ui;

namespace {

QByteArray logged; // what the program logs while the test runs
void takeLog(QtMsgType, const QMessageLogContext&, const QString& text) {
    logged += text.toUtf8() + '\n';
}

QByteArray octetsOf(const Secret& secret) {
    const ByteView view = secret.reveal();
    return {reinterpret_cast<const char*>(view.data()), static_cast<qsizetype>(view.size())};
}

/// Texts in which octets would be recognised: raw, hex, and Base64 whatever stands before them (three alignments, both
/// alphabets). Every text is of the middle, as line breaks and neighbours change the ends.
QList<QByteArray> needlesOf(const QByteArray& octets) {
    constexpr qsizetype part = 15;
    const QByteArray middle = octets.mid(std::max<qsizetype>(0, octets.size() / 2 - 9), 18);
    QList<QByteArray> needles{middle.left(12), middle.left(12).toHex(), middle.left(12).toHex().toUpper()};
    for (qsizetype shift = 0; shift < 3; ++shift) {
        const QByteArray piece = middle.mid(shift, part);
        const QByteArray whole = piece.left(piece.size() / 3 * 3);
        needles << whole.toBase64() << whole.toBase64(QByteArray::Base64UrlEncoding);
    }
    return needles;
}

class VaultInMemory final : public workbench::SecretStore {
public:
    int entries = 0;
    bool works = true;

protected:
    void doWrite(const QString&, const Secret& secret, Done done) override {
        entries += secret.empty() ? 0 : 1;
        done({works ? workbench::StoreOutcome::Ok : workbench::StoreOutcome::Locked});
    }
    void doRead(const QString&, ReadDone done) override { done({workbench::StoreOutcome::NotFound}, {}); }
    void doRemove(const QString&, Done done) override { done({workbench::StoreOutcome::Ok}); }
};

} // namespace

class KeysSecrecyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void needlesFindWhatTheyShould();
    void privateOctetsStayWhereTheyBelong_data();
    void privateOctetsStayWhereTheyBelong();

private:
    void run(bool storeWorks, const std::vector<workbench::SharedMadeKey>& keys, QByteArray& seen);
    static void hear(const QWidget& window, QByteArray& seen);

    Theme m_theme;
    FixedClock m_clock{Time(std::chrono::seconds(1795186800))};
};

void KeysSecrecyTest::initTestCase() {
    m_theme.setMotion(Motion::Off);
    m_theme.apply();
}

/// The search itself is proved first: a test that cannot fail finds nothing, either.
void KeysSecrecyTest::needlesFindWhatTheyShould() {
    const auto key = test::made(workbench::KeyRequest::Kind::Rsa, "proof");
    const auto entry = workbench::draftKeys(*key, {})->keys.front().entry;
    const auto numbers = entry->key.jwk.key.rsaNumbers(crypto::Key::Halves::PublicAndPrivate);
    const QByteArray pem = octetsOf(key->privatePem).replace('\n', ""), jwk = octetsOf(key->privateJwk);
    for (const Secret* number : {&numbers->d, &numbers->p, &numbers->q}) {
        const auto needles = needlesOf(octetsOf(*number));
        const auto found = [&needles](const QByteArray& text) {
            return std::any_of(needles.begin(), needles.end(),
                               [&text](const QByteArray& needle) { return text.contains(needle); });
        };
        QVERIFY(found(pem));
        QVERIFY(found(jwk));
        QVERIFY(found(octetsOf(*number).toHex()));
        QVERIFY(found("x" + octetsOf(*number)));
        QVERIFY(!found(QByteArray::fromStdString(key->publicPem).replace('\n', "")));
    }
}

void KeysSecrecyTest::hear(const QWidget& window, QByteArray& seen) {
    const auto take = [&seen](const QString& text) { seen += text.toUtf8() + '\n'; };
    QList<const QWidget*> widgets{&window};
    for (const QWidget* child : window.findChildren<QWidget*>())
        widgets.append(child);
    for (const QWidget* widget : std::as_const(widgets)) {
        for (const QString& text : {widget->windowTitle(), widget->toolTip(), widget->accessibleName(),
                                    widget->accessibleDescription(), widget->statusTip()})
            take(text);
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            take(label->text());
        if (const auto* line = qobject_cast<const QLineEdit*>(widget))
            take(line->displayText());
        if (const auto* text = qobject_cast<const QPlainTextEdit*>(widget))
            take(text->toPlainText());
    }
}

void KeysSecrecyTest::privateOctetsStayWhereTheyBelong_data() {
    QTest::addColumn<bool>("storeWorks");
    QTest::newRow("kept in the secret store") << true;
    QTest::newRow("the secret store is locked") << false;
}

void KeysSecrecyTest::privateOctetsStayWhereTheyBelong() {
    QFETCH(bool, storeWorks);
    using Kind = workbench::KeyRequest::Kind;
    const std::vector keys{test::made(Kind::Rsa, "rsa"), test::made(Kind::Ec, "ec", "P-256"),
                           test::made(Kind::Okp, "okp", "Ed25519"), test::made(Kind::Secret, "secret")};
    logged.clear();
    QByteArray seen;
    const QtMessageHandler former = qInstallMessageHandler(takeLog);
    run(storeWorks, keys, seen);
    qInstallMessageHandler(former);
    QVERIFY(seen.size() > 2000); // the run did show and write something
    seen += logged;
    seen.replace('\n', "").replace("\\n", "").replace(' ', "");

    for (const workbench::SharedMadeKey& key : keys) {
        const auto entry = workbench::draftKeys(*key, {})->keys.front().entry;
        const crypto::Key& made = entry->key.jwk.key;
        QList<QByteArray> secrets;
        using Halves = crypto::Key::Halves;
        switch (made.type()) {
        case crypto::KeyType::Oct:
            secrets << octetsOf(made.secret());
            break;
        case crypto::KeyType::Ec:
            secrets << octetsOf(made.ecNumbers(Halves::PublicAndPrivate)->d);
            break;
        case crypto::KeyType::Okp:
            secrets << octetsOf(made.okpNumbers(Halves::PublicAndPrivate)->d);
            break;
        default: {
            const auto numbers = made.rsaNumbers(Halves::PublicAndPrivate);
            for (const Secret* number :
                 {&numbers->d, &numbers->p, &numbers->q, &numbers->dp, &numbers->dq, &numbers->qi})
                secrets << octetsOf(*number);
        }
        }
        for (const QByteArray& secret : std::as_const(secrets)) {
            QVERIFY(secret.size() >= 18);
            for (const QByteArray& needle : needlesOf(secret))
                QVERIFY2(!seen.contains(needle), key->description.c_str());
        }
    }
    for (const char* word : {"opensesame", "openbarley"})
        QVERIFY2(!seen.contains(word), word);
}

/// Everything but the exported files themselves, which are meant to hold a private key, goes into `seen`.
void KeysSecrecyTest::run(bool storeWorks, const std::vector<workbench::SharedMadeKey>& keys, QByteArray& seen) {
    QTemporaryDir data, exports;
    {
        workbench::KeyRing ring(m_clock);
        workbench::KeyImport import(&ring);
        auto vault = std::make_unique<VaultInMemory>();
        VaultInMemory* vaultSeen = vault.get();
        vault->works = storeWorks;
        workbench::KeyStore store(&ring, data.filePath(QStringLiteral("keys")), std::move(vault));
        workbench::KeyMaker maker;
        workbench::ClipboardGuard guard(markedClipboard());
        workbench::Settings settings(data.filePath(QStringLiteral("settings.ini")), nullptr);
        workbench::DocumentList documents({&m_clock});
        Actions actions;
        KeysWorkspace keysPage(ring, import, store, maker, guard, settings, m_theme, actions);
        keysPage.setDocuments(documents);
        keysPage.resize(1340, 780);
        keysPage.show();
        QSignalSpy said(&keysPage, &KeysWorkspace::statusMessage);
        QSignalSpy finished(&import, &workbench::KeyImport::finished);
        const auto imported = [&](const Secret& text) {
            const auto before = finished.count();
            keysPage.importText(QString::fromUtf8(octetsOf(text)));
            QTRY_COMPARE(finished.count(), before + 1);
            hear(keysPage, seen);
        };
        store.keepOnThisComputer(true);
        for (const workbench::SharedMadeKey& key : keys) { // each form in: whole, cut, of a wrong label
            const bool pair = !key->privatePem.empty();
            imported(key->privateJwk);
            if (pair) {
                imported(key->privatePem);
                const QByteArray pem = octetsOf(key->privatePem);
                imported(Secret::fromText(pem.left(pem.size() / 2).toStdString()));
                imported(Secret::fromText(QByteArray(pem).replace("PRIVATE KEY", "PUBLIC KEY").toStdString()));
                imported(Secret::fromText(QByteArray(pem).replace("\n", "\\n").toStdString()));
            }
            const QByteArray jwk = octetsOf(key->privateJwk);
            imported(Secret::fromText(jwk.left(jwk.size() - 9).toStdString()));
            imported(Secret::fromText(("{\"keys\":[" + jwk + ",{\"kty\":\"EC\"}]}").toStdString()));
        }
        // Encrypted, with a wrong passphrase and with the right one.
        const auto locked = workbench::encryptedPrivatePem(*ring.entries().front(), Secret::fromText("open sesame"));
        imported(*locked);
        const auto report = finished.last().first().value<workbench::ImportReport>();
        if (!report.locked.empty()) {
            for (const char* word : {"open barley", "open sesame"}) {
                const auto before = finished.count();
                import.retry(report.locked.front().handle, Secret::fromText(word));
                QTRY_COMPARE(finished.count(), before + 1);
                hear(keysPage, seen);
            }
        }
        // Every key looked at in every public form, edited, copied, exported; its private half never revealed.
        auto* detail = keysPage.findChild<KeyDetail*>();
        for (const workbench::SharedRingEntry& entry : std::vector(ring.entries())) {
            keysPage.selectKey(entry->id);
            for (const KeyForm form : {KeyForm::Pem, KeyForm::Jwk, KeyForm::Jwks, KeyForm::Commands, KeyForm::Qr}) {
                detail->texts().setForm(form);
                hear(keysPage, seen);
            }
            static_cast<void>(ring.setKid(entry->id, QStringLiteral("kid of ") + entry->name));
            static_cast<void>(ring.setAlg(entry->id, QStringLiteral("ES999")));
            KeySaver saver(&keysPage);
            QSignalSpy saved(&saver, &KeySaver::reported);
            saver.writePrivate(exports.filePath(entry->id), entry, KeyForm::Pem, {});
            QTRY_COMPARE(saved.count(), 1);
            saver.writePrivate(exports.filePath(QStringLiteral("no/such/folder")), entry, KeyForm::Pem,
                               Secret::fromText("open sesame"));
            QTRY_COMPARE(saved.count(), 2);
            for (const auto& words : saved)
                seen += words.first().toString().toUtf8() + '\n';
            Q_EMIT detail->copyPrivateRequested(entry->id);
            hear(keysPage, seen);
        }
        QTRY_VERIFY(!store.state().busy);
        if (storeWorks)
            QVERIFY(vaultSeen->entries >= static_cast<int>(keys.size()));
        seen += (store.state().sentence + store.state().advice).toUtf8() + '\n';
        keysPage.saveLayout();
        hear(keysPage, seen);
        for (const auto& words : said)
            seen += words.first().toString().toUtf8() + '\n';
    } // the store writes what it still has to write
    int files = 0;
    for (QDirIterator each(data.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); each.hasNext();) {
        QFile file(each.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        seen += file.fileName().toUtf8() + '\n' + file.readAll() + '\n';
        ++files;
    }
    QVERIFY(files >= 2); // the key file and the settings
}

QTEST_MAIN(KeysSecrecyTest)
#include "tst_keysui_secrecy.moc"
