// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/server_state.h"

namespace twb::issuer {

/// Whether two distinguished names are the same name: attribute by attribute in their order, without regard to case and
/// to repeated spaces.                                                                (RFC 4514 texts, RFC 4517
/// §4.2.15)
///
/// Types are compared as they are written: "E" and "emailAddress" are two. A text that is no such name equals none.
bool sameDistinguishedName(std::string_view a, std::string_view b);
/// Whether a certificate carries the name that is registered.                                         (RFC 8705 §2.1)
/// @errors certificate-invalid, crypto-backend
Result<bool> carriesName(const crypto::Certificate& certificate, const CertificateName& name);
/// Whether it is the certificate of one of the keys, octet for octet, or by x5t#S256.                 (RFC 8705 §2.2)
bool isCertificateOf(const crypto::Certificate& certificate, const jose::KeySet& keys);

/// Compares the certificate of the request with what is registered for the client (tls_client_auth,
/// self_signed_tls_client_auth). Who signed the certificate is checked where the client has authorities; otherwise the
/// log says that it was not.
/// @errors the finding says what differs
tl::expected<void, Finding> checkClientCertificate(Call& call, const Client& client);

/// base64url of the SHA-256 of the request's certificate, "x5t#S256"; empty without one.  @errors crypto-backend
Result<std::string> certificateThumbprint(const Request& request);
/// "to https://127.0.0.1:8456", or what to do so that there is such an address.
std::string tlsAdvice(const ServerState& state);

} // namespace twb::issuer
