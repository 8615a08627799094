// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QStringView>
#include <vector>

namespace twb::ui {

/// Where each unit of a text stands when the text is folded into rows of equal cells; one cell per UTF-16 unit.
///
/// Text without line breaks (every token) is pure arithmetic, whatever its size; line breaks cost one entry per line.
/// A caret at a fold stands at the start of the next row.
class TokenRows {
public:
    /// @param columns  cells in a row, at least 1.
    void layOut(QStringView text, int columns);
    /// Not folded: a row ends behind a dot (of the first sixteen) and at a line break only.
    void layOutParts(QStringView text);

    int columns() const { return m_columns; }
    qsizetype rowCount() const { return m_lines.back().firstRow + rowsOf(m_lines.size() - 1); }
    qsizetype rowOf(qsizetype unit) const;
    int columnOf(qsizetype unit) const;
    /// First unit of a row, and the unit after its last (without the line break).
    qsizetype rowBegin(qsizetype row) const;
    qsizetype rowEnd(qsizetype row) const;
    /// The unit at a place; beyond the end of the row: the end of the row.
    qsizetype unitAt(qsizetype row, int column) const;
    bool hasLineBreaks() const { return m_lineBreaks; }
    /// Cells of the longest row.
    qsizetype longestRow() const;
    /// Line number of a unit, from 0, and the unit where that line starts.
    qsizetype lineOf(qsizetype unit) const;
    qsizetype lineBegin(qsizetype line) const { return m_lines[std::size_t(line)].begin; }

private:
    struct Line {
        qsizetype begin;
        qsizetype length; // without the line break
        qsizetype firstRow;
    };
    qsizetype rowsOf(std::size_t line) const;
    void addLine(qsizetype begin, qsizetype length);
    const Line& lineOfRow(qsizetype row) const;

    int m_columns = 1;
    bool m_lineBreaks = false;
    std::vector<Line> m_lines{{0, 0, 0}};
};

} // namespace twb::ui
