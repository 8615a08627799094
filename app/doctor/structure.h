// SPDX-License-Identifier: Apache-2.0
#pragma once
// Inside of the token doctor.
#include "doctor/examination.h"

namespace twb::doctor {

/// A key-management algorithm of encrypted tokens.                                                   (RFC 7518 §4.1)
bool isKeyManagement(std::string_view alg);

/// Turns a JWS or JWE JSON serialization in `e.raw` into the compact form with the parts that it has, and reports what
/// it is. @return false if nothing of it can be examined
bool takeJsonSerialization(Examination& e);

/// Reports a token inside a token and keeps it, to be examined as well.
void takeNested(Examination& e, std::string_view content);

} // namespace twb::doctor
