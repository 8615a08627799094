// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "keys/key_saver.h"
#include "keys/keys_tool_row.h"
#include "workbench/key_fetch.h"
#include "workbench/key_fit.h"
#include "workbench/key_import.h"
#include "workbench/key_ring_model.h"

#include <QPointer>
#include <QWidget>

class QSplitter;

namespace twb::workbench {
class ClipboardGuard;
class KeyStore;
class Settings;
} // namespace twb::workbench

namespace twb::ui {

class Actions;
class FetchBar;
class GenerateKeyWindow;
class KeyDetail;
class KeysListPane;
class MessageBar;
class Theme;

/// The Keys workspace (ui.md §6.3): tools over the table of the key ring and the detail of what is selected. It only
/// wires: panes show entries and report what was asked for, the ring changes, the panes are told.
///
/// Every key that the maker makes while this exists comes into the ring. All references must outlive the workspace.
/// GUI thread.
class KeysWorkspace : public QWidget {
    Q_OBJECT

public:
    KeysWorkspace(workbench::KeyRing& ring, workbench::KeyImport& import, workbench::KeyStore& store,
                  workbench::KeyMaker& keyMaker, workbench::ClipboardGuard& clipboard, workbench::Settings& settings,
                  Theme& theme, Actions& actions, QWidget* parent = nullptr);
    ~KeysWorkspace() override;

    /// The documents whose tokens the detail compares with the selected key; must outlive the workspace.
    void setDocuments(workbench::DocumentList& documents);
    /// Who carries “Fetch” to its server; nullptr: the network. For tests, before the first Fetch.
    void setTransport(std::shared_ptr<oauth::HttpTransport> transport);
    /// Opens the bar “Fetch…”; nothing is contacted.
    void showFetchBar();
    /// Takes in files and folders, as if dropped here; for drops on the window.
    void importPaths(const QStringList& paths);
    /// Takes in a text, as “Paste key” does.
    void importText(const QString& text);
    /// Takes in what the clipboard holds.
    void pasteKey();
    /// Opens the chooser of “Import…”; returns at once.
    void chooseFiles();
    /// Brings the modeless window “Generate a key” to the front.
    void showGenerateWindow();
    /// Selects a key and shows it, whatever the filter says.
    void selectKey(const QString& id);
    /// The keyboard goes to the table.
    void focusStart();
    /// Writes the places of splitter and columns to the settings.
    void saveLayout();
    /// "1 of 8 keys selected", for the status bar.
    QString selectionSummary() const;

Q_SIGNALS:
    /// A result in words, for the status bar.
    void statusMessage(const QString& text);
    /// A key of the ring is wanted in the editor's Key pane (EditorKeys::textsOf gives its texts).
    void useInEditorRequested(const QString& id);
    void selectionSummaryChanged(const QString& text);
    /// A server was asked for keys.
    void contacted(const QString& host, const QDateTime& at);
    /// A token that the selected key fits is wanted in front.
    void tokenChosen(twb::workbench::TokenDocument* document);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void build();
    void connectSignals();
    void connectTools();
    void connectList();
    void connectDetail();
    void connectWork();
    void connectFetch();
    void connectActions();

    void showSelection();
    void askFit();
    void showRing();
    void takeReport(const workbench::ImportReport& report);
    void showStore();
    void askToKeep();
    void takeMade(const workbench::SharedMadeKey& key);
    void removeKeys(const QStringList& ids);
    void undoRemove();
    void exportKeys(KeyExport what);
    void copyPrivate(const QString& id);
    void apply(const Result<void>& result);
    void report(const QString& sentence, bool failed);
    std::vector<workbench::SharedRingEntry> selectedEntries() const;

    workbench::KeyRing& m_ring;
    workbench::KeyImport& m_import;
    workbench::KeyStore& m_store;
    workbench::KeyMaker& m_keyMaker;
    workbench::ClipboardGuard& m_clipboard;
    workbench::Settings& m_settings;
    Theme& m_theme;
    Actions& m_actions;

    workbench::KeyRingModel m_model;
    workbench::KeyRingFilter m_filter;
    KeySaver m_saver;
    std::unique_ptr<workbench::KeyFit> m_fit;       ///< after setDocuments()
    std::unique_ptr<workbench::KeyFetch> m_fetcher; ///< with the first “Fetch…”
    KeysToolRow* m_tools;
    FetchBar* m_fetch;
    QSplitter* m_splitter;
    KeysListPane* m_list;
    KeyDetail* m_detail;
    QPointer<GenerateKeyWindow> m_generate;
    QString m_lastMade;                       ///< id of the key that was made last
    QList<QPointer<MessageBar>> m_undoOffers; ///< bars that can still undo a removal, the latest last
};

} // namespace twb::ui
