// SPDX-License-Identifier: Apache-2.0
#include "workbench/utf16.h"

#include <algorithm>

namespace twb::workbench {
namespace {

bool isContinuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// UTF-16 units of the character that begins with this octet.
qsizetype units(char lead) {
    return static_cast<unsigned char>(lead) >= 0xF0U ? 2 : 1;
}

} // namespace

qsizetype utf16Offset(std::string_view utf8, std::size_t octet) {
    std::size_t end = std::min(octet, utf8.size());
    while (end > 0 && end < utf8.size() && isContinuation(utf8[end])) {
        --end;
    }
    qsizetype count = 0;
    for (std::size_t i = 0; i < end; ++i) {
        count += isContinuation(utf8[i]) ? 0 : units(utf8[i]);
    }
    return count;
}

std::size_t utf8Offset(std::string_view utf8, qsizetype utf16) {
    qsizetype count = 0;
    std::size_t i = 0;
    while (i < utf8.size() && count < utf16) {
        const qsizetype size = units(utf8[i]);
        if (count + size > utf16) {
            break; // between two surrogates
        }
        count += size;
        ++i;
        while (i < utf8.size() && isContinuation(utf8[i])) {
            ++i;
        }
    }
    return i;
}

Utf16Range utf16Range(std::string_view utf8, TextRange octets) {
    const qsizetype position = utf16Offset(utf8, octets.offset);
    const std::size_t from = std::min(octets.offset, utf8.size());
    return {position, utf16Offset(utf8.substr(from), octets.length)};
}

} // namespace twb::workbench
