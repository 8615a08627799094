// SPDX-License-Identifier: Apache-2.0
// Client and server of this project, each a process of its own: `twb request` with what stands around the grants, and
// the flows of the vendors from start to end, against `twb issuer`. The grants are in tst_cli_grant_matrix.
#include "flow_support.h"

#include <QTemporaryDir>

using command::Run;
using flow::token;
using issuer_process::Issuer;

namespace {
const QString sampleSecret = "local-issuer-sample-secret-0123456789";
} // namespace

class CliIssuerFlowsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Issuer> m_issuer;

    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    QString url(const char* endpoint) const { return m_issuer->address() + QLatin1String(endpoint); }

    /// The options by which a client says who it is.
    QStringList identity(const QString& method) const {
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
