// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "settings/settings_section.h"

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace twb::ui {

/// Theme, density, zoom, underlined parts, motion.
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
    QComboBox* m_motion;
    QCheckBox* m_underline;
};

/// Zone and leeway.
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
    QCheckBox* m_fold;
    QSpinBox* m_inflated;
    QSpinBox* m_rounds;
};

/// What leaves the window, and how long secrets stay on the clipboard.
class PrivacySettings : public SettingsSectionPage {
    Q_OBJECT
public:
    explicit PrivacySettings(workbench::Settings& settings, QWidget* parent = nullptr);

protected:
    void render() override;

private:
    QCheckBox* m_mask;
    QCheckBox* m_history;
    QCheckBox* m_offer;
    QSpinBox* m_clear;
};

} // namespace twb::ui
