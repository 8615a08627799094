// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/jwe_form.h"
#include "jose/jws_json.h"

/// The same token in another serialization. Nothing is signed or encrypted anew: header, payload and signature stay
/// octet for octet, so a verdict stays what it was.                                        (RFC 7515 §7, App. F; RFC
/// 7516 §7)
namespace twb::jose {

enum class JwsForm : std::uint8_t { Compact, Flattened, General, DetachedCompact, DetachedFlattened, DetachedGeneral };

/// "compact", "flattened", "general", "detached", "detached-flattened", "detached-general".
std::string_view name(JwsForm form);
std::optional<JwsForm> findJwsForm(std::string_view name);

/// The form in which a signed token stands.
/// @errors those of splitCompact and readJsonToken
Result<JwsForm> jwsFormOf(std::string_view token);

struct JwsConversion {
    JwsForm form = JwsForm::Compact;
    /// Which signature to keep where the form holds one only; nullopt: the only one.
    std::optional<std::size_t> signature;
    /// The payload of a token that came without.
    std::optional<ByteView> payload;
};

/// @errors those of splitCompact and readJsonToken; token-unsupported, with the reason: an unprotected header or an
///         unencoded payload that compact form cannot hold, several signatures for a form of one; token-structure
///         (there is no such signature; a payload beside the token's own, or none where one is needed)
Result<std::string> convertJws(std::string_view token, const JwsConversion& conversion);

/// @param recipient  which to keep where the form holds one only; nullopt: the only one. From the general form, a token
///                   for several cannot get back its other recipients.
/// @errors those of readJweForm; token-unsupported, with the reason (header members outside the protected one, "aad" or
///         several recipients, which compact form cannot hold), token-structure (no such recipient)
Result<std::string> convertJwe(std::string_view token, JweFormKind form,
                               std::optional<std::size_t> recipient = std::nullopt);

} // namespace twb::jose
