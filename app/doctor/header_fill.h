// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"

/// What signing a copy writes into its header, where the person wants that.
namespace twb::doctor {

/// The copy with what its signing key says in the header: member by member, all other octets left alone.
///
/// "alg" is the key's own, else the one that stands there if the key serves it, else the usual one for the key. "kid"
/// is the key's own, else the one by which `fill` knows it; of a key without either, nothing is written. "typ" becomes
/// "JWT" where there is none and the payload is a JSON object (RFC 7519 §5.1). A name that stands in the unprotected
/// header is written there, for it may not stand in both (RFC 7515 §7.2.1).
///
/// @return null if nothing is to be written: no key that signs, "alg" none, several signatures (each has a key of its
///         own), encrypted, typed as a whole, or everything stands there already.
std::shared_ptr<const Copy> fillHeader(const Copy& copy, const ResolvedKey& key, const HeaderFill& fill);

} // namespace twb::doctor
