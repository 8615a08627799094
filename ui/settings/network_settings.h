// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "settings/settings_section.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace twb::ui {

class TextLabel;

/// Whether and how requests go out.
class NetworkSettings : public SettingsSectionPage {
    Q_OBJECT
public:
    explicit NetworkSettings(workbench::Settings& settings, QWidget* parent = nullptr);

    /// As choosing this file would.
    void takeCaFile(const QString& path);

protected:
    void render() override;

private:
    void takeProxy();
    void chooseCaFile();

    QCheckBox* m_off;
    QComboBox* m_proxy;
    QLineEdit* m_proxyUrl;
    QLineEdit* m_caFile;
    TextLabel* m_caProblem;
    QSpinBox* m_timeout;
};

} // namespace twb::ui
