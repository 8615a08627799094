// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/finding_row.h"

/// Rows of the finding catalogue: header. The order is that of the reports.
namespace twb::doctor {

// clang-format off
inline constexpr FindingInfo headerRows[] = {
    findingRow("hdr-alg-missing", "finding.hdr-alg-missing", Severity::Error, Category::Header, Repair::No, "The header names no algorithm",
        "The header must name the algorithm, for instance {\"alg\":\"HS256\",\"typ\":\"JWT\"}."),
    findingRow("hdr-alg-not-string", "finding.hdr-alg-not-string", Severity::Error, Category::Header, Repair::No, "The algorithm is not a string",
        "alg must be a string such as \"RS256\"."),
    findingRow("hdr-alg-case", "finding.hdr-alg-case", Severity::Error, Category::Header, Repair::No, "The algorithm is spelled wrongly",
        "Algorithm names are case-sensitive: write the right name."),
    findingRow("hdr-alg-unknown", "finding.hdr-alg-unknown", Severity::Error, Category::Header, Repair::No, "Nobody knows this algorithm",
        "No library knows this algorithm name (often the Java or OpenSSL name was used: HmacSHA256 -> HS256, SHA256withRSA -> RS256)."),
    findingRow("hdr-alg-wrong-kind", "finding.hdr-alg-wrong-kind", Severity::Error, Category::Header, Repair::No, "The algorithm does not belong to this form of token",
        "alg and the form of the token do not belong together."),
    findingRow("hdr-enc-missing", "finding.hdr-enc-missing", Severity::Error, Category::Header, Repair::No, "The content encryption is not named",
        "An encrypted token needs enc (for example A256GCM)."),
    findingRow("hdr-typ-missing", "finding.hdr-typ-missing", Severity::Info, Category::Header, Repair::No, "The header has no typ",
        "typ is optional, but some receivers want \"JWT\"."),
    findingRow("hdr-typ-unusual", "finding.hdr-typ-unusual", Severity::Info, Category::Header, Repair::No, "An unusual typ",
        "Unusual typ; check that the receiver expects it."),
    findingRow("hdr-typ-not-string", "finding.hdr-typ-not-string", Severity::Error, Category::Header, Repair::No, "typ is not a string",
        "typ must be a string."),
    findingRow("hdr-kid-not-string", "finding.hdr-kid-not-string", Severity::Error, Category::Header, Repair::No, "kid is not a string",
        "kid must be a JSON string; a number such as 1 must be written \"1\"."),
    findingRow("hdr-crit-unknown", "finding.hdr-crit-unknown", Severity::Error, Category::Header, Repair::No, "An unknown extension is critical",
        "The issuer marks a header extension as critical; a receiver that does not know it must reject the token."),
    findingRow("hdr-crit-malformed", "finding.hdr-crit-malformed", Severity::Error, Category::Header, Repair::No, "crit is wrongly formed",
        "crit is wrongly formed; the token is invalid."),
    findingRow("hdr-b64-without-crit", "finding.hdr-b64-without-crit", Severity::Error, Category::Header, Repair::No, "b64 is not declared critical",
        "b64:false is only valid together with crit:[\"b64\"]."),
    findingRow("hdr-b64-false", "finding.hdr-b64-false", Severity::Warning, Category::Header, Repair::No, "The payload is not encoded",
        "The payload is not base64url-encoded; RFC 7797 forbids this for JWTs and few libraries support it."),
    findingRow("hdr-zip-in-jws", "finding.hdr-zip-in-jws", Severity::Info, Category::Header, Repair::No, "The signed payload is compressed",
        "The payload is compressed (as in SMART Health Cards); it is inflated before parsing."),
    findingRow("hdr-enc-in-jws", "finding.hdr-enc-in-jws", Severity::Warning, Category::Header, Repair::No, "A signed token carries encryption parameters",
        "Encryption parameters in a signed token are meaningless; two kinds of token were mixed up."),
    findingRow("hdr-x5t-mismatch", "finding.hdr-x5t-mismatch", Severity::Error, Category::Header, Repair::No, "The certificate's thumbprint differs",
        "The token was signed with another certificate than the one supplied."),
    findingRow("hdr-x5c-not-base64", "finding.hdr-x5c-not-base64", Severity::Error, Category::Header, Repair::No, "The certificate chain is wrongly encoded",
        "x5c entries are plain base64 of the DER certificate, without BEGIN/END lines."),
};
// clang-format on

} // namespace twb::doctor
