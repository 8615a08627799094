// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "doctor/evaluation.h"

#include <QElapsedTimer>
#include <QTest>

using namespace twb;
using namespace twb::doctor;

namespace {

constexpr std::int64_t expiry = 1735689900;
const std::string cafSecret = "example-caf-client-secret-0123456789abcdef";
const std::string cafHeader = R"({"alg":"HS256","typ":"JWT"})";
const std::string cafPayload = R"({"iss":"61b0c0ffee0000000000c1d1","peopleId":"11144477735","exp":1735689900})";
const std::string cafToken =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
    "eyJpc3MiOiI2MWIwYzBmZmVlMDAwMDAwMDAwMGMxZDEiLCJwZW9wbGVJZCI6IjExMTQ0NDc3NzM1IiwiZXhwIjoxNzM1Njg5OTAwfQ."
    "jZAw9DQ0eAfKjVFXPv3nCf5TS87nljKM0Iuf8lEh6Eo";

// A throw-away pair on P-256, RFC 7515 App. A.3, and its public half.
const std::string ecPrivate =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"})";
const std::string ecPublic = R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
                             R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})";

Time at(std::int64_t seconds) {
    return Time(std::chrono::seconds(seconds));
}
KeyInput key(KeyField::Kind kind, std::string_view text, SecretEncoding encoding = SecretEncoding::Utf8) {
    auto field = std::make_shared<KeyField>();
    field->kind = kind;
    field->text = Secret::fromText(text);
    field->encoding = encoding;
    return {field, nullptr};
}
KeyInput secret(std::string_view text, SecretEncoding encoding = SecretEncoding::Utf8) {
    return key(KeyField::Kind::Secret, text, encoding);
}
KeyInput keyText(std::string_view text) {
    return key(KeyField::Kind::KeyText, text);
}
Inputs original(std::string text, KeyInput verify = {}) {
    Inputs inputs;
    inputs.original = share(std::move(text));
    inputs.verifyKey = std::move(verify);
    return inputs;
}
std::string token(std::string_view header, std::string_view payload, std::string_view signature) {
    return base64url::encode(header) + "." + base64url::encode(payload) + "." + std::string(signature);
}
Inputs copyOf(std::string header, std::string payload, KeyInput sign, KeyInput verify) {
    Inputs inputs;
    Copy copy;
    copy.header.octets = share(std::move(header));
    copy.payload.octets = share(std::move(payload));
    inputs.copy = std::make_shared<const Copy>(std::move(copy));
    inputs.signKey = std::move(sign);
    inputs.verifyKey = std::move(verify);
    inputs.signing = Signing::WhenChanged;
    return inputs;
}
SignatureState stateOf(const Inputs& inputs) {
    return evaluate(inputs, at(expiry - 100))->original.signature.state;
}
/// The copy as the document keeps it after an evaluation.
void keep(Inputs& inputs, const SharedEvaluation& evaluation) {
    Copy copy = *inputs.copy;
    copy.signature = evaluation->newSignature;
    inputs.copy = std::make_shared<const Copy>(std::move(copy));
}

} // namespace

class TestEvaluation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void verifiedWithTheSecret() {
        const auto evaluation = evaluate(original(cafToken, secret(cafSecret)), at(expiry - 100));
        const SignatureFacts& facts = evaluation->original.signature;
        QCOMPARE(facts.state, SignatureState::Verified);
        QCOMPARE(facts.algorithm, std::string("HS256"));
        QCOMPARE(facts.secretOctets, cafSecret.size());
        QCOMPARE(facts.octets, std::size_t{32});
        QCOMPARE(facts.givenKey, KeyKind::Secret);
        QCOMPARE(evaluation->originalNeededOctets, std::size_t{32});
        QCOMPARE(evaluation->original.time.state, TimeState::ExpiresIn);
        QVERIFY(!evaluation->copy);
        QVERIFY(
            std::any_of(evaluation->original.checks.begin(), evaluation->original.checks.end(), [](const auto& row) {
                return row.id == "signature" && row.outcome == CheckRow::Outcome::Pass;
            }));
    }

    void everySignatureState() {
        QCOMPARE(stateOf(Inputs()), SignatureState::Empty);
        QCOMPARE(stateOf(original("")), SignatureState::Empty);
        QCOMPARE(stateOf(original(cafToken)), SignatureState::NotCheckedNoKey);
        QCOMPARE(stateOf(original(cafToken, secret(""))), SignatureState::NotCheckedNoKey);
        QCOMPARE(stateOf(original(cafToken, secret("another"))), SignatureState::Invalid);
        QCOMPARE(stateOf(original(cafToken, secret("not hex", SecretEncoding::Hex))),
                 SignatureState::NotCheckedKeyUnreadable);
        QCOMPARE(stateOf(original(cafToken, keyText("no key at all"))), SignatureState::NotCheckedKeyUnreadable);
        QCOMPARE(stateOf(original(cafToken, keyText(ecPublic))), SignatureState::NotCheckedKeyDoesNotFit);
        QCOMPARE(stateOf(original(token(R"({"alg":"none"})", "{}", ""), secret("x"))), SignatureState::NotSigned);
        QCOMPARE(stateOf(original(token(R"({"alg":"HS256"})", "{}", ""), secret("x"))), SignatureState::Incomplete);
        QCOMPARE(stateOf(original(token(R"({"alg":"HS256"})", "{}", "AAAA"), secret("x"))), SignatureState::Incomplete);
        QCOMPARE(stateOf(original(token(R"({"alg":"RS256"})", "{}", ""))), SignatureState::Incomplete);
        QCOMPARE(stateOf(original(token(R"({"alg":"HS999"})", "{}", "AAAA"), secret("x"))),
                 SignatureState::NotReadable);
        QCOMPARE(stateOf(original(token("[]", "{}", "AAAA"), secret("x"))), SignatureState::NotReadable);
        QCOMPARE(stateOf(original("a.b.c.d", secret("x"))), SignatureState::NotReadable);
        QCOMPARE(stateOf(original(base64url::encode(R"({"alg":"dir","enc":"A128GCM"})") + "..AAAA.BBBB.CCCC")),
                 SignatureState::Encrypted);
    }

    void incompleteSaysHowMuchIsThere() {
        const auto evaluation = evaluate(original(cafToken.substr(0, cafToken.size() - 11)), at(0));
        QCOMPARE(evaluation->original.signature.state, SignatureState::Incomplete);
        QCOMPARE(evaluation->original.signature.octets, std::size_t{24});
        QCOMPARE(evaluation->original.signature.expectedOctets, std::size_t{32});
    }

    void unknownCriticalHeaderIsNeverVerified() {
        Inputs inputs = copyOf(R"({"alg":"HS256"})", "{}", secret("k"), secret("k"));
        const auto made = evaluate(inputs, at(0));
        QVERIFY(made->newSignature != nullptr);
        const auto crit = evaluate(
            original(token(R"({"alg":"HS256","crit":["x"],"x":1})", "{}", made->newSignature->text), secret("k")),
            at(0));
        QCOMPARE(crit->original.signature.state, SignatureState::NotReadable);
        QVERIFY(crit->original.signature.problem.has_value());
    }

    /// A public key as HMAC secret: the attack of RFC 8725 §2.1.
    void publicKeyNeverServesAsSecret() {
        for (const KeyInput& input : {keyText(ecPublic), secret(ecPublic)}) {
            Inputs inputs = copyOf(R"({"alg":"HS256"})", "{}", input, input);
            const auto evaluation = evaluate(inputs, at(0));
            QVERIFY(evaluation->newSignature == nullptr);
            QCOMPARE(evaluation->copy->signature.state, SignatureState::Outdated);
            QVERIFY(evaluation->copy->signature.signProblem.has_value());
        }
    }

    void shortSecretIsAWarningAndWorks() {
        Inputs inputs = copyOf(R"({"alg":"HS256"})", "{}", secret("k"), secret("k"));
        const auto evaluation = evaluate(inputs, at(0));
        QCOMPARE(evaluation->copy->signature.state, SignatureState::VerifiedSignedByYou);
        QVERIFY(std::any_of(evaluation->copy->checks.begin(), evaluation->copy->checks.end(), [](const auto& row) {
            return row.id == "key-strength" && row.outcome == CheckRow::Outcome::Warn;
        }));
    }

    void timeStatesAtTheirBoundaries_data() {
        QTest::addColumn<QString>("payload");
        QTest::addColumn<qint64>("now");
        QTest::addColumn<int>("state");
        QTest::addColumn<qint64>("span");
        const auto row = [](const char* name, const char* payload, qint64 now, TimeState state, qint64 span) {
            QTest::newRow(name) << QString(payload) << now << static_cast<int>(state) << span;
        };
        row("before exp", R"({"exp":1000})", 999, TimeState::ExpiresIn, 1);
        row("exp == now", R"({"exp":1000})", 1000, TimeState::ExpiredWithinLeeway, 0);
        row("end of leeway", R"({"exp":1000})", 1059, TimeState::ExpiredWithinLeeway, 59);
        row("after leeway", R"({"exp":1000})", 1060, TimeState::Expired, 60);
        row("fraction counts", R"({"exp":1000.5})", 1000, TimeState::ExpiresIn, 1);
        row("fraction is over", R"({"exp":1000.5})", 1001, TimeState::ExpiredWithinLeeway, 1);
        row("no exp", R"({"iat":1000})", 1000, TimeState::DoesNotExpire, 0);
        row("nbf far", R"({"nbf":1000,"exp":2000})", 939, TimeState::NotYetValid, 61);
        row("nbf within leeway", R"({"nbf":1000,"exp":2000})", 940, TimeState::ExpiresIn, 1060);
        row("nbf == now", R"({"nbf":1000})", 1000, TimeState::DoesNotExpire, 0);
        row("milliseconds", R"({"iat":1795195989000,"exp":1795196289000})", 1795198032, TimeState::CannotBeJudged, 0);
        row("text", R"({"exp":"1000"})", 500, TimeState::CannotBeJudged, 0);
        row("nbf text", R"({"nbf":"1000","exp":1000})", 500, TimeState::CannotBeJudged, 0);
        row("iat text does no harm", R"({"iat":"1000","exp":1000})", 500, TimeState::ExpiresIn, 500);
        row("out of range", R"({"exp":1e300})", 500, TimeState::CannotBeJudged, 0);
        row("expired before nbf", R"({"nbf":5000,"exp":1000})", 2000, TimeState::Expired, 1000);
        row("no object", R"([1])", 500, TimeState::NotReadable, 0);
        row("no JSON", R"(hello)", 500, TimeState::NotReadable, 0);
    }
    void timeStatesAtTheirBoundaries() {
        QFETCH(QString, payload);
        QFETCH(qint64, now);
        QFETCH(int, state);
        QFETCH(qint64, span);
        const auto evaluation = evaluate(original(token(R"({"alg":"HS256"})", payload.toStdString(), "AAAA")), at(now));
        const TimeFacts& facts = evaluation->original.time;
        QCOMPARE(static_cast<int>(facts.state), state);
        QCOMPARE(qint64{facts.span.count()}, span);
    }

    void timeFaultsAreNamed() {
        const auto evaluation = evaluate(
            original(token(R"({"alg":"HS256"})", R"({"iat":1795195989000,"nbf":5,"exp":1795196289000})", "AA")), at(0));
        const TimeFacts& facts = evaluation->original.time;
        QCOMPARE(facts.fault, DateValue::Unit::Milliseconds);
        QCOMPARE(facts.faulty, (std::vector<std::string>{"iat", "exp"}));
        QCOMPARE(facts.marks.size(), std::size_t{3});
        QVERIFY(facts.nbf && !facts.exp && !facts.iat);
    }

    void signsTheCopyOctetForOctet() {
        Inputs inputs = copyOf(cafHeader, cafPayload, secret(cafSecret), secret(cafSecret));
        inputs.signKey = inputs.verifyKey;
        const auto evaluation = evaluate(inputs, at(expiry - 100));
        QVERIFY(evaluation->newSignature != nullptr);
        QCOMPARE(*evaluation->copy->reading->encoded, cafToken);
        QCOMPARE(evaluation->copy->signature.state, SignatureState::VerifiedSignedByYou);
        QCOMPARE(evaluation->newSignature->algorithm, std::string("HS256"));
    }

    /// ECDSA draws a random number for each signature: nothing may be signed again unless something signed changed.
    void doesNotSignAgainWithoutAChange() {
        Inputs inputs = copyOf(R"({"alg":"ES256"})", R"({"exp":1000})", keyText(ecPrivate), keyText(ecPublic));
        const auto first = evaluate(inputs, at(500));
        QVERIFY(first->newSignature != nullptr);
        QCOMPARE(first->copy->signature.state, SignatureState::VerifiedSignedByYou);
        keep(inputs, first);
        inputs.previous = first;
        const auto later = evaluate(inputs, at(5000));
        QVERIFY(later->newSignature == nullptr);
        QCOMPARE(*later->copy->reading->encoded, *first->copy->reading->encoded);
        QCOMPARE(later->copy->time.state, TimeState::Expired);

        inputs.leeway = std::chrono::seconds(0);
        inputs.verifyKey = {};
        QVERIFY(evaluate(inputs, at(500))->newSignature == nullptr);

        Inputs otherKey = inputs;
        otherKey.signKey = keyText(ecPrivate); // another field, though of the same content
        QVERIFY(evaluate(otherKey, at(500))->newSignature != nullptr);

        Copy copy = *inputs.copy;
        copy.payload.octets = share(R"({"exp":1001})");
        inputs.copy = std::make_shared<const Copy>(copy);
        QVERIFY(evaluate(inputs, at(500))->newSignature != nullptr);
    }

    void withoutVerifyKeyTheOwnSignatureIsStillChecked() {
        Inputs inputs = copyOf(R"({"alg":"ES256"})", "{}", keyText(ecPrivate), {});
        QCOMPARE(evaluate(inputs, at(0))->copy->signature.state, SignatureState::VerifiedSignedByYou);
        Inputs wrong = copyOf(R"({"alg":"HS256"})", "{}", secret("a"), secret("b"));
        QCOMPARE(evaluate(wrong, at(0))->copy->signature.state, SignatureState::Invalid);
    }

    void outdatedSaysWhy_data() {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("key");
        QTest::addColumn<bool>("reason");
        QTest::newRow("no signing key") << R"({"alg":"HS256"})"
                                        << "" << false;
        QTest::newRow("header no JSON") << R"({"alg":)"
                                        << "secret" << true;
        QTest::newRow("unknown alg") << R"({"alg":"X"})"
                                     << "secret" << true;
        QTest::newRow("no alg") << "{}"
                                << "secret" << true;
        QTest::newRow("key of another kind") << R"({"alg":"RS256"})"
                                             << "secret" << true;
        QTest::newRow("double alg") << R"({"alg":"HS256","alg":"HS512"})"
                                    << "secret" << true;
    }
    void outdatedSaysWhy() {
        QFETCH(QString, header);
        QFETCH(QString, key);
        QFETCH(bool, reason);
        const KeyInput input = secret(key.toStdString());
        const auto evaluation = evaluate(copyOf(header.toStdString(), "{}", input, input), at(0));
        QCOMPARE(evaluation->copy->signature.state, SignatureState::Outdated);
        QCOMPARE(evaluation->copy->signature.signProblem.has_value(), reason);
        QVERIFY(evaluation->newSignature == nullptr);
    }

    void signingSwitchedOff() {
        Inputs inputs = copyOf(R"({"alg":"HS256"})", "{}", secret("a"), secret("a"));
        inputs.signing = Signing::Never;
        QCOMPARE(evaluate(inputs, at(0))->copy->signature.state, SignatureState::Outdated);
    }

    void algNoneMakesAnUnsecuredToken() {
        const auto evaluation = evaluate(copyOf(R"({"alg":"none"})", "{}", {}, secret("a")), at(0));
        QCOMPARE(evaluation->copy->signature.state, SignatureState::NotSigned);
        QCOMPARE(*evaluation->copy->reading->encoded, std::string("eyJhbGciOiJub25lIn0.e30."));
    }

    void receivedSignatureCountsWhileNothingChanged() {
        Inputs inputs = original(cafToken, secret(cafSecret));
        inputs.signKey = secret("other");
        inputs.signing = Signing::WhenChanged;
        const std::size_t dot = cafToken.rfind('.');
        CopySignature received;
        received.text = cafToken.substr(dot + 1);
        received.signingInput = share(cafToken.substr(0, dot));
        Copy copy;
        copy.header.octets = share(cafHeader);
        copy.payload.octets = share(cafPayload);
        copy.signature = std::make_shared<const CopySignature>(received);
        inputs.copy = std::make_shared<const Copy>(copy);
        const auto same = evaluate(inputs, at(expiry - 100));
        QVERIFY(same->newSignature == nullptr);
        QCOMPARE(same->copy->signature.state, SignatureState::Verified);
        QCOMPARE(same->changedClaims, std::size_t{0});

        copy.payload.octets = share(R"({ "iss": "x", "peopleId":"11144477735", "new":1 })");
        inputs.copy = std::make_shared<const Copy>(copy);
        const auto changed = evaluate(inputs, at(expiry - 100));
        QVERIFY(changed->newSignature != nullptr);
        QCOMPARE(changed->changedClaims, std::size_t{3}); // iss differs, exp gone, new added
        QCOMPARE(changed->original.signature.state, SignatureState::Verified);
        QCOMPARE(changed->copy->signature.state, SignatureState::Invalid); // signed with another secret than given left
    }

    void manyChangedClaimsAreCountedAtOnce() {
        std::string before = "{";
        std::string after = "{";
        for (int i = 0; i < 40000; ++i) {
            const std::string name = (i == 0 ? "\"c" : ",\"c") + std::to_string(i) + "\":";
            before += name + "1";
            after += name + (i % 2 == 0 ? "1" : "2");
        }
        Inputs inputs = copyOf(cafHeader, after + ",\"c\\u0031\":2}", {}, {});
        inputs.original = share(token(cafHeader, before + "}", "AAAA"));
        QElapsedTimer timer;
        timer.start();
        // "c1" stands twice in the copy, once by an escape: the last one counts, and it is 2 either way.
        QCOMPARE(evaluate(inputs, at(expiry))->changedClaims, std::size_t{20000});
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }

    void textEditedInTheEncodedPaneIsJudgedAsItIs() {
        Inputs inputs = original(cafToken, secret(cafSecret));
        inputs.signKey = inputs.verifyKey;
        inputs.signing = Signing::WhenChanged;
        Copy copy;
        std::string changed = cafToken;
        changed[changed.size() - 5] = changed[changed.size() - 5] == 'A' ? 'B' : 'A';
        copy.encoded = share(changed);
        inputs.copy = std::make_shared<const Copy>(copy);
        const auto evaluation = evaluate(inputs, at(expiry - 100));
        QVERIFY(evaluation->newSignature == nullptr);
        QCOMPARE(evaluation->copy->signature.state, SignatureState::Invalid);
        QCOMPARE(evaluation->original.signature.state, SignatureState::Verified);
        QCOMPARE(*evaluation->copy->reading->encoded, changed);
    }

    void privateKeyAtThePublicPlaceIsNamedAndWorks() {
        Inputs inputs = copyOf(R"({"alg":"ES256"})", "{}", keyText(ecPrivate), keyText(ecPrivate));
        const auto evaluation = evaluate(inputs, at(0));
        QVERIFY(evaluation->verifyKey->facts().holdsPrivate);
        QCOMPARE(evaluation->verifyKey->facts().kind, KeyKind::EcP256);
        QCOMPARE(evaluation->copy->signature.state, SignatureState::VerifiedSignedByYou);
        QVERIFY(!evaluate(original("", keyText(ecPublic)), at(0))->verifyKey->facts().holdsPrivate);
    }

    void keyFacts() {
        const auto facts = [](const KeyInput& input) { return resolveKey(input.field)->facts(); };
        QCOMPARE(facts({}).state, KeyFacts::State::Absent);
        const KeyFacts text = facts(secret("c3VwcG9ydC1jYXNlLTQ4MTItZGVtby1zZWNyZXQhISE="));
        QCOMPARE(text.secretOctets, std::size_t{44});
        QCOMPARE(text.base64Octets.value_or(0), std::size_t{32});
        QCOMPARE(facts(secret("c3VwcG9ydC1jYXNlLTQ4MTItZGVtby1zZWNyZXQhISE=", SecretEncoding::Base64)).secretOctets,
                 std::size_t{32});
        QVERIFY(!facts(secret(cafSecret)).base64Octets);
        QVERIFY(!facts(secret("correcthorsebatterystaple12")).base64Octets);
        const KeyFacts set = facts(keyText("{\"keys\":[" + ecPublic + "," + ecPrivate + "]}"));
        QCOMPARE(set.keys, std::size_t{2});
        QVERIFY(set.holdsPrivate && !set.thumbprint.empty());
        const KeyFacts broken = facts(keyText("-----BEGIN PUBLIC KEY-----\nAAAA\n"));
        QCOMPARE(broken.state, KeyFacts::State::Unreadable);
        QVERIFY(broken.problem.has_value());
    }

    void resolvedKeysAreUsedAgain() {
        Inputs inputs = original(cafToken, secret(cafSecret));
        inputs.verifyKey.resolved = resolveKey(inputs.verifyKey.field);
        const auto evaluation = evaluate(inputs, at(expiry));
        QCOMPARE(evaluation->verifyKey.get(), inputs.verifyKey.resolved.get());
        Inputs stale = original(cafToken, secret("another"));
        stale.verifyKey.resolved = inputs.verifyKey.resolved;
        QCOMPARE(evaluate(stale, at(expiry))->original.signature.state, SignatureState::Invalid);
    }

    void readingsAreUsedAgain() {
        Inputs inputs = original(cafToken);
        const auto first = evaluate(inputs, at(expiry));
        inputs.previous = first;
        QCOMPARE(evaluate(inputs, at(expiry + 1))->original.reading.get(), first->original.reading.get());
        // Same moment, but something else changed: judged anew.
        inputs.verifyKey = secret(cafSecret);
        QCOMPARE(evaluate(inputs, at(expiry))->original.signature.state, SignatureState::Verified);
        inputs.leeway = std::chrono::seconds(0);
        QCOMPARE(evaluate(inputs, at(expiry))->original.time.state, TimeState::Expired);
        inputs.expectations.issuer = "somebody else";
        const auto picky = evaluate(inputs, at(expiry));
        QVERIFY(std::any_of(picky->original.checks.begin(), picky->original.checks.end(), [](const auto& row) {
            return row.id == "issuer" && row.outcome == CheckRow::Outcome::Fail;
        }));
        inputs.originalViews.payload = PartView::AsIs;
        QVERIFY(evaluate(inputs, at(expiry))->original.reading.get() != first->original.reading.get());
    }

    void megabytePayload() {
        std::string payload = R"({"list":[)";
        while (payload.size() < 1'000'000) {
            payload += R"({"id":12345,"name":"somebody","tags":["a","b"]},)";
        }
        payload += "0]}";
        const auto evaluation = evaluate(copyOf(cafHeader, payload, secret("k"), secret("k")), at(0));
        QCOMPARE(evaluation->copy->signature.state, SignatureState::VerifiedSignedByYou);
        QCOMPARE(*evaluation->copy->reading->payload.octets, payload);
    }

    void b64FalseStandsUnencoded() {
        const auto evaluation =
            evaluate(copyOf(R"({"alg":"HS256","b64":false,"crit":["b64"]})", "{}", secret("k"), secret("k")), at(0));
        QCOMPARE(evaluation->copy->signature.state, SignatureState::VerifiedSignedByYou);
        QVERIFY(evaluation->copy->reading->encoded->find(".{}.") != std::string::npos);
        // RFC 7797 §5.2: a dot would part the token.
        const auto dotted =
            evaluate(copyOf(R"({"alg":"HS256","b64":false,"crit":["b64"]})", "1.5", secret("k"), secret("k")), at(0));
        QCOMPARE(dotted->copy->signature.state, SignatureState::Outdated);
        QCOMPARE(dotted->copy->signature.signProblem->code, ErrorCode::TokenPayload);
    }
};

QTEST_GUILESS_MAIN(TestEvaluation)
#include "tst_evaluation.moc"
