// SPDX-License-Identifier: Apache-2.0
// The editor page with an encrypted token: its header, payload and key panes, its layers.
#include "base/base64url.h"
#include "common/inline_error.h"
#include "common/message_bar.h"
#include "common/secret_edit.h"
#include "common/text_label.h"
#include "editor/code_edit.h"
#include "editor/editor_page.h"
#include "editor/encoded_pane.h"
#include "editor/encryption_choice.h"
#include "editor/encryption_recipe_text.h"
#include "editor/key_pane.h"
#include "editor/segment_map.h"
#include "editor/token_view.h"
#include "jose/jwe.h"
#include "jose/jws.h"
#include "page_fixture.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>

using namespace twb;
using namespace twb::ui;
using doctor::SignatureState;

namespace {
const std::string secret32 = "0123456789abcdef0123456789abcdef";
const std::string claims = R"({"sub":"u-1","exp":1735689900})";

jose::Jwk octJwk(std::string_view octets) {
    return std::move(*jose::readJwk(R"({"kty":"oct","k":")" + base64url::encode(octets) + "\"}"));
}
std::string directToken(std::string_view plaintext) {
    return jose::encryptCompact(R"({"alg":"dir","enc":"A256GCM"})", asBytes(plaintext), octJwk(secret32))->token;
}
} // namespace

class TestPageEncrypted : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void fivePartsAreNamed();
    void kindDecidesWhatTheKeyPaneSays();
    void combosFollowTheHeaderAndChangeIt();
    void editedPayloadIsEncryptedAgain();
    void hiddenPayloadSaysWhatToDo();
    void recipeNamesTheSteps();
    void innerTokenOpensAndCloses();
    void slowPasswordShowsItsButtonAlsoWhenNarrow();
    void slowDecryptionCanBeStopped();
    void foreignPayloadIsNoFault();

private:
    template <typename T>
    T* find(const char* name) const {
        return page->findChild<T*>(QLatin1String(name));
    }
    void open(const std::string& token) {
        bench->document()->pasteText(token);
        bench->document()->setVerifySecret(Secret::fromText(secret32));
        QVERIFY(bench->settle());
    }
    SignatureState state() const { return bench->document()->shownVersion().signature.state; }

    std::unique_ptr<page::Bench> bench;
    std::unique_ptr<EditorPage> page;
};

void TestPageEncrypted::init() {
    bench = std::make_unique<page::Bench>();
    page = std::make_unique<EditorPage>(bench->settings);
    page->resize(1300, 800);
    page->setDocument(bench->document());
    page->show();
}

void TestPageEncrypted::cleanup() {
    page.reset();
    bench.reset();
}

void TestPageEncrypted::fivePartsAreNamed() {
    open(directToken(claims));
    const auto& parts = page->encodedPane()->map()->parts();
    QStringList names;
    for (const MapPart& part : parts) {
        names.append(part.letter + QLatin1Char(' ') + part.name);
    }
    QCOMPARE(names, QStringList({QStringLiteral("H Header"), QStringLiteral("K Encrypted key"), QStringLiteral("I IV"),
                                 QStringLiteral("C Ciphertext"), QStringLiteral("T Tag")}));
    QCOMPARE(parts[3].role, PartRole::Ciphertext);
    QCOMPARE(parts[4].role, PartRole::Tag);
}

void TestPageEncrypted::kindDecidesWhatTheKeyPaneSays() {
    bench->document()->pasteText(page::cafToken);
    QVERIFY(bench->settle());
    QCOMPARE(find<QPushButton>("signCopyButton")->text(), QStringLiteral("Sign copy"));
    QVERIFY(find<QComboBox>("algorithmCombo")->isVisible());
    QVERIFY(!find<QComboBox>("keyManagementCombo")->isVisible());
    open(directToken(claims));
    QCOMPARE(find<QPushButton>("signCopyButton")->text(), QStringLiteral("Encrypt copy"));
    QCOMPARE(find<QCheckBox>("signWhileTypingCheck")->text(), QStringLiteral("Encrypt while typing"));
    QCOMPARE(find<QComboBox>("signWithCombo")->accessibleName(), QStringLiteral("Encrypt with"));
    QVERIFY(!find<QComboBox>("algorithmCombo")->isVisible());
    QVERIFY(find<QComboBox>("keyManagementCombo")->isVisible());
}

void TestPageEncrypted::combosFollowTheHeaderAndChangeIt() {
    open(directToken(claims));
    auto* management = find<EncryptionChoice>("keyManagementCombo");
    auto* content = find<EncryptionChoice>("contentEncryptionCombo");
    QCOMPARE(management->currentText(), QStringLiteral("dir"));
    QCOMPARE(content->currentText(), QStringLiteral("A256GCM"));
    const int other = management->findText(QStringLiteral("A256KW"));
    QVERIFY(other >= 0);
    management->setCurrentIndex(other);
    Q_EMIT management->activated(other);
    QVERIFY(bench->settle());
    QCOMPARE(bench->document()->shownVersion().reading->algorithm, std::string("A256KW"));
    QCOMPARE(state(), SignatureState::DecryptedEncryptedByYou);
    // What the secret cannot do says so in the list.
    QVERIFY(management->findText(QStringLiteral("RSA-OAEP · needs an RSA key")) >= 0);
}

void TestPageEncrypted::editedPayloadIsEncryptedAgain() {
    open(directToken(claims));
    auto* edit = find<CodeEdit>("payloadEdit");
    QVERIFY(!edit->isReadOnly());
    QVERIFY(edit->utf8().contains("u-1"));
    edit->setFocus();
    edit->setCaretOffset(1);
    QTest::keyClicks(edit, QStringLiteral("\"a\":1,"));
    QVERIFY(bench->settle());
    QCOMPARE(state(), SignatureState::DecryptedEncryptedByYou);
    QVERIFY(bench->document()->hasCopy());
}

void TestPageEncrypted::hiddenPayloadSaysWhatToDo() {
    bench->document()->pasteText(directToken(claims));
    QVERIFY(bench->settle());
    auto* edit = find<CodeEdit>("payloadEdit");
    QVERIFY(edit->isReadOnly());
    QVERIFY(edit->placeholderText().contains(QStringLiteral("Decrypt with")));
    QVERIFY(!find<QWidget>("payloadSwitch")->isVisible());
    QVERIFY(!find<QPushButton>("signCopyButton")->isEnabled());
}

void TestPageEncrypted::recipeNamesTheSteps() {
    open(directToken(claims));
    const QString html = encryptionRecipe(bench->document()->shownVersion());
    QVERIFY(html.contains(QStringLiteral("the shared secret")));
    QVERIFY(html.contains(QStringLiteral("A256GCM")));
    bench->document()->pasteText(page::cafToken);
    QVERIFY(bench->settle());
    QVERIFY(encryptionRecipe(bench->document()->shownVersion()).isEmpty());
}

void TestPageEncrypted::innerTokenOpensAndCloses() {
    const std::string inner = *jose::signCompact(R"({"alg":"HS256","kid":"k1"})", asBytes(claims), octJwk(secret32));
    open(directToken(inner));
    auto* bar = find<MessageBar>("layerBar");
    QVERIFY(bar);
    QCOMPARE(bar->sentence(), QStringLiteral("Holds a signed token (HS256, kid k1)."));
    auto* view = find<TokenView>("innerTokenView");
    QVERIFY(view->isVisible());
    QCOMPARE(view->utf8().toStdString(), inner);
    bar->actionButton(0)->click();
    workbench::TokenDocument* layer = bench->document()->shownLayer();
    QVERIFY(layer != bench->document());
    page->setDocument(layer);
    QVERIFY(QTest::qWaitFor([&] { return layer->evaluation()->revision == layer->revision(); }, 5000));
    auto* back = find<MessageBar>("innerLayerBar");
    QVERIFY(back->isVisible());
    QCOMPARE(back->sentence(), QStringLiteral("Inside a token encrypted with dir."));
    back->actionButton(0)->click();
    QCOMPARE(bench->document()->shownLayer(), bench->document());
    page->setDocument(bench->document());
    QVERIFY(!back->isVisible());
}

void TestPageEncrypted::slowPasswordShowsItsButtonAlsoWhenNarrow() {
    open(jose::encryptCompact(R"({"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":20000})", asBytes(claims),
                              octJwk(secret32))
             ->token);
    page->keyPane()->setNarrow(true);
    QVERIFY(!find<QPushButton>("signCopyButton")->isVisible());
    bench->document()->editPayload("{}");
    QVERIFY(bench->settle());
    QVERIFY(find<QPushButton>("signCopyButton")->isVisible());
    find<QPushButton>("signCopyButton")->click();
    QVERIFY(bench->settle());
    QCOMPARE(state(), SignatureState::DecryptedEncryptedByYou);
}

void TestPageEncrypted::slowDecryptionCanBeStopped() {
    // As many recipients with the largest count as are tried: time enough to press Stop on any machine.
    const QString one =
        QString::fromStdString(jose::encryptCompact(R"({"alg":"PBES2-HS512+A256KW","enc":"A128GCM","p2c":1000000})",
                                                    asBytes(claims), octJwk(secret32))
                                   ->token);
    const QStringList parts = one.split(u'.');
    const QString recipient = QStringLiteral("{\"encrypted_key\":\"%1\"}").arg(parts[1]);
    const QString token =
        QStringLiteral("{\"protected\":\"%1\",\"recipients\":[%2],\"iv\":\"%3\",\"ciphertext\":\"%4\",\"tag\":\"%5\"}")
            .arg(parts[0], QStringList(4, recipient).join(u','), parts[2], parts[3], parts[4]);
    bench->document()->pasteText(token.toStdString());
    bench->document()->setVerifySecret(Secret::fromText("another"));
    QTRY_VERIFY_WITH_TIMEOUT(find<MessageBar>("workBar"), 5000);
    auto* bar = find<MessageBar>("workBar");
    QVERIFY(bar->sentence().startsWith(QStringLiteral("The password is being stretched")));
    bar->actionButton(0)->click();
    QVERIFY(bench->settle());
    QCOMPARE(state(), SignatureState::DecryptionStopped);
    QTRY_VERIFY(!find<MessageBar>("workBar"));
    find<MessageBar>("stoppedBar")->actionButton(0)->click();
    QVERIFY(bench->settle());
    QCOMPARE(state(), SignatureState::CannotDecrypt);
    QTRY_VERIFY(!find<MessageBar>("stoppedBar"));
}

void TestPageEncrypted::foreignPayloadIsNoFault() {
    open(directToken("plain words"));
    QTest::qWait(350); // the error line comes at a pause
    const auto* line = find<QWidget>("payloadPane")->findChild<InlineError*>();
    QVERIFY(!line || !line->isVisible());
    QVERIFY(find<QWidget>("payloadTextSwitch")->isVisible());
}

QTEST_MAIN(TestPageEncrypted)
#include "tst_page_encrypted.moc"
