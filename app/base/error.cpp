// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

#include <algorithm>
#include <array>

namespace twb {
inline namespace base {

namespace {

struct CatalogueRow {
    std::string_view name;
    std::string_view advice;
};

constexpr std::array catalogue{
#define TWB_ROW(enumerator, name, advice) CatalogueRow{name, advice},
    TWB_ERROR_CODES(TWB_ROW)
#undef TWB_ROW
};

} // namespace

std::string_view name(ErrorCode code) {
    return catalogue[static_cast<std::size_t>(code)].name;
}

std::string_view advice(ErrorCode code) {
    return catalogue[static_cast<std::size_t>(code)].advice;
}

LineColumn lineColumn(std::string_view text, std::size_t offset) {
    LineColumn place;
    const std::size_t end = std::min(offset, text.size());
    for (std::size_t i = 0; i < end; ++i) {
        const char c = text[i];
        const bool crOfCrLf = c == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (c == '\n' || (c == '\r' && !crOfCrLf)) {
            ++place.line;
            place.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80 && !crOfCrLf) {
            ++place.column;
        }
    }
    return place;
}

} // namespace base
} // namespace twb
