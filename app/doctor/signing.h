// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"

namespace twb::doctor {

/// Signs a copy whose parts count, over exactly its octets; `alg` none makes an unsecured token.
/// @param signingInput  of the copy, as signingInputOf() gives it.
/// @errors token-header, json-…, algorithm-…, key-…; base64url-… if an unedited part is broken
Result<CopySignature> signCopy(const Copy& copy, const SharedText& signingInput, const ResolvedKey& key);

/// Whether a signature that is there belongs to the copy as it stands (and, where one made here, to that key).
bool isCurrent(const std::shared_ptr<const CopySignature>& signature, const std::string& signingInput,
               const SharedKeyField& key, Signing signing);

} // namespace twb::doctor
