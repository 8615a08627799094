// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/bytes.h"
#include "base/result.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace twb::jose {

/// What a text is by its shape and, where it can be read, its header.
enum class TokenKind : std::uint8_t { Empty, Jws, Jwe, JwsJson, JweJson, SdJwt, Unknown };

/// "jws", "jwe", "jws-json", "jwe-json", "sd-jwt"; "empty" and "unknown" otherwise.
std::string_view name(TokenKind kind);

enum class PartName : std::uint8_t {
    Header,
    Payload,
    Signature,
    EncryptedKey,
    InitializationVector,
    Ciphertext,
    AuthenticationTag,
    Other,
};

/// "header", "payload", "signature", "encrypted key", …
std::string_view name(PartName part);

/// One dot-separated part as it is shown; a broken part still gives the octets before its fault.
struct TokenPart {
    PartName name = PartName::Other;
    TextRange range;                ///< in the token, without dots
    Bytes octets;                   ///< decoded; with a problem, what could be decoded before it
    std::optional<Error> problem;   ///< base64url fault; `where` is an octet of the token
    bool isJson = false;            ///< header and payload: the octets are JSON
    std::optional<Error> jsonFault; ///< header and payload: why not; `where` is an octet of `octets`
    /// Payload with "zip":"DEF" in the header: what it holds. `isJson` still speaks of `octets`.   (SMART Health Cards)
    std::optional<Bytes> inflated = std::nullopt;
    std::optional<Error> inflateFault = std::nullopt; ///< why it does not inflate
};

/// A compact token taken apart for showing; never fails.
struct TokenParts {
    TokenKind kind = TokenKind::Empty;
    std::vector<TokenPart> parts;
    std::optional<Error> problem; ///< wrong number of parts, JSON form …; `where` is an octet of the token

    /// The first part of that name, or nullptr.
    const TokenPart* find(PartName name) const;
};

/// Tolerant reading for the window and `twb decode`. At most 16 parts are kept; the last keeps what follows.
TokenParts readParts(std::string_view token);
/// @param mostInflated  octets that a compressed payload may hold; 250,000 in the other one
TokenParts readParts(std::string_view token, std::size_t mostInflated);
/// Inflates the payload of a signed token whose header says "zip":"DEF"; one that does not inflate stays as it is, with
/// the reason. readParts does it by itself.
void inflatePayload(TokenParts& parts, std::size_t mostInflated);

/// The ranges of a compact JWS; nothing is decoded.                                        (RFC 7515 §7.1)
struct CompactJws {
    std::string_view header; ///< base64url
    std::string_view payload;
    std::string_view signature;
    std::string_view signingInput; ///< header '.' payload, as it stands in the token
};

/// Strict split, allocates nothing on success.
/// @errors token-structure (not exactly two dots; empty), token-unsupported (five parts = JWE, JSON form)
Result<CompactJws> splitCompact(std::string_view token);

/// The other way round: header '.' payload '.' signature.
std::string joinCompact(std::string_view header, std::string_view payload, std::string_view signature);

/// What was taken off a pasted text.
struct Unwrapped {
    std::string token;
    std::vector<std::string> removed; ///< for people: "Bearer ", "quotes", "line breaks"; empty if nothing
};
/// Takes off `Bearer `, an `Authorization:` name, quotes around, and white space anywhere in a compact token; other
/// text comes back unchanged.
Unwrapped unwrap(std::string_view text);

} // namespace twb::jose
