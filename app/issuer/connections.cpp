// SPDX-License-Identifier: Apache-2.0
#include "issuer/connections.h"

#include <sys/socket.h>

namespace twb::issuer {

Connections::Connections()
    : m_thread([this] { run(); }) {}

Connections::~Connections() {
    {
        const std::lock_guard guard(m_lock);
        m_end = true;
        m_cut = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void Connections::run() {
    std::unique_lock guard(m_lock);
    while (!m_end) {
        m_changed.wait_for(guard, tick, [this] { return m_end; });
        for (auto& [socket, left] : m_left) {
            left -= tick;
            if (left <= std::chrono::milliseconds(0)) {
                ::shutdown(socket, SHUT_RDWR); // its thread sees the end and closes it
            }
        }
    }
}

bool Connections::add(int socket) {
    const std::lock_guard guard(m_lock);
    if (m_cut || m_left.size() >= limits::connections) {
        return false;
    }
    m_left[socket] = limits::idleTime;
    return true;
}

void Connections::allow(int socket, std::chrono::milliseconds time) {
    const std::lock_guard guard(m_lock);
    if (const auto found = m_left.find(socket); found != m_left.end()) {
        found->second = time;
    }
}

void Connections::remove(int socket) {
    {
        const std::lock_guard guard(m_lock);
        m_left.erase(socket);
    }
    m_changed.notify_all();
}

void Connections::settle(std::chrono::milliseconds time) {
    std::unique_lock guard(m_lock);
    m_changed.wait_for(guard, time, [this] { return m_left.empty(); });
}

void Connections::cutAll() {
    {
        const std::lock_guard guard(m_lock);
        m_cut = true;
        for (const auto& [socket, left] : m_left) {
            ::shutdown(socket, SHUT_RDWR);
        }
    }
    m_changed.notify_all();
}

bool Connections::wait(std::chrono::milliseconds time) {
    std::unique_lock guard(m_lock);
    return !m_changed.wait_for(guard, time, [this] { return m_cut; });
}

} // namespace twb::issuer
