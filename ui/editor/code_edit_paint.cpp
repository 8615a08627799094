// SPDX-License-Identifier: Apache-2.0
// What a CodeEdit paints under and over its text.
#include "code_decorations.h"
#include "code_layout.h"
#include "common/fonts.h"
#include "common/theme.h"
#include "folded_document.h"
#include "json_highlight.h"
#include "wave.h"

#include <QPainter>
#include <QPaintEvent>
#include <QTextBlock>
#include <QTextLayout>

namespace twb::ui {
namespace {

constexpr int hintGap = 14, leastHint = 24; // a hint elided to less than this is left out

} // namespace

void CodeEdit::colourVisible() {
    double y = blockBoundingGeometry(firstVisibleBlock()).translated(contentOffset()).top();
    for (QTextBlock block = firstVisibleBlock(); block.isValid() && y <= viewport()->height(); block = block.next()) {
        m_colours->colourAndShow(block, m_folded->isPiece(block) ? JsonColours::Piece::Yes : JsonColours::Piece::No);
        y += blockBoundingRect(block).height();
    }
}

void CodeEdit::paintEvent(QPaintEvent* event) {
    colourVisible();
    {
        QPainter painter(viewport());
        paintGrounds(painter, event->rect());
    }
    QPlainTextEdit::paintEvent(event);
    QPainter painter(viewport());
    paintOverlays(painter, event->rect());
}

void CodeEdit::paintSpan(QPainter& painter, const QTextBlock& block, qreal top, int begin, int end,
                         const QColor& ground) const {
    const int from = begin - block.position(), to = end - block.position(), length = block.length() - 1;
    if (from > length || to < 0 || from == to)
        return;
    const int height = static_cast<CodeLayout*>(document()->documentLayout())->lineHeight();
    const QTextLayout* layout = block.layout();
    for (int i = 0; i < layout->lineCount(); ++i) {
        const QTextLine line = layout->lineAt(i);
        const int first = std::max(from, line.textStart()), last = std::min(to, line.textStart() + line.textLength());
        const bool breakInside = to > length && i + 1 == layout->lineCount(); // the line end is inside: show it
        if (first > last || (first == last && !breakInside))
            continue;
        const double left = line.cursorToX(first), right = line.cursorToX(last) + (breakInside ? 5 : 0);
        painter.fillRect(QRectF(contentOffset().x() + left, top + i * height, right - left, height), ground);
    }
}

void CodeEdit::paintGrounds(QPainter& painter, const QRect& clip) {
    const int height = static_cast<CodeLayout*>(document()->documentLayout())->lineHeight();
    const QTextCursor caret = textCursor();
    double y = blockBoundingGeometry(firstVisibleBlock()).translated(contentOffset()).top();
    for (QTextBlock block = firstVisibleBlock(); block.isValid() && y <= clip.bottom(); block = block.next()) {
        const double blockHeight = blockBoundingRect(block).height();
        if (hasFocus() && block == caret.block()) {
            QRectF row(0, y, viewport()->width(), block.layout()->lineCount() * height);
            if (m_folded->isPiece(block)) { // a line of megabytes has no useful ground: only the row with the caret
                const int line = block.layout()->lineForTextPosition(caret.positionInBlock()).lineNumber();
                row = QRectF(0, y + line * height, viewport()->width(), height);
            }
            painter.fillRect(row, color(Role::Line));
        }
        for (const Decorations::Span& mark : m_decorations->marks)
            paintSpan(painter, block, y, mark.begin, mark.end, color(Role::AccentSoft));
        if (caret.hasSelection())
            paintSpan(painter, block, y, caret.selectionStart(), caret.selectionEnd(), color(Role::Sel));
        y += blockHeight;
    }
}

void CodeEdit::paintOverlays(QPainter& painter, const QRect& clip) {
    const int height = static_cast<CodeLayout*>(document()->documentLayout())->lineHeight();
    const double left = contentOffset().x();
    const QFontMetricsF mono(font());
    double y = blockBoundingGeometry(firstVisibleBlock()).translated(contentOffset()).top();
    for (QTextBlock block = firstVisibleBlock(); block.isValid() && y <= clip.bottom(); block = block.next()) {
        const QTextLayout* layout = block.layout();
        const QString text = block.text();
        // Tabs are part of what is signed: they are seen.
        for (qsizetype tab = text.indexOf(u'\t'); tab >= 0; tab = text.indexOf(u'\t', tab + 1)) {
            const QTextLine line = layout->lineForTextPosition(int(tab));
            painter.setFont(font());
            painter.setPen(color(Role::Text3));
            painter.drawText(QPointF(left + line.cursorToX(int(tab)), y + line.y() + mono.ascent()),
                             QStringLiteral("→"));
        }
        if (const auto& error = m_decorations->error) {
            const int last = block.position() + block.length() - 1;
            const int from = std::max(error->begin, block.position());
            const int to = std::min(error->end, last);
            const bool atEnd = error->begin == last && error->end <= last + 1; // the end of a line or of the text
            if (from < to || atEnd) {
                const QTextLine line = layout->lineForTextPosition(from - block.position());
                const double begin = line.cursorToX(from - block.position());
                const double end =
                    atEnd ? begin + mono.horizontalAdvance(u'0')
                          : std::max(line.cursorToX(to - block.position()), begin + mono.horizontalAdvance(u'0'));
                paintWave(painter, QPointF(left + begin, y + (line.lineNumber() + 1) * height - 2), end - begin,
                          color(Role::Err));
            }
        }
        if (m_folded->endsLine(block) && layout->lineCount() > 0) {
            if (const InlineHint* hint = m_decorations->hintOf(m_folded->lineOf(block))) {
                const QTextLine line = layout->lineAt(layout->lineCount() - 1);
                const double x = left + line.x() + line.naturalTextWidth() + hintGap;
                paintHint(painter, *hint,
                          QRectF(x, y + (layout->lineCount() - 1) * height, viewport()->width() - x - 4, height));
            }
        }
        y += blockBoundingRect(block).height();
    }
}

void CodeEdit::paintHint(QPainter& painter, const InlineHint& hint, const QRectF& place) const {
    if (place.width() < leastHint)
        return;
    const QFont small = fonts::ui(fonts::Size::Small);
    const QFontMetricsF metricsOfFont(small);
    painter.setFont(small);
    const QString joint = hint.text.isEmpty() || hint.accent.isEmpty() ? QString() : QStringLiteral(" · ");
    const double accent = hint.accent.isEmpty() ? 0 : metricsOfFont.horizontalAdvance(joint + hint.accent);
    const QString text =
        metricsOfFont.elidedText(hint.text, Qt::ElideRight, std::max(0.0, place.width() - accent)) + joint;
    painter.setPen(color(hint.error ? Role::Err : hint.warning ? Role::Warn : Role::Text3));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text);
    if (accent > 0 && accent <= place.width()) {
        painter.setPen(color(Role::Accent));
        painter.drawText(place.adjusted(metricsOfFont.horizontalAdvance(text), 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, hint.accent);
    }
}

} // namespace twb::ui
