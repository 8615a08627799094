// SPDX-License-Identifier: Apache-2.0
// A document with the other forms of a token: JSON, detached, SD-JWT.
#include "base/base64url.h"
#include "doctor/disclosure_facts.h"
#include "jose/dpop.h"
#include "jose/jws.h"
#include "jose/jws_json.h"
#include "jose/sd_jwt_make.h"
#include "workbench/doctor_headline.h"
#include "workbench/token_document.h"

#include <QTest>

using namespace twb;
using namespace twb::workbench;
using doctor::SignatureState;
using Form = TokenDocument::Form;

namespace {

const std::string secret32 = "0123456789abcdef0123456789abcdef";
const std::string claims = R"({"sub":"u-1","email":"a@b.test"})";

jose::Jwk octJwk(const std::string& kid) {
    return std::move(
        *jose::readJwk(R"({"kty":"oct","kid":")" + kid + R"(","k":")" + base64url::encode(secret32) + "\"}"));
}
jose::Jwk otherJwk() {
    return std::move(*jose::readJwk(R"({"kty":"oct","k":")" +
                                    base64url::encode(std::string_view("fedcba9876543210fedcba9876543210")) + "\"}"));
}
std::string signedToken() {
    return *jose::signCompact(R"({"alg":"HS256"})", asBytes(claims), octJwk("a"));
}
std::string twoSignatures() {
    std::vector<jose::JsonSigner> signers;
    signers.push_back({octJwk("a"), R"({"alg":"HS256","kid":"a"})", {}});
    signers.push_back({octJwk("b"), R"({"alg":"HS256","kid":"b"})", {}});
    return *jose::signJson(signers, asBytes(claims), jose::JsonForm::General);
}
std::string sdJwt() {
    jose::Hiding hiding;
    hiding.disclosable = {"/email"};
    return jose::issueSdJwt(R"({"alg":"HS256"})", claims, hiding, octJwk("a"))->token;
}

const std::string ecPrivate =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"})";

struct Bench {
    FixedClock clock{Time(std::chrono::seconds(1735689600))};
    TokenDocument document{{&clock}};

    bool settle() const {
        return QTest::qWaitFor([&] { return document.evaluation()->revision == document.revision(); }, 20000);
    }
    void open(const std::string& token) {
        document.pasteText(token);
        document.setVerifySecret(Secret::fromText(secret32));
    }
    SignatureState state() const { return document.shownVersion().signature.state; }
};

} // namespace

class TestTokenForms : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void conversionKeepsTheVerdict_data() {
        QTest::addColumn<int>("form");
        QTest::addColumn<QByteArray>("begins");
        QTest::newRow("flattened") << static_cast<int>(Form::Flattened) << QByteArray("{");
        QTest::newRow("general") << static_cast<int>(Form::General) << QByteArray("{");
        QTest::newRow("detached") << static_cast<int>(Form::Detached) << QByteArray("ey");
    }

    void conversionKeepsTheVerdict() {
        QFETCH(int, form);
        QFETCH(QByteArray, begins);
        Bench bench;
        bench.open(signedToken());
        QVERIFY(bench.settle());
        QVERIFY(bench.document.convertTo(static_cast<Form>(form)).has_value());
        QVERIFY(bench.settle());
        QVERIFY(bench.document.encodedText() != signedToken());
        QVERIFY(bench.document.encodedText().starts_with(begins.toStdString()));
        QCOMPARE(bench.state(), SignatureState::Verified);
        // And back.
        QVERIFY(bench.document.convertTo(Form::Compact).has_value());
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.encodedText(), signedToken());
        QCOMPARE(bench.state(), SignatureState::Verified);
    }

    void jsonFormIsEditedAndSignedAgain() {
        Bench bench;
        bench.open(*jose::signJson(R"({"alg":"HS256"})", asBytes(claims), octJwk("a"), jose::JsonForm::Flattened));
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::Verified);
        bench.document.editPayload("{}");
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::VerifiedSignedByYou);
        QVERIFY(bench.document.encodedText().starts_with(R"({"payload":"e30",)"));
    }

    void everySignatureIsMadeAnewWhoseKeyIsAtHand() {
        Bench bench;
        bench.open(twoSignatures());
        QVERIFY(bench.settle());
        bench.document.editPayload("{}");
        QVERIFY(bench.settle());
        const doctor::Version& version = bench.document.shownVersion();
        QCOMPARE(version.signatures.size(), std::size_t{2});
        QCOMPARE(version.signatures[0].state, SignatureState::VerifiedSignedByYou);
        QCOMPARE(version.signatures[1].state, SignatureState::VerifiedSignedByYou);
        QVERIFY(bench.document.encodedText().starts_with(R"({"payload":"e30","signatures":[)"));
        bench.document.undo();
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.encodedText(), twoSignatures());
    }

    void signatureOfAnotherKeyBecomesOutdated() {
        Bench bench;
        std::vector<jose::JsonSigner> signers;
        signers.push_back({octJwk("a"), R"({"alg":"HS256"})", {}});
        signers.push_back({otherJwk(), R"({"alg":"HS256"})", {}});
        const std::string token = *jose::signJson(signers, asBytes(claims), jose::JsonForm::General);
        bench.open(token);
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.shownVersion().signatures[1].state, SignatureState::Invalid);
        bench.document.editPayload(R"({"sub":"u-2"})");
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.shownVersion().signatures[0].state, SignatureState::VerifiedSignedByYou);
        QCOMPARE(bench.document.shownVersion().signatures[1].state, SignatureState::Outdated);
        QCOMPARE(bench.document.shownVersion().signatures[1].signProblem->code, ErrorCode::KeyNotFound);
        // A header of one signature is no affair of the other.
        bench.document.editPayload(claims);
        bench.document.showSignature(0);
        QVERIFY(bench.settle());
        bench.document.editHeader(R"({"alg":"HS384"})");
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.shownVersion().signatures[0].algorithm, std::string("HS384"));
        QCOMPARE(bench.document.shownVersion().signatures[0].state, SignatureState::VerifiedSignedByYou);
        QCOMPARE(bench.document.shownVersion().signatures[1].state, SignatureState::Invalid);
        // Asked for, the key signs there too.
        bench.document.editPayload("{}");
        bench.document.signCopy();
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.shownVersion().signatures[1].state, SignatureState::VerifiedSignedByYou);
    }

    void unprotectedHeaderIsEditedWhereItStands() {
        Bench bench;
        std::vector<jose::JsonSigner> signers;
        signers.push_back({octJwk("a"), R"({"typ":"JWT"})", R"({"alg":"HS256","kid":"a"})"});
        bench.open(*jose::signJson(signers, asBytes(claims), jose::JsonForm::Flattened));
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::Verified);
        using Place = TokenDocument::UnprotectedPlace;
        QVERIFY(!bench.document.editUnprotected(Place::Own, "{\"alg\":"));
        QVERIFY(!bench.document.editUnprotected(Place::Shared, "{}"));
        QVERIFY(!bench.document.hasCopy());
        QVERIFY(bench.document.setAlgorithm("HS512"));
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.shownVersion().reading->unprotectedHeader, std::string(R"({"alg":"HS512","kid":"a"})"));
        QCOMPARE(bench.document.shownVersion().reading->header.octets->find("HS512"), std::string::npos);
        // What nobody signed changes without the signature: it is the same octets, and is not made anew.
        QVERIFY(bench.document.editUnprotected(Place::Own, R"({"alg":"HS256","kid":"b"})"));
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.shownVersion().reading->kid, std::string("b"));
    }

    void signatureIsAddedAndTakenAway() {
        Bench bench;
        bench.open(signedToken());
        QVERIFY(bench.settle());
        QVERIFY(bench.document.addSigner());
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.shownVersion().reading->signatures, std::size_t{2});
        QCOMPARE(bench.document.shownVersion().signatures[0].state, SignatureState::Verified);
        QVERIFY(bench.document.addSigner());
        QVERIFY(bench.settle());
        bench.document.signCopy();
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.shownVersion().signatures[2].state, SignatureState::VerifiedSignedByYou);
        QVERIFY(bench.document.removeSigner());
        QVERIFY(bench.document.removeSigner());
        QVERIFY(bench.settle());
        QVERIFY(!bench.document.removeSigner());
        QCOMPARE(bench.document.shownVersion().reading->signatures, std::size_t{1});
        QCOMPARE(bench.state(), SignatureState::Verified);
    }

    void unencodedPayloadIsMade() {
        Bench bench;
        bench.open(signedToken());
        QVERIFY(bench.settle());
        bench.document.editHeader(R"({"alg":"HS256","b64":false,"crit":["b64"]})");
        bench.document.editPayload("plain words");
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::VerifiedSignedByYou);
        QVERIFY(bench.document.encodedText().find(".plain words.") != std::string::npos);
        // A dot would part the token.
        bench.document.editPayload("a.b");
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::Outdated);
        QCOMPARE(bench.document.shownVersion().signature.signProblem->code, ErrorCode::TokenPayload);
        bench.document.editPayload("plain words");
        QVERIFY(bench.settle());
        QVERIFY(bench.document.convertTo(Form::Flattened).has_value());
        QVERIFY(bench.settle());
        bench.document.editPayload("a.\"b\"");
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::VerifiedSignedByYou);
        // As JSON text, quotes escaped.
        QVERIFY(bench.document.encodedText().starts_with("{\"payload\":\"a.\\\"b\\\"\","));
    }

    void detachedTokenIsSignedAgainOverItsPayload() {
        for (const Form form : {Form::Compact, Form::General}) {
            Bench bench;
            bench.open(signedToken());
            QVERIFY(bench.settle());
            QVERIFY(bench.document.convertTo(form).has_value() || form == Form::Compact);
            QVERIFY(bench.settle());
            QVERIFY(bench.document.convertTo(Form::Detached).has_value());
            QVERIFY(bench.settle());
            QCOMPARE(bench.state(), SignatureState::Verified);
            bench.document.editHeader(R"({"alg":"HS512"})");
            QVERIFY(bench.settle());
            QCOMPARE(bench.state(), SignatureState::VerifiedSignedByYou);
            bench.document.editPayload("other");
            QVERIFY(bench.settle());
            QCOMPARE(bench.state(), SignatureState::VerifiedSignedByYou);
            QCOMPARE(*bench.document.shownVersion().reading->payload.octets, std::string("other"));
            QCOMPARE(bench.document.encodedText().find(base64url::encode(std::string_view("other"))),
                     std::string::npos);
        }
    }

    void oneOfSeveralSignaturesCanBeKept() {
        Bench bench;
        bench.open(twoSignatures());
        QVERIFY(bench.settle());
        bench.document.showSignature(1);
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.shownVersion().reading->kid, std::string("b"));
        QVERIFY(bench.document.convertTo(Form::Compact).has_value());
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.shownVersion().reading->kid, std::string("b"));
        QCOMPARE(bench.state(), SignatureState::Verified);
    }

    void impossibleConversionSaysWhy() {
        Bench bench;
        std::vector<jose::JsonSigner> signers;
        signers.push_back({octJwk("a"), R"({"alg":"HS256"})", R"({"kid":"a"})"});
        bench.open(*jose::signJson(signers, asBytes(claims), jose::JsonForm::Flattened));
        QVERIFY(bench.settle());
        const auto refused = bench.document.convertTo(Form::Compact);
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().code, ErrorCode::TokenUnsupported);
        QVERIFY(!bench.document.hasCopy());
    }

    void detachedPayloadIsTypedIn() {
        Bench bench;
        bench.open(
            *jose::signCompact(R"({"alg":"HS256"})", asBytes(claims), octJwk("a"), jose::PayloadPlace::Detached));
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::PayloadMissing);
        bench.document.editPayload(claims);
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::Verified);
        QVERIFY(!bench.document.hasCopy());
        bench.document.undo();
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::PayloadMissing);
    }

    void detachedPayloadMayBeAnyOctets() {
        Bench bench;
        const std::string octets("\x00\xFF\x01", 3);
        bench.open(
            *jose::signCompact(R"({"alg":"HS256"})", asBytes(octets), octJwk("a"), jose::PayloadPlace::Detached));
        QVERIFY(bench.settle());
        bench.document.setDetachedPayload(octets);
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::Verified);
        QVERIFY(!bench.document.shownVersion().reading->payload.isText);
        // Any other token has its payload itself.
        bench.open(signedToken());
        QVERIFY(bench.settle());
        bench.document.setDetachedPayload("x");
        QVERIFY(!bench.document.hasCopy());
    }

    void selectiveTokenInJsonFormIsResolved() {
        for (const auto form : {jose::JsonForm::Flattened, jose::JsonForm::General}) {
            Bench bench;
            bench.open(*jose::jsonSdJwt(sdJwt(), form));
            QVERIFY(bench.settle());
            const doctor::Version& version = bench.document.shownVersion();
            QCOMPARE(version.reading->kind, doctor::TokenKind::SdJwt);
            QCOMPARE(version.reading->payloadSource, doctor::PayloadSource::Disclosed);
            QVERIFY(version.reading->claim("email") != nullptr);
            QCOMPARE(version.signature.state, SignatureState::Verified);
            QCOMPARE(version.selective->disclosures, std::size_t{1});
            const std::string shown = *bench.document.presentation({});
            QVERIFY(shown.starts_with("ey") && shown.ends_with("~"));
            QCOMPARE(std::count(shown.begin(), shown.end(), '~'), std::ptrdiff_t{1});
            bench.document.editPayload(R"({"sub":"u-2","email":"c@d.test"})");
            QVERIFY(bench.settle());
            QCOMPARE(bench.state(), SignatureState::VerifiedSignedByYou);
        }
    }

    /// An SD-JWT that three issuers signed, the second with a key that is not at hand.
    static std::string threeIssuers(const std::string& compact) {
        const std::size_t first = compact.find('.') + 1;
        const std::size_t tilde = compact.find('~');
        const auto payload =
            base64url::decode(std::string_view(compact).substr(first, compact.rfind('.', tilde) - first));
        const std::string disclosure = compact.substr(tilde + 1, compact.size() - tilde - 2);
        std::vector<jose::JsonSigner> signers;
        signers.push_back({octJwk("a"), R"({"alg":"HS256","kid":"a"})", "{\"disclosures\":[\"" + disclosure + "\"]}"});
        signers.push_back({otherJwk(), R"({"alg":"HS256","kid":"x"})", {}});
        signers.push_back({octJwk("c"), R"({"alg":"HS512","kid":"c"})", {}});
        return *jose::signJson(signers, *payload, jose::JsonForm::General);
    }

    void eachSignatureOfASelectiveTokenIsJudged() {
        const std::string compact = sdJwt();
        Bench bench;
        bench.open(threeIssuers(compact));
        QVERIFY(bench.settle());
        const auto states = [&] {
            std::vector<SignatureState> all;
            for (const doctor::SignatureFacts& each : bench.document.shownVersion().signatures) {
                all.push_back(each.state);
            }
            return all;
        };
        using enum SignatureState;
        QCOMPARE(bench.document.shownVersion().reading->kind, doctor::TokenKind::SdJwt);
        QCOMPARE(states(), (std::vector<SignatureState>{Verified, Invalid, Verified}));
        QCOMPARE(bench.state(), Verified);
        QCOMPARE(bench.document.shownVersion().selective->disclosures, std::size_t{1});
        QCOMPARE(bench.document.shownVersion().signatures[2].algorithm, std::string("HS512"));
        // The one that is chosen decides what the strip says; the disclosures stay.
        bench.document.showSignature(1);
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), Invalid);
        QVERIFY(bench.document.shownVersion().reading->claim("email") != nullptr);
        QCOMPARE(bench.document.shownVersion().selective->disclosures, std::size_t{1});
        // One signature needs no list.
        bench.open(*jose::jsonSdJwt(compact, jose::JsonForm::General));
        QVERIFY(bench.settle());
        QVERIFY(states().empty());
    }

    void selectiveTokenKeepsTheSignatureThatIsShown() {
        const std::string token = threeIssuers(sdJwt());
        Bench bench;
        bench.open(token);
        QVERIFY(bench.settle());
        QVERIFY(bench.document.convertTo(Form::General).has_value()); // it is: nothing goes
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.encodedText(), token);
        for (const Form form : {Form::Compact, Form::Flattened}) {
            bench.open(token);
            QVERIFY(bench.settle());
            bench.document.showSignature(2);
            QVERIFY(bench.settle());
            QVERIFY(bench.document.convertTo(form).has_value());
            QVERIFY(bench.settle());
            const doctor::Version& version = bench.document.shownVersion();
            QCOMPARE(version.signature.algorithm, std::string("HS512"));
            QCOMPARE(version.signature.state, SignatureState::Verified);
            QCOMPARE(version.selective->disclosures, std::size_t{1});
        }
    }

    void selectiveTokenIsConverted() {
        Bench bench;
        const std::string token = sdJwt();
        bench.open(token);
        QVERIFY(bench.settle());
        QVERIFY(!bench.document.convertTo(Form::Detached).has_value());
        for (const Form form : {Form::Flattened, Form::General, Form::Compact}) {
            QVERIFY(bench.document.convertTo(form).has_value());
            QVERIFY(bench.settle());
            QCOMPARE(bench.document.shownVersion().reading->kind, doctor::TokenKind::SdJwt);
            QCOMPARE(bench.document.shownVersion().reading->isGeneral, form == Form::General);
            QCOMPARE(bench.state(), SignatureState::Verified);
        }
        QCOMPARE(bench.document.encodedText(), token);
    }

    void holderIsConfirmedAndBindsAnew() {
        Bench bench;
        bench.open(sdJwt());
        QVERIFY(bench.settle());
        QVERIFY(bench.document.makeSelective());
        bench.document.setDecoys(3);
        bench.document.setDisclosureHash("sha-512");
        QVERIFY(!bench.document.setHolder(Secret::fromText("no key at all")).has_value());
        QVERIFY(bench.document.setHolder(Secret::fromText(ecPrivate)).has_value());
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::VerifiedSignedByYou);
        const auto& facts = *bench.document.shownVersion().selective;
        QCOMPARE(facts.hash, std::string("sha-512"));
        QCOMPARE(facts.undisclosed, std::size_t{3});
        QCOMPARE(facts.disclosures, std::size_t{1});
        const std::string issued = bench.document.encodedText();
        QVERIFY2(bench.document.shownVersion().reading->claim("cnf")->valueText.find("\"d\"") == std::string::npos,
                 "the private half never leaves");

        bench.open(issued);
        QVERIFY(bench.settle());
        bench.document.setBinding({"n-1", "https://v.test"});
        QVERIFY(!bench.document.bindPresentation({}, Secret()).has_value()); // no key anywhere
        QVERIFY(bench.document.bindPresentation({}, Secret::fromText(ecPrivate)).has_value());
        QVERIFY(bench.settle());
        const auto outcome = [&](std::string_view id) {
            for (const doctor::CheckRow& row : bench.document.shownVersion().selective->checks) {
                if (row.id == id) {
                    return row.outcome;
                }
            }
            return doctor::CheckRow::Outcome::Warn;
        };
        using enum doctor::CheckRow::Outcome;
        QVERIFY(bench.document.shownVersion().selective->hasKeyBinding);
        QCOMPARE(bench.document.shownVersion().selective->disclosures, std::size_t{0});
        for (const char* id : {"sd-kb-signature", "sd-sd_hash", "sd-nonce", "sd-aud"}) {
            QCOMPARE(outcome(id), Pass);
        }
        bench.document.setBinding({"n-2", "https://v.test"});
        QVERIFY(bench.settle());
        QCOMPARE(outcome("sd-nonce"), Fail);
        QCOMPARE(outcome("sd-aud"), Pass);
        const doctor::Version& version = bench.document.shownVersion();
        QCOMPARE(version.signature.state, SignatureState::Verified);
        QCOMPARE(phraseOf(version.signature).title, QStringLiteral("Presentation refused"));
        QCOMPARE(phraseOf(version.signature).mood, FactMood::Error);
    }

    void proofIsCheckedAgainstTheAccessToken() {
        const auto holder = jose::readJwk(ecPrivate);
        const std::string access =
            *jose::signCompact(R"({"alg":"HS256"})",
                               asBytes("{\"cnf\":{\"jkt\":\"" + *jose::thumbprint(holder->key) + "\"}}"), octJwk("a"));
        const std::string header =
            "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + *jose::writePublicJwk(*holder) + "}";
        const std::string payload = "{\"jti\":\"1\",\"htm\":\"POST\",\"htu\":\"https://a.test/\",\"iat\":1735689600,"
                                    "\"ath\":\"" +
                                    *jose::accessTokenHash(access) + "\"}";
        Bench bench;
        bench.document.pasteText(*jose::signCompact(header, asBytes(payload), *holder));
        QVERIFY(bench.settle());
        const auto outcome = [&](std::string_view id) {
            for (const doctor::CheckRow& row : bench.document.shownVersion().checks) {
                if (row.id == id) {
                    return row.outcome;
                }
            }
            return doctor::CheckRow::Outcome::Warn;
        };
        using enum doctor::CheckRow::Outcome;
        QCOMPARE(bench.state(), SignatureState::Verified); // with the key in its header
        QCOMPARE(outcome("dpop-jwk"), Pass);
        QCOMPARE(outcome("dpop-ath"), Skipped);
        bench.document.setAccessToken(access);
        QVERIFY(bench.settle());
        QCOMPARE(outcome("dpop-ath"), Pass);
        QCOMPARE(outcome("dpop-jkt"), Pass);
        bench.document.endTyping();
        QCOMPARE(phraseOf(bench.document.shownVersion().signature).title, QStringLiteral("Signature Verified"));
        const DocumentDiagnosis nothingFound;
        QCOMPARE(headlineOf(bench.document.shownVersion(), &nothingFound).title, QStringLiteral("Nothing to repair"));
        bench.document.setAccessToken(signedToken());
        QVERIFY(bench.settle());
        QCOMPARE(outcome("dpop-ath"), Fail);
        const FactPhrase verdict = phraseOf(bench.document.shownVersion().signature);
        QCOMPARE(verdict.title, QStringLiteral("Proof refused"));
        QVERIFY2(verdict.subLine.contains(QStringLiteral("ath")), qPrintable(verdict.subLine));
        const DoctorHeadline headline = headlineOf(bench.document.shownVersion(), &nothingFound);
        QCOMPARE(headline.mood, FactMood::Error);
        QVERIFY2(headline.title.contains(QStringLiteral("failed")), qPrintable(headline.title));
        QVERIFY(headline.errors > 0 && !headline.hasCards);
        QCOMPARE(outcome("dpop-jkt"), Skipped); // that one names no key
        bench.document.undo();
        QVERIFY(bench.settle());
        QCOMPARE(outcome("dpop-ath"), Pass);
        // No other token has such rows.
        bench.document.pasteText(access);
        QVERIFY(bench.settle());
        QCOMPARE(outcome("dpop-jwk"), Warn);
    }

    void signedTokenBecomesSelective() {
        Bench bench;
        bench.open(signedToken());
        QVERIFY(bench.settle());
        QVERIFY(bench.document.makeSelective());
        QVERIFY(bench.settle());
        bench.document.setDisclosable("/email", true);
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::VerifiedSignedByYou);
        QCOMPARE(bench.document.shownVersion().reading->kind, doctor::TokenKind::SdJwt);
        QCOMPARE(bench.document.shownVersion().selective->disclosures, std::size_t{1});
        bench.document.setDisclosable("/email", false);
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.shownVersion().selective->disclosures, std::size_t{0});
    }

    void editedSdJwtIsIssuedAnewWithTheSameClaimsHidden() {
        Bench bench;
        bench.open(sdJwt());
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::Verified);
        bench.document.editPayload(R"({"sub":"u-2","email":"c@d.test"})");
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::VerifiedSignedByYou);
        QCOMPARE(bench.document.shownVersion().selective->disclosures, std::size_t{1});
        QVERIFY(bench.document.encodedText().find('~') != std::string::npos);
    }

    void presentationLeavesOut() {
        Bench bench;
        bench.open(sdJwt());
        QVERIFY(bench.settle());
        const auto nothing = bench.document.presentation({});
        QVERIFY(nothing.has_value());
        QCOMPARE(nothing->substr(nothing->find('~')), std::string("~"));
        QVERIFY(!bench.document.presentation({"no such digest"}).has_value());
    }
};

QTEST_GUILESS_MAIN(TestTokenForms)
#include "tst_token_forms.moc"
