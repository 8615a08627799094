// SPDX-License-Identifier: Apache-2.0
// The Settings workspace: what is chosen counts at once and can be put back.
#include "common/message_bar.h"
#include "editor/editor_workspace.h"
#include "jose/jwe.h"
#include "main_window/actions.h"
#include "page_fixture.h"
#include "settings/network_settings.h"
#include "settings/settings_workspace.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>

using namespace twb;
using namespace twb::ui;
using workbench::SettingsSection;

class TestSettingsPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        bench = std::make_unique<page::Bench>();
        bench->settings.resetSection(SettingsSection::Time);
        page = std::make_unique<SettingsWorkspace>(bench->settings);
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
        QCOMPARE(list->count(), 5);
        page->focusStart();
        QTest::keyClick(list, Qt::Key_End);
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
        ui::Actions actions;
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
        for (int section = 0; section < 5; ++section) {
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

    std::unique_ptr<page::Bench> bench;
    std::unique_ptr<SettingsWorkspace> page;
};

QTEST_MAIN(TestSettingsPage)
#include "tst_settings_page.moc"
