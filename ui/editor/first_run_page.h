// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.h"

#include <QWidget>

class QBoxLayout;

namespace twb::workbench {
class ProfileStore;
}

namespace twb::ui {

class Actions;
class StartRows;
class TokenView;

/// What stands in the place of the panes while a document is empty (ui.md §6.2): a field to paste, drop or type into,
/// templates, the other workspaces to begin in, and a word about privacy. Side by side where there is room, else under
/// each other.
class FirstRunPage : public QWidget {
    Q_OBJECT
public:
    /// @param actions its workspaces are the other ways in; must outlive the page.
    FirstRunPage(workbench::ProfileStore& profileStore, const Actions& actions, QWidget* parent = nullptr);

    TokenView* view() const { return m_view; }
    void focusStart();

Q_SIGNALS:
    /// The first characters were typed.
    void typed(const QByteArray& utf8);
    void pasted(const QString& text);
    void templateChosen(const QString& id);
    void openFileRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildLeft();
    QWidget* buildRight(workbench::ProfileStore& profileStore, const Actions& actions);
    QWidget* addRows(const QString& caption, StartRows* rows);
    void arrange();

    TokenView* m_view;
    QBoxLayout* m_row = nullptr;
    QWidget* m_right = nullptr;
};

} // namespace twb::ui
