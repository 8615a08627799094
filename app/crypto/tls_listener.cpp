// SPDX-License-Identifier: Apache-2.0
#include "crypto/tls_listener.h"

#include "crypto/certificate_read.h"
#include "crypto/key_native.h"

#include <algorithm>
#include <limits>
#include <openssl/ssl.h>

namespace twb::crypto {

namespace {

using SslContextPtr = std::unique_ptr<SSL_CTX, FreeWith<SSL_CTX_free>>;
using SslPtr = std::unique_ptr<SSL, FreeWith<SSL_free>>;

int sslLength(std::size_t size) {
    return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
}

/// SSL_CTX_ctrl by its own name: the macros' NULL does not pass through the templates of tests/fault.
long control(SSL_CTX* context, int command, long value) {
    return SSL_CTX_ctrl(context, command, value, nullptr);
}

/// Any chain: the client's signature over the handshake still has to be that of the certificate's key.
int anyChain(int, X509_STORE_CTX*) {
    return 1;
}

Result<Bytes> derOf(const X509* x509) {
    unsigned char* raw = nullptr;
    const int size = i2d_X509(x509, &raw);
    const std::unique_ptr<unsigned char, FreeWith<freeOctets>> octets(raw);
    if (size <= 0) {
        return failWithReasons(ErrorCode::CertificateInvalid, "the client's certificate cannot be read");
    }
    return Bytes(octets.get(), octets.get() + size);
}

Result<Bytes> certificateOfPeer(const SSL* ssl) {
    const X509Ptr x509(SSL_get1_peer_certificate(ssl));
    return x509 ? derOf(x509.get()) : Bytes();
}

/// A server's library keeps the client's own certificate out of this list.
Result<std::vector<Bytes>> chainOfPeer(const SSL* ssl) {
    std::vector<Bytes> chain;
    const STACK_OF(X509)* sent = SSL_get_peer_cert_chain(ssl);
    for (int i = 0; sent != nullptr && i < sk_X509_num(sent); ++i) {
        auto octets = derOf(sk_X509_value(sent, i));
        if (!octets) {
            return passOn(octets);
        }
        chain.push_back(std::move(*octets));
    }
    return chain;
}

} // namespace

struct TlsIdentity::Native {
    SslContextPtr context;
};

Result<TlsIdentity> TlsIdentity::create(const Key& key, const Certificate& certificate) {
    if (!key.isPrivate() || key.type() == KeyType::Oct) {
        return fail(ErrorCode::KeyPrivateMissing, "a TLS server needs the private key of its certificate");
    }
    const auto x509 = parseCertificate(certificate.der); // starts the backend
    if (!x509) {
        return passOn(x509);
    }
    SslContextPtr context(SSL_CTX_new(TLS_server_method()));
    // No session is resumed: it would carry the certificate of another connection. (The mode that was before comes
    // back.)
    if (!context || control(context.get(), SSL_CTRL_SET_MIN_PROTO_VERSION, TLS1_2_VERSION) != 1 ||
        SSL_CTX_use_certificate(context.get(), x509->get()) != 1 ||
        SSL_CTX_use_PrivateKey(context.get(), key.native().pkey.get()) != 1 ||
        SSL_CTX_set_num_tickets(context.get(), 0) != 1 ||
        control(context.get(), SSL_CTRL_SET_SESS_CACHE_MODE, SSL_SESS_CACHE_OFF) != SSL_SESS_CACHE_SERVER) {
        return backendFailure("TLS could not be set up");
    }
    SSL_CTX_set_options(context.get(), SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, anyChain);
    return TlsIdentity(std::make_shared<const Native>(Native{std::move(context)}));
}

struct TlsSession::Native {
    SslPtr ssl;
};

TlsSession::TlsSession(std::unique_ptr<Native> native, Bytes peer, std::vector<Bytes> chain)
    : m_native(std::move(native))
    , m_peer(std::move(peer))
    , m_chain(std::move(chain)) {}

TlsSession::TlsSession(TlsSession&& other) noexcept = default;
TlsSession& TlsSession::operator=(TlsSession&& other) noexcept = default;
TlsSession::~TlsSession() = default;

Result<TlsSession> TlsSession::accept(const TlsIdentity& identity, int socket) {
    SslPtr ssl(SSL_new(identity.native().context.get()));
    if (!ssl || SSL_set_fd(ssl.get(), socket) != 1 || SSL_accept(ssl.get()) != 1) {
        return backendFailure("the TLS handshake failed");
    }
    auto peer = certificateOfPeer(ssl.get());
    if (!peer) {
        return passOn(peer);
    }
    auto chain = chainOfPeer(ssl.get());
    if (!chain) {
        return passOn(chain);
    }
    return TlsSession(std::make_unique<Native>(Native{std::move(ssl)}), std::move(*peer), std::move(*chain));
}

bool TlsSession::buffered() const {
    return SSL_pending(m_native->ssl.get()) > 0;
}

std::ptrdiff_t TlsSession::read(char* out, std::size_t size) {
    const int got = SSL_read(m_native->ssl.get(), out, sslLength(size));
    if (got <= 0) {
        drainErrors();
    }
    return got;
}

std::ptrdiff_t TlsSession::write(const char* octets, std::size_t size) {
    const int sent = SSL_write(m_native->ssl.get(), octets, sslLength(size));
    if (sent <= 0) {
        drainErrors();
    }
    return sent;
}

void TlsSession::end() {
    SSL_shutdown(m_native->ssl.get()); // the client's own farewell is not waited for
    drainErrors();
}

} // namespace twb::crypto
