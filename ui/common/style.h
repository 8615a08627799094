// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QProxyStyle>

namespace twb::ui {

/// Fusion, redrawn where it derives outlines that vanish on dark grounds: fields, buttons, check boxes, radio
/// buttons, arrows, tabs, headers, scroll bars, menus, tool tips, and the focus ring.
///
/// Property it reads: "kind" of a QPushButton (primary, flat; see buttons.h). Deliberate: the five items for which the
/// design allows an application style sheet are drawn here too, so that there is no style sheet at all: less to parse
/// at start, and no second source of colours.
class Style : public QProxyStyle {
    Q_OBJECT
public:
    Style();

    void polish(QWidget* widget) override;
    using QProxyStyle::polish;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl sub,
                         const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QIcon standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
};

/// Whether what is drawn is in that state.
bool has(const QStyleOption* option, QStyle::StateFlag flag);

/// The inner half of a control's focus ring: its outline in accent. FocusRing adds the pixel outside.
void paintControlFocus(QPainter& painter, const QRectF& outline, qreal radius);
/// The whole focus ring of what fills its frame (facts, tabs, switches): 2 wide in accent, within the rectangle.
void paintFocusRing(QPainter& painter, const QRectF& outline, qreal radius);
/// A rounded outline 1 wide, crisp on the pixel grid, with an optional fill (invalid colour: none).
void paintBox(QPainter& painter, const QRectF& box, qreal radius, const QColor& outline, const QColor& fill);

} // namespace twb::ui
