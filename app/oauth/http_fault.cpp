// SPDX-License-Identifier: Apache-2.0
#include "oauth/http_fault.h"

#include <array>

namespace twb::oauth {
namespace {

struct Row {
    std::string_view name;
    std::string_view sentence;
};
constexpr auto faultRows = std::to_array<Row>({
#define TWB_ROW(enumerator, name, sentence) {name, sentence},
    TWB_HTTP_FAULTS(TWB_ROW)
#undef TWB_ROW
});

} // namespace

std::string_view name(HttpFault fault) {
    return faultRows[static_cast<std::size_t>(fault)].name;
}

std::string_view sentence(HttpFault fault) {
    return faultRows[static_cast<std::size_t>(fault)].sentence;
}

} // namespace twb::oauth
