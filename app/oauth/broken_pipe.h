// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <csignal>

namespace twb::oauth {

/// Keeps SIGPIPE from this thread while it lives: a server that hangs up while TLS writes must be an error value, not
/// the end of the program. libcurl does this by itself only without CURLOPT_NOSIGNAL, which threads need. What comes
/// meanwhile is taken away; the mask of the thread is as before afterwards.
class BrokenPipeGuard {
public:
    BrokenPipeGuard() {
        sigemptyset(&m_pipe);
        sigaddset(&m_pipe, SIGPIPE);
        m_wasPending = isPending();
        pthread_sigmask(SIG_BLOCK, &m_pipe, &m_before);
    }
    ~BrokenPipeGuard() {
        if (!m_wasPending && isPending()) {
            int taken = 0;
            sigwait(&m_pipe, &taken);
        }
        pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }
    BrokenPipeGuard(const BrokenPipeGuard&) = delete;
    BrokenPipeGuard& operator=(const BrokenPipeGuard&) = delete;

private:
    static bool isPending() {
        sigset_t pending;
        sigemptyset(&pending);
        sigpending(&pending);
        return sigismember(&pending, SIGPIPE) == 1;
    }

    sigset_t m_pipe{};
    sigset_t m_before{};
    bool m_wasPending = false;
};

} // namespace twb::oauth
