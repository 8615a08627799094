// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/reading.h"

namespace twb::doctor {

/// Members of the payload that were added, removed or given another value; 1 or 0 for payloads that are no objects.
std::size_t countChanges(const Reading& before, const Reading& after);

} // namespace twb::doctor
