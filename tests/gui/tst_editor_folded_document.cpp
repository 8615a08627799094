// SPDX-License-Identifier: Apache-2.0
#include "editor/folded_document.h"
#include "editor/json_highlight.h"
#include "editor/shown_text.h"
#include "editor/utf8_index.h"

#include <QPlainTextDocumentLayout>
#include <QTest>
#include <QTextCursor>
#include <random>

using namespace twb::ui;

namespace {

// A document that reports its changes as a text field does.
struct Bench {
    Bench()
        : folded(document) {
        document.setUndoRedoEnabled(false);
        document.setDocumentLayout(new QPlainTextDocumentLayout(&document));
        QObject::connect(&document, &QTextDocument::contentsChange, &document,
                         [this](int position, int removed, int added) {
                             changed = folded.onContentsChange(position, removed, added) || changed;
                         });
        QObject::connect(&document, &QTextDocument::contentsChanged, &document, [this] {
            if (!folded.isWorking())
                folded.normalise();
        });
    }
    QTextDocument document;
    FoldedDocument folded;
    bool changed = false;
};

} // namespace

class FoldedDocumentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryCharacter_data();
    void keepsEveryCharacter();
    void foldsLongLines();
    void countsLinesWithoutFolds();
    void positionsGoThereAndBack();
    void randomEditsMatchAPlainString_data();
    void randomEditsMatchAPlainString();
    void deletingOnlyAFoldIsNoEdit();
    void emptyLineBeforeAFoldStaysALine();
    void replaceDifferenceTouchesOnlyWhatDiffers();
    void symbolsAreChosenAnewWhenTheTextHasThem();
    void octetsOfOtherScripts();
    void lexesLines_data();
    void lexesLines();
};

void FoldedDocumentTest::keepsEveryCharacter_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("lines") << QStringLiteral("{\n  \"a\": 1\n}\n");
    QTest::newRow("CRLF") << QStringLiteral("{\r\n\t\"a\": 1\r\n}");
    QTest::newRow("CR alone") << QStringLiteral("a\rb\r\r");
    QString control;
    for (char16_t c = 0; c < 0x20; ++c)
        control += QChar(c);
    QTest::newRow("control characters") << control + QChar(0x7F);
    QTest::newRow("separators and noncharacters") << QStringLiteral(u"a\u2028b\u2029c\ufdd0d\ufdd1e\ufffcf\u00a0g");
    QTest::newRow("control pictures themselves") << QStringLiteral(u"\u240d and \r and \u2400");
    QTest::newRow("surrogates") << QStringLiteral(u"\U0001F600\n\U0001F600");
    QTest::newRow("long line of pairs") << QStringLiteral(u"\U0001F600").repeated(20000) + QStringLiteral("\r\nend");
}

void FoldedDocumentTest::keepsEveryCharacter() {
    QFETCH(QString, text);
    Bench bench;
    bench.folded.setText(text);
    QCOMPARE(bench.folded.text(), text);
    QCOMPARE(bench.folded.utf8(), text.toUtf8());
    QCOMPARE(bench.folded.textBetween(0, bench.document.characterCount() - 1), text);
    QVERIFY(!bench.changed);
}

void FoldedDocumentTest::foldsLongLines() {
    Bench bench;
    const QString text = QStringLiteral("short\n") + QString(1'000'000, u'x') + QStringLiteral("\nlast");
    bench.folded.setText(text);
    QCOMPARE(bench.folded.text(), text);
    bench.folded.fillTo();
    QVERIFY(bench.document.blockCount() > 400);
    for (QTextBlock block = bench.document.firstBlock(); block.isValid(); block = block.next())
        QVERIFY(block.length() <= FoldedDocument::splitPieceAt);
    QVERIFY(!bench.folded.isPiece(bench.document.firstBlock()));
    QVERIFY(bench.folded.isPiece(bench.document.findBlockByNumber(1)));
    QVERIFY(!bench.folded.isPiece(bench.document.lastBlock()));

    bench.folded.setText(QString(FoldedDocument::foldLongerThan, u'x'));
    QCOMPARE(bench.document.blockCount(), 1);
}

void FoldedDocumentTest::countsLinesWithoutFolds() {
    Bench bench;
    bench.folded.setText(QStringLiteral("a\n") + QString(50'000, u'x') + QStringLiteral("\nb\nc"));
    QCOMPARE(bench.folded.lineOf(bench.document.lastBlock()), 3);
    QCOMPARE(bench.folded.lineOf(bench.document.findBlockByNumber(5)), 1);
    QVERIFY(bench.folded.endsLine(bench.document.firstBlock()));
    QVERIFY(!bench.folded.endsLine(bench.document.findBlockByNumber(1)));
}

void FoldedDocumentTest::positionsGoThereAndBack() {
    Bench bench;
    const QString text = QStringLiteral(u"é\U0001F600\n") + QString(20'000, u'x') + QStringLiteral("\nz");
    bench.folded.setText(text);
    for (std::size_t octet : {0u, 2u, 6u, 7u, 2054u, 2055u, 2056u, 9000u, 20'007u, 20'008u, 20'009u})
        QCOMPARE(bench.folded.octetAt(bench.folded.positionOfOctet(octet)), octet);
    QCOMPARE(bench.folded.octetAt(bench.folded.positionOfOctet(1)), std::size_t(0)); // inside é: its start
    QCOMPARE(bench.folded.octetAt(bench.folded.positionOfOctet(99'999)), std::size_t(20'009));
}

void FoldedDocumentTest::randomEditsMatchAPlainString_data() {
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 6; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void FoldedDocumentTest::randomEditsMatchAPlainString() {
    // The property: whatever is inserted and deleted wherever, the text is that of a string edited alike.
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    const auto pick = [&](qsizetype limit) { return qsizetype(random() % std::size_t(limit + 1)); };
    Bench bench;
    QString model = QString(30'000, u'a') + u'\n' + QString(9'000, u'b');
    bench.folded.setText(model);
    for (int step = 0; step < 300; ++step) {
        // Half of the edits happen at the borders of blocks, where folds are.
        const int last = bench.document.characterCount() - 1;
        int begin = int(pick(last));
        if (step % 2 == 0)
            begin = std::max(0, bench.document.findBlock(begin).position() - int(pick(1)));
        const int end = int(std::min<qsizetype>(last, begin + (step % 7 == 0 ? pick(12'000) : pick(2))));
        const qsizetype from = bench.folded.textBetween(0, begin).size();
        const qsizetype to = bench.folded.textBetween(0, end).size();
        QString text;
        switch (pick(4)) {
        case 0:
            text = QStringLiteral("\n");
            break;
        case 1:
            text = QString(pick(3), u'c');
            break;
        case 2:
            text = step % 11 == 0 ? QString(15'000, u'd') : QStringLiteral("d");
            break;
        case 3:
            text = QStringLiteral("e\ne");
            break;
        default:
            break;
        }
        QTextCursor cursor(&bench.document);
        cursor.setPosition(begin);
        cursor.setPosition(end, QTextCursor::KeepAnchor);
        if (text.isEmpty())
            cursor.removeSelectedText();
        else
            cursor.insertText(text);
        model.replace(from, to - from, text);
        QVERIFY2(bench.folded.text() == model, qPrintable(QStringLiteral("step %1").arg(step)));
    }
    int longest = 0;
    for (QTextBlock block = bench.document.firstBlock(); block.isValid(); block = block.next())
        longest = std::max(longest, block.length() - 1);
    QVERIFY(longest <= FoldedDocument::foldLongerThan);
}

void FoldedDocumentTest::deletingOnlyAFoldIsNoEdit() {
    Bench bench;
    const QString text(20'000, u'x');
    bench.folded.setText(text);
    QTextCursor cursor(bench.document.findBlockByNumber(3));
    cursor.deletePreviousChar();
    QVERIFY(!bench.changed);
    QCOMPARE(bench.folded.text(), text);
}

void FoldedDocumentTest::emptyLineBeforeAFoldStaysALine() {
    Bench bench;
    bench.folded.setText(QString(20'000, u'x'));
    QTextCursor cursor(bench.document.findBlockByNumber(2));
    const QString before = bench.folded.textBetween(0, cursor.position());
    cursor.insertText(QStringLiteral("\n"));
    QCOMPARE(bench.folded.text(), before + u'\n' + QString(20'000 - before.size(), u'x'));
    cursor.insertText(QStringLiteral("\n"));
    cursor.deletePreviousChar();
    cursor.deletePreviousChar();
    QCOMPARE(bench.folded.text(), QString(20'000, u'x'));
    QVERIFY(bench.changed);
}

void FoldedDocumentTest::replaceDifferenceTouchesOnlyWhatDiffers() {
    Bench bench;
    const QString line(3'000, u'x');
    const QString text = line + u'\n' + line + u'\n' + line;
    bench.folded.setText(text);
    QTextCursor first(&bench.document), last(&bench.document);
    first.setPosition(10);
    last.setPosition(int(text.size()) - 10);
    QString other = text;
    other.replace(4'000, 5, QStringLiteral("yy"));
    QVERIFY(bench.folded.replaceDifference(other));
    QCOMPARE(bench.folded.text(), other);
    QCOMPARE(first.position(), 10);
    QCOMPARE(last.position(), int(other.size()) - 10);
    QVERIFY(!bench.folded.replaceDifference(other));
}

void FoldedDocumentTest::symbolsAreChosenAnewWhenTheTextHasThem() {
    Bench bench;
    bench.folded.setText(QStringLiteral("a\rb"));
    QCOMPARE(bench.document.toPlainText(), QStringLiteral(u"a\u240db"));
    const int behind = bench.folded.replace(1, 1, QStringLiteral(u"\u240d"));
    QCOMPARE(bench.folded.text(), QStringLiteral(u"a\u240d\rb"));
    QCOMPARE(behind, 2);
    QVERIFY(bench.folded.replaceDifference(QStringLiteral(u"a\u240d\u2400\rb")));
    QCOMPARE(bench.folded.text(), QStringLiteral(u"a\u240d\u2400\rb"));
}

void FoldedDocumentTest::octetsOfOtherScripts() {
    // Pairs across the marks of the index, and every position of a mixed text.
    QString text;
    while (text.size() < 5'000)
        text += QStringLiteral(u"aé漢\U0001F600");
    text.prepend(u'x');
    const Utf8Index index(text);
    QCOMPARE(index.octetCount(), text.toUtf8().size());
    for (qsizetype unit = 0; unit <= text.size(); ++unit) {
        if (unit < text.size() && text[unit].isLowSurrogate())
            continue;
        const qsizetype octets = text.left(unit).toUtf8().size();
        QCOMPARE(index.toOctets(unit), octets);
        QCOMPARE(index.toUnits(octets), unit);
    }
    QVERIFY(isWellFormedUtf8("a\xc3\xa9"));
    QVERIFY(!isWellFormedUtf8("a\xc3"));
    QVERIFY(!isWellFormedUtf8("\xed\xa0\x80")); // a surrogate
    QVERIFY(isWellFormedUtf8(QByteArray("\xef\xbb\xbfx\0y", 6)));
}

void FoldedDocumentTest::lexesLines_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("kinds"); // one letter for each span
    QTest::newRow("member") << R"(  "exp": 1795198032,)"
                            << "NPDP";
    QTest::newRow("escaped quote") << R"("a\"b": "c\\")"
                                   << "NPT";
    QTest::newRow("literals") << "[true, false, null, -1.5e+3]"
                              << "PLPLPLPDP";
    QTest::newRow("text") << R"(["a", "b"])"
                          << "PTPTP";
    QTest::newRow("not closed") << R"({"a: 1)"
                                << "PT";
    QTest::newRow("blank before colon") << R"("a"  : {})"
                                        << "NPPP";
    QTest::newRow("wrong word") << "oops"
                                << "W";
    QTest::newRow("nothing") << ""
                             << "";
}

void FoldedDocumentTest::lexesLines() {
    QFETCH(QString, line);
    QFETCH(QString, kinds);
    std::vector<JsonSpan> spans;
    lexJsonLine(line, spans);
    QString found;
    for (const JsonSpan& span : spans)
        found += QStringView(u"NTDLPW")[int(span.kind)];
    QCOMPARE(found, kinds);
}

QTEST_MAIN(FoldedDocumentTest)
#include "tst_editor_folded_document.moc"
