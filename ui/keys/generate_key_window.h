// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_maker.h"

#include <QWidget>

class QCheckBox;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;

namespace twb::ui {

class BusyBar;
class GenerateKeyForm;
class LinkButton;
class MadeKeyView;
class MessageStack;

/// “Generate a key”: a modeless window; the key is made in the background and stays here until the window is closed
/// (ui.md §6.3). What was made can be used in the editor, copied (its public half only) or saved. The openssl commands
/// that make such a key are a press away.
class GenerateKeyWindow : public QWidget {
    Q_OBJECT
public:
    /// @param keyMaker, clock  must outlive the window
    GenerateKeyWindow(workbench::KeyMaker& keyMaker, const Clock& clock, QWidget* parent = nullptr);
    ~GenerateKeyWindow() override;

    /// What the fields ask for now.
    workbench::KeyRequest request() const;

    QSize sizeHint() const override;

Q_SIGNALS:
    /// “Use in editor” was pressed.
    void keyChosen(const twb::workbench::SharedMadeKey& key);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    QWidget* buildCommands();
    QWidget* buildFoot();
    void connectSignals();
    void showCommands();
    void foldCommands(bool open);
    void pressGenerate();
    void showRunning(bool running);
    void showMade(const workbench::SharedMadeKey& key);
    void fitHeight();

    workbench::KeyMaker& m_keyMaker;
    QScrollArea* m_scroll;
    QWidget* m_foot = nullptr;
    GenerateKeyForm* m_form;
    LinkButton* m_commandsLink;
    QWidget* m_commandsPart;
    QPlainTextEdit* m_commands;
    QCheckBox* m_passphrase;
    MadeKeyView* m_made;
    MessageStack* m_messages;
    BusyBar* m_busy;
    QPushButton* m_generate;
    bool m_mine = false; ///< the running work was started here
};

} // namespace twb::ui
