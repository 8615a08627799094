// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/http_transport.h"

namespace twb::workbench {

/// The network, in a library beside the program that is loaded with the first request: the window starts without
/// libcurl and the thirty libraries that it brings along, which nobody needs who only reads tokens.
/// Any number of threads may use one object.
class NetworkLibrary final : public oauth::HttpTransport {
public:
    /// @errors (in the exchange) internal, with the reason, if the library cannot be loaded; those of HttpClient
    oauth::HttpExchange perform(const oauth::HttpRequest& request, std::stop_token stop = {}) override;
};

/// What the library exports under this name: makes the transport, which lives until the program ends.
constexpr const char* networkLibraryEntry = "twbNetworkTransport";
using NetworkLibraryEntry = oauth::HttpTransport* (*)();

} // namespace twb::workbench
