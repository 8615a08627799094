// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shown_text.h"
#include "utf8_index.h"

#include <limits>
#include <optional>
#include <QTextBlock>
#include <QTextDocument>
#include <vector>

namespace twb::ui {

/// A text in a QTextDocument whose lines may be megabytes long: lines over 8192 units stand there as several blocks
/// (“pieces”) of about 2048, joined by soft breaks that belong to no copy, offset or line number.
///
/// It keeps a mirror of the document, so that soft breaks are never taken for line ends, nor line ends for soft breaks,
/// whatever Qt splits and merges. Costs of an edit: one move of memory behind the caret.
///
/// Qt needs a microsecond for each line that it takes in, so tens of thousands of lines come in slices: the mirror
/// (texts, offsets, line counts) is whole at once, the document gets the first slice, and isFilling() says that more is
/// to come by fillSlice(). What stands in the document is always a beginning of the mirror, so edits in it need not
/// wait.
class FoldedDocument {
public:
    static constexpr int foldLongerThan = 8192;
    static constexpr int pieceLength = 2048;
    static constexpr int splitPieceAt = 4096;
    static constexpr int joinPiecesBelow = 1024;
    static constexpr int sliceBlocks = 4000;            // about 5 ms
    static constexpr qsizetype sliceUnits = 512 * 1024; // the same for pieces, which are cheap but long

    explicit FoldedDocument(QTextDocument& document);

    /// Replaces everything; the first slice stands there afterwards.
    void setText(const QString& text);
    /// What was replaced, in units of the text.
    struct Replaced {
        qsizetype begin = 0;
        qsizetype removed = 0;
        qsizetype added = 0;
        /// Where a place of the old text is in the new one; places inside stay where they are, as far as there is text.
        qsizetype moved(qsizetype unit) const;
    };
    /// Replaces what differs; nothing if nothing does.
    std::optional<Replaced> replaceDifference(const QString& text);
    /// Replaces a range of the document (with its soft breaks) by text of the reader; may choose symbols anew.
    /// @return document position behind the inserted text.
    int replace(int begin, int end, const QString& text);

    /// How a change is reported: exactly, or (while an input method composes) with untouched text around it.
    enum class Report { Exact, Coarse };
    /// For QTextDocument::contentsChange. @return whether the text (not only its folds) changed.
    bool onContentsChange(int position, int removed, int added, Report report = Report::Exact);
    /// Splits and joins pieces around the last change. Call when Qt has finished that change (contentsChanged).
    void normalise();
    /// This class itself is changing the document: what Qt reports is known already.
    bool isWorking() const { return m_work != Work::None; }
    /// The change is a slice of a text that was set before.
    bool isAddingSlice() const { return m_work == Work::Slice; }

    /// The document is still a beginning of the text.
    bool isFilling() const { return m_filled < int(m_shown.size()); }
    /// Adds the next slice.
    void fillSlice();
    /// Adds what is missing up to a document position; without one, everything.
    void fillTo(int documentPosition = std::numeric_limits<int>::max());
    /// How much of the text stands in the document, in its units.
    int filled() const { return m_filled; }

    const QString& text() const;
    const QByteArray& utf8() const;
    /// Text of a range of the document: without soft breaks, with the original characters.
    QString textBetween(int begin, int end) const;
    bool canInsert(QStringView text) const { return m_symbols.fits(text); }

    std::size_t octetAt(int documentPosition) const;
    int positionOfOctet(std::size_t octet) const;
    qsizetype toText(int documentPosition) const { return documentPosition - foldsUpTo(documentPosition); }
    int toDocument(qsizetype unit) const;
    /// Soft breaks at or before a document position.
    int foldsUpTo(int documentPosition) const;
    bool startsSoft(int documentPosition) const;
    /// Lines of the text.
    int lineCount() const { return m_document.blockCount() + m_waitingBlocks - int(m_softs.size()); }
    bool hasFolds() const { return !m_softs.empty(); }
    /// The block is a piece of a folded line.
    bool isPiece(const QTextBlock& block) const;
    bool isSoft(const QTextBlock& block) const { return startsSoft(block.position()); }
    /// Line of the text, from 0.
    int lineOf(const QTextBlock& block) const { return block.blockNumber() - foldsUpTo(block.position()); }
    /// The block is the last (or only) one of its line.
    bool endsLine(const QTextBlock& block) const { return !startsSoft(block.position() + block.length()); }

private:
    struct Folded {
        QString text; // line ends and soft breaks are both '\n'
        std::vector<int> softs;
    };
    static Folded fold(const QString& shown);
    void splice(int begin, int removed, const QString& added, const std::vector<int>& softs);
    void apply(int begin, int end, const Folded& folded);
    void applyInSlices(int begin, int end, const Folded& folded);
    static bool isLarge(const QString& shown);
    int sliceEnd() const;
    QString read(int position, int length) const;
    void split(const QTextBlock& block);
    void join(const QTextBlock& soft);
    const Utf8Index& index() const;

    QTextDocument& m_document;
    ShownText m_symbols;
    QString m_shown;          // what the document holds, and behind m_filled what it will hold
    int m_filled = 0;         // so much of it stands there
    int m_waitingBlocks = 0;  // line ends and soft breaks behind
    std::vector<int> m_softs; // document positions of the first characters of soft blocks, ascending
    int m_touchedBegin = 0, m_touchedEnd = 0;
    enum class Work { None, Edit, Slice } m_work = Work::None;
    mutable std::optional<QString> m_text;
    mutable std::optional<QByteArray> m_utf8;
    mutable std::optional<Utf8Index> m_index;
};

} // namespace twb::ui
