// SPDX-License-Identifier: Apache-2.0
// Every grant with every client authentication: `twb request` against `twb issuer --tls`, two processes. A cell that
// cannot be walked says why and shows the refusal. The same matrix against another maker's server:
// tests/interop/interop_oauth.mjs.
#include "flow_support.h"

#include <map>
#include <QDateTime>
#include <QTemporaryDir>

using command::Run;
using flow::token;
using issuer_process::Issuer;

namespace {

/// Long enough for HS256, and with characters that form-encoding changes.
const QString secret = "matrix secret+/=&%: 0123456789-0123456789";

struct Method {
    const char* name;
    const char* client;
    const char* certificate = nullptr; ///< shown over TLS
};
constexpr Method methods[] = {
    {"none", "public-client"},
    {"client_secret_basic", "secret-client"},
    {"client_secret_basic_raw", "secret-client"},
    {"client_secret_post", "secret-client"},
    {"client_secret_jwt", "secret-client"},
    {"private_key_jwt", "key-client"},
    {"tls_client_auth", "tls-client", "certificate.pem"},
    {"self_signed_tls_client_auth", "self-signed-client", "certificate.pem"},
};
constexpr const char* grants[] = {"client_credentials", "authorization_code", "refresh_token",
                                  "device_code",        "jwt-bearer",         "saml2-bearer",
                                  "token-exchange",     "password",           "free"};
constexpr const char* algorithms[] = {"RS256", "RS384", "RS512",  "PS256", "PS384",   "PS512", "ES256",
                                      "ES384", "ES512", "ES256K", "EdDSA", "Ed25519", "Ed448"};

const Method& methodOf(const QString& name) {
    for (const Method& method : methods) {
        if (name == QLatin1String(method.name)) {
            return method;
        }
    }
    qFatal("no such method");
}

QByteArray octets(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class CliGrantMatrixTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Issuer> m_issuer;
    std::map<QString, std::unique_ptr<QProcess>> m_devices;
    QString m_thumbprint; ///< x5t#S256 of certificate.pem

    QString path(const QString& name) const { return m_folder.filePath(name); }

    QStringList identity(const QString& method) const {
        QStringList words{"--client-id", QLatin1String(methodOf(method).client), "--auth", method};
        if (method.startsWith("client_secret")) {
            words += QStringList{"--secret", secret};
        } else if (method == "private_key_jwt") {
            words += QStringList{"--key", path("client.pem")};
        } else if (method != "none") {
            words += QStringList{"--cert",     path(methodOf(method).certificate),
                                 "--cert-key", path("client.pem"),
                                 "--ca",       path("issuer-ca.pem")};
        }
        return words;
    }
    QString tokenUrl(const QString& method) const {
        return (methodOf(method).certificate != nullptr ? m_issuer->tlsAddress() : m_issuer->address()) + "/token";
    }
    /// A claim of "cnf" in the access token.
    static QString confirmation(const Run& run, const char* name) {
        const Run shown = command::twb({"--json", "decode", token(run)});
        return shown.json().value("payload").toObject().value("cnf").toObject().value(name).toString();
    }
    Run request(const QString& method, const QString& grant, const QStringList& more = {}) const {
        return command::twb(
            QStringList{"--json", "request", "--reveal", "--token-url", tokenUrl(method), "--grant", grant} +
            identity(method) + more);
    }
    /// The token of the answer, read by the program itself with the keys that the issuer serves.
    bool verified(const Run& run, const QString& subject = {}) const {
        const Run seen = command::twb({"--json", "verify", token(run), "--key", path("jwks.json"), "--issuer",
                                       m_issuer->address(), "--typ", "at+jwt"});
        const Run shown = command::twb({"--json", "decode", token(run)});
        return seen.exit == 0 &&
               (subject.isEmpty() || shown.json().value("payload").toObject().value("sub").toString() == subject);
    }
    QStringList codeFlow(const QString& method, const QStringList& more = {}) const {
        return QStringList{"--issuer", m_issuer->address(), "--scope", "openid"} + identity(method) + more;
    }
    QStringList passwordOf(const char* person = "alice") const {
        return {"--param", "username=" + QString::fromLatin1(person), "--param",
                "password=local-issuer-sample-password"};
    }
    /// A fresh SAML assertion as XML in a file, as people have it.
    QString samlFile() const {
        static int count = 0;
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QString xml = "<Assertion xmlns=\"urn:oasis:names:tc:SAML:2.0:assertion\" Version=\"2.0\" ID=\"_%1\">"
                      "<Issuer>urn:idp</Issuer><Subject><NameID>carol</NameID><SubjectConfirmation Method=\""
                      "urn:oasis:names:tc:SAML:2.0:cm:bearer\"><SubjectConfirmationData Recipient=\"%2/token\" "
                      "NotOnOrAfter=\"%3\"/></SubjectConfirmation></Subject><Conditions NotOnOrAfter=\"%3\">"
                      "<AudienceRestriction><Audience>%2</Audience></AudienceRestriction></Conditions></Assertion>";
        xml = xml.arg(++count).arg(m_issuer->address(), now.addSecs(60).toString(Qt::ISODate));
        return command::writeFile(path("assertion.xml"), xml.toUtf8());
    }

    void makeKeys() {
        COMPARE_EXIT(command::twb({"key", "generate", "--type", "RSA", "--format", "pkcs8-pem", "--out",
                                   path("client.pem"), "--public-out", path("client-public.pem"), "--subject",
                                   "CN=tls-client,O=Example Org", "--cert-out", path("certificate.pem")}),
                     0);
        COMPARE_EXIT(command::twb({"key", "generate", "--type", "EC", "--curve", "P-256", "--format", "pkcs8-pem",
                                   "--out", path("other.pem"), "--subject", "CN=somebody else", "--cert-out",
                                   path("other-certificate.pem")}),
                     0);
        for (const char* algorithm : algorithms) {
            const QString name = QLatin1String(algorithm);
            QStringList kind{"--type", "RSA"};
            if (name.startsWith("ES")) {
                kind = {"--type", "EC", "--curve",
                        name == "ES256"   ? "P-256"
                        : name == "ES384" ? "P-384"
                        : name == "ES512" ? "P-521"
                                          : "secp256k1"};
            } else if (name.startsWith("Ed")) {
                kind = {"--type", "OKP", "--curve", name == "Ed448" ? "Ed448" : "Ed25519"};
            }
            COMPARE_EXIT(command::twb(QStringList{"key", "generate", "--kid", "kid-" + name, "--out",
                                                  path(name + ".jwk"), "--public-out", path(name + "-public.jwk")} +
                                      kind),
                         0);
        }
    }
    void writeClients() {
        QJsonArray types{"client_credentials", "authorization_code", "refresh_token", "password"};
        for (const char* urn : {"device_code", "jwt-bearer", "saml2-bearer", "token-exchange"}) {
            types.append("urn:ietf:params:oauth:grant-type:" + QLatin1String(urn));
        }
        const auto client = [&](const char* id, const QJsonValue& method, const QJsonObject& more) {
            QJsonObject made{{"client_id", id},
                             {"token_endpoint_auth_method", method},
                             {"grant_types", types},
                             {"redirect_uris", QJsonArray{"http://127.0.0.1/callback"}}};
            for (auto each = more.begin(); each != more.end(); ++each) {
                made.insert(each.key(), each.value());
            }
            return made;
        };
        QJsonArray keys;
        for (const char* algorithm : algorithms) {
            keys.append(QJsonDocument::fromJson(octets(path(QLatin1String(algorithm) + "-public.jwk"))).object());
        }
        const Run dressed = command::twb({"key", "convert", "--key", path("certificate.pem"), "--to", "jwk", "--x5c"});
        const QJsonObject certified = QJsonDocument::fromJson(dressed.out).object();
        QVERIFY2(certified.contains("x5c"), dressed.shown());
        m_thumbprint = certified.value("x5t#S256").toString();
        const QJsonArray secrets{"client_secret_basic", "client_secret_post", "client_secret_jwt"};
        const QJsonArray clients{
            client("public-client", "none", {}),
            client("secret-client", secrets, {{"client_secret", secret}}),
            client("key-client", "private_key_jwt",
                   {{"public_key", QString::fromUtf8(octets(path("client-public.pem")))}}),
            client("any-key", "private_key_jwt", {{"jwks", QJsonObject{{"keys", keys}}}}),
            client("tls-client", "tls_client_auth", {{"tls_client_auth_subject_dn", "o=example org, cn=TLS-client"}}),
            client("self-signed-client", "self_signed_tls_client_auth",
                   {{"jwks", QJsonObject{{"keys", QJsonArray{certified}}}}}),
        };
        command::writeFile(path("clients.json"), QJsonDocument(clients).toJson());
    }

private Q_SLOTS:
    void initTestCase() {
        makeKeys();
        writeClients();
        m_issuer = std::make_unique<Issuer>(QStringList{"--clients", path("clients.json"), "--consent", "given",
                                                        "--tls", "--tls-ca", path("issuer-ca.pem")});
        QVERIFY(m_issuer->ready());
        command::writeFile(path("jwks.json"), QByteArray::fromStdString(raw_http::body(m_issuer->get("/jwks"))));
        // The device flow waits five seconds before it asks: those of all methods run beside the other grants.
        for (const Method& method : methods) {
            auto device = std::make_unique<QProcess>();
            device->start(places::build("/bin/twb"),
                          QStringList{"--json", "request", "device", "--reveal", "--issuer", m_issuer->address()} +
                              identity(QLatin1String(method.name)));
            QVERIFY(device->waitForStarted());
            m_devices[QLatin1String(method.name)] = std::move(device);
        }
    }

    void cell_data() {
        QTest::addColumn<QString>("grant");
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("impossible");
        for (const char* grant : grants) {
            for (const Method& method : methods) {
                QString reason;
                if (qstrcmp(grant, "client_credentials") == 0 && qstrcmp(method.name, "none") == 0) {
                    reason = "a client without credentials has none to be granted by (RFC 6749, 4.4)";
                }
                QTest::addRow("%s, %s%s", grant, method.name, reason.isEmpty() ? "" : ": impossible")
                    << QString::fromLatin1(grant) << QString::fromLatin1(method.name) << reason;
            }
        }
    }
    void cell() {
        QFETCH(QString, grant);
        QFETCH(QString, method);
        QFETCH(QString, impossible);
        if (!impossible.isEmpty()) {
            const Run run = request(method, "client_credentials");
            COMPARE_EXIT(run, 1);
            const QString code = run.json().value("explanation").toObject().value("code").toString();
            QCOMPARE(code, QString("unauthorized_client"));
            return;
        }
        Run run;
        QString subject = "alice";
        if (grant == "client_credentials") {
            run = request(method, grant, {"--scope", "read"});
            subject = QLatin1String(methodOf(method).client);
        } else if (grant == "authorization_code") {
            run = flow::authorize(codeFlow(method));
            QVERIFY2(!token(run, "id_token").isEmpty(), run.shown());
            QCOMPARE(run.json().value("issuer_compared").toBool(), true);
            QCOMPARE(run.json().value("nonce_matches").toBool(), true);
            const Run pushed = flow::authorize(codeFlow(method, {"--par"}));
            COMPARE_EXIT(pushed, 0);
        } else if (grant == "refresh_token") {
            const QString first = token(flow::authorize(codeFlow(method)), "refresh_token");
            run = request(method, grant, {"--param", "refresh_token=" + first});
            QVERIFY(token(run, "refresh_token") != first);
            COMPARE_EXIT(request(method, grant, {"--param", "refresh_token=" + first}), 1); // rotated
        } else if (grant == "device_code") {
            QProcess& device = *m_devices.at(method);
            QVERIFY(device.state() == QProcess::NotRunning || device.waitForFinished(20'000));
            run.exit = device.exitCode();
            run.out = device.readAllStandardOutput();
            run.err = device.readAllStandardError();
        } else if (grant == "jwt-bearer") {
            const Run made = command::twb(
                {"sign", "--alg", "RS256", "--key", path("client.pem"), "--payload",
                 QString("{\"iss\":\"key-client\",\"sub\":\"bob\",\"aud\":\"%1\"}").arg(m_issuer->address()),
                 "--expires-in", "60s", "--jti"});
            run = request(method, grant, {"--param", "assertion=" + QString::fromUtf8(made.out).trimmed()});
            subject = "bob";
        } else if (grant == "saml2-bearer") {
            run = request(method, grant, {"--param", "assertion=@" + samlFile()});
            subject = "carol";
        } else if (grant == "token-exchange") {
            const QString mine = token(request(method, "password", passwordOf()));
            run = request(method, grant,
                          {"--param", "subject_token=" + mine, "--param",
                           "subject_token_type=urn:ietf:params:oauth:token-type:access_token", "--resource",
                           "https://api.example"});
            QCOMPARE(run.json().value("response").toObject().value("issued_token_type").toString(),
                     QString("urn:ietf:params:oauth:token-type:access_token"));
        } else if (grant == "password") {
            run = request(method, grant, passwordOf());
            COMPARE_EXIT(request(method, grant, passwordOf("mallory")), 1);
        } else {
            run = request(method, "free", QStringList{"--param", "grant_type=password"} + passwordOf());
        }
        COMPARE_EXIT(run, 0);
        QVERIFY2(verified(run, subject), run.shown());
        const bool certificate = methodOf(method).certificate != nullptr;
        QCOMPARE(confirmation(run, "x5t#S256"), certificate ? m_thumbprint : QString()); // RFC 8705 §3.1
    }

    void certificatesThatDoNotServe_data() {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QString>("said");
        for (const char* method : {"tls_client_auth", "self_signed_tls_client_auth"}) {
            QTest::addRow("%s, another certificate", method)
                << method
                << QStringList{"--cert",      path("other-certificate.pem"),    "--cert-key", path("other.pem"),
                               "--token-url", m_issuer->tlsAddress() + "/token"}
                << "CN=somebody else";
            QTest::addRow("%s, without TLS", method)
                << method << QStringList{"--cert",           path("certificate.pem"), "--cert-key",
                                         path("client.pem"), "--token-url",           m_issuer->address() + "/token"}
                << m_issuer->tlsAddress();
        }
    }
    void certificatesThatDoNotServe() {
        QFETCH(QString, method);
        QFETCH(QStringList, more);
        QFETCH(QString, said);
        const Run run =
            command::twb(QStringList{"--json", "request", "--grant", "client_credentials", "--auth", method,
                                     "--client-id", methodOf(method).client, "--ca", path("issuer-ca.pem")} +
                         more);
        COMPARE_EXIT(run, 1);
        const QJsonObject explanation = run.json().value("explanation").toObject();
        QCOMPARE(explanation.value("code").toString(), QString("invalid_client"));
        const QString description = run.json().value("response").toObject().value("error_description").toString();
        QVERIFY2(description.contains(said), run.shown());
    }
    void tlsNeedsItsAuthority() {
        // Without --ca the issuer's certificate is one that nobody vouches for.
        const Run run = command::twb({"--json", "request", "--grant", "client_credentials", "--client-id", "x",
                                      "--auth", "none", "--token-url", m_issuer->tlsAddress() + "/token"});
        COMPARE_EXIT(run, 3);
        QCOMPARE(QString::fromUtf8(octets(path("issuer-ca.pem"))).count("BEGIN CERTIFICATE"), 1);
    }
    void tokensOfACertificateNeedIt() {
        const QString bound = token(flow::authorize(codeFlow("tls_client_auth")));
        const auto userInfo = [&](const QString& base, const QStringList& more) {
            return command::twb(QStringList{"--json", "request", "userinfo", "--token-url", base + "/userinfo",
                                            "--token", bound, "--ca", path("issuer-ca.pem")} +
                                more);
        };
        const QStringList own{"--cert", path("certificate.pem"), "--cert-key", path("client.pem")};
        COMPARE_EXIT(userInfo(m_issuer->tlsAddress(), own), 0);
        COMPARE_EXIT(userInfo(m_issuer->tlsAddress(),
                              {"--cert", path("other-certificate.pem"), "--cert-key", path("other.pem")}),
                     1);
        COMPARE_EXIT(userInfo(m_issuer->address(), {}), 1);
    }

    void everyAlgorithmOfAssertions_data() {
        QTest::addColumn<QString>("algorithm");
        for (const char* algorithm : algorithms) {
            QTest::newRow(algorithm) << QString::fromLatin1(algorithm);
        }
    }
    void everyAlgorithmOfAssertions() {
        QFETCH(QString, algorithm);
        const auto ask = [&](const QStringList& more) {
            return command::twb(QStringList{"--json", "request", "--reveal", "--token-url",
                                            m_issuer->address() + "/token", "--issuer", m_issuer->address(),
                                            "--client-id", "any-key", "--key", path(algorithm + ".jwk"), "--alg",
                                            algorithm} +
                                more);
        };
        for (const char* audience : {"token-url", "issuer"}) {
            for (const char* type : {"JWT", "client-authentication+jwt", "none"}) {
                const Run run = ask({"--assertion-audience", audience, "--assertion-typ", type});
                COMPARE_EXIT(run, 0);
                const QJsonObject made = run.json().value("assertions").toArray().first().toObject();
                const QJsonObject head = made.value("header").toObject();
                QCOMPARE(head.value("alg").toString(), algorithm);
                QCOMPARE(head.value("kid").toString(), "kid-" + algorithm);
                QCOMPARE(head.value("typ").toString("none"), QString(type));
                QCOMPARE(made.value("payload").toObject().value("aud").toString(),
                         m_issuer->address() + (qstrcmp(audience, "issuer") == 0 ? "" : "/token"));
            }
        }
        const Run other = ask({"--assertion-audience", "https://other.example"});
        COMPARE_EXIT(other, 1);
        QCOMPARE(other.json().value("explanation").toObject().value("code").toString(), QString("invalid_client"));
    }

    void asIfByASecondDevice() {
        // slow_down and authorization_pending are refusals that carry their names.
        Issuer asks({"--clients", path("clients.json")});
        const QStringList who{"--client-id", "public-client", "--auth", "none"};
        const QByteArray first = QByteArray::fromStdString(raw_http::body(
            raw_http::exchange(asks.port(), raw_http::request(asks.port(), "POST", "/device_authorization",
                                                              "Content-Type: application/x-www-form-urlencoded\r\n",
                                                              "client_id=public-client"))));
        const QString code = QJsonDocument::fromJson(first).object().value("device_code").toString();
        const auto poll = [&] {
            return command::twb(QStringList{"--json", "request", "--token-url", asks.address() + "/token", "--grant",
                                            "device_code", "--param", "device_code=" + code} +
                                who)
                .json()
                .value("explanation")
                .toObject()
                .value("code")
                .toString();
        };
        QCOMPARE(poll(), QString("authorization_pending"));
        QCOMPARE(poll(), QString("slow_down"));
    }
};

QTEST_GUILESS_MAIN(CliGrantMatrixTest)
#include "tst_cli_grant_matrix.moc"
