// SPDX-License-Identifier: Apache-2.0
// Deliberate faults, vendors' stand-ins, DPoP, keys, bounds, who may ask; without a socket.
#include "issuer/gate.h"
#include "issuer/limits.h"
#include "issuer_support.h"
#include "jose/key_material.h"
#include "profiles/library.h"

using namespace issuer_test;

namespace {

Response credentials(Bench& bench) {
    return bench.token({{"grant_type", "client_credentials"},
                        {"client_id", "secret-client"},
                        {"client_secret", std::string(sampleClientSecret)}});
}

/// The assertion of the BMP documents.
Parameters bmpRequest(const std::map<std::string, std::string>& claims, std::string_view algorithm = "RS256") {
    const jose::Jwk& key = keyOf(algorithm.starts_with("ES") ? "ES256" : "RS256");
    return {{"grant_type", "client_credentials"},
            {"client_id", "key-client"},
            {"scope", "bmp.digital.api.full.access"},
            {"client_assertion", Bench::sign(claims, key, algorithm)},
            {"client_assertion_type", std::string(assertionType)}};
}

std::string proof(const Bench& bench, const jose::Jwk& key, std::string_view method, std::string_view url,
                  std::string_view jti, std::string_view nonce = {}, std::string_view ath = {}) {
    jose::Jwk publicKey = key;
    publicKey.kid.clear();
    JsonObject payload;
    payload.text("jti", jti).text("htm", method).text("htu", url);
    payload.number("iat", bench.now.time_since_epoch().count());
    if (!nonce.empty()) {
        payload.text("nonce", nonce);
    }
    if (!ath.empty()) {
        payload.text("ath", ath);
    }
    const std::string header =
        JsonObject().text("typ", "dpop+jwt").text("alg", "ES256").raw("jwk", *jose::writePublicJwk(publicKey)).finish();
    return *jose::signCompact(header, asBytes(payload.finish()), key);
}

} // namespace

class IssuerFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void faultsHaveNames() {
        for (const Fault fault :
             {Fault::None, Fault::ExpiredTokens, Fault::WrongAudience, Fault::BadSignature, Fault::UnknownKid,
              Fault::KeyRotation, Fault::SlowAnswers, Fault::Error500, Fault::Html}) {
            QVERIFY(findFault(name(fault)) == fault);
        }
        QVERIFY(!findFault("none at all"));
    }

    void eachFaultIsSeenByAReceiver() {
        Bench bench;
        const auto with = [&](Fault fault) {
            bench.set([&](Settings& settings) { settings.fault = fault; });
            return credentials(bench);
        };
        std::string token = member(with(Fault::None), "access_token");
        QVERIFY(bench.verify(token).accepted());

        token = member(with(Fault::ExpiredTokens), "access_token");
        QCOMPARE(bench.verify(token).verdict, jose::Verdict::Verified);
        QCOMPARE(bench.verify(token).row(jose::CheckId::Expiry).outcome, jose::Outcome::Fail);

        token = member(with(Fault::WrongAudience), "access_token");
        QVERIFY(bench.verify(token).accepted());
        QCOMPARE(claim(token, "aud"), std::string("https://wrong-audience.example"));

        token = member(with(Fault::BadSignature), "access_token");
        QCOMPARE(bench.verify(token).verdict, jose::Verdict::Invalid);

        token = member(with(Fault::UnknownKid), "access_token");
        QCOMPARE(bench.verify(token).verdict, jose::Verdict::NotChecked);

        const std::string before = bench.server.jwks();
        token = member(with(Fault::KeyRotation), "access_token");
        QVERIFY(bench.verify(token).accepted()); // with the keys fetched anew
        const auto old = jose::KeySet::parse(before);
        QCOMPARE(jose::verifyToken(token, std::make_shared<const jose::KeySet>(*old), {}, bench.now).verdict,
                 jose::Verdict::NotChecked);

        QCOMPARE(with(Fault::SlowAnswers).delay, std::chrono::milliseconds(5000));
        QCOMPARE(with(Fault::Error500).status, 500);
        QCOMPARE(bench.handle(get("/jwks")).status, 200); // discovery and keys stay
        const Response page = with(Fault::Html);
        QCOMPARE(page.status, 200);
        QVERIFY(page.header("Content-Type").starts_with("text/html"));
    }

    void lifetimesFormsClockAndTemplatesAreObeyed() {
        Bench bench;
        const auto profile = profiles::readProfile(
            "{\"id\":\"x\",\"title\":\"x\",\"summary\":\"x\",\"template\":{\"header\":{\"alg\":\"RS256\"},"
            "\"payload\":{\"iss\":\"not mine\",\"tenant\":7,\"made\":{\"$generate\":\"now\"},"
            "\"id\":{\"$generate\":\"uuid\"}}}}");
        QVERIFY2(profile.profile, profile.problems.empty() ? "" : profiles::textOf(profile.problems.front()).c_str());
        bench.set([&](Settings& settings) {
            settings.tokenLife = std::chrono::hours(1);
            settings.clockOffset = std::chrono::seconds(-100);
            settings.audience = "https://api.example";
            settings.claims = profile.profile->start;
        });
        const Response response = credentials(bench);
        const std::string token = member(response, "access_token");
        QCOMPARE(member(response, "expires_in"), std::string("3600"));
        QCOMPARE(claim(token, "iat"), number(start - std::chrono::seconds(100)));
        QCOMPARE(claim(token, "aud"), std::string("https://api.example"));
        QCOMPARE(claim(token, "iss"), std::string(address)); // what the server sets stays
        QCOMPARE(claim(token, "tenant"), std::string("7"));
        QCOMPARE(claim(token, "made"), number(start - std::chrono::seconds(100)));
        QCOMPARE(claim(token, "id").size(), std::size_t(36));
        bench.set([](Settings& settings) { settings.tokenForm = Settings::TokenForm::Opaque; });
        QVERIFY(member(credentials(bench), "access_token").find('.') == std::string::npos);
    }

    void everyBuiltInTemplateCanBeTheClaims() {
        Bench bench;
        int tried = 0;
        for (const auto& profile : profiles::Library::builtIn()->all()) {
            if (profile.start) {
                bench.set([&](Settings& settings) { settings.claims = profile.start; });
                const Response response = credentials(bench);
                QVERIFY2(response.status == 200, (profile.id + ": " + response.body).c_str());
                ++tried;
            }
        }
        QVERIFY(tried > 3);
    }

    void bmpIsStrict_data() {
        QTest::addColumn<QString>("claim");
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("finding");
        const auto at = [](int seconds) {
            return QString::fromStdString(number(start + std::chrono::seconds(seconds)));
        };
        QTest::newRow("good") << ""
                              << ""
                              << "";
        QTest::newRow("an hour") << "exp" << at(3600) << "";
        QTest::newRow("more than an hour") << "exp" << at(3601) << "assertion-life";
        QTest::newRow("issuer as aud") << "aud"
                                       << "\"http://127.0.0.1:8455\""
                                       << "assertion-aud";
        QTest::newRow("other token endpoint") << "aud"
                                              << "\"http://127.0.0.1:8455/token\""
                                              << "assertion-aud";
        QTest::newRow("list") << "aud"
                              << "[\"http://127.0.0.1:8455/connect/token\"]"
                              << "assertion-aud";
        QTest::newRow("no jti") << "jti"
                                << ""
                                << "assertion-jti";
        QTest::newRow("no iat") << "iat"
                                << ""
                                << "assertion-iat";
        QTest::newRow("no nbf") << "nbf"
                                << ""
                                << "assertion-nbf";
        QTest::newRow("sub") << "sub"
                             << "\"other\""
                             << "assertion-sub";
        QTest::newRow("milliseconds") << "iat" << at(0) + "000"
                                      << "assertion-milliseconds";
    }
    void bmpIsStrict() {
        QFETCH(QString, claim);
        QFETCH(QString, json);
        QFETCH(QString, finding);
        Bench bench;
        auto claims = bench.goodClaims("key-client", std::string(address) + "/connect/token");
        if (!claim.isEmpty()) {
            claims.erase(claim.toStdString());
        }
        if (!json.isEmpty()) {
            claims[claim.toStdString()] = json.toStdString();
        }
        const Parameters body = bmpRequest(claims);
        const Response response = bench.handle(post("/connect/token", body));
        QCOMPARE(QString::fromStdString(bench.findingId()), finding);
        QCOMPARE(response.status, finding.isEmpty() ? 200 : 400);
        if (finding.isEmpty()) {
            QCOMPARE(member(response, "scope"), std::string("bmp.digital.api.full.access"));
            bench.handle(post("/connect/token", body));
            QCOMPARE(bench.findingId(), std::string("assertion-replay"));
        }
    }

    void bmpKnowsOneWay() {
        Bench bench;
        const auto claims = bench.goodClaims("key-client", std::string(address) + "/connect/token");
        bench.handle(post("/connect/token", bmpRequest(claims, "PS256")));
        QCOMPARE(bench.findingId(), std::string("assertion-alg"));
        bench.handle(post("/connect/token", {{"grant_type", "client_credentials"}, {"client_id", "key-client"}}));
        QCOMPARE(bench.findingId(), std::string("bmp-assertion"));
        Parameters body = bmpRequest(claims);
        body[2].second = std::string(301, 's');
        bench.handle(post("/connect/token", body));
        QCOMPARE(bench.findingId(), std::string("bmp-scope"));
        body = bmpRequest(claims);
        body.pop_back();
        bench.handle(post("/connect/token", body));
        QCOMPARE(bench.findingId(), std::string("assertion-type"));
    }

    void senseCryptHandsOutTokens() {
        Bench bench;
        const auto ask = [&](std::string_view key, std::string body) {
            Request request = post("/gen-jwt", {}, {{"X-API-Key", std::string(key)}});
            request.body = std::move(body);
            return bench.handle(request);
        };
        const Response response = ask(sampleApiKey, "{\"instance_id\": \"123445\"}");
        QCOMPARE(response.status, 200);
        const std::string token = member(response, "token");
        const auto keys = jose::readSecretText(sampleJwtSecret, jose::SecretEncoding::Utf8);
        QVERIFY(jose::verifyToken(token, std::make_shared<const jose::KeySet>(*keys), {}, bench.now).accepted());
        QCOMPARE(claim(token, "instance_id"), std::string("123445"));
        QCOMPARE(claim(token, "exp"), number(start + std::chrono::minutes(5)));
        QVERIFY(plainText(bench.last().response).find(token) == std::string::npos);
        QVERIFY(plainText(bench.last().request).find(sampleApiKey) == std::string::npos);
        QCOMPARE(ask(sampleApiKey, "{}").status, 200);
        QVERIFY(bench.last().summary.find("every device") != std::string::npos);
        QCOMPARE(ask("wrong", "{}").status, 401);
        QCOMPARE(ask(sampleMobileApiKey, "{}").status, 401);
        QCOMPARE(bench.findingId(), std::string("sensecrypt-mobile-key"));
        QCOMPARE(ask(sampleApiKey, "[]").status, 400);
        QCOMPARE(ask(sampleApiKey, "{\"instance_id\":5}").status, 400);
    }

    void cafExchangesTokens_data() {
        QTest::addColumn<QString>("payload");
        QTest::addColumn<QString>("finding");
        const auto at = [](int seconds) {
            return QString::fromStdString(number(start + std::chrono::seconds(seconds)));
        };
        const QString good = R"({"iss":"61b0c0ffee0000000000c1d1","peopleId":"11144477735","exp":%1})";
        QTest::newRow("good") << good.arg(at(300)) << "";
        QTest::newRow("expired") << good.arg(at(-31)) << "caf-exp";
        QTest::newRow("milliseconds") << good.arg(at(300) + "000") << "caf-milliseconds";
        QTest::newRow("clientId") << R"({"clientId":"61b0c0ffee0000000000c1d1"})"
                                  << "caf-iss";
        QTest::newRow("other client") << R"({"iss":"x"})"
                                      << "caf-iss";
        QTest::newRow("expiresAt") << R"({"iss":"61b0c0ffee0000000000c1d1","expiresAt":1})"
                                   << "caf-exp";
    }
    void cafExchangesTokens() {
        QFETCH(QString, payload);
        QFETCH(QString, finding);
        Bench bench;
        const std::string token = *jose::signCompact("{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
                                                     asBytes(payload.toStdString()), secretKey(sampleCafClientSecret));
        for (const std::string& header : {token, "Bearer " + token}) {
            const Response response = bench.handle(get("/bff/session-tokens", {{"Authorization", header}}));
            QCOMPARE(QString::fromStdString(bench.findingId()), finding);
            QCOMPARE(response.status, finding.isEmpty() ? 200 : 401);
            QVERIFY(!member(response, "requestId").empty());
            QCOMPARE(member(response, "sessionToken").empty(), !finding.isEmpty());
            QVERIFY(plainText(bench.last().request).find(token) == std::string::npos);
        }
    }

    void cafSaysNoInItsOwnWay() {
        Bench bench;
        QCOMPARE(bench.handle(get("/bff/session-tokens")).status, 401);
        const std::string other = *jose::signCompact("{\"alg\":\"HS256\"}", asBytes("{}"), secretKey("other"));
        bench.handle(get("/bff/session-tokens", {{"Authorization", other}}));
        QCOMPARE(bench.findingId(), std::string("caf-signature"));
        bench.handle(get("/bff/session-tokens", {{"Authorization", "no token"}}));
        QCOMPARE(bench.findingId(), std::string("caf-structure"));
        // The REST call: 401 without a good token, 403 with one that may not.
        QCOMPARE(bench.handle(get("/v1/transactions")).status, 401);
        const auto tokenFor = [&](const char* scope) {
            return member(bench.handle(post("/oauth2/token", {{"grant_type", "client_credentials"},
                                                              {"client_id", "secret-client"},
                                                              {"client_secret", std::string(sampleClientSecret)},
                                                              {"scope", scope}})),
                          "access_token");
        };
        const auto call = [&](const char* scope) {
            return bench.handle(get("/v1/transactions", {{"Authorization", "Bearer " + tokenFor(scope)}}));
        };
        QCOMPARE(call("transactions:read").status, 200);
        QCOMPARE(call("profiles:read").status, 403);
    }

    void dpopBindsTokens() {
        Bench bench;
        const jose::Jwk& key = keyOf("ES256");
        const std::string endpoint = std::string(address) + "/token";
        const Parameters body = {{"grant_type", "client_credentials"},
                                 {"client_id", "secret-client"},
                                 {"client_secret", std::string(sampleClientSecret)}};
        Response response = bench.token(body, {{"DPoP", proof(bench, key, "POST", endpoint, "1")}});
        QCOMPARE(response.status, 200);
        QCOMPARE(member(response, "token_type"), std::string("DPoP"));
        const std::string token = member(response, "access_token");
        QVERIFY(claim(token, "cnf").find(*jose::thumbprint(key.key)) != std::string::npos);
        // The same proof again, another method, another address, none for a client that needs one.
        bench.token(body, {{"DPoP", proof(bench, key, "POST", endpoint, "1")}});
        QCOMPARE(bench.findingId(), std::string("dpop-replay"));
        response = bench.token(body, {{"DPoP", proof(bench, key, "GET", endpoint, "2")}});
        QCOMPARE(member(response, "error"), std::string("invalid_dpop_proof"));
        QCOMPARE(bench.findingId(), std::string("dpop-htm"));
        bench.token(body, {{"DPoP", proof(bench, key, "POST", "https://elsewhere/token", "3")}});
        QCOMPARE(bench.findingId(), std::string("dpop-htu"));
        Client bound = clientWith("bound", {ClientMethod::SecretPost});
        bound.dpop = Client::Binding::Required;
        QVERIFY(bench.server.putClient(bound));
        Parameters other = body;
        other[1].second = "bound";
        bench.token(other);
        QCOMPARE(bench.findingId(), std::string("dpop-missing"));
        // At a resource the proof is for this token, by this key.
        const std::string info = std::string(address) + "/userinfo";
        const std::string hash = *jose::accessTokenHash(token);
        const auto ask = [&](const std::string& sent) {
            return bench.handle(get("/userinfo", {{"Authorization", "DPoP " + token}, {"DPoP", sent}})).status;
        };
        QCOMPARE(ask(proof(bench, key, "GET", info, "4", {}, hash)), 200);
        QCOMPARE(ask(proof(bench, key, "GET", info, "5")), 401); // no ath
        QCOMPARE(bench.handle(get("/userinfo", {{"Authorization", "Bearer " + token}})).status, 401);
        QCOMPARE(bench.findingId(), std::string("resource-bound"));
    }

    void dpopNonceIsDemanded() {
        Bench bench;
        bench.set([](Settings& settings) { settings.dpopNonce = Settings::DpopNonce::Demanded; });
        const std::string endpoint = std::string(address) + "/token";
        const Parameters body = {{"grant_type", "client_credentials"},
                                 {"client_id", "secret-client"},
                                 {"client_secret", std::string(sampleClientSecret)}};
        Response response = bench.token(body, {{"DPoP", proof(bench, keyOf("ES256"), "POST", endpoint, "1")}});
        QCOMPARE(response.status, 400);
        QCOMPARE(member(response, "error"), std::string("use_dpop_nonce"));
        const std::string nonce(response.header("DPoP-Nonce"));
        QVERIFY(!nonce.empty());
        response = bench.token(body, {{"DPoP", proof(bench, keyOf("ES256"), "POST", endpoint, "2", nonce)}});
        QCOMPARE(response.status, 200);
        bench.now += std::chrono::seconds(300);
        response = bench.token(body, {{"DPoP", proof(bench, keyOf("ES256"), "POST", endpoint, "3", nonce)}});
        QCOMPARE(member(response, "error"), std::string("use_dpop_nonce"));
        QVERIFY(response.header("DPoP-Nonce") != nonce);
    }

    void keysAreServedHiddenAndChanged() {
        Bench bench;
        const auto served = [&] { return jose::KeySet::parse(bench.server.jwks())->entries().size(); };
        QCOMPARE(served(), std::size_t(2));
        QVERIFY(bench.server.jwks().find("\"d\"") == std::string::npos); // public parts only
        QCOMPARE(bench.server.keys().front().state, ServedKey::State::SignsNow);
        QVERIFY(!bench.server.publish("key-ES256", IssuerKey::Publish::No));
        QVERIFY(bench.server.publish("key-EdDSA", IssuerKey::Publish::No));
        QCOMPARE(served(), std::size_t(1));
        QVERIFY(bench.server.signWith("key-RS256"));
        QCOMPARE(served(), std::size_t(2));
        QCOMPARE(jwtPart(member(credentials(bench), "access_token"), 0).root().find("kid").string().value_or(""),
                 std::string("key-RS256"));
        QVERIFY(!bench.server.signWith("nobody"));
        // What cannot sign is refused, and nothing changes.
        jose::Jwk half = keyOf("ES256");
        half.key = half.key.publicHalf();
        QVERIFY(!bench.server.setKeys({{"half", half, IssuerKey::Publish::Yes}}));
        QVERIFY(!bench.server.setKeys({{"secret", secretKey("x"), IssuerKey::Publish::Yes}}));
        QVERIFY(!bench.server.setKeys({}));
        QCOMPARE(served(), std::size_t(2));
    }

    void discoveryNamesWhatIsThere() {
        Bench bench;
        for (const char* path : {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"}) {
            const Response response = bench.handle(get(path));
            QCOMPARE(response.status, 200);
            QCOMPARE(member(response, "issuer"), std::string(address));
            for (const char* name :
                 {"token_endpoint", "jwks_uri", "userinfo_endpoint", "authorization_endpoint", "introspection_endpoint",
                  "revocation_endpoint", "device_authorization_endpoint", "pushed_authorization_request_endpoint"}) {
                const std::string url = member(response, name);
                QVERIFY2(url.starts_with(address), name);
                // Something answers there.
                QVERIFY(bench.handle(get(url.substr(address.size()))).status != 404);
            }
        }
        QCOMPARE(bench.handle(get("/nothing")).status, 404);
        QCOMPARE(bench.handle(get("/token")).status, 405);
    }

    void onlyThisComputerIsAnswered() {
        Bench bench;
        const auto status = [&](const std::string& host, const std::string& origin) {
            Request request{"GET", "/jwks", {}, {}};
            if (!host.empty()) {
                request.headers.emplace_back("Host", host);
            }
            if (!origin.empty()) {
                request.headers.emplace_back("Origin", origin);
            }
            return bench.handle(request).status;
        };
        QCOMPARE(status("127.0.0.1:8455", ""), 200);
        QCOMPARE(status("localhost:8455", ""), 200);
        QCOMPARE(status("", ""), 421);
        QCOMPARE(status("127.0.0.1", ""), 421);
        QCOMPARE(status("evil.example:8455", ""), 421); // a name that was rebound to this address
        QCOMPARE(bench.findingId(), std::string("foreign-host"));
        QCOMPARE(status("127.0.0.1:8455", "https://evil.example"), 403);
        QCOMPARE(status("127.0.0.1:8455", "null"), 403);
        QCOMPARE(status("127.0.0.1:8455", "http://localhost.evil.example"), 403);
        QCOMPARE(status("127.0.0.1:8455", "http://localhost:3000"), 200);
        Request preflight{"OPTIONS", "/token", {{"Host", "127.0.0.1:8455"}, {"Origin", "http://localhost:3000"}}, {}};
        const Response allowed = bench.handle(preflight);
        QCOMPARE(allowed.status, 204);
        QCOMPARE(allowed.header("Access-Control-Allow-Origin"), std::string_view("http://localhost:3000"));
    }

    void everythingIsBounded() {
        Bench bench;
        for (std::size_t i = 0; i < maximumLogEntries + 10; ++i) {
            bench.handle(get("/jwks"));
        }
        QCOMPARE(bench.server.log().size(), maximumLogEntries);
        QCOMPARE(bench.server.log().back().number, std::uint64_t(maximumLogEntries + 10));
        bench.server.clearLog();
        QVERIFY(bench.server.log().empty());
        // Waiting pages: the oldest goes, the newest is answered.
        bench.set([](Settings& settings) { settings.consent = Settings::Consent::Given; });
        std::string first;
        std::string last;
        for (std::size_t i = 0; i <= limits::codes; ++i) {
            const Response response = bench.handle(get("/authorize?response_type=code&client_id=secret-client"
                                                       "&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcallback"));
            last = queryParameter(response.header("Location"), "code");
            first = first.empty() ? last : first;
        }
        const auto exchange = [&](const std::string& code) {
            return bench
                .token({{"grant_type", "authorization_code"},
                        {"client_id", "secret-client"},
                        {"client_secret", std::string(sampleClientSecret)},
                        {"redirect_uri", "http://127.0.0.1/callback"},
                        {"code", code}})
                .status;
        };
        QCOMPARE(exchange(first), 400);
        QCOMPARE(exchange(last), 200);
        // A huge parameter list is not read to its end.
        std::string many;
        for (int i = 0; i < 1000; ++i) {
            many += "&p" + std::to_string(i) + "=x";
        }
        Request request = post("/token", {});
        request.body = many;
        QCOMPARE(bench.handle(request).status, 400);
        QVERIFY(!bench.server.putClient(Client{}) || bench.server.clients().size() <= maximumClients);
    }

    void theListenerHearsEachExchange() {
        Bench bench;
        std::vector<std::uint64_t> heard;
        bench.server.onExchange([&](const Exchange& exchange) {
            heard.push_back(exchange.number);
            QCOMPARE(bench.server.log().size(), std::size_t(exchange.number)); // no lock is held
        });
        bench.handle(get("/jwks"));
        bench.handle(get("/x"));
        QCOMPARE(heard, (std::vector<std::uint64_t>{1, 2}));
    }

    void clientsAreReadFromJson() {
        const auto clients = readClients("{\"clients\":[{\"client_id\":\"a\",\"client_secret\":\"s\"},"
                                         "{\"client_id\":\"b\",\"token_endpoint_auth_method\":[\"private_key_jwt\"],"
                                         "\"jwks\":" +
                                         Bench().server.jwks() +
                                         ",\"redirect_uris\":[\"http://127.0.0.1/cb\"],\"strict_assertions\":true}]}");
        QVERIFY(clients);
        QCOMPARE(clients->size(), std::size_t(2));
        QVERIFY(clients->front().allows(ClientMethod::SecretBasic));
        QVERIFY(clients->front().allowsGrant("client_credentials"));
        QVERIFY(clients->back().allowsGrant("authorization_code"));
        QCOMPARE(clients->back().assertions, Client::AssertionRules::Strict);
        QCOMPARE(clients->back().keys->entries().size(), std::size_t(2));
        QVERIFY(!readClients("[{\"client_id\":\"a\"},{\"client_id\":\"a\"}]"));
        QVERIFY(!readClients("[{\"client_id\":\"a\",\"token_endpoint_auth_method\":\"magic\"}]"));
        QVERIFY(!readClients("[{}]"));
        QVERIFY(!readClients("5"));
    }
};

QTEST_GUILESS_MAIN(IssuerFaultsTest)
#include "tst_issuer_faults.moc"
