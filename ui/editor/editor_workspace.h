// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "editor/document_tabs.h"
#include "workbench/token_document.h"

#include <optional>
#include <QPointer>
#include <QWidget>

class QMimeData;
class QMenu;
class QStackedLayout;

namespace twb::profiles {
struct Profile;
}

namespace twb::workbench {
class DocumentList;
class EditorKeys;
class Settings;
class ProfileStore;
class TokenDocument;
} // namespace twb::workbench

namespace twb::ui {

class Actions;
class ComparePage;
class ChecklistPage;
struct ChecklistFacts;
class EditorPage;
class FindBar;
class FirstRunPage;
class MessageBar;
class MessageStack;
class PageScroll;
class RingKeyMenu;
class TemplateFormPage;
class Theme;

/// The Editor: document tabs over the page of the current document (ui.md §6.1), or over the first-run page while that
/// document is empty (§6.2). It only wires: each pane renders evaluations and hands edits to the document.
///
/// At start only the first-run page is made; the panes come with the first token, or shortly after the first paint.
/// All references must outlive the workspace. GUI thread.
class EditorWorkspace : public QWidget {
    Q_OBJECT

public:
    EditorWorkspace(workbench::DocumentList& documents, workbench::Settings& settings, Theme& theme, Actions& actions,
                    workbench::ProfileStore& profileStore, QWidget* parent = nullptr);
    ~EditorWorkspace() override;

    /// Adds “From key ring” to the Key pane; `keys` must outlive the workspace.
    void offerRing(const workbench::EditorKeys& keys);
    /// “New from profile”, filled and kept up to date; the caller places it.
    QMenu* makeProfileMenu(QWidget* parent);
    /// Title of the tab in front.
    QString title() const;
    /// Where the caret stands, for the status bar; empty outside the editors.
    QString caretPlace() const;

    /// Opens a text as a token: in the current tab if that is empty, else in a new one. For drops on the window.
    void openText(const QString& text);
    /// Opens a file: a token in a tab, a key by keysFound(); one that cannot be read, or is larger than 64 MB, is named
    /// in a bar of the workspace.
    void openFile(const QString& path);
    /// Takes files or text that were dropped on the window. @return false if there is nothing to take
    bool openDropped(const QMimeData& dropped);
    /// Opens what the clipboard holds.
    void openClipboard();
    /// The window came to the front: offers a token that the clipboard holds (once for each content).
    void offerClipboard();
    /// The keyboard goes to the field where work begins: Encoded if empty, else Payload.
    void focusStart();
    /// Writes the sizes of the panes to the settings.
    void saveLayout();
    /// Makes the panes now, if they are not there yet. Called by itself after the first paint.
    void preparePanes();

Q_SIGNALS:
    /// "Payload, line 6, column 4 · claim exp"; empty when there is no token.
    void caretPlaceChanged(const QString& place);
    /// A result in words, for the status bar: "Copied: original".
    void statusMessage(const QString& text);
    /// Files that hold keys, not tokens, were opened or dropped.
    void keysFound(const QStringList& paths);
    /// The tab in front has another title, or another tab came to the front.
    void titleChanged(const QString& title);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void connectSignals();
    void connectDocument(workbench::TokenDocument* document);
    void connectActions();
    void connectTabActions();
    void takeSettings();
    void explain();
    void connectPaneActions();
    void showCurrent();
    void updateActions();
    void copyForm(CopyForm form);
    void chooseFile();
    void saveToken();
    void writeToken(const QString& path, const std::string& token);
    void convertTo(workbench::TokenDocument::Form form);
    void openFind();
    void layOutJson(bool indented);
    void openComparison();
    void showComparison();
    bool canReopenComparison() const;
    void reopenTab();
    void showFront();
    void switchVersion();
    EditorPage& page();
    TemplateFormPage& form();
    void connectProfileActions();
    void startTemplate(const QString& id);
    void refreshTimes();
    void expectLikeThis();
    void offerRenaming(MessageBar* bar, const QString& id);
    void renameProfile(const QString& id, const QString& title);
    void removeProfile(const QString& id);
    void showProfileProblems();
    bool openSecrets(std::string_view content, const QString& name);
    const profiles::Profile* refusalIn(const workbench::TokenDocument& document) const;
    std::optional<ChecklistFacts> checklistFacts(const workbench::TokenDocument& document) const;
    void openChecklist();
    void closeChecklist();
    bool showChecklist(workbench::TokenDocument* document);
    void noteRefusal();
    void saveChecklist();
    void writeChecklist(const QString& path);
    void printChecklist();
    /// The layer of the current tab that is looked at.
    workbench::TokenDocument* shownDocument() const;

    workbench::DocumentList& m_documents;
    workbench::Settings& m_settings;
    Theme& m_theme;
    Actions& m_actions;
    workbench::ProfileStore& m_profiles;

    DocumentTabs* m_tabs;
    MessageStack* m_bars;
    FindBar* m_find;
    QStackedLayout* m_pages;
    FirstRunPage* m_firstRun;
    PageScroll* m_firstPlace;          ///< around the first-run page
    PageScroll* m_pagePlace = nullptr; ///< around the panes
    EditorPage* m_page = nullptr;
    ComparePage* m_compare = nullptr;     ///< made when it is first asked for
    TemplateFormPage* m_form = nullptr;   ///< made when it is first needed
    ChecklistPage* m_checklist = nullptr; ///< the same
    QPointer<workbench::TokenDocument> m_checklistOf;
    const workbench::EditorKeys* m_ringKeys = nullptr;
    RingKeyMenu* m_ringMenu = nullptr;
    QPointer<workbench::TokenDocument> m_root;    ///< of the current tab
    QPointer<workbench::TokenDocument> m_current; ///< the layer of it that is shown
    /// Tabs that were closed after the comparison's, and come back before it; nothing: it was not closed.
    std::optional<int> m_closedAfterComparison;
    size_t m_offeredClipboard = 0;
    bool m_painted = false;
    bool m_wasEmpty = true;
    bool m_typing = false; ///< the first characters were typed, so the keyboard goes to Encoded
};

} // namespace twb::ui
