// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: Base64 as found in the wild; the armour of PEM is read strictly, in pem.cpp.
#include "base/secret.h"

#include <optional>

namespace twb::crypto {

/// Decodes Base64 or base64url; white space anywhere, padding optional. Nothing if there is another character, or a
/// length that no octets have.
std::optional<Secret> decodeBase64(std::string_view text);
/// Base64 with padding, on one line.
std::string encodeBase64(ByteView octets);

} // namespace twb::crypto
