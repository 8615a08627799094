// SPDX-License-Identifier: Apache-2.0
// The editor page with several signatures, and with an SD-JWT.
#include "base/base64url.h"
#include "common/fact_cell.h"
#include "common/inline_error.h"
#include "common/message_bar.h"
#include "common/switch_row.h"
#include "editor/code_edit.h"
#include "editor/disclosures_view.h"
#include "editor/editor_page.h"
#include "editor/encoded_pane.h"
#include "editor/segment_map.h"
#include "editor/signatures_pane.h"
#include "editor/summary_card.h"
#include "editor/token_view.h"
#include "jose/jws_json.h"
#include "jose/sd_jwt_make.h"
#include "proof_fixture.h"
#include "workbench/layer_words.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeWidget>

using namespace twb;
using namespace twb::ui;
using doctor::SignatureState;

namespace {
const std::string secret32 = "0123456789abcdef0123456789abcdef";
const std::string claims = R"({"sub":"u-1","email":"a@b.test","address":{"city":"Recife","country":"BR"}})";

jose::Jwk octJwk(const std::string& kid) {
    return std::move(
        *jose::readJwk(R"({"kty":"oct","kid":")" + kid + R"(","k":")" + base64url::encode(secret32) + "\"}"));
}
std::string twoSignatures() {
    std::vector<jose::JsonSigner> signers;
    signers.push_back({octJwk("a"), R"({"alg":"HS256","kid":"a"})", {}});
    signers.push_back({octJwk("b"), R"({"alg":"HS512","kid":"b"})", {}});
    return *jose::signJson(signers, asBytes(claims), jose::JsonForm::General);
}
std::string sdJwt() {
    jose::Hiding hiding;
    hiding.disclosable = {"/email", "/address/city"};
    return jose::issueSdJwt(R"({"alg":"HS256"})", claims, hiding, octJwk("a"))->token;
}
/// The same with a second signature beside the first.
std::string twiceSignedSdJwt() {
    const std::string compact = sdJwt();
    const auto parts = jose::splitSdJwt(compact);
    const std::string_view issued = parts->issuerToken;
    const std::size_t first = issued.find('.') + 1;
    const auto payload = base64url::decode(issued.substr(first, issued.rfind('.') - first));
    std::string disclosures;
    for (const std::string_view one : parts->disclosures) {
        disclosures += (disclosures.empty() ? "\"" : ",\"") + std::string(one) + "\"";
    }
    const std::vector<jose::JsonSigner> signers{
        {octJwk("a"), R"({"alg":"HS256","kid":"a"})", "{\"disclosures\":[" + disclosures + "]}"},
        {octJwk("b"), R"({"alg":"HS512","kid":"b"})", {}}};
    return *jose::signJson(signers, *payload, jose::JsonForm::General);
}
QTreeWidgetItem* rowOf(QTreeWidget* list, const QString& name) {
    const auto found = list->findItems(name, Qt::MatchExactly | Qt::MatchRecursive, 0);
    return found.isEmpty() ? nullptr : found.first();
}
} // namespace

class TestPageForms : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void oneSignatureNeedsNoList();
    void listShowsEachVerdictAndChooses();
    void editedPayloadIsSignedByBoth();
    void headersBesideTheProtectedOne();
    void severalSignaturesOfAnSdJwtAreSaidToGo();
    void disclosuresAreOfferedForSdJwtsOnly();
    void originOfEachClaimIsSaid();
    void presentationHoldsWhatIsTicked();
    void ticksOfACopyIssueItAnew();
    void issuedCopyTakesDecoysHashAndHolder();
    void presentationIsBoundToTheHoldersKey();
    void accessTokenIsAskedForProofsOnly();
    void requestOfAProofIsJudgedWhileTyping();
    void detachedPayloadIsDroppedAsAFile();
    void bytesOfAPartAreShownInHex();
    void disclosuresAreOneBlockOfTheMap();

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

    std::unique_ptr<page::Bench> bench;
    std::unique_ptr<EditorPage> page;
};

void TestPageForms::init() {
    bench = std::make_unique<page::Bench>();
    page = std::make_unique<EditorPage>(bench->settings);
    page->resize(1300, 800);
    page->setDocument(bench->document());
    page->show();
}

void TestPageForms::cleanup() {
    page.reset();
    bench.reset();
}

void TestPageForms::oneSignatureNeedsNoList() {
    open(page::cafToken);
    QVERIFY(!find<QWidget>("signaturesPane")->isVisible());
    QVERIFY(!find<SwitchRow>("payloadSwitch")->button(2)->isVisible());
}

void TestPageForms::listShowsEachVerdictAndChooses() {
    open(twoSignatures());
    auto* list = find<QTreeWidget>("signaturesList");
    const QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(find<QWidget>("signaturesPane")->isVisible());
    QCOMPARE(list->topLevelItemCount(), 2);
    QCOMPARE(list->topLevelItem(0)->text(0), QStringLiteral("1 · HS256"));
    QCOMPARE(list->topLevelItem(1)->text(1), QStringLiteral("kid b"));
    QCOMPARE(list->topLevelItem(0)->text(2), QStringLiteral("Signature Verified"));
    list->setCurrentItem(list->topLevelItem(1));
    QVERIFY(bench->settle());
    QCOMPARE(bench->document()->shownVersion().reading->algorithm, std::string("HS512"));
    QVERIFY(find<CodeEdit>("headerEdit")->utf8().contains("HS512"));
    QVERIFY(!find<CodeEdit>("headerEdit")->isReadOnly());
    QCOMPARE(list->indexOfTopLevelItem(list->currentItem()), 1);
}

void TestPageForms::editedPayloadIsSignedByBoth() {
    open(twoSignatures());
    auto* list = find<QTreeWidget>("signaturesList");
    bench->document()->editPayload("{}");
    QVERIFY(bench->settle());
    QCOMPARE(list->topLevelItem(0)->toolTip(2), QStringLiteral("Signed by you, HS256"));
    QCOMPARE(list->topLevelItem(1)->toolTip(2), QStringLiteral("Signed by you, HS512"));
    auto* add = find<QAbstractButton>("addSignatureButton");
    auto* remove = find<QAbstractButton>("removeSignatureButton");
    add->click();
    QVERIFY(bench->settle());
    QCOMPARE(list->topLevelItemCount(), 3);
    QCOMPARE(list->indexOfTopLevelItem(list->currentItem()), 2);
    QCOMPARE(list->topLevelItem(2)->text(2), QStringLiteral("Signature outdated"));
    auto* sign = find<QPushButton>("signCopyButton");
    QVERIFY(sign->isEnabled());
    sign->click();
    QVERIFY(bench->settle());
    QVERIFY(!sign->isEnabled());
    remove->click();
    QVERIFY(bench->settle());
    remove->click();
    QVERIFY(bench->settle());
    QCOMPARE(list->topLevelItemCount(), 1);
    QVERIFY(!remove->isEnabled());
}

void TestPageForms::headersBesideTheProtectedOne() {
    open(page::cafToken);
    auto* places = find<SwitchRow>("headerPlaceSwitch");
    QVERIFY(!places->isVisible());
    open(twoSignatures());
    QVERIFY(places->isVisible());
    QVERIFY(!places->button(2)->isVisible());
    places->setCurrentIndex(1);
    auto* beside = find<CodeEdit>("unprotectedHeaderEdit");
    QVERIFY(beside->isVisible());
    QVERIFY(beside->utf8().isEmpty());
    beside->setFocus();
    beside->insertPlainText(QStringLiteral("{\"x5u\":"));
    QVERIFY(!bench->document()->hasCopy());
    beside->insertPlainText(QStringLiteral("1}"));
    QVERIFY(bench->settle());
    QCOMPARE(bench->document()->shownVersion().reading->unprotectedHeader, std::string("{\"x5u\":1}"));
    // Not what is signed: both stand as they were.
    QCOMPARE(bench->document()->shownVersion().signatures[0].state, SignatureState::Verified);
    bench->document()->undo();
    QVERIFY(bench->settle());
    QVERIFY(beside->utf8().isEmpty());
    open(page::cafToken);
    QCOMPARE(places->currentIndex(), 0);
    QVERIFY(find<CodeEdit>("headerEdit")->isVisible());
}

void TestPageForms::severalSignaturesOfAnSdJwtAreSaidToGo() {
    const auto bar = [&] {
        const auto bars = page->findChildren<MessageBar*>(QStringLiteral("severalSignaturesBar"));
        return std::count_if(bars.begin(), bars.end(), [](const MessageBar* one) { return one->isVisible(); });
    };
    open(sdJwt());
    QCOMPARE(bar(), 0);
    open(twiceSignedSdJwt());
    QCOMPARE(bench->document()->shownVersion().reading->kind, doctor::TokenKind::SdJwt);
    QCOMPARE(bar(), 1);    // before anything is lost
    open(twoSignatures()); // a plain token keeps them all
    QCOMPARE(bar(), 0);
}

void TestPageForms::disclosuresAreOfferedForSdJwtsOnly() {
    open(sdJwt());
    auto* choice = find<SwitchRow>("payloadSwitch");
    QVERIFY(choice->button(2)->isVisible());
    choice->setCurrentIndex(2);
    QVERIFY(find<QWidget>("disclosuresView")->isVisible());
    open(page::cafToken);
    QVERIFY(!find<QWidget>("disclosuresView")->isVisible());
    QCOMPARE(choice->currentIndex(), 0);
}

void TestPageForms::originOfEachClaimIsSaid() {
    open(sdJwt());
    auto* list = find<QTreeWidget>("disclosuresList");
    QCOMPARE(rowOf(list, QStringLiteral("email"))->text(2), QStringLiteral("disclosed"));
    QCOMPARE(rowOf(list, QStringLiteral("sub"))->text(2), QStringLiteral("always visible"));
    QCOMPARE(rowOf(list, QStringLiteral("city"))->parent(), rowOf(list, QStringLiteral("address")));
    QVERIFY(!rowOf(list, QStringLiteral("sub"))->flags().testFlag(Qt::ItemIsUserCheckable));
}

void TestPageForms::presentationHoldsWhatIsTicked() {
    open(sdJwt());
    find<SwitchRow>("payloadSwitch")->setCurrentIndex(2);
    auto* list = find<QTreeWidget>("disclosuresList");
    rowOf(list, QStringLiteral("email"))->setCheckState(0, Qt::Unchecked);
    find<QAbstractButton>("copyPresentationButton")->click();
    const std::string text = QGuiApplication::clipboard()->text().toStdString();
    QCOMPARE(std::count(text.begin(), text.end(), '~'), std::ptrdiff_t{2});
    // Nothing of the document has changed by it.
    QVERIFY(!bench->document()->hasCopy());
    rowOf(list, QStringLiteral("email"))->setCheckState(0, Qt::Checked);
    find<QAbstractButton>("copyPresentationButton")->click();
    const std::string whole = QGuiApplication::clipboard()->text().toStdString();
    QCOMPARE(std::count(whole.begin(), whole.end(), '~'), std::ptrdiff_t{3});
}

void TestPageForms::ticksOfACopyIssueItAnew() {
    open(sdJwt());
    find<SwitchRow>("payloadSwitch")->setCurrentIndex(2);
    find<QPushButton>("issueAgainButton")->click();
    QVERIFY(bench->settle());
    auto* list = find<QTreeWidget>("disclosuresList");
    QVERIFY(!find<QPushButton>("issueAgainButton")->isVisible());
    QVERIFY(rowOf(list, QStringLiteral("sub"))->flags().testFlag(Qt::ItemIsUserCheckable));
    rowOf(list, QStringLiteral("sub"))->setCheckState(0, Qt::Checked);
    QVERIFY(bench->settle());
    QCOMPARE(bench->document()->shownVersion().signature.state, SignatureState::VerifiedSignedByYou);
    QCOMPARE(bench->document()->shownVersion().selective->disclosures, std::size_t{3});
}

void TestPageForms::issuedCopyTakesDecoysHashAndHolder() {
    open(sdJwt());
    find<SwitchRow>("payloadSwitch")->setCurrentIndex(2);
    QVERIFY(!find<QWidget>("decoysSpin")->isVisible());
    find<QPushButton>("issueAgainButton")->click();
    QVERIFY(bench->settle());
    find<QSpinBox>("decoysSpin")->setValue(2);
    QVERIFY(bench->settle());
    QCOMPARE(bench->document()->shownVersion().selective->undisclosed, std::size_t{4});
    auto* hash = find<QComboBox>("disclosureHashCombo");
    hash->setCurrentIndex(1);
    Q_EMIT hash->textActivated(hash->currentText());
    QVERIFY(bench->settle());
    QCOMPARE(bench->document()->shownVersion().selective->hash, std::string("sha-384"));
    find<QPushButton>("holderButton")->click();
    auto* key = find<CodeEdit>("holderKeyEdit");
    QVERIFY(key->isVisible());
    QVERIFY(!find<QPushButton>("bindButton")->isEnabled());
    key->setFocus();
    key->insertPlainText(QStringLiteral("not a key"));
    find<QPushButton>("bindButton")->click();
    QVERIFY(find<QWidget>("holderForm")->findChild<InlineError*>()->isVisible());
    key->selectAll();
    key->insertPlainText(QString::fromStdString(page::holderKey));
    find<QPushButton>("bindButton")->click();
    QVERIFY(bench->settle());
    QVERIFY(!find<QWidget>("holderForm")->isVisible());
    QVERIFY(key->utf8().isEmpty());
    QVERIFY(bench->document()->shownVersion().reading->claim("cnf") != nullptr);
    QCOMPARE(bench->document()->shownVersion().signature.state, SignatureState::VerifiedSignedByYou);
}

void TestPageForms::presentationIsBoundToTheHoldersKey() {
    jose::Hiding hiding;
    hiding.disclosable = {"/email", "/address/city"};
    const auto holder = jose::readJwk(page::holderKey);
    open(jose::issueSdJwt(R"({"alg":"HS256"})", claims, hiding, octJwk("a"), &*holder)->token);
    find<SwitchRow>("payloadSwitch")->setCurrentIndex(2);
    auto* list = find<QTreeWidget>("disclosuresList");
    rowOf(list, QStringLiteral("email"))->setCheckState(0, Qt::Unchecked);
    find<QPushButton>("holderButton")->click();
    auto* bind = find<QPushButton>("bindButton");
    QVERIFY(!bind->isEnabled());
    QTest::keyClicks(find<QLineEdit>("bindingNonceEdit"), QStringLiteral("n-1"));
    QTest::keyClicks(find<QLineEdit>("bindingAudienceEdit"), QStringLiteral("v"));
    QVERIFY(bind->isEnabled());
    auto* key = find<CodeEdit>("holderKeyEdit");
    key->setFocus();
    key->insertPlainText(QString::fromStdString(page::holderKey));
    bind->click();
    QVERIFY(bench->settle());
    const doctor::Version& version = bench->document()->shownVersion();
    QVERIFY(version.selective->hasKeyBinding);
    QCOMPARE(version.selective->disclosures, std::size_t{1});
    for (const doctor::CheckRow& row : version.selective->checks) {
        QVERIFY2(row.outcome == doctor::CheckRow::Outcome::Pass, row.id.c_str());
    }
}

void TestPageForms::accessTokenIsAskedForProofsOnly() {
    auto* row = find<QWidget>("accessTokenRow");
    open(page::cafToken);
    QVERIFY(!row->isVisible());
    open(page::proof());
    QVERIFY(row->isVisible());
    QVERIFY(!find<QToolButton>("accessTokenTabsButton")->isEnabled()); // nobody gives other tabs here
    QTest::keyClicks(find<QLineEdit>("accessTokenEdit"), QString::fromLatin1(page::cafToken));
    QVERIFY(bench->settle());
    bool passed = false;
    for (const workbench::PassedText& check : workbench::layerChecks(bench->document()->shownVersion())) {
        passed = passed || (check.line.contains(QStringLiteral("ath")) && check.mood == workbench::FactMood::Good);
    }
    QVERIFY(passed);
}

void TestPageForms::requestOfAProofIsJudgedWhileTyping() {
    auto* row = find<QWidget>("proofRequestRow");
    auto* method = find<QLineEdit>("proofMethodEdit");
    auto* url = find<QLineEdit>("proofUrlEdit");
    open(page::cafToken);
    QVERIFY(!row->isVisible());
    open(page::proof());
    QVERIFY(row->isVisible() && method->isVisible() && url->isVisible());
    using Outcome = doctor::CheckRow::Outcome;
    const auto outcome = [&](std::string_view id) {
        return page::outcomeOf(*bench->document(), id).value_or(Outcome::Warn);
    };
    QCOMPARE(outcome("dpop-htm"), Outcome::Skipped); // nothing to compare with
    QCOMPARE(outcome("dpop-htu"), Outcome::Skipped);
    QTest::keyClicks(method, QStringLiteral("GE"));
    QVERIFY(bench->settle());
    QCOMPARE(outcome("dpop-htm"), Outcome::Fail);
    // No headline is better than the worst row: neither the verdict, nor the doctor.
    QTRY_COMPARE(find<SummaryCard>("doctorSummary")->title(), QStringLiteral("1 check failed"));
    QCOMPARE(find<FactCell>("factSignature")->title(), QStringLiteral("Proof refused"));
    QCOMPARE(find<FactCell>("factSignature")->state(), FactState::Error);
    QTest::keyClicks(method, QStringLiteral("T"));
    QTest::keyClicks(url, QStringLiteral("https://A.test/things?page=2"));
    QVERIFY(bench->settle());
    QCOMPARE(outcome("dpop-htm"), Outcome::Pass);
    QCOMPARE(outcome("dpop-htu"), Outcome::Pass);
    QTest::keyClick(url, Qt::Key_Home);
    QTest::keyClicks(url, QStringLiteral("x"));
    QVERIFY(bench->settle());
    QCOMPARE(outcome("dpop-htu"), Outcome::Fail);
    bench->document()->undo();
    QVERIFY(bench->settle());
    QCOMPARE(url->text(), QString::fromStdString(bench->document()->state().proofRequest.url));
    method->clear();
    url->clear();
    QTest::keyClicks(url, QStringLiteral(" ")); // a blank asks for nothing
    QVERIFY(bench->settle());
    QCOMPARE(outcome("dpop-htm"), Outcome::Skipped);
    QCOMPARE(outcome("dpop-htu"), Outcome::Skipped);
    open(page::cafToken);
    QVERIFY(!row->isVisible());
}

void TestPageForms::detachedPayloadIsDroppedAsAFile() {
    const std::string octets("\x00\x01\xFE", 3);
    open(*jose::signCompact(R"({"alg":"HS256"})", asBytes(octets), octJwk("a"), jose::PayloadPlace::Detached));
    QVERIFY(find<MessageBar>("detachedBar"));
    const QString path = bench->folder.filePath(QStringLiteral("payload.bin"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(octets.data(), static_cast<qint64>(octets.size()));
    file.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    auto* pane = find<QWidget>("payloadPane");
    QVERIFY(pane->acceptDrops());
    QDragEnterEvent enter(QPoint(20, 60), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(pane, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(20, 60), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(pane, &drop);
    QVERIFY(bench->settle());
    QCOMPARE(bench->document()->shownVersion().signature.state, SignatureState::Verified);
    QCOMPARE(find<CodeEdit>("payloadEdit")->utf8(), QByteArray("00 01 fe"));
    open(page::cafToken);
    QVERIFY(!pane->acceptDrops());
    QTRY_VERIFY(!find<MessageBar>("detachedBar"));
}

void TestPageForms::bytesOfAPartAreShownInHex() {
    open(page::cafToken);
    auto* bytes = find<QWidget>("partBytes");
    QVERIFY(!bytes->isVisible());
    Q_EMIT page->encodedPane()->map()->partClicked(2);
    QVERIFY(bytes->isVisible());
    const QByteArray hex = find<CodeEdit>("partBytesEdit")->utf8();
    QCOMPARE(hex.count(' ') + hex.count('\n') + 1, qsizetype{32});
    QVERIFY(hex.startsWith("8d 90 30 f4"));
    Q_EMIT page->encodedPane()->map()->partClicked(1); // JSON stands in its pane
    QVERIFY(!bytes->isVisible());
}

void TestPageForms::disclosuresAreOneBlockOfTheMap() {
    open(sdJwt());
    const auto& parts = page->encodedPane()->map()->parts();
    QCOMPARE(parts.size(), 4);
    QCOMPARE(parts.last().letter, QStringLiteral("D"));
    Q_EMIT page->encodedPane()->map()->partClicked(3);
    const auto& segments = bench->document()->shownVersion().reading->segments;
    const TextRange selected = page->encodedPane()->view()->selectedRange();
    QCOMPARE(selected.offset, segments[3].range.offset);
    QCOMPARE(selected.offset + selected.length, segments[4].range.offset + segments[4].range.length);
}

QTEST_MAIN(TestPageForms)
#include "tst_page_forms.moc"
