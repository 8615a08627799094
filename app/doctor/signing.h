// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"

namespace twb::doctor {

/// Signs a copy whose parts count, over exactly its octets; `alg` none makes an unsecured token.
/// @param signingInput  of the copy, as signingInputOf() gives it.
/// @errors token-header, json-…, algorithm-…, key-…; base64url-… if an unedited part is broken
Result<CopySignature> signCopy(const Copy& copy, const SharedText& signingInput, const ResolvedKey& key);

/// Makes one signature of a copy in JSON form, with the key that is its own: the one that its kid names, the one that
/// made the signature that stands there, or, asked for by Signing::Now, any that fits.
/// @param signingInput  of that signature, as signingInputOf(copy, index) gives it.
/// @errors as signCopy; key-not-found if no key is known to be this signer's
Result<CopySignature> signOne(const Copy& copy, std::size_t index, const SharedText& signingInput,
                              const ResolvedKey& key, Signing signing);

/// Whether a signature that is there belongs to the copy as it stands (and, where one made here, to that key).
bool isCurrent(const std::shared_ptr<const CopySignature>& signature, const std::string& signingInput,
               const SharedKeyField& key, Signing signing);

} // namespace twb::doctor
