// SPDX-License-Identifier: Apache-2.0
// Each grant and each way of authentication, good and bad, without a socket.
#include "issuer_support.h"

using namespace issuer_test;

namespace {

const std::string verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"; // RFC 7636 App. B
const std::string redirectUri = "http://127.0.0.1:49152/callback";

std::string basic(std::string_view id, std::string_view secret) {
    const std::string text = std::string(id) + ":" + std::string(secret);
    return "Basic " + QByteArray(text.data(), static_cast<qsizetype>(text.size())).toBase64().toStdString();
}

/// A request that says who the client is, in one of the ways.
struct Identity {
    Parameters parameters;
    Headers headers;
};

Identity identity(Bench& bench, const std::string& method) {
    if (method == "none") {
        return {{{"client_id", "public-client"}}, {}};
    }
    if (method == "client_secret_post") {
        return {{{"client_id", "secret-client"}, {"client_secret", std::string(sampleClientSecret)}}, {}};
    }
    if (method == "client_secret_basic") {
        return {{}, {{"Authorization", basic("secret-client", sampleClientSecret)}}};
    }
    const bool secret = method == "client_secret_jwt";
    const std::string client = secret ? "secret-client" : "key-client";
    const auto claims = bench.goodClaims(client, address);
    const std::string assertion = secret ? Bench::sign(claims, secretKey(sampleClientSecret), "HS256")
                                         : Bench::sign(claims, keyOf("RS256"), "RS256");
    return {{{"client_assertion_type", std::string(assertionType)}, {"client_assertion", assertion}}, {}};
}

Response tokenAs(Bench& bench, const Identity& who, Parameters parameters) {
    parameters.insert(parameters.end(), who.parameters.begin(), who.parameters.end());
    return bench.token(parameters, who.headers);
}

/// Runs the authorization endpoint and its page. @return the address of the redirect.
std::string authorize(Bench& bench, const Parameters& parameters, const char* decision = "allow") {
    const Response page = bench.handle(get("/authorize?" + formBody(parameters)));
    if (page.status == 302) {
        return std::string(page.header("Location"));
    }
    const std::string mark = "name=\"pending\" value=\"";
    const std::size_t at = page.body.find(mark);
    if (at == std::string::npos) {
        return "no page: " + page.body;
    }
    const std::string pending =
        page.body.substr(at + mark.size(), page.body.find('"', at + mark.size()) - at - mark.size());
    const Response answer = bench.handle(post("/consent", {{"pending", pending}, {"decision", decision}}));
    return std::string(answer.header("Location"));
}

Parameters codeRequest(const std::string& client) {
    return {{"response_type", "code"},
            {"client_id", client},
            {"redirect_uri", redirectUri},
            {"scope", "openid profile"},
            {"state", "s t&1"},
            {"nonce", "n-1"},
            {"code_challenge", challengeOf(verifier)},
            {"code_challenge_method", "S256"}};
}

std::string clientOf(const std::string& method) {
    return method == "none" ? "public-client" : method == "private_key_jwt" ? "key-client" : "secret-client";
}

} // namespace

class IssuerGrantsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyMethodServesEveryGrant_data() {
        QTest::addColumn<QString>("method");
        for (const char* method :
             {"none", "client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt"}) {
            QTest::newRow(method) << method;
        }
    }
    void everyMethodServesEveryGrant() {
        QFETCH(QString, method);
        const std::string how = method.toStdString();
        Bench bench;
        const auto who = [&] { return identity(bench, how); };

        // Client credentials: not for public clients.
        Response response = tokenAs(bench, who(), {{"grant_type", "client_credentials"}, {"scope", "read"}});
        if (how == "none") {
            QCOMPARE(member(response, "error"), std::string("unauthorized_client"));
        } else {
            QCOMPARE(response.status, 200);
            QCOMPARE(response.header("Cache-Control"), std::string_view("no-store"));
            const std::string token = member(response, "access_token");
            QVERIFY(bench.verify(token).accepted());
            QCOMPARE(claim(token, "sub"), clientOf(how));
            QCOMPARE(claim(token, "scope"), std::string("read"));
            QCOMPARE(jwtPart(token, 0).root().find("typ").string().value_or(""), std::string("at+jwt"));
            QCOMPARE(bench.last().summary, std::string("1 token, ES256, 5 min"));
        }

        // Authorization code with PKCE; state and iss come back.
        const std::string location = authorize(bench, codeRequest(clientOf(how)));
        QVERIFY2(location.starts_with(redirectUri + "?code="), location.c_str());
        QCOMPARE(queryParameter(location, "state"), std::string("s t&1"));
        QCOMPARE(queryParameter(location, "iss"), std::string(address));
        response = tokenAs(bench, who(),
                           {{"grant_type", "authorization_code"},
                            {"code", queryParameter(location, "code")},
                            {"redirect_uri", redirectUri},
                            {"code_verifier", verifier}});
        QVERIFY2(response.status == 200, response.body.c_str());
        const std::string id = member(response, "id_token");
        QCOMPARE(claim(id, "nonce"), std::string("n-1"));
        QCOMPARE(claim(id, "aud"), clientOf(how));
        QVERIFY(bench.verify(id).accepted());

        // Refresh with rotation; the old token used again takes everything with it.
        const std::string first = member(response, "refresh_token");
        const Response second = tokenAs(bench, who(), {{"grant_type", "refresh_token"}, {"refresh_token", first}});
        QVERIFY2(second.status == 200, second.body.c_str());
        QVERIFY(member(second, "refresh_token") != first);
        QCOMPARE(member(tokenAs(bench, who(), {{"grant_type", "refresh_token"}, {"refresh_token", first}}), "error"),
                 std::string("invalid_grant"));
        QCOMPARE(bench.findingId(), std::string("refresh-used"));
        tokenAs(bench, who(), {{"grant_type", "refresh_token"}, {"refresh_token", member(second, "refresh_token")}});
        QCOMPARE(bench.findingId(), std::string("refresh-revoked"));

        // Device code.
        Parameters device = who().parameters;
        const Identity begin = who();
        Response started = bench.handle(post("/device_authorization", begin.parameters, begin.headers));
        QVERIFY2(started.status == 200, started.body.c_str());
        const Parameters poll = {{"grant_type", "urn:ietf:params:oauth:grant-type:device_code"},
                                 {"device_code", member(started, "device_code")}};
        QCOMPARE(member(tokenAs(bench, who(), poll), "error"), std::string("authorization_pending"));
        QCOMPARE(member(tokenAs(bench, who(), poll), "error"), std::string("slow_down"));
        bench.now += std::chrono::seconds(9); // five, and five more for good
        QCOMPARE(member(tokenAs(bench, who(), poll), "error"), std::string("slow_down"));
        const std::string code = member(started, "user_code");
        QCOMPARE(bench.handle(post("/device", {{"user_code", code}, {"decision", "allow"}})).status, 200);
        bench.now += std::chrono::seconds(15);
        QCOMPARE(tokenAs(bench, who(), poll).status, 200);
        QCOMPARE(member(tokenAs(bench, who(), poll), "error"), std::string("invalid_grant"));

        // JWT bearer, token exchange, password.
        auto claims = bench.goodClaims("key-client", address);
        claims["sub"] = "\"bob\"";
        response = tokenAs(bench, who(),
                           {{"grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"},
                            {"assertion", Bench::sign(claims, keyOf("RS256"), "RS256")}});
        QVERIFY2(response.status == 200, response.body.c_str());
        QCOMPARE(claim(member(response, "access_token"), "sub"), std::string("bob"));
        response = tokenAs(bench, who(),
                           {{"grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"},
                            {"subject_token", member(response, "access_token")},
                            {"subject_token_type", "urn:ietf:params:oauth:token-type:access_token"},
                            {"resource", "https://api.example/a"},
                            {"audience", "other"}});
        QVERIFY2(response.status == 200, response.body.c_str());
        QCOMPARE(member(response, "issued_token_type"), std::string("urn:ietf:params:oauth:token-type:access_token"));
        QCOMPARE(claim(member(response, "access_token"), "aud"), std::string("[\"https://api.example/a\",\"other\"]"));
        response =
            tokenAs(bench, who(),
                    {{"grant_type", "password"}, {"username", "alice"}, {"password", std::string(sampleUserPassword)}});
        QVERIFY2(response.status == 200, response.body.c_str());
        response = tokenAs(bench, who(), {{"grant_type", "password"}, {"username", "alice"}, {"password", "x"}});
        QCOMPARE(member(response, "error"), std::string("invalid_grant"));
    }

    void badRequestsAreNamed_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("authorization");
        QTest::addColumn<QString>("error");
        QTest::addColumn<QString>("finding");
        const QString secret = QString::fromUtf8(sampleClientSecret.data(), qsizetype(sampleClientSecret.size()));
        const QString me = "grant_type=client_credentials&client_id=secret-client&client_secret=";
        const auto header = [&](const QString& text) { return QString("Basic ") + text.toUtf8().toBase64(); };
        QTest::newRow("no grant") << "client_id=public-client"
                                  << ""
                                  << "invalid_request"
                                  << "parameter-missing";
        QTest::newRow("unknown grant") << "grant_type=x&client_id=public-client"
                                       << ""
                                       << "unsupported_grant_type"
                                       << "grant-unknown";
        QTest::newRow("unknown client") << "grant_type=client_credentials&client_id=nobody"
                                        << ""
                                        << "invalid_client"
                                        << "client-unknown";
        QTest::newRow("no client") << "grant_type=client_credentials"
                                   << ""
                                   << "invalid_client"
                                   << "client-unknown";
        QTest::newRow("wrong secret") << me + "wrong"
                                      << ""
                                      << "invalid_client"
                                      << "client-secret";
        QTest::newRow("secret with line break") << me + secret + "%0A"
                                                << ""
                                                << "invalid_client"
                                                << "client-secret";
        QTest::newRow("empty secret") << "grant_type=client_credentials&client_id=secret-client&client_secret="
                                      << ""
                                      << "invalid_client"
                                      << "client-method";
        QTest::newRow("wrong basic") << "grant_type=client_credentials" << header("secret-client:no")
                                     << "invalid_client"
                                     << "client-secret";
        QTest::newRow("broken basic") << "grant_type=client_credentials"
                                      << "Basic $$$"
                                      << "invalid_client"
                                      << "client-basic";
        QTest::newRow("two ways") << me + secret << header("secret-client:" + secret) << "invalid_request"
                                  << "client-twice";
        QTest::newRow("other id") << "grant_type=client_credentials&client_id=x" << header("secret-client:" + secret)
                                  << "invalid_request"
                                  << "client-id";
        QTest::newRow("twice") << "grant_type=client_credentials&grant_type=password"
                               << ""
                               << "invalid_request"
                               << "parameter-twice";
        QTest::newRow("percent") << "grant_type=%zz"
                                 << ""
                                 << "invalid_request"
                                 << "body-malformed";
        QTest::newRow("tls client") << "grant_type=client_credentials&client_id=tls-client"
                                    << ""
                                    << "invalid_client"
                                    << "client-tls";
        QTest::newRow("unknown code") << "grant_type=authorization_code&client_id=public-client&code=x"
                                      << ""
                                      << "invalid_grant"
                                      << "code-unknown";
        QTest::newRow("unknown refresh") << "grant_type=refresh_token&client_id=public-client&refresh_token=x"
                                         << ""
                                         << "invalid_grant"
                                         << "refresh-unknown";
        QTest::newRow("unknown device")
            << "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&client_id=public-client&device_code=x"
            << ""
            << "invalid_grant"
            << "device-unknown";
        QTest::newRow("half an actor")
            << "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&client_id=public-client&subject_token=x&"
               "subject_token_type=y&actor_token=z"
            << ""
            << "invalid_request"
            << "exchange-actor";
        QTest::newRow("fragment in resource") << me + secret + "&resource=https://a/%23b"
                                              << ""
                                              << "invalid_target"
                                              << "resource";
    }
    void badRequestsAreNamed() {
        QFETCH(QString, body);
        QFETCH(QString, authorization);
        QFETCH(QString, error);
        QFETCH(QString, finding);
        Bench bench;
        Request request = post("/token", {});
        request.body = body.toStdString();
        if (!authorization.isEmpty()) {
            request.headers.emplace_back("Authorization", authorization.toStdString());
        }
        const Response response = bench.handle(request);
        QCOMPARE(QString::fromStdString(member(response, "error")), error);
        QCOMPARE(QString::fromStdString(bench.findingId()), finding);
        const bool byHeader = !authorization.isEmpty() && error == "invalid_client";
        QCOMPARE(response.status, byHeader ? 401 : 400);
        QCOMPARE(response.header("WWW-Authenticate").empty(), !byHeader);
        // Whatever was sent as a secret stands in no log.
        const std::string text = plainText(bench.last().request) + bench.last().summary;
        QVERIFY(text.find(sampleClientSecret) == std::string::npos);
    }

    void jsonInsteadOfAFormIsExplained() {
        Bench bench;
        Request request = post("/token", {});
        request.headers.back().second = "application/json";
        request.body = "{\"grant_type\":\"client_credentials\"}";
        QCOMPARE(bench.handle(request).status, 400);
        QCOMPARE(bench.findingId(), std::string("content-type"));
    }

    void basicIsReadEncodedAndRaw() {
        Bench bench;
        Client client = clientWith("a b", {ClientMethod::SecretBasic});
        client.secret = std::make_shared<const Secret>(Secret::fromText("p%q+r:s"));
        QVERIFY(bench.server.putClient(client));
        const Parameters body = {{"grant_type", "client_credentials"}};
        QCOMPARE(bench.token(body, {{"Authorization", basic("a+b", "p%25q%2Br%3As")}}).status, 200);
        QVERIFY(bench.last().summary.find("not form-encoded") == std::string::npos);
        QCOMPARE(bench.token(body, {{"Authorization", basic("a b", "p%q+r:s")}}).status, 200);
        QVERIFY(bench.last().summary.find("not form-encoded") != std::string::npos);
    }

    void assertionsAreJudged_data() {
        QTest::addColumn<QString>("claim");
        QTest::addColumn<QString>("json"); ///< empty: the claim is left out
        QTest::addColumn<QString>("finding");
        const auto at = [](int seconds) {
            return QString::fromStdString(number(start + std::chrono::seconds(seconds)));
        };
        QTest::newRow("good") << ""
                              << ""
                              << "";
        QTest::newRow("iss") << "iss"
                             << "\"x\""
                             << "assertion-iss";
        QTest::newRow("no sub") << "sub"
                                << ""
                                << "assertion-sub";
        QTest::newRow("sub") << "sub"
                             << "\"x\""
                             << "assertion-sub";
        QTest::newRow("expired") << "exp" << at(-31) << "assertion-exp";
        QTest::newRow("expired within leeway") << "exp" << at(-29) << "";
        QTest::newRow("no exp") << "exp"
                                << ""
                                << "assertion-exp";
        QTest::newRow("exp text") << "exp"
                                  << "\"soon\""
                                  << "assertion-date";
        QTest::newRow("milliseconds") << "exp" << at(60) + "000"
                                      << "assertion-milliseconds";
        QTest::newRow("not yet") << "nbf" << at(31) << "assertion-nbf";
        QTest::newRow("from the future") << "iat" << at(31) << "assertion-iat";
        QTest::newRow("aud") << "aud"
                             << "\"http://localhost:8455\""
                             << "assertion-aud";
        QTest::newRow("no aud") << "aud"
                                << ""
                                << "assertion-aud";
        QTest::newRow("aud list") << "aud"
                                  << "[\"http://127.0.0.1:8455/token\",\"x\"]"
                                  << "";
        QTest::newRow("no jti") << "jti"
                                << ""
                                << "";
    }
    void assertionsAreJudged() {
        QFETCH(QString, claim);
        QFETCH(QString, json);
        QFETCH(QString, finding);
        Bench bench;
        auto claims = bench.goodClaims("key-client", address);
        if (!claim.isEmpty()) {
            claims.erase(claim.toStdString());
        }
        if (!json.isEmpty()) {
            claims[claim.toStdString()] = json.toStdString();
        }
        const std::string assertion = Bench::sign(claims, keyOf("RS256"), "RS256");
        const Parameters body = {{"grant_type", "client_credentials"},
                                 {"client_id", "key-client"},
                                 {"client_assertion_type", std::string(assertionType)},
                                 {"client_assertion", assertion}};
        const Response response = bench.token(body);
        QCOMPARE(QString::fromStdString(bench.findingId()), finding);
        QCOMPARE(response.status, finding.isEmpty() ? 200 : 400);
        QCOMPARE(bench.last().assertion, assertion); // to be opened in the editor
        QVERIFY(plainText(bench.last().request).find(assertion) == std::string::npos);
        if (finding == "assertion-aud" && !json.isEmpty()) {
            const Finding found = *bench.last().finding;
            QCOMPARE(found.remedy, Finding::Remedy::AcceptAudience);
            bench.set([&](Settings& settings) { settings.acceptedAudiences.push_back(found.value); });
            QCOMPARE(bench.token(body).status, 200); // "Accept both"
        }
        if (finding.isEmpty() && claim != "jti") {
            bench.token(body);
            QCOMPARE(bench.findingId(), std::string("assertion-replay"));
        }
    }

    void assertionKeysAndAlgorithmsAreJudged() {
        Bench bench;
        const auto send = [&](const std::string& assertion, const std::string& client = "key-client") {
            bench.token({{"grant_type", "client_credentials"},
                         {"client_id", client},
                         {"client_assertion_type", std::string(assertionType)},
                         {"client_assertion", assertion}});
            return bench.findingId();
        };
        const auto claims = [&](std::string_view client = "key-client") { return bench.goodClaims(client, address); };
        auto other = crypto::generateRsa(2048);
        const jose::Jwk stranger{*other, {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
        QCOMPARE(send(Bench::sign(claims(), stranger, "RS256")), std::string("assertion-signature"));
        QCOMPARE(send(Bench::sign(claims(), keyOf("ES256"), "ES256")), std::string("assertion-key"));
        QCOMPARE(send(Bench::sign(claims(), keyOf("RS256"), "RS256", "dpop+jwt")), std::string("assertion-typ"));
        QCOMPARE(send(Bench::sign(claims(), keyOf("RS256"), "RS256", "client-authentication+jwt")), std::string());
        QCOMPARE(send(Bench::sign(claims(), keyOf("RS256"), "PS256")), std::string());
        QCOMPARE(send(Bench::sign(claims(), secretKey(sampleClientSecret), "HS256")), std::string("assertion-method"));
        QCOMPARE(send(Bench::sign(claims("secret-client"), secretKey("another-secret-0123456789012345678"), "HS256"),
                      "secret-client"),
                 std::string("assertion-signature"));
        QCOMPARE(send("a.b"), std::string("assertion-structure"));
        QCOMPARE(send("e30.e30.AA"), std::string("assertion-alg"));
        QCOMPARE(send(*jose::encodeUnsecured("{\"alg\":\"none\"}", asBytes("{}"))), std::string("assertion-alg"));
        QCOMPARE(send(std::string(100000, 'x')), std::string("assertion-structure"));
        bench.token({{"grant_type", "client_credentials"},
                     {"client_assertion", Bench::sign(claims(), keyOf("RS256"), "RS256")}});
        QCOMPARE(bench.findingId(), std::string("assertion-type"));
    }

    void everyAsymmetricAlgorithmServes_data() {
        QTest::addColumn<QString>("algorithm");
        for (const char* name : {"RS256", "RS512", "PS384", "ES256", "ES384", "ES512", "ES256K", "EdDSA", "Ed25519"}) {
            QTest::newRow(name) << name;
        }
    }
    void everyAsymmetricAlgorithmServes() {
        QFETCH(QString, algorithm);
        const std::string name = algorithm.toStdString();
        Bench bench;
        const jose::Jwk& key = keyOf(name.starts_with("RS") || name.starts_with("PS") ? "RS256" : name);
        QVERIFY(bench.server.putClient(keyClient("each", key)));
        const Response response =
            bench.token({{"grant_type", "client_credentials"},
                         {"client_assertion_type", std::string(assertionType)},
                         {"client_assertion", Bench::sign(bench.goodClaims("each", address), key, name)}});
        QVERIFY2(response.status == 200, response.body.c_str());
    }

    void codesAreJudged() {
        Bench bench;
        const auto exchange = [&](const std::string& code, Parameters more) {
            Parameters body = {{"grant_type", "authorization_code"}, {"client_id", "public-client"}, {"code", code}};
            body.insert(body.end(), more.begin(), more.end());
            const Response response = bench.token(body);
            return response.status == 200 ? std::string() : bench.findingId();
        };
        const auto fresh = [&] { return queryParameter(authorize(bench, codeRequest("public-client")), "code"); };
        const std::pair<std::string, std::string> uri{"redirect_uri", redirectUri};
        QCOMPARE(exchange(fresh(), {{"code_verifier", verifier}}), std::string("parameter-missing"));
        QCOMPARE(exchange(fresh(), {{"redirect_uri", "http://127.0.0.1:1/callback"}, {"code_verifier", verifier}}),
                 std::string("code-redirect"));
        QCOMPARE(exchange(fresh(), {uri}), std::string("pkce-missing"));
        QCOMPARE(exchange(fresh(), {uri, {"code_verifier", "short"}}), std::string("pkce-form"));
        QCOMPARE(exchange(fresh(), {uri, {"code_verifier", std::string(43, 'a')}}), std::string("pkce"));
        std::string code = fresh();
        bench.now += std::chrono::seconds(60);
        QCOMPARE(exchange(code, {uri, {"code_verifier", verifier}}), std::string("code-expired"));
        code = fresh();
        QCOMPARE(exchange(code, {uri, {"code_verifier", verifier}}), std::string());
        QCOMPARE(exchange(code, {uri, {"code_verifier", verifier}}), std::string("code-used"));
        // A code of another client.
        code = queryParameter(authorize(bench, codeRequest("secret-client")), "code");
        QCOMPARE(exchange(code, {uri, {"code_verifier", verifier}}), std::string("code-client"));
        // The method plain, the default where none is named.
        Parameters plain = codeRequest("public-client");
        plain.pop_back();
        plain.back().second = verifier;
        QCOMPARE(exchange(queryParameter(authorize(bench, plain), "code"), {uri, {"code_verifier", verifier}}),
                 std::string());
    }

    void authorizationRequestsAreJudged_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("error"); ///< empty: no redirect at all
        QTest::newRow("client") << "client_id"
                                << "nobody"
                                << "";
        QTest::newRow("redirect") << "redirect_uri"
                                  << "https://evil.example/"
                                  << "";
        QTest::newRow("redirect with user") << "redirect_uri"
                                            << "http://127.0.0.1@evil.example/callback"
                                            << "";
        QTest::newRow("redirect host") << "redirect_uri"
                                       << "http://127.0.0.1.evil.example/callback"
                                       << "";
        QTest::newRow("response type") << "response_type"
                                       << "token"
                                       << "unsupported_response_type";
        QTest::newRow("challenge") << "code_challenge"
                                   << ""
                                   << "invalid_request";
        QTest::newRow("method") << "code_challenge_method"
                                << "S512"
                                << "invalid_request";
        QTest::newRow("mode") << "response_mode"
                              << "fragment"
                              << "invalid_request";
        QTest::newRow("request object") << "request"
                                        << "eyJ"
                                        << "request_not_supported";
        QTest::newRow("prompt") << "prompt"
                                << "none"
                                << "consent_required";
        QTest::newRow("resource") << "resource"
                                  << "relative"
                                  << "invalid_target";
    }
    void authorizationRequestsAreJudged() {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, error);
        Bench bench;
        Parameters parameters;
        for (const auto& each : codeRequest("public-client")) {
            if (each.first != name.toStdString()) {
                parameters.push_back(each);
            }
        }
        parameters.emplace_back(name.toStdString(), value.toStdString());
        const Response response = bench.handle(get("/authorize?" + formBody(parameters)));
        if (error.isEmpty()) {
            QCOMPARE(response.status, 400);
            QVERIFY(response.header("Location").empty());
        } else {
            QCOMPARE(response.status, 302);
            QCOMPARE(QString::fromStdString(queryParameter(response.header("Location"), "error")), error);
            QCOMPARE(queryParameter(response.header("Location"), "state"), std::string("s t&1"));
        }
    }

    void thePageEscapesAndCannotBeFramed() {
        Bench bench;
        Parameters parameters = codeRequest("public-client");
        parameters[3].second = "<script>alert(1)</script>";
        const Response page = bench.handle(get("/authorize?" + formBody(parameters)));
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.find("<script") == std::string::npos);
        QVERIFY(page.body.find("&lt;script&gt;") != std::string::npos);
        QCOMPARE(page.header("X-Frame-Options"), std::string_view("DENY"));
        QVERIFY(page.header("Content-Security-Policy").find("default-src 'none'") != std::string_view::npos);
        QCOMPARE(queryParameter(authorize(bench, parameters, "deny"), "error"), std::string("access_denied"));
        const Response unknown = bench.handle(get("/authorize?client_id=%22%3E%3Cimg%20src=x%3E"));
        QVERIFY(unknown.body.find("<img") == std::string::npos);
    }

    void requestsArePushedAndUsedOnce() {
        Bench bench;
        Parameters parameters = codeRequest("public-client");
        const Response pushed = bench.handle(post("/par", parameters));
        QCOMPARE(pushed.status, 201);
        const Parameters use = {{"client_id", "public-client"}, {"request_uri", member(pushed, "request_uri")}};
        QVERIFY(authorize(bench, use).starts_with(redirectUri + "?code="));
        QCOMPARE(bench.handle(get("/authorize?" + formBody(use))).status, 400); // once
        parameters[2].second = "https://evil.example/";
        QCOMPARE(bench.handle(post("/par", parameters)).status, 400);
        // The PAR endpoint is an audience of its own (RFC 9126 §2).
        Parameters signedRequest = codeRequest("key-client");
        const auto claims = bench.goodClaims("key-client", std::string(address) + "/par");
        signedRequest.emplace_back("client_assertion_type", assertionType);
        signedRequest.emplace_back("client_assertion", Bench::sign(claims, keyOf("RS256"), "RS256"));
        QCOMPARE(bench.handle(post("/par", signedRequest)).status, 201);
        const Response late = bench.handle(post("/par", codeRequest("public-client")));
        bench.now += std::chrono::seconds(60);
        QCOMPARE(bench
                     .handle(get("/authorize?client_id=public-client&request_uri=" +
                                 formEncode(member(late, "request_uri"))))
                     .status,
                 400);
    }

    void tokensAreIntrospectedAndRevoked() {
        Bench bench;
        const Identity me = identity(bench, "client_secret_post");
        const auto ask = [&](const std::string& token, Headers headers = {}) {
            Parameters body = me.parameters;
            body.emplace_back("token", token);
            return bench.handle(post("/introspect", body, std::move(headers)));
        };
        const std::string token =
            member(tokenAs(bench, me, {{"grant_type", "client_credentials"}, {"scope", "read"}}), "access_token");
        Response response = ask(token);
        QCOMPARE(member(response, "active"), std::string("true"));
        QCOMPARE(member(response, "scope"), std::string("read"));
        QCOMPARE(ask("x").body, std::string("{\"active\":false}"));
        response = ask(token, {{"Accept", "application/token-introspection+jwt"}});
        QCOMPARE(response.header("Content-Type"), std::string_view("application/token-introspection+jwt"));
        QVERIFY(claim(response.body, "token_introspection").find("\"active\":true") != std::string::npos);
        // A public client may not ask.
        QCOMPARE(bench.handle(post("/introspect", {{"client_id", "public-client"}, {"token", token}})).status, 401);
        bench.now += std::chrono::seconds(312);
        QCOMPARE(ask(token).body, std::string("{\"active\":false}"));
        QCOMPARE(bench.last().summary, std::string("active: false, expired 12 s ago"));
        // Revocation: of an access token, of something unknown, of a token of somebody else.
        const std::string second = member(tokenAs(bench, me, {{"grant_type", "client_credentials"}}), "access_token");
        const auto revoke = [&](const Parameters& who, const std::string& what) {
            Parameters body = who;
            body.emplace_back("token", what);
            return bench.handle(post("/revoke", body)).status;
        };
        QCOMPARE(revoke({{"client_id", "public-client"}}, second), 400);
        QCOMPARE(member(ask(second), "active"), std::string("true"));
        QCOMPARE(revoke(me.parameters, second), 200);
        QCOMPARE(revoke(me.parameters, "unknown"), 200);
        QCOMPARE(ask(second).body, std::string("{\"active\":false}"));
    }

    void userInfoWantsAGoodToken() {
        Bench bench;
        const Identity me = identity(bench, "client_secret_post");
        const std::string token = member(tokenAs(bench, me,
                                                 {{"grant_type", "password"},
                                                  {"username", "alice"},
                                                  {"password", std::string(sampleUserPassword)},
                                                  {"scope", "openid email"}}),
                                         "access_token");
        Response response = bench.handle(get("/userinfo", {{"Authorization", "Bearer " + token}}));
        QCOMPARE(member(response, "sub"), std::string("alice"));
        QCOMPARE(member(response, "email"), std::string("alice@example.com"));
        response = bench.handle(get("/userinfo"));
        QCOMPARE(response.status, 401);
        QVERIFY(response.header("WWW-Authenticate").find("error=") == std::string_view::npos); // RFC 6750 §3.1
        response = bench.handle(get("/userinfo", {{"Authorization", "Bearer x"}}));
        QVERIFY(response.header("WWW-Authenticate").find("invalid_token") != std::string_view::npos);
        bench.now += std::chrono::seconds(301);
        QCOMPARE(bench.handle(get("/userinfo", {{"Authorization", "Bearer " + token}})).status, 401);
        QCOMPARE(bench.findingId(), std::string("resource-ended"));
    }
};

QTEST_GUILESS_MAIN(IssuerGrantsTest)
#include "tst_issuer_grants.moc"
