// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/compact.h"

namespace twb::cli {

/// The parts of a token in JSON form, as `decode` shows them: tolerant, never fails.  (RFC 7515 §7.2; RFC 7516 §7.2)
///
/// One header and one signature part for each signature of the general form. Ranges lie in the token's text.
/// @param kind  JwsJson or JweJson
jose::TokenParts readJsonForm(std::string_view token, jose::TokenKind kind);

} // namespace twb::cli
