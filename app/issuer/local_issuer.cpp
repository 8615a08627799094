// SPDX-License-Identifier: Apache-2.0
#include "issuer/local_issuer.h"

#include <future>

namespace twb::issuer {

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
    const auto port =
        m_http.start(start.port, [this, ready = made.get_future().share()](const Request& request) -> Response {
            AuthorizationServer* server = ready.get();
            return server != nullptr ? server->handle(request, m_clock.preciseNow()) : textResponse(503, "not started");
        });
    if (!port) {
        made.set_value(nullptr);
        return passOn(port);
    }
    auto server = std::make_unique<AuthorizationServer>("http://127.0.0.1:" + std::to_string(*port), m_random,
                                                        std::move(start.settings));
    server->setClients(std::move(start.clients));
    server->onExchange(std::move(start.onExchange));
    if (auto keys = server->setKeys(std::move(start.keys)); !keys) {
        made.set_value(nullptr);
        m_http.stop();
        return passOn(keys);
    }
    m_server = std::move(server);
    made.set_value(m_server.get());
    return m_server->issuer();
}

void LocalIssuer::stop() {
    m_http.stop(); // joins the threads that use the server
    m_server.reset();
}

} // namespace twb::issuer
