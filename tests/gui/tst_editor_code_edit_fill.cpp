// SPDX-License-Identifier: Apache-2.0
#include "editor/code_edit.h"
#include "editor/folded_document.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextDocumentLayout>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextCursor>
#include <random>

using namespace twb;
using namespace twb::ui;

/// Tens of thousands of lines come in slices, and nobody who asks sees a part of them.
class CodeEditFillTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_edit.reset(); }
    void firstSliceIsThereAtOnce();
    void everyQuestionSpeaksOfTheWholeText();
    void newTextTakesThePlaceOfAHalfFilledOne();
    void typedBetweenSlices();
    void keysWaitForNothing();
    void caretReturnsToItsPlace();
    void pastedLinesAreOneEdit();
    void marksStayWhereTheyWereSet();
    void randomEditsBetweenSlices_data();
    void randomEditsBetweenSlices();

private:
    static QByteArray lines(int count, const char* word = "line") {
        QByteArray text;
        for (int i = 0; i < count; ++i)
            text += QByteArray(word) + ' ' + QByteArray::number(i) + '\n';
        return text;
    }
    bool isFilled() const { return m_edit->document()->characterCount() - 1 >= m_edit->utf8().size(); }
    std::unique_ptr<CodeEdit> m_edit;
};

constexpr int many = 5 * FoldedDocument::sliceBlocks;

void CodeEditFillTest::init() {
    m_edit = std::make_unique<CodeEdit>();
    m_edit->resize(600, 300);
    m_edit->show();
    m_edit->activateWindow();
    m_edit->setFocus();
    QVERIFY(QTest::qWaitForWindowExposed(m_edit.get()));
}

void CodeEditFillTest::firstSliceIsThereAtOnce() {
    const QByteArray text = lines(many);
    QSignalSpy edited(m_edit.get(), &CodeEdit::edited);
    m_edit->setUtf8(text);
    QCOMPARE(m_edit->document()->blockCount(), FoldedDocument::sliceBlocks);
    QCOMPARE(m_edit->document()->lastBlock().text(), QStringLiteral("line %1").arg(FoldedDocument::sliceBlocks - 1));
    QCOMPARE(m_edit->utf8(), text);
    QTRY_VERIFY(isFilled());
    QCOMPARE(m_edit->toPlainText().toUtf8(), text);
    QCOMPARE(m_edit->textCursor().position(), 0);
    QCOMPARE(edited.size(), 0);
}

void CodeEditFillTest::everyQuestionSpeaksOfTheWholeText() {
    const QByteArray text = lines(many);
    m_edit->setUtf8(text);
    const int gutter = m_edit->gutterWidth();
    const auto offset = std::size_t(text.indexOf("line 15000"));
    m_edit->selectRange({offset, 10});
    QCOMPARE(m_edit->selectedRange().offset, offset);
    QCOMPARE(m_edit->textCursor().selectedText(), QStringLiteral("line 15000"));
    QCOMPARE(m_edit->caretPlace().line, 15'001);
    QVERIFY(!isFilled()); // no further than was asked
    QTRY_VERIFY(isFilled());
    QCOMPARE(m_edit->gutterWidth(), gutter);
    QCOMPARE(m_edit->selectedRange().offset, offset);
}

void CodeEditFillTest::newTextTakesThePlaceOfAHalfFilledOne() {
    m_edit->setUtf8(lines(many));
    m_edit->setTextKeepingCaret(lines(many, "other"));
    QCOMPARE(m_edit->utf8(), lines(many, "other"));
    // The same beginning, another end, which is not there yet.
    const QByteArray longer = lines(many, "other") + "the end";
    m_edit->setTextKeepingCaret(longer);
    QCOMPARE(m_edit->document()->blockCount(), 2 * FoldedDocument::sliceBlocks);
    QTRY_VERIFY(isFilled());
    QCOMPARE(m_edit->toPlainText().toUtf8(), longer);
    m_edit->setTextKeepingCaret("{}");
    QCOMPARE(m_edit->toPlainText(), QStringLiteral("{}"));
    QVERIFY(isFilled());
}

void CodeEditFillTest::typedBetweenSlices() {
    QByteArray text = lines(many);
    m_edit->setUtf8(text);
    QSignalSpy edited(m_edit.get(), &CodeEdit::edited);
    // Not by a key: what an input method, a drop or the caret of a test does.
    QTextCursor cursor(m_edit->document()->findBlockByNumber(10));
    cursor.insertText(QStringLiteral("typed "));
    text.insert(text.indexOf("line 10\n"), "typed ");
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited[0][0].toByteArray(), text);
    QVERIFY(!isFilled());
    QTRY_VERIFY(isFilled());
    QCOMPARE(m_edit->toPlainText().toUtf8(), text);
    QCOMPARE(edited.size(), 1);
}

void CodeEditFillTest::keysWaitForNothing() {
    const QByteArray text = lines(many);
    m_edit->setUtf8(text);
    QTest::keyClick(m_edit.get(), Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(m_edit->caretOffset(), std::size_t(text.size()));
    m_edit->setUtf8(lines(many, "other"));
    QTest::keyClick(m_edit.get(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_edit.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), lines(many, "other"));
    m_edit->setUtf8(text);
    QSignalSpy edited(m_edit.get(), &CodeEdit::edited);
    QTest::keyClick(m_edit.get(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_edit.get(), 'x');
    QCOMPARE(edited.last()[0].toByteArray(), QByteArray("x"));
}

void CodeEditFillTest::caretReturnsToItsPlace() {
    const QByteArray text = lines(many);
    m_edit->setUtf8(text);
    const auto offset = std::size_t(text.indexOf("line 15000"));
    m_edit->setCaretOffset(offset);
    QTRY_VERIFY(isFilled());
    const int bar = m_edit->verticalScrollBar()->value();
    QVERIFY(bar > 0);
    // Nearly everything differs, and the caret is in what comes later.
    QByteArray other = "first\n";
    other += QByteArray(text).mid(6).replace("line", "LINE");
    m_edit->setTextKeepingCaret(other);
    QVERIFY(!isFilled());
    QTRY_VERIFY(isFilled());
    QCOMPARE(m_edit->utf8(), other);
    QCOMPARE(m_edit->caretOffset(), offset);
    QCOMPARE(m_edit->verticalScrollBar()->value(), bar);
    // A key does not type at the place where the caret waits.
    m_edit->setTextKeepingCaret(text);
    QTest::keyClick(m_edit.get(), 'x');
    QCOMPARE(m_edit->utf8(), QByteArray(text).insert(qsizetype(offset), 'x'));
}

void CodeEditFillTest::pastedLinesAreOneEdit() {
    m_edit->setUtf8("{\n\n}");
    m_edit->setCaretOffset(2);
    QSignalSpy edited(m_edit.get(), &CodeEdit::edited);
    const QByteArray text = lines(many);
    QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
    m_edit->paste();
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited[0][0].toByteArray(), "{\n" + text + "\n}");
    QTRY_VERIFY(isFilled());
    QCOMPARE(m_edit->utf8(), "{\n" + text + "\n}");
    QCOMPARE(m_edit->caretOffset(), std::size_t(2 + text.size()));
    QCOMPARE(edited.size(), 1);
}

void CodeEditFillTest::marksStayWhereTheyWereSet() {
    const QByteArray text = lines(many);
    m_edit->setUtf8(text);
    const auto offset = std::size_t(text.indexOf("line 19990"));
    m_edit->setErrorRange(TextRange{offset, 10});
    m_edit->setHints({{19'990, QStringLiteral("a hint"), true}});
    QTRY_VERIFY(isFilled());
    m_edit->setCaretOffset(offset);
    QCOMPARE(m_edit->accessibleDescription(), QStringLiteral("a hint"));
    // The wave stands under the line and nowhere else: without it the picture is another one there only.
    m_edit->viewport()->setFocus();
    const QImage with = m_edit->viewport()->grab().toImage();
    m_edit->setErrorRange(std::nullopt);
    const QImage without = m_edit->viewport()->grab().toImage();
    const QRect line = m_edit->cursorRect();
    QVERIFY(with.copy(0, line.top() - 4, with.width(), line.height() + 8) !=
            without.copy(0, line.top() - 4, with.width(), line.height() + 8));
    QCOMPARE(with.copy(0, 0, with.width(), line.top() - 8), without.copy(0, 0, with.width(), line.top() - 8));
}

void CodeEditFillTest::randomEditsBetweenSlices_data() {
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 4; ++seed)
        QTest::addRow("%d", seed) << seed;
}

void CodeEditFillTest::randomEditsBetweenSlices() {
    QFETCH(int, seed);
    std::mt19937 random{unsigned(seed)};
    const auto pick = [&random](qsizetype most) { return std::uniform_int_distribution<qsizetype>(0, most)(random); };
    QTextDocument document;
    document.setUndoRedoEnabled(false);
    document.setDocumentLayout(new QPlainTextDocumentLayout(&document));
    FoldedDocument folded(document);
    connect(&document, &QTextDocument::contentsChange, &document,
            [&](int position, int removed, int added) { folded.onContentsChange(position, removed, added); });
    connect(&document, &QTextDocument::contentsChanged, &document, [&] {
        if (!folded.isWorking())
            folded.normalise();
    });
    // Short lines, and lines that are folded.
    QString model;
    for (int i = 0; i < 3 * FoldedDocument::sliceBlocks; ++i)
        model += i % 1000 == 0 ? QString(12'000, u'a') + u'\n' : QStringLiteral("b\n");
    folded.setText(model);
    for (int step = 0; step < 60; ++step) {
        if (step % 12 == 11)
            folded.fillSlice();
        if (step % 20 == 19) { // from outside: a large piece in the middle of everything
            const qsizetype from = pick(model.size()), length = std::min(pick(20'000), model.size() - from);
            model.replace(from, length, QString(pick(6000), u'\n') + QString(pick(10'000), u'c'));
            folded.replaceDifference(model);
        } else {
            const int last = document.characterCount() - 1;
            const int begin = int(pick(last)), end = int(std::min<qsizetype>(last, begin + pick(3000)));
            const qsizetype from = folded.textBetween(0, begin).size(), to = folded.textBetween(0, end).size();
            const QString text = QString(pick(2), u'\n') + u'd';
            QTextCursor cursor(&document);
            cursor.setPosition(begin);
            cursor.setPosition(end, QTextCursor::KeepAnchor);
            cursor.insertText(text);
            model.replace(from, to - from, text);
        }
        QVERIFY2(folded.text() == model, qPrintable(QStringLiteral("step %1").arg(step)));
        QCOMPARE(folded.lineCount(), int(model.count(u'\n')) + 1);
        QCOMPARE(document.characterCount() - 1, folded.filled());
    }
    folded.fillTo();
    QVERIFY(!folded.isFilling());
    QCOMPARE(folded.textBetween(0, document.characterCount() - 1), model);
    QCOMPARE(folded.lineCount(), int(model.count(u'\n')) + 1);
}

QTEST_MAIN(CodeEditFillTest)
#include "tst_editor_code_edit_fill.moc"
