// SPDX-License-Identifier: Apache-2.0
// A document with the other forms of a token: JSON, detached, SD-JWT.
#include "base/base64url.h"
#include "doctor/disclosure_facts.h"
#include "jose/jws.h"
#include "jose/jws_json.h"
#include "jose/sd_jwt_make.h"
#include "workbench/token_document.h"

#include <QtTest>

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

    void severalSignaturesAreNotEditedButOneCanBeKept() {
        Bench bench;
        bench.open(twoSignatures());
        QVERIFY(bench.settle());
        bench.document.editPayload("{}");
        QVERIFY(!bench.document.hasCopy());
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
