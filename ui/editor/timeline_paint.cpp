// SPDX-License-Identifier: Apache-2.0
#include "common/fonts.h"
#include "common/metrics.h"
#include "common/theme.h"
#include "seconds_between.h"
#include "timeline_strip.h"

#include <cmath>
#include <QPainter>

namespace twb::ui {
namespace {

// A crisp vertical line of that width.
QRectF stroke(double x, double middle, double height, double width = 2) {
    return {std::round(x - width / 2), std::round(middle - height / 2), width, height};
}

} // namespace

void TimelineStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintTrack(painter);
    paintLabels(painter);
    paintNow(painter);
    if (hasFocus()) {
        painter.setPen(QPen(color(Role::Accent), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), metrics::radiusControl,
                                metrics::radiusControl);
    }
}

void TimelineStrip::paintTrack(QPainter& painter) const {
    const double middle = rows().track;
    const double left = std::round(m_scale.left()), right = std::round(m_scale.right());
    const double spanHeight = metrics::height(10), markHeight = metrics::height(16);
    painter.fillRect(QRectF(left, middle - 1, right - left, 2), color(Role::NeuLine));

    if (m_scale.begin() || m_scale.end()) {
        const double from = m_scale.begin() ? m_scale.xOf(*m_scale.begin()) : left;
        const double to = m_scale.end()
                              ? m_scale.xOf(*m_scale.end())
                              : (m_scale.breakKind() == TimelineScale::Break::BeforeNow ? m_scale.breakX() : right);
        const QRectF span(std::round(from) + 0.5, middle - spanHeight / 2 + 0.5, std::round(to) - std::round(from),
                          spanHeight - 1);
        if (m_scale.anyMilliseconds()) {
            painter.fillRect(span, color(Role::Surface));
            painter.setPen(QPen(color(Role::Text2), 1, Qt::DashLine));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(span);
        } else if (span.width() >= 0) {
            painter.setPen(QPen(color(Role::OkLine), 1));
            painter.setBrush(color(Role::OkSoft));
            painter.drawRect(span);
            const double elapsed = std::clamp(m_scale.nowX(), span.left(), span.right());
            if (elapsed > span.left())
                painter.fillRect(QRectF(span.topLeft(), QPointF(elapsed, span.bottom())), color(Role::OkLine));
        }
    }
    for (const TimelineMark& mark : m_scale.marks()) {
        const QRectF line = stroke(m_scale.xOf(mark.seconds()), middle, markHeight);
        if (mark.milliseconds) {
            painter.setPen(QPen(color(Role::Text2), 2, Qt::DotLine, Qt::FlatCap));
            painter.drawLine(QPointF(line.center().x(), line.top()), QPointF(line.center().x(), line.bottom()));
        } else {
            painter.fillRect(line, color(Role::Text2));
        }
    }
    if (m_scale.breakKind() == TimelineScale::Break::None)
        return;
    // The zigzag stands on a piece of clean ground, so that the track is seen to stop.
    const double x = m_scale.breakX();
    painter.fillRect(QRectF(x - 5, middle - spanHeight / 2, 10, spanHeight), palette().color(QPalette::Window));
    QPolygonF zigzag;
    for (int i = 0; i < 5; ++i)
        zigzag << QPointF(x - 5 + 2.5 * i, middle + (i % 2 ? -4 : 4));
    painter.setPen(QPen(color(Role::Text2), 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(zigzag);
}

void TimelineStrip::paintLabels(QPainter& painter) const {
    const QFont plain = fonts::ui(fonts::Size::Small);
    const QFont bold = fonts::ui(fonts::Size::Small, fonts::Weight::SemiBold);
    const QList<Label> all = labels();
    for (const Label& label : all) {
        painter.setFont(label.dashed ? plain : bold);
        painter.setPen(color(label.dashed ? Role::Text2 : Role::Text));
        painter.drawText(label.place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, label.names);
        const double names = painter.fontMetrics().horizontalAdvance(label.names);
        painter.setFont(plain);
        painter.setPen(color(Role::Text2));
        painter.drawText(label.place.adjusted(names, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                         label.time);
    }

    // Between the labels, when there is room; the labels say more.
    const auto quiet = [&](const QString& text, double centre, double from, double to) {
        painter.setFont(plain);
        const double width = QFontMetricsF(plain).horizontalAdvance(text);
        for (const Label& label : all) {
            if (label.place.center().x() <= centre)
                from = std::max(from, label.place.right() + 8);
            else
                to = std::min(to, label.place.left() - 8);
        }
        if (text.isEmpty() || width > to - from)
            return;
        const double x = std::clamp(centre - width / 2, from, to - width);
        painter.setPen(color(Role::Text3));
        painter.drawText(QRectF(x, rows().bottom, width + 1, metrics::height(16)),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text);
    };
    if (m_scale.end())
        quiet(captionText(),
              (m_scale.begin() ? (m_scale.xOf(*m_scale.begin()) + m_scale.xOf(*m_scale.end())) / 2
                               : m_scale.xOf(*m_scale.end()) / 2),
              0, width());
    if (m_scale.breakKind() == TimelineScale::Break::BeforeNow)
        quiet(tr("%1 later").arg(spanWords(m_scale.marks().last().seconds(), m_input.now)), m_scale.breakX(), 0,
              width());
    else if (m_scale.breakKind() == TimelineScale::Break::AfterNow)
        quiet(tr("%1 earlier").arg(spanWords(m_input.now, m_scale.marks().first().seconds())), m_scale.breakX(), 0,
              width());

    const QString offScale = offScaleText();
    if (!offScale.isEmpty()) {
        painter.setFont(bold);
        painter.setPen(color(Role::Err));
        painter.drawText(offScaleRect(), Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, offScale);
    }
}

void TimelineStrip::paintNow(QPainter& painter) const {
    const double x = std::round(m_scale.nowX());
    const double top = rows().top + metrics::height(4);
    painter.fillRect(QRectF(x - 1, top, 2, rows().track + metrics::height(8) - top), color(Role::Accent));
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Role::Accent));
    painter.drawPolygon(QPolygonF{QPointF(x - 6, top), QPointF(x + 6, top), QPointF(x, top + 8)});

    const QRectF text = nowTextRect();
    painter.setFont(fonts::ui(fonts::Size::Small, fonts::Weight::SemiBold));
    if (m_input.asOfSet) {
        painter.setBrush(color(Role::WarnSoft));
        painter.drawRoundedRect(text, metrics::radiusSmall, metrics::radiusSmall);
        painter.setPen(color(Role::Warn));
    } else {
        painter.setPen(color(Role::Accent));
    }
    painter.drawText(text, Qt::AlignCenter | Qt::TextDontClip, nowText());
}

} // namespace twb::ui
