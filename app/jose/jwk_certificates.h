// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/jwks.h"

namespace twb::jose {

/// Reads what a JWK says of its certificate and compares it with the key: "x5c" must hold readable certificates in
/// plain Base64, the first of them for this very key; "x5t" and "x5t#S256" must be its digests.    (RFC 7517 §4.7–4.9)
///
/// What is wrong becomes a note (`key-jwk-invalid`): nothing of the certificate is trusted, so that the key works all
/// the same. A first certificate that fits becomes entry.certificate.
void checkCertificates(KeyEntry& entry);

/// The JSON text of "x5c": standard Base64 of the DER, the key's own certificate first.
std::string x5cText(const std::vector<const crypto::Certificate*>& chain);

} // namespace twb::jose
