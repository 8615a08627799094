// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "crypto/aead.h"
#include "crypto/key.h"

#include <span>
#include <string_view>

namespace twb::jose {

enum class KeyManagementFamily : std::uint8_t {
    Direct,
    AesKeyWrap,
    AesGcmKeyWrap,
    RsaOaep,
    RsaPkcs1,
    EcdhEs,
    EcdhEsKeyWrap,
    Pbes2,
};

/// One row of the only table of key management algorithms: the "alg" of a JWE.             (RFC 7518 §4.1; RFC 8037
/// §3.2)
struct KeyManagement {
    std::string_view name;
    KeyManagementFamily family;
    crypto::Hash hash;            ///< of OAEP and PBES2, else None
    std::size_t wrapOctets;       ///< size of the AES key that wraps; 0 where nothing is wrapped with AES
    std::string_view description; ///< "AES Key Wrap with a secret of 16 octets"
    std::string_view keyNeed;     ///< "needs a secret of 16 octets"
    std::string_view section;     ///< "RFC 7518 §4.4"
};

/// One row of the only table of content encryption algorithms: the "enc" of a JWE.                  (RFC 7518 §5.1)
struct ContentEncryption {
    std::string_view name;
    crypto::AeadMethod method;
    std::string_view description;
    std::string_view section;
};

/// All rows in the order in which they are offered to people; RSA1_5 is the last.
std::span<const KeyManagement> allKeyManagement();
std::span<const ContentEncryption> allContentEncryption();
/// The row of that exact name, or nullptr.
const KeyManagement* findKeyManagement(std::string_view name);
const ContentEncryption* findContentEncryption(std::string_view name);

/// Whether kind, curve and (for AES and dir) size of the key serve.
/// @errors key-type-mismatch, key-curve-mismatch; the detail names what is needed and what is there
Result<void> checkFits(const crypto::Key& key, const KeyManagement& algorithm, const ContentEncryption& encryption);
/// The algorithm that one would offer first for a key (RSA-OAEP-256, ECDH-ES, dir, A…KW), or nullptr.
const KeyManagement* usualKeyManagement(const crypto::Key& key);

} // namespace twb::jose
