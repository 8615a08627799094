// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/authorization.h"
#include "oauth/run.h"
#include "workbench/endpoint_form.h"

namespace twb::workbench {

/// Where a flow with a person in it stands.
struct FlowProgress {
    enum class Stage : std::uint8_t {
        First,   ///< the pushed request or the device request is on its way
        Browser, ///< `address` waits for the person; the answer comes to this computer
        Device,  ///< the person enters `userCode` at `address` on any device
        Token    ///< the code is being exchanged for tokens
    };
    Stage stage = Stage::First;
    std::string address;
    std::string completeAddress; ///< the same with the user code in it; empty if the server gives none
    std::string userCode;
    std::string redirectUri;
    std::optional<Time> until; ///< when the waiting ends
    std::optional<Time> asks;  ///< when the token endpoint is asked again
    std::string said;          ///< the server's last word: "authorization_pending", "slow_down"
};

/// What a flow stands on. All of it outlives the flow.
struct FlowTools {
    oauth::HttpTransport& transport;
    oauth::NonceStore& nonces;
    std::function<oauth::Moment()> now;
    oauth::Wait wait; ///< between two questions of the device flow
    std::function<void(const FlowProgress&)> report;
    std::stop_token stop;
};

/// How a flow ended.
struct FlowEnd {
    oauth::OAuthRequest request;     ///< of the last step
    std::optional<oauth::Sent> sent; ///< every step that went out; nullopt: none
    std::string problem;             ///< why it ended without an answer to look at; empty if there is one
};

/// An authorization as it would begin now: what the browser is sent to.
struct FlowPlan {
    oauth::AuthorizationStart start;
    std::optional<oauth::OAuthRequest> push; ///< goes first where the form says so
    oauth::OAuthRequest first;               ///< of the device flow: the device authorization request
};

/// How long a person may take in the browser.
constexpr std::chrono::minutes browserPatience{5};

/// What the whole flow of the form would begin with.
/// @param redirectUri  unused by the device flow.
/// @errors usage (an address or the client ID is missing), those of requestOf
Result<FlowPlan> planFlow(const EndpointForm& form, const oauth::Moment& moment, const std::string& redirectUri);

/// "http://127.0.0.1:49152/callback".
std::string redirectUriOf(int port, const std::string& path);
/// A port of 127.0.0.1 that is free at this moment. @errors usage
Result<int> freeRedirectPort();

/// Runs the whole code flow: listens on 127.0.0.1, pushes the request where wanted, reports the address for the
/// browser, waits, compares state and iss, exchanges the code. Blocks; call it on a worker.
/// @param port      the one that was shown; another free one if it is taken meanwhile and the form names none.
/// @param metadata  of a trusted discovery: whether `iss` is promised; nullptr: not known.
FlowEnd runCodeFlow(const EndpointForm& form, int port, const oauth::ServerMetadata* metadata, const FlowTools& tools);
/// Runs the whole device flow: reports the code, asks until there is an answer (RFC 8628). Blocks.
FlowEnd runDeviceFlow(const EndpointForm& form, const FlowTools& tools);

} // namespace twb::workbench
