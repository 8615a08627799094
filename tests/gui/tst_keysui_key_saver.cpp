// SPDX-License-Identifier: Apache-2.0
#include "keys/key_saver.h"
#include "support/gui/sample_keys.h"

#include <QFile>
#include <QFileDialog>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace twb;
using namespace twb::ui;

class KeySaverTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void privateFilesAreForTheOwner();
    void aPassphraseEncrypts();
    void failuresAreSaid();
    void theChooserNeverBlocks();

private:
    SystemClock m_clock;
    std::unique_ptr<workbench::KeyRing> m_ring;
    QTemporaryDir m_folder;
    static QByteArray read(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

void KeySaverTest::init() {
    m_ring = std::make_unique<workbench::KeyRing>(m_clock);
    test::fill(*m_ring);
    QVERIFY(m_folder.isValid());
}

void KeySaverTest::privateFilesAreForTheOwner() {
    KeySaver saver(nullptr);
    QSignalSpy reported(&saver, &KeySaver::reported);
    const QString path = m_folder.filePath("key.pem");
    saver.writePrivate(path, m_ring->entries()[0], KeyForm::Pem, {});
    QTRY_COMPARE(reported.size(), 1);
    QCOMPARE(reported[0][0].toString(), QStringLiteral("Saved: key.pem, readable by you only"));
    QVERIFY(!reported[0][1].toBool());
    QVERIFY(read(path).startsWith("-----BEGIN PRIVATE KEY-----"));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(path) & others));
}

void KeySaverTest::aPassphraseEncrypts() {
    KeySaver saver(nullptr);
    QSignalSpy reported(&saver, &KeySaver::reported);
    const QString path = m_folder.filePath("encrypted.pem");
    saver.writePrivate(path, m_ring->entries()[0], KeyForm::Pem, Secret::fromText("open sesame"));
    QTRY_COMPARE(reported.size(), 1);
    QVERIFY(!reported[0][1].toBool());
    QVERIFY(read(path).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
}

void KeySaverTest::failuresAreSaid() {
    KeySaver saver(nullptr);
    QSignalSpy reported(&saver, &KeySaver::reported);
    saver.writePublic(m_folder.filePath("no/such/folder/key.pem"), "text");
    QCOMPARE(reported.size(), 1);
    QVERIFY(reported[0][1].toBool());
    QVERIFY(reported[0][0].toString().startsWith("key.pem could not be written: "));
    saver.writePrivate(m_folder.filePath("none.pem"), m_ring->entries()[1], KeyForm::Pem, {});
    QTRY_COMPARE(reported.size(), 2);
    QVERIFY(reported[1][1].toBool());
    QVERIFY(!QFile::exists(m_folder.filePath("none.pem")));
}

void KeySaverTest::theChooserNeverBlocks() {
    QWidget window;
    KeySaver saver(&window);
    QSignalSpy reported(&saver, &KeySaver::reported);
    saver.choosePublic("text", "name.pem"); // returns while the chooser is open
    auto* chooser = window.findChild<QFileDialog*>("saveKeyChooser");
    QVERIFY(chooser);
    QCOMPARE(chooser->acceptMode(), QFileDialog::AcceptSave);
    const QString path = m_folder.filePath("chosen.pem");
    Q_EMIT chooser->fileSelected(path);
    QCOMPARE(reported.size(), 1);
    QCOMPARE(read(path), QByteArray("text"));
}

QTEST_MAIN(KeySaverTest)
#include "tst_keysui_key_saver.moc"
