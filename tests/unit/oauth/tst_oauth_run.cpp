// SPDX-License-Identifier: Apache-2.0
//
// What is asked again and when: DPoP nonces and the device flow, without network and without waiting.
#include "jose/compact.h"
#include "jose/key_material.h"
#include "oauth/run.h"

#include <QTest>

using namespace twb;
using namespace twb::oauth;

namespace {

constexpr Time now{std::chrono::seconds(1795197780)};

Moment moment() {
    return {now, []() -> Result<std::string> { return std::string("id"); },
            []() -> Result<std::string> { return std::string("random"); }};
}

HttpExchange refusal(const std::string& error) {
    HttpExchange exchange;
    exchange.status = 400;
    exchange.headers = {{"Content-Type", "application/json"}};
    exchange.body.text = "{\"error\":\"" + error + "\"}";
    return exchange;
}
HttpExchange token() {
    HttpExchange exchange = refusal("");
    exchange.status = 200;
    exchange.body.text = R"({"access_token":"a","token_type":"Bearer"})";
    return exchange;
}
HttpExchange lost(HttpFault fault) {
    HttpExchange exchange;
    exchange.failure = HttpFailure{fault, {}};
    return exchange;
}
HttpExchange withNonce(HttpExchange exchange, const std::string& nonce) {
    exchange.headers.push_back({"DPoP-Nonce", nonce});
    return exchange;
}

/// Gives prepared answers one by one; the last one again and again.
class Script final : public HttpTransport {
public:
    explicit Script(std::vector<HttpExchange> answers)
        : m_answers(std::move(answers)) {}
    HttpExchange perform(const HttpRequest& request, std::stop_token) override {
        const std::size_t which = std::min(requests.size(), m_answers.size() - 1);
        requests.push_back(request);
        return m_answers[which];
    }
    std::vector<HttpRequest> requests;

private:
    std::vector<HttpExchange> m_answers;
};

OAuthRequest deviceRequest() {
    OAuthRequest request;
    request.url = "https://issuer.example/token";
    request.grant = Grant::DeviceCode;
    request.client.id = "me";
    request.parameters = {{"device_code", "code"}};
    return request;
}

std::string claimOf(const HttpRequest& request, std::string_view name) {
    const HttpHeader* const proof = request.header("DPoP");
    const jose::TokenParts parts = jose::readParts(proof != nullptr ? proof->value : std::string());
    const jose::TokenPart* const payload = parts.find(jose::PartName::Payload);
    return payload == nullptr ? "no proof" : jsonMember(asText(payload->octets), name);
}

} // namespace

class OauthRunTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void devicesAreAskedAbout_data() {
        QTest::addColumn<QStringList>("answers");
        QTest::addColumn<QList<int>>("waits");
        QTest::addColumn<QString>("end");
        // The first question comes no earlier than one interval after the code was given.
        QTest::newRow("at once") << QStringList{"token"} << QList<int>{5} << "";
        QTest::newRow("pending") << QStringList{"authorization_pending", "authorization_pending", "token"}
                                 << QList<int>{5, 5, 5} << "";
        QTest::newRow("slower, for good")
            << QStringList{"slow_down", "authorization_pending", "slow_down", "authorization_pending", "token"}
            << QList<int>{5, 10, 10, 15, 15} << "";
        QTest::newRow("lost connections") << QStringList{"timeout", "timeout", "token"} << QList<int>{5, 10, 20} << "";
        QTest::newRow("refused") << QStringList{"authorization_pending", "access_denied"} << QList<int>{5, 5}
                                 << "access_denied";
        QTest::newRow("expired there") << QStringList{"expired_token"} << QList<int>{5} << "expired_token";
        QTest::newRow("expired here") << QStringList{"authorization_pending"} << QList<int>(12, 5)
                                      << "authorization_pending";
        QTest::newRow("no network") << QStringList{"refused"} << QList<int>{5} << "";
    }
    void devicesAreAskedAbout() {
        QFETCH(QStringList, answers);
        QFETCH(QList<int>, waits);
        QFETCH(QString, end);
        std::vector<HttpExchange> script;
        for (const QString& answer : answers) {
            script.push_back(answer == "token"     ? token()
                             : answer == "timeout" ? lost(HttpFault::TotalTimeout)
                             : answer == "refused" ? lost(HttpFault::ConnectionFailed)
                                                   : refusal(answer.toStdString()));
        }
        Script transport(std::move(script));
        NonceStore nonces;
        QList<int> waited;
        QList<int> told;
        const auto sent = pollDevice(
            transport, deviceRequest(), {std::chrono::seconds(5), std::chrono::seconds(60)}, nonces, moment,
            [&](std::chrono::seconds length) {
                waited.append(static_cast<int>(length.count()));
                return true;
            },
            [&](const Sent&, std::chrono::seconds next) { told.append(static_cast<int>(next.count())); });
        QVERIFY(sent.has_value());
        QCOMPARE(waited, waits);
        QCOMPARE(transport.requests.size(), static_cast<std::size_t>(waits.size()));
        QCOMPARE(QString::fromStdString(sent->last().reading.error), end);
        QCOMPARE(told.last(), 0); // nothing follows
        QCOMPARE(told.mid(0, told.size() - 1), waits.mid(1));
    }

    void aStopEndsTheWaiting() {
        Script transport({token()});
        NonceStore nonces;
        const auto sent =
            pollDevice(transport, deviceRequest(), {}, nonces, moment, [](std::chrono::seconds) { return false; }, {});
        QVERIFY(sent.has_value());
        QCOMPARE(sent->last().exchange.failure->fault, HttpFault::Cancelled);
        QVERIFY(transport.requests.empty());
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!waitFor(stop.get_token())(std::chrono::seconds(3600))); // wakes at once
    }

    void noncesAreRetriedOnceAndRemembered() {
        auto key = jose::readKeyMaterial(asBytes(std::string_view(
            R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
            R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"})")));
        QVERIFY(key.has_value());
        OAuthRequest request = deviceRequest();
        request.dpopKey = key->entries().front().jwk;
        NonceStore nonces;
        Script transport({withNonce(refusal("use_dpop_nonce"), "n-1"), withNonce(token(), "n-2"), token()});
        const auto sent = send(transport, request, nonces, moment);
        QVERIFY(sent.has_value());
        QCOMPARE(sent->steps.size(), std::size_t{2});
        QCOMPARE(claimOf(transport.requests[0], "nonce"), std::string());
        QCOMPARE(claimOf(transport.requests[1], "nonce"), std::string("n-1"));
        // The newest one is kept for the server, whatever the path, and for no other server.
        request.url = "https://issuer.example/other";
        QVERIFY(send(transport, request, nonces, moment).has_value());
        QCOMPARE(claimOf(transport.requests[2], "nonce"), std::string("n-2"));
        request.url = "https://other.example/token";
        QVERIFY(send(transport, request, nonces, moment).has_value());
        QCOMPARE(claimOf(transport.requests[3], "nonce"), std::string());
        // A server that is never content is asked twice, not for ever.
        Script never({withNonce(refusal("use_dpop_nonce"), "a"), withNonce(refusal("use_dpop_nonce"), "b")});
        NonceStore fresh;
        QCOMPARE(send(never, request, fresh, moment)->steps.size(), std::size_t{2});
        // Without a key there is nothing to bind: the refusal stands.
        request.dpopKey.reset();
        Script bearer({withNonce(refusal("use_dpop_nonce"), "a")});
        QCOMPARE(send(bearer, request, fresh, moment)->steps.size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(OauthRunTest)
#include "tst_oauth_run.moc"
