// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "main_window/actions.h"

#include <QMainWindow>

class QLabel;

namespace twb::workbench {
class DocumentList;
class KeyMaker;
class Settings;
class TemplateList;
} // namespace twb::workbench

namespace twb::ui {

class ActivityBar;
class EditorWorkspace;
class QuitGuard;
class StatusStrip;
class Theme;

/// The frame: menus, activity bar, workspaces, status bar. It wires and remembers its place; nothing else.
///
/// All references must outlive the window. GUI thread.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(workbench::DocumentList& documents, workbench::Settings& settings, Theme& theme,
               workbench::KeyMaker& keyMaker, const workbench::TemplateList& templates);

    EditorWorkspace& editor() { return *m_editor; }
    Actions& actions() { return m_actions; }

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void connectSignals();
    void restorePlace();
    void showTitle(const QString& document);
    void applySettings();

    workbench::DocumentList& m_documents;
    workbench::Settings& m_settings;
    Theme& m_theme;

    Actions m_actions;
    ActivityBar* m_activity;
    EditorWorkspace* m_editor;
    QuitGuard* m_quitGuard;
    StatusStrip* m_status;
};

} // namespace twb::ui
