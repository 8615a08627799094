// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/authorization_server.h"
#include "issuer/http_server.h"

namespace twb::issuer {

/// The authorization server behind its HTTP server: what the window's switch and `twb issuer` start and stop.
///
/// Nothing but the certificate of TLS survives a stop: each start gets what it shall know.
class LocalIssuer {
public:
    /// @param clock, random  outlive the issuer; asked by the server's threads.
    LocalIssuer(const Clock& clock, RandomSource& random);
    ~LocalIssuer();

    /// Starts on 127.0.0.1 with these settings, clients and keys.
    /// @param port  0: any free one.
    /// @param tls   On: listens on a second port with a certificate that is made for the first start.
    /// @param tlsPort  0: any free one.
    /// @return the issuer's address.
    /// @errors those of HttpServer::start and AuthorizationServer::setKeys; crypto-backend
    struct Start {
        enum class Tls : std::uint8_t { Off, On };

        int port = 0;
        Tls tls = Tls::Off;
        int tlsPort = 0;
        Settings settings = Settings::samples();
        std::vector<Client> clients{};
        std::vector<IssuerKey> keys{};
        std::function<void(const Exchange&)> onExchange{};
    };
    Result<std::string> start(Start start);
    void stop();
    bool running() const { return m_http.running(); }
    const std::string& tlsAddress() const { return m_tlsAddress; } ///< empty without TLS
    /// PEM: what clients have to trust; the same for all starts of this object. Empty before the first with TLS.
    std::string_view tlsCertificate() const { return m_identity ? std::string_view(m_identity->second) : ""; }
    int port() const { return m_http.port(); }

    /// Only while it is running; nullptr otherwise. The pointer dies with stop().
    AuthorizationServer* server() { return m_server.get(); }

private:
    const Clock& m_clock;
    RandomSource& m_random;
    HttpServer m_http;
    HttpServer m_https;
    std::string m_tlsAddress;
    std::optional<std::pair<crypto::TlsIdentity, std::string>> m_identity; ///< with its certificate in PEM
    std::unique_ptr<AuthorizationServer> m_server;
};

} // namespace twb::issuer
