// SPDX-License-Identifier: Apache-2.0
// The whole workspace: paste, read, edit, sign, undo; nothing is lost.
#include "common/fact_cell.h"
#include "common/inline_error.h"
#include "common/message_bar.h"
#include "common/secret_edit.h"
#include "common/switch_row.h"
#include "editor/algorithm_choice.h"
#include "editor/code_edit.h"
#include "editor/editor_page.h"
#include "editor/editor_workspace.h"
#include "editor/encoded_pane.h"
#include "editor/header_pane.h"
#include "editor/payload_pane.h"
#include "editor/token_view.h"
#include "main_window/actions.h"
#include "workspace_fixture.h"

#include <QClipboard>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabBar>
#include <QToolButton>

using namespace twb;
using namespace twb::ui;
using workbench::ShownVersion;

class TestPageEditor : public QObject, protected page::WorkspaceHarness {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void startsWithTheFirstRunPage();
    void pastedTokenVerifiesWithItsSecret();
    void noKeyIsNotInvalid();
    void editedPayloadIsSignedAgainBesideItsOriginal();
    void typingWithoutKeyLeavesTheSignatureOutdated();
    void algorithmInJsonAndChoiceMoveEachOther();
    void brokenTokenShowsWhatCanBeRead();
    void badJsonIsNamedUnderThePane();
    void undoBringsEverythingBack();
    void typedCharactersTurnThePage();
    void bearerIsTakenOffAndSaidSo();
    void caretLightsItsCharactersBothWays();
    void copySaysWhichVersion();
    void closedTabComesBack();
    void templatesStart_data();
    void templatesStart();
    void asOfMovesTheVerdict();
    void everyControlHasAName();
    void severalTokensOpenInTabs();
    void damagedTokenKeepsItsFaultInSight();
    void damagedStructureIsNoPassedRow();
    void undoInASecretFieldIsTheDocuments();
    void leewayIsRemembered();
    void foldingIsRemembered();
    void namedZoneWritesItsDates();
    void keyFilesAreHandedOn_data();
    void keyFilesAreHandedOn();
};

void TestPageEditor::startsWithTheFirstRunPage() {
    QVERIFY(find<QWidget>("firstRunPage")->isVisible());
    QVERIFY(!find<QWidget>("editorPage")->isVisible());
    QVERIFY(!(*actions)[ActionId::SaveToken]->isEnabled());
}

void TestPageEditor::pastedTokenVerifiesWithItsSecret() {
    paste(page::cafToken);
    QVERIFY(find<QWidget>("editorPage")->isVisible());
    typeSecret(page::cafSecret);
    QCOMPARE(signature(), QStringLiteral("Signature Verified"));
    QCOMPARE(time(), QStringLiteral("Expires in 1 m 40 s"));
    QVERIFY(find<CodeEdit>("payloadEdit")->utf8().contains("\"peopleId\": \"11144477735\""));
    QCOMPARE(find<TokenView>("encodedView")->utf8(), QByteArray(page::cafToken));
}

void TestPageEditor::noKeyIsNotInvalid() {
    paste(page::cafToken);
    QCOMPARE(signature(), QStringLiteral("Not checked: no key given"));
    typeSecret("wrong");
    QCOMPARE(signature(), QStringLiteral("Invalid Signature"));
}

void TestPageEditor::editedPayloadIsSignedAgainBesideItsOriginal() {
    paste(page::cafToken);
    typeSecret(page::cafSecret);
    replaceInside(find<CodeEdit>("payloadEdit"), "11144477735", "52998224725");
    QCOMPARE(bench->document()->shown(), ShownVersion::Copy);
    QCOMPARE(signature(), QStringLiteral("Signature Verified"));
    QVERIFY(find<FactCell>("factSignature")->detail().contains(QStringLiteral("Signed by you")));
    QVERIFY(find<TokenView>("encodedView")->utf8() != QByteArray(page::cafToken));
    QVERIFY(find<QWidget>("versionBar")->isVisible());

    find<SwitchRow>("versionSwitch")->setCurrentIndex(0);
    QVERIFY(bench->settle());
    QCOMPARE(signature(), QStringLiteral("Signature Verified"));
    QCOMPARE(find<TokenView>("encodedView")->utf8(), QByteArray(page::cafToken));
    QVERIFY(find<CodeEdit>("payloadEdit")->utf8().contains("11144477735"));
}

void TestPageEditor::typingWithoutKeyLeavesTheSignatureOutdated() {
    paste(page::cafToken);
    replaceInside(find<CodeEdit>("payloadEdit"), "11144477735", "1");
    QCOMPARE(signature(), QStringLiteral("Signature outdated"));
    find<SwitchRow>("versionSwitch")->setCurrentIndex(0);
    QVERIFY(bench->settle());
    QCOMPARE(signature(), QStringLiteral("Not checked: no key given"));
}

void TestPageEditor::algorithmInJsonAndChoiceMoveEachOther() {
    paste(page::cafToken);
    typeSecret(page::cafSecret);
    auto* combo = find<AlgorithmChoice>("algorithmCombo");
    QCOMPARE(combo->algorithm(), QStringLiteral("HS256"));
    replaceInside(find<CodeEdit>("headerEdit"), "HS256", "HS512");
    QCOMPARE(combo->algorithm(), QStringLiteral("HS512"));
    QVERIFY(combo->currentText().startsWith(QStringLiteral("HS512")));

    const int index = combo->findText(QStringLiteral("HS384"), Qt::MatchStartsWith);
    QVERIFY(index >= 0);
    combo->setCurrentIndex(index);
    Q_EMIT combo->activated(index);
    QVERIFY(bench->settle());
    QVERIFY(find<CodeEdit>("headerEdit")->utf8().contains("\"HS384\""));
    QCOMPARE(signature(), QStringLiteral("Signature Verified"));
    // The indented text that the reader saw stayed as it was.
    QVERIFY(find<CodeEdit>("headerEdit")->utf8().contains("\"typ\": \"JWT\""));
}

void TestPageEditor::brokenTokenShowsWhatCanBeRead() {
    QByteArray broken(page::cafToken);
    broken.replace("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9a");
    QGuiApplication::clipboard()->setText(QString::fromUtf8(broken));
    workspace->openClipboard();
    QVERIFY(bench->settle());
    QVERIFY(find<CodeEdit>("payloadEdit")->utf8().contains("11144477735"));
    QCOMPARE(find<TokenView>("encodedView")->utf8(), broken);
    QVERIFY(signature() != QStringLiteral("Invalid Signature"));
    auto* pane = find<EncodedPane>("encodedPane");
    QTRY_VERIFY(pane->errorLine()->isVisible());
    QVERIFY(pane->errorLine()->sentence().contains(QStringLiteral("Header")));
}

void TestPageEditor::badJsonIsNamedUnderThePane() {
    paste(page::cafToken);
    typeSecret(page::cafSecret);
    replaceInside(find<CodeEdit>("payloadEdit"), "\"exp\": ", "\"exp\" ");
    auto* pane = find<PayloadPane>("payloadPane");
    QTRY_VERIFY(pane->errorLine()->isVisible());
    QCOMPARE(pane->errorLine()->line(), 4);
    QVERIFY(pane->errorLine()->column() > 1);
    replaceInside(find<CodeEdit>("payloadEdit"), "\"exp\" ", "\"exp\": ");
    QTRY_VERIFY(!pane->errorLine()->isVisible());
}

void TestPageEditor::undoBringsEverythingBack() {
    paste(page::cafToken);
    typeSecret(page::cafSecret);
    replaceInside(find<CodeEdit>("payloadEdit"), "11144477735", "7");
    bench->document()->clear();
    QVERIFY(bench->settle());
    QVERIFY(find<QWidget>("firstRunPage")->isVisible());

    (*actions)[ActionId::Undo]->trigger();
    QVERIFY(bench->settle());
    QVERIFY(find<CodeEdit>("payloadEdit")->utf8().contains("\"7\""));
    (*actions)[ActionId::Undo]->trigger();
    QVERIFY(bench->settle());
    QVERIFY(!bench->document()->hasCopy());
    QCOMPARE(signature(), QStringLiteral("Signature Verified"));
    while (bench->document()->canUndo()) {
        (*actions)[ActionId::Undo]->trigger();
    }
    QVERIFY(bench->settle());
    QVERIFY(bench->document()->isEmpty());
    while (bench->document()->canRedo()) {
        (*actions)[ActionId::Redo]->trigger();
    }
    QVERIFY(bench->settle());
    QVERIFY(bench->document()->isEmpty()); // the clearing was redone too
    (*actions)[ActionId::Undo]->trigger();
    QVERIFY(bench->settle());
    QCOMPARE(find<SecretEdit>("verifySecretEdit")->secret().size(), std::strlen(page::cafSecret));
}

void TestPageEditor::typedCharactersTurnThePage() {
    auto* field = find<TokenView>("firstEncodedView");
    QTest::keyClicks(field, QStringLiteral("e"));
    QVERIFY(find<QWidget>("editorPage")->isVisible());
    auto* view = find<TokenView>("encodedView");
    QTest::keyClicks(view, QStringLiteral("yJh"));
    QVERIFY(bench->settle());
    QCOMPARE(view->utf8(), QByteArray("eyJh"));
}

void TestPageEditor::bearerIsTakenOffAndSaidSo() {
    paste(QByteArray("Bearer ") + page::cafToken);
    auto* view = find<TokenView>("encodedView");
    QCOMPARE(view->utf8(), QByteArray(page::cafToken));
    auto* bar = find<MessageBar>("unwrapBar");
    QVERIFY(bar->sentence().contains(QStringLiteral("Bearer")));
    bar->actionButton(0)->click();
    QTRY_VERIFY(view->utf8().startsWith("Bearer "));
    QVERIFY(view->isReadOnly());
}

void TestPageEditor::caretLightsItsCharactersBothWays() {
    paste(page::cafToken);
    auto* payload = find<CodeEdit>("payloadEdit");
    auto* view = find<TokenView>("encodedView");
    QSignalSpy places(workspace.get(), &EditorWorkspace::caretPlaceChanged);
    payload->setFocus();
    payload->setCaretOffset(static_cast<std::size_t>(payload->utf8().indexOf("1735689900")));
    QVERIFY(!places.isEmpty());
    QCOMPARE(places.last().first().toString(), QStringLiteral("Payload, line 4, column 10 · claim exp"));
    view->setFocus();
    view->setCaretOffset(60);
    QVERIFY(places.last().first().toString().contains(QStringLiteral("claim iss")));
}

void TestPageEditor::copySaysWhichVersion() {
    paste(page::cafToken);
    QSignalSpy said(workspace.get(), &EditorWorkspace::statusMessage);
    (*actions)[ActionId::CopyToken]->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QLatin1String(page::cafToken));
    QCOMPARE(said.last().first().toString(), QStringLiteral("Copied: original"));
    replaceInside(find<CodeEdit>("payloadEdit"), "11144477735", "1");
    (*actions)[ActionId::CopyToken]->trigger();
    QCOMPARE(said.last().first().toString(), QStringLiteral("Copied: your copy, signature outdated"));
    QVERIFY(QGuiApplication::clipboard()->text() != QLatin1String(page::cafToken));
}

void TestPageEditor::closedTabComesBack() {
    paste(page::cafToken);
    typeSecret(page::cafSecret);
    (*actions)[ActionId::CloseTab]->trigger();
    QVERIFY(find<QWidget>("firstRunPage")->isVisible());
    (*actions)[ActionId::ReopenTab]->trigger();
    QVERIFY(bench->settle());
    QCOMPARE(signature(), QStringLiteral("Signature Verified"));
}

void TestPageEditor::templatesStart_data() {
    QTest::addColumn<QString>("id");
    workbench::ProfileStore profileStore;
    QCOMPARE(profileStore.firstPage().size(), std::size_t{7});
    for (const profiles::Template& entry : profileStore.allTemplates()) {
        QTest::newRow(entry.id.c_str()) << QString::fromStdString(entry.id);
    }
}

void TestPageEditor::templatesStart() {
    QFETCH(QString, id);
    auto started = workbench::startFromTemplate(*bench->profileStore.find(id.toStdString()), bench->document());
    QVERIFY(started.has_value());
    QTRY_COMPARE_WITH_TIMEOUT(signature(), QStringLiteral("Signature Verified"), 20000);
    QVERIFY(find<QWidget>("editorPage")->isVisible());
}

void TestPageEditor::asOfMovesTheVerdict() {
    paste(page::cafToken);
    bench->document()->setAsOf(Time(std::chrono::seconds(1735689961)));
    QVERIFY(bench->settle());
    QVERIFY(time().startsWith(QStringLiteral("Expired")));
    QCOMPARE(find<QComboBox>("asOfCombo")->currentIndex(), 1);
    bench->document()->setAsOf(std::nullopt);
    QVERIFY(bench->settle());
    QVERIFY(time().startsWith(QStringLiteral("Expires in")));
}

/// Screen readers: whatever takes the keyboard says what it is.
void TestPageEditor::everyControlHasAName() {
    paste(page::cafToken);
    for (const QWidget* widget : workspace->findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->focusProxy()) {
            continue;
        }
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()) ||
                           qobject_cast<const QLineEdit*>(widget) ||
                           QByteArray(widget->metaObject()->className()).contains("QAbstractItemView");
        QVERIFY2(named, qPrintable(QStringLiteral("%1 %2 in %3")
                                       .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                            widget->parentWidget()->objectName())));
    }
}

void TestPageEditor::severalTokensOpenInTabs() {
    const QByteArray second = "eyJhbGciOiJub25lIn0.e30.";
    paste(QByteArray(page::cafToken) + "\nand " + second + "\n");
    auto* bar = find<MessageBar>("severalBar");
    QCOMPARE(bar->sentence(), QStringLiteral("2 tokens found. The first is shown."));
    QCOMPARE(bar->actionButton(0)->text(), QStringLiteral("Open all in tabs"));
    bar->actionButton(0)->click();
    QCOMPARE(bench->documents.count(), 2);
    QCOMPARE(bench->documents.currentIndex(), 0); // the first stays in front
    QCOMPARE(QByteArray::fromStdString(bench->documents.at(1)->encodedText()), second);
    QCOMPARE(find<QTabBar>("documentTabs")->count(), 2);
}

void TestPageEditor::damagedTokenKeepsItsFaultInSight() {
    const QByteArray damaged = QByteArray(page::cafToken).replace("jZAw9", "jZ!w9");
    paste("Bearer " + damaged);
    QCOMPARE(find<TokenView>("encodedView")->utf8(), damaged);
    QVERIFY(find<CodeEdit>("payloadEdit")->utf8().contains("11144477735"));
    auto* pane = find<EncodedPane>("encodedPane");
    QTRY_VERIFY(pane->errorLine()->isVisible());
    QVERIFY2(pane->errorLine()->sentence().startsWith(QStringLiteral("Signature cannot be read")),
             qPrintable(pane->errorLine()->sentence()));
    QVERIFY(!pane->messages()->find(QStringLiteral("none")));
}

void TestPageEditor::damagedStructureIsNoPassedRow() {
    paste(QByteArray(page::cafToken).replace("eyJhbGci", "eyJh!Gci"));
    for (const doctor::CheckRow& row : bench->document()->shownVersion().checks) {
        if (row.id == "structure") {
            QVERIFY(row.outcome == doctor::CheckRow::Outcome::Fail);
        }
    }
    QVERIFY(find<CodeEdit>("payloadEdit")->utf8().contains("11144477735"));
}

void TestPageEditor::undoInASecretFieldIsTheDocuments() {
    paste(page::cafToken);
    typeSecret(page::cafSecret);
    QCOMPARE(signature(), QStringLiteral("Signature Verified"));
    auto* edit = find<SecretEdit>("verifySecretEdit");
    QTest::keyClick(edit->findChild<QLineEdit*>(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(bench->settle());
    QVERIFY(edit->isEmpty());
    QCOMPARE(signature(), QStringLiteral("Not checked: no key given"));
    QTest::keyClick(edit->findChild<QLineEdit*>(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(bench->settle());
    QCOMPARE(signature(), QStringLiteral("Signature Verified"));
}

void TestPageEditor::leewayIsRemembered() {
    paste(page::cafToken);
    find<QSpinBox>("leewaySpin")->setValue(300);
    QVERIFY(bench->settle());
    QCOMPARE(bench->settings.leeway(), std::chrono::seconds(300));
    (*actions)[ActionId::NewTab]->trigger();
    QCOMPARE(bench->document()->state().leeway, std::chrono::seconds(300));
}

void TestPageEditor::foldingIsRemembered() {
    paste(page::cafToken);
    auto* view = find<TokenView>("encodedView");
    QCOMPARE(view->fold(), TokenView::Fold::Width);
    find<QAbstractButton>("wrapButton")->click();
    QCOMPARE(view->fold(), TokenView::Fold::Parts);
    QVERIFY(!bench->settings.foldToken());
    bench->settings.setFoldToken(true);
    QCOMPARE(view->fold(), TokenView::Fold::Width);
    QVERIFY(find<QAbstractButton>("wrapButton")->isChecked());
}

void TestPageEditor::namedZoneWritesItsDates() {
    paste(page::cafToken);
    bench->settings.setZoneName("Asia/Kolkata");
    QCOMPARE(find<QToolButton>("zoneButton")->text(), QStringLiteral("Kolkata"));
    auto* edit = find<QDateTimeEdit>("asOfEdit");
    QCOMPARE(edit->dateTime().time(), QTime(5, 33, 20)); // 1735689800 is 00:03:20 UTC
    bench->document()->setAsOf(Time(std::chrono::seconds(1735689800)));
    edit->setDateTime(edit->dateTime().addSecs(60));
    QVERIFY(bench->settle());
    QCOMPARE(bench->document()->state().asOf->time_since_epoch().count(), 1735689860);
    bench->settings.setZone(workbench::ZoneChoice::Utc);
    QCOMPARE(edit->dateTime().time(), QTime(0, 4, 20));
}

void TestPageEditor::keyFilesAreHandedOn_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("key");
    QTest::newRow("PEM") << QByteArray("-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n") << true;
    QTest::newRow("JWK") << QByteArray(R"({"kty":"oct","k":"AAAA"})") << true;
    QTest::newRow("JWKS") << QByteArray(R"({"keys":[{"kty":"oct","k":"AAAA"}]})") << true;
    QTest::newRow("DER") << QByteArray::fromHex("3012020100300d06092a864886f70d0101010500") << true;
    QTest::newRow("token") << QByteArray(page::cafToken) << false;
    QTest::newRow("answer") << QByteArray(R"({"access_token":")") + page::cafToken + R"("})" << false;
    QTest::newRow("words") << QByteArray("no token here") << false;
}

void TestPageEditor::keyFilesAreHandedOn() {
    QFETCH(QByteArray, content);
    QFETCH(bool, key);
    const QString path = bench->folder.filePath(QStringLiteral("dropped.bin"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    QSignalSpy keys(workspace.get(), &EditorWorkspace::keysFound);
    QMimeData dropped;
    dropped.setUrls({QUrl::fromLocalFile(path)});
    QVERIFY(workspace->openDropped(dropped));
    QCOMPARE(keys.count(), key ? 1 : 0);
    QCOMPARE(bench->document()->isEmpty(), key);
    if (key) {
        QCOMPARE(keys.first().first().toStringList(), QStringList{path});
    }
}

QTEST_MAIN(TestPageEditor)
#include "tst_page_editor.moc"
