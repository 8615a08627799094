// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "crypto/key_file.h"
#include "jose/jwks.h"

namespace twb::jose {

/// How the text of a secret becomes octets.
enum class SecretEncoding : std::uint8_t { Utf8, Base64, Base64Url, Hex };

/// "utf8", "base64", "base64url", "hex": the names of --key-encoding; nullopt for others.
std::optional<SecretEncoding> findSecretEncoding(std::string_view name);
std::string_view name(SecretEncoding encoding);

/// Reads the text of a secret. utf8 takes the octets as they are (nothing is trimmed); base64 is RFC 4648 §4 with or
/// without padding; base64url is strict; hex knows both cases. Base64 and hex allow white space around, not within.
/// `where` of an error is the character at fault.
/// @errors base64-invalid, base64url-…, hex-invalid
Result<Secret> decodeSecretText(std::string_view text, SecretEncoding encoding);

struct KeyMaterialOptions {
    const crypto::Password* password = nullptr; ///< not owned; nullptr = none given
    SecretEncoding secretEncoding = SecretEncoding::Utf8;
};

/// Recognises what a file or a text is and reads all keys of it: PEM (several blocks), DER, PKCS#12, OpenSSH, JWK,
/// JWKS, certificate map; anything else is a secret by `secretEncoding`. What begins like PEM, like a JSON object or
/// like DER that is cut off is never taken for a secret.
///
/// A text that had to be repaired says so in KeySet::notes(); what is odd about one key stands in KeyEntry::notes.
/// No error and no note holds a word of the text: it may be the secret.
///
/// @param octets  the file as it is; copied where it is kept.
/// @errors input-empty, those of crypto::importKeys, readJwk, KeySet::parse, decodeSecretText;
///         key-format-unknown for a JSON object that is none of these
Result<KeySet> readKeyMaterial(ByteView octets, const KeyMaterialOptions& options = {});

/// A set of one secret, for --secret and the window's secret field.
/// @errors those of decodeSecretText
Result<KeySet> readSecretText(std::string_view text, SecretEncoding encoding);

/// Tells whether octets are the text or DER of an asymmetric key ("a PEM text", "a JWK"); empty if not. Such octets
/// are refused as an HMAC secret: with a public key as secret, anybody could make tokens.       (RFC 8725 §2.1, §3.1)
std::string_view asymmetricKeyText(ByteView octets);

} // namespace twb::jose
