// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "workbench/profile_store.h"
#include "workbench/token_document.h"

#include <QSignalSpy>
#include <QTest>

using namespace twb;
using namespace twb::workbench;
using doctor::SignatureState;

namespace {

constexpr std::int64_t expiry = 1735689900;
const std::string cafSecret = "example-caf-client-secret-0123456789abcdef";
const std::string cafToken =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
    "eyJpc3MiOiI2MWIwYzBmZmVlMDAwMDAwMDAwMGMxZDEiLCJwZW9wbGVJZCI6IjExMTQ0NDc3NzM1IiwiZXhwIjoxNzM1Njg5OTAwfQ."
    "jZAw9DQ0eAfKjVFXPv3nCf5TS87nljKM0Iuf8lEh6Eo";
const std::string cafPayload = R"({"iss":"61b0c0ffee0000000000c1d1","peopleId":"11144477735","exp":1735689900})";

/// A document with its time under control.
struct Bench {
    FixedClock clock{Time(std::chrono::seconds(expiry - 300))};
    std::int64_t milliseconds = 0;
    TokenDocument document{{&clock, [this] { return milliseconds; }}};
    QSignalSpy edited{&document, &TokenDocument::edited};
    QSignalSpy evaluated{&document, &TokenDocument::evaluated};

    /// Waits for the answer to the newest edit.
    bool settle() {
        return QTest::qWaitFor([this] { return document.evaluation()->revision == document.revision(); }, 20000);
    }
    SignatureState original() const { return document.evaluation()->original.signature.state; }
    SignatureState copy() const { return document.evaluation()->copy->signature.state; }
    void pause() { milliseconds += 5000; }
};

std::string payloadOf(const std::string& token) {
    const std::size_t first = token.find('.') + 1;
    const auto octets = base64url::decode(std::string_view(token).substr(first, token.rfind('.') - first));
    return octets ? std::string(asText(*octets)) : std::string("?");
}

} // namespace

class TestTokenDocument : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pasteUnwrapsAndKeepsWhatWasPasted() {
        Bench bench;
        QVERIFY(bench.document.isEmpty());
        bench.document.pasteText("Bearer " + cafToken + "\n");
        QVERIFY(bench.settle());
        const Original& original = *bench.document.state().original;
        QCOMPARE(*original.token, cafToken);
        QCOMPARE(*original.pasted, "Bearer " + cafToken + "\n");
        QCOMPARE(original.steps.front().id, std::string("input-bearer-prefix"));
        QCOMPARE(bench.original(), SignatureState::NotCheckedNoKey);
        QVERIFY(!bench.document.hasCopy());
        QCOMPARE(bench.document.shown(), ShownVersion::Original);
        QCOMPARE(bench.document.encodedText(), cafToken);
    }

    void oneEditOneAnswer() {
        Bench bench;
        bench.document.pasteText(cafToken);
        QVERIFY(bench.settle());
        QCOMPARE(bench.edited.count(), 1);
        QCOMPARE(bench.evaluated.count(), 1);
        bench.document.setVerifySecret(Secret::fromText(cafSecret));
        QVERIFY(bench.settle());
        QCOMPARE(bench.original(), SignatureState::Verified);
        bench.document.setVerifySecret(Secret::fromText(cafSecret)); // the same again: no edit
        bench.document.setSignChoice(SignChoice::SameAsVerify);
        bench.document.setLeeway(std::chrono::seconds(60));
        bench.document.setAsOf(std::nullopt);
        bench.document.editEncoded(cafToken);
        QVERIFY(bench.document.setAlgorithm("HS256"));
        QTest::qWait(50);
        QCOMPARE(bench.edited.count(), 2);
        QCOMPARE(bench.evaluated.count(), 2);
    }

    void overtakenAnswersAreDropped() {
        Bench bench;
        bench.document.pasteText(cafToken);
        bench.document.setVerifySecret(Secret::fromText(cafSecret));
        for (int i = 0; i < 50; ++i) {
            bench.document.editPayload(R"({"n":)" + std::to_string(i) + "}");
        }
        QVERIFY(bench.settle());
        QTest::qWait(50);
        QCOMPARE(bench.edited.count(), 52);
        QCOMPARE(bench.evaluated.count(), 1); // all edits in one turn of the event loop: only the newest is told
        QCOMPARE(payloadOf(bench.document.encodedText()), std::string(R"({"n":49})"));
        QCOMPARE(bench.copy(), SignatureState::VerifiedSignedByYou);
    }

    void firstEditMakesTheCopyAndKeepsTheOriginal() {
        Bench bench;
        bench.document.pasteText(cafToken);
        bench.document.setVerifySecret(Secret::fromText(cafSecret));
        bench.document.editPayload("{ \"iss\":\"me\" }");
        QCOMPARE(bench.document.shown(), ShownVersion::Copy);
        QVERIFY(bench.settle());
        QCOMPARE(bench.original(), SignatureState::Verified);
        QCOMPARE(*bench.document.evaluation()->original.reading->encoded, cafToken);
        QCOMPARE(bench.copy(), SignatureState::VerifiedSignedByYou);
        QCOMPARE(payloadOf(bench.document.encodedText()), std::string("{ \"iss\":\"me\" }"));
        // The header was not touched: its characters stay.
        QVERIFY(bench.document.encodedText().starts_with("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."));
        // An edited part is shown as it stands, the other one still indented.
        QCOMPARE(*bench.document.shownVersion().reading->payload.shown, std::string("{ \"iss\":\"me\" }"));
        QCOMPARE(bench.document.shownVersion().reading->header.view, doctor::PartView::Indented);

        bench.document.showVersion(ShownVersion::Original);
        QCOMPARE(bench.document.encodedText(), cafToken);
        bench.document.showVersion(ShownVersion::Copy);
        bench.document.backToOriginal();
        QVERIFY(bench.settle());
        QVERIFY(!bench.document.hasCopy());
        bench.document.undo();
        QVERIFY(bench.settle());
        QCOMPARE(payloadOf(bench.document.encodedText()), std::string("{ \"iss\":\"me\" }"));
    }

    void withoutSigningTheCopyIsOutdated() {
        Bench bench;
        bench.document.pasteText(cafToken);
        bench.document.setVerifySecret(Secret::fromText(cafSecret));
        bench.document.setSignWhileTyping(false);
        bench.document.editPayload("{}");
        QVERIFY(bench.settle());
        QCOMPARE(bench.copy(), SignatureState::Outdated);
        bench.document.signCopy();
        QVERIFY(bench.settle());
        QCOMPARE(bench.copy(), SignatureState::VerifiedSignedByYou);
        bench.document.editPayload("{ }");
        QVERIFY(bench.settle());
        QCOMPARE(bench.copy(), SignatureState::Outdated);
        bench.document.setSignChoice(SignChoice::Nothing);
        bench.document.setSignWhileTyping(true);
        QVERIFY(bench.settle());
        QCOMPARE(bench.copy(), SignatureState::Outdated);
        bench.document.setSignChoice(SignChoice::SameAsVerify);
        QVERIFY(bench.settle());
        QCOMPARE(bench.copy(), SignatureState::VerifiedSignedByYou);
    }

    void signCopyMakesACopyOfTheOriginal() {
        Bench bench;
        bench.document.pasteText(cafToken);
        bench.document.setVerifySecret(Secret::fromText("another secret"));
        bench.document.setSignWhileTyping(false);
        bench.document.signCopy();
        QVERIFY(bench.settle());
        QCOMPARE(bench.original(), SignatureState::Invalid);
        QCOMPARE(bench.copy(), SignatureState::VerifiedSignedByYou);
        QCOMPARE(payloadOf(bench.document.encodedText()), cafPayload);
    }

    void algorithmInHeaderAndChoiceAreOneState() {
        Bench bench;
        bench.document.pasteText(cafToken);
        bench.document.setVerifySecret(Secret::fromText(cafSecret));
        QVERIFY(bench.document.setAlgorithm("HS512"));
        QVERIFY(bench.settle());
        const doctor::Reading& reading = *bench.document.shownVersion().reading;
        QCOMPARE(reading.algorithm, std::string("HS512"));
        // In place: nothing else moves, and the pane still shows it indented.
        const std::string expected = R"({"alg":"HS512","typ":"JWT"})";
        QCOMPARE(*reading.header.octets, expected);
        QCOMPARE(reading.header.view, doctor::PartView::Indented);
        QCOMPARE(bench.copy(), SignatureState::VerifiedSignedByYou);
        QCOMPARE(bench.document.evaluation()->copy->signature.octets, std::size_t{64});
        bench.document.editHeader("{\"alg\":\"HS384\"}");
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.shownVersion().reading->algorithm, std::string("HS384"));
        bench.document.editHeader("{\"alg\":");
        QVERIFY(!bench.document.setAlgorithm("HS256"));
        QVERIFY(bench.settle());
        QCOMPARE(bench.copy(), SignatureState::Outdated);
        QVERIFY(bench.document.shownVersion().reading->header.jsonProblem.has_value());
    }

    void editingTheEncodedText() {
        Bench bench;
        bench.document.pasteText(cafToken);
        bench.document.setVerifySecret(Secret::fromText(cafSecret));
        std::string changed = cafToken;
        changed.back() = 's';
        bench.document.editEncoded(changed);
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.shown(), ShownVersion::Copy);
        QCOMPARE(bench.copy(), SignatureState::Invalid);
        QCOMPARE(bench.original(), SignatureState::Verified);
        changed.back() = 'p';
        bench.document.editEncoded(changed);
        QVERIFY(bench.settle());
        QCOMPARE(bench.copy(), SignatureState::NotReadable); // left-over bits: a changed last character
        QCOMPARE(bench.document.encodedText(), changed);
        // From there on a payload edit keeps the header's characters and signs anew.
        bench.document.editPayload("{\"a\":1}");
        QVERIFY(bench.settle());
        QCOMPARE(bench.copy(), SignatureState::VerifiedSignedByYou);
        QCOMPARE(payloadOf(bench.document.encodedText()), std::string("{\"a\":1}"));
    }

    void typingATokenIntoAnEmptyTab() {
        Bench bench;
        for (std::size_t i = 1; i <= cafToken.size(); ++i) {
            bench.document.editEncoded(cafToken.substr(0, i));
            bench.milliseconds += 20;
        }
        bench.document.setVerifySecret(Secret::fromText(cafSecret));
        QVERIFY(bench.settle());
        QVERIFY(!bench.document.hasCopy());
        QCOMPARE(bench.original(), SignatureState::Verified);
        bench.document.undo();
        bench.document.undo();
        QVERIFY(bench.settle());
        QVERIFY(bench.document.isEmpty()); // the typing was one step
        QVERIFY(!bench.document.canUndo());
    }

    void undoMergesTypingInOnePaneOnly() {
        Bench bench;
        bench.document.pasteText(cafToken);
        bench.document.editPayload("{\"a\":1");
        bench.milliseconds += 300;
        bench.document.editPayload("{\"a\":12");
        bench.milliseconds += 300;
        bench.document.editPayload("{\"a\":12}");
        bench.document.editHeader("{\"alg\":\"HS256\"}"); // another pane
        bench.milliseconds += 1500;
        bench.document.editHeader("{\"alg\":\"HS384\"}"); // after a pause
        bench.document.endTyping();
        bench.document.editHeader("{\"alg\":\"HS512\"}"); // the focus had moved
        QVERIFY(bench.settle());
        const auto header = [&] { return *bench.document.shownVersion().reading->header.octets; };
        const auto undo = [&] {
            bench.document.undo();
            QVERIFY(bench.settle());
        };
        undo();
        QCOMPARE(header(), std::string("{\"alg\":\"HS384\"}"));
        undo();
        QCOMPARE(header(), std::string("{\"alg\":\"HS256\"}"));
        undo();
        QCOMPARE(header(), std::string("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"));
        QCOMPARE(*bench.document.shownVersion().reading->payload.octets, std::string("{\"a\":12}"));
        undo();
        QVERIFY(!bench.document.hasCopy());
        undo();
        QVERIFY(bench.document.isEmpty() && !bench.document.canUndo());
        for (int i = 0; i < 5; ++i) {
            QVERIFY(bench.document.canRedo());
            bench.document.redo();
        }
        QVERIFY(bench.settle());
        QVERIFY(!bench.document.canRedo());
        QCOMPARE(header(), std::string("{\"alg\":\"HS512\"}"));
        bench.document.undo();
        bench.document.editPayload("x");
        QVERIFY(!bench.document.canRedo()); // a new edit ends the other future
    }

    void undoBringsBackKeysAndTime() {
        Bench bench;
        bench.document.pasteText(cafToken);
        bench.document.setVerifySecret(Secret::fromText(cafSecret));
        bench.pause();
        bench.document.setVerifySecret(Secret::fromText("other"));
        bench.document.setAsOf(Time(std::chrono::seconds(5)));
        bench.document.setKeyMode(KeyMode::KeyPair);
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.evaluation()->now, Time(std::chrono::seconds(5)));
        QCOMPARE(bench.original(), SignatureState::NotCheckedNoKey);
        bench.document.undo();
        bench.document.undo();
        QVERIFY(bench.settle());
        QVERIFY(!bench.document.state().asOf);
        QCOMPARE(bench.original(), SignatureState::Invalid);
        bench.document.undo();
        QVERIFY(bench.settle());
        QCOMPARE(bench.original(), SignatureState::Verified);
    }

    void pastingReplacesAllAndOneStepBringsItBack() {
        Bench bench;
        bench.document.pasteText(cafToken);
        bench.document.editPayload("{\"mine\":1}");
        bench.document.pasteText("eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8opsbCGfG_HACGpVUMN_a9IV7pAx_Zmeo");
        QVERIFY(!bench.document.hasCopy());
        bench.document.undo();
        QVERIFY(bench.settle());
        QVERIFY(bench.document.hasCopy());
        QCOMPARE(payloadOf(bench.document.encodedText()), std::string("{\"mine\":1}"));
        bench.document.clear();
        QVERIFY(bench.document.isEmpty());
        bench.document.undo();
        QVERIFY(bench.document.hasOriginal() && bench.document.hasCopy());
    }

    void aKeyOfTheRingIsOneUndoStep() {
        Bench bench;
        bench.document.setVerifySecret(Secret::fromText("typed before"));
        bench.document.endTyping();
        bench.document.setKeyMode(KeyMode::KeyPair);
        bench.document.useSecret(Secret::fromText("c2VjcmV0"), doctor::SecretEncoding::Base64Url);
        QCOMPARE(bench.document.state().keyMode, KeyMode::Secret);
        QCOMPARE(bench.document.state().verifyEncoding, doctor::SecretEncoding::Base64Url);
        QVERIFY(bench.document.state().verifySecret->encoding == doctor::SecretEncoding::Base64Url);
        bench.document.useKeyPair(Secret::fromText("public"), {});
        QVERIFY(!bench.document.state().privateKey);
        bench.document.undo();
        QCOMPARE(bench.document.state().keyMode, KeyMode::Secret);
        bench.document.undo();
        QCOMPARE(bench.document.state().keyMode, KeyMode::KeyPair);
        QCOMPARE(bench.document.state().verifyEncoding, doctor::SecretEncoding::Utf8);
        QVERIFY(bench.document.state().verifySecret->text == Secret::fromText("typed before"));
    }

    void undoIsBounded() {
        Bench bench;
        bench.document.pasteText(cafToken);
        for (int i = 0; i < 500; ++i) {
            bench.pause();
            bench.document.editPayload(std::to_string(i));
        }
        int steps = 0;
        while (bench.document.canUndo()) {
            bench.document.undo();
            ++steps;
        }
        QCOMPARE(steps, 200);

        Bench large;
        for (int i = 0; i < 20; ++i) {
            large.pause();
            large.document.editPayload(std::string(10'000'000, static_cast<char>('a' + i)));
        }
        steps = 0;
        while (large.document.canUndo()) {
            large.document.undo();
            ++steps;
        }
        QVERIFY2(steps >= 3 && steps <= 7, qPrintable(QString::number(steps))); // 64 MB of texts
        QVERIFY(large.settle());
    }

    void asOfNeverSignsAgain() {
        Bench bench;
        bench.document.setKeyMode(KeyMode::KeyPair);
        bench.document.setPrivateKeyText(Secret::fromText(
            R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
            R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"})"));
        bench.document.pasteText("eyJhbGciOiJFUzI1NiJ9.e30.");
        bench.document.editPayload("{\"exp\":100}");
        QVERIFY(bench.settle());
        QCOMPARE(bench.copy(), SignatureState::VerifiedSignedByYou);
        const std::string signedToken = bench.document.encodedText();
        bench.document.setAsOf(Time(std::chrono::seconds(1)));
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.encodedText(), signedToken);
        QCOMPARE(bench.document.evaluation()->copy->time.state, doctor::TimeState::ExpiresIn);
        bench.document.setLeeway(std::chrono::seconds(0));
        bench.document.showVersion(ShownVersion::Original);
        QVERIFY(bench.settle());
        bench.document.showVersion(ShownVersion::Copy);
        QCOMPARE(bench.document.encodedText(), signedToken);
    }

    void layoutChangesTheOctetsOnlyWhereTheyDiffer() {
        Bench bench;
        bench.document.pasteText(cafToken);
        QVERIFY(bench.document.layOut(PartName::Payload, TokenDocument::Layout::Compact));
        QVERIFY(!bench.document.hasCopy()); // it was compact: only the view changes
        QVERIFY(bench.settle());
        QCOMPARE(*bench.document.shownVersion().reading->payload.shown, cafPayload);
        QVERIFY(bench.document.layOut(PartName::Payload, TokenDocument::Layout::Indented));
        QVERIFY(bench.document.hasCopy());
        QVERIFY(bench.settle());
        QVERIFY(payloadOf(bench.document.encodedText()).starts_with("{\n  \"iss\""));
        bench.document.editPayload("{");
        QVERIFY(!bench.document.layOut(PartName::Payload, TokenDocument::Layout::Compact));
    }

    void claimsAreSetInPlace() {
        Bench bench;
        bench.document.pasteText(cafToken);
        QVERIFY(bench.document.setClaim("exp", "1735689999"));
        QVERIFY(bench.settle());
        const std::string expected = R"({"iss":"61b0c0ffee0000000000c1d1","peopleId":"11144477735","exp":1735689999})";
        QCOMPARE(*bench.document.shownVersion().reading->payload.octets, expected);
        QCOMPARE(bench.document.evaluation()->changedClaims, std::size_t{1});
        bench.document.editPayload("no JSON");
        QVERIFY(!bench.document.setClaim("exp", "1"));
    }

    void fivePartsKeepTheirRest() {
        Bench bench;
        const std::string jwe = base64url::encode(R"({"alg":"dir","enc":"A128GCM"})") + "..AAAA.BBBB.CCCC";
        bench.document.pasteText(jwe);
        bench.document.editPayload("nothing");
        QVERIFY(!bench.document.hasCopy());
        bench.document.editHeader(R"({"alg":"dir","enc":"A256GCM"})");
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.encodedText(),
                 base64url::encode(R"({"alg":"dir","enc":"A256GCM"})") + "..AAAA.BBBB.CCCC");
        QCOMPARE(bench.copy(), SignatureState::Encrypted);
    }

    void timeMovesWithoutVerifyingAgain() {
        Bench bench;
        bench.document.pasteText(cafToken);
        bench.document.setVerifySecret(Secret::fromText(cafSecret));
        QVERIFY(bench.settle());
        bench.evaluated.clear();
        QSignalSpy moved(&bench.document, &TokenDocument::timeMoved);
        bench.clock.set(Time(std::chrono::seconds(expiry - 299)));
        QVERIFY(moved.wait(5000));
        const auto facts = moved.last().at(0).value<doctor::TimeFacts>();
        QCOMPARE(qint64{facts.span.count()}, qint64{299});
        QCOMPARE(bench.evaluated.count(), 0);
        // Where the state turns, the checks are made anew.
        bench.clock.set(Time(std::chrono::seconds(expiry + 1)));
        QVERIFY(bench.evaluated.wait(5000));
        QCOMPARE(bench.document.evaluation()->original.time.state, doctor::TimeState::ExpiredWithinLeeway);
    }

    void templatesStartTokens() {
        const ProfileStore list;
        QVERIFY(list.library()->problems().empty());
        QCOMPARE(list.firstPage().size(), std::size_t{7});
        QCOMPARE(list.firstPage().front().id, std::string("plain-hs256"));

        Bench caf;
        QVERIFY(startFromTemplate(*list.find("caf-mobile"), &caf.document).has_value());
        QVERIFY(caf.settle());
        QCOMPARE(caf.document.encodedText(), cafToken); // the clock stands 300 s before its exp
        QCOMPARE(caf.copy(), SignatureState::VerifiedSignedByYou);
        QCOMPARE(caf.document.title(), QStringLiteral("CAF mobile token"));
        QCOMPARE(caf.evaluated.count(), 1);
        caf.document.undo();
        QVERIFY(caf.document.isEmpty());
    }

    void templatesMakeTheirKeyPair_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("octets");
        QTest::newRow("heflo") << "heflo" << 256;
        QTest::newRow("plain-es256") << "plain-es256" << 64;
        QTest::newRow("plain-ed25519") << "plain-ed25519" << 64;
    }
    void templatesMakeTheirKeyPair() {
        QFETCH(QString, id);
        QFETCH(int, octets);
        const ProfileStore list;
        Bench bench;
        QVERIFY(startFromTemplate(*list.find(id.toStdString()), &bench.document).has_value());
        QVERIFY(QTest::qWaitFor([&] { return bench.document.state().privateKey != nullptr; }, 60000));
        QVERIFY(bench.settle());
        QCOMPARE(bench.copy(), SignatureState::VerifiedSignedByYou);
        QCOMPARE(static_cast<int>(bench.document.evaluation()->copy->signature.octets), octets);
        QVERIFY(!bench.document.evaluation()->verifyKey->facts().holdsPrivate);
        bench.document.undo(); // token and pair are one step
        QVERIFY(bench.document.isEmpty());
        QVERIFY(bench.document.state().privateKey == nullptr);
    }

    void destroyedWhileWorking() {
        for (int i = 0; i < 20; ++i) {
            Bench bench;
            bench.document.pasteText(cafToken);
            bench.document.editPayload(std::string(100'000, 'x'));
        }
        QTest::qWait(20); // answers on their way find nobody
        const ProfileStore list;
        {
            Bench bench;
            QVERIFY(startFromTemplate(*list.find("heflo"), &bench.document).has_value());
        }
        QTest::qWait(200);
    }

    void megabytesStayResponsive() {
        Bench bench;
        std::string payload = R"({"list":[)";
        while (payload.size() < 1'000'000) {
            payload += R"({"id":12345,"name":"somebody","tags":["a","b"]},)";
        }
        payload += "0]}";
        bench.document.pasteText(cafToken);
        bench.document.setVerifySecret(Secret::fromText(cafSecret));
        bench.document.editPayload(payload);
        QVERIFY(bench.settle());
        QCOMPARE(bench.copy(), SignatureState::VerifiedSignedByYou);
        QCOMPARE(payloadOf(bench.document.encodedText()), payload);
    }
};

QTEST_GUILESS_MAIN(TestTokenDocument)
#include "tst_token_document.moc"
