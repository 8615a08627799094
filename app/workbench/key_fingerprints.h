// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/ring_entry.h"

namespace twb::workbench {

/// One way to name a key in few characters.
struct Fingerprint {
    QString name; ///< "JWK thumbprint (RFC 7638, SHA-256)"
    QString text;
};

/// Every usual fingerprint of a key: JWK thumbprint and its URI (RFC 7638, RFC 9278), SHA-256 of the SPKI as hex and
/// Base64, OpenSSH's where it knows such keys, and of its certificate SHA-256 and SHA-1 as OpenSSL writes them. A
/// secret has none: a digest of it would be a hint to it (RFC 7638 §7). Any thread.
std::vector<Fingerprint> fingerprintsOf(const RingEntry& entry);

} // namespace twb::workbench
