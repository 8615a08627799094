// SPDX-License-Identifier: Apache-2.0
// Keys, mouse, drag and drop, input methods of the encoded token.
#include "common/metrics.h"
#include "text_menu.h"
#include "token_view.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDrag>
#include <QMimeData>
#include <QScrollBar>

namespace twb::ui {

qsizetype TokenView::stepped(qsizetype unit, int direction) const {
    qsizetype next = std::clamp<qsizetype>(unit + direction, 0, m_text.size());
    if (next > 0 && next < m_text.size() && m_text[next].isLowSurrogate() && m_text[next - 1].isHighSurrogate())
        next += direction;
    return next;
}

qsizetype TokenView::boundary(qsizetype unit, int direction) const {
    // The next end of a part, of a line, or of the text.
    qsizetype best = direction > 0 ? m_text.size() : 0;
    const auto offer = [&](qsizetype place) {
        if (direction > 0 ? place > unit && place < best : place < unit && place > best)
            best = place;
    };
    for (const Span& part : m_parts) {
        offer(part.begin);
        offer(part.end);
    }
    const qsizetype line = m_rows.lineOf(unit);
    offer(m_rows.lineBegin(line));
    if (direction < 0 && unit > 0)
        offer(m_rows.lineBegin(m_rows.lineOf(unit - 1)));
    const qsizetype lineEnd = m_rows.hasLineBreaks() ? m_text.indexOf(u'\n', unit) : -1;
    if (lineEnd >= 0)
        offer(lineEnd == unit ? unit + 1 : lineEnd);
    return best;
}

bool TokenView::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        // Keys of the text field win over shortcuts of the window while it has the focus.
        auto* key = static_cast<QKeyEvent*>(event);
        const bool typed = !(key->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) && !key->text().isEmpty() &&
                           key->text()[0].isPrint();
        for (auto standard : {QKeySequence::Undo, QKeySequence::Redo, QKeySequence::Copy, QKeySequence::Cut,
                              QKeySequence::Paste, QKeySequence::SelectAll, QKeySequence::Delete,
                              QKeySequence::MoveToNextWord, QKeySequence::MoveToPreviousWord}) {
            if (key->matches(standard))
                key->accept();
        }
        if (typed || key->key() == Qt::Key_Home || key->key() == Qt::Key_End || key->key() == Qt::Key_Backspace)
            key->accept();
        if (key->isAccepted())
            return true;
    }
    return QAbstractScrollArea::event(event);
}

void TokenView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->matches(QKeySequence::SelectAll))
        selectAll();
    else if (!handleMoveKey(event) && !handleEditKey(event))
        QAbstractScrollArea::keyPressEvent(event);
}

bool TokenView::handleMoveKey(QKeyEvent* event) {
    const Selecting selecting = event->modifiers() & Qt::ShiftModifier ? Selecting::Yes : Selecting::No;
    const bool control = event->modifiers() & Qt::ControlModifier;
    if (event->modifiers() & (Qt::AltModifier | Qt::MetaModifier))
        return false;
    const qsizetype row = m_rows.rowOf(m_caret);
    const int column = m_rows.columnOf(m_caret);
    const qsizetype page = std::max(1, viewport()->height() / m_rowHeight - 1);
    // In another row, or to the end of the text when there is none.
    const auto inRow = [&](qsizetype target) {
        return target < 0 ? 0 : target >= m_rows.rowCount() ? m_text.size() : m_rows.unitAt(target, column);
    };
    // The last cell of a folded row belongs to that row, the place after it to the next one.
    const auto rowLast = [&] {
        const qsizetype end = m_rows.rowEnd(row);
        return end < m_text.size() && m_text[end] != u'\n' ? stepped(end, -1) : end;
    };
    switch (event->key()) {
    case Qt::Key_Left:
        if (selecting == Selecting::No && !control && m_anchor != m_caret)
            moveCaret(selectionBegin(), selecting);
        else
            moveCaret(control ? boundary(m_caret, -1) : stepped(m_caret, -1), selecting);
        return true;
    case Qt::Key_Right:
        if (selecting == Selecting::No && !control && m_anchor != m_caret)
            moveCaret(selectionEnd(), selecting);
        else
            moveCaret(control ? boundary(m_caret, 1) : stepped(m_caret, 1), selecting);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (control)
            return false;
        moveCaret(inRow(row + (event->key() == Qt::Key_Down ? 1 : -1)), selecting);
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        if (control)
            return false; // next and previous tab
        moveCaret(inRow(row + (event->key() == Qt::Key_PageDown ? page : -page)), selecting);
        return true;
    case Qt::Key_Home:
        moveCaret(control ? 0 : m_rows.rowBegin(row), selecting);
        return true;
    case Qt::Key_End:
        moveCaret(control ? m_text.size() : rowLast(), selecting);
        return true;
    default:
        return false;
    }
}

bool TokenView::handleEditKey(QKeyEvent* event) {
    if (m_readOnly)
        return false;
    if (event->matches(QKeySequence::Undo)) {
        Q_EMIT undoRequested();
        return true;
    }
    if (event->matches(QKeySequence::Redo)) {
        Q_EMIT redoRequested();
        return true;
    }
    if (event->matches(QKeySequence::Cut)) {
        cut();
        return true;
    }
    if (event->matches(QKeySequence::Paste)) {
        paste();
        return true;
    }
    const bool control = event->modifiers() & Qt::ControlModifier;
    const bool selected = m_anchor != m_caret;
    switch (event->key()) {
    case Qt::Key_Backspace:
        if (selected)
            replace(selectionBegin(), selectionEnd(), {});
        else
            replace(control ? boundary(m_caret, -1) : stepped(m_caret, -1), m_caret, {});
        return true;
    case Qt::Key_Delete:
        if (selected)
            replace(selectionBegin(), selectionEnd(), {});
        else
            replace(m_caret, control ? boundary(m_caret, 1) : stepped(m_caret, 1), {});
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (control)
            return false;
        insertAtCaret(QStringLiteral("\n"));
        return true;
    default:
        break;
    }
    const Qt::KeyboardModifiers others = event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
    // AltGr arrives as Ctrl+Alt on some systems.
    const bool altGr = others == (Qt::ControlModifier | Qt::AltModifier) || others == Qt::GroupSwitchModifier;
    if (event->text().isEmpty() || !(event->text()[0].isPrint() || event->text()[0].isSurrogate()) ||
        (others && !altGr))
        return false;
    insertAtCaret(event->text());
    return true;
}

// --- mouse

void TokenView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    m_pressPlace = event->position().toPoint();
    const qsizetype unit = unitAt(m_pressPlace);
    const bool inSelection = m_anchor != m_caret && unit > selectionBegin() && unit < selectionEnd();
    if (inSelection && !(event->modifiers() & Qt::ShiftModifier)) {
        m_press = Press::MayDrag;
        return;
    }
    m_press = Press::Selecting;
    moveCaret(unit, event->modifiers() & Qt::ShiftModifier ? Selecting::Yes : Selecting::No);
}

void TokenView::mouseMoveEvent(QMouseEvent* event) {
    const QPoint place = event->position().toPoint();
    if (m_press == Press::Selecting) {
        moveCaret(unitAt(place), Selecting::Yes);
    } else if (m_press == Press::MayDrag &&
               (place - m_pressPlace).manhattanLength() >= QApplication::startDragDistance()) {
        m_press = Press::None;
        auto* drag = new QDrag(this);
        auto* content = new QMimeData;
        content->setText(selectedText());
        drag->setMimeData(content);
        drag->exec(Qt::CopyAction);
    }
}

void TokenView::mouseReleaseEvent(QMouseEvent* event) {
    if (m_press == Press::MayDrag) // a plain click into the selection
        moveCaret(unitAt(event->position().toPoint()), Selecting::No);
    m_press = Press::None;
    QClipboard* clipboard = QGuiApplication::clipboard();
    if (event->button() == Qt::LeftButton && m_anchor != m_caret && clipboard->supportsSelection())
        clipboard->setText(selectedText(), QClipboard::Selection);
    if (event->button() == Qt::MiddleButton && !m_readOnly && clipboard->supportsSelection()) {
        moveCaret(unitAt(event->position().toPoint()), Selecting::No);
        const QString text = clipboard->text(QClipboard::Selection);
        if (!text.isEmpty())
            Q_EMIT pasted(text, selectedRange());
    }
}

void TokenView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    const qsizetype unit = unitAt(event->position().toPoint());
    if (const Span* part = partAt(unit))
        setSelectionUnits(part->begin, part->end);
    else
        setSelectionUnits(boundary(unit, -1), boundary(unit, 1));
}

void TokenView::contextMenuEvent(QContextMenuEvent* event) {
    const bool selected = m_anchor != m_caret;
    TextMenu menu;
    menu.editable = !m_readOnly;
    menu.selected = selected;
    menu.empty = m_text.isEmpty();
    menu.undo = [this] { Q_EMIT undoRequested(); };
    menu.redo = [this] { Q_EMIT redoRequested(); };
    menu.cut = [this] { cut(); };
    menu.copy = [this] { copy(); };
    menu.paste = [this] { paste(); };
    menu.remove = [this] { replace(selectionBegin(), selectionEnd(), {}); };
    menu.selectAll = [this] { selectAll(); };
    showTextMenu(this, event->globalPos(), menu);
}

// --- drag and drop: what is dropped is pasted, and the page decides

void TokenView::dragEnterEvent(QDragEnterEvent* event) {
    // Files are for the whole window.
    if (!m_readOnly && event->mimeData()->hasText() && !event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void TokenView::dragMoveEvent(QDragMoveEvent* event) {
    m_dropUnit = unitAt(event->position().toPoint());
    viewport()->update();
    event->acceptProposedAction();
}

void TokenView::dragLeaveEvent(QDragLeaveEvent*) {
    m_dropUnit = -1;
    viewport()->update();
}

void TokenView::dropEvent(QDropEvent* event) {
    const qsizetype unit = unitAt(event->position().toPoint());
    const QString text = event->mimeData()->text();
    m_dropUnit = -1;
    if (m_readOnly || text.isEmpty())
        return;
    moveCaret(unit, Selecting::No);
    event->acceptProposedAction();
    Q_EMIT pasted(text, selectedRange());
}

// --- input methods and focus

void TokenView::inputMethodEvent(QInputMethodEvent* event) {
    if (!m_readOnly && !event->commitString().isEmpty())
        insertAtCaret(event->commitString());
    event->accept();
}

QVariant TokenView::inputMethodQuery(Qt::InputMethodQuery query) const {
    switch (query) {
    case Qt::ImEnabled:
        return !m_readOnly;
    case Qt::ImCursorRectangle:
        return cellRect(m_caret).translated(viewport()->pos());
    case Qt::ImCursorPosition:
        return 0; // no surrounding text: it may be megabytes
    case Qt::ImHints:
        return int(Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase | Qt::ImhSensitiveData);
    default:
        return QAbstractScrollArea::inputMethodQuery(query);
    }
}

void TokenView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TokenView::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace twb::ui
