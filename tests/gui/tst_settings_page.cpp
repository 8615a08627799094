// SPDX-License-Identifier: Apache-2.0
// The Settings workspace: what is chosen counts at once and can be put back.
#include "common/fonts.h"
#include "common/message_bar.h"
#include "editor/editor_workspace.h"
#include "jose/jwe.h"
#include "main_window/actions.h"
#include "page_fixture.h"
#include "settings/network_settings.h"
#include "settings/settings_workspace.h"
#include "support/fake_secret_store.h"
#include "workbench/tab_store.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QFile>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableWidget>
#include <QTextDocumentFragment>

using namespace twb;
using namespace twb::ui;
using workbench::SettingsSection;

class TestSettingsPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        bench = std::make_unique<page::Bench>();
        bench->settings.resetSection(SettingsSection::Time);
        page = std::make_unique<SettingsWorkspace>(SettingsServices{bench->settings, nullptr, &actions});
        page->resize(900, 600);
        page->show();
        QVERIFY(QTest::qWaitForWindowExposed(page.get()));
    }
    void cleanup() {
        page.reset();
        bench.reset();
    }

    void sectionsShowTheirForms() {
        auto* list = page->findChild<QListWidget*>(QStringLiteral("settingsSections"));
        QCOMPARE(list->count(), 6);
        page->focusStart();
        QTest::keyClick(list, Qt::Key_End);
        QVERIFY(find<QWidget>("shortcutsTable")->isVisible());
        show(4);
        QVERIFY(find<QCheckBox>("networkOffCheck")->isVisible());
        QVERIFY(!find<QComboBox>("themeCombo")->isVisible());
    }
    void choicesCountAtOnce() {
        choose("themeCombo", 2);
        QCOMPARE(bench->settings.theme(), workbench::ThemeChoice::Dark);
        choose("motionCombo", 1);
        QCOMPARE(bench->settings.motion(), workbench::MotionChoice::Off);
        find<QSpinBox>("zoomSpin")->setValue(150);
        QCOMPARE(bench->settings.zoom(), 150);
        show(1);
        QSignalSpy leeway(page.get(), &SettingsWorkspace::leewayChosen);
        find<QSpinBox>("settingsLeewaySpin")->setValue(5);
        QCOMPARE(bench->settings.leeway(), std::chrono::seconds(5));
        QCOMPARE(leeway.count(), 1);
        choose("zoneCombo", 1);
        QCOMPARE(bench->settings.zone(), workbench::ZoneChoice::Utc);
        show(3);
        find<QCheckBox>("maskCheck")->click();
        QVERIFY(!bench->settings.maskPersonalData());
        find<QCheckBox>("offerClipboardCheck")->click();
        QVERIFY(!bench->settings.offerClipboard());
        QCOMPARE(find<QSpinBox>("clearSecretsSpin")->value(), 45);
        find<QSpinBox>("clearSecretsSpin")->setValue(20);
        QCOMPARE(bench->settings.clearSecretsAfter(), std::chrono::seconds(20));
    }
    void networkChoicesCountAtOnce() {
        show(4);
        find<QCheckBox>("networkOffCheck")->click();
        QVERIFY(bench->settings.networkOff());
        QVERIFY(!find<QLineEdit>("proxyUrlEdit")->isEnabled());
        choose("proxyCombo", 2);
        auto* url = find<QLineEdit>("proxyUrlEdit");
        QVERIFY(url->isEnabled());
        url->setFocus();
        QTest::keyClicks(url, QStringLiteral("http://proxy.example:3128"));
        QTest::keyClick(url, Qt::Key_Return);
        QVERIFY(bench->settings.proxy().kind == oauth::ProxyOptions::Kind::Own);
        QCOMPARE(bench->settings.proxy().url, std::string("http://proxy.example:3128"));
        find<QSpinBox>("timeoutSpin")->setValue(5);
        QCOMPARE(bench->settings.requestTimeout(), std::chrono::seconds(5));
        auto* problem = find<QLabel>("caFileProblem");
        QVERIFY(!problem->isVisible());
        find<NetworkSettings>("networkSettings")->takeCaFile(bench->folder.filePath(QStringLiteral("missing.pem")));
        QVERIFY(problem->isVisible());
        auto* reset = find<QWidget>("networkSettings")->findChild<QPushButton*>(QStringLiteral("defaultsButton"));
        reset->click();
        QVERIFY(!bench->settings.networkOff() && bench->settings.caFile().isEmpty());
        QVERIFY(!problem->isVisible());
        QCOMPARE(bench->settings.requestTimeout(), std::chrono::seconds(30));
    }
    void capsReachTheOpenTokens() {
        EditorWorkspace editor(bench->documents, bench->settings, bench->theme, actions, bench->profileStore);
        const std::string secret = "0123456789abcdef";
        const auto key = jose::readJwk(R"({"kty":"oct","k":"MDEyMzQ1Njc4OWFiY2RlZg"})");
        const auto token = jose::encryptCompact(R"({"alg":"dir","enc":"A128GCM","zip":"DEF"})",
                                                asBytes(std::string(250'001, '0')), *key);
        workbench::TokenDocument* document = bench->documents.openText(token->token);
        document->setVerifySecret(Secret::fromText(secret));
        QVERIFY(bench->settle());
        const auto state = [&] { return document->shownVersion().signature.state; };
        QCOMPARE(state(), doctor::SignatureState::NotReadable);
        show(2);
        auto* inflated = find<QSpinBox>("settingsInflatedSpin");
        QCOMPARE(inflated->value(), 250'000);
        inflated->setValue(250'001);
        QVERIFY(bench->settle());
        QCOMPARE(state(), doctor::SignatureState::Decrypted);
        auto* rounds = find<QSpinBox>("settingsRoundsSpin");
        QCOMPARE(rounds->value(), 1'000'000);
        rounds->setValue(2'000'000);
        QCOMPARE(bench->settings.caps().pbes2Count, std::int64_t{2'000'000});
        find<QWidget>("editorSettings")->findChild<QPushButton*>(QStringLiteral("defaultsButton"))->click();
        QVERIFY(bench->settle());
        QCOMPARE(state(), doctor::SignatureState::NotReadable);
        QCOMPARE(bench->settings.caps(), jose::JweLimits());
        QCOMPARE(inflated->value(), 250'000);
        QCOMPARE(rounds->value(), 1'000'000);
    }
    void signingAndNewJsonReachTheOpenTokens() {
        EditorWorkspace editor(bench->documents, bench->settings, bench->theme, actions, bench->profileStore);
        workbench::TokenDocument* document = bench->documents.openText(page::cafToken);
        document->setVerifySecret(Secret::fromText(page::cafSecret));
        document->editHeader(R"({"alg":"RS256"})"); // the secret cannot do that
        QVERIFY(bench->settle());
        show(2);
        auto* combo = find<QComboBox>("onSigningCombo");
        QCOMPARE(combo->currentText(), QStringLiteral("Leave the header alone"));
        document->signCopy();
        QVERIFY(bench->settle());
        QCOMPARE(*document->shownVersion().reading->header.octets, std::string(R"({"alg":"RS256"})"));
        choose("onSigningCombo", 1);
        QCOMPARE(bench->settings.headerRule(), doctor::HeaderRule::Algorithm);
        document->signCopy();
        QVERIFY(bench->settle());
        QCOMPARE(*document->shownVersion().reading->header.octets, std::string(R"({"alg":"HS256"})"));
        choose("onSigningCombo", 0);
        document->signCopy();
        QVERIFY(bench->settle());
        QCOMPARE(*document->shownVersion().reading->header.octets, std::string(R"({"alg":"HS256","typ":"JWT"})"));
        choose("newJsonCombo", 1);
        QVERIFY(bench->settings.indentNewJson());
        profiles::Template start;
        start.header = start.payload = R"({"alg":"HS256"})";
        QVERIFY(document->applyTemplate(start).has_value());
        QVERIFY(bench->settle());
        QCOMPARE(*document->shownVersion().reading->payload.octets, std::string("{\n  \"alg\": \"HS256\"\n}"));
        auto* reset = find<QWidget>("editorSettings")->findChild<QPushButton*>(QStringLiteral("defaultsButton"));
        reset->click();
        QCOMPARE(combo->currentText(), QStringLiteral("Leave the header alone"));
        QCOMPARE(find<QComboBox>("newJsonCombo")->currentIndex(), 0);
    }
    void theFixedFontIsChosenForAllThatUsesIt() {
        EditorWorkspace editor(bench->documents, bench->settings, bench->theme, actions, bench->profileStore);
        connect(&bench->settings, &workbench::Settings::changed, &editor,
                [this] { bench->theme.setMono(bench->settings.monoFamily(), bench->settings.monoStep()); });
        bench->documents.openText(page::cafToken);
        QVERIFY(bench->settle());
        auto* family = find<QComboBox>("monoFamilyCombo");
        QCOMPARE(family->itemText(0), QStringLiteral("As the system says"));
        QCOMPARE(family->currentIndex(), 0);
        QVERIFY(family->count() > 1);
        auto* payload = editor.findChild<QWidget*>(QStringLiteral("payloadEdit"));
        const QFont before = payload->font();
        int other = 1;
        while (other + 1 < family->count() && family->itemText(other) == before.family()) {
            ++other;
        }
        choose("monoFamilyCombo", other);
        QCOMPARE(bench->settings.monoFamily(), family->itemText(other));
        QCOMPARE(payload->font().family(), family->itemText(other));
        QCOMPARE(fonts::encoded().family(), family->itemText(other));
        auto* step = find<QComboBox>("monoStepCombo");
        QCOMPARE(step->currentText(), QStringLiteral("As usual"));
        choose("monoStepCombo", step->count() - 1);
        QVERIFY(payload->font().pointSizeF() > before.pointSizeF() + 3);
        find<QWidget>("appearanceSettings")->findChild<QPushButton*>(QStringLiteral("defaultsButton"))->click();
        QCOMPARE(payload->font(), before);
        QCOMPARE(family->currentIndex(), 0);
        bench->settings.setMonoFamily(QStringLiteral("No Such Family")); // uninstalled meanwhile
        QCOMPARE(payload->font(), before);
        QCOMPARE(family->currentIndex(), 0);
    }
    void datesAreWrittenAsChosenEverywhere() {
        EditorWorkspace editor(bench->documents, bench->settings, bench->theme, actions, bench->profileStore);
        editor.resize(1280, 820);
        editor.show();
        workbench::TokenDocument* document = bench->documents.openText(page::cafToken);
        document->setAsOf(Time(std::chrono::seconds(1735776300))); // a day too late
        QVERIFY(bench->settle());
        QTRY_VERIFY(document->diagnosis() && document->diagnosis()->find("time-expired"));
        show(1);
        auto* combo = find<QComboBox>("dateFormatCombo");
        QCOMPARE(combo->currentText(), QStringLiteral("1 Jan 2025 00:05:00 (UTC)"));
        const auto shown = [&](const QString& text) {
            const auto labels = editor.findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
                QString plain = QTextDocumentFragment::fromHtml(label->text()).toPlainText();
                plain.replace(QChar::Nbsp, QLatin1Char(' ')).remove(QChar(0x200B)); // where it may break
                return label->isVisible() && plain.contains(text);
            });
        };
        QTRY_VERIFY(shown(QStringLiteral("exp 2025-01-01T00:05:00Z"))); // as the engine writes it, so far
        choose("dateFormatCombo", 1);
        QCOMPARE(bench->settings.dateFormat(), workbench::DateFormat::Digits);
        QCOMPARE(combo->currentText(), QStringLiteral("2025-01-01 00:05:00 (UTC)"));
        QTRY_VERIFY(shown(QStringLiteral("exp 2025-01-01 00:05:00 (UTC)")));
        auto* asOf = editor.findChild<QDateTimeEdit*>(QStringLiteral("asOfEdit"));
        QCOMPARE(asOf->text(), QStringLiteral("2025-01-02 00:05:00"));
        choose("dateFormatCombo", 2);
        QCOMPARE(combo->currentText(), QStringLiteral("2025-01-01T00:05:00Z"));
        QCOMPARE(asOf->text(), QStringLiteral("2025-01-02T00:05:00"));
        choose("dateFormatCombo", 0);
        QCOMPARE(asOf->text(), QStringLiteral("02 Jan 2025 00:05:00"));
    }
    void keysOfActionsAreChanged() {
        show(5);
        auto* table = find<QTableWidget>("shortcutsTable");
        QCOMPARE(table->rowCount(), static_cast<int>(ActionId::Count));
        auto* edit = find<QKeySequenceEdit>("shortcutEdit");
        auto* problem = find<QLabel>("shortcutProblem");
        const auto keysOf = [&](ActionId id) { return actions[id]->shortcuts(); };
        table->setCurrentCell(static_cast<int>(ActionId::SignCopy), 0);
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_F9);
        QCOMPARE(keysOf(ActionId::SignCopy), QList{QKeySequence(Qt::Key_F9)});
        QCOMPARE(table->item(static_cast<int>(ActionId::SignCopy), 1)->text(), QStringLiteral("F9"));
        QCOMPARE(bench->settings.shortcuts(QStringLiteral("actionSignCopy")), std::optional(QStringLiteral("F9")));

        QTest::keyClick(edit, Qt::Key_X); // would end typing
        QVERIFY(problem->isVisible() && problem->text().contains(QLatin1String("for typing")));
        QCOMPARE(keysOf(ActionId::SignCopy), QList{QKeySequence(Qt::Key_F9)});

        QTest::keyClick(edit, Qt::Key_T, Qt::ControlModifier);
        QVERIFY(problem->text().contains(QStringLiteral("“New tab”")));
        QCOMPARE(keysOf(ActionId::SignCopy), QList{QKeySequence(Qt::Key_F9)}); // not yet
        find<QPushButton>("takeKeysButton")->click();
        QCOMPARE(keysOf(ActionId::SignCopy), QList{QKeySequence(QStringLiteral("Ctrl+T"))});
        QVERIFY(keysOf(ActionId::NewTab).isEmpty());
        QVERIFY(!problem->isVisible());

        auto* reset = find<QWidget>("shortcutSettings")->findChild<QPushButton*>(QStringLiteral("defaultsButton"));
        reset->click();
        QCOMPARE(keysOf(ActionId::NewTab), Actions::usualKeys(ActionId::NewTab));
        QCOMPARE(keysOf(ActionId::SignCopy), Actions::usualKeys(ActionId::SignCopy));
        QVERIFY(!reset->isEnabled());
        auto* bar = find<QWidget>("shortcutSettings")->findChild<MessageBar*>(QStringLiteral("resetBar"));
        bar->actionButton(0)->click();
        QVERIFY(keysOf(ActionId::NewTab).isEmpty());
        // As a file that was written by hand, or an older version, may have it.
        bench->settings.setShortcuts(QStringLiteral("actionOpenFile"), QStringLiteral("Ctrl+T"));
        QVERIFY(problem->isVisible() && problem->text().contains(QLatin1String("does neither")));
        table->setCurrentCell(static_cast<int>(ActionId::OpenFile), 0);
        find<QPushButton>("noKeysButton")->click();
        QVERIFY(keysOf(ActionId::OpenFile).isEmpty() && !problem->isVisible());
        find<QPushButton>("usualKeysButton")->click();
        QCOMPARE(keysOf(ActionId::OpenFile), Actions::usualKeys(ActionId::OpenFile));
        QVERIFY(!bench->settings.shortcuts(QStringLiteral("actionOpenFile")).has_value());
    }
    void keptTabsSayWhetherTheyAre() {
        test::Vault vault;
        auto made = std::make_unique<test::FakeSecretStore>(&vault);
        test::FakeSecretStore* secrets = made.get();
        workbench::TabStore tabs(bench->documents, bench->folder.path(), std::move(made));
        connect(&bench->settings, &workbench::Settings::changed, &tabs, [&] { tabs.keep(bench->settings.keepTabs()); });
        page = std::make_unique<SettingsWorkspace>(SettingsServices{bench->settings, &tabs});
        page->resize(900, 600);
        page->show();
        show(3);
        auto* box = find<QCheckBox>("keepTabsCheck");
        auto* sentence = find<QLabel>("keepTabsSentence");
        QVERIFY(!box->isChecked()); // off unless it is asked for
        secrets->mood = test::FakeSecretStore::Mood::SaysMissing;
        box->click();
        QTRY_VERIFY(sentence->text().contains(QLatin1String("not available")));
        auto* again = find<QPushButton>("keepTabsRetry");
        QVERIFY(again->isVisible());
        QCOMPARE(sentence->palette().color(sentence->foregroundRole()), color(Role::Warn));
        secrets->mood = test::FakeSecretStore::Mood::Works;
        again->click();
        QTRY_VERIFY(sentence->text().startsWith(QLatin1String("Kept in an encrypted file")));
        QVERIFY(!again->isVisible());
        QCOMPARE(box->accessibleDescription(), sentence->text());
        const QString file = bench->folder.filePath(QStringLiteral("tabs.twb"));
        QTRY_VERIFY(QFile::exists(file));
        auto* reset = find<QWidget>("privacySettings")->findChild<QPushButton*>(QStringLiteral("defaultsButton"));
        reset->click();
        QTRY_VERIFY(!QFile::exists(file));
        QVERIFY(!box->isChecked());
        page.reset();
    }
    void keptTabsComeBackIntoTheWindow() {
        EditorWorkspace editor(bench->documents, bench->settings, bench->theme, actions, bench->profileStore);
        editor.resize(1280, 820);
        editor.show();
        workbench::KeptTabs kept;
        kept.tabs.resize(3);
        for (workbench::KeptTab& tab : kept.tabs) {
            tab.title = QStringLiteral("Kept");
            tab.original = std::make_shared<const std::string>(page::cafToken);
        }
        kept.current = 1;
        bench->documents.restore(kept);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // the empty tab that was there
        auto* bar = editor.findChild<QTabBar*>();
        QCOMPARE(bar->count(), 3);
        QCOMPARE(bar->currentIndex(), 1);
        QVERIFY(bench->settle());
        auto* encoded = editor.findChild<QWidget*>(QStringLiteral("encodedView"));
        QVERIFY(encoded && encoded->isVisible()); // not the page of an empty tab
        bench->documents.setCurrent(2);
        QCOMPARE(bar->currentIndex(), 2);
    }
    void otherZoneOpensTheSearch() {
        show(1);
        auto* combo = find<QComboBox>("zoneCombo");
        choose("zoneCombo", combo->count() - 1);
        QVERIFY(page->findChild<QWidget*>(QStringLiteral("zonePopup")));
        QCOMPARE(bench->settings.zone(), workbench::ZoneChoice::Local); // nothing is chosen yet
        QCOMPARE(combo->currentIndex(), 0);
        bench->settings.setZoneName("America/Sao_Paulo");
        QCOMPARE(combo->currentText(), QStringLiteral("America/Sao_Paulo"));
    }
    void defaultsComeBackAndCanBeUndone() {
        choose("themeCombo", 1);
        find<QSpinBox>("zoomSpin")->setValue(120);
        auto* form = find<QWidget>("appearanceSettings");
        auto* reset = form->findChild<QPushButton*>(QStringLiteral("defaultsButton"));
        QVERIFY(reset->isEnabled());
        reset->click();
        QCOMPARE(bench->settings.theme(), workbench::ThemeChoice::System);
        QCOMPARE(find<QSpinBox>("zoomSpin")->value(), 100);
        QVERIFY(!reset->isEnabled());
        form->findChild<MessageBar*>(QStringLiteral("resetBar"))->actionButton(0)->click();
        QCOMPARE(bench->settings.theme(), workbench::ThemeChoice::Light);
        QCOMPARE(find<QComboBox>("themeCombo")->currentIndex(), 1);
        QCOMPARE(find<QSpinBox>("zoomSpin")->value(), 120);
    }
    void everyControlHasAName() {
        for (int section = 0; section < 6; ++section) {
            show(section);
            for (const QWidget* widget : page->findChildren<QWidget*>()) {
                if (widget->isVisible() && widget->focusPolicy() != Qt::NoFocus && !widget->objectName().isEmpty() &&
                    !widget->objectName().startsWith(QLatin1String("qt_"))) {
                    const auto* button = qobject_cast<const QAbstractButton*>(widget);
                    QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                             qPrintable(widget->objectName()));
                }
            }
        }
    }

private:
    template <typename T>
    T* find(const char* name) const {
        T* found = page->findChild<T*>(QLatin1String(name));
        if (!found) {
            qFatal("no %s", name);
        }
        return found;
    }
    void show(int section) { find<QListWidget>("settingsSections")->setCurrentRow(section); }
    void choose(const char* combo, int index) {
        auto* box = find<QComboBox>(combo);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }

    ui::Actions actions;
    std::unique_ptr<page::Bench> bench;
    std::unique_ptr<SettingsWorkspace> page;
};

QTEST_MAIN(TestSettingsPage)
#include "tst_settings_page.moc"
