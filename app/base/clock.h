// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"

#include <chrono>

namespace twb {
inline namespace base {

/// A moment in whole seconds, as NumericDate counts them (RFC 7519 §2): seconds since 1970-01-01T00:00:00Z.
using Time = std::chrono::sys_seconds;
/// The same in milliseconds, for logs: a Time is one, too.
using PreciseTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// The only way by which time enters the program; tests and the window's "As of" use FixedClock.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
    /// Never in another second than now() would be.
    virtual PreciseTime preciseNow() const { return now(); }
};

class SystemClock final : public Clock {
public:
    Time now() const override { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }
    PreciseTime preciseNow() const override {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

class FixedClock final : public Clock {
public:
    explicit FixedClock(Time moment)
        : m_moment(moment) {}
    Time now() const override { return m_moment; }
    void set(Time moment) { m_moment = moment; }

private:
    Time m_moment;
};

/// Reads Unix seconds or RFC 3339 (`2026-11-20T15:03:00Z`, offsets and fractions allowed; fractions are cut off).
/// @errors time-invalid
Result<Time> parseTime(std::string_view text);

/// RFC 3339 in UTC: `2026-11-20T18:07:12Z`. Years outside 0000–9999 are written with a sign, as ISO 8601 does.
std::string formatUtc(Time moment);
/// The same with three digits of a second: `2026-11-20T18:07:12.345Z`.
std::string formatUtcPrecise(PreciseTime moment);

/// Reads a length of time: `90`, `90s`, `5m`, `2h`, `1d`; seconds without a unit; a leading `-` is allowed.
/// @errors time-invalid
Result<std::chrono::seconds> parseDuration(std::string_view text);

} // namespace base
} // namespace twb
