// SPDX-License-Identifier: Apache-2.0
// Composition root: makes the objects, hands them to each other, nothing else.
#include "common/theme.h"
#include "keys/marked_clipboard.h"
#include "main_window/main_window.h"
#include "main_window/start_options.h"
#include "workbench/clipboard_guard.h"
#include "workbench/document_list.h"
#include "workbench/endpoint_session.h"
#include "workbench/english_plurals.h"
#include "workbench/issuer_session.h"
#include "workbench/key_import.h"
#include "workbench/key_maker.h"
#include "workbench/key_store.h"
#include "workbench/network_gate.h"
#include "workbench/profile_store.h"
#include "workbench/ring_editor_keys.h"
#include "workbench/settings.h"
#include "workbench/tab_store.h"

#include <memory>
#include <QApplication>
#include <QStandardPaths>
#include <QTimer>

int main(int argc, char* argv[]) {
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("token-workbench"));
    QApplication::setApplicationDisplayName(QStringLiteral("Token Workbench"));
    QApplication::setApplicationVersion(QStringLiteral(TWB_VERSION));
    QApplication::setOrganizationName(QStringLiteral("token-workbench"));
    twb::workbench::EnglishPlurals plurals;
    QApplication::installTranslator(&plurals);
    const twb::ui::StartOptions options = twb::ui::StartOptions::read(application.arguments());

    const std::unique_ptr<const twb::Clock> clock = options.makeClock();
    const std::unique_ptr<twb::workbench::Settings> settings = options.makeSettings();
    twb::ui::Theme theme;
    twb::workbench::ProfileStore profileStore(options.profileFolder());
    twb::workbench::KeyRing keyRing(*clock);
    twb::workbench::DocumentServices documentServices{clock.get()};
    documentServices.keyRing = &keyRing;
    documentServices.profiles = &profileStore;
    documentServices.leeway = settings->leeway();
    documentServices.signWhileTyping = settings->signWhileTyping();
    documentServices.headerRule = settings->headerRule();
    documentServices.indentNewJson = settings->indentNewJson();
    twb::workbench::DocumentList documents(documentServices);
    twb::workbench::KeyMaker keyMaker;

    twb::workbench::KeyImport keyImport(&keyRing);
    twb::workbench::KeyStore keyStore(&keyRing, QStandardPaths::writableLocation(QStandardPaths::AppDataLocation),
                                      twb::workbench::makeDesktopSecretStore(QStringLiteral("token-workbench")));
    twb::workbench::EditorKeys editorKeys(&keyRing);
    twb::workbench::ClipboardGuard clipboard(twb::ui::markedClipboard());
    twb::workbench::EndpointKeeping endpointKeeping;
    if (options.renderTo.isEmpty()) { // pictures are the same on every computer
        endpointKeeping = {QStandardPaths::writableLocation(QStandardPaths::AppDataLocation),
                           twb::workbench::makeDesktopSecretStore(QStringLiteral("token-workbench"))};
    }
    twb::workbench::EndpointSession endpoint(
        *clock, std::make_unique<twb::workbench::NetworkGate>(twb::workbench::followNetworkRules(*settings)),
        std::move(endpointKeeping));
    twb::workbench::IssuerSession issuer(keyRing, *clock); // off until somebody switches it on

    twb::workbench::TabStore tabStore(documents, QStandardPaths::writableLocation(QStandardPaths::AppDataLocation),
                                      twb::workbench::makeDesktopSecretStore(QStringLiteral("token-workbench")));

    clipboard.setDelay(settings->clearSecretsAfter());
    QObject::connect(settings.get(), &twb::workbench::Settings::changed, &clipboard,
                     [&clipboard, &settings] { clipboard.setDelay(settings->clearSecretsAfter()); });

    theme.apply();
    twb::ui::MainWindow window({documents, *settings, theme, keyMaker, profileStore, keyRing, keyImport, keyStore,
                                editorKeys, clipboard, endpoint, issuer, &tabStore});
    options.start(window, documents, profileStore);
    if (options.renderTo.isEmpty()) { // pictures are the same on every computer
        QTimer::singleShot(250, &keyStore, [&keyStore] { keyStore.load(); });
        const auto keepTabs = [&tabStore, &settings] { tabStore.keep(settings->keepTabs()); };
        QTimer::singleShot(250, &tabStore, [&tabStore, &settings, keepTabs] {
            keepTabs();
            QObject::connect(settings.get(), &twb::workbench::Settings::changed, &tabStore, keepTabs);
        });
    }
    return QApplication::exec();
}
