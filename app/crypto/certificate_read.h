// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: certificates as OpenSSL holds them.
#include "crypto/backend.h"
#include "crypto/certificate.h"
#include "crypto/key.h"

#include <openssl/x509.h>

namespace twb::crypto {

using X509Ptr = std::unique_ptr<X509, FreeWith<X509_free>>;
inline void freeOctets(unsigned char* octets) {
    OPENSSL_free(octets);
}

/// @errors certificate-invalid
Result<X509Ptr> parseCertificate(ByteView der);
/// @param der  the octets that `x509` was parsed from.  @errors certificate-invalid, crypto-backend
Result<Certificate> describeCertificate(const X509* x509, ByteView der);
/// The subject's public key, with the errors of every other key.
Result<Key> keyOfCertificate(const X509* x509);

} // namespace twb::crypto
