// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/// A server on 127.0.0.1 that answers as badly as it is told to. For tests only; every wait in it is bounded.
namespace faultserver {

/// One accepted connection.
class Connection {
public:
    virtual ~Connection() = default;
    /// Reads until the end of a request (headers, and Content-Length octets) or the time is over.
    virtual std::string readRequest() = 0;
    /// @return false if the other side is gone.
    virtual bool write(const std::string& octets) = 0;
    /// Closes with a TCP reset.
    virtual void reset() = 0;
};

/// What a server shows of itself with TLS; PEM.
struct Identity {
    std::string certificate;
    std::string key;
    std::string clientAuthority; ///< PEM; clients must show a certificate signed by it; empty: none wanted
};

class Server {
public:
    using Answer = std::function<void(Connection&)>;
    explicit Server(Answer answer, Identity identity = {});
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    int port() const { return m_port; }
    std::string url(const std::string& path = "/") const;
    /// The requests that came, octet for octet.
    std::vector<std::string> requests() const;

private:
    void run();
    Answer m_answer;
    Identity m_identity;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<bool> m_stop{false};
    mutable std::mutex m_mutex;
    std::vector<std::string> m_requests;
    std::thread m_thread;
};

/// Reads a request, then writes these octets.
Server::Answer always(std::string octets);
/// A whole answer with Content-Length.
std::string answer(int status, const std::string& body,
                   const std::string& headers = "Content-Type: application/json\r\n");

/// Certificates for the faults of TLS. Days are counted from now and may be negative.
struct CertificateWish {
    std::string commonName = "127.0.0.1";
    int validFromDays = -1;
    int validUntilDays = 1;
    bool authority = false;
};
struct MadeCertificate {
    std::string certificate; ///< PEM
    std::string key;         ///< PEM, PKCS#8
};
/// @param issuer  nullptr: signed by itself.
MadeCertificate makeCertificate(const CertificateWish& wish, const MadeCertificate* issuer = nullptr);

} // namespace faultserver
