// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace twb::issuer {

/// What came back at the redirect.                              (RFC 6749 §4.1.2, §4.1.2.1; RFC 9207; RFC 8252 §7.3)
struct RedirectAnswer {
    std::string code;
    std::string state;
    std::string iss;
    std::string error;
    std::string errorDescription;
    std::vector<std::pair<std::string, std::string>> parameters; ///< all of them, in order
};

/// Waits on 127.0.0.1 for the one redirect that ends an authorization request in the system browser.
///
/// It takes the first GET or POST on its path that has "code", "error" or "response"; everything else gets 404 and the
/// waiting goes on. The page that the person sees says whether it worked; it repeats nothing of the answer.
class RedirectListener {
public:
    /// @param path  "/callback". @param port  0: any free one.
    /// @errors usage (the port is in use)
    static Result<RedirectListener> open(std::string path = "/callback", int port = 0);
    RedirectListener(RedirectListener&&) noexcept;
    RedirectListener& operator=(RedirectListener&&) noexcept;
    ~RedirectListener();

    /// "http://127.0.0.1:49152/callback"
    std::string redirectUri() const;
    int port() const;
    /// Blocks until the answer is there. Comparing state and iss is the caller's business.
    /// @errors cancelled (stop was requested, or the time is over: the detail says which)
    Result<RedirectAnswer> wait(std::chrono::milliseconds limit, std::stop_token stop = {});

private:
    struct State;
    explicit RedirectListener(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace twb::issuer
