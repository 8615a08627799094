// SPDX-License-Identifier: Apache-2.0
#include "token_rows.h"

#include <algorithm>

namespace twb::ui {

void TokenRows::layOut(QStringView text, int columns) {
    m_columns = std::max(1, columns);
    m_lines.clear();
    qsizetype begin = 0;
    qsizetype row = 0;
    for (;;) {
        const qsizetype end = text.indexOf(u'\n', begin);
        m_lines.push_back({begin, (end < 0 ? text.size() : end) - begin, row});
        row += rowsOf(m_lines.size() - 1);
        if (end < 0)
            return;
        begin = end + 1;
    }
}

qsizetype TokenRows::rowsOf(std::size_t line) const {
    // A full last row gets no empty row after it: the caret at its end stands right of the last cell.
    const qsizetype length = m_lines[line].length;
    return std::max<qsizetype>(1, (length + m_columns - 1) / m_columns);
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
