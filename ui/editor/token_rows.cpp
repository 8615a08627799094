// SPDX-License-Identifier: Apache-2.0
#include "token_rows.h"

#include <algorithm>
#include <limits>

namespace twb::ui {

void TokenRows::layOut(QStringView text, int columns) {
    m_columns = std::max(1, columns);
    m_lines.clear();
    qsizetype begin = 0;
    for (;;) {
        const qsizetype end = text.indexOf(u'\n', begin);
        addLine(begin, (end < 0 ? text.size() : end) - begin);
        if (end < 0)
            break;
        begin = end + 1;
    }
    m_lineBreaks = m_lines.size() > 1;
}

void TokenRows::layOutParts(QStringView text) {
    constexpr int mostParts = 16; // a text of a million dots is no token
    m_columns = std::numeric_limits<int>::max();
    m_lines.clear();
    m_lineBreaks = false;
    qsizetype begin = 0;
    int dots = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] == u'\n') {
            addLine(begin, at - begin);
            m_lineBreaks = true;
            begin = at + 1;
        } else if (text[at] == u'.' && dots < mostParts) {
            ++dots;
            addLine(begin, at + 1 - begin);
            begin = at + 1;
        }
    }
    addLine(begin, text.size() - begin);
}

void TokenRows::addLine(qsizetype begin, qsizetype length) {
    const qsizetype row = m_lines.empty() ? 0 : m_lines.back().firstRow + rowsOf(m_lines.size() - 1);
    m_lines.push_back({begin, length, row});
}

qsizetype TokenRows::longestRow() const {
    const auto longest = std::max_element(m_lines.begin(), m_lines.end(),
                                          [](const Line& a, const Line& b) { return a.length < b.length; });
    return std::min<qsizetype>(longest->length, m_columns);
}

qsizetype TokenRows::rowsOf(std::size_t line) const {
    // A full last row gets no empty row after it: the caret at its end stands right of the last cell.
    const qsizetype length = m_lines[line].length;
    return std::max<qsizetype>(1, length / m_columns + (length % m_columns != 0 ? 1 : 0));
}

qsizetype TokenRows::lineOf(qsizetype unit) const {
    const auto after = std::upper_bound(m_lines.begin(), m_lines.end(), unit,
                                        [](qsizetype value, const Line& line) { return value < line.begin; });
    return std::max<qsizetype>(0, after - m_lines.begin() - 1);
}

const TokenRows::Line& TokenRows::lineOfRow(qsizetype row) const {
    const auto after = std::upper_bound(m_lines.begin(), m_lines.end(), row,
                                        [](qsizetype value, const Line& line) { return value < line.firstRow; });
    return after == m_lines.begin() ? m_lines.front() : *(after - 1);
}

qsizetype TokenRows::rowOf(qsizetype unit) const {
    const std::size_t number = std::size_t(lineOf(unit));
    const Line& line = m_lines[number];
    const qsizetype inLine = std::clamp<qsizetype>(unit - line.begin, 0, line.length);
    return line.firstRow + std::min(inLine / m_columns, rowsOf(number) - 1);
}

int TokenRows::columnOf(qsizetype unit) const {
    return int(unit - rowBegin(rowOf(unit)));
}

qsizetype TokenRows::rowBegin(qsizetype row) const {
    const Line& line = lineOfRow(row);
    return line.begin + std::min(line.length, (row - line.firstRow) * m_columns);
}

qsizetype TokenRows::rowEnd(qsizetype row) const {
    const Line& line = lineOfRow(row);
    return line.begin + std::min(line.length, (row - line.firstRow + 1) * m_columns);
}

qsizetype TokenRows::unitAt(qsizetype row, int column) const {
    row = std::clamp<qsizetype>(row, 0, rowCount() - 1);
    return std::clamp<qsizetype>(rowBegin(row) + column, rowBegin(row), rowEnd(row));
}

} // namespace twb::ui
