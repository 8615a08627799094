// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/limits.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace twb::issuer {

/// The open connections of a server with the time that each has left. One thread of its own counts the time down and
/// cuts what is late, so that a client that sends an octet a second cannot hold a thread.
///
/// It asks no clock: it waits a tick and counts it.
class Connections {
public:
    static constexpr std::chrono::milliseconds tick{100};

    Connections();
    ~Connections();
    Connections(const Connections&) = delete;
    Connections& operator=(const Connections&) = delete;

    /// False if there are too many, or if all is being cut: the caller closes the socket.
    bool add(int socket);
    /// The socket is cut after this time unless it is given time again.
    void allow(int socket, std::chrono::milliseconds time);
    void remove(int socket);
    /// Waits until every connection has ended, at most this time.
    void settle(std::chrono::milliseconds time);
    /// Cuts every connection and lets no new one in.
    void cutAll();
    /// Waits, shorter if everything is cut. False if it was.
    bool wait(std::chrono::milliseconds time);

private:
    void run();

    std::mutex m_lock;
    std::condition_variable m_changed;
    std::map<int, std::chrono::milliseconds> m_left;
    bool m_cut = false;
    bool m_end = false;
    std::thread m_thread;
};

} // namespace twb::issuer
