// SPDX-License-Identifier: Apache-2.0
#pragma once
/// What reading and making of SD-JWTs share.
#include "base/result.h"
#include "crypto/algorithms.h"

#include <optional>
#include <string>

namespace twb::jose {

/// Each disclosure is hashed and parsed; real credentials have some dozens.
constexpr std::size_t mostDisclosures = 1000;

/// "sha-256", "sha-384" or "sha-512", as "_sd_alg" names it; empty for others.                   (RFC 9901 §4.1.1)
std::string_view disclosureHashName(crypto::Hash hash);
std::optional<crypto::Hash> findDisclosureHash(std::string_view name);

/// base64url of the digest over the characters.                                                   (RFC 9901 §4.2.3)
/// @errors crypto-backend
Result<std::string> disclosureDigest(crypto::Hash hash, std::string_view characters);

/// "~" and "/" in a reference token of a JSON Pointer.                                              (RFC 6901 §3)
std::string pointerToken(std::string_view name);

} // namespace twb::jose
