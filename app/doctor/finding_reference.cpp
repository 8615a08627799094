// SPDX-License-Identifier: Apache-2.0
#include "doctor/finding_reference.h"

#include <algorithm>
#include <array>

namespace twb::doctor {
namespace {

struct Row {
    std::string_view idStart;
    std::string_view document;
    std::string_view section;
};

/// The longest start that fits wins, so a group has one row and its exceptions have theirs.
constexpr auto rows = std::to_array<Row>({
    {"input-bearer", "RFC 6750", "2.1"},
    {"input-other-scheme", "RFC 6750", "2.1"},
    {"input-http-header", "RFC 6750", "2.1"},
    {"input-basic-auth", "RFC 7617", "2"},
    {"input-url-parameter", "RFC 6750", "2.3"},
    {"input-json-wrapper", "RFC 6749", "5.1"},
    {"input-url-encoded", "RFC 3986", "2.1"},
    {"input-quoted-printable", "RFC 2045", "6.7"},
    {"input-not-a-token", "RFC 7519", "3"},
    {"b64-", "RFC 7515", "2"},
    {"b64-standard-alphabet", "RFC 4648", "5"},
    {"b64-trailing-bits", "RFC 4648", "3.5"},
    {"struct-", "RFC 7515", "3.1"},
    {"struct-jws-json", "RFC 7515", "7.2"},
    {"struct-detached-payload", "RFC 7515", "F"},
    {"struct-payload", "RFC 7519", "3"},
    {"json-", "RFC 8259", "2"},
    {"json-duplicate", "RFC 7515", "4"},
    {"json-bom", "RFC 8259", "8.1"},
    {"json-not-utf8", "RFC 8259", "8.1"},
    {"hdr-alg", "RFC 7515", "4.1.1"},
    {"hdr-enc", "RFC 7516", "4.1.2"},
    {"hdr-typ", "RFC 7519", "5.1"},
    {"hdr-kid", "RFC 7515", "4.1.4"},
    {"hdr-crit", "RFC 7515", "4.1.11"},
    {"hdr-b64", "RFC 7797", "6"},
    {"hdr-zip", "RFC 7516", "4.1.3"},
    {"hdr-x5t", "RFC 7515", "4.1.7"},
    {"hdr-x5c", "RFC 7515", "4.1.6"},
    {"alg-", "RFC 7518", "3.1"},
    {"alg-curve", "RFC 7518", "3.4"},
    {"alg-jwk-alg", "RFC 7517", "4.4"},
    {"alg-jwk-use", "RFC 7517", "4.2"},
    {"alg-pss", "RFC 7518", "3.5"},
    {"jwe-", "RFC 7516", "5.2"},
    {"key-", "RFC 7517", "4"},
    {"key-hmac-too-short", "RFC 7518", "3.2"},
    {"key-secret", "RFC 7518", "3.2"},
    {"key-asymmetric-for-hmac", "RFC 7518", "3.1"},
    {"key-cert", "RFC 5280", "4.1.2.5"},
    {"key-is-certificate", "RFC 5280", "4.1"},
    {"key-pem", "RFC 7468", "2"},
    {"key-pem-pkcs1", "RFC 8017", "A.1.1"},
    {"key-pem-encrypted", "RFC 7468", "11"},
    {"key-csr", "RFC 7468", "7"},
    {"key-rsa", "RFC 7518", "3.3"},
    {"key-ec", "RFC 7518", "6.2.1"},
    {"key-jwks", "RFC 7517", "5"},
    {"key-kid", "RFC 7515", "4.1.4"},
    {"key-openid-configuration", "RFC 8414", "2"},
    {"sig-", "RFC 7515", "5.2"},
    {"sig-alt-secret", "RFC 7518", "3.2"},
    {"sig-alt-pss", "RFC 7518", "3.5"},
    {"sig-alt-ecdsa", "RFC 7518", "3.4"},
    {"sig-alt-input", "RFC 7515", "5.1"},
    {"sig-alt-other-key", "RFC 7515", "4.1.4"},
    {"time-", "RFC 7519", "2"},
    {"time-exp", "RFC 7519", "4.1.4"},
    {"time-nbf", "RFC 7519", "4.1.5"},
    {"time-not-yet-valid", "RFC 7519", "4.1.5"},
    {"time-iat", "RFC 7519", "4.1.6"},
    {"time-far-future", "RFC 8725", "3"},
    {"claims-", "RFC 7519", "4"},
    {"claims-aud", "RFC 7519", "4.1.3"},
    {"claims-iss", "RFC 7519", "4.1.1"},
    {"claims-sub", "RFC 7519", "4.1.2"},
    {"claims-jti", "RFC 7519", "4.1.7"},
    {"claims-big-integer", "RFC 8259", "6"},
    {"policy-", "RFC 7519", "7.2"},
    {"policy-alg", "RFC 8725", "3.1"},
    {"policy-aud", "RFC 8725", "3.9"},
    {"policy-iss", "RFC 8725", "3.8"},
    {"policy-typ", "RFC 8725", "3.11"},
    {"heflo-", "RFC 7523", "3"},
    {"sec-", "RFC 8725", "3"},
    {"sec-alg-none", "RFC 8725", "3.1"},
    {"sec-hs-rs-confusion", "RFC 8725", "2.1"},
    {"sec-weak-secret", "RFC 8725", "3.5"},
    {"sec-empty-secret", "RFC 8725", "3.5"},
    {"sec-embedded-jwk", "RFC 8725", "3.10"},
    {"sec-x5c", "RFC 8725", "3.10"},
    {"sec-key-url", "RFC 8725", "3.10"},
    {"sec-kid", "RFC 8725", "3.10"},
    {"sec-p2c", "RFC 7518", "8.1"},
    {"sec-jwe-rsa1-5", "RFC 8725", "3.2"},
    {"sec-jwe-zip", "RFC 8725", "3.6"},
    {"sec-epk-invalid", "RFC 8725", "3.4"},
    {"sec-personal-data", "RFC 7519", "12"},
    {"sec-deep-nesting", "RFC 8259", "9"},
});

} // namespace

std::string FindingReference::text() const {
    std::string out(document);
    if (!section.empty()) {
        const bool appendix = section.front() >= 'A';
        out += appendix ? " Appendix " : " §";
        out += section;
    }
    return out;
}

std::string FindingReference::address() const {
    if (!exists()) {
        return {};
    }
    std::string out = "https://www.rfc-editor.org/rfc/rfc" + std::string(document.substr(4));
    if (!section.empty()) {
        out += section.front() >= 'A' ? "#appendix-" : "#section-";
        out += section;
    }
    return out;
}

FindingReference referenceOf(const FindingInfo& info) {
    const Row* best = nullptr;
    for (const Row& row : rows) {
        if (info.id.starts_with(row.idStart) && (best == nullptr || row.idStart.size() > best->idStart.size())) {
            best = &row;
        }
    }
    return best == nullptr ? FindingReference{} : FindingReference{best->document, best->section};
}

} // namespace twb::doctor
