// SPDX-License-Identifier: Apache-2.0
#include "main_window/actions.h"
#include "common/tool_tips.h"
#include "workbench/settings.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

namespace twb::ui {

namespace {

enum class Menu { File, Edit, Token, Key, View, Help, Count };
enum class Kind { Command, Toggle, Choice };

struct Row {
    ActionId id;
    const char* name; ///< objectName
    Menu menu;
    const char* text;
    /// Portable shortcut texts, several separated by "; ".
    const char* shortcuts;
    Kind kind = Kind::Command;
    bool separatorBefore = false;
};

// clang-format off
constexpr Row actionRows[] = {
    {ActionId::NewTab, "actionNewTab", Menu::File, QT_TRANSLATE_NOOP("Actions", "&New tab"), "Ctrl+T"},
    {ActionId::OpenFile, "actionOpenFile", Menu::File, QT_TRANSLATE_NOOP("Actions", "&Open file…"), "Ctrl+O"},
    {ActionId::SaveToken, "actionSaveToken", Menu::File, QT_TRANSLATE_NOOP("Actions", "&Save token…"), "Ctrl+S"},
    {ActionId::SaveReport, "actionSaveReport", Menu::File, QT_TRANSLATE_NOOP("Actions", "Save &report…"), "Ctrl+Shift+S"},
    {ActionId::CloseTab, "actionCloseTab", Menu::File, QT_TRANSLATE_NOOP("Actions", "&Close tab"), "Ctrl+W", Kind::Command, true},
    {ActionId::ReopenTab, "actionReopenTab", Menu::File, QT_TRANSLATE_NOOP("Actions", "&Reopen closed tab"), "Ctrl+Shift+T"},
    {ActionId::Quit, "actionQuit", Menu::File, QT_TRANSLATE_NOOP("Actions", "&Quit"), "Ctrl+Q", Kind::Command, true},

    {ActionId::Undo, "actionUndo", Menu::Edit, QT_TRANSLATE_NOOP("Actions", "&Undo"), "Ctrl+Z"},
    {ActionId::Redo, "actionRedo", Menu::Edit, QT_TRANSLATE_NOOP("Actions", "&Redo"), "Ctrl+Shift+Z"},
    {ActionId::Find, "actionFind", Menu::Edit, QT_TRANSLATE_NOOP("Actions", "&Find in pane…"), "Ctrl+F", Kind::Command, true},
    {ActionId::FindNext, "actionFindNext", Menu::Edit, QT_TRANSLATE_NOOP("Actions", "Find &next"), "F3"},
    {ActionId::FindPrevious, "actionFindPrevious", Menu::Edit, QT_TRANSLATE_NOOP("Actions", "Find &previous"), "Shift+F3"},
    {ActionId::MakeCompact, "actionMakeCompact", Menu::Edit, QT_TRANSLATE_NOOP("Actions", "Make &compact"), "Ctrl+Shift+M", Kind::Command, true},
    {ActionId::MakeIndented, "actionMakeIndented", Menu::Edit, QT_TRANSLATE_NOOP("Actions", "Make &indented"), "Ctrl+Shift+I"},
    {ActionId::ClearTab, "actionClearTab", Menu::Edit, QT_TRANSLATE_NOOP("Actions", "C&lear tab"), "Ctrl+L", Kind::Command, true},
    {ActionId::SettingsWorkspace, "actionSettings", Menu::Edit, QT_TRANSLATE_NOOP("Actions", "Settin&gs"), "Ctrl+,", Kind::Command, true},

    {ActionId::PasteToken, "actionPasteToken", Menu::Token, QT_TRANSLATE_NOOP("Actions", "&Paste as token"), "Ctrl+Shift+V"},
    {ActionId::CopyToken, "actionCopyToken", Menu::Token, QT_TRANSLATE_NOOP("Actions", "&Copy token"), "Ctrl+Shift+C"},
    {ActionId::SwitchVersion, "actionSwitchVersion", Menu::Token, QT_TRANSLATE_NOOP("Actions", "&Original or your copy"), "Ctrl+E", Kind::Command, true},
    {ActionId::CompareTokens, "actionCompareTokens", Menu::Token, QT_TRANSLATE_NOOP("Actions", "Co&mpare…"), "Ctrl+D"},
    {ActionId::BackToOriginal, "actionBackToOriginal", Menu::Token, QT_TRANSLATE_NOOP("Actions", "&Back to original"), ""},
    {ActionId::SignCopy, "actionSignCopy", Menu::Token, QT_TRANSLATE_NOOP("Actions", "&Sign copy"), "Ctrl+Return; Ctrl+Enter"},
    {ActionId::RefreshTimes, "actionRefreshTimes", Menu::Token, QT_TRANSLATE_NOOP("Actions", "Re-sign with &fresh times"), "F5"},
    {ActionId::ExpectLikeThis, "actionExpectLikeThis", Menu::Token, QT_TRANSLATE_NOOP("Actions", "Expect tokens &like this"), "", Kind::Command, true},
    {ActionId::ShowChecklist, "actionShowChecklist", Menu::Token, QT_TRANSLATE_NOOP("Actions", "Integration chec&klist…"), "Ctrl+Shift+K"},
    {ActionId::EncryptToken, "actionEncryptToken", Menu::Token, QT_TRANSLATE_NOOP("Actions", "Encrypt this &token"), "", Kind::Command, true},
    {ActionId::EncryptPayload, "actionEncryptPayload", Menu::Token, QT_TRANSLATE_NOOP("Actions", "Encrypt the pa&yload instead of signing it"), ""},
    {ActionId::MakeSelective, "actionMakeSelective", Menu::Token, QT_TRANSLATE_NOOP("Actions", "Issue as SD-&JWT"), ""},
    {ActionId::ConvertCompact, "actionConvertCompact", Menu::Token, QT_TRANSLATE_NOOP("Actions", "To co&mpact form"), "", Kind::Command, true},
    {ActionId::ConvertFlattened, "actionConvertFlattened", Menu::Token, QT_TRANSLATE_NOOP("Actions", "To &flattened JSON"), ""},
    {ActionId::ConvertGeneral, "actionConvertGeneral", Menu::Token, QT_TRANSLATE_NOOP("Actions", "To &general JSON"), ""},
    {ActionId::ConvertDetached, "actionConvertDetached", Menu::Token, QT_TRANSLATE_NOOP("Actions", "&Detach the payload"), ""},
    {ActionId::OpenInner, "actionOpenInner", Menu::Token, QT_TRANSLATE_NOOP("Actions", "Open &inner token"), ""},
    {ActionId::CloseInner, "actionCloseInner", Menu::Token, QT_TRANSLATE_NOOP("Actions", "Bac&k to the outer layer"), ""},
    {ActionId::NumberToNow, "actionNumberToNow", Menu::Token, QT_TRANSLATE_NOOP("Actions", "Set &number at the caret to now"), "Ctrl+Shift+N", Kind::Command, true},
    {ActionId::ExplainClaim, "actionExplainClaim", Menu::Token, QT_TRANSLATE_NOOP("Actions", "&Explain the claim or control"), "F1"},
    {ActionId::NextFinding, "actionNextFinding", Menu::Token, QT_TRANSLATE_NOOP("Actions", "Ne&xt finding"), "F8", Kind::Command, true},
    {ActionId::PreviousFinding, "actionPreviousFinding", Menu::Token, QT_TRANSLATE_NOOP("Actions", "Pre&vious finding"), "Shift+F8"},
    {ActionId::RepairFinding, "actionRepairFinding", Menu::Token, QT_TRANSLATE_NOOP("Actions", "&Repair the current finding"), "Ctrl+."},

    {ActionId::GenerateKey, "actionGenerateKey", Menu::Key, QT_TRANSLATE_NOOP("Actions", "&Generate a key…"), "Ctrl+G"},
    {ActionId::RevealSecret, "actionRevealSecret", Menu::Key, QT_TRANSLATE_NOOP("Actions", "Show the &secret"), "", Kind::Toggle},

    {ActionId::EditorWorkspace, "actionEditorWorkspace", Menu::View, QT_TRANSLATE_NOOP("Actions", "&Editor"), "Ctrl+1"},
    {ActionId::KeysWorkspace, "actionKeysWorkspace", Menu::View, QT_TRANSLATE_NOOP("Actions", "Key &ring"), "Ctrl+2"},
    {ActionId::EndpointWorkspace, "actionEndpointWorkspace", Menu::View, QT_TRANSLATE_NOOP("Actions", "E&ndpoint"), "Ctrl+3"},
    {ActionId::IssuerWorkspace, "actionIssuerWorkspace", Menu::View, QT_TRANSLATE_NOOP("Actions", "&Issuer"), "Ctrl+4"},
    {ActionId::EncodedPane, "actionEncodedPane", Menu::View, QT_TRANSLATE_NOOP("Actions", "Enc&oded"), "Alt+1", Kind::Command, true},
    {ActionId::HeaderPane, "actionHeaderPane", Menu::View, QT_TRANSLATE_NOOP("Actions", "&Header"), "Alt+2"},
    {ActionId::PayloadPane, "actionPayloadPane", Menu::View, QT_TRANSLATE_NOOP("Actions", "&Payload"), "Alt+3"},
    {ActionId::KeyPane, "actionKeyPane", Menu::View, QT_TRANSLATE_NOOP("Actions", "&Key"), "Alt+4"},
    {ActionId::DoctorPane, "actionDoctorPane", Menu::View, QT_TRANSLATE_NOOP("Actions", "Doc&tor"), "Alt+5"},
    {ActionId::NextPane, "actionNextPane", Menu::View, QT_TRANSLATE_NOOP("Actions", "&Next pane"), "F6"},
    {ActionId::PreviousPane, "actionPreviousPane", Menu::View, QT_TRANSLATE_NOOP("Actions", "Pre&vious pane"), "Shift+F6"},
    {ActionId::NextTab, "actionNextTab", Menu::View, QT_TRANSLATE_NOOP("Actions", "Next ta&b"), "Ctrl+PgDown; Ctrl+Tab", Kind::Command, true},
    {ActionId::PreviousTab, "actionPreviousTab", Menu::View, QT_TRANSLATE_NOOP("Actions", "Previous &tab"), "Ctrl+PgUp; Ctrl+Shift+Tab"},
    {ActionId::ToggleDoctor, "actionToggleDoctor", Menu::View, QT_TRANSLATE_NOOP("Actions", "Doctor open or closed"), "Ctrl+J", Kind::Command, true},
    {ActionId::BytesAsReceived, "actionBytesAsReceived", Menu::View, QT_TRANSLATE_NOOP("Actions", "Bytes &as received"), "", Kind::Toggle},
    {ActionId::ZoomIn, "actionZoomIn", Menu::View, QT_TRANSLATE_NOOP("Actions", "Zoom &in"), "Ctrl++; Ctrl+=", Kind::Command, true},
    {ActionId::ZoomOut, "actionZoomOut", Menu::View, QT_TRANSLATE_NOOP("Actions", "Zoom o&ut"), "Ctrl+-"},
    {ActionId::ZoomReset, "actionZoomReset", Menu::View, QT_TRANSLATE_NOOP("Actions", "Zoom &100 %"), "Ctrl+0"},
    {ActionId::ThemeSystem, "actionThemeSystem", Menu::View, QT_TRANSLATE_NOOP("Actions", "Theme: as the &desktop"), "", Kind::Choice, true},
    {ActionId::ThemeLight, "actionThemeLight", Menu::View, QT_TRANSLATE_NOOP("Actions", "Theme: &light"), "", Kind::Choice},
    {ActionId::ThemeDark, "actionThemeDark", Menu::View, QT_TRANSLATE_NOOP("Actions", "Theme: da&rk"), "", Kind::Choice},
    {ActionId::ThemeSystemColours, "actionThemeSystemColours", Menu::View, QT_TRANSLATE_NOOP("Actions", "Theme: system &colours"), "", Kind::Choice},
    {ActionId::CompactDensity, "actionCompactDensity", Menu::View, QT_TRANSLATE_NOOP("Actions", "Compact ro&ws"), "", Kind::Toggle, true},
    {ActionId::UnderlineParts, "actionUnderlineParts", Menu::View, QT_TRANSLATE_NOOP("Actions", "Underline token &parts"), "", Kind::Toggle},
    {ActionId::FoldToken, "actionFoldToken", Menu::View, QT_TRANSLATE_NOOP("Actions", "&Fold the token to its pane"), "", Kind::Toggle},

    {ActionId::ShowShortcuts, "actionShowShortcuts", Menu::Help, QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"), "Ctrl+Shift+/"},
    {ActionId::About, "actionAbout", Menu::Help, QT_TRANSLATE_NOOP("Actions", "&About Token Workbench"), ""},
};
// clang-format on
static_assert(std::size(actionRows) == static_cast<std::size_t>(ActionId::Count));

constexpr bool isInMenuOrder() {
    for (std::size_t place = 0; place < std::size(actionRows); ++place) {
        if (actionRows[place].id != static_cast<ActionId>(place)) {
            return false;
        }
    }
    return true;
}
static_assert(isInMenuOrder());

QList<QKeySequence> sequences(const QString& texts) {
    QList<QKeySequence> result;
    const auto parts = texts.split(QLatin1String("; "), Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        result.append(QKeySequence(part, QKeySequence::PortableText));
    }
    return result;
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

/// What is on or off by the settings is marked so in the menus.
void markChosen(const Actions& actions, const workbench::Settings& settings) {
    actions[actionOf(settings.theme())]->setChecked(true);
    actions[ActionId::CompactDensity]->setChecked(settings.density() == workbench::Density::Compact);
    actions[ActionId::UnderlineParts]->setChecked(settings.underlineParts());
    actions[ActionId::FoldToken]->setChecked(settings.foldToken());
}

} // namespace

Actions::Actions(QObject* parent)
    : QObject(parent) {
    auto* themes = new QActionGroup(this);
    for (const Row& row : actionRows) {
        auto* action = new QAction(QCoreApplication::translate("Actions", row.text), this);
        action->setObjectName(QLatin1String(row.name));
        action->setShortcuts(usualKeys(row.id));
        action->setCheckable(row.kind != Kind::Command);
        action->setMenuRole(QAction::NoRole);
        if (row.kind == Kind::Choice) {
            themes->addAction(action);
        }
        m_actions[static_cast<std::size_t>(row.id)] = action;
    }
    (*this)[ActionId::Quit]->setMenuRole(QAction::QuitRole);
    (*this)[ActionId::About]->setMenuRole(QAction::AboutRole);
}

QString Actions::label(ActionId id) const {
    return (*this)[id]->text().remove(QLatin1Char('&'));
}

QList<ActionId> Actions::ownersOf(const QKeySequence& key, ActionId but) const {
    QList<ActionId> owners;
    for (const Row& row : actionRows) {
        if (row.id != but && (*this)[row.id]->shortcuts().contains(key)) {
            owners.append(row.id);
        }
    }
    return owners;
}

QList<QKeySequence> Actions::usualKeys(ActionId id) {
    return sequences(QLatin1String(actionRows[static_cast<std::size_t>(id)].shortcuts));
}

void Actions::takeKeys(const workbench::Settings& settings) const {
    QHash<QString, QString> renamed;
    for (const Row& row : actionRows) {
        const auto chosen = settings.shortcuts(QLatin1String(row.name));
        const QList<QKeySequence> usual = usualKeys(row.id);
        const QList<QKeySequence> keys = chosen ? sequences(*chosen) : usual;
        for (const QKeySequence& key : usual) {
            if (!keys.contains(key)) {
                const QKeySequence first = keys.isEmpty() ? QKeySequence() : keys.first();
                renamed.insert(key.toString(), first.toString(QKeySequence::NativeText));
            }
        }
        QAction* action = (*this)[row.id];
        if (action->shortcuts() != keys) {
            action->setShortcuts(keys);
        }
    }
    ToolTips::setKeys(renamed);
}

void Actions::follow(const workbench::Settings& settings) {
    const auto take = [this, &settings] {
        takeKeys(settings);
        markChosen(*this, settings);
    };
    take();
    connect(&settings, &workbench::Settings::changed, this, take);
}

void Actions::fill(QMenuBar& bar) const {
    std::array<QMenu*, static_cast<std::size_t>(Menu::Count)> menus{
        bar.addMenu(tr("&File")), bar.addMenu(tr("&Edit")), bar.addMenu(tr("&Token")),
        bar.addMenu(tr("&Key")),  bar.addMenu(tr("&View")), bar.addMenu(tr("&Help"))};
    for (const Row& row : actionRows) {
        QMenu* menu = menus[static_cast<std::size_t>(row.menu)];
        if (row.separatorBefore) {
            menu->addSeparator();
        }
        menu->addAction((*this)[row.id]);
    }
}

} // namespace twb::ui
