// SPDX-License-Identifier: Apache-2.0
// How a FoldedDocument takes in tens of thousands of lines without keeping the window busy.
#include "folded_document.h"

#include <algorithm>
#include <QScopedValueRollback>
#include <QTextCursor>

namespace twb::ui {

bool FoldedDocument::isLarge(const QString& shown) {
    return shown.size() > sliceUnits || shown.count(u'\n') > sliceBlocks;
}

/// Where the next slice ends: before a break, so that the last block of the document is whole.
int FoldedDocument::sliceEnd() const {
    qsizetype at = m_filled;
    for (int blocks = 0; blocks < sliceBlocks && at - m_filled < sliceUnits; ++blocks) {
        at = m_shown.indexOf(u'\n', at + 1);
        if (at < 0)
            return int(m_shown.size());
    }
    return int(at);
}

void FoldedDocument::applyInSlices(int begin, int end, const Folded& folded) {
    const QScopedValueRollback work(m_work, Work::Edit);
    // What stands behind is taken out and comes again with the rest: the document stays a beginning of the text.
    const int kept = std::min(begin, m_filled), gone = m_filled;
    splice(begin, end - begin, folded.text, folded.softs);
    m_filled = kept;
    const int stop = sliceEnd();
    const QString slice = m_shown.mid(kept, stop - kept);
    m_filled = stop;
    m_waitingBlocks = int(QStringView(m_shown).mid(stop).count(u'\n'));
    m_touchedBegin = m_touchedEnd = kept; // the slice itself is folded well
    if (kept == 0) {
        m_document.setPlainText(slice); // far cheaper than to remove line by line
        return;
    }
    QTextCursor cursor(&m_document);
    cursor.setPosition(kept);
    cursor.setPosition(gone, QTextCursor::KeepAnchor);
    cursor.insertText(slice);
}

void FoldedDocument::fillSlice() {
    if (!isFilling())
        return;
    const QScopedValueRollback work(m_work, Work::Slice);
    const int begin = m_filled;
    m_filled = sliceEnd();
    const QString slice = m_shown.mid(begin, m_filled - begin);
    m_waitingBlocks -= int(slice.count(u'\n'));
    QTextCursor cursor(&m_document);
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(slice);
}

void FoldedDocument::fillTo(int documentPosition) {
    while (isFilling() && m_filled < documentPosition)
        fillSlice();
}

} // namespace twb::ui
