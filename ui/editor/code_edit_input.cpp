// SPDX-License-Identifier: Apache-2.0
// Keys, mouse and clipboard of a CodeEdit.
#include "code_decorations.h"
#include "code_layout.h"
#include "folded_document.h"
#include "text_menu.h"

#include <cmath>
#include <limits>
#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QScopedValueRollback>
#include <QTextBlock>
#include <QTextLayout>

namespace twb::ui {
namespace {

constexpr int indentWidth = 2;
constexpr qint64 minute = 60, hour = 3600;

enum class OwnKey { None, Undo, Redo, Indent, Outdent, NumberUp, NumberDown, NumberNow, Help };

OwnKey ownKey(const QKeyEvent& event) {
    auto& key = const_cast<QKeyEvent&>(event); // QKeyEvent::matches() is const, but not its overloads before 6.6
    if (key.matches(QKeySequence::Undo))
        return OwnKey::Undo;
    if (key.matches(QKeySequence::Redo))
        return OwnKey::Redo;
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (event.key() == Qt::Key_F1 && modifiers == Qt::NoModifier)
        return OwnKey::Help;
    if (modifiers == Qt::ControlModifier && event.key() == Qt::Key_BracketRight)
        return OwnKey::Indent;
    if (modifiers == Qt::ControlModifier && event.key() == Qt::Key_BracketLeft)
        return OwnKey::Outdent;
    if (modifiers == (Qt::ControlModifier | Qt::ShiftModifier) && event.key() == Qt::Key_N)
        return OwnKey::NumberNow;
    if ((modifiers & ~Qt::ShiftModifier) == Qt::AltModifier && event.key() == Qt::Key_Up)
        return OwnKey::NumberUp;
    if ((modifiers & ~Qt::ShiftModifier) == Qt::AltModifier && event.key() == Qt::Key_Down)
        return OwnKey::NumberDown;
    return OwnKey::None;
}

} // namespace

bool CodeEdit::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && ownKey(*static_cast<QKeyEvent*>(event)) != OwnKey::None) {
        event->accept(); // before shortcuts of the window
        return true;
    }
    return QPlainTextEdit::event(event);
}

void CodeEdit::keyPressEvent(QKeyEvent* event) {
    leaveHelp();
    fillTo(std::numeric_limits<int>::max()); // a key speaks of the whole text and of the caret that waits
    if (!handleOwnKey(event) && !handleEditKey(event))
        QPlainTextEdit::keyPressEvent(event);
}

bool CodeEdit::handleOwnKey(QKeyEvent* event) {
    const qint64 step = event->modifiers() & Qt::ShiftModifier ? hour : minute;
    switch (ownKey(*event)) {
    case OwnKey::Undo:
        Q_EMIT undoRequested();
        return true;
    case OwnKey::Redo:
        Q_EMIT redoRequested();
        return true;
    case OwnKey::Help:
        explainAtCaret();
        return true;
    case OwnKey::Indent:
        shiftIndent(indentWidth);
        return true;
    case OwnKey::Outdent:
        shiftIndent(-indentWidth);
        return true;
    case OwnKey::NumberUp:
        stepNumberAtCaret(step);
        return true;
    case OwnKey::NumberDown:
        stepNumberAtCaret(-step);
        return true;
    case OwnKey::NumberNow:
        setNumberAtCaretToNow();
        return true;
    case OwnKey::None:
        break;
    }
    return false;
}

bool CodeEdit::handleEditKey(QKeyEvent* event) {
    if (isReadOnly())
        return false;
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    switch (event->key()) {
    case Qt::Key_Backspace:
        stepOverFold(QTextCursor::Left);
        return false;
    case Qt::Key_Delete:
        stepOverFold(QTextCursor::Right);
        return false;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (modifiers & ~Qt::ShiftModifier)
            return false;
        breakLine(); // never the line separator that Shift gives in Qt
        return true;
    default:
        break;
    }
    // A typed character that stands for another one here must not turn into that.
    if (!event->text().isEmpty() && event->text()[0].isPrint() && !m_folded->canInsert(event->text())) {
        insertShown(event->text());
        return true;
    }
    return false;
}

void CodeEdit::stepOverFold(QTextCursor::MoveOperation direction) {
    // Deleting over a fold takes the next character of the text, not the fold.
    QTextCursor cursor = textCursor();
    const int position = cursor.position();
    const bool atFold =
        direction == QTextCursor::Left ? m_folded->startsSoft(position) : m_folded->startsSoft(position + 1);
    if (cursor.hasSelection() || !atFold)
        return;
    cursor.movePosition(direction);
    setTextCursor(cursor);
}

void CodeEdit::breakLine() {
    const QTextCursor cursor = textCursor();
    const QString line = cursor.block().text().left(cursor.positionInBlock());
    qsizetype indent = 0;
    while (indent < line.size() && (line[indent] == u' ' || line[indent] == u'\t'))
        ++indent;
    QString text = u'\n' + line.left(indent);
    if (line.endsWith(u'{') || line.endsWith(u'['))
        text += QString(indentWidth, u' ');
    insertShown(text);
}

void CodeEdit::shiftIndent(int columns) {
    if (isReadOnly())
        return;
    QTextCursor cursor = textCursor();
    const QTextBlock last = document()->findBlock(
        cursor.hasSelection() ? std::max(cursor.selectionStart(), cursor.selectionEnd() - 1) : cursor.selectionEnd());
    QTextBlock block = document()->findBlock(cursor.selectionStart());
    // Line by line: each is a change of its own for the mirror, and folds between them stay known.
    for (const int end = last.blockNumber(); block.isValid() && block.blockNumber() <= end; block = block.next()) {
        if (m_folded->isSoft(block))
            continue;
        QTextCursor edit(block);
        if (columns > 0) {
            edit.insertText(QString(columns, u' '));
            continue;
        }
        const QString text = block.text();
        int spaces = 0;
        while (spaces < -columns && spaces < text.size() && text[spaces] == u' ')
            ++spaces;
        edit.setPosition(block.position() + spaces, QTextCursor::KeepAnchor);
        edit.removeSelectedText();
    }
}

// --- mouse

QPointF CodeEdit::snapped(QPointF place) const {
    // Glyphs are lower than their lines; Qt takes a press between two for the start or end of a line.
    double y = blockBoundingGeometry(firstVisibleBlock()).translated(contentOffset()).top();
    const int height = static_cast<CodeLayout*>(document()->documentLayout())->lineHeight();
    for (QTextBlock block = firstVisibleBlock(); block.isValid() && y < viewport()->height(); block = block.next()) {
        const int lines = block.layout()->lineCount();
        if (place.y() >= y && place.y() < y + lines * height)
            return {place.x(), y + (std::floor((place.y() - y) / height) + 0.5) * height};
        y += blockBoundingRect(block).height();
    }
    return place;
}

namespace {

QMouseEvent moved(const QMouseEvent& event, QPointF place) {
    return QMouseEvent(event.type(), place, event.scenePosition() + place - event.position(),
                       event.globalPosition() + place - event.position(), event.button(), event.buttons(),
                       event.modifiers(), event.pointingDevice());
}

} // namespace

void CodeEdit::mousePressEvent(QMouseEvent* event) {
    leaveHelp();
    m_waitingCaret.reset(); // the reader says where it is to be
    QMouseEvent own = moved(*event, snapped(event->position()));
    QPlainTextEdit::mousePressEvent(&own);
}

void CodeEdit::mouseMoveEvent(QMouseEvent* event) {
    const QPoint place = event->position().toPoint();
    if (event->buttons() == Qt::NoButton && place != m_hoverPlace) {
        // A tooltip stays while the pointer is on its line.
        const int height = static_cast<CodeLayout*>(document()->documentLayout())->lineHeight();
        if (std::abs(place.y() - m_hoverPlace.y()) > height / 2)
            leaveHelp();
        if (!m_helpShown) {
            m_hoverPlace = place;
            m_hover.start();
        }
    }
    QMouseEvent own = moved(*event, event->buttons() ? snapped(event->position()) : event->position());
    QPlainTextEdit::mouseMoveEvent(&own);
}

void CodeEdit::mouseReleaseEvent(QMouseEvent* event) {
    QMouseEvent own = moved(*event, snapped(event->position()));
    QPlainTextEdit::mouseReleaseEvent(&own);
}

void CodeEdit::mouseDoubleClickEvent(QMouseEvent* event) {
    QMouseEvent own = moved(*event, snapped(event->position()));
    QPlainTextEdit::mouseDoubleClickEvent(&own);
}

bool CodeEdit::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave)
        leaveHelp();
    return QPlainTextEdit::viewportEvent(event);
}

void CodeEdit::focusInEvent(QFocusEvent* event) {
    QPlainTextEdit::focusInEvent(event);
    viewport()->update();
}

void CodeEdit::focusOutEvent(QFocusEvent* event) {
    QPlainTextEdit::focusOutEvent(event);
    viewport()->update();
}

void CodeEdit::contextMenuEvent(QContextMenuEvent* event) {
    fillTo(std::numeric_limits<int>::max());
    const bool selected = textCursor().hasSelection();
    TextMenu menu;
    menu.editable = !isReadOnly();
    menu.selected = selected;
    menu.empty = document()->isEmpty();
    menu.undo = [this] { Q_EMIT undoRequested(); };
    menu.redo = [this] { Q_EMIT redoRequested(); };
    menu.cut = [this] { cut(); };
    menu.copy = [this] { copy(); };
    menu.paste = [this] { paste(); };
    menu.remove = [this] { textCursor().removeSelectedText(); };
    menu.selectAll = [this] { selectAll(); };
    showTextMenu(this, event->globalPos(), menu);
}

// --- clipboard

QMimeData* CodeEdit::createMimeDataFromSelection() const {
    auto* content = new QMimeData;
    content->setText(m_folded->textBetween(textCursor().selectionStart(), textCursor().selectionEnd()));
    return content;
}

bool CodeEdit::canInsertFromMimeData(const QMimeData* source) const {
    // Files are for the whole window.
    return source->hasText() && !source->hasUrls();
}

void CodeEdit::insertFromMimeData(const QMimeData* source) {
    if (!isReadOnly() && canInsertFromMimeData(source) && !source->text().isEmpty())
        insertShown(source->text());
}

void CodeEdit::inputMethodEvent(QInputMethodEvent* event) {
    fillTo(std::numeric_limits<int>::max());
    const QScopedValueRollback composing(m_composing, true);
    QPlainTextEdit::inputMethodEvent(event);
}

void CodeEdit::dropEvent(QDropEvent* event) {
    // Qt would move text in one change that covers everything between both places.
    const QTextCursor source = textCursor();
    int place = cursorForPosition(snapped(event->position()).toPoint()).position();
    const bool move = (event->source() == this || event->source() == viewport()) &&
                      event->proposedAction() == Qt::MoveAction && source.hasSelection();
    QDragLeaveEvent leave;
    QPlainTextEdit::dragLeaveEvent(&leave);
    if (isReadOnly() || !canInsertFromMimeData(event->mimeData()) ||
        (move && place >= source.selectionStart() && place <= source.selectionEnd()))
        return;
    const QString text = event->mimeData()->text();
    if (move) {
        const QScopedValueRollback rendering(m_rendering, Rendering::Yes);
        QTextCursor target(document());
        target.setPosition(place);
        m_folded->replace(source.selectionStart(), source.selectionEnd(), {});
        place = target.position();
    }
    QTextCursor cursor = textCursor();
    cursor.setPosition(place);
    setTextCursor(cursor);
    insertShown(text);
    event->setDropAction(Qt::CopyAction); // nothing is left to do for the source
    event->accept();
}

void CodeEdit::insertShown(const QString& text) {
    const QTextCursor before = textCursor();
    const int behind = [&] {
        const QScopedValueRollback rendering(m_rendering, Rendering::Yes);
        return m_folded->replace(before.selectionStart(), before.selectionEnd(), text);
    }();
    placeCaret(behind, behind);
    ensureCursorVisible();
    onContentsChanged();
    fillByTurns();
}

} // namespace twb::ui
