// SPDX-License-Identifier: Apache-2.0
// Client and server of this project, each a process of its own: `twb request` completes every grant with every client
// authentication against `twb issuer`, and the flows of the vendors from start to end.
#include "issuer_process.h"
#include "support/places.h"

#include <map>
#include <QTemporaryDir>
#include <QUrl>

using command::Run;
using issuer_process::Issuer;

namespace {

constexpr const char* methods[] = {
    "none",           "client_secret_basic", "client_secret_basic_raw", "client_secret_post", "client_secret_jwt",
    "private_key_jwt"};
const QString sampleSecret = "local-issuer-sample-secret-0123456789";

/// The one token of that name in the answer of `twb --json request --reveal`.
QString token(const Run& run, const char* name = "access_token") {
    for (const auto& each : run.json().value("tokens").toArray()) {
        if (each.toObject().value("name").toString() == name) {
            return each.toObject().value("token").toString();
        }
    }
    return {};
}

QString value(const std::string& response, const char* header) {
    for (const QByteArray& line : QByteArray::fromStdString(response).split('\n')) {
        if (line.toLower().startsWith(QByteArray(header).toLower() + ": ")) {
            return QString::fromUtf8(line.mid(qstrlen(header) + 2)).trimmed();
        }
    }
    return {};
}

/// A GET of an address on this computer.
std::string get(const QString& url) {
    const QUrl address(url);
    QString target = address.path(QUrl::FullyEncoded);
    if (address.hasQuery()) {
        target += "?" + address.query(QUrl::FullyEncoded);
    }
    return raw_http::exchange(address.port(), raw_http::request(address.port(), "GET", target.toStdString()));
}

/// `twb request authorize` with the browser's part played here: the page is opened, the redirect followed.
Run authorize(const QStringList& options) {
    QProcess process;
    process.start(places::build("/bin/twb"),
                  QStringList{"--json", "request", "authorize", "--reveal", "--browser", "none"} + options);
    process.setReadChannel(QProcess::StandardError);
    QByteArray said;
    while (!said.contains('\n') && process.waitForReadyRead(10'000)) {
        said += process.readAllStandardError();
    }
    if (said.contains("Open http")) {
        const QString url = QString::fromUtf8(said.mid(said.indexOf("Open ") + 5)).section('\n', 0, 0);
        get(value(get(url), "Location"));
    }
    process.waitForFinished(20'000);
    Run run;
    run.exit = process.exitCode();
    run.out = process.readAllStandardOutput();
    run.err = said + process.readAllStandardError();
    return run;
}

} // namespace

class CliIssuerFlowsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Issuer> m_issuer;
    std::map<QString, std::unique_ptr<QProcess>> m_devices;

    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    QString url(const char* endpoint) const { return m_issuer->address() + QLatin1String(endpoint); }

    /// The options by which a client says who it is.
    QStringList identity(const QString& method) const {
        if (method == "none") {
            return {"--client-id", "public-client", "--auth", method};
        }
        if (method == "private_key_jwt") {
            return {"--client-id", "key-client", "--auth", method, "--key", path("client.pem")};
        }
        return {"--client-id", "secret-client", "--auth", method, "--secret", sampleSecret};
    }
    Run request(const QString& method, const QString& grant, const QStringList& more = {}) const {
        return command::twb(
            QStringList{"--json", "request", "--reveal", "--token-url", url("/token"), "--grant", grant} +
            identity(method) + more);
    }
    bool verifies(const QString& jwt) const {
        return command::twb({"verify", jwt, "--key", path("jwks.json"), "--issuer", m_issuer->address()}).exit == 0;
    }

private Q_SLOTS:
    void initTestCase() {
        QCOMPARE(command::twb({"key", "generate", "--type", "RSA", "--bits", "2048", "--format", "pkcs8-pem", "--out",
                               path("client.pem"), "--public-out", path("client-public.pem")})
                     .exit,
                 0);
        QFile pem(path("client-public.pem"));
        QVERIFY(pem.open(QIODevice::ReadOnly));
        const QJsonArray grants{"client_credentials",
                                "authorization_code",
                                "refresh_token",
                                "password",
                                "urn:ietf:params:oauth:grant-type:device_code",
                                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                                "urn:ietf:params:oauth:grant-type:token-exchange"};
        const QJsonArray redirects{"http://127.0.0.1/callback"};
        const QJsonArray clients{
            QJsonObject{{"client_id", "public-client"},
                        {"token_endpoint_auth_method", "none"},
                        {"grant_types", grants},
                        {"redirect_uris", redirects}},
            QJsonObject{{"client_id", "secret-client"},
                        {"client_secret", sampleSecret},
                        {"token_endpoint_auth_method",
                         QJsonArray{"client_secret_basic", "client_secret_post", "client_secret_jwt"}},
                        {"grant_types", grants},
                        {"redirect_uris", redirects}},
            QJsonObject{{"client_id", "key-client"},
                        {"token_endpoint_auth_method", "private_key_jwt"},
                        {"public_key", QString::fromUtf8(pem.readAll())},
                        {"grant_types", grants},
                        {"redirect_uris", redirects}},
        };
        QFile file(path("clients.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QJsonDocument(clients).toJson());
        file.close();
        m_issuer = std::make_unique<Issuer>(QStringList{"--clients", path("clients.json"), "--consent", "given"});
        QVERIFY(m_issuer->ready());
        QFile jwks(path("jwks.json"));
        QVERIFY(jwks.open(QIODevice::WriteOnly));
        jwks.write(QByteArray::fromStdString(raw_http::body(m_issuer->get("/jwks"))));
        // The device flow waits five seconds before it asks: those of all methods run beside the other grants.
        for (const char* method : methods) {
            auto device = std::make_unique<QProcess>();
            device->start(places::build("/bin/twb"),
                          QStringList{"--json", "request", "device", "--issuer", m_issuer->address()} +
                              identity(QLatin1String(method)));
            QVERIFY(device->waitForStarted());
            m_devices[QLatin1String(method)] = std::move(device);
        }
    }

    void everyGrantWithEveryAuthentication_data() {
        QTest::addColumn<QString>("method");
        for (const char* method : methods) {
            QTest::newRow(method) << method;
        }
    }
    void everyGrantWithEveryAuthentication() {
        QFETCH(QString, method);
        Run run = request(method, "client_credentials", {"--scope", "read"});
        if (method == "none") {
            QCOMPARE(run.exit, 1);
        } else {
            QVERIFY2(run.exit == 0, run.shown());
            QVERIFY(verifies(token(run)));
        }
        run = request(method, "password",
                      {"--param", "username=alice", "--param", "password=local-issuer-sample-password"});
        QVERIFY2(run.exit == 0, run.shown());
        QVERIFY(verifies(token(run)));
        const QString subject = token(run);

        run = request(method, "token-exchange",
                      {"--param", "subject_token=" + subject, "--param",
                       "subject_token_type=urn:ietf:params:oauth:token-type:access_token", "--resource",
                       "https://api.example"});
        QVERIFY2(run.exit == 0, run.shown());

        const Run assertion =
            command::twb({"sign", "--alg", "RS256", "--key", path("client.pem"), "--payload",
                          QString("{\"iss\":\"key-client\",\"sub\":\"bob\",\"aud\":\"%1\"}").arg(m_issuer->address()),
                          "--expires-in", "60s", "--jti"});
        run = request(method, "jwt-bearer", {"--param", "assertion=" + QString::fromUtf8(assertion.out).trimmed()});
        QVERIFY2(run.exit == 0, run.shown());

        run = authorize(QStringList{"--issuer", m_issuer->address(), "--scope", "openid"} + identity(method));
        QVERIFY2(run.exit == 0, run.shown());
        QVERIFY2(verifies(token(run)), run.shown());
        QVERIFY2(verifies(token(run, "id_token")), run.shown());
        QCOMPARE(run.json().value("issuer_compared").toBool(), true);
        const QString refresh = token(run, "refresh_token");
        QVERIFY(!refresh.isEmpty());

        run = request(method, "refresh_token", {"--param", "refresh_token=" + refresh});
        QVERIFY2(run.exit == 0, run.shown());
        run = request(method, "refresh_token", {"--param", "refresh_token=" + refresh}); // rotated
        QCOMPARE(run.exit, 1);

        run = authorize(QStringList{"--issuer", m_issuer->address(), "--par"} + identity(method));
        QVERIFY2(run.exit == 0, run.shown());

        QProcess& device = *m_devices.at(method);
        QVERIFY(device.state() == QProcess::NotRunning || device.waitForFinished(20'000));
        QVERIFY2(device.exitCode() == 0, device.readAllStandardError());
    }

    void tokensAreAskedAbout() {
        Run run = request("client_secret_post", "password",
                          {"--param", "username=alice", "--param", "password=local-issuer-sample-password"});
        const QString access = token(run);
        const QStringList who = identity("client_secret_basic");
        run = command::twb(
            QStringList{"--json", "request", "introspect", "--issuer", m_issuer->address(), "--token", access} + who);
        QVERIFY2(run.exit == 0 && run.out.contains("active\\\":true"), run.shown());
        run = command::twb({"--json", "request", "userinfo", "--issuer", m_issuer->address(), "--token", access});
        QVERIFY2(run.exit == 0, run.shown());
        run = command::twb(
            QStringList{"--json", "request", "revoke", "--issuer", m_issuer->address(), "--token", access} + who);
        QVERIFY2(run.exit == 0, run.shown());
        run = command::twb({"--json", "request", "userinfo", "--issuer", m_issuer->address(), "--token", access});
        QCOMPARE(run.exit, 1);
    }

    void dpopWithNonce() {
        QCOMPARE(command::twb({"key", "generate", "--type", "EC", "--curve", "P-256", "--format", "jwk", "--out",
                               path("dpop.json")})
                     .exit,
                 0);
        Issuer nonce({"--dpop-nonce", "--clients", path("clients.json")});
        const Run run = command::twb(QStringList{"--json", "request", "--reveal", "--token-url",
                                                 nonce.address() + "/token", "--dpop", path("dpop.json")} +
                                     identity("private_key_jwt"));
        QVERIFY2(run.exit == 0, run.shown());
        QCOMPARE(run.json().value("tokens").toArray().first().toObject().value("token_type").toString(),
                 QString("DPoP"));
    }

    // The flows of the vendors, by the presets of the program.

    void vendorHeflo() {
        const QStringList heflo{"--json",
                                "request",
                                "--reveal",
                                "--preset",
                                "heflo",
                                "--token-url",
                                url("/connect/token"),
                                "--client-id",
                                "key-client",
                                "--key",
                                path("client.pem"),
                                "--scope",
                                "bmp.digital.api.full.access"};
        Run run = command::twb(heflo);
        QVERIFY2(run.exit == 0, run.shown());
        QVERIFY(verifies(token(run)));
        run = command::twb(heflo + QStringList{"--assertion-audience", "http://localhost"});
        QCOMPARE(run.exit, 1);
        QVERIFY2(run.out.contains("invalid_client"), run.shown());
    }

    void vendorSenseCrypt() {
        const QStringList gen{"--json",      "request",           "--reveal", "--preset",          "sensecrypt",
                              "--token-url", m_issuer->address(), "--param",  "instance_id=123445"};
        Run run = command::twb(gen + QStringList{"--secret", "local-issuer-api-key"});
        QVERIFY2(run.exit == 0, run.shown());
        const QString jwt = run.json().value("tokens").toArray().first().toObject().value("token").toString();
        QCOMPARE(command::twb({"verify", jwt, "--secret", "local-issuer-sensecrypt-jwt-secret-0123456789"}).exit, 0);
        run = command::twb(gen + QStringList{"--secret", "local-issuer-mobile-api-key"});
        QCOMPARE(run.exit, 1);
    }

    void vendorCafExchange() {
        const QStringList exchange{"--json",
                                   "request",
                                   "--reveal",
                                   "--preset",
                                   "caf-exchange",
                                   "--token-url",
                                   url("/bff/session-tokens"),
                                   "--client-id",
                                   "61b0c0ffee0000000000c1d1",
                                   "--param",
                                   "cpf=111.444.777-35"};
        Run run = command::twb(exchange + QStringList{"--secret", "example-caf-client-secret-0123456789abcdef"});
        QVERIFY2(run.exit == 0, run.shown());
        const QString session = token(run, "sessionToken");
        QVERIFY2(command::twb({"verify", session, "--secret", "example-caf-client-secret-0123456789abcdef"}).exit == 0,
                 run.shown());
        run = command::twb(exchange + QStringList{"--secret", "another secret"});
        QCOMPARE(run.exit, 1);
    }

    void vendorCafOAuthAndRest() {
        const auto ask = [this](const QString& scope) {
            return token(command::twb({"--json", "request", "--reveal", "--preset", "caf-oauth", "--token-url",
                                       url("/oauth2/token"), "--client-id", "secret-client", "--secret", sampleSecret,
                                       "--scope", scope}));
        };
        const auto call = [this](const QString& bearer) {
            return command::twb({"--json", "request", "--preset", "caf-rest", "--token-url", url("/v1/transactions"),
                                 "--param", "token=" + bearer});
        };
        const QString good = ask("transactions:read");
        QVERIFY(!good.isEmpty());
        QVERIFY2(call(good).exit == 0, call(good).shown());
        QCOMPARE(call(ask("profiles:read")).json().value("status").toInt(), 403);
        QCOMPARE(call("nonsense").json().value("status").toInt(), 401);
    }

    void faultsAreNoticedByTheClient() {
        Issuer html({"--fault", "html"});
        Run run = command::twb({"--json", "request", "--token-url", html.address() + "/token", "--client-id",
                                "backend-test", "--secret", sampleSecret});
        QCOMPARE(run.exit, 1);
        Issuer broken({"--fault", "error-500"});
        run = command::twb({"--json", "request", "--token-url", broken.address() + "/token", "--client-id",
                            "backend-test", "--secret", sampleSecret});
        QCOMPARE(run.exit, 1);
        QCOMPARE(run.json().value("status").toInt(), 500);
    }
};

QTEST_GUILESS_MAIN(CliIssuerFlowsTest)
#include "tst_cli_issuer_flows.moc"
