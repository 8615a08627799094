// SPDX-License-Identifier: Apache-2.0
#include "crypto/certificate_read.h"

#include <openssl/x509v3.h>

namespace twb::crypto {

namespace {

using GeneralNamesPtr = std::unique_ptr<GENERAL_NAMES, FreeWith<GENERAL_NAMES_free>>;

std::string octetsOf(const ASN1_STRING* string) {
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(string)),
            static_cast<std::size_t>(ASN1_STRING_length(string))};
}

} // namespace

Result<std::vector<AlternativeName>> alternativeNames(const Certificate& certificate) {
    const auto x509 = parseCertificate(certificate.der);
    if (!x509) {
        return passOn(x509);
    }
    int state = 0; // -1: there is no such extension
    const GeneralNamesPtr names(
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(x509->get(), NID_subject_alt_name, &state, nullptr)));
    std::vector<AlternativeName> list;
    if (!names) {
        return state == -1 ? Result<std::vector<AlternativeName>>(std::move(list))
                           : failWithReasons(ErrorCode::CertificateInvalid,
                                             "the alternative names of the certificate cannot be read");
    }
    for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
        if (name->type == GEN_DNS) {
            list.push_back({AlternativeName::Kind::Dns, octetsOf(name->d.dNSName)});
        } else if (name->type == GEN_URI) {
            list.push_back({AlternativeName::Kind::Uri, octetsOf(name->d.uniformResourceIdentifier)});
        } else if (name->type == GEN_EMAIL) {
            list.push_back({AlternativeName::Kind::Email, octetsOf(name->d.rfc822Name)});
        } else if (name->type == GEN_IPADD) {
            list.push_back({AlternativeName::Kind::Ip, octetsOf(name->d.iPAddress)});
        }
    }
    return list;
}

} // namespace twb::crypto
