// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/client.h"
#include "issuer/random_source.h"
#include "issuer/request_log.h"
#include "issuer/settings.h"

#include <functional>
#include <memory>

namespace twb::issuer {

/// A key of the server as others see it.
struct ServedKey {
    enum class State : std::uint8_t { SignsNow, Published, NotPublished };
    std::string name;
    std::string kid;
    std::string kind; ///< "EC P-256", "RSA 2048", "Ed25519"
    State state = State::NotPublished;
};

/// A key that is handed to the server.
struct IssuerKey {
    enum class Publish : std::uint8_t { Yes, No };
    std::string name;
    jose::Jwk jwk; ///< asymmetric and private; a kid is made (RFC 7638) where it has none
    Publish publish = Publish::Yes;
};

/// The authorization server as a function: a request and a moment in, a response out; each exchange is reported.
///
/// Any number of threads may call it; one request is answered at a time (answers take milliseconds; the fault "slow"
/// is waited for by the caller). Everything that grows is bounded, see limits.h.
/// Endpoints: see endpoints.h.
class AuthorizationServer {
public:
    /// @param issuer  "http://127.0.0.1:8455": no slash at the end.
    /// @param random  outlives the server.
    AuthorizationServer(std::string issuer, RandomSource& random, Settings settings = Settings::samples());
    ~AuthorizationServer();
    AuthorizationServer(const AuthorizationServer&) = delete;
    AuthorizationServer& operator=(const AuthorizationServer&) = delete;

    /// Answers. Never fails as a call.
    Response handle(const Request& request, PreciseTime now);

    const std::string& issuer() const;
    /// The same endpoints are reached there, too, over TLS: announced as aliases, and client certificates are a way to
    /// authenticate. Empty (at first): there is no TLS.                                               (RFC 8705 §5)
    void setTlsAddress(std::string address);
    Settings settings() const;
    void setSettings(Settings settings);
    std::vector<Client> clients() const;
    void setClients(std::vector<Client> clients);
    /// Adds the client, or replaces the one of the same id. @errors usage (too many clients)
    Result<void> putClient(Client client);

    /// Takes keys; the first published one signs. Keys that cannot sign are refused and nothing is changed.
    /// @errors key-public-only, key-type-mismatch (a secret, X25519), usage (no published key, two of one kid)
    Result<void> setKeys(std::vector<IssuerKey> keys);
    std::vector<ServedKey> keys() const;
    /// Publishes a key or hides it; the one that signs cannot be hidden. @errors key-not-found, usage
    Result<void> publish(std::string_view kid, IssuerKey::Publish publish);
    /// Signs with that key from now on; it is published if it was not. @errors key-not-found
    Result<void> signWith(std::string_view kid);
    /// The public keys as they are served.
    std::string jwks() const;

    /// Called after each exchange, by the thread that answered, without any lock of the server held.
    void onExchange(std::function<void(const Exchange&)> listener);
    /// The kept exchanges, oldest first.
    std::vector<Exchange> log() const;
    void clearLog();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// "EC P-256", "RSA 2048", "Ed25519".
std::string keyKind(const crypto::Key& key);

/// Makes one key to sign with: P-256, name "Local issuer".  @errors crypto-backend
Result<IssuerKey> makeIssuerKey();

} // namespace twb::issuer
