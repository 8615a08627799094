// SPDX-License-Identifier: Apache-2.0
#include "editor/code_edit.h"

#include "common/theme.h"

#include <QAccessible>
#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QImage>
#include <QInputMethodEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>

using namespace twb;
using namespace twb::ui;

class CodeEditTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void settingIsNoEdit();
    void typingTellsTheOctets();
    void undoAndRedoAreAsked();
    void tabLeavesAndBracketsIndent();
    void returnKeepsTheIndent();
    void numbersStepAndTakeNow();
    void numbersInsideTextStay();
    void setTextKeepingCaretKeepsCaretAndScroll();
    void longLineRoundTrip();
    void deletingOverAFoldTakesACharacter();
    void copyHasNoFolds();
    void carriageReturnsComeBack();
    void pasteIsOneEdit();
    void dropMovesText();
    void composedTextKeepsFolds();
    void readOnlyRefusesKeys();
    void caretPlaceCountsWholeLines();
    void helpByKeyAndHover();
    void hintsAreTheDescription();
    void coloursMembersAndMarks();
    void coloursGoOffForLargeText();
    void clickBetweenGlyphsStaysInTheLine();
    void accessibleText();

private:
    QByteArray sample() const { return "{\n  \"iss\": \"a\",\n  \"exp\": 1795198032\n}"; }
    void place(const char* text) { m_edit->setCaretOffset(std::size_t(m_edit->utf8().indexOf(text))); }
    bool hasColour(const QRect& where, Role role) const;
    CodeEdit* m_edit = nullptr;
};

void CodeEditTest::init() {
    m_edit = new CodeEdit;
    m_edit->resize(600, 300);
    m_edit->show();
    m_edit->activateWindow();
    m_edit->setFocus();
    QVERIFY(QTest::qWaitForWindowExposed(m_edit));
}

void CodeEditTest::cleanup() {
    delete m_edit;
}

bool CodeEditTest::hasColour(const QRect& where, Role role) const {
    const QImage image = m_edit->grab().toImage();
    const QRgb wanted = color(role).rgb();
    for (int y = where.top(); y <= where.bottom(); ++y) {
        for (int x = where.left(); x <= where.right(); ++x) {
            if (image.valid(x, y) && image.pixel(x, y) == wanted)
                return true;
        }
    }
    return false;
}

void CodeEditTest::settingIsNoEdit() {
    QSignalSpy edited(m_edit, &CodeEdit::edited);
    m_edit->setUtf8(sample());
    m_edit->setTextKeepingCaret(sample() + "\n");
    QCOMPARE(edited.size(), 0);
    QCOMPARE(m_edit->utf8(), sample() + "\n");
}

void CodeEditTest::typingTellsTheOctets() {
    m_edit->setUtf8("{\xc3\xa9}");
    m_edit->setCaretOffset(3);
    QSignalSpy edited(m_edit, &CodeEdit::edited);
    QSignalSpy moved(m_edit, &CodeEdit::caretMoved);
    QTest::keyClick(m_edit, 'x');
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited[0][0].toByteArray(), QByteArray("{\xc3\xa9x}"));
    QCOMPARE(m_edit->caretOffset(), std::size_t(4));
    QVERIFY(!moved.isEmpty());
    QCOMPARE(moved.last()[0].value<std::size_t>(), std::size_t(4));
    m_edit->selectRange({1, 2});
    QTest::keyClick(m_edit, Qt::Key_Delete);
    QCOMPARE(m_edit->utf8(), QByteArray("{x}"));
    QCOMPARE(edited.size(), 2);
}

void CodeEditTest::undoAndRedoAreAsked() {
    m_edit->setUtf8(sample());
    QTest::keyClick(m_edit, 'x');
    const QByteArray text = m_edit->utf8();
    QSignalSpy undo(m_edit, &CodeEdit::undoRequested), redo(m_edit, &CodeEdit::redoRequested);
    QTest::keyClick(m_edit, Qt::Key_Z, Qt::ControlModifier);
    QTest::keyClick(m_edit, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(undo.size(), 1);
    QCOMPARE(redo.size(), 1);
    QCOMPARE(m_edit->utf8(), text);
}

void CodeEditTest::tabLeavesAndBracketsIndent() {
    QVERIFY(m_edit->tabChangesFocus());
    m_edit->setUtf8("a\nb\nc");
    m_edit->selectRange({0, 3});
    QTest::keyClick(m_edit, Qt::Key_BracketRight, Qt::ControlModifier);
    QCOMPARE(m_edit->utf8(), QByteArray("  a\n  b\nc"));
    QTest::keyClick(m_edit, Qt::Key_BracketLeft, Qt::ControlModifier);
    QCOMPARE(m_edit->utf8(), QByteArray("a\nb\nc"));
    QTest::keyClick(m_edit, Qt::Key_BracketLeft, Qt::ControlModifier);
    QCOMPARE(m_edit->utf8(), QByteArray("a\nb\nc"));
}

void CodeEditTest::returnKeepsTheIndent() {
    m_edit->setUtf8("  {");
    m_edit->setCaretOffset(3);
    QTest::keyClick(m_edit, Qt::Key_Return);
    QCOMPARE(m_edit->utf8(), QByteArray("  {\n    "));
    QTest::keyClick(m_edit, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(m_edit->utf8(), QByteArray("  {\n    \n    "));
}

void CodeEditTest::numbersStepAndTakeNow() {
    m_edit->setUtf8(sample());
    place("98032");
    const std::size_t caret = m_edit->caretOffset();
    QSignalSpy edited(m_edit, &CodeEdit::edited);
    QTest::keyClick(m_edit, Qt::Key_Up, Qt::AltModifier);
    QVERIFY(m_edit->utf8().contains("1795198092"));
    QCOMPARE(m_edit->caretOffset(), caret);
    QTest::keyClick(m_edit, Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
    QVERIFY(m_edit->utf8().contains("1795194492"));
    QTest::keyClick(m_edit, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier); // no moment known: nothing
    QCOMPARE(edited.size(), 2);
    m_edit->setMomentSource([] { return qint64(42); });
    QTest::keyClick(m_edit, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(m_edit->utf8().contains("\"exp\": 42\n"));
    QCOMPARE(edited.size(), 3);
}

void CodeEditTest::numbersInsideTextStay() {
    for (const char* text : {"[\"a 17 b\"]", "[1.5]", "[1e5]", "[\"17\"]", "[abc]"}) {
        m_edit->setUtf8(text);
        for (std::size_t i = 0; i < 8; ++i) {
            m_edit->setCaretOffset(i);
            QTest::keyClick(m_edit, Qt::Key_Up, Qt::AltModifier);
        }
        QCOMPARE(m_edit->utf8(), QByteArray(text));
    }
    m_edit->setUtf8("[-60]");
    m_edit->setCaretOffset(2);
    QTest::keyClick(m_edit, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(m_edit->utf8(), QByteArray("[0]"));
}

void CodeEditTest::setTextKeepingCaretKeepsCaretAndScroll() {
    QByteArray text;
    for (int i = 0; i < 200; ++i)
        text += "line " + QByteArray::number(i) + "\n";
    m_edit->setUtf8(text);
    place("line 150");
    const int bar = m_edit->verticalScrollBar()->value();
    QVERIFY(bar > 0);
    QByteArray other = text;
    other.replace("line 3\n", "a longer line 3\n");
    m_edit->setTextKeepingCaret(other);
    QCOMPARE(m_edit->utf8(), other);
    QCOMPARE(qsizetype(m_edit->caretOffset()), other.indexOf("line 150"));
    QCOMPARE(m_edit->verticalScrollBar()->value(), bar);
    // Caret inside what is replaced: the same octet. Behind it: behind the new text.
    m_edit->setUtf8("{\"a\":123}");
    m_edit->setCaretOffset(6);
    m_edit->setTextKeepingCaret("{\"a\":45678}");
    QCOMPARE(m_edit->caretOffset(), std::size_t(6));
    m_edit->setCaretOffset(10);
    m_edit->setTextKeepingCaret("{\"a\":9}");
    QCOMPARE(m_edit->caretOffset(), std::size_t(6));
}

void CodeEditTest::longLineRoundTrip() {
    QByteArray text = "{\"a\":\"";
    text += QByteArray(1'000'000, 'x') + "\",\n\"b\":1}";
    m_edit->setUtf8(text);
    QCOMPARE(m_edit->utf8(), text);
    QSignalSpy edited(m_edit, &CodeEdit::edited);
    for (std::size_t where : {7u, 2'047u, 2'048u, 2'049u, 500'000u, 999'999u}) {
        m_edit->setCaretOffset(where);
        QCOMPARE(m_edit->caretOffset(), where);
        QTest::keyClick(m_edit, 'y');
        text.insert(qsizetype(where), 'y');
        QCOMPARE(m_edit->caretOffset(), where + 1);
    }
    QCOMPARE(edited.size(), 6);
    QVERIFY(m_edit->utf8() == text);
    QTest::keyClick(m_edit, Qt::Key_Return);
    text.insert(1'000'000, '\n');
    QVERIFY(m_edit->utf8() == text);
    QCOMPARE(m_edit->caretPlace().line, 2);
}

void CodeEditTest::deletingOverAFoldTakesACharacter() {
    QByteArray text;
    for (int i = 0; i < 3'000; ++i)
        text += QByteArray::number(i) + ',';
    m_edit->setUtf8(text);
    QVERIFY(m_edit->blockCount() > 2);
    const QTextBlock piece = m_edit->document()->findBlockByNumber(1);
    QTextCursor cursor(piece);
    m_edit->setTextCursor(cursor);
    const qsizetype at = qsizetype(m_edit->caretOffset());
    QTest::keyClick(m_edit, Qt::Key_Backspace);
    text.remove(at - 1, 1);
    QVERIFY(m_edit->utf8() == text);
    cursor = QTextCursor(m_edit->document()->findBlockByNumber(0));
    cursor.movePosition(QTextCursor::EndOfBlock);
    m_edit->setTextCursor(cursor);
    const qsizetype end = qsizetype(m_edit->caretOffset());
    QTest::keyClick(m_edit, Qt::Key_Delete);
    text.remove(end, 1);
    QVERIFY(m_edit->utf8() == text);
}

void CodeEditTest::copyHasNoFolds() {
    const QByteArray text = QByteArray(30'000, 'x') + "\r\n" + QByteArray(10, 'y');
    m_edit->setUtf8(text);
    m_edit->selectAll();
    QTest::keyClick(m_edit, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().toUtf8() == text);
}

void CodeEditTest::carriageReturnsComeBack() {
    const QByteArray text("{\r\n\t\"a\":\"\0\"\r\n}\r", 16);
    m_edit->setUtf8(text);
    QCOMPARE(m_edit->utf8(), text);
    m_edit->setCaretOffset(1);
    QTest::keyClick(m_edit, 'x');
    QByteArray edited = text;
    edited.insert(1, 'x');
    QCOMPARE(m_edit->utf8(), edited);
    QVERIFY(CodeEdit::canHold(text));
    QVERIFY(!CodeEdit::canHold("\xff"));
}

void CodeEditTest::pasteIsOneEdit() {
    m_edit->setUtf8("[]");
    m_edit->setCaretOffset(1);
    QSignalSpy edited(m_edit, &CodeEdit::edited);
    QGuiApplication::clipboard()->setText(QStringLiteral("1,\r\n2"));
    QTest::keyClick(m_edit, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(edited.size(), 1);
    QCOMPARE(m_edit->utf8(), QByteArray("[1,\r\n2]"));
    QCOMPARE(m_edit->caretOffset(), std::size_t(6));
}

void CodeEditTest::dropMovesText() {
    const QByteArray text = "head\n" + QByteArray(20'000, 'x') + "\ntail";
    m_edit->setUtf8(text);
    m_edit->moveCursor(QTextCursor::Start);
    const QPoint start = m_edit->cursorRect().center();
    m_edit->selectRange({std::size_t(text.size()) - 4, 4});
    m_edit->verticalScrollBar()->setValue(0);
    QSignalSpy edited(m_edit, &CodeEdit::edited);
    QMimeData moved;
    moved.setText(QStringLiteral("tail"));
    QDragEnterEvent enter(start, Qt::CopyAction, &moved, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_edit->viewport(), &enter);
    QDropEvent drop(start, Qt::CopyAction, &moved, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_edit->viewport(), &drop);
    QCOMPARE(edited.size(), 1);
    QVERIFY(m_edit->utf8() == "tail" + text);
}

void CodeEditTest::composedTextKeepsFolds() {
    QByteArray text(20'000, 'x');
    m_edit->setUtf8(text);
    m_edit->setCaretOffset(3'000);
    QInputMethodEvent composing(QStringLiteral("e"), {});
    QCoreApplication::sendEvent(m_edit, &composing);
    QVERIFY(m_edit->utf8() == text);
    QInputMethodEvent committed;
    committed.setCommitString(QStringLiteral("\u00e9"));
    QCoreApplication::sendEvent(m_edit, &committed);
    text.insert(3'000, "\xc3\xa9");
    QVERIFY(m_edit->utf8() == text);
}

void CodeEditTest::readOnlyRefusesKeys() {
    m_edit->setUtf8("[1]");
    m_edit->setReadOnly(true);
    m_edit->setCaretOffset(1);
    QTest::keyClick(m_edit, 'x');
    QTest::keyClick(m_edit, Qt::Key_Return);
    QTest::keyClick(m_edit, Qt::Key_Up, Qt::AltModifier);
    QTest::keyClick(m_edit, Qt::Key_BracketRight, Qt::ControlModifier);
    QCOMPARE(m_edit->utf8(), QByteArray("[1]"));
}

void CodeEditTest::caretPlaceCountsWholeLines() {
    m_edit->setUtf8("a\n\xc3\xa9\xf0\x9f\x98\x80z\n" + QByteArray(20'000, 'x') + "\nend");
    m_edit->setCaretOffset(8);
    QCOMPARE(m_edit->caretPlace().line, 2);
    QCOMPARE(m_edit->caretPlace().column, 3);
    m_edit->setCaretOffset(10 + 12'345);
    QCOMPARE(m_edit->caretPlace().line, 3);
    QCOMPARE(m_edit->caretPlace().column, 12'346);
    m_edit->setCaretOffset(std::size_t(m_edit->utf8().size()));
    QCOMPARE(m_edit->caretPlace().line, 4);
}

void CodeEditTest::helpByKeyAndHover() {
    m_edit->setUtf8(sample());
    place("exp");
    QSignalSpy help(m_edit, &CodeEdit::claimHelpRequested), left(m_edit, &CodeEdit::claimHelpLeft);
    QTest::keyClick(m_edit, Qt::Key_F1);
    QCOMPARE(help.size(), 1);
    QCOMPARE(help[0][0].value<std::size_t>(), m_edit->caretOffset());
    const QRect line = help[0][1].toRect();
    QVERIFY(line.contains(m_edit->viewport()->mapToGlobal(m_edit->cursorRect().center())));
    QTest::keyClick(m_edit, Qt::Key_Left);
    QCOMPARE(left.size(), 1);

    QTest::mouseMove(m_edit->viewport(), m_edit->cursorRect().center() + QPoint(10, 0));
    QVERIFY(help.wait(2000));
    QCOMPARE(help.size(), 2);
    QVERIFY(help[1][0].value<std::size_t>() >= m_edit->caretOffset());
}

void CodeEditTest::hintsAreTheDescription() {
    m_edit->setUtf8(sample());
    m_edit->setHints({{2, QStringLiteral("in 4 m 12 s")}, {1, QStringLiteral("issuer")}});
    place("iss");
    QCOMPARE(m_edit->accessibleDescription(), QStringLiteral("issuer"));
    place("exp");
    QCOMPARE(m_edit->accessibleDescription(), QStringLiteral("in 4 m 12 s"));
    m_edit->setCaretOffset(0);
    QCOMPARE(m_edit->accessibleDescription(), QString());
    // A new line above moves the hints with their lines until the page sets them anew.
    QTest::keyClick(m_edit, Qt::Key_Return);
    place("iss");
    QCOMPARE(m_edit->accessibleDescription(), QStringLiteral("issuer"));
    m_edit->selectAll();
    QVERIFY(!m_edit->textCursor().selectedText().contains(QStringLiteral("issuer")));
}

void CodeEditTest::coloursMembersAndMarks() {
    m_edit->setUtf8(sample());
    m_edit->setCaretOffset(0);
    const QRect whole = m_edit->rect();
    QVERIFY(hasColour(whole, Role::JNum));
    QVERIFY(hasColour(whole, Role::Line)); // the current line
    QVERIFY(!hasColour(whole, Role::AccentSoft));
    m_edit->setMarkedRanges({{4, 5}});
    QVERIFY(hasColour(whole, Role::AccentSoft));
    m_edit->selectRange({4, 5});
    QVERIFY(hasColour(whole, Role::Sel));
    QVERIFY(!hasColour(QRect(0, 0, 3, 300), Role::Accent));
    m_edit->setChangedLines({1});
    QVERIFY(hasColour(QRect(0, 0, 3, 300), Role::Accent));
    m_edit->setLanguage(CodeLanguage::Plain);
    QVERIFY(!hasColour(whole, Role::JNum));
}

void CodeEditTest::coloursGoOffForLargeText() {
    m_edit->setUtf8("[1]\n" + QByteArray(3 * 1024 * 1024, ' '));
    QVERIFY(m_edit->coloursOff());
    QVERIFY(!hasColour(m_edit->rect(), Role::JNum));
    m_edit->setUtf8("[1]");
    QVERIFY(!m_edit->coloursOff());
    QVERIFY(hasColour(m_edit->rect(), Role::JNum));
}

void CodeEditTest::clickBetweenGlyphsStaysInTheLine() {
    m_edit->setUtf8("aaaaaaaaaa\nbbbbbbbbbb\ncccccccccc");
    m_edit->setCaretOffset(16);
    const QRect caret = m_edit->cursorRect();
    for (int y = caret.top() - 1; y <= caret.bottom() + 1; ++y) {
        m_edit->setCaretOffset(0);
        QTest::mouseClick(m_edit->viewport(), Qt::LeftButton, Qt::NoModifier, QPoint(caret.left() + 1, y));
        QCOMPARE(m_edit->caretOffset(), std::size_t(16));
    }
}

void CodeEditTest::accessibleText() {
    m_edit->setUtf8(sample());
    m_edit->setAccessibleName(QStringLiteral("Payload JSON"));
    QAccessibleInterface* access = QAccessible::queryAccessibleInterface(m_edit);
    QVERIFY(access && access->textInterface());
    QCOMPARE(access->text(QAccessible::Name), QStringLiteral("Payload JSON"));
    QCOMPARE(access->textInterface()->text(0, 3), QStringLiteral("{\n "));
}

QTEST_MAIN(CodeEditTest)
#include "tst_editor_code_edit.moc"
