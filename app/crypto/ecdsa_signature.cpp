// SPDX-License-Identifier: Apache-2.0
#include "crypto/ecdsa_signature.h"

#include <algorithm>
#include <cstring>

namespace twb::crypto {

namespace {

// memcmp is no constant-time comparison, and need not be one: signatures are public.
bool belowOrder(ByteView number, ByteView order) {
    return std::memcmp(number.data(), order.data(), order.size()) < 0;
}

ByteView minimal(ByteView number) {
    while (!number.empty() && number.front() == 0) {
        number = number.subspan(1);
    }
    return number;
}

std::uint8_t* putInteger(ByteView number, std::uint8_t* out) {
    const bool padded = (number.front() & 0x80) != 0;
    *out++ = 0x02;
    *out++ = static_cast<std::uint8_t>(number.size() + (padded ? 1 : 0));
    if (padded) {
        *out++ = 0;
    }
    std::memcpy(out, number.data(), number.size());
    return out + number.size();
}

bool takeInteger(ByteView& der, std::size_t width, std::uint8_t* out) {
    if (der.size() < 2 || der[0] != 0x02 || der[1] >= 0x80 || der.size() - 2 < der[1]) {
        return false;
    }
    const ByteView number = minimal(der.subspan(2, der[1]));
    if (number.size() > width) {
        return false;
    }
    std::memset(out, 0, width - number.size());
    std::copy(number.begin(), number.end(), out + (width - number.size()));
    der = der.subspan(2 + std::size_t{der[1]});
    return true;
}

} // namespace

std::size_t ecdsaRawToDer(ByteView raw, ByteView order, std::uint8_t* out) {
    const std::size_t width = order.size();
    if (raw.size() != 2 * width) {
        return 0;
    }
    const ByteView r = raw.first(width);
    const ByteView s = raw.subspan(width);
    const ByteView minimalR = minimal(r);
    const ByteView minimalS = minimal(s);
    if (minimalR.empty() || minimalS.empty() || !belowOrder(r, order) || !belowOrder(s, order)) {
        return 0;
    }
    const auto contentSize = [](ByteView number) { return 2 + number.size() + ((number.front() & 0x80) != 0 ? 1 : 0); };
    const std::size_t content = contentSize(minimalR) + contentSize(minimalS);
    std::uint8_t* at = out;
    *at++ = 0x30;
    if (content >= 0x80) {
        *at++ = 0x81;
    }
    *at++ = static_cast<std::uint8_t>(content);
    at = putInteger(minimalR, at);
    at = putInteger(minimalS, at);
    return static_cast<std::size_t>(at - out);
}

bool ecdsaDerToRaw(ByteView der, std::size_t width, std::uint8_t* out) {
    if (der.size() < 2 || der[0] != 0x30) {
        return false;
    }
    const std::size_t head = der[1] == 0x81 ? 3 : 2;
    if (der.size() < head || der[head - 1] != der.size() - head) {
        return false;
    }
    der = der.subspan(head);
    return takeInteger(der, width, out) && takeInteger(der, width, out + width) && der.empty();
}

} // namespace twb::crypto
