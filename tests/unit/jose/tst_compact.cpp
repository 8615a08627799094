// SPDX-License-Identifier: Apache-2.0
#include "jose/compact.h"
#include "jose_support.h"
#include "rfc_examples.h"

#include <QTest>

using namespace twb;
using namespace twb::jose;
using namespace twb::tests;

class TestCompact : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void splits();
    void kinds_data();
    void kinds();
    void brokenPartsStillShow();
    void manyDots();
    void unwraps_data();
    void unwraps();
};

void TestCompact::splits() {
    const auto parts = splitCompact("aa.bbb.cccc");
    QVERIFY(parts);
    QCOMPARE(qt(parts->header), QByteArray("aa"));
    QCOMPARE(qt(parts->payload), QByteArray("bbb"));
    QCOMPARE(qt(parts->signature), QByteArray("cccc"));
    QCOMPARE(qt(parts->signingInput), QByteArray("aa.bbb"));
    QCOMPARE(qt(joinCompact(parts->header, parts->payload, parts->signature)), QByteArray("aa.bbb.cccc"));
    const auto empty = splitCompact("..");
    QVERIFY(empty && empty->header.empty() && empty->payload.empty() && empty->signature.empty());
    for (const char* wrong : {"", "a", "a.b", "a.b.c.d", "a.b.c.d.e.f", "{}"}) {
        QVERIFY(!splitCompact(wrong));
    }
}

void TestCompact::kinds_data() {
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<bool>("problem");
    const QByteArray jws(examples::rfc7515_a1_token);
    QTest::newRow("empty") << QByteArray() << QByteArray("empty") << true;
    QTest::newRow("jws") << jws << QByteArray("jws") << false;
    QTest::newRow("jws without signature") << jws.left(jws.lastIndexOf('.')) << QByteArray("jws") << true;
    QTest::newRow("header alone") << jws.left(jws.indexOf('.')) << QByteArray("jws") << true;
    QTest::newRow("four parts") << jws + ".x" << QByteArray("jws") << true;
    QTest::newRow("jwe") << QByteArray("eyJhbGciOiJkaXIifQ..AA.AA.AA") << QByteArray("jwe") << false;
    QTest::newRow("sd-jwt") << jws + "~WyJhIl0~" << QByteArray("sd-jwt") << true;
    QTest::newRow("sd-jwt with key binding") << jws + "~WyJhIl0~" + jws << QByteArray("sd-jwt") << true;
    QTest::newRow("flattened") << QByteArray(R"({"payload":"","protected":"","signature":""})")
                               << QByteArray("jws-json") << true;
    QTest::newRow("general") << QByteArray(R"( {"payload":"","signatures":[]})") << QByteArray("jws-json") << true;
    QTest::newRow("jwe in JSON") << QByteArray(R"({"ciphertext":"","recipients":[]})") << QByteArray("jwe-json")
                                 << true;
    QTest::newRow("other JSON") << QByteArray("{}") << QByteArray("unknown") << true;
    QTest::newRow("words") << QByteArray("hello. world") << QByteArray("unknown") << true;
}

void TestCompact::kinds() {
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, kind);
    QFETCH(bool, problem);
    const TokenParts parts = readParts(view(token));
    QCOMPARE(qt(name(parts.kind)), kind);
    QCOMPARE(parts.problem.has_value(), problem);
}

void TestCompact::brokenPartsStillShow() {
    // {"alg":"HS256"} . {"iss":"a … with a star in it . signature cut in the middle of a group
    const TokenParts parts = readParts("eyJhbGciOiJIUzI1NiJ9.eyJpc3Mi*iJhIn0.abcde");
    QCOMPARE(parts.parts.size(), std::size_t(3));
    const TokenPart* header = parts.find(PartName::Header);
    QVERIFY(header && !header->problem && header->isJson);
    QCOMPARE(qt(asText(header->octets)), QByteArray(R"({"alg":"HS256"})"));
    const TokenPart* payload = parts.find(PartName::Payload);
    QVERIFY(payload && payload->problem);
    QCOMPARE(payload->problem->code, ErrorCode::Base64UrlCharacter);
    QCOMPARE(payload->problem->where.offset, std::size_t(29));
    QCOMPARE(qt(asText(payload->octets)), QByteArray(R"({"iss")"));
    QVERIFY(!payload->isJson && payload->jsonFault);
    const TokenPart* signature = parts.find(PartName::Signature);
    QVERIFY(signature && signature->problem);
    QCOMPARE(signature->problem->code, ErrorCode::Base64UrlLength);
    QCOMPARE(signature->octets.size(), std::size_t(3));
    QVERIFY(!parts.find(PartName::Ciphertext));
}

void TestCompact::manyDots() {
    const TokenParts parts = readParts(std::string(100000, '.'));
    QCOMPARE(parts.parts.size(), std::size_t(16));
    QVERIFY(parts.problem->detail.find("100001") != std::string::npos);
    const TextRange last = parts.parts.back().range;
    QCOMPARE(last.offset + last.length, std::size_t(100000));
}

void TestCompact::unwraps_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("removed");
    QTest::newRow("nothing") << QByteArray("a.b.c") << QByteArray("a.b.c") << QByteArray();
    QTest::newRow("line end") << QByteArray("a.b.c\n") << QByteArray("a.b.c") << QByteArray("white space");
    QTest::newRow("Bearer") << QByteArray("Bearer a.b.c") << QByteArray("a.b.c") << QByteArray("\"Bearer \"");
    QTest::newRow("bearer, line broken") << QByteArray("bearer a.\r\n  b.c") << QByteArray("a.b.c")
                                         << QByteArray("\"Bearer \"|line breaks");
    QTest::newRow("Authorization") << QByteArray("Authorization: Bearer a.b.c\r\n") << QByteArray("a.b.c")
                                   << QByteArray("\"Authorization:\"|\"Bearer \"|white space");
    QTest::newRow("quotes") << QByteArray(" \"a.b.c\" ") << QByteArray("a.b.c") << QByteArray("quotes|white space");
    QTest::newRow("quotes around Bearer")
        << QByteArray("'Bearer a.b.c'") << QByteArray("a.b.c") << QByteArray("quotes|\"Bearer \"");
    QTest::newRow("spaces inside") << QByteArray("a. b .c") << QByteArray("a.b.c") << QByteArray("white space");
    QTest::newRow("a sentence stays") << QByteArray("What? A sentence. It stays.")
                                      << QByteArray("What? A sentence. It stays.") << QByteArray();
    QTest::newRow("JSON keeps its layout")
        << QByteArray("{ \"payload\" : \"a.b\" }") << QByteArray("{ \"payload\" : \"a.b\" }") << QByteArray();
    QTest::newRow("empty") << QByteArray() << QByteArray() << QByteArray();
    QTest::newRow("a quote alone") << QByteArray("\"") << QByteArray("\"") << QByteArray();
    QTest::newRow("two quotes") << QByteArray("\"\"") << QByteArray() << QByteArray("quotes");
}

void TestCompact::unwraps() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, removed);
    const Unwrapped unwrapped = unwrap(view(text));
    QCOMPARE(qt(unwrapped.token), token);
    QByteArrayList list;
    for (const std::string& one : unwrapped.removed) {
        list << qt(one);
    }
    QCOMPARE(list.join('|'), removed);
}

QTEST_GUILESS_MAIN(TestCompact)
#include "tst_compact.moc"
