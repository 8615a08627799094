// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"

#include <optional>

/// The command line `twb`: verbs over the engine. The only engine room that prints.
namespace twb::cli {

/// Exit status. Stable.
enum class Exit : int {
    Yes = 0,      ///< yes, or done
    No = 1,       ///< the answer is no: not verified, not the same key
    Unusable = 2, ///< usage, or an input or a key that cannot be read
    Network = 3,  ///< no answer came: name, connection, TLS, time limit
};

/// Where in a text something is wrong, as `--json` says it.
struct Place {
    TextRange range;
    LineColumn start;
};

/// Why a verb could not do its work; always exit status 2. Holds no secret.
struct Failure {
    Error error;
    std::string subject;        ///< "the key", "the payload"; empty for usage
    std::optional<Place> place; ///< in the subject's text
};

/// A value, or why there is none.
template <typename T>
using Answer = tl::expected<T, Failure>;

/// Makes the failing side of an Answer; the place is translated with `text`, which may die afterwards.
inline tl::unexpected<Failure> failure(Error error, std::string subject = {}, std::string_view text = {}) {
    std::optional<Place> place;
    if (!text.empty() && (error.where.offset != 0 || error.where.length != 0)) {
        place = Place{error.where, lineColumn(text, error.where.offset)};
    }
    return tl::unexpected<Failure>(Failure{std::move(error), std::move(subject), place});
}

inline tl::unexpected<Failure> usage(std::string detail) {
    return failure(Error{ErrorCode::Usage, std::move(detail), {}});
}

template <typename T>
tl::unexpected<Failure> passOn(const Answer<T>& failed) {
    return tl::unexpected<Failure>(failed.error());
}

} // namespace twb::cli
