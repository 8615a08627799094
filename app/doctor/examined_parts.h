// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/examination.h"

/// The parts between the dots: taken apart, decoded, put in their order.                            (RFC 7515 §7.1)
namespace twb::doctor {

/// At most 16; the last keeps what follows.
std::vector<ExaminedPart> splitParts(std::string_view token);

/// Alphabet, padding and stray bits put right; decodes what can be decoded.
void decodePart(ExaminedPart& part);

/// What is left of a token of four parts and more without its empty or doubled parts.
void removeExtraParts(Examination& e);

/// Puts three parts in their order where their contents say so.
void orderParts(Examination& e);

/// What stands in front of a header that was not copied from its first character on; empty if that is not what
/// happened.
std::string_view missingFront(const ExaminedPart& part);

} // namespace twb::doctor
