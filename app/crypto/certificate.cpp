// SPDX-License-Identifier: Apache-2.0
#include "crypto/certificate.h"

#include "crypto/certificate_read.h"
#include "crypto/digest.h"
#include "crypto/key_structures.h"

#include <cstdlib>
#include <ctime>
#include <openssl/bio.h>
#include <openssl/err.h>

namespace twb::crypto {

namespace {

using BioPtr = std::unique_ptr<BIO, FreeWith<BIO_free>>;

Result<std::string> nameText(const X509_NAME* name) {
    const BioPtr out(BIO_new(BIO_s_mem()));
    // RFC 2253, but letters outside ASCII as they are instead of \C3\A9.
    constexpr unsigned long flags = XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB);
    const int printed = out ? X509_NAME_print_ex(out.get(), name, 0, flags) : -1;
    char* text = nullptr;
    if (printed < 0 || BIO_get_mem_data(out.get(), &text) != printed) {
        return backendFailure("the name in the certificate could not be read");
    }
    return printed == 0 ? std::string() : std::string(text, static_cast<std::size_t>(printed));
}

Result<Time> moment(const ASN1_TIME* time) {
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) { // without a time it gives the present
        return failWithReasons(ErrorCode::CertificateInvalid, "a date of the certificate cannot be read");
    }
    using namespace std::chrono;
    const year_month_day date{year{parts.tm_year + 1900}, month{static_cast<unsigned>(parts.tm_mon + 1)},
                              day{static_cast<unsigned>(parts.tm_mday)}};
    return Time{sys_days{date} + hours{parts.tm_hour} + minutes{parts.tm_min} + seconds{parts.tm_sec}};
}

std::string hex(const unsigned char* octets, int size) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (int i = 0; i < size; ++i) {
        text += digits[octets[i] >> 4];
        text += digits[octets[i] & 15];
    }
    return text;
}

std::string algorithmName(const X509* certificate) {
    const int nid = X509_get_signature_nid(certificate);
    const char* name = OBJ_nid2ln(nid);
    return name == nullptr ? "unknown" : name;
}

} // namespace

Result<X509Ptr> parseCertificate(ByteView der) {
    startBackend();
    const unsigned char* at = der.data();
    X509Ptr certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    if (!certificate || at != der.data() + der.size()) {
        return failWithReasons(ErrorCode::CertificateInvalid, "the certificate is damaged");
    }
    return certificate;
}

Result<Certificate> describeCertificate(const X509* x509, ByteView der) {
    Certificate certificate;
    const X509_NAME* subject = X509_get_subject_name(x509);
    const X509_NAME* issuer = X509_get_issuer_name(x509);
    if (subject == nullptr || issuer == nullptr) {
        return backendFailure("the names in the certificate could not be read");
    }
    auto subjectText = nameText(subject);
    auto issuerText = subjectText ? nameText(issuer) : subjectText;
    if (!issuerText) {
        return passOn(issuerText);
    }
    const auto notBefore = moment(X509_get0_notBefore(x509));
    const auto notAfter = notBefore ? moment(X509_get0_notAfter(x509)) : notBefore;
    if (!notAfter) {
        return passOn(notAfter);
    }
    auto sha1 = digest(Hash::Sha1, der);
    auto sha256 = sha1 ? digest(Hash::Sha256, der) : sha1;
    if (!sha256) {
        return passOn(sha256);
    }
    const ASN1_INTEGER* serial = X509_get0_serialNumber(x509);
    if (serial == nullptr) {
        return backendFailure("the serial number of the certificate could not be read");
    }
    certificate.subject = std::move(*subjectText);
    certificate.issuer = std::move(*issuerText);
    certificate.serialNumber = hex(ASN1_STRING_get0_data(serial), ASN1_STRING_length(serial));
    certificate.notBefore = *notBefore;
    certificate.notAfter = *notAfter;
    certificate.der.assign(der.begin(), der.end());
    certificate.sha1 = std::move(*sha1);
    certificate.sha256 = std::move(*sha256);
    certificate.signatureAlgorithm = algorithmName(x509);
    certificate.selfIssued = X509_NAME_cmp(subject, issuer) == 0;
    return certificate;
}

Result<Certificate> readCertificate(ByteView der) {
    const auto x509 = parseCertificate(der);
    if (!x509) {
        return passOn(x509);
    }
    return describeCertificate(x509->get(), der);
}

Result<Key> keyOfCertificate(const X509* x509) {
    unsigned char* raw = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509), &raw);
    const std::unique_ptr<unsigned char, FreeWith<freeOctets>> octets(raw);
    if (size <= 0) {
        return failWithReasons(ErrorCode::CertificateInvalid, "the key of the certificate cannot be read");
    }
    return keyFromSpki({octets.get(), static_cast<std::size_t>(size)});
}

} // namespace twb::crypto
