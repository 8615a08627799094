// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"
#include "json/tape.h"

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace twb::jose {

/// Caps on what a stranger's token may cost, with their reasons.
struct JweLimits {
    std::size_t tokenOctets = std::size_t{16} << 20; ///< far above any token
    /// Each recipient may cost a private key operation.
    std::size_t recipients = 100;
    /// "p2c": the sender chooses how long the receiver computes. A million iterations are a quarter of a second; all
    /// tries of one token together may take four times as many.
    std::int64_t pbes2Count = 1'000'000;
    std::size_t inflatedOctets = 250'000; ///< a token of 250 octets can inflate to 250 KB; beyond is an attack
    friend bool operator==(const JweLimits&, const JweLimits&) = default;
};

enum class JweFormKind : std::uint8_t { Compact, Flattened, General };

/// One recipient of a JWE: its own header (JSON text, empty if absent) and its encrypted key (base64url, may be empty).
struct JweRecipient {
    std::string_view header;
    std::string_view encryptedKey;
};

/// A JWE taken apart; nothing is decoded. Views into the token's text, or into `unescaped`.       (RFC 7516 §7)
struct JweForm {
    JweFormKind kind = JweFormKind::Compact;
    std::string_view protectedHeader; ///< base64url; empty if there is none (JSON forms)
    std::string_view sharedHeader;    ///< JSON text of "unprotected"; empty if absent
    std::vector<JweRecipient> recipients;
    std::string_view initializationVector, ciphertext, authenticationTag; ///< base64url
    std::optional<std::string_view> additionalData;                       ///< base64url of "aad"
    std::deque<std::string> unescaped;                                    ///< strings that were written with escapes
};

/// Takes any of the three serializations apart; the text must outlive the answer.
/// @errors token-structure (parts or members missing, of the wrong type, or not allowed together), token-limit,
///         token-unsupported (a JWS), json-…, json-duplicate-name
Result<JweForm> readJweForm(std::string_view token, const JweLimits& limits = {});

} // namespace twb::jose
