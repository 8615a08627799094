// SPDX-License-Identifier: Apache-2.0
// Positions and texts of a FoldedDocument: from the document to the text and back.
#include "folded_document.h"

#include <algorithm>

namespace twb::ui {

int FoldedDocument::foldsUpTo(int documentPosition) const {
    return int(std::upper_bound(m_softs.begin(), m_softs.end(), documentPosition) - m_softs.begin());
}

bool FoldedDocument::startsSoft(int documentPosition) const {
    return std::binary_search(m_softs.begin(), m_softs.end(), documentPosition);
}

bool FoldedDocument::isPiece(const QTextBlock& block) const {
    return hasFolds() && (isSoft(block) || !endsLine(block));
}

int FoldedDocument::toDocument(qsizetype unit) const {
    // The i-th soft start is unit m_softs[i] - (i + 1) of the text: ascending, so that the count can be searched.
    std::size_t low = 0, high = m_softs.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (m_softs[middle] - qsizetype(middle + 1) <= unit)
            low = middle + 1;
        else
            high = middle;
    }
    return int(std::min(unit + qsizetype(low), m_shown.size()));
}

QString FoldedDocument::textBetween(int begin, int end) const {
    begin = std::clamp(begin, 0, int(m_shown.size()));
    end = std::clamp(end, begin, int(m_shown.size()));
    auto soft = std::upper_bound(m_softs.begin(), m_softs.end(), begin);
    if (soft == m_softs.end() || *soft > end)
        return m_symbols.toOriginal(m_shown.mid(begin, end - begin));
    QString result;
    result.reserve(end - begin);
    for (int from = begin; from < end;) {
        const int stop = soft == m_softs.end() || *soft > end ? end : *soft - 1;
        result += QStringView(m_shown).mid(from, stop - from);
        from = stop == end ? end : stop + 1;
        if (soft != m_softs.end())
            ++soft;
    }
    return m_symbols.toOriginal(result);
}

const QString& FoldedDocument::text() const {
    if (!m_text)
        m_text = textBetween(0, int(m_shown.size()));
    return *m_text;
}

const QByteArray& FoldedDocument::utf8() const {
    if (!m_utf8)
        m_utf8 = text().toUtf8();
    return *m_utf8;
}

const Utf8Index& FoldedDocument::index() const {
    if (!m_index)
        m_index.emplace(text());
    return *m_index;
}

std::size_t FoldedDocument::octetAt(int documentPosition) const {
    return std::size_t(index().toOctets(toText(documentPosition)));
}

int FoldedDocument::positionOfOctet(std::size_t octet) const {
    return toDocument(index().toUnits(qsizetype(octet)));
}

} // namespace twb::ui
