// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/bytes.h"
#include "base/result.h"
#include "jose/algorithm_table.h"
#include "jose/claims.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace twb::jose {

/// Every row of a report, in the order in which rows stand. Columns: enumerator, stable id, what it looks at.
// clang-format off
#define TWB_CHECKS(X) \
    X(Structure,        "structure",         "three base64url parts") \
    X(Header,           "header",            "the header is a JSON object with alg") \
    X(DuplicateNames,   "duplicate-names",   "each name stands once, in header and payload") \
    X(Critical,         "crit",              "critical headers are understood") \
    X(AlgorithmAllowed, "algorithm-allowed", "policy and key allow the algorithm") \
    X(Key,              "key",               "a key fits the token") \
    X(KeyStrength,      "key-strength",      "the key is as long as the standard wants") \
    X(Signature,        "signature",         "the signature belongs to header and payload") \
    X(PayloadJson,      "payload-json",      "the payload is a JSON object") \
    X(Expiry,           "exp",               "not expired") \
    X(NotBefore,        "nbf",               "already valid") \
    X(IssuedAt,         "iat",               "not issued in the future") \
    X(Issuer,           "issuer",            "from the issuer that was asked for") \
    X(Audience,         "audience",          "meant for the audience that was asked for") \
    X(Type,             "typ",               "of the type that was asked for") \
    X(RequiredClaims,   "required-claims",   "all claims asked for are there")
// clang-format on

enum class CheckId : std::uint8_t {
#define TWB_ENUMERATOR(enumerator, id, subject) enumerator,
    TWB_CHECKS(TWB_ENUMERATOR)
#undef TWB_ENUMERATOR
};
constexpr std::size_t checkCount = 16;

enum class Outcome : std::uint8_t { Pass, Warn, Fail, Skipped };

/// About the signature alone (with header, algorithm and crit); time and claims have their own rows.
/// Verified: a key made this signature. Invalid: it was looked at and refused. NotChecked: no key, no fitting key, or
/// a token form that this operation does not handle.
enum class Verdict : std::uint8_t { Verified, Invalid, NotChecked };

std::string_view name(CheckId id);
std::string_view subject(CheckId id);
std::string_view name(Outcome outcome); ///< "pass", "warn", "fail", "skipped"
std::string_view name(Verdict verdict); ///< "verified", "invalid", "not-checked"

/// One row, with its sentence.
struct CheckRow {
    CheckId id{};
    Outcome outcome = Outcome::Skipped;
    std::string detail;
    std::optional<Error> error; ///< the stable code behind a failure, where there is one; `where` is in the token
};

/// A check beside those of the table: of an SD-JWT, of a DPoP proof. Shown as a CheckRow is.
struct NamedCheck {
    std::string_view id; ///< stable
    Outcome outcome = Outcome::Skipped;
    std::string detail;
};

/// A report that owns everything: for the window and the command line.
struct VerificationReport {
    Verdict verdict = Verdict::NotChecked;
    std::vector<CheckRow> rows;           ///< all checks, in the order of CheckId
    const Algorithm* algorithm = nullptr; ///< the token's, if the table knows it
    std::string alg;                      ///< as the header says
    std::string kid;                      ///< as the header says
    std::optional<std::size_t> keyIndex;  ///< place in KeySet::entries() of the key that verified, or was tried last
    Bytes payload;                        ///< decoded; empty if it could not be
    /// What a payload with "zip":"DEF" holds, of which the claims' rows then speak.             (SMART Health Cards)
    std::optional<Bytes> inflated;

    const CheckRow& row(CheckId id) const { return rows[static_cast<std::size_t>(id)]; }
    /// Verified and no check failed: exit status 0.
    bool accepted() const;
};

} // namespace twb::jose
