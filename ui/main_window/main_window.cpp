// SPDX-License-Identifier: Apache-2.0
#include "main_window/main_window.h"

#include "common/activity_bar.h"
#include "common/focus_ring.h"
#include "common/icons.h"
#include "common/page_scroll.h"
#include "common/theme.h"
#include "common/tool_tips.h"
#include "common/zones.h"
#include "editor/editor_workspace.h"
#include "editor/ring_key_menu.h"
#include "endpoint/endpoint_workspace.h"
#include "issuer/issuer_workspace.h"
#include "keys/keys_workspace.h"
#include "main_window/help_windows.h"
#include "main_window/quit_guard.h"
#include "main_window/status_strip.h"
#include "settings/settings_workspace.h"
#include "workbench/document_list.h"
#include "workbench/endpoint_session.h"
#include "workbench/issuer_session.h"
#include "workbench/key_ring.h"
#include "workbench/local_trial.h"
#include "workbench/phrases.h"
#include "workbench/settings.h"
#include "workbench/tab_store.h"

#include <QCloseEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace twb::ui {

namespace {

constexpr QSize startSize{1280, 820};
constexpr QSize smallestSize{960, 640};
// Below this width the activity bar shows icons only (ui.md §2).
constexpr int narrowWidth = 1120;
// Below this height rows become lower by themselves (ui.md §2, "Compact density").
constexpr int lowHeight = 780;

// Places of the workspaces in the activity bar.
constexpr int editorPlace = 0, keysPlace = 1, endpointPlace = 2;

ThemeMode modeOf(workbench::ThemeChoice choice) {
    switch (choice) {
    case workbench::ThemeChoice::Light:
        return ThemeMode::Light;
    case workbench::ThemeChoice::Dark:
        return ThemeMode::Dark;
    case workbench::ThemeChoice::SystemColours:
        return ThemeMode::SystemColours;
    case workbench::ThemeChoice::System:
        break;
    }
    return ThemeMode::System;
}

} // namespace

MainWindow::MainWindow(const Services& services)
    : m_services(services)
    , m_activity(new ActivityBar(this))
    , m_workspaces(new QStackedWidget(this))
    , m_editor(new EditorWorkspace(services.documents, services.settings, services.theme, m_actions,
                                   services.profileStore, this))
    , m_quitGuard(new QuitGuard(services.documents, this))
    , m_status(new StatusStrip(this)) {
    build();
    connectSignals();
    applySettings();
    restorePlace();
    showTitle(m_editor->title());
}

void MainWindow::build() {
    setObjectName(QStringLiteral("mainWindow"));
    m_actions.fill(*menuBar());
    m_activity->addCell(Icon::Editor, tr("Editor"), tr("Editor workspace"));
    m_activity->addCell(Icon::Keys, tr("Keys"), tr("Keys workspace"));
    m_activity->addCell(Icon::Endpoint, tr("Endpoint"), tr("Endpoint workspace"));
    m_issuerPlace = m_activity->addCell(Icon::Issuer, tr("Issuer"), tr("Issuer workspace"));
    m_settingsPlace = m_activity->addCell(Icon::Settings, tr("Settings"), tr("Settings"), ActivityBar::Place::Bottom);
    m_workspaces->addWidget(m_editor);
    m_editor->offerRing(m_services.editorKeys);
    // Second in File: it opens a tab, as “New tab” does.
    menuBar()->actions().first()->menu()->insertMenu(m_actions[ActionId::OpenFile],
                                                     m_editor->makeProfileMenu(menuBar()));

    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_activity);
    auto* work = new QVBoxLayout;
    work->setSpacing(0);
    work->addWidget(m_quitGuard);
    work->addWidget(m_workspaces, 1);
    row->addLayout(work, 1);
    column->addLayout(row, 1);
    column->addWidget(m_status);
    setCentralWidget(centre);
    setMinimumSize(smallestSize);
    setAcceptDrops(true);
    new ToolTips(this);
    FocusRing::install(this);
}

void MainWindow::connectSignals() {
    // Documents go on changing behind the Keys workspace; the window speaks of what is in front.
    connect(m_editor, &EditorWorkspace::titleChanged, this, [this](const QString& title) {
        if (m_activity->currentIndex() == editorPlace) {
            showTitle(title);
        }
    });
    connect(m_editor, &EditorWorkspace::caretPlaceChanged, this, [this](const QString& place) {
        if (m_activity->currentIndex() == editorPlace) {
            m_status->setCaretPlace(place);
        }
    });
    connect(m_editor, &EditorWorkspace::statusMessage, m_status, &StatusStrip::say);
    connect(m_editor, &EditorWorkspace::keysFound, this, &MainWindow::importKeys);
    connect(m_activity, &ActivityBar::currentIndexChanged, this, &MainWindow::showWorkspace);
    connect(&m_services.keyRing, &workbench::KeyRing::changed, this,
            [this] { m_status->setKeyCount(m_services.keyRing.count()); });
    connect(&m_services.issuer, &workbench::IssuerSession::stateChanged, this, &MainWindow::showIssuerState);
    connect(m_quitGuard, &QuitGuard::quitConfirmed, this, &QWidget::close);
    connect(m_quitGuard, &QuitGuard::statusMessage, m_status, &StatusStrip::say);

    const auto onTrigger = [this](ActionId id, auto&& what) {
        connect(m_actions[id], &QAction::triggered, this, std::forward<decltype(what)>(what));
    };
    onTrigger(ActionId::Quit, [this] { close(); });
    onTrigger(ActionId::EditorWorkspace, [this] { m_activity->setCurrentIndex(editorPlace); });
    onTrigger(ActionId::KeysWorkspace, [this] { m_activity->setCurrentIndex(keysPlace); });
    onTrigger(ActionId::EndpointWorkspace, [this] { m_activity->setCurrentIndex(endpointPlace); });
    onTrigger(ActionId::IssuerWorkspace, [this] { m_activity->setCurrentIndex(m_issuerPlace); });
    onTrigger(ActionId::SettingsWorkspace, [this] { m_activity->setCurrentIndex(m_settingsPlace); });
    onTrigger(ActionId::GenerateKey, [this] { keys().showGenerateWindow(); });
    // What opens or looks at a token brings the editor to the front.
    for (const ActionId id : {ActionId::NewTab, ActionId::OpenFile, ActionId::ReopenTab, ActionId::PasteToken,
                              ActionId::EncodedPane, ActionId::HeaderPane, ActionId::PayloadPane, ActionId::KeyPane,
                              ActionId::DoctorPane, ActionId::NextTab, ActionId::PreviousTab}) {
        onTrigger(id, [this] { m_activity->setCurrentIndex(editorPlace); });
    }
    onTrigger(ActionId::ZoomIn, [this] { m_services.settings.setZoom(m_services.settings.zoom() + 10); });
    onTrigger(ActionId::ZoomOut, [this] { m_services.settings.setZoom(m_services.settings.zoom() - 10); });
    onTrigger(ActionId::ZoomReset, [this] { m_services.settings.setZoom(100); });
    onTrigger(ActionId::ThemeSystem, [this] { m_services.settings.setTheme(workbench::ThemeChoice::System); });
    onTrigger(ActionId::ThemeLight, [this] { m_services.settings.setTheme(workbench::ThemeChoice::Light); });
    onTrigger(ActionId::ThemeDark, [this] { m_services.settings.setTheme(workbench::ThemeChoice::Dark); });
    onTrigger(ActionId::ThemeSystemColours,
              [this] { m_services.settings.setTheme(workbench::ThemeChoice::SystemColours); });
    onTrigger(ActionId::CompactDensity, [this](bool on) {
        m_services.settings.setDensity(on ? workbench::Density::Compact : workbench::Density::Automatic);
    });
    onTrigger(ActionId::ShowShortcuts, [this] { showShortcutsWindow(m_actions, this); });
    onTrigger(ActionId::About, [this] { showAboutWindow(this); });
    connect(&m_services.settings, &workbench::Settings::changed, this, &MainWindow::applySettings);
    m_actions.follow(m_services.settings);
}

KeysWorkspace& MainWindow::keys() {
    if (!m_keys) {
        m_keys = new KeysWorkspace(m_services.keyRing, m_services.keyImport, m_services.keyStore, m_services.keyMaker,
                                   m_services.clipboard, m_services.settings, m_services.theme, m_actions, this);
        m_workspaces->addWidget(new PageScroll(m_keys, this));
        connect(m_keys, &KeysWorkspace::statusMessage, m_status, &StatusStrip::say);
        connect(m_keys, &KeysWorkspace::useInEditorRequested, this, &MainWindow::useKey);
        m_keys->setDocuments(m_services.documents);
        connect(m_keys, &KeysWorkspace::contacted, m_status, &StatusStrip::setLastContact);
        connect(m_keys, &KeysWorkspace::tokenChosen, this, [this](workbench::TokenDocument* document) {
            m_services.documents.setCurrent(m_services.documents.indexOf(document));
            m_activity->setCurrentIndex(editorPlace);
        });
        connect(m_keys, &KeysWorkspace::selectionSummaryChanged, this, [this](const QString& summary) {
            if (m_activity->currentIndex() == keysPlace) {
                m_status->setCaretPlace(summary);
            }
        });
    }
    return *m_keys;
}

EndpointWorkspace& MainWindow::endpoint() {
    if (!m_endpoint) {
        m_endpoint = new EndpointWorkspace(m_services.endpoint, m_services.keyRing, m_services.clipboard,
                                           m_services.settings, this);
        m_workspaces->addWidget(new PageScroll(m_endpoint, this));
        connect(m_endpoint, &EndpointWorkspace::statusMessage, m_status, &StatusStrip::say);
        connect(&m_services.endpoint, &workbench::EndpointSession::contacted, m_status, &StatusStrip::setLastContact);
        connect(m_endpoint, &EndpointWorkspace::openTokenRequested, this, [this](const QByteArray& token) {
            m_services.documents.openText({token.constData(), static_cast<std::size_t>(token.size())});
            m_activity->setCurrentIndex(editorPlace);
        });
        m_endpoint->setIssuerKeys([this] { return m_services.issuer.servedKeys(); });
        auto* trial = new workbench::LocalTrial(m_services.issuer, m_services.keyRing, m_endpoint);
        connect(m_endpoint, &EndpointWorkspace::localTrialRequested, trial, &workbench::LocalTrial::prepare);
        connect(trial, &workbench::LocalTrial::ready, m_endpoint, &EndpointWorkspace::setForm);
        connect(trial, &workbench::LocalTrial::ready, m_status,
                [this](const workbench::EndpointForm&, const QString& sentence) { m_status->say(sentence); });
        connect(trial, &workbench::LocalTrial::failed, m_endpoint, &EndpointWorkspace::sayProblem);
    }
    return *m_endpoint;
}

IssuerWorkspace& MainWindow::issuer() {
    if (!m_issuer) {
        m_issuer = new IssuerWorkspace(m_services.issuer, m_services.keyRing, m_services.clipboard,
                                       m_services.profileStore, m_services.settings, this);
        m_workspaces->addWidget(new PageScroll(m_issuer, this));
        connect(m_issuer, &IssuerWorkspace::statusMessage, m_status, &StatusStrip::say);
        connect(m_issuer, &IssuerWorkspace::trustRequested, this, [this](const QString& certificate) {
            endpoint().trust(certificate);
            m_activity->setCurrentIndex(endpointPlace);
        });
        connect(m_issuer, &IssuerWorkspace::openTokenRequested, this, [this](const QString& token) {
            m_activity->setCurrentIndex(editorPlace);
            m_editor->openText(token);
        });
    }
    return *m_issuer;
}

void MainWindow::showIssuerState() {
    m_status->setListening(m_services.issuer.running()
                               ? tr("Local issuer listens on 127.0.0.1:%1").arg(m_services.issuer.port())
                               : QString());
}

void MainWindow::showWorkspace(int index) {
    if (index == keysPlace) {
        showPage(keys());
        keys().focusStart();
        m_status->setCaretPlace(keys().selectionSummary());
        showTitle(tr("Keys"));
        m_actions[ActionId::Find]->setEnabled(true); // the keys' own search
        m_actions[ActionId::Undo]->setEnabled(true);
    } else if (index == endpointPlace) {
        showPage(endpoint());
        endpoint().focusStart();
        m_status->setCaretPlace({});
        showTitle(tr("Endpoint"));
    } else if (index == m_issuerPlace) {
        showPage(issuer());
        issuer().focusStart();
        m_status->setCaretPlace(QString());
        showTitle(tr("Issuer"));
    } else if (index == m_settingsPlace) {
        showSettings();
    } else {
        m_workspaces->setCurrentWidget(m_editor);
        m_editor->focusStart();
        m_status->setCaretPlace(m_editor->caretPlace());
        showTitle(m_editor->title());
    }
}

/// A workspace stands in a place that scrolls when the window is too small for it.
void MainWindow::showPage(const QWidget& page) {
    for (int index = 0; index < m_workspaces->count(); ++index) {
        if (m_workspaces->widget(index)->isAncestorOf(&page)) {
            m_workspaces->setCurrentIndex(index);
        }
    }
}

void MainWindow::showSettings() {
    if (!m_settingsPage) {
        m_settingsPage = new SettingsWorkspace({m_services.settings, m_services.tabs, &m_actions}, this);
        m_workspaces->addWidget(m_settingsPage);
        connect(m_settingsPage, &SettingsWorkspace::leewayChosen, &m_services.documents,
                &workbench::DocumentList::setLeeway);
    }
    m_workspaces->setCurrentWidget(m_settingsPage);
    m_settingsPage->focusStart();
    m_status->setCaretPlace({});
    showTitle(tr("Settings"));
}

void MainWindow::useKey(const QString& id) {
    m_activity->setCurrentIndex(editorPlace);
    if (RingKeyMenu::use(m_services.editorKeys, id, *m_services.documents.current())) {
        m_status->say(tr("The key is in the editor's Key pane."));
    }
}

void MainWindow::importKeys(const QStringList& paths) {
    m_activity->setCurrentIndex(keysPlace);
    keys().importPaths(paths);
}

/// What no workspace takes (dropped on the menus, the activity bar, a page without editor) is for the editor.
void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event) {
    m_activity->setCurrentIndex(editorPlace);
    if (m_editor->openDropped(*event->mimeData())) {
        event->acceptProposedAction();
    }
}

void MainWindow::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    // After the first paint: from then on every key that is made comes into the ring, and kept ones are read.
    QTimer::singleShot(200, this, [this] { keys(); });
}

void MainWindow::applySettings() {
    const QTimeZone zone = chosenZone(m_services.settings);
    const QString zoneName = QString::fromUtf8(zone.id());
    const QString offset = workbench::offsetText(SystemClock().now(), zone);
    m_status->setZone(zoneName == offset ? zoneName : QStringLiteral("%1 (%2)").arg(zoneName, offset));
    m_status->setNetworkOff(m_services.settings.networkOff());
    m_services.theme.setMotion(m_services.settings.motion() == workbench::MotionChoice::Off ? Motion::Off : Motion::On);
    m_services.theme.setMode(modeOf(m_services.settings.theme()));
    m_services.theme.setZoomPercent(m_services.settings.zoom());
    m_services.theme.setMono(m_services.settings.monoFamily(), m_services.settings.monoStep());
    const bool compact = m_services.settings.density() == workbench::Density::Compact ||
                         (m_services.settings.density() == workbench::Density::Automatic && height() < lowHeight);
    m_services.theme.setDensity(compact ? Density::Compact : Density::Normal);
}

void MainWindow::restorePlace() {
    resize(startSize);
    // restoreGeometry brings a window back onto a screen that is there, but not always down to its size.
    restoreGeometry(m_services.settings.layout(QStringLiteral("window")));
    if (const QScreen* at = screen(); at && !isMaximized()) {
        const QRect free = at->availableGeometry();
        resize(size().boundedTo(free.size()).expandedTo(smallestSize));
    }
}

void MainWindow::showTitle(const QString& document) {
    setWindowTitle(tr("%1 — Token Workbench").arg(document));
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow()) {
        m_editor->offerClipboard();
    }
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    m_activity->setWidth(width() < narrowWidth ? ActivityBar::Width::Narrow : ActivityBar::Width::Wide);
    applySettings();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!(m_services.tabs && m_services.tabs->saveNow()) && !m_quitGuard->mayQuit()) {
        event->ignore();
        return;
    }
    m_services.settings.setLayout(QStringLiteral("window"), saveGeometry());
    m_editor->saveLayout();
    if (m_keys) {
        m_keys->saveLayout();
    }
    if (m_endpoint) {
        m_endpoint->saveLayout();
    }
    if (m_issuer) {
        m_issuer->saveLayout();
    }
    QMainWindow::closeEvent(event);
}

} // namespace twb::ui
