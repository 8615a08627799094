// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/http_message.h"

#include <stop_token>

/// OAuth 2.0 and OpenID Connect from the client's side: requests as values, and the wire.
namespace twb::oauth {

/// Whoever carries a request to its server; tests put their own in this place.
class HttpTransport {
public:
    HttpTransport() = default;
    HttpTransport(const HttpTransport&) = delete;
    HttpTransport& operator=(const HttpTransport&) = delete;
    virtual ~HttpTransport() = default;

    /// Sends one request and waits for its answer. Blocks up to limits.total: call it on a worker. A stop request ends
    /// it within some milliseconds, name lookup included.
    virtual HttpExchange perform(const HttpRequest& request, std::stop_token stop = {}) = 0;
};

} // namespace twb::oauth
