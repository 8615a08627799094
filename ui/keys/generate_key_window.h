// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_maker.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLineEdit;
class QPushButton;

namespace twb::workbench {
class TokenDocument;
}

namespace twb::ui {

class BusyBar;
class MadeKeyView;
class MessageStack;
class SwitchRow;
class TextLabel;

/// “Generate a key”: a modeless window; the key is made in the background and stays here until the window is closed
/// (ui.md §6.3). What was made can be used in the editor, copied (its public half only) or saved.
class GenerateKeyWindow : public QWidget {
    Q_OBJECT
public:
    /// @param keyMaker  must outlive the window
    explicit GenerateKeyWindow(workbench::KeyMaker& keyMaker, QWidget* parent = nullptr);
    ~GenerateKeyWindow() override;

    /// What the fields ask for now.
    workbench::KeyRequest request() const;

Q_SIGNALS:
    /// “Use in editor” was pressed.
    void keyChosen(const twb::workbench::SharedMadeKey& key);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void buildForm(QGridLayout* form);
    void connectSignals();
    void fillSizes();
    void fillAlgorithms();
    void showKidField();
    void pressGenerate();
    void showRunning(bool running);
    void showMade(const workbench::SharedMadeKey& key);

    workbench::KeyMaker& m_keyMaker;
    SwitchRow* m_kind;
    QComboBox* m_size;
    TextLabel* m_sizeHint;
    QComboBox* m_algorithm;
    QLineEdit* m_name;
    QComboBox* m_kidRule;
    QLineEdit* m_kid;
    MadeKeyView* m_made;
    MessageStack* m_messages;
    BusyBar* m_busy;
    QPushButton* m_generate;
    bool m_mine = false; ///< the running work was started here
};

} // namespace twb::ui
