// SPDX-License-Identifier: Apache-2.0
#include "cli/base64.h"

#include "base/base64url.h"

namespace twb::cli {

std::string base64Text(ByteView octets) {
    // The same bits in another alphabet.
    std::string text = base64url::encode(octets);
    for (char& c : text) {
        c = c == '-' ? '+' : c == '_' ? '/' : c;
    }
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::string hexText(ByteView octets) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(octets.size() * 2);
    for (const std::uint8_t octet : octets) {
        text += digits[octet >> 4];
        text += digits[octet & 0xF];
    }
    return text;
}

} // namespace twb::cli
