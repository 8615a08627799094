// SPDX-License-Identifier: Apache-2.0
#include "text_menu.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>

namespace twb::ui {

void showTextMenu(QWidget* parent, QPoint globalPlace, const TextMenu& menu) {
    auto* popup = new QMenu(parent);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const char* text, QKeySequence::StandardKey keys, const std::function<void()>& act,
                         bool enabled) {
        QAction* action = popup->addAction(QCoreApplication::translate("twb::ui::TextMenu", text));
        action->setShortcut(keys); // shown only: the field itself handles the keys
        action->setShortcutContext(Qt::WidgetShortcut);
        action->setEnabled(enabled);
        QObject::connect(action, &QAction::triggered, parent, act);
    };
    add(QT_TRANSLATE_NOOP("twb::ui::TextMenu", "Undo"), QKeySequence::Undo, menu.undo, menu.editable);
    add(QT_TRANSLATE_NOOP("twb::ui::TextMenu", "Redo"), QKeySequence::Redo, menu.redo, menu.editable);
    popup->addSeparator();
    add(QT_TRANSLATE_NOOP("twb::ui::TextMenu", "Cut"), QKeySequence::Cut, menu.cut, menu.editable && menu.selected);
    add(QT_TRANSLATE_NOOP("twb::ui::TextMenu", "Copy"), QKeySequence::Copy, menu.copy, menu.selected);
    add(QT_TRANSLATE_NOOP("twb::ui::TextMenu", "Paste"), QKeySequence::Paste, menu.paste,
        menu.editable && !QGuiApplication::clipboard()->text().isEmpty());
    add(QT_TRANSLATE_NOOP("twb::ui::TextMenu", "Delete"), QKeySequence::Delete, menu.remove,
        menu.editable && menu.selected);
    popup->addSeparator();
    add(QT_TRANSLATE_NOOP("twb::ui::TextMenu", "Select all"), QKeySequence::SelectAll, menu.selectAll, !menu.empty);
    popup->popup(globalPlace);
}

} // namespace twb::ui
