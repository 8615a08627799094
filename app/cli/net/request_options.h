// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/session.h"
#include "oauth/discovery.h"
#include "oauth/run.h"

namespace twb::cli {

/// Why a request could not be made or sent: a Failure, or no answer from the network.
struct NetFailure {
    std::optional<Failure> failure;
    std::optional<oauth::HttpFailure> network;
    std::string what; ///< "discovery", for messages
};
template <typename T>
using NetAnswer = tl::expected<T, NetFailure>;

inline tl::unexpected<NetFailure> netFail(const Failure& failure) {
    return tl::unexpected<NetFailure>(NetFailure{failure, std::nullopt, {}});
}
inline tl::unexpected<NetFailure> netUsage(std::string detail) {
    return netFail(usage(std::move(detail)).value());
}

/// The request that the options describe, with what was learned on the way.
struct RequestPlan {
    oauth::OAuthRequest request;
    std::optional<oauth::ServerMetadata> metadata;
    std::optional<jose::Jwk> registeredKey{}; ///< --registered
    std::string presetId;                     ///< of a Call preset, filled anew for each sending; empty otherwise
};

/// Reads the options; asks the issuer for its metadata where an address is missing.
/// @param member  the metadata member that holds the address: "token_endpoint".
NetAnswer<RequestPlan> readPlan(Session& session, oauth::Operation operation, std::string_view member,
                                oauth::HttpTransport& transport);

/// NAME=VALUE of a repeated option, @FILE as a value read.
Answer<std::vector<oauth::NameValue>> readPairs(Session& session, std::string_view option);

/// With a client certificate the server's addresses for them are used.                          (RFC 8705 §5)
oauth::ServerMetadata::Route routeOf(const RequestPlan& plan);

/// Limits, proxy and TLS alone: for discovery.
Answer<oauth::HttpRequest> readConnection(Session& session);

/// What counts as now, with identifiers from OpenSSL; --at fixes the time.
Answer<std::function<oauth::Moment()>> readMoments(Session& session);

/// Asks for the metadata of --issuer.
NetAnswer<oauth::ServerMetadata> readMetadata(Session& session, oauth::HttpTransport& transport,
                                              const oauth::HttpRequest& base);

/// Stops at the first SIGINT or SIGTERM.
std::stop_token interruption();

} // namespace twb::cli
