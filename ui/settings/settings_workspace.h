// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <QWidget>

class QListWidget;
class QStackedWidget;

namespace twb::workbench {
class Settings;
}

namespace twb::ui {

class SettingsSectionPage;

/// Settings as a page, not a dialog: sections at the left, the form of one at the right; what is chosen counts at once
/// (ui.md §6.7). `settings` must outlive it.
class SettingsWorkspace : public QWidget {
    Q_OBJECT

public:
    explicit SettingsWorkspace(workbench::Settings& settings, QWidget* parent = nullptr);

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
