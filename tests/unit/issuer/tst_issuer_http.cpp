// SPDX-License-Identifier: Apache-2.0
// The issuer on a socket: loopback only, many at once, slow and hostile clients, start and stop, the redirect listener.
#include "issuer/http_server.h"
#include "issuer/limits.h"
#include "issuer/local_issuer.h"
#include "issuer/redirect_listener.h"
#include "issuer_support.h"
#include "support/raw_http.h"

#include <atomic>
#include <ifaddrs.h>
#include <QElapsedTimer>
#include <thread>

using namespace issuer_test;

namespace {

struct Running {
    FixedClock clock{start};
    SystemRandom random;
    LocalIssuer issuer{clock, random};
    std::atomic<int> heard{0};

    using Tls = LocalIssuer::Start::Tls;

    explicit Running(Settings settings = Settings::samples(), Tls tls = Tls::Off) {
        LocalIssuer::Start how;
        how.tls = tls;
        how.settings = std::move(settings);
        how.clients = sampleClients(nullptr);
        how.keys = {*makeIssuerKey()};
        how.onExchange = [this](const Exchange&) { ++heard; };
        const auto started = issuer.start(std::move(how));
        Q_ASSERT(started);
    }
    int port() const { return issuer.port(); }
    std::string credentials() const {
        return raw_http::request(port(), "POST", "/token", "Content-Type: application/x-www-form-urlencoded\r\n",
                                 "grant_type=client_credentials&client_id=backend-test&client_secret=" +
                                     std::string(sampleClientSecret));
    }
};

bool reachable(in_addr_t address, int port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = address;
    const bool connected = ::connect(socket, reinterpret_cast<sockaddr*>(&to), sizeof(to)) == 0;
    ::close(socket);
    return connected;
}

} // namespace

class IssuerHttpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersOverASocket() {
        Running running;
        const std::string discovery = raw_http::exchange(
            running.port(), raw_http::request(running.port(), "GET", "/.well-known/openid-configuration"));
        QCOMPARE(raw_http::status(discovery), 200);
        QVERIFY(discovery.find("\"issuer\":\"http://127.0.0.1:" + std::to_string(running.port()) + "\"") !=
                std::string::npos);
        const std::string token = raw_http::exchange(running.port(), running.credentials());
        QCOMPARE(raw_http::status(token), 200);
        QVERIFY(token.find("access_token") != std::string::npos);
        QCOMPARE(running.heard.load(), 2);
        const std::string head = raw_http::exchange(running.port(), raw_http::request(running.port(), "HEAD", "/jwks"));
        QCOMPARE(raw_http::status(head), 200);
        QCOMPARE(raw_http::body(head), std::string());
    }

    void listensOnLoopbackOnly() {
        Running running;
        QVERIFY(reachable(htonl(INADDR_LOOPBACK), running.port()));
        ifaddrs* interfaces = nullptr;
        QCOMPARE(::getifaddrs(&interfaces), 0);
        int looked = 0;
        for (const ifaddrs* each = interfaces; each != nullptr; each = each->ifa_next) {
            if (each->ifa_addr == nullptr || each->ifa_addr->sa_family != AF_INET) {
                continue;
            }
            const in_addr_t own = reinterpret_cast<const sockaddr_in*>(each->ifa_addr)->sin_addr.s_addr;
            if (own != htonl(INADDR_LOOPBACK)) {
                ++looked;
                QVERIFY(!reachable(own, running.port()));
            }
        }
        ::freeifaddrs(interfaces);
        QVERIFY(!reachable(htonl(0x7F000002), running.port())); // 127.0.0.2: not even the rest of loopback
        if (looked == 0) {
            qInfo("there is no other interface on this computer to look at");
        }
    }

    void theTlsPortSpeaksTlsOnly() {
        Running running(Settings::samples(), Running::Tls::On);
        const int port = QString::fromStdString(running.issuer.tlsAddress()).section(':', -1).toInt();
        QVERIFY(port != running.port());
        QVERIFY(reachable(htonl(INADDR_LOOPBACK), port));
        QVERIFY(!reachable(htonl(0x7F000002), port));
        QVERIFY(running.issuer.tlsCertificate().starts_with("-----BEGIN CERTIFICATE-----"));
        raw_http::Connection silent(port); // holds its thread as long as a handshake may take, and nobody else
        const std::string refused = raw_http::exchange(port, raw_http::request(port, "GET", "/jwks"));
        QVERIFY(refused.find("HTTP/") == std::string::npos);
        QCOMPARE(running.heard.load(), 0);
        QCOMPARE(raw_http::status(raw_http::exchange(running.port(), running.credentials())), 200);
        QCOMPARE(silent.readAll(2 * static_cast<int>(limits::requestTime.count())), std::string());
        QVERIFY(silent.closedByPeer());
        running.issuer.stop();
        QVERIFY(!reachable(htonl(INADDR_LOOPBACK), port));
        QCOMPARE(running.issuer.tlsAddress(), std::string());
    }

    void aBusyPortIsNamed() {
        Running running;
        HttpServer second;
        const auto started = second.start(running.port(), [](const Request&) { return Response(); });
        QVERIFY(!started);
        QCOMPARE(started.error().detail, "port " + std::to_string(running.port()) + " is in use");
        QVERIFY(!second.running());
        QVERIFY(!second.start(70000, [](const Request&) { return Response(); }));
    }

    void startsAndStopsAgainAndAgain() {
        HttpServer server;
        int port = 0;
        for (int i = 0; i < 20; ++i) {
            const auto started = server.start(port, [](const Request&) { return textResponse(200, "yes"); });
            QVERIFY2(started, started ? "" : started.error().detail.c_str());
            port = *started;
            QCOMPARE(raw_http::body(raw_http::exchange(port, raw_http::request(port, "GET", "/"))), std::string("yes"));
            std::thread other([&] { server.stop(); }); // by another thread than the one that started
            other.join();
            QVERIFY(!raw_http::Connection(port).open());
        }
    }

    void eightThreadsAtOnce() {
        Running running;
        std::atomic<int> good{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                for (int round = 0; round < 25; ++round) {
                    good += raw_http::status(raw_http::exchange(running.port(), running.credentials())) == 200 ? 1 : 0;
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QCOMPARE(good.load(), 200);
        QCOMPARE(running.heard.load(), 200);
    }

    void slowClientsHoldNobodyUp() {
        Running running;
        QElapsedTimer timer;
        timer.start();
        raw_http::Connection slow(running.port());
        QVERIFY(slow.send("POST /token HTTP/1.1\r\nHost: 127"));
        std::atomic<bool> end{false};
        std::thread drip([&] { // an octet now and then, so that no single wait is ever long
            while (!end && slow.send("0")) {
                std::this_thread::sleep_for(std::chrono::milliseconds(100));
            }
        });
        std::vector<std::unique_ptr<raw_http::Connection>> silent;
        for (int i = 0; i < 20; ++i) {
            silent.push_back(std::make_unique<raw_http::Connection>(running.port()));
        }
        const int answered = raw_http::status(raw_http::exchange(running.port(), running.credentials()));
        const qint64 waited = timer.elapsed();
        slow.readAll(8000);
        end = true;
        drip.join();
        QCOMPARE(answered, 200);
        QVERIFY2(waited < 2000, "others had to wait for a slow client");
        QVERIFY(slow.closedByPeer());
        QVERIFY2(timer.elapsed() < limits::requestTime.count() + 3000, "the slow client was not cut");
        silent.front()->readAll(8000);
        QVERIFY(silent.front()->closedByPeer());
    }

    void tooManyConnectionsAreClosed() {
        Running running;
        std::vector<std::unique_ptr<raw_http::Connection>> open;
        for (std::size_t i = 0; i < limits::connections + 8; ++i) {
            open.push_back(std::make_unique<raw_http::Connection>(running.port()));
        }
        open.back()->readAll(2000);
        QVERIFY(open.back()->closedByPeer());
        open.clear();
        // The places are free again.
        QTRY_COMPARE(raw_http::status(raw_http::exchange(running.port(), running.credentials())), 200);
    }

    void hugeBodiesAreRefused() {
        Running running;
        std::string huge = "POST /token HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(running.port()) +
                           "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000000\r\n\r\n";
        raw_http::Connection connection(running.port());
        connection.send(huge);
        const std::string block(65536, 'x');
        int sent = 0;
        while (sent < 100 && connection.send(block)) {
            ++sent;
        }
        connection.readAll(2000);
        QVERIFY(connection.closedByPeer());
        // In pieces, without a length.
        raw_http::Connection chunked(running.port());
        chunked.send("POST /token HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(running.port()) +
                     "\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 100 && chunked.send("10000\r\n" + block + "\r\n"); ++i) {
        }
        chunked.readAll(2000);
        QVERIFY(chunked.closedByPeer());
        QCOMPARE(running.heard.load(), 0);
        // A form of 20,000 characters is honest: an assertion with certificates.
        const std::string answer = raw_http::exchange(
            running.port(),
            raw_http::request(running.port(), "POST", "/token", "Content-Type: application/x-www-form-urlencoded\r\n",
                              "grant_type=client_credentials&client_assertion=" + std::string(20000, 'a')));
        QCOMPARE(raw_http::status(answer), 400);
        QVERIFY(answer.find("client_assertion_type") != std::string::npos);
    }

    void junkEndsTheConnection() {
        Running running;
        const std::string good = raw_http::request(running.port(), "GET", "/jwks");
        for (const std::string& junk :
             {std::string("\0\1\2\3\r\n\r\n", 8), std::string("GET\r\n\r\n"), std::string(200000, 'A'),
              std::string("GET / HTTP/1.1\r\n") + std::string(100000, 'h') + ": x\r\n\r\n",
              std::string("POST /token HTTP/1.1\r\nContent-Length: -5\r\n\r\n"),
              std::string("POST /token HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n"),
              std::string("POST /token HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: "
                          "5\r\n\r\nabcde")}) {
            raw_http::Connection connection(running.port());
            connection.send(junk);
            for (int i = 0; i < 50 && connection.send(good); ++i) { // and requests right behind it
            }
            connection.readAll(8000);
            QVERIFY(connection.closedByPeer());
        }
        QCOMPARE(raw_http::status(raw_http::exchange(running.port(), good)), 200);
    }

    void pipelinedRequestsAreAnsweredInOrder() {
        Running running;
        const std::string host = "Host: 127.0.0.1:" + std::to_string(running.port()) + "\r\n";
        const std::string answer =
            raw_http::exchange(running.port(), "GET /jwks HTTP/1.1\r\n" + host + "\r\nGET /nothing HTTP/1.1\r\n" +
                                                   host + "Connection: close\r\n\r\n");
        const std::size_t first = answer.find("HTTP/1.1 200");
        const std::size_t second = answer.find("HTTP/1.1 404");
        QVERIFY(first == 0 && second != std::string::npos && second > first);
    }

    void anotherNameIsRefused() {
        Running running;
        const std::string answer =
            raw_http::exchange(running.port(), "GET /jwks HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        QCOMPARE(raw_http::status(answer), 421);
    }

    void slowAnswersAreCutByStopping() {
        Settings settings = Settings::samples();
        settings.fault = Fault::SlowAnswers;
        settings.slowness = std::chrono::seconds(60);
        Running running(std::move(settings));
        raw_http::Connection waiting(running.port());
        waiting.send(raw_http::request(running.port(), "GET", "/jwks"));
        QTRY_COMPARE(running.heard.load(), 1);
        QElapsedTimer timer;
        timer.start();
        running.issuer.stop();
        QVERIFY2(timer.elapsed() < 2000, "stop waited for a slow answer");
        waiting.readAll(1000);
        QVERIFY(waiting.closedByPeer());
    }

    void theRedirectComesBack() {
        auto listener = RedirectListener::open();
        QVERIFY(listener);
        const int port = listener->port();
        QCOMPARE(listener->redirectUri(), "http://127.0.0.1:" + std::to_string(port) + "/callback");
        std::thread browser([port] {
            raw_http::exchange(port, raw_http::request(port, "GET", "/favicon.ico"));
            raw_http::exchange(port, raw_http::request(port, "GET", "/callback"));
            raw_http::exchange(port, "GET /callback?code=stolen HTTP/1.1\r\nHost: evil.example\r\n"
                                     "Connection: close\r\n\r\n");
            const std::string page = raw_http::exchange(
                port, raw_http::request(port, "GET", "/callback?code=a%2Bb&state=s&iss=http%3A%2F%2Fi&x=1"));
            QCOMPARE(raw_http::status(page), 200);
            QVERIFY(page.find("a+b") == std::string::npos);
            const std::string again = raw_http::exchange(port, raw_http::request(port, "GET", "/callback?code=c"));
            QCOMPARE(raw_http::status(again), 400);
        });
        const auto answer = listener->wait(std::chrono::seconds(10));
        browser.join();
        QVERIFY(answer);
        QCOMPARE(answer->code, std::string("a+b"));
        QCOMPARE(answer->state, std::string("s"));
        QCOMPARE(answer->iss, std::string("http://i"));
        QCOMPARE(answer->parameters.size(), std::size_t(4));
    }

    void theWaitEndsByItself() {
        auto listener = RedirectListener::open("/cb");
        QVERIFY(listener);
        QVERIFY(!listener->wait(std::chrono::milliseconds(50)));
        std::stop_source stop;
        std::thread stopper([&] { stop.request_stop(); });
        const auto answer = listener->wait(std::chrono::seconds(30), stop.get_token());
        stopper.join();
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::Cancelled);
        const auto busy = RedirectListener::open("/cb", listener->port());
        QVERIFY(!busy);
        auto refused = RedirectListener::open();
        QVERIFY(refused);
        raw_http::exchange(refused->port(), raw_http::request(refused->port(), "GET",
                                                              "/callback?error=access_denied&error_description=no"));
        const auto denied = refused->wait(std::chrono::seconds(5));
        QCOMPARE(denied->error, std::string("access_denied"));
    }
};

QTEST_GUILESS_MAIN(IssuerHttpTest)
#include "tst_issuer_http.moc"
