// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/finding.h"
#include "issuer/message.h"

/// Who may speak with a server on 127.0.0.1. Pages from elsewhere reach it through the browser of its user: by a name
/// that was rebound to this address, or by a form that is sent across origins.
namespace twb::issuer::gate {

/// Why a request is refused: a Host that is not this server, an Origin that is not on this computer.
struct Refused {
    Response response;
    Finding finding;
};
/// @param authority  "127.0.0.1:8455"; "localhost" with the same port is welcome too.
std::optional<Refused> check(const Request& request, std::string_view authority);

/// True for "http://localhost:3000", "http://127.0.0.1:5173", "https://[::1]".
bool isLoopbackOrigin(std::string_view origin);
/// Lets a page on this computer read the answer (CORS).
void allowOrigin(const Request& request, Response& response);
/// The answer to a preflight of such a page.
Response preflight(const Request& request);

} // namespace twb::issuer::gate
