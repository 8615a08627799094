// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"
#include "jose/jwks.h"

namespace twb::jose {

/// What is odd about a key that works nevertheless, with ids of the catalogue of findings (key section): the notes of
/// the entry, then the size, the exponent, the form it came in and the certificate.
/// @param now  judges the certificate's validity.
std::vector<KeyNote> keyNotes(const KeyEntry& entry, Time now);

/// What concerns a set as a whole: its notes, kids that stand twice, private keys in a set that others may be meant to
/// read.
std::vector<KeyNote> setNotes(const KeySet& set);

/// The finding of the catalogue that an error of reading a key is: `key-csr`, `key-rsa-roca`, `key-ec-not-on-curve`,
/// `key-rsa-exponent-small`, `key-rsa-too-small`, `key-pem-encrypted`, `key-jwk-invalid`; empty if none speaks of it.
std::string_view keyFindingOf(const Error& error);

/// A text taken for a secret that looks like something else: a path, an address, a web page, a token, a placeholder
/// of a manual. Nothing of the text is in the detail.
std::optional<KeyNote> secretLooksLike(std::string_view text);

} // namespace twb::jose
