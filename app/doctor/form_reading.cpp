// SPDX-License-Identifier: Apache-2.0
#include "doctor/form_reading.h"

#include "doctor/part_reading.h"
#include "doctor/segments.h"
#include "jose/compression.h"
#include "jose/sd_jwt.h"

#include <algorithm>

namespace twb::doctor {
namespace {

/// The characters of a string without its quotes; nothing for what is no string.
std::optional<TextRange> inner(const json::Value& value) {
    if (!value.is(json::Type::String)) {
        return {};
    }
    const TextRange range = value.range();
    return TextRange{range.offset + 1, range.length - 2};
}

void addSegment(Reading& reading, char letter, const json::Value& value) {
    if (const auto range = inner(value)) {
        reading.segments.push_back({letter, *range, {}});
    }
}

Segment* find(Reading& reading, char letter) {
    const auto found = std::find_if(reading.segments.begin(), reading.segments.end(),
                                    [&](const Segment& one) { return one.letter == letter; });
    return found != reading.segments.end() ? &*found : nullptr;
}

/// The element that is shown, of "signatures" or "recipients"; the root itself in flattened form.
json::Value chosen(Reading& reading, const json::Value& root, std::string_view list, std::size_t wanted) {
    const json::Value all = root.find(list);
    reading.isGeneral = all.exists();
    if (!all.is(json::Type::Array) || all.size() == 0) {
        return root;
    }
    reading.signatures = all.size();
    return all.at(std::min(wanted, all.size() - 1));
}

void fillName(std::string& name, const json::Value& value) {
    if (name.empty()) {
        name = value.string().value_or(std::string());
    }
}

/// Names that the protected header leaves to the others.
void readOtherHeader(Reading& reading, std::string Reading::*text, const json::Value& header) {
    if (!header.is(json::Type::Object)) {
        return;
    }
    reading.*text = header.text();
    fillName(reading.algorithm, header.find("alg"));
    fillName(reading.encryption, header.find("enc"));
    fillName(reading.type, header.find("typ"));
    fillName(reading.kid, header.find("kid"));
}

void readHeaders(Reading& reading, const json::Value& shared, const json::Value& own, Views views) {
    if (Segment* segment = find(reading, 'H')) {
        reading.header = readSegment(*reading.encoded, *segment, views.header);
    } else if (own.is(json::Type::Object)) {
        reading.header = readOctets(std::string(own.text()), views.header);
    } else if (shared.is(json::Type::Object)) {
        reading.header = readOctets(std::string(shared.text()), views.header);
    }
    readNames(reading);
    readOtherHeader(reading, &Reading::unprotectedHeader, own);
    readOtherHeader(reading, &Reading::sharedHeader, shared);
}

void readEncrypted(Reading& reading, const json::Value& root, Views views) {
    reading.kind = TokenKind::JweJson;
    const json::Value recipient = chosen(reading, root, "recipients", views.signature);
    addSegment(reading, 'H', root.find("protected"));
    addSegment(reading, 'K', recipient.find("encrypted_key"));
    addSegment(reading, 'I', root.find("iv"));
    addSegment(reading, 'C', root.find("ciphertext"));
    addSegment(reading, 'T', root.find("tag"));
    addSegment(reading, 'A', root.find("aad"));
    readHeaders(reading, root.find("unprotected"), recipient.find("header"), views);
    for (Segment& segment : reading.segments) {
        if (segment.letter != 'H') {
            decodeSegment(*reading.encoded, segment);
        }
    }
}

void readSigned(Reading& reading, const json::Value& root, Views views) {
    reading.kind = TokenKind::JwsJson;
    const json::Value signature = chosen(reading, root, "signatures", views.signature);
    addSegment(reading, 'H', signature.find("protected"));
    addSegment(reading, 'P', root.find("payload"));
    addSegment(reading, 'S', signature.find("signature"));
    readHeaders(reading, {}, signature.find("header"), views);
    if (Segment* segment = find(reading, 'S')) {
        reading.signature = decodeSegment(*reading.encoded, *segment);
    }
    if (Segment* segment = find(reading, 'P')) {
        const bool plain = reading.header.isObject && reading.header.json->root().find("b64").boolean() == false;
        if (plain) {
            setPayload(reading, root.find("payload").string().value_or(std::string()), views.payload,
                       PayloadSource::Token);
        } else {
            reading.payload = readSegment(*reading.encoded, *segment, views.payload);
            reading.claims = readClaims(reading.payload, profiles::ClaimPlace::Payload);
        }
    }
}

/// Disclosures and key binding in the unprotected header of the first signature; what they disclose is put in place.
///                                                                                          (RFC 9901 §8)
void readJsonDisclosures(Reading& reading, const json::Value& root, Views views) {
    const json::Value list = root.find("signatures");
    const json::Value header = (list.exists() ? list.at(0) : root).find("header");
    const auto compact = header.find("disclosures").exists() ? jose::compactSdJwt(*reading.encoded)
                                                             : fail(ErrorCode::TokenStructure, {});
    if (!compact) {
        return;
    }
    reading.kind = TokenKind::SdJwt;
    header.find("disclosures").forEachElement([&](json::Value each) { addSegment(reading, 'D', each); });
    addSegment(reading, 'B', header.find("kb_jwt"));
    const auto parts = jose::splitSdJwt(*compact);
    if (parts) {
        if (auto claims = jose::resolveDisclosures(*reading.payload.octets, parts->disclosures)) {
            setPayload(reading, std::move(claims->payload), views.payload, PayloadSource::Disclosed);
        }
    }
}

} // namespace

Part readSegment(std::string_view encoded, Segment& segment, PartView view) {
    const Bytes octets = decodeSegment(encoded, segment);
    Part part = readOctets(std::string(asText(octets)), view);
    part.problem = segment.problem;
    return part;
}

bool readJsonForm(Reading& reading, Views views) {
    const std::string_view text = *reading.encoded;
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    json::Tape tape;
    if (first == std::string_view::npos || text[first] != '{' || !tape.parse(text)) {
        return false;
    }
    const json::Value root = tape.root();
    const bool encrypted = root.find("ciphertext").exists();
    const bool isSigned = root.find("signature").exists() || root.find("signatures").exists();
    if (!encrypted && !isSigned) {
        return false;
    }
    reading.segments.clear();
    if (encrypted) {
        readEncrypted(reading, root, views);
    } else {
        readSigned(reading, root, views);
        readJsonDisclosures(reading, root, views);
    }
    return true;
}

bool readSdJwt(Reading& reading, Views views) {
    const std::string& text = *reading.encoded;
    const std::size_t tilde = text.find('~');
    if (tilde == std::string::npos) {
        return false;
    }
    std::vector<Segment> segments = splitSegments(std::string_view(text).substr(0, tilde));
    if (segments.size() != 3) {
        return false;
    }
    reading.kind = TokenKind::SdJwt;
    std::size_t from = tilde + 1;
    for (std::size_t next = text.find('~', from); next != std::string::npos; next = text.find('~', from)) {
        segments.push_back({'D', {from, next - from}, {}});
        from = next + 1;
    }
    if (from < text.size()) {
        segments.push_back({'B', {from, text.size() - from}, {}});
    }
    reading.segments = std::move(segments);
    reading.header = readSegment(text, reading.segments[0], views.header);
    readNames(reading);
    reading.payload = readSegment(text, reading.segments[1], views.payload);
    reading.signature = decodeSegment(text, reading.segments[2]);
    const auto parts = jose::splitSdJwt(text);
    if (parts) {
        if (auto claims = jose::resolveDisclosures(*reading.payload.octets, parts->disclosures)) {
            setPayload(reading, std::move(claims->payload), views.payload, PayloadSource::Disclosed);
            return true;
        }
    }
    reading.claims = readClaims(reading.payload, profiles::ClaimPlace::Payload);
    return true;
}

void finishPayload(Reading& reading, Views views, std::size_t mostInflated) {
    const bool isSigned = reading.kind == TokenKind::Jws || reading.kind == TokenKind::JwsJson;
    if (!isSigned || !reading.header.isObject) {
        return;
    }
    const json::Value header = reading.header.json->root();
    const Segment* segment = reading.segment('P');
    const bool empty = segment == nullptr || segment->range.length == 0;
    if (empty && !reading.signature.empty()) {
        reading.payload = {};
        reading.payload.octets = reading.payload.shown = std::make_shared<const std::string>();
        reading.payloadSource = PayloadSource::Detached;
        return;
    }
    if (reading.kind == TokenKind::Jws && segment != nullptr && header.find("b64").boolean() == false) {
        setPayload(reading, reading.encoded->substr(segment->range.offset, segment->range.length), views.payload,
                   PayloadSource::Token);
        find(reading, 'P')->problem.reset();
        return;
    }
    if (header.find("zip").equals("DEF") && !reading.payload.problem) {
        if (auto inflated = jose::inflateRaw(asBytes(*reading.payload.octets), mostInflated)) {
            setPayload(reading, std::string(asText(inflated->reveal())), views.payload, PayloadSource::Inflated);
        }
    }
}

SharedReading withDetached(const SharedReading& reading, const SharedText& payload, PartView view) {
    const bool given = payload != nullptr && !payload->empty();
    if (reading->payloadSource != PayloadSource::Detached || (!given && !reading->payload.present)) {
        return reading;
    }
    auto result = std::make_shared<Reading>(*reading);
    setPayload(*result, given ? *payload : std::string(), view, PayloadSource::Detached);
    result->payload.present = given;
    return result;
}

} // namespace twb::doctor
