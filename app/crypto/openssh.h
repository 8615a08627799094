// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "crypto/key_file.h"

namespace twb::crypto {

/// True for a line `ssh-rsa AAAA…` (or another type) and for the form of RFC 4716.
bool looksLikeOpenSshPublic(std::string_view text);

/// Reads one public key: a line as in id_ed25519.pub or authorized_keys, or RFC 4716. The comment becomes the entry's
/// label.                                                                             (RFC 4253 §6.6, RFC 5656, RFC
/// 8709)
/// @errors key-unsupported (DSA, security keys, certificates), key-invalid
Result<KeyFileEntry> readOpenSshPublic(std::string_view text);

/// Reads the body of an OPENSSH PRIVATE KEY block. readPem() calls it.          (PROTOCOL.key of OpenSSH)
/// @errors key-encrypted, key-password-wrong, key-unsupported, key-invalid, crypto-backend
Result<KeyFileEntry> readOpenSshPrivate(ByteView body, const Password& password = {});

/// `ssh-ed25519 AAAA… comment` with a line break.  @errors key-format-impossible (a curve that SSH does not have)
Result<std::string> writeOpenSshPublic(const Key& key, std::string_view comment = {});

} // namespace twb::crypto
