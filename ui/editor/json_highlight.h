// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QList>
#include <QTextCharFormat>
#include <QTextDocument>
#include <vector>

class QTextBlock;

namespace twb::ui {

enum class JsonKind { Name, Text, Number, Literal, Punctuation, Wrong };

struct JsonSpan {
    int begin = 0;
    int length = 0;
    JsonKind kind = JsonKind::Wrong;
    friend bool operator==(const JsonSpan&, const JsonSpan&) = default;
};

/// Colours one line by itself: JSON strings never cross line ends, so no state is carried from line to line. A string
/// is a member name if a colon follows on the same line. Wrong text gets what it looks like, at worst Wrong.
void lexJsonLine(QStringView line, std::vector<JsonSpan>& spans);

/// JSON colours for the blocks of a document, given only to those that are asked for: changed and visible ones. Never
/// works on the whole document.
class JsonColours {
public:
    explicit JsonColours(QTextDocument& document);

    /// Takes the colours of the theme in force; all blocks are coloured anew when next seen.
    void takeTheme();
    void setEnabled(bool enabled);
    bool isEnabled() const { return m_enabled; }

    /// The text of the block is another one.
    static void forget(QTextBlock block);
    /// Colours the block if that has not been done. Lines over 8 kB, given as their pieces, and single such blocks are
    /// left plain. Call inside contentsChange.
    enum class Piece { No, Yes };
    bool colour(QTextBlock block, Piece piece);
    /// The same outside contentsChange: tells the layout.
    void colourAndShow(const QTextBlock& block, Piece piece);

private:
    QTextDocument& m_document;
    bool m_enabled = false;
    int m_generation = 1; // user state of blocks that have the colours in force
    QList<QTextCharFormat> m_formats;
    std::vector<JsonSpan> m_spans;
};

} // namespace twb::ui
