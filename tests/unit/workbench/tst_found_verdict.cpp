// SPDX-License-Identifier: Apache-2.0
//
// The verdict on a token that an answer held: with whose keys it was checked, and which reading of a secret fitted.
#include "jose/jws.h"
#include "jose/key_material.h"
#include "workbench/found_verdict.h"
#include "workbench/key_maker.h"
#include "workbench/key_ring.h"

#include <QTest>

using namespace twb;
using State = workbench::FoundVerdict::State;

namespace {

oauth::FoundToken found(const std::string& text, const std::string& header, const std::string& kind = "jws") {
    oauth::FoundToken token;
    token.name = "access_token";
    token.kind = kind;
    token.header = header;
    token.value = oauth::shareSecret(text);
    return token;
}

jose::Jwk secretKey(std::string_view text, jose::SecretEncoding encoding) {
    return jose::readSecretText(text, encoding)->entries().front().jwk;
}

const Time now{std::chrono::seconds(1795197780)};

} // namespace

class FoundVerdictTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ringKeyAndForeignKey() {
        const FixedClock clock(now);
        workbench::KeyRing ring(clock);
        workbench::KeyRequest wish;
        wish.kind = workbench::KeyRequest::Kind::Ec;
        wish.curve = "P-256";
        wish.kidRule = workbench::KeyRequest::KidRule::OwnText;
        wish.kid = "k1";
        const auto made = workbench::makeKey(wish);
        QVERIFY(made.has_value());
        ring.add(**made, QStringLiteral("Generated"));
        const jose::Jwk key = ring.entries().front()->key.jwk;
        const std::string header = R"({"alg":"ES256","kid":"k1"})";
        const auto token = jose::signCompact(header, asBytes(std::string_view("{}")), key);
        QVERIFY(token.has_value());
        const auto good = workbench::judgeFound(found(*token, header), {workbench::ringSource(ring)}, nullptr, now);
        QCOMPARE(good.state, State::Verified);
        QVERIFY(good.words.contains(QStringLiteral("the key ring")));
        std::string broken = *token;
        broken[token->find('.') + 2] = broken[token->find('.') + 2] == 'A' ? 'B' : 'A';
        const auto bad = workbench::judgeFound(found(broken, header), {workbench::ringSource(ring)}, nullptr, now);
        QCOMPARE(bad.state, State::Invalid);

        // Keys without this kid say nothing about it.
        const std::string other = R"({"alg":"ES256","kid":"somebody"})";
        const auto foreign = jose::signCompact(other, asBytes(std::string_view("{}")), key);
        const auto verdict = workbench::judgeFound(found(*foreign, other), {workbench::ringSource(ring)}, nullptr, now);
        QCOMPARE(verdict.state, State::NotChecked);
        QCOMPARE(workbench::judgeFound(found(*token, header), {}, nullptr, now).words,
                 QStringLiteral("Not checked: no key given"));
    }

    void theReadingOfJwtSecretIsNamed_data() {
        QTest::addColumn<int>("encoding");
        QTest::addColumn<QString>("words");
        QTest::newRow("text") << int(jose::SecretEncoding::Utf8) << "jwt_secret read as text";
        QTest::newRow("base64") << int(jose::SecretEncoding::Base64) << "jwt_secret read as Base64";
        QTest::newRow("hex") << int(jose::SecretEncoding::Hex) << "jwt_secret read as hexadecimal";
    }
    void theReadingOfJwtSecretIsNamed() {
        QFETCH(int, encoding);
        QFETCH(QString, words);
        const auto reading = static_cast<jose::SecretEncoding>(encoding);
        const std::string text = reading == jose::SecretEncoding::Hex
                                     ? "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
                                     : "c2FtcGxlLXNlY3JldC1vZi1hdC1sZWFzdC0zMi1vY3RldHMh";
        const std::string header = R"({"alg":"HS256"})";
        const auto token = jose::signCompact(header, asBytes(std::string_view("{}")), secretKey(text, reading));
        QVERIFY(token.has_value());
        const auto verdict = workbench::judgeFound(found(*token, header), {}, oauth::shareSecret(text), now);
        QCOMPARE(verdict.state, State::Verified);
        QVERIFY2(verdict.words.contains(words), qPrintable(verdict.words));
        const auto wrong = workbench::judgeFound(found(*token, header), {}, oauth::shareSecret("another one"), now);
        QCOMPARE(wrong.state, State::Invalid);
    }

    void whatCannotBeChecked() {
        QCOMPARE(workbench::judgeFound(found("abc", {}, "opaque"), {}, nullptr, now).state, State::NotChecked);
        QCOMPARE(workbench::judgeFound(found("a.b.c.d.e", {}, "jwe"), {}, nullptr, now).state, State::NotChecked);
    }
};

QTEST_GUILESS_MAIN(FoundVerdictTest)
#include "tst_found_verdict.moc"
