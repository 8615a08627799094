// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/finding_row.h"

/// Rows of the finding catalogue: policy. The order is that of the reports.
namespace twb::doctor {

// clang-format off
inline constexpr FindingInfo policyRows[] = {
    findingRow("policy-iss-mismatch", "finding.policy-iss-mismatch", Severity::Error, Category::Policy, Repair::No, "Another issuer than expected",
        "The token comes from another issuer than expected (environment, tenant, realm, internal/external host name)."),
    findingRow("policy-iss-missing", "finding.policy-iss-missing", Severity::Error, Category::Policy, Repair::No, "The issuer is missing",
        "The token has no issuer."),
    findingRow("policy-aud-mismatch", "finding.policy-aud-mismatch", Severity::Error, Category::Policy, Repair::No, "Another audience than expected",
        "The token is made for another service (audience). Request a token for this API."),
    findingRow("policy-aud-missing", "finding.policy-aud-missing", Severity::Error, Category::Policy, Repair::No, "The audience is missing",
        "The token names no audience, but this receiver demands one."),
    findingRow("policy-near-miss", "finding.policy-near-miss", Severity::Info, Category::Policy, Repair::No, "The values differ in a detail only",
        "The values differ only by … ; they must be equal character by character."),
    findingRow("policy-alg-not-allowed", "finding.policy-alg-not-allowed", Severity::Error, Category::Policy, Repair::No, "The algorithm is not allowed here",
        "The receiver only accepts … ; the token was signed with … ."),
    findingRow("policy-typ-mismatch", "finding.policy-typ-mismatch", Severity::Error, Category::Policy, Repair::No, "Another typ than expected",
        "Wrong kind of token: typ … expected."),
    findingRow("policy-claim-missing", "finding.policy-claim-missing", Severity::Error, Category::Policy, Repair::No, "A required claim is missing",
        "A required claim is missing."),
    findingRow("policy-scope-missing", "finding.policy-scope-missing", Severity::Error, Category::Policy, Repair::No, "A permission is missing",
        "The token is valid but lacks the permission (HTTP 403). Request the scope."),
    findingRow("claims-iss-type", "finding.claims-iss-type", Severity::Error, Category::Policy, Repair::No, "iss is not a string",
        "iss must be a string."),
    findingRow("claims-sub-type", "finding.claims-sub-type", Severity::Error, Category::Policy, Repair::No, "sub is not a string",
        "sub must be a string (PyJWT from 2.10: \"Subject must be a string\")."),
    findingRow("claims-aud-type", "finding.claims-aud-type", Severity::Error, Category::Policy, Repair::No, "aud is of the wrong type",
        "aud must be a string or an array of strings."),
    findingRow("claims-jti-type", "finding.claims-jti-type", Severity::Error, Category::Policy, Repair::No, "jti is not a string",
        "jti must be a string."),
    findingRow("claims-empty-value", "finding.claims-empty-value", Severity::Warning, Category::Policy, Repair::No, "A claim is empty",
        "The claim is present but empty: a variable was not filled in the issuer."),
    findingRow("claims-outer-whitespace", "finding.claims-outer-whitespace", Severity::Warning, Category::Policy, Repair::No, "A value begins or ends with white space",
        "The value contains a blank or line break at its end; comparison will fail."),
    findingRow("claims-placeholder", "finding.claims-placeholder", Severity::Error, Category::Policy, Repair::No, "A placeholder was not replaced",
        "A placeholder of the manual was not replaced by the real value."),
    findingRow("claims-misnamed", "finding.claims-misnamed", Severity::Warning, Category::Policy, Repair::No, "A claim has the wrong name",
        "Receivers only look at the short registered name, so this claim has no effect."),
    findingRow("claims-empty-payload", "finding.claims-empty-payload", Severity::Warning, Category::Policy, Repair::No, "The payload is empty",
        "The token says nothing; the claims were lost."),
    findingRow("claims-big-integer", "finding.claims-big-integer", Severity::Info, Category::Policy, Repair::No, "A number is too large for JavaScript",
        "JavaScript programs will read another number; send long ids as strings."),
    findingRow("claims-refresh-token", "finding.claims-refresh-token", Severity::Warning, Category::Policy, Repair::No, "This is a refresh token",
        "This is a refresh token; APIs need the access token."),
    findingRow("claims-id-token", "finding.claims-id-token", Severity::Info, Category::Policy, Repair::No, "This is an ID token",
        "This is an ID token (for the client); APIs need the access token."),
};
// clang-format on

} // namespace twb::doctor
