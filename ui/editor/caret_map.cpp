// SPDX-License-Identifier: Apache-2.0
#include "editor/caret_map.h"

namespace twb::ui {

namespace {
const doctor::Part& partOf(const doctor::Reading& reading, char letter) {
    return letter == 'H' ? reading.header : reading.payload;
}

TextRange memberOctets(const doctor::Claim& claim) {
    return {claim.nameOctets.offset, claim.valueOctets.offset + claim.valueOctets.length - claim.nameOctets.offset};
}

/// Whether octets of a part are characters of the token: not so where they were decrypted, inflated or put together.
bool standsInToken(const doctor::Reading& reading, char letter) {
    if (letter == 'H') {
        return reading.segment('H') != nullptr;
    }
    const bool plain = reading.header.isObject && reading.header.json->root().find("b64").boolean() == false;
    return reading.payloadSource == doctor::PayloadSource::Token && !plain;
}
} // namespace

CaretInPart caretInPart(const doctor::Reading& reading, char letter, std::size_t shown) {
    const doctor::Part& part = partOf(reading, letter);
    if (!part.present || part.octets->empty()) {
        return {};
    }
    const TextRange octets = part.shownToOctets({shown, 0});
    CaretInPart result;
    result.claim = reading.claimAt(letter, octets.offset);
    if (!standsInToken(reading, letter)) {
        return result;
    }
    if (result.claim) {
        result.encoded = reading.encodedRange(letter, memberOctets(*result.claim));
    } else if (octets.offset < part.octets->size()) {
        result.encoded = reading.encodedRange(letter, {octets.offset, 1});
    }
    return result;
}

CaretInEncoded caretInEncoded(const doctor::Reading& reading, std::size_t offset) {
    const doctor::Reading::Place place = reading.placeAt({offset, 1});
    CaretInEncoded result;
    result.letter = place.letter;
    if ((place.letter != 'H' && place.letter != 'P') || !standsInToken(reading, place.letter)) {
        return result;
    }
    const doctor::Part& part = partOf(reading, place.letter);
    if (!part.present) {
        return result;
    }
    result.claim = reading.claimAt(place.letter, place.octets.offset);
    result.shown = result.claim ? result.claim->shownRange : part.octetsToShown(place.octets);
    return result;
}

} // namespace twb::ui
