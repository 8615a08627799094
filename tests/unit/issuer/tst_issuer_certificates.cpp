// SPDX-License-Identifier: Apache-2.0
// Clients that authenticate by certificate (RFC 8705): how names and certificates are compared, what is refused and
// why, and what the tokens are bound to.
#include "issuer/client_certificate.h"
#include "issuer_support.h"
#include "jose/jwk_certificates.h"

using namespace issuer_test;

namespace {

constexpr std::string_view tlsAddress = "https://127.0.0.1:8456";
using Kind = CertificateName::Kind;

crypto::Certificate certificateOf(std::string_view algorithm, std::string subject = "CN=batch client,O=Example",
                                  std::string names = {}, Time end = start + std::chrono::hours(1)) {
    return *crypto::makeSelfSigned(keyOf(algorithm).key,
                                   {std::move(subject), start - std::chrono::hours(1), end, std::move(names)});
}

Client namedClient(Kind kind, std::string text) {
    Client client = clientWith("named", {ClientMethod::TlsClientAuth});
    client.secret.reset();
    client.certificateName = CertificateName{kind, std::move(text)};
    return client;
}

/// A request for a token over TLS; an empty certificate is none.
Request overTls(std::string_view client, const Bytes& certificate) {
    Request request = post(endpoint::token, {{"grant_type", "client_credentials"}, {"client_id", std::string(client)}},
                           {{"Host", "127.0.0.1:8456"}});
    request.headers.erase(request.headers.begin() + 1); // the Host of the other port
    request.channel = Request::Channel::Tls;
    request.clientCertificate = certificate;
    return request;
}

struct TlsBench : Bench {
    explicit TlsBench(Client client) {
        server.setTlsAddress(std::string(tlsAddress));
        const auto done = server.putClient(std::move(client));
        Q_ASSERT(done);
    }
};

} // namespace

class IssuerCertificatesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void distinguishedNames_data() {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<bool>("same");
        QTest::newRow("itself") << "O=Example,CN=batch"
                                << "O=Example,CN=batch" << true;
        QTest::newRow("case and spaces") << "O=Example,CN=batch client"
                                         << "o = EXAMPLE , cn= Batch   client" << true;
        QTest::newRow("semicolon of RFC 2253") << "O=Example;CN=batch"
                                               << "O=Example,CN=batch" << true;
        QTest::newRow("order counts") << "O=Example,CN=batch"
                                      << "CN=batch,O=Example" << false;
        QTest::newRow("but not within a part") << "O=Example+OU=x,CN=a"
                                               << "OU=x+O=Example,CN=a" << true;
        QTest::newRow("escaped comma") << "O=Example\\, Inc.,CN=a"
                                       << "O=Example\\2c Inc.,CN=a" << true;
        QTest::newRow("a comma is no separator by accident") << "O=Example\\,CN=a"
                                                             << "O=Example,CN=a" << false;
        QTest::newRow("UTF-8 and its escapes") << "CN=Jos\u00e9"
                                               << "CN=Jos\\C3\\A9" << true;
        QTest::newRow("prefix") << "O=Example,CN=batch"
                                << "O=Example" << false;
        QTest::newRow("other value") << "CN=batch"
                                     << "CN=batch2" << false;
        QTest::newRow("other type") << "CN=batch"
                                    << "OU=batch" << false;
        QTest::newRow("no name at all") << "batch"
                                        << "batch" << false;
        QTest::newRow("empty") << ""
                               << "" << false;
    }
    void distinguishedNames() {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(bool, same);
        QCOMPARE(sameDistinguishedName(a.toStdString(), b.toStdString()), same);
        QCOMPARE(sameDistinguishedName(b.toStdString(), a.toStdString()), same);
    }

    void alternativeNames_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("carried");
        QTest::newRow("DNS") << int(Kind::Dns) << "Client.example" << true;
        QTest::newRow("DNS, another") << int(Kind::Dns) << "example" << false;
        QTest::newRow("URI") << int(Kind::Uri) << "urn:client:1" << true;
        QTest::newRow("URI, case counts") << int(Kind::Uri) << "urn:Client:1" << false;
        QTest::newRow("IPv4") << int(Kind::Ip) << "192.0.2.7" << true;
        QTest::newRow("IPv6") << int(Kind::Ip) << "2001:db8:0:0::1" << true;
        QTest::newRow("IP, another") << int(Kind::Ip) << "192.0.2.8" << false;
        QTest::newRow("IP, no address") << int(Kind::Ip) << "client.example" << false;
        QTest::newRow("e-mail") << int(Kind::Email) << "client@example.com" << true;
        QTest::newRow("a name of another kind") << int(Kind::Uri) << "client.example" << false;
        QTest::newRow("subject") << int(Kind::SubjectDn) << "O=Example,CN=batch client" << true;
    }
    void alternativeNames() {
        QFETCH(int, kind);
        QFETCH(QString, text);
        QFETCH(bool, carried);
        const auto certificate = certificateOf("ES256", "CN=batch client,O=Example",
                                               "DNS:client.example,URI:urn:client:1,IP:192.0.2.7,IP:2001:db8::1,"
                                               "email:client@example.com");
        const CertificateName name{static_cast<Kind>(kind), text.toStdString()};
        QCOMPARE(*carriesName(certificate, name), carried);
        if (name.kind != Kind::SubjectDn) {
            QCOMPARE(*carriesName(certificateOf("ES256"), name), false); // without the extension
        }
        TlsBench bench(namedClient(name.kind, name.text));
        QCOMPARE(bench.handle(overTls("named", certificate.der)).status, carried ? 200 : 400);
    }

    void ownCertificates() {
        const auto mine = certificateOf("ES256");
        const auto renewed = certificateOf("ES256"); // the same key and name
        const auto read = [](const std::string& members) {
            const auto clients = readClients(
                R"([{"client_id":"self","token_endpoint_auth_method":"self_signed_tls_client_auth",)" + members + "}]");
            Q_ASSERT(clients);
            return clients->front();
        };
        jose::Jwk jwk = keyOf("ES256");
        jwk.key = jwk.key.publicHalf();
        jwk.x5c = jose::x5cText({&mine});
        const Client byChain = read("\"jwks\":{\"keys\":[" + *jose::writePublicJwk(jwk) + "]}");
        QVERIFY(isCertificateOf(mine, *byChain.keys));
        QVERIFY(!isCertificateOf(renewed, *byChain.keys));
        jwk.x5c.clear();
        jwk.x5tS256 = json::quote(base64url::encode(mine.sha256));
        const Client byThumbprint = read("\"jwks\":{\"keys\":[" + *jose::writePublicJwk(jwk) + "]}");
        QVERIFY(isCertificateOf(mine, *byThumbprint.keys));
        QVERIFY(!isCertificateOf(renewed, *byThumbprint.keys));
        const Client byPem = read("\"public_key\":" + json::quote(crypto::certificatePem(mine)));
        QVERIFY(isCertificateOf(mine, *byPem.keys));
        QVERIFY(!isCertificateOf(renewed, *byPem.keys));

        TlsBench bench(byChain);
        const Response response = bench.handle(overTls("self", mine.der));
        QCOMPARE(response.status, 200);
        const auto payload = jwtPart(member(response, "access_token"), 1);
        QCOMPARE(payload.root().find("cnf").find("x5t#S256").string().value_or(std::string()),
                 base64url::encode(mine.sha256));
        QCOMPARE(bench.handle(overTls("self", renewed.der)).status, 400);
        QCOMPARE(bench.findingId(), std::string("client-certificate"));
    }

    void refusals() {
        const auto mine = certificateOf("ES256");
        TlsBench bench(namedClient(Kind::SubjectDn, "O=Example,CN=batch client"));
        const auto refusedAs = [&](const Request& request) {
            const Response response = bench.handle(request);
            return member(response, "error") == "invalid_client" ? bench.findingId() : "not refused";
        };
        QCOMPARE(bench.handle(overTls("named", mine.der)).status, 200);
        QVERIFY(bench.last().summary.find("who signed it was not checked") != std::string::npos);
        QCOMPARE(refusedAs(overTls("named", {})), std::string("client-certificate-missing"));
        QCOMPARE(refusedAs(overTls("named", Bytes(40, 1))), std::string("client-certificate"));
        QCOMPARE(refusedAs(overTls("named", certificateOf("ES256", "CN=x").der)), std::string("client-certificate"));
        QVERIFY(bench.last().finding->detail.find("CN=x") != std::string::npos);
        bench.now = start + std::chrono::hours(2);
        QCOMPARE(refusedAs(overTls("named", mine.der)), std::string("client-certificate-expired"));
        bench.now = start - std::chrono::hours(2);
        QCOMPARE(refusedAs(overTls("named", mine.der)), std::string("client-certificate-early"));
        bench.now = start;
        Request plain = overTls("named", {});
        plain.channel = Request::Channel::Plain;
        plain.headers.front().second = "127.0.0.1:8455";
        QCOMPARE(refusedAs(plain), std::string("client-tls"));
        QVERIFY(bench.last().finding->detail.find(tlsAddress) != std::string::npos);
        QCOMPARE(refusedAs(overTls("tls-client", mine.der)), std::string("client-certificate")); // none is registered
        Request foreign = overTls("named", mine.der);
        foreign.headers.front().second = "127.0.0.1:8455"; // the plain port's name
        QCOMPARE(bench.handle(foreign).status, 421);
    }

    void boundTokensNeedTheirCertificate() {
        const auto mine = certificateOf("ES256");
        TlsBench bench(namedClient(Kind::SubjectDn, "O=Example,CN=batch client"));
        const std::string token = member(bench.handle(overTls("named", mine.der)), "access_token");
        const auto userInfo = [&](const Bytes& certificate) {
            Request request = get(std::string(endpoint::userInfo), {{"Authorization", "Bearer " + token}});
            request.headers.back().second = "127.0.0.1:8456";
            request.channel = Request::Channel::Tls;
            request.clientCertificate = certificate;
            return bench.handle(request).status;
        };
        QCOMPARE(userInfo(mine.der), 200);
        QCOMPARE(userInfo({}), 401);
        QCOMPARE(userInfo(certificateOf("RS256").der), 401);
        QCOMPARE(bench.findingId(), std::string("resource-certificate"));
    }

    void refreshTokensOfPublicClients() {
        const auto mine = certificateOf("ES256");
        TlsBench bench(namedClient(Kind::SubjectDn, "CN=x"));
        const auto ask = [&](const Parameters& parameters, const Bytes& certificate) {
            Request request = overTls("public-client", certificate);
            request.body = formBody(parameters);
            return bench.handle(request);
        };
        const Response first = ask({{"grant_type", "password"},
                                    {"client_id", "public-client"},
                                    {"username", "alice"},
                                    {"password", std::string(sampleUserPassword)}},
                                   mine.der);
        const Parameters again{{"grant_type", "refresh_token"},
                               {"client_id", "public-client"},
                               {"refresh_token", member(first, "refresh_token")}};
        QCOMPARE(member(ask(again, certificateOf("RS256").der), "error"), std::string("invalid_grant"));
        QCOMPARE(bench.findingId(), std::string("refresh-certificate"));
        QCOMPARE(ask(again, mine.der).status, 200);
    }

    void isAnnouncedOnlyWithTls() {
        Bench plain;
        const Response without = plain.handle(get(std::string(endpoint::openIdDiscovery)));
        QVERIFY(without.body.find("tls_client_auth") == std::string::npos);
        QVERIFY(without.body.find("mtls_endpoint_aliases") == std::string::npos);
        TlsBench bench(namedClient(Kind::SubjectDn, "CN=x"));
        const auto with = json::Document::parse(bench.handle(get(std::string(endpoint::openIdDiscovery))).body);
        QCOMPARE(with->root().find("mtls_endpoint_aliases").find("token_endpoint").string().value_or(std::string()),
                 std::string(tlsAddress) + std::string(endpoint::token));
        QCOMPARE(with->root().find("token_endpoint").string().value_or(std::string()),
                 std::string(address) + std::string(endpoint::token));
        QVERIFY(with->root().find("tls_client_certificate_bound_access_tokens").boolean().value_or(false));
    }

    void oneNameOnly() {
        const auto two = readClients(R"([{"client_id":"c","token_endpoint_auth_method":"tls_client_auth",)"
                                     R"("tls_client_auth_subject_dn":"CN=a","tls_client_auth_san_dns":"b"}])");
        QVERIFY(!two);
        QCOMPARE(two.error().code, ErrorCode::Usage);
        const auto one = readClients(R"([{"client_id":"c","token_endpoint_auth_method":"tls_client_auth",)"
                                     R"("tls_client_auth_san_dns":"b"}])");
        QCOMPARE(one->front().certificateName->text, std::string("b"));
        QVERIFY(!readClients(R"([{"client_id":"c","tls_client_auth_san_ip":7}])"));
    }
};

QTEST_GUILESS_MAIN(IssuerCertificatesTest)
#include "tst_issuer_certificates.moc"
