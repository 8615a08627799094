// SPDX-License-Identifier: Apache-2.0
#include "common/icons.h"
#include "common/metrics.h"
#include "common/style.h"
#include "common/theme.h"
#include <QFrame>
#include <QPainter>
#include <QStyleOption>
#include <QToolButton>

namespace twb::ui {

bool has(const QStyleOption* option, QStyle::StateFlag flag) {
    return option->state & flag;
}

namespace {
using Primitive = QStyle::PrimitiveElement;

void paintField(QPainter& painter, const QStyleOption* option) {
    const bool enabled = has(option, QStyle::State_Enabled);
    paintBox(painter, option->rect, metrics::radiusControl, color(enabled ? Role::Field : Role::Border),
             color(enabled ? Role::Surface : Role::Sunken));
    if (enabled && has(option, QStyle::State_HasFocus))
        paintControlFocus(painter, option->rect, metrics::radiusControl);
}

void paintCheck(QPainter& painter, const QStyleOption* option, bool round) {
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool mixed = has(option, QStyle::State_NoChange);
    const bool on = has(option, QStyle::State_On) || mixed;
    const QRectF box(option->rect);
    const qreal radius = round ? box.width() / 2 : metrics::radiusSmall;
    if (on && enabled)
        paintBox(painter, box, radius, color(Role::Accent), color(Role::Accent));
    else
        paintBox(painter, box, radius, color(enabled ? Role::Field : Role::Border),
                 color(enabled ? Role::Surface : Role::Sunken));
    if (!on)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = color(enabled ? Role::OnAccent : Role::Text3);
    const qreal unit = box.width() / 16;
    if (round) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(box.center(), 3 * unit, 3 * unit);
    } else {
        painter.setPen(QPen(ink, 1.8 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const auto at = [&](qreal x, qreal y) { return box.topLeft() + QPointF(x, y) * unit; };
        if (mixed)
            painter.drawLine(at(4.5, 8), at(11.5, 8));
        else
            painter.drawPolyline(QPolygonF({at(4.2, 8.3), at(6.9, 11), at(11.8, 5.4)}));
    }
    painter.restore();
}

void paintChevron(QPainter& painter, const QStyleOption* option, Primitive element) {
    const bool enabled = has(option, QStyle::State_Enabled);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(enabled ? Role::Text2 : Role::Text3), 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.translate(QRectF(option->rect).center());
    if (element == QStyle::PE_IndicatorArrowUp)
        painter.rotate(180);
    else if (element == QStyle::PE_IndicatorArrowLeft)
        painter.rotate(90);
    else if (element == QStyle::PE_IndicatorArrowRight)
        painter.rotate(-90);
    const qreal half = metrics::height(7) / 2.0;
    painter.drawPolyline(QPolygonF({QPointF(-half, -half / 2), QPointF(0, half / 2), QPointF(half, -half / 2)}));
    painter.restore();
}

/// Frames of fields to type in get a control's outline, all others the quiet one.
void paintFrame(QPainter& painter, const QStyleOption* option, const QWidget* widget) {
    const bool editor = widget && (widget->inherits("QTextEdit") || widget->inherits("QPlainTextEdit"));
    const bool enabled = has(option, QStyle::State_Enabled);
    paintBox(painter, option->rect, metrics::radiusControl, color(editor && enabled ? Role::Field : Role::Border), {});
    if (has(option, QStyle::State_HasFocus))
        paintBox(painter, option->rect, metrics::radiusControl, color(Role::Accent), {});
}
} // namespace

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
    switch (element) {
    case PE_PanelLineEdit:
        // A field inside a frame of its own has nothing behind it.
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame && frame->lineWidth > 0)
            paintField(*painter, option);
        return;
    case PE_FrameLineEdit:
        return; // drawn with the panel
    case PE_Frame:
        paintFrame(*painter, option, widget);
        return;
    case PE_FrameFocusRect:
        if (widget && widget->inherits("QAbstractItemView")) {
            paintBox(*painter, option->rect, metrics::radiusSmall, color(Role::Accent), {});
            return;
        }
        paintFocusRing(*painter, option->rect, metrics::radiusControl);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        paintCheck(*painter, option, false);
        return;
    case PE_IndicatorRadioButton:
        paintCheck(*painter, option, true);
        return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight:
    case PE_IndicatorSpinDown:
    case PE_IndicatorSpinUp:
        paintChevron(*painter, option, element == PE_IndicatorSpinUp ? PE_IndicatorArrowUp : element);
        return;
    case PE_IndicatorTabClose: {
        if (has(option, State_MouseOver))
            paintBox(*painter, option->rect.adjusted(2, 2, -2, -2), metrics::radiusControl, {}, color(Role::NeuSoft));
        paintIcon(*painter, option->rect, Icon::X, has(option, State_MouseOver) ? Role::Text : Role::Text2,
                  metrics::height(12));
        return;
    }
    case PE_PanelButtonTool: {
        const bool on = has(option, State_On) || has(option, State_Sunken);
        if (on)
            paintBox(*painter, option->rect, metrics::radiusControl, {}, color(Role::AccentSoft));
        else if (has(option, State_MouseOver) && has(option, State_Enabled))
            paintBox(*painter, option->rect, metrics::radiusControl, {}, color(Role::NeuSoft));
        if (has(option, State_HasFocus) && has(option, State_KeyboardFocusChange))
            paintControlFocus(*painter, option->rect, metrics::radiusControl);
        return;
    }
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, color(Role::Surface));
        painter->setPen(color(Role::Field));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_FrameMenu:
        painter->setPen(color(Role::Field));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_PanelMenu:
        painter->fillRect(option->rect, color(Role::Surface));
        return;
    case PE_PanelStatusBar:
        painter->fillRect(option->rect, color(Role::Bar));
        painter->fillRect(QRect(option->rect.left(), option->rect.top(), option->rect.width(), 1), color(Role::Border));
        return;
    case PE_FrameStatusBarItem:
    case PE_FrameTabBarBase:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

} // namespace twb::ui
