// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace twb {
inline namespace base {

/// Every way in which the engine says no. One flat list; the kebab-case names are stable and only ever grow.
///
/// Columns: enumerator, stable name, catalogue sentence (what to do; shown after `detail`).
// clang-format off
#define TWB_ERROR_CODES(X) \
    /* base */ \
    X(InputEmpty,            "input-empty",             "Give the text, a file with @FILE, or standard input.") \
    X(InputTooLarge,         "input-too-large",         "Cut the text down to the part that matters.") \
    X(FileUnreadable,        "file-unreadable",         "Check the path and the permissions.") \
    X(FileUnwritable,        "file-unwritable",         "Check the folder and the permissions.") \
    X(Base64UrlCharacter,    "base64url-character",     "Only A-Z a-z 0-9 - and _ belong in base64url text.") \
    X(Base64UrlPadding,      "base64url-padding",       "JOSE writes base64url without \"=\" at the end; remove it.") \
    X(Base64UrlLength,       "base64url-length",        "Characters are missing at the end; ask for the whole text.") \
    X(Base64UrlTrailingBits, "base64url-trailing-bits", "The last character carries bits that belong to no octet; it was changed or cut.") \
    X(Base64Invalid,         "base64-invalid",          "Check that the text is Base64 and complete.") \
    X(HexInvalid,            "hex-invalid",             "Hex is an even number of 0-9 and a-f.") \
    X(TimeInvalid,           "time-invalid",            "Write Unix seconds or RFC 3339, as in 2026-11-20T15:03:00Z.") \
    X(Utf8Invalid,           "utf8-invalid",            "JSON must be UTF-8; convert the text.") \
    /* json */ \
    X(JsonSyntax,            "json-syntax",             "Correct the JSON at the place named.") \
    X(JsonTooDeep,           "json-too-deep",           "Nesting this deep is refused; flatten the document.") \
    X(JsonTooLarge,          "json-too-large",          "The document is above the size cap.") \
    X(JsonType,              "json-type",               "The member has another type than the standard wants.") \
    X(JsonMemberMissing,     "json-member-missing",     "Add the member.") \
    X(JsonDuplicateName,     "json-duplicate-name",     "Remove one of the two members; readers disagree on which counts.") \
    /* keys */ \
    X(KeyUnreadable,         "key-unreadable",          "Expected PEM, DER, JWK, JWKS or a secret.") \
    X(KeyFormatUnknown,      "key-format-unknown",      "Expected PEM, DER, JWK, JWKS or a secret.") \
    X(KeyPemBroken,          "key-pem-broken",          "A PEM text has a BEGIN line, Base64 lines and the same END line.") \
    X(KeyPemLabel,           "key-pem-label",           "Expected PUBLIC KEY, PRIVATE KEY, RSA or EC PRIVATE KEY, RSA PUBLIC KEY or CERTIFICATE.") \
    X(KeyEncrypted,          "key-encrypted",           "Give the password of the key.") \
    X(KeyPasswordWrong,      "key-password-wrong",      "Check the password: upper and lower case, and spaces at the ends.") \
    X(KeyTypeMismatch,       "key-type-mismatch",       "Choose a key of the kind that the algorithm needs.") \
    X(KeyCurveMismatch,      "key-curve-mismatch",      "Choose a key on the curve that the algorithm needs.") \
    X(KeyPublicOnly,         "key-public-only",         "Signing and decrypting need the private key.") \
    X(KeyPrivateMissing,     "key-private-missing",     "This output needs a private key.") \
    X(KeyNotSuitable,        "key-not-suitable",        "The key's alg, use or key_ops forbid this; choose another key.") \
    X(KeyInvalid,            "key-invalid",             "The numbers of this key do not form a sound key; make a new one.") \
    X(KeyWeak,               "key-weak",                "Make a new, longer key.") \
    X(KeyTooLarge,           "key-too-large",           "Keys of this size are refused.") \
    X(KeyUnsupported,        "key-unsupported",         "Use RSA, P-256, P-384, P-521, secp256k1, Ed25519, Ed448, X25519 or X448.") \
    X(KeyNotFound,           "key-not-found",           "Give the set that holds this kid, or name another with --kid.") \
    X(KeyAmbiguous,          "key-ambiguous",           "Two keys answer to this kid; give each key its own.") \
    X(KeyFormatImpossible,   "key-format-impossible",   "This format cannot hold this kind of key.") \
    X(JwkInvalid,            "jwk-invalid",             "Correct the JWK member named (RFC 7517, RFC 7518 section 6).") \
    X(CertificateInvalid,    "certificate-invalid",     "The certificate cannot be read; ask for it again.") \
    /* signatures */ \
    X(AlgorithmUnknown,      "algorithm-unknown",       "See the table of algorithms in `twb help sign`.") \
    X(AlgorithmUnsupported,  "algorithm-unsupported",   "This algorithm does not serve this operation.") \
    X(AlgorithmNotAllowed,   "algorithm-not-allowed",   "Allow the algorithm by the policy, or ask for a token with another.") \
    X(SignatureLength,       "signature-length",        "The signature has another length than the algorithm makes.") \
    X(CryptoBackend,         "crypto-backend",          "OpenSSL refused; its own words are in the detail.") \
    X(Cancelled,             "cancelled",               "Stopped on request.") \
    /* tokens */ \
    X(TokenStructure,        "token-structure",         "A compact JWS has three parts separated by dots, a JWE five.") \
    X(TokenHeader,           "token-header",            "The first part must be the base64url of a JSON object.") \
    X(TokenPayload,          "token-payload",           "The payload must be base64url text.") \
    X(TokenCritical,         "token-critical",          "A receiver that does not know a critical header must refuse the token.") \
    X(TokenUnsupported,      "token-unsupported",       "This kind of token cannot be handled by this operation.") \
    X(TokenLimit,            "token-limit",             "A cap that keeps hostile tokens cheap; raise it only for senders you trust.") \
    X(DecryptionFailed,      "decryption-failed",       "Wrong key or changed token: for safety no cause is told apart.") \
    /* usage */ \
    X(Usage,                 "usage",                   "See twb help.")
// clang-format on

enum class ErrorCode : unsigned char {
#define TWB_ENUMERATOR(enumerator, name, advice) enumerator,
    TWB_ERROR_CODES(TWB_ENUMERATOR)
#undef TWB_ENUMERATOR
};

/// The stable kebab-case name, as printed by `twb --json`.
std::string_view name(ErrorCode code);
/// The catalogue's sentence: what the reader can do.
std::string_view advice(ErrorCode code);

/// A range of octets of the text that was read. `length` 0 marks a place between octets, or none at all.
struct TextRange {
    std::size_t offset = 0;
    std::size_t length = 0;
    friend bool operator==(const TextRange&, const TextRange&) = default;
};

/// What went wrong: a stable code, a detail for the reader (never a secret), and where in the text.
struct Error {
    ErrorCode code;
    std::string detail;
    TextRange where;
};

/// A place as editors count it: line and column from 1, column in Unicode code points.
struct LineColumn {
    std::size_t line = 1;
    std::size_t column = 1;
};

/// Translates an octet offset of `text` (UTF-8; CR LF, LF and CR end a line). Offsets past the end give the end.
LineColumn lineColumn(std::string_view text, std::size_t offset);

} // namespace base
} // namespace twb
