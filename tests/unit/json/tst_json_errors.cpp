// SPDX-License-Identifier: Apache-2.0
#include "json/tape.h"

#include <QTest>

using namespace twb;

class TestJsonErrors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesPlaceAndReason_data();
    void namesPlaceAndReason();
    void refusesBrokenUtf8_data();
    void refusesBrokenUtf8();
    void acceptsEveryUtf8Boundary();
    void everyPrefixIsRefusedInsideTheText();
};

// line and column count from 1, columns in code points, as an editor shows them.
void TestJsonErrors::namesPlaceAndReason_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("length");
    QTest::addColumn<QByteArray>("detail");
    const auto row = [](const char* name, QByteArray text, int line, int column, int length, const char* detail) {
        QTest::newRow(name) << text << line << column << length << QByteArray(detail);
    };
    row("empty", "", 1, 1, 0, "the text is empty; expected a JSON value");
    row("white space only", " \n ", 2, 2, 0, "the text holds nothing but white space; expected a JSON value");
    row("comma missing", "{\"a\":1 \"b\":2}", 1, 8, 1, "expected \",\" or \"}\" after the value, found a double quote");
    row("word after a value", "{\"a\":1 x}", 1, 8, 1, "expected \",\" or \"}\" after the value, found \"x\"");
    row("element without comma", "[1 2]", 1, 4, 1, "expected \",\" or \"]\" after the value, found \"2\"");
    row("wrong bracket", "[1}", 1, 3, 1, "expected \",\" or \"]\" after the value, found \"}\"");
    row("colon missing", "{\"a\" 1}", 1, 6, 1, "expected \":\" after the name, found \"1\"");
    row("value missing", "{\"a\":}", 1, 6, 1, "expected a value, found \"}\"");
    row("object breaks off", "{\"a\":1", 1, 7, 0, "expected \",\" or \"}\" after the value, found the end of the text");
    row("object breaks off early", "{", 1, 2, 0,
        "expected a name in double quotes or \"}\", found the end of the text");
    row("array breaks off", "[\n1,", 2, 3, 0, "expected a value, found the end of the text");
    row("trailing comma in an object", "{\"a\":1,\n}", 1, 7, 1, "a comma before \"}\": nothing follows it; remove it");
    row("trailing comma in an array", "[1 , ]", 1, 4, 1, "a comma before \"]\": nothing follows it; remove it");
    row("two commas", "[1,,2]", 1, 4, 1, "two commas without anything between them");
    row("comma first", "[,1]", 1, 2, 1, "expected a value or \"]\", found \",\"");
    row("single quotes", "{'a':1}", 1, 2, 1, "names and strings stand in double quotes, found a single quote");
    row("single quoted value", "{\"a\":'b'}", 1, 6, 1,
        "names and strings stand in double quotes, found a single quote");
    row("name without quotes", "{exp:1}", 1, 2, 3, "names stand in double quotes, found \"exp\"");
    row("number as a name", "{1:1}", 1, 2, 1, "names stand in double quotes, found \"1\"");
    row("line comment", "{ // note\n}", 1, 3, 2, "JSON has no comments; found \"/\"");
    row("block comment", "{\"a\":1 /* x */}", 1, 8, 2, "JSON has no comments; found \"/\"");
    row("hash comment", "# x\n{}", 1, 1, 1, "JSON has no comments; found \"#\"");
    row("NaN", "[NaN]", 1, 2, 3, "JSON has no number NaN; use null or a string");
    row("Infinity", "{\"a\":Infinity}", 1, 6, 8, "JSON has no number Infinity; use null or a string");
    row("minus Infinity", "-Infinity", 1, 2, 8, "JSON has no number Infinity; use null or a string");
    row("leading zero", "[012]", 1, 2, 3, "a number has no leading zeros, found \"012\"");
    row("minus and leading zero", "-01", 1, 1, 3, "a number has no leading zeros, found \"-01\"");
    row("plus", "+1", 1, 1, 1, "a number begins with a digit or \"-\", found \"+\"");
    row("point first", "[.5]", 1, 2, 1, "a number begins with a digit before the decimal point, found \".\"");
    row("point last", "[1.]", 1, 4, 1, "expected a digit after the decimal point, found \"]\"");
    row("empty exponent", "1e+", 1, 4, 0, "expected a digit in the exponent, found the end of the text");
    row("minus alone", "[-]", 1, 3, 1, "expected a digit after \"-\", found \"]\"");
    row("hexadecimal", "0x1F", 1, 2, 3,
        "text after the end: expected the end of the text after the value, found \"x1F\"");
    row("True", "{\"a\":True}", 1, 6, 4, "expected a value, found \"True\"; JSON writes true");
    row("None", "[None]", 1, 2, 4, "expected a value, found \"None\"; JSON writes null");
    row("broken literal", "[tru]", 1, 2, 3, "expected a value or \"]\", found \"tru\"");
    row("text after the end", "{} x", 1, 4, 1,
        "text after the end: expected the end of the text after the value, found \"x\"");
    row("second document", "{}\n{}", 2, 1, 1,
        "text after the end: expected the end of the text after the value, found \"{\"");
    row("byte order mark", "\xEF\xBB\xBF{}", 1, 1, 3, "a byte order mark (EF BB BF) stands before the JSON; remove it");
    row("unterminated string", "{\"a\":\"bcd}", 1, 6, 5, "the string that begins here has no closing double quote");
    row("unterminated after a backslash", "[\"a\\", 1, 2, 3, "the string that begins here has no closing double quote");
    row("line break in a string", "[\"a\nb\"]", 1, 4, 1,
        "a line break inside a string: write it as \\n, or close the string with a double quote");
    row("tab in a string", "[\"\xC3\xA9\tb\"]", 1, 4, 1, "a tab inside a string: write it as \\t");
    row("control character in a string", QByteArray("[\"a\0\"]", 6), 1, 4, 1,
        "the control character 0x00 inside a string: write it as \\u0000");
    row("NUL outside", QByteArray("[1,\0]", 5), 1, 4, 1, "expected a value, found the control character 0x00");
    row("wrong escape", "[\"\\x41\"]", 1, 4, 3,
        "expected one of \" \\ / b f n r t u after the backslash, found \"x41\"");
    row("short unicode escape", "[\"\\u00g0\"]", 1, 7, 2, "expected four hexadecimal digits after \\u, found \"g0\"");
    row("typographic quotes",
        "{\xE2\x80\x9C"
        "a\xE2\x80\x9D:1}",
        1, 2, 3,
        "expected a name in double quotes or \"}\", found \"\xE2\x80\x9C\" (U+201C), a typographic quote; write \" "
        "instead");
    row("no-break space",
        "{\"a\":\xC2\xA0"
        "1}",
        1, 6, 2, "expected a value, found U+00A0, a no-break space");
    row("above the basic plane", "[\xF0\x9F\x98\x80]", 1, 2, 4,
        "expected a value or \"]\", found \"\xF0\x9F\x98\x80\" (U+01F600)");
    row("column counts characters", "{\"\xC3\xA9\xF0\x9F\x98\x80\":\r\n \"\xC3\xA9\" x}", 2, 6, 1,
        "expected \",\" or \"}\" after the value, found \"x\"");
}

void TestJsonErrors::namesPlaceAndReason() {
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(int, length);
    QFETCH(QByteArray, detail);
    json::Tape tape;
    const std::string_view view(text.constData(), std::size_t(text.size()));
    const auto result = tape.parse(view);
    QVERIFY(!result);
    QCOMPARE(int(result.error().code), int(ErrorCode::JsonSyntax));
    QCOMPARE(QByteArray::fromStdString(result.error().detail), detail);
    const LineColumn place = lineColumn(view, result.error().where.offset);
    QCOMPARE(int(place.line), line);
    QCOMPARE(int(place.column), column);
    QCOMPARE(int(result.error().where.length), length);
}

void TestJsonErrors::refusesBrokenUtf8_data() {
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArray>("reason");
    const auto row = [](const char* name, const char* octets, const char* reason) {
        QTest::newRow(name) << QByteArray(octets) << QByteArray(reason);
    };
    row("continuation alone", "\x80", "a continuation octet without its beginning");
    row("overlong slash", "\xC0\xAF", "an overlong form");
    row("overlong in three", "\xE0\x9F\xBF", "an overlong form");
    row("overlong in four", "\xF0\x8F\xBF\xBF", "an overlong form");
    row("high surrogate", "\xED\xA0\x80", "a surrogate, which UTF-8 does not encode");
    row("low surrogate", "\xED\xBF\xBF", "a surrogate, which UTF-8 does not encode");
    row("above U+10FFFF", "\xF4\x90\x80\x80", "a number above U+10FFFF");
    row("lead of five", "\xF8\x88\x80\x80\x80", "no character begins with this octet");
    row("FF", "\xFF", "no character begins with this octet");
    row("two breaks off", "\xC3", "the character breaks off");
    row("three breaks off", "\xE2\x82", "the character breaks off");
    row("four breaks off", "\xF0\x9F\x98", "the character breaks off");
}

void TestJsonErrors::refusesBrokenUtf8() {
    QFETCH(QByteArray, octets);
    QFETCH(QByteArray, reason);
    // In a string near the end, in a string far from it, after a good character, as a name, outside.
    const QByteArray far = QByteArray(40, 'x');
    const QByteArray beginnings[] = {"[\"", "[\"" + far, "[\"\xC3\xA9", "{\"", "[", ""};
    const QByteArray endings[] = {"\"]", "\"" + far, ""};
    for (const QByteArray& beginning : beginnings) {
        for (const QByteArray& ending : endings) {
            const std::string text = (beginning + octets + ending).toStdString();
            json::Tape tape;
            const auto result = tape.parse(text);
            QVERIFY(!result);
            QCOMPARE(int(result.error().code), int(ErrorCode::Utf8Invalid));
            QCOMPARE(result.error().where.offset, std::size_t(beginning.size()));
            QVERIFY2(result.error().detail.ends_with(reason.toStdString()), result.error().detail.c_str());
        }
    }
    json::Tape tape;
    const auto utf16 = tape.parse(std::string_view("\xFF\xFE{\0}\0", 6));
    QVERIFY(!utf16);
    QCOMPARE(QByteArray::fromStdString(utf16.error().detail),
             QByteArray("octet 0xFF: the text begins with the byte order mark of UTF-16"));
}

void TestJsonErrors::acceptsEveryUtf8Boundary() {
    for (const char* good : {"\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                             "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
        const std::string text = "[\"" + std::string(good) + good + std::string(20, 'x') + good + "\"]";
        json::Tape tape;
        QVERIFY2(tape.parse(text), good);
    }
}

void TestJsonErrors::everyPrefixIsRefusedInsideTheText() {
    const std::string text = R"({"a":[1,-2.5e+3,"x\u00e9\n",true,false,null,{"b":{}},[]],"é":"ü😀"})";
    json::Tape tape;
    QVERIFY(tape.parse(text));
    for (std::size_t size = 0; size < text.size(); ++size) {
        const std::string_view prefix = std::string_view(text).substr(0, size);
        const auto result = tape.parse(prefix);
        QVERIFY(!result);
        QVERIFY(result.error().where.offset + result.error().where.length <= size);
        QVERIFY(!result.error().detail.empty());
    }
}

QTEST_GUILESS_MAIN(TestJsonErrors)
#include "tst_json_errors.moc"
