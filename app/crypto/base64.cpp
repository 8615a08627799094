// SPDX-License-Identifier: Apache-2.0
#include "crypto/base64.h"

namespace twb::crypto {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int sixBits(char c) {
    switch (c) {
    case '-':
        return 62;
    case '_':
        return 63;
    default:
        break;
    }
    const std::size_t at = alphabet.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

} // namespace

std::optional<Secret> decodeBase64(std::string_view text) {
    Bytes octets;
    octets.reserve(text.size() / 4 * 3 + 3);
    std::uint32_t bits = 0;
    std::size_t count = 0;
    bool padded = false;
    bool fits = true;
    for (const char c : text) {
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            continue;
        }
        if (c == '=') {
            padded = true;
            continue;
        }
        const int value = sixBits(c);
        if (value < 0 || padded) {
            fits = false;
            break;
        }
        bits = (bits << 6 | static_cast<std::uint32_t>(value)) & 0xffffff;
        if (++count % 4 == 0) {
            octets.push_back(static_cast<std::uint8_t>(bits >> 16));
            octets.push_back(static_cast<std::uint8_t>(bits >> 8));
            octets.push_back(static_cast<std::uint8_t>(bits));
        }
    }
    if (count % 4 >= 2) {
        bits <<= 6 * (4 - count % 4);
        octets.push_back(static_cast<std::uint8_t>(bits >> 16));
        if (count % 4 == 3) {
            octets.push_back(static_cast<std::uint8_t>(bits >> 8));
        }
    }
    Secret owned(std::move(octets));
    if (!fits || count % 4 == 1) {
        return std::nullopt;
    }
    return owned;
}

std::string encodeBase64(ByteView octets) {
    std::string text;
    text.reserve((octets.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < octets.size(); i += 3) {
        const std::size_t left = std::min<std::size_t>(3, octets.size() - i);
        const std::uint32_t bits = std::uint32_t{octets[i]} << 16 | (left > 1 ? std::uint32_t{octets[i + 1]} << 8 : 0) |
                                   (left > 2 ? octets[i + 2] : 0);
        text += alphabet[bits >> 18];
        text += alphabet[bits >> 12 & 63];
        text += left > 1 ? alphabet[bits >> 6 & 63] : '=';
        text += left > 2 ? alphabet[bits & 63] : '=';
    }
    return text;
}

} // namespace twb::crypto
