// SPDX-License-Identifier: Apache-2.0
// A signature that the key given does not fit: the doctor names the key of the ring that does, and one press uses it.
#include "doctor/report.h"
#include "jose/key_material.h"
#include "workbench/key_ring.h"
#include "workbench/token_document.h"

#include <QtTest>

using namespace twb;
using namespace twb::workbench;

namespace {

constexpr const char* cafToken =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
    "eyJpc3MiOiI2MWIwYzBmZmVlMDAwMDAwMDAwMGMxZDEiLCJwZW9wbGVJZCI6IjExMTQ0NDc3NzM1IiwiZXhwIjoxNzM1Njg5OTAwfQ."
    "jZAw9DQ0eAfKjVFXPv3nCf5TS87nljKM0Iuf8lEh6Eo";
// The octets of example-caf-client-secret-0123456789abcdef.
constexpr const char* right =
    "{\"kty\":\"oct\",\"kid\":\"k1\",\"k\":\"ZXhhbXBsZS1jYWYtY2xpZW50LXNlY3JldC0wMTIzNDU2Nzg5YWJjZGVm\"}";
constexpr const char* other =
    "{\"kty\":\"oct\",\"kid\":\"k0\",\"k\":\"c29tZSBvdGhlciBzZWNyZXQgb2YgMzIgb2N0ZXRzIG9yIG1vcmU\"}";
constexpr const char* wrongSecret = "a secret that is surely not the right one";

jose::KeySet setOf(const std::string& text) {
    return *jose::readKeyMaterial(ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

struct Bench {
    FixedClock clock{Time(std::chrono::seconds(1735689600))};
    KeyRing ring{clock};
    DocumentServices services{&clock};
    std::unique_ptr<TokenDocument> document;
    Bench() {
        services.keyRing = &ring;
        document = std::make_unique<TokenDocument>(services);
    }
    bool waitFor(const char* finding) {
        return QTest::qWaitFor(
            [&] {
                const SharedDiagnosis& answer = document->diagnosis();
                return answer != nullptr && !answer->isSearching && answer->find(finding) != nullptr;
            },
            20000);
    }
    bool waitForVerdict(doctor::DiagnosisVerdict verdict) {
        return QTest::qWaitFor(
            [&] {
                const SharedDiagnosis& answer = document->diagnosis();
                return answer != nullptr && !answer->isSearching && answer->diagnosis.verdict == verdict;
            },
            20000);
    }
};

} // namespace

class TestRingSearch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theKeyThatFitsIsNamedAndUsed() {
        Bench bench;
        bench.ring.add(setOf(other), "Pasted", "not this one");
        bench.ring.add(setOf(right), "Pasted", "CAF test key");
        bench.document->pasteText(cafToken);
        bench.document->setVerifySecret(Secret::fromText(wrongSecret));
        QVERIFY(bench.waitFor("sig-alt-other-key"));
        const SharedDiagnosis answer = bench.document->diagnosis();
        const doctor::Finding* finding = answer->find("sig-alt-other-key");
        QCOMPARE(answer->diagnosis.verdict, doctor::DiagnosisVerdict::VerifiedDifferently);
        QVERIFY2(finding->evidence.english().ends_with("verifies CAF test key"), finding->evidence.english().c_str());
        QVERIFY(finding->evidence.in(Language::Portuguese).starts_with("chaveiro:"));
        const RepairOffer offer = bench.document->repairOffer("sig-alt-other-key");
        QCOMPARE(offer.kind, RepairOffer::Kind::UseKey);
        QCOMPARE(repairText(*finding, offer, *answer), QStringLiteral("Use key CAF test key"));
        QVERIFY(bench.document->repair("sig-alt-other-key"));
        QVERIFY(bench.waitForVerdict(doctor::DiagnosisVerdict::Verified));
        bench.document->undo();
        QVERIFY(bench.waitForVerdict(doctor::DiagnosisVerdict::VerifiedDifferently));
    }

    void aKeyThatComesLaterIsTried() {
        Bench bench;
        bench.document->pasteText(cafToken);
        bench.document->setVerifySecret(Secret::fromText(wrongSecret));
        QVERIFY(bench.waitForVerdict(doctor::DiagnosisVerdict::Invalid));
        QCOMPARE(bench.document->repairOffer("sig-invalid").kind, RepairOffer::Kind::None);
        bench.ring.add(setOf(right), "Pasted", "late");
        QVERIFY(bench.waitFor("sig-alt-other-key"));
    }

    void theRingIsBoundedByTheSearch() {
        auto keys = std::make_shared<std::vector<doctor::RingKey>>();
        const auto entry = std::make_shared<const jose::KeyEntry>(setOf(other).entries().front());
        for (int i = 0; i < 100; ++i) {
            keys->push_back({"key", entry});
        }
        keys->push_back({"last", std::make_shared<const jose::KeyEntry>(setOf(right).entries().front())});
        doctor::DiagnosisInputs inputs;
        inputs.input = cafToken;
        inputs.keyText = wrongSecret;
        inputs.now = Time(std::chrono::seconds(1735689600));
        inputs.ring = keys;
        QVERIFY(doctor::diagnose(inputs).has("sig-alt-other-key"));
        const std::size_t needed = doctor::diagnose(inputs).tries;
        inputs.limits.tries = needed - 1;
        const doctor::Diagnosis cut = doctor::diagnose(inputs);
        QVERIFY(!cut.has("sig-alt-other-key") && cut.searchCut);
        inputs.limits.tries = 20000;
        inputs.ring = nullptr;
        QVERIFY(doctor::diagnose(inputs).has("sig-invalid"));
    }

    void theKeyOfTheKidIsTriedFirst() {
        auto keys = std::make_shared<std::vector<doctor::RingKey>>();
        keys->push_back({"without", std::make_shared<const jose::KeyEntry>(setOf(other).entries().front())});
        doctor::DiagnosisInputs inputs;
        inputs.input = cafToken;
        inputs.keyText = wrongSecret;
        inputs.now = Time(std::chrono::seconds(1735689600));
        keys->push_back({"with", std::make_shared<const jose::KeyEntry>(setOf(right).entries().front())});
        inputs.ring = keys;
        const doctor::Diagnosis found = doctor::diagnose(inputs);
        QVERIFY(found.repairedKey.has_value());
        QCOMPARE(found.repairedKeyEncoding, jose::SecretEncoding::Base64Url);
    }
};

QTEST_GUILESS_MAIN(TestRingSearch)
#include "tst_ring_search.moc"
