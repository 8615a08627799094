// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/key_field.h"

#include <string>
#include <vector>

/// What one more signer, or recipient, of a token in JSON form begins with.
namespace twb::doctor {

/// The protected header of another signature: "alg" and "kid" of the first key at hand that none of `kids` names; of
/// none, `algorithm` alone. JSON text.
std::string proposeSigner(const ResolvedKey& key, const std::vector<std::string>& kids, const std::string& algorithm);
/// The same of a recipient: an "alg" that gives each recipient a wrapped key of its own.             (RFC 7516 §7.2)
std::string proposeRecipient(const ResolvedKey& key, const std::vector<std::string>& kids,
                             const std::string& algorithm);

} // namespace twb::doctor
