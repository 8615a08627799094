// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace twb::ui {

class TextLabel;

/// Asks for the name of an own preset, in the form and not over it: to save the form as one, or to rename one.
class PresetBar : public QWidget {
    Q_OBJECT
public:
    explicit PresetBar(QWidget* parent = nullptr);
    enum class SecretStore { There, Missing };
    void askForSaving(const QString& name, SecretStore store);
    void askForRenaming(const QString& name);
    void close();

Q_SIGNALS:
    void saveRequested(const QString& name, bool keepSecrets);
    void renameRequested(const QString& name);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void open(const QString& name);
    void accept();

    bool m_renames = false;
    QLineEdit* m_name;
    QCheckBox* m_secrets;
    TextLabel* m_note;
    QPushButton* m_save;
    QPushButton* m_cancel;
};

} // namespace twb::ui
