// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "main_window/actions.h"

#include <QMainWindow>

class QStackedWidget;

namespace twb::workbench {
class ClipboardGuard;
class DocumentList;
class EditorKeys;
class EndpointSession;
class IssuerSession;
class KeyImport;
class KeyMaker;
class KeyRing;
class KeyStore;
class Settings;
class ProfileStore;
class TabStore;
} // namespace twb::workbench

namespace twb::ui {

class ActivityBar;
class EditorWorkspace;
class EndpointWorkspace;
class IssuerWorkspace;
class KeysWorkspace;
class QuitGuard;
class SettingsWorkspace;
class StatusStrip;
class Theme;

/// What the window works on; made by main(), outlives the window.
struct Services {
    workbench::DocumentList& documents;
    workbench::Settings& settings;
    Theme& theme;
    workbench::KeyMaker& keyMaker;
    workbench::ProfileStore& profileStore;
    workbench::KeyRing& keyRing;
    workbench::KeyImport& keyImport;
    workbench::KeyStore& keyStore;
    workbench::EditorKeys& editorKeys;
    workbench::ClipboardGuard& clipboard;
    workbench::EndpointSession& endpoint;
    workbench::IssuerSession& issuer;
    workbench::TabStore* tabs = nullptr; ///< null: tabs are never kept
};

/// The frame: menus, activity bar, workspaces, status bar. It wires and remembers its place; nothing else.
///
/// At start only the editor's first page exists; the Keys workspace is made after the first paint or when it is asked
/// for. GUI thread.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const Services& services);

    EditorWorkspace& editor() { return *m_editor; }
    KeysWorkspace& keys();
    EndpointWorkspace& endpoint();
    IssuerWorkspace& issuer();
    Actions& actions() { return m_actions; }

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void connectSignals();
    void restorePlace();
    void showTitle(const QString& document);
    void applySettings();
    void showWorkspace(int index);
    void showPage(const QWidget& page);
    void showSettings();
    void useKey(const QString& id);
    void showIssuerState();
    void importKeys(const QStringList& paths);

    Services m_services;
    Actions m_actions;
    ActivityBar* m_activity;
    QStackedWidget* m_workspaces;
    EditorWorkspace* m_editor;
    KeysWorkspace* m_keys = nullptr;
    EndpointWorkspace* m_endpoint = nullptr;
    IssuerWorkspace* m_issuer = nullptr;
    int m_issuerPlace = -1;                      ///< in the activity bar
    SettingsWorkspace* m_settingsPage = nullptr; ///< made when it is asked for
    int m_settingsPlace = 0;                     ///< its cell in the activity bar
    QuitGuard* m_quitGuard;
    StatusStrip* m_status;
};

} // namespace twb::ui
