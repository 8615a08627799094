// SPDX-License-Identifier: Apache-2.0
// The pane “Key” on a document of its own.
#include "common/badge.h"
#include "common/message_bar.h"
#include "common/secret_edit.h"
#include "common/switch_row.h"
#include "common/text_label.h"
#include "editor/code_edit.h"
#include "editor/key_pane.h"
#include "editor/secret_row.h"
#include "keys/passphrase_bar.h"
#include "page_fixture.h"
#include "workbench/key_ring_export.h"
#include "workbench/token_document.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

using namespace twb;
using namespace twb::ui;
using doctor::SignatureState;

class TestPageKeyPane : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void secretShowsItsOctets();
    void shortSecretWarnsAndVerifies();
    void base64TextIsNamed();
    void encodingThatDoesNotFitIsNamed();
    void otherSecretSignsAlone();
    void nothingSignsNothing();
    void privateKeyOnThePublicSideIsNamedAndWorks();
    void modesKeepTheirTexts();
    void encryptedKeyAsksInPlace();
    void setNamesTheKeyThatVerified();

private:
    void typeInto(SecretEdit* edit, const QString& text) {
        auto* line = edit->findChild<QLineEdit*>();
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
        QVERIFY(bench->settle());
    }
    template <typename T>
    T* find(const char* name) const {
        return pane->findChild<T*>(QLatin1String(name));
    }
    doctor::SignatureState state() const { return bench->document()->shownVersion().signature.state; }

    std::unique_ptr<page::Bench> bench;
    std::unique_ptr<KeyPane> pane;
};

void TestPageKeyPane::init() {
    bench = std::make_unique<page::Bench>();
    pane = std::make_unique<KeyPane>();
    pane->resize(620, 300);
    bench->document()->pasteText(page::cafToken);
    pane->setDocument(bench->document());
    connect(bench->document(), &workbench::TokenDocument::evaluated, pane.get(), &KeyPane::render);
    pane->show();
    QVERIFY(bench->settle());
    pane->render();
}

void TestPageKeyPane::cleanup() {
    pane.reset();
    bench.reset();
}

void TestPageKeyPane::secretShowsItsOctets() {
    typeInto(find<SecretEdit>("verifySecretEdit"), QLatin1String(page::cafSecret));
    auto* badge = find<Badge>("secretSizeBadge");
    QCOMPARE(badge->text(), QStringLiteral("42 bytes · long enough"));
    QCOMPARE(badge->kind(), BadgeKind::Ok);
    QCOMPARE(state(), SignatureState::Verified);
}

void TestPageKeyPane::shortSecretWarnsAndVerifies() {
    typeInto(find<SecretEdit>("verifySecretEdit"), QStringLiteral("short"));
    QCOMPARE(find<Badge>("secretSizeBadge")->text(), QStringLiteral("5 bytes · 32 needed"));
    QCOMPARE(find<Badge>("secretSizeBadge")->kind(), BadgeKind::Warn);
    bench->document()->signCopy();
    QVERIFY(bench->settle());
    QCOMPARE(state(), SignatureState::VerifiedSignedByYou);
}

void TestPageKeyPane::base64TextIsNamed() {
    typeInto(find<SecretEdit>("verifySecretEdit"), QStringLiteral("c3VwcG9ydC1jYXNlLTQ4MTItZGVtby1zZWNyZXQhISE="));
    bool named = false;
    for (const Badge* badge : pane->findChildren<Badge*>()) {
        named = named || badge->text().contains(QStringLiteral("looks like Base64 of 32 bytes"));
    }
    QVERIFY(named);
}

void TestPageKeyPane::encodingThatDoesNotFitIsNamed() {
    typeInto(find<SecretEdit>("verifySecretEdit"), QStringLiteral("not hex"));
    auto* combo = find<QComboBox>("secretEncodingCombo");
    combo->setCurrentIndex(3);
    Q_EMIT combo->activated(3);
    QVERIFY(bench->settle());
    QCOMPARE(find<Badge>("secretSizeBadge")->kind(), BadgeKind::Err);
    QVERIFY(pane->messages()->find(QStringLiteral("unreadable")) != nullptr);
    QCOMPARE(state(), SignatureState::NotCheckedKeyUnreadable);
}

void TestPageKeyPane::otherSecretSignsAlone() {
    typeInto(find<SecretEdit>("verifySecretEdit"), QLatin1String(page::cafSecret));
    auto* combo = find<QComboBox>("signWithCombo");
    combo->setCurrentIndex(1);
    Q_EMIT combo->activated(1);
    QVERIFY(bench->settle());
    auto* other = find<SecretEdit>("signSecretEdit");
    QVERIFY(other->isVisible());
    typeInto(other, QStringLiteral("another secret of thirty-two bytes or more"));
    QVERIFY(bench->document()->setClaim("x", "1"));
    QVERIFY(bench->settle());
    // Signed with the other secret, so the verifying one refuses it.
    QCOMPARE(state(), SignatureState::Invalid);
}

void TestPageKeyPane::nothingSignsNothing() {
    typeInto(find<SecretEdit>("verifySecretEdit"), QLatin1String(page::cafSecret));
    auto* combo = find<QComboBox>("signWithCombo");
    combo->setCurrentIndex(2);
    Q_EMIT combo->activated(2);
    QVERIFY(bench->settle());
    QVERIFY(!find<QPushButton>("signCopyButton")->isEnabled());
    QVERIFY(!find<QCheckBox>("signWhileTypingCheck")->isEnabled());
    QVERIFY(bench->document()->setClaim("x", "1"));
    QVERIFY(bench->settle());
    QCOMPARE(state(), SignatureState::Outdated);
}

void TestPageKeyPane::privateKeyOnThePublicSideIsNamedAndWorks() {
    workbench::KeyRequest request;
    request.kind = workbench::KeyRequest::Kind::Ec;
    request.curve = "P-256";
    request.algorithm = "ES256";
    const auto made = workbench::makeKey(request);
    QVERIFY(made.has_value());
    find<SwitchRow>("keySwitch")->setCurrentIndex(1);
    QVERIFY(bench->settle());
    auto* publicEdit = find<CodeEdit>("publicKeyEdit");
    QVERIFY(publicEdit->isVisible());
    const std::string_view pem = asText((*made)->privatePem.reveal());
    publicEdit->insertPlainText(QString::fromUtf8(pem.data(), static_cast<qsizetype>(pem.size())));
    QVERIFY(bench->settle());
    auto* bar = pane->messages()->find(QStringLiteral("private"));
    QVERIFY(bar != nullptr);
    QCOMPARE(bar->sentence(), QStringLiteral("This is a private key. Its public part is used."));
    QCOMPARE(bench->document()->evaluation()->verifyKey->facts().kind, doctor::KeyKind::EcP256);
    // HS256 with a public key: named as not fitting, never used as a secret.
    QCOMPARE(state(), SignatureState::NotCheckedKeyDoesNotFit);
}

void TestPageKeyPane::modesKeepTheirTexts() {
    typeInto(find<SecretEdit>("verifySecretEdit"), QStringLiteral("kept"));
    find<SwitchRow>("keySwitch")->setCurrentIndex(1);
    QVERIFY(bench->settle());
    find<SwitchRow>("keySwitch")->setCurrentIndex(0);
    QVERIFY(bench->settle());
    QCOMPARE(find<SecretEdit>("verifySecretEdit")->secret().size(), std::size_t{4});
    bench->document()->undo();
    bench->document()->undo();
    bench->document()->undo();
    QVERIFY(bench->settle());
    QVERIFY(find<SecretEdit>("verifySecretEdit")->isEmpty());
}

void TestPageKeyPane::encryptedKeyAsksInPlace() {
    workbench::KeyRequest request;
    request.kind = workbench::KeyRequest::Kind::Ec;
    request.curve = "P-256";
    const auto made = workbench::makeKey(request);
    QVERIFY(made.has_value());
    workbench::KeyDrafts drafts = *workbench::draftKeys(**made, QStringLiteral("x"));
    const auto encrypted = workbench::encryptedPrivatePem(*drafts.keys[0].entry, Secret::fromText("open sesame"));
    QVERIFY(encrypted.has_value());
    QVERIFY(bench->document()->setAlgorithm("ES256"));
    bench->document()->setKeyPair(Secret::fromText((*made)->publicPem), encrypted->clone());
    QVERIFY(bench->settle());
    auto* bar = find<PassphraseBar>("signPassphraseBar");
    QVERIFY(bar->isVisible());
    QVERIFY(!find<PassphraseBar>("verifyPassphraseBar")->isVisible());
    QCOMPARE(bar->sentence(), QStringLiteral("The private key is encrypted."));
    auto* field = bar->findChild<SecretEdit*>(QStringLiteral("passphraseEdit"));
    auto* open = bar->findChild<QPushButton*>(QStringLiteral("passphraseButton"));

    typeInto(field, QStringLiteral("open barley"));
    open->click();
    QVERIFY(field->isEmpty());
    QVERIFY(bench->settle());
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->sentence(), QStringLiteral("The private key does not open with that passphrase."));

    typeInto(field, QStringLiteral("open sesame"));
    QTest::keyClick(field->findChild<QLineEdit*>(), Qt::Key_Return);
    QVERIFY(bench->settle());
    QVERIFY(!bar->isVisible());
    QVERIFY(bench->document()->evaluation()->signKey->facts().opened);
    bench->document()->signCopy();
    QVERIFY(bench->settle());
    QCOMPARE(state(), SignatureState::VerifiedSignedByYou);

    // The text stays as it was pasted; another text forgets the passphrase, and × leaves the question alone.
    QVERIFY(bench->document()->state().privateKey->text == *encrypted);
    bench->document()->setPrivateKeyText({});
    bench->document()->setPrivateKeyText(encrypted->clone());
    QVERIFY(bench->settle());
    QVERIFY(bar->isVisible());
    QTest::keyClick(bar, Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    bench->document()->setClaim("x", "1");
    QVERIFY(bench->settle());
    QVERIFY(!bar->isVisible());
}

void TestPageKeyPane::setNamesTheKeyThatVerified() {
    const auto make = [](const char* kid) {
        workbench::KeyRequest request;
        request.kind = workbench::KeyRequest::Kind::Ec;
        request.curve = "P-256";
        request.kidRule = workbench::KeyRequest::KidRule::OwnText;
        request.kid = kid;
        return *workbench::makeKey(request);
    };
    const auto one = make("one"), two = make("two"), three = make("three");
    const std::string set = "{\"keys\":[" + one->publicJwk + "," + two->publicJwk + "," + three->publicJwk + "]}";
    QVERIFY(bench->document()->setAlgorithm("ES256"));
    bench->document()->setKeyPair(Secret::fromText(set), two->privatePem.clone());
    QVERIFY(bench->settle());
    bench->document()->signCopy();
    QVERIFY(bench->settle());
    // No kid in the header: each key that fits is tried.
    QCOMPARE(state(), SignatureState::VerifiedSignedByYou);
    QCOMPARE(bench->document()->shownVersion().signature.keyName, std::string("two"));
    const auto said = [this](const char* words) {
        const auto labels = pane->findChildren<TextLabel*>();
        return std::any_of(labels.begin(), labels.end(), [words](const TextLabel* label) {
            return label->isVisible() && label->text().contains(QLatin1String(words));
        });
    };
    QVERIFY(said("verified with"));
    QVERIFY(said(", two"));
    // With a kid: the one it names, and no other.
    bench->document()->editHeader(R"({"alg":"ES256","kid":"three"})");
    QVERIFY(bench->settle());
    QCOMPARE(state(), SignatureState::Invalid);
    QVERIFY(said("none of those that fit verifies"));
}

QTEST_MAIN(TestPageKeyPane)
#include "tst_page_key_pane.moc"
