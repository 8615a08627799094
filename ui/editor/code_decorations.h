// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "code_edit.h"

#include <algorithm>

namespace twb::ui {

/// What the page told a CodeEdit to show beside the text; places already in positions of the document.
struct CodeEdit::Decorations {
    struct Span {
        int begin = 0;
        int end = 0;
    };
    QList<InlineHint> hints;   // ascending by line
    QList<LineMark> lineMarks; // ascending by line
    QList<int> changedLines;
    QList<Span> marks;
    std::optional<Span> error;
    QString description; // accessible description while the line has no hint

    const InlineHint* hintOf(int line) const { return find(hints, line); }
    const LineMark* markOf(int line) const { return find(lineMarks, line); }
    bool isChanged(int line) const { return std::binary_search(changedLines.begin(), changedLines.end(), line); }

    /// Lines and ranges behind an edit move with the text until they are set anew.
    void moveRanges(int position, int removed, int added) {
        const auto move = [&](int& place) {
            if (place >= position + removed)
                place += added - removed;
            else if (place > position)
                place = position;
        };
        for (Span& span : marks) {
            move(span.begin);
            move(span.end);
        }
        if (error) {
            move(error->begin);
            move(error->end);
        }
    }
    void moveLines(int afterLine, int delta) {
        if (delta == 0)
            return;
        for (InlineHint& hint : hints)
            hint.line += hint.line > afterLine ? delta : 0;
        for (LineMark& mark : lineMarks)
            mark.line += mark.line > afterLine ? delta : 0;
        for (int& line : changedLines)
            line += line > afterLine ? delta : 0;
    }

private:
    template <class Row>
    static const Row* find(const QList<Row>& rows, int line) {
        const auto found = std::lower_bound(rows.begin(), rows.end(), line,
                                            [](const Row& row, int value) { return row.line < value; });
        return found != rows.end() && found->line == line ? &*found : nullptr;
    }
};

} // namespace twb::ui
