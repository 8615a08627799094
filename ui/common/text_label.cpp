// SPDX-License-Identifier: Apache-2.0
#include "common/text_label.h"
#include <QPainter>
#include <QResizeEvent>

namespace twb::ui {

TextLabel::TextLabel(const QString& text, Role role, fonts::Size size, fonts::Weight weight, QWidget* parent)
    : QLabel(text, parent)
    , m_role(role)
    , m_size(size)
    , m_weight(weight) {
    setForegroundRole(QPalette::WindowText); // on a ground of role Base Qt would take Text, whatever the role
    connect(&Theme::current(), &Theme::changed, this, &TextLabel::restyle);
    restyle();
}

void TextLabel::setRole(Role role) {
    if (m_role == role)
        return;
    m_role = role;
    restyle();
}

void TextLabel::setWeight(fonts::Weight weight) {
    if (m_weight == weight)
        return;
    m_weight = weight;
    restyle();
}

void TextLabel::restyle() {
    setFont(fonts::ui(m_size, m_weight));
    QPalette colours;
    for (const auto group : {QPalette::Active, QPalette::Inactive})
        colours.setColor(group, QPalette::WindowText, color(m_role));
    colours.setColor(QPalette::Disabled, QPalette::WindowText, color(Role::Text3));
    for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled})
        colours.setColor(group, QPalette::Link, color(Role::Accent));
    setPalette(colours);
}

ElidedLabel::ElidedLabel(const QString& text, Role role, fonts::Size size, QWidget* parent)
    : TextLabel(text, role, size, fonts::Weight::Regular, parent) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode) {
    m_mode = mode;
    update();
}

QSize ElidedLabel::minimumSizeHint() const {
    return QSize(fontMetrics().averageCharWidth() * 4, TextLabel::minimumSizeHint().height());
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    const QRect rect = contentsRect();
    const QString shown = fontMetrics().elidedText(text(), m_mode, rect.width());
    painter.drawText(rect, int(alignment() | Qt::TextSingleLine), shown);
    const QString tip = shown == text() ? QString() : text();
    if (toolTip() != tip)
        setToolTip(tip);
}

void ElidedLabel::resizeEvent(QResizeEvent* event) {
    TextLabel::resizeEvent(event);
    update();
}

} // namespace twb::ui
