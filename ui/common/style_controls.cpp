// SPDX-License-Identifier: Apache-2.0
#include "common/fonts.h"
#include "common/metrics.h"
#include "common/style.h"
#include "common/theme.h"
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>
#include <QTabBar>
#include <QWidget>

namespace twb::ui {

namespace {
enum class Kind { Normal, Primary, Flat };
Kind kindOf(const QWidget* widget) {
    const QByteArray kind = widget ? widget->property("kind").toByteArray() : QByteArray();
    return kind == "primary" ? Kind::Primary : kind == "flat" ? Kind::Flat : Kind::Normal;
}

QColor blend(const QColor& over, const QColor& under, qreal share) {
    const auto mix = [&](float a, float b) { return a * float(share) + b * float(1 - share); };
    return QColor::fromRgbF(mix(over.redF(), under.redF()), mix(over.greenF(), under.greenF()),
                            mix(over.blueF(), under.blueF()));
}

void paintPushButton(QPainter& painter, const QStyleOption* option, const QWidget* widget) {
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool hover = enabled && has(option, QStyle::State_MouseOver);
    const bool down = enabled && (has(option, QStyle::State_Sunken) || has(option, QStyle::State_On));
    const Kind kind = kindOf(widget);
    QColor outline = color(enabled ? Role::Field : Role::Border);
    QColor fill = color(enabled ? Role::Surface : Role::Sunken);
    if (kind == Kind::Flat) {
        outline = fill = QColor();
        if (hover || down)
            fill = color(down ? Role::AccentSoft : Role::NeuSoft);
    } else if (kind == Kind::Primary && enabled) {
        fill = color(Role::Accent);
        if (down || hover)
            fill = blend(color(Role::Text), fill, down ? 0.22 : 0.1);
        outline = fill;
    } else if (down) {
        fill = color(Role::AccentSoft);
    } else if (hover) {
        fill = color(Role::Surface2);
    }
    paintBox(painter, option->rect, metrics::radiusControl, outline, fill);
    if (!has(option, QStyle::State_HasFocus))
        return;
    paintControlFocus(painter, option->rect, metrics::radiusControl);
    if (kind == Kind::Primary) // the ring has the button's own colour: a light line sets it off
        paintBox(painter, QRectF(option->rect).adjusted(2, 2, -2, -2), metrics::radiusControl - 1,
                 color(Role::OnAccent), {});
}

/// Icon, 6 between, words; centred, or from the leading edge. Words too long are cut at the end.
enum class Place { Leading, Centre };
void paintIconAndWords(QPainter& painter, const QStyleOption* option, QRect room, const QIcon& icon,
                       const QSize& iconSize, const QString& text, const QColor& ink, Place place) {
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool mirrored = option->direction == Qt::RightToLeft;
    const QFontMetrics font = painter.fontMetrics();
    constexpr int between = metrics::space6;
    const int side = icon.isNull() ? 0 : iconSize.width();
    const int gap = side > 0 && !text.isEmpty() ? between : 0;
    QString words = text;
    int length = font.size(Qt::TextShowMnemonic | Qt::TextSingleLine, words).width();
    if (length > room.width() - side - gap) {
        length = std::max(0, room.width() - side - gap);
        words = font.elidedText(words, Qt::ElideRight, length, Qt::TextShowMnemonic);
    }
    const int start = place == Place::Centre ? std::max(0, (room.width() - side - gap - length) / 2) : 0;
    if (side > 0) {
        const QRect box = QStyle::visualRect(
            option->direction, room,
            QRect(room.left() + start, room.center().y() - iconSize.height() / 2 + 1 - iconSize.height() % 2, side,
                  iconSize.height()));
        icon.paint(&painter, box, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled,
                   has(option, QStyle::State_On) ? QIcon::On : QIcon::Off);
    }
    const QRect line = QStyle::visualRect(
        option->direction, room, QRect(room.left() + start + side + gap, room.top(), length + 1, room.height()));
    painter.setPen(ink);
    painter.drawText(line,
                     int(Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextSingleLine) |
                         int(mirrored ? Qt::AlignRight : Qt::AlignLeft),
                     words);
}

void paintTab(QPainter& painter, const QStyleOptionTab* tab) {
    const bool selected = has(tab, QStyle::State_Selected);
    const QRectF rect = QRectF(tab->rect);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal radius = metrics::radiusPane;
    // Round above, open below: the tab in front stands on what it shows.
    QPainterPath path;
    const QRectF box = rect.adjusted(0.5, 0.5, -0.5, 0.5);
    path.moveTo(box.bottomLeft());
    path.lineTo(box.left(), box.top() + radius);
    path.quadTo(box.topLeft(), QPointF(box.left() + radius, box.top()));
    path.lineTo(box.right() - radius, box.top());
    path.quadTo(box.topRight(), QPointF(box.right(), box.top() + radius));
    path.lineTo(box.bottomRight());
    if (selected) {
        painter.setPen(QPen(color(Role::Border), 1));
        painter.setBrush(color(Role::Surface));
        painter.drawPath(path);
        painter.setClipRect(QRectF(rect.left(), rect.top(), rect.width(), 2.5));
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Role::Accent));
        painter.drawPath(path);
        painter.setClipping(false);
    } else if (has(tab, QStyle::State_MouseOver)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Role::NeuSoft));
        painter.drawPath(path);
    }
    painter.restore();
}

void paintScrollBar(QPainter& painter, const QStyleOptionSlider* bar, QRect slider) {
    if (bar->maximum <= bar->minimum)
        return;
    const bool flat = bar->orientation == Qt::Horizontal;
    const bool active = has(bar, QStyle::State_MouseOver) || has(bar, QStyle::State_Sunken);
    QRectF handle = QRectF(slider).adjusted(3, 3, -3, -3);
    if (flat)
        handle.adjust(-1, 0, 1, 0);
    else
        handle.adjust(0, -1, 0, 1);
    const qreal radius = (flat ? handle.height() : handle.width()) / 2;
    paintBox(painter, handle, radius, {}, color(active ? Role::Field : Role::NeuLine));
}
} // namespace

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const {
    switch (element) {
    case CE_PushButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            paintPushButton(*painter, option, widget);
            const Kind kind = kindOf(widget);
            const QColor ink = !has(option, State_Enabled)
                                   ? option->palette.color(QPalette::Disabled, QPalette::ButtonText)
                               : kind == Kind::Primary ? color(Role::OnAccent)
                               : kind == Kind::Flat    ? color(Role::Text2)
                                                       : color(Role::Text);
            QRect room = option->rect.adjusted(metrics::space4, 0, -metrics::space4, 0);
            if (button->features & QStyleOptionButton::HasMenu) {
                QStyleOption arrow = *option;
                arrow.rect =
                    visualRect(option->direction, option->rect,
                               QRect(option->rect.right() - 22, option->rect.top(), 16, option->rect.height()));
                drawPrimitive(PE_IndicatorArrowDown, &arrow, painter, widget);
                room = visualRect(option->direction, option->rect, room.adjusted(0, 0, -14, 0));
            }
            paintIconAndWords(*painter, option, room, button->icon, button->iconSize, button->text, ink, Place::Centre);
            return;
        }
        break;
    case CE_PushButtonBevel:
        paintPushButton(*painter, option, widget);
        return;
    case CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            paintTab(*painter, tab);
            return;
        }
        break;
    case CE_TabBarTabLabel:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            const bool selected = has(option, State_Selected);
            painter->save();
            if (selected) {
                QFont font = painter->font();
                font.setWeight(QFont::DemiBold);
                painter->setFont(font);
            }
            QRect room = option->rect.adjusted(metrics::space12, 1, -metrics::space8, 0);
            if (tab->rightButtonSize.isValid())
                room.setRight(room.right() - tab->rightButtonSize.width());
            paintIconAndWords(*painter, option, visualRect(option->direction, option->rect, room), tab->icon,
                              tab->iconSize, tab->text, color(selected ? Role::Text : Role::Text2), Place::Leading);
            if (has(option, State_HasFocus))
                paintFocusRing(*painter, option->rect.adjusted(2, 4, -2, -1), metrics::radiusControl);
            painter->restore();
            return;
        }
        break;
    case CE_Splitter:
        if (has(option, State_MouseOver) || has(option, State_Sunken)) {
            QRect line = option->rect;
            if (has(option, State_Horizontal))
                line = QRect(line.center().x(), line.top(), 2, line.height());
            else
                line = QRect(line.left(), line.center().y(), line.width(), 2);
            painter->fillRect(line, color(Role::Accent));
        }
        return;
    case CE_HeaderSection: {
        painter->fillRect(option->rect, color(has(option, State_Sunken) ? Role::AccentSoft : Role::Surface2));
        const QRect r = option->rect;
        painter->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), color(Role::Border));
        painter->fillRect(QRect(r.right(), r.top() + 6, 1, r.height() - 12), color(Role::Border));
        return;
    }
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, color(Role::Surface2));
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          color(Role::Border));
        return;
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            QStyleOptionHeader copy = *header;
            // Captions stand over their column, which begins at the left.
            if (copy.textAlignment & Qt::AlignHCenter)
                copy.textAlignment = Qt::AlignLeft | Qt::AlignVCenter;
            copy.rect.adjust(2, 0, 0, 0);
            copy.palette.setColor(QPalette::ButtonText, color(Role::Text2));
            painter->save();
            painter->setFont(fonts::ui(fonts::Size::Small, fonts::Weight::SemiBold));
            QProxyStyle::drawControl(element, &copy, painter, widget);
            painter->restore();
            return;
        }
        break;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, color(Role::Bar));
        return;
    case CE_MenuBarItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            painter->fillRect(option->rect, color(Role::Bar));
            const bool active = has(option, State_Selected) && has(option, State_Enabled);
            if (active)
                paintBox(*painter, QRectF(option->rect).adjusted(2, 1, -2, -1), metrics::radiusControl, {},
                         color(has(option, State_Sunken) ? Role::AccentSoft : Role::NeuSoft));
            int flags = Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextDontClip | Qt::TextSingleLine;
            if (!styleHint(SH_UnderlineShortcut, option, widget, nullptr))
                flags |= Qt::TextHideMnemonic;
            drawItemText(painter, option->rect, flags, item->palette, has(option, State_Enabled), item->text,
                         QPalette::WindowText);
            return;
        }
        break;
    case CE_ShapedFrame:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option)) {
            if (frame->frameShape == QFrame::HLine || frame->frameShape == QFrame::VLine) {
                const QRect r = option->rect;
                painter->fillRect(frame->frameShape == QFrame::HLine ? QRect(r.left(), r.center().y(), r.width(), 1)
                                                                     : QRect(r.center().x(), r.top(), 1, r.height()),
                                  color(Role::Border));
                return;
            }
        }
        break;
    case CE_ComboBoxLabel: // words that do not fit end in dots, not within a letter
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
            QStyleOptionComboBox copy = *combo;
            const int picture = combo->currentIcon.isNull() ? 0 : combo->iconSize.width() + metrics::space4;
            const int room = subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget).width() - 2 - picture;
            copy.currentText = combo->fontMetrics.elidedText(combo->currentText, Qt::ElideRight, room);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const {
    const bool enabled = has(option, State_Enabled);
    const auto box = [&] {
        paintBox(*painter, option->rect, metrics::radiusControl, color(enabled ? Role::Field : Role::Border),
                 color(enabled ? Role::Surface : Role::Sunken));
        if (enabled && has(option, State_HasFocus))
            paintControlFocus(*painter, option->rect, metrics::radiusControl);
    };
    const auto arrow = [&](PrimitiveElement element, const QRect& rect, bool usable) {
        QStyleOption copy = *option;
        copy.rect = rect;
        copy.state.setFlag(State_Enabled, enabled && usable);
        drawPrimitive(element, &copy, painter, widget);
    };
    switch (control) {
    case CC_ComboBox: {
        box();
        arrow(PE_IndicatorArrowDown, subControlRect(control, option, SC_ComboBoxArrow, widget), true);
        return;
    }
    case CC_SpinBox:
        if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option)) {
            box();
            if (spin->buttonSymbols == QAbstractSpinBox::NoButtons)
                return;
            arrow(PE_IndicatorArrowUp, subControlRect(control, option, SC_SpinBoxUp, widget),
                  spin->stepEnabled & QAbstractSpinBox::StepUpEnabled);
            arrow(PE_IndicatorArrowDown, subControlRect(control, option, SC_SpinBoxDown, widget),
                  spin->stepEnabled & QAbstractSpinBox::StepDownEnabled);
            return;
        }
        break;
    case CC_ScrollBar:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            paintScrollBar(*painter, bar, subControlRect(control, option, SC_ScrollBarSlider, widget));
            return;
        }
        break;
    case CC_ToolButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option)) {
            QStyleOptionToolButton copy = *button;
            drawPrimitive(PE_PanelButtonTool, option, painter, widget);
            const bool words = !button->text.isEmpty() && button->toolButtonStyle != Qt::ToolButtonIconOnly;
            if (words) {
                QRect room = option->rect.adjusted(metrics::space8, 0, -metrics::space8, 0);
                const bool menu = button->features & QStyleOptionToolButton::HasMenu;
                if (menu) {
                    arrow(PE_IndicatorArrowDown, subControlRect(control, option, SC_ToolButtonMenu, widget), true);
                    room = visualRect(option->direction, option->rect, room.adjusted(0, 0, -14, 0));
                }
                const bool pictured = button->toolButtonStyle != Qt::ToolButtonTextOnly;
                paintIconAndWords(*painter, option, room, pictured ? button->icon : QIcon(), button->iconSize,
                                  button->text, color(enabled ? Role::Text2 : Role::Text3), Place::Centre);
                return;
            }
            copy.state &= ~State_Sunken;
            QProxyStyle::drawControl(CE_ToolButtonLabel, &copy, painter, widget);
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace twb::ui
