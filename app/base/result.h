// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.h"

#include <tl/expected.hpp>

namespace twb {
inline namespace base {

/// A value or the Error that says why there is none. Replaced by std::expected once the floor allows it.
template <typename T>
using Result = tl::expected<T, Error>;

/// Makes the failing side of a Result: `return fail(ErrorCode::JsonSyntax, "a comma is missing", {12, 1});`
inline tl::unexpected<Error> fail(ErrorCode code, std::string detail = {}, TextRange where = {}) {
    return tl::unexpected<Error>(Error{code, std::move(detail), where});
}

/// Hands an error on unchanged: `if (!key) return passOn(key);`
template <typename T>
tl::unexpected<Error> passOn(const Result<T>& failed) {
    return tl::unexpected<Error>(failed.error());
}

} // namespace base
} // namespace twb
