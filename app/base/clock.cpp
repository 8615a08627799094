// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"

#include <charconv>
#include <cstdio>
#include <optional>

namespace twb {
inline namespace base {

namespace {

// 253402300799 is 9999-12-31T23:59:59Z; ten times that leaves room for milliseconds typed by mistake.
constexpr std::int64_t secondsCap = 253'402'300'799 * 1000;

std::optional<std::int64_t> wholeNumber(std::string_view text) {
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, value);
    if (fault != std::errc{} || stop != end || text.empty()) {
        return std::nullopt;
    }
    return value;
}

std::optional<int> digits(std::string_view& text, std::size_t count) {
    int value = 0;
    if (text.size() < count) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9') {
            return std::nullopt;
        }
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool skip(std::string_view& text, std::string_view anyOf) {
    if (text.empty() || anyOf.find(text.front()) == std::string_view::npos) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

std::optional<Time> rfc3339(std::string_view text) {
    using namespace std::chrono;
    const auto y = digits(text, 4);
    const bool dash1 = skip(text, "-");
    const auto mo = digits(text, 2);
    const bool dash2 = skip(text, "-");
    const auto d = digits(text, 2);
    const bool t = skip(text, "Tt ");
    const auto h = digits(text, 2);
    const bool colon1 = skip(text, ":");
    const auto mi = digits(text, 2);
    const bool colon2 = skip(text, ":");
    const auto s = digits(text, 2);
    if (!y || !dash1 || !mo || !dash2 || !d || !t || !h || !colon1 || !mi || !colon2 || !s) {
        return std::nullopt;
    }
    if (skip(text, ".")) {
        if (!digits(text, 1)) {
            return std::nullopt;
        }
        while (digits(text, 1)) {
        }
    }
    seconds offset{0};
    if (!skip(text, "Zz")) {
        const bool west = !text.empty() && text.front() == '-';
        if (!skip(text, "+-")) {
            return std::nullopt;
        }
        const auto offsetHours = digits(text, 2);
        const bool colon = skip(text, ":");
        const auto offsetMinutes = digits(text, 2);
        if (!offsetHours || !colon || !offsetMinutes || *offsetHours > 23 || *offsetMinutes > 59) {
            return std::nullopt;
        }
        offset = hours{*offsetHours} + minutes{*offsetMinutes};
        if (west) {
            offset = -offset;
        }
    }
    const year_month_day date{year{*y}, month{static_cast<unsigned>(*mo)}, day{static_cast<unsigned>(*d)}};
    // A leap second (60) is accepted and falls on the next second, as POSIX time counts.
    if (!text.empty() || !date.ok() || *h > 23 || *mi > 59 || *s > 60) {
        return std::nullopt;
    }
    return Time{sys_days{date} + hours{*h} + minutes{*mi} + seconds{*s} - offset};
}

} // namespace

Result<Time> parseTime(std::string_view text) {
    if (const auto number = wholeNumber(text)) {
        if (*number > secondsCap || *number < -secondsCap) {
            return fail(ErrorCode::TimeInvalid, "the number is too large for a moment in seconds");
        }
        return Time{std::chrono::seconds{*number}};
    }
    if (const auto moment = rfc3339(text)) {
        return *moment;
    }
    return fail(ErrorCode::TimeInvalid,
                "\"" + std::string(text.substr(0, 40)) + "\" is neither Unix seconds nor RFC 3339", {0, text.size()});
}

std::string formatUtc(Time moment) {
    using namespace std::chrono;
    // sys_days counts in 32 bits: days and the year are computed here so that milliseconds taken for seconds, as the
    // year 58857, are shown and not wrapped. Algorithm: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    const std::int64_t total = moment.time_since_epoch().count();
    const std::int64_t dayCount = total >= 0 ? total / 86400 : -((-total + 86399) / 86400);
    const std::int64_t ofDay = total - dayCount * 86400;
    const std::int64_t z = dayCount + 719468;
    const std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    const std::int64_t dayOfEra = z - era * 146097;
    const std::int64_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::int64_t shifted = (5 * dayOfYear + 2) / 153;
    const std::int64_t dayOfMonth = dayOfYear - (153 * shifted + 2) / 5 + 1;
    const std::int64_t monthOfYear = shifted < 10 ? shifted + 3 : shifted - 9;
    const std::int64_t yearNumber = yearOfEra + era * 400 + (monthOfYear <= 2 ? 1 : 0);
    char buffer[48];
    const char* sign = yearNumber > 9999 ? "+" : (yearNumber < 0 ? "-" : "");
    const int length = std::snprintf(buffer, sizeof buffer, "%s%04lld-%02lld-%02lldT%02lld:%02lld:%02lldZ", sign,
                                     static_cast<long long>(yearNumber < 0 ? -yearNumber : yearNumber),
                                     static_cast<long long>(monthOfYear), static_cast<long long>(dayOfMonth),
                                     static_cast<long long>(ofDay / 3600), static_cast<long long>(ofDay / 60 % 60),
                                     static_cast<long long>(ofDay % 60));
    return {buffer, static_cast<std::size_t>(length)};
}

std::string formatUtcPrecise(PreciseTime moment) {
    const Time whole = std::chrono::floor<std::chrono::seconds>(moment);
    std::string fraction = std::to_string((moment - whole).count());
    std::string text = formatUtc(whole);
    text.insert(text.size() - 1, "." + std::string(3 - fraction.size(), '0') + fraction);
    return text;
}

Result<std::chrono::seconds> parseDuration(std::string_view text) {
    std::string_view number = text;
    std::int64_t unit = 1;
    if (!number.empty()) {
        switch (number.back()) {
        case 's':
            unit = 1;
            break;
        case 'm':
            unit = 60;
            break;
        case 'h':
            unit = 3600;
            break;
        case 'd':
            unit = 86400;
            break;
        default:
            unit = 0;
            break;
        }
        if (unit != 0) {
            number.remove_suffix(1);
        } else {
            unit = 1;
        }
    }
    const auto value = wholeNumber(number);
    if (!value || *value > secondsCap / unit || *value < -secondsCap / unit) {
        return fail(ErrorCode::TimeInvalid,
                    "\"" + std::string(text.substr(0, 40)) + "\" is no length of time like 90s, 5m, 2h or 1d",
                    {0, text.size()});
    }
    return std::chrono::seconds{*value * unit};
}

} // namespace base
} // namespace twb
