// SPDX-License-Identifier: Apache-2.0
#include "jose/claims.h"
#include "jose_support.h"

#include <QTest>

using namespace twb;
using namespace twb::jose;
using namespace twb::tests;

class TestClaims : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void dates_data();
    void dates();
    void findsRegisteredClaims();
    void audienceForms_data();
    void audienceForms();
};

void TestClaims::dates_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("state");
    QTest::addColumn<double>("seconds");
    QTest::addColumn<qlonglong>("whole");
    using State = NumericDate::State;
    const auto row = [](const char* text, State state, double seconds = 0, qlonglong whole = 0) {
        QTest::newRow(text) << QByteArray(text) << static_cast<int>(state) << seconds << whole;
    };
    row("0", State::Valid, 0, 0);
    row("-0", State::Valid, 0, 0);
    row("1735689900", State::Valid, 1735689900, 1735689900);
    row("1735689900.75", State::Valid, 1735689900.75, 1735689900);
    row("1.7356899e9", State::Valid, 1735689900, 1735689900);
    row("-1.5", State::Valid, -1.5, -2);
    row("1e15", State::Valid, 1e15, 1000000000000000);
    row("1000000000000001", State::OutOfRange);
    row("1e400", State::OutOfRange);
    row("-1e400", State::OutOfRange);
    row("9223372036854775808", State::OutOfRange);
    row("1e-400", State::OutOfRange); // beyond the range of double at its small end
    row("\"1735689900\"", State::NotANumber);
    row("null", State::NotANumber);
    row("true", State::NotANumber);
    row("[1]", State::NotANumber);
    row("{}", State::NotANumber);
}

void TestClaims::dates() {
    QFETCH(QByteArray, text);
    QFETCH(int, state);
    QFETCH(double, seconds);
    QFETCH(qlonglong, whole);
    json::Tape tape;
    QVERIFY(tape.parse(view(text)));
    const NumericDate date = readNumericDate(tape.root());
    QCOMPARE(static_cast<int>(date.state), state);
    QVERIFY(date.present());
    if (date.valid()) {
        QCOMPARE(date.seconds, seconds);
        QCOMPARE(qlonglong(date.time().time_since_epoch().count()), whole);
    }
    QVERIFY(!readNumericDate(json::Value()).present());
}

void TestClaims::findsRegisteredClaims() {
    json::Tape tape;
    QVERIFY(tape.parse(
        R"({"iss":"a","su\u0062":"b","aud":["c"],"jti":"d","exp":1,"exp":2,"nbf":3,"iat":"4","x":{"iss":"no"},"issu":5})"));
    const RegisteredClaims claims = readClaims(tape.root());
    QVERIFY(claims.iss.equals("a"));
    QVERIFY(claims.sub.equals("b"));
    QVERIFY(claims.jti.equals("d"));
    QCOMPARE(claims.exp.seconds, 2.0); // of duplicates the last
    QCOMPARE(claims.nbf.seconds, 3.0);
    QCOMPARE(claims.iat.state, NumericDate::State::NotANumber);
    QVERIFY(audienceContains(claims.aud, "c"));
    for (const char* other : {"[]", "5", "\"iss\"", "{}"}) {
        QVERIFY(tape.parse(other));
        const RegisteredClaims none = readClaims(tape.root());
        QVERIFY(!none.iss.exists() && !none.exp.present() && !none.aud.exists());
    }
}

void TestClaims::audienceForms_data() {
    QTest::addColumn<QByteArray>("aud");
    QTest::addColumn<bool>("contains");
    QTest::addColumn<QByteArray>("list"); // "-" = not of a form that RFC 7519 §4.1.3 knows
    QTest::newRow("string") << QByteArray(R"("you")") << true << QByteArray("you");
    QTest::newRow("list") << QByteArray(R"(["a","you"])") << true << QByteArray("a|you");
    QTest::newRow("other") << QByteArray(R"("You")") << false << QByteArray("You");
    QTest::newRow("part") << QByteArray(R"(["yo","u","youu"])") << false << QByteArray("yo|u|youu");
    QTest::newRow("empty list") << QByteArray("[]") << false << QByteArray();
    QTest::newRow("mixed list") << QByteArray(R"([1,"you"])") << true << QByteArray("-");
    QTest::newRow("nested list") << QByteArray(R"([["you"]])") << false << QByteArray("-");
    QTest::newRow("object") << QByteArray(R"({"you":"you"})") << false << QByteArray("-");
    QTest::newRow("null") << QByteArray("null") << false << QByteArray("-");
}

void TestClaims::audienceForms() {
    QFETCH(QByteArray, aud);
    QFETCH(bool, contains);
    QFETCH(QByteArray, list);
    json::Tape tape;
    QVERIFY(tape.parse(view(aud)));
    QCOMPARE(audienceContains(tape.root(), "you"), contains);
    const auto all = audiences(tape.root());
    if (!all) {
        QCOMPARE(QByteArray("-"), list);
        return;
    }
    QByteArrayList names;
    for (const std::string& one : *all) {
        names << qt(one);
    }
    QCOMPARE(names.join('|'), list);
    QVERIFY(!audienceContains(json::Value(), "you"));
    QVERIFY(!audiences(json::Value()));
}

QTEST_GUILESS_MAIN(TestClaims)
#include "tst_claims.moc"
