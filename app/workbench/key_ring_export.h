// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/key_material.h"
#include "workbench/ring_entry.h"

#include <span>

/// Keys of the ring on their way out. What may be shown to anybody is text; what may not is a Secret and its function
/// is called reveal…: the two can never be mixed up. Any thread.
namespace twb::workbench {

/// SPKI.  @errors key-format-impossible for a secret
Result<std::string> publicPem(const RingEntry& entry);
/// Indented; never a private member.  @errors key-format-impossible for a secret
Result<std::string> publicJwk(const RingEntry& entry);
/// Indented `{"keys":[…]}` of the public halves; secrets have none and are left out.
/// @errors key-format-impossible if nothing is left
Result<std::string> publicJwks(std::span<const SharedRingEntry> entries);
/// Compact public JWK for a QR code: without the certificate, which would make it too large for one.
Result<std::string> compactPublicJwk(const RingEntry& entry);
/// @errors key-format-impossible if the key came without a certificate
Result<std::string> certificatePem(const RingEntry& entry);

/// PKCS#8.  @errors key-private-missing; key-format-impossible for a secret
Result<Secret> revealPrivatePem(const RingEntry& entry);
/// Indented, with all members; for a secret the oct JWK.  @errors key-private-missing
Result<Secret> revealPrivateJwk(const RingEntry& entry);
/// The octets of a secret as text.  @errors key-format-impossible for a key pair; utf8-invalid for Utf8
Result<Secret> revealSecretText(const RingEntry& entry, jose::SecretEncoding encoding);
/// PKCS#8 encrypted with a passphrase (PBES2). Blocks for some 100 ms: on a worker.
/// @errors key-private-missing, input-empty (passphrase), key-format-impossible for a secret
Result<Secret> encryptedPrivatePem(const RingEntry& entry, const Secret& passphrase);

/// Writes a whole file or leaves the old one as it is; readable by its owner only (mode 600).
/// @errors file-unwritable
Result<void> saveToFile(const QString& path, ByteView octets);

} // namespace twb::workbench
