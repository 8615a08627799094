// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/bytes.h"
#include "doctor/reading.h"

/// The encoded text taken apart; used by reading.cpp and by the copy's editing.
namespace twb::doctor {

/// Cuts at the dots. More than 16 parts: the last keeps the rest. Letters by the number of parts. Empty text: none.
std::vector<Segment> splitSegments(std::string_view encoded);

/// What can be read of base64url text that is broken: padding and the other alphabet are forgiven, reading stops at the
/// first foreign character, left-over bits are ignored.
Bytes decodeForShowing(std::string_view characters);

/// Decodes one part. On a fault `segment.problem` is set (its place in the encoded text) and what can be read comes
/// back.
Bytes decodeSegment(std::string_view encoded, Segment& segment);

/// Valid UTF-8 (RFC 3629) without control characters other than tab, CR and LF.
bool isPlainText(std::string_view octets);

} // namespace twb::doctor
