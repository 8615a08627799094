// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"

#include <cstdint>

/// Refusals by the caps that a caller may raise: made here, so that they are recognised here.
namespace twb::jose {

/// Which cap refused a token: each program has its own words for how it is raised.
enum class RaisableCap : std::uint8_t { None, InflatedOctets, Pbes2Count };

/// token-limit: more octets come out of a compressed text than `cap`.
tl::unexpected<Error> inflatesBeyond(std::size_t cap);
/// token-limit: "p2c" is above `cap`.
/// @param where  of its value
tl::unexpected<Error> roundsBeyond(std::int64_t cap, TextRange where);

/// token-limit: all recipients and keys of a token together ask for more PBES2 rounds than follow from the cap on one.
tl::unexpected<Error> roundsUsedUp();

/// The cap that an error speaks of; None for every other error.
RaisableCap raisableCap(const Error& error);

} // namespace twb::jose
