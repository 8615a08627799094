// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "json/tape.h"

#include <span>
#include <string>

namespace twb::jose {

/// What signing and verifying need to know of a JOSE header.                               (RFC 7515 §4.1)
struct ProtectedHeader {
    std::string alg;
    std::string kid;           ///< empty if absent
    std::string typ;           ///< empty if absent
    TextRange algRange;        ///< in the header text
    bool encodePayload = true; ///< false for `"b64":false` (RFC 7797 §3)
    bool hasB64 = false;
    json::Value crit; ///< on the tape handed in; no value if absent
};

/// Parses a header onto `tape`; the text must outlive it.
/// @errors json-syntax …, utf8-invalid, token-header (no object, no "alg"; alg, kid, typ no string; b64 no boolean)
Result<ProtectedHeader> readProtectedHeader(std::string_view text, json::Tape& tape);

/// Checks "crit": an array of names, not empty, each present in the header, none twice, none that RFC 7515 defines,
/// each understood (b64 or in `understood`). A "b64" member must stand in it.       (RFC 7515 §4.1.11; RFC 7797 §6)
/// @errors token-critical
Result<void> checkCritical(const ProtectedHeader& header, const json::Value& object,
                           std::span<const std::string> understood);

/// The JOSE header of a signature in JSON form: both objects joined as texts, so that a name in both is found as a
/// duplicate. Either may be empty (absent).                                                  (RFC 7515 §7.2.1)
/// @errors json-…, token-header (the protected text is no object)
Result<std::string> joinHeaders(std::string_view protectedText, std::string_view unprotected);

/// "crit" must be integrity protected (RFC 7515 §4.1.11), and so must "b64" (RFC 7797 §3).  @errors token-critical
Result<void> checkUnprotected(std::string_view unprotected);

/// The first name that stands twice anywhere in the document, or nullptr.
const json::Duplicate* firstDuplicate(const json::Tape& tape);

} // namespace twb::jose
