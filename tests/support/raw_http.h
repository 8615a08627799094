// SPDX-License-Identifier: Apache-2.0
#pragma once
// An HTTP client that sends exactly the octets it is given, over loopback.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace raw_http {

/// One connection to 127.0.0.1.
class Connection {
public:
    explicit Connection(int port) {
        m_socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) {
            ::close(m_socket);
            m_socket = -1;
        }
    }
    ~Connection() {
        if (m_socket >= 0) {
            ::close(m_socket);
        }
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    bool open() const { return m_socket >= 0; }
    /// False if the other side has closed.
    bool send(std::string_view octets) {
        while (!octets.empty()) {
            const ssize_t sent = ::send(m_socket, octets.data(), octets.size(), MSG_NOSIGNAL);
            if (sent <= 0) {
                return false;
            }
            octets.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    /// What comes until the other side closes, or nothing comes for so long.
    std::string readAll(int milliseconds = 10'000) {
        std::string all;
        char buffer[4096];
        pollfd wanted{m_socket, POLLIN, 0};
        while (::poll(&wanted, 1, milliseconds) == 1) {
            const ssize_t got = ::recv(m_socket, buffer, sizeof(buffer), 0);
            if (got <= 0) {
                m_closed = true;
                break;
            }
            all.append(buffer, static_cast<std::size_t>(got));
        }
        return all;
    }
    bool closedByPeer() const { return m_closed; }

private:
    int m_socket = -1;
    bool m_closed = false;
};

inline std::string request(int port, std::string_view method, std::string_view target, std::string_view headers = {},
                           std::string_view body = {}) {
    std::string text = std::string(method) + " " + std::string(target) +
                       " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\nConnection: close\r\n" +
                       std::string(headers);
    if (!body.empty()) {
        text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    }
    return text + "\r\n" + std::string(body);
}

/// Sends and reads to the end.
inline std::string exchange(int port, std::string_view octets) {
    Connection connection(port);
    return connection.open() && connection.send(octets) ? connection.readAll() : std::string();
}

inline int status(std::string_view response) {
    return response.starts_with("HTTP/1.1 ") ? std::stoi(std::string(response.substr(9, 3))) : 0;
}

inline std::string body(std::string_view response) {
    const std::size_t at = response.find("\r\n\r\n");
    return at == std::string_view::npos ? std::string() : std::string(response.substr(at + 4));
}

} // namespace raw_http
