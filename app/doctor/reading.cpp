// SPDX-License-Identifier: Apache-2.0
#include "doctor/reading.h"

#include "doctor/byte_map.h"
#include "doctor/form_reading.h"
#include "doctor/part_reading.h"
#include "doctor/segments.h"
#include "jose/claims.h"
#include "jose/jwe_form.h"
#include "json/text.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace twb::doctor {
namespace {

constexpr std::size_t maxClaims = 5000; ///< more rows help nobody and would stall the table
constexpr std::size_t maxValueText = 200;

SharedText emptyText() {
    static const auto text = std::make_shared<const std::string>();
    return text;
}

/// Whether indenting stays reasonable: deep nesting of many elements would multiply the text.
bool indentsWell(const json::Tape& tape) {
    const auto nodes = tape.nodes();
    std::vector<std::uint32_t> ends;
    std::size_t size = 0;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        while (!ends.empty() && i >= ends.back()) {
            ends.pop_back();
        }
        size += 2 * ends.size() + 2;
        if (nodes[i].type == json::Type::Object || nodes[i].type == json::Type::Array) {
            ends.push_back(nodes[i].next);
        }
    }
    return size <= 8 * tape.text().size() + (std::size_t{1} << 16U);
}

void showIndented(Part& part) {
    if (part.json == nullptr || !indentsWell(part.json->tape())) {
        return;
    }
    auto parsed = json::Document::parse(json::pretty(part.json->tape()));
    if (!parsed || parsed->text() == *part.octets) {
        return;
    }
    part.shownJson = std::make_shared<const json::Document>(std::move(*parsed));
    part.shown = SharedText(part.shownJson, &part.shownJson->text());
    part.view = PartView::Indented;
}

std::string cutValue(std::string_view text) {
    if (text.size() <= maxValueText) {
        return std::string(text);
    }
    std::size_t end = maxValueText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return std::string(text.substr(0, end)) + "…";
}

DateValue readDate(const json::Value& value) {
    constexpr double firstMilliseconds = 1e11; // as seconds: the year 5138
    constexpr double lastMilliseconds = 1e14;
    const jose::NumericDate date = jose::readNumericDate(value);
    DateValue read;
    if (date.state == jose::NumericDate::State::NotANumber) {
        read.unit = DateValue::Unit::NotANumber;
        return read;
    }
    if (!date.valid() || std::abs(date.seconds) >= lastMilliseconds) {
        read.unit = DateValue::Unit::OutOfRange;
        return read;
    }
    double seconds = date.seconds;
    if (std::abs(seconds) >= firstMilliseconds) {
        read.unit = DateValue::Unit::Milliseconds;
        seconds /= 1000;
    }
    const double whole = std::floor(seconds);
    read.hasFraction = whole != seconds;
    read.moment = Time(std::chrono::seconds(static_cast<std::int64_t>(whole)));
    return read;
}

std::string textMember(const Part& part, std::string_view name) {
    return part.isObject ? part.json->root().find(name).string().value_or(std::string()) : std::string();
}

TokenKind kindOf(const Reading& reading) {
    const std::size_t parts = reading.segments.size();
    if (parts == 0) {
        return TokenKind::Empty;
    }
    if (parts == 5 && (!reading.header.isObject || !reading.encryption.empty())) {
        return TokenKind::Jwe;
    }
    const bool tokenLike = parts == 3 || (parts == 2 && reading.header.isObject);
    return tokenLike ? TokenKind::Jws : TokenKind::Unknown;
}

/// The first thing that keeps the token from being judged.
std::optional<Error> firstProblem(const Reading& reading) {
    if (reading.kind == TokenKind::Empty) {
        return {};
    }
    if (reading.kind == TokenKind::Unknown) {
        const std::size_t parts = reading.segments.size();
        return Error{
            ErrorCode::TokenStructure, parts == 1 ? "one part without dots" : std::to_string(parts) + " parts", {}};
    }
    const Part& header = reading.header;
    const TextRange headerRange = reading.segments.empty() ? TextRange{} : reading.segments.front().range;
    if (header.problem) {
        return header.problem;
    }
    if (!header.isObject) {
        return Error{ErrorCode::TokenHeader,
                     header.jsonProblem ? header.jsonProblem->detail : "the header is JSON but no object", headerRange};
    }
    if (reading.algorithm.empty()) {
        return Error{ErrorCode::TokenHeader, "the header has no alg", headerRange};
    }
    if (isEncrypted(reading.kind)) {
        for (const Segment& one : reading.segments) {
            if (one.problem) {
                return one.problem;
            }
        }
    }
    return reading.kind == TokenKind::Jws ? reading.payload.problem : std::optional<Error>();
}

TextRange clamp(TextRange range, std::size_t size) {
    const std::size_t offset = std::min(range.offset, size);
    return {offset, std::min(range.length, size - offset)};
}

} // namespace

Part readOctets(std::string text, PartView view) {
    Part part;
    part.present = true;
    auto parsed = json::Document::parse(text);
    if (parsed) {
        part.json = std::make_shared<const json::Document>(std::move(*parsed));
        part.octets = SharedText(part.json, &part.json->text());
        part.isText = true;
        part.isJson = true;
        part.isObject = part.json->root().is(json::Type::Object);
    } else {
        part.jsonProblem = parsed.error();
        part.jsonProblemPlace = lineColumn(text, parsed.error().where.offset);
        part.isText = isPlainText(text);
        part.octets = std::make_shared<const std::string>(std::move(text));
    }
    part.shown = part.isText ? part.octets : emptyText();
    part.shownJson = part.json;
    if (view == PartView::Indented) {
        showIndented(part);
    }
    return part;
}

std::vector<Claim> readClaims(const Part& part, profiles::ClaimPlace place) {
    std::vector<Claim> claims;
    if (!part.isObject) {
        return claims;
    }
    std::unordered_set<std::size_t> repeated;
    for (const json::Duplicate& duplicate : part.json->tape().duplicates()) {
        repeated.insert(duplicate.first.offset);
        repeated.insert(duplicate.second.offset);
    }
    part.json->root().forEachMember([&](const json::Value& name, const json::Value& value) -> bool {
        Claim claim;
        claim.name = name.string().value_or(std::string());
        claim.valueText = cutValue(value.text());
        claim.nameOctets = name.range();
        claim.valueOctets = value.range();
        claim.type = value.type();
        claim.entry = profiles::findClaim(claim.name, place);
        if (claim.entry != nullptr && claim.entry->kind == profiles::ClaimKind::NumericDate) {
            claim.date = readDate(value);
        }
        claim.duplicate = repeated.contains(claim.nameOctets.offset);
        claims.push_back(std::move(claim));
        return claims.size() < maxClaims;
    });
    // Both views hold the same members in the same order.
    std::size_t index = 0;
    part.shownJson->root().forEachMember([&](const json::Value& name, const json::Value& value) -> bool {
        const std::size_t from = name.range().offset;
        claims[index].shownRange = {from, value.range().offset + value.range().length - from};
        return ++index < claims.size();
    });
    return claims;
}

void setPayload(Reading& reading, std::string octets, PartView view, PayloadSource source) {
    reading.payload = readOctets(std::move(octets), view);
    reading.payloadSource = source;
    reading.claims = readClaims(reading.payload, profiles::ClaimPlace::Payload);
}

void readNames(Reading& reading) {
    reading.algorithm = textMember(reading.header, "alg");
    reading.encryption = textMember(reading.header, "enc");
    reading.type = textMember(reading.header, "typ");
    reading.kid = textMember(reading.header, "kid");
    reading.headerClaims = readClaims(reading.header, profiles::ClaimPlace::Header);
}

TextRange Part::shownToOctets(TextRange range) const {
    if (view == PartView::AsIs || json == nullptr) {
        return clamp(range, octets->size());
    }
    return json::mapRange(shownJson->tape(), range, json->tape());
}

TextRange Part::octetsToShown(TextRange range) const {
    if (view == PartView::AsIs || json == nullptr) {
        return clamp(range, shown->size());
    }
    return json::mapRange(json->tape(), range, shownJson->tape());
}

const Segment* Reading::segment(char letter) const {
    const auto found =
        std::find_if(segments.begin(), segments.end(), [&](const Segment& one) { return one.letter == letter; });
    return found != segments.end() ? &*found : nullptr;
}

TextRange Reading::encodedRange(char letter, TextRange octets) const {
    const Segment* found = segment(letter);
    if (found == nullptr) {
        return {};
    }
    const TextRange characters = clamp(charactersOfOctets(octets), found->range.length);
    return {found->range.offset + characters.offset, characters.length};
}

Reading::Place Reading::placeAt(TextRange range) const {
    for (const Segment& one : segments) {
        const std::size_t end = one.range.offset + one.range.length;
        if (range.offset >= one.range.offset && range.offset < end) {
            const std::size_t length = std::min(range.length, end - range.offset);
            return {one.letter, octetsOfCharacters({range.offset - one.range.offset, length})};
        }
    }
    return {};
}

const Claim* Reading::claimAt(char letter, std::size_t octet) const {
    const std::vector<Claim>& list = letter == 'H' ? headerClaims : claims;
    if (letter != 'H' && letter != 'P') {
        return nullptr;
    }
    for (const Claim& one : list) {
        if (octet >= one.nameOctets.offset && octet < one.valueOctets.offset + one.valueOctets.length) {
            return &one;
        }
    }
    return nullptr;
}

const Claim* Reading::claim(std::string_view name) const {
    const auto found = std::find_if(claims.rbegin(), claims.rend(), [&](const Claim& one) { return one.name == name; });
    return found != claims.rend() ? &*found : nullptr;
}

SharedReading readToken(SharedText encoded, Views views) {
    return readToken(std::move(encoded), views, jose::JweLimits().inflatedOctets);
}

SharedReading readToken(SharedText encoded, Views views, std::size_t mostInflated) {
    auto reading = std::make_shared<Reading>();
    reading->encoded = encoded != nullptr ? std::move(encoded) : emptyText();
    const std::string_view text = *reading->encoded;
    reading->header.octets = reading->header.shown = emptyText();
    reading->payload.octets = reading->payload.shown = emptyText();
    if (readJsonForm(*reading, views) || readSdJwt(*reading, views)) {
        finishPayload(*reading, views, mostInflated);
        reading->problem = firstProblem(*reading);
        return reading;
    }
    reading->segments = splitSegments(text);
    std::vector<Segment>& segments = reading->segments;
    if (!segments.empty()) {
        reading->header = readSegment(text, segments[0], views.header);
        readNames(*reading);
    }
    reading->kind = kindOf(*reading);
    if (reading->kind != TokenKind::Jwe && segments.size() > 1) {
        // Five parts that are no JWE are a JWS with something behind it.
        for (std::size_t i = 1; i < segments.size(); ++i) {
            segments[i].letter = i == 1 ? 'P' : i == 2 ? 'S' : 'X';
        }
        reading->payload = readSegment(text, segments[1], views.payload);
        reading->claims = readClaims(reading->payload, profiles::ClaimPlace::Payload);
    }
    for (std::size_t i = reading->kind == TokenKind::Jwe ? 1 : 2; i < segments.size(); ++i) {
        Bytes octets = decodeSegment(text, segments[i]);
        if (segments[i].letter == 'S') {
            reading->signature = std::move(octets);
        }
    }
    finishPayload(*reading, views, mostInflated);
    reading->problem = firstProblem(*reading);
    return reading;
}

} // namespace twb::doctor
