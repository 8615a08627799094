// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"
#include "jose/jwk.h"

/// Copies in JSON form: how they are written, and whose signature is whose.      (RFC 7515 §7.2; RFC 7516 §7.2)
namespace twb::doctor {

/// The octets of a part of a copy; not copied where they were edited.  @errors base64url-…
Result<SharedText> octetsOfPart(const CopyPart& part);
bool isEmpty(const CopyPart& part);

/// Whether a protected header leaves the payload encoded: no `"b64":false`.                      (RFC 7797 §3)
bool encodesPayload(const CopyPart& header);

/// What a signer's two headers say together.
struct SignerNames {
    std::string algorithm;
    std::string kid;
};
/// @errors token-header, json-…: a header that is no JSON object, or without "alg"
Result<SignerNames> namesOf(const CopySigner& signer);

/// Whether the signature that stands there was made with this key, over what it was received with.
bool madeWith(const CopySigner& signer, const jose::Jwk& key);

/// A signed copy as flattened or general JSON.
std::string encodeSigners(const Copy& copy);
/// The token that an encrypted copy in JSON form was, with the headers that it has now: what cannot be opened any more
/// but shows what was edited.
std::string encodeOutdatedJson(const Copy& copy);

/// The signatures of a version of a JSON copy: which of them were made here, and which are out of date.
struct SignerState {
    bool outdated = false;
    std::optional<Error> problem; ///< why it was not made anew
};
void markSigners(Version& version, const Copy& copy, const std::vector<SignerState>& states);

} // namespace twb::doctor
