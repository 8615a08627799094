// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"

/// How an encoded text becomes a copy whose parts can be edited one by one.
namespace twb::workbench {

/// Each part keeps its characters as they are until it is edited; the signature is a received one. More than three
/// parts: what follows the second dot counts as signature.
doctor::Copy copyOf(const doctor::SharedText& encoded, doctor::Views views);
/// True for five parts: only the header can be edited, on the encoded text itself.
bool hasFiveParts(std::string_view encoded);
/// The encoded text with another header.
std::string withHeader(std::string_view encoded, std::string_view header);
/// The octets of one part; of a broken one, what can be read.
std::string octetsOf(const doctor::CopyPart& part);

} // namespace twb::workbench
