// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "doctor/byte_map.h"
#include "doctor/reading.h"
#include "doctor/segments.h"

#include <QTest>

using namespace twb;
using namespace twb::doctor;

namespace {
SharedReading read(const std::string& text, Views views = {}) {
    return readToken(std::make_shared<const std::string>(text), views);
}
std::string token(std::string_view header, std::string_view payload, std::string_view signature = "AAAA") {
    return base64url::encode(header) + "." + base64url::encode(payload) + "." + std::string(signature);
}
std::string_view at(const std::string& text, TextRange range) {
    return std::string_view(text).substr(range.offset, range.length);
}
} // namespace

class TestReading : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAToken() {
        const std::string payload = R"({"iss":"joe","exp":1300819380,"n":1.50e3})";
        const std::string text = token(R"({"alg":"HS256","typ":"JWT","kid":"k1"})", payload);
        const auto reading = read(text);
        QCOMPARE(reading->kind, TokenKind::Jws);
        QCOMPARE(reading->algorithm, std::string("HS256"));
        QCOMPARE(reading->kid, std::string("k1"));
        QCOMPARE(reading->type, std::string("JWT"));
        QCOMPARE(reading->segments.size(), std::size_t{3});
        QCOMPARE(reading->segments[1].letter, 'P');
        QCOMPARE(*reading->payload.octets, payload);
        QCOMPARE(*reading->payload.shown,
                 std::string("{\n  \"iss\": \"joe\",\n  \"exp\": 1300819380,\n  \"n\": 1.50e3\n}"));
        QCOMPARE(reading->payload.view, PartView::Indented);
        QCOMPARE(reading->claims.size(), std::size_t{3});
        const Claim* exp = reading->claim("exp");
        QVERIFY(exp != nullptr && exp->date && exp->entry != nullptr);
        QCOMPARE(exp->date->moment.time_since_epoch().count(), 1300819380);
        QCOMPARE(at(*reading->payload.octets, exp->valueOctets), std::string_view("1300819380"));
        QCOMPARE(at(*reading->payload.shown, exp->shownRange), std::string_view("\"exp\": 1300819380"));
        QVERIFY(!reading->problem);
    }

    void viewsAsTheyAre() {
        const auto reading = read(token(R"({"alg":"HS256"})", R"({"a":1})"), {PartView::AsIs, PartView::AsIs});
        QCOMPARE(*reading->payload.shown, std::string(R"({"a":1})"));
        QCOMPARE(reading->payload.view, PartView::AsIs);
        QCOMPARE(at(*reading->payload.shown, reading->claims.front().shownRange), std::string_view(R"("a":1)"));
    }

    /// A claim's characters, and back, in every position of the octets within their groups.
    void byteMapGoesBothWays() {
        for (std::size_t offset = 0; offset < 12; ++offset) {
            for (std::size_t length = 1; length < 12; ++length) {
                const TextRange characters = charactersOfOctets({offset, length});
                const TextRange octets = octetsOfCharacters(characters);
                QVERIFY(octets.offset <= offset && octets.offset + octets.length >= offset + length);
                QVERIFY(octets.offset + 1 >= offset && octets.offset + octets.length <= offset + length + 1);
                // Changing any octet of the range changes only characters of the range.
                Bytes data(40, 0);
                const std::string before = base64url::encode(ByteView(data));
                for (std::size_t i = offset; i < offset + length; ++i) {
                    data[i] = 0xFF;
                }
                const std::string after = base64url::encode(ByteView(data));
                for (std::size_t i = 0; i < before.size(); ++i) {
                    const bool inside = i >= characters.offset && i < characters.offset + characters.length;
                    QCOMPARE(before[i] != after[i], inside);
                }
            }
        }
        QCOMPARE(charactersOfOctets({3, 0}).length, std::size_t{0});
    }

    void placesInTheEncodedText() {
        const std::string text = token(R"({"alg":"HS256"})", R"({"iss":"joe","exp":5})");
        const auto reading = read(text);
        const Claim* iss = reading->claim("iss");
        const TextRange characters = reading->encodedRange('P', iss->valueOctets);
        const auto place = reading->placeAt(characters);
        QCOMPARE(place.letter, 'P');
        QCOMPARE(reading->claimAt('P', place.octets.offset + 1), iss);
        const std::size_t dot = text.find('.');
        QCOMPARE(reading->placeAt({dot, 1}).letter, char(0));
        QCOMPARE(reading->placeAt({0, 1}).letter, 'H');
        QCOMPARE(reading->placeAt({text.size(), 0}).letter, char(0));
        const TextRange shown = reading->payload.octetsToShown(iss->valueOctets);
        QCOMPARE(at(*reading->payload.shown, shown), std::string_view("\"joe\""));
        QCOMPARE(reading->payload.shownToOctets(shown), iss->valueOctets);
    }

    void dates_data() {
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("unit");
        QTest::addColumn<qint64>("seconds");
        const auto row = [](const char* value, DateValue::Unit unit, qint64 seconds) {
            QTest::newRow(value) << QString(value) << static_cast<int>(unit) << seconds;
        };
        row("1795198032", DateValue::Unit::Seconds, 1795198032);
        row("1795198032.75", DateValue::Unit::Seconds, 1795198032);
        row("-1.5", DateValue::Unit::Seconds, -2);
        row("0", DateValue::Unit::Seconds, 0);
        row("99999999999", DateValue::Unit::Seconds, 99999999999);
        row("100000000000", DateValue::Unit::Milliseconds, 100000000);
        row("1795196289000", DateValue::Unit::Milliseconds, 1795196289);
        row("1e14", DateValue::Unit::OutOfRange, 0);
        row("1e400", DateValue::Unit::OutOfRange, 0);
        row("\"1795198032\"", DateValue::Unit::NotANumber, 0);
        row("null", DateValue::Unit::NotANumber, 0);
        row("[1]", DateValue::Unit::NotANumber, 0);
    }
    void dates() {
        QFETCH(QString, value);
        QFETCH(int, unit);
        QFETCH(qint64, seconds);
        const auto reading = read(token(R"({"alg":"HS256"})", R"({"exp":)" + value.toStdString() + "}"));
        const Claim* exp = reading->claim("exp");
        QVERIFY(exp != nullptr && exp->date);
        QCOMPARE(static_cast<int>(exp->date->unit), unit);
        QCOMPARE(qint64{exp->date->moment.time_since_epoch().count()}, seconds);
    }

    void duplicatesAreMarked() {
        const auto reading = read(token(R"({"alg":"HS256"})", R"({"a":1,"b":2,"a":3})"));
        QCOMPARE(reading->claims.size(), std::size_t{3});
        QVERIFY(reading->claims[0].duplicate && !reading->claims[1].duplicate && reading->claims[2].duplicate);
        QCOMPARE(reading->claim("a")->valueText, std::string("3"));
    }

    void brokenTokensShowWhatCanBeRead_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("payload");
        QTest::addColumn<bool>("problem");
        const QString h = QString::fromStdString(base64url::encode(R"({"alg":"HS256"})"));
        const QString p = QString::fromStdString(base64url::encode(R"({"a":1})"));
        const QString header = QStringLiteral("{\"alg\":\"HS256\"}");
        const QString payload = QStringLiteral("{\"a\":1}");
        const auto row = [](const char* name, const QString& text, TokenKind kind, const QString& head,
                            const QString& body, bool problem) {
            QTest::newRow(name) << text << static_cast<int>(kind) << head << body << problem;
        };
        row("empty", {}, TokenKind::Empty, {}, {}, false);
        row("no signature", h + "." + p, TokenKind::Jws, header, payload, false);
        row("header only", h, TokenKind::Unknown, header, {}, true);
        row("four parts", h + "." + p + ".AA.BB", TokenKind::Unknown, header, payload, true);
        row("dots", QStringLiteral("..."), TokenKind::Unknown, {}, {}, true);
        row("two dots", QStringLiteral(".."), TokenKind::Jws, {}, {}, true);
        row("padded", h + "==." + p + "=.AAAA", TokenKind::Jws, header, payload, true);
        row("foreign character in header", h + QStringLiteral("*.") + p + QStringLiteral(".AAAA"), TokenKind::Jws,
            header, payload, true);
        row("header cut", h.left(12) + "." + p + ".AAAA", TokenKind::Jws, QStringLiteral("{\"alg\":\"H"), payload,
            true);
        row("header no JSON", QStringLiteral("AAAA.") + p + QStringLiteral(".AAAA"), TokenKind::Jws,
            QString::fromLatin1("\0\0\0", 3), payload, true);
        row("payload with left-over bits", h + QStringLiteral(".YR.AAAA"), TokenKind::Jws, header, QStringLiteral("a"),
            true);
        row("payload too short", h + QStringLiteral(".Y.AAAA"), TokenKind::Jws, header, {}, true);
        row("no alg", QString::fromStdString(base64url::encode("{}")) + "." + p + ".AA", TokenKind::Jws,
            QStringLiteral("{}"), payload, true);
        row("header is a list", QString::fromStdString(base64url::encode("[1]")) + "." + p + ".AA", TokenKind::Jws,
            QStringLiteral("[1]"), payload, true);
    }
    void brokenTokensShowWhatCanBeRead() {
        QFETCH(QString, text);
        QFETCH(int, kind);
        QFETCH(QString, header);
        QFETCH(QString, payload);
        QFETCH(bool, problem);
        const auto reading = read(text.toStdString());
        QCOMPARE(static_cast<int>(reading->kind), kind);
        QCOMPARE(QString::fromStdString(*reading->header.octets), header);
        QCOMPARE(QString::fromStdString(*reading->payload.octets), payload);
        QCOMPARE(reading->problem.has_value(), problem);
    }

    void jweHasItsLetters() {
        const auto reading = read(base64url::encode(R"({"alg":"dir","enc":"A128GCM"})") + "..AAAA.BBBB.CCCC");
        QCOMPARE(reading->kind, TokenKind::Jwe);
        QString letters;
        for (const Segment& segment : reading->segments) {
            letters.append(QLatin1Char(segment.letter));
        }
        QCOMPARE(letters, QStringLiteral("HKICT"));
        QCOMPARE(reading->encryption, std::string("A128GCM"));
        QVERIFY(!reading->payload.present);
        QVERIFY(!reading->problem);
    }

    void jsonFaultsHavePlaces() {
        const auto reading = read(token(R"({"alg":"HS256"})", "{\n  \"a\": tru\n}"));
        const Part& payload = reading->payload;
        QVERIFY(!payload.isJson && payload.isText && payload.jsonProblem);
        QCOMPARE(payload.jsonProblemPlace.line, std::size_t{2});
        QCOMPARE(*payload.shown, *payload.octets);
        QVERIFY(reading->claims.empty());
    }

    void octetsThatAreNoText() {
        const auto reading = read(base64url::encode(R"({"alg":"HS256"})") + "._____w.AAAA");
        QVERIFY(!reading->payload.isText);
        QVERIFY(reading->payload.shown->empty());
        QCOMPARE(reading->payload.octets->size(), std::size_t{4});
        QVERIFY(!isPlainText(std::string_view("a\0b", 3)));
        QVERIFY(!isPlainText("\xed\xa0\x80"));
        QVERIFY(!isPlainText("\xc0\xaf"));
        QVERIFY(!isPlainText("\xf4\x90\x80\x80"));
        QVERIFY(isPlainText("a\tb\r\n\xf0\x9f\x94\x91"));
    }

    /// Indenting 512 levels of many elements would make the text a thousand times longer.
    void deepNestingIsNotIndented() {
        std::string payload(500, '[');
        for (int i = 0; i < 20000; ++i) {
            payload += "1,";
        }
        payload += "1" + std::string(500, ']');
        const auto reading = read(token(R"({"alg":"HS256"})", payload));
        QVERIFY(reading->payload.isJson);
        QCOMPARE(reading->payload.view, PartView::AsIs);
        QCOMPARE(*reading->payload.shown, payload);
    }

    void hugeTextsStayLinear() {
        QCOMPARE(read(std::string(10'000'000, '.'))->segments.size(), std::size_t{16});
        QCOMPARE(read(std::string(10'000'000, 'a'))->kind, TokenKind::Unknown);
        std::string payload = "{";
        for (int i = 0; i < 60000; ++i) {
            payload += (i > 0 ? ",\"c" : "\"c") + std::to_string(i) + "\":" + std::to_string(i);
        }
        payload += "}";
        const auto reading = read(token(R"({"alg":"HS256"})", payload));
        QVERIFY(reading->payload.isObject);
        QCOMPARE(reading->claims.size(), std::size_t{5000});
        QCOMPARE(*reading->payload.octets, payload);
    }
};

QTEST_GUILESS_MAIN(TestReading)
#include "tst_reading.moc"
