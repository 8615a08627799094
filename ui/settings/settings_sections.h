// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "settings/settings_section.h"

class QCheckBox;
class QComboBox;
class QPushButton;
class QSpinBox;

namespace twb::workbench {
class TabStore;
}

namespace twb::ui {

class TextLabel;

/// Theme, density, fonts, zoom, underlined parts, motion.
class AppearanceSettings : public SettingsSectionPage {
    Q_OBJECT
public:
    explicit AppearanceSettings(workbench::Settings& settings, QWidget* parent = nullptr);

protected:
    void render() override;

private:
    QComboBox* m_theme;
    QComboBox* m_density;
    QSpinBox* m_zoom;
    QComboBox* m_family;
    QComboBox* m_step;
    QComboBox* m_motion;
    QCheckBox* m_underline;
};

/// Zone, how dates are written, and leeway.
class TimeSettings : public SettingsSectionPage {
    Q_OBJECT
public:
    explicit TimeSettings(workbench::Settings& settings, QWidget* parent = nullptr);

Q_SIGNALS:
    /// To be used at once by every open token.
    void leewayChosen(std::chrono::seconds leeway);

protected:
    void render() override;

private:
    void chooseZone(int index);

    QComboBox* m_zone;
    QComboBox* m_format;
    QSpinBox* m_leeway;
};

/// How the Editor behaves.
class EditorSettings : public SettingsSectionPage {
    Q_OBJECT
public:
    explicit EditorSettings(workbench::Settings& settings, QWidget* parent = nullptr);

protected:
    void render() override;

private:
    QCheckBox* m_whileTyping;
    QComboBox* m_onSigning;
    QComboBox* m_newJson;
    QCheckBox* m_fold;
    QSpinBox* m_inflated;
    QSpinBox* m_rounds;
};

/// What leaves the window, what is kept, and how long secrets stay on the clipboard.
class PrivacySettings : public SettingsSectionPage {
    Q_OBJECT
public:
    /// @param tabs  null: there is no row for them
    PrivacySettings(workbench::Settings& settings, workbench::TabStore* tabs, QWidget* parent = nullptr);

protected:
    void render() override;

private:
    QCheckBox* m_mask;
    QCheckBox* m_history;
    void addTabs();
    void showTabs();

    workbench::TabStore* m_tabs;
    QCheckBox* m_keepTabs = nullptr; ///< these three only with `m_tabs`
    TextLabel* m_tabsState = nullptr;
    QPushButton* m_tabsRetry = nullptr;
    QCheckBox* m_offer;
    QSpinBox* m_clear;
};

} // namespace twb::ui
