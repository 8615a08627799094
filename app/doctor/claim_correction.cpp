// SPDX-License-Identifier: Apache-2.0
#include "doctor/claim_correction.h"

#include "base/ascii.h"
#include "doctor/date_units.h"
#include "jose/algorithm_table.h"
#include "json/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace twb::doctor {
namespace {

json::Value member(const Part& part, std::string_view name) {
    return part.isObject ? part.json->root().find(name) : json::Value();
}

std::string wholeText(double value) {
    return std::to_string(static_cast<long long>(std::floor(value)));
}

bool isDigits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string digitsOf(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

int numberAt(std::string_view text, std::size_t offset, std::size_t length) {
    int value = -1;
    if (offset + length <= text.size() && isDigits(text.substr(offset, length))) {
        std::from_chars(text.data() + offset, text.data() + offset + length, value);
    }
    return value;
}

/// `2026-11-20T15:07:12Z`, with fraction or offset; a blank in place of the T. A text without offset counts as UTC.
std::optional<long long> secondsOfDateText(std::string_view text) {
    const int year = numberAt(text, 0, 4);
    const int month = numberAt(text, 5, 2);
    const int day = numberAt(text, 8, 2);
    const int hour = numberAt(text, 11, 2);
    const int minute = numberAt(text, 14, 2);
    const int second = numberAt(text, 17, 2);
    if (year < 1970 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60 ||
        text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != 't' && text[10] != ' ')) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (month < 1 || day < 1 || !date.ok()) {
        return std::nullopt;
    }
    std::size_t at = 19;
    if (at < text.size() && text[at] == '.') {
        at = std::min(text.find_first_not_of("0123456789", at + 1), text.size());
    }
    long long offset = 0;
    const std::string_view zone = text.substr(at);
    if (!zone.empty() && zone != "Z" && zone != "z") {
        const int hours = numberAt(zone, 1, 2);
        const int minutes = numberAt(zone, zone.size() == 6 ? 4 : 3, 2);
        if ((zone.front() != '+' && zone.front() != '-') || hours < 0 || minutes < 0) {
            return std::nullopt;
        }
        offset = (zone.front() == '-' ? -1 : 1) * (hours * 3600LL + minutes * 60LL);
    }
    const auto days = std::chrono::sys_days(date).time_since_epoch().count();
    return days * 86400LL + hour * 3600LL + minute * 60LL + second - offset;
}

using List = std::vector<ClaimCorrection>;

void setPayload(List& list, std::string_view name, std::string json) {
    list.push_back({FindingPlace::Payload, std::string(name), std::move(json)});
}

/// Milli-, micro- and nanoseconds.
List toSeconds(const Reading& reading) {
    List list;
    for (const std::string_view name : dateClaims) {
        const auto value = member(reading.payload, name).number();
        if (value && *value >= milliseconds) {
            const double divisor = *value >= nanoseconds ? 1e9 : *value >= microseconds ? 1e6 : 1e3;
            setPayload(list, name, wholeText(*value / divisor));
        }
    }
    return list;
}

List fromText(const Reading& reading) {
    List list;
    for (const std::string_view name : dateClaims) {
        const auto text = member(reading.payload, name).string();
        if (!text) {
            continue;
        }
        if (isDigits(*text) && text->size() <= 12) {
            setPayload(list, name, std::to_string(std::stoll(*text)));
        } else if (const auto moment = secondsOfDateText(*text)) {
            setPayload(list, name, std::to_string(*moment));
        }
    }
    return list;
}

List fromDuration(const Reading& reading) {
    List list;
    const auto exp = member(reading.payload, "exp").number();
    const auto iat = member(reading.payload, "iat").number();
    if (exp && iat && *iat<milliseconds&& * iat> 0) {
        setPayload(list, "exp", wholeText(*iat + *exp));
    }
    return list;
}

/// A CPF as eleven digits of text; a number has lost the zeros before it.
List personAsText(const Reading& reading) {
    List list;
    const json::Value person = member(reading.payload, "peopleId");
    std::string digits = digitsOf(person.string().value_or(std::string(person.text())));
    if (!digits.empty() && digits.size() <= 11) {
        digits.insert(0, 11 - digits.size(), '0');
        setPayload(list, "peopleId", json::quote(digits));
    }
    return list;
}

List algorithmSpelling(const Reading& reading) {
    for (const jose::Algorithm& row : jose::allAlgorithms()) {
        if (equalsIgnoringCase(row.name, reading.algorithm)) {
            return {{FindingPlace::Header, "alg", json::quote(std::string(row.name))}};
        }
    }
    return {};
}

List headerText(const Reading& reading, std::string_view name) {
    const json::Value value = member(reading.header, name);
    if (!value.is(json::Type::Number)) {
        return {};
    }
    return {{FindingPlace::Header, std::string(name), json::quote(std::string(value.text()))}};
}

List typJwt(const Reading&) {
    return {{FindingPlace::Header, "typ", "\"JWT\""}};
}

List kidAsText(const Reading& reading) {
    return headerText(reading, "kid");
}

struct Row {
    std::string_view id;
    List (*correct)(const Reading&);
};
constexpr auto rows = std::to_array<Row>({{"time-in-milliseconds", toSeconds},
                                          {"time-in-microseconds", toSeconds},
                                          {"time-claim-string", fromText},
                                          {"time-claim-date-text", fromText},
                                          {"time-exp-is-duration", fromDuration},
                                          {"caf-peopleid-number", personAsText},
                                          {"caf-peopleid-formatted", personAsText},
                                          {"caf-typ-not-jwt", typJwt},
                                          {"hdr-alg-case", algorithmSpelling},
                                          {"hdr-kid-not-string", kidAsText}});

} // namespace

std::vector<ClaimCorrection> correctionsOf(const Finding& finding, const Reading& reading) {
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const Row& one) { return one.id == finding.info().id; });
    if (row == rows.end() || reading.kind != TokenKind::Jws) {
        return {};
    }
    return row->correct(reading);
}

} // namespace twb::doctor
