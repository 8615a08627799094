// SPDX-License-Identifier: Apache-2.0
#pragma once
// A server without a socket, a clock that stands still, and requests in few words.
#include "base/base64url.h"
#include "crypto/digest.h"
#include "issuer/authorization_server.h"
#include "issuer/endpoints.h"
#include "issuer/grant_names.h"
#include "issuer/json_object.h"
#include "jose/dpop.h"
#include "jose/jws.h"
#include "jose/token_verifier.h"

#include <QTest>

namespace issuer_test {

using namespace twb;
using namespace twb::issuer;

constexpr std::string_view address = "http://127.0.0.1:8455";
inline const Time start = Time(std::chrono::seconds(1'790'000'000));
constexpr std::string_view assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Octets that can be foreseen and never repeat.
class CountingRandom final : public RandomSource {
public:
    Result<Bytes> bytes(std::size_t octets) override {
        Bytes made(octets);
        ++m_count;
        for (std::size_t i = 0; i < octets; ++i) {
            made[i] = static_cast<std::uint8_t>((m_count >> (8 * (i % 4))) ^ (i * 37));
        }
        return made;
    }

private:
    std::uint32_t m_count = 0;
};

inline const jose::Jwk& keyOf(std::string_view algorithm) {
    static std::map<std::string, jose::Jwk, std::less<>> keys;
    const auto known = keys.find(algorithm);
    if (known != keys.end()) {
        return known->second;
    }
    const jose::Algorithm* row = jose::findAlgorithm(algorithm);
    auto made = row->keyType == crypto::KeyType::Rsa ? crypto::generateRsa(2048)
                : row->keyType == crypto::KeyType::Ec
                    ? crypto::generateEc(row->curve)
                    : crypto::generateOkp(row->curve == crypto::Curve::None ? crypto::Curve::Ed25519 : row->curve);
    jose::Jwk jwk{std::move(*made), "key-" + std::string(algorithm), {}, {}, {}, false, {}, {}, {}, {}, {}};
    return keys.emplace(std::string(algorithm), std::move(jwk)).first->second;
}

inline jose::Jwk secretKey(std::string_view text) {
    return {crypto::Key::fromSecret(Secret::fromText(text)), {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
}

inline Client clientWith(std::string id, std::vector<ClientMethod> methods) {
    Client client;
    client.id = std::move(id);
    client.methods = std::move(methods);
    for (const std::string_view each : grant::all) {
        client.grants.emplace_back(each);
    }
    client.redirectUris = {"http://127.0.0.1/callback"};
    client.secret = std::make_shared<const Secret>(Secret::fromText(sampleClientSecret));
    return client;
}

/// A client whose public key is registered.
inline Client keyClient(std::string id, const jose::Jwk& key) {
    Client client = clientWith(std::move(id), {ClientMethod::PrivateKeyJwt});
    jose::KeySet set(jose::KeySet::Origin::Set);
    jose::KeyEntry entry{key, "jwk", std::nullopt, {}, {}, {}};
    entry.jwk.key = key.key.publicHalf();
    set.add(std::move(entry));
    client.keys = std::make_shared<const jose::KeySet>(std::move(set));
    client.secret.reset();
    return client;
}

using Parameters = std::vector<std::pair<std::string, std::string>>;

inline std::string formBody(const Parameters& parameters) {
    std::string body;
    for (const auto& [name, value] : parameters) {
        body += (body.empty() ? "" : "&") + formEncode(name) + "=" + formEncode(value);
    }
    return body;
}

inline Request post(std::string_view path, const Parameters& parameters, Headers headers = {}) {
    headers.emplace_back("Host", "127.0.0.1:8455");
    headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    return {"POST", std::string(path), std::move(headers), formBody(parameters)};
}

inline Request get(std::string target, Headers headers = {}) {
    headers.emplace_back("Host", "127.0.0.1:8455");
    return {"GET", std::move(target), std::move(headers), {}};
}

/// A text member of a JSON answer; numbers and booleans as they are written.
inline std::string member(const Response& response, std::string_view name) {
    const auto document = json::Document::parse(response.body);
    if (!document) {
        return "no JSON: " + response.body;
    }
    const json::Value value = document->root().find(name);
    return !value.exists() ? std::string() : value.string().value_or(std::string(value.text()));
}

/// The parts of a JWT.
inline json::Document jwtPart(std::string_view token, int part) {
    for (; part > 0; --part) {
        token.remove_prefix(std::min(token.find('.') + 1, token.size()));
    }
    const auto octets = base64url::decode(token.substr(0, token.find('.')));
    return *json::Document::parse(octets ? std::string(asText(*octets)) : "null");
}

inline std::string claim(std::string_view token, std::string_view name) {
    const auto payload = jwtPart(token, 1);
    const json::Value value = payload.root().find(name);
    return !value.exists() ? std::string() : value.string().value_or(std::string(value.text()));
}

inline std::string queryParameter(std::string_view uri, std::string_view name) {
    const std::size_t mark = uri.find('?');
    return mark == std::string_view::npos ? std::string() : std::string(Form::parse(uri.substr(mark + 1))[name]);
}

inline std::string number(Time moment) {
    return std::to_string(moment.time_since_epoch().count());
}

/// A server with three clients, one key and nothing random.
struct Bench {
    CountingRandom random;
    AuthorizationServer server;
    Time now = start;

    explicit Bench(Settings settings = Settings::samples())
        : server(std::string(address), random, std::move(settings)) {
        server.setClients({keyClient("key-client", keyOf("RS256")),
                           clientWith("secret-client",
                                      {ClientMethod::SecretBasic, ClientMethod::SecretPost, ClientMethod::SecretJwt}),
                           clientWith("public-client", {ClientMethod::None}),
                           clientWith("tls-client", {ClientMethod::TlsClientAuth})});
        const auto done = server.setKeys({{"Bench", keyOf("ES256"), IssuerKey::Publish::Yes},
                                          {"Second", keyOf("EdDSA"), IssuerKey::Publish::Yes},
                                          {"Hidden", keyOf("RS256"), IssuerKey::Publish::No}});
        Q_ASSERT(done);
    }

    Response handle(const Request& request) { return server.handle(request, now); }
    Response token(const Parameters& parameters, Headers headers = {}) {
        return handle(post(endpoint::token, parameters, std::move(headers)));
    }
    Exchange last() const { return server.log().back(); }
    std::string findingId() const { return last().finding ? last().finding->id : std::string(); }
    void set(auto change) {
        Settings settings = server.settings();
        change(settings);
        server.setSettings(std::move(settings));
    }

    /// Claims of an assertion that is right in every point.
    std::map<std::string, std::string> goodClaims(std::string_view client, std::string_view audience) {
        static int count = 0;
        return {{"iss", json::quote(client)},
                {"sub", json::quote(client)},
                {"aud", json::quote(audience)},
                {"jti", json::quote("jti-" + std::to_string(++count))},
                {"iat", number(now)},
                {"nbf", number(now)},
                {"exp", number(now + std::chrono::seconds(60))}};
    }
    static std::string sign(const std::map<std::string, std::string>& claims, const jose::Jwk& key,
                            std::string_view algorithm, std::string_view type = "JWT") {
        JsonObject payload;
        for (const auto& [name, json] : claims) {
            payload.raw(name, json);
        }
        JsonObject header;
        header.text("alg", algorithm).text("typ", type);
        return *jose::signCompact(header.finish(), asBytes(payload.finish()), key);
    }
    /// Verified with the keys that the server serves.
    jose::VerificationReport verify(std::string_view token) {
        const auto keys = jose::KeySet::parse(server.jwks());
        jose::VerificationPolicy policy;
        policy.issuer = std::string(address);
        return jose::verifyToken(token, std::make_shared<const jose::KeySet>(*keys), policy, now);
    }
};

inline std::string challengeOf(std::string_view verifier) {
    return base64url::encode(*crypto::digest(crypto::Hash::Sha256, asBytes(verifier)));
}

} // namespace issuer_test
