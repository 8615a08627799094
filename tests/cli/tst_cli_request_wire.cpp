// SPDX-License-Identifier: Apache-2.0
//
// `twb request` against servers that answer badly, and what its options put on the wire; loopback only.
#include "flow_support.h"
#include "support/net/fault_server.h"

#include <csignal>
#include <netinet/in.h>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <sys/socket.h>
#include <unistd.h>

using command::Run;
using faultserver::Connection;

namespace {

const QString secret = "sample-secret-value-0123456789";

QString address(const faultserver::Server& server, const char* scheme = "http") {
    return QString::fromLatin1(scheme) + "://127.0.0.1:" + QString::number(server.port());
}

/// A token request; `more` may name other options.
QStringList words(const QString& url, const QStringList& more = {}) {
    return QStringList{"--json", "request", "--token-url", url, "--client-id", "me", "--secret", secret} + more;
}

/// A port of this computer whose queue of waiting connections is full.
class FullQueue {
public:
    FullQueue() {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int listener = open();
        socklen_t size = sizeof(address);
        auto* const raw = reinterpret_cast<sockaddr*>(&address);
        if (::bind(listener, raw, size) != 0 || ::listen(listener, 0) != 0 ||
            ::getsockname(listener, raw, &size) != 0) {
            return;
        }
        m_port = ntohs(address.sin_port);
        for (int i = 0; i < 8; ++i) {
            ::connect(open(), raw, size);
        }
    }
    FullQueue(const FullQueue&) = delete;
    FullQueue& operator=(const FullQueue&) = delete;
    ~FullQueue() {
        for (const int each : m_sockets) {
            ::close(each);
        }
    }
    int port() const { return m_port; }

private:
    int open() {
        m_sockets.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        return m_sockets.back();
    }
    std::vector<int> m_sockets;
    int m_port = 0;
};

QString explanationOf(const Run& run) {
    return run.json().value("explanation").toObject().value("code").toString();
}

/// What came at a proxy, and what twb made of its refusal.
struct ProxyRun {
    Run run;
    std::vector<std::string> seen;
};
ProxyRun throughProxy(const QStringList& more, const char* environmentName = nullptr) {
    faultserver::Server proxy([](Connection& connection) {
        connection.readRequest();
        connection.write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    });
    // This computer by a name for which proxies are used; nobody listens there.
    QStringList all = words("https://0.0.0.0:9/token", QStringList{"--timeout", "10s"} + more);
    all.replaceInStrings("PROXY", address(proxy));
    command::Environment environment;
    if (environmentName != nullptr) {
        environment.insert(QLatin1String(environmentName), address(proxy));
    }
    ProxyRun result;
    result.run = command::twb(all, {}, environment);
    result.seen = proxy.requests();
    return result;
}

} // namespace

class CliRequestWireTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }

private Q_SLOTS:
    void initTestCase() {
        COMPARE_EXIT(command::twb({"key", "generate", "--type", "EC", "--kid", "own-kid", "--out", path("key.jwk")}),
                     0);
        command::writeFile(path("details.json"), "[{\"type\":\"payment\",\"amount\":\"1 & 2\"}]");
    }

    void optionsReachTheWire_data() {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("octets");
        const auto row = [](const char* name, const QStringList& options, const char* octets) {
            QTest::newRow(name) << options << QByteArray(octets);
        };
        row("scope", {"--scope", "a b:c"}, "&scope=a+b%3Ac");
        row("resources", {"--resource", "https://a.example/", "--resource", "https://b.example/"},
            "&resource=https%3A%2F%2Fa.example%2F&resource=https%3A%2F%2Fb.example%2F");
        row("audience", {"--audience", "https://api.example"}, "&audience=https%3A%2F%2Fapi.example");
        row("rich authorization request", {"--param", "authorization_details=@" + path("details.json")},
            "&authorization_details=%5B%7B%22type%22%3A%22payment%22%2C%22amount%22%3A%221+%26+2%22%7D%5D");
        row("query", {"--query", "tenant=a b"}, "POST /token?tenant=a%20b HTTP/1.1\r\n");
        row("header", {"--header", "X-Trace=1=2"}, "\r\nX-Trace: 1=2\r\n");
        row("grant by its value", {"--grant", "urn:x:y"}, "\r\n\r\ngrant_type=urn%3Ax%3Ay");
        row("secret in the body", {"--auth", "client_secret_post"}, "&client_id=me&client_secret=sample-secret-value-");
        row("raw", {"--auth", "client_secret_basic_raw"}, "\r\nAuthorization: Basic bWU6c2FtcGxlLXNlY3JldC12YWx1");
    }
    void optionsReachTheWire() {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, octets);
        faultserver::Server server(
            faultserver::always(faultserver::answer(200, R"({"access_token":"x","token_type":"Bearer"})")));
        const QStringList all = words(address(server) + "/token", options);
        const Run dry = command::twb(all + QStringList{"--dry-run", "--reveal"});
        COMPARE_EXIT(dry, 0);
        const QString shown = dry.json().value("request").toString();
        QVERIFY2(shown.contains(QString::fromLatin1(octets)), shown.toUtf8());
        QVERIFY(server.requests().empty());
        COMPARE_EXIT(command::twb(all), 0);
        QCOMPARE(QString::fromStdString(server.requests().at(0)), shown);
    }

    void assertionsAreMadeAsAsked() {
        const auto header = [this](const QStringList& more, const char* part) {
            const Run run = command::twb(QStringList{"--json", "request", "--token-url", "https://issuer.example/token",
                                                     "--client-id", "me", "--key", path("key.jwk"), "--at",
                                                     "1795197780", "--dry-run"} +
                                         more);
            return run.json().value("assertions").toArray().first().toObject().value(QLatin1String(part)).toObject();
        };
        QCOMPARE(header({}, "header").value("kid").toString(), QString("own-kid"));
        QCOMPARE(header({"--assertion-kid", "registered"}, "header").value("kid").toString(), QString("registered"));
        QVERIFY(!header({"--assertion-kid", "none"}, "header").contains("kid"));
        QCOMPARE(header({}, "payload").value("exp").toInt(), 1795197840);
        QCOMPARE(header({"--assertion-life", "5m"}, "payload").value("exp").toInt(), 1795198080);
        for (const char* wrong : {"0", "-5m", "soon"}) {
            COMPARE_EXIT(command::twb({"request", "--token-url", "https://a.example/", "--client-id", "me", "--key",
                                       path("key.jwk"), "--dry-run", "--assertion-life", wrong}),
                         2);
        }
    }

    void likelyReasonsComeInOrder() {
        COMPARE_EXIT(command::twb({"key", "generate", "--type", "EC", "--out", path("other.jwk"), "--public-out",
                                   path("other.pub")}),
                     0);
        // The server's clock is two minutes ahead; it knows another key than the one that signed.
        faultserver::Server server(faultserver::always(
            faultserver::answer(401, "{\"error\":\"invalid_client\"}",
                                "Content-Type: application/json\r\nDate: Fri, 20 Nov 2026 18:05:00 GMT\r\n")));
        const Run run = command::twb({"--json", "request", "--token-url", address(server) + "/token", "--client-id",
                                      "me", "--key", path("key.jwk"), "--registered", path("other.pub"), "--at",
                                      "2026-11-20T18:03:00Z", "--assertion-audience", "https://other.example"});
        COMPARE_EXIT(run, 1);
        QStringList seen;
        for (const QJsonValue& reason : run.json().value("explanation").toObject().value("reasons").toArray()) {
            seen.append(reason.toObject().value("outcome").toString() + " " + reason.toObject().value("id").toString());
        }
        // What is wrong, what may be, what is right, what only the other side can see.
        QCOMPARE(seen.mid(0, 2), (QStringList{"fail clock", "fail assertion-registered-key"}));
        QCOMPARE(seen.value(2), QString("warn assertion-aud"));
        QVERIFY(seen.contains("pass assertion-iss-sub") && seen.contains("pass assertion-exp"));
        QVERIFY(seen.last() == "unknown elsewhere");
        const QStringList sorted =
            seen.filter("fail ") + seen.filter("warn ") + seen.filter("pass ") + seen.filter("unknown ");
        QCOMPARE(seen, sorted);
    }

    void bodyFaults_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("exit");
        QTest::addColumn<QString>("code");
        QTest::newRow("closed") << "" << 3 << "answer-empty";
        QTest::newRow("reset") << "reset" << 3 << "connection-reset";
        QTest::newRow("not HTTP") << "SSH-2.0-x\r\n" << 3 << "answer-malformed";
        QTest::newRow("cut") << "HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"access_token\":" << 3 << "answer-cut";
        QTest::newRow("silent") << "silent" << 3 << "total-timeout";
        QTest::newRow("an octet a while") << "trickle" << 3 << "total-timeout";
        QTest::newRow("standing still") << "still" << 3 << "idle-timeout";
        QTest::newRow("huge") << "huge" << 1 << "too-long";
        QTest::newRow("HTML")
            << "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n<html></html>" << 1
            << "html";
        QTest::newRow("empty") << "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" << 1 << "empty";
        QTest::newRow("cut JSON") << "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{\"access_token\":" << 1
                                  << "unreadable";
    }
    void bodyFaults() {
        QFETCH(QString, kind);
        QFETCH(int, exit);
        QFETCH(QString, code);
        const auto nap = [](int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); };
        faultserver::Server server([kind, nap](Connection& connection) {
            connection.readRequest();
            if (kind == "reset") {
                connection.reset();
            } else if (kind == "silent" || kind == "still") {
                if (kind == "still") {
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
                }
                nap(2500);
            } else if (kind == "trickle") {
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n");
                for (int i = 0; i < 12 && connection.write(" "); ++i) {
                    nap(200);
                }
            } else if (kind == "huge") {
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n[");
                const std::string block(65536, ' ');
                for (int i = 0; i < 1500 && connection.write(block); ++i) {
                }
            } else {
                connection.write(kind.toStdString());
            }
        });
        const bool still = kind == "still";
        const Run run = command::twb(
            words(address(server), {"--timeout", still ? "20s" : "2s", "--idle-timeout", still ? "1s" : "15s"}));
        COMPARE_EXIT(run, exit);
        QCOMPARE(exit == 3 ? run.errorCode() : explanationOf(run), code);
        QVERIFY(!run.out.contains(secret.toUtf8()));
        if (kind == "huge") {
            const QJsonArray notes = run.json().value("notes").toArray();
            QVERIFY(std::any_of(notes.begin(), notes.end(), [](const QJsonValue& note) {
                return note.toObject().value("id").toString() == "body-cap";
            }));
        }
    }

    void aConnectionThatNeverStandsIsNamed() {
        // A full queue of connections that nobody accepts: the next one is dropped, as a firewall does.
        FullQueue queue;
        QVERIFY(queue.port() > 0);
        QElapsedTimer timer;
        timer.start();
        const Run run = command::twb(words("http://127.0.0.1:" + QString::number(queue.port()),
                                           {"--connect-timeout", "1s", "--timeout", "20s"}));
        COMPARE_EXIT(run, 3);
        QCOMPARE(run.errorCode(), QString("connect-timeout"));
        QVERIFY2(timer.elapsed() < 10'000, "the limit of the connection did not end it");
    }

    void tlsFaultsAreNamed_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("code");
        QTest::newRow("good") << "good"
                              << "";
        QTest::newRow("expired") << "expired"
                                 << "tls-expired";
        QTest::newRow("not yet valid") << "early"
                                       << "tls-not-yet-valid";
        QTest::newRow("wrong host") << "host"
                                    << "tls-wrong-host";
        QTest::newRow("self-signed") << "self"
                                     << "tls-self-signed";
        QTest::newRow("unknown CA") << "unknown"
                                    << "tls-unknown-ca";
        QTest::newRow("CA file of nothing") << "ca"
                                            << "tls-ca-file";
        QTest::newRow("no TLS there") << "plain"
                                      << "tls-refused";
        QTest::newRow("client certificate wanted") << "client"
                                                   << "tls-client-refused";
    }
    void tlsFaultsAreNamed() {
        QFETCH(QString, kind);
        QFETCH(QString, code);
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
        if (kind == "client") {
            identity.clientAuthority = authority.certificate;
        } else if (kind == "plain") {
            identity = {};
        }
        faultserver::Server server(
            faultserver::always(faultserver::answer(200, R"({"access_token":"x","token_type":"Bearer"})")), identity);
        QStringList more;
        if (kind != "self" && kind != "unknown") {
            more = {"--ca", command::writeFile(path("ca.pem"), kind == "ca"
                                                                   ? QByteArray("nothing")
                                                                   : QByteArray::fromStdString(authority.certificate))};
        }
        const Run run = command::twb(words(address(server, "https"), more));
        COMPARE_EXIT(run, code.isEmpty() ? 0 : 3);
        QCOMPARE(run.errorCode(), code);
        QVERIFY(!code.isEmpty() || run.json().value("tls").toString().startsWith("TLSv1"));
    }

    void redirectsGetNoCredentials() {
        faultserver::Server target(faultserver::always(faultserver::answer(200, R"({"access_token":"x"})")));
        for (const int status : {301, 302, 303, 307, 308}) {
            faultserver::Server server(
                faultserver::always(faultserver::answer(status, "", "Location: " + target.url("/steal") + "\r\n")));
            const Run run = command::twb(words(address(server)));
            COMPARE_EXIT(run, 1);
            QCOMPARE(run.json().value("status").toInt(), status);
            QCOMPARE(explanationOf(run), QString("http-3xx"));
        }
        QVERIFY(target.requests().empty());
    }

    void aSignalEndsItAtOnce() {
        faultserver::Server server([](Connection& connection) {
            connection.readRequest();
            std::this_thread::sleep_for(std::chrono::milliseconds(3000));
        });
        QProcess process;
        process.start(places::build("/bin/twb"), words(address(server)));
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY(!server.requests().empty());
        QElapsedTimer timer;
        timer.start();
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(2500));
        QVERIFY2(timer.elapsed() < 1500, "a stop took too long");
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 3);
        QVERIFY(process.readAllStandardOutput().contains("\"code\":\"cancelled\""));
    }

    void proxies() {
        ProxyRun own = throughProxy({"--proxy", "PROXY"});
        COMPARE_EXIT(own.run, 3);
        QCOMPARE(own.run.errorCode(), QString("proxy-failed"));
        QCOMPARE(own.seen.size(), std::size_t{1});
        QVERIFY(own.seen[0].starts_with("CONNECT 0.0.0.0:9 HTTP/1.1\r\n"));
        QVERIFY(own.seen[0].find("Authorization") == std::string::npos); // the proxy learns the address alone
        QCOMPARE(throughProxy({}, "https_proxy").seen.size(), std::size_t{1});
        QCOMPARE(throughProxy({"--proxy", "none"}, "https_proxy").seen.size(), std::size_t{0});
    }

    void harHoldsTheExchange() {
        faultserver::Server server(faultserver::always(
            faultserver::answer(200, R"({"access_token":"opaque-value-42","token_type":"Bearer"})")));
        const QString har = path("exchange.har");
        COMPARE_EXIT(command::twb(words(address(server) + "/token", {"--har", har})), 0);
        QFile file(har);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray masked = file.readAll();
        const QJsonObject entry = QJsonDocument::fromJson(masked)
                                      .object()
                                      .value("log")
                                      .toObject()
                                      .value("entries")
                                      .toArray()
                                      .at(0)
                                      .toObject();
        QCOMPARE(entry.value("request").toObject().value("url").toString(), address(server) + "/token");
        QCOMPARE(entry.value("response").toObject().value("status").toInt(), 200);
        QVERIFY(!masked.contains("opaque-value-42") && !masked.contains("bWU6c2FtcGxl"));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        COMPARE_EXIT(command::twb(words(address(server) + "/token", {"--har", har, "--reveal"})), 0);
        QFile revealed(har);
        QVERIFY(revealed.open(QIODevice::ReadOnly));
        QVERIFY(revealed.readAll().contains("opaque-value-42"));
    }

    void apisAreCalled() {
        faultserver::Server server([](Connection& connection) {
            const std::string request = connection.readRequest();
            if (request.find("\r\nAuthorization: DPoP good") != std::string::npos) {
                connection.write(faultserver::answer(200, R"({"dpop":true})"));
            } else if (request.find("\r\nAuthorization: Bearer good") != std::string::npos) {
                connection.write(faultserver::answer(200, R"({"requestId":"r-1"})"));
            } else if (request.find("\r\nAuthorization: ") != std::string::npos) {
                connection.write(faultserver::answer(
                    403, "{}", "WWW-Authenticate: Bearer error=\"insufficient_scope\", scope=\"read\"\r\n"));
            } else {
                connection.write(faultserver::answer(401, "", "WWW-Authenticate: Bearer\r\n"));
            }
        });
        const QString url = address(server) + "/v1/things";
        const auto call = [&](const QStringList& more) {
            return command::twb(QStringList{"--json", "request", "call", "--url", url} + more);
        };
        Run run = call({"--token", "good"});
        COMPARE_EXIT(run, 0);
        QCOMPARE(run.json().value("response").toObject().value("requestId").toString(), QString("r-1"));
        QVERIFY(!run.out.contains("Bearer good")); // masked
        run = call({"--token", "good", "--body", "{\"a\":1}", "--header", "X-Id=7"});
        COMPARE_EXIT(run, 0);
        const std::string posted = server.requests().back();
        QVERIFY(posted.starts_with("POST /v1/things HTTP/1.1\r\n"));
        QVERIFY(posted.find("\r\nContent-Type: application/json\r\n") != std::string::npos);
        QVERIFY(posted.find("\r\nX-Id: 7\r\n") != std::string::npos && posted.ends_with("\r\n\r\n{\"a\":1}"));
        run = call({"--token", "good", "--body", "x", "--method", "PATCH", "--content-type", "text/plain"});
        QVERIFY(server.requests().back().starts_with("PATCH "));
        COMPARE_EXIT(call({"--token", "good", "--dpop", path("key.jwk")}), 0);
        run = call({"--token", "other"});
        COMPARE_EXIT(run, 1);
        QCOMPARE(explanationOf(run), QString("insufficient_scope"));
        QVERIFY2(run.out.contains("The resource wants the scope read"), run.shown());
        run = call({});
        COMPARE_EXIT(run, 1);
        QCOMPARE(explanationOf(run), QString("http-401"));
        QVERIFY2(run.out.contains("No Authorization header was sent"), run.shown());
        COMPARE_EXIT(command::twb({"request", "call", "--token", "x"}), 2);
        QVERIFY(call({"--token", "good", "--curl"}).json().value("curl").toString().startsWith("curl "));
    }

    void requestsArePushedAndStepsHaveTheirOwnParameters() {
        issuer_process::Issuer issuer({"--consent", "given"});
        Run run = command::twb({"--json", "request", "par", "--issuer", issuer.address(), "--client-id", "spa-test",
                                "--auth", "none", "--param", "redirect_uri=http://127.0.0.1/callback", "--param",
                                "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "--param",
                                "code_challenge_method=S256", "--reveal"});
        COMPARE_EXIT(run, 0);
        QCOMPARE(run.json().value("status").toInt(), 201);
        QVERIFY(run.json().value("response").toObject().value("request_uri").toString().startsWith("urn:"));
        run = flow::authorize({"--issuer", issuer.address(), "--client-id", "spa-test", "--auth", "none", "--param",
                               "authorization_details=@" + path("details.json"), "--token-param", "colour=blue"});
        COMPARE_EXIT(run, 0);
        QVERIFY2(run.err.contains("authorization_details="), run.err);
        QVERIFY(!run.err.contains("colour="));
        const QString sent = run.json().value("transcript").toArray().first().toObject().value("text").toString();
        QVERIFY2(sent.contains("&colour=blue") && !sent.contains("authorization_details"), sent.toUtf8());
    }
};

QTEST_GUILESS_MAIN(CliRequestWireTest)
#include "tst_cli_request_wire.moc"
