// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/json_writer.h"
#include "jose/jwks.h"

namespace twb::cli {

/// `kty`, `crv`, `bits` and `thumbprint`: nothing secret. The thumbprint of a secret is a digest of it and is not
/// shown (RFC 7638 §7).
void addKeyFacts(JsonObject& object, const crypto::Key& key);
std::string keyFactsJson(const crypto::Key& key);

/// Everything that `key inspect` says of one key.
std::string inspectionJson(const jose::KeyEntry& entry);

/// What is odd about a key that works nevertheless.
std::vector<Error> problemsOf(const jose::KeyEntry& entry);

} // namespace twb::cli
