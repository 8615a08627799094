// SPDX-License-Identifier: Apache-2.0
#include "issuer/local_issuer.h"

#include "crypto/generate.h"

#include <future>

namespace twb::issuer {
namespace {

/// A key and a certificate for this run. The dates are no limit: the key ends with the run, and the issuer's clock may
/// stand anywhere.
Result<std::pair<crypto::TlsIdentity, std::string>> makeIdentity() {
    const auto key = crypto::generateEc(crypto::Curve::P256);
    if (!key) {
        return passOn(key);
    }
    using namespace std::chrono;
    const Time begin{sys_days{year{2000} / January / 1}};
    const Time end{sys_days{year{2099} / December / 31}};
    const auto certificate = crypto::makeSelfSigned(*key, {"CN=localhost", begin, end, "DNS:localhost,IP:127.0.0.1"});
    if (!certificate) {
        return passOn(certificate);
    }
    auto identity = crypto::TlsIdentity::create(*key, *certificate);
    if (!identity) {
        return passOn(identity);
    }
    return std::pair{std::move(*identity), crypto::certificatePem(*certificate)};
}

} // namespace

LocalIssuer::LocalIssuer(const Clock& clock, RandomSource& random)
    : m_clock(clock)
    , m_random(random) {}

LocalIssuer::~LocalIssuer() {
    stop();
}

Result<std::string> LocalIssuer::start(Start start) {
    stop();
    // The address is known once the port is; the first request waits for the server that carries it in its name.
    std::promise<AuthorizationServer*> made;
    const auto handler = [this, ready = made.get_future().share()](const Request& request) -> Response {
        AuthorizationServer* server = ready.get();
        return server != nullptr ? server->handle(request, m_clock.preciseNow()) : textResponse(503, "not started");
    };
    const auto giveUp = [&] {
        made.set_value(nullptr);
        stop();
    };
    const auto port = m_http.start(start.port, handler);
    if (!port) {
        giveUp();
        return passOn(port);
    }
    auto server = std::make_unique<AuthorizationServer>("http://127.0.0.1:" + std::to_string(*port), m_random,
                                                        std::move(start.settings));
    server->setClients(std::move(start.clients));
    server->onExchange(std::move(start.onExchange));
    if (auto keys = server->setKeys(std::move(start.keys)); !keys) {
        giveUp();
        return passOn(keys);
    }
    if (start.tls == Start::Tls::On) {
        if (!m_identity) {
            auto identity = makeIdentity();
            if (!identity) {
                giveUp();
                return passOn(identity);
            }
            m_identity = std::move(*identity);
        }
        const auto tlsPort = m_https.start(start.tlsPort, handler, m_identity->first);
        if (!tlsPort) {
            giveUp();
            return passOn(tlsPort);
        }
        m_tlsAddress = "https://127.0.0.1:" + std::to_string(*tlsPort);
        server->setTlsAddress(m_tlsAddress);
    }
    m_server = std::move(server);
    made.set_value(m_server.get());
    return m_server->issuer();
}

void LocalIssuer::stop() {
    m_http.stop(); // joins the threads that use the server
    m_https.stop();
    m_tlsAddress.clear();
    m_server.reset();
}

} // namespace twb::issuer
