// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <QPoint>

class QWidget;

namespace twb::ui {

/// The context menu of the editor's text fields. Undo and redo belong to the document, not to the field.
struct TextMenu {
    bool editable = true;
    bool selected = false;
    bool empty = false;
    std::function<void()> undo, redo, cut, copy, paste, remove, selectAll;
};

/// Shows it without waiting; it deletes itself.
void showTextMenu(QWidget* parent, QPoint globalPlace, const TextMenu& menu);

} // namespace twb::ui
