// SPDX-License-Identifier: Apache-2.0
#include "doctor/examined_parts.h"

#include "base/base64url.h"
#include "doctor/evidence_phrases.h"
#include "doctor/segments.h"

#include <algorithm>

namespace twb::doctor {

namespace {

constexpr std::size_t mostParts = 16;

bool isObject(const ExaminedPart& part) {
    json::Tape tape;
    return part.decodes && !part.octets.empty() && tape.parse(asText(part.octets)) &&
           tape.root().is(json::Type::Object);
}

bool isHeader(const ExaminedPart& part) {
    json::Tape tape;
    return part.decodes && !part.octets.empty() && tape.parse(asText(part.octets)) && tape.root().find("alg").exists();
}

} // namespace

std::vector<ExaminedPart> splitParts(std::string_view token) {
    std::vector<ExaminedPart> parts;
    for (std::size_t from = 0; from <= token.size();) {
        const std::size_t dot = parts.size() + 1 < mostParts ? token.find('.', from) : std::string_view::npos;
        const std::size_t end = std::min(dot, token.size());
        ExaminedPart part;
        part.raw = std::string(token.substr(from, end - from));
        part.range = {from, end - from};
        parts.push_back(std::move(part));
        from = end + 1;
    }
    return parts;
}

void decodePart(ExaminedPart& part) {
    part.text = part.raw;
    std::replace(part.text.begin(), part.text.end(), '+', '-');
    std::replace(part.text.begin(), part.text.end(), '/', '_');
    while (part.text.ends_with('=')) {
        part.text.pop_back();
    }
    part.octets = decodeForShowing(part.text);
    const bool characters = base64url::decodedSize(part.text.size()) == part.octets.size();
    part.decodes = characters && part.text.size() % 4 != 1;
    if (part.decodes) {
        std::string canonical = base64url::encode(part.octets);
        // Only the last character may differ; anything else was foreign to the alphabet.
        part.decodes = canonical.size() == part.text.size() &&
                       canonical.compare(0, canonical.empty() ? 0 : canonical.size() - 1, part.text, 0,
                                         part.text.empty() ? 0 : part.text.size() - 1) == 0;
        if (part.decodes) {
            part.text = std::move(canonical);
        }
    }
}

void removeExtraParts(Examination& e) {
    auto& parts = e.parts;
    if (parts.size() < 4) {
        return;
    }
    std::vector<ExaminedPart> kept;
    for (const ExaminedPart& part : parts) {
        const bool doubled =
            std::any_of(kept.begin(), kept.end(), [&](const ExaminedPart& one) { return one.raw == part.raw; });
        if (!part.raw.empty() && !doubled) {
            kept.push_back(part);
        }
    }
    if (kept.size() == 3) {
        parts = std::move(kept);
        e.extraPart = true;
    }
}

void orderParts(Examination& e) {
    auto& parts = e.parts;
    if (parts.size() != 3 || parts[0].raw.empty()) {
        return;
    }
    if (isHeader(parts[0])) {
        if (!parts[1].raw.empty() && !isObject(parts[1]) && isObject(parts[2])) {
            std::swap(parts[1], parts[2]);
            e.report("struct-segment-order", say("header, signature, payload"));
            e.partsSwapped = e.repaired = true;
        }
        return;
    }
    for (const std::size_t header : {std::size_t{1}, std::size_t{2}}) {
        if (!isHeader(parts[header])) {
            continue;
        }
        const std::size_t other = 3 - header;
        const bool firstIsPayload = isObject(parts[0]);
        if (!firstIsPayload && !isObject(parts[other])) {
            return;
        }
        std::vector<ExaminedPart> sorted{parts[header], parts[firstIsPayload ? 0 : other],
                                         parts[firstIsPayload ? other : 0]};
        e.report("struct-segment-order",
                 say("header is part %1, payload is part %2",
                     {std::to_string(header + 1), std::to_string((firstIsPayload ? 0 : other) + 1)}));
        parts = std::move(sorted);
        e.partsSwapped = e.repaired = true;
        return;
    }
}

std::string_view missingFront(const ExaminedPart& part) {
    for (const std::string_view front : {"e", "ey", "eyJ"}) {
        const Bytes octets = decodeForShowing(std::string(front) + part.raw);
        json::Tape tape;
        if (tape.parse(asText(octets)) && tape.root().find("alg").exists()) {
            return front;
        }
    }
    return {};
}

} // namespace twb::doctor
