// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.h"
#include "token_rows.h"
#include "utf8_index.h"

#include <optional>
#include <QAbstractScrollArea>

namespace twb::ui {

/// What a part of a token is; gives its colour and letter, never a verdict (ui.md §3 segH … segT).
enum class PartRole { Header, Payload, Signature, Ciphertext, Tag, Other };

/// One part of the encoded text, without its dots.
struct TokenPart {
    TextRange range; ///< octets
    PartRole role = PartRole::Other;
};

/// The encoded token: any text, folded to the pane width in rows of equal cells, painted by itself so that megabytes
/// stay instant (ui.md §5 "TokenView").
///
/// The text is kept exactly, line breaks included; folds are never copied. Every position here is an octet offset into
/// the UTF-8 text. Nothing is pasted or undone by the view itself: it says so and the page decides. GUI thread only.
class TokenView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit TokenView(QWidget* parent = nullptr);
    ~TokenView() override;

    /// Replaces the text; caret and scroll place stay where the text around them stays. No edited(). Parts, marks and
    /// errors stay too, moved with the text, until they are set anew.
    void setUtf8(const QByteArray& utf8);
    QByteArray utf8() const;
    const QString& text() const { return m_text; }

    /// Ascending, not overlapping.
    void setParts(QList<TokenPart> parts);
    /// Characters that another pane's caret produced. Ascending.
    void setMarkedRanges(QList<TextRange> ranges);
    /// Wavy `err` underlines. Ascending.
    void setErrorRanges(QList<TextRange> ranges);
    void setPlaceholderText(const QString& text);
    QString placeholderText() const { return m_placeholder; }
    /// Adds solid, dotted, dashed, dash-dot and double lines under the parts (Settings → Underline token parts).
    enum class PartUnderline { Off, On };
    void setPartUnderline(PartUnderline underline);
    /// Folded to the width of the pane, or each part in one row that is scrolled sideways.
    enum class Fold { Width, Parts };
    void setFold(Fold fold);
    Fold fold() const { return m_fold; }
    void setReadOnly(bool readOnly);
    bool isReadOnly() const { return m_readOnly; }

    std::size_t caretOffset() const;
    void setCaretOffset(std::size_t offset);
    TextRange selectedRange() const;
    /// Selects and scrolls there.
    void selectRange(TextRange range);
    QString selectedText() const;
    /// Replaces the selection, or inserts; caret after it. Emits edited(). Read-only views too: the page asked.
    void insertAtCaret(const QString& text);
    /// Row and column of the caret from 1, or line and column when the text has line breaks (for the status bar).
    QPoint caretPlace() const;

    QSize sizeHint() const override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;

    // For the accessibility interface: positions in UTF-16 units.
    int caretUnit() const { return int(m_caret); }
    int anchorUnit() const { return int(m_anchor); }
    void setSelectionUnits(qsizetype anchor, qsizetype caret);
    void replaceUnits(qsizetype begin, qsizetype end, const QString& text);
    /// The cell of a unit in viewport coordinates.
    QRect cellRect(qsizetype unit) const;
    qsizetype unitAt(QPoint viewportPlace) const;

public Q_SLOTS:
    void copy() const;
    void cut();
    void paste();
    void selectAll();

Q_SIGNALS:
    /// The reader changed the text.
    void edited(const QByteArray& utf8);
    void caretMoved(std::size_t offset);
    /// Text came from the clipboard or was dropped; nothing has been inserted. @param selection  what it would replace.
    void pasted(const QString& text, twb::TextRange selection);
    void undoRequested();
    void redoRequested();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    enum class Selecting { No, Yes };
    struct Span { // in units
        qsizetype begin = 0;
        qsizetype end = 0;
        PartRole role = PartRole::Other;
    };

    void connectSignals();
    void relayout();
    void moveCaret(qsizetype unit, Selecting selecting);
    void ensureCaretVisible();
    void replace(qsizetype begin, qsizetype end, const QString& text);
    void spliceText(qsizetype begin, qsizetype end, QStringView text);
    bool handleEditKey(QKeyEvent* event);
    bool handleMoveKey(QKeyEvent* event);
    qsizetype stepped(qsizetype unit, int direction) const;
    qsizetype boundary(qsizetype unit, int direction) const;
    const Span* partAt(qsizetype unit) const;
    qsizetype selectionBegin() const { return qMin(m_anchor, m_caret); }
    qsizetype selectionEnd() const { return qMax(m_anchor, m_caret); }
    QList<Span> toSpans(const QList<TextRange>& ranges) const;
    TextRange toRange(qsizetype begin, qsizetype end) const;
    void paintRow(QPainter& painter, qsizetype row, qreal y) const;
    void paintPlaceholder(QPainter& painter) const;
    const Utf8Index& index() const;
    QPointF origin() const;

    QString m_text;
    mutable std::optional<Utf8Index> m_index;
    TokenRows m_rows;
    QList<Span> m_parts, m_marks, m_errors;
    QString m_placeholder;
    qsizetype m_anchor = 0, m_caret = 0;
    qreal m_cellWidth = 8;
    int m_rowHeight = 22;
    PartUnderline m_underline = PartUnderline::Off;
    Fold m_fold = Fold::Width;
    bool m_readOnly = false;
    QPoint m_pressPlace;
    enum class Press { None, Selecting, MayDrag } m_press = Press::None;
    qsizetype m_dropUnit = -1;
};

} // namespace twb::ui
