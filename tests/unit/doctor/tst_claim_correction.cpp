// SPDX-License-Identifier: Apache-2.0
// What a finding's claim should say instead, its place in the token, and the rule behind it.
#include "base/base64url.h"
#include "doctor/claim_correction.h"
#include "doctor/diagnosis.h"
#include "doctor/finding_reference.h"

#include <QTest>

using namespace twb;
using namespace twb::doctor;

namespace {

std::string part(std::string_view json) {
    return base64url::encode(ByteView(reinterpret_cast<const std::uint8_t*>(json.data()), json.size()));
}

struct Asked {
    std::string token;
    Diagnosis diagnosis;
    SharedReading reading;
    Asked(std::string_view header, std::string_view payload, std::string_view profile = {})
        : token(part(header) + "." + part(payload) + "." + std::string(43, 'A')) {
        DiagnosisInputs inputs;
        inputs.input = token;
        inputs.now = Time(std::chrono::seconds(1735689800));
        inputs.profile = profile;
        diagnosis = diagnose(inputs);
        reading = readToken(std::make_shared<const std::string>(token), {});
    }
    const Finding* find(std::string_view id) const {
        for (const Finding& one : diagnosis.findings) {
            if (one.info().id == id) {
                return &one;
            }
        }
        return nullptr;
    }
};

} // namespace

class TestClaimCorrection : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void corrects_data();
    void corrects();
    void leavesAloneWhatOnlyTheIssuerKnows();
    void findingsPointAtTheirClaims();
    void everyReferenceIsAnAddress();
    void repairedSecretIsReadAsTheFieldCan();
    void trialsTellWhatWasTried();
};

void TestClaimCorrection::corrects_data() {
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("profile");
    QTest::addColumn<QByteArray>("finding");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("json");
    const QByteArray plain = R"({"alg":"HS256","typ":"JWT"})";
    QTest::newRow("milliseconds") << plain << QByteArray(R"({"exp":1735689900123})") << QByteArray()
                                  << QByteArray("time-in-milliseconds") << QByteArray("exp")
                                  << QByteArray("1735689900");
    QTest::newRow("microseconds") << plain << QByteArray(R"({"iat":1735689900123456})") << QByteArray()
                                  << QByteArray("time-in-microseconds") << QByteArray("iat")
                                  << QByteArray("1735689900");
    QTest::newRow("digits in quotes") << plain << QByteArray(R"({"exp":"1735689900"})") << QByteArray()
                                      << QByteArray("time-claim-string") << QByteArray("exp")
                                      << QByteArray("1735689900");
    QTest::newRow("date text in UTC") << plain << QByteArray(R"({"exp":"2025-01-01T00:05:00Z"})") << QByteArray()
                                      << QByteArray("time-claim-date-text") << QByteArray("exp")
                                      << QByteArray("1735689900");
    QTest::newRow("date text with offset")
        << plain << QByteArray(R"({"exp":"2024-12-31T21:05:00.5-03:00"})") << QByteArray()
        << QByteArray("time-claim-date-text") << QByteArray("exp") << QByteArray("1735689900");
    QTest::newRow("duration") << plain << QByteArray(R"({"iat":1735689600,"exp":300})") << QByteArray()
                              << QByteArray("time-exp-is-duration") << QByteArray("exp") << QByteArray("1735689900");
    QTest::newRow("CPF as a number") << plain << QByteArray(R"({"iss":"a","peopleId":1234567890,"exp":1735689900})")
                                     << QByteArray("caf-mobile") << QByteArray("caf-peopleid-number")
                                     << QByteArray("peopleId") << QByteArray("\"01234567890\"");
    QTest::newRow("spelling of alg") << QByteArray(R"({"alg":"hs256"})") << QByteArray(R"({"exp":1735689900})")
                                     << QByteArray() << QByteArray("hdr-alg-case") << QByteArray("alg")
                                     << QByteArray("\"HS256\"");
    QTest::newRow("kid as a number") << QByteArray(R"({"alg":"HS256","kid":7})") << QByteArray(R"({"exp":1735689900})")
                                     << QByteArray() << QByteArray("hdr-kid-not-string") << QByteArray("kid")
                                     << QByteArray("\"7\"");
}

void TestClaimCorrection::corrects() {
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, profile);
    QFETCH(QByteArray, finding);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, json);
    const Asked asked(header.toStdString(), payload.toStdString(), profile.toStdString());
    const Finding* found = asked.find(finding.toStdString());
    QVERIFY2(found != nullptr, finding.constData());
    const auto corrections = correctionsOf(*found, *asked.reading);
    QCOMPARE(corrections.size(), std::size_t{1});
    QCOMPARE(corrections.front().name, name.toStdString());
    QCOMPARE(corrections.front().json, json.toStdString());
}

void TestClaimCorrection::leavesAloneWhatOnlyTheIssuerKnows() {
    const Asked text(R"({"alg":"HS256"})", R"({"exp":"tomorrow"})");
    QVERIFY(correctionsOf(*text.find("time-claim-date-text"), *text.reading).empty());
    const Asked expired(R"({"alg":"HS256"})", R"({"exp":1735680000})");
    QVERIFY(correctionsOf(*expired.find("time-expired"), *expired.reading).empty());
}

void TestClaimCorrection::findingsPointAtTheirClaims() {
    const Asked asked(R"({"alg":"HS256","kid":7})",
                      R"({"iat":1735689900000,"exp":1735689999000,"mail":"a@b.example"})");
    const Finding* times = asked.find("time-in-milliseconds");
    QVERIFY(times != nullptr);
    QCOMPARE(times->place, FindingPlace::Payload);
    QCOMPARE(times->also.size(), std::size_t{1});
    const std::string& payload = *asked.reading->payload.octets;
    QCOMPARE(payload.substr(times->where.offset, times->where.length), std::string("1735689999000"));
    const Finding* person = asked.find("sec-personal-data");
    QVERIFY(person != nullptr);
    QCOMPARE(payload.substr(person->where.offset, person->where.length), std::string("\"a@b.example\""));
    QCOMPARE(asked.find("hdr-kid-not-string")->place, FindingPlace::Header);
}

void TestClaimCorrection::everyReferenceIsAnAddress() {
    std::size_t with = 0;
    for (const auto group : findingGroups) {
        for (const FindingInfo& info : group) {
            const FindingReference reference = referenceOf(info);
            if (reference.exists()) {
                ++with;
                QVERIFY2(reference.address().starts_with("https://www.rfc-editor.org/rfc/rfc"), info.id.data());
                QVERIFY(reference.text().starts_with("RFC "));
            }
        }
    }
    QVERIFY(with > 180); // the others speak of pasting and of vendors
    QCOMPARE(referenceOf(*findFinding("time-expired")).text(), std::string("RFC 7519 §4.1.4"));
}

/// What the search found is put into the field so that the field itself makes those octets of it.
void TestClaimCorrection::repairedSecretIsReadAsTheFieldCan() {
    const std::string token =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
        "eyJpc3MiOiI2MWIwYzBmZmVlMDAwMDAwMDAwMGMxZDEiLCJwZW9wbGVJZCI6MTExNDQ0Nzc3MzUsImlhdCI6MTc5NTE5NTk4OTAwMCwiZXhw"
        "IjoxNzk1MTk2Mjg5MDAwfQ.zh_8Ca3IMNdm8Nfc7-9Ro5y05QOzd2G0OfbmWESep4w";
    for (const std::string_view key :
         {"c3VwcG9ydC1jYXNlLTQ4MTItZGVtby1zZWNyZXQhISE=", " support-case-4812-demo-secret!!!",
          "737570706f72742d636173652d343831322d64656d6f2d736563726574212121"}) {
        DiagnosisInputs inputs;
        inputs.input = token;
        inputs.keyText = key;
        inputs.now = Time(std::chrono::seconds(1735689800));
        const Diagnosis diagnosis = diagnose(inputs);
        QCOMPARE(diagnosis.verdict, DiagnosisVerdict::VerifiedDifferently);
        QVERIFY(diagnosis.repairedKey);
        const auto octets = diagnosis.repairedKey->reveal();
        inputs.keyText = std::string_view(reinterpret_cast<const char*>(octets.data()), octets.size());
        inputs.keyEncoding = diagnosis.repairedKeyEncoding;
        QCOMPARE(diagnose(inputs).verdict, DiagnosisVerdict::Verified);
    }
}

void TestClaimCorrection::trialsTellWhatWasTried() {
    DiagnosisInputs inputs;
    const std::string token = part(R"({"alg":"HS256"})") + "." + part("{}") + "." + std::string(43, 'A');
    inputs.input = token;
    inputs.keyText = "a secret that fits nothing";
    const Diagnosis failed = diagnose(inputs);
    QVERIFY(failed.trials.size() > 5);
    for (const Trial& trial : failed.trials) {
        QCOMPARE(trial.outcome, Trial::Outcome::DoesNotVerify);
    }
    QCOMPARE(failed.trials.front().octets, std::vector<std::size_t>{26});
}

QTEST_GUILESS_MAIN(TestClaimCorrection)
#include "tst_claim_correction.moc"
