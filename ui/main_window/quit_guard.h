// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QWidget>

class QFileDialog;

namespace twb::workbench {
class DocumentList;
} // namespace twb::workbench

namespace twb::ui {

class MessageStack;

/// Keeps the window open while tabs hold copies that are not saved, and asks in a bar, never in a box: save all, quit
/// and forget, or stay (ui.md §7).
class QuitGuard : public QWidget {
    Q_OBJECT

public:
    explicit QuitGuard(workbench::DocumentList& documents, QWidget* parent = nullptr);

    /// True if nothing would be lost, or after “Quit and forget”; else the bar is shown.
    bool mayQuit();

Q_SIGNALS:
    void quitConfirmed();
    void statusMessage(const QString& text);

private:
    int unsavedCount() const;
    void answer(int action);
    void chooseFolder();
    void saveAllTo(const QString& folder);

    workbench::DocumentList& m_documents;
    MessageStack* m_bars;
    bool m_forget = false;
};

} // namespace twb::ui
