// SPDX-License-Identifier: Apache-2.0
#include "common/fonts.h"
#include "common/metrics.h"
#include "common/theme.h"
#include "part_colours.h"
#include "shown_text.h"
#include "token_view.h"
#include "wave.h"

#include <algorithm>
#include <QPainter>
#include <QPaintEvent>
#include <QScrollBar>

namespace twb::ui {
namespace {

bool isPlainRun(QStringView run) {
    return std::all_of(run.begin(), run.end(), [](QChar c) { return c >= u' ' && c < u'\x7f'; });
}

// Other characters are drawn one by one and squeezed into their cells: the grid holds whatever the font does.
void paintCells(QPainter& painter, QStringView run, double x, double baseline, double cell) {
    for (qsizetype i = 0; i < run.size(); ++i, x += cell) {
        const bool pair = run[i].isHighSurrogate() && i + 1 < run.size() && run[i + 1].isLowSurrogate();
        const QString glyph = pair ? run.mid(i, 2).toString() : QString(symbolFor(run[i]));
        const double room = pair ? 2 * cell : cell;
        const double width = QFontMetricsF(painter.font()).horizontalAdvance(glyph);
        painter.save();
        painter.translate(x, baseline);
        if (width > room)
            painter.scale(room / width, 1);
        painter.drawText(QPointF(0, 0), glyph);
        painter.restore();
        if (pair) {
            ++i;
            x += cell;
        }
    }
}

QPen underlinePen(PartRole role, const QColor& colour) {
    switch (role) {
    case PartRole::Payload:
        return QPen(colour, 1, Qt::DotLine);
    case PartRole::Signature:
        return QPen(colour, 1, Qt::DashLine);
    case PartRole::Ciphertext:
        return QPen(colour, 1, Qt::DashDotLine);
    default:
        return QPen(colour, 1, Qt::SolidLine);
    }
}

} // namespace

void TokenView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    if (m_text.isEmpty())
        paintPlaceholder(painter);
    const double top = origin().y();
    const qsizetype first = std::max<qsizetype>(0, qsizetype((event->rect().top() - top) / m_rowHeight));
    const qsizetype last = std::min(m_rows.rowCount() - 1, qsizetype((event->rect().bottom() - top) / m_rowHeight));
    for (qsizetype row = first; row <= last; ++row)
        paintRow(painter, row, top + double(row * m_rowHeight));

    const qsizetype caret = m_dropUnit >= 0 ? m_dropUnit : m_caret;
    if (hasFocus() || m_dropUnit >= 0) {
        const QRect cell = cellRect(caret);
        painter.fillRect(QRect(cell.x(), cell.y() + 2, hasFocus() ? 2 : 1, cell.height() - 4), color(Role::Text));
    }
}

void TokenView::paintRow(QPainter& painter, qsizetype row, qreal y) const {
    // Only what is in sight: a row that is not folded may have a million cells.
    const qsizetype rowBegin = m_rows.rowBegin(row), rowEnd = m_rows.rowEnd(row);
    const qsizetype hidden = std::max<qsizetype>(0, qsizetype(-origin().x() / m_cellWidth) - 2);
    qsizetype begin = std::min(rowEnd, rowBegin + hidden);
    if (begin > rowBegin && begin < rowEnd && m_text[begin].isLowSurrogate())
        --begin;
    const qsizetype end = std::min(rowEnd, begin + qsizetype(viewport()->width() / m_cellWidth) + 4);
    const double left = origin().x() + double(begin - rowBegin) * m_cellWidth;
    const auto cells = [&](qsizetype from, qsizetype to) {
        return QRectF(left + double(from - begin) * m_cellWidth, y, double(to - from) * m_cellWidth, m_rowHeight);
    };
    const auto ground = [&](const Span& span, Role role) {
        const qsizetype from = std::max(begin, span.begin), to = std::min(end, span.end);
        if (from < to)
            painter.fillRect(cells(from, to), color(role));
    };
    if (const Span* current = hasFocus() ? partAt(m_caret) : nullptr)
        ground(*current, Role::Line);
    for (const Span& mark : m_marks)
        ground(mark, Role::AccentSoft);
    if (m_anchor != m_caret)
        ground({selectionBegin(), selectionEnd()}, Role::Sel);

    const QFont plain = fonts::encoded();
    QFont bold = plain;
    bold.setWeight(QFont::Bold);
    const QFontMetricsF metricsOfFont(plain);
    const double baseline = y + (m_rowHeight - metricsOfFont.height()) / 2 + metricsOfFont.ascent();

    // Runs of one look: a part, or what stands between parts (dots, and whatever else was there).
    auto part = std::upper_bound(m_parts.begin(), m_parts.end(), begin,
                                 [](qsizetype unit, const Span& span) { return unit < span.end; });
    for (qsizetype unit = begin; unit < end;) {
        const bool inside = part != m_parts.end() && unit >= part->begin;
        const qsizetype stop = part == m_parts.end() ? end : std::min(end, inside ? part->end : part->begin);
        const QStringView run = QStringView(m_text).mid(unit, stop - unit);
        const bool dots =
            !inside && !m_parts.isEmpty() && std::all_of(run.begin(), run.end(), [](QChar c) { return c == u'.'; });
        const QColor colour = color(dots ? Role::Dot : inside ? partColour(part->role) : Role::Text);
        painter.setFont(dots ? bold : plain);
        painter.setPen(colour);
        const QRectF place = cells(unit, stop);
        if (isPlainRun(run))
            painter.drawText(QPointF(place.x(), baseline), run.toString());
        else
            paintCells(painter, run, place.x(), baseline, m_cellWidth);
        if (inside && m_underline == PartUnderline::On) {
            painter.setPen(underlinePen(part->role, colour));
            const double line = baseline + 3;
            painter.drawLine(QPointF(place.left(), line), QPointF(place.right(), line));
            if (part->role == PartRole::Tag) // double
                painter.drawLine(QPointF(place.left(), line + 2), QPointF(place.right(), line + 2));
        }
        unit = stop;
        if (part != m_parts.end() && unit >= part->end)
            ++part;
    }
    for (const Span& error : m_errors) {
        // An error without length stands at the character, or at the end of the text.
        const qsizetype from = std::max(begin, error.begin);
        const qsizetype to = std::min(end, std::max(error.end, error.begin + 1));
        if (from < to)
            paintWave(painter, cells(from, to).bottomLeft() - QPointF(0, 4), cells(from, to).width(), color(Role::Err));
        else if (error.begin == m_text.size() && end == m_text.size())
            paintWave(painter, cells(end, end).bottomLeft() - QPointF(0, 4), m_cellWidth, color(Role::Err));
    }
}

void TokenView::paintPlaceholder(QPainter& painter) const {
    painter.setFont(fonts::ui());
    painter.setPen(color(Role::Text3));
    const QRect place = viewport()->rect().adjusted(metrics::paneSide, metrics::paneTop, -metrics::paneSide, 0);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_placeholder);
}

} // namespace twb::ui
