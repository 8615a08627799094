// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/signature_facts.h"

/// The encrypted half of an evaluation: opening what was received, making the copy anew.
namespace twb::doctor {

/// What came of one token and one key.
struct Decryption {
    SharedText encoded;
    SharedResolvedKey key;
    std::size_t recipient = 0; ///< the one that the key opened
    std::size_t keyIndex = 0;
    SharedText plaintext; ///< null: it was not opened. Deliberate: no Secret, for it is shown in the window and edited
    std::optional<Error> problem;
    std::vector<Error> warnings;
    bool compressed = false;
    jose::JweLimits caps; ///< under which it was tried
};

/// Opens an encrypted token; null for any other, and without a readable key.
/// @param former  taken where it is about the same text and key, under the same caps.
/// @param inputs  its caps and watch, and whether what takes long is begun at all; if not, the answer's problem is
///                `cancelled`.
std::shared_ptr<const Decryption> decrypt(const Reading& reading, const SharedResolvedKey& key,
                                          const std::shared_ptr<const Decryption>& former, const Inputs& inputs);

/// The reading with the plaintext as its payload; without one where nothing was opened.
SharedReading withPlaintext(SharedReading reading, const Decryption* decryption, PartView view);

/// The fact "Signature" of an encrypted token.
SignatureFacts decryptionFacts(const Reading& reading, const ResolvedKey& key, const Decryption* decryption,
                               Origin origin);
/// Rows of the panel: structure, key, iv-tag, decryption, and what is to be said of encryption as such.
std::vector<CheckRow> decryptionRows(const Reading& reading, const SignatureFacts& facts, const Decryption* decryption);

/// Whether encrypting takes so long that it must not be done at each key press: PBES2 with more than 10,000 rounds
/// (about 3 ms).
bool encryptsSlowly(const Reading& header);
/// Encrypts a copy whose kind says so.
/// @errors token-header, algorithm-unknown, key-…, token-limit, crypto-backend, cancelled
/// A copy in JSON form is encrypted for each of its recipients; each needs a key of its own in the set.
/// @param inputs  its caps, and the watch of the stretching of a password.
Result<CopySignature> encryptCopy(const Copy& copy, const SharedText& input, const ResolvedKey& key,
                                  const Inputs& inputs = {});
/// The text of a copy that was not encrypted since its last edit: its own header before the parts that are out of date.
std::string encodeOutdated(const Copy& copy);

/// Octets that the key management wants of a secret: exactly so many; 0 where any size serves.
std::size_t neededEncryptionOctets(const Reading& reading);

} // namespace twb::doctor
