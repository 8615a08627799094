// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.h"

#include <functional>
#include <memory>
#include <optional>
#include <QPlainTextEdit>
#include <QTimer>

namespace twb::ui {

class CodeGutter;
class FoldedDocument;
class JsonColours;

/// What the gutter shows for a finding.
enum class LineSeverity { None, Note, Warning, Error };
/// Comparison marks in the gutter; they take the place of the finding icon.
enum class LineDifference { None, Added, Removed, Changed };
/// Which colours the text gets.
enum class CodeLanguage { Plain, Json };

/// A gutter mark. Lines count from 0 and are lines of the text, never of the screen.
struct LineMark {
    int line = 0;
    LineSeverity severity = LineSeverity::None;
    LineDifference difference = LineDifference::None;
    QString tooltip = {};
};

/// Text painted after the end of a line; never part of the document, never copied.
struct InlineHint {
    int line = 0;
    QString text;
    bool error = false;   ///< `err` instead of `text3`
    QString accent = {};  ///< last words, painted in `accent` (“changed”)
    bool warning = false; ///< `warn` instead of `text3`
};

/// The editor for JSON, PEM and other short-lined text (ui.md §5 "CodeEdit").
///
/// The text is held without loss: what setUtf8() got is what utf8() gives until the reader edits. Carriage returns and
/// other characters that a QTextDocument would change or hide are shown as symbols (␍, ␀ …) and given back as
/// themselves. Lines over 8 kB are folded into pieces of about 2 kB on the screen only: no copy, offset or line number
/// sees the folds. Text over 2 MB and folded lines stay without colours (coloursOff()). Tens of thousands of lines come
/// in slices, one per turn of the event loop: every function here speaks of the whole text from the start.
///
/// **Every position here is an octet offset into the UTF-8 text, as the engine counts.** Undo is off: the document
/// undoes over all panes. GUI thread only.
class CodeEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit CodeEdit(QWidget* parent = nullptr);
    ~CodeEdit() override;

    /// Whether the octets can be shown and given back unchanged: well-formed UTF-8. Show others in hex.
    static bool canHold(const QByteArray& utf8);

    /// Replaces the whole text; caret to the start. No edited().
    void setUtf8(const QByteArray& utf8);
    /// Replaces only what differs (common start and end stay), so that caret, selection and scroll place survive.
    /// No edited(). Equal text: nothing happens.
    void setTextKeepingCaret(const QByteArray& utf8);
    /// The text, octet for octet. Cached; cheap when nothing was edited since.
    QByteArray utf8() const;

    void setLanguage(CodeLanguage language);
    /// The document is over 2 MB: the page shows “Large document: colours are off.”
    bool coloursOff() const;

    void setHints(QList<InlineHint> hints);
    void setLineMarks(QList<LineMark> marks);
    /// As set, the worst of a line first.
    const QList<LineMark>& lineMarks() const;
    /// Lines with the `accent` bar: changed against the original. Ascending.
    void setChangedLines(QList<int> lines);
    /// Ranges lit because another pane's caret produced them. Ascending.
    void setMarkedRanges(QList<TextRange> ranges);
    /// Wavy `err` underline; length 0 underlines the character at the place (or the end of the text).
    void setErrorRange(std::optional<TextRange> range);

    std::size_t caretOffset() const;
    /// Moves the caret, scrolls to it. No edited().
    void setCaretOffset(std::size_t offset);
    TextRange selectedRange() const;
    void selectRange(TextRange range);
    /// Line and column of the caret, both from 1, columns in characters (for the status bar).
    struct Place {
        int line = 1;
        int column = 1;
    };
    Place caretPlace() const;

    /// Gives the time for Ctrl+Shift+N (the As-of time in seconds). Unset: the keys do nothing.
    void setMomentSource(std::function<qint64()> moment);

    int gutterWidth() const;

public Q_SLOTS:
    /// As F1: asks for help on the claim at the caret.
    void explainAtCaret();
    /// As Alt+Up and Alt+Down: adds seconds to the whole number at the caret, if there is one.
    void stepNumberAtCaret(qint64 seconds);
    /// As Ctrl+Shift+N: sets the whole number at the caret to the moment of setMomentSource().
    void setNumberAtCaretToNow();

Q_SIGNALS:
    /// The reader changed the text.
    void edited(const QByteArray& utf8);
    /// The caret moved (also by setCaretOffset).
    void caretMoved(std::size_t offset);
    void undoRequested();
    void redoRequested();
    /// The pointer rested 400 ms at a character, or F1 was pressed. @param line  the place of that text line on the
    /// screen (global): put the tooltip below it, at its right.
    void claimHelpRequested(std::size_t offset, const QRect& line);
    /// The pointer left the line, or a key was pressed: take the tooltip away.
    void claimHelpLeft();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    QMimeData* createMimeDataFromSelection() const override;
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;

private Q_SLOTS:
    void onContentsChange(int position, int removed, int added);
    void onContentsChanged();
    void onCursorMoved();
    void onUpdateRequest(const QRect& rect, int dy);
    void onHover();
    void onThemeChanged();
    void onFillTurn();

private:
    friend class CodeGutter;
    struct Decorations;
    enum class Rendering { No, Yes };

    void connectSignals();
    void applyFonts();
    void updateMargins();
    void updateColours();
    void afterRender();
    void fillTo(int documentPosition);
    void fillByTurns();
    void placeCaret(int anchor, int position, std::optional<int> scrollBar = std::nullopt);
    void placeWaitingCaret();
    void describeLine();
    void colourVisible();
    void paintGrounds(QPainter& painter, const QRect& clip);
    void paintSpan(QPainter& painter, const QTextBlock& block, qreal top, int begin, int end,
                   const QColor& ground) const;
    void paintOverlays(QPainter& painter, const QRect& clip);
    void paintHint(QPainter& painter, const InlineHint& hint, const QRectF& place) const;
    bool handleOwnKey(QKeyEvent* event);
    bool handleEditKey(QKeyEvent* event);
    void stepOverFold(QTextCursor::MoveOperation direction);
    void breakLine();
    void shiftIndent(int columns);
    bool replaceNumberAtCaret(const std::function<qint64(qint64)>& change);
    void insertShown(const QString& text);
    void requestHelpAt(int documentPosition);
    void leaveHelp();
    QPointF snapped(QPointF place) const;

    std::unique_ptr<FoldedDocument> m_folded;
    std::unique_ptr<JsonColours> m_colours;
    std::unique_ptr<Decorations> m_decorations;
    CodeGutter* m_gutter = nullptr;
    /// A caret for a place that is not yet filled.
    struct WaitingCaret {
        int anchor = 0;
        int position = 0;
        std::optional<int> scrollBar;
    };
    std::optional<WaitingCaret> m_waitingCaret;
    QTimer m_fill;
    QTimer m_hover;
    QPoint m_hoverPlace;
    std::function<qint64()> m_moment;
    CodeLanguage m_language = CodeLanguage::Json;
    int m_caretLine = -1;
    int m_lineCount = 1;
    bool m_dirty = false;                  // the text is another one than edited() told last
    Rendering m_rendering = Rendering::No; // a setter is at work: what changes is no edit of the reader
    bool m_composing = false;              // an input method changes the text: Qt reports more than what changed
    bool m_helpShown = false;
};

} // namespace twb::ui
