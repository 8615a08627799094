// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"

namespace twb::crypto {

/// What is shown of an X.509 certificate; nothing of it is trusted or checked against an authority. (RFC 5280)
struct Certificate {
    std::string subject; ///< RFC 2253 text
    std::string issuer;
    std::string serialNumber; ///< hex
    Time notBefore{};
    Time notAfter{};
    Bytes der;
    Bytes sha1;                     ///< of the DER: JWK x5t
    Bytes sha256;                   ///< of the DER: JWK x5t#S256
    std::string signatureAlgorithm; ///< OpenSSL's long name: `sha256WithRSAEncryption`
    bool selfIssued = false;        ///< subject and issuer are the same name
};

/// Reads one X.509 certificate; its key is read by readDer().  @errors certificate-invalid, crypto-backend
Result<Certificate> readCertificate(ByteView der);

} // namespace twb::crypto
