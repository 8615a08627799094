// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"
#include "base/secret.h"
#include "workbench/kept_tab.h"

/// The encrypted file of the tabs. Any thread.
namespace twb::workbench {

/// Octets of the key that encrypts the file: AES-256-GCM, a fresh nonce for each writing.
inline constexpr std::size_t tabKeyOctets = 32;

/// "TWBTABS1", nonce, tag, ciphertext; the first is authenticated, too. Inside is CBOR.
/// @errors key-type-mismatch (the key has another size), crypto-backend
Result<Bytes> sealTabs(const KeptTabs& tabs, const Secret& key);
/// @errors as sealTabs; file-unreadable if it is no such file, another key made it, or an octet was changed
Result<KeptTabs> openTabs(ByteView file, const Secret& key);

} // namespace twb::workbench
