// SPDX-License-Identifier: Apache-2.0
// Encrypted tokens in an evaluation: opened, not opened, made anew, nested.
#include "base/base64url.h"
#include "doctor/decryption_facts.h"
#include "doctor/layers.h"
#include "jose/jwe.h"
#include "jose/jws.h"
#include "jose/nested.h"

#include <QTest>

using namespace twb;
using namespace twb::doctor;

namespace {

// A throw-away pair on P-256, RFC 7515 App. A.3, and its public half.
const std::string ecPrivate =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"})";
const std::string ecPublic = R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
                             R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})";
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
KeyInput secret(std::string_view text) {
    return key(KeyField::Kind::Secret, text);
}
KeyInput keyText(std::string_view text) {
    return key(KeyField::Kind::KeyText, text);
}
jose::Jwk jwk(std::string_view text) {
    return std::move(*jose::readJwk(text));
}
jose::Jwk octJwk(std::string_view octets) {
    return jwk(R"({"kty":"oct","k":")" + base64url::encode(octets) + "\"}");
}
std::string directToken(std::string_view plaintext, std::string_view more = {}) {
    const std::string header = R"({"alg":"dir","enc":"A256GCM")" + std::string(more) + "}";
    return jose::encryptCompact(header, asBytes(plaintext), octJwk(secret32))->token;
}
Inputs received(std::string token, KeyInput decrypt = {}) {
    Inputs inputs;
    inputs.original = share(std::move(token));
    inputs.decryptKey = std::move(decrypt);
    return inputs;
}
Inputs copyOf(std::string header, std::string payload, KeyInput encrypt, KeyInput decrypt) {
    Inputs inputs;
    Copy copy;
    copy.kind = CopyKind::Encrypted;
    copy.header.octets = share(std::move(header));
    copy.payload.octets = share(std::move(payload));
    inputs.copy = std::make_shared<const Copy>(std::move(copy));
    inputs.encryptKey = std::move(encrypt);
    inputs.decryptKey = std::move(decrypt);
    inputs.signing = Signing::WhenChanged;
    return inputs;
}
/// The copy as the document keeps it after an evaluation.
void keep(Inputs& inputs, const SharedEvaluation& evaluation) {
    Copy copy = *inputs.copy;
    copy.signature = evaluation->newSignature;
    inputs.copy = std::make_shared<const Copy>(std::move(copy));
    inputs.previous = evaluation;
}
const CheckRow* rowOf(const Version& version, std::string_view id) {
    for (const CheckRow& row : version.checks) {
        if (row.id == id) {
            return &row;
        }
    }
    return nullptr;
}

} // namespace

class TestDecryption : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutKeyNothingIsKnown();
    void rightKeyShowsThePlaintext();
    void wrongKeyCannotDecrypt();
    void keyOfAnotherKindDoesNotFit_data();
    void keyOfAnotherKindDoesNotFit();
    void unknownAlgorithmIsNotReadable();
    void changedByteCannotDecrypt();
    void lostKeyHidesThePlaintextAgain();
    void sameTokenIsOpenedOnce();
    void copyIsEncryptedAgainAtEachChange();
    void unchangedCopyIsLeftAlone();
    void slowPasswordWaitsForTheButton();
    void withoutKeyTheCopyIsOutdated();
    void ephemeralKeyIsNeverUsedTwice();
    void nestedTokenIsAnnounced();
    void innerTimeIsSaidButNotJudged();
    void layersAreCounted();
};

void TestDecryption::withoutKeyNothingIsKnown() {
    const auto evaluation = evaluate(received(directToken(claims)), at(expiry - 100));
    const Version& version = evaluation->original;
    QCOMPARE(version.signature.state, SignatureState::Encrypted);
    QCOMPARE(version.time.state, TimeState::Hidden);
    QVERIFY(!version.reading->payload.present);
    QVERIFY(version.decryption == nullptr);
    QCOMPARE(rowOf(version, "decryption")->outcome, CheckRow::Outcome::Skipped);
}

void TestDecryption::rightKeyShowsThePlaintext() {
    const auto evaluation = evaluate(received(directToken(claims), secret(secret32)), at(expiry - 100));
    const Version& version = evaluation->original;
    QCOMPARE(version.signature.state, SignatureState::Decrypted);
    QCOMPARE(version.signature.encryption, std::string("A256GCM"));
    QCOMPARE(version.signature.secretOctets, std::size_t{32});
    QCOMPARE(*version.reading->payload.octets, claims);
    QCOMPARE(version.reading->payloadSource, PayloadSource::Decrypted);
    QCOMPARE(version.time.state, TimeState::ExpiresIn);
    QCOMPARE(version.reading->claims.size(), std::size_t{2});
    QCOMPARE(rowOf(version, "decryption")->outcome, CheckRow::Outcome::Pass);
    QCOMPARE(evaluation->originalNeededOctets, std::size_t{32});
}

void TestDecryption::wrongKeyCannotDecrypt() {
    const auto evaluation =
        evaluate(received(directToken(claims), secret("ffffffffffffffffffffffffffffffff")), at(expiry - 100));
    QCOMPARE(evaluation->original.signature.state, SignatureState::CannotDecrypt);
    QCOMPARE(evaluation->original.signature.problem->code, ErrorCode::DecryptionFailed);
    QVERIFY(!evaluation->original.reading->payload.present);
    QCOMPARE(rowOf(evaluation->original, "decryption")->outcome, CheckRow::Outcome::Fail);
}

void TestDecryption::keyOfAnotherKindDoesNotFit_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isSecret");
    QTest::newRow("a secret too short") << "short" << true;
    QTest::newRow("an EC key for dir") << QString::fromStdString(ecPrivate) << false;
}

void TestDecryption::keyOfAnotherKindDoesNotFit() {
    QFETCH(QString, text);
    QFETCH(bool, isSecret);
    const KeyInput given = isSecret ? secret(text.toStdString()) : keyText(text.toStdString());
    const auto evaluation = evaluate(received(directToken(claims), given), at(expiry - 100));
    QCOMPARE(evaluation->original.signature.state, SignatureState::NotCheckedKeyDoesNotFit);
    QVERIFY(!evaluation->original.signature.problem->detail.empty());
}

void TestDecryption::unknownAlgorithmIsNotReadable() {
    const std::string token = base64url::encode(R"({"alg":"ROT13","enc":"A256GCM"})") + ".AA.AA.AA.AA";
    const auto evaluation = evaluate(received(token, secret(secret32)), at(0));
    QCOMPARE(evaluation->original.signature.state, SignatureState::NotReadable);
    QCOMPARE(evaluation->original.signature.problem->code, ErrorCode::AlgorithmUnknown);
}

void TestDecryption::changedByteCannotDecrypt() {
    std::string token = directToken(claims);
    const std::size_t inCiphertext = token.rfind('.') - 3;
    token[inCiphertext] = token[inCiphertext] == 'A' ? 'B' : 'A';
    const auto evaluation = evaluate(received(token, secret(secret32)), at(0));
    QCOMPARE(evaluation->original.signature.state, SignatureState::CannotDecrypt);
}

void TestDecryption::lostKeyHidesThePlaintextAgain() {
    Inputs inputs = received(directToken(claims), secret(secret32));
    inputs.previous = evaluate(inputs, at(0));
    QVERIFY(inputs.previous->original.reading->payload.present);
    inputs.decryptKey = secret("ffffffffffffffffffffffffffffffff");
    const auto evaluation = evaluate(inputs, at(0));
    QVERIFY(!evaluation->original.reading->payload.present);
    QVERIFY(evaluation->original.reading->claims.empty());
}

void TestDecryption::sameTokenIsOpenedOnce() {
    Inputs inputs = received(directToken(claims), secret(secret32));
    const auto first = evaluate(inputs, at(0));
    inputs.previous = first;
    inputs.decryptKey.resolved = first->decryptKey;
    const auto second = evaluate(inputs, at(1));
    QCOMPARE(second->original.decryption.get(), first->original.decryption.get());
    QCOMPARE(second->original.signature.state, SignatureState::Decrypted);
}

void TestDecryption::copyIsEncryptedAgainAtEachChange() {
    const std::string header = R"({"alg":"ECDH-ES+A128KW","enc":"A128CBC-HS256"})";
    Inputs inputs = copyOf(header, claims, keyText(ecPublic), keyText(ecPrivate));
    const auto first = evaluate(inputs, at(0));
    QVERIFY(first->newSignature != nullptr);
    QCOMPARE(first->copy->signature.state, SignatureState::DecryptedEncryptedByYou);
    const auto opened = jose::decryptToken(*first->newSignature->whole, [] {
        auto keys = std::make_shared<jose::KeySet>(jose::KeySet::Origin::SingleKey);
        keys->add(jose::KeyEntry{jwk(ecPrivate), "jwk", std::nullopt, {}});
        return keys;
    }());
    QVERIFY(opened.has_value());
    QCOMPARE(std::string(asText(opened->plaintext.reveal())), claims);
    keep(inputs, first);
    Copy edited = *inputs.copy;
    edited.payload.octets = share(R"({"sub":"u-2"})");
    inputs.copy = std::make_shared<const Copy>(edited);
    const auto second = evaluate(inputs, at(0));
    QVERIFY(second->newSignature != nullptr);
    QVERIFY(*second->newSignature->whole != *first->newSignature->whole);
    QCOMPARE(*second->copy->reading->payload.octets, std::string(R"({"sub":"u-2"})"));
}

void TestDecryption::unchangedCopyIsLeftAlone() {
    const std::string header = R"({"alg":"dir","enc":"A256GCM"})";
    const KeyInput both = secret(secret32);
    Inputs inputs = copyOf(header, claims, both, both);
    const auto first = evaluate(inputs, at(0));
    keep(inputs, first);
    const auto second = evaluate(inputs, at(1));
    QVERIFY(second->newSignature == nullptr);
    QCOMPARE(*second->copy->reading->encoded, *first->newSignature->whole);
    QCOMPARE(encodeCopy(*inputs.copy), *first->newSignature->whole);
}

void TestDecryption::slowPasswordWaitsForTheButton() {
    const std::string header = R"({"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":20000})";
    const KeyInput password = secret("correct horse");
    Inputs inputs = copyOf(header, claims, password, password);
    const auto waiting = evaluate(inputs, at(0));
    QVERIFY(waiting->newSignature == nullptr);
    QCOMPARE(waiting->copy->signature.state, SignatureState::EncryptionWaits);
    inputs.signing = Signing::Now;
    const auto done = evaluate(inputs, at(0));
    QVERIFY(done->newSignature != nullptr);
    QCOMPARE(done->copy->signature.state, SignatureState::DecryptedEncryptedByYou);
    // Few rounds are quick: they are done at each key press.
    Inputs quick = copyOf(R"({"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1000})", claims, password, password);
    QVERIFY(evaluate(quick, at(0))->newSignature != nullptr);
}

void TestDecryption::withoutKeyTheCopyIsOutdated() {
    const auto evaluation = evaluate(copyOf(R"({"alg":"dir","enc":"A256GCM"})", claims, {}, {}), at(0));
    QCOMPARE(evaluation->copy->signature.state, SignatureState::EncryptionOutdated);
    QCOMPARE(*evaluation->copy->reading->payload.octets, claims);
    QCOMPARE(evaluation->copy->reading->kind, TokenKind::Jwe);
    const auto wrong = evaluate(copyOf(R"({"alg":"dir","enc":"A256GCM"})", claims, secret("short"), {}), at(0));
    QCOMPARE(wrong->copy->signature.state, SignatureState::EncryptionOutdated);
    QCOMPARE(wrong->copy->signature.signProblem->code, ErrorCode::KeyTypeMismatch);
}

void TestDecryption::ephemeralKeyIsNeverUsedTwice() {
    // The header pane shows the "epk" of the last encryption, and hands it back with the next edit.
    Inputs inputs = copyOf(R"({"alg":"ECDH-ES","enc":"A128GCM"})", claims, keyText(ecPublic), keyText(ecPrivate));
    const auto first = evaluate(inputs, at(0));
    const std::string withEpk = *first->copy->reading->header.octets;
    QVERIFY(withEpk.find("epk") != std::string::npos);
    Copy copy = *inputs.copy;
    copy.header.octets = share(withEpk);
    inputs.copy = std::make_shared<const Copy>(copy);
    const auto second = evaluate(inputs, at(0));
    QCOMPARE(second->copy->signature.state, SignatureState::DecryptedEncryptedByYou);
    QVERIFY(*second->copy->reading->header.octets != withEpk);
}

void TestDecryption::nestedTokenIsAnnounced() {
    const std::string inner = *jose::signCompact(R"({"alg":"ES256","kid":"b"})", asBytes(claims), jwk(ecPrivate));
    const auto evaluation = evaluate(received(directToken(inner, R"(,"cty":"JWT")"), secret(secret32)), at(0));
    const Version& version = evaluation->original;
    QVERIFY(version.inner != nullptr);
    QCOMPARE(version.inner->algorithm, std::string("ES256"));
    QCOMPARE(version.inner->kid, std::string("b"));
    QVERIFY(rowOf(version, "nested") != nullptr);
    const auto plain = evaluate(received(directToken("no token"), secret(secret32)), at(0));
    QVERIFY(plain->original.inner == nullptr);
}

void TestDecryption::innerTimeIsSaidButNotJudged() {
    const std::string inner = *jose::signCompact(R"({"alg":"ES256"})", asBytes(claims), jwk(ecPrivate));
    const auto evaluation = evaluate(received(directToken(inner), secret(secret32)), at(expiry - 100));
    QVERIFY(evaluation->original.time.ofInner);
    QCOMPARE(evaluation->original.time.state, TimeState::ExpiresIn);
    QCOMPARE(evaluation->original.time.span, std::chrono::seconds(100));
    QVERIFY(rowOf(evaluation->original, "exp") == nullptr);
}

void TestDecryption::layersAreCounted() {
    const std::string inner = *jose::signCompact(R"({"alg":"ES256"})", asBytes(claims), jwk(ecPrivate));
    const auto opened = evaluate(received(directToken(inner), secret(secret32)), at(0));
    QCOMPARE(countLayers(opened->original.reading), std::size_t{2});
    const auto closed = evaluate(received(directToken(inner)), at(0));
    QCOMPARE(countLayers(closed->original.reading), std::size_t{1});
}

QTEST_GUILESS_MAIN(TestDecryption)
#include "tst_decryption.moc"
