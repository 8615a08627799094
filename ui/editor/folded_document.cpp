// SPDX-License-Identifier: Apache-2.0
#include "folded_document.h"

#include <algorithm>
#include <QScopedValueRollback>
#include <QTextCursor>

namespace twb::ui {
namespace {

struct Difference {
    qsizetype head = 0;
    qsizetype tail = 0;
};

// What two texts have in common at both ends.
Difference compare(QStringView a, QStringView b) {
    Difference same;
    const qsizetype shorter = std::min(a.size(), b.size());
    while (same.head < shorter && a[same.head] == b[same.head])
        ++same.head;
    while (same.tail < shorter - same.head && a[a.size() - 1 - same.tail] == b[b.size() - 1 - same.tail])
        ++same.tail;
    return same;
}

} // namespace

FoldedDocument::FoldedDocument(QTextDocument& document)
    : m_document(document) {}

FoldedDocument::Folded FoldedDocument::fold(const QString& shown) {
    Folded result;
    const QStringView all(shown);
    qsizetype begin = 0;
    bool anyLong = false;
    while (!anyLong && begin <= all.size()) {
        const qsizetype end = all.indexOf(u'\n', begin);
        const qsizetype stop = end < 0 ? all.size() : end;
        anyLong = stop - begin > foldLongerThan;
        begin = stop + 1;
    }
    if (!anyLong) {
        result.text = shown;
        return result;
    }
    result.text.reserve(all.size() + all.size() / pieceLength + 1);
    for (begin = 0; begin <= all.size();) {
        const qsizetype end = all.indexOf(u'\n', begin);
        const qsizetype stop = end < 0 ? all.size() : end;
        QStringView line = all.mid(begin, stop - begin);
        if (line.size() > foldLongerThan) {
            while (line.size() > pieceLength + pieceLength / 2) {
                // Never between the halves of one character.
                const qsizetype cut = line[pieceLength].isLowSurrogate() ? pieceLength + 1 : pieceLength;
                result.text += line.left(cut);
                result.text += u'\n';
                result.softs.push_back(int(result.text.size()));
                line = line.mid(cut);
            }
        }
        result.text += line;
        if (end >= 0)
            result.text += u'\n';
        begin = stop + 1;
    }
    return result;
}

void FoldedDocument::splice(int begin, int removed, const QString& added, const std::vector<int>& softs) {
    const int delta = int(added.size()) - removed;
    // A soft start s has its break at s - 1: it goes if that character goes.
    const auto first = std::upper_bound(m_softs.begin(), m_softs.end(), begin);
    const auto last = std::upper_bound(first, m_softs.end(), begin + removed);
    for (auto soft = last; soft != m_softs.end(); ++soft)
        *soft += delta;
    const auto place = m_softs.erase(first, last);
    const auto inserted = m_softs.insert(place, softs.begin(), softs.end());
    for (std::size_t i = 0; i < softs.size(); ++i)
        inserted[std::ptrdiff_t(i)] += begin;
    m_text.reset();
    m_utf8.reset();
    m_index.reset();
    m_shown.replace(begin, removed, added);
    m_filled += delta;
}

void FoldedDocument::setText(const QString& text) {
    m_symbols.choose(text);
    applyInSlices(0, int(m_shown.size()), fold(m_symbols.toShown(text)));
}

void FoldedDocument::apply(int begin, int end, const Folded& folded) {
    if (end > m_filled || isLarge(folded.text)) {
        applyInSlices(begin, end, folded);
        return;
    }
    const QScopedValueRollback work(m_work, Work::Edit);
    // The mirror first: who hears of the change may ask at once.
    splice(begin, end - begin, folded.text, folded.softs);
    m_touchedBegin = begin;
    m_touchedEnd = begin + int(folded.text.size());
    QTextCursor cursor(&m_document);
    cursor.setPosition(begin);
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    cursor.insertText(folded.text);
}

qsizetype FoldedDocument::Replaced::moved(qsizetype unit) const {
    if (unit <= begin)
        return unit;
    return unit >= begin + removed ? unit + added - removed : std::min(unit, begin + added);
}

std::optional<FoldedDocument::Replaced> FoldedDocument::replaceDifference(const QString& text) {
    const QString before = this->text();
    if (text == before)
        return std::nullopt;
    const Difference same = compare(before, text);
    const Replaced replaced{same.head, before.size() - same.head - same.tail, text.size() - same.head - same.tail};
    if (!m_symbols.fits(text)) {
        setText(text);
        return replaced;
    }
    const int begin = toDocument(same.head);
    const int end = std::max(begin, toDocument(same.head + replaced.removed));
    apply(begin, end, fold(m_symbols.toShown(text.mid(same.head, replaced.added))));
    normalise();
    return replaced;
}

int FoldedDocument::replace(int begin, int end, const QString& text) {
    if (!m_symbols.fits(text)) {
        // The new text holds a symbol that already stands for something: choose others for everything.
        const QString whole = textBetween(0, begin) + text + textBetween(end, int(m_shown.size()));
        const qsizetype behind = toText(begin) + text.size();
        setText(whole);
        return toDocument(behind);
    }
    const Folded folded = fold(m_symbols.toShown(text));
    apply(begin, end, folded);
    const qsizetype behind = toText(begin + int(folded.text.size()));
    normalise();
    return toDocument(behind);
}

QString FoldedDocument::read(int position, int length) const {
    QString result;
    result.reserve(length);
    for (QTextBlock block = m_document.findBlock(position); block.isValid() && result.size() < length;
         block = block.next()) {
        const int from = std::max(0, position - block.position());
        const qsizetype wanted = length - result.size();
        const QString text = block.text();
        result += QStringView(text).mid(from, wanted);
        if (result.size() < length)
            result += u'\n';
    }
    return result;
}

bool FoldedDocument::onContentsChange(int position, int removed, int added, Report report) {
    if (isWorking())
        return false;
    // Qt counts the end of the last block too, now and then; the sizes tell what is true.
    const int sizeBefore = m_filled, sizeNow = m_document.characterCount() - 1;
    removed = std::clamp(removed, 0, sizeBefore - std::min(position, sizeBefore));
    added = sizeNow - (sizeBefore - removed);
    if (position > sizeBefore || added < 0 || position + added > sizeNow) {
        position = 0;
        removed = sizeBefore;
        added = sizeNow;
    }
    QString now = read(position, added);
    if (report == Report::Coarse && removed > 0 && added > 0) {
        const Difference same = compare(QStringView(m_shown).mid(position, removed), now);
        position += int(same.head);
        removed -= int(same.head + same.tail);
        now = now.mid(same.head, now.size() - same.head - same.tail);
    }
    if (removed == 0 && now.isEmpty())
        return false;
    const bool onlyFold = now.isEmpty() && removed == 1 && startsSoft(position + 1);
    splice(position, removed, now, {});
    m_touchedBegin = position;
    m_touchedEnd = position + int(now.size());
    return !onlyFold;
}

void FoldedDocument::normalise() {
    QTextBlock block = m_document.findBlock(m_touchedBegin);
    const QTextBlock last = m_document.findBlock(m_touchedEnd);
    // Only pieces and long lines are looked at further; ordinary edits end here.
    for (int left = last.blockNumber() - block.blockNumber(); block.isValid() && left >= 0; --left) {
        QTextBlock next = block.next();
        const int length = block.length() - 1;
        if (length > (isPiece(block) ? splitPieceAt : foldLongerThan))
            split(block);
        else if (isSoft(block) && length + block.previous().length() < joinPiecesBelow)
            join(block);
        block = next;
    }
    m_touchedBegin = m_touchedEnd = 0;
}

void FoldedDocument::split(const QTextBlock& block) {
    const QScopedValueRollback work(m_work, Work::Edit);
    const int begin = block.position();
    const QString text = block.text();
    QTextCursor cursor(&m_document);
    cursor.beginEditBlock();
    // From the back, so that the positions before stay.
    for (int cut = int(text.size() / pieceLength) * pieceLength; cut > 0; cut -= pieceLength) {
        if (text.size() - cut < pieceLength / 2)
            continue;
        const int place = begin + (text[cut].isLowSurrogate() ? cut + 1 : cut);
        splice(place, 0, QStringLiteral("\n"), {1});
        cursor.setPosition(place);
        cursor.insertBlock();
    }
    cursor.endEditBlock();
}

void FoldedDocument::join(const QTextBlock& soft) {
    const QScopedValueRollback work(m_work, Work::Edit);
    const int place = soft.position() - 1;
    splice(place, 1, {}, {});
    QTextCursor cursor(&m_document);
    cursor.setPosition(place);
    cursor.deleteChar();
}

} // namespace twb::ui
