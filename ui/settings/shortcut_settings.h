// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "main_window/actions.h"
#include "settings/settings_section.h"

class QKeySequenceEdit;
class QTableWidget;

namespace twb::ui {

class TextLabel;

/// The keys of all actions. A row is chosen, and the keys that are pressed in the field below take the place of the
/// action's own at once; a key that another action has is named with it, and moves only when that is confirmed.
class ShortcutSettings : public SettingsSectionPage {
    Q_OBJECT
public:
    /// @param actions  outlive it; they follow the settings by themselves
    ShortcutSettings(workbench::Settings& settings, Actions& actions, QWidget* parent = nullptr);

protected:
    void render() override;

private:
    void connectSignals();
    ActionId chosen() const;
    void showChosen();
    void takePressed(const QKeySequence& pressed);
    void propose(const QList<QKeySequence>& keys);
    void takeOver();
    void store(ActionId id, const QList<QKeySequence>& keys);
    void say(const QString& sentence);

    Actions& m_actions;
    QTableWidget* m_table;
    QKeySequenceEdit* m_edit;
    QPushButton* m_usual;
    QPushButton* m_none;
    TextLabel* m_problem;
    QPushButton* m_takeOver;
    QList<QKeySequence> m_proposed; ///< waits for m_takeOver
};

} // namespace twb::ui
