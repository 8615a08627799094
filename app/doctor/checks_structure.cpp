// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "doctor/evidence_phrases.h"
#include "doctor/examination.h"
#include "doctor/examined_parts.h"
#include "doctor/json_reading.h"
#include "doctor/segments.h"
#include "doctor/structure.h"
#include "doctor/token_text.h"
#include "jose/compression.h"

#include <algorithm>

namespace twb::doctor {
namespace {

Sentence place(std::size_t part, std::size_t position) {
    return say("part %1, character %2", {std::to_string(part + 1), std::to_string(position + 1)});
}

void checkBase64(Examination& e, const ExaminedPart& part, std::size_t number) {
    const TextRange where = part.range;
    if (const std::size_t at = part.raw.find_first_of("+/"); at != std::string::npos) {
        e.reportOnce("b64-standard-alphabet", place(number, at));
        e.repaired = true;
    }
    std::string characters = part.raw;
    if (const std::size_t at = characters.find('='); at != std::string::npos) {
        e.reportOnce("b64-padding", place(number, at));
        e.repaired = true;
        std::erase(characters, '=');
    }
    const auto foreign = std::find_if(characters.begin(), characters.end(), [](char c) {
        return !((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                 c == '+' || c == '/');
    });
    if (foreign != characters.end()) {
        const auto at = static_cast<std::size_t>(foreign - characters.begin());
        e.report("b64-invalid-character",
                 say("%1, octet %2", {place(number, at), std::to_string(static_cast<unsigned char>(*foreign))}),
                 FindingPlace::Token, {where.offset + at, 1});
    } else if (characters.size() % 4 == 1) {
        e.reportOnce("b64-bad-length",
                     say("part %1 has %2 characters", {std::to_string(number + 1), std::to_string(characters.size())}));
    } else if (part.decodes && !part.text.empty() && !part.raw.empty()) {
        char last = characters.back();
        last = last == '+' ? '-' : last == '/' ? '_' : last;
        if (last != part.text.back()) {
            e.reportOnce("b64-trailing-bits",
                         say("part %1 ends in %2, canonical is %3",
                             {std::to_string(number + 1), std::string(1, last), std::string(1, part.text.back())}));
            e.repaired = true;
        }
    }
}

bool isReversedCase(std::string_view token) {
    const bool upper = std::any_of(token.begin(), token.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool lower = std::any_of(token.begin(), token.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return (!upper && token.starts_with("eyj")) || (!lower && token.starts_with("EYJ"));
}

void readHeader(Examination& e) {
    ExaminedPart& part = e.parts.front();
    if (part.raw.empty()) {
        e.report("struct-empty-segment", say("the first part is empty"), FindingPlace::Token, part.range);
        return;
    }
    const JsonReading reading = readJsonText(e, asText(part.octets), JsonPlace::Header, e.header);
    if (!e.header.isObject() && !reading.explained && !e.has("struct-segment-order")) {
        if (isReversedCase(e.raw)) {
            e.report("input-reversed-case", shortened(e.raw.substr(0, 10)));
        } else if (const std::string_view front = missingFront(part); !front.empty()) {
            e.report("struct-header-not-json",
                     say("with %1 in front it is a header: its beginning was not copied", {front}), FindingPlace::Token,
                     part.range);
            part.decodes = false; // its last character is right, its first is not
        } else {
            e.report("struct-header-not-json", firstOctets(asText(part.octets)) + Sentence("; ") + reading.problem,
                     FindingPlace::Token, part.range);
            part.decodes = false; // stray bits at its end are the least of it
        }
    }
}

/// A token that was to have five parts, and lost some.
bool lostParts(const Examination& e) {
    return e.form != TokenForm::Encrypted && e.parts.size() > 1 && e.parts.size() < 5 &&
           e.headerMember("enc").exists() && e.alg && isKeyManagement(*e.alg);
}

void countParts(Examination& e, std::size_t count) {
    const bool encrypted = e.form == TokenForm::Encrypted;
    if (lostParts(e) && count != 3) {
        e.report("struct-part-count", say("%1 parts; encrypted tokens have 5", {std::to_string(count)}));
        return;
    }
    if (count == 3 || count == 2 || encrypted) {
        return;
    }
    std::string lengths;
    for (const ExaminedPart& part : e.parts) {
        lengths += (lengths.empty() ? "" : ", ") + std::to_string(part.raw.size());
    }
    e.report("struct-part-count", say("%1 parts of %2 characters", {std::to_string(count), lengths}));
}

void checkShape(Examination& e) {
    const auto& parts = e.parts;
    const bool second = parts.size() > 1 && !parts[1].raw.empty();
    const bool third = parts.size() > 2 && !parts[2].raw.empty();
    const std::size_t count = parts.size();
    if (parts[0].raw.empty()) {
        return;
    }
    if (!second && !third) {
        e.report("struct-empty-segment", say("the payload part is empty"));
        return;
    }
    if (!second && e.header.isObject()) {
        e.report("struct-detached-payload", shortened(e.header.text), FindingPlace::Header);
        return;
    }
    if (!third) {
        const std::string_view payload = asText(parts[1].octets);
        if (payload.starts_with('{') && !e.payload.isJson && isCutOffJson(payload)) {
            e.report("struct-truncated", say("the payload ends after %1 octets", {std::to_string(payload.size())}),
                     FindingPlace::Token, parts[1].range);
        } else if (!e.isNone && (count == 3 || e.payload.isJson)) {
            e.report("struct-signature-missing", say("alg %1, %2 parts", {algorithmOf(e), std::to_string(count)}));
        } else if (count == 2 && !e.payload.isJson) {
            e.report("struct-part-count", say("%1 parts", {"2"}));
        }
        return;
    }
    e.isComplete = true;
}

void readAlgorithm(Examination& e) {
    e.alg = e.headerMember("alg").exists() ? e.headerMember("alg").string() : std::nullopt;
    if (!e.alg && !e.unprotectedHeader.empty()) {
        // The header of a JSON serialization may name it outside of what is signed.
        json::Tape tape;
        if (tape.parse(e.unprotectedHeader) && tape.root().find("alg").exists()) {
            e.alg = tape.root().find("alg").string();
        }
    }
    if (e.alg) {
        e.isNone = lowered(trimmed(*e.alg)) == "none";
        e.algorithm = jose::findAlgorithm(*e.alg);
    }
    e.unencodedPayload = e.headerMember("b64").is(json::Type::False);
}

void decideForm(Examination& e) {
    if (e.parts.size() != 5 || !e.header.isObject()) {
        return;
    }
    if (e.headerMember("enc").exists() || (e.alg && isKeyManagement(*e.alg))) {
        e.form = TokenForm::Encrypted;
        e.report("struct-is-jwe", algAndEnc(e));
    }
}

/// What a payload with "zip" holds; its own octets where it is no DEFLATE data, or too much of it.
Bytes inflated(Examination& e, std::string_view octets) {
    if (e.headerMember("zip").equals("DEF")) {
        const auto held = jose::inflateRaw(asBytes(octets), e.inputs.caps.inflatedOctets);
        if (held) {
            return Bytes(held->reveal().begin(), held->reveal().end());
        }
        if (held.error().code == ErrorCode::TokenLimit) {
            e.report("sec-zip-bomb",
                     say("%1 octets inflate to more than %2",
                         {std::to_string(octets.size()), std::to_string(e.inputs.caps.inflatedOctets)}));
        }
    }
    return toBytes(octets);
}

void readPayload(Examination& e) {
    if (e.parts.size() < 2 || e.parts[1].raw.empty()) {
        return;
    }
    e.hasPayload = true;
    const std::string_view octets = e.unencodedPayload ? std::string_view(e.parts[1].raw) : asText(e.parts[1].octets);
    if (looksLikeToken(trimmed(octets))) {
        takeNested(e, trimmed(octets));
        return;
    }
    const auto cty = e.headerMember("cty").exists() ? e.headerMember("cty").string() : std::nullopt;
    const bool other = (cty && lowered(*cty) != "jwt") || e.unencodedPayload || e.headerMember("zip").exists();
    if (other) {
        const Bytes content = inflated(e, octets);
        if (looksLikeToken(trimmed(asText(content)))) {
            takeNested(e, trimmed(asText(content)));
            return;
        }
        parseInto(std::string(asText(content)), e.payload);
        return;
    }
    const bool last = e.parts.size() < 3 || e.parts[2].raw.empty();
    if (last && octets.starts_with('{') && isCutOffJson(octets)) {
        parseInto(std::string(octets), e.payload);
        return; // checkShape() names it
    }
    const JsonReading reading = readJsonText(e, octets, JsonPlace::Payload, e.payload);
    const json::Value root = e.payload.root();
    if (root.is(json::Type::String)) {
        json::Tape inner;
        const std::string text = root.string().value_or(std::string());
        if (inner.parse(text) && inner.root().is(json::Type::Object)) {
            e.report("struct-payload-json-string", shortened(text), FindingPlace::Payload);
        }
    } else if (root.exists() && !root.is(json::Type::Object)) {
        e.report("struct-payload-not-object", typeName(root), FindingPlace::Payload);
    } else if (!root.exists() && !reading.explained) {
        const Bytes twice = decodeForShowing(trimmed(octets));
        json::Tape inner;
        if (inner.parse(asText(twice)) && inner.root().is(json::Type::Object)) {
            e.report("struct-payload-double-base64", shortened(asText(twice)), FindingPlace::Payload);
        } else {
            e.report("struct-payload-not-json", firstOctets(octets) + Sentence("; ") + reading.problem,
                     FindingPlace::Payload);
        }
    }
}

} // namespace

void takeNested(Examination& e, std::string_view content) {
    const auto cty = e.headerMember("cty").exists() ? e.headerMember("cty").string() : std::nullopt;
    std::string inner;
    if (const std::size_t dot = content.find('.'); dot != std::string_view::npos) {
        inner = shortened(asText(decodeForShowing(content.substr(0, dot))));
    }
    e.innerToken = std::string(content);
    if (cty && lowered(*cty) == "jwt") {
        e.report("struct-nested", inner);
    } else {
        e.report("struct-nested-without-cty", inner);
    }
}

void examineStructure(Examination& e) {
    if (const std::size_t tilde = e.raw.find('~'); tilde != std::string::npos && !e.raw.starts_with('{')) {
        const auto disclosures = std::count(e.raw.begin(), e.raw.end(), '~') - 1;
        e.report("struct-sd-jwt",
                 say("%1 disclosures, %2",
                     {std::to_string(disclosures),
                      e.raw.back() == '~' ? say("no key binding token") : say("a key binding token follows")}));
        e.raw.resize(tilde);
    }
    if (e.raw.starts_with('{') && !takeJsonSerialization(e)) {
        e.form = TokenForm::None;
        return;
    }
    e.parts = splitParts(e.raw);
    const std::size_t count = e.parts.size();
    for (ExaminedPart& part : e.parts) {
        decodePart(part);
    }
    const bool shortenedInput = e.has("input-ellipsis");
    removeExtraParts(e);
    orderParts(e);
    readHeader(e);
    readAlgorithm(e);
    decideForm(e);
    for (std::size_t i = 0; i < e.parts.size(); ++i) {
        if (!(i == 1 && e.unencodedPayload) && !(shortenedInput && i + 1 == e.parts.size())) {
            checkBase64(e, e.parts[i], i);
        }
    }
    if (shortenedInput) {
        return;
    }
    countParts(e, count);
    if (e.form == TokenForm::Encrypted || (lostParts(e) && !e.parts[1].raw.starts_with("ey"))) {
        return; // what stands second is no payload
    }
    if (e.parts.size() > 3 || e.parts.size() < 2) {
        readPayload(e);
        return;
    }
    readPayload(e);
    checkShape(e);
}

} // namespace twb::doctor
