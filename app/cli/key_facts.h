// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"
#include "cli/json_writer.h"
#include "jose/jwks.h"

namespace twb::cli {

/// `kty`, `crv`, `bits` and `thumbprint`: nothing secret. The thumbprint of a secret is a digest of it and is not
/// shown (RFC 7638 §7).
void addKeyFacts(JsonObject& object, const crypto::Key& key);
std::string keyFactsJson(const crypto::Key& key);

/// Everything that `key inspect` says of one key.
/// @param now    judges the certificate
/// @param about  notes on the text that the key came in: its repairs
/// @param chain  the certificates that came along, without the key's own
std::string inspectionJson(const jose::KeyEntry& entry, Time now, const std::vector<jose::KeyNote>& about = {},
                           const std::vector<crypto::Certificate>& chain = {});

/// `{"id","detail"}`.
std::string noteJson(const jose::KeyNote& note);
/// The same of an entry of a set that cannot be used; `code`, `message` and `where` as in errors, too.
std::string problemJson(const jose::KeyProblem& problem);

} // namespace twb::cli
