// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QAction>
#include <QObject>

#include <array>

class QMenuBar;

namespace twb::workbench {
class Settings;
}

namespace twb::ui {

/// Everything that can be done from a menu or by a shortcut (ui.md §8). The order is that of the menus.
enum class ActionId {
    NewTab,
    OpenFile,
    SaveToken,
    SaveReport,
    CloseTab,
    ReopenTab,
    Quit,
    Undo,
    Redo,
    Find,
    FindNext,
    FindPrevious,
    MakeCompact,
    MakeIndented,
    ClearTab,
    SettingsWorkspace,
    PasteToken,
    CopyToken,
    SwitchVersion,
    CompareTokens,
    BackToOriginal,
    SignCopy,
    RefreshTimes,
    ExpectLikeThis,
    ShowChecklist,
    EncryptToken,
    EncryptPayload,
    MakeSelective,
    ConvertCompact,
    ConvertFlattened,
    ConvertGeneral,
    ConvertDetached,
    OpenInner,
    CloseInner,
    NumberToNow,
    ExplainClaim,
    NextFinding,
    PreviousFinding,
    RepairFinding,
    GenerateKey,
    RevealSecret,
    EditorWorkspace,
    KeysWorkspace,
    EndpointWorkspace,
    IssuerWorkspace,
    EncodedPane,
    HeaderPane,
    PayloadPane,
    KeyPane,
    DoctorPane,
    NextPane,
    PreviousPane,
    NextTab,
    PreviousTab,
    ToggleDoctor,
    BytesAsReceived,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    ThemeSystemColours,
    CompactDensity,
    UnderlineParts,
    FoldToken,
    ShowShortcuts,
    About,
    Count
};

/// The one table of actions. Made by the main window; whoever serves an action connects to its triggered() or
/// toggled() with a context object and keeps it enabled or disabled. One object for the life of the window.
class Actions : public QObject {
    Q_OBJECT
public:
    explicit Actions(QObject* parent = nullptr);

    QAction* operator[](ActionId id) const { return m_actions[static_cast<std::size_t>(id)]; }
    /// The text of an action without the mark of its mnemonic.
    QString label(ActionId id) const;
    /// Who has that key now, other than `but`.
    QList<ActionId> ownersOf(const QKeySequence& key, ActionId but) const;
    /// The keys that an action has as long as nobody chose others.
    static QList<QKeySequence> usualKeys(ActionId id);
    /// Gives every action the keys that the settings have for it, else its usual ones.
    void takeKeys(const workbench::Settings& settings) const;
    /// Keys and marks of the menus as the settings, which outlive it, have them: now and at each change.
    void follow(const workbench::Settings& settings);
    /// Fills File, Edit, Token, Key, View and Help from the table.
    void fill(QMenuBar& bar) const;

private:
    std::array<QAction*, static_cast<std::size_t>(ActionId::Count)> m_actions{};
};

} // namespace twb::ui
