// SPDX-License-Identifier: Apache-2.0
#include "crypto/certificate_read.h"
#include "crypto/key_native.h"
#include "crypto/pem.h"

#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace twb::crypto {

namespace {

using NamePtr = std::unique_ptr<X509_NAME, FreeWith<X509_NAME_free>>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, FreeWith<X509_EXTENSION_free>>;
using IntegerPtr = std::unique_ptr<ASN1_INTEGER, FreeWith<ASN1_INTEGER_free>>;
using TimePtr = std::unique_ptr<ASN1_TIME, FreeWith<ASN1_TIME_free>>;

tl::unexpected<Error> notMade() {
    return backendFailure("the certificate could not be made");
}

std::string trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string_view::npos ? std::string()
                                           : std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

/// `CN=example, O=Example`: parts at commas, `\,` is a comma.                          (a subset of RFC 4514 §3)
std::vector<std::pair<std::string, std::string>> subjectParts(std::string_view subject) {
    std::vector<std::string> texts(1);
    for (std::size_t i = 0; i < subject.size(); ++i) {
        if (subject[i] == '\\' && i + 1 < subject.size()) {
            texts.back() += subject[++i];
        } else if (subject[i] == ',') {
            texts.emplace_back();
        } else {
            texts.back() += subject[i];
        }
    }
    std::vector<std::pair<std::string, std::string>> parts;
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos) {
            parts.emplace_back("CN", trimmed(text));
        } else {
            parts.emplace_back(trimmed(text.substr(0, equals)), trimmed(text.substr(equals + 1)));
        }
    }
    return parts;
}

Result<NamePtr> nameOf(std::string_view subject) {
    NamePtr name(X509_NAME_new());
    if (!name) {
        return notMade();
    }
    for (const auto& [field, value] : subjectParts(subject)) {
        if (value.empty()) {
            return fail(ErrorCode::CertificateInvalid, "the subject has an empty part");
        }
        if (X509_NAME_add_entry_by_txt(name.get(), field.c_str(), MBSTRING_UTF8,
                                       reinterpret_cast<const unsigned char*>(value.data()),
                                       static_cast<int>(value.size()), -1, 0) != 1) {
            return failWithReasons(ErrorCode::CertificateInvalid,
                                   "the part \"" + field.substr(0, 40) + "\" of the subject cannot be written");
        }
    }
    return name;
}

bool setTime(X509* x509, int (*set)(X509*, const ASN1_TIME*), Time moment) {
    const TimePtr time(ASN1_TIME_set(nullptr, moment.time_since_epoch().count()));
    return time && set(x509, time.get()) == 1;
}

bool addExtension(X509* x509, int nid, const char* value) {
    const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, nullptr, nid, value));
    return extension && X509_add_ext(x509, extension.get(), -1) == 1;
}

/// 16 random octets, positive.                                                               (RFC 5280 §4.1.2.2)
bool setSerial(X509* x509) {
    std::uint8_t octets[16];
    if (RAND_bytes_ex(nullptr, octets, sizeof octets, 0) != 1) {
        return false;
    }
    octets[0] = static_cast<std::uint8_t>((octets[0] & 0x7f) | 0x40);
    const BnPtr number = numberFrom(octets);
    const IntegerPtr serial(number ? BN_to_ASN1_INTEGER(number.get(), nullptr) : nullptr);
    return serial && X509_set_serialNumber(x509, serial.get()) == 1;
}

} // namespace

Result<Certificate> makeSelfSigned(const Key& key, const CertificateWish& wish) {
    const bool signs = key.type() != KeyType::Oct && key.curve() != Curve::X25519 && key.curve() != Curve::X448;
    if (!signs) {
        return fail(ErrorCode::KeyFormatImpossible, "this key makes no signatures, so it cannot sign its certificate");
    }
    if (!key.isPrivate()) {
        return fail(ErrorCode::KeyPrivateMissing, "a certificate that signs itself needs the private key");
    }
    constexpr Time lastSecond{std::chrono::seconds{253'402'300'799}}; // of the year 9999, RFC 5280 §4.1.2.5
    if (wish.notAfter < wish.notBefore || wish.notAfter > lastSecond || wish.notBefore < Time{}) {
        return fail(ErrorCode::CertificateInvalid,
                    "the certificate would end before it begins, or outside 1970 to 9999");
    }
    startBackend();
    const auto name = nameOf(wish.subject);
    if (!name) {
        return passOn(name);
    }
    const X509Ptr x509(X509_new());
    EVP_PKEY* pkey = key.native().pkey.get();
    const bool hashes = key.type() != KeyType::Okp;
    const EVP_MD* digest = hashes ? fetchedDigest(Hash::Sha256) : nullptr;
    if (!x509 || (hashes && digest == nullptr) || X509_set_version(x509.get(), X509_VERSION_3) != 1 ||
        !setSerial(x509.get()) || X509_set_subject_name(x509.get(), name->get()) != 1 ||
        X509_set_issuer_name(x509.get(), name->get()) != 1 || X509_set_pubkey(x509.get(), pkey) != 1 ||
        !setTime(
            x509.get(), [](X509* to, const ASN1_TIME* time) { return X509_set1_notBefore(to, time); },
            wish.notBefore) ||
        !setTime(
            x509.get(), [](X509* to, const ASN1_TIME* time) { return X509_set1_notAfter(to, time); }, wish.notAfter) ||
        !addExtension(x509.get(), NID_basic_constraints, "critical,CA:FALSE") ||
        !addExtension(x509.get(), NID_key_usage, "critical,digitalSignature") ||
        (!wish.alternativeNames.empty() &&
         !addExtension(x509.get(), NID_subject_alt_name, wish.alternativeNames.c_str())) ||
        X509_sign(x509.get(), pkey, digest) <= 0) {
        return notMade();
    }
    unsigned char* raw = nullptr;
    const int size = i2d_X509(x509.get(), &raw);
    const std::unique_ptr<unsigned char, FreeWith<freeOctets>> octets(raw);
    if (size <= 0) {
        return notMade();
    }
    return readCertificate({octets.get(), static_cast<std::size_t>(size)});
}

std::string certificatePem(const Certificate& certificate) {
    const Secret text = writePem("CERTIFICATE", certificate.der);
    return std::string(asText(text.reveal()));
}

} // namespace twb::crypto
