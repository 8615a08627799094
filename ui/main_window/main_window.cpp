// SPDX-License-Identifier: Apache-2.0
#include "main_window/main_window.h"

#include "common/activity_bar.h"
#include "common/icons.h"
#include "common/theme.h"
#include "editor/editor_workspace.h"
#include "main_window/help_windows.h"
#include "main_window/quit_guard.h"
#include "main_window/status_strip.h"
#include "workbench/document_list.h"
#include "workbench/phrases.h"
#include "workbench/settings.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QScreen>
#include <QVBoxLayout>

namespace twb::ui {

namespace {

constexpr QSize startSize{1280, 820};
constexpr QSize smallestSize{960, 640};
// Below this width the activity bar shows icons only (ui.md §2).
constexpr int narrowWidth = 1120;
// Below this height rows become lower by themselves (ui.md §2, "Compact density").
constexpr int lowHeight = 780;

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

ActionId actionOf(workbench::ThemeChoice choice) {
    switch (choice) {
    case workbench::ThemeChoice::Light:
        return ActionId::ThemeLight;
    case workbench::ThemeChoice::Dark:
        return ActionId::ThemeDark;
    case workbench::ThemeChoice::SystemColours:
        return ActionId::ThemeSystemColours;
    case workbench::ThemeChoice::System:
        break;
    }
    return ActionId::ThemeSystem;
}

} // namespace

MainWindow::MainWindow(workbench::DocumentList& documents, workbench::Settings& settings, Theme& theme,
                       workbench::KeyMaker& keyMaker, const workbench::TemplateList& templates)
    : m_documents(documents)
    , m_settings(settings)
    , m_theme(theme)
    , m_activity(new ActivityBar(this))
    , m_editor(new EditorWorkspace(documents, settings, theme, m_actions, keyMaker, templates, this))
    , m_quitGuard(new QuitGuard(documents, this))
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
    work->addWidget(m_editor, 1);
    row->addLayout(work, 1);
    column->addLayout(row, 1);
    column->addWidget(m_status);
    setCentralWidget(centre);
    setMinimumSize(smallestSize);
    const QTimeZone zone = QTimeZone::systemTimeZone();
    m_status->setZone(
        QStringLiteral("%1 (%2)").arg(QString::fromUtf8(zone.id()), workbench::offsetText(SystemClock().now(), zone)));
}

void MainWindow::connectSignals() {
    connect(m_editor, &EditorWorkspace::titleChanged, this, &MainWindow::showTitle);
    connect(m_editor, &EditorWorkspace::caretPlaceChanged, m_status, &StatusStrip::setCaretPlace);
    connect(m_editor, &EditorWorkspace::statusMessage, m_status, &StatusStrip::say);
    connect(m_quitGuard, &QuitGuard::quitConfirmed, this, &QWidget::close);
    connect(m_quitGuard, &QuitGuard::statusMessage, m_status, &StatusStrip::say);

    const auto onTrigger = [this](ActionId id, auto&& what) {
        connect(m_actions[id], &QAction::triggered, this, std::forward<decltype(what)>(what));
    };
    onTrigger(ActionId::Quit, [this] { close(); });
    onTrigger(ActionId::EditorWorkspace, [this] { m_editor->focusStart(); });
    onTrigger(ActionId::ZoomIn, [this] { m_settings.setZoom(m_settings.zoom() + 10); });
    onTrigger(ActionId::ZoomOut, [this] { m_settings.setZoom(m_settings.zoom() - 10); });
    onTrigger(ActionId::ZoomReset, [this] { m_settings.setZoom(100); });
    onTrigger(ActionId::ThemeSystem, [this] { m_settings.setTheme(workbench::ThemeChoice::System); });
    onTrigger(ActionId::ThemeLight, [this] { m_settings.setTheme(workbench::ThemeChoice::Light); });
    onTrigger(ActionId::ThemeDark, [this] { m_settings.setTheme(workbench::ThemeChoice::Dark); });
    onTrigger(ActionId::ThemeSystemColours, [this] { m_settings.setTheme(workbench::ThemeChoice::SystemColours); });
    onTrigger(ActionId::CompactDensity, [this](bool on) {
        m_settings.setDensity(on ? workbench::Density::Compact : workbench::Density::Automatic);
    });
    onTrigger(ActionId::ShowShortcuts, [this] { showShortcutsWindow(m_actions, this); });
    onTrigger(ActionId::About, [this] { showAboutWindow(this); });
    connect(&m_settings, &workbench::Settings::changed, this, &MainWindow::applySettings);
}

void MainWindow::applySettings() {
    m_theme.setMode(modeOf(m_settings.theme()));
    m_theme.setZoomPercent(m_settings.zoom());
    const bool compact = m_settings.density() == workbench::Density::Compact ||
                         (m_settings.density() == workbench::Density::Automatic && height() < lowHeight);
    m_theme.setDensity(compact ? Density::Compact : Density::Normal);
    m_actions[actionOf(m_settings.theme())]->setChecked(true);
    m_actions[ActionId::CompactDensity]->setChecked(m_settings.density() == workbench::Density::Compact);
    m_actions[ActionId::UnderlineParts]->setChecked(m_settings.underlineParts());
}

void MainWindow::restorePlace() {
    resize(startSize);
    // restoreGeometry brings a window back onto a screen that is there, but not always down to its size.
    restoreGeometry(m_settings.layout(QStringLiteral("window")));
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
    if (!m_quitGuard->mayQuit()) {
        event->ignore();
        return;
    }
    m_settings.setLayout(QStringLiteral("window"), saveGeometry());
    m_editor->saveLayout();
    QMainWindow::closeEvent(event);
}

} // namespace twb::ui
