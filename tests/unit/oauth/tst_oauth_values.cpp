// SPDX-License-Identifier: Apache-2.0
//
// Requests as values, what answers say, and what refusals mean; no network.
#include "jose/key_material.h"
#include "jose/token_verifier.h"
#include "oauth/authorization.h"
#include "oauth/explanation.h"
#include "oauth/presets.h"
#include "oauth/transcript.h"
#include "support/places.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace twb;
using namespace twb::oauth;

namespace {

constexpr Time now{std::chrono::seconds(1795197780)};

Moment moment() {
    auto count = std::make_shared<int>(0);
    return {now, [count]() -> Result<std::string> { return "id-" + std::to_string(++*count); },
            []() -> Result<std::string> { return std::string("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"); }};
}

/// The first private key of that kind among the tests' vectors.
jose::Jwk vectorKey(const char* kty) {
    QFile file(places::ownVectors("/keys.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("no vectors");
    }
    for (const QJsonValue& key : QJsonDocument::fromJson(file.readAll()).object().value("keys").toArray()) {
        const QJsonObject jwk = key.toObject().value("private").toObject();
        const bool signs = jwk.value("crv").toString() != "X25519" && jwk.value("crv").toString() != "X448";
        if (jwk.value("kty") == QLatin1String(kty) && signs) {
            const QByteArray text = QJsonDocument(jwk).toJson();
            auto read = jose::readJwk(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
            if (read) {
                return *read;
            }
        }
    }
    qFatal("no such key");
}

OAuthRequest heflo() {
    OAuthRequest request = findPreset("heflo")->request;
    request.url = "https://auth.heflo.example/connect/token";
    request.client.id = "tw-demo-client";
    request.client.key = vectorKey("RSA");
    return request;
}

BuiltRequest made(const OAuthRequest& request) {
    auto built = build(request, moment());
    if (!built) {
        qFatal("%s", built.error().detail.c_str());
    }
    return std::move(*built);
}

HttpExchange answer(int status, const std::string& body, const std::string& type = "application/json") {
    HttpExchange exchange;
    exchange.status = status;
    exchange.body.text = body;
    exchange.headers = {{"Content-Type", type}, {"Cache-Control", "no-store"}};
    return exchange;
}

bool has(const ResponseReading& reading, std::string_view id) {
    return std::any_of(reading.notes.begin(), reading.notes.end(), [&](const ResponseNote& n) { return n.id == id; });
}

const RequestCheck* find(const std::vector<RequestCheck>& checks, std::string_view id) {
    for (const RequestCheck& check : checks) {
        if (check.id == id) {
            return &check;
        }
    }
    return nullptr;
}

/// Without raw strings: moc takes the slashes of an address in one for a comment.
const std::string expectedClaims =
    "{\"iss\":\"tw-demo-client\",\"sub\":\"tw-demo-client\",\"aud\":\"https://auth.heflo.example/connect/token\","
    "\"jti\":\"id-1\",\"iat\":1795197780,\"nbf\":1795197780,\"exp\":1795197840}";

const std::string jwt = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjE3OTUxOTc4NDB9.c2lnbmF0dXJl";

} // namespace

class OauthValuesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void formsAreEncodedAsAppendixB() {
        QCOMPARE(formEncode("a b&c=d+e%f*-._~\xC3\xA9"), std::string("a+b%26c%3Dd%2Be%25f*-._%7E%C3%A9"));
        QCOMPARE(formDecode("a+b%26%zz%4"), std::string("a b&%zz%4"));
        const std::vector<NameValue> pairs = {{"a", "1 &"}, {"b", ""}};
        QCOMPARE(readForm(writeForm(pairs)), pairs);
        QCOMPARE(withQuery("https://a.example/x?y=1#f", {{"z", "a b"}}),
                 std::string("https://a.example/x?y=1&z=a%20b#f"));
    }

    void pkceIsTheExampleOfTheStandard() {
        const auto pkce = pkceOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        QCOMPARE(pkce->challenge, std::string("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
        QVERIFY(!pkceOf("short").has_value());
        QVERIFY(!pkceOf(std::string(129, 'a')).has_value());
        QVERIFY(!pkceOf(std::string(50, '+')).has_value());
    }

    void basicEncodesFirstAndRawDoesNot() {
        OAuthRequest request;
        request.url = "https://issuer.example/token";
        request.client = {.method = ClientMethod::SecretBasic,
                          .id = "my id",
                          .secret = shareSecret("a:b%"),
                          .key = {},
                          .assertion = {}};
        QCOMPARE(made(request).http.header("Authorization")->value, std::string("Basic bXkraWQ6YSUzQWIlMjU="));
        request.client.method = ClientMethod::SecretBasicRaw;
        QCOMPARE(made(request).http.header("Authorization")->value, std::string("Basic bXkgaWQ6YTpiJQ=="));
    }

    void secretsAreNeverInTheAddress() {
        OAuthRequest request;
        request.url = "https://issuer.example/token";
        request.client = {.method = ClientMethod::SecretPost,
                          .id = "id",
                          .secret = shareSecret("s3cret"),
                          .key = {},
                          .assertion = {}};
        const BuiltRequest built = made(request);
        QCOMPARE(built.http.url, request.url);
        QCOMPARE(built.http.body.text, std::string("grant_type=client_credentials&client_id=id&client_secret=s3cret"));
        QVERIFY(maskAll(built.http.body.text, built.confidential).find("s3cret") == std::string::npos);
    }

    void assertionsVerifyAndCarryTheirClaims() {
        const OAuthRequest request = heflo();
        const BuiltRequest built = made(request);
        QCOMPARE(built.made.size(), std::size_t{1});
        QCOMPARE(built.made[0].header, std::string(R"({"alg":"RS256","typ":"JWT"})"));
        QCOMPARE(built.made[0].payload, expectedClaims);
        QVERIFY(built.http.body.text.find("client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%"
                                          "3Ajwt-bearer&client_assertion=eyJ") != std::string::npos);
    }

    void assertionChoicesAreFollowed() {
        OAuthRequest request = heflo();
        request.issuer = "https://issuer.example";
        request.client.assertion.audience = AssertionPlan::Audience::Issuer;
        request.client.assertion.type = AssertionPlan::Type::ClientAuthentication;
        request.client.assertion.keyId = AssertionPlan::KeyId::Own;
        request.client.assertion.ownKeyId = "my-kid";
        request.client.assertion.issuedAt = AssertionPlan::IssuedAt::None;
        const MadeToken token = made(request).made[0];
        QCOMPARE(token.header, std::string(R"({"alg":"RS256","typ":"client-authentication+jwt","kid":"my-kid"})"));
        QCOMPARE(jsonMember(token.payload, "aud"), std::string("https://issuer.example"));
        QVERIFY(token.payload.find("iat") == std::string::npos);
    }

    void samlIsEncodedForTheUser_data() {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("sent");
        const QByteArray xml = "<saml:Assertion>\xC3\xBE\xC3\xBF?~</saml:Assertion>";
        const QByteArray right = xml.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        QVERIFY(right != xml.toBase64(QByteArray::OmitTrailingEquals)); // the alphabet makes a difference
        QTest::newRow("XML") << xml << right;
        QTest::newRow("Base64 in lines") << xml.toBase64().insert(20, '\n') << right;
        QTest::newRow("base64url") << right << right;
        QTest::newRow("something else") << QByteArray("nothing") << QByteArray("nothing");
    }
    void samlIsEncodedForTheUser() {
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, sent);
        OAuthRequest request;
        request.url = "https://issuer.example/token";
        request.grant = Grant::SamlBearer;
        request.parameters = {{"assertion", typed.toStdString()}};
        const BuiltRequest built = made(request);
        QCOMPARE(QByteArray::fromStdString(built.form.at(1).value), sent);
        const bool told = find(checkRequest(request, built, {}), "assertion-saml") != nullptr;
        QCOMPARE(told, sent == "nothing");
        // A token exchange of a SAML assertion wants the same; other tokens stay as they are.
        request.grant = Grant::TokenExchange;
        request.parameters = {{"subject_token", typed.toStdString()},
                              {"subject_token_type", "urn:ietf:params:oauth:token-type:saml2"}};
        QCOMPARE(QByteArray::fromStdString(made(request).form.at(1).value), sent);
        request.parameters[1].value = "urn:ietf:params:oauth:token-type:jwt";
        QCOMPARE(QByteArray::fromStdString(made(request).form.at(1).value), typed);
    }

    void dpopProofsHaveWhatTheStandardWants() {
        const auto proof =
            makeDpopProof({"POST", "https://issuer.example/token?x=1#f", "n-1", "token"}, vectorKey("EC"), moment());
        QVERIFY(proof.has_value());
        QCOMPARE(jsonMember(proof->header, "typ"), std::string("dpop+jwt"));
        QVERIFY(proof->header.find("\"d\"") == std::string::npos);
        QCOMPARE(jsonMember(proof->payload, "htu"), std::string("https://issuer.example/token"));
        QCOMPARE(jsonMember(proof->payload, "nonce"), std::string("n-1"));
        QCOMPARE(jsonMember(proof->payload, "ath"), std::string("PEaenWxYddN6Q_NT1PiOYfz4EsZu7jRXRlpAsNpBU-A"));
        jose::Jwk secret = vectorKey("EC");
        secret.key = crypto::Key::fromSecret(Secret::fromText("abc"));
        QVERIFY(!makeDpopProof({"POST", "https://a.example/", "", ""}, secret, moment()).has_value());
    }

    void nothingStandsTwice() {
        OAuthRequest request = heflo();
        request.parameters = {{"scope", "a"}, {"resource", "https://a.example/"}, {"resource", "https://b.example/"}};
        QVERIFY(build(request, moment()).has_value());
        request.extras.push_back({"scope", "b", ExtraParameter::Place::Body});
        const auto twice = build(request, moment());
        QVERIFY(!twice && twice.error().detail.find("scope") != std::string::npos);
    }

    void answersAreComparedWithTheirRequest_data() {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<int>("outcome");
        const auto row = [](const char* name, const char* query, AuthorizationAnswer::Outcome outcome) {
            QTest::newRow(name) << QByteArray(query) << static_cast<int>(outcome);
        };
        using Outcome = AuthorizationAnswer::Outcome;
        row("good", "code=c&state=s&iss=https%3A%2F%2Fi.example", Outcome::Code);
        row("other state", "code=c&state=t&iss=https%3A%2F%2Fi.example", Outcome::StateMismatch);
        row("no state", "code=c&iss=https%3A%2F%2Fi.example", Outcome::StateMismatch);
        row("mix-up", "code=c&state=s&iss=https%3A%2F%2Fevil.example", Outcome::IssuerMismatch);
        row("iss missing", "code=c&state=s", Outcome::IssuerMissing);
        row("refused", "error=access_denied&state=s&iss=https%3A%2F%2Fi.example", Outcome::Refused);
        row("empty", "state=s&iss=https%3A%2F%2Fi.example", Outcome::NoCode);
    }
    void answersAreComparedWithTheirRequest() {
        QFETCH(QByteArray, query);
        QFETCH(int, outcome);
        AuthorizationStart start;
        start.state = "s";
        start.issuer = "https://i.example";
        const auto read = readAuthorizationAnswer(query.toStdString(), start, IssuerPromise::Promised);
        QCOMPARE(static_cast<int>(read.outcome), outcome);
        const bool usable = read.outcome == AuthorizationAnswer::Outcome::Code;
        QCOMPARE(read.code != nullptr && usable, usable);
    }

    void tokensAreFoundWhereverTheyAre_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("name");
        const QByteArray token = QByteArray::fromStdString(jwt);
        QTest::newRow("text") << token << QByteArray("body");
        QTest::newRow("JSON string") << "\"" + token + "\"" << QByteArray("body");
        QTest::newRow("member") << "{\"data\":{\"jwt\":\"" + token + "\"}}" << QByteArray("data.jwt");
        QTest::newRow("array") << "{\"all\":[1,\"" + token + "\"]}" << QByteArray("all[1]");
        QTest::newRow("prose") << "Your token: " + token + "." << QByteArray("body");
        QTest::newRow("cut JSON") << "{\"access_token\":\"" + token + "\"," << QByteArray("body");
        QTest::newRow("BOM") << "\xEF\xBB\xBF{\"t\":\"" + token + "\"}" << QByteArray("t");
    }
    void tokensAreFoundWhereverTheyAre() {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, name);
        const auto reading = readResponse(answer(200, body.toStdString()), Operation::ApiCall, now);
        QCOMPARE(reading.tokens.size(), std::size_t{1});
        QCOMPARE(QByteArray::fromStdString(reading.tokens[0].name), name);
        QCOMPARE(reading.tokens[0].kind, std::string("jws"));
        QVERIFY(reading.tokens[0].expires == Time(std::chrono::seconds(1795197840)));
    }

    void oddAnswersAreNamed_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("note");
        QTest::newRow("html") << QByteArray("<!doctype html><p>Login") << QByteArray("html");
        QTest::newRow("cut") << QByteArray("{\"access_token\":") << QByteArray("json-broken");
        QTest::newRow("array") << QByteArray("[1]") << QByteArray("json-no-object");
        QTest::newRow("nul") << QByteArray("ab\0cd", 5) << QByteArray("binary");
        QTest::newRow("deep") << QByteArray(600, '[') << QByteArray("json-broken");
        QTest::newRow("twice") << QByteArray(
                                      "{\"access_token\":\"a\",\"access_token\":\"b\",\"token_type\":\"Bearer\"}")
                               << QByteArray("json-duplicate");
        QTest::newRow("no type") << QByteArray("{\"access_token\":\"a\"}") << QByteArray("token-type-missing");
        QTest::newRow("no life") << QByteArray("{\"access_token\":\"a\",\"token_type\":\"Bearer\"}")
                                 << QByteArray("expires-in-missing");
        QTest::newRow("form") << QByteArray("access_token=a&token_type=bearer") << QByteArray("form-answer");
        QTest::newRow("nothing") << QByteArray("{}") << QByteArray("access-token-missing");
    }
    void oddAnswersAreNamed() {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, note);
        const auto reading = readResponse(
            answer(200, std::string(body.constData(), static_cast<std::size_t>(body.size()))), Operation::Token, now);
        QVERIFY2(has(reading, note.toStdString()), note.constData());
    }

    void errorUrisAreNotFollowedBlindly() {
        const auto reading = readResponse(
            answer(400, R"x({"error":"invalid_scope","error_uri":"javascript:alert(1)"})x"), Operation::Token, now);
        QVERIFY(reading.errorUri.empty());
        QVERIFY(has(reading, "error-uri"));
    }

    void invalidClientNamesWhatIsWrong() {
        OAuthRequest request = heflo();
        BuiltRequest built = made(request);
        HttpExchange exchange = answer(401, R"({"error":"invalid_client"})");
        exchange.headers.push_back({"Date", "Fri, 20 Nov 2026 18:03:02 GMT"});
        const auto reading = readResponse(exchange, Operation::Token, now);
        CheckFacts facts;
        facts.now = now;
        auto explanation = explain(request, built, exchange, reading, facts);
        QCOMPARE(explanation->code, std::string("invalid_client"));
        QCOMPARE(find(explanation->reasons, "assertion-aud")->state, RequestCheck::State::Pass);
        QCOMPARE(find(explanation->reasons, "clock")->state, RequestCheck::State::Pass);
        // The same with everything wrong: what was found stands first.
        facts.now = now + std::chrono::minutes(10);
        const jose::Jwk other = vectorKey("EC");
        facts.registeredKey = &other;
        facts.usedIdentifiers = {"id-1"};
        request.client.id = "another";
        request.url = "https://auth.heflo.example/other";
        built.http.url = request.url;
        std::erase_if(built.form, [](const NameValue& pair) {
            return pair.name == "client_id" || pair.name == "client_assertion_type";
        });
        explanation = explain(request, built, exchange, reading, facts);
        for (const char* const id : {"assertion-type-missing", "assertion-iss-sub", "assertion-aud", "assertion-exp",
                                     "clock", "assertion-registered-key", "assertion-jti"}) {
            const RequestCheck* const check = find(explanation->reasons, id);
            QVERIFY2(check != nullptr && check->state == RequestCheck::State::Fail, id);
        }
        QCOMPARE(explanation->reasons.front().state, RequestCheck::State::Fail);
    }

    void millisecondsAreSeen() {
        OAuthRequest request = heflo();
        BuiltRequest built = made(request);
        const Moment late{Time(std::chrono::seconds(1795197780000)), moment().identifier, moment().random};
        built.form.back().value =
            makeAssertion(request.client.assertion, {"tw-demo-client", request.url}, *request.client.key, late)->token;
        CheckFacts facts;
        facts.now = now;
        QVERIFY(find(checkAssertion(request, built, facts), "assertion-milliseconds") != nullptr);
    }

    void unauthorisedAndForbiddenAreToldApart() {
        OAuthRequest request;
        request.operation = Operation::ApiCall;
        request.url = "https://api.example/v1";
        const BuiltRequest built = made(request);
        HttpExchange exchange = answer(401, "{}");
        auto reading = readResponse(exchange, Operation::ApiCall, now);
        auto explanation = explain(request, built, exchange, reading, {});
        QCOMPARE(explanation->code, std::string("http-401"));
        QCOMPARE(explanation->reasons.front().id, std::string("no-authorization"));
        exchange = answer(403, "{}");
        exchange.headers.push_back({"WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"a b\""});
        reading = readResponse(exchange, Operation::ApiCall, now);
        explanation = explain(request, built, exchange, reading, {});
        QCOMPARE(explanation->code, std::string("insufficient_scope"));
        QVERIFY(explanation->reasons.front().text.find("a b") != std::string::npos);
    }

    void httpDatesAreRead() {
        QVERIFY(parseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT") == Time(std::chrono::seconds(784111777)));
        for (const char* const bad : {"", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 32 Nov 1994 08:49:37 GMT"}) {
            QVERIFY2(!parseHttpDate(bad).has_value(), bad);
        }
    }

    void masksHideValuesAndShowNames() {
        const std::string wire = "POST /t HTTP/1.1\r\nAuthorization: Basic abcdefgh\r\nX-API-Key: k-123456\r\n\r\n"
                                 "client_secret=s%26cret&scope=a&refresh_token=tokentoken";
        const std::string masked = maskAll(wire, {});
        for (const char* const secret : {"abcdefgh", "k-123456", "s%26cret", "tokentoken"}) {
            QVERIFY2(masked.find(secret) == std::string::npos, masked.c_str());
        }
        QVERIFY(masked.find("Authorization: Basic ") != std::string::npos);
        QVERIFY(masked.find("scope=a&") != std::string::npos);
        const std::string json = maskAll("{\"access_token\": \"" + jwt + "\", \"x\": 1}", {});
        QVERIFY(json.find("c2lnbmF0dXJl") == std::string::npos && json.find("\"x\": 1") != std::string::npos);
        const std::vector<SharedSecret> known = {shareSecret("pa ss&word")};
        QVERIFY(maskAll("a pa ss&word b pa+ss%26word", known).find("word") == std::string::npos);
        QVERIFY(json::Document::parse(json).has_value());
    }

    void curlGoesThereAndBack() {
        OAuthRequest request;
        request.url = "https://issuer.example/token?x=1";
        request.client = {.method = ClientMethod::SecretPost,
                          .id = "i'd",
                          .secret = shareSecret("s e&c"),
                          .key = {},
                          .assertion = {}};
        request.parameters = {{"scope", "a b"}};
        const BuiltRequest built = made(request);
        const auto read = readCurlCommand(curlCommand(built, Secrecy::Revealed));
        QVERIFY(read.has_value());
        QCOMPARE(read->url, built.http.url);
        QCOMPARE(read->method, std::string("POST"));
        QCOMPARE(read->body.text, built.http.body.text);
        const OAuthRequest again = recogniseRequest(*read);
        QCOMPARE(again.client.id, std::string("i'd"));
        QVERIFY(again.client.secret && asText(again.client.secret->reveal()) == "s e&c");
        QVERIFY(curlCommand(built, Secrecy::Masked).find("s+e%26c") == std::string::npos);
    }

    void pastedCommandsAreRead_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("continuation") << QByteArray("curl \\\n -d 'a=1' \\\r\n -d b=2 https:") + "//a.example/"
                                      << QByteArray("a=1&b=2");
        QTest::newRow("cmd.exe") << QByteArray("curl ^\n --data \"a=1\" https:") + "//a.example/" << QByteArray("a=1");
        QTest::newRow("urlencode") << QByteArray("curl -XPOST --data-urlencode 'a=b c' https:") + "//a.example/ -o x"
                                   << QByteArray("a=b+c");
        QTest::newRow("ansi") << QByteArray("curl https:") + "//a.example/ --data-raw $'a=\\'1'" << QByteArray("a='1");
    }
    void pastedCommandsAreRead() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, body);
        const auto read = readCurlCommand(text.toStdString());
        QVERIFY2(read.has_value(), read ? "" : read.error().detail.c_str());
        QCOMPARE(QByteArray::fromStdString(read->body.text), body);
        QCOMPARE(read->method, std::string("POST"));
        for (const char* const bad : {"", "wget x", "curl", "curl -d @secret.txt https://a.example", "curl 'open"}) {
            QVERIFY2(!readCurlCommand(bad).has_value(), bad);
        }
    }

    void harIsWrittenAndRead() {
        Sent sent;
        sent.steps.push_back({made(heflo()), answer(200, "{\"access_token\":\"" + jwt + "\"}"), {}});
        sent.steps[0].reading = readResponse(sent.steps[0].exchange, Operation::Token, now);
        const std::string masked = transcriptHar(sent, now, Secrecy::Masked);
        QVERIFY(json::Document::parse(masked).has_value());
        QVERIFY(masked.find("c2lnbmF0dXJl") == std::string::npos);
        const auto read = readHar(transcriptHar(sent, now, Secrecy::Revealed));
        QVERIFY(read.has_value());
        QCOMPARE(read->at(0).url, std::string("https://auth.heflo.example/connect/token"));
        QCOMPARE(read->at(0).body.text, sent.steps[0].built.http.body.text);
    }

    void presetsAreWhole() {
        QCOMPARE(builtInPresets().size(), std::size_t{6});
        const Preset* const exchange = findPreset("caf-exchange");
        PresetValues values;
        values.plain = {{"clientId", "61b0c0ffee0000000000c1d1"}, {"cpf", "111.444.777-35"}, {"life", "5"}};
        values.secret["clientSecret"] = shareSecret("example-caf-client-secret-0123456789abcdef");
        const Moment worked{Time(std::chrono::seconds(1735689600)), moment().identifier, moment().random};
        const auto request = fillPreset(*exchange, values, worked);
        QVERIFY(request.has_value());
        // The worked example of the vendor's page.
        QVERIFY(asText(request->accessToken->reveal()).ends_with(".jZAw9DQ0eAfKjVFXPv3nCf5TS87nljKM0Iuf8lEh6Eo"));
        values.plain["cpf"] = "111.444.777-36";
        QVERIFY(!fillPreset(*exchange, values, worked).has_value());
        PresetValues senseCrypt;
        senseCrypt.plain = {{"server", "https://s.example"}};
        senseCrypt.secret["api_key"] = shareSecret("key-of-the-server");
        const auto call = fillPreset(*findPreset("sensecrypt"), senseCrypt, worked);
        QVERIFY(call.has_value());
        QCOMPARE(call->body.text, std::string("{}"));
        QCOMPARE(call->url, std::string("https://s.example/gen-jwt"));
    }
};

QTEST_GUILESS_MAIN(OauthValuesTest)
#include "tst_oauth_values.moc"
