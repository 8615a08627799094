// SPDX-License-Identifier: Apache-2.0
#include "issuer/gate.h"

namespace twb::issuer::gate {
namespace {

std::string_view portOf(std::string_view authority) {
    const std::size_t colon = authority.rfind(':');
    return colon == std::string_view::npos ? std::string_view() : authority.substr(colon);
}

Refused refused(int status, Finding found) {
    return {errorResponse(status, "invalid_request", found.title + " " + found.detail), std::move(found)};
}

} // namespace

std::optional<Refused> check(const Request& request, std::string_view authority) {
    const std::string_view host = request.header("Host");
    const bool own =
        equalsIgnoringCase(host, authority) || equalsIgnoringCase(host, "localhost" + std::string(portOf(authority)));
    if (!own || request.headerCount("Host") != 1) {
        return refused(421, finding("foreign-host", "The request was meant for another name.",
                                    (host.empty() ? std::string("It has no Host") : "Host is " + cleanUtf8(host)) +
                                        "; this server is called " + std::string(authority) +
                                        " or localhost, so that no page of another name can reach it.",
                                    host.empty() ? "no Host" : "Host is " + cleanUtf8(host)));
    }
    const std::string_view origin = request.header("Origin");
    if (!origin.empty() && !isLoopbackOrigin(origin)) {
        return refused(403, finding("foreign-origin", "A page from elsewhere sent this request.",
                                    "Origin is " + cleanUtf8(origin) + "; only pages on this computer are answered.",
                                    "Origin is " + cleanUtf8(origin)));
    }
    return std::nullopt;
}

bool isLoopbackOrigin(std::string_view origin) {
    const std::size_t scheme = origin.find("://");
    if (scheme == std::string_view::npos ||
        (origin.substr(0, scheme) != "http" && origin.substr(0, scheme) != "https")) {
        return false;
    }
    std::string_view host = origin.substr(scheme + 3);
    const std::size_t bracket = host.find(']');
    const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (colon != std::string_view::npos) {
        const std::string_view port = host.substr(colon + 1);
        if (port.empty() || port.find_first_not_of("0123456789") != std::string_view::npos) {
            return false;
        }
        host = host.substr(0, colon);
    }
    return host == "127.0.0.1" || host == "[::1]" || equalsIgnoringCase(host, "localhost");
}

void allowOrigin(const Request& request, Response& response) {
    const std::string_view origin = request.header("Origin");
    if (!origin.empty() && isLoopbackOrigin(origin)) {
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Expose-Headers", "DPoP-Nonce, WWW-Authenticate");
        response.setHeader("Vary", "Origin");
    }
}

Response preflight(const Request& request) {
    Response response;
    response.status = 204;
    allowOrigin(request, response);
    response.setHeader("Access-Control-Allow-Methods", "GET, POST");
    response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, DPoP, X-API-Key");
    response.setHeader("Access-Control-Max-Age", "600");
    return response;
}

} // namespace twb::issuer::gate
