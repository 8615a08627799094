// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/reading.h"

namespace twb::doctor {

/// The token that a payload holds, read; null if it holds none, or more than a megabyte.      (RFC 7519 §5.2, App. A.2)
///
/// "cty":"JWT" announces it, but people forget it: what looks like a token is one.
SharedReading readInner(const Reading& outer);

/// How many layers can be seen from here: 1, and one for each token that lies open in the one before (at most 8).
std::size_t countLayers(const SharedReading& outermost);

} // namespace twb::doctor
