// SPDX-License-Identifier: Apache-2.0
#include "segment_map.h"

#include "common/fonts.h"
#include "common/metrics.h"
#include "common/theme.h"
#include "part_colours.h"

#include <numeric>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <QToolTip>

namespace twb::ui {
namespace {

constexpr int barHeight = 8, leastBlock = 12, blockGap = 3, legendTop = 14, legendGap = 16;

QString lengthText(qsizetype length) {
    return QLocale().toString(qlonglong(length));
}

} // namespace

SegmentMap::SegmentMap(QWidget* parent)
    : QWidget(parent) {
    setObjectName(QStringLiteral("segmentMap"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Parts: none"));
    setAccessibleDescription(tr("Choose a part to select it in the token"));
}

void SegmentMap::setParts(QList<MapPart> parts) {
    m_parts = std::move(parts);
    m_current = std::clamp(m_current, 0, std::max(0, int(m_parts.size()) - 1));
    QStringList spoken;
    for (const MapPart& part : m_parts)
        spoken.append(tr("%1 %2").arg(part.name.toLower(), lengthText(part.length)));
    const QString name =
        spoken.isEmpty() ? tr("Parts: none") : tr("Parts: %1 characters").arg(spoken.join(QStringLiteral(", ")));
    if (name != accessibleName())
        setAccessibleName(name);
    updateGeometry();
    update();
}

QList<int> SegmentMap::blockWidths(const QList<MapPart>& parts, int width) {
    QList<int> widths;
    if (parts.isEmpty())
        return widths;
    const int room = width - blockGap * (int(parts.size()) - 1);
    double total = 0;
    for (const MapPart& part : parts)
        total += double(std::max<qsizetype>(0, part.length));
    // Blocks below the least width take from the others, in proportion to what those have above it.
    const int spare = std::max(0, room - leastBlock * int(parts.size()));
    double above = 0;
    for (const MapPart& part : parts)
        above += total > 0 ? std::max(0.0, double(part.length) / total * room - leastBlock) : 0;
    int given = 0;
    for (const MapPart& part : parts) {
        const double own = total > 0 ? std::max(0.0, double(part.length) / total * room - leastBlock) : 0;
        widths.append(leastBlock + (above > 0 ? int(own / above * spare) : spare / int(parts.size())));
        given += widths.last();
    }
    *std::max_element(widths.begin(), widths.end()) += std::max(0, room - given); // what rounding left
    return widths;
}

QList<QRect> SegmentMap::blockRects() const {
    QList<QRect> rects;
    int x = 0;
    for (int width : blockWidths(m_parts, this->width())) {
        rects.append({x, 0, width, metrics::height(barHeight)});
        x += width + blockGap;
    }
    return rects;
}

QList<QRect> SegmentMap::legendRects() const {
    const QFontMetrics bold(fonts::ui(fonts::Size::Small, fonts::Weight::SemiBold));
    const QFontMetrics plain(fonts::ui(fonts::Size::Small));
    QList<QRect> rects;
    QPoint place(0, metrics::height(legendTop));
    for (const MapPart& part : m_parts) {
        const int width = bold.horizontalAdvance(part.letter) + 5 +
                          plain.horizontalAdvance(part.name + u' ' + lengthText(part.length)) + 2;
        if (place.x() > 0 && place.x() + width > this->width())
            place = {0, place.y() + plain.height() + 2};
        rects.append({place, QSize(width, plain.height())});
        place.rx() += width + metrics::width(legendGap);
    }
    return rects;
}

QSize SegmentMap::sizeHint() const {
    const QList<QRect> legend = legendRects();
    const int bottom = legend.isEmpty() ? metrics::height(legendTop + 16) : legend.last().bottom() + 1;
    return {metrics::width(200), bottom};
}

QSize SegmentMap::minimumSizeHint() const {
    return {metrics::width(80), sizeHint().height()};
}

int SegmentMap::partAt(QPoint place) const {
    const QList<QRect> blocks = blockRects(), legend = legendRects();
    for (int i = 0; i < m_parts.size(); ++i) {
        // Blocks are 8 high: the free room below belongs to them, for a larger target.
        if (blocks[i].adjusted(0, 0, 0, metrics::height(5)).contains(place) || legend[i].contains(place))
            return i;
    }
    return -1;
}

bool SegmentMap::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int part = partAt(help->pos());
        if (part >= 0)
            QToolTip::showText(help->globalPos(),
                               tr("%1, %2 characters").arg(m_parts[part].name, lengthText(m_parts[part].length)), this);
        return true;
    }
    if (event->type() == QEvent::Resize || event->type() == QEvent::FontChange)
        updateGeometry(); // the legend may need another row
    return QWidget::event(event);
}

void SegmentMap::mousePressEvent(QMouseEvent* event) {
    const int part = event->button() == Qt::LeftButton ? partAt(event->position().toPoint()) : -1;
    if (part >= 0)
        choose(part);
    else
        QWidget::mousePressEvent(event);
}

void SegmentMap::keyPressEvent(QKeyEvent* event) {
    const int count = int(m_parts.size());
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (count > 0) {
            m_current = std::clamp(m_current + (event->key() == Qt::Key_Right ? 1 : -1), 0, count - 1);
            update();
        }
        return;
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (count > 0)
            choose(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void SegmentMap::choose(int index) {
    m_current = index;
    update();
    Q_EMIT partClicked(index);
}

void SegmentMap::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QList<QRect> blocks = blockRects(), legend = legendRects();
    const QFont bold = fonts::ui(fonts::Size::Small, fonts::Weight::SemiBold), plain = fonts::ui(fonts::Size::Small);
    for (int i = 0; i < m_parts.size(); ++i) {
        const QColor colour = color(partColour(m_parts[i].role));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(blocks[i], 2, 2);

        painter.setFont(bold);
        painter.setPen(colour);
        painter.drawText(legend[i], Qt::AlignLeft | Qt::AlignVCenter, m_parts[i].letter);
        const int letter = painter.fontMetrics().horizontalAdvance(m_parts[i].letter) + 5;
        painter.setFont(plain);
        painter.setPen(color(Role::Text2));
        painter.drawText(legend[i].adjusted(letter, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                         m_parts[i].name + u' ' + lengthText(m_parts[i].length));
        if (hasFocus() && i == m_current) {
            painter.setPen(QPen(color(Role::Accent), 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(legend[i]).adjusted(-2.5, -0.5, 2.5, 0.5), metrics::radiusSmall,
                                    metrics::radiusSmall);
        }
    }
}

} // namespace twb::ui
