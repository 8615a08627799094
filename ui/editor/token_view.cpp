// SPDX-License-Identifier: Apache-2.0
#include "token_view.h"

#include "common/fonts.h"
#include "common/metrics.h"
#include "common/theme.h"
#include "editor_accessible.h"

#include <cmath>
#include <QAccessible>
#include <QClipboard>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QMimeData>
#include <QScrollBar>

namespace twb::ui {

TokenView::TokenView(QWidget* parent)
    : QAbstractScrollArea(parent) {
    installEditorAccessibility();
    setObjectName(QStringLiteral("encodedView"));
    setAccessibleName(tr("Encoded token"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    setAttribute(Qt::WA_InputMethodEnabled);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // A bar that comes and goes would fold the token anew at each edit around its limit.
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setLayoutDirection(Qt::LeftToRight);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
    relayout();
}

TokenView::~TokenView() = default;

void TokenView::setUtf8(const QByteArray& utf8) {
    const QString text = QString::fromUtf8(utf8);
    if (text == m_text)
        return;
    qsizetype head = 0;
    const qsizetype shorter = std::min(text.size(), m_text.size());
    while (head < shorter && text[head] == m_text[head])
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && text[text.size() - 1 - tail] == m_text[m_text.size() - 1 - tail])
        ++tail;
    spliceText(head, m_text.size() - tail, QStringView(text).mid(head, text.size() - tail - head));
    viewport()->update();
}

QByteArray TokenView::utf8() const {
    return m_text.toUtf8();
}

const Utf8Index& TokenView::index() const {
    if (!m_index)
        m_index.emplace(m_text);
    return *m_index;
}

QList<TokenView::Span> TokenView::toSpans(const QList<TextRange>& ranges) const {
    QList<Span> spans;
    spans.reserve(ranges.size());
    for (const TextRange& range : ranges)
        spans.append(
            {index().toUnits(qsizetype(range.offset)), index().toUnits(qsizetype(range.offset + range.length))});
    return spans;
}

TextRange TokenView::toRange(qsizetype begin, qsizetype end) const {
    const qsizetype offset = index().toOctets(begin);
    return {std::size_t(offset), std::size_t(index().toOctets(end) - offset)};
}

void TokenView::setParts(QList<TokenPart> parts) {
    m_parts.clear();
    for (const TokenPart& part : parts)
        m_parts.append({index().toUnits(qsizetype(part.range.offset)),
                        index().toUnits(qsizetype(part.range.offset + part.range.length)), part.role});
    viewport()->update();
}

void TokenView::setMarkedRanges(QList<TextRange> ranges) {
    m_marks = toSpans(ranges);
    viewport()->update();
}

void TokenView::setErrorRanges(QList<TextRange> ranges) {
    m_errors = toSpans(ranges);
    viewport()->update();
}

void TokenView::setPlaceholderText(const QString& text) {
    m_placeholder = text;
    viewport()->update();
}

void TokenView::setPartUnderline(PartUnderline underline) {
    m_underline = underline;
    viewport()->update();
}

void TokenView::setFold(Fold fold) {
    if (fold == m_fold)
        return;
    m_fold = fold;
    setHorizontalScrollBarPolicy(fold == Fold::Width ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    relayout();
    horizontalScrollBar()->setValue(0);
    ensureCaretVisible();
    viewport()->update();
}

void TokenView::setReadOnly(bool readOnly) {
    m_readOnly = readOnly;
    setAttribute(Qt::WA_InputMethodEnabled, !readOnly);
    setAcceptDrops(!readOnly);
}

const TokenView::Span* TokenView::partAt(qsizetype unit) const {
    for (const Span& part : m_parts) {
        if (unit >= part.begin && unit <= part.end)
            return &part;
    }
    return nullptr;
}

// --- caret and selection

std::size_t TokenView::caretOffset() const {
    return std::size_t(index().toOctets(m_caret));
}

void TokenView::setCaretOffset(std::size_t offset) {
    moveCaret(index().toUnits(qsizetype(offset)), Selecting::No);
}

TextRange TokenView::selectedRange() const {
    return toRange(selectionBegin(), selectionEnd());
}

void TokenView::selectRange(TextRange range) {
    setSelectionUnits(index().toUnits(qsizetype(range.offset)),
                      index().toUnits(qsizetype(range.offset + range.length)));
}

QString TokenView::selectedText() const {
    return m_text.mid(selectionBegin(), selectionEnd() - selectionBegin());
}

QPoint TokenView::caretPlace() const {
    if (m_rows.hasLineBreaks()) {
        const qsizetype line = m_rows.lineOf(m_caret);
        return {int(m_caret - m_rows.lineBegin(line)) + 1, int(line) + 1};
    }
    return {m_rows.columnOf(m_caret) + 1, int(m_rows.rowOf(m_caret)) + 1};
}

void TokenView::setSelectionUnits(qsizetype anchor, qsizetype caret) {
    m_anchor = std::clamp<qsizetype>(anchor, 0, m_text.size());
    moveCaret(std::clamp<qsizetype>(caret, 0, m_text.size()), Selecting::Yes);
}

void TokenView::moveCaret(qsizetype unit, Selecting selecting) {
    const qsizetype before = m_caret;
    m_caret = std::clamp<qsizetype>(unit, 0, m_text.size());
    if (selecting == Selecting::No)
        m_anchor = m_caret;
    ensureCaretVisible();
    viewport()->update();
    updateMicroFocus();
    if (QAccessible::isActive()) {
        QAccessibleTextSelectionEvent event(this, int(selectionBegin()), int(selectionEnd()));
        event.setCursorPosition(int(m_caret));
        QAccessible::updateAccessibility(&event);
    }
    if (before != m_caret)
        Q_EMIT caretMoved(caretOffset());
}

void TokenView::ensureCaretVisible() {
    const int top = int(m_rows.rowOf(m_caret)) * m_rowHeight;
    QScrollBar* bar = verticalScrollBar();
    const int page = viewport()->height() - 2 * metrics::paneTop;
    if (top < bar->value())
        bar->setValue(top);
    else if (top + m_rowHeight > bar->value() + page)
        bar->setValue(top + m_rowHeight - page);
    const int left = int(m_rows.columnOf(m_caret) * m_cellWidth);
    QScrollBar* sideways = horizontalScrollBar();
    const int room = viewport()->width() - 2 * metrics::paneSide;
    if (left < sideways->value())
        sideways->setValue(left);
    else if (left > sideways->value() + room)
        sideways->setValue(left - room);
}

// --- changes of the text

void TokenView::spliceText(qsizetype begin, qsizetype end, QStringView text) {
    const qsizetype delta = text.size() - (end - begin);
    const auto moved = [&](qsizetype place, bool isEnd) {
        if (place < begin || (place == begin && !isEnd))
            return place;
        return place >= end ? place + delta : begin + text.size();
    };
    for (QList<Span>* spans : {&m_parts, &m_marks, &m_errors}) {
        for (Span& span : *spans) {
            span.begin = span.begin >= end && span.begin > begin ? span.begin + delta : std::min(span.begin, begin);
            span.end = std::max(span.begin, moved(span.end, true));
        }
    }
    const QString removed = QAccessible::isActive() ? m_text.mid(begin, end - begin) : QString();
    m_index.reset();
    m_text.replace(begin, end - begin, text.data(), text.size());
    m_anchor = std::clamp<qsizetype>(moved(m_anchor, false), 0, m_text.size());
    m_caret = std::clamp<qsizetype>(moved(m_caret, false), 0, m_text.size());
    relayout();
    if (QAccessible::isActive()) {
        QAccessibleTextUpdateEvent event(this, int(begin), removed, text.toString());
        event.setCursorPosition(int(m_caret));
        QAccessible::updateAccessibility(&event);
    }
}

void TokenView::replace(qsizetype begin, qsizetype end, const QString& text) {
    if (begin == end && text.isEmpty())
        return;
    spliceText(begin, end, text);
    m_anchor = m_caret = begin + text.size();
    ensureCaretVisible();
    viewport()->update();
    updateMicroFocus();
    Q_EMIT edited(utf8());
    Q_EMIT caretMoved(caretOffset());
}

void TokenView::replaceUnits(qsizetype begin, qsizetype end, const QString& text) {
    begin = std::clamp<qsizetype>(begin, 0, m_text.size());
    replace(begin, std::clamp<qsizetype>(end, begin, m_text.size()), text);
}

void TokenView::insertAtCaret(const QString& text) {
    replace(selectionBegin(), selectionEnd(), text);
}

void TokenView::copy() const {
    if (m_anchor != m_caret)
        QGuiApplication::clipboard()->setText(selectedText());
}

void TokenView::cut() {
    copy();
    if (!m_readOnly)
        replace(selectionBegin(), selectionEnd(), {});
}

void TokenView::paste() {
    const QString text = QGuiApplication::clipboard()->text();
    if (!m_readOnly && !text.isEmpty())
        Q_EMIT pasted(text, selectedRange());
}

void TokenView::selectAll() {
    setSelectionUnits(0, m_text.size());
}

// --- geometry

QPointF TokenView::origin() const {
    return {double(metrics::paneSide - horizontalScrollBar()->value()),
            double(metrics::paneTop - verticalScrollBar()->value())};
}

void TokenView::relayout() {
    const QFontMetricsF metricsOfFont(fonts::encoded());
    constexpr int probe = 64; // a long run, so that rounding of single advances does not add up over a row
    m_cellWidth = std::max(1.0, metricsOfFont.horizontalAdvance(QString(probe, u'0')) / probe);
    m_rowHeight = std::max(metrics::encodedLine(), int(std::ceil(metricsOfFont.height())));
    const double room = viewport()->width() - 2.0 * metrics::paneSide;
    if (m_fold == Fold::Width)
        m_rows.layOut(m_text, std::max(1, int(room / m_cellWidth)));
    else
        m_rows.layOutParts(m_text);
    QScrollBar* sideways = horizontalScrollBar();
    const double widest = double(m_rows.longestRow()) * m_cellWidth;
    sideways->setRange(0, m_fold == Fold::Width ? 0 : int(std::max(0.0, std::ceil(widest - room))));
    sideways->setPageStep(std::max(1, int(room)));
    sideways->setSingleStep(int(std::ceil(4 * m_cellWidth)));
    QScrollBar* bar = verticalScrollBar();
    const qsizetype height = m_rows.rowCount() * m_rowHeight + 2 * metrics::paneTop;
    bar->setRange(0, int(std::max<qsizetype>(0, height - viewport()->height())));
    bar->setPageStep(std::max(m_rowHeight, viewport()->height() - m_rowHeight));
    bar->setSingleStep(m_rowHeight);
}

QRect TokenView::cellRect(qsizetype unit) const {
    const qsizetype row = m_rows.rowOf(unit);
    const double x = origin().x() + m_rows.columnOf(unit) * m_cellWidth;
    return {int(x), int(origin().y() + double(row * m_rowHeight)), int(std::ceil(m_cellWidth)), m_rowHeight};
}

qsizetype TokenView::unitAt(QPoint place) const {
    const double row = std::floor((place.y() - origin().y()) / m_rowHeight);
    const double column = std::round((place.x() - origin().x()) / m_cellWidth);
    if (row < 0)
        return 0;
    if (row >= double(m_rows.rowCount()))
        return m_text.size();
    const qsizetype unit = m_rows.unitAt(qsizetype(row), std::max(0, int(column)));
    // Never between the halves of one character.
    return unit > 0 && unit < m_text.size() && m_text[unit].isLowSurrogate() && m_text[unit - 1].isHighSurrogate()
               ? unit - 1
               : unit;
}

QSize TokenView::sizeHint() const {
    return {metrics::width(388), metrics::height(240)};
}

void TokenView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    // The first visible character stays the first visible one.
    const qsizetype first =
        m_rows.rowBegin(std::min(m_rows.rowCount() - 1, qsizetype(verticalScrollBar()->value() / m_rowHeight)));
    const bool atTop = verticalScrollBar()->value() == 0;
    relayout();
    if (!atTop)
        verticalScrollBar()->setValue(int(m_rows.rowOf(first)) * m_rowHeight);
    viewport()->update();
}

void TokenView::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        relayout();
        viewport()->update();
    }
}

void TokenView::scrollContentsBy(int, int) {
    viewport()->update();
}

} // namespace twb::ui
