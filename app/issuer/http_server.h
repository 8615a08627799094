// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"
#include "base/result.h"
#include "crypto/tls_listener.h"
#include "issuer/message.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace twb::issuer {

/// A small HTTP/1.1 server that listens on 127.0.0.1 and nowhere else.
///
/// Each request has a time limit, each head and body a size limit (limits.h); a connection that is silent is closed.
/// Who may ask is the handler's business (gate.h). start() and stop() may be called by any thread, one at a time.
class HttpServer {
public:
    using Handler = std::function<Response(const Request&)>;

    HttpServer();
    ~HttpServer(); ///< stops
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// Listens from now on; requests are answered by several threads of its own.
    /// @param port  0: any free one.
    /// @param tls   HTTPS with this certificate; requests then tell of the client's.
    /// @return the port.
    /// @errors usage: "port 8455 is in use", "port 80 is not permitted"
    Result<int> start(int port, Handler handler, std::optional<crypto::TlsIdentity> tls = {});
    /// Lets answers that are being written go out: waits until no connection is open, at most this time.
    void settle(std::chrono::milliseconds time);
    /// Ends connections, waits for the threads (a second at most); does nothing if it is not running.
    void stop();
    bool running() const;
    int port() const; ///< 0 if it is not running

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace twb::issuer
