// SPDX-License-Identifier: Apache-2.0
#include "common/message_bar.h"
#include "common/style.h"
#include "common/switch_row.h"
#include "common/theme.h"
#include "keys/generate_key_window.h"
#include "keys/key_detail.h"
#include "keys/key_text_panel.h"
#include "keys/keys_table.h"
#include "keys/keys_workspace.h"
#include "keys/marked_clipboard.h"
#include "keys/passphrase_bar.h"
#include "main_window/actions.h"
#include "support/gui/sample_keys.h"
#include "workbench/key_store.h"
#include "workbench/settings.h"

#include <QAction>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>

using namespace twb;
using namespace twb::ui;

class KeysWorkspaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void startsEmpty();
    void pastedKeyIsAddedAndShown();
    void unreadableTextIsNamed();
    void filesAreDropped();
    void encryptedFileAsksInPlace();
    void removeAndUndo();
    void undoActionTakesBack();
    void madeKeyComesIntoTheRing();
    void searchAndSwitchFilter();
    void selectingBringsAHiddenKeyBack();
    void editsGoToTheRing();
    void aRefusedEditIsSaid();
    void exportCopiesPublicPartsOnly();
    void privateCopyIsMarkedAndGuarded();
    void keepAsksFirst();
    void aMissingStoreIsSaid();
    void narrowPutsTheDetailBelow();
    void keyboardGoesToolsTableDetail();
    void layoutIsRemembered();
    void nothingIsClipped_data();
    void nothingIsClipped();

private:
    void make();
    /// Waits until an import that was just started has been answered.
    bool imported(const std::function<void()>& start);
    template <typename Widget>
    Widget* find(const char* name) const {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // bars that have been answered
        auto* found = m_keys->findChild<Widget*>(QLatin1String(name));
        if (!found)
            qFatal("%s is missing", name);
        return found;
    }
    KeysTable& table() const { return *find<KeysTable>("keysTable"); }
    const workbench::SharedRingEntry& entry(int index) const {
        return m_ring->entries()[static_cast<std::size_t>(index)];
    }

    QTemporaryDir m_folder;
    Theme m_theme;
    SystemClock m_clock;
    std::unique_ptr<workbench::KeyRing> m_ring;
    std::unique_ptr<workbench::KeyImport> m_import;
    std::unique_ptr<workbench::KeyStore> m_store;
    std::unique_ptr<workbench::KeyMaker> m_maker;
    std::unique_ptr<workbench::ClipboardGuard> m_guard;
    std::unique_ptr<workbench::Settings> m_settings;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<KeysWorkspace> m_keys;
};

void KeysWorkspaceTest::initTestCase() {
    QVERIFY(m_folder.isValid());
    m_theme.setMotion(Motion::Off);
    m_theme.setMode(ThemeMode::Light);
    m_theme.apply();
}

void KeysWorkspaceTest::make() {
    m_keys = std::make_unique<KeysWorkspace>(*m_ring, *m_import, *m_store, *m_maker, *m_guard, *m_settings, m_theme,
                                             *m_actions);
    m_keys->resize(1340, 780);
    m_keys->show();
}

void KeysWorkspaceTest::init() {
    m_ring = std::make_unique<workbench::KeyRing>(m_clock);
    m_import = std::make_unique<workbench::KeyImport>(m_ring.get());
    m_store = std::make_unique<workbench::KeyStore>(m_ring.get(), m_folder.filePath("data"), nullptr);
    m_maker = std::make_unique<workbench::KeyMaker>();
    m_guard = std::make_unique<workbench::ClipboardGuard>(markedClipboard());
    QFile::remove(m_folder.filePath("settings.ini"));
    m_settings = std::make_unique<workbench::Settings>(m_folder.filePath("settings.ini"), nullptr);
    m_actions = std::make_unique<Actions>();
    make();
}

void KeysWorkspaceTest::cleanup() {
    m_keys.reset();
    m_maker.reset();
    m_import.reset();
    m_store.reset();
    m_settings.reset();
    m_ring.reset();
}

bool KeysWorkspaceTest::imported(const std::function<void()>& start) {
    QSignalSpy finished(m_import.get(), &workbench::KeyImport::finished);
    start();
    return finished.size() > 0 || finished.wait();
}

void KeysWorkspaceTest::startsEmpty() {
    QVERIFY(find<QWidget>("keysEmpty")->isVisible());
    QCOMPARE(find<QLabel>("keysFootText")->text(), QStringLiteral("0 keys · kept in memory only"));
    QVERIFY(!find<QPushButton>("exportKeysButton")->isEnabled());
    QCOMPARE(m_keys->selectionSummary(), QStringLiteral("0 of 0 keys selected"));
}

void KeysWorkspaceTest::pastedKeyIsAddedAndShown() {
    QSignalSpy summary(m_keys.get(), &KeysWorkspace::selectionSummaryChanged);
    const auto key = test::made(workbench::KeyRequest::Kind::Ec, "pasted", "P-256");
    QGuiApplication::clipboard()->setText(QString::fromStdString(key->publicPem));
    QVERIFY(imported([this] { QTest::mouseClick(find<QPushButton>("pasteKeyButton"), Qt::LeftButton); }));
    QCOMPARE(m_ring->count(), 1);
    QCOMPARE(find<MessageBar>("importBar")->sentence(), QStringLiteral("1 key added."));
    QVERIFY(table().isVisible());
    QCOMPARE(table().selectedIds(), QStringList{entry(0)->id});
    QCOMPARE(find<KeyDetail>("keyDetail")->caption(), entry(0)->name);
    QCOMPARE(m_keys->selectionSummary(), QStringLiteral("1 of 1 key selected"));
    QVERIFY(!summary.isEmpty());
    // The private half of the same key joins it.
    QVERIFY(imported([&] { m_keys->importText(toText(asText(key->privatePem.reveal()))); }));
    QCOMPARE(m_ring->count(), 1);
    QCOMPARE(find<MessageBar>("importBar")->sentence(), QStringLiteral("1 was completed."));
    QCOMPARE(entry(0)->holds, workbench::Holds::Private);
}

void KeysWorkspaceTest::unreadableTextIsNamed() {
    QGuiApplication::clipboard()->clear();
    m_keys->pasteKey();
    QCOMPARE(find<MessageBar>("reportBar")->sentence(), QStringLiteral("The clipboard holds no text."));
    QVERIFY(imported([this] {
        m_keys->importText(QStringLiteral("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"));
    }));
    QCOMPARE(m_ring->count(), 0);
    QVERIFY(find<MessageBar>("importBar")->sentence().startsWith("1 not readable: "));
    QCOMPARE(find<MessageBar>("importBar")->kind(), MessageKind::Warning);
}

void KeysWorkspaceTest::filesAreDropped() {
    const QString path = m_folder.filePath("dropped.pem");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(test::made(workbench::KeyRequest::Kind::Ec, "x", "P-256")->publicPem));
    file.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_keys.get(), &enter);
    QVERIFY(enter.isAccepted());
    QVERIFY(imported([&] {
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_keys.get(), &drop);
    }));
    QCOMPARE(m_ring->count(), 1);
    QCOMPARE(entry(0)->origin, QStringLiteral("dropped.pem"));
}

void KeysWorkspaceTest::encryptedFileAsksInPlace() {
    workbench::KeyRing other(m_clock);
    test::fill(other);
    const auto pem = workbench::encryptedPrivatePem(*other.entries()[0], Secret::fromText("open sesame"));
    QVERIFY(pem);
    QVERIFY(imported([&] { m_keys->importText(toText(asText(pem->reveal()))); }));
    QCOMPARE(m_ring->count(), 0);
    auto* bar = find<PassphraseBar>("passphraseBar");
    QVERIFY(bar);
    const auto answer = [this](const char* text) {
        auto* asked = find<QWidget>("keysList")->findChild<PassphraseBar*>();
        QTest::keyClicks(asked->findChild<QLineEdit*>(), QString::fromLatin1(text));
        QTest::keyClick(asked->findChild<QLineEdit*>(), Qt::Key_Return);
    };
    QVERIFY(imported([&] { answer("wrong"); }));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(find<QWidget>("keysList")->findChild<PassphraseBar*>()->sentence().startsWith("The passphrase does not"));
    QVERIFY(imported([&] { answer("open sesame"); }));
    QCOMPARE(m_ring->count(), 1);
    QCOMPARE(entry(0)->holds, workbench::Holds::Private);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!find<QWidget>("keysList")->findChild<PassphraseBar*>());
}

void KeysWorkspaceTest::removeAndUndo() {
    test::fill(*m_ring);
    m_keys->selectKey(entry(1)->id);
    QTest::keyClick(&table(), Qt::Key_Delete);
    QCOMPARE(m_ring->count(), 2);
    auto* bar = find<MessageBar>("removedBar");
    QCOMPARE(bar->sentence(), QStringLiteral("partner removed."));
    QTest::mouseClick(bar->actionButton(0), Qt::LeftButton);
    QCOMPARE(m_ring->count(), 3);
    QCOMPARE(entry(1)->name, QStringLiteral("partner"));
    QCOMPARE(table().selectedIds(), QStringList{entry(1)->id});
}

void KeysWorkspaceTest::undoActionTakesBack() {
    test::fill(*m_ring);
    table().selectAll();
    QTest::keyClick(&table(), Qt::Key_Delete);
    QCOMPARE(m_ring->count(), 0);
    QVERIFY(find<QWidget>("keysEmpty")->isVisible());
    QCOMPARE(find<MessageBar>("removedBar")->sentence(), QStringLiteral("3 keys removed."));
    (*m_actions)[ActionId::Undo]->trigger();
    QCOMPARE(m_ring->count(), 3);
    (*m_actions)[ActionId::Undo]->trigger(); // nothing left
    QCOMPARE(m_ring->count(), 3);
}

void KeysWorkspaceTest::madeKeyComesIntoTheRing() {
    test::fill(*m_ring);
    QTest::mouseClick(find<QPushButton>("generateKeyButton"), Qt::LeftButton);
    QVERIFY(find<GenerateKeyWindow>("generateKeyWindow")->isVisible());
    QVERIFY(!find<GenerateKeyWindow>("generateKeyWindow")->isModal());
    workbench::KeyRequest request;
    request.kind = workbench::KeyRequest::Kind::Okp;
    request.curve = "Ed25519";
    request.name = "Mock issuer";
    QSignalSpy made(m_maker.get(), &workbench::KeyMaker::made);
    m_maker->start(request);
    QVERIFY(made.wait());
    QCOMPARE(m_ring->count(), 4);
    QCOMPARE(table().selectedIds(), QStringList{entry(3)->id});
    QCOMPARE(entry(3)->origin, QStringLiteral("Generated"));
    QSignalSpy used(m_keys.get(), &KeysWorkspace::useInEditorRequested);
    QTest::mouseClick(find<KeyDetail>("keyDetail")->findChild<QPushButton*>("useInEditorButton"), Qt::LeftButton);
    QCOMPARE(used.size(), 1);
    QCOMPARE(used[0][0].toString(), entry(3)->id);
}

void KeysWorkspaceTest::searchAndSwitchFilter() {
    test::fill(*m_ring);
    QCOMPARE(find<SwitchRow>("keysShownSwitch")->button(0)->text(), QStringLiteral("All 3"));
    find<SwitchRow>("keysShownSwitch")->setCurrentIndex(1);
    QCOMPARE(table().model()->rowCount(), 1);
    QTest::keyClicks(find<QLineEdit>("keysSearch"), "signer");
    QVERIFY(find<QWidget>("keysNothingFits")->isVisible());
    QTest::mouseClick(find<QWidget>("keysNothingFits")->findChild<QPushButton*>(), Qt::LeftButton);
    QCOMPARE(table().model()->rowCount(), 3);
    QVERIFY(find<QLineEdit>("keysSearch")->text().isEmpty());
    (*m_actions)[ActionId::Find]->trigger();
    QTRY_VERIFY(find<QLineEdit>("keysSearch")->hasFocus());
}

void KeysWorkspaceTest::selectingBringsAHiddenKeyBack() {
    test::fill(*m_ring);
    find<SwitchRow>("keysShownSwitch")->setCurrentIndex(1);
    m_keys->selectKey(entry(0)->id);
    QCOMPARE(table().selectedIds(), QStringList{entry(0)->id});
    QCOMPARE(table().model()->rowCount(), 3);
}

void KeysWorkspaceTest::editsGoToTheRing() {
    test::fill(*m_ring);
    m_keys->selectKey(entry(0)->id);
    auto* kid = find<QLineEdit>("keyKidEdit");
    kid->setText({});
    QTest::keyClicks(kid, "heflo-2026-11");
    QTest::keyClick(kid, Qt::Key_Return);
    QCOMPARE(entry(0)->key.jwk.kid, std::string("heflo-2026-11"));
    QCOMPARE(table().model()->index(0, workbench::KeyRingModel::Kid).data().toString(),
             QStringLiteral("heflo-2026-11"));
    QCOMPARE(table().selectedIds(), QStringList{entry(0)->id});
}

void KeysWorkspaceTest::aRefusedEditIsSaid() {
    test::fill(*m_ring);
    m_keys->selectKey(entry(0)->id);
    auto* detail = find<KeyDetail>("keyDetail");
    Q_EMIT detail->algEdited(entry(0)->id, QStringLiteral("RS256"));
    QVERIFY(entry(0)->key.jwk.alg != "RS256");
    QVERIFY(detail->findChild<QWidget*>("keyFacts")->isVisible());
    QSignalSpy status(m_keys.get(), &KeysWorkspace::statusMessage);
    Q_EMIT detail->useEdited(entry(0)->id, QStringLiteral("enc"));
    QCOMPARE(entry(0)->key.jwk.use, std::string("enc"));
}

void KeysWorkspaceTest::exportCopiesPublicPartsOnly() {
    test::fill(*m_ring);
    QSignalSpy status(m_keys.get(), &KeysWorkspace::statusMessage);
    find<QAction>("copyJwksAction")->trigger(); // nothing selected: all
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(!copied.contains("\"d\""));
    QVERIFY(!copied.contains("\"k\""));
    const auto set = jose::KeySet::parse(copied.toStdString());
    QVERIFY(set);
    QCOMPARE(set->entries().size(), std::size_t(2));
    QCOMPARE(status.size(), 1);
    m_keys->selectKey(entry(2)->id); // a secret has no public part
    QVERIFY(!find<QPushButton>("exportKeysButton")->isEnabled());
    m_keys->selectKey(entry(0)->id);
    find<QAction>("saveJwksAction")->trigger();
    QVERIFY(m_keys->findChild<QFileDialog*>("saveKeyChooser"));
    delete m_keys->findChild<QFileDialog*>("saveKeyChooser");
}

void KeysWorkspaceTest::privateCopyIsMarkedAndGuarded() {
    using namespace std::chrono_literals;
    test::fill(*m_ring);
    m_guard->setDelay(50ms);
    m_keys->selectKey(entry(0)->id);
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    find<QAction>("copyPrivateAction")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    QSignalSpy status(m_keys.get(), &KeysWorkspace::statusMessage);
    QTest::mouseClick(find<MessageBar>("copyPrivateBar")->actionButton(0), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith("-----BEGIN PRIVATE KEY-----"));
    QVERIFY(!status.isEmpty());
    for (const auto& said : status)
        QVERIFY(!said[0].toString().contains("BEGIN"));
    QTRY_VERIFY(QGuiApplication::clipboard()->text().isEmpty());
}

void KeysWorkspaceTest::keepAsksFirst() {
    test::fill(*m_ring);
    QTest::mouseClick(find<QPushButton>("keepKeysButton"), Qt::LeftButton);
    QVERIFY(!m_store->keeps());
    QTest::mouseClick(find<MessageBar>("keepBar")->actionButton(1), Qt::LeftButton);
    QVERIFY(!m_store->keeps());
    QTRY_VERIFY(!m_keys->findChild<MessageBar*>("keepBar"));
    QTest::mouseClick(find<QPushButton>("keepKeysButton"), Qt::LeftButton);
    QTest::mouseClick(find<MessageBar>("keepBar")->actionButton(0), Qt::LeftButton);
    QVERIFY(m_store->keeps());
}

void KeysWorkspaceTest::aMissingStoreIsSaid() {
    test::fill(*m_ring);
    m_store->keepOnThisComputer(true);
    QTRY_VERIFY(m_keys->findChild<MessageBar*>("storeBar"));
    QVERIFY(find<MessageBar>("storeBar")->sentence().startsWith("The system key store is not available."));
    QTRY_VERIFY(!m_store->state().busy);
    QVERIFY(find<QLabel>("keysFootText")->text().contains("partly kept"));
    QCOMPARE(m_ring->count(), 3); // no key is lost
    m_store->keepOnThisComputer(false);
    QTRY_VERIFY(!m_keys->findChild<MessageBar*>("storeBar"));
}

void KeysWorkspaceTest::narrowPutsTheDetailBelow() {
    test::fill(*m_ring);
    auto* splitter = find<QSplitter>("keysSplitter");
    QCOMPARE(splitter->orientation(), Qt::Horizontal);
    m_keys->resize(900, 640);
    QCOMPARE(splitter->orientation(), Qt::Vertical);
    QVERIFY(m_keys->minimumSizeHint().width() <= 900);
    m_keys->resize(1340, 780);
    QCOMPARE(splitter->orientation(), Qt::Horizontal);
    QVERIFY(find<QWidget>("keyDetail")->width() >= find<QWidget>("keyDetail")->minimumSizeHint().width());
}

void KeysWorkspaceTest::keyboardGoesToolsTableDetail() {
    test::fill(*m_ring);
    m_keys->selectKey(entry(0)->id);
    m_keys->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_keys.get()));
    find<QPushButton>("generateKeyButton")->setFocus();
    QStringList visited;
    for (int i = 0; i < 12; ++i) {
        visited.append(m_keys->focusWidget()->objectName());
        QTest::keyClick(m_keys->focusWidget(), Qt::Key_Tab);
    }
    const auto place = [&visited](const char* name) { return visited.indexOf(QLatin1String(name)); };
    QVERIFY2(place("generateKeyButton") == 0 && place("importKeysButton") == 1, qPrintable(visited.join(' ')));
    QVERIFY(place("exportKeysButton") < place("keysSearch"));
    QVERIFY(place("keysSearch") < place("keysTable"));
    QVERIFY2(place("keysTable") < place("keyMoreButton"), qPrintable(visited.join(' ')));
    QVERIFY(place("keyMoreButton") < place("keyKidEdit"));
    // Nothing that can be operated is without a name.
    for (const QAbstractButton* button : m_keys->findChildren<QAbstractButton*>())
        if (button->isVisible() && button->focusPolicy() != Qt::NoFocus)
            QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(),
                     qPrintable(button->objectName()));
}

void KeysWorkspaceTest::layoutIsRemembered() {
    find<QSplitter>("keysSplitter")->setSizes({700, 600});
    const QList<int> sizes = find<QSplitter>("keysSplitter")->sizes();
    m_keys->saveLayout();
    make();
    QCOMPARE(find<QSplitter>("keysSplitter")->sizes(), sizes);
}

void KeysWorkspaceTest::nothingIsClipped_data() {
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light") << false << QSize(1368, 812);
    QTest::newRow("dark") << true << QSize(1368, 812);
    QTest::newRow("narrow") << false << QSize(912, 576);
}

/// Writes pictures where TWB_PICTURES names a folder.
void KeysWorkspaceTest::nothingIsClipped() {
    QFETCH(const bool, dark);
    QFETCH(const QSize, size);
    m_theme.setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
    test::fill(*m_ring);
    workbench::KeyRequest request;
    request.name = "HEFLO client key 2026";
    request.kidRule = workbench::KeyRequest::KidRule::OwnText;
    request.kid = "heflo-2026-11";
    request.use = "sig";
    request.algorithm = "RS256";
    const auto rsa = workbench::makeKey(request);
    QVERIFY(rsa);
    m_ring->add(**rsa, QStringLiteral("Generated"));
    m_keys->resize(size);
    m_keys->selectKey(entry(3)->id);
    const auto grab = [this](const QString& what) {
        QTest::qWait(20); // height for width takes a second round
        const QPixmap picture = m_keys->grab();
        const QString folder = qEnvironmentVariable("TWB_PICTURES");
        if (!folder.isEmpty())
            picture.save(QStringLiteral("%1/keys-%2-%3.png").arg(folder, QLatin1String(QTest::currentDataTag()), what));
        for (const QPushButton* button : m_keys->findChildren<QPushButton*>())
            if (button->isVisible() && button->width() < button->minimumSizeHint().width())
                QFAIL(qPrintable(QStringLiteral("%1 is clipped").arg(button->objectName())));
        for (const SwitchRow* row : m_keys->findChildren<SwitchRow*>())
            if (row->isVisible() && row->width() < row->sizeHint().width())
                QFAIL(qPrintable(QStringLiteral("%1 is clipped").arg(row->objectName())));
        for (const QLabel* label : m_keys->findChildren<QLabel*>())
            if (label->isVisible() && label->wordWrap() && label->height() < label->heightForWidth(label->width()))
                QFAIL(qPrintable(QStringLiteral("“%1” is clipped").arg(label->text())));
    };
    grab("key");
    find<SwitchRow>("keyHalfSwitch")->setCurrentIndex(1);
    find<QAction>("copyPrivateAction")->trigger();
    grab("private");
    find<KeyDetail>("keyDetail")->texts().reveal();
    grab("revealed");
    find<KeyDetail>("keyDetail")->messages()->clear();
    find<SwitchRow>("keyHalfSwitch")->setCurrentIndex(0);
    find<QAction>("showCommandsAction")->trigger();
    grab("openssl");
    QTest::mouseClick(find<QPushButton>("keepKeysButton"), Qt::LeftButton);
    m_keys->selectKey(entry(1)->id);
    QTest::keyClick(&table(), Qt::Key_Delete);
    const auto pem = workbench::encryptedPrivatePem(*entry(0), Secret::fromText("x"));
    QVERIFY(pem);
    m_ring->remove({entry(0)->id});
    QVERIFY(imported([&] { m_keys->importText(toText(asText(pem->reveal()))); }));
    table().selectAll();
    grab("bars");
    m_ring->remove({entry(0)->id, entry(1)->id});
    grab("empty");
    m_theme.setMode(ThemeMode::Light);
}

QTEST_MAIN(KeysWorkspaceTest)
#include "tst_keysui_keys_workspace.moc"
