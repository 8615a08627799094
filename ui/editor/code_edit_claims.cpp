// SPDX-License-Identifier: Apache-2.0
// What a CodeEdit does for claims: numbers that are dates, and help by key and pointer.
#include "code_edit.h"
#include "code_layout.h"
#include "folded_document.h"

#include <QTextBlock>
#include <QTextLayout>

namespace twb::ui {

// --- numbers

bool CodeEdit::replaceNumberAtCaret(const std::function<qint64(qint64)>& change) {
    if (isReadOnly())
        return false;
    const QTextCursor caret = textCursor();
    const QString line = caret.block().text();
    const auto isDigit = [&](qsizetype i) { return i >= 0 && i < line.size() && line[i] >= u'0' && line[i] <= u'9'; };
    qsizetype begin = caret.positionInBlock(), end = begin;
    while (isDigit(begin - 1))
        --begin;
    while (isDigit(end))
        ++end;
    if (begin > 0 && line[begin - 1] == u'-')
        --begin;
    // A value by itself: no text, no fraction, no exponent.
    const auto stands = [](QChar c) { return QStringView(u" \t:,[]{}").contains(c); };
    if (begin == end || (begin > 0 && !stands(line[begin - 1])) || (end < line.size() && !stands(line[end])) ||
        QStringView(line).left(begin).count(u'"') % 2 != 0)
        return false;
    bool read = false;
    const qint64 value = line.mid(begin, end - begin).toLongLong(&read);
    if (!read)
        return false;
    const int inNumber = caret.positionInBlock() - int(begin), from = caret.block().position() + int(begin);
    const QString text = QString::number(change(value));
    QTextCursor edit(document());
    edit.setPosition(from);
    edit.setPosition(from + int(end - begin), QTextCursor::KeepAnchor);
    edit.insertText(text);
    QTextCursor back = textCursor();
    back.setPosition(from + std::min(inNumber, int(text.size())));
    setTextCursor(back);
    return true;
}

void CodeEdit::stepNumberAtCaret(qint64 seconds) {
    replaceNumberAtCaret([seconds](qint64 value) {
        qint64 sum = 0;
        return __builtin_add_overflow(value, seconds, &sum) ? value : sum;
    });
}

void CodeEdit::setNumberAtCaretToNow() {
    if (m_moment)
        replaceNumberAtCaret([this](qint64) { return m_moment(); });
}

// --- help on claims

void CodeEdit::explainAtCaret() {
    requestHelpAt(textCursor().position());
}

void CodeEdit::requestHelpAt(int position) {
    const QTextBlock block = document()->findBlock(position);
    const QRectF rect = blockBoundingGeometry(block).translated(contentOffset());
    const int height = static_cast<CodeLayout*>(document()->documentLayout())->lineHeight();
    const QTextLine line = block.layout()->lineForTextPosition(position - block.position());
    const int row = line.isValid() ? line.lineNumber() : 0;
    const double width = line.isValid() ? line.naturalTextWidth() : 0;
    const QPoint corner(int(contentOffset().x() + (line.isValid() ? line.x() : 0)), int(rect.top()) + row * height);
    m_helpShown = true;
    Q_EMIT claimHelpRequested(m_folded->octetAt(position),
                              QRect(viewport()->mapToGlobal(corner), QSize(int(width), height)));
}

void CodeEdit::leaveHelp() {
    m_hover.stop();
    if (!m_helpShown)
        return;
    m_helpShown = false;
    Q_EMIT claimHelpLeft();
}

void CodeEdit::onHover() {
    const QTextCursor cursor = cursorForPosition(snapped(m_hoverPlace).toPoint());
    const QTextLine line = cursor.block().layout()->lineForTextPosition(cursor.positionInBlock());
    const double left = contentOffset().x() + (line.isValid() ? line.x() : 0);
    const bool onText =
        line.isValid() && m_hoverPlace.x() >= left && m_hoverPlace.x() <= left + line.naturalTextWidth();
    const QRectF block = blockBoundingGeometry(cursor.block()).translated(contentOffset());
    if (onText && m_hoverPlace.y() < block.bottom())
        requestHelpAt(cursor.position());
}

} // namespace twb::ui
