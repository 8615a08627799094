// SPDX-License-Identifier: Apache-2.0
// The grant of RFC 7522 at the local issuer: which assertions are accepted, what is said of the others.
#include "issuer/xml_reader.h"
#include "issuer_support.h"

using namespace issuer_test;

namespace {

/// A SAML assertion that is right in every point but for the one that is replaced.
QByteArray assertionXml(const QByteArray& from = {}, const QByteArray& to = {}) {
    static int count = 0;
    QByteArray xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" Version=\"2.0\" ID=\"_a" +
                     QByteArray::number(++count) +
                     "\" IssueInstant=\"NOW\">\n"
                     "  <saml:Issuer>urn:idp:example</saml:Issuer>\n"
                     "  <saml:Subject><saml:NameID>bob &amp; alice</saml:NameID>\n"
                     "    <saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">\n"
                     "      <saml:SubjectConfirmationData Recipient=\"ISSUER/token\" NotOnOrAfter=\"LATER\"/>\n"
                     "    </saml:SubjectConfirmation></saml:Subject>\n"
                     "  <saml:Conditions NotBefore=\"NOW\" NotOnOrAfter=\"LATER\"><saml:AudienceRestriction>"
                     "<saml:Audience>ISSUER</saml:Audience></saml:AudienceRestriction></saml:Conditions>\n"
                     "</saml:Assertion>\n";
    if (!from.isEmpty()) {
        const QByteArray changed = QByteArray(xml).replace(from, to);
        if (changed == xml) {
            qFatal("the row changes nothing");
        }
        xml = changed;
    }
    xml.replace("ISSUER", QByteArray(address.data(), qsizetype(address.size())));
    xml.replace("NOW", QByteArray::fromStdString(formatUtc(start)));
    xml.replace("LATER", QByteArray::fromStdString(formatUtc(start + std::chrono::seconds(120))));
    return xml;
}

std::string encoded(const QByteArray& xml) {
    return base64url::encode(asBytes(xml.toStdString()));
}

} // namespace

class IssuerSamlTest : public QObject {
    Q_OBJECT

    static Response send(Bench& bench, const std::string& assertion) {
        return bench.token({{"grant_type", "urn:ietf:params:oauth:grant-type:saml2-bearer"},
                            {"client_id", "secret-client"},
                            {"client_secret", std::string(sampleClientSecret)},
                            {"scope", "read"},
                            {"assertion", assertion}});
    }

private Q_SLOTS:
    void aGoodAssertionGivesAToken() {
        Bench bench;
        const std::string assertion = encoded(assertionXml());
        const Response response = send(bench, assertion);
        QVERIFY2(response.status == 200, response.body.c_str());
        const std::string token = member(response, "access_token");
        QVERIFY(bench.verify(token).accepted());
        QCOMPARE(claim(token, "sub"), std::string("bob & alice"));
        QCOMPARE(claim(token, "client_id"), std::string("secret-client"));
        // Nobody may believe that more was checked than was.
        QVERIFY2(bench.last().summary.find("signature was not checked") != std::string::npos,
                 bench.last().summary.c_str());
        QCOMPARE(member(send(bench, assertion), "error"), std::string("invalid_grant"));
        QCOMPARE(bench.findingId(), std::string("saml-replay"));
    }

    void othersAreNamed_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("id");
        const auto row = [](const char* name, const char* from, const char* to, const char* id) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(id);
        };
        row("cut", "</saml:Assertion>", "", "saml-structure");
        row("wrong end", "</saml:Subject>", "</saml:subject>", "saml-structure");
        row("document type", "<saml:Assertion ",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><saml:Assertion ", "saml-structure");
        row("entity", "bob &amp;", "bob &b;", "saml-structure");
        row("attribute twice", "Version=\"2.0\"", "Version=\"2.0\" Version=\"2.0\"", "saml-structure");
        row("prefix unknown", "xmlns:saml=", "xmlns:other=", "saml-structure");
        row("SAML 1.1", ":SAML:2.0:assertion", ":SAML:1.0:assertion", "saml-structure");
        row("version", "Version=\"2.0\"", "Version=\"1.1\"", "saml-structure");
        row("no issuer", "urn:idp:example", "  ", "saml-member");
        row("no name", "bob &amp; alice", "", "saml-member");
        row("no audience", "saml:Audience>", "saml:Other>", "saml-audience");
        row("other audience", "<saml:Audience>ISSUER", "<saml:Audience>https://other.example", "saml-audience");
        row("expired", "<saml:Conditions NotBefore=\"NOW\" NotOnOrAfter=\"LATER\">",
            "<saml:Conditions NotOnOrAfter=\"2001-01-01T00:00:00Z\">", "saml-expired");
        row("early", "<saml:Conditions NotBefore=\"NOW\"", "<saml:Conditions NotBefore=\"2090-01-01T00:00:00Z\"",
            "saml-early");
        row("no date", "<saml:Conditions NotBefore=\"NOW\"", "<saml:Conditions NotBefore=\"soon\"", "saml-date");
        row("not bearer", ":cm:bearer", ":cm:holder-of-key", "saml-confirmation");
        row("recipient", "ISSUER/token", "https://other.example/token", "saml-recipient");
        row("no recipient", " Recipient=\"ISSUER/token\"", "", "saml-recipient");
        row("confirmation expired", "Recipient=\"ISSUER/token\" NotOnOrAfter=\"LATER\"",
            "Recipient=\"ISSUER/token\" NotOnOrAfter=\"2001-01-01T00:00:00Z\"", "saml-expired");
    }
    void othersAreNamed() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, id);
        Bench bench;
        const Response response = send(bench, encoded(assertionXml(from, to)));
        QCOMPARE(response.status, 400);
        QCOMPARE(member(response, "error"), std::string("invalid_grant"));
        QCOMPARE(QByteArray::fromStdString(bench.findingId()), id);
    }

    void whatIsNoAssertionIsNamed() {
        Bench bench;
        send(bench, assertionXml().toStdString());
        QCOMPARE(bench.findingId(), std::string("saml-encoding"));
        send(bench, "PHNhbWw+/");
        QCOMPARE(bench.findingId(), std::string("saml-encoding"));
        send(bench, encoded("<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\"/>"));
        QCOMPARE(bench.last().finding->title, std::string("This is a SAML response."));
        send(bench, encoded("no XML"));
        QCOMPARE(bench.findingId(), std::string("saml-structure"));
        QCOMPARE(member(send(bench, ""), "error"), std::string("invalid_request"));
    }

    void conditionsAloneMayExpire() {
        // RFC 7522 §3, 5: without data in the confirmation, Conditions has to say when it ends.
        const QByteArray data =
            "      <saml:SubjectConfirmationData Recipient=\"ISSUER/token\" NotOnOrAfter=\"LATER\"/>\n";
        Bench bench;
        QCOMPARE(send(bench, encoded(assertionXml(data, ""))).status, 200);
        QByteArray endless = assertionXml(data, "");
        endless.replace(
            " NotOnOrAfter=\"" + QByteArray::fromStdString(formatUtc(start + std::chrono::seconds(120))) + "\"", "");
        send(bench, encoded(endless));
        QCOMPARE(bench.findingId(), std::string("saml-expiry"));
    }

    void xmlIsReadWithoutWhatHarms() {
        QString deep;
        for (int i = 0; i < 100; ++i) {
            deep += "<a>";
        }
        QVERIFY(!readXml(deep.toStdString()));
        for (const char* broken : {"",
                                   "a",
                                   "<",
                                   "<a",
                                   "<a b",
                                   "<a b=",
                                   "<a b='",
                                   "<a b='<'/>",
                                   "<a></b>",
                                   "<a/><b/>",
                                   "<a>&#0;</a>",
                                   "<a>&#xD800;</a>",
                                   "<a>&x</a>",
                                   "<!--",
                                   "<?x",
                                   "<a><![CDATA[</a>",
                                   "<a:b/>",
                                   "<a b='1'c='2' b='3'/>",
                                   "< a/>",
                                   "<!DOCTYPE a><a/>"}) {
            QVERIFY2(!readXml(broken), broken);
        }
        const auto good =
            readXml("\xEF\xBB\xBF<?xml version='1.0'?><!-- x --><a xmlns='urn:a' b='&quot;1&#x20AC;'> t<c xmlns=''/>"
                    "<![CDATA[<&]]>&#233;<?y z?></a> ");
        QVERIFY2(good.has_value(), good ? "" : good.error().c_str());
        QCOMPARE(good->space, std::string("urn:a"));
        QCOMPARE(good->attribute("b"), std::string_view("\"1\xE2\x82\xAC"));
        QCOMPARE(good->trimmedText(), std::string_view("t<&\xC3\xA9"));
        QCOMPARE(good->children.at(0).space, std::string());
        QVERIFY(good->child("c") == nullptr); // of another namespace
    }
};

QTEST_GUILESS_MAIN(IssuerSamlTest)
#include "tst_issuer_saml.moc"
