// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>

namespace twb::doctor {

/// What signing a copy writes into its header, as far as the signing key says it; see fillHeader().
enum class HeaderRule : std::uint8_t { LeaveAlone, Algorithm, AlgorithmTypeKid };

} // namespace twb::doctor
