// SPDX-License-Identifier: Apache-2.0
#include "jose/verification.h"
#include "workbench/phrases.h"
#include "workbench/utf16.h"

#include <QTest>

using namespace twb;
using namespace twb::workbench;
using doctor::SignatureFacts;
using doctor::SignatureState;
using doctor::TimeFacts;
using doctor::TimeState;

namespace {

DateStyle saoPaulo() {
    return {QTimeZone(-3 * 3600), QLocale(QLocale::English, QLocale::UnitedStates)};
}
Time at(std::int64_t seconds) {
    return Time(std::chrono::seconds(seconds));
}
const Time exp1507 = at(1795198032); // 20 Nov 2026 18:07:12 UTC
QString show(const FactPhrase& phrase) {
    return QStringLiteral("%1|%2|%3").arg(static_cast<int>(phrase.mood)).arg(phrase.title, phrase.subLine);
}

} // namespace

class TestPhrases : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spans_data() {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("text");
        const auto row = [](qint64 seconds, const char* text) { QTest::newRow(text) << seconds << QString(text); };
        row(0, "0 s");
        row(40, "40 s");
        row(252, "4 m 12 s");
        row(300, "5 m");
        row(2 * 3600 + 59 * 60 + 30, "2 h 59 m");
        row(3600, "1 h");
        row(86400, "1 day");
        row(90000, "1 day 1 h");
        row(3 * 86400 + 5000, "3 days");
        row(400 * 86400, "400 days");
        row(3 * 365 * 86400, "3 years");
    }
    void spans() {
        QFETCH(qint64, seconds);
        QFETCH(QString, text);
        QCOMPARE(spanText(std::chrono::seconds(seconds)), text);
        QCOMPARE(spanText(std::chrono::seconds(-seconds)), text);
    }

    void dates() {
        QCOMPARE(dateTimeText(exp1507, saoPaulo()), QStringLiteral("20 Nov 2026 15:07:12 (UTC−03:00)"));
        QCOMPARE(dateTimeText(exp1507, {QTimeZone::utc(), QLocale(QLocale::English)}),
                 QStringLiteral("20 Nov 2026 18:07:12 (UTC)"));
        QCOMPARE(offsetText(exp1507, QTimeZone(5 * 3600 + 1800)), QStringLiteral("UTC+05:30"));
        QCOMPARE(timeText(exp1507, saoPaulo()), QStringLiteral("15:07:12"));
    }

    void signatureFacts_data() {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("expected");
        const auto row = [](SignatureState state, const char* expected) {
            QTest::newRow(expected) << static_cast<int>(state) << QString(expected);
        };
        row(SignatureState::Verified, "0|Signature Verified|HS256 with the secret you entered, 44 bytes");
        row(SignatureState::VerifiedSignedByYou, "0|Signature Verified|Signed by you, HS256");
        row(SignatureState::Invalid, "2|Invalid Signature|Changed after signing, or another key");
        row(SignatureState::NotSigned, "2|Not signed|alg is none: anybody can write this token");
        row(SignatureState::Incomplete, "2|Signature incomplete|24 of 32 bytes are there");
        row(SignatureState::Outdated, "1|Signature outdated|Your copy was edited after signing");
        row(SignatureState::NotCheckedNoKey, "3|Not checked: no key given|HS256, kid k1");
        row(SignatureState::NotCheckedKeyDoesNotFit,
            "3|Not checked: key does not fit|HS256 needs an RSA key; the key is a secret");
        row(SignatureState::Encrypted, "3|Encrypted: no key given|HS256, kid k1");
        row(SignatureState::NotReadable, "3|Not readable|One part without dots");
    }
    void signatureFacts() {
        QFETCH(int, state);
        QFETCH(QString, expected);
        SignatureFacts facts;
        facts.state = static_cast<SignatureState>(state);
        facts.algorithm = "HS256";
        facts.kid = "k1";
        facts.octets = 24;
        facts.expectedOctets = 32;
        facts.secretOctets = 44;
        facts.givenKey = doctor::KeyKind::Secret;
        facts.neededKey = doctor::KeyKind::Rsa;
        facts.problem = Error{ErrorCode::TokenStructure, "one part without dots", {}};
        QCOMPARE(show(phraseOf(facts)), expected);
    }

    void keyPairIsNamed() {
        SignatureFacts facts;
        facts.state = SignatureState::Verified;
        facts.algorithm = "RS256";
        facts.givenKey = doctor::KeyKind::Rsa;
        facts.keyName = "2024-a";
        QCOMPARE(phraseOf(facts).subLine, QStringLiteral("RS256 with key 2024-a"));
        QCOMPARE(keyNeedText(doctor::KeyKind::EcP256), QStringLiteral("an EC key on P-256"));
        QCOMPARE(keyGivenText(doctor::KeyKind::Rsa, 2048), QStringLiteral("RSA 2048 bits"));
    }

    void timeFacts_data() {
        QTest::addColumn<int>("state");
        QTest::addColumn<qint64>("now");
        QTest::addColumn<qint64>("span");
        QTest::addColumn<QString>("expected");
        const auto row = [](TimeState state, qint64 now, qint64 span, const char* expected) {
            QTest::newRow(expected) << static_cast<int>(state) << now << span << QString(expected);
        };
        row(TimeState::ExpiresIn, 1795197780, 252, "0|Expires in 4 m 12 s|Today 15:07:12 (UTC−03:00)");
        row(TimeState::ExpiresIn, 1795097780, 100252, "0|Expires in 1 day 3 h|20 Nov 2026 15:07:12 (UTC−03:00)");
        row(TimeState::DoesNotExpire, 0, 0, "3|Does not expire|exp is missing");
        row(TimeState::ExpiredWithinLeeway, 0, 40, "1|Expired 40 s ago, within leeway|Strict receivers refuse it");
        row(TimeState::Expired, 0, 3 * 86400, "2|Expired 3 days ago|20 Nov 2026 15:07:12 (UTC−03:00)");
        row(TimeState::NotYetValid, 0, 10740, "2|Not yet valid: 2 h 59 m to go|nbf 20 Nov 2026 15:07:12 (UTC−03:00)");
        row(TimeState::CannotBeJudged, 0, 0, "2|Time cannot be judged|iat and exp are in milliseconds");
    }
    void timeFacts() {
        QFETCH(int, state);
        QFETCH(qint64, now);
        QFETCH(qint64, span);
        QFETCH(QString, expected);
        TimeFacts facts;
        facts.state = static_cast<TimeState>(state);
        facts.now = at(now);
        facts.exp = facts.nbf = exp1507;
        facts.span = std::chrono::seconds(span);
        facts.fault = doctor::DateValue::Unit::Milliseconds;
        facts.faulty = {"iat", "exp"};
        QCOMPARE(show(phraseOf(facts, saoPaulo())), expected);
    }

    void otherTimeFaults() {
        TimeFacts facts;
        facts.state = TimeState::CannotBeJudged;
        facts.fault = doctor::DateValue::Unit::NotANumber;
        facts.faulty = {"exp"};
        QCOMPARE(phraseOf(facts, saoPaulo()).subLine, QStringLiteral("exp is text"));
    }

    void hints() {
        const auto reading = doctor::readToken(
            std::make_shared<const std::string>("eyJhbGciOiJIUzI1NiJ9."
                                                "eyJwZW9wbGVJZCI6IjExMTQ0NDc3NzM1IiwiaWF0IjoxNzk1MTk3NzMyLCJleHAiOjE3OT"
                                                "UxOTgwMzIsIm5iZiI6MTc5NTE5NTk4OTAwMH"
                                                "0.AA"),
            {});
        const auto hint = [&](const char* name) {
            return claimHint(*reading->claim(name), at(1795197780), saoPaulo());
        };
        QCOMPARE(hint("peopleId"), QStringLiteral("CPF 111.444.777-35, check digits right"));
        QCOMPARE(hint("iat"), QStringLiteral("20 Nov 2026 15:02:12 · 48 s ago"));
        QCOMPARE(hint("exp"), QStringLiteral("20 Nov 2026 15:07:12 · in 4 m 12 s"));
        QCOMPARE(hint("nbf"), QStringLiteral("milliseconds: 20 Nov 2026 14:33:09"));
        const QString tip = claimToolTip(*reading->claim("exp"), saoPaulo());
        QVERIFY(tip.contains(QStringLiteral("RFC 7519, 4.1.4")));
        QVERIFY(tip.contains(QStringLiteral("20 Nov 2026 15:07:12 (UTC−03:00)")));
        QVERIFY(tip.contains(QStringLiteral("2026-11-20T18:07:12Z")));
    }

    void badges() {
        doctor::KeyFacts facts;
        facts.kind = doctor::KeyKind::Secret;
        facts.secretOctets = 44;
        facts.base64Octets = 32;
        QCOMPARE(secretBadge(facts, 32), QStringLiteral("44 bytes · long enough"));
        QCOMPARE(secretBadge(facts, 64), QStringLiteral("44 bytes · 64 needed"));
        QCOMPARE(secretBadge(facts, 0), QStringLiteral("44 bytes"));
        QCOMPARE(base64Badge(facts), QStringLiteral("looks like Base64 of 32 bytes"));
    }

    void unwrapping() {
        QCOMPARE(unwrapText({{"input-bearer-prefix", "Bearer ", 1}}),
                 QStringLiteral("“Bearer ” removed from the front"));
        QCOMPARE(unwrapText({{"input-quoted", "\"", 2}, {"input-whitespace-inside", " ", 3}}),
                 QStringLiteral("Quotes removed, line breaks and spaces removed"));
        QVERIFY(unwrapText({}).isEmpty());
        // Every step that unwrap can make has words.
        for (const char* id : {"input-bearer-twice", "input-http-header", "input-other-scheme", "input-cookie",
                               "input-invisible-characters", "input-markdown", "input-trailing-punctuation",
                               "input-curl-command", "input-url-parameter", "input-json-wrapper", "input-url-encoded",
                               "input-url-encoded-twice", "input-surrounding-text"}) {
            QVERIFY2(!unwrapText({{id, "x", 1}}).isEmpty(), id);
        }
    }

    void problems() {
        QCOMPARE(problemText(Error{ErrorCode::JsonSyntax, "a comma is missing", {}}, LineColumn{3, 8}),
                 QStringLiteral("Line 3, column 8: A comma is missing"));
        QVERIFY(!problemText(Error{ErrorCode::KeyEncrypted, {}, {}}).isEmpty());
    }

    void everyCheckHasALine() {
        for (std::size_t i = 0; i < jose::checkCount; ++i) {
            const std::string id(jose::name(static_cast<jose::CheckId>(i)));
            const CheckPhrase phrase = phraseOf(doctor::CheckRow{id, doctor::CheckRow::Outcome::Pass, "detail"});
            QVERIFY2(phrase.line != QString::fromStdString(id), id.c_str());
            QCOMPARE(phrase.detail, QStringLiteral("detail"));
        }
    }

    void timelineIsSpoken() {
        TimeFacts facts;
        facts.now = at(1795197780);
        facts.iat = facts.nbf = at(1795197732);
        facts.exp = exp1507;
        QCOMPARE(
            timelineDescription(facts, saoPaulo()),
            QStringLiteral("Validity, as of 15:03:00: valid from 15:02:12 to 15:07:12, 4 minutes 12 seconds left"));
    }

    void utf16Offsets() {
        const std::string text = "a\xc3\xa9\xf0\x9f\x94\x91z"; // a, e acute, key (two units), z
        QCOMPARE(utf16Offset(text, 0), 0);
        QCOMPARE(utf16Offset(text, 1), 1);
        QCOMPARE(utf16Offset(text, 2), 1); // inside the accent
        QCOMPARE(utf16Offset(text, 3), 2);
        QCOMPARE(utf16Offset(text, 7), 4);
        QCOMPARE(utf16Offset(text, 99), 5);
        for (const std::size_t octet : {0, 1, 3, 7, 8}) {
            QCOMPARE(utf8Offset(text, utf16Offset(text, octet)), octet);
        }
        QCOMPARE(utf8Offset(text, 3), std::size_t{3}); // between the surrogates
        const Utf16Range range = utf16Range(text, {1, 6});
        QCOMPARE(range.position, 1);
        QCOMPARE(range.length, 3);
    }
};

QTEST_GUILESS_MAIN(TestPhrases)
#include "tst_phrases.moc"
