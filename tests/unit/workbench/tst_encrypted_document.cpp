// SPDX-License-Identifier: Apache-2.0
// Encrypted tokens and layers in a document.
#include "base/base64url.h"
#include "jose/compression.h"
#include "jose/jwe.h"
#include "jose/jws.h"
#include "workbench/phrases.h"
#include "workbench/ring_editor_keys.h"
#include "workbench/token_document.h"

#include <QSignalSpy>
#include <QTest>

using namespace twb;
using namespace twb::workbench;
using doctor::SignatureState;

namespace {

const std::string secret32 = "0123456789abcdef0123456789abcdef";
const std::string claims = R"({"sub":"u-1","exp":1735689900})";
const std::string ecPrivate =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"})";
const std::string ecPublic = R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
                             R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})";

jose::Jwk octJwk(std::string_view octets) {
    return std::move(*jose::readJwk(R"({"kty":"oct","k":")" + base64url::encode(octets) + "\"}"));
}
std::string directToken(std::string_view plaintext) {
    return jose::encryptCompact(R"({"alg":"dir","enc":"A256GCM"})", asBytes(plaintext), octJwk(secret32))->token;
}
const std::string secret16 = "0123456789abcdef";
std::string octText(const std::string& kid, const std::string& octets) {
    return "{\"kty\":\"oct\",\"kid\":\"" + kid + "\",\"k\":\"" + base64url::encode(octets) + "\"}";
}
jose::Jwk namedJwk(const std::string& kid, const std::string& octets) {
    return std::move(*jose::readJwk(octText(kid, octets)));
}
const std::string oneKey = "{\"keys\":[" + octText("a", secret32) + "]}";
const std::string bothKeys = "{\"keys\":[" + octText("a", secret32) + "," + octText("b", secret16) + "]}";
std::string forTwo() {
    jose::EncryptionRequest request;
    request.form = jose::JweFormKind::General;
    request.protectedHeader = R"({"enc":"A256GCM"})";
    request.sharedHeader = R"({"jku":"x"})";
    request.recipients.push_back({namedJwk("a", secret32), R"({"alg":"A256KW","kid":"a"})"});
    request.recipients.push_back({namedJwk("b", secret16), R"({"alg":"A128KW","kid":"b"})"});
    const std::string more = "more";
    request.additionalData = Bytes(asBytes(more).begin(), asBytes(more).end());
    return jose::encryptToken(request, asBytes(claims))->token;
}
std::string signedToken() {
    return *jose::signCompact(R"({"alg":"HS256"})", asBytes(claims), octJwk(secret32));
}

struct Bench {
    FixedClock clock{Time(std::chrono::seconds(1735689600))};
    TokenDocument document{{&clock}};

    static bool settle(const TokenDocument& which) {
        return QTest::qWaitFor([&] { return which.evaluation()->revision == which.revision(); }, 20000);
    }
    bool settle() const { return settle(document); }
    SignatureState state() const { return document.shownVersion().signature.state; }
    void open(const std::string& token) {
        document.pasteText(token);
        document.setVerifySecret(Secret::fromText(secret32));
    }
};

/// A password that is stretched longer than is done at each key press.
std::string slowToken() {
    return jose::encryptCompact(R"({"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":20000})", asBytes(claims),
                                octJwk(secret32))
        ->token;
}

} // namespace

class TestEncryptedDocument : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void secretOpensAndEditEncryptsAgain() {
        Bench bench;
        bench.open(directToken(claims));
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::Decrypted);
        const std::string before = bench.document.encodedText();
        bench.document.editPayload(R"({"sub":"u-2"})");
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::DecryptedEncryptedByYou);
        QVERIFY(bench.document.encodedText() != before);
        QCOMPARE(*bench.document.state().original->token, before);
        bench.document.undo();
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.encodedText(), before);
    }

    void everyRecipientIsEncryptedForAgain() {
        Bench bench;
        bench.open(forTwo());
        bench.document.setVerifySecret(Secret::fromText(bothKeys));
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::Decrypted);
        bench.document.editPayload(R"({"sub":"u-2"})");
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::DecryptedEncryptedByYou);
        const std::string token = bench.document.encodedText();
        for (const char* kid : {"a", "b"}) {
            auto keys = std::make_shared<jose::KeySet>(jose::KeySet::Origin::SingleKey);
            keys->add({kid[0] == 'a' ? namedJwk("a", secret32) : namedJwk("b", secret16), "jwk", std::nullopt, {}});
            const auto opened = jose::decryptToken(token, keys);
            QVERIFY(opened.has_value());
            QCOMPARE(std::string(asText(opened->plaintext.reveal())), std::string(R"({"sub":"u-2"})"));
        }
        const auto form = jose::readJweForm(token);
        QCOMPARE(form->sharedHeader, std::string_view(R"({"jku":"x"})"));
        QCOMPARE(form->additionalData.value_or(""), std::string_view("bW9yZQ"));
    }

    void missingKeyOfARecipientIsNamed() {
        Bench bench;
        bench.document.pasteText(forTwo());
        bench.document.setVerifySecret(Secret::fromText(oneKey));
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::Decrypted);
        bench.document.editPayload("{}");
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::EncryptionOutdated);
        QVERIFY(bench.document.shownVersion().signature.signProblem->detail.starts_with("recipient 2: "));
        // Without that recipient it can be done.
        bench.document.showSignature(1);
        QVERIFY(bench.document.removeSigner());
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::DecryptedEncryptedByYou);
    }

    void headersOfRecipientsAreEditedInTheirPlaces() {
        Bench bench;
        bench.open(forTwo());
        bench.document.setVerifySecret(Secret::fromText(bothKeys));
        QVERIFY(bench.settle());
        using Place = TokenDocument::UnprotectedPlace;
        QVERIFY(bench.document.editUnprotected(Place::Shared, R"({"jku":"y"})"));
        QVERIFY(bench.document.setContentEncryption("A128CBC-HS256"));
        bench.document.showSignature(1);
        QVERIFY(bench.settle());
        QVERIFY(bench.document.editUnprotected(Place::Own, R"({"alg":"A128KW","kid":"b","note":1})"));
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::DecryptedEncryptedByYou);
        const std::string token = bench.document.encodedText();
        const auto form = jose::readJweForm(token);
        QCOMPARE(form->sharedHeader, std::string_view(R"({"jku":"y"})"));
        QCOMPARE(form->recipients[1].header, std::string_view(R"({"alg":"A128KW","kid":"b","note":1})"));
        QCOMPARE(bench.document.shownVersion().reading->encryption, std::string("A128CBC-HS256"));
    }

    void recipientIsAddedToACompactToken() {
        Bench bench;
        bench.document.pasteText(
            jose::encryptCompact(R"({"alg":"A256KW","enc":"A256GCM","kid":"a"})", asBytes(claims), octJwk(secret32))
                ->token);
        bench.document.setVerifySecret(Secret::fromText(bothKeys));
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::Decrypted);
        QVERIFY(bench.document.addSigner());
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::DecryptedEncryptedByYou);
        const std::string token = bench.document.encodedText();
        const auto form = jose::readJweForm(token);
        QCOMPARE(form->recipients.size(), std::size_t{2});
        QCOMPARE(form->recipients[1].header, std::string_view(R"({"alg":"A128KW","kid":"b"})"));
    }

    void stopEndsTheComputation() {
        Bench bench;
        const std::string slow = jose::encryptCompact(R"({"alg":"PBES2-HS512+A256KW","enc":"A128GCM","p2c":1000000})",
                                                      asBytes(claims), octJwk(secret32))
                                     ->token;
        QElapsedTimer clock;
        bench.document.pasteText(slow);
        clock.start();
        bench.document.setVerifySecret(Secret::fromText(secret32));
        QVERIFY(bench.settle());
        const qint64 whole = clock.elapsed();
        QCOMPARE(bench.state(), SignatureState::Decrypted);
        // A newer revision ends it: the wrong secrets in between cost next to nothing.
        clock.restart();
        for (int i = 0; i < 10; ++i) {
            bench.document.setVerifySecret(Secret::fromText("wrong" + std::to_string(i)));
            QTest::qWait(10);
        }
        bench.document.setVerifySecret(Secret());
        QVERIFY(bench.settle());
        QVERIFY2(clock.elapsed() < 100 + whole, "what is stale was computed to the end");
        // Stop leaves it undone until it is wanted again.
        bench.document.setVerifySecret(Secret::fromText(secret32));
        QVERIFY(QTest::qWaitFor([&] { return bench.document.isBusy(); }, 5000));
        QVERIFY(QTest::qWaitFor([&] { return bench.document.workProgress() > 0; }, 5000));
        bench.document.stopWork();
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::DecryptionStopped);
        QCOMPARE(bench.document.workProgress(), -1);
        bench.document.resumeWork();
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::Decrypted);
    }

    void allLayersAreJudgedAtOneMoment() {
        Bench bench;
        bench.open(directToken(signedToken()));
        QVERIFY(bench.settle());
        QVERIFY(bench.document.openInner());
        TokenDocument& inner = *bench.document.inner();
        const Time late(std::chrono::seconds(1735690000));
        bench.document.setAsOf(late);
        QVERIFY(Bench::settle(inner));
        QCOMPARE(inner.now(), late);
        QCOMPARE(inner.evaluation()->original.time.state, doctor::TimeState::Expired);
        // An undo within the layer is about the layer.
        inner.setVerifySecret(Secret::fromText(secret32));
        inner.undo();
        QCOMPARE(inner.now(), late);
        // Said in the layer, it is said of all; undone outside, it is undone inside.
        const Time later(std::chrono::seconds(1735690005));
        inner.setAsOf(later);
        QCOMPARE(bench.document.now(), later);
        QCOMPARE(inner.now(), later);
        bench.document.undo();
        QCOMPARE(inner.now(), bench.document.now());
        QVERIFY(inner.now() != later);
        inner.redo();
        QCOMPARE(inner.now(), bench.document.now());
    }

    void withoutKeyThePayloadCannotBeEdited() {
        Bench bench;
        bench.document.pasteText(directToken(claims));
        QVERIFY(bench.settle());
        bench.document.editPayload("{}");
        QVERIFY(!bench.document.hasCopy());
        QCOMPARE(bench.state(), SignatureState::Encrypted);
    }

    void keyPairFieldsAreOfferedWhereOnlyTheyServe() {
        Bench bench;
        auto key = jose::readJwk(ecPublic);
        bench.document.pasteText(
            jose::encryptCompact(R"({"alg":"ECDH-ES","enc":"A128GCM"})", asBytes(claims), *key)->token);
        QCOMPARE(bench.document.state().keyMode, KeyMode::KeyPair);
        bench.document.setPrivateKeyText(Secret::fromText(ecPrivate));
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::Decrypted);
        // The private key's own public half encrypts where no other is given.
        bench.document.editPayload("{}");
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::DecryptedEncryptedByYou);
    }

    void anotherAlgorithmDropsWhatTheFormerMade() {
        Bench bench;
        auto key = jose::readJwk(ecPublic);
        bench.document.pasteText(
            jose::encryptCompact(R"({"alg":"ECDH-ES","enc":"A128GCM","apu":"QQ"})", asBytes(claims), *key)->token);
        bench.document.setKeyPair(Secret::fromText(ecPublic), Secret::fromText(ecPrivate));
        QVERIFY(bench.settle());
        QVERIFY(bench.document.setAlgorithm("ECDH-ES+A256KW"));
        QVERIFY(bench.settle());
        QVERIFY(bench.document.setContentEncryption("A256CBC-HS512"));
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::DecryptedEncryptedByYou);
        const auto& reading = *bench.document.shownVersion().reading;
        QCOMPARE(reading.algorithm, std::string("ECDH-ES+A256KW"));
        QCOMPARE(reading.encryption, std::string("A256CBC-HS512"));
        QVERIFY(reading.header.octets->find("apu") == std::string::npos);
        QVERIFY(reading.header.octets->find("epk") != std::string::npos);
    }

    void slowPasswordIsEncryptedByTheButtonOnly() {
        Bench bench;
        bench.open(slowToken());
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::Decrypted);
        bench.document.editPayload("{}");
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::EncryptionWaits);
        bench.document.signCopy();
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::DecryptedEncryptedByYou);
        // The next key press waits again, and nothing is lost.
        bench.document.editPayload("{ }");
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::EncryptionWaits);
        QCOMPARE(*bench.document.shownVersion().reading->payload.octets, std::string("{ }"));
    }

    void capOfInflatedOctetsIsASetting() {
        const std::string zeros(250'001, '0');
        Bench bench;
        bench.open(
            jose::encryptCompact(R"({"alg":"dir","enc":"A256GCM","zip":"DEF"})", asBytes(zeros), octJwk(secret32))
                ->token);
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::NotReadable);
        const QString why = phraseOf(bench.document.shownVersion().signature).subLine;
        QVERIFY2(why.contains("250000") && why.contains("Largest inflated payload"), qPrintable(why));
        jose::JweLimits caps;
        caps.inflatedOctets = zeros.size();
        QSignalSpy edits(&bench.document, &TokenDocument::edited);
        bench.document.setCaps(caps);
        QVERIFY(bench.settle());
        QCOMPARE(edits.count(), 0); // a setting is no edit
        QCOMPARE(bench.state(), SignatureState::Decrypted);
        QCOMPARE(bench.document.shownVersion().reading->payload.octets->size(), zeros.size());
        bench.document.setCaps({});
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::NotReadable);
    }

    void capOfRoundsIsASetting() {
        Bench bench;
        bench.open(slowToken());
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::Decrypted);
        jose::JweLimits caps;
        caps.pbes2Count = 19'999;
        bench.document.setCaps(caps);
        QVERIFY(bench.settle());
        const doctor::SignatureFacts& facts = bench.document.shownVersion().signature;
        QCOMPARE(facts.state, SignatureState::NotReadable);
        const QString why = phraseOf(facts).subLine;
        QVERIFY2(why.contains("19999") && why.contains("Most PBES2 rounds"), qPrintable(why));
        QVERIFY(QTest::qWaitFor([&] {
            const SharedDiagnosis& answer = bench.document.diagnosis();
            return answer != nullptr && answer->find("sec-p2c-excessive") != nullptr;
        }));
        caps.pbes2Count = 20'000;
        bench.document.setCaps(caps);
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::Decrypted);
    }

    void capOfInflatedOctetsOfASignedToken() {
        const std::string claimsText = "{\"fill\":\"" + std::string(250'000, '0') + "\"}";
        const auto packed = jose::deflateRaw(asBytes(claimsText));
        Bench bench;
        bench.open(*jose::signCompact(R"({"alg":"HS256","zip":"DEF"})", packed->reveal(), octJwk(secret32)));
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.shownVersion().reading->payloadSource, doctor::PayloadSource::Token);
        jose::JweLimits caps;
        caps.inflatedOctets = 300'000;
        bench.document.setCaps(caps);
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::Verified);
        QCOMPARE(bench.document.shownVersion().reading->payloadSource, doctor::PayloadSource::Inflated);
        QCOMPARE(*bench.document.shownVersion().reading->payload.octets, claimsText);
    }

    void innerTokenOpensAsALayer() {
        Bench bench;
        bench.open(directToken(signedToken()));
        QVERIFY(bench.settle());
        QSignalSpy layers(&bench.document, &TokenDocument::layersChanged);
        QCOMPARE(bench.document.layerCount(), 2);
        QVERIFY(bench.document.openInner());
        QCOMPARE(layers.count(), 1);
        TokenDocument* inner = bench.document.shownLayer();
        QVERIFY(inner != &bench.document);
        QCOMPARE(inner->layer(), 1);
        QVERIFY(Bench::settle(*inner));
        QCOMPARE(inner->shownVersion().signature.state, SignatureState::NotCheckedNoKey);
        inner->setVerifySecret(Secret::fromText(secret32));
        QVERIFY(Bench::settle(*inner));
        QCOMPARE(inner->shownVersion().signature.state, SignatureState::Verified);
        bench.document.closeInner();
        QCOMPARE(bench.document.shownLayer(), &bench.document);
        QVERIFY(!bench.document.hasCopy());
    }

    void editOfTheInnerTokenReachesTheOuterOne() {
        Bench bench;
        bench.open(directToken(signedToken()));
        QVERIFY(bench.settle());
        QVERIFY(bench.document.openInner());
        TokenDocument* inner = bench.document.inner();
        inner->setVerifySecret(Secret::fromText(secret32));
        inner->editPayload(R"({"sub":"u-3"})");
        QVERIFY(Bench::settle(*inner));
        QVERIFY(bench.settle());
        QCOMPARE(inner->shownVersion().signature.state, SignatureState::VerifiedSignedByYou);
        QCOMPARE(bench.state(), SignatureState::DecryptedEncryptedByYou);
        QCOMPARE(*bench.document.shownVersion().reading->payload.octets, inner->encodedText());
    }

    void undoOfTheOuterTokenTakesTheInnerOneAlong() {
        Bench bench;
        bench.document.pasteText(signedToken());
        QVERIFY(bench.settle());
        QVERIFY(bench.document.encryptToken());
        QVERIFY(bench.settle());
        QVERIFY(bench.document.openInner());
        bench.document.undo();
        QVERIFY(bench.settle());
        QCOMPARE(bench.document.shownLayer(), &bench.document);
        QCOMPARE(bench.document.encodedText(), signedToken());
    }

    void signedTokenBecomesNestedInOneStep() {
        Bench bench;
        bench.open(signedToken());
        QVERIFY(bench.settle());
        QVERIFY(bench.document.encryptToken());
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::EncryptionOutdated);
        QVERIFY(bench.document.setAlgorithm("dir"));
        bench.document.setKeyMode(KeyMode::Secret);
        bench.document.setVerifySecret(Secret::fromText(secret32));
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::DecryptedEncryptedByYou);
        const auto& reading = *bench.document.shownVersion().reading;
        QCOMPARE(*reading.payload.octets, signedToken());
        QVERIFY(reading.header.octets->find(R"("cty":"JWT")") != std::string::npos);
        // The inner layer keeps the keys it had.
        QVERIFY(bench.document.openInner());
        QVERIFY(Bench::settle(*bench.document.inner()));
        QCOMPARE(bench.document.inner()->shownVersion().signature.state, SignatureState::Verified);
    }

    void payloadAloneCanBeEncrypted() {
        Bench bench;
        bench.document.pasteText(signedToken());
        QVERIFY(bench.settle());
        QVERIFY(bench.document.encryptPayload());
        bench.document.setKeyPair(Secret::fromText(ecPublic), Secret::fromText(ecPrivate));
        QVERIFY(bench.document.setAlgorithm("ECDH-ES"));
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::DecryptedEncryptedByYou);
        QCOMPARE(*bench.document.shownVersion().reading->payload.octets, claims);
        QVERIFY(!bench.document.openInner());
    }

    void ringOffersTheKeysThatServe() {
        const FixedClock clock{Time(std::chrono::seconds(1735689600))};
        KeyRing ring(clock);
        jose::KeySet set(jose::KeySet::Origin::Set);
        set.add(jose::KeyEntry{octJwk(secret32), "jwk", std::nullopt, {}});
        set.add(jose::KeyEntry{std::move(*jose::readJwk(ecPrivate)), "jwk", std::nullopt, {}});
        ring.add(set, QStringLiteral("Pasted"));
        const EditorKeys keys(&ring);
        const auto agreed = keys.keysForEncryption("ECDH-ES", "A128GCM");
        QCOMPARE(agreed.size(), std::size_t{1});
        QCOMPARE(agreed.front().holds, Holds::Private);
        QCOMPARE(keys.keysForEncryption("A256KW", "A128GCM").size(), std::size_t{1});
        QCOMPARE(keys.keysForEncryption("A128KW", "A128GCM").size(), std::size_t{0});
        QCOMPARE(keys.keysForEncryption("RSA-OAEP", "A128GCM").size(), std::size_t{0});
        QCOMPARE(keys.keysForEncryption("ROT13", "A128GCM").size(), std::size_t{0});
    }

    void stoppedWorkLeavesTheCopy() {
        Bench bench;
        bench.open(jose::encryptCompact(R"({"alg":"PBES2-HS512+A256KW","enc":"A128GCM","p2c":1000})", asBytes(claims),
                                        octJwk(secret32))
                       ->token);
        QVERIFY(bench.settle());
        // So many rounds that it takes far longer than the 150 ms after which a document says that it is busy.
        bench.document.editHeader(R"({"alg":"PBES2-HS512+A256KW","enc":"A128GCM","p2c":1000000})");
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::EncryptionWaits);
        bench.document.signCopy();
        const TokenDocument& document = bench.document;
        QVERIFY(QTest::qWaitFor(
            [&] { return document.isBusy() || document.evaluation()->revision == document.revision(); }, 20000));
        if (!document.isBusy()) {
            QSKIP("this computer stretches a million rounds in less than 150 ms");
        }
        bench.document.stopWork();
        QVERIFY(bench.settle());
        QCOMPARE(bench.state(), SignatureState::EncryptionWaits);
        QCOMPARE(*bench.document.shownVersion().reading->payload.octets, claims);
    }
};

QTEST_GUILESS_MAIN(TestEncryptedDocument)
#include "tst_encrypted_document.moc"
