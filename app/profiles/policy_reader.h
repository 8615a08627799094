// SPDX-License-Identifier: Apache-2.0
#pragma once
// Inside of the profile reader: the member "policy".
#include "profiles/schema.h"

namespace twb::profiles {

/// Nothing if there is no policy.
std::optional<Policy> readPolicy(Schema& schema, const Named& at);

} // namespace twb::profiles
