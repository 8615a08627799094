// SPDX-License-Identifier: Apache-2.0
#include "json/text.h"

#include <QTest>

#include <random>

using namespace twb;
using json::Tape;

namespace {

QByteArray bytes(std::string_view text) {
    return {text.data(), qsizetype(text.size())};
}

/// Makes documents at random, with much white space, escapes and odd numbers.
class Maker {
public:
    explicit Maker(unsigned seed)
        : m_random(seed) {}

    std::string document() { return space() + value(0) + space(); }
    std::string object() { return space() + members(0) + space(); }
    unsigned pick(unsigned count) { return unsigned(m_random() % count); }

    std::string space() {
        static const char* const spaces[] = {"", "", "", " ", "\n  ", "\t", "\r\n", "  "};
        return spaces[pick(8)];
    }
    std::string string() {
        static const char* const parts[] = {"a",
                                            "exp",
                                            "\\n",
                                            "\\u0041",
                                            "é",
                                            "😀",
                                            "\\\\",
                                            " ",
                                            "{",
                                            "}",
                                            ",",
                                            ":",
                                            "[",
                                            "\\\"",
                                            "\\/",
                                            "\\ud800",
                                            "longer than sixteen octets"};
        std::string text = "\"";
        for (unsigned left = pick(4); left > 0; --left) {
            text += parts[pick(17)];
        }
        return text + "\"";
    }
    std::string value(int depth) {
        static const char* const scalars[] = {"0",    "-0",    "1.10", "1e400", "18446744073709551615",
                                              "true", "false", "null"};
        switch (pick(depth > 4 ? 2 : 4)) {
        case 0:
            return scalars[pick(8)];
        case 1:
            return string();
        case 2:
            return members(depth + 1);
        default: {
            std::string text = "[" + space();
            for (unsigned i = 0, count = pick(5); i < count; ++i) {
                text += (i > 0 ? "," + space() : "") + value(depth + 1) + space();
            }
            return text + "]";
        }
        }
    }

private:
    std::string members(int depth) {
        std::string text = "{" + space();
        for (unsigned i = 0, count = pick(5); i < count; ++i) {
            text += (i > 0 ? "," + space() : "") + string() + space() + ":" + space() + value(depth + 1) + space();
        }
        return text + "}";
    }

    std::mt19937 m_random;
};

/// The tokens of a text, found by another way than the program's: white space outside strings separates.
std::vector<std::string> tokens(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        std::size_t end = i + 1;
        if (c == '"') {
            while (text[end] != '"') {
                end += text[end] == '\\' ? 2 : 1;
            }
            ++end;
        } else if (std::string_view(" \t\r\n").find(c) != std::string_view::npos) {
            ++i;
            continue;
        } else if (std::string_view("{}[],:").find(c) == std::string_view::npos) {
            end = std::min(text.find_first_of("{}[],: \t\r\n", i), text.size());
        }
        out.emplace_back(text.substr(i, end - i));
        i = end;
    }
    return out;
}

} // namespace

class TestJsonText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void laysOut();
    void viewsKeepEveryToken();
    void mapsEveryToken();
    void mapsRangesOfSeveralTokens();
    void setsMembers_data();
    void setsMembers();
    void setMemberLeavesTheRestAlone();
    void removesMembers_data();
    void removesMembers();
    void removeMemberKeepsTheOthers();
    void editsRefuse();
    void quotes();
};

void TestJsonText::laysOut() {
    const std::string text = " {\"a\":1.10 ,\"b\":[ ],\"c\":{ },\"d\":[1,{\"e\":\"x y\"}],\n\"a\":null} ";
    Tape tape;
    QVERIFY(tape.parse(text));
    QCOMPARE(bytes(json::compact(tape)),
             QByteArray("{\"a\":1.10,\"b\":[],\"c\":{},\"d\":[1,{\"e\":\"x y\"}],\"a\":null}"));
    QCOMPARE(bytes(json::pretty(tape)), QByteArray("{\n"
                                                   "  \"a\": 1.10,\n"
                                                   "  \"b\": [],\n"
                                                   "  \"c\": {},\n"
                                                   "  \"d\": [\n"
                                                   "    1,\n"
                                                   "    {\n"
                                                   "      \"e\": \"x y\"\n"
                                                   "    }\n"
                                                   "  ],\n"
                                                   "  \"a\": null\n"
                                                   "}"));
    QVERIFY(tape.parse("[1]"));
    QCOMPARE(bytes(json::pretty(tape, 4)), QByteArray("[\n    1\n]"));
    QCOMPARE(bytes(json::pretty(tape, 0)), QByteArray("[\n1\n]"));
    QVERIFY(tape.parse(" \"x\" "));
    QCOMPARE(bytes(json::pretty(tape)), QByteArray("\"x\""));
}

void TestJsonText::viewsKeepEveryToken() {
    for (unsigned seed = 0; seed < 2000; ++seed) {
        const std::string text = Maker(seed).document();
        Tape tape;
        QVERIFY2(tape.parse(text), text.c_str());
        const auto expected = tokens(text);
        const std::string compacted = json::compact(tape);
        const std::string prettied = json::pretty(tape);
        QVERIFY2(tokens(compacted) == expected, text.c_str());
        QVERIFY2(tokens(prettied) == expected, text.c_str());
        Tape again;
        QVERIFY(again.parse(prettied));
        QCOMPARE(bytes(json::compact(again)), bytes(compacted));
        QCOMPARE(bytes(json::pretty(again)), bytes(prettied));
        QCOMPARE(again.duplicates().size(), tape.duplicates().size());
    }
}

void TestJsonText::mapsEveryToken() {
    for (unsigned seed = 0; seed < 300; ++seed) {
        const std::string text = Maker(seed).document();
        Tape from;
        QVERIFY(from.parse(text));
        const std::string view = seed % 2 == 0 ? json::pretty(from) : json::compact(from);
        Tape to;
        QVERIFY(to.parse(view));
        std::size_t at = 0;
        std::size_t there = 0;
        for (const std::string& token : tokens(text)) {
            at = text.find(token, at);
            there = view.find(token, there);
            QVERIFY((json::mapRange(from, {at, token.size()}, to) == TextRange{there, token.size()}));
            QVERIFY((json::mapRange(to, {there, token.size()}, from) == TextRange{at, token.size()}));
            // A caret and a part inside a token keep their place in it.
            QVERIFY((json::mapRange(from, {at + token.size() / 2, 0}, to) == TextRange{there + token.size() / 2, 0}));
            at += token.size();
            there += token.size();
        }
    }
}

void TestJsonText::mapsRangesOfSeveralTokens() {
    const std::string text = "{\"a\":[1,2],\"b\":\"x  y\"}";
    const std::string view = "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": \"x  y\"\n}";
    Tape from;
    Tape to;
    QVERIFY(from.parse(text) && to.parse(view));
    const auto range = [](std::string_view in, std::string_view part) { return TextRange{in.find(part), part.size()}; };
    QVERIFY(json::mapRange(from, range(text, "\"a\":[1,2]"), to) == range(view, "\"a\": [\n    1,\n    2\n  ]"));
    QVERIFY(json::mapRange(to, range(view, "[\n    1,\n    2\n  ]"), from) == range(text, "[1,2]"));
    QVERIFY(json::mapRange(to, range(view, "  \"b\": "), from) == range(text, "\"b\":"));
    QVERIFY(json::mapRange(from, {0, text.size()}, to) == range(view, view));
    QVERIFY(json::mapRange(to, {view.find("x  y"), 2}, from) == range(text, "x "));
    // White space between tokens: the place before the next token.
    QVERIFY((json::mapRange(to, {2, 1}, from) == TextRange{1, 0}));
    Tape other;
    QVERIFY(other.parse("[]"));
    QVERIFY((json::mapRange(from, {0, 1}, other) == TextRange{}));
}

void TestJsonText::setsMembers_data() {
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char* title, const char* object, const char* name, const char* value,
                        const char* result) {
        QTest::newRow(title) << QByteArray(object) << QByteArray(name) << QByteArray(value) << QByteArray(result);
    };
    row("replaces", "{\"exp\": 1 ,\"b\":2.0}", "exp", "99", "{\"exp\": 99 ,\"b\":2.0}");
    row("replaces a container", "{\"a\":{\"x\":[1,2]},\"b\":1}", "a", "[]", "{\"a\":[],\"b\":1}");
    row("replaces the last of several", "{\"a\":1,\"a\":2}", "a", "3", "{\"a\":1,\"a\":3}");
    row("sees through escapes", "{\"\\u0061\":1}", "a", "2", "{\"\\u0061\":2}");
    row("not the nested one", "{\"b\":{\"a\":1}}", "a", "2", "{\"b\":{\"a\":1},\"a\":2}");
    row("into an empty object", "{}", "a", "1", "{\"a\":1}");
    row("into an empty object with space", " { } ", "a", "1", " {\"a\":1 } ");
    row("appends on the line", "{\"a\":1}", "b", "\"x\"", "{\"a\":1,\"b\":\"x\"}");
    row("appends with spaces", "{ \"a\" : 1, \"b\" : 2 }", "c", "3", "{ \"a\" : 1, \"b\" : 2, \"c\" : 3 }");
    row("appends on its own line", "{\n  \"a\": 1,\n  \"b\": 2\n}", "c", "3",
        "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}");
    row("one member on its line", "{\r\n\t\"a\": 1\r\n}\r\n", "b", "2", "{\r\n\t\"a\": 1,\r\n\t\"b\": 2\r\n}\r\n");
    row("escapes the name", "{}", "a\"\n\\", "1", "{\"a\\\"\\n\\\\\":1}");
}

void TestJsonText::setsMembers() {
    QFETCH(QByteArray, object);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, result);
    const auto done = json::setMember(object.toStdString(), name.toStdString(), value.toStdString());
    QVERIFY(done);
    QCOMPARE(bytes(*done), result);
}

void TestJsonText::setMemberLeavesTheRestAlone() {
    for (unsigned seed = 0; seed < 1000; ++seed) {
        Maker maker(seed);
        const std::string text = maker.object();
        const std::string name = seed % 2 == 0 ? "exp" : "a";
        const std::string value = maker.value(2);
        const auto done = json::setMember(text, name, value);
        QVERIFY2(done, text.c_str());
        Tape before;
        Tape after;
        QVERIFY(before.parse(text) && after.parse(*done));
        QCOMPARE(bytes(after.root().find(name).text()), bytes(value));
        const json::Value old = before.root().find(name);
        if (old.exists()) {
            std::string expected = text;
            expected.replace(old.range().offset, old.range().length, value);
            QCOMPARE(bytes(*done), bytes(expected));
            continue;
        }
        // What was added is one piece before the closing brace; without it the text is the old one.
        QCOMPARE(after.root().size(), before.root().size() + 1);
        const std::size_t added = done->size() - text.size();
        const std::size_t valueEnd = after.root().find(name).range().offset + value.size();
        std::string without = *done;
        without.erase(valueEnd - added, added);
        QCOMPARE(bytes(without), bytes(text));
    }
}

void TestJsonText::removesMembers_data() {
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char* title, const char* object, const char* result) {
        QTest::newRow(title) << QByteArray(object) << QByteArray(result);
    };
    row("only one", "{\"a\":1}", "{}");
    row("only one, with space", "{ \"a\": 1 }", "{ }");
    row("first", "{\"a\":1,\"b\":2}", "{\"b\":2}");
    row("last", "{\"b\":2,\"a\":1}", "{\"b\":2}");
    row("middle", "{\"b\":2,\"a\":{\"a\":1},\"c\":3}", "{\"b\":2,\"c\":3}");
    row("first of lines", "{\n  \"a\": 1,\n  \"b\": 2\n}", "{\n  \"b\": 2\n}");
    row("last of lines", "{\n  \"b\": 2,\n  \"a\": 1\n}", "{\n  \"b\": 2\n}");
    row("space before the comma", "{\"b\":2 , \"a\":1 }", "{\"b\":2 }");
    row("every second", "{\"a\":1,\"b\":2,\"a\":3,\"c\":4,\"a\":5}", "{\"b\":2,\"c\":4}");
    row("several at the end", "{\"b\":2,\"a\":3,\"\\u0061\":5}", "{\"b\":2}");
    row("all", "{\"a\":3,\"a\":5}", "{}");
    row("absent", " {\"b\" : 1} ", " {\"b\" : 1} ");
    row("empty", "{ }", "{ }");
}

void TestJsonText::removesMembers() {
    QFETCH(QByteArray, object);
    QFETCH(QByteArray, result);
    const auto done = json::removeMember(object.toStdString(), "a");
    QVERIFY(done);
    QCOMPARE(bytes(*done), result);
}

void TestJsonText::removeMemberKeepsTheOthers() {
    for (unsigned seed = 0; seed < 1000; ++seed) {
        const std::string text = Maker(seed).object();
        const auto done = json::removeMember(text, "a");
        QVERIFY2(done, text.c_str());
        Tape before;
        Tape after;
        QVERIFY2(before.parse(text) && after.parse(*done), done->c_str());
        std::vector<std::string> expected;
        before.root().forEachMember([&](json::Value name, json::Value value) {
            if (!name.equals("a")) {
                expected.emplace_back(name.text());
                expected.emplace_back(value.text());
            }
        });
        std::vector<std::string> found;
        after.root().forEachMember([&](json::Value name, json::Value value) {
            found.emplace_back(name.text());
            found.emplace_back(value.text());
        });
        QVERIFY2(found == expected, text.c_str());
    }
}

void TestJsonText::editsRefuse() {
    const auto noObject = json::setMember("[1]", "a", "1");
    QVERIFY(!noObject && noObject.error().code == ErrorCode::JsonType);
    QVERIFY(json::removeMember("1", "a").error().code == ErrorCode::JsonType);
    const auto badObject = json::setMember("{\"a\":}", "a", "1");
    QVERIFY(!badObject && badObject.error().code == ErrorCode::JsonSyntax);
    QCOMPARE(badObject.error().where.offset, std::size_t(5));
    const auto badValue = json::setMember("{}", "a", "tru");
    QVERIFY(!badValue && badValue.error().code == ErrorCode::JsonSyntax);
    QVERIFY(badValue.error().detail.starts_with("the new value: "));
    QVERIFY(!json::setMember("{}", "a", "1}, \"b\":2"));
    QVERIFY(!json::setMember("{}", "a", ""));
    QVERIFY(!json::removeMember("{", "a"));
    QVERIFY(json::setMember("{}", "\xFF", "1").error().code == ErrorCode::Utf8Invalid);
}

void TestJsonText::quotes() {
    QCOMPARE(bytes(json::quote("")), QByteArray("\"\""));
    QCOMPARE(bytes(json::quote("a/b é <>&\x7F")), QByteArray("\"a/b é <>&\x7F\""));
    QCOMPARE(bytes(json::quote("\"\\\b\f\n\r\t")), QByteArray("\"\\\"\\\\\\b\\f\\n\\r\\t\""));
    QCOMPARE(bytes(json::quote(std::string_view("\0\x1F", 2))), QByteArray("\"\\u0000\\u001f\""));
    for (int c = 0; c < 0x80; ++c) {
        const std::string text = "x" + std::string(1, char(c));
        const std::string quoted = json::quote(text);
        Tape tape;
        QVERIFY(tape.parse(quoted));
        QVERIFY(tape.root().equals(text));
    }
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_json_text.moc"
