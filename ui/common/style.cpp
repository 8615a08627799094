// SPDX-License-Identifier: Apache-2.0
// Measures, hints and geometry; the drawing is in style_controls.cpp and style_primitives.cpp.
#include "common/style.h"
#include "common/icons.h"
#include "common/metrics.h"
#include "common/theme.h"
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>
#include <QToolButton>

namespace twb::ui {

Style::Style()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void Style::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
        widget->inherits("QAbstractSpinBox") || widget->inherits("QLineEdit") || widget->inherits("QTabBar"))
        widget->setAttribute(Qt::WA_Hover);
}

QIcon Style::standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const {
    // Every menu bar and every field with a clear button asks for these at start; Fusion would search the desktop's
    // icon themes and read picture files, an eighth of the time until the first paint.
    if (which == SP_LineEditClearButton)
        return icon(Icon::X);
    if (which == SP_ToolBarHorizontalExtensionButton)
        return icon(Icon::More);
    return QProxyStyle::standardIcon(which, option, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_DefaultFrameWidth:
        return 1;
    case PM_SplitterWidth:
        return metrics::gap();
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
        return 0;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return metrics::height(16);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return metrics::space8;
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_SmallIconSize:
    case PM_TabBarIconSize:
        return metrics::height(16);
    case PM_ButtonMargin:
        return metrics::space12;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarBaseHeight:
    case PM_TabBarTabOverlap:
        return 0;
    case PM_TabCloseIndicatorWidth:
    case PM_TabCloseIndicatorHeight:
        return 24;
    case PM_MenuButtonIndicator:
        return 20;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return metrics::space8;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
        return 4;
    case PM_MenuBarPanelWidth:
        return 0;
    case PM_HeaderDefaultSectionSizeVertical:
        return metrics::tableRow();
    case PM_FocusFrameHMargin: // text margin of table cells
        return 7;
    case PM_HeaderMargin:
        return metrics::space6;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const {
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup:
    case SH_ScrollBar_Transient:
        return 0;
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_ToolTip_WakeUpDelay:
        return 400;
    case SH_Widget_Animation_Duration: // Fusion's own fades are no motion of the design
        return 0;
    case SH_LineEdit_PasswordCharacter:
        return 0x2022;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                              const QWidget* widget) const {
    const auto tall = [](int width, int height) { return QSize(width, std::max(metrics::control(), height)); };
    switch (type) {
    case CT_PushButton: {
        // QPushButton itself has added the room for a menu's arrow.
        return tall(size.width() + 2 * metrics::space12, size.height() + 8);
    }
    case CT_ToolButton: {
        const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        const bool words = button && !button->text.isEmpty() && button->toolButtonStyle != Qt::ToolButtonIconOnly;
        // QToolButton has added two spaces to the words.
        int width = size.width() + metrics::space8 + (words ? metrics::space4 : 0);
        if (words && (button->features & QStyleOptionToolButton::HasMenu) &&
            !(button->features & QStyleOptionToolButton::MenuButtonPopup))
            width += 14; // QToolButton itself adds the room for MenuButtonPopup only
        const QSize result = tall(width, size.height() + (words ? 8 : 6));
        return words ? result : result.expandedTo(QSize(metrics::control(), metrics::control()));
    }
    case CT_ComboBox:
        return tall(size.width() + metrics::space8 + 32, size.height() + 8); // edges, arrow, and a hair for rounding
    case CT_SpinBox:
        return tall(size.width() + metrics::space6 + 22, size.height() + 6);
    case CT_LineEdit: {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (frame && frame->lineWidth <= 0)
            return QProxyStyle::sizeFromContents(type, option, size, widget);
        return tall(size.width() + 2 * metrics::space6, size.height() + 8);
    }
    case CT_CheckBox:
    case CT_RadioButton: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return QSize(base.width() + 4, std::max(metrics::smallButton(), base.height()));
    }
    case CT_TabBarTab: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        // The tab in front is written semi-bold, which is wider.
        return QSize(base.width() + base.width() / 12 + metrics::space8, metrics::height(31));
    }
    case CT_HeaderSection: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return QSize(base.width(), std::max(base.height(), metrics::tableHeader()));
    }
    case CT_MenuItem: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        const bool separator = item && item->menuItemType == QStyleOptionMenuItem::Separator;
        return separator ? base : QSize(base.width() + 8, std::max(base.height(), metrics::control()));
    }
    case CT_MenuBarItem:
        return QSize(size.width() + 20, std::max(size.height() + 8, metrics::control()));
    default:
        return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl sub,
                            const QWidget* widget) const {
    const QRect all = option->rect;
    QRect result;
    switch (control) {
    case CC_ComboBox: {
        const int arrow = 26;
        if (sub == SC_ComboBoxEditField)
            result = all.adjusted(metrics::space8, 1, -arrow, -1);
        else if (sub == SC_ComboBoxArrow)
            result = QRect(all.right() - arrow + 1, all.top(), arrow, all.height());
        else
            result = all;
        return visualRect(option->direction, all, result);
    }
    case CC_SpinBox: {
        const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        const bool arrows = spin && spin->buttonSymbols != QAbstractSpinBox::NoButtons;
        const int width = arrows ? 20 : 0;
        const int half = all.height() / 2;
        if (sub == SC_SpinBoxEditField)
            result = all.adjusted(metrics::space6, 1, -1 - width, -1);
        else if (sub == SC_SpinBoxUp)
            result = arrows ? QRect(all.right() - width, all.top() + 1, width, half - 1) : QRect();
        else if (sub == SC_SpinBoxDown)
            result = arrows ? QRect(all.right() - width, all.top() + half, width, all.height() - half - 1) : QRect();
        else
            result = all;
        return result.isNull() ? result : visualRect(option->direction, all, result);
    }
    case CC_ScrollBar: {
        const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (!bar)
            break;
        const bool flat = bar->orientation == Qt::Horizontal;
        const int length = flat ? all.width() : all.height();
        const qint64 range = qint64(bar->maximum) - bar->minimum;
        int slider = length;
        if (range > 0) {
            slider = int(qint64(bar->pageStep) * length / (range + bar->pageStep));
            slider = std::min(length, std::max(slider, pixelMetric(PM_ScrollBarSliderMin, option, widget)));
        }
        const int start =
            sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - slider, bar->upsideDown);
        const auto part = [&](int from, int size) {
            return flat ? QRect(all.left() + from, all.top(), size, all.height())
                        : QRect(all.left(), all.top() + from, all.width(), size);
        };
        switch (sub) {
        case SC_ScrollBarSlider:
            result = part(start, slider);
            break;
        case SC_ScrollBarSubPage:
            result = part(0, start);
            break;
        case SC_ScrollBarAddPage:
            result = part(start + slider, length - start - slider);
            break;
        case SC_ScrollBarGroove:
            result = all;
            break;
        default: // no arrow buttons
            return {};
        }
        return visualRect(option->direction, all, result);
    }
    case CC_ToolButton:
        if (sub == SC_ToolButtonMenu)
            return visualRect(option->direction, all, QRect(all.right() - 19, all.top(), 20, all.height()));
        break;
    default:
        break;
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
    switch (element) {
    case SE_LineEditContents:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame && frame->lineWidth > 0)
            return option->rect.adjusted(metrics::space6, 1, -metrics::space6, -1);
        return option->rect;
    case SE_CheckBoxIndicator:
    case SE_RadioButtonIndicator: {
        // 2 in from the edge, so that the focus ring has its room.
        QRect rect = QProxyStyle::subElementRect(element, option, widget);
        return visualRect(option->direction, option->rect, rect.translated(2, 0));
    }
    case SE_CheckBoxContents:
    case SE_RadioButtonContents:
        return QProxyStyle::subElementRect(element, option, widget)
            .translated(option->direction == Qt::RightToLeft ? -2 : 2, 0);
    case SE_CheckBoxFocusRect:
    case SE_RadioButtonFocusRect:
    case SE_CheckBoxClickRect:
    case SE_RadioButtonClickRect:
        return option->rect;
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

void paintBox(QPainter& painter, const QRectF& box, qreal radius, const QColor& outline, const QColor& fill) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(outline.isValid() ? QPen(outline, 1) : QPen(Qt::NoPen));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const qreal half = outline.isValid() ? 0.5 : 0;
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius);
    painter.restore();
}

void paintControlFocus(QPainter& painter, const QRectF& outline, qreal radius) {
    paintBox(painter, outline, radius, color(Role::Accent), {});
}

void paintFocusRing(QPainter& painter, const QRectF& outline, qreal radius) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Role::Accent), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(outline.adjusted(1, 1, -1, -1), radius - 0.5, radius - 0.5);
    painter.restore();
}

} // namespace twb::ui
