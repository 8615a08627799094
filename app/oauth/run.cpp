// SPDX-License-Identifier: Apache-2.0
#include "oauth/run.h"

#include <condition_variable>

namespace twb::oauth {
namespace {

std::string originOf(std::string_view url) {
    const auto parsed = parseUrl(url);
    return parsed ? parsed->origin() : std::string(url);
}

bool wantsNonce(const Step& step) {
    if (step.exchange.failure || step.reading.dpopNonce.empty() || step.exchange.status < 400) {
        return false;
    }
    return step.reading.error == "use_dpop_nonce";
}

} // namespace

std::string NonceStore::find(std::string_view url) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_byOrigin.find(originOf(url));
    return found == m_byOrigin.end() ? std::string() : found->second;
}

void NonceStore::remember(std::string_view url, std::string nonce) {
    if (nonce.empty()) {
        return;
    }
    const std::lock_guard lock(m_mutex);
    m_byOrigin[originOf(url)] = std::move(nonce);
}

Result<Sent> send(HttpTransport& transport, const OAuthRequest& request, NonceStore& nonces,
                  const std::function<Moment()>& now, std::stop_token stop) {
    Sent sent;
    OAuthRequest current = request;
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (current.dpopKey && current.dpopNonce.empty()) {
            current.dpopNonce = nonces.find(current.url);
        }
        auto built = build(current, now());
        if (!built) {
            return passOn(built);
        }
        Step step;
        step.built = std::move(*built);
        step.exchange = transport.perform(step.built.http, stop);
        step.reading = readResponse(step.exchange, request.operation, now().now);
        nonces.remember(current.url, step.reading.dpopNonce);
        const bool again = current.dpopKey && wantsNonce(step) && step.reading.dpopNonce != current.dpopNonce;
        if (again) {
            current.dpopNonce = step.reading.dpopNonce;
        }
        sent.steps.push_back(std::move(step));
        if (!again) {
            break;
        }
    }
    return sent;
}

Result<Sent> pollDevice(HttpTransport& transport, const OAuthRequest& request, DevicePoll poll, NonceStore& nonces,
                        const std::function<Moment()>& now, const Wait& wait,
                        const std::function<void(const Sent&, std::chrono::seconds)>& onStep, std::stop_token stop) {
    std::chrono::seconds waited{0};
    for (;;) {
        // The first question may come no earlier than one interval after the code was given.
        if (!wait(poll.interval)) {
            Sent none;
            none.steps.emplace_back();
            none.steps.back().exchange.failure = HttpFailure{HttpFault::Cancelled, {}};
            return none;
        }
        waited += poll.interval;
        auto sent = send(transport, request, nonces, now, stop);
        if (!sent) {
            return sent;
        }
        const Step& step = sent->last();
        const bool timedOut = step.exchange.failure && (step.exchange.failure->fault == HttpFault::TotalTimeout ||
                                                        step.exchange.failure->fault == HttpFault::ConnectTimeout);
        const bool slower = step.reading.error == "slow_down";
        const bool pending = step.reading.error == "authorization_pending";
        if (slower) {
            poll.interval += std::chrono::seconds(5);
        } else if (timedOut) {
            poll.interval *= 2;
        }
        const bool goesOn = (slower || pending || timedOut) && waited + poll.interval <= poll.expiresIn;
        if (onStep) {
            onStep(*sent, goesOn ? poll.interval : std::chrono::seconds(0));
        }
        if (!goesOn) {
            return sent;
        }
    }
}

Wait waitFor(std::stop_token stop) {
    return [stop](std::chrono::seconds length) {
        std::mutex mutex;
        std::condition_variable_any wake;
        std::unique_lock lock(mutex);
        wake.wait_for(lock, stop, length, [] { return false; });
        return !stop.stop_requested();
    };
}

} // namespace twb::oauth
