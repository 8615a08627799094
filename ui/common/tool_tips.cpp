// SPDX-License-Identifier: Apache-2.0
#include "common/tool_tips.h"

#include <limits>
#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QToolTip>
#include <QWidget>

namespace twb::ui {

namespace {
constexpr int untilLeft = std::numeric_limits<int>::max(); // milliseconds

/// The widget whose own tooltip speaks for this one: itself, or what it is a part of (the field of a combo box).
const QWidget* withTip(const QWidget* widget) {
    while (widget && widget->toolTip().isEmpty()) {
        widget = widget->isWindow() ? nullptr : widget->parentWidget();
    }
    return widget;
}
QHash<QString, QString>& keysNow() {
    static QHash<QString, QString> keys;
    return keys;
}
} // namespace

void ToolTips::setKeys(const QHash<QString, QString>& usualToNow) {
    keysNow() = usualToNow;
}

QString ToolTips::textOf(const QWidget& widget) {
    QString text = widget.toolTip();
    // “(Ctrl+T)”, or “(Ctrl+Shift+C copies the token)”.
    static const QRegularExpression named(QStringLiteral(" ?\\(([^ )]+)([^)]*)\\)"));
    const QRegularExpressionMatch found = named.match(text);
    const auto key = found.hasMatch() ? keysNow().constFind(found.captured(1)) : keysNow().constEnd();
    if (key == keysNow().constEnd()) {
        return text;
    }
    return key->isEmpty() ? text.remove(found.capturedStart(), found.capturedLength())
                          : text.replace(found.capturedStart(1), found.capturedLength(1), *key);
}

ToolTips::ToolTips(QObject* parent)
    : QObject(parent) {
    qApp->installEventFilter(this);
}

bool ToolTips::explainFocus() {
    const QWidget* focus = QApplication::focusWidget();
    const QWidget* widget = withTip(focus);
    if (!widget) {
        return false;
    }
    QToolTip::showText(widget->mapToGlobal(QPoint(0, widget->height())), textOf(*widget), const_cast<QWidget*>(widget),
                       {}, untilLeft);
    return true;
}

bool ToolTips::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        // Views, tab bars and menus have tips of their own for their parts and are left alone.
        auto* widget = qobject_cast<QWidget*>(watched);
        if (widget && !widget->toolTip().isEmpty()) {
            QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), textOf(*widget), widget, {}, untilLeft);
            return true;
        }
    } else if (event->type() == QEvent::ShortcutOverride && QToolTip::isVisible()) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            key->accept(); // Esc closes the tip and nothing else
            return true;
        }
    } else if (event->type() == QEvent::KeyPress && QToolTip::isVisible()) {
        const bool escape = static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
        QToolTip::hideText();
        return escape;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace twb::ui
