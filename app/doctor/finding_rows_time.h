// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/finding_row.h"

/// Rows of the finding catalogue: time. The order is that of the reports.
namespace twb::doctor {

// clang-format off
inline constexpr FindingInfo timeRows[] = {
    findingRow("time-expired", "finding.time-expired", Severity::Error, Category::Time, Repair::No, "The token has expired",
        "The token expired … ago. Get a new one. If it was new: compare the clocks of issuer and receiver and the lifetime."),
    findingRow("time-expired-within-leeway", "finding.time-expired-within-leeway", Severity::Warning, Category::Time, Repair::No, "The token expired seconds ago",
        "The token expired seconds ago; receivers without tolerance reject it."),
    findingRow("time-not-yet-valid", "finding.time-not-yet-valid", Severity::Error, Category::Time, Repair::No, "The token is not valid yet",
        "The token is valid only from …; clock of the issuer ahead, or time zone error."),
    findingRow("time-iat-future", "finding.time-iat-future", Severity::Warning, Category::Time, Repair::No, "The token was issued in the future",
        "Issued in the future: the issuer's clock is ahead or it uses local time as UTC. PyJWT rejects this (\"not yet valid (iat)\")."),
    findingRow("time-timezone-shift", "finding.time-timezone-shift", Severity::Info, Category::Time, Repair::No, "The times are off by whole hours",
        "The shift is a whole number of (half) hours: the issuer probably uses local time where UTC is needed (datetime.utcnow().timestamp())."),
    findingRow("time-in-milliseconds", "finding.time-in-milliseconds", Severity::Error, Category::Time, Repair::No, "A time is in milliseconds",
        "The time is in milliseconds; JWT wants seconds (Date.now()/1000, Math.floor)."),
    findingRow("time-in-microseconds", "finding.time-in-microseconds", Severity::Error, Category::Time, Repair::No, "A time is in microseconds",
        "The time is in micro- or nanoseconds; JWT wants seconds."),
    findingRow("time-claim-string", "finding.time-claim-string", Severity::Error, Category::Time, Repair::No, "A time is a string of digits",
        "The time must be a JSON number, not a string."),
    findingRow("time-claim-date-text", "finding.time-claim-date-text", Severity::Error, Category::Time, Repair::No, "A time is a date text",
        "The time must be seconds since 1970 as a number, not a date text."),
    findingRow("time-claim-not-number", "finding.time-claim-not-number", Severity::Error, Category::Time, Repair::No, "A time is not a number",
        "The time must be a number of seconds."),
    findingRow("time-zero-or-negative", "finding.time-zero-or-negative", Severity::Error, Category::Time, Repair::No, "A time is zero or negative",
        "The time was never set (0 or negative)."),
    findingRow("time-exp-not-after-iat", "finding.time-exp-not-after-iat", Severity::Error, Category::Time, Repair::No, "The token expires before it is issued",
        "The token expires when or before it is issued: lifetime 0 (jsonwebtoken: expiresIn \"100\" as a string means milliseconds) or wrong unit."),
    findingRow("time-nbf-after-exp", "finding.time-nbf-after-exp", Severity::Error, Category::Time, Repair::No, "The token begins after it ends",
        "The token is never valid: it starts after it ends."),
    findingRow("time-exp-is-duration", "finding.time-exp-is-duration", Severity::Error, Category::Time, Repair::No, "exp holds a duration",
        "exp holds a duration, not a point in time: exp = now + lifetime."),
    findingRow("time-far-future", "finding.time-far-future", Severity::Warning, Category::Time, Repair::No, "The token lives for more than ten years",
        "The token is valid for more than ten years; it can never be withdrawn in practice. Use short lifetimes."),
    findingRow("time-exp-missing", "finding.time-exp-missing", Severity::Info, Category::Time, Repair::No, "The token never expires",
        "The token never expires. Set exp."),
    findingRow("time-max-age", "finding.time-max-age", Severity::Error, Category::Time, Repair::No, "The login is too old",
        "The login is too old for this receiver (max age); sign in again."),
};
// clang-format on

} // namespace twb::doctor
