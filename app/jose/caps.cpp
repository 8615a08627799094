// SPDX-License-Identifier: Apache-2.0
#include "jose/caps.h"

namespace twb::jose {

namespace {

constexpr std::string_view inflatedWords = "the text inflates to more than ";
constexpr std::string_view roundsWords = "\"p2c\" is above the cap of ";
constexpr std::string_view usedUpWords = "the password was stretched too often for this token";

} // namespace

tl::unexpected<Error> inflatesBeyond(std::size_t cap) {
    return fail(ErrorCode::TokenLimit, std::string(inflatedWords) + std::to_string(cap) + " octets");
}

tl::unexpected<Error> roundsBeyond(std::int64_t cap, TextRange where) {
    return fail(ErrorCode::TokenLimit, std::string(roundsWords) + std::to_string(cap), where);
}

tl::unexpected<Error> roundsUsedUp() {
    return fail(ErrorCode::TokenLimit, std::string(usedUpWords));
}

RaisableCap raisableCap(const Error& error) {
    if (error.code != ErrorCode::TokenLimit) {
        return RaisableCap::None;
    }
    return error.detail.starts_with(inflatedWords) ? RaisableCap::InflatedOctets
           : error.detail.starts_with(roundsWords) || error.detail.starts_with(usedUpWords) ? RaisableCap::Pbes2Count
                                                                                            : RaisableCap::None;
}

} // namespace twb::jose
