// SPDX-License-Identifier: Apache-2.0
#include "json/duplicates.h"
#include "json/scan.h"
#include "json/tape.h"

#include <QTest>

#include <random>

using namespace twb;
using json::Document;
using json::Type;
using json::Value;

namespace {

json::Tape parsed(std::string_view text) {
    json::Tape tape;
    const auto result = tape.parse(text);
    if (!result) {
        qFatal("%s", result.error().detail.c_str());
    }
    return tape;
}

QByteArray bytes(std::string_view text) {
    return {text.data(), qsizetype(text.size())};
}

} // namespace

class TestJsonTape : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsEveryToken();
    void nodesKnowTheirSubtree();
    void findsMembersByUnescapedName();
    void readsStrings_data();
    void readsStrings();
    void readsNumbers_data();
    void readsNumbers();
    void wrongTypesGiveNothing();
    void iterationStopsOnRequest();
    void reportsDuplicates();
    void duplicatesSeeThroughEscapes();
    void duplicatesOfNestedObjectsInOrder();
    void duplicatesAreCapped();
    void hostileObjectsAreNotQuadratic_data();
    void hostileObjectsAreNotQuadratic();
    void collidingHashesAreSorted();
    void largeObjectsFindDuplicatesAtTheEdges();
    void depthLimit();
    void sizeLimit();
    void reusesOneTape();
    void documentsMoveAndCopy();
    void plainScansAgree();
};

void TestJsonTape::keepsEveryToken() {
    const std::string text =
        " {\"n\" : 1.10e+02, \"big\":18446744073709551615,\n\t\"s\":\"\\u0041\\/\", \"z\":-0 , \"a\":[]} ";
    const auto tape = parsed(text);
    const Value root = tape.root();
    QVERIFY(root.is(Type::Object));
    QCOMPARE(root.size(), std::size_t(5));
    QCOMPARE(bytes(root.find("n").text()), QByteArray("1.10e+02"));
    QCOMPARE(bytes(root.find("big").text()), QByteArray("18446744073709551615"));
    QCOMPARE(bytes(root.find("s").text()), QByteArray("\"\\u0041\\/\""));
    QCOMPARE(bytes(root.find("z").text()), QByteArray("-0"));
    QCOMPARE(bytes(root.find("a").text()), QByteArray("[]"));
    QVERIFY((root.range() == TextRange{1, text.size() - 2}));
    QByteArray order;
    root.forEachMember([&](Value name, Value) { order += bytes(*name.string()) + ' '; });
    QCOMPARE(order, QByteArray("n big s z a "));
}

void TestJsonTape::nodesKnowTheirSubtree() {
    const auto tape = parsed("[[1,{\"a\":[2,3]}],\"x\",{}]");
    const auto nodes = tape.nodes();
    QCOMPARE(nodes.size(), std::size_t(10));
    const std::vector<std::uint32_t> next{10, 8, 3, 8, 5, 8, 7, 8, 9, 10};
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        QCOMPARE(nodes[i].next, next[i]);
    }
    QCOMPARE(bytes(tape.root().at(0).text()), QByteArray("[1,{\"a\":[2,3]}]"));
    QCOMPARE(bytes(tape.root().at(1).text()), QByteArray("\"x\""));
    QVERIFY(!tape.root().at(3).exists());
    QCOMPARE(tape.root().at(0).at(1).find("a").size(), std::size_t(2));
}

void TestJsonTape::findsMembersByUnescapedName() {
    const auto tape = parsed(R"({"a\u0062":1,"\ud83d\ude00":2,"x":3,"x":4,"":5,"a\u0000":6})");
    QCOMPARE(*tape.root().find("ab").integer(), std::int64_t(1));
    QCOMPARE(*tape.root().find("\xF0\x9F\x98\x80").integer(), std::int64_t(2));
    QCOMPARE(*tape.root().find("x").integer(), std::int64_t(4)); // the last
    QCOMPARE(*tape.root().find("").integer(), std::int64_t(5));
    QCOMPARE(*tape.root().find(std::string_view("a\0", 2)).integer(), std::int64_t(6));
    QVERIFY(!tape.root().find("a").exists());
    QVERIFY(!tape.root().find("abc").exists());
}

void TestJsonTape::readsStrings_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char* name, const char* text, QByteArray value) {
        QTest::newRow(name) << QByteArray(text) << value;
    };
    row("empty", "\"\"", "");
    row("plain", "\"caf\xC3\xA9\"", "caf\xC3\xA9");
    row("short escapes", R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t");
    row("NUL", R"("a\u0000b")", QByteArray("a\0b", 3));
    row("two octets", R"("\u00e9\u07FF")", "\xC3\xA9\xDF\xBF");
    row("three octets", R"("\u0800\uFFFF")", "\xE0\xA0\x80\xEF\xBF\xBF");
    row("pair", R"("\uD834\udd1e")", "\xF0\x9D\x84\x9E");
    row("last code point", R"("\udbff\udfff")", "\xF4\x8F\xBF\xBF");
    row("lone high", R"("\ud800")", "\xEF\xBF\xBD");
    row("lone low", R"("\udc00x")", "\xEF\xBF\xBDx");
    row("high before a letter", R"("\ud800\u0041")",
        "\xEF\xBF\xBD"
        "A");
    row("high, high, low", R"("\ud800\ud834\udd1e")", "\xEF\xBF\xBD\xF0\x9D\x84\x9E");
    row("backslash before u", R"("\\u0041")", "\\u0041");
}

void TestJsonTape::readsStrings() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, value);
    const std::string_view view(text.constData(), std::size_t(text.size()));
    const auto tape = parsed(view);
    QCOMPARE(bytes(tape.root().text()), text);
    QCOMPARE(bytes(*tape.root().string()), value);
    std::string scratch;
    QCOMPARE(bytes(*tape.root().stringView(scratch)), value);
    QVERIFY(tape.root().equals({value.constData(), std::size_t(value.size())}));
    QVERIFY(!tape.root().equals((value + "x").toStdString()));
    if (!value.isEmpty()) {
        QVERIFY(!tape.root().equals(value.chopped(1).toStdString()));
    }
}

void TestJsonTape::readsNumbers_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isInteger");
    QTest::addColumn<qlonglong>("integer");
    QTest::addColumn<bool>("isNumber");
    QTest::addColumn<double>("number");
    QTest::newRow("zero") << QByteArray("0") << true << 0LL << true << 0.0;
    QTest::newRow("minus zero") << QByteArray("-0") << true << 0LL << true << -0.0;
    QTest::newRow("largest") << QByteArray("9223372036854775807") << true << qlonglong(INT64_MAX) << true
                             << 9223372036854775807.0;
    QTest::newRow("smallest") << QByteArray("-9223372036854775808") << true << qlonglong(INT64_MIN) << true
                              << -9223372036854775808.0;
    QTest::newRow("one more") << QByteArray("9223372036854775808") << false << 0LL << true << 9223372036854775808.0;
    QTest::newRow("fraction") << QByteArray("1.0") << false << 0LL << true << 1.0;
    QTest::newRow("exponent") << QByteArray("1E+2") << false << 0LL << true << 100.0;
    QTest::newRow("too large") << QByteArray("1e400") << false << 0LL << false << 0.0;
    QTest::newRow("tenth") << QByteArray("0.1") << false << 0LL << true << 0.1;
}

void TestJsonTape::readsNumbers() {
    QFETCH(QByteArray, text);
    QFETCH(bool, isInteger);
    QFETCH(qlonglong, integer);
    QFETCH(bool, isNumber);
    QFETCH(double, number);
    const std::string held = text.toStdString();
    const auto tape = parsed(held);
    QCOMPARE(tape.root().integer().has_value(), isInteger);
    QCOMPARE(qlonglong(tape.root().integer().value_or(0)), integer);
    QCOMPARE(tape.root().number().has_value(), isNumber);
    QCOMPARE(tape.root().number().value_or(0), number);
}

void TestJsonTape::wrongTypesGiveNothing() {
    const auto tape = parsed("[true,false,null,\"1\",1,{}]");
    QCOMPARE(tape.root().at(0).boolean().value(), true);
    QCOMPARE(tape.root().at(1).boolean().value(), false);
    QVERIFY(!tape.root().at(2).boolean());
    QVERIFY(!tape.root().at(3).integer() && !tape.root().at(3).number());
    QVERIFY(!tape.root().at(4).string() && !tape.root().at(4).equals("1"));
    QVERIFY(!tape.root().find("x").exists());
    QVERIFY(!tape.root().at(5).at(0).exists());
    QCOMPARE(tape.root().at(4).size(), std::size_t(0));
    QVERIFY(!Value().exists() && !Value().is(Type::Null));
    QVERIFY(!json::Tape().root().exists());
}

void TestJsonTape::iterationStopsOnRequest() {
    const auto tape = parsed("{\"a\":[1,2,3],\"b\":2}");
    int calls = 0;
    tape.root().forEachMember([&](Value, Value) { return ++calls < 1; });
    QCOMPARE(calls, 1);
    calls = 0;
    tape.root().forEachMember([&](Value, Value) { ++calls; });
    QCOMPARE(calls, 2);
    calls = 0;
    tape.root().find("a").forEachElement([&](Value) { return ++calls < 2; });
    QCOMPARE(calls, 2);
}

void TestJsonTape::reportsDuplicates() {
    const std::string text = R"({"exp":1,"iss":"x","exp":2,"exp":3})";
    const auto tape = parsed(text);
    QCOMPARE(tape.duplicates().size(), std::size_t(2));
    const auto& first = tape.duplicates()[0];
    QVERIFY((first.first == TextRange{1, 5}));
    QVERIFY((first.second == TextRange{19, 5}));
    QCOMPARE(bytes(first.name), QByteArray("exp"));
    QVERIFY((tape.duplicates()[1].first == TextRange{1, 5}));
    QVERIFY((tape.duplicates()[1].second == TextRange{27, 5}));
    const auto none = parsed(R"([{"a":1},{"a":1,"A":2,"a ":3,"":4},{"b":{"a":1},"a":2}])");
    QVERIFY(none.duplicates().empty());
}

void TestJsonTape::duplicatesSeeThroughEscapes() {
    QCOMPARE(parsed(R"({"exp":1,"\u0065xp":2})").duplicates().size(), std::size_t(1));
    QCOMPARE(parsed(R"({"\u00e9":1,"\u00E9":2})").duplicates().size(), std::size_t(1));
    QCOMPARE(parsed("{\"a\\/b\":1,\"a/b\":2}").duplicates().size(), std::size_t(1));
    QCOMPARE(
        parsed(R"({"\ud83d\ude00 long enough for two words":1,"😀 long enough for two words":2})").duplicates().size(),
        std::size_t(1));
    // Two different lone surrogates look the same to a reader but are two names.
    QVERIFY(parsed(R"({"\ud800":1,"\ud801":2})").duplicates().empty());
    QCOMPARE(parsed(R"({"\ud800":1,"\uD800":2})").duplicates().size(), std::size_t(1));
}

void TestJsonTape::duplicatesOfNestedObjectsInOrder() {
    const auto tape = parsed(R"({"a":1,"a":{"b":1,"b":2},"c":[{"d":1,"d":2}],"a":3,"e":{},"e":{}})");
    QByteArray names;
    std::size_t last = 0;
    for (const auto& duplicate : tape.duplicates()) {
        names += bytes(duplicate.name);
        QVERIFY(duplicate.second.offset > last);
        last = duplicate.second.offset;
    }
    QCOMPARE(names, QByteArray("abdae"));
}

void TestJsonTape::duplicatesAreCapped() {
    std::string text = "{";
    for (int i = 0; i < 500; ++i) {
        text += "\"same\":1,";
    }
    text += "\"other\":{\"same\":1,\"same\":2}}";
    QCOMPARE(parsed(text).duplicates().size(), std::size_t(100));
}

void TestJsonTape::hostileObjectsAreNotQuadratic_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("numbered") << 0;
    QTest::newRow("escaped") << 1;
    QTest::newRow("long common beginning") << 2;
    QTest::newRow("all the same") << 3;
}

void TestJsonTape::hostileObjectsAreNotQuadratic() {
    QFETCH(int, kind);
    std::string text = "{";
    for (int i = 0; i < 100'000; ++i) {
        const std::string number = std::to_string(i);
        const std::string name = kind == 0   ? "k" + number
                                 : kind == 1 ? "\\u006b" + number
                                 : kind == 2 ? std::string(200, 'x') + number
                                             : "same";
        text += (i == 0 ? "\"" : ",\"") + name + "\":0";
    }
    text += "}";
    QElapsedTimer timer;
    timer.start();
    const auto tape = parsed(text);
    // 5 ms in a release build; n² comparisons would take minutes.
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(tape.duplicates().size(), std::size_t(kind == 3 ? 100 : 0));
    QCOMPARE(tape.root().size(), std::size_t(100'000));
}

void TestJsonTape::collidingHashesAreSorted() {
    // Names made to have one hash: every honest name's hash replaced by the same number.
    std::string text = "{";
    for (int i = 0; i < 50'000; ++i) {
        text += "\"name " + std::to_string(i) + "\":[1],";
    }
    text += "\"name 70\":0,\"name 3\":0,\"\\u006eame 3\":0}";
    const auto tape = parsed(text);
    const std::vector<std::uint32_t> hashes(tape.root().size(), 7);
    json::NameTable table;
    std::vector<json::Duplicate> found;
    QElapsedTimer timer;
    timer.start();
    json::checkLargeObject({text, tape.nodes().data(), 1, hashes.data(), static_cast<std::uint32_t>(hashes.size())},
                           table, found);
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    std::sort(found.begin(), found.end(),
              [](const json::Duplicate& a, const json::Duplicate& b) { return a.second.offset < b.second.offset; });
    QCOMPARE(found.size(), std::size_t(3));
    QCOMPARE(tape.duplicates().size(), found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        QCOMPARE(bytes(found[i].name), bytes(tape.duplicates()[i].name));
        QVERIFY(found[i].first == tape.duplicates()[i].first);
        QVERIFY(found[i].second == tape.duplicates()[i].second);
    }
}

void TestJsonTape::largeObjectsFindDuplicatesAtTheEdges() {
    for (const int members : {2, 63, 64, 65, 66, 127, 1000}) {
        for (const int repeated : {0, 1, 62, 63, 64, 65, 500}) {
            if (repeated >= members) {
                continue;
            }
            std::string text = "{";
            for (int i = 0; i < members; ++i) {
                text += "\"claim " + std::to_string(i) + "\":{},";
            }
            text +=
                "\"claim \\u003" + std::to_string(repeated).substr(0, 1) + std::to_string(repeated).substr(1) + "\":0}";
            const auto tape = parsed(text);
            QCOMPARE(tape.duplicates().size(), std::size_t(1));
            QCOMPARE(bytes(tape.duplicates()[0].name), QByteArray("claim ") + QByteArray::number(repeated));
        }
    }
}

void TestJsonTape::depthLimit() {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    json::Tape tape;
    QVERIFY(tape.parse(nested(512)));
    QCOMPARE(tape.nodes().size(), std::size_t(512));
    const std::string tooDeep = nested(513);
    const auto refused = tape.parse(tooDeep);
    QVERIFY(!refused && refused.error().code == ErrorCode::JsonTooDeep);
    QCOMPARE(refused.error().where.offset, std::size_t(512));
    QVERIFY(!tape.root().exists());
    QVERIFY(!tape.parse("[[1]]", {.maxDepth = 1}));
    QVERIFY(tape.parse("[1,[],[],{}]", {.maxDepth = 2})); // side by side is not deep
}

void TestJsonTape::sizeLimit() {
    json::Tape tape;
    QVERIFY(tape.parse("[1,2]", {.maxOctets = 5}));
    const auto refused = tape.parse("[1,20]", {.maxOctets = 5});
    QVERIFY(!refused && refused.error().code == ErrorCode::JsonTooLarge);
    QVERIFY(!tape.root().exists());
}

void TestJsonTape::reusesOneTape() {
    json::Tape tape;
    QVERIFY(tape.parse("{\"a\":1,\"a\":2}"));
    QCOMPARE(tape.duplicates().size(), std::size_t(1));
    QVERIFY(!tape.parse("{\"a\":1,\"a\":2"));
    QVERIFY(tape.duplicates().empty() && !tape.root().exists());
    std::string dense = "[1";
    for (int i = 0; i < 5000; ++i) {
        dense += ",1";
    }
    dense += ']';
    QVERIFY(tape.parse(dense)); // more nodes than the first guess
    QCOMPARE(tape.root().size(), std::size_t(5001));
    QVERIFY(tape.parse("7"));
    QCOMPARE(tape.nodes().size(), std::size_t(1));
    QVERIFY(tape.duplicates().empty());
}

void TestJsonTape::documentsMoveAndCopy() {
    auto made = Document::parse("{\"a\":\"short\"}");
    QVERIFY(made);
    Document copy = *made;
    Document moved = std::move(*made);
    QCOMPARE(bytes(*moved.root().find("a").string()), QByteArray("short"));
    QCOMPARE(bytes(*copy.root().find("a").string()), QByteArray("short"));
    QVERIFY(!made->root().exists());
    copy = *Document::parse("[1]");
    QCOMPARE(copy.root().size(), std::size_t(1));
    moved = copy;
    QCOMPARE(bytes(moved.text()), QByteArray("[1]"));
    QCOMPARE(bytes(moved.root().at(0).text()), QByteArray("1"));
    QVERIFY(!Document::parse("{"));
}

void TestJsonTape::plainScansAgree() {
    std::mt19937 random(7);
    for (int round = 0; round < 20'000; ++round) {
        std::string text(random() % 70, 'a');
        for (int changes = int(random() % 3); changes > 0 && !text.empty(); --changes) {
            text[random() % text.size()] = static_cast<char>(random() % 256);
        }
        const char* begin = text.data();
        const char* end = begin + text.size();
        const char* simple = std::find_if_not(begin, end, json::isPlain);
        QCOMPARE(json::skipPlainPortable(begin, end) - begin, simple - begin);
        QCOMPARE(json::skipPlain(begin, end) - begin, simple - begin);
        for (char& c : text) {
            c = c == 'a' ? ' ' : c;
        }
        QCOMPARE(json::skipSpace(begin, end) - begin, std::find_if_not(begin, end, json::isSpace) - begin);
    }
}

QTEST_GUILESS_MAIN(TestJsonTape)
#include "tst_json_tape.moc"
