// SPDX-License-Identifier: Apache-2.0
#include "json/utf8.h"

namespace twb::json {
namespace {

unsigned octetAt(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

} // namespace

std::size_t utf8SequenceLength(std::string_view text, std::size_t at) {
    const unsigned lead = octetAt(text, at);
    const auto follows = [&](std::size_t after, unsigned low, unsigned high) {
        const unsigned octet = octetAt(text, at + after);
        return octet >= low && octet <= high;
    };
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead < 0xE0) {
        return follows(1, 0x80, 0xBF) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead < 0xF0) {
        return follows(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF) && follows(2, 0x80, 0xBF) ? 3 : 0;
    }
    const bool four = lead >= 0xF0 && lead < 0xF5 &&
                      follows(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF) && follows(2, 0x80, 0xBF) &&
                      follows(3, 0x80, 0xBF);
    return four ? 4 : 0;
}

} // namespace twb::json
