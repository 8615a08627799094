// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/failure.h"

namespace twb::cli {

/// A random UUID, version 4.  @errors crypto-backend                                             (RFC 9562 §5.4)
Answer<std::string> newUuid();

} // namespace twb::cli
