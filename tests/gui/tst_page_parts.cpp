// SPDX-License-Identifier: Apache-2.0
// What the panes compute without a window: hints beside lines, the byte map, the formula, the algorithm choice.
#include "doctor/evaluation.h"
#include "editor/algorithm_choice.h"
#include "editor/caret_map.h"
#include "editor/part_facts.h"
#include "editor/signature_recipe_text.h"
#include "page_fixture.h"

#include <QSignalSpy>
#include <QTextDocumentFragment>

using namespace twb;
using namespace twb::ui;
using doctor::KeyKind;

class TestPageParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hintsStandBesideTheirLines();
    void changedAndAddedClaimsAreMarked();
    void millisecondsAreAnError();
    void duplicateNamesAreAWarning();
    void wrongCpfIsAWarning();
    void caretInPayloadFindsItsCharacters();
    void caretInEncodedFindsItsClaim();
    void caretBetweenMembersIsNoClaim();
    void recipeNamesTheFunction_data();
    void recipeNamesTheFunction();
    void kindsServeTheirAlgorithms_data();
    void kindsServeTheirAlgorithms();
    void choiceSaysWhatAKeyCannotDo();
};

namespace {

doctor::SharedReading read(const std::string& text) {
    return doctor::readToken(std::make_shared<const std::string>(text), {});
}

std::string token(const QByteArray& header, const QByteArray& payload) {
    const auto flags = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    return (header.toBase64(flags) + '.' + payload.toBase64(flags) + ".AAAA").toStdString();
}

workbench::DateStyle utc() {
    workbench::DateStyle style;
    style.zone = QTimeZone::utc();
    return style;
}

LineFacts factsOf(const doctor::Reading& reading, const doctor::Reading* original = nullptr) {
    const workbench::DateStyle style = utc();
    PartFacts facts{reading.payload, reading.claims, nullptr, nullptr, Time(std::chrono::seconds(1735689800)), style};
    if (original) {
        facts.originalPart = &original->payload;
        facts.originalClaims = &original->claims;
    }
    return lineFacts(facts);
}

} // namespace

void TestPageParts::hintsStandBesideTheirLines() {
    const LineFacts facts = factsOf(*read(page::cafToken));
    QCOMPARE(facts.rows.size(), 3);
    const auto exp =
        std::find_if(facts.hints.begin(), facts.hints.end(), [](const InlineHint& hint) { return hint.line == 3; });
    QVERIFY(exp != facts.hints.end());
    QVERIFY2(exp->text.contains(QStringLiteral("in 1 m 40 s")), qPrintable(exp->text));
    QVERIFY(!exp->error);
    QVERIFY(facts.changedLines.isEmpty());
    QCOMPARE(facts.rows.at(2).name, QStringLiteral("exp"));
    QCOMPARE(facts.rows.at(2).value, QStringLiteral("1735689900"));
}

void TestPageParts::changedAndAddedClaimsAreMarked() {
    const auto before = read(token(R"({"alg":"none"})", R"({"a":1,"b":2})"));
    const auto after = read(token(R"({"alg":"none"})", R"({"a":1,"b":3,"c":4})"));
    const LineFacts facts = factsOf(*after, before.get());
    QCOMPARE(facts.changedLines, (QList<int>{2, 3}));
    QCOMPARE(facts.hints.size(), 2);
    QCOMPARE(facts.hints.at(0).accent, QStringLiteral("changed"));
    QCOMPARE(facts.hints.at(1).accent, QStringLiteral("added"));
}

void TestPageParts::millisecondsAreAnError() {
    const LineFacts facts = factsOf(*read(token(R"({"alg":"HS256"})", R"({"exp":1795196289000})")));
    QCOMPARE(facts.hints.size(), 1);
    QVERIFY(facts.hints.at(0).error);
    QCOMPARE(facts.marks.size(), 1);
    QCOMPARE(facts.marks.at(0).severity, LineSeverity::Error);
    QCOMPARE(facts.marks.at(0).line, 1);
}

void TestPageParts::wrongCpfIsAWarning() {
    const LineFacts right = factsOf(*read(token(R"({"alg":"HS256"})", R"({"peopleId":"11144477735"})")));
    QVERIFY(right.marks.isEmpty());
    QVERIFY(!right.hints.at(0).warning);
    const LineFacts wrong = factsOf(*read(token(R"({"alg":"HS256"})", R"({"peopleId":"11144477736"})")));
    QVERIFY(wrong.hints.at(0).warning);
    QVERIFY(!wrong.hints.at(0).error);
    QCOMPARE(wrong.marks.size(), 1);
    QCOMPARE(wrong.marks.at(0).severity, LineSeverity::Warning);
    QVERIFY(wrong.marks.at(0).tooltip.contains(QStringLiteral("check digits wrong")));
}

void TestPageParts::duplicateNamesAreAWarning() {
    const LineFacts facts = factsOf(*read(token(R"({"alg":"HS256"})", R"({"x":1,"y":2,"x":3})")));
    QCOMPARE(facts.marks.size(), 2);
    QCOMPARE(facts.marks.at(0).severity, LineSeverity::Warning);
    QCOMPARE(facts.marks.at(1).line, 3);
}

void TestPageParts::caretInPayloadFindsItsCharacters() {
    const auto reading = read(page::cafToken);
    const std::size_t at = reading->payload.shown->find("1735689900");
    QVERIFY(at != std::string::npos);
    const CaretInPart caret = caretInPart(*reading, 'P', at);
    QVERIFY(caret.claim != nullptr);
    QCOMPARE(QByteArray::fromStdString(caret.claim->name), QByteArray("exp"));
    // Decoding the characters that are lit gives the member back (whole groups of four around it).
    const std::string lit = reading->encoded->substr(caret.encoded.offset, caret.encoded.length);
    const doctor::Reading::Place back = reading->placeAt(caret.encoded);
    QCOMPARE(back.letter, 'P');
    const std::string octets = reading->payload.octets->substr(back.octets.offset, back.octets.length);
    QVERIFY2(octets.find("\"exp\":1735689900") != std::string::npos, octets.c_str());
    QVERIFY(lit.size() >= 16 * 4 / 3);
}

void TestPageParts::caretInEncodedFindsItsClaim() {
    const auto reading = read(page::cafToken);
    const doctor::Segment* payload = reading->segment('P');
    const CaretInEncoded caret = caretInEncoded(*reading, payload->range.offset + 10);
    QCOMPARE(caret.letter, 'P');
    QVERIFY(caret.claim != nullptr);
    QCOMPARE(QByteArray::fromStdString(caret.claim->name), QByteArray("iss"));
    QCOMPARE(caret.shown, caret.claim->shownRange);
    QCOMPARE(caretInEncoded(*reading, reading->segment('S')->range.offset + 1).shown.length, std::size_t{0});
}

void TestPageParts::caretBetweenMembersIsNoClaim() {
    const auto reading = read(page::cafToken);
    QVERIFY(caretInPart(*reading, 'P', 0).claim == nullptr);
    QVERIFY(caretInPart(*read(""), 'P', 0).claim == nullptr);
}

void TestPageParts::recipeNamesTheFunction_data() {
    QTest::addColumn<QByteArray>("algorithm");
    QTest::addColumn<QString>("function");
    QTest::newRow("HMAC") << QByteArray("HS384") << QStringLiteral("HMAC-SHA384");
    QTest::newRow("PKCS1") << QByteArray("RS256") << QStringLiteral("RSASSA-PKCS1-v1_5-SHA256");
    QTest::newRow("PSS") << QByteArray("PS512") << QStringLiteral("RSASSA-PSS-SHA512");
    QTest::newRow("ECDSA") << QByteArray("ES256") << QStringLiteral("ECDSA-P-256-SHA256");
    QTest::newRow("secp256k1") << QByteArray("ES256K") << QStringLiteral("ECDSA-secp256k1-SHA256");
    QTest::newRow("EdDSA") << QByteArray("EdDSA") << QStringLiteral("EdDSA");
}

void TestPageParts::recipeNamesTheFunction() {
    QFETCH(QByteArray, algorithm);
    QFETCH(QString, function);
    doctor::Version version;
    version.reading = read(token("{\"alg\":\"" + algorithm + "\"}", "{}"));
    const QString text = QTextDocumentFragment::fromHtml(signatureRecipe(version)).toPlainText();
    QVERIFY2(text.startsWith(function + QLatin1Char('(')), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("00 00 00")));
    QCOMPARE(text.contains(QStringLiteral("R then S")), algorithm.startsWith("ES"));
}

void TestPageParts::kindsServeTheirAlgorithms_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("algorithm");
    QTest::addColumn<bool>("serves");
    const auto row = [](const char* name, KeyKind kind, const char* algorithm, bool serves) {
        QTest::newRow(name) << static_cast<int>(kind) << QByteArray(algorithm) << serves;
    };
    row("secret, HS256", KeyKind::Secret, "HS256", true);
    row("RSA, HS256", KeyKind::Rsa, "HS256", false);
    row("RSA, RS256", KeyKind::Rsa, "RS256", true);
    row("RSA, PS256", KeyKind::Rsa, "PS256", true);
    row("RSA-PSS, RS256", KeyKind::RsaPss, "RS256", false);
    row("RSA-PSS, PS256", KeyKind::RsaPss, "PS256", true);
    row("P-256, ES256", KeyKind::EcP256, "ES256", true);
    row("P-256, ES384", KeyKind::EcP256, "ES384", false);
    row("Ed25519, EdDSA", KeyKind::Ed25519, "EdDSA", true);
    row("Ed448, EdDSA", KeyKind::Ed448, "EdDSA", true);
    row("Ed448, Ed25519", KeyKind::Ed448, "Ed25519", false);
    row("X25519, EdDSA", KeyKind::X25519, "EdDSA", false);
}

void TestPageParts::kindsServeTheirAlgorithms() {
    QFETCH(int, kind);
    QFETCH(QByteArray, algorithm);
    QFETCH(bool, serves);
    QCOMPARE(kindServes(static_cast<KeyKind>(kind), algorithm.toStdString()), serves);
}

void TestPageParts::choiceSaysWhatAKeyCannotDo() {
    AlgorithmChoice choice;
    choice.setAlgorithm(QStringLiteral("HS256"));
    choice.setKeyKind(KeyKind::Secret);
    const int rsa = choice.findText(QStringLiteral("RS256"), Qt::MatchStartsWith);
    QVERIFY(rsa >= 0);
    QCOMPARE(choice.itemText(rsa), QStringLiteral("RS256 · needs an RSA key"));
    QVERIFY(choice.model()->flags(choice.model()->index(rsa, 0)).testFlag(Qt::ItemIsEnabled));
    choice.setAlgorithm(QStringLiteral("XY999"));
    QVERIFY(choice.currentText().startsWith(QStringLiteral("XY999")));
    QSignalSpy chosen(&choice, &AlgorithmChoice::algorithmChosen);
    choice.setAlgorithm(QStringLiteral("RS256"));
    QCOMPARE(chosen.count(), 0);
}

QTEST_MAIN(TestPageParts)
#include "tst_page_parts.moc"
