// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/session.h"
#include "jose/key_material.h"

namespace twb::cli {

enum class KeyNeed { Required, Optional };

/// The key that --key, --secret, --secret-file or TWB_SECRET hands over.
/// @return an empty set if there is none and it is optional.
/// @errors usage (none, or several), and those of jose::readKeyMaterial
Answer<jose::KeySet> readKeys(Session& session, KeyNeed need);

/// The key of a file, read as --key is.  @errors as readKeys
Answer<jose::KeySet> readKeyFile(Session& session, const std::string& path, std::string subject);

/// --password, --password-file or TWB_PASSWORD; none if none was given.  @errors usage, file-unreadable
Answer<crypto::Password> readPassword(Session& session);

/// --out-password, --out-password-file or TWB_OUT_PASSWORD: of what is written. Without them the one of readPassword().
/// @errors usage, file-unreadable
Answer<crypto::Password> readOutputPassword(Session& session);

/// The one key that is meant: the only one, or the one that --kid names. Of a key in the company of certificates the
/// key, joined with its own certificate; of a chain the first.
/// @errors key-not-found, key-ambiguous
Answer<jose::KeyEntry> singleKey(Session& session, const jose::KeySet& keys);

/// The certificates that came with a key out of one file, its own first; empty if there are none.
std::vector<crypto::Certificate> chainOf(const jose::KeySet& keys, const jose::KeyEntry& key);

} // namespace twb::cli
