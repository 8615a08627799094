// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/http_transport.h"

namespace twb::oauth {

/// The network, by libcurl. HTTP/1.1, a fresh connection for each request, no redirect followed, no cookie, no cache,
/// no credentials from files. Certificates are loaded with the first request, not before.
/// Any number of threads may use one object. In a library of its own (twb::wire), because some thirty others come with
/// libcurl: the window loads them with its first request (workbench/network_library.h).
class HttpClient final : public HttpTransport {
public:
    HttpExchange perform(const HttpRequest& request, std::stop_token stop = {}) override;
};

} // namespace twb::oauth
