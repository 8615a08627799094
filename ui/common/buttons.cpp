// SPDX-License-Identifier: Apache-2.0
#include "common/buttons.h"
#include "common/follow_theme.h"
#include "common/metrics.h"
#include "common/style.h"
#include <QPainter>

namespace twb::ui {

IconButton::IconButton(Icon name, const QString& toolTip, QWidget* parent)
    : QToolButton(parent) {
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setToolButtonStyle(Qt::ToolButtonIconOnly);
    setPopupMode(QToolButton::InstantPopup);
    setIconName(name);
    setTip(toolTip);
    followTheme(this);
}

void IconButton::setIconName(Icon name) {
    setIcon(ui::icon(name, Role::Text2, Role::Accent));
}

void IconButton::setTip(const QString& toolTip) {
    setToolTip(toolTip);
    setAccessibleName(toolTip);
    setAccessibleDescription(toolTip);
}

QSize IconButton::sizeHint() const {
    const int side = metrics::control();
    return {side, side};
}

QPushButton* makeButton(const QString& text, ButtonKind kind, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    setButtonKind(button, kind);
    return button;
}

void setButtonKind(QPushButton* button, ButtonKind kind) {
    const char* name = kind == ButtonKind::Primary ? "primary" : kind == ButtonKind::Flat ? "flat" : "normal";
    button->setProperty("kind", QByteArray(name));
    button->update();
}

LinkButton::LinkButton(const QString& text, QWidget* parent)
    : QPushButton(text, parent) {
    setAutoDefault(false);
    setFlat(true);
    setCursor(Qt::PointingHandCursor);
    followTheme(this);
}

QSize LinkButton::sizeHint() const {
    const QSize words = fontMetrics().size(Qt::TextShowMnemonic, text());
    return {words.width() + 2 * metrics::space6, metrics::smallButton()};
}

void LinkButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QFont underlined = font();
    underlined.setUnderline(true);
    painter.setFont(underlined);
    painter.setPen(color(isEnabled() ? Role::Accent : Role::Text3));
    painter.drawText(rect(), int(Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine), text());
    if (hasFocus())
        paintControlFocus(painter, rect(), metrics::radiusControl);
}

} // namespace twb::ui
