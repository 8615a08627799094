// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArray>
#include <string_view>

namespace twb::ui {

/// Setting this many octets keeps the window busy for a good part of the 50 ms that it may be.
inline constexpr std::size_t hexShown = 256 * 1024;

/// Sixteen octets to a line, so that a line can be counted; at most hexShown of them.
inline QByteArray hexLines(std::string_view octets) {
    constexpr char digits[] = "0123456789abcdef";
    octets = octets.substr(0, hexShown);
    QByteArray lines;
    lines.reserve(static_cast<qsizetype>(3 * octets.size()));
    for (std::size_t at = 0; at < octets.size(); ++at) {
        const auto octet = static_cast<unsigned char>(octets[at]);
        lines += digits[octet >> 4U];
        lines += digits[octet & 0xFU];
        lines += (at + 1) % 16 == 0 ? '\n' : ' ';
    }
    lines.chop(1);
    return lines;
}

} // namespace twb::ui
