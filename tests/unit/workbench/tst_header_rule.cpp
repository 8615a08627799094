// SPDX-License-Identifier: Apache-2.0
// What signing writes into the header of a copy, and in what layout new JSON begins.
#include "base/base64url.h"
#include "profiles/library.h"
#include "workbench/document_list.h"
#include "workbench/key_ring.h"

#include <QTest>

using namespace twb;
using namespace twb::workbench;
using doctor::HeaderRule;
using doctor::SignatureState;

namespace {

// RFC 8037, appendix A.1
const std::string members = R"("kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")";
const std::string publicKey = "{" + members + "}";
const std::string unnamedKey = "{" + members + R"(,"d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"})";
const std::string namedKey = "{" + members + R"(,"kid":"k1","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"})";

std::string tokenOf(std::string_view header, std::string_view payload) {
    return base64url::encode(header) + "." + base64url::encode(payload) + ".AAAA";
}

struct SigningBench {
    explicit SigningBench(HeaderRule rule) { document.setHeaderRule(rule); }

    FixedClock clock{Time(std::chrono::seconds(1735689600))};
    KeyRing ring{clock};
    DocumentServices services() {
        DocumentServices made{&clock};
        made.keyRing = &ring;
        return made;
    }
    TokenDocument document{services()};

    bool settle() {
        return QTest::qWaitFor([this] { return document.evaluation()->revision == document.revision(); }, 20000);
    }
    bool open(const std::string& token, const std::string& key) {
        document.pasteText(token);
        document.setKeyPair(Secret::fromText(publicKey), Secret::fromText(key));
        return settle();
    }
    std::string header() const { return *document.shownVersion().reading->header.octets; }
    SignatureState signature() const { return document.shownVersion().signature.state; }
};

} // namespace

class TestHeaderRule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void usuallyTheHeaderIsLeftAlone() {
        const std::string header = R"({"alg":"HS256"})";
        SigningBench bench(DocumentServices{}.headerRule);
        QVERIFY(bench.open(tokenOf(header, "{}"), namedKey));
        bench.document.editPayload(R"({"a":1})");
        QVERIFY(bench.settle());
        QCOMPARE(bench.header(), header);
        QCOMPARE(bench.signature(), SignatureState::Outdated);
    }

    void whatTheKeySaysIsWrittenInPlace_data() {
        QTest::addColumn<int>("rule");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("written");
        const auto row = [](const char* name, HeaderRule rule, const char* header, const char* payload,
                            const char* written) {
            QTest::newRow(name) << static_cast<int>(rule) << QByteArray(header) << QByteArray(payload)
                                << QByteArray(written);
        };
        row("all three", HeaderRule::AlgorithmTypeKid, R"({ "alg" : "HS256","n":1.0 })", R"({"a":1})",
            R"({ "alg" : "EdDSA","n":1.0,"typ":"JWT","kid":"k1" })");
        row("alg only", HeaderRule::Algorithm, R"({ "alg" : "HS256","n":1.0 })", R"({"a":1})",
            R"({ "alg" : "EdDSA","n":1.0 })");
        row("another typ stays", HeaderRule::AlgorithmTypeKid, R"({"kid":"old","typ":"at+jwt","alg":"HS256"})",
            R"({"a":1})", R"({"kid":"k1","typ":"at+jwt","alg":"EdDSA"})");
        row("no typ for what is no claims", HeaderRule::AlgorithmTypeKid, R"({"alg":"HS256"})", "text",
            R"({"alg":"EdDSA","kid":"k1"})");
        row("an algorithm that fits stays", HeaderRule::Algorithm, R"({"alg":"Ed25519"})", R"({"a":1})",
            R"({"alg":"Ed25519"})");
        row("none is no signature", HeaderRule::AlgorithmTypeKid, R"({"alg":"none"})", R"({"a":1})",
            R"({"alg":"none"})");
    }
    void whatTheKeySaysIsWrittenInPlace() {
        QFETCH(int, rule);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, written);
        SigningBench bench(static_cast<HeaderRule>(rule));
        QVERIFY(bench.open(tokenOf(header.toStdString(), "{}"), namedKey));
        bench.document.editPayload(payload.toStdString());
        QVERIFY(bench.settle());
        QCOMPARE(QByteArray::fromStdString(bench.header()), written);
        const bool isSigned = !header.contains("none");
        QCOMPARE(bench.signature(), isSigned ? SignatureState::VerifiedSignedByYou : SignatureState::NotSigned);
        bench.document.undo(); // header, payload and signature are one step
        QVERIFY(bench.settle());
        QVERIFY(!bench.document.hasCopy());
        bench.document.redo();
        QVERIFY(bench.settle());
        QCOMPARE(QByteArray::fromStdString(bench.header()), written);
    }

    void whatIsTypedStaysUntilSomethingElseIsDone() {
        SigningBench bench(HeaderRule::AlgorithmTypeKid);
        QVERIFY(bench.open(tokenOf(R"({"alg":"EdDSA"})", "{}"), namedKey));
        const std::string half = R"({"alg":"EdD"})";
        bench.document.editHeader(half);
        QVERIFY(bench.settle());
        QCOMPARE(bench.header(), half);
        bench.document.editHeader(R"({"alg":"Ed25519"})");
        QVERIFY(bench.settle());
        QCOMPARE(bench.header(), std::string(R"({"alg":"Ed25519"})"));
        QCOMPARE(bench.signature(), SignatureState::VerifiedSignedByYou);
        QVERIFY(bench.document.setAlgorithm("RS256")); // chosen, though the key cannot do it
        QVERIFY(bench.settle());
        QCOMPARE(bench.header(), std::string(R"({"alg":"RS256"})"));
        bench.document.signCopy();
        QVERIFY(bench.settle());
        QCOMPARE(bench.header(), std::string(R"({"alg":"EdDSA","typ":"JWT","kid":"k1"})"));
        QCOMPARE(bench.signature(), SignatureState::VerifiedSignedByYou);
        bench.document.undo();
        QVERIFY(bench.settle());
        QCOMPARE(bench.header(), std::string(R"({"alg":"RS256"})"));
    }

    void theRingKnowsTheNameOfAKeyWithoutOne() {
        SigningBench bench(HeaderRule::AlgorithmTypeKid);
        const auto named = jose::readKeyMaterial(asBytes(namedKey));
        QVERIFY(named.has_value());
        bench.ring.add(*named, QStringLiteral("Pasted"));
        QVERIFY(bench.open(tokenOf(R"({"alg":"EdDSA","typ":"JWT"})", "{}"), unnamedKey));
        bench.document.signCopy();
        QVERIFY(bench.settle());
        QCOMPARE(bench.header(), std::string(R"({"alg":"EdDSA","typ":"JWT","kid":"k1"})"));
    }

    void aSignatureThatCannotBeMadeLeavesTheHeader() {
        const std::string header = R"({"alg":"HS256","crit":["unknown"],"unknown":1})";
        SigningBench bench(HeaderRule::AlgorithmTypeKid);
        QVERIFY(bench.open(tokenOf(header, "{}"), namedKey));
        bench.document.editPayload(R"({"a":1})");
        QVERIFY(bench.settle());
        QCOMPARE(bench.header(), header);
        QVERIFY(bench.document.shownVersion().signature.signProblem.has_value());
    }

    void aNameInTheUnprotectedHeaderIsChangedThere() {
        SigningBench bench(HeaderRule::AlgorithmTypeKid);
        const std::string protectedHeader = base64url::encode(R"({"alg":"HS256"})");
        QVERIFY(bench.open(R"({"payload":"e30","protected":")" + protectedHeader +
                               R"(","header":{"kid":"old"},"signature":"AAAA"})",
                           namedKey));
        bench.document.editPayload(R"({"a":1})");
        QVERIFY(bench.settle());
        QCOMPARE(bench.header(), std::string(R"({"alg":"EdDSA","typ":"JWT"})"));
        QCOMPARE(bench.document.shownVersion().reading->unprotectedHeader, std::string(R"({"kid":"k1"})"));
        QCOMPARE(bench.signature(), SignatureState::VerifiedSignedByYou);
    }

    void aTemplateThatWasOnlySignedIsNoWorkToLose() {
        SigningBench bench(HeaderRule::AlgorithmTypeKid);
        profiles::Template start;
        start.header = R"({"alg":"HS256"})";
        start.payload = R"({"a":1})";
        start.key.kind = profiles::KeyPlan::Kind::OkpPair;
        QVERIFY(bench.document.applyTemplate(start).has_value());
        bench.document.setKeyPair(Secret::fromText(publicKey), Secret::fromText(namedKey));
        QVERIFY(bench.settle());
        QCOMPARE(bench.header(), std::string(R"({"alg":"EdDSA","typ":"JWT","kid":"k1"})"));
        QVERIFY(!bench.document.isUnsaved());
        bench.document.editPayload(R"({"a":2})");
        QVERIFY(bench.settle());
        QVERIFY(bench.document.isUnsaved());
    }

    void newJsonBeginsInTheLayoutThatWasChosen() {
        SigningBench bench(HeaderRule::LeaveAlone);
        profiles::Template start;
        start.header = R"({"alg":"HS256"})";
        start.payload = R"({"a":1})";
        QVERIFY(bench.document.applyTemplate(start).has_value());
        QVERIFY(bench.settle());
        QCOMPARE(bench.header(), start.header);
        bench.document.setIndentNewJson(true);
        QVERIFY(bench.document.applyTemplate(start).has_value());
        QVERIFY(bench.settle());
        QCOMPARE(bench.header(), std::string("{\n  \"alg\": \"HS256\"\n}"));
        QCOMPARE(*bench.document.shownVersion().reading->payload.octets, std::string("{\n  \"a\": 1\n}"));
        QVERIFY(bench.document.encryptPayload());
        QVERIFY(bench.settle());
        QVERIFY(bench.header().find("\n  \"enc\": \"A256GCM\"") != std::string::npos);
    }

    void openAndClosedTabsFollowTheSettings() {
        FixedClock clock{Time(std::chrono::seconds(1735689600))};
        DocumentList documents{DocumentServices{&clock}};
        documents.current()->setTitle(QStringLiteral("closed"));
        documents.openNew();
        documents.close(0);
        documents.setIndentNewJson(true);
        profiles::Template start;
        start.header = start.payload = R"({"a":1})";
        TokenDocument* back = documents.reopenClosed();
        QVERIFY(back != nullptr && back->applyTemplate(start).has_value());
        QVERIFY(back->encodedText().find(base64url::encode("{\n  \"a\": 1\n}")) == 0);
        QVERIFY(documents.openNew()->applyTemplate(start).has_value());
        QVERIFY(documents.current()->encodedText().find(base64url::encode("{\n  \"a\": 1\n}")) == 0);
    }
};

QTEST_GUILESS_MAIN(TestHeaderRule)
#include "tst_header_rule.moc"
