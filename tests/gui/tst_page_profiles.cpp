// SPDX-License-Identifier: Apache-2.0
//
// Profiles in the window: the third fact, the choice, the forms of the templates, fresh times, "expect tokens like
// this", the checklist, secrets.json; and each of the four vendors' flows from click to click, offline.
#include "common/check_row.h"
#include "common/fact_cell.h"
#include "common/message_bar.h"
#include "common/secret_edit.h"
#include "common/switch_row.h"
#include "common/text_label.h"
#include "editor/checklist_page.h"
#include "editor/cpf_edit.h"
#include "editor/editor_page.h"
#include "editor/profile_choice.h"
#include "editor/profile_rules.h"
#include "editor/template_fields.h"
#include "editor/template_form_page.h"
#include "editor/token_view.h"
#include "main_window/actions.h"
#include "workspace_fixture.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTemporaryDir>

using namespace twb;
using namespace twb::ui;

namespace {

QJsonObject payloadOf(const QString& token) {
    return QJsonDocument::fromJson(
               QByteArray::fromBase64(token.split('.').value(1).toUtf8(),
                                      QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals))
        .object();
}

} // namespace

class TestPageProfiles : public QObject, private page::WorkspaceHarness {
    Q_OBJECT

private:
    QString token() const { return QString::fromStdString(bench->document()->encodedText()); }
    void start(const char* id) {
        QMenu* menu = workspace->makeProfileMenu(workspace.get());
        const profiles::Template* wanted = bench->profileStore.find(id);
        QVERIFY(wanted != nullptr);
        for (QAction* action : menu->actions()) {
            if (action->text() == QString::fromStdString(wanted->title)) {
                action->trigger();
            }
        }
        QVERIFY(bench->settle());
        QVERIFY(find<QWidget>("templateFormPage")->isVisible());
    }
    /// For looking at: TWB_PICTURES names a folder.
    void picture(const char* name, ThemeMode mode) const {
        const QString folder = qEnvironmentVariable("TWB_PICTURES");
        if (!folder.isEmpty()) {
            bench->theme.apply();
            bench->theme.setMode(mode);
            QTest::qWait(50);
            QVERIFY(workspace->grab().save(folder + QLatin1Char('/') + QLatin1String(name)));
        }
    }
    void press(const char* name) {
        auto* button = find<QPushButton>(name);
        QVERIFY2(button != nullptr && button->isVisible() && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    /// The editor's own; a form has one, too.
    FactCell* fact() const { return find<QWidget>("editorPage")->findChild<FactCell*>("factProfile"); }
    QString clipboard() const { return QGuiApplication::clipboard()->text(); }
    void type(QLineEdit* edit, const QString& text) {
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QVERIFY(bench->settle());
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void cpfIsWrittenAsItIsTyped() {
        CpfEdit edit;
        QTest::keyClicks(&edit, "11144477735");
        QCOMPARE(edit.text(), QStringLiteral("111.444.777-35"));
        QCOMPARE(edit.digits(), QStringLiteral("11144477735"));
        QVERIFY(edit.fault().isEmpty());
        QTest::keyClicks(&edit, "9x");
        QCOMPARE(edit.digits(), QStringLiteral("11144477735"));
        QTest::keyClick(&edit, Qt::Key_Backspace);
        QCOMPARE(edit.text(), QStringLiteral("111.444.777-3"));
        QCOMPARE(edit.fault(), QStringLiteral("10 of 11 digits"));
        QTest::keyClicks(&edit, "6");
        QVERIFY2(edit.fault().contains("35"), qPrintable(edit.fault()));
        edit.setDigits(QStringLiteral("22222222222"));
        QVERIFY(edit.fault().contains("never issued"));
        // The caret stays behind its digit when one is taken out before a dot.
        edit.setDigits(QStringLiteral("12345678901"));
        edit.setCursorPosition(5);
        QTest::keyClick(&edit, Qt::Key_Backspace);
        QCOMPARE(edit.text(), QStringLiteral("123.567.890-1"));
        QVERIFY2(edit.cursorPosition() == 3 || edit.cursorPosition() == 4, qPrintable(edit.text()));
    }

    void thirdFactSpeaksOfTheProfile() {
        openText();
        auto* fact = this->fact();
        QCOMPARE(fact->title(), QStringLiteral("CAF mobile: all checks passed"));
        QCOMPARE(fact->detail(), QStringLiteral("Profile chosen by its claims · 6 of 6 rules"));
        QCOMPARE(fact->state(), FactState::Good);
        bench->document()->setProfileChoice("heflo");
        QVERIFY(bench->settle());
        QVERIFY2(fact->title().startsWith("HEFLO: "), qPrintable(fact->title()));
        QCOMPARE(fact->state(), FactState::Error);
        bench->document()->setProfileChoice("none");
        QVERIFY(bench->settle());
        QCOMPARE(fact->title(), QStringLiteral("No profile chosen"));
        QCOMPARE(fact->detail(), QStringLiteral("Choose one to check its rules"));
        bench->document()->undo();
        QVERIFY(bench->settle());
        QVERIFY(fact->title().startsWith("HEFLO: "));
    }

    void theChoiceIsTheDocuments() {
        openText();
        auto* combo = find<QComboBox>("profileCombo");
        QCOMPARE(combo->currentText(), QStringLiteral("Automatic: CAF mobile"));
        auto* choice = qobject_cast<ProfileChoice*>(combo->parentWidget());
        QVERIFY(choice != nullptr);
        QAbstractItemModelTester tester(choice->model());
        const int none = combo->findText(QStringLiteral("None"));
        combo->setCurrentIndex(none);
        Q_EMIT combo->activated(none);
        QVERIFY(bench->settle());
        QCOMPARE(bench->document()->state().profileChoice, std::string("none"));
        QVERIFY(!find<QWidget>("profileRules")->isVisible());
        bench->documents.openNew();
        QCOMPARE(bench->document()->state().profileChoice, std::string());
    }

    void rulesStandInThePanel() {
        openText();
        auto* rules = find<ProfileRules>("profileRules");
        QVERIFY(rules->isVisible());
        QCOMPARE(rules->rows().size(), 6);
        QCOMPARE(rules->rows().at(0)->line(), QStringLiteral("alg is HS256"));
        QVERIFY(bench->document()->setClaim("peopleId", "\"11144477736\""));
        QVERIFY(bench->settle());
        QCOMPARE(rules->rows().at(0)->state(), FactState::Error);
        QCOMPARE(rules->rows().at(0)->line(), QStringLiteral("peopleId is no valid CPF"));
        QVERIFY(rules->rows().at(0)->detail().contains("check digits would be 35"));
    }

    // CAF -------------------------------------------------------------------------------------------------------------

    void cafFromClickToClick() {
        start("caf-mobile");
        auto* cpf = find<CpfEdit>("cpfField");
        type(find<QLineEdit>("clientIdField"), "my-client");
        type(cpf, "52998224725");
        QCOMPARE(cpf->text(), QStringLiteral("529.982.247-25"));
        QCOMPARE(payloadOf(token()).value("iss").toString(), QStringLiteral("my-client"));
        QCOMPARE(payloadOf(token()).value("peopleId").toString(), QStringLiteral("52998224725"));
        QCOMPARE(payloadOf(token()).value("exp").toInt(), 1735689800 + 300);
        // A wrong digit is named at once, and the profile says so.
        type(cpf, "52998224726");
        QVERIFY(find<TextLabel>("cpfRemark")->text().contains("25"));
        QVERIFY(bench->document()->shownVersion().profile.judgement.errors > 0);
        type(cpf, "52998224725");
        auto* life = find<QSpinBox>("lifeField");
        life->setValue(16);
        QVERIFY(bench->settle());
        QVERIFY(find<TextLabel>("lifeRemark")->text().contains("more than 15"));
        life->setValue(5);
        QVERIFY(bench->settle());
        // Another secret signs anew.
        const QString before = token();
        auto* secret = find<SecretEdit>("templateSecretEdit");
        secret->setSecret(Secret::fromText("another-client-secret-of-forty-two-octets!"));
        Q_EMIT secret->edited();
        QVERIFY(bench->settle());
        QVERIFY(token() != before);
        QCOMPARE(bench->document()->shownVersion().signature.state, doctor::SignatureState::VerifiedSignedByYou);
        press("copyTokenButton");
        QCOMPARE(clipboard(), token());
        press("copyAuthorizationButton");
        QCOMPARE(clipboard(), "Authorization: " + token());
        press("copyBearerButton");
        QCOMPARE(clipboard(), "Authorization: Bearer " + token());
        press("openInEditorButton");
        QVERIFY(bench->settle());
        QVERIFY(find<QWidget>("editorPage")->isVisible());
        QCOMPARE(fact()->title(), QStringLiteral("CAF mobile: all checks passed"));
        bench->document()->undo();
        QVERIFY(find<QWidget>("templateFormPage")->isVisible());
    }

    void enterOpensTheEditor() {
        start("caf-mobile");
        QTest::keyClick(find<QLineEdit>("clientIdField"), Qt::Key_Return);
        QVERIFY(find<QWidget>("editorPage")->isVisible());
    }

    void emptyFieldsSaySo() {
        start("caf-mobile");
        auto* cpf = find<CpfEdit>("cpfField");
        cpf->setFocus();
        cpf->selectAll();
        QTest::keyClick(cpf, Qt::Key_Delete);
        QVERIFY(bench->settle());
        QVERIFY(!payloadOf(token()).contains("peopleId"));
        QVERIFY(find<TextLabel>("cpfRemark")->text().contains("every person"));
    }

    void freshTimesByOneKey() {
        openText();
        bench->document()->setVerifySecret(Secret::fromText(page::cafSecret));
        QVERIFY(bench->settle());
        bench->clock.set(Time(std::chrono::seconds(1735700000)));
        QCOMPARE((*actions)[ActionId::RefreshTimes]->shortcut(), QKeySequence(Qt::Key_F5));
        (*actions)[ActionId::RefreshTimes]->trigger();
        QVERIFY(bench->settle());
        QCOMPARE(payloadOf(token()).value("exp").toInt(), 1735700300);
        QCOMPARE(payloadOf(token()).value("iss").toString(), QStringLiteral("61b0c0ffee0000000000c1d1"));
        QCOMPARE(bench->document()->shownVersion().signature.state, doctor::SignatureState::VerifiedSignedByYou);
        bench->document()->undo();
        QCOMPARE(token(), QString::fromLatin1(page::cafToken));
    }

    void theChecklistOfCaf() {
        openText();
        bench->document()->setVerifySecret(Secret::fromText(page::cafSecret));
        QVERIFY(bench->settle());
        QVERIFY((*actions)[ActionId::ShowChecklist]->isEnabled());
        press("checklistButton");
        auto* list = find<ChecklistPage>("checklistPage");
        QVERIFY(list->isVisible());
        for (const char* id : {"server-side", "one-cpf", "expiration", "authorised-users", "response-validated"}) {
            QVERIFY2(list->findChild<QWidget*>(QStringLiteral("point_") + id) != nullptr, id);
        }
        QVERIFY(list->findChild<QWidget*>("point_one-cpf")->accessibleName().endsWith(": Met"));
        QVERIFY(
            list->findChild<QWidget*>("point_server-side")->accessibleName().endsWith("Cannot be seen from a token"));
        picture("checklist-light.png", ThemeMode::Light);
        picture("checklist-dark.png", ThemeMode::Dark);
        press("checklistCopyButton");
        QVERIFY(clipboard().startsWith("# Integration checklist: CAF mobile token"));
        QVERIFY(!clipboard().contains("11144477735"));
        QCOMPARE(list->report(doctor::ReportFormat::Html).count("How to check:"), 5);
        // Another language, for whoever reads it.
        find<SwitchRow>("checklistLanguageSwitch")->setCurrentIndex(1);
        press("checklistCopyButton");
        QVERIFY2(clipboard().startsWith("# Checklist de integração: CAF mobile token"), qPrintable(clipboard()));
        QVERIFY(clipboard().contains("Como verificar"));
        find<SwitchRow>("checklistLanguageSwitch")->setCurrentIndex(0);
        // Saved by the name of the file, and on paper.
        QTemporaryDir folder;
        const auto saved = [&](const QString& name) {
            press("checklistSaveButton");
            auto* chooser = workspace->findChild<QFileDialog*>();
            const QString path = folder.filePath(name);
            QMetaObject::invokeMethod(chooser, "fileSelected", Q_ARG(QString, path));
            delete chooser;
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QVERIFY(saved("page.html").startsWith("<!DOCTYPE html>"));
        QVERIFY(saved("page.md").startsWith("# Integration checklist"));
        const QByteArray pdf = saved("page.pdf");
        QVERIFY(pdf.startsWith("%PDF-") && pdf.size() > 4000);
        press("checklistPrintButton");
        auto* printing = workspace->findChild<QPrintDialog*>();
        QVERIFY(printing != nullptr && printing->isVisible());
        printing->printer()->setOutputFormat(QPrinter::PdfFormat);
        printing->printer()->setOutputFileName(folder.filePath("printed.pdf"));
        Q_EMIT printing->QDialog::accepted();
        delete printing;
        QFile printed(folder.filePath("printed.pdf"));
        QVERIFY(printed.open(QIODevice::ReadOnly) && printed.readAll().startsWith("%PDF-"));
        // An edit renews it in place.
        QVERIFY(bench->document()->setClaim("peopleId", "\"1\""));
        QVERIFY(bench->settle());
        QVERIFY(list->findChild<QWidget*>("point_one-cpf")->accessibleName().endsWith(": Not met"));
        press("checklistBackButton");
        QVERIFY(find<QWidget>("editorPage")->isVisible());
        QVERIFY(!list->isVisible());
    }

    void cafSdkResponseFromClickToClick() {
        start("caf-sdk-response");
        press("openInEditorButton");
        QVERIFY(bench->settle());
        QCOMPARE(fact()->title(), QStringLiteral("CAF SDK response: all checks passed"));
        QVERIFY(bench->document()->setClaim("isNewContext", "true"));
        QVERIFY(bench->settle());
        QCOMPARE(fact()->title(), QStringLiteral("CAF SDK response: 1 warning"));
        QVERIFY(bench->document()->setClaim("isAuthorized", "false"));
        QVERIFY(bench->settle());
        QCOMPARE(fact()->title(), QStringLiteral("CAF SDK response: 1 error, 1 warning"));
        (*actions)[ActionId::ShowChecklist]->trigger();
        auto* list = find<ChecklistPage>("checklistPage");
        QVERIFY(list->findChild<QWidget*>("point_response-validated")->accessibleName().endsWith(": Met"));
    }

    void expectedValuesAreJudgedWhileTheyAreTyped() {
        openText();
        QVERIFY(bench->settle());
        auto* fields = find<QWidget>("expectedFields");
        bench->document()->setProfileChoice("none");
        QVERIFY(bench->settle());
        QVERIFY(!fields->isVisible());
        bench->document()->setProfileChoice("caf-mobile");
        QVERIFY(bench->settle());
        QVERIFY(fields->isVisible());
        auto* client = find<QLineEdit>("expected_clientId");
        QCOMPARE(client->accessibleName(), QStringLiteral("Expected clientId"));
        const auto row = [this](const char* claim) {
            const profiles::Judgement& rules = bench->document()->shownVersion().profile.judgement;
            return rules.row(claim)->outcome;
        };
        QCOMPARE(row("iss"), profiles::RuleOutcome::Met);
        type(client, QStringLiteral("another"));
        QCOMPARE(row("iss"), profiles::RuleOutcome::NotMet);
        type(client, QStringLiteral("61b0c0ffee0000000000c1d1"));
        QCOMPARE(row("iss"), profiles::RuleOutcome::Met);
        type(find<CpfEdit>("expected_cpf"), QStringLiteral("52998224725"));
        QCOMPARE(row("peopleId"), profiles::RuleOutcome::NotMet);
        type(find<CpfEdit>("expected_cpf"), QStringLiteral("11144477735"));
        QCOMPARE(row("peopleId"), profiles::RuleOutcome::Met);
        // Another profile asks for other values; an SDK response for the person and the policy.
        bench->document()->setProfileChoice("caf-sdk-response");
        QVERIFY(bench->settle());
        QVERIFY(fields->findChild<QLineEdit*>("expected_clientId") == nullptr);
        QTRY_VERIFY(find<QLineEdit>("expected_policyId")->isVisible());
        QCOMPARE(find<CpfEdit>("expected_peopleId")->digits(), QStringLiteral("11144477735"));
        bench->document()->setProfileChoice("id-token");
        QVERIFY(bench->settle());
        QTRY_VERIFY(find<QLineEdit>("expected_nonce")->isVisible());
    }

    void aPlainRefusalIsRecognised() {
        workspace->openText(QStringLiteral("{\"attemptId\":\"a\",\"isAuthorized\":false}"));
        QVERIFY(bench->settle());
        auto* bar = find<MessageBar>("plainRefusalBar");
        QVERIFY(bar != nullptr && bar->isVisible());
        QVERIFY((*actions)[ActionId::ShowChecklist]->isEnabled());
        (*actions)[ActionId::ShowChecklist]->trigger();
        QVERIFY(find<QWidget>("refusalBar")->isVisible());
        workspace->openText(QString::fromLatin1(page::cafToken));
    }

    // SenseCrypt ------------------------------------------------------------------------------------------------------

    void senseCryptFromClickToClick() {
        start("sensecrypt");
        auto* secret = find<SecretEdit>("templateSecretEdit");
        auto* encoding = find<QComboBox>("templateEncodingCombo");
        encoding->setCurrentIndex(1);
        Q_EMIT encoding->activated(1);
        secret->setSecret(Secret::fromText("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));
        Q_EMIT secret->edited();
        type(find<QLineEdit>("instanceIdField"), "device-7");
        QCOMPARE(payloadOf(token()).value("instance_id").toString(), QStringLiteral("device-7"));
        QCOMPARE(bench->document()->shownVersion().signature.state, doctor::SignatureState::VerifiedSignedByYou);
        press("copyBearerButton");
        QVERIFY(clipboard().startsWith("Authorization: Bearer eyJ"));
        const QString made = token();
        // The same token comes back: which reading of jwt_secret fits?
        bench->documents.openText(made.toStdString());
        bench->document()->setVerifySecret(Secret::fromText("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));
        QVERIFY(bench->settle());
        const auto& facts = bench->document()->shownVersion().profile;
        QCOMPARE(facts.profile->id, std::string("sensecrypt"));
        QCOMPARE(facts.secretReadings.size(), std::size_t{1});
        auto* rules = find<ProfileRules>("profileRules");
        bool said = false;
        for (const CheckRow* row : rules->rows()) {
            said = said || row->line() == QStringLiteral("The secret fits when it is read as Base64");
        }
        QVERIFY(said);
    }

    void secretsJsonFillsTheForm() {
        const QString path = bench->folder.filePath(QStringLiteral("secrets.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"api_key\":\"k\",\"mobile_api_key\":\"m\",\"jwt_secret\":\"a-jwt-secret-of-thirty-two-octets\","
                   "\"jwt_expire_seconds\":120}");
        file.close();
        workspace->openFile(path);
        QVERIFY(bench->settle());
        QVERIFY(find<QWidget>("templateFormPage")->isVisible());
        QCOMPARE(find<QSpinBox>("lifeField")->value(), 120);
        QVERIFY(find<SecretEdit>("templateSecretEdit")->secret() ==
                Secret::fromText("a-jwt-secret-of-thirty-two-octets"));
        QVERIFY(!workspace->title().contains("secret"));
    }

    // HEFLO -----------------------------------------------------------------------------------------------------------

    void hefloFromClickToClick() {
        start("heflo");
        type(find<QLineEdit>("clientIdField"), "my-client");
        QVERIFY(QTest::qWaitFor([&] { return bench->document()->state().publicKey != nullptr; }, 60000));
        QVERIFY(bench->settle());
        const QJsonObject payload = payloadOf(token());
        QCOMPARE(payload.keys(), (QStringList{"aud", "exp", "iat", "iss", "jti", "nbf", "sub"}));
        QCOMPARE(payload.value("sub"), payload.value("iss"));
        QCOMPARE(payload.value("exp").toInt() - payload.value("iat").toInt(), 60);
        QCOMPARE(bench->document()->shownVersion().signature.state, doctor::SignatureState::VerifiedSignedByYou);
        press("copyPublicKeyButton");
        QVERIFY(clipboard().startsWith("-----BEGIN PUBLIC KEY-----"));
        press("freshTimesButton");
        QVERIFY(bench->settle());
        QVERIFY(payloadOf(token()).value("jti") != payload.value("jti"));
        press("openInEditorButton");
        QVERIFY(bench->settle());
        QCOMPARE(fact()->title(), QStringLiteral("HEFLO: all checks passed"));
        // Fresh times in the editor, too: jti is a UUID and becomes another one.
        const auto former = payloadOf(token()).value("jti");
        (*actions)[ActionId::RefreshTimes]->trigger();
        QVERIFY(bench->settle());
        QVERIFY(payloadOf(token()).value("jti") != former);
    }

    // Own profiles ----------------------------------------------------------------------------------------------------

    void withoutAFolderNothingIsSaved() {
        openText();
        (*actions)[ActionId::ExpectLikeThis]->trigger();
        QVERIFY(bench->settle());
        QVERIFY(bench->document()->state().profileChoice.empty());
    }
};

/// The store alone: saving, reading again, naming faults.
class TestProfileStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void expectTokensLikeThis() {
        QTemporaryDir folder;
        workbench::ProfileStore store(folder.filePath("profiles"));
        QSignalSpy changed(&store, &workbench::ProfileStore::changed);
        const auto header = json::Document::parse("{\"alg\":\"ES256\"}");
        const auto payload = json::Document::parse("{\"iss\":\"https://me.example\",\"sub\":\"Alice\"}");
        const auto first = store.expectTokensLike(header->root(), payload->root(), QStringLiteral("Like Token 1"));
        QVERIFY(first.has_value());
        QCOMPARE(*first, std::string("like-token-1"));
        QCOMPARE(changed.count(), 1);
        QVERIFY(store.library()->find(*first) != nullptr);
        const auto second = store.expectTokensLike(header->root(), payload->root(), QStringLiteral("Like Token 1"));
        QCOMPARE(*second, std::string("like-token-1-2"));
        QFile file(folder.filePath("profiles/like-token-1.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("Alice"));
    }

    void faultsAreNamed() {
        QTemporaryDir folder;
        QFile file(folder.filePath("bad.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"id\":\"bad\"}");
        file.close();
        workbench::ProfileStore store(folder.path());
        QVERIFY(!store.library()->problems().empty());
        QVERIFY(QFile::remove(folder.filePath("bad.json")));
        store.reload();
        QVERIFY(store.library()->problems().empty());
    }
};

int main(int argc, char* argv[]) {
    QApplication application(argc, argv);
    TestPageProfiles page;
    TestProfileStore store;
    const int first = QTest::qExec(&page, argc, argv);
    return first != 0 ? first : QTest::qExec(&store, argc, argv);
}
#include "tst_page_profiles.moc"
