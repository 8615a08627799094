// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/http_transport.h"
#include "oauth/response.h"

#include <map>
#include <mutex>

namespace twb::oauth {

/// The newest DPoP nonce of each server. Any number of threads.                               (RFC 9449 §8.2)
class NonceStore {
public:
    std::string find(std::string_view url) const;
    void remember(std::string_view url, std::string nonce);

private:
    mutable std::mutex m_mutex;
    std::map<std::string, std::string> m_byOrigin;
};

/// One request that went out, and its answer.
struct Step {
    BuiltRequest built;
    HttpExchange exchange;
    ResponseReading reading;
};

/// What came of sending: one step, or two where the server asked for a DPoP nonce first.
struct Sent {
    std::vector<Step> steps;
    const Step& last() const { return steps.back(); }
};

/// Builds, sends, reads. Where the server wants a DPoP nonce it is sent once more with it.   (RFC 9449 §8, §9)
/// Blocks; call it on a worker.
/// @param now  read anew for each step.
/// @errors those of build(); a refusal or a network fault is no error of the call
Result<Sent> send(HttpTransport& transport, const OAuthRequest& request, NonceStore& nonces,
                  const std::function<Moment()>& now, std::stop_token stop = {});

/// What a device flow waits with. @return false: stopped.
using Wait = std::function<bool(std::chrono::seconds)>;
struct DevicePoll {
    std::chrono::seconds interval{5}; ///< as the server gave it
    std::chrono::seconds expiresIn{600};
};
/// Asks for the token until it is there, refused or the code has run out: authorization_pending waits, slow_down adds
/// five seconds for good, a lost connection doubles the interval.                                    (RFC 8628 §3.5)
/// @param request  a token request with Grant::DeviceCode.
/// @param onStep  hears of every answer; may be empty.
/// @return the steps of the last question
Result<Sent> pollDevice(HttpTransport& transport, const OAuthRequest& request, DevicePoll poll, NonceStore& nonces,
                        const std::function<Moment()>& now, const Wait& wait,
                        const std::function<void(const Sent&, std::chrono::seconds nextIn)>& onStep,
                        std::stop_token stop = {});

/// Waits on the calling thread; wakes at once on a stop.
Wait waitFor(std::stop_token stop);

} // namespace twb::oauth
