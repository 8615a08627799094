// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "crypto/key.h"
#include "json/tape.h"

#include <string>
#include <vector>

namespace twb::jose {

/// A key with what its JWK says about it.                                                (RFC 7517 §4)
/// Empty texts mean that the member is absent.
struct Jwk {
    crypto::Key key;
    std::string kid;
    std::string alg; ///< as it stands there; may be an encryption algorithm or an unknown name
    std::string use; ///< "sig", "enc" or any other text
    std::vector<std::string> keyOps;
    bool hasKeyOps = false; ///< an empty "key_ops" array forbids everything; an absent one nothing
    // Carried along unread, as the text of their JSON values; nothing of them is trusted.
    std::string x5u, x5c, x5t, x5tS256;
    /// Oddities that do not stop the key from working ("the coordinate x is shorter than …").
    std::vector<Error> warnings;
};

/// What a key is wanted for, as "use" and "key_ops" count it.
enum class KeyPurpose : std::uint8_t { Sign, Verify };

/// Reads one JWK; duplicates in it are refused, members nobody knows are ignored.       (RFC 7517 §4; RFC 7518 §6)
///
/// kty RSA, EC, OKP, oct, private and public. Values are strict base64url. EC coordinates and `d` must have the size of
/// the field (RFC 7518 §6.2.1.2); shorter ones, which other software writes, are padded and named in warnings.
/// @param value  an object on a tape; `where` of an error is the member at fault in the tape's text.
/// @errors jwk-invalid (names the member), json-duplicate-name, key-unsupported ("oth", unknown kty or crv),
///         and what crypto::Key::from… says
Result<Jwk> readJwk(const json::Value& value);
/// @errors also those of json::Tape::parse
Result<Jwk> readJwk(std::string_view text);

enum class JwkHalf : std::uint8_t { Public, Private };

/// Writes a JWK, compact: kty, crv/n/e/x/y…, then use, key_ops, alg, kid, x5….
///
/// A secret has no public half: asking for it gives kty, alg, use and kid without `k` (to show, not to use).
/// @return secret text if `half` is Private; otherwise nothing secret is in it.
/// @errors key-private-missing, crypto-backend
Result<Secret> writeJwk(const Jwk& jwk, JwkHalf half);
/// The public part as text.
Result<std::string> writePublicJwk(const Jwk& jwk);

/// base64url of SHA-256 over the required members.                            (RFC 7638 §3; RFC 8037 §2 for OKP)
/// For a secret the thumbprint is a digest of the secret: §7 advises against publishing it.
/// @errors crypto-backend
Result<std::string> thumbprint(const crypto::Key& key);

/// LongerHash: the key's "alg" is of the same RSA family with a shorter hash (PS256 for a PS384 token); worth a
/// warning.
enum class Suitability : std::uint8_t { Meant, LongerHash };

/// Whether the JWK's own "alg", "use" and "key_ops" allow signing or verifying with `alg`.   (RFC 7517 §4.2–4.4)
/// "EdDSA" and "Ed25519"/"Ed448" allow one another; "ES521", a slip of RFC 7520, is read as ES512. LongerHash is
/// answered for verifying only.
/// @errors key-not-suitable, the detail says which member forbids it
Result<Suitability> checkSuitable(const Jwk& jwk, std::string_view alg, KeyPurpose purpose);

} // namespace twb::jose
