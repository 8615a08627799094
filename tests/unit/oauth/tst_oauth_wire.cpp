// SPDX-License-Identifier: Apache-2.0
//
// The HTTP client against servers that answer well and badly; loopback only.
#include "crypto/pkcs12.h"
#include "oauth/discovery.h"
#include "oauth/http_client.h"
#include "oauth/transcript.h"
#include "support/net/fault_server.h"

#include <QElapsedTimer>
#include <QTest>
#include <zlib.h>

using namespace twb;
using namespace twb::oauth;
using faultserver::Connection;

namespace {

HttpRequest post(const std::string& url, const std::string& body = "a=1&b=2") {
    HttpRequest request;
    request.method = "POST";
    request.url = url;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    request.body.text = body;
    request.limits.total = std::chrono::milliseconds(5000);
    return request;
}

QByteArray faultName(const HttpExchange& exchange) {
    const std::string_view text = exchange.failure ? name(exchange.failure->fault) : std::string_view("none");
    return {text.data(), static_cast<qsizetype>(text.size())};
}

std::string received(const HttpExchange& exchange) {
    std::string all;
    for (const TranscriptPiece& piece : exchange.transcript) {
        if (piece.direction == TranscriptPiece::Direction::Received) {
            all += piece.octets.text;
        }
    }
    return all;
}
std::string sentOctets(const HttpExchange& exchange) {
    std::string all;
    for (const TranscriptPiece& piece : exchange.transcript) {
        if (piece.direction == TranscriptPiece::Direction::Sent) {
            all += piece.octets.text;
        }
    }
    return all;
}

std::string gzip(const std::string& plain) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, static_cast<uLong>(plain.size())) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

/// Without raw strings: moc takes the slashes of an address in one for a comment.
std::string tenantMetadata(const std::string& issuer) {
    return "{\"issuer\":\"" + issuer + "\",\"token_endpoint\":\"" + issuer +
           "/t\",\"jwks_uri\":\"file:///etc/passwd\"}";
}

} // namespace

class OauthWireTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void octetsOnTheWireAreThoseOfTheDryRun() {
        const std::string reply = faultserver::answer(200, R"({"access_token":"x"})");
        faultserver::Server server(faultserver::always(reply));
        HttpClient client;
        HttpRequest request = post(server.url("/token?x=1&y=%20"));
        request.headers.push_back({"X-Empty", ""});
        const HttpExchange exchange = client.perform(request);
        QCOMPARE(faultName(exchange), QByteArray("none"));
        QCOMPARE(exchange.status, 200);
        QCOMPARE(exchange.body.text, std::string(R"({"access_token":"x"})"));
        const auto dry = wireOctets(request);
        QVERIFY(dry.has_value());
        QCOMPARE(server.requests().at(0), *dry);
        QCOMPARE(sentOctets(exchange), *dry);
        QCOMPARE(received(exchange), reply);
        QVERIFY(exchange.timing.total.count() > 0);
        QVERIFY(exchange.remoteAddress.starts_with("127.0.0.1:"));
    }

    void getHasNoBodyAndNoHeaderOfLibcurl() {
        faultserver::Server server(faultserver::always(faultserver::answer(200, "{}")));
        HttpClient client;
        HttpRequest request;
        request.url = server.url("/a/../b");
        client.perform(request);
        QCOMPARE(server.requests().at(0),
                 "GET /a/../b HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) + "\r\n\r\n");
    }

    void refusedBeforeAnythingIsSent_data() {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QByteArray>("fault");
        QTest::newRow("http elsewhere") << "http://issuer.example/token" << QByteArray("url-not-https");
        QTest::newRow("file") << "file:///etc/passwd" << QByteArray("url-not-https");
        QTest::newRow("javascript") << "javascript:alert(1)" << QByteArray("url-invalid");
        QTest::newRow("user") << "https://user:secret@issuer.example/" << QByteArray("url-invalid");
        QTest::newRow("like loopback") << "http://127.0.0.1.evil.example/" << QByteArray("url-not-https");
        QTest::newRow("port") << "https://issuer.example:99999/" << QByteArray("url-invalid");
        QTest::newRow("space") << "https://issuer.example/a b" << QByteArray("url-invalid");
        QTest::newRow("empty") << "" << QByteArray("url-invalid");
    }
    void refusedBeforeAnythingIsSent() {
        QFETCH(QString, url);
        QFETCH(QByteArray, fault);
        HttpClient client;
        const HttpExchange exchange = client.perform(post(url.toStdString()));
        QCOMPARE(faultName(exchange), fault);
        QVERIFY(exchange.transcript.empty());
    }

    void headersCannotSmuggleLines() {
        HttpRequest request = post("https://issuer.example/");
        request.headers.push_back({"X-A", "1\r\nX-B: 2"});
        HttpClient client;
        QCOMPARE(faultName(client.perform(request)), QByteArray("request-invalid"));
    }

    void faults_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("fault");
        QTest::addColumn<int>("status");
        QTest::newRow("closed at once") << "empty" << QByteArray("answer-empty") << 0;
        QTest::newRow("reset") << "reset" << QByteArray("connection-reset") << 0;
        QTest::newRow("not HTTP") << "ssh" << QByteArray("answer-malformed") << 0;
        QTest::newRow("cut body") << "cut" << QByteArray("answer-cut") << 200;
        QTest::newRow("cut chunk") << "chunk" << QByteArray("answer-cut") << 200;
        QTest::newRow("headers without end") << "headers" << QByteArray("headers-too-large") << 200;
        QTest::newRow("never answers") << "silent" << QByteArray("total-timeout") << 0;
        QTest::newRow("broken gzip") << "gzip" << QByteArray("encoding-broken") << 200;
    }
    void faults() {
        QFETCH(QString, kind);
        QFETCH(QByteArray, fault);
        QFETCH(int, status);
        faultserver::Server server([kind](Connection& connection) {
            connection.readRequest();
            if (kind == "reset") {
                connection.reset();
            } else if (kind == "ssh") {
                connection.write("SSH-2.0-OpenSSH_9.2\r\n");
            } else if (kind == "cut") {
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access_token\":");
            } else if (kind == "chunk") {
                connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n10\r\nabc");
            } else if (kind == "headers") {
                connection.write("HTTP/1.1 200 OK\r\n");
                const std::string line = "X-Long: " + std::string(4000, 'a') + "\r\n";
                for (int i = 0; i < 200 && connection.write(line); ++i) {
                }
            } else if (kind == "silent") {
                std::this_thread::sleep_for(std::chrono::milliseconds(700));
            } else if (kind == "gzip") {
                connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!");
            }
        });
        HttpRequest request = post(server.url());
        if (kind == "silent") {
            request.limits.total = std::chrono::milliseconds(300);
        }
        HttpClient client;
        const HttpExchange exchange = client.perform(request);
        QCOMPARE(faultName(exchange), fault);
        QCOMPARE(exchange.status, status);
    }

    void nothingListens() {
        std::string url;
        {
            faultserver::Server server(faultserver::always(""));
            url = server.url();
        }
        HttpClient client;
        QCOMPARE(faultName(client.perform(post(url))), QByteArray("connection-failed"));
    }

    void standingStillIsNoticed() {
        faultserver::Server server([](Connection& connection) {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
            std::this_thread::sleep_for(std::chrono::milliseconds(2500));
        });
        HttpRequest request = post(server.url());
        request.limits.idle = std::chrono::seconds(1);
        HttpClient client;
        QCOMPARE(faultName(client.perform(request)), QByteArray("idle-timeout"));
    }

    void bodiesAreCutAtTheCap() {
        faultserver::Server server([](Connection& connection) {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n");
            const std::string block(65536, 'x');
            for (int i = 0; i < 1500 && connection.write(block); ++i) {
            }
        });
        HttpClient client;
        const HttpExchange exchange = client.perform(post(server.url()));
        QCOMPARE(faultName(exchange), QByteArray("none"));
        QCOMPARE(exchange.bodyEnd, HttpExchange::BodyEnd::CapReached);
        QCOMPARE(exchange.body.text.size(), std::size_t{1} << 20);
        QVERIFY(received(exchange).size() < std::size_t{2} << 20);
    }

    void compressedBombsStayAtTheCap() {
        const std::string bomb = gzip(std::string(std::size_t{64} << 20, '\0'));
        faultserver::Server server(faultserver::always(
            faultserver::answer(200, bomb, "Content-Encoding: gzip\r\nContent-Type: application/json\r\n")));
        HttpClient client;
        const HttpExchange exchange = client.perform(post(server.url()));
        QCOMPARE(exchange.bodyEnd, HttpExchange::BodyEnd::CapReached);
        QCOMPARE(exchange.body.text.size(), std::size_t{1} << 20);
    }

    void unaskedCompressionIsUndone() {
        faultserver::Server server(
            faultserver::always(faultserver::answer(200, gzip(R"({"a":1})"), "Content-Encoding: gzip\r\n")));
        HttpClient client;
        const HttpExchange exchange = client.perform(post(server.url()));
        QCOMPARE(exchange.body.text, std::string(R"({"a":1})"));
        QVERIFY(sentOctets(exchange).find("Accept-Encoding") == std::string::npos);
    }

    void redirectsAreNotFollowed() {
        faultserver::Server target(faultserver::always(faultserver::answer(200, "{}")));
        faultserver::Server server(
            faultserver::always(faultserver::answer(307, "", "Location: " + target.url("/steal") + "\r\n")));
        HttpClient client;
        const HttpExchange exchange = client.perform(post(server.url()));
        QCOMPARE(exchange.status, 307);
        QCOMPARE(exchange.header("location"), std::string_view(target.url("/steal")));
        QVERIFY(target.requests().empty());
    }

    void stopsAtOnce() {
        faultserver::Server server([](Connection& connection) {
            connection.readRequest();
            std::this_thread::sleep_for(std::chrono::milliseconds(1500));
        });
        HttpClient client;
        std::stop_source stop;
        std::jthread later([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(150));
            stop.request_stop();
        });
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(faultName(client.perform(post(server.url()), stop.get_token())), QByteArray("cancelled"));
        QVERIFY2(timer.elapsed() < 1000, "a stop took too long");
    }

    void tlsFaultsHaveNames_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("fault");
        QTest::newRow("good") << "good" << QByteArray("none");
        QTest::newRow("expired") << "expired" << QByteArray("tls-expired");
        QTest::newRow("not yet valid") << "early" << QByteArray("tls-not-yet-valid");
        QTest::newRow("wrong host") << "host" << QByteArray("tls-wrong-host");
        QTest::newRow("self-signed") << "self" << QByteArray("tls-self-signed");
        QTest::newRow("unknown CA") << "unknown" << QByteArray("tls-unknown-ca");
        QTest::newRow("CA file unreadable") << "ca" << QByteArray("tls-ca-file");
        QTest::newRow("no TLS there") << "plain" << QByteArray("tls-refused");
        QTest::newRow("client certificate missing") << "client" << QByteArray("tls-client-refused");
        QTest::newRow("client certificate PEM") << "client-pem" << QByteArray("none");
        QTest::newRow("client certificate PKCS#12") << "client-p12" << QByteArray("none");
        QTest::newRow("client certificate, wrong key") << "client-key" << QByteArray("tls-own-certificate");
    }
    void tlsFaultsHaveNames() {
        QFETCH(QString, kind);
        QFETCH(QByteArray, fault);
        const auto authority = faultserver::makeCertificate({"Test authority", -1, 30, true});
        faultserver::CertificateWish wish;
        if (kind == "expired") {
            wish.validFromDays = -30;
            wish.validUntilDays = -1;
        } else if (kind == "early") {
            wish.validFromDays = 5;
            wish.validUntilDays = 30;
        } else if (kind == "host") {
            wish.commonName = "other.example";
        }
        const auto leaf = faultserver::makeCertificate(wish, kind == "self" ? nullptr : &authority);
        faultserver::Identity identity{leaf.certificate, leaf.key, {}};
        if (kind.startsWith("client")) {
            identity.clientAuthority = authority.certificate;
        }
        if (kind == "plain") {
            identity = {};
        }
        faultserver::Server server(faultserver::always(faultserver::answer(200, "{}")), identity);
        HttpRequest request = post("https://127.0.0.1:" + std::to_string(server.port()) + "/");
        if (kind != "self" && kind != "unknown") {
            request.tls.authorities = kind == "ca" ? "no certificate" : authority.certificate;
        }
        const auto own = faultserver::makeCertificate({"client", -1, 30, false}, &authority);
        if (kind == "client-pem" || kind == "client-key") {
            request.tls.identity = TlsOptions::Identity::Pem;
            request.tls.certificate.text = own.certificate;
            request.tls.key.text = kind == "client-key" ? leaf.key : own.key;
        } else if (kind == "client-p12") {
            const auto entries = crypto::readPem(own.key + own.certificate);
            QVERIFY(entries.has_value());
            const auto file = crypto::writePkcs12(entries->at(0).key, {*entries->at(1).certificate},
                                                  crypto::Password(Secret::fromText("pass")));
            QVERIFY(file.has_value());
            request.tls.identity = TlsOptions::Identity::Pkcs12;
            request.tls.certificate.text = asText(file->reveal());
            request.tls.password.text = "pass";
        }
        HttpClient client;
        const HttpExchange exchange = client.perform(request);
        QVERIFY2(faultName(exchange) == fault,
                 (faultName(exchange) + " " + (exchange.failure ? exchange.failure->detail.c_str() : "")).constData());
        if (fault == "none") {
            QVERIFY(exchange.tlsVersion.starts_with("TLSv1"));
            QVERIFY(!exchange.tlsCipher.empty());
        }
    }

    void discoveryAppendsThenInserts() {
        faultserver::Server* self = nullptr;
        faultserver::Server server([&](Connection& connection) {
            const std::string request = connection.readRequest();
            const std::string issuer = self->url("/tenant");
            const bool here = request.starts_with("GET /.well-known/oauth-authorization-server/tenant ");
            connection.write(here ? faultserver::answer(200, tenantMetadata(issuer)) : faultserver::answer(404, "no"));
        });
        self = &server;
        HttpClient client;
        const auto attempts = discover(client, server.url("/tenant"), HttpRequest());
        QCOMPARE(attempts.size(), std::size_t{2});
        QCOMPARE(attempts[0].request.url, server.url("/tenant/.well-known/openid-configuration"));
        QVERIFY(attempts[1].discovery && attempts[1].discovery->trusted);
        const ServerMetadata& metadata = attempts[1].discovery->metadata;
        QCOMPARE(metadata.tokenEndpoint, server.url("/tenant/t"));
        QVERIFY(metadata.jwksUri.empty());
        QCOMPARE(attempts[1].discovery->problems.at(0).id, std::string("endpoint-not-https"));
        QCOMPARE(metadata.tokenAuthMethods, std::vector<std::string>{"client_secret_basic"});
    }

    void anotherIssuerIsNotTrusted() {
        const auto read = readMetadata(R"({"issuer":"https://a.example/","token_endpoint":"https://a.example/t"})",
                                       "https://a.example");
        QVERIFY(read.has_value());
        QVERIFY(!read->trusted);
        QCOMPARE(read->problems.at(0).id, std::string("issuer-mismatch"));
    }

    void jwksComesWithItsReasons() {
        faultserver::Server server([](Connection& connection) {
            const std::string request = connection.readRequest();
            connection.write(request.starts_with("GET /html ")
                                 ? faultserver::answer(200, "<html>login</html>")
                                 : faultserver::answer(200, R"({"keys":[{"kty":"oct","k":"AAAA","kid":"a"}]})"));
        });
        HttpClient client;
        const JwksFetch good = fetchJwks(client, server.url("/jwks"), HttpRequest());
        QVERIFY(good.keys && good.keys->entries().size() == 1);
        const JwksFetch html = fetchJwks(client, server.url("/html"), HttpRequest());
        QVERIFY(!html.keys);
        QVERIFY(html.problem.find("HTML") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(OauthWireTest)
#include "tst_oauth_wire.moc"
