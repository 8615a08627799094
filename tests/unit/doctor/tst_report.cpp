// SPDX-License-Identifier: Apache-2.0
// Reports to forward, and the comparison of two tokens.
#include "base/base64url.h"
#include "diagnosis_cases.h"
#include "doctor/comparison.h"
#include "doctor/report.h"
#include "support/places.h"

#include <QTest>

using namespace twb;
using namespace twb::doctor;

namespace {

constexpr Time now{std::chrono::seconds(1735689800)};
constexpr const char* secret = "example-caf-client-secret-0123456789abcdef";

std::string part(std::string_view json) {
    return base64url::encode(ByteView(reinterpret_cast<const std::uint8_t*>(json.data()), json.size()));
}

std::string token(std::string_view payload, std::string_view header = R"({"alg":"HS256","typ":"JWT"})") {
    return part(header) + "." + part(payload) + ".jZAw9DQ0eAfKjVFXPv3nCf5TS87nljKM0Iuf8lEh6Eo";
}

SharedReading read(const std::string& text) {
    return readToken(std::make_shared<const std::string>(text), {});
}

struct Made {
    std::string token;
    Diagnosis diagnosis;
    ReportInputs inputs;
    explicit Made(std::string text, std::string_view key = secret)
        : token(std::move(text)) {
        DiagnosisInputs ask;
        ask.input = token;
        ask.keyText = key;
        ask.now = now;
        diagnosis = diagnose(ask);
        inputs.diagnosis = &diagnosis;
        inputs.reading = read(diagnosis.token);
        inputs.asOf = now;
        inputs.keyText = key;
    }
    std::string write() const { return writeReport(inputs); }
};

bool has(const std::string& text, std::string_view what) {
    return text.find(what) != std::string::npos;
}

constexpr std::string_view person =
    R"({"sub":"u-7","name":"Alice Liddell","email":"alice@example.com","peopleId":"11144477735","exp":1735689900,)"
    R"("note":"ask bob@example.com or 529.982.247-25"})";

} // namespace

class TestReport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFindingSpeaksPortuguese();
    void personalValuesAreMasked_data();
    void personalValuesAreMasked();
    void personalValuesAreShownOnRequest();
    void signatureIsLeftOff();
    void keysNeverAppear_data();
    void keysNeverAppear();
    void corpusKeysNeverAppear();
    void markupOfTheTokenStaysText();
    void momentAndVerdictsAreStated();
    void aRefusedProofIsNamed();
    void comparisonNormalisesTimes();
    void comparisonNamesWhatDiffers();
    void comparisonOfManyLinesIsBounded();
};

void TestReport::everyFindingSpeaksPortuguese() {
    std::size_t rows = 0;
    for (const auto group : findingGroups) {
        for (const FindingInfo& info : group) {
            ++rows;
            QVERIFY2(titleOf(info, Language::Portuguese) != info.title, info.id.data());
            QVERIFY2(!fixOf(info, Language::Portuguese).empty() && fixOf(info, Language::Portuguese) != info.fix,
                     info.id.data());
            QCOMPARE(titleOf(info, Language::English), info.title);
        }
    }
    QCOMPARE(rows, std::size_t{256});
    QCOMPARE(findLanguage("pt-BR"), std::optional(Language::Portuguese));
    QVERIFY(!findLanguage("de"));
}

void TestReport::personalValuesAreMasked_data() {
    QTest::addColumn<int>("format");
    QTest::newRow("markdown") << 0;
    QTest::newRow("html") << 1;
    QTest::newRow("text") << 2;
}

void TestReport::personalValuesAreMasked() {
    QFETCH(int, format);
    Made made(token(person));
    made.inputs.format = static_cast<ReportFormat>(format);
    made.inputs.title = "Ticket of alice@example.com";
    const std::string report = made.write();
    for (const std::string_view value : {"Alice", "Liddell", "alice@example.com", "11144477735", "bob@example.com",
                                         "529.982.247-25", "eyJzdWIiOiJ1LTci"}) {
        QVERIFY2(!has(report, value), value.data());
    }
    QVERIFY(has(report, "u-7"));
    QVERIFY(!has(report, part(person)));
}

void TestReport::personalValuesAreShownOnRequest() {
    Made made(token(person));
    made.inputs.format = ReportFormat::Text;
    made.inputs.personal = PersonalData::Shown;
    const std::string report = made.write();
    QVERIFY(has(report, "Alice Liddell"));
    QVERIFY(has(report, part(person)));
    QVERIFY(!has(report, "jZAw9DQ0eAfKjVFXPv3nCf5TS87nljKM0Iuf8lEh6Eo")); // its own switch
}

void TestReport::signatureIsLeftOff() {
    Made made(token(R"({"sub":"u-7"})"));
    made.inputs.format = ReportFormat::Text;
    QVERIFY(!has(made.write(), "jZAw9DQ0eAfKjVFX"));
    QVERIFY(has(made.write(), part(R"({"sub":"u-7"})"))); // nothing in it is personal
    made.inputs.signature = SignaturePart::Shown;
    QVERIFY(has(made.write(), made.token));
}

void TestReport::keysNeverAppear_data() {
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("hidden");
    const QByteArray plain = R"({"alg":"HS256"})";
    QTest::newRow("the key as a claim") << QByteArray(R"({"x":"example-caf-client-secret-0123456789abcdef"})") << plain
                                        << QByteArray(secret);
    QTest::newRow("client_secret") << QByteArray(R"({"client_secret":"hunter2-hunter2"})") << plain
                                   << QByteArray("hunter2-hunter2");
    QTest::newRow("password in a list") << QByteArray(R"({"a":[{"password":"tr0ub4dor"}]})") << plain
                                        << QByteArray("tr0ub4dor");
    QTest::newRow("private PEM") << QByteArray(R"({"k":"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIQ"})")
                                 << plain << QByteArray("MC4CAQAwBQYDK2VwBCIEIQ");
    QTest::newRow("private JWK")
        << QByteArray(R"({"sub":"u"})")
        << QByteArray(R"({"alg":"EdDSA","jwk":{"kty":"OKP","crv":"Ed25519","x":"AAAA","d":"c2VjcmV0LWQtdmFsdWU"}})")
        << QByteArray("c2VjcmV0LWQtdmFsdWU");
}

void TestReport::keysNeverAppear() {
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, hidden);
    Made made(token(payload.toStdString(), header.toStdString()));
    made.inputs.personal = PersonalData::Shown;
    made.inputs.signature = SignaturePart::Shown;
    for (const ReportFormat format : {ReportFormat::Markdown, ReportFormat::Html, ReportFormat::Text}) {
        made.inputs.format = format;
        const std::string report = made.write();
        QVERIFY2(!has(report, hidden.toStdString()), report.c_str());
    }
}

/// Every key text of the own corpus, in every format: no report repeats it.
void TestReport::corpusKeysNeverAppear() {
    const auto corpus = cases::readCases(places::ownVectors("/doctor/cases.jsonl"));
    QVERIFY(corpus.size() > 100);
    for (const QJsonObject& one : corpus) {
        const std::string key = one.value(QStringLiteral("key")).toString().trimmed().toStdString();
        const std::string input = one.value(QStringLiteral("input")).toString().toStdString();
        // A key that is public, or stands in the token by design, is no secret.
        const bool isPublic = has(key, "PUBLIC KEY") || has(key, "CERTIFICATE") || key.size() < 8 || has(input, key) ||
                              key.front() == '{' || has(key, "ssh-") || has(key, "http");
        if (isPublic) {
            continue;
        }
        DiagnosisInputs ask;
        ask.input = input;
        ask.keyText = key;
        ask.now = now;
        ask.limits.tries = 500;
        const Diagnosis diagnosis = diagnose(ask);
        ReportInputs inputs;
        inputs.diagnosis = &diagnosis;
        inputs.reading = read(diagnosis.token);
        inputs.keyText = key;
        inputs.personal = PersonalData::Shown;
        inputs.signature = SignaturePart::Shown;
        QVERIFY2(!has(writeReport(inputs), key), qPrintable(one.value(QStringLiteral("id")).toString()));
    }
}

void TestReport::markupOfTheTokenStaysText() {
    Made made(token(R"({"note":"<script>alert(1)</script>","x":"``` `a` | *b*"})"));
    made.inputs.format = ReportFormat::Html;
    QVERIFY(!has(made.write(), "<script>"));
    QVERIFY(has(made.write(), "&lt;script&gt;"));
    made.inputs.format = ReportFormat::Markdown;
    QVERIFY(has(made.write(), "````")); // a fence longer than what stands inside
    made.inputs.title = "*bold* <b>";
    QVERIFY(has(made.write(), "\\*bold\\* \\<b\\>"));
}

void TestReport::momentAndVerdictsAreStated() {
    Made made(token(R"({"sub":"u-7","exp":1735689900})"));
    made.inputs.format = ReportFormat::Text;
    const std::string english = made.write();
    QVERIFY2(has(english, "As of: 2025-01-01T00:03:20Z"), english.c_str());
    QVERIFY2(has(english, "Signature: Invalid (HS256)"), english.c_str());
    QVERIFY2(has(english, "Time: Expires in 1 min 40 s"), english.c_str());
    QVERIFY2(has(english, "[sig-invalid]"), english.c_str());
    made.inputs.language = Language::Portuguese;
    const std::string portuguese = made.write();
    QVERIFY(has(portuguese, "Assinatura: Inválida (HS256)"));
    QVERIFY(has(portuguese, "A assinatura está errada"));
    QVERIFY(has(portuguese, "Relatório do token"));
}

void TestReport::aRefusedProofIsNamed() {
    Made made(token(R"({"iss":"61b0c0ffee0000000000c1d1","peopleId":"11144477735","exp":1735689900})"));
    QVERIFY(has(made.write(), "Nothing to repair."));
    made.inputs.refusedBy = {"dpop-htm", "dpop-ath"};
    QVERIFY(has(made.write(), "refused because of htm, ath."));
    QVERIFY(!has(made.write(), "Nothing to repair."));
    made.inputs.language = Language::Portuguese;
    QVERIFY(has(made.write(), "recusado por causa de htm, ath."));
}

void TestReport::comparisonNormalisesTimes() {
    const auto alice = read(token(R"({"sub":"alice","iat":1735689800,"exp":1735690100})"));
    const auto bob = read(token(R"({"sub":"bob","iat":1735699800,"exp":1735700100})"));
    const Comparison relative = compareTokens(*alice, *bob, ComparedTimes::Relative);
    QCOMPARE(relative.differences, std::size_t{1});
    const Comparison written = compareTokens(*alice, *bob, ComparedTimes::AsWritten);
    QCOMPARE(written.differences, std::size_t{3});
    const auto later = read(token(R"({"sub":"alice","iat":1735689800,"exp":1735690101000})"));
    QCOMPARE(compareTokens(*alice, *later, ComparedTimes::Relative).differences, std::size_t{1}); // milliseconds
}

void TestReport::comparisonNamesWhatDiffers() {
    const auto alice = read(token(R"({"sub":"a","roles":["admin","user"],"aud":"x"})"));
    const auto bob = read(token(R"({"aud":"x","roles":["user"],"sub":"b","acr":"1"})"));
    const Comparison out = compareTokens(*alice, *bob, ComparedTimes::Relative);
    std::map<std::string, Difference> found;
    for (const ComparedMember& member : out.members) {
        found[member.path] = member.difference;
    }
    QCOMPARE(found["sub"], Difference::Changed);
    QCOMPARE(found["aud"], Difference::Same); // another place is no difference
    QCOMPARE(found["roles[0]"], Difference::Changed);
    QCOMPARE(found["roles[1]"], Difference::OnlyLeft);
    QCOMPARE(found["acr"], Difference::OnlyRight);
    const auto count = [](const std::vector<Difference>& lines, Difference one) {
        return std::count(lines.begin(), lines.end(), one);
    };
    QCOMPARE(count(out.left.lines, Difference::Changed), 1); // sub
    QCOMPARE(count(out.right.lines, Difference::Changed), 1);
    QCOMPARE(count(out.right.lines, Difference::OnlyRight), 1); // acr
    QCOMPARE(count(out.left.lines, Difference::OnlyLeft), 1);   // "admin"
    QCOMPARE(std::size_t(std::count(out.left.text.begin(), out.left.text.end(), '\n') + 1), out.left.lines.size());
}

void TestReport::comparisonOfManyLinesIsBounded() {
    std::string list = R"({"g":[0)";
    for (int i = 1; i < 6000; ++i) {
        list += "," + std::to_string(i);
    }
    const auto one = read(token(list + "]}"));
    const auto two = read(token(list + ",6000]}"));
    const Comparison out = compareTokens(*one, *two, ComparedTimes::Relative);
    QCOMPARE(out.differences, std::size_t{1});
    QCOMPARE(std::count(out.right.lines.begin(), out.right.lines.end(), Difference::OnlyRight), 1);
}

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
