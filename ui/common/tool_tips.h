// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QHash>
#include <QObject>
#include <QPointer>

class QWidget;

namespace twb::ui {

/// Tooltips as ui.md §9 wants them: they stay until the pointer leaves their control or Esc is pressed, however long
/// that takes, and the keyboard opens them too. One object for the whole program, a child of the window.
class ToolTips : public QObject {
    Q_OBJECT
public:
    explicit ToolTips(QObject* parent = nullptr);

    /// F1: shows the tooltip of the control that has the keyboard. @return false if it has none
    static bool explainFocus();

    /// Tips name the usual key of an action in brackets: “New tab (Ctrl+T)”. From now on they name another one in its
    /// place, or none where that is empty.
    static void setKeys(const QHash<QString, QString>& usualToNow);
    /// The tip of a widget as it is shown.
    static QString textOf(const QWidget& widget);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace twb::ui
