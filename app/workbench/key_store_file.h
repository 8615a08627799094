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
    std::string format;
    Bytes certificate; ///< DER, or empty
};

struct StoredKeys {
    std::vector<StoredKey> keys;
    QStringList toForget; ///< ids whose entries in the secret store are left over from removed keys
};

/// @errors key-format-impossible, crypto-backend
Result<StoredKey> storedKeyOf(const RingEntry& entry);
/// A draft with the id it had; for a private key its public half. Secrets have none: use the second.
/// @errors those of readJwk and readCertificate
Result<KeyDraft> draftOf(const StoredKey& stored);
/// The whole key, out of the private JWK that the secret store gave.
/// @errors also key-invalid if it is another key than the stored one
Result<KeyDraft> draftOf(const StoredKey& stored, const Secret& privateJwk);

std::string writeStoredKeys(const StoredKeys& keys);
/// @errors json-…, json-member-missing, json-type; an unknown version is json-type
Result<StoredKeys> readStoredKeys(std::string_view text);

} // namespace twb::workbench
