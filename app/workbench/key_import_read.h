// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/key_material.h"
#include "workbench/ring_entry.h"

#include <stop_token>

/// Reading of files and texts for KeyImport; no state, any thread.
namespace twb::workbench {

/// Caps of one file or text: a key is small, a key set may not be.
constexpr qint64 largestKeyFile = 1'000'000;
constexpr qint64 largestKeySet = 16'000'000;

/// Something encrypted that waits for its password.
struct LockedSource {
    QString name; ///< of the file, or the origin that was given
    Secret octets;
    bool wrongPassword = false; ///< a password was tried and did not open it
};

struct ReadKeys {
    KeyDrafts drafts;
    std::vector<LockedSource> locked;
    int skipped = 0; ///< files of a folder in which nothing looked like a key
};

/// Whether text in which no key format is recognised may be a secret. In folders never.
enum class UnknownText : std::uint8_t { IsSecret, IsSkipped };

/// Reads one text or file; appends to `into`. Knows all that jose::readKeyMaterial knows (certificate maps among it),
/// and PEM texts of which some blocks are broken or locked. A token, noise and public keys of formats that cannot be
/// read are never taken for a secret.
void readKeys(Secret octets, const QString& name, UnknownText unknown, jose::SecretEncoding encoding,
              const crypto::Password& password, ReadKeys& into);

/// Reads files and folders (to a depth of 4, 1000 files at most, hidden ones and links left out).
ReadKeys readKeyPaths(const QStringList& paths, jose::SecretEncoding encoding, const std::stop_token& stop);

} // namespace twb::workbench
