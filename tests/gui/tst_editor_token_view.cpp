// SPDX-License-Identifier: Apache-2.0
#include "editor/token_view.h"

#include "common/theme.h"

#include <QAccessible>
#include <QClipboard>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace twb;
using namespace twb::ui;

class TokenViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keepsTheTextExactly();
    void rowsFoldAndCount();
    void segmentColours();
    void partsInRows();
    void marksSelectionAndErrors();
    void typingMovesTheParts();
    void deletingAndWords();
    void caretKeys();
    void copyStripsFolds();
    void pasteIsOnlyTold();
    void dropIsOnlyTold();
    void undoAndRedoAreAsked();
    void doubleClickSelectsThePart();
    void readOnlyRefusesKeys();
    void tabLeaves();
    void setTextKeepsCaretAndScroll();
    void largeTokenIsInstant();
    void placeholder();
    void accessibleText();

private:
    QByteArray sample() const { return QByteArray("eyJhbGciOiJIUzI1NiJ9.") + QByteArray(300, 'Q') + ".kUgi5Coo4Hbad4"; }
    void showSample();
    bool hasColour(Role role, const QRect& where = {}) const;
    TokenView* m_view = nullptr;
};

void TokenViewTest::init() {
    m_view = new TokenView;
    m_view->resize(388, 300);
    m_view->show();
    m_view->activateWindow();
    m_view->setFocus();
    QVERIFY(QTest::qWaitForWindowExposed(m_view));
}

void TokenViewTest::cleanup() {
    delete m_view;
}

void TokenViewTest::showSample() {
    m_view->setUtf8(sample());
    m_view->setParts({{{0, 20}, PartRole::Header}, {{21, 300}, PartRole::Payload}, {{322, 14}, PartRole::Signature}});
}

bool TokenViewTest::hasColour(Role role, const QRect& where) const {
    const QImage image = m_view->grab().toImage();
    const QRect area = where.isNull() ? image.rect() : where;
    // Text is smoothed: a pixel near the colour counts, the ground never is.
    const QColor wanted = color(role);
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            if (!image.valid(x, y))
                continue;
            const QColor found = image.pixelColor(x, y);
            if (std::abs(found.red() - wanted.red()) + std::abs(found.green() - wanted.green()) +
                    std::abs(found.blue() - wanted.blue()) <
                6)
                return true;
        }
    }
    return false;
}

void TokenViewTest::keepsTheTextExactly() {
    QSignalSpy edited(m_view, &TokenView::edited);
    for (const QByteArray& text :
         {QByteArray("Bearer a.b.c\r\n"), QByteArray("a\0b\x01\x7f", 5),
          QByteArray("\xe2\x80\xa8 \xf0\x9f\x98\x80 \xe6\xbc\xa2"), QByteArray("\n\n\n"), QByteArray()}) {
        m_view->setUtf8(text);
        QCOMPARE(m_view->utf8(), text);
        QVERIFY(!m_view->grab().isNull());
    }
    QCOMPARE(edited.size(), 0);
}

void TokenViewTest::rowsFoldAndCount() {
    TokenRows rows;
    rows.layOut(u"", 10);
    QCOMPARE(rows.rowCount(), 1);
    rows.layOut(u"0123456789", 10);
    QCOMPARE(rows.rowCount(), 1);
    QCOMPARE(rows.rowOf(10), 0);
    QCOMPARE(rows.columnOf(10), 10);
    rows.layOut(u"0123456789a", 10);
    QCOMPARE(rows.rowCount(), 2);
    QCOMPARE(rows.rowOf(10), 1);
    QCOMPARE(rows.rowEnd(0), 10);
    rows.layOut(u"012\n\n0123456789ab\n", 5);
    QCOMPARE(rows.rowCount(), 6); // 012 | | 01234 | 56789 | ab |
    QCOMPARE(rows.rowOf(3), 0);
    QCOMPARE(rows.rowOf(4), 1);
    QCOMPARE(rows.rowBegin(3), 10);
    QCOMPARE(rows.rowOf(18), 5);
    QCOMPARE(rows.unitAt(0, 99), 3);
    QCOMPARE(rows.unitAt(4, 1), 16);
    QCOMPARE(rows.lineOf(16), 2);
}

void TokenViewTest::partsInRows() {
    TokenRows rows;
    rows.layOutParts(u"abc.defghij.k\nlm");
    QCOMPARE(rows.rowCount(), qsizetype(4));
    QCOMPARE(rows.rowBegin(1), qsizetype(4));
    QCOMPARE(rows.rowEnd(1), qsizetype(12));
    QCOMPARE(rows.rowOf(4), qsizetype(1));
    QCOMPARE(rows.columnOf(13), 1);
    QCOMPARE(rows.longestRow(), qsizetype(8));
    QVERIFY(rows.hasLineBreaks());
    rows.layOutParts(u"a.b");
    QVERIFY(!rows.hasLineBreaks());

    showSample();
    m_view->setFold(TokenView::Fold::Parts);
    QVERIFY(m_view->horizontalScrollBar()->maximum() > 0);
    QTest::keyClick(m_view, Qt::Key_Home);
    QTest::keyClick(m_view, Qt::Key_Down);
    QCOMPARE(m_view->caretOffset(), std::size_t(21)); // the payload begins its own row
    QTest::keyClick(m_view, Qt::Key_End);
    QVERIFY(m_view->horizontalScrollBar()->value() > 0); // and is followed sideways
    QVERIFY(m_view->viewport()->rect().contains(m_view->cellRect(m_view->caretUnit()).center()));
    QVERIFY(hasColour(Role::SegP));
    m_view->setFold(TokenView::Fold::Width);
    QCOMPARE(m_view->horizontalScrollBar()->maximum(), 0);
    QCOMPARE(m_view->utf8(), sample());

    // A megabyte in one row is painted as quickly as a short one.
    m_view->setFold(TokenView::Fold::Parts);
    m_view->setUtf8("eyJhbGciOiJIUzI1NiJ9." + QByteArray(1 << 20, 'Q') + ".AAAA");
    QElapsedTimer timer;
    timer.start();
    m_view->grab();
    QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
}

void TokenViewTest::segmentColours() {
    m_view->setUtf8(sample());
    QVERIFY(!hasColour(Role::SegP));
    showSample();
    QVERIFY(hasColour(Role::SegH));
    QVERIFY(hasColour(Role::SegP));
    QVERIFY(hasColour(Role::SegS));
    QVERIFY(!hasColour(Role::SegC));
    // The header's colour only in its cells.
    const QRect first = m_view->cellRect(0).united(m_view->cellRect(19));
    QVERIFY(hasColour(Role::SegH, first));
    QVERIFY(!hasColour(Role::SegH, m_view->cellRect(200)));
    QVERIFY(hasColour(Role::SegP, m_view->cellRect(200)));
}

void TokenViewTest::marksSelectionAndErrors() {
    showSample();
    m_view->setCaretOffset(100);
    const QRect cell = m_view->cellRect(150);
    QVERIFY(hasColour(Role::Line, cell)); // the part under the caret
    QVERIFY(!hasColour(Role::Line, m_view->cellRect(5)));
    QVERIFY(!hasColour(Role::AccentSoft, cell));
    m_view->setMarkedRanges({{140, 20}});
    QVERIFY(hasColour(Role::AccentSoft, cell));
    m_view->selectRange({150, 4});
    QVERIFY(hasColour(Role::Sel, cell));
    QCOMPARE(m_view->selectedText(), QStringLiteral("QQQQ"));
    QVERIFY(!hasColour(Role::Err));
    m_view->setErrorRanges({{30, 10}});
    QVERIFY(hasColour(Role::Err));
}

void TokenViewTest::typingMovesTheParts() {
    showSample();
    QSignalSpy edited(m_view, &TokenView::edited);
    m_view->setCaretOffset(20);   // behind the header: belongs to it
    QTest::keyClick(m_view, 'H'); // upright strokes: the colour is there in every font
    QCOMPARE(edited.size(), 1);
    QByteArray text = sample();
    text.insert(20, 'H');
    QCOMPARE(edited[0][0].toByteArray(), text);
    QCOMPARE(m_view->caretOffset(), std::size_t(21));
    QVERIFY(hasColour(Role::SegH, m_view->cellRect(20)));
    QVERIFY(hasColour(Role::SegP, m_view->cellRect(22)));
    m_view->selectRange({0, std::size_t(text.size())});
    QTest::keyClick(m_view, 'z');
    QCOMPARE(m_view->utf8(), QByteArray("z"));
}

void TokenViewTest::deletingAndWords() {
    showSample();
    m_view->setCaretOffset(321);
    QTest::keyClick(m_view, Qt::Key_Backspace, Qt::ControlModifier); // the payload
    QCOMPARE(m_view->utf8(), QByteArray("eyJhbGciOiJIUzI1NiJ9..kUgi5Coo4Hbad4"));
    QTest::keyClick(m_view, Qt::Key_Delete);
    QTest::keyClick(m_view, Qt::Key_Backspace);
    QCOMPARE(m_view->utf8(), QByteArray("eyJhbGciOiJIUzI1NiJ9kUgi5Coo4Hbad4"));
    m_view->setUtf8("a\xf0\x9f\x98\x80z");
    m_view->setCaretOffset(5);
    QTest::keyClick(m_view, Qt::Key_Backspace); // both halves
    QCOMPARE(m_view->utf8(), QByteArray("az"));
}

void TokenViewTest::caretKeys() {
    showSample();
    m_view->setCaretOffset(0);
    QSignalSpy moved(m_view, &TokenView::caretMoved);
    QTest::keyClick(m_view, Qt::Key_Right);
    QCOMPARE(m_view->caretOffset(), std::size_t(1));
    QTest::keyClick(m_view, Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(m_view->caretOffset(), std::size_t(20));
    QTest::keyClick(m_view, Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(m_view->caretOffset(), std::size_t(0));
    QTest::keyClick(m_view, Qt::Key_Down);
    const std::size_t columns = m_view->caretOffset();
    QVERIFY(columns > 20 && columns < 60);
    QCOMPARE(m_view->caretPlace(), QPoint(1, 2));
    QTest::keyClick(m_view, Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedRange(), (TextRange{columns, columns - 1}));
    QTest::keyClick(m_view, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(m_view->caretOffset(), std::size_t(sample().size()));
    QCOMPARE(m_view->selectedRange().length, std::size_t(0));
    QTest::keyClick(m_view, Qt::Key_Home);
    QCOMPARE(m_view->caretOffset() % columns, std::size_t(0));
    QTest::keyClick(m_view, Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(m_view->caretOffset(), std::size_t(0));
    QTest::keyClick(m_view, Qt::Key_PageDown);
    QCOMPARE(m_view->caretOffset(), std::size_t(sample().size()));
    QCOMPARE(moved.size(), 9);
}

void TokenViewTest::copyStripsFolds() {
    showSample();
    QTest::keyClick(m_view, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), sample());
    QTest::keyClick(m_view, Qt::Key_X, Qt::ControlModifier);
    QCOMPARE(m_view->utf8(), QByteArray());
}

void TokenViewTest::pasteIsOnlyTold() {
    showSample();
    m_view->selectRange({21, 300});
    QGuiApplication::clipboard()->setText(QStringLiteral("new"));
    QSignalSpy pasted(m_view, &TokenView::pasted), edited(m_view, &TokenView::edited);
    QTest::keyClick(m_view, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(pasted.size(), 1);
    QCOMPARE(pasted[0][0].toString(), QStringLiteral("new"));
    QCOMPARE(pasted[0][1].value<TextRange>(), (TextRange{21, 300}));
    QCOMPARE(m_view->utf8(), sample());
    m_view->insertAtCaret(QStringLiteral("new"));
    QCOMPARE(m_view->utf8(), QByteArray("eyJhbGciOiJIUzI1NiJ9.new.kUgi5Coo4Hbad4"));
    QCOMPARE(edited.size(), 1);
    QCOMPARE(m_view->caretOffset(), std::size_t(24));
}

void TokenViewTest::dropIsOnlyTold() {
    showSample();
    QMimeData content;
    content.setText(QStringLiteral("dropped"));
    QSignalSpy pasted(m_view, &TokenView::pasted);
    const QPoint place = m_view->cellRect(50).center() - QPoint(2, 0);
    QDragEnterEvent enter(place, Qt::CopyAction, &content, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_view->viewport(), &enter);
    QDropEvent drop(place, Qt::CopyAction, &content, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_view->viewport(), &drop);
    QCOMPARE(pasted.size(), 1);
    QCOMPARE(pasted[0][1].value<TextRange>(), (TextRange{50, 0}));
    QCOMPARE(m_view->utf8(), sample());
}

void TokenViewTest::undoAndRedoAreAsked() {
    showSample();
    QSignalSpy undo(m_view, &TokenView::undoRequested), redo(m_view, &TokenView::redoRequested);
    QTest::keyClick(m_view, Qt::Key_Z, Qt::ControlModifier);
    QTest::keyClick(m_view, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(undo.size(), 1);
    QCOMPARE(redo.size(), 1);
    QCOMPARE(m_view->utf8(), sample());
}

void TokenViewTest::doubleClickSelectsThePart() {
    showSample();
    const QPoint place = m_view->cellRect(120).center();
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::NoModifier, place - QPoint(3, 0));
    QCOMPARE(m_view->caretOffset(), std::size_t(120));
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, Qt::NoModifier, place);
    QCOMPARE(m_view->selectedRange(), (TextRange{21, 300}));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::NoModifier, place); // into the selection
    QCOMPARE(m_view->selectedRange().length, std::size_t(0));
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, Qt::NoModifier,
                      m_view->cellRect(10).topLeft() + QPoint(1, 5));
    QTest::mouseMove(m_view->viewport(), m_view->cellRect(15).topLeft() + QPoint(1, 5));
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, Qt::NoModifier,
                        m_view->cellRect(15).topLeft() + QPoint(1, 5));
    QCOMPARE(m_view->selectedRange(), (TextRange{10, 5}));
}

void TokenViewTest::readOnlyRefusesKeys() {
    showSample();
    m_view->setReadOnly(true);
    QSignalSpy pasted(m_view, &TokenView::pasted);
    QTest::keyClick(m_view, 'x');
    QTest::keyClick(m_view, Qt::Key_Delete);
    QTest::keyClick(m_view, Qt::Key_V, Qt::ControlModifier);
    m_view->selectAll();
    QTest::keyClick(m_view, Qt::Key_X, Qt::ControlModifier);
    QCOMPARE(m_view->utf8(), sample());
    QCOMPARE(pasted.size(), 0);
}

void TokenViewTest::tabLeaves() {
    QWidget window;
    auto* view = new TokenView(&window);
    auto* other = new QWidget(&window);
    other->setFocusPolicy(Qt::StrongFocus);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), other);
    QCOMPARE(view->utf8(), QByteArray());
}

void TokenViewTest::setTextKeepsCaretAndScroll() {
    QByteArray text = sample() + QByteArray(5'000, 'R');
    m_view->setUtf8(text);
    m_view->setCaretOffset(4'000);
    const int bar = m_view->verticalScrollBar()->value();
    QVERIFY(bar > 0);
    text.replace(30, 1, "XY");
    m_view->setUtf8(text);
    QCOMPARE(m_view->utf8(), text);
    QCOMPARE(m_view->caretOffset(), std::size_t(4'001));
    QCOMPARE(m_view->verticalScrollBar()->value(), bar);
}

void TokenViewTest::largeTokenIsInstant() {
    const QByteArray text(1'400'000, 'Q');
    m_view->setUtf8(text);
    m_view->setCaretOffset(700'000);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 20; ++i) {
        QTest::keyClick(m_view, 'x');
        m_view->viewport()->repaint();
    }
    // Twenty edits and frames; a view that laid out everything would need seconds. The bench measures exactly.
    QVERIFY2(timer.elapsed() < 4'000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(m_view->utf8().size(), text.size() + 20);
}

void TokenViewTest::placeholder() {
    const QImage empty = m_view->grab().toImage();
    m_view->setPlaceholderText(QStringLiteral("Paste a token"));
    QVERIFY(m_view->grab().toImage() != empty);
    m_view->setUtf8("x");
    QVERIFY(!hasColour(Role::Text3));
}

void TokenViewTest::accessibleText() {
    showSample();
    QAccessibleInterface* access = QAccessible::queryAccessibleInterface(m_view);
    QVERIFY(access);
    QCOMPARE(access->role(), QAccessible::EditableText);
    QCOMPARE(access->text(QAccessible::Name), QStringLiteral("Encoded token"));
    QVERIFY(access->state().editable);
    QAccessibleTextInterface* text = access->textInterface();
    QVERIFY(text);
    QCOMPARE(text->characterCount(), int(sample().size()));
    QCOMPARE(text->text(0, 3), QStringLiteral("eyJ"));
    text->setCursorPosition(7);
    QCOMPARE(m_view->caretOffset(), std::size_t(7));
    text->setSelection(0, 2, 5);
    QCOMPARE(text->selectionCount(), 1);
    int begin = 0, end = 0;
    text->selection(0, &begin, &end);
    QCOMPARE(begin, 2);
    QCOMPARE(end, 5);
    QCOMPARE(text->offsetAtPoint(text->characterRect(100).center() - QPoint(2, 0)), 100);
    QAccessibleEditableTextInterface* editable = access->editableTextInterface();
    QVERIFY(editable);
    QSignalSpy edited(m_view, &TokenView::edited);
    editable->insertText(0, QStringLiteral("ab"));
    editable->deleteText(1, 2);
    QCOMPARE(m_view->utf8(), "a" + sample());
    QCOMPARE(edited.size(), 2);
}

QTEST_MAIN(TokenViewTest)
#include "tst_editor_token_view.moc"
