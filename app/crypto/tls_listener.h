// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "crypto/certificate.h"
#include "crypto/key.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace twb::crypto {

/// What a TLS server shows of itself, and how it listens: TLS 1.2 or 1.3, each connection new.
///
/// A client is asked for its certificate and has to prove that it holds the key of the one it sends; who signed that
/// certificate is not looked at, and sending none is no fault: comparing is the caller's business.    (RFC 8705 §2,
/// §6.3) Cheap to copy; any number of threads may use it.
class TlsIdentity {
public:
    struct Native; ///< holds the SSL_CTX; known to app/crypto only

    /// @errors key-private-missing, certificate-invalid, crypto-backend (a key that is not the certificate's, too)
    static Result<TlsIdentity> create(const Key& key, const Certificate& certificate);
    const Native& native() const { return *m_native; }

private:
    explicit TlsIdentity(std::shared_ptr<const Native> native)
        : m_native(std::move(native)) {}
    std::shared_ptr<const Native> m_native;
};

/// The server's end of one TLS connection over a connected socket, which stays the caller's. For one thread.
///
/// All calls block as long as the socket does; shutting the socket down ends them.
class TlsSession {
public:
    /// Shakes hands.  @errors crypto-backend (what the client did not like is in the detail), certificate-invalid
    static Result<TlsSession> accept(const TlsIdentity& identity, int socket);
    TlsSession(TlsSession&& other) noexcept;
    TlsSession& operator=(TlsSession&& other) noexcept;
    ~TlsSession();

    /// DER of the certificate whose key the client holds; empty if it sent none.
    const Bytes& peerCertificate() const { return m_peer; }
    /// DER of what it sent besides, in its order; nobody has looked at it.                          (RFC 8446 §4.4.2)
    const std::vector<Bytes>& peerChain() const { return m_chain; }
    /// True if octets are there that no poll of the socket would tell of.
    bool buffered() const;
    /// @return octets read or written; 0 or less at the end and after a fault.
    std::ptrdiff_t read(char* out, std::size_t size);
    std::ptrdiff_t write(const char* octets, std::size_t size);
    /// Tells the client that nothing more comes.                                                    (RFC 8446 §6.1)
    void end();

private:
    struct Native;
    TlsSession(std::unique_ptr<Native> native, Bytes peer, std::vector<Bytes> chain);
    std::unique_ptr<Native> m_native;
    Bytes m_peer;
    std::vector<Bytes> m_chain;
};

} // namespace twb::crypto
