// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/finding_row.h"

/// Rows of the finding catalogue: profile. The order is that of the reports.
namespace twb::doctor {

// clang-format off
inline constexpr FindingInfo profileRows[] = {
    findingRow("caf-alg-not-hs256", "finding.caf-alg-not-hs256", Severity::Error, Category::Profile, Repair::No, "CAF: the algorithm must be HS256",
        "CAF mobile tokens are signed with HS256 and the clientSecret."),
    findingRow("caf-typ-not-jwt", "finding.caf-typ-not-jwt", Severity::Warning, Category::Profile, Repair::No, "CAF: typ must be JWT",
        "The header must be {\"alg\":\"HS256\",\"typ\":\"JWT\"}."),
    findingRow("caf-iss-missing", "finding.caf-iss-missing", Severity::Error, Category::Profile, Repair::No, "CAF: iss is missing",
        "iss is required and must hold your clientId."),
    findingRow("caf-iss-not-client-id", "finding.caf-iss-not-client-id", Severity::Error, Category::Profile, Repair::No, "CAF: iss is not the clientId",
        "iss must be exactly the clientId of the mobile key whose clientSecret signs the token."),
    findingRow("caf-peopleid-missing", "finding.caf-peopleid-missing", Severity::Info, Category::Profile, Repair::No, "CAF: peopleId is missing",
        "Recommended: put the user's CPF in peopleId so that the token is valid for one person only."),
    findingRow("caf-peopleid-invalid", "finding.caf-peopleid-invalid", Severity::Error, Category::Profile, Repair::No, "CAF: the CPF in peopleId is wrong",
        "The CPF is wrong: check digits do not fit (typing error or digits lost)."),
    findingRow("caf-peopleid-formatted", "finding.caf-peopleid-formatted", Severity::Info, Category::Profile, Repair::No, "CAF: the CPF carries dots or a hyphen",
        "Send the CPF as 11 digits without dots and hyphen."),
    findingRow("caf-peopleid-number", "finding.caf-peopleid-number", Severity::Warning, Category::Profile, Repair::No, "CAF: the CPF is a number",
        "Send the CPF as a string; as a number leading zeros are lost."),
    findingRow("caf-exp-missing", "finding.caf-exp-missing", Severity::Warning, Category::Profile, Repair::No, "CAF: exp is missing",
        "Set exp a few minutes ahead; a token without exp stays valid for ever if it leaks."),
    findingRow("caf-exp-too-long", "finding.caf-exp-too-long", Severity::Warning, Category::Profile, Repair::No, "CAF: the token lives too long",
        "CAF recommends tokens that expire within a few minutes (here: more than 15)."),
    findingRow("caf-sdk-signature-not-checked", "finding.caf-sdk-signature-not-checked", Severity::Warning, Category::Profile, Repair::No, "CAF: the answer was not checked",
        "Check the signature of SDK answers on your server with the clientSecret before trusting them."),
    findingRow("sensecrypt-instance-id-missing", "finding.sensecrypt-instance-id-missing", Severity::Info, Category::Profile, Repair::No, "SenseCrypt: valid for every device",
        "Generic token, valid for every device; tokens for one device (instance_id) are safer."),
    findingRow("sensecrypt-instance-id-type", "finding.sensecrypt-instance-id-type", Severity::Warning, Category::Profile, Repair::No, "SenseCrypt: instance_id is of the wrong type",
        "instance_id must be the device ID as a string."),
    findingRow("sensecrypt-lifetime-not-default", "finding.sensecrypt-lifetime-not-default", Severity::Info, Category::Profile, Repair::No, "SenseCrypt: an unusual lifetime",
        "The default lifetime is 5 minutes; this server uses another jwt_expire_seconds."),
    findingRow("sensecrypt-exp-missing", "finding.sensecrypt-exp-missing", Severity::Warning, Category::Profile, Repair::No, "SenseCrypt: exp is missing",
        "SenseCrypt tokens carry exp (5 minutes by default)."),
    findingRow("heflo-alg-not-rs256", "finding.heflo-alg-not-rs256", Severity::Error, Category::Profile, Repair::No, "HEFLO: the algorithm must be RS256",
        "HEFLO only accepts RS256 with the key pair whose public key was sent to HEFLO."),
    findingRow("heflo-jti-missing", "finding.heflo-jti-missing", Severity::Error, Category::Profile, Repair::No, "HEFLO: jti is missing",
        "Add jti, a unique identifier (UUID)."),
    findingRow("heflo-iat-missing", "finding.heflo-iat-missing", Severity::Error, Category::Profile, Repair::No, "HEFLO: iat is missing",
        "Add iat, the issuance time."),
    findingRow("heflo-exp-missing", "finding.heflo-exp-missing", Severity::Error, Category::Profile, Repair::No, "HEFLO: exp is missing",
        "Add exp, the expiration time."),
    findingRow("heflo-lifetime-too-long", "finding.heflo-lifetime-too-long", Severity::Warning, Category::Profile, Repair::No, "HEFLO: the token lives too long",
        "HEFLO tokens are valid for 1 hour; use at most 3600 seconds."),
    findingRow("vendor-ms-graph", "finding.vendor-ms-graph", Severity::Warning, Category::Profile, Repair::No, "A token for Microsoft Graph",
        "Token for Microsoft Graph: only Microsoft can validate it. Request a token for your own API (scope api://…)."),
    findingRow("vendor-auth0-opaque", "finding.vendor-auth0-opaque", Severity::Warning, Category::Profile, Repair::No, "An opaque token of Auth0",
        "Auth0 gave an encrypted token because no audience was requested. Add audience=<API identifier> to the login request."),
};
// clang-format on

} // namespace twb::doctor
