// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/settings.h"

#include <QWidget>

class QFormLayout;
class QPushButton;

namespace twb::ui {

class MessageStack;

/// One section of the Settings page: its heading, its rows, and “Back to defaults” with Undo. It shows what the
/// settings hold and writes what is chosen at once; a subclass adds the rows.
class SettingsSectionPage : public QWidget {
    Q_OBJECT

public:
    QString title() const { return m_title; }

protected:
    SettingsSectionPage(workbench::SettingsSection section, const QString& title, workbench::Settings& settings,
                        QWidget* parent);

    workbench::Settings& settings() const { return m_settings; }
    /// A row: label before the control; the control's accessible name is the label.
    void addRow(const QString& label, QWidget* control, const QString& objectName);
    /// A row of its own, for check boxes.
    void addCheck(QWidget* control, const QString& objectName);
    /// A quiet sentence under the row before it.
    void addNote(const QString& sentence);
    /// Shows what the settings hold; nothing may be written by it.
    virtual void render() = 0;

    void showEvent(QShowEvent* event) override;

private:
    void reset();

    workbench::SettingsSection m_section;
    QString m_title;
    workbench::Settings& m_settings;
    MessageStack* m_bars;
    QFormLayout* m_form;
    QWidget* m_reset;
};

} // namespace twb::ui
