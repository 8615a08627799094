// SPDX-License-Identifier: Apache-2.0
// The window “Generate a key”.
#include "common/switch_row.h"
#include "editor/code_edit.h"
#include "keys/generate_key_window.h"
#include "keys/made_key_view.h"
#include "page_fixture.h"
#include "workbench/token_document.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>

using namespace twb;
using namespace twb::ui;
using workbench::KeyRequest;

class TestKeysGenerate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void kindsOfferTheirSizesAndAlgorithms();
    void madeKeyVerifiesInTheEditor();
    void copyNeverHoldsPrivateMembers();
    void privateFileIsForItsOwnerOnly();
    void secretHasNoPublicKey();
    void generateTurnsToStop();
    void ownKidIsAskedFor();

private:
    template <typename T>
    static T* find(QWidget& window, const char* name) {
        T* found = window.findChild<T*>(QLatin1String(name));
        if (!found) {
            qFatal("no %s", name);
        }
        return found;
    }
    static bool make(GenerateKeyWindow& window, workbench::KeyMaker& maker) {
        QSignalSpy made(&maker, &workbench::KeyMaker::made);
        find<QPushButton>(window, "generateButton")->click();
        return made.wait(20000);
    }
};

void TestKeysGenerate::kindsOfferTheirSizesAndAlgorithms() {
    workbench::KeyMaker maker;
    GenerateKeyWindow window(maker);
    auto* kind = find<SwitchRow>(window, "keyKindSwitch");
    auto* size = find<QComboBox>(window, "keySizeCombo");
    auto* algorithm = find<QComboBox>(window, "keyAlgorithmCombo");
    QCOMPARE(size->count(), 3);
    QCOMPARE(algorithm->itemText(0), QStringLiteral("RS256"));
    QCOMPARE(algorithm->count(), 6);
    kind->setCurrentIndex(1);
    size->setCurrentIndex(1);
    QCOMPARE(algorithm->count(), 1);
    QCOMPARE(algorithm->currentText(), QStringLiteral("ES384"));
    QCOMPARE(QByteArray::fromStdString(window.request().curve), QByteArray("P-384"));
    kind->setCurrentIndex(2);
    QCOMPARE(window.request().kind, KeyRequest::Kind::Okp);
    kind->setCurrentIndex(3);
    size->setCurrentIndex(2);
    QCOMPARE(window.request().octets, std::size_t{64});
    QCOMPARE(algorithm->currentText(), QStringLiteral("HS512"));
}

void TestKeysGenerate::madeKeyVerifiesInTheEditor() {
    page::Bench bench;
    GenerateKeyWindow window(bench.keyMaker);
    window.show();
    find<SwitchRow>(window, "keyKindSwitch")->setCurrentIndex(1);
    QVERIFY(make(window, bench.keyMaker));
    QSignalSpy chosen(&window, &GenerateKeyWindow::keyChosen);
    find<QPushButton>(window, "useInEditorButton")->click();
    QCOMPARE(chosen.count(), 1);
    bench.document()->pasteText(page::cafToken);
    QVERIFY(bench.document()->setAlgorithm("ES256"));
    const auto key = chosen.first().first().value<workbench::SharedMadeKey>();
    bench.document()->setKeyPair(Secret::fromText(key->publicPem), key->privatePem.clone());
    QVERIFY(bench.settle());
    bench.document()->signCopy();
    QVERIFY(bench.settle());
    QCOMPARE(bench.document()->shownVersion().signature.state, doctor::SignatureState::VerifiedSignedByYou);
}

void TestKeysGenerate::copyNeverHoldsPrivateMembers() {
    workbench::KeyMaker maker;
    GenerateKeyWindow window(maker);
    window.show();
    find<SwitchRow>(window, "keyKindSwitch")->setCurrentIndex(2);
    QVERIFY(make(window, maker));
    for (const int form : {0, 1}) {
        find<SwitchRow>(window, "publicFormSwitch")->setCurrentIndex(form);
        find<QPushButton>(window, "copyPublicKeyButton")->click();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.contains(form == 0 ? QStringLiteral("BEGIN PUBLIC KEY") : QStringLiteral("\"crv\"")));
        QVERIFY(!copied.contains(QStringLiteral("PRIVATE")));
        QVERIFY(!copied.contains(QStringLiteral("\"d\"")));
        QVERIFY(!find<CodeEdit>(window, "publicKeyText")->utf8().contains("\"d\""));
    }
}

void TestKeysGenerate::privateFileIsForItsOwnerOnly() {
    workbench::KeyMaker maker;
    GenerateKeyWindow window(maker);
    window.show();
    find<SwitchRow>(window, "keyKindSwitch")->setCurrentIndex(2);
    QVERIFY(make(window, maker));
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("private.pem"));
    const auto* view = find<MadeKeyView>(window, "madeKeyView");
    QCOMPARE(view->savePrivate(path), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("-----BEGIN PRIVATE KEY-----"));
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QVERIFY(!(QFileInfo(path).permissions() & others));
    QVERIFY(!view->savePrivate(folder.filePath(QStringLiteral("no/such/folder"))).isEmpty());
}

void TestKeysGenerate::secretHasNoPublicKey() {
    workbench::KeyMaker maker;
    GenerateKeyWindow window(maker);
    window.show();
    find<SwitchRow>(window, "keyKindSwitch")->setCurrentIndex(3);
    QVERIFY(make(window, maker));
    QVERIFY(!find<QPushButton>(window, "copyPublicKeyButton")->isVisible());
    QVERIFY(find<QPushButton>(window, "useInEditorButton")->isVisible());
    QVERIFY(find<CodeEdit>(window, "publicKeyText")->utf8().isEmpty());
}

void TestKeysGenerate::generateTurnsToStop() {
    workbench::KeyMaker maker;
    GenerateKeyWindow window(maker);
    window.show();
    find<QComboBox>(window, "keySizeCombo")->setCurrentIndex(2);
    auto* button = find<QPushButton>(window, "generateButton");
    QSignalSpy stopped(&maker, &workbench::KeyMaker::stopped);
    button->click();
    QCOMPARE(button->text(), QStringLiteral("Stop"));
    button->click();
    QVERIFY(stopped.count() == 1 || stopped.wait(5000));
    QCOMPARE(button->text(), QStringLiteral("Generate"));
}

void TestKeysGenerate::ownKidIsAskedFor() {
    workbench::KeyMaker maker;
    GenerateKeyWindow window(maker);
    window.show();
    auto* kid = find<QLineEdit>(window, "kidEdit");
    QVERIFY(!kid->isVisible());
    find<QComboBox>(window, "kidRuleCombo")->setCurrentIndex(2);
    QVERIFY(kid->isVisible());
    kid->setText(QStringLiteral(" my-key "));
    QCOMPARE(QByteArray::fromStdString(window.request().kid), QByteArray("my-key"));
}

QTEST_MAIN(TestKeysGenerate)
#include "tst_keys_generate.moc"
