// SPDX-License-Identifier: Apache-2.0
#include "support/net/fault_server.h"

#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace faultserver {
namespace {

template <auto Free>
struct FreeWith {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;
using X509Ptr = std::unique_ptr<X509, FreeWith<X509_free>>;
using BioPtr = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;
using ContextPtr = std::unique_ptr<SSL_CTX, FreeWith<SSL_CTX_free>>;
using SslPtr = std::unique_ptr<SSL, FreeWith<SSL_free>>;

bool readable(int socket, int milliseconds) {
    pollfd waiting{socket, POLLIN, 0};
    return ::poll(&waiting, 1, milliseconds) == 1;
}

bool isWhole(const std::string& request) {
    const std::size_t end = request.find("\r\n\r\n");
    if (end == std::string::npos) {
        return false;
    }
    const std::size_t at = request.find("Content-Length: ");
    const std::size_t length = at == std::string::npos || at > end ? 0 : std::stoul(request.substr(at + 16));
    return request.size() >= end + 4 + length;
}

class Plain final : public Connection {
public:
    explicit Plain(int socket)
        : m_socket(socket) {}
    std::string readRequest() override {
        std::string request;
        char buffer[4096];
        while (!isWhole(request) && readable(m_socket, 3000)) {
            const ssize_t count = ::recv(m_socket, buffer, sizeof buffer, 0);
            if (count <= 0) {
                break;
            }
            request.append(buffer, static_cast<std::size_t>(count));
        }
        return request;
    }
    bool write(const std::string& octets) override {
        std::size_t sent = 0;
        while (sent < octets.size()) {
            const ssize_t count = ::send(m_socket, octets.data() + sent, octets.size() - sent, MSG_NOSIGNAL);
            if (count <= 0) {
                return false;
            }
            sent += static_cast<std::size_t>(count);
        }
        return true;
    }
    void reset() override {
        const linger now{1, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }

private:
    int m_socket;
};

class Encrypted final : public Connection {
public:
    explicit Encrypted(SSL* ssl)
        : m_ssl(ssl) {}
    std::string readRequest() override {
        std::string request;
        char buffer[4096];
        while (!isWhole(request)) {
            const int count = SSL_read(m_ssl, buffer, sizeof buffer);
            if (count <= 0) {
                break;
            }
            request.append(buffer, static_cast<std::size_t>(count));
        }
        return request;
    }
    bool write(const std::string& octets) override {
        return octets.empty() || SSL_write(m_ssl, octets.data(), static_cast<int>(octets.size())) > 0;
    }
    void reset() override {}

private:
    SSL* m_ssl;
};

BioPtr memory(const std::string& text) {
    return BioPtr(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}
std::string textOf(BIO* bio) {
    char* data = nullptr;
    const long length = BIO_get_mem_data(bio, &data);
    return {data, static_cast<std::size_t>(length)};
}

ContextPtr makeContext(const Identity& identity) {
    ContextPtr context(SSL_CTX_new(TLS_server_method()));
    const X509Ptr certificate(PEM_read_bio_X509(memory(identity.certificate).get(), nullptr, nullptr, nullptr));
    const KeyPtr key(PEM_read_bio_PrivateKey(memory(identity.key).get(), nullptr, nullptr, nullptr));
    SSL_CTX_use_certificate(context.get(), certificate.get());
    SSL_CTX_use_PrivateKey(context.get(), key.get());
    if (!identity.clientAuthority.empty()) {
        const X509Ptr authority(PEM_read_bio_X509(memory(identity.clientAuthority).get(), nullptr, nullptr, nullptr));
        X509_STORE_add_cert(SSL_CTX_get_cert_store(context.get()), authority.get());
        SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    }
    return context;
}

} // namespace

Server::Server(Answer answer, Identity identity)
    : m_answer(std::move(answer))
    , m_identity(std::move(identity)) {
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(m_listener, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    ::listen(m_listener, 8);
    socklen_t size = sizeof address;
    ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] {
        // OpenSSL writes without MSG_NOSIGNAL, and clients that refuse a certificate hang up.
        sigset_t pipe;
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
        run();
    });
}

Server::~Server() {
    m_stop = true;
    m_thread.join();
    ::close(m_listener);
}

std::string Server::url(const std::string& path) const {
    return (m_identity.certificate.empty() ? "http://127.0.0.1:" : "https://127.0.0.1:") + std::to_string(m_port) +
           path;
}

std::vector<std::string> Server::requests() const {
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

void Server::run() {
    const ContextPtr context = m_identity.certificate.empty() ? nullptr : makeContext(m_identity);
    while (!m_stop) {
        if (!readable(m_listener, 20)) {
            continue;
        }
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) {
            continue;
        }
        const timeval limit{3, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        class Recorder final : public Connection {
        public:
            Recorder(Server& server, Connection& inner)
                : m_server(server)
                , m_inner(inner) {}
            std::string readRequest() override {
                std::string request = m_inner.readRequest();
                const std::lock_guard lock(m_server.m_mutex);
                m_server.m_requests.push_back(request);
                return request;
            }
            bool write(const std::string& octets) override { return m_inner.write(octets); }
            void reset() override { m_inner.reset(); }

        private:
            Server& m_server;
            Connection& m_inner;
        };
        if (context) {
            const SslPtr ssl(SSL_new(context.get()));
            SSL_set_fd(ssl.get(), socket);
            if (SSL_accept(ssl.get()) == 1) {
                Encrypted inner(ssl.get());
                Recorder recorder(*this, inner);
                m_answer(recorder);
                SSL_shutdown(ssl.get());
            } else {
                // Take what is still coming: closing over unread octets resets the connection, and the alert is lost.
                ::shutdown(socket, SHUT_WR);
                char rest[4096];
                while (readable(socket, 300) && ::recv(socket, rest, sizeof rest, 0) > 0) {
                }
            }
        } else {
            Plain inner(socket);
            Recorder recorder(*this, inner);
            m_answer(recorder);
        }
        ::close(socket);
    }
}

Server::Answer always(std::string octets) {
    return [octets = std::move(octets)](Connection& connection) {
        if (!connection.readRequest().empty()) {
            connection.write(octets);
        }
    };
}

std::string answer(int status, const std::string& body, const std::string& headers) {
    return "HTTP/1.1 " + std::to_string(status) + " Text\r\n" + headers +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

MadeCertificate makeCertificate(const CertificateWish& wish, const MadeCertificate* issuer) {
    const KeyPtr key(EVP_EC_gen("P-256"));
    const X509Ptr certificate(X509_new());
    X509* const x509 = certificate.get();
    X509_set_version(x509, 2);
    static std::atomic<long> serial{1000};
    ASN1_INTEGER_set(X509_get_serialNumber(x509), serial++);
    X509_gmtime_adj(X509_getm_notBefore(x509), wish.validFromDays * 86400L);
    X509_gmtime_adj(X509_getm_notAfter(x509), wish.validUntilDays * 86400L);
    X509_set_pubkey(x509, key.get());
    X509_NAME* const name = X509_get_subject_name(x509);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(wish.commonName.c_str()), -1, -1, 0);
    const auto extend = [&](int id, const std::string& value) {
        X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, nullptr, id, value.c_str());
        X509_add_ext(x509, extension, -1);
        X509_EXTENSION_free(extension);
    };
    extend(NID_basic_constraints, wish.authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    const bool address = wish.commonName.find_first_not_of("0123456789.") == std::string::npos;
    extend(NID_subject_alt_name, (address ? "IP:" : "DNS:") + wish.commonName);
    if (issuer == nullptr) {
        X509_set_issuer_name(x509, name);
        X509_sign(x509, key.get(), EVP_sha256());
    } else {
        const X509Ptr above(PEM_read_bio_X509(memory(issuer->certificate).get(), nullptr, nullptr, nullptr));
        const KeyPtr signer(PEM_read_bio_PrivateKey(memory(issuer->key).get(), nullptr, nullptr, nullptr));
        X509_set_issuer_name(x509, X509_get_subject_name(above.get()));
        X509_sign(x509, signer.get(), EVP_sha256());
    }
    const BioPtr certificateText(BIO_new(BIO_s_mem()));
    const BioPtr keyText(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(certificateText.get(), x509);
    PEM_write_bio_PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return {textOf(certificateText.get()), textOf(keyText.get())};
}

} // namespace faultserver
