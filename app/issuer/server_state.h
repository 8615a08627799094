// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/bounded.h"
#include "issuer/endpoints.h"
#include "issuer/grant_names.h"
#include "issuer/limits.h"
#include "issuer/signing_keys.h"

#include <deque>

namespace twb::issuer {

/// What an answer leaves in the log besides the octets.
struct Note {
    std::string summary;
    std::optional<Finding> finding;
    std::string assertion;
};

/// Why an endpoint says no.
struct Refusal {
    int status = 400;
    std::string error;
    std::string description;
    std::optional<Finding> finding{};
    Headers headers{};
};
template <typename T>
using Answer = tl::expected<T, Refusal>;

/// The description for the client is the finding's title and detail: nothing in it is secret, and the client is on the
/// same computer.
tl::unexpected<Refusal> refuse(int status, std::string error, Finding finding);
tl::unexpected<Refusal> serverFault(const Error& error);
/// The answer, and the note for the log.
Response answer(const Refusal& refusal, Note& note);

/// What an authorization request asked for.
struct AuthorizationRequest {
    std::string clientId;
    std::string redirectUri;
    bool redirectUriSent = false; ///< then the token request has to repeat it      (RFC 6749 §4.1.3)
    std::string state;
    std::string scope;
    std::string nonce;
    std::string challenge;
    std::string challengeMethod;
    std::string jkt; ///< "dpop_jkt" (RFC 9449 §10)
    std::vector<std::string> resources;
};

struct CodeRecord {
    AuthorizationRequest request;
    std::string subject;
    Time authenticated{};
    Time expires{};
    bool used = false;
    std::string family;
};

struct TokenRecord {
    enum class Kind : std::uint8_t { Access, Refresh };
    Kind kind = Kind::Access;
    std::string clientId;
    std::string subject;
    std::string scope;
    std::vector<std::string> audience;
    std::string jti;
    std::string jkt;    ///< thumbprint of the DPoP key; empty: a bearer token
    std::string x5t;    ///< SHA-256 of the client's certificate, base64url; empty: not bound to one (RFC 8705 §3)
    std::string family; ///< everything that came from one authorization
    Time issued{};
    Time expires{};
    bool revoked = false;
    bool used = false; ///< a refresh token that was exchanged
};

struct PendingConsent {
    AuthorizationRequest request;
    Time expires{};
};

struct PushedRequest {
    std::string clientId;
    std::string query; ///< the form as it was sent
    Time expires{};
};

struct DeviceRecord {
    enum class State : std::uint8_t { Pending, Allowed, Denied };
    std::string clientId;
    std::string scope;
    std::string userCode;
    std::string subject;
    Time expires{};
    Time lastPoll{};
    bool polled = false;
    std::chrono::seconds interval{5};
    State state = State::Pending;
};

/// All that the server knows. Guarded by the server's lock.
struct ServerState {
    std::string issuer;
    RandomSource& random;
    Settings settings;
    std::vector<Client> clients{};
    SigningKeys keys{};
    Bounded<CodeRecord> codes{limits::codes};
    Bounded<TokenRecord> tokens{limits::tokens};
    Bounded<PendingConsent> consents{limits::pendingConsents};
    Bounded<PushedRequest> pushed{limits::pushedRequests};
    Bounded<DeviceRecord> devices{limits::devices};
    Bounded<Time> seen{limits::seenIdentifiers}; ///< jti with its kind and sender, until when
    Bounded<Time> nonces{limits::nonces};
    std::string newestNonce{};
    std::string tlsAddress{}; ///< "https://127.0.0.1:8456": the same endpoints over TLS; empty: there is none

    const Client* findClient(std::string_view id) const;
    std::string url(std::string_view endpoint) const { return issuer + std::string(endpoint); }
    /// A text of so many random octets, base64url.  @errors crypto-backend
    Result<std::string> randomText(std::size_t octets = 24);
    /// True the first time; the identifier is remembered until that moment.
    bool firstUse(std::string_view kind, std::string_view sender, std::string_view identifier, Time now, Time until);
    void revokeFamily(std::string_view family);
};

/// One request on its way through an endpoint.
struct Call {
    ServerState& state;
    const Request& request;
    const Form& form; ///< the body's parameters; the query's where the method is GET
    Time now;         ///< with the clock offset
    Note& note;

    bool overTls() const { return request.channel == Request::Channel::Tls; }
    /// The address by which the client has come: that of the issuer, or its alias for TLS.
    std::string url(std::string_view endpoint) const {
        return (overTls() ? state.tlsAddress : state.issuer) + std::string(endpoint);
    }
};

// The endpoints. Each answers a request of its own path.
Response discovery(Call& call);
Response servedKeys(Call& call);
Response token(Call& call);
Response authorize(Call& call);
Response consent(Call& call);
Response pushedAuthorization(Call& call);
Response deviceAuthorization(Call& call);
Response devicePage(Call& call);
Response introspection(Call& call);
Response revocation(Call& call);
Response userInfo(Call& call);
Response senseCrypt(Call& call);
Response bmpToken(Call& call);
Response cafSessionTokens(Call& call);
Response cafTransactions(Call& call);
Response firstPage(Call& call);

} // namespace twb::issuer
