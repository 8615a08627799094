// SPDX-License-Identifier: Apache-2.0
#include "common/toggle_switch.h"
#include "common/accessible.h"
#include "common/follow_theme.h"
#include "common/fonts.h"
#include "common/metrics.h"
#include "common/style.h"
#include <cmath>
#include <QFontMetricsF>
#include <QPainter>

namespace twb::ui {

namespace {
constexpr int trackWidth = 44, trackHeight = 24, wordGap = 8;
}

ToggleSwitch::ToggleSwitch(const QString& name, const QString& onText, const QString& offText, QWidget* parent)
    : QAbstractButton(parent)
    , m_onText(onText)
    , m_offText(offText) {
    ensureAccessible();
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    const auto rename = [this, name] { setAccessibleName(tr("%1: %2").arg(name, isChecked() ? m_onText : m_offText)); };
    connect(this, &QAbstractButton::toggled, this, rename);
    rename();
    followTheme(this);
}

QSize ToggleSwitch::sizeHint() const {
    // Room for the longer word: the switch keeps its size when it is switched.
    const QFontMetricsF font(fonts::ui());
    const qreal words = std::max(font.horizontalAdvance(m_onText), font.horizontalAdvance(m_offText));
    return {metrics::height(trackWidth) + wordGap + int(std::ceil(words)), metrics::height(trackHeight)};
}

void ToggleSwitch::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int trackLength = metrics::height(trackWidth);
    const QRectF track(mirrored ? width() - trackLength : 0, 0, trackLength, height());
    const Role ground = !isEnabled() ? Role::Sunken : isChecked() ? Role::Ok : Role::Field;
    paintBox(painter, track, track.height() / 2, isEnabled() ? QColor() : color(Role::Border), color(ground));
    const qreal knob = track.height() - 6;
    const bool right = isChecked() != mirrored;
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(isEnabled() ? Role::Surface : Role::Text3));
    painter.drawEllipse(QRectF(right ? track.right() - knob - 3 : track.left() + 3, 3, knob, knob));
    painter.setFont(fonts::ui());
    painter.setPen(color(isEnabled() ? Role::Text : Role::Text3));
    const QRectF words = mirrored ? QRectF(0, 0, track.left() - wordGap, height())
                                  : QRectF(track.right() + wordGap, 0, width() - track.right() - wordGap, height());
    painter.drawText(words, int(Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft)),
                     isChecked() ? m_onText : m_offText);
    if (hasFocus())
        paintFocusRing(painter, track, track.height() / 2);
}

} // namespace twb::ui
