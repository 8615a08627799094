// SPDX-License-Identifier: Apache-2.0
// JSON forms, detached and compressed payloads, SD-JWTs: what is read of them, and how they are judged.
#include "base/base64url.h"
#include "doctor/disclosure_facts.h"
#include "doctor/form_reading.h"
#include "doctor/unwrap.h"
#include "jose/compression.h"
#include "jose/conversion.h"
#include "jose/jwe.h"
#include "jose/jws.h"
#include "jose/sd_jwt_make.h"

#include <QTest>

using namespace twb;
using namespace twb::doctor;

namespace {

const std::string ecPrivate =
    R"({"kty":"EC","crv":"P-256","kid":"e","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"})";
const std::string secret32 = "0123456789abcdef0123456789abcdef";
const std::string claims = R"({"sub":"u-1","exp":1735689900})";
constexpr std::int64_t expiry = 1735689900;

Time at(std::int64_t seconds) {
    return Time(std::chrono::seconds(seconds));
}
KeyInput key(KeyField::Kind kind, std::string_view text) {
    auto field = std::make_shared<KeyField>();
    field->kind = kind;
    field->text = Secret::fromText(text);
    return {field, nullptr};
}
jose::Jwk jwk(std::string_view text) {
    return std::move(*jose::readJwk(text));
}
jose::Jwk octJwk() {
    return jwk(R"({"kty":"oct","kid":"h","k":")" + base64url::encode(secret32) + "\"}");
}
std::string twoSignatures() {
    std::vector<jose::JsonSigner> signers;
    signers.push_back({octJwk(), R"({"alg":"HS256"})", R"({"kid":"h"})"});
    signers.push_back({jwk(ecPrivate), R"({"alg":"ES256","kid":"e"})", {}});
    return *jose::signJson(signers, asBytes(claims), jose::JsonForm::General);
}
std::string issued(std::size_t decoys = 0) {
    jose::Hiding hiding;
    hiding.disclosable = {"/email", "/address/city"};
    hiding.decoys = decoys;
    return jose::issueSdJwt(R"({"alg":"HS256"})",
                            R"({"iss":"i","email":"a@b.test","address":{"city":"Recife","country":"BR"}})", hiding,
                            octJwk())
        ->token;
}
Inputs received(std::string token, KeyInput verify = key(KeyField::Kind::Secret, secret32)) {
    Inputs inputs;
    inputs.original = share(std::move(token));
    inputs.verifyKey = verify;
    inputs.decryptKey = verify;
    return inputs;
}
const SelectiveClaim* claimAt(const SelectiveFacts& facts, std::string_view path) {
    for (const SelectiveClaim& claim : facts.claims) {
        if (claim.path == path) {
            return &claim;
        }
    }
    return nullptr;
}

} // namespace

class TestForms : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void partsStandInsideTheJson();
    void eachSignatureHasItsVerdict();
    void anotherSignatureIsShown();
    void nobodyElsesHeaderIsMixedIn();
    void recipientsOfAGeneralJwe();
    void detachedPayloadIsAskedForAndServes();
    void unencodedPayloadIsTakenAsItStands();
    void compressedPayloadIsInflated();
    void claimsOfAnSdJwtSayWhereTheyComeFrom();
    void keptBackClaimsLeaveADigest();
    void damagedDisclosureIsAnError();
    void copyIsIssuedAnew();
    void outdatedCopyShowsItsOwnClaims();
    void jsonFormsCountAsTokens();
};

void TestForms::partsStandInsideTheJson() {
    const std::string text = twoSignatures();
    const auto reading = readToken(share(text), {});
    QCOMPARE(reading->kind, TokenKind::JwsJson);
    QVERIFY(reading->isGeneral);
    QCOMPARE(reading->signatures, std::size_t{2});
    const Segment* payload = reading->segment('P');
    QVERIFY(payload != nullptr);
    QCOMPARE(text.substr(payload->range.offset, payload->range.length), base64url::encode(claims));
    QCOMPARE(reading->algorithm, std::string("HS256"));
    QCOMPARE(reading->kid, std::string("h"));
    QCOMPARE(reading->unprotectedHeader, std::string(R"({"kid":"h"})"));
    QCOMPARE(*reading->payload.octets, claims);
    QVERIFY(!reading->problem);
}

void TestForms::eachSignatureHasItsVerdict() {
    const auto evaluation = evaluate(received(twoSignatures()), at(expiry - 100));
    const Version& version = evaluation->original;
    QCOMPARE(version.signatures.size(), std::size_t{2});
    QCOMPARE(version.signatures[0].state, SignatureState::Verified);
    QCOMPARE(version.signatures[1].state, SignatureState::NotCheckedKeyDoesNotFit);
    QCOMPARE(version.signature.state, SignatureState::Verified);
    QCOMPARE(version.time.state, TimeState::ExpiresIn);
}

void TestForms::anotherSignatureIsShown() {
    Inputs inputs = received(twoSignatures(), key(KeyField::Kind::KeyText, ecPrivate));
    inputs.originalViews.signature = 1;
    const auto evaluation = evaluate(inputs, at(expiry - 100));
    QCOMPARE(evaluation->original.reading->algorithm, std::string("ES256"));
    QCOMPARE(evaluation->original.signature.state, SignatureState::Verified);
    QCOMPARE(evaluation->original.signatures[0].state, SignatureState::NotCheckedKeyDoesNotFit);
}

void TestForms::nobodyElsesHeaderIsMixedIn() {
    Views views;
    views.signature = 1;
    const auto reading = readToken(share(twoSignatures()), views);
    QCOMPARE(reading->kid, std::string("e"));
    QVERIFY(reading->unprotectedHeader.empty());
}

void TestForms::recipientsOfAGeneralJwe() {
    jose::EncryptionRequest request;
    request.form = jose::JweFormKind::General;
    request.protectedHeader = R"({"enc":"A128GCM"})";
    request.recipients.push_back({octJwk(), R"({"alg":"A256KW","kid":"h"})"});
    request.recipients.push_back({jwk(ecPrivate), R"({"alg":"ECDH-ES+A128KW","kid":"e"})"});
    const std::string token = jose::encryptToken(request, asBytes(claims))->token;
    const auto evaluation = evaluate(received(token, key(KeyField::Kind::KeyText, ecPrivate)), at(0));
    const Version& version = evaluation->original;
    QCOMPARE(version.reading->kind, TokenKind::JweJson);
    QCOMPARE(version.signatures.size(), std::size_t{2});
    QCOMPARE(version.signatures[0].state, SignatureState::Encrypted);
    QCOMPARE(version.signatures[1].state, SignatureState::Decrypted);
    QCOMPARE(*version.reading->payload.octets, claims);
    QVERIFY(version.reading->segment('K') != nullptr);
}

void TestForms::detachedPayloadIsAskedForAndServes() {
    const std::string token =
        *jose::signCompact(R"({"alg":"HS256"})", asBytes(claims), octJwk(), jose::PayloadPlace::Detached);
    Inputs inputs = received(token);
    const auto without = evaluate(inputs, at(0));
    QCOMPARE(without->original.signature.state, SignatureState::PayloadMissing);
    QCOMPARE(without->original.reading->payloadSource, PayloadSource::Detached);
    inputs.previous = without;
    inputs.detachedPayload = share(claims);
    const auto with = evaluate(inputs, at(0));
    QCOMPARE(with->original.signature.state, SignatureState::Verified);
    QCOMPARE(*with->original.reading->payload.octets, claims);
    inputs.detachedPayload = share("{}");
    inputs.previous = with;
    QCOMPARE(evaluate(inputs, at(0))->original.signature.state, SignatureState::Invalid);
}

void TestForms::unencodedPayloadIsTakenAsItStands() {
    // RFC 7797: the payload stands in the token as it is.
    const std::string token =
        *jose::signCompact(R"({"alg":"HS256","b64":false,"crit":["b64"]})", asBytes("plain words"), octJwk());
    const auto evaluation = evaluate(received(token), at(0));
    QCOMPARE(*evaluation->original.reading->payload.octets, std::string("plain words"));
    QCOMPARE(evaluation->original.signature.state, SignatureState::Verified);
}

void TestForms::compressedPayloadIsInflated() {
    const auto deflated = jose::deflateRaw(asBytes(claims));
    QVERIFY(deflated.has_value());
    const std::string token = *jose::signCompact(R"({"alg":"HS256","zip":"DEF"})", deflated->reveal(), octJwk());
    const auto evaluation = evaluate(received(token), at(expiry - 100));
    QCOMPARE(evaluation->original.reading->payloadSource, PayloadSource::Inflated);
    QCOMPARE(*evaluation->original.reading->payload.octets, claims);
    QCOMPARE(evaluation->original.signature.state, SignatureState::Verified);
    QCOMPARE(evaluation->original.time.state, TimeState::ExpiresIn);
}

void TestForms::claimsOfAnSdJwtSayWhereTheyComeFrom() {
    const auto evaluation = evaluate(received(issued()), at(0));
    const Version& version = evaluation->original;
    QCOMPARE(version.reading->kind, TokenKind::SdJwt);
    QCOMPARE(version.signature.state, SignatureState::Verified);
    QVERIFY(version.selective != nullptr);
    QCOMPARE(claimAt(*version.selective, "/email")->origin, ClaimOrigin::Disclosed);
    QCOMPARE(claimAt(*version.selective, "/address/city")->origin, ClaimOrigin::Disclosed);
    QCOMPARE(claimAt(*version.selective, "/address/country")->origin, ClaimOrigin::Always);
    QVERIFY(claimAt(*version.selective, "/iss")->reserved);
    QCOMPARE(version.selective->undisclosed, std::size_t{0});
    QVERIFY(version.reading->claim("email") != nullptr);
}

void TestForms::keptBackClaimsLeaveADigest() {
    const std::string whole = issued();
    const std::string part = *jose::presentSdJwt(whole, {});
    const auto evaluation = evaluate(received(part), at(0));
    const SelectiveFacts& facts = *evaluation->original.selective;
    QCOMPARE(facts.undisclosed, std::size_t{2});
    QVERIFY(claimAt(facts, "/email") == nullptr);
    QCOMPARE(facts.claims.back().origin, ClaimOrigin::Undisclosed);
    // Decoys look the same.
    QVERIFY(evaluate(received(issued(3)), at(0))->original.selective->undisclosed >= 3);
}

void TestForms::damagedDisclosureIsAnError() {
    std::string token = issued();
    const std::size_t at1 = token.find('~') + 5;
    token[at1] = token[at1] == 'A' ? 'B' : 'A';
    const auto evaluation = evaluate(received(token), at(0));
    QCOMPARE(evaluation->original.signature.state, SignatureState::Verified);
    bool failed = false;
    for (const CheckRow& row : evaluation->original.checks) {
        failed = failed || (row.id == "sd-disclosures" && row.outcome == CheckRow::Outcome::Fail);
    }
    QVERIFY(failed);
}

void TestForms::copyIsIssuedAnew() {
    Inputs inputs;
    Copy copy;
    copy.kind = CopyKind::Selective;
    copy.header.octets = share(R"({"alg":"HS256"})");
    copy.payload.octets = share(R"({"iss":"i","email":"a@b.test"})");
    copy.disclosable = {"/email"};
    inputs.copy = std::make_shared<const Copy>(copy);
    inputs.signKey = inputs.verifyKey = key(KeyField::Kind::Secret, secret32);
    inputs.signing = Signing::WhenChanged;
    const auto evaluation = evaluate(inputs, at(0));
    QVERIFY(evaluation->newSignature != nullptr);
    QCOMPARE(evaluation->copy->reading->kind, TokenKind::SdJwt);
    QCOMPARE(evaluation->copy->signature.state, SignatureState::VerifiedSignedByYou);
    QCOMPARE(claimAt(*evaluation->copy->selective, "/email")->origin, ClaimOrigin::Disclosed);
    // iss has to be seen by every verifier.
    copy.disclosable = {"/iss"};
    inputs.copy = std::make_shared<const Copy>(copy);
    const auto refused = evaluate(inputs, at(0));
    QCOMPARE(refused->copy->signature.state, SignatureState::Outdated);
    QCOMPARE(refused->copy->signature.signProblem->code, ErrorCode::TokenPayload);
}

void TestForms::outdatedCopyShowsItsOwnClaims() {
    Inputs inputs;
    Copy copy;
    copy.kind = CopyKind::Selective;
    copy.header.octets = share(R"({"alg":"HS256"})");
    copy.payload.octets = share(R"({"email":"new@b.test"})");
    copy.disclosable = {"/email"};
    CopySignature received;
    received.whole = share(issued());
    received.signingInput = share("of another copy");
    copy.signature = std::make_shared<const CopySignature>(received);
    inputs.copy = std::make_shared<const Copy>(copy);
    const auto evaluation = evaluate(inputs, at(0));
    QCOMPARE(evaluation->copy->signature.state, SignatureState::Outdated);
    QCOMPARE(*evaluation->copy->reading->payload.octets, std::string(R"({"email":"new@b.test"})"));
    QCOMPARE(claimAt(*evaluation->copy->selective, "/email")->origin, ClaimOrigin::Disclosed);
}

void TestForms::jsonFormsCountAsTokens() {
    QCOMPARE(unwrap(twoSignatures()).tokensFound, std::size_t{1});
    QCOMPARE(unwrap(R"({"a":1})").tokensFound, std::size_t{0});
}

QTEST_GUILESS_MAIN(TestForms)
#include "tst_forms.moc"
