// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/ring_entry.h"

/// The file in which public parts and metadata are kept. Any thread.
namespace twb::workbench {

/// One key as it stands in the file: everything but the private part.
struct StoredKey {
    QString id, name, origin;
    Time added{};
    Holds holds = Holds::Public; ///< Private, Secret: the rest is in the secret store under this id
    std::string jwk;             ///< public JWK; for a secret kty, kid, alg and use without `k`
    std::string pem{};           ///< SPKI of an RSA-PSS key, which a JWK cannot tell from RSA; otherwise empty
    std::string format;
    Bytes certificate; ///< DER, or empty
};

struct StoredKeys {
    bool keep = true; ///< false: the user has ended it; the file stands until toForget is done
    std::vector<StoredKey> keys;
    QStringList toForget; ///< ids whose entries in the secret store are left over from removed keys
};

/// @errors key-format-impossible, crypto-backend
Result<StoredKey> storedKeyOf(const RingEntry& entry);
/// What goes to the secret store: the private JWK (PKCS#8 for RSA-PSS).  @errors as jose::writeJwk
Result<Secret> privatePartOf(const RingEntry& entry);
/// A draft with the id it had; for a private key its public half. Secrets have none: use the second.
/// @errors those of readJwk and readCertificate
Result<KeyDraft> draftOf(const StoredKey& stored);
/// The whole key, out of the private part that the secret store gave.
/// @errors also key-invalid if it is another key than the stored one
Result<KeyDraft> draftOf(const StoredKey& stored, const Secret& privatePart);

std::string writeStoredKeys(const StoredKeys& keys);
/// @errors json-…, json-member-missing, json-type; an unknown version is json-type
Result<StoredKeys> readStoredKeys(std::string_view text);

/// What reading the file came to.
struct LoadedKeys {
    bool exists = false;
    StoredKeys file;
    KeyDrafts drafts; ///< public keys and public halves
};
/// @errors file-unreadable; those of readStoredKeys and draftOf: one bad key makes the file unreadable, so that the
///         whole of it is put aside and nothing of it is lost
Result<LoadedKeys> loadKeyFile(const QString& path);

/// What is written of one key.
struct KeyRecord {
    SharedRingEntry entry; ///< nullptr: `stored` is written as it is
    Holds holds = Holds::Public;
    StoredKey stored{};
};
/// Adds the records to `file` and writes it atomically with mode 600; deletes it if nothing is to be kept or forgotten.
/// @errors file-unwritable, those of storedKeyOf
Result<void> writeKeyFile(const QString& directory, const QString& path, const std::vector<KeyRecord>& records,
                          StoredKeys file);

} // namespace twb::workbench
