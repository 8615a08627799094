// SPDX-License-Identifier: Apache-2.0
// The window “Generate a key”.
#include "common/secret_edit.h"
#include "common/switch_row.h"
#include "editor/code_edit.h"
#include "jose/key_material.h"
#include "keys/generate_key_window.h"
#include "keys/made_key_view.h"
#include "page_fixture.h"
#include "workbench/key_ring.h"
#include "workbench/token_document.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QUuid>

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
    void kidFollowsItsRule();
    void useAndAlgorithmGoTogether();
    void certificateIsMadeWithTheKey();
    void badSubjectIsRefusedAtOnce();
    void commandsFollowTheFields();
    void hefloKeyFromClickToClick();

private:
    FixedClock m_clock{Time(std::chrono::seconds(1795186800))}; // 2026-11-20 15:00 UTC

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
    GenerateKeyWindow window(maker, m_clock);
    auto* kind = find<SwitchRow>(window, "keyKindSwitch");
    auto* size = find<QComboBox>(window, "keySizeCombo");
    auto* algorithm = find<QComboBox>(window, "keyAlgorithmCombo");
    QCOMPARE(size->count(), 4);
    QCOMPARE(size->itemData(3).toInt(), 8192);
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
    GenerateKeyWindow window(bench.keyMaker, bench.clock);
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
    GenerateKeyWindow window(maker, m_clock);
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
    GenerateKeyWindow window(maker, m_clock);
    window.show();
    find<SwitchRow>(window, "keyKindSwitch")->setCurrentIndex(2);
    QVERIFY(make(window, maker));
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("private.pem"));
    auto* view = find<MadeKeyView>(window, "madeKeyView");
    QSignalSpy reported(view, &MadeKeyView::reported);
    view->saver().writePrivate(path, view->entry(), KeyForm::Pem, {});
    QTRY_COMPARE(reported.count(), 1);
    QVERIFY(!reported.takeFirst().at(1).toBool());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("-----BEGIN PRIVATE KEY-----"));
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QVERIFY(!(QFileInfo(path).permissions() & others));
    view->saver().writePrivate(folder.filePath(QStringLiteral("no/such/folder")), view->entry(), KeyForm::Pem, {});
    QTRY_COMPARE(reported.count(), 1);
    QVERIFY(reported.takeFirst().at(1).toBool());
}

void TestKeysGenerate::secretHasNoPublicKey() {
    workbench::KeyMaker maker;
    GenerateKeyWindow window(maker, m_clock);
    window.show();
    find<SwitchRow>(window, "keyKindSwitch")->setCurrentIndex(3);
    QVERIFY(make(window, maker));
    QVERIFY(!find<QPushButton>(window, "copyPublicKeyButton")->isVisible());
    QVERIFY(find<QPushButton>(window, "useInEditorButton")->isVisible());
    QVERIFY(find<CodeEdit>(window, "publicKeyText")->utf8().isEmpty());
}

void TestKeysGenerate::generateTurnsToStop() {
    workbench::KeyMaker maker;
    GenerateKeyWindow window(maker, m_clock);
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

void TestKeysGenerate::kidFollowsItsRule() {
    workbench::KeyMaker maker;
    GenerateKeyWindow window(maker, m_clock);
    window.show();
    using Rule = KeyRequest::KidRule;
    auto* kid = find<QLineEdit>(window, "kidEdit");
    auto* rules = find<QComboBox>(window, "kidRuleCombo");
    QCOMPARE(rules->count(), 5);
    QVERIFY(!kid->isEnabled());
    for (int i = 0; i < rules->count(); ++i) {
        rules->setCurrentIndex(i);
        const Rule rule = window.request().kidRule;
        QCOMPARE(kid->isEnabled(), rule == Rule::OwnText);
        if (rule == Rule::Date) {
            QCOMPARE(QString::fromStdString(window.request().date), kid->text());
            QVERIFY(kid->text().startsWith(QStringLiteral("2026-11-2")));
        }
    }
    rules->setCurrentIndex(rules->findText(QStringLiteral("Own text")));
    QTest::keyClicks(kid, QStringLiteral(" my-key "));
    QCOMPARE(QByteArray::fromStdString(window.request().kid), QByteArray("my-key"));
    rules->setCurrentIndex(0);
    QVERIFY(kid->text().isEmpty());
    rules->setCurrentIndex(rules->findText(QStringLiteral("Own text")));
    QCOMPARE(kid->text(), QStringLiteral(" my-key ")); // what was typed is not lost

    find<SwitchRow>(window, "keyKindSwitch")->setCurrentIndex(2);
    rules->setCurrentIndex(rules->findText(QStringLiteral("UUID")));
    QVERIFY(make(window, maker));
    const auto made = find<MadeKeyView>(window, "madeKeyView")->key();
    QVERIFY(!QUuid(QString::fromStdString(made->kid)).isNull());
}

void TestKeysGenerate::useAndAlgorithmGoTogether() {
    workbench::KeyMaker maker;
    GenerateKeyWindow window(maker, m_clock);
    auto* kind = find<SwitchRow>(window, "keyKindSwitch");
    auto* size = find<QComboBox>(window, "keySizeCombo");
    auto* use = find<QComboBox>(window, "keyUseCombo");
    auto* algorithm = find<QComboBox>(window, "keyAlgorithmCombo");
    auto* certificate = find<QCheckBox>(window, "certificateCheck");
    QVERIFY(certificate->isEnabled() && !certificate->isChecked());
    use->setCurrentIndex(1);
    QVERIFY(algorithm->findText(QStringLiteral("RSA-OAEP-256")) >= 0);
    QCOMPARE(algorithm->findText(QStringLiteral("RS256")), -1);
    QCOMPARE(QByteArray::fromStdString(window.request().use), QByteArray("enc"));
    kind->setCurrentIndex(1);
    QCOMPARE(size->findText(QStringLiteral("secp256k1")), -1);
    QVERIFY(algorithm->currentText().startsWith(QStringLiteral("ECDH-ES")));
    kind->setCurrentIndex(2);
    QCOMPARE(size->currentText(), QStringLiteral("X25519"));
    QVERIFY(!certificate->isEnabled());
    kind->setCurrentIndex(3);
    QCOMPARE(size->count(), 5);
    size->setCurrentIndex(0);
    QVERIFY(algorithm->findText(QStringLiteral("A128KW")) >= 0);
    QCOMPARE(algorithm->findText(QStringLiteral("A256KW")), -1);

    use->setCurrentIndex(0);
    QCOMPARE(size->count(), 3);
    QCOMPARE(algorithm->currentText(), QStringLiteral("HS256"));
    algorithm->setCurrentIndex(algorithm->findText(QStringLiteral("HS384")));
    QCOMPARE(window.request().octets, std::size_t{48}); // a secret is as long as its algorithm wants
    QVERIFY(!certificate->isEnabled());
}

void TestKeysGenerate::certificateIsMadeWithTheKey() {
    workbench::KeyMaker maker;
    GenerateKeyWindow window(maker, m_clock);
    window.show();
    find<SwitchRow>(window, "keyKindSwitch")->setCurrentIndex(1);
    find<QLineEdit>(window, "keyNameEdit")->setText(QStringLiteral("Client, main"));
    auto* subject = find<QLineEdit>(window, "certificateSubjectEdit");
    QVERIFY(!subject->isVisible());
    find<QCheckBox>(window, "certificateCheck")->setChecked(true);
    QVERIFY(subject->isVisible());
    QCOMPARE(subject->placeholderText(), QStringLiteral("CN=Client\\, main"));
    find<QSpinBox>(window, "certificateDaysSpin")->setValue(730);
    QVERIFY(find<QCheckBox>(window, "certificateCheck")->text().endsWith(QStringLiteral("valid 2 years")));
    QVERIFY(make(window, maker));
    const auto made = find<MadeKeyView>(window, "madeKeyView")->key();
    QVERIFY(made->certificate.has_value());
    QCOMPARE(made->certificate->subject, std::string("CN=Client\\, main"));
    QCOMPARE(made->certificate->notBefore, m_clock.now());
    QCOMPARE(made->certificate->notAfter, m_clock.now() + std::chrono::days(730));
    QVERIFY(made->publicJwk.find("\"x5c\":[\"") != std::string::npos);

    find<SwitchRow>(window, "publicFormSwitch")->setCurrentIndex(2);
    find<QPushButton>(window, "copyPublicKeyButton")->click();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("-----BEGIN CERTIFICATE-----")));

    workbench::KeyRing ring(m_clock);
    ring.add(*made, QStringLiteral("Generated"));
    QVERIFY(ring.entries().front()->key.certificate.has_value());
}

void TestKeysGenerate::badSubjectIsRefusedAtOnce() {
    workbench::KeyMaker maker;
    GenerateKeyWindow window(maker, m_clock);
    window.show();
    find<QComboBox>(window, "keySizeCombo")->setCurrentIndex(3); // 8192 bits: no second goes into it
    find<QCheckBox>(window, "certificateCheck")->setChecked(true);
    find<QLineEdit>(window, "certificateSubjectEdit")->setText(QStringLiteral("Nonsense=x"));
    QSignalSpy failed(&maker, &workbench::KeyMaker::failed);
    find<QPushButton>(window, "generateButton")->click();
    QVERIFY(failed.wait(2000));
    QVERIFY(failed.first().first().toString().contains(QStringLiteral("Nonsense")));
    QCOMPARE(find<QPushButton>(window, "generateButton")->text(), QStringLiteral("Generate"));
}

void TestKeysGenerate::commandsFollowTheFields() {
    workbench::KeyMaker maker;
    GenerateKeyWindow window(maker, m_clock);
    window.show();
    auto* text = find<QPlainTextEdit>(window, "commandsText");
    QVERIFY(!text->isVisible());
    find<QPushButton>(window, "commandsLink")->click();
    QVERIFY(text->isVisible());
    QVERIFY(text->toPlainText().contains(QStringLiteral("rsa_keygen_bits:2048 -out private.pem")));
    QVERIFY(text->toPlainText().contains(QStringLiteral("-pubout -out public.pem")));
    QVERIFY(!text->toPlainText().contains(QStringLiteral("-x509")));
    find<QCheckBox>(window, "commandsPassphraseCheck")->setChecked(true);
    QVERIFY(text->toPlainText().contains(QStringLiteral("-aes-256-cbc")));
    find<QCheckBox>(window, "certificateCheck")->setChecked(true);
    find<QLineEdit>(window, "certificateSubjectEdit")->setText(QStringLiteral("CN=a, O=b"));
    QVERIFY(text->toPlainText().contains(QStringLiteral("-x509 -new -key private.pem -subj '/CN=a/O=b' -days 365")));
    find<SwitchRow>(window, "keyKindSwitch")->setCurrentIndex(3);
    QVERIFY(text->toPlainText().contains(QStringLiteral("openssl rand -base64")));
    QVERIFY(!find<QCheckBox>(window, "commandsPassphraseCheck")->isVisible());
}

/// The key steps of HEFLO: a pair of 2048 bits, the private PEM with a passphrase for its owner only, the public PEM
/// to send.
void TestKeysGenerate::hefloKeyFromClickToClick() {
    workbench::KeyMaker maker;
    GenerateKeyWindow window(maker, m_clock);
    window.show();
    QVERIFY(make(window, maker));
    find<QPushButton>(window, "copyPublicKeyButton")->click();
    const std::string copied = QGuiApplication::clipboard()->text().toStdString();
    const auto sent = jose::readKeyMaterial(asBytes(copied));
    QVERIFY(sent.has_value());
    QCOMPARE(sent->entries().front().format, std::string("spki-pem"));
    QVERIFY(!sent->entries().front().jwk.key.isPrivate());
    QCOMPARE(sent->entries().front().jwk.key.bits(), 2048);

    auto* passphrase = find<QWidget>(window, "passphraseBar");
    QVERIFY(!passphrase->isVisible());
    find<QPushButton>(window, "savePrivateKeyButton")->click();
    QVERIFY(passphrase->isVisible());
    auto* field = passphrase->findChild<SecretEdit*>(QStringLiteral("passphraseEdit"));
    field->setSecret(Secret::fromText("open sesame"));
    find<QPushButton>(window, "passphraseButton")->click();
    QVERIFY(field->isEmpty());
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("private.pem"));
    auto* chooser = window.findChild<QFileDialog*>(QStringLiteral("saveKeyChooser"));
    QVERIFY(chooser);
    QVERIFY(chooser->selectedFiles().first().endsWith(QStringLiteral(".private.pem")));
    QSignalSpy reported(find<MadeKeyView>(window, "madeKeyView"), &MadeKeyView::reported);
    Q_EMIT chooser->fileSelected(path);
    chooser->close();
    QTRY_COMPARE(reported.count(), 1);
    QVERIFY(reported.first().first().toString().contains(QStringLiteral("readable by you only")));

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const std::string written = file.readAll().toStdString();
    QVERIFY(written.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    QVERIFY(!(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther)));
    const crypto::Password password(Secret::fromText("open sesame"));
    const auto kept = jose::readKeyMaterial(asBytes(written), {&password});
    QVERIFY(kept.has_value());
    QVERIFY(kept->entries().front().jwk.key.isPrivate());
    QVERIFY(kept->entries().front().jwk.key.samePublicKey(sent->entries().front().jwk.key));
}

QTEST_MAIN(TestKeysGenerate)
#include "tst_keys_generate.moc"
