// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/bytes.h"

namespace twb::cli {

/// Base64 with padding, without line breaks.                                                         (RFC 4648 §4)
std::string base64Text(ByteView octets);
/// Two lower-case digits an octet.
std::string hexText(ByteView octets);

} // namespace twb::cli
