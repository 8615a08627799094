// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <QWidget>

class QListWidget;
class QStackedWidget;

namespace twb::workbench {
class Settings;
class TabStore;
} // namespace twb::workbench

namespace twb::ui {

class Actions;
class SettingsSectionPage;

/// What the sections work on; all outlive the page.
struct SettingsServices {
    workbench::Settings& settings;
    workbench::TabStore* tabs = nullptr; ///< null: tabs are never kept, and nothing is said of it
    Actions* actions = nullptr;          ///< null: there is no section for their keys
};

/// Settings as a page, not a dialog: sections at the left, the form of one at the right; what is chosen counts at once
/// (ui.md §6.7).
class SettingsWorkspace : public QWidget {
    Q_OBJECT

public:
    explicit SettingsWorkspace(const SettingsServices& services, QWidget* parent = nullptr);

    /// The keyboard goes to the list of sections.
    void focusStart();

Q_SIGNALS:
    void leewayChosen(std::chrono::seconds leeway);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addSection(SettingsSectionPage* page);

    QListWidget* m_sections;
    QStackedWidget* m_pages;
};

} // namespace twb::ui
