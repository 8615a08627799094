// SPDX-License-Identifier: Apache-2.0
#include "issuer/http_server.h"

#include "issuer/connections.h"

#include <cerrno>
#include <cstring>
#include <deque>
#include <httplib.h>
#include <poll.h>
#include <sys/socket.h>

namespace twb::issuer {
namespace {

constexpr const char* loopback = "127.0.0.1"; ///< never another interface

int milliseconds(std::chrono::milliseconds time) {
    return static_cast<int>(time.count());
}

/// A socket as the library wants to read it, with a buffer and a limit for what one request may hold.
/// @param tls  nullptr: the octets go as they are.
class SocketStream final : public httplib::Stream {
public:
    SocketStream(int socket, crypto::TlsSession* tls)
        : m_socket(socket)
        , m_tls(tls) {}

    /// The next request may hold so many octets again.
    void begin() { m_taken = 0; }
    bool buffered() const { return m_at < m_size || (m_tls != nullptr && m_tls->buffered()); }

    bool is_readable() const override { return buffered() || ready(POLLIN); }
    bool is_writable() const override { return ready(POLLOUT); }
    ssize_t read(char* out, size_t size) override {
        if (m_taken >= limits::headOctets + limits::bodyOctets) {
            return -1;
        }
        if (m_at == m_size) {
            if (!is_readable()) {
                return -1;
            }
            m_at = m_size = 0;
            const ssize_t got = m_tls != nullptr ? m_tls->read(m_buffer.data(), m_buffer.size())
                                                 : ::recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
            if (got <= 0) {
                return got;
            }
            m_size = static_cast<std::size_t>(got);
        }
        const std::size_t count = std::min(size, m_size - m_at);
        std::memcpy(out, m_buffer.data() + m_at, count);
        m_at += count;
        m_taken += count;
        return static_cast<ssize_t>(count);
    }
    ssize_t write(const char* octets, size_t size) override {
        if (!ready(POLLOUT)) {
            return -1;
        }
        if (m_tls != nullptr) {
            return m_tls->write(octets, size); // the library ignores SIGPIPE
        }
#ifdef MSG_NOSIGNAL
        return ::send(m_socket, octets, size, MSG_NOSIGNAL);
#else
        return ::send(m_socket, octets, size, 0); // the library ignores SIGPIPE
#endif
    }
    void get_remote_ip_and_port(std::string& ip, int& port) const override {
        ip = loopback;
        port = 0;
    }
    void get_local_ip_and_port(std::string& ip, int& port) const override {
        ip = loopback;
        port = 0;
    }
    socket_t socket() const override {
        return m_socket;
    }

private:
    bool ready(short event) const {
        pollfd wanted{m_socket, event, 0};
        return ::poll(&wanted, 1, milliseconds(limits::requestTime)) == 1 && (wanted.revents & event) != 0;
    }

    int m_socket;
    crypto::TlsSession* m_tls;
    std::array<char, 4096> m_buffer{};
    std::size_t m_at = 0;
    std::size_t m_size = 0;
    std::size_t m_taken = 0;
};

/// Threads as they are needed, one a connection; they stay for the next one.
class Threads final : public httplib::TaskQueue {
public:
    void enqueue(std::function<void()> task) override {
        std::unique_lock guard(m_lock);
        m_tasks.push_back(std::move(task));
        if (m_idle < m_tasks.size() && m_threads.size() < limits::connections + 1) {
            m_threads.emplace_back([this] { run(); });
        }
        guard.unlock();
        m_wake.notify_one();
    }
    void shutdown() override {
        {
            const std::lock_guard guard(m_lock);
            m_end = true;
        }
        m_wake.notify_all();
        for (std::thread& thread : m_threads) {
            thread.join();
        }
    }

private:
    void run() {
        std::unique_lock guard(m_lock);
        for (;;) {
            ++m_idle;
            m_wake.wait(guard, [this] { return m_end || !m_tasks.empty(); });
            --m_idle;
            if (m_tasks.empty()) {
                return;
            }
            const auto task = std::move(m_tasks.front());
            m_tasks.pop_front();
            guard.unlock();
            task();
            guard.lock();
        }
    }

    std::mutex m_lock;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_tasks;
    std::vector<std::thread> m_threads;
    std::size_t m_idle = 0;
    bool m_end = false;
};

/// Whether the answer that was just written came from the handler with the whole body read: only then the connection
/// is still in step. Each connection is served by one thread.
thread_local bool inStep = false;
thread_local int servedSocket = -1;
thread_local const crypto::TlsSession* servedSession = nullptr; ///< nullptr: no TLS

class BoundedServer final : public httplib::Server {
public:
    BoundedServer(HttpServer::Handler handler, std::optional<crypto::TlsIdentity> tls)
        : m_handler(std::move(handler))
        , m_tls(std::move(tls)) {
        set_payload_max_length(limits::bodyOctets);
        // Not SO_REUSEPORT, the library's own choice: two servers would share a port without a word.
        set_socket_options([](socket_t socket) {
            const int yes = 1;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
        });
        new_task_queue = [] { return new Threads; };
        set_tcp_nodelay(true);
        const auto plain = [this](const httplib::Request& request, httplib::Response& response) {
            answer(request, response, {});
        };
        const auto withBody = [this](const httplib::Request& request, httplib::Response& response,
                                     const httplib::ContentReader& reader) {
            std::string body;
            if (request.is_multipart_form_data()) {
                response.status = 415;
                return;
            }
            const bool whole = reader([&](const char* octets, size_t count) {
                if (body.size() + count > limits::bodyOctets) { // also of what was compressed
                    return false;
                }
                body.append(octets, count);
                return true;
            });
            if (!whole) {
                response.status = response.status >= 400 ? response.status : 413;
                return;
            }
            answer(request, response, std::move(body));
        };
        Get(".*", plain);
        Options(".*", plain);
        Post(".*", withBody);
        Put(".*", withBody);
        Patch(".*", withBody);
        Delete(".*", withBody);
    }

    Connections& connections() { return m_connections; }
    /// The library lets five connections wait; a browser alone opens six, and a sixth would be tried again a second
    /// later.
    void widenBacklog() { ::listen(svr_sock_, SOMAXCONN); }

private:
    bool process_and_close_socket(socket_t socket) override {
        if (m_connections.add(socket)) {
            if (m_tls) {
                serveTls(socket);
            } else {
                serve(socket, nullptr);
            }
            m_connections.remove(socket);
        }
        ::shutdown(socket, SHUT_RDWR);
        ::close(socket);
        return true;
    }

    void serveTls(int socket) {
        m_connections.allow(socket, limits::requestTime); // cuts a client that is late with its part of the handshake
        if (auto session = crypto::TlsSession::accept(*m_tls, socket)) {
            serve(socket, &*session);
            session->end();
        }
    }

    void serve(int socket, crypto::TlsSession* session) {
        SocketStream stream(socket, session);
        servedSocket = socket;
        servedSession = session;
        for (std::size_t count = 1; count <= limits::requestsPerConnection; ++count) {
            m_connections.allow(socket, limits::idleTime);
            if (!stream.is_readable()) {
                return;
            }
            m_connections.allow(socket, limits::requestTime);
            stream.begin();
            inStep = false;
            bool closed = false;
            const bool goesOn =
                process_request(stream, count == limits::requestsPerConnection, closed, [](httplib::Request& request) {
                    // Answers are small and shown octet for octet: neither compressed
                    // nor in parts.
                    request.headers.erase("Accept-Encoding");
                    request.ranges.clear();
                });
            if (!goesOn || closed || !inStep) {
                return;
            }
        }
    }

    void answer(const httplib::Request& from, httplib::Response& to, std::string body) {
        Request request;
        request.method = from.method;
        request.target = from.target;
        for (const auto& [name, value] : from.headers) {
            const bool own = name == "REMOTE_ADDR" || name == "REMOTE_PORT" || name == "LOCAL_ADDR" ||
                             name == "LOCAL_PORT"; // of the library, not of the client
            if (!own) {
                request.headers.emplace_back(name, value);
            }
        }
        request.body = std::move(body);
        if (servedSession != nullptr) {
            request.channel = Request::Channel::Tls;
            request.clientCertificate = servedSession->peerCertificate();
            request.clientChain = servedSession->peerChain();
        }
        Response response = m_handler(request);
        if (response.delay.count() > 0) {
            m_connections.allow(servedSocket, response.delay + limits::requestTime);
            m_connections.wait(response.delay);
        }
        to.status = response.status;
        std::string type;
        for (const auto& [name, value] : response.headers) {
            if (equalsIgnoringCase(name, "Content-Type")) {
                type = value;
            } else {
                to.set_header(name, value);
            }
        }
        if (!response.body.empty()) {
            to.set_content(std::move(response.body), type);
        }
        inStep = true;
    }

    HttpServer::Handler m_handler;
    std::optional<crypto::TlsIdentity> m_tls;
    Connections m_connections;
};

} // namespace

struct HttpServer::State {
    std::unique_ptr<BoundedServer> server;
    std::thread thread;
    int port = 0;
};

HttpServer::HttpServer()
    : m_state(std::make_unique<State>()) {}

HttpServer::~HttpServer() {
    stop();
}

Result<int> HttpServer::start(int port, Handler handler, std::optional<crypto::TlsIdentity> tls) {
    stop();
    auto server = std::make_unique<BoundedServer>(std::move(handler), std::move(tls));
    errno = 0;
    int bound = port;
    if (port == 0) {
        bound = server->bind_to_any_port(loopback);
    } else if (port < 0 || port > 65535 || !server->bind_to_port(loopback, port)) {
        bound = -1;
    }
    if (bound <= 0) {
        const std::string name = "port " + std::to_string(port);
        if (port < 0 || port > 65535) {
            return fail(ErrorCode::Usage, name + " does not exist; ports go from 1 to 65535");
        }
        return fail(ErrorCode::Usage, errno == EACCES ? name + " is not permitted to this user" : name + " is in use");
    }
    server->widenBacklog();
    m_state->server = std::move(server);
    m_state->port = bound;
    BoundedServer* running = m_state->server.get();
    m_state->thread = std::thread([running] { running->listen_after_bind(); });
    // The library's stop() does nothing before its loop has begun, which takes microseconds.
    while (!running->is_running() && running->connections().wait(std::chrono::milliseconds(1))) {
    }
    return bound;
}

void HttpServer::settle(std::chrono::milliseconds time) {
    if (m_state->server) {
        m_state->server->connections().settle(time);
    }
}

void HttpServer::stop() {
    if (!m_state->server) {
        return;
    }
    m_state->server->connections().cutAll();
    m_state->server->stop();
    m_state->thread.join();
    m_state->server.reset();
    m_state->port = 0;
}

bool HttpServer::running() const {
    return m_state->server != nullptr;
}

int HttpServer::port() const {
    return m_state->port;
}

} // namespace twb::issuer
