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

/// A name of the subject beside its distinguished name; kinds that nothing here compares are left out.
struct AlternativeName {
    enum class Kind : std::uint8_t { Dns, Uri, Email, Ip };
    Kind kind = Kind::Dns;
    std::string octets; ///< ASCII text; of an address its 4 or 16 octets
};
/// The names in their order; none if the certificate has no such extension.                        (RFC 5280 §4.2.1.6)
/// @errors certificate-invalid, crypto-backend
Result<std::vector<AlternativeName>> alternativeNames(const Certificate& certificate);

class Key;

/// What to write into a self-signed certificate.
struct CertificateWish {
    std::string subject; ///< `CN=example, O=Example`; without `=` it is the common name
    Time notBefore{};
    Time notAfter{};
    /// `DNS:localhost,IP:127.0.0.1`, OpenSSL's own way of writing; never a text of somebody else. Empty: none.
    std::string alternativeNames{};
};

/// Makes a certificate of a key signed by itself (SHA-256; what the curve demands for EdDSA), with a random serial
/// number, CA:FALSE and key usage digitalSignature.                                     (RFC 5280 §4.1, §4.2)
/// @errors key-private-missing, key-format-impossible (X25519, X448, secrets), certificate-invalid (subject, dates),
/// crypto-backend
Result<Certificate> makeSelfSigned(const Key& key, const CertificateWish& wish);

/// `-----BEGIN CERTIFICATE-----` …
std::string certificatePem(const Certificate& certificate);

} // namespace twb::crypto
