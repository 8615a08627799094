// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

#include <QTest>

#include <QRegularExpression>
#include <QSet>

using namespace twb;

class TestError : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCodeHasAStableNameAndAdvice();
    void knownNamesStay();
    void countsLinesAndColumns_data();
    void countsLinesAndColumns();
};

void TestError::everyCodeHasAStableNameAndAdvice() {
    const std::vector<ErrorCode> codes{
#define TWB_CODE(enumerator, kebab, sentence) ErrorCode::enumerator,
        TWB_ERROR_CODES(TWB_CODE)
#undef TWB_CODE
    };
    const QRegularExpression kebabCase(QStringLiteral("^[a-z][a-z0-9]*(-[a-z0-9]+)*$"));
    QSet<QString> names;
    for (const ErrorCode code : codes) {
        const auto text = name(code);
        const QString known = QString::fromUtf8(text.data(), qsizetype(text.size()));
        QVERIFY2(kebabCase.match(known).hasMatch(), qPrintable(known));
        QVERIFY2(!names.contains(known), qPrintable(known));
        names.insert(known);
        QVERIFY2(advice(code).size() > 10, qPrintable(known));
        QVERIFY2(advice(code).ends_with('.'), qPrintable(known));
    }
    QVERIFY(names.size() > 40);
}

void TestError::knownNamesStay() {
    // A sample of what scripts already rely on.
    QVERIFY(name(ErrorCode::InputEmpty) == "input-empty");
    QVERIFY(name(ErrorCode::JsonSyntax) == "json-syntax");
    QVERIFY(name(ErrorCode::Base64UrlTrailingBits) == "base64url-trailing-bits");
    QVERIFY(name(ErrorCode::KeyTypeMismatch) == "key-type-mismatch");
    QVERIFY(name(ErrorCode::CryptoBackend) == "crypto-backend");
    QVERIFY(name(ErrorCode::Usage) == "usage");
}

void TestError::countsLinesAndColumns_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    const auto row = [](const char* title, const char* text, int offset, int line, int column) {
        QTest::newRow(title) << QByteArray(text) << offset << line << column;
    };
    row("empty", "", 0, 1, 1);
    row("beginning", "ab", 0, 1, 1);
    row("inside", "ab", 1, 1, 2);
    row("end", "ab", 2, 1, 3);
    row("past the end", "ab", 99, 1, 3);
    row("after LF", "a\nb", 2, 2, 1);
    row("at LF", "a\nb", 1, 1, 2);
    row("after CR LF", "a\r\nb", 3, 2, 1);
    row("between CR and LF", "a\r\nb", 2, 1, 2);
    row("after a lone CR", "a\rb", 2, 2, 1);
    row("two line breaks", "\n\nx", 2, 3, 1);
    row("CR at the end", "a\r", 2, 2, 1);
    row("code points, not octets", "\xC3\xA9\xF0\x9F\x98\x80x", 6, 1, 3);
    row("second line in another script", "x\n\xE4\xB8\xAD\xE6\x96\x87", 5, 2, 2);
}

void TestError::countsLinesAndColumns() {
    QFETCH(QByteArray, text);
    QFETCH(int, offset);
    QFETCH(int, line);
    QFETCH(int, column);
    const LineColumn place = lineColumn(text.toStdString(), std::size_t(offset));
    QCOMPARE(int(place.line), line);
    QCOMPARE(int(place.column), column);
}

QTEST_GUILESS_MAIN(TestError)
#include "tst_error.moc"
