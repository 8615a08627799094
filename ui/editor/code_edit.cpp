// SPDX-License-Identifier: Apache-2.0
#include "code_edit.h"

#include "code_decorations.h"
#include "code_gutter.h"
#include "code_layout.h"
#include "common/fonts.h"
#include "common/metrics.h"
#include "common/theme.h"
#include "folded_document.h"
#include "json_highlight.h"

#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTextBlock>
#include <utility>

namespace twb::ui {
namespace {

constexpr qsizetype plainLargerThan = 2 * 1024 * 1024;
constexpr int textMargin = 4;    // between gutter and text, and above the first line
constexpr int colourAtOnce = 64; // blocks coloured with a change; more wait until they are seen
constexpr int hoverMilliseconds = 400;

} // namespace

CodeEdit::CodeEdit(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_decorations(std::make_unique<Decorations>()) {
    auto* document = new QTextDocument(this);
    document->setUndoRedoEnabled(false); // the token document undoes over all panes
    document->setDocumentMargin(textMargin);
    document->setDocumentLayout(new CodeLayout(document));
    setDocument(document);
    m_folded = std::make_unique<FoldedDocument>(*document);
    m_colours = std::make_unique<JsonColours>(*document);
    m_colours->setEnabled(true);
    m_gutter = new CodeGutter(*this);

    setFrameShape(QFrame::NoFrame);
    setBackgroundRole(QPalette::Base); // the margin above the text too
    setAutoFillBackground(true);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setLayoutDirection(Qt::LeftToRight);
    setCursorWidth(2);
    viewport()->setMouseTracking(true);
    // Selections are painted by this class, over the whole line height; Qt's own would be stripes.
    QPalette own;
    own.setColor(QPalette::Highlight, Qt::transparent);
    setPalette(own);
    m_hover.setSingleShot(true);
    m_hover.setInterval(hoverMilliseconds);
    m_fill.setInterval(0);
    applyFonts();
    connectSignals();
}

CodeEdit::~CodeEdit() = default;

void CodeEdit::connectSignals() {
    connect(document(), &QTextDocument::contentsChange, this, &CodeEdit::onContentsChange);
    connect(document(), &QTextDocument::contentsChanged, this, &CodeEdit::onContentsChanged);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &CodeEdit::onCursorMoved);
    connect(this, &QPlainTextEdit::updateRequest, this, &CodeEdit::onUpdateRequest);
    connect(&m_hover, &QTimer::timeout, this, &CodeEdit::onHover);
    connect(&m_fill, &QTimer::timeout, this, &CodeEdit::onFillTurn);
    connect(&Theme::current(), &Theme::changed, this, &CodeEdit::onThemeChanged);
}

// --- text

bool CodeEdit::canHold(const QByteArray& utf8) {
    return isWellFormedUtf8(utf8);
}

void CodeEdit::setUtf8(const QByteArray& utf8) {
    const QScopedValueRollback rendering(m_rendering, Rendering::Yes);
    m_folded->setText(QString::fromUtf8(utf8));
    m_waitingCaret.reset();
    moveCursor(QTextCursor::Start);
    afterRender();
}

void CodeEdit::setTextKeepingCaret(const QByteArray& utf8) {
    // The usual case while the reader types: the answer brings back what stands here.
    if (utf8 == m_folded->utf8())
        return;
    const QScopedValueRollback rendering(m_rendering, Rendering::Yes);
    const int bar = verticalScrollBar()->value();
    const WaitingCaret before =
        m_waitingCaret.value_or(WaitingCaret{textCursor().anchor(), textCursor().position(), bar});
    const qsizetype anchor = m_folded->toText(before.anchor), caret = m_folded->toText(before.position);
    const auto replaced = m_folded->replaceDifference(QString::fromUtf8(utf8));
    if (!replaced)
        return;
    // Qt moves a caret inside the replaced text to its end; the same place is nearer to what the reader saw.
    placeCaret(m_folded->toDocument(replaced->moved(anchor)), m_folded->toDocument(replaced->moved(caret)),
               before.scrollBar.value_or(bar));
    afterRender();
}

void CodeEdit::afterRender() {
    m_dirty = false;
    updateColours();
    updateMargins();
    fillByTurns();
}

QByteArray CodeEdit::utf8() const {
    return m_folded->utf8();
}

void CodeEdit::onContentsChange(int position, int removed, int added) {
    const bool known = m_folded->isWorking();
    const auto report = m_composing ? FoldedDocument::Report::Coarse : FoldedDocument::Report::Exact;
    if (m_folded->onContentsChange(position, removed, added, report) || known)
        m_dirty = true;
    const int lines = m_folded->lineCount();
    if (!m_folded->isAddingSlice()) // places behind count the whole text already
        m_decorations->moveRanges(position, removed, added);
    m_decorations->moveLines(m_folded->lineOf(document()->findBlock(position)), lines - m_lineCount);
    m_lineCount = lines;

    int left = colourAtOnce;
    const int end = std::min(position + added, document()->characterCount() - 1);
    for (QTextBlock block = document()->findBlock(position); block.isValid() && block.position() <= end;
         block = block.next()) {
        JsonColours::forget(block);
        if (left-- > 0)
            m_colours->colour(block, m_folded->isPiece(block) ? JsonColours::Piece::Yes : JsonColours::Piece::No);
    }
}

void CodeEdit::onContentsChanged() {
    if (m_folded->isWorking())
        return;
    m_folded->normalise();
    if (!m_dirty || m_rendering == Rendering::Yes)
        return;
    m_dirty = false;
    updateColours();
    updateMargins();
    Q_EMIT edited(m_folded->utf8());
}

// --- filling

void CodeEdit::fillByTurns() {
    if (m_folded->isFilling())
        m_fill.start();
    else
        m_fill.stop();
}

void CodeEdit::onFillTurn() {
    fillTo(m_folded->filled() + 1);
}

/// The document is filled at least up to the place; the caret of the reader stays where it is.
void CodeEdit::fillTo(int documentPosition) {
    if (!m_folded->isFilling())
        return;
    const QScopedValueRollback rendering(m_rendering, Rendering::Yes);
    const int anchor = textCursor().anchor(), position = textCursor().position();
    m_folded->fillTo(documentPosition);
    m_dirty = false;
    if (m_waitingCaret)
        placeWaitingCaret();
    else if (textCursor().position() != position || textCursor().anchor() != anchor)
        placeCaret(anchor, position); // it stood at the end and was pushed on
    fillByTurns();
}

/// Now, or when the place is filled.
void CodeEdit::placeCaret(int anchor, int position, std::optional<int> scrollBar) {
    m_waitingCaret = {anchor, position, scrollBar};
    placeWaitingCaret();
}

void CodeEdit::placeWaitingCaret() {
    if (!m_waitingCaret ||
        (m_folded->isFilling() && std::max(m_waitingCaret->anchor, m_waitingCaret->position) > m_folded->filled()))
        return;
    const WaitingCaret wanted = *std::exchange(m_waitingCaret, std::nullopt);
    QTextCursor cursor = textCursor();
    cursor.setPosition(wanted.anchor);
    cursor.setPosition(wanted.position, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    if (wanted.scrollBar)
        verticalScrollBar()->setValue(*wanted.scrollBar);
}

// --- colours and fonts

void CodeEdit::setLanguage(CodeLanguage language) {
    m_language = language;
    updateColours();
}

bool CodeEdit::coloursOff() const {
    return m_folded->utf8().size() > plainLargerThan;
}

void CodeEdit::updateColours() {
    const bool wanted = m_language == CodeLanguage::Json && !coloursOff();
    if (wanted == m_colours->isEnabled())
        return;
    m_colours->setEnabled(wanted);
    viewport()->update();
}

void CodeEdit::onThemeChanged() {
    m_colours->takeTheme();
    applyFonts();
    viewport()->update();
    m_gutter->update();
}

void CodeEdit::applyFonts() {
    setFont(fonts::mono());
    auto* layout = static_cast<CodeLayout*>(document()->documentLayout());
    layout->setLineHeight(std::max(metrics::codeLine(), int(fontMetrics().height())));
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(u'0'));
    updateMargins();
}

void CodeEdit::updateMargins() {
    const int gutter = m_gutter->wantedWidth();
    if (viewportMargins().left() != gutter)
        setViewportMargins(gutter, textMargin, 0, 0);
    m_gutter->setGeometry(contentsRect().x(), contentsRect().y(), gutter, contentsRect().height());
    m_gutter->update();
}

int CodeEdit::gutterWidth() const {
    return m_gutter->wantedWidth();
}

void CodeEdit::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    updateMargins();
}

void CodeEdit::onUpdateRequest(const QRect& rect, int dy) {
    if (dy)
        m_gutter->scroll(0, dy);
    else
        m_gutter->update(0, rect.y() + viewport()->y(), m_gutter->width(), rect.height());
}

// --- decorations

void CodeEdit::setHints(QList<InlineHint> hints) {
    m_decorations->hints = std::move(hints);
    std::stable_sort(m_decorations->hints.begin(), m_decorations->hints.end(),
                     [](const InlineHint& a, const InlineHint& b) { return a.line < b.line; });
    viewport()->update();
    describeLine();
}

void CodeEdit::setLineMarks(QList<LineMark> marks) {
    // The worst of a line comes first and is shown.
    std::stable_sort(marks.begin(), marks.end(), [](const LineMark& a, const LineMark& b) {
        return a.line != b.line ? a.line < b.line : a.severity > b.severity;
    });
    m_decorations->lineMarks = std::move(marks);
    m_gutter->update();
    describeLine();
}

const QList<LineMark>& CodeEdit::lineMarks() const {
    return m_decorations->lineMarks;
}

void CodeEdit::setChangedLines(QList<int> lines) {
    m_decorations->changedLines = std::move(lines);
    m_gutter->update();
}

void CodeEdit::setMarkedRanges(QList<TextRange> ranges) {
    m_decorations->marks.clear();
    for (const TextRange& range : ranges)
        m_decorations->marks.append(
            {m_folded->positionOfOctet(range.offset), m_folded->positionOfOctet(range.offset + range.length)});
    viewport()->update();
}

void CodeEdit::setErrorRange(std::optional<TextRange> range) {
    m_decorations->error.reset();
    if (range)
        m_decorations->error = {m_folded->positionOfOctet(range->offset),
                                m_folded->positionOfOctet(range->offset + std::max<std::size_t>(1, range->length))};
    viewport()->update();
}

void CodeEdit::describeLine() {
    // What stands beside the line is its accessible description (ui.md §9).
    const int line = m_folded->lineOf(textCursor().block());
    QStringList words;
    if (const InlineHint* hint = m_decorations->hintOf(line))
        words << hint->text + (hint->accent.isEmpty() ? QString() : u' ' + hint->accent);
    if (const LineMark* mark = m_decorations->markOf(line); mark && !mark->tooltip.isEmpty())
        words << mark->tooltip;
    const QString text = words.join(QStringLiteral(". "));
    if (accessibleDescription() != text)
        setAccessibleDescription(text);
}

// --- caret

std::size_t CodeEdit::caretOffset() const {
    return m_folded->octetAt(textCursor().position());
}

void CodeEdit::setCaretOffset(std::size_t offset) {
    selectRange({offset, 0});
}

TextRange CodeEdit::selectedRange() const {
    const std::size_t begin = m_folded->octetAt(textCursor().selectionStart());
    return {begin, m_folded->octetAt(textCursor().selectionEnd()) - begin};
}

void CodeEdit::selectRange(TextRange range) {
    const int anchor = m_folded->positionOfOctet(range.offset);
    const int position = m_folded->positionOfOctet(range.offset + range.length);
    fillTo(std::max(anchor, position));
    placeCaret(anchor, position);
    ensureCursorVisible();
}

CodeEdit::Place CodeEdit::caretPlace() const {
    const QTextCursor cursor = textCursor();
    QTextBlock block = cursor.block();
    QString before = block.text().left(cursor.positionInBlock());
    int column = int(before.toUcs4().size());
    for (; m_folded->isSoft(block) && block.previous().isValid();) {
        block = block.previous();
        column += block.length() - 1;
    }
    return {m_folded->lineOf(block) + 1, column + 1};
}

void CodeEdit::setMomentSource(std::function<qint64()> moment) {
    m_moment = std::move(moment);
}

void CodeEdit::onCursorMoved() {
    const int block = textCursor().blockNumber();
    if (block != m_caretLine || m_folded->hasFolds() || textCursor().hasSelection()) {
        m_caretLine = block;
        viewport()->update();
        m_gutter->update();
        describeLine();
    }
    leaveHelp();
    Q_EMIT caretMoved(caretOffset());
}

} // namespace twb::ui
